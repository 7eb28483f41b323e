//! What can be done with a row: move, duplicate, remove, a step below.

use super::{Table, TableState, ask};
use crate::domain::action_plan::command::PlanCommand;
use crate::domain::ids::ActivityId;
use crate::ui::action_plan::rows::{Column, NewStepAt, Row, RowId};
use crate::ui::request::Request;

/// What can be done with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    StepBelow,
    Up,
    Down,
    Duplicate,
    Remove,
}

/// Carries out what is asked of a row.
pub(super) fn act(
    done: Act,
    table: &Table<'_>,
    state: &mut TableState,
    row: RowId,
    out: &mut Vec<Request>,
) {
    let workbook = table.view.workbook;
    match (done, row) {
        (Act::StepBelow, RowId::Activity(activity)) => state.begin_step(NewStepAt {
            activity,
            place: Some(1),
        }),
        (Act::StepBelow, RowId::Step(id, activity)) => {
            let place = workbook.step(id).map(|s| s.place + 1);
            state.begin_step(NewStepAt { activity, place });
        }
        (Act::Duplicate, RowId::Activity(id)) => ask(PlanCommand::DuplicateActivity(id), out),
        (Act::Duplicate, RowId::Step(id, _)) => ask(PlanCommand::DuplicateStep(id), out),
        (Act::Remove, RowId::Activity(id)) => {
            leave_row(state);
            ask(PlanCommand::RemoveActivity(id), out);
        }
        (Act::Remove, RowId::Step(id, _)) => {
            leave_row(state);
            ask(PlanCommand::RemoveStep(id), out);
        }
        (Act::Up | Act::Down, RowId::Activity(id)) => {
            if let Some(place) = neighbour(table, state, id, done) {
                ask(PlanCommand::MoveActivity(id, place), out);
                state.reveal = true;
            }
        }
        (Act::Up | Act::Down, RowId::Step(id, activity)) => {
            let Some(step) = workbook.step(id) else {
                return;
            };
            let place = match done {
                Act::Up => step.place.checked_sub(1).filter(|p| *p > 0),
                _ => Some(step.place + 1),
            };
            let count = workbook.steps_of(activity).len() as u32;
            if let Some(place) = place.filter(|p| *p <= count) {
                ask(PlanCommand::MoveStep(id, activity, place), out);
                state.reveal = true;
            } else if let Some((to, place)) = beyond(table, state, activity, done) {
                // From the first or last place a step goes into the activity beside.
                ask(PlanCommand::MoveStep(id, to, place), out);
                state.go(RowId::Step(id, to), Column::Text);
            }
        }
        _ => {}
    }
}

/// The row goes: the cursor stays where it stood.
fn leave_row(state: &mut TableState) {
    let Some(at) = state.cursor_at() else {
        return;
    };
    let next = state.rows.iter().skip(at + 1).find(|r| !is_group(r));
    let before = state.rows.iter().take(at).rev().find(|r| !is_group(r));
    let row = next.filter(|r| !r.id.is_new()).or(before).map(|r| r.id);
    if let (Some(row), Some(cursor)) = (row, state.cursor) {
        state.go(row, cursor.column);
    }
}

/// Activities in the order of the rows.
fn activities(state: &TableState) -> Vec<(ActivityId, Option<u8>)> {
    let rows = state.rows.iter();
    rows.filter_map(|r| match r.id {
        RowId::Activity(id) => Some((id, r.block)),
        _ => None,
    })
    .collect()
}

/// The place of the activity above or below, when it is in the same block.
fn neighbour(table: &Table<'_>, state: &TableState, id: ActivityId, done: Act) -> Option<u32> {
    let order = activities(state);
    let at = order.iter().position(|(a, _)| *a == id)?;
    let beside = match done {
        Act::Up => at.checked_sub(1)?,
        _ => at + 1,
    };
    let (other, block) = order.get(beside)?;
    let same = order.get(at).is_some_and(|(_, b)| b == block);
    let other = table.view.workbook.activity(*other)?;
    same.then_some(other.place)
}

/// The activity above or below, and the place in it that lies nearest.
fn beyond(
    table: &Table<'_>,
    state: &TableState,
    from: ActivityId,
    done: Act,
) -> Option<(ActivityId, u32)> {
    let order = activities(state);
    let at = order.iter().position(|(a, _)| *a == from)?;
    if done == Act::Down {
        let (to, _) = order.get(at + 1)?;
        return Some((*to, 1));
    }
    let (to, _) = order.get(at.checked_sub(1)?)?;
    let count = table.view.workbook.steps_of(*to).len() as u32;
    Some((*to, count + 1))
}

fn is_group(row: &Row) -> bool {
    matches!(row.id, RowId::Group(_))
}
