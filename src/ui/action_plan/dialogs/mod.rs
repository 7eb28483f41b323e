//! The dialogs over the plan: its head, the next plan, a review, and work that comes from a
//! milestone or a challenge.

mod facts;
mod from;
mod next;
mod review;

use egui::Context;

use super::{EXAMPLE, PlanState, current_plan, is_open};
use crate::domain::challenge::MetChallenge;
use crate::domain::ids::{ActivityId, PlanId};
use crate::domain::workbook::Workbook;
use crate::ui::request::Request;
use crate::ui::view::View;
use facts::FactsDialog;
use from::{Closed, FromDialog};
use next::NextDialog;
use review::ReviewDialog;

/// The dialog that is open, if any.
#[derive(Default)]
pub(super) struct Dialogs {
    open: Option<Open>,
}

enum Open {
    Facts(FactsDialog),
    Next(NextDialog),
    Review(ReviewDialog),
    From(FromDialog),
}

impl Dialogs {
    /// Asks for the head of a new plan.
    pub(super) fn new_plan(&mut self) {
        self.open = Some(Open::Facts(FactsDialog::new()));
    }

    /// Shows the head of a plan to change it.
    pub(super) fn change_plan(&mut self, view: &View<'_>, plan: PlanId) {
        let plan = view.workbook.plan(plan);
        self.open = plan.map(|p| Open::Facts(FactsDialog::change(p)));
    }

    /// Asks what goes on in the next plan.
    pub(super) fn next_plan(&mut self, view: &View<'_>, plan: PlanId) {
        self.open = NextDialog::new(view, plan).map(Open::Next);
    }

    /// Asks how the activities of a plan stand, or one of them.
    pub(super) fn review(&mut self, view: &View<'_>, plan: PlanId, only: Option<ActivityId>) {
        if plan != EXAMPLE && is_open(view.workbook, plan) {
            self.open = ReviewDialog::new(view, plan, only).map(Open::Review);
        }
    }

    /// Asks for the activity that a milestone becomes.
    pub(super) fn plan_milestone(&mut self, code: &str, workbook: &Workbook) {
        self.open = FromDialog::milestone(code, workbook).map(Open::From);
    }

    /// Asks for the step that a challenge becomes.
    pub(super) fn plan_challenge(&mut self, challenge: MetChallenge, workbook: &Workbook) {
        self.open = Some(Open::From(FromDialog::challenge(challenge, workbook)));
    }
}

/// The plan that work from elsewhere goes into.
fn open_plan(workbook: &Workbook) -> Option<PlanId> {
    current_plan(workbook).filter(|p| is_open(workbook, *p))
}

/// Draws the dialog that is open.
pub(super) fn dialogs_ui(
    ctx: &Context,
    view: &View<'_>,
    state: &mut PlanState,
    out: &mut Vec<Request>,
) {
    let closed = match &mut state.dialogs.open {
        None => false,
        Some(Open::Facts(dialog)) => {
            let done = dialog.show(ctx, view, out);
            if done == Some(true) && dialog.is_new() {
                // The number it will have; were it refused, nothing is typed into another plan.
                let plan = PlanId(view.workbook.next.plan);
                state.shown = super::Shown::Plan(plan);
                state.table.begin_first_activity(plan);
            }
            done.is_some()
        }
        Some(Open::Next(dialog)) => {
            let done = dialog.show(ctx, view, out);
            if done == Some(true) {
                state.shown = super::Shown::Plan(PlanId(view.workbook.next.plan));
            }
            done.is_some()
        }
        Some(Open::Review(dialog)) => dialog.show(ctx, view, out),
        Some(Open::From(dialog)) => {
            let done = dialog.show(ctx, view, out);
            if let Some(Closed::Planned(row)) = done {
                state.shown = super::Shown::Current;
                state.table.go_and_focus(row, super::Column::Text);
            }
            done.is_some()
        }
    };
    if closed {
        state.dialogs.open = None;
    }
}
