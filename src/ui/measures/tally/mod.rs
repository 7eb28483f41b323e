//! The event tally: a large button, by day and category, for a fixed period.

use egui::Ui;

use super::Opened;
use super::summary::Summaries;
use crate::ui::request::Request;
use crate::ui::view::View;

/// What the page remembers.
#[derive(Default)]
pub(super) struct TallyState {}

/// Draws the page; the measure to open on the chart page.
pub(super) fn tally_ui(
    _ui: &mut Ui,
    _view: &View<'_>,
    _state: &mut TallyState,
    _summaries: &Summaries,
    _is_presented: bool,
    _out: &mut Vec<Request>,
) -> Option<Opened> {
    None
}
