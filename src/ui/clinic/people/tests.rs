//! Promises of the people page, by label.

use egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use crate::domain::team::PersonKind;
use crate::domain::team::seats::Seat;
use crate::ui::clinic::testing::today;
use crate::ui::clinic::{ClinicState, clinic_ui};
use crate::ui::request::{ClinicPage, Request};
use crate::ui::theme::Theme;
use crate::ui::widgets::testing::{click, harness_in, type_into};

/// The tab's records.
type Desk = crate::ui::desk::Desk<ClinicState>;

/// The demo clinic's people and plans.
fn demo() -> Desk {
    let mut desk = Desk::default();
    for (day, command) in crate::app::demo::plans(today()) {
        let set = command
            .edits(&desk.workbook, "demo", day)
            .expect("is carried out");
        set.edits.iter().for_each(|e| desk.workbook.apply(e));
    }
    desk
}

fn open<'a>(mut desk: Desk) -> Harness<'a, Desk> {
    desk.state.page = ClinicPage::People;
    let size = (1366.0, 690.0);
    let mut harness = harness_in(Theme::light(), size, desk, |ui, desk: &mut Desk| {
        desk.ui(ui, clinic_ui);
    });
    harness.run();
    harness
}

fn says(harness: &Harness<'_, Desk>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

/// Presses the control of this name by keyboard: it may stand below the fold.
fn press(harness: &mut Harness<'_, Desk>, role: Role, label: &str) {
    harness.get_by_role_and_label(role, label).focus();
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
}

fn add(harness: &mut Harness<'_, Desk>, name: &str) {
    click(harness, "Add a person or group");
    type_into(harness, Role::TextInput, "Name", name);
    click(harness, "Add");
}

#[test]
fn an_empty_list_says_what_to_do_and_leads_to_the_first_seat() {
    let mut harness = open(Desk::default());
    click(&mut harness, "Add the QI lead…");
    type_into(&mut harness, Role::TextInput, "Name", "M. Kerr");
    click(&mut harness, "Add");
    let people = &harness.state().workbook.people;
    assert_eq!(people.len(), 1);
    assert_eq!(
        (people[0].name.as_str(), people[0].seat),
        ("M. Kerr", Some(Seat::QiLead))
    );
    assert!(says(&harness, "Nobody is Clinical champion."));
    assert!(says(&harness, "No backup for M. Kerr (QI lead)."));
    click(
        &mut harness,
        "Add the Clinical champion…: Nobody is Clinical champion.",
    );
    type_into(&mut harness, Role::TextInput, "Name", "Dr Bhatt");
    click(&mut harness, "Add");
    assert!(!says(&harness, "Nobody is"));
}

#[test]
fn a_name_that_stands_there_already_is_refused_in_the_dialog_and_nothing_is_lost() {
    let mut harness = open(Desk::default());
    add(&mut harness, "Jan");
    add(&mut harness, "jan");
    assert!(says(&harness, "is in the list already"));
    assert_eq!(harness.state().workbook.people.len(), 1);
    type_into(&mut harness, Role::TextInput, "Name", " B");
    click(&mut harness, "Add");
    assert_eq!(harness.state().workbook.people.len(), 2);
}

#[test]
fn hours_that_are_no_number_cannot_be_saved() {
    let mut harness = open(Desk::default());
    click(&mut harness, "Add a person or group");
    type_into(&mut harness, Role::TextInput, "Name", "Jan");
    type_into(&mut harness, Role::TextInput, "Hours a month", "a few");
    assert!(says(&harness, "Type 0 to 200 whole hours"));
    click(&mut harness, "Add");
    assert!(harness.state().workbook.people.is_empty());
}

#[test]
fn a_group_is_made_of_people_who_are_there() {
    let mut harness = open(Desk::default());
    add(&mut harness, "Jan");
    add(&mut harness, "Bill");
    click(&mut harness, "Add a person or group");
    type_into(&mut harness, Role::TextInput, "Name", "Core group");
    click(&mut harness, "What it is");
    click(&mut harness, "Group");
    harness
        .get_by_role_and_label(Role::CheckBox, "Bill")
        .click();
    harness.run();
    type_into(
        &mut harness,
        Role::TextInput,
        "How often it meets",
        "Weekly",
    );
    click(&mut harness, "Add");
    let people = &harness.state().workbook.people;
    let group = people
        .iter()
        .find(|p| p.kind == PersonKind::Group)
        .expect("a group");
    let bill = people.iter().find(|p| p.name == "Bill").expect("Bill");
    assert_eq!(
        (group.members.as_slice(), group.cadence.as_str()),
        ([bill.id].as_slice(), "Weekly")
    );
}

#[test]
fn a_person_is_changed_and_what_has_no_field_stays() {
    let mut harness = open(demo());
    let of = |harness: &Harness<'_, Desk>| {
        let people = &harness.state().workbook.people;
        people
            .iter()
            .find(|p| p.name.starts_with("N. Roth"))
            .cloned()
            .expect("N. Roth")
    };
    let before = of(&harness);
    click(
        &mut harness,
        "Choose a backup for N. Roth…: No backup for N. Roth (Tracking and monitoring lead).",
    );
    type_into(&mut harness, Role::TextInput, "Contact", "Extension 12");
    click(&mut harness, "Save");
    let after = of(&harness);
    assert_eq!(after.contact, "Extension 12");
    assert_eq!(
        (after.seat, after.hours_a_month, after.from),
        (before.seat, before.hours_a_month, before.from)
    );
}

