//! What was said about measures: results shared, reviews, voices, what the data can do.

use egui::Ui;

use super::Opened;
use super::summary::Summaries;
use crate::ui::request::Request;
use crate::ui::view::View;

/// What the page remembers.
#[derive(Default)]
pub(super) struct LogState {}

/// Draws the page; the measure to open on the chart page.
pub(super) fn log_ui(
    _ui: &mut Ui,
    _view: &View<'_>,
    _state: &mut LogState,
    _summaries: &Summaries,
    _is_presented: bool,
    _out: &mut Vec<Request>,
) -> Option<Opened> {
    None
}
