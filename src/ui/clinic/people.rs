//! The people that work can be given to: team, colleagues, outsiders and groups.

use egui::Ui;

use crate::ui::request::Request;
use crate::ui::view::View;

/// What the page remembers.
#[derive(Default)]
pub(super) struct PeopleState {}

/// Draws the page.
pub(super) fn people_ui(
    _ui: &mut Ui,
    _view: &View<'_>,
    _state: &mut PeopleState,
    _out: &mut Vec<Request>,
) {
}

/// Draws what can be done with the page.
pub(super) fn actions_ui(_ui: &mut Ui, _view: &View<'_>, _state: &mut PeopleState) {}
