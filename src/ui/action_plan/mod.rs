//! Action plans: what is to be done, by whom and when, how it goes, what is tested and what stood
//! in the way.

mod challenges;
mod dialogs;
mod page;
mod panel;
mod rows;
pub(super) mod small_tests;
mod table;
#[cfg(test)]
mod tests;
mod toolbar;

use egui::Ui;

use super::cached::change_number;
use super::names::known_names;
use super::request::Request;
use super::view::View;
use super::widgets::KnownName;
use crate::domain::action_plan::command::PlanCommand;
use crate::domain::action_plan::example::Example;
use crate::domain::action_plan::sheet::PlanSheet;
use crate::domain::command::Command;
use crate::domain::ids::PlanId;
use crate::domain::workbook::Workbook;
use challenges::ChallengesState;
use dialogs::Dialogs;
use panel::PanelState;
use rows::{Column, Making, NewStepAt, RowId};
use small_tests::TestsState;
use table::TableState;

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

    /// Shows a plan, and not what belongs to all of them.
    fn is_of_a_plan(self) -> bool {
        !matches!(self, Self::Tests | Self::Challenges)
    }

    /// Shows the plan itself, so that rows can be added and moved.
    fn is_plan(self) -> bool {
        matches!(self, Self::Detailed | Self::Simple)
    }
}

/// Which plan is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    /// The newest that is not closed, or the newest.
    #[default]
    Current,
    /// One of the clinic's.
    Plan(PlanId),
    /// The worked example.
    Example,
}

/// What the tab remembers.
#[derive(Default)]
pub struct PlanState {
    view: PlanView,
    shown: Shown,
    table: TableState,
    panel: PanelState,
    dialogs: Dialogs,
    tests: TestsState,
    challenges: ChallengesState,
    example: Option<Example>,
    /// What the rows were made from.
    made_for: Option<MadeFor>,
    known: Vec<KnownName>,
}

/// What the rows depend on: the change, the day, the plan, the view, whether rows can be added and
/// where it is drawn, and the row being added.
type MadeFor = (
    i64,
    chrono::NaiveDate,
    PlanId,
    PlanView,
    Place,
    Option<NewStepAt>,
);

/// Where the tab is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    /// Changes can be asked for.
    can_write: bool,
    /// On a projected screen.
    is_presented: bool,
}

/// The number that stands for the worked example where it is no record.
const EXAMPLE: PlanId = PlanId(0);

impl PlanState {
    /// Shows what a request from another tab is about.
    pub fn show(&mut self, request: Request, workbook: &Workbook) {
        match request {
            Request::ShowTest(id) => {
                self.view = PlanView::Tests;
                self.tests.show(id);
            }
            Request::NewTest(test) => {
                self.view = PlanView::Tests;
                self.tests.open_new(*test);
            }
            Request::ShowChallenge(entry) => {
                self.view = PlanView::Challenges;
                self.challenges.show(&entry);
            }
            Request::NewChallenge(challenge) => {
                self.view = PlanView::Challenges;
                self.challenges.open_new(*challenge);
            }
            Request::ShowActivity(id) => {
                if let Some(activity) = workbook.activity(id) {
                    self.view = PlanView::Detailed;
                    self.shown = Shown::Plan(activity.plan);
                    self.panel.is_open = true;
                    self.table.go_and_focus(RowId::Activity(id), Column::Text);
                }
            }
            Request::PlanMilestone(code) => {
                self.view = PlanView::Detailed;
                self.dialogs.plan_milestone(&code, workbook);
            }
            Request::PlanChallenge(challenge) => {
                self.view = PlanView::Detailed;
                self.dialogs.plan_challenge(*challenge, workbook);
            }
            _ => {}
        }
    }

    /// Asks for what is typed and not yet written.
    pub fn write_drafts(&mut self, out: &mut Vec<Request>) {
        self.table.write(out);
        self.panel.write(out);
        self.tests.write_drafts(out);
        self.challenges.write_drafts(out);
    }

    /// Forgets everything but what is looked at: before the tab is projected, and after.
    pub fn keep_place(&mut self) {
        let mut placed = Self {
            view: self.view,
            shown: self.shown,
            tests: self.tests.placed(),
            challenges: self.challenges.placed(),
            ..Self::default()
        };
        placed.table.cursor = self.table.cursor;
        placed.panel.is_open = self.panel.is_open;
        *self = placed;
    }

    /// The number of the plan that is shown.
    fn plan(&self, workbook: &Workbook) -> Option<PlanId> {
        match self.shown {
            Shown::Example => Some(EXAMPLE),
            Shown::Plan(id) if workbook.plan(id).is_some() => Some(id),
            Shown::Plan(_) | Shown::Current => current_plan(workbook),
        }
    }

    /// Makes the rows anew when something they depend on has changed.
    fn refresh(&mut self, view: &View<'_>, place: Place) {
        let Some(plan) = self.plan(view.workbook) else {
            self.table.rows.clear();
            self.made_for = None;
            return;
        };
        let can_add = place.can_write && self.view.is_plan() && is_open(view.workbook, plan);
        let made_for = (
            change_number(view),
            view.today,
            plan,
            self.view,
            Place {
                can_write: can_add,
                ..place
            },
            self.table.new_step,
        );
        if self.made_for == Some(made_for) {
            return;
        }
        if self.made_for.is_none_or(|(.., p, _, _, _)| p != plan) {
            self.table.forget_cursor();
        }
        self.made_for = Some(made_for);
        self.known = known_names(view);
        let example = self
            .example
            .get_or_insert_with(|| Example::shown(view.today));
        let sheet = match plan {
            EXAMPLE => Some(example.sheet()),
            plan => PlanSheet::of(view.workbook, plan),
        };
        let Some(sheet) = sheet else {
            return;
        };
        let making = Making {
            sheet: &sheet,
            people: &view.workbook.people,
            today: view.today,
            can_add,
            has_notes: !place.is_presented,
            new_step: self
                .table
                .new_step
                .filter(|_| self.view == PlanView::Detailed),
        };
        self.table.rows = rows::rows(self.view, &making);
    }
}

/// The plan that goes on, or the newest.
fn current_plan(workbook: &Workbook) -> Option<PlanId> {
    let plans = || workbook.plans.iter().rev();
    let open = plans().find(|p| p.closed_on.is_none());
    open.or_else(|| plans().next()).map(|p| p.id)
}

/// Whether the plan can be changed.
fn is_open(workbook: &Workbook, plan: PlanId) -> bool {
    workbook.plan(plan).is_some_and(|p| p.closed_on.is_none())
}

/// Asks for the command.
fn ask(command: PlanCommand, out: &mut Vec<Request>) {
    out.push(Request::Command(Command::Plan(command)));
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
    state.refresh(view, place);
    toolbar::toolbar_ui(ui, view, state, place, out);
    match state.view {
        PlanView::Tests => small_tests::tests_ui(ui, view, &mut state.tests, place, out),
        PlanView::Challenges => {
            challenges::challenges_ui(ui, view, &mut state.challenges, place, out);
        }
        _ => page::page_ui(ui, view, state, place, out),
    }
    if place.can_write {
        dialogs::dialogs_ui(ui.ctx(), view, state, out);
    }
}
