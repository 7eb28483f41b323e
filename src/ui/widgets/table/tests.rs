//! Tests of the table.

use std::borrow::Cow;

use egui::{Event, Key, Modifiers, OutputCommand, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;
use crate::ui::widgets::testing::harness;

struct Numbers {
    order: Vec<i64>,
    groups: bool,
}

impl Rows for Numbers {
    fn count(&self) -> usize {
        self.order.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.order[row]
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let key = self.order[row];
        Cow::Owned(match column {
            "name" => format!("Person {key}"),
            "long" => "A text far too long for the narrow column it stands in".to_owned(),
            _ => format!("{}.0", key * 10),
        })
    }

    fn is_group(&self, row: usize) -> bool {
        self.groups && row.is_multiple_of(5)
    }

    fn group_ui(&mut self, ui: &mut Ui, row: usize) {
        ui.label(format!("Group at {row}"));
    }
}

struct State {
    rows: Numbers,
    table: TableState,
    columns: Vec<Col>,
    last: TableResponse,
    opened: Option<usize>,
    told_of_ticks: usize,
}

fn table_harness(count: i64, groups: bool) -> Harness<'static, State> {
    let state = State {
        rows: Numbers {
            order: (0..count).collect(),
            groups,
        },
        table: TableState::default(),
        columns: vec![
            Col::new("name", "Name", 140.0).strong().frozen(),
            Col::new("dose", "MED", 80.0).right(),
            Col::new("long", "Note", 90.0).unsortable(),
        ],
        last: TableResponse::default(),
        opened: None,
        told_of_ticks: 0,
    };
    let mut harness = harness(state, |ui, state: &mut State| {
        let response = DataTable::new("People")
            .columns(&state.columns)
            .checkboxes()
            .show(ui, &mut state.table, &mut state.rows);
        if response.opened.is_some() {
            state.opened = response.opened;
        }
        if response.sort_changed
            && state
                .table
                .sort
                .as_ref()
                .is_some_and(|sort| sort.descending)
        {
            state.rows.order.reverse();
        }
        state.told_of_ticks += usize::from(response.selection_changed);
        state.last = response;
    });
    harness.run();
    harness
}

fn press(harness: &mut Harness<'static, State>, keys: &[Key]) {
    for key in keys {
        harness.key_press(*key);
        harness.run();
    }
}

fn click(harness: &mut Harness<'static, State>, row: &str) {
    harness.get_by_role_and_label(Role::Row, row).click();
    harness.run();
}

#[test]
fn a_row_says_where_it_stands_and_what_it_holds() {
    let harness = table_harness(40, false);
    let row = harness.get_by_label_contains("row 3 of 40, Person 2, MED 20.0, Note A text");
    assert_eq!(row.accesskit_node().role(), Role::Row);
    let cell = harness.get_by_role_and_label(Role::Cell, "20.0");
    assert_eq!(cell.accesskit_node().role(), Role::Cell);
}

#[test]
fn a_press_on_a_header_sorts_and_a_second_turns_it_round() {
    let mut harness = table_harness(40, false);
    harness.get_by_label("MED").click();
    harness.run();
    assert_eq!(harness.state().table.sort, Some(Sort::descending("dose")));
    assert_eq!(harness.state().rows.order[0], 39);
    harness.get_by_label("MED").click();
    harness.run();
    assert_eq!(harness.state().table.sort, Some(Sort::ascending("dose")));
    harness.get_by_label("Note").click();
    harness.run();
    assert_eq!(harness.state().table.sort, Some(Sort::ascending("dose")));
}

#[test]
fn the_current_record_stays_current_when_the_order_changes() {
    let mut harness = table_harness(40, false);
    click(&mut harness, &row_label(3, 40));
    assert_eq!(harness.state().table.current, Some(3));
    harness.get_by_label("MED").click();
    harness.run();
    let state = harness.state();
    assert_eq!(state.table.current, Some(3));
    assert_eq!(state.table.current_row(&state.rows), Some(36));
}

fn row_label(key: i64, count: i64) -> String {
    format!(
        "row {} of {count}, Person {key}, MED {}.0, Note A text far too long for the narrow column it stands in",
        key + 1,
        key * 10
    )
}

#[test]
fn the_keys_move_the_current_row_and_bring_it_into_view() {
    let mut harness = table_harness(2000, false);
    click(&mut harness, &row_label(0, 2000));
    press(
        &mut harness,
        &[Key::ArrowDown, Key::ArrowDown, Key::ArrowUp],
    );
    assert_eq!(harness.state().table.current, Some(1));
    press(&mut harness, &[Key::PageDown]);
    let page = harness.state().table.current.unwrap() - 1;
    assert!((15..40).contains(&page), "a page of {page} rows");
    press(&mut harness, &[Key::End]);
    assert_eq!(harness.state().table.current, Some(1999));
    assert!(
        harness
            .query_by_label_contains("row 2000 of 2000")
            .is_some()
    );
    assert!(harness.query_by_label_contains("row 1 of 2000").is_none());
    press(&mut harness, &[Key::Home, Key::Enter]);
    assert_eq!(harness.state().table.current, Some(0));
    assert_eq!(harness.state().opened, Some(0));
}

