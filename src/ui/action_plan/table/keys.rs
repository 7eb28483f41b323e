//! The keys of the table while no cell is typed in.

use egui::{Event, Key, Modifiers, Ui};

use super::acts::{self, Act};
use super::{Asked, Cursor, Menu, Table, TableState, ask, clipboard, commit};
use crate::domain::action_plan::StepState;
use crate::domain::action_plan::command::{ActivityChange, PlanCommand, StepChange};
use crate::ui::action_plan::rows::{Column, Row, RowId};
use crate::ui::request::Request;

pub(super) fn keys_ui(
    ui: &Ui,
    table: &Table<'_>,
    state: &mut TableState,
    out: &mut Vec<Request>,
) -> Option<Asked> {
    if state.is_left || table.place.is_presented {
        return None;
    }
    if state.cursor_at().is_none() {
        let first = state.rows.iter().position(|r| !is_group(r));
        if let Some((at, row)) = first.and_then(|at| Some((at, state.rows.get(at)?))) {
            state.cursor = Some(Cursor {
                row: row.id,
                at,
                column: Column::Text,
            });
        }
    }
    let cursor = state.cursor?;
    if let Some(asked) = row_keys(ui, table, state, cursor, out) {
        return asked;
    }
    moving_keys(ui, state, out);
    if table.place.can_write {
        typing_keys(ui, state);
        clipboard::clipboard_ui(ui, table, state, out);
    }
    None
}

fn is_group(row: &Row) -> bool {
    matches!(row.id, RowId::Group(_))
}

/// Keys that do something with the row. `Some` when one was pressed.
#[expect(clippy::option_option, reason = "pressed or not, and what it asks")]
fn row_keys(
    ui: &Ui,
    table: &Table<'_>,
    state: &mut TableState,
    cursor: Cursor,
    out: &mut Vec<Request>,
) -> Option<Option<Asked>> {
    let pressed = |m: Modifiers, key| ui.input_mut(|i| i.consume_key(m, key));
    if pressed(Modifiers::ALT, Key::Enter) {
        return Some(Some(Asked::Details));
    }
    if !table.place.can_write {
        return None;
    }
    for (modifiers, key, done) in [
        (Modifiers::COMMAND, Key::Enter, Act::StepBelow),
        (Modifiers::ALT, Key::ArrowUp, Act::Up),
        (Modifiers::ALT, Key::ArrowDown, Act::Down),
        (Modifiers::COMMAND, Key::D, Act::Duplicate),
        (Modifiers::COMMAND, Key::Delete, Act::Remove),
        (Modifiers::COMMAND, Key::Backspace, Act::Remove),
    ] {
        if pressed(modifiers, key) {
            if table.shown.is_plan() {
                acts::act(done, table, state, cursor.row, out);
            }
            return Some(None);
        }
    }
    if pressed(Modifiers::NONE, Key::Delete) || pressed(Modifiers::NONE, Key::Backspace) {
        clear(cursor, out);
        return Some(None);
    }
    None
}

/// Empties who or when of a row; what is to be done is never emptied by one key.
fn clear(cursor: Cursor, out: &mut Vec<Request>) {
    let none = String::new();
    let command = match (cursor.row, cursor.column) {
        (RowId::Activity(id), Column::Who) => {
            PlanCommand::ChangeActivity(id, ActivityChange::Manager(none))
        }
        (RowId::Activity(id), Column::When) => {
            PlanCommand::ChangeActivity(id, ActivityChange::Due(none))
        }
        (RowId::Step(id, _), Column::Who) => PlanCommand::ChangeStep(id, StepChange::Who(none)),
        (RowId::Step(id, _), Column::When) => PlanCommand::ChangeStep(id, StepChange::When(none)),
        (RowId::Step(id, _), Column::Status) => {
            PlanCommand::ChangeStep(id, StepChange::State(StepState::NotStarted))
        }
        _ => return,
    };
    ask(command, out);
}

/// Arrows, Tab, Home and End.
fn moving_keys(ui: &Ui, state: &mut TableState, out: &mut Vec<Request>) {
    let pressed = |m: Modifiers, key| ui.input_mut(|i| i.consume_key(m, key));
    if pressed(Modifiers::SHIFT, Key::Tab) {
        step(state, -1, out);
    } else if pressed(Modifiers::NONE, Key::Tab) {
        step(state, 1, out);
    }
    for (key, across, down) in [
        (Key::ArrowLeft, -1, 0),
        (Key::ArrowRight, 1, 0),
        (Key::ArrowUp, 0, -1),
        (Key::ArrowDown, 0, 1),
        (Key::PageUp, 0, -12),
        (Key::PageDown, 0, 12),
        (Key::Home, 0, -10_000),
        (Key::End, 0, 10_000),
    ] {
        if pressed(Modifiers::NONE, key) {
            shift(state, (across, down), out);
        }
    }
}

