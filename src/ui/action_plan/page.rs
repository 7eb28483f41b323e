//! A plan on its page: what stands at its head, the details of the current row, and the table.

use egui::Ui;

use super::table::{self, Asked, Table};
use super::{EXAMPLE, Place, PlanState, PlanView, Shown, is_open, panel};
use crate::domain::action_plan::Plan;
use crate::domain::ids::PlanId;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Card, EmptyAction, EmptyState, Notice, text};

/// The plan: its head, the details of the current row, and the table.
pub(super) fn page_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut PlanState,
    place: Place,
    out: &mut Vec<Request>,
) {
    let Some(plan) = state.plan(view.workbook) else {
        empty_ui(ui, state, place, out);
        return;
    };
    head_ui(ui, view, state, plan, place);
    refusal_ui(ui, state);
    let is_writable = place.can_write && is_open(view.workbook, plan);
    let place = Place {
        can_write: is_writable,
        ..place
    };
    state.refresh(view, place);
    if state.panel.is_open && !place.is_presented {
        panel::panel_ui(ui, view, state, plan, place, out);
    }
    Card::new().flush().fill_height().show(ui, |ui| {
        if state.table.rows.is_empty() {
            nothing_open_ui(ui, state.view);
            return;
        }
        let table = Table {
            view,
            plan,
            place,
            name: "Action plan",
            known: &state.known,
            shown: state.view,
        };
        match table::table_ui(ui, &table, &mut state.table, out) {
            Some(Asked::Details) => state.panel.is_open = true,
            Some(Asked::Review) => {
                if let Some(activity) = state.table.cursor.and_then(|c| c.row.activity()) {
                    state.dialogs.review(view, plan, Some(activity));
                }
            }
            None => {}
        }
    });
}

fn nothing_open_ui(ui: &mut Ui, view: PlanView) {
    let heading = match view {
        PlanView::ByPerson | PlanView::ByDate => "Nothing is open",
        _ => "This plan holds nothing",
    };
    let sentence = "Steps that are done, activities that are closed and plans that the next has \
                    taken over do not stand in these lists.";
    EmptyState::new(heading, sentence).show(ui);
}

fn empty_ui(ui: &mut Ui, state: &mut PlanState, place: Place, out: &mut Vec<Request>) {
    Card::new().fill_height().show(ui, |ui| {
        let empty = EmptyState::new(
            "The team's action plan will stand here",
            "A plan covers about three months: activities with a manager and a date, and steps \
             with what, who and when. Look at the worked example first, or begin at once.",
        );
        let empty = if place.can_write {
            empty.primary("New plan…").quiet("Open the sample plan")
        } else {
            empty.quiet("Open the sample plan")
        };
        match empty.show(ui) {
            Some(EmptyAction::Primary) => state.dialogs.new_plan(),
            Some(EmptyAction::Quiet) => state.shown = Shown::Example,
            None => {}
        }
        let _ = out;
    });
}

/// The success measure, the intro, and whether the plan is closed or a sample.
fn head_ui(ui: &mut Ui, view: &View<'_>, state: &PlanState, plan: PlanId, place: Place) {
    let found = match plan {
        EXAMPLE => state.example.as_ref().map(|e| &e.plan),
        plan => view.workbook.plan(plan),
    };
    let Some(found) = found else {
        return;
    };
    if let Some(day) = found.closed_on {
        let rest = format!("The next plan took over on {day}. It stays as it was.");
        Notice::info("This plan is closed.", &rest).show(ui);
    }
    if !found.success_measure.is_empty() {
        Notice::info("Success measure.", &found.success_measure).show(ui);
    }
    let mut intro = format!("{} {}", span(found), found.intro).trim().to_owned();
    if plan == EXAMPLE && !place.is_presented {
        let words = "A sample to look at: “Plan” copies it as a plan of yours.";
        intro = format!("{words} {intro}");
    }
    if !intro.is_empty() && state.view == PlanView::Detailed {
        let ink = Theme::of(ui).color().text_2;
        text(ui, intro, Style::Table, ink);
    }
}

/// "2026-09-03 to 2026-12-11.", or how far it reaches in the team's words.
fn span(plan: &Plan) -> String {
    let days = match (plan.from, plan.through) {
        (Some(from), Some(through)) => format!("{from} to {through}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(through)) => format!("to {through}"),
        (None, None) => String::new(),
    };
    let parts = [days.as_str(), plan.horizon.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("{}.", parts.join(", "))
    }
}

fn refusal_ui(ui: &mut Ui, state: &mut PlanState) {
    if let Some(sentence) = &state.table.refusal
        && Notice::caution("", sentence).closable().show(ui).closed
    {
        state.table.refusal = None;
    }
}