#[test]
fn what_is_open_for_a_person_leads_to_its_activity() {
    let mut harness = open(demo());
    show(&mut harness, "I. Lindgren");
    assert!(says(&harness, "Overdue 1 day · "));
    press(
        &mut harness,
        Role::Link,
        "Open work 1: Update the PDMP delegate list with the State",
    );
    let asked = harness.state().other.last();
    let workbook = &harness.state().workbook;
    let Some(Request::ShowActivity(id)) = asked else {
        panic!("an activity is asked for");
    };
    assert!(
        workbook
            .activity(*id)
            .is_some_and(|a| a.text.starts_with("Write the workflows"))
    );
}

/// Chooses the row of this name; other rows may have the name in a cell further right.
fn show(harness: &mut Harness<'_, Desk>, name: &str) {
    let cells = harness.query_all_by_role_and_label(Role::Cell, name);
    let left = |cell: &egui_kittest::Node<'_>| cell.rect().left();
    cells
        .min_by(|a, b| left(a).total_cmp(&left(b)))
        .expect("a row")
        .click();
    harness.run();
}

fn segment(harness: &mut Harness<'_, Desk>, label: &str) {
    harness
        .get_by_role_and_label(Role::RadioButton, label)
        .click();
    harness.run();
}

#[test]
fn somebody_removed_is_gone_from_list_and_panel() {
    let mut harness = open(demo());
    show(&mut harness, "Dr Eriksen");
    click(&mut harness, "Remove Dr Eriksen");
    harness.run();
    assert!(
        harness
            .state()
            .workbook
            .people
            .iter()
            .all(|p| p.name != "Dr Eriksen")
    );
    assert!(harness.query_by_label("Close the person").is_none());
}

#[test]
fn the_list_is_narrowed_by_kind_and_who_has_left_stands_apart() {
    let mut harness = open(demo());
    assert!(says(&harness, "P. Okafor") && !says(&harness, "J. Amsel"));
    segment(&mut harness, "Former");
    assert!(says(&harness, "J. Amsel") && !says(&harness, "P. Okafor"));
    segment(&mut harness, "From outside");
    assert!(says(&harness, "P. Okafor") && !says(&harness, "T. Yoon"));
}

#[test]
fn what_is_shown_is_copied_and_exported() {
    let mut harness = open(demo());
    segment(&mut harness, "Groups");
    click(&mut harness, "Copy the people shown");
    click(&mut harness, "Export the people shown as CSV");
    let [
        Request::Copy(text),
        Request::Save {
            name,
            bytes,
            identified,
            ..
        },
    ] = harness.state().other.as_slice()
    else {
        panic!("both are asked for");
    };
    assert_eq!(text.lines().count(), 4);
    assert!(text.contains("Core working group\tGroup\tI. Lindgren, M. Kerr, Dr Bhatt, N. Roth"));
    assert!(name.ends_with("people.csv") && !bytes.is_empty() && !identified);
}

#[test]
fn a_file_opened_for_reading_takes_no_change() {
    let mut desk = demo();
    desk.status.is_read_only = true;
    let before = desk.workbook.clone();
    let mut harness = open(desk);
    show(&mut harness, "Dr Eriksen");
    for label in [
        "Add a person or group",
        "Change Dr Eriksen",
        "Remove Dr Eriksen",
    ] {
        click(&mut harness, label);
    }
    assert!(
        harness
            .query_by_label("Choose a backup for N. Roth…")
            .is_none()
    );
    assert!(harness.query_by_label("Cancel").is_none());
    assert!(harness.state().workbook == before);
}
