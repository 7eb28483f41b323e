//! The challenges view.

use egui::Ui;

use super::Place;
use crate::domain::challenge::MetChallenge;
use crate::ui::request::Request;
use crate::ui::view::View;

/// What the view remembers.
#[derive(Default)]
pub(super) struct ChallengesState {}

impl ChallengesState {
    /// Shows a challenge of the library.
    pub(super) fn show(&mut self, _entry: &str) {}

    /// Opens the form of a challenge met.
    pub(super) fn open_new(&mut self, _challenge: MetChallenge) {}

    /// Asks for what is typed and not yet written.
    pub(super) fn write_drafts(&mut self, _out: &mut Vec<Request>) {}
}

/// Draws the view.
pub(super) fn challenges_ui(
    _ui: &mut Ui,
    _view: &View<'_>,
    _state: &mut ChallengesState,
    _place: Place,
    _out: &mut Vec<Request>,
) {
}

/// Draws what can be done in the view.
pub(super) fn actions_ui(
    _ui: &mut Ui,
    _view: &View<'_>,
    _state: &mut ChallengesState,
    _place: Place,
    _out: &mut Vec<Request>,
) {
}