#[test]
fn keys_pass_over_headings() {
    let mut harness = table_harness(20, true);
    click(&mut harness, &row_label(4, 20));
    press(&mut harness, &[Key::ArrowDown]);
    assert_eq!(harness.state().table.current, Some(6));
    press(&mut harness, &[Key::ArrowUp]);
    assert_eq!(harness.state().table.current, Some(4));
    press(&mut harness, &[Key::Home]);
    assert_eq!(harness.state().table.current, Some(1));
    assert!(harness.query_by_label("Group at 5").is_some());
}

#[test]
fn without_the_focus_the_keys_do_nothing() {
    let mut harness = table_harness(20, false);
    press(&mut harness, &[Key::ArrowDown, Key::Space]);
    assert_eq!(harness.state().table.current, None);
    assert!(harness.state().table.selected.is_empty());
}

#[test]
fn rows_are_ticked_by_box_space_range_and_all() {
    let mut harness = table_harness(30, false);
    harness.get_by_label("Select row 2, Person 1").click();
    harness.run();
    assert_eq!(Vec::from_iter(harness.state().table.selected.clone()), [1]);
    assert_eq!(
        harness.state().table.current,
        None,
        "a tick is not a choice"
    );

    harness
        .get_by_label("Select row 5, Person 4")
        .click_modifiers(Modifiers::SHIFT);
    harness.run();
    assert_eq!(
        Vec::from_iter(harness.state().table.selected.clone()),
        [1, 2, 3, 4]
    );

    click(&mut harness, &row_label(7, 30));
    assert_eq!(
        harness.state().table.selected.len(),
        4,
        "a press keeps ticks"
    );
    press(&mut harness, &[Key::Space]);
    assert!(harness.state().table.selected.contains(&7));

    harness.get_by_label("Select all 30 rows").click();
    harness.run();
    assert_eq!(harness.state().table.selected.len(), 30);
    harness.get_by_label("Select all 30 rows").click();
    harness.run();
    assert!(harness.state().table.selected.is_empty());
    assert!(harness.state().told_of_ticks >= 5, "every change was told");

    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    assert_eq!(harness.state().table.selected.len(), 30);
}

#[test]
fn copy_gives_the_ticked_rows_with_headers() {
    let mut harness = table_harness(30, false);
    click(&mut harness, &row_label(2, 30));
    assert_eq!(
        copied(&mut harness),
        "Name\tMED\tNote\nPerson 2\t20.0\tA text far too long for the narrow column it stands in"
    );
    let state = harness.state_mut();
    state.table.selected = [5, 3].into();
    state.table.hidden.insert("long".into());
    assert_eq!(
        copied(&mut harness),
        "Name\tMED\nPerson 3\t30.0\nPerson 5\t50.0"
    );
}

fn copied(harness: &mut Harness<'static, State>) -> String {
    harness.event(Event::Copy);
    harness.step();
    harness
        .output()
        .platform_output
        .commands
        .iter()
        .find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
        .expect("something was copied")
}

#[test]
fn a_row_pressed_twice_is_opened() {
    let mut harness = table_harness(30, false);
    let row = row_label(4, 30);
    harness.get_by_role_and_label(Role::Row, &row).click();
    harness.get_by_role_and_label(Role::Row, &row).click();
    harness.run();
    assert_eq!(harness.state().opened, Some(4));
}

#[test]
fn a_record_can_be_shown_from_elsewhere() {
    let mut harness = table_harness(2000, false);
    harness.state_mut().table.reveal(1500);
    harness.run();
    assert!(
        harness
            .query_by_label_contains("row 1501 of 2000")
            .is_some()
    );
}

#[test]
fn ticks_of_rows_filtered_out_are_dropped() {
    let mut state = TableState {
        selected: [1, 5, 9].into(),
        ..TableState::default()
    };
    let rows = Numbers {
        order: vec![5, 6],
        groups: false,
    };
    state.retain_selected(&rows);
    assert_eq!(Vec::from_iter(state.selected), [5]);
}

#[test]
fn an_empty_table_and_a_narrow_window_are_no_trouble() {
    let mut harness = table_harness(0, false);
    press(&mut harness, &[Key::Tab, Key::ArrowDown, Key::End]);
    assert_eq!(harness.state().table.current, None);
    let mut harness = table_harness(10, false);
    harness.set_size(egui::vec2(200.0, 60.0));
    harness.run();
    assert!(harness.query_by_label("MED").is_some());
}
