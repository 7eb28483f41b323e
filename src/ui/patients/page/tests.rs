//! Promises of a patient's page, by label: what holds, what is hidden, what is recorded.

use chrono::NaiveDate;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::super::tests::{Clinic, press, window_on};
use crate::domain::event::{CareEvent, EventKind};
use crate::domain::ids::{EventId, PatientFactId, PatientId};
use crate::domain::patient_fact::{FactKind, PatientFact};
use crate::ui::clinic::testing::{sample, today};
use crate::ui::request::Request;
use crate::ui::widgets::testing::{click, type_into};

const PATIENT: PatientId = PatientId(1);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn fact(id: i64, kind: FactKind, from: &str, words: &str) -> PatientFact {
    PatientFact {
        id: PatientFactId(id),
        patient: PATIENT,
        kind,
        from: Some(day(from)),
        to: None,
        due: None,
        words: words.to_owned(),
        outcome: String::new(),
        is_restricted: kind.is_restricted_at_first(),
        by: "TS".to_owned(),
        on: day(from),
    }
}

/// The page of a patient of whom these facts and events are known, and nothing else.
fn page_with(
    facts: Vec<PatientFact>,
    events: &[(EventKind, &str, &str)],
) -> Harness<'static, Clinic> {
    let mut workbook = sample();
    workbook.events.retain(|e| e.patient != PATIENT);
    for (kind, on, value) in events {
        let id = workbook.next.event;
        workbook.next.event += 1;
        workbook.events.push(CareEvent {
            id: EventId(id),
            patient: PATIENT,
            on: day(on),
            kind: *kind,
            value: (*value).to_owned(),
            by: "TS".to_owned(),
            import: None,
        });
    }
    workbook.events.sort_by_key(|e| (e.patient, e.on, e.id));
    workbook.next.patient_fact = 1 + facts.len() as i64;
    workbook.facts = facts;
    let mut window = window_on(workbook);
    window.state_mut().open(PATIENT);
    window.run();
    window
}

/// Types over what stands in a field.
fn retype(window: &mut Harness<'_, Clinic>, field: &str, words: &str) {
    window.get_by_role_and_label(Role::TextInput, field).focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    type_into(window, Role::TextInput, field, words);
}

/// Whether the words stand anywhere; a cell of a table says them twice.
fn says(window: &Harness<'_, Clinic>, words: &str) -> bool {
    window.query_all_by_label(words).next().is_some()
}

fn newest(window: &Harness<'_, Clinic>) -> (EventKind, String, NaiveDate) {
    let events = window.state().workbook().events.iter();
    let event = events.max_by_key(|e| e.id).unwrap();
    (event.kind, event.value.clone(), event.on)
}

#[test]
fn every_kind_of_event_opens_from_the_grid_and_narrows_by_what_is_sought() {
    let mut window = page_with(Vec::new(), &[]);
    press(&mut window, Key::E);
    for kind in EventKind::ALL {
        let tiles = window.query_all_by_role_and_label(Role::Button, kind.label());
        assert_eq!(tiles.count(), 1, "{kind:?}");
    }
    window.get_by_label("Find a kind of event").focus();
    window.run();
    window
        .get_by_label("Find a kind of event")
        .type_text("apnoea");
    window.run();
    assert!(
        window
            .query_by_role_and_label(Role::Button, "Agreement")
            .is_none()
    );
    press(&mut window, Key::Enter);
    window.get_by_role_and_label(Role::TextInput, "STOP-Bang score, 0 to 8");
    click(&mut window, "Other kind…");
    window.get_by_role_and_label(Role::Button, "Agreement");
}

#[test]
fn a_phq9_says_its_band_as_typed_and_item_nine_asks_for_a_talk_at_once() {
    let mut window = page_with(Vec::new(), &[]);
    press(&mut window, Key::E);
    press(&mut window, Key::Q);
    type_into(&mut window, Role::TextInput, "PHQ-9 score, 0 to 27", "14");
    window.get_by_label("14: moderate, asks to be followed up");
    let asked =
        "Item 9 is above 0. Talk about suicide risk with the patient today, whatever the total is.";
    assert!(!says(&window, asked));
    type_into(&mut window, Role::TextInput, "Item 9, 0 to 3", "7");
    click(&mut window, "Save event");
    window.get_by_label("A PHQ-9 score is a whole number from 0 to 27; the answer to item 9 may follow, e.g. 14, item 9: 1.");
    retype(&mut window, "Item 9, 0 to 3", "1");
    assert!(says(&window, asked));
    click(&mut window, "Save event");
    let (kind, value, _) = newest(&window);
    assert_eq!((kind, value.as_str()), (EventKind::Phq9, "14, item 9: 1"));
}

