//! The list of patients for review by the pain team, and its advice.

use egui::Ui;

use super::dialogs::Act;
use crate::ui::request::Request;
use crate::ui::view::View;

/// What the page remembers.
#[derive(Default)]
pub(super) struct ReviewsState {}

/// Draws the page.
pub(super) fn reviews_ui(
    _ui: &mut Ui,
    _view: &View<'_>,
    _state: &mut ReviewsState,
    _acts: &mut Vec<Act>,
    _out: &mut Vec<Request>,
) {
}
