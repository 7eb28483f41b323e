//! The huddle: who comes on a day or needs a refill, and what to prepare.

use egui::Ui;

use super::dialogs::Act;
use crate::ui::request::Request;
use crate::ui::view::View;

/// What the page remembers.
#[derive(Default)]
pub(super) struct HuddleState {}

/// Draws the page.
pub(super) fn huddle_ui(
    _ui: &mut Ui,
    _view: &View<'_>,
    _state: &mut HuddleState,
    _acts: &mut Vec<Act>,
    _out: &mut Vec<Request>,
) {
}
