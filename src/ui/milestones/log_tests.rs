//! Promises of the log, by label: written, changed, removed, filtered, and taken along.

use egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::tests::{Desk, desk_harness, press};
use crate::domain::clinic::Approach;
use crate::domain::programme::StageId;
use crate::domain::stage::command::StageCommand;
use crate::domain::stage::{LogEntry, LogKind};
use crate::ui::clinic::testing::today;
use crate::ui::request::Request;
use crate::ui::widgets::testing::{click, type_into};

fn entry(kind: LogKind, day: &str, outcome: &str, text: &str) -> LogEntry {
    LogEntry {
        kind,
        day: day.parse().unwrap(),
        outcome: outcome.to_owned(),
        text: text.to_owned(),
        ..LogEntry::new(StageId::PrepareAndLaunch, today())
    }
}

/// The log with these entries.
fn open<'a>(entries: Vec<LogEntry>) -> Harness<'a, Desk> {
    let mut desk = Desk::default();
    desk.workbook.clinic.name = "Cedar Fork".to_owned();
    for entry in entries {
        desk.make(crate::domain::command::Command::Stage(
            StageCommand::SaveEntry(Box::new(entry)),
        ));
    }
    let mut harness = desk_harness(desk);
    harness.run();
    click(&mut harness, "Stage…");
    click(&mut harness, "Log");
    harness
}

fn two() -> Vec<LogEntry> {
    vec![
        entry(LogKind::Progress, "2026-02-03", "", "First huddle"),
        entry(LogKind::Support, "2026-05-04", "", "Call with the coach"),
    ]
}

#[test]
fn an_entry_is_written_with_kind_outcome_day_and_begin_date() {
    let mut harness = open(Vec::new());
    harness.get_by_label_contains("Nothing is written yet");
    click(&mut harness, "New entry…");
    click(&mut harness, "What it is about");
    click(&mut harness, "Leadership decision");
    click(&mut harness, "Outcome");
    click(&mut harness, "Begin later");
    type_into(&mut harness, Role::TextInput, "Begins on", "2027-02-01");
    type_into(&mut harness, Role::TextInput, "Approved by", "Dr Bhatt");
    click(&mut harness, "Add entry");
    let entry = harness.state().workbook.log[0].clone();
    assert_eq!(entry.kind, LogKind::Leadership);
    assert_eq!(
        (entry.outcome.as_str(), entry.day),
        ("Begin later", today())
    );
    assert_eq!(
        entry.begin_on.map(|d| d.to_string()).as_deref(),
        Some("2027-02-01")
    );
    assert_eq!(entry.who, "Dr Bhatt");
    harness.get_by_label("Begin later, on 2027-02-01");
}

#[test]
fn an_entry_without_words_and_outcome_or_of_a_day_to_come_cannot_be_added() {
    let mut harness = open(Vec::new());
    click(&mut harness, "New entry…");
    let is_off = |harness: &Harness<'_, Desk>| {
        use egui_kittest::kittest::NodeT as _;
        harness
            .get_by_label("Add entry")
            .accesskit_node()
            .is_disabled()
    };
    assert!(is_off(&harness), "nothing is said");
    let field = (Role::MultilineTextInput, "What was done, heard or decided");
    type_into(&mut harness, field.0, field.1, "Went well");
    assert!(!is_off(&harness));
    harness
        .get_by_role_and_label(Role::TextInput, "Day")
        .focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    type_into(&mut harness, Role::TextInput, "Day", "2027-03-04");
    harness.get_by_label("Lies in the future.");
    assert!(is_off(&harness));
}

#[test]
fn the_newest_entry_stands_first_is_changed_and_removed() {
    let mut harness = open(two());
    press(&mut harness, "Change entry 1: 2026-05-04, Outside support");
    type_into(
        &mut harness,
        Role::TextInput,
        "Who gave it, who took part",
        "Dr Eriksen",
    );
    click(&mut harness, "Save entry");
    assert_eq!(harness.state().workbook.log[1].who, "Dr Eriksen");
    assert_eq!(harness.state().workbook.log.len(), 2);
    press(&mut harness, "Remove entry 2: 2026-02-03, Progress");
    let log = &harness.state().workbook.log;
    assert_eq!((log.len(), log[0].kind), (1, LogKind::Support));
    assert!(harness.query_by_label("First huddle").is_none());
}

#[test]
fn the_filter_leaves_one_kind_and_what_is_saved_is_what_it_leaves() {
    let mut harness = open(two());
    click(&mut harness, "Kind filter");
    harness
        .get_by_role_and_label(Role::MenuItemCheckBox, "Progress")
        .click();
    harness.run();
    assert!(harness.query_by_label("Call with the coach").is_none());
    click(&mut harness, "Save the log as CSV…");
    let Some(Request::Save {
        name,
        bytes,
        identified,
        ..
    }) = harness.state().other.last()
    else {
        panic!("a file");
    };
    let text = String::from_utf8_lossy(bytes);
    assert!(
        text.contains("2026-02-03,Progress") && !text.contains("coach"),
        "{text}"
    );
    assert!(name.ends_with("log.csv") && !identified, "{name}");
    click(&mut harness, "Copy the log");
    let copied = harness.state().other.last();
    assert!(matches!(copied, Some(Request::Copy(t)) if t.contains("First huddle")));
}

#[test]
fn another_approach_in_the_log_is_offered_to_the_clinic_and_then_no_more() {
    let decided = entry(
        LogKind::Approach,
        "2026-02-03",
        "Fast track",
        "Short of time",
    );
    let mut harness = open(vec![decided]);
    assert_eq!(harness.state().workbook.clinic.approach, Approach::Full);
    click(&mut harness, "Change the clinic to Fast track");
    assert_eq!(
        harness.state().workbook.clinic.approach,
        Approach::FastTrack
    );
    let offer = harness.query_by_label("Change the clinic to Fast track");
    assert!(offer.is_none());
}

#[test]
fn of_a_long_log_only_what_is_near_is_drawn_and_the_rest_keeps_its_place() {
    let first: chrono::NaiveDate = "2024-01-01".parse().unwrap();
    let many = (0..120).map(|n| {
        let day = (first + chrono::Duration::days(n)).to_string();
        entry(
            LogKind::Progress,
            &day,
            "",
            &format!("Huddle {n} went well"),
        )
    });
    let mut harness = open(many.collect());
    let drawn =
        |harness: &Harness<'_, Desk>| harness.query_all_by_label_contains("went well").count();
    harness.get_by_label("Huddle 119 went well");
    assert!((5..60).contains(&drawn(&harness)), "{}", drawn(&harness));
    // Every step of the keyboard finds the next entry.
    harness.get_by_label_contains("Remove entry 1: ").focus();
    for _ in 0..80 {
        harness.key_press(egui::Key::Tab);
        harness.run();
    }
    harness.get_by_label("Huddle 80 went well");
    assert!(harness.query_by_label("Huddle 119 went well").is_none());
    assert!(drawn(&harness) < 60, "{}", drawn(&harness));
}
