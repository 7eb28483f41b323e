//! What is typed in a cell becomes a request; a new row becomes one when it is left.

use super::{NewRow, TableState, ask};
use crate::domain::action_plan::command::{ActivityChange, PlanCommand, StepChange};
use crate::domain::ids::{ActivityId, PlanId};
use crate::ui::action_plan::rows::{Column, RowId};
use crate::ui::request::Request;

/// Asks for what is typed, as if the row were left.
pub(super) fn write(state: &mut TableState, out: &mut Vec<Request>) {
    finish(state, out);
    write_new(state, out);
}

/// Ends the typing in a cell and asks for what was typed.
pub(super) fn finish(state: &mut TableState, out: &mut Vec<Request>) {
    let Some(edit) = state.edit.take() else {
        return;
    };
    let typed = edit.text.trim();
    if edit.row.is_new() {
        let cell = match edit.column {
            Column::Who => &mut state.new.text.who,
            Column::When => &mut state.new.text.when,
            _ => &mut state.new.text.what,
        };
        typed.clone_into(cell);
        return;
    }
    if is_same(state, edit.row, edit.column, typed)
        || typed.is_empty() && edit.column == Column::Text
    {
        return;
    }
    let text = typed.to_owned();
    let command = match (edit.row, edit.column) {
        (RowId::Activity(id), Column::Text) => change(id, ActivityChange::Text(text)),
        (RowId::Activity(id), Column::Who) => change(id, ActivityChange::Manager(text)),
        (RowId::Activity(id), Column::When) => change(id, ActivityChange::Due(text)),
        (RowId::Step(id, _), Column::Text) => PlanCommand::ChangeStep(id, StepChange::What(text)),
        (RowId::Step(id, _), Column::Who) => PlanCommand::ChangeStep(id, StepChange::Who(text)),
        (RowId::Step(id, _), Column::When) => PlanCommand::ChangeStep(id, StepChange::When(text)),
        _ => return,
    };
    ask(command, out);
}

fn change(id: ActivityId, change: ActivityChange) -> PlanCommand {
    PlanCommand::ChangeActivity(id, change)
}

/// A new row belongs to the plan it was begun in: when another is shown it is asked for there, or
/// dropped where it does not say what is to be done.
pub(super) fn leave_other_plan(state: &mut TableState, plan: PlanId, out: &mut Vec<Request>) {
    if state.new.row.is_none() || *state.new.plan.get_or_insert(plan) == plan {
        return;
    }
    if state.edit.as_ref().is_some_and(|e| e.row.is_new()) {
        finish(state, out);
    }
    write_new(state, out);
    state.new = NewRow::default();
    state.new_step = None;
}

/// Whether the cell says that already.
fn is_same(state: &TableState, row: RowId, column: Column, typed: &str) -> bool {
    let current = state.rows.iter().find(|r| r.id == row);
    current.is_none_or(|row| row.cell(column) == typed)
}

/// Asks for the new row if it says what is to be done; an empty one is dropped, and one that names
/// only who or when waits for its words.
pub(super) fn write_new(state: &mut TableState, out: &mut Vec<Request>) -> bool {
    let new = &state.new;
    let Some(row) = new.row else {
        return false;
    };
    if new.text.what.is_empty() {
        if new.text.who.is_empty() && new.text.when.is_empty() {
            state.new = NewRow::default();
            state.new_step = None;
        }
        return false;
    }
    let new = std::mem::take(&mut state.new);
    if let RowId::NewStep(activity) = row {
        let place = state.new_step.take().and_then(|at| at.place);
        ask(
            PlanCommand::AddStep {
                activity,
                row: new.text,
                place,
            },
            out,
        );
    } else {
        let Some(plan) = new.plan else {
            return false;
        };
        // A new activity begins in the block of the last one.
        let mut shown = state.rows.iter().rev();
        let last = shown.find(|r| matches!(r.id, RowId::Activity(_)));
        ask(
            PlanCommand::AddActivity {
                plan,
                block: new.block.or_else(|| last.and_then(|a| a.block)),
                row: new.text,
                milestones: Vec::new(),
                place: None,
            },
            out,
        );
    }
    true
}