#[test]
fn three_answers_make_a_peg_score() {
    let mut window = page_with(Vec::new(), &[]);
    press(&mut window, Key::E);
    press(&mut window, Key::G);
    for (field, answer) in [("Pain", "7"), ("Enjoyment", "6"), ("Activity", "6")] {
        type_into(&mut window, Role::TextInput, field, answer);
    }
    click(&mut window, "Save event");
    assert_eq!(newest(&window).1, "6.3");
}

#[test]
fn an_appointment_may_lie_ahead_and_asks_for_its_day() {
    let mut window = page_with(Vec::new(), &[]);
    press(&mut window, Key::E);
    press(&mut window, Key::M);
    click(&mut window, "chronic pain visit");
    click(&mut window, "Save event");
    window.get_by_label("Give the day.");
    type_into(&mut window, Role::TextInput, "Day", "2026-11-02");
    type_into(&mut window, Role::TextInput, "Time", "2:15 pm");
    click(&mut window, "Save event");
    let booked = (
        EventKind::Appointment,
        "chronic pain visit, 14:15".to_owned(),
        day("2026-11-02"),
    );
    assert_eq!(newest(&window), booked);
}

#[test]
fn an_event_is_changed_and_what_cannot_be_keeps_the_form_open() {
    let mut window = page_with(Vec::new(), &[(EventKind::Peg, "2026-09-01", "6.0")]);
    let id = window.state().workbook().next.event - 1;
    click(&mut window, "Events");
    click(
        &mut window,
        &format!("Change PEG of 2026-09-01, entry {id}"),
    );
    retype(&mut window, "PEG score, 0 to 10", "65");
    click(&mut window, "Save change");
    window.get_by_label("A PEG score is a number from 0 to 10, e.g. 6.3.");
    retype(&mut window, "PEG score, 0 to 10", "5.5");
    click(&mut window, "Save change");
    let changed = (EventKind::Peg, "5.5".to_owned(), day("2026-09-01"));
    assert_eq!(newest(&window), changed);
}

#[test]
fn item_nine_stands_on_top_until_a_newer_phq9() {
    let first = (EventKind::Phq9, "2026-10-03", "4, item 9: 1");
    let words = "Talk about suicide risk. Item 9 of PHQ-9 was 1 on 2026-10-03; it asks for that \
        whatever the total. A newer PHQ-9 takes this away.";
    let window = page_with(Vec::new(), &[first]);
    assert!(says(&window, words));
    let newer = (EventKind::Phq9, "2026-10-10", "4, item 9: 0");
    let window = page_with(Vec::new(), &[first, newer]);
    assert!(!says(&window, words));
}

#[test]
fn restricted_entries_are_counted_shown_on_request_and_hidden_again_after_the_page_was_left() {
    let mut window = page_with(
        vec![fact(
            1,
            FactKind::MentalHealth,
            "2026-01-01",
            "Hears voices",
        )],
        &[(
            EventKind::RestrictedNote,
            "2026-09-01",
            "Brother asks for tablets",
        )],
    );
    let note = window.state().workbook().next.event - 1;
    assert!(!says(&window, "Brother asks for tablets"));
    click(&mut window, "Overview");
    window.get_by_label("1 restricted entry");
    assert!(!says(&window, "Hears voices"));
    click(&mut window, "Show restricted entries");
    assert!(says(&window, "Hears voices"));
    click(&mut window, "Events");
    click(
        &mut window,
        &format!("Show restricted note of 2026-09-01, entry {note}"),
    );
    assert!(says(&window, "Brother asks for tablets"));
    press(&mut window, Key::Escape);
    press(&mut window, Key::ArrowDown);
    window.state_mut().open(PATIENT);
    window.run();
    click(&mut window, "Overview");
    assert!(!says(&window, "Hears voices"));
    click(&mut window, "Events");
    assert!(!says(&window, "Brother asks for tablets"));
}

