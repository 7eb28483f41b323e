//! Tests of rows that are put elsewhere.

use std::borrow::Cow;

use egui::{Event, Key, Modifiers, PointerButton, Pos2, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::ui::widgets::testing::harness;

/// A heading, the ones that can be moved, a heading, and those that stay.
struct Ranked {
    first: Vec<i64>,
    rest: Vec<i64>,
}

impl Rows for Ranked {
    fn count(&self) -> usize {
        self.first.len() + self.rest.len() + 2
    }

    fn key(&self, row: usize) -> RowKey {
        let second = self.first.len() + 1;
        match row {
            0 => -1,
            row if row < second => self.first[row - 1],
            row if row == second => -2,
            row => self.rest[row - second - 1],
        }
    }

    fn text(&self, row: usize, _column: &str) -> Cow<'_, str> {
        Cow::Owned(format!("Person {}", self.key(row)))
    }

    fn is_group(&self, row: usize) -> bool {
        self.key(row) < 0
    }

    fn is_movable(&self, row: usize) -> bool {
        (1..=self.first.len()).contains(&row)
    }
}

struct State {
    rows: Ranked,
    table: TableState,
    columns: Vec<Col>,
    draggable: bool,
    /// What was reported, the newest last.
    moved: Vec<(RowKey, usize)>,
}

fn table_harness(draggable: bool) -> Harness<'static, State> {
    let state = State {
        rows: Ranked {
            first: vec![10, 20, 30, 40],
            rest: vec![50, 60],
        },
        table: TableState::default(),
        columns: vec![Col::new("name", "Name", 200.0).fill()],
        draggable,
        moved: Vec::new(),
    };
    let mut harness = harness(state, |ui, state: &mut State| {
        let mut table = DataTable::new("People").columns(&state.columns);
        if state.draggable {
            table = table.draggable();
        }
        let response = table.show(ui, &mut state.table, &mut state.rows);
        if let Some((key, to)) = response.moved {
            state.moved.push((key, to));
            state.rows.first.retain(|k| *k != key);
            state.rows.first.insert(to - 1, key);
        }
    });
    harness.run();
    harness
}

fn center(harness: &Harness<'_, State>, key: i64) -> Pos2 {
    let name = format!("Person {key}");
    harness
        .get_by_role_and_label(Role::Cell, &name)
        .rect()
        .center()
}

/// Takes a row up and brings it over another, without letting go.
fn drag(harness: &mut Harness<'_, State>, key: i64, over: i64) {
    let (from, to) = (center(harness, key), center(harness, over));
    harness.event(Event::PointerMoved(from));
    harness.step();
    button(harness, from, true);
    for part in [0.3, 0.6, 1.0] {
        harness.event(Event::PointerMoved(from.lerp(to, part)));
        harness.step();
    }
}

fn button(harness: &mut Harness<'_, State>, pos: Pos2, pressed: bool) {
    harness.event(Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    });
    harness.step();
}

fn let_go(harness: &mut Harness<'_, State>, over: Pos2) {
    button(harness, over, false);
    harness.run();
}

#[test]
fn a_dragged_row_is_reported_once_with_the_row_it_is_to_stand_in() {
    let mut harness = table_harness(true);
    let over = center(&harness, 30);
    drag(&mut harness, 10, 30);
    assert_eq!(harness.state().moved, [], "nothing before it is let go");
    let_go(&mut harness, over);
    assert_eq!(harness.state().moved, [(10, 3)]);
    assert_eq!(harness.state().rows.first, [20, 30, 10, 40]);
    let over = center(&harness, 20);
    drag(&mut harness, 40, 20);
    let_go(&mut harness, over);
    assert_eq!(harness.state().rows.first, [40, 20, 30, 10]);
}

#[test]
fn a_row_stays_among_those_that_can_be_moved() {
    let mut harness = table_harness(true);
    let over = center(&harness, 60);
    drag(&mut harness, 20, 60);
    let_go(&mut harness, over);
    assert_eq!(harness.state().moved, [(20, 4)], "not past the last");
    let over = center(&harness, 10);
    drag(&mut harness, 60, 10);
    let_go(&mut harness, over);
    assert_eq!(harness.state().moved.len(), 1, "60 cannot be moved");
}

#[test]
fn escape_puts_a_dragged_row_back() {
    let mut harness = table_harness(true);
    let over = center(&harness, 40);
    drag(&mut harness, 10, 40);
    harness.key_press(Key::Escape);
    harness.step();
    let_go(&mut harness, over);
    assert_eq!(harness.state().moved, []);
}

#[test]
fn alt_and_the_arrows_move_the_current_row_and_it_stays_current() {
    let mut harness = table_harness(true);
    harness
        .get_by_role_and_label(Role::Row, "row 3 of 8, Person 20")
        .click();
    harness.run();
    let press = |harness: &mut Harness<'_, State>, key| {
        harness.key_press_modifiers(Modifiers::ALT, key);
        harness.run();
    };
    press(&mut harness, Key::ArrowUp);
    assert_eq!(harness.state().rows.first, [20, 10, 30, 40]);
    press(&mut harness, Key::ArrowUp);
    assert_eq!(harness.state().moved.len(), 1, "it is the first already");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowDown);
    assert_eq!(harness.state().rows.first, [10, 30, 20, 40]);
    assert_eq!(harness.state().table.current, Some(20));
}

#[test]
fn rows_of_other_tables_stay_where_they_are() {
    let mut harness = table_harness(false);
    let over = center(&harness, 30);
    drag(&mut harness, 10, 30);
    let_go(&mut harness, over);
    assert_eq!(harness.state().moved, []);
}
