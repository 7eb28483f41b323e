//! One measure across clinicians and teams: small multiples and variation.

use egui::Ui;

use super::Opened;
use super::summary::Summaries;
use crate::domain::measure::MeasureId;
use crate::ui::view::View;

/// What the page remembers.
#[derive(Default)]
pub(super) struct ClinicianState {}

/// Draws the page; the measure to open on the chart page.
pub(super) fn clinicians_ui(
    _ui: &mut Ui,
    _view: &View<'_>,
    _state: &mut ClinicianState,
    (_summaries, _measure): (&Summaries, MeasureId),
    _is_presented: bool,
) -> Option<Opened> {
    None
}
