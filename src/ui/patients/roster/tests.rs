//! Promises of the page of clinicians, by label, over the demo clinic's patients.

use egui::{Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::domain::command::Command;
use crate::domain::ids::ClinicianId;
use crate::domain::patient::Clinician;
use crate::domain::patient_fact::FactKind;
use crate::domain::registry::Registry;
use crate::domain::roster::RosterCommand;
use crate::ui::clinic::testing::{sample, today};
use crate::ui::theme::Theme;
use crate::ui::widgets::testing::{click, harness_in, type_into};

type Desk = crate::ui::desk::Desk<RosterState>;

fn open<'a>(workbook: crate::domain::workbook::Workbook) -> Harness<'a, Desk> {
    let desk = Desk {
        registry: Registry::on(&workbook, today()),
        workbook,
        ..Desk::default()
    };
    let mut known = 0;
    let mut harness = harness_in(
        Theme::light(),
        (1366.0, 690.0),
        desk,
        move |ui, desk: &mut Desk| {
            desk.ui(ui, |ui, view, state, out| {
                roster_ui(ui, view, state, &mut Vec::new(), out);
            });
            if known != desk.workbook.history.len() {
                known = desk.workbook.history.len();
                desk.registry = Registry::on(&desk.workbook, today());
            }
        },
    );
    harness.run();
    harness
}

fn says(harness: &Harness<'_, Desk>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

fn key(harness: &mut Harness<'_, Desk>, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn focus_table(harness: &mut Harness<'_, Desk>, name: &str) {
    harness.get_by_role_and_label(Role::Table, name).focus();
    harness.run();
}

/// Presses a control by the keyboard.
fn press(harness: &mut Harness<'_, Desk>, role: Role, name: &str) {
    harness.get_by_role_and_label(role, name).focus();
    harness.run();
    key(harness, Key::Enter);
}

/// Opens a part of the page.
fn show(harness: &mut Harness<'_, Desk>, part: &str) {
    press(harness, Role::RadioButton, part);
}

/// The demo's patients, with a second spelling of the second clinician who has three of them.
fn with_a_double() -> crate::domain::workbook::Workbook {
    let mut workbook = sample();
    let name = workbook.clinicians[1]
        .name
        .trim_end_matches(" MD")
        .to_uppercase();
    let id = ClinicianId(workbook.next.clinician);
    let double = RosterCommand::SaveClinician(Box::new(Clinician::named(ClinicianId(0), name)));
    let mut commands = vec![Command::Roster(double)];
    let own = workbook.patients.iter();
    let own = own.filter(|p| p.clinician == Some(ClinicianId(2))).take(3);
    commands.extend(own.map(|p| Command::AssignClinician {
        patient: p.id,
        clinician: Some(id),
    }));
    for command in commands {
        let set = command
            .edits(&workbook, "MK", today())
            .expect("is carried out");
        set.edits.iter().for_each(|e| workbook.apply(e));
    }
    workbook
}

#[test]
fn a_second_spelling_is_merged_after_what_will_change_is_said_and_undo_brings_it_back() {
    let mut harness = open(with_a_double());
    let before = harness.state().workbook.clone();
    show(&mut harness, "Duplicates");
    focus_table(&mut harness, "Possible duplicates");
    key(&mut harness, Key::ArrowDown);
    assert!(says(&harness, "Very likely"));
    click(&mut harness, "Merge…");
    assert!(says(&harness, "3 patients get"));
    click(&mut harness, "Merge");
    let workbook = &harness.state().workbook;
    let double = workbook.clinicians.last().expect("stays in the file");
    assert_eq!(double.same_as, Some(ClinicianId(2)));
    assert!(
        workbook
            .patients
            .iter()
            .all(|p| p.clinician != Some(double.id))
    );
    harness.run();
    assert!(!says(&harness, "Clinicians, 1"));
    harness.state_mut().undo();
    let after = &harness.state().workbook;
    assert_eq!(after.patients, before.patients);
    assert_eq!(after.clinicians, before.clinicians);
}

#[test]
fn a_pair_that_is_not_the_same_leaves_the_list_and_can_be_called_back() {
    let mut harness = open(with_a_double());
    show(&mut harness, "Duplicates");
    focus_table(&mut harness, "Possible duplicates");
    key(&mut harness, Key::ArrowDown);
    click(&mut harness, "Not the same");
    harness.run();
    let done = &harness.state().done;
    assert_eq!(done[0].name, "Tell two clinicians apart");
    assert_eq!(harness.state().workbook.distinct_pairs.len(), 1);
    click(&mut harness, "Show 1 told apart");
    harness.run();
    assert!(!says(&harness, "told apart"));
    assert!(harness.state().workbook.distinct_pairs.is_empty());
}

#[test]
fn registration_delegate_and_comfort_are_entered_in_the_form() {
    let mut harness = open(sample());
    focus_table(&mut harness, "Roster of clinicians");
    key(&mut harness, Key::ArrowDown);
    let name = harness.state().workbook.clinicians[0].name.clone();
    click(&mut harness, &format!("Change {name}"));
    let date = "Registered with the State PDMP on";
    type_into(&mut harness, Role::TextInput, date, "2025-03-04");
    type_into(
        &mut harness,
        Role::TextInput,
        "Last day at the clinic",
        "2027-01-31",
    );
    press(&mut harness, Role::ComboBox, "Comfort with pain care");
    click(&mut harness, "5, very much so");
    click(&mut harness, "Save");
    let saved = &harness.state().workbook.clinicians[0];
    assert_eq!(saved.pdmp_registered_on, "2025-03-04".parse().ok());
    assert_eq!(saved.leaves_on, "2027-01-31".parse().ok());
    assert_eq!((saved.comfort, saved.treats_oud), (Some(5), None));
    harness.run();
    assert!(says(&harness, "2025-03-04"));
}

#[test]
fn patients_without_a_clinician_stand_in_a_row_of_their_own() {
    let harness = open(sample());
    assert!(says(&harness, "No clinician"));
}

#[test]
fn a_name_that_is_there_already_is_refused_in_the_form() {
    let mut harness = open(sample());
    click(&mut harness, "Add clinician…");
    let name = harness.state().workbook.clinicians[0].name.to_lowercase();
    type_into(&mut harness, Role::TextInput, "Name", &name);
    click(&mut harness, "Add");
    assert!(says(&harness, "is on the roster already"));
    assert!(harness.state().done.is_empty());
}

#[test]
fn patients_of_one_who_leaves_are_proposed_accepted_and_moved() {
    let mut workbook = sample();
    workbook.clinicians[1].leaves_on = "2026-12-31".parse().ok();
    let mut harness = open(workbook);
    show(&mut harness, "Who leaves");
    click(&mut harness, "Open the first case…");
    assert!(says(&harness, "read as 2026-12-31"));
    click(&mut harness, "Open the case");
    harness.run();
    assert!(says(&harness, "0 of "));
    click(&mut harness, "Propose…");
    assert!(says(&harness, "LtOT patients now"));
    let keep = harness.state().registry.rows.iter().filter(|r| {
        let patient = harness.state().workbook.patient(r.patient);
        r.is_on_ltot && patient.is_some_and(|p| p.clinician == Some(ClinicianId(2)))
    });
    let count = keep.count();
    press(
        &mut harness,
        Role::Button,
        &format!("Keep {count} proposals"),
    );
    assert!(!says(&harness, "Not kept."));
    harness.run();
    assert_eq!(harness.state().workbook.handovers.len(), count);
    assert!(
        harness
            .state()
            .workbook
            .handovers
            .iter()
            .all(|h| h.proposed_to != Some(ClinicianId(2)))
    );
    focus_table(&mut harness, "Patients to hand over");
    key(&mut harness, Key::ArrowDown);
    key(&mut harness, Key::Space);
    click(&mut harness, "Accepted today");
    harness.run();
    assert!(says(&harness, &format!("1 of {count} accepted")));
    click(&mut harness, "Move accepted patients");
    click(&mut harness, "Move 1 patient");
    harness.run();
    let workbook = &harness.state().workbook;
    let moved = workbook.handovers.iter().find(|h| h.moved_on.is_some());
    let moved = moved.expect("one is moved");
    let patient = workbook.patient(moved.patient).expect("is there");
    assert_eq!(patient.clinician, moved.proposed_to);
    assert_eq!(workbook.facts_of(patient.id)[0].kind, FactKind::Inherited);
    assert!(says(&harness, &format!("1 of {count} moved")));
}

#[test]
fn what_is_typed_about_a_handover_is_saved_and_a_refusal_keeps_it() {
    let mut workbook = sample();
    workbook.clinicians[1].leaves_on = "2026-12-31".parse().ok();
    let mut harness = open(workbook);
    show(&mut harness, "Who leaves");
    click(&mut harness, "Open the first case…");
    click(&mut harness, "Open the case");
    harness.run();
    focus_table(&mut harness, "Patients to hand over");
    key(&mut harness, Key::ArrowDown);
    let wish = "What the patient wishes";
    type_into(&mut harness, Role::TextInput, wish, "To stay close");
    type_into(&mut harness, Role::TextInput, "Accepted on", "2026-10-01");
    click(&mut harness, "Save the handover");
    harness.run();
    assert!(says(&harness, "Say who takes the patient over"));
    assert!(harness.state().workbook.handovers.is_empty());
    click(&mut harness, "Discard what is typed about the handover");
    harness.run();
    type_into(&mut harness, Role::TextInput, wish, "To stay close");
    click(&mut harness, "Save the handover");
    harness.run();
    assert_eq!(harness.state().workbook.handovers[0].wish, "To stay close");
}

#[test]
fn a_chart_review_is_entered_counted_with_others_changed_and_removed() {
    let mut harness = open(sample());
    show(&mut harness, "Chart reviews");
    click(&mut harness, "Add review…");
    type_into(
        &mut harness,
        Role::TextInput,
        "Whose charts",
        "Holt, Simeon MD",
    );
    type_into(&mut harness, Role::TextInput, "Reviewer", "Ames, Judith MD");
    type_into(&mut harness, Role::TextInput, "Looked for", "PDMP checked");
    type_into(&mut harness, Role::TextInput, "Charts", "10");
    type_into(&mut harness, Role::TextInput, "Met in", "11");
    click(&mut harness, "Add");
    assert!(says(&harness, "it can be met in as many at most"));
    harness
        .get_by_role_and_label(Role::TextInput, "Met in")
        .focus();
    harness.run();
    key(&mut harness, Key::Backspace);
    click(&mut harness, "Add");
    assert_eq!(harness.state().workbook.chart_reviews[0].met, 1);
    assert!(says(
        &harness,
        "PDMP checked: met in 1 of 10 charts (10 %)."
    ));
    click(&mut harness, "Remove");
    assert!(harness.state().workbook.chart_reviews.is_empty());
}
