//! The small_tests view.

use egui::Ui;

use super::Place;
use crate::domain::ids::SmallTestId;
use crate::domain::small_test::SmallTest;
use crate::ui::request::Request;
use crate::ui::view::View;

/// What the view remembers.
#[derive(Default)]
pub(super) struct TestsState {}

impl TestsState {
    /// Shows a test with its details.
    pub(super) fn show(&mut self, _id: SmallTestId) {}

    /// Opens the form of a new test.
    pub(super) fn open_new(&mut self, _test: SmallTest) {}

    /// Asks for what is typed and not yet written.
    pub(super) fn write_drafts(&mut self, _out: &mut Vec<Request>) {}
}

/// Draws the view.
pub(super) fn tests_ui(
    _ui: &mut Ui,
    _view: &View<'_>,
    _state: &mut TestsState,
    _place: Place,
    _out: &mut Vec<Request>,
) {
}

/// Draws what can be done in the view.
pub(super) fn actions_ui(
    _ui: &mut Ui,
    _view: &View<'_>,
    _state: &mut TestsState,
    _place: Place,
    _out: &mut Vec<Request>,
) {
}
