//! Baselines frozen with date, method and cautions, and how it stands now; the thermometer.

use egui::Ui;

use super::Opened;
use super::summary::Summaries;
use crate::ui::request::Request;
use crate::ui::view::View;

/// What the page remembers.
#[derive(Default)]
pub(super) struct BaselineState {}

/// Draws the page; the measure to open on the chart page.
pub(super) fn baseline_ui(
    _ui: &mut Ui,
    _view: &View<'_>,
    _state: &mut BaselineState,
    _summaries: &Summaries,
    _is_presented: bool,
    _out: &mut Vec<Request>,
) -> Option<Opened> {
    None
}
