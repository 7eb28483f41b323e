//! Action plans: what is to be done, by whom and when, how it goes, what is tested and what stood
//! in the way.

mod challenges;
pub(super) mod small_tests;

use egui::Ui;

use super::request::Request;
use super::view::View;
use super::widgets::{Segment, segmented, toolbar};
use crate::domain::workbook::Workbook;
use challenges::ChallengesState;
use small_tests::TestsState;

/// The views from left to right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum PlanView {
    /// Activities with their steps.
    #[default]
    Detailed,
    /// Activities alone.
    Simple,
    /// What is open, by person.
    ByPerson,
    /// What is open, by date.
    ByDate,
    /// Small tests of change.
    Tests,
    /// The library and the clinic's own log.
    Challenges,
}

impl PlanView {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Detailed, "Detailed"),
        (Self::Simple, "Simple"),
        (Self::ByPerson, "By person"),
        (Self::ByDate, "By date"),
        (Self::Tests, "Small tests"),
        (Self::Challenges, "Challenges"),
    ];
}

/// What the tab remembers.
#[derive(Default)]
pub struct PlanState {
    shown: PlanView,
    tests: TestsState,
    challenges: ChallengesState,
}

/// Where the tab is drawn.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// Changes can be asked for.
    can_write: bool,
    /// On a projected screen.
    is_presented: bool,
}

impl PlanState {
    /// Shows what a request from another tab is about.
    pub fn show(&mut self, request: Request, workbook: &Workbook) {
        match request {
            Request::ShowTest(id) => {
                self.shown = PlanView::Tests;
                self.tests.show(id);
            }
            Request::NewTest(test) => {
                self.shown = PlanView::Tests;
                self.tests.open_new(*test);
            }
            Request::ShowChallenge(entry) => {
                self.shown = PlanView::Challenges;
                self.challenges.show(&entry);
            }
            Request::NewChallenge(challenge) => {
                self.shown = PlanView::Challenges;
                self.challenges.open_new(*challenge);
            }
            _ => {
                let _ = workbook;
            }
        }
    }

    /// Asks for what is typed and not yet written.
    pub fn write_drafts(&mut self, out: &mut Vec<Request>) {
        self.tests.write_drafts(out);
        self.challenges.write_drafts(out);
    }
}

/// Draws the tab.
pub fn plan_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut PlanState,
    is_presented: bool,
    out: &mut Vec<Request>,
) {
    let place = Place {
        can_write: !view.status.is_read_only && !is_presented,
        is_presented,
    };
    toolbar_ui(ui, view, state, place, out);
    match state.shown {
        PlanView::Tests => small_tests::tests_ui(ui, view, &mut state.tests, place, out),
        PlanView::Challenges => {
            challenges::challenges_ui(ui, view, &mut state.challenges, place, out);
        }
        _ => {}
    }
}

fn toolbar_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut PlanState,
    place: Place,
    out: &mut Vec<Request>,
) {
    let before = state.shown;
    toolbar(
        ui,
        "plan toolbar",
        |ui| {
            let segments = PlanView::ALL.map(|(_, label)| Segment::new(label));
            let mut chosen = PlanView::ALL
                .iter()
                .position(|(v, _)| *v == before)
                .unwrap_or_default();
            segmented(ui, "View", &segments, &mut chosen);
            if let Some((shown, _)) = PlanView::ALL.get(chosen) {
                state.shown = *shown;
            }
        },
        |ui| match before {
            PlanView::Tests => small_tests::actions_ui(ui, view, &mut state.tests, place, out),
            PlanView::Challenges => {
                challenges::actions_ui(ui, view, &mut state.challenges, place, out);
            }
            _ => {}
        },
    );
}