/// One cell on or back; from the last cell of a row to the first words of the next.
pub(super) fn step(state: &mut TableState, by: i64, out: &mut Vec<Request>) {
    let Some(cursor) = state.cursor else {
        return;
    };
    let order = [Column::Text, Column::Who, Column::When, Column::Status];
    let at = order.iter().position(|c| *c == cursor.column).unwrap_or(0) as i64;
    let next = usize::try_from(at + by).ok().and_then(|at| order.get(at));
    match next {
        // A new row has no status: its last cell is when.
        Some(column) if !(cursor.row.is_new() && *column == Column::Status) => {
            state.go_to_column(*column);
        }
        _ => {
            let column = if by > 0 { Column::Text } else { Column::Status };
            shift(state, (0, by), out);
            state.go_to_column(column);
        }
    }
}

/// So many columns and rows on, over headings; a new row that is left is written.
pub(super) fn shift(state: &mut TableState, (across, down): (i64, i64), out: &mut Vec<Request>) {
    let Some((at, cursor)) = state.cursor_at().zip(state.cursor) else {
        return;
    };
    let columns = Column::ALL;
    let column = columns
        .iter()
        .position(|c| *c == cursor.column)
        .unwrap_or(1) as i64
        + across;
    let column = column.clamp(0, columns.len() as i64 - 1) as usize;
    let rows: Vec<usize> = (0..state.rows.len())
        .filter(|at| state.rows.get(*at).is_some_and(|r| !is_group(r)))
        .collect();
    let here = rows.iter().position(|r| *r == at).unwrap_or(0) as i64;
    let there = (here + down).clamp(0, rows.len().max(1) as i64 - 1) as usize;
    let Some((at, row)) = rows
        .get(there)
        .and_then(|at| Some((*at, state.rows.get(*at)?.id)))
    else {
        return;
    };
    if row != cursor.row {
        commit::write_new(state, out);
    }
    state.cursor = Some(Cursor {
        row,
        at,
        column: columns.get(column).copied().unwrap_or_default(),
    });
    state.reveal = true;
}

impl TableState {
    fn go_to_column(&mut self, column: Column) {
        if let Some(cursor) = &mut self.cursor {
            cursor.column = column;
        }
    }
}

/// Enter and F2 type in the cell, a letter begins it anew, Space opens a status.
fn typing_keys(ui: &Ui, state: &mut TableState) {
    let Some((at, cursor)) = state.cursor_at().zip(state.cursor) else {
        return;
    };
    let Some(row) = state.rows.get(at).cloned() else {
        return;
    };
    let pressed = |m: Modifiers, key| ui.input_mut(|i| i.consume_key(m, key));
    let opens = pressed(Modifiers::NONE, Key::Enter) || pressed(Modifiers::NONE, Key::F2);
    if matches!(cursor.column, Column::Block | Column::Status) {
        let opens = opens || pressed(Modifiers::NONE, Key::Space);
        if opens && !row.id.is_new() {
            state.menu = Menu::Asked(cursor.column);
        }
        return;
    }
    if opens {
        begin(state, &row, cursor.column);
        return;
    }
    let typed = ui.input_mut(|input| {
        let mut typed = None;
        input.events.retain(|event| match event {
            Event::Text(text) if typed.is_none() && !text.trim().is_empty() => {
                typed = Some(text.clone());
                false
            }
            _ => true,
        });
        typed
    });
    if let Some(text) = typed {
        begin(state, &row, cursor.column);
        if let Some(edit) = &mut state.edit {
            edit.text = text;
        }
    }
}

/// Begins to type in a cell of a row.
pub(super) fn begin(state: &mut TableState, row: &Row, column: Column) {
    let at = state.cursor_at();
    match row.id {
        RowId::NewActivity if state.new.row != Some(row.id) => state.begin_activity(),
        _ => {
            let text = state.words(row, column).to_owned();
            state.begin(row.id, column, text);
        }
    }
    if let (Some(at), Some(cursor)) = (at, &mut state.cursor) {
        cursor.at = at;
    }
}
