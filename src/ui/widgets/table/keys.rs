//! The keyboard of a focused table.

use egui::{Event, InputState, Key, Modifiers, Ui};

use super::{DataTable, Rows, TableResponse, TableState, copy};

/// Seconds after which typed letters start a new search.
const TYPING_PAUSE: f64 = 1.0;

pub(super) fn handle(
    table: &DataTable<'_>,
    ui: &Ui,
    state: &mut TableState,
    rows: &dyn Rows,
    response: &mut TableResponse,
) {
    if rows.count() == 0 {
        return;
    }
    let current = state.current_row(rows);
    if let Some(row) = current {
        state.current_row = row;
    }
    // Before the plain arrows, which take any that are held with Alt.
    if table.draggable {
        super::moving::keys(ui, state, rows, response);
    }
    if let Some((target, extend)) = movement(ui, state, rows, current) {
        go_to(table, state, rows, target, extend);
    }
    if let Some(column) = table.type_ahead {
        type_ahead(ui, state, rows, column);
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let current = state.current_row(rows);
    if let Some(row) = current {
        if pressed(Key::Enter) {
            response.opened = Some(row);
        }
        if table.checkboxes && pressed(Key::Space) {
            state.toggle(rows, row);
        }
    }
    if table.checkboxes && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::A)) {
        state.select_all(rows);
    }
    if ui.input(|input| input.events.contains(&Event::Copy))
        && let Some(chosen) = copy::chosen_rows(table, state, rows)
    {
        ui.ctx().copy_text(chosen.to_tsv());
    }
}

/// The row the keys of this frame lead to, and whether Shift was held.
fn movement(
    ui: &Ui,
    state: &TableState,
    rows: &dyn Rows,
    current: Option<usize>,
) -> Option<(usize, bool)> {
    let last = rows.count() - 1;
    let page = state.page.saturating_sub(1).max(1);
    ui.input_mut(|input| {
        let mut target = None;
        for (key, forward, step) in [
            (Key::ArrowDown, true, 1),
            (Key::ArrowUp, false, 1),
            (Key::PageDown, true, page),
            (Key::PageUp, false, page),
            (Key::End, true, rows.count()),
            (Key::Home, false, rows.count()),
        ] {
            for (presses, extend) in presses(input, key) {
                for _ in 0..presses {
                    let from = target.map(|(row, _)| row).or(current);
                    let row = match from {
                        // Nothing is current yet: the first key shows the first row, or the last.
                        None if key == Key::End => last,
                        None => 0,
                        Some(row) if forward => row.saturating_add(step).min(last),
                        Some(row) => row.saturating_sub(step),
                    };
                    target = beside_groups(rows, row, forward).map(|row| (row, extend));
                }
            }
        }
        target
    })
}

/// How often a key was pressed without and with Shift; takes the presses.
fn presses(input: &mut InputState, key: Key) -> [(usize, bool); 2] {
    let shifted = input.count_and_consume_key(Modifiers::SHIFT, key);
    let plain = input.count_and_consume_key(Modifiers::NONE, key);
    [(plain, false), (shifted, true)]
}

/// The nearest row to `row` that is not a heading, looking on first, then back.
fn beside_groups(rows: &dyn Rows, row: usize, forward: bool) -> Option<usize> {
    let is_row = |row: &usize| !rows.is_group(*row);
    let after = || (row..rows.count()).find(is_row);
    let before = || (0..=row).rev().find(is_row);
    if forward {
        after().or_else(before)
    } else {
        before().or_else(after)
    }
}

fn go_to(
    table: &DataTable<'_>,
    state: &mut TableState,
    rows: &dyn Rows,
    target: usize,
    extend: bool,
) {
    if extend && table.checkboxes {
        state.extend(rows, target);
    } else {
        state.anchor = Some(target);
    }
    state.set_current(rows, target);
    state.reveal = true;
}

fn type_ahead(ui: &Ui, state: &mut TableState, rows: &dyn Rows, column: &str) {
    let (typed, now) = ui.input(|input| {
        let typed: String = input
            .events
            .iter()
            .filter_map(|event| match event {
                Event::Text(text) if text != " " => Some(text.as_str()),
                _ => None,
            })
            .collect();
        (typed, input.time)
    });
    if typed.is_empty() {
        return;
    }
    if now - state.typed.1 > TYPING_PAUSE {
        state.typed.0.clear();
    }
    state.typed.0.push_str(&typed.to_lowercase());
    state.typed.1 = now;
    let found = (0..rows.count()).find(|&row| {
        !rows.is_group(row)
            && rows
                .text(row, column)
                .to_lowercase()
                .starts_with(&state.typed.0)
    });
    if let Some(row) = found {
        state.set_current(rows, row);
        state.reveal = true;
    }
}
