//! Promises of the log of measures, by label.

use chrono::Days;
use egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::ui::clinic::testing::today;
use crate::ui::widgets::testing::{click, harness_in, type_into};

type Desk = crate::ui::desk::Desk<(LogState, Option<Opened>)>;

fn open<'a>(desk: Desk) -> Harness<'a, Desk> {
    harness_in(
        Theme::light(),
        (1366.0, 690.0),
        desk,
        |ui, desk: &mut Desk| {
            let is_presented = desk.is_presented;
            desk.ui(ui, |ui, view, (state, opened), out| {
                let summaries = Summaries::default();
                *opened = log_ui(ui, view, state, &summaries, is_presented, out).or(opened.take());
            });
        },
    )
}

fn entry(kind: LogKind, days_ago: u64, who: &str) -> MeasureLogEntry {
    let day = today() - Days::new(days_ago);
    MeasureLogEntry {
        id: MeasureLogId(0),
        kind,
        day,
        measure: None,
        who: who.to_owned(),
        words: format!("Words of {who}"),
        by: String::new(),
        on: day,
    }
}

fn with(entries: &[(LogKind, u64, &str)]) -> Desk {
    let mut desk = Desk::default();
    for (kind, days_ago, who) in entries {
        let save = MeasureCommand::SaveLogEntry(Box::new(entry(*kind, *days_ago, who)));
        desk.make(Command::Measure(save));
    }
    desk
}

#[test]
fn it_says_when_results_were_last_shared() {
    let mut harness = open(with(&[
        (LogKind::Shared, 60, "Board"),
        (LogKind::Shared, 28, "Staff meeting"),
        (LogKind::Voice, 2, "Front desk"),
    ]));
    harness.run();
    harness.get_by_label("Results were last shared on 2026-09-14, 28 days ago.");
    assert!(
        harness
            .query_by_label_contains("at least every quarter")
            .is_none(),
        "28 days are within the quarter"
    );
}

#[test]
fn a_sharing_more_than_a_quarter_ago_is_a_caution() {
    for (days, is_late) in [(92, false), (93, true)] {
        let mut harness = open(with(&[(LogKind::Shared, days, "Board")]));
        harness.run();
        let caution = harness.query_all_by_label_contains("at least every quarter");
        assert_eq!(caution.count() > 0, is_late, "{days} days");
    }
}

#[test]
fn an_entry_is_added_found_by_its_kind_changed_removed_and_brought_back() {
    let mut harness = open(Desk::default());
    harness.run();
    click(&mut harness, "New entry…");
    click(&mut harness, "What it is");
    click(&mut harness, "Voice of staff");
    type_into(
        &mut harness,
        Role::TextInput,
        "Whose view (role)",
        "Front desk",
    );
    type_into(
        &mut harness,
        Role::MultilineTextInput,
        "In their words",
        "Fewer calls",
    );
    click(&mut harness, "Add entry");
    let log = |h: &Harness<'_, Desk>| h.state().workbook.measure_log.clone();
    assert_eq!(log(&harness)[0].kind, LogKind::Voice);
    assert_eq!(log(&harness)[0].who, "Front desk");
    assert_eq!(log(&harness)[0].day, today());
    harness
        .get_by_role_and_label(Role::RadioButton, "Leadership review")
        .click();
    harness.run();
    harness.get_by_label("No entry of this kind yet");
    harness
        .get_by_role_and_label(Role::RadioButton, "Voice of staff")
        .click();
    harness.run();
    click(&mut harness, "Fewer calls");
    click(&mut harness, "Change the entry…");
    type_into(
        &mut harness,
        Role::MultilineTextInput,
        "In their words",
        ", they say",
    );
    click(&mut harness, "Save entry");
    assert!(log(&harness)[0].words.contains("they say"));
    click(&mut harness, "Remove the entry");
    assert!(log(&harness).is_empty());
    harness.state_mut().undo();
    harness.run();
    assert_eq!(log(&harness).len(), 1);
}

#[test]
fn the_saved_table_holds_what_the_filter_leaves() {
    let mut harness = open(with(&[
        (LogKind::Shared, 9, "Board"),
        (LogKind::Data, 3, "MED on record"),
    ]));
    harness.run();
    harness
        .get_by_role_and_label(Role::RadioButton, "What the data can do")
        .click();
    harness.run();
    click(&mut harness, "Copy the log of measures");
    let Some(Request::Copy(copied)) = harness.state().other.last() else {
        panic!("nothing was copied");
    };
    assert!(copied.contains("MED on record"), "{copied}");
    assert!(!copied.contains("Board"), "{copied}");
}

#[test]
fn on_the_wall_no_words_of_entries_stand() {
    let mut desk = with(&[(LogKind::Shared, 28, "Mrs Smith")]);
    desk.is_presented = true;
    let mut harness = open(desk);
    harness.run();
    harness.get_by_label("Results were last shared on 2026-09-14, 28 days ago");
    assert!(harness.query_by_label_contains("Mrs Smith").is_none());
}

#[test]
fn an_entry_about_a_measure_leads_to_its_chart() {
    let mut desk = Desk::default();
    let measure = crate::domain::measure::Measure::Naloxone.into();
    let about = MeasureLogEntry {
        measure: Some(measure),
        ..entry(LogKind::Review, 5, "Director")
    };
    let save = MeasureCommand::SaveLogEntry(Box::new(about));
    desk.make(Command::Measure(save));
    let mut harness = open(desk);
    harness.run();
    click(&mut harness, "Words of Director");
    let label = measure.label(&harness.state().workbook);
    click(&mut harness, &format!("Open the run chart of {label}"));
    let opened = harness.state().state.1.as_ref();
    assert_eq!(opened.map(|o| o.measure), Some(measure));
}
