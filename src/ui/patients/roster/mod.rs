//! The clinicians: care team, registration, panels, and who leaves.

use egui::Ui;

use super::dialogs::Act;
use crate::ui::request::Request;
use crate::ui::view::View;

/// What the page remembers.
#[derive(Default)]
pub(super) struct RosterState {}

/// Draws the page.
pub(super) fn roster_ui(
    _ui: &mut Ui,
    _view: &View<'_>,
    _state: &mut RosterState,
    _acts: &mut Vec<Act>,
    _out: &mut Vec<Request>,
) {
}