#[test]
fn a_status_is_recorded_and_says_since_when_the_patient_is_left_out() {
    let mut window = page_with(vec![fact(1, FactKind::Active, "2025-01-01", "")], &[]);
    click(&mut window, "Overview");
    click(&mut window, "Add to standing…");
    click(&mut window, "Transferred");
    window.get_by_label(
        "From its first day the patient is left out of LtOT, of measures and of gaps.",
    );
    click(&mut window, "Save entry");
    let today = today();
    let facts = &window.state().workbook().facts;
    assert_eq!(facts[0].to, today.pred_opt());
    assert_eq!(
        (facts[1].kind, facts[1].from),
        (FactKind::Transferred, Some(today))
    );
    let past = fact(1, FactKind::Transferred, "2026-05-01", "");
    let window = page_with(vec![past], &[]);
    assert!(says(
        &window,
        "Left out of LtOT and measures since 2026-05-01: transferred."
    ));
}

#[test]
fn a_referral_is_closed_with_what_came_of_it() {
    let referral = fact(1, FactKind::Referral, "2026-08-01", "Physical therapy");
    let mut window = page_with(vec![referral], &[]);
    click(&mut window, "Overview");
    click(&mut window, "Close Referral, entry 1");
    click(&mut window, "Close entry");
    window.get_by_label("Say what came of it, e.g. seen, declined or given up, and why.");
    type_into(
        &mut window,
        Role::TextInput,
        "What came of it",
        "Seen twice",
    );
    click(&mut window, "Close entry");
    let kept = &window.state().workbook().facts[0];
    assert_eq!(
        (kept.to, kept.outcome.as_str()),
        (Some(today()), "Seen twice")
    );
}

#[test]
fn a_care_plan_is_written_with_its_event_and_stands_on_the_page() {
    let mut window = page_with(Vec::new(), &[]);
    click(&mut window, "Overview");
    click(&mut window, "Write care plan…");
    click(&mut window, "Save care plan");
    window.get_by_label("The care plan is empty. Fill in one part at least.");
    type_into(
        &mut window,
        Role::MultilineTextInput,
        "Goals",
        "Walk to the shop",
    );
    click(&mut window, "Save care plan");
    window.get_by_label("Walk to the shop");
    window.get_by_label(&format!("Agreed {}", today()));
    assert_eq!(newest(&window).0, EventKind::CarePlan);
}

#[test]
fn events_are_filtered_by_group_and_copied_with_restricted_notes_masked() {
    let mut window = page_with(
        Vec::new(),
        &[
            (EventKind::Agreement, "2026-08-01", "signed"),
            (
                EventKind::RestrictedNote,
                "2026-09-01",
                "Brother asks for tablets",
            ),
        ],
    );
    click(&mut window, "Events");
    assert!(says(&window, "signed"));
    click(&mut window, "Checks");
    click(&mut window, "Copy events");
    click(&mut window, "All events");
    click(&mut window, "Copy events");
    let requests = window.state().requests();
    let copied: Vec<&String> = requests
        .iter()
        .filter_map(|request| match request {
            Request::Copy(text) => Some(text),
            _ => None,
        })
        .collect();
    assert!(copied[0].contains("signed") && !copied[0].contains("Restricted"));
    assert!(copied[1].contains("restricted, shown on request"));
    assert!(!copied[1].contains("tablets"));
}

#[test]
fn patients_under_part_2_stay_out_of_what_is_exported_unless_asked_for() {
    let mut workbook = sample();
    let registry = crate::domain::registry::Registry::on(&workbook, day("2026-09-30"));
    let on_ltot = registry.rows.iter().find(|r| r.is_on_ltot).unwrap().patient;
    let mut part2 = fact(1, FactKind::Part2, "2026-01-01", "");
    part2.patient = on_ltot;
    workbook.facts = vec![part2];
    let mrn = workbook.patient(on_ltot).unwrap().mrn.clone().unwrap();
    let mut window = window_on(workbook);
    window.run();
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    window.run();
    window.event(egui::Event::Copy);
    window.step();
    let commands = &window.output().platform_output.commands;
    let by_key = commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let by_key = by_key.expect("is copied");
    assert!(!by_key.contains(&mrn) && by_key.contains("Part 2 left out"));
    click(&mut window, "Copy patients");
    click(&mut window, "Columns…");
    click(&mut window, "Copy and export 1 under Part 2");
    window.key_press(egui::Key::Escape);
    window.run();
    click(&mut window, "Copy patients");
    let requests = window.state().requests();
    let copied: Vec<&String> = requests
        .iter()
        .filter_map(|request| match request {
            Request::Copy(text) => Some(text),
            _ => None,
        })
        .collect();
    assert!(!copied[0].contains(&mrn) && copied[0].contains("Part 2 left out"));
    assert!(copied[1].contains(&mrn) && copied[1].contains("prohibits unauthorized use"));
}
