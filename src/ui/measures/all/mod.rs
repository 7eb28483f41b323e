//! All measures as tiles and as a list: what the team watches, scores, and its own measures.

use egui::Ui;

use super::Opened;
use super::summary::Summaries;
use crate::ui::request::Request;
use crate::ui::view::View;

/// What the page remembers.
#[derive(Default)]
pub(super) struct AllState {}

/// Draws the page; the measure to open on the chart page.
pub(super) fn all_ui(
    _ui: &mut Ui,
    _view: &View<'_>,
    _state: &mut AllState,
    _summaries: &Summaries,
    _is_presented: bool,
    _out: &mut Vec<Request>,
) -> Option<Opened> {
    None
}
