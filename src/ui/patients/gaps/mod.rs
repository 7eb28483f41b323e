//! Care gaps: what is due, by patient, clinician or rule.

use egui::Ui;

use super::dialogs::Act;
use crate::ui::request::Request;
use crate::ui::view::View;

/// What the page remembers.
#[derive(Default)]
pub(super) struct GapsState {}

/// Draws the page.
pub(super) fn gaps_ui(
    _ui: &mut Ui,
    _view: &View<'_>,
    _state: &mut GapsState,
    _acts: &mut Vec<Act>,
    _out: &mut Vec<Request>,
) {
}
