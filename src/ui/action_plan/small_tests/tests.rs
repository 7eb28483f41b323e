//! Promises of the small tests view, by label.

use chrono::NaiveDate;
use egui::{Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::testing::{Desk, open, press};
use super::*;
use crate::domain::measure::Measure;
use crate::domain::small_test::{Observation, TestDecision};
use crate::ui::action_plan::PlanView;
use crate::ui::clinic::testing::today;
use crate::ui::widgets::testing::{click, type_into};

const FIELD: Role = Role::MultilineTextInput;

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn desk(tests: Vec<SmallTest>) -> Desk {
    let mut desk = Desk::default();
    for test in tests {
        let command = SmallTestCommand::Save(Box::new(test));
        desk.carry_out(Request::Command(Command::SmallTest(command)));
    }
    desk.state.view = PlanView::Tests;
    desk
}

fn test(change: &str) -> SmallTest {
    SmallTest {
        change: change.to_owned(),
        ..SmallTest::new(today())
    }
}

fn first(harness: &Harness<'_, Desk>) -> SmallTest {
    harness.state().workbook.tests[0].clone()
}

#[test]
fn a_new_test_asks_for_the_change_alone_and_is_shown_with_what_it_lacks() {
    let mut harness = open(desk(Vec::new()));
    harness.run();
    click(&mut harness, "New test…");
    type_into(&mut harness, FIELD, "Change to try", "Kits at check-out");
    click(&mut harness, "Add small test");
    assert_eq!(first(&harness).change, "Kits at check-out");
    harness.get_by_label_contains("To make it a test worth its name add an aim,");
    harness.get_by_label("Close the small test");
}

#[test]
fn fields_are_written_when_left_and_when_another_test_is_chosen() {
    let mut harness = open(desk(vec![test("Kits at check-out"), test("Letters")]));
    harness.state_mut().state.tests.show(SmallTestId(1));
    harness.run();
    type_into(&mut harness, FIELD, "Prediction", "Half take a kit");
    type_into(&mut harness, FIELD, "Aim", "More kits");
    assert_eq!(first(&harness).prediction, "Half take a kit");
    assert_eq!(first(&harness).aim, "", "still being typed");
    harness.state_mut().state.tests.show(SmallTestId(2));
    harness.run();
    assert_eq!(first(&harness).aim, "More kits");
    assert_eq!(harness.state().workbook.tests[1].aim, "");
    type_into(&mut harness, FIELD, "Next test", "All rooms");
    let mut out = Vec::new();
    harness.state_mut().state.write_drafts(&mut out);
    assert_eq!(out.len(), 1, "leaving the tab writes what is typed");
}

#[test]
fn observations_are_added_with_enter_and_can_be_edited_and_removed() {
    let mut harness = open(desk(vec![test("Kits at check-out")]));
    harness.state_mut().state.tests.show(SmallTestId(1));
    harness.run();
    for words in ["3 of 5 took one", "4 of 6"] {
        type_into(&mut harness, Role::TextInput, "New observation", words);
        harness.key_press(Key::Enter);
        harness.run();
    }
    let seen = first(&harness).observations;
    assert_eq!(seen.len(), 2);
    assert_eq!(
        (seen[0].on, seen[0].text.as_str()),
        (Some(today()), "3 of 5 took one")
    );
    press(&mut harness, "Edit observation 2");
    type_into(&mut harness, Role::TextInput, "Observation", ", one twice");
    press(&mut harness, "Save observation");
    assert!(first(&harness).observations[1].text.contains("one twice"));
    press(&mut harness, "Remove observation 1");
    assert_eq!(first(&harness).observations.len(), 1);
}

#[test]
fn a_last_day_before_the_first_is_refused_beside_the_field() {
    let mut with_start = test("Kits");
    with_start.starts_on = day("2026-10-05");
    let mut harness = open(desk(vec![with_start]));
    harness.state_mut().state.tests.show(SmallTestId(1));
    harness.run();
    type_into(&mut harness, Role::TextInput, "Last day", "2026-10-01");
    harness.get_by_label_contains("Before the start; not saved.");
    type_into(&mut harness, FIELD, "Aim", "x");
    assert_eq!(first(&harness).ends_on, None);
    assert_eq!(first(&harness).starts_on, day("2026-10-05"));
}

#[test]
fn a_decision_is_dated_and_leads_to_a_next_cycle_that_takes_over_aim_and_measure() {
    let mut whole = test("Kits at check-out");
    whole.aim = "More kits".to_owned();
    whole.who = "Jan".to_owned();
    whole.measure = Some(Measure::Naloxone.into());
    whole.is_first_cycle = true;
    let mut harness = open(desk(vec![whole]));
    harness.state_mut().state.tests.show(SmallTestId(1));
    harness.run();
    assert!(harness.query_by_label("Next cycle…").is_none());
    let adapt = format!("Adapt: {}", words::meaning(TestDecision::Adapt));
    press(&mut harness, &adapt);
    assert_eq!(first(&harness).decision, Some(TestDecision::Adapt));
    assert_eq!(first(&harness).decided_on, Some(today()));
    press(&mut harness, "Next cycle…");
    press(&mut harness, "Add small test");
    let next = harness.state().workbook.tests[1].clone();
    assert_eq!((next.aim.as_str(), next.who.as_str()), ("More kits", "Jan"));
    assert_eq!(next.measure, Some(Measure::Naloxone.into()));
    assert_eq!(next.previous, Some(SmallTestId(1)));
    harness.get_by_label("Planned, cycle 2");
}

#[test]
fn tests_stand_by_state_with_counts_and_removing_one_asks_for_it() {
    let mut over = test("Letters");
    over.starts_on = day("2026-09-01");
    over.ends_on = day("2026-09-20");
    let mut running = test("Kits");
    running.starts_on = day("2026-10-05");
    let mut harness = open(desk(vec![test("Huddle"), running, over]));
    harness.run();
    let rows = &harness.state().state.tests.rows;
    let labels: Vec<String> = (0..rows.rows.len())
        .map(|at| crate::ui::widgets::Rows::text(rows, at, "change").into_owned())
        .collect();
    let expected = [
        "To decide, 1",
        "Letters",
        "Running, 1",
        "Kits",
        "Planned, 1",
        "Huddle",
    ];
    assert_eq!(labels, expected);
    harness.state_mut().state.tests.show(SmallTestId(2));
    harness.run();
    press(&mut harness, "Remove the small test");
    assert_eq!(harness.state().workbook.tests.len(), 2);
    assert!(harness.query_by_label("Close the small test").is_none());
}

#[test]
fn presented_tests_show_whole_texts_and_nothing_to_change() {
    let long = "Offer naloxone at check-out to every patient on long-term therapy who has none, with two sentences the front desk knows by heart";
    let mut desk = desk(vec![test(long)]);
    desk.is_presented = true;
    desk.state.tests.show(SmallTestId(1));
    let mut harness = open(desk);
    harness.run();
    harness.get_by_label(long);
    assert!(harness.query_by_label("Close the small test").is_none());
    assert!(harness.query_by_label("New test…").is_none());
}

#[test]
fn the_list_is_copied_with_every_field() {
    let mut whole = test("Kits at check-out");
    whole.measure = Some(Measure::Naloxone.into());
    whole.observations.push(Observation {
        on: day("2026-10-02"),
        text: "3 of 5".to_owned(),
    });
    let mut harness = open(desk(vec![whole]));
    harness.run();
    click(&mut harness, "Export…");
    click(&mut harness, "Copy all tests");
    let Some(Request::Copy(text)) = harness.state().other.last() else {
        panic!("nothing is copied");
    };
    assert!(
        text.contains("naloxone") && text.contains("2026-10-02 3 of 5"),
        "{text}"
    );
}

#[test]
fn a_field_below_the_fold_comes_into_view_when_the_tab_key_reaches_it() {
    let mut harness = open(desk(vec![test("Kits at check-out")]));
    harness.state_mut().state.tests.show(SmallTestId(1));
    harness.run();
    let seen = |harness: &Harness<'_, Desk>| {
        let field = harness.get_by_role_and_label(FIELD, "Next test").rect();
        field.bottom() < 690.0
    };
    assert!(!seen(&harness));
    harness.get_by_role_and_label(FIELD, "Next test").focus();
    harness.run();
    assert!(seen(&harness));
}

#[test]
fn an_observation_that_is_being_typed_outlasts_an_undo() {
    let mut harness = open(desk(vec![test("Kits at check-out")]));
    harness.state_mut().state.tests.show(SmallTestId(1));
    harness.run();
    type_into(&mut harness, FIELD, "Aim", "More kits");
    type_into(&mut harness, Role::TextInput, "New observation", "3 of 5");
    assert_eq!(first(&harness).aim, "More kits");
    harness.state_mut().undo();
    harness.run();
    assert_eq!(first(&harness).aim, "");
    harness.key_press(Key::Enter);
    harness.run();
    let seen = first(&harness).observations;
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].text, "3 of 5");
}
