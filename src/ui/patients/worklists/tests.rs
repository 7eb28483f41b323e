//! Promises of the work lists and of changes for many, by label, over the demo clinic.

use egui::Key;
use egui_kittest::kittest::Queryable as _;

use crate::domain::event::EventKind;
use crate::ui::patients::tests::{press, window};
use crate::ui::widgets::testing::{click, type_into};

#[test]
fn an_outreach_to_everybody_who_has_not_signed_is_one_change() {
    let mut window = window();
    click(&mut window, "Work lists");
    let month = window.get_by_label_contains("row 9 of 12, September");
    month.click();
    window.run();
    let lines =
        window.get_by_role_and_label(egui::accesskit::Role::Table, "Birth-month recall: patients");
    lines.focus();
    window.run();
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Space);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Space);
    click(&mut window, "Change chosen patients…");
    assert!(window.query_all_by_label("Change 2 patients").count() > 0);
    assert!(window.query_by_label_contains("Outreach on").is_none());
    click(&mut window, "message left");
    assert_eq!(window.get_all_by_label_contains("Outreach on").count(), 2);
    click(&mut window, "Change");
    let events = &window.state().workbook.events;
    let noted = events
        .iter()
        .filter(|e| e.kind == EventKind::Outreach && e.value == "message left");
    assert_eq!(noted.count(), 2);
    click(&mut window, "Outreach");
    assert_eq!(window.get_all_by_label("message left").count(), 2);
}

#[test]
fn one_clinician_for_many_leaves_those_who_have_it_as_they_are() {
    let mut window = window();
    window.run();
    let unassigned = |window: &egui_kittest::Harness<'_, crate::ui::patients::tests::Clinic>| {
        let patients = window.state().workbook.patients.iter();
        patients.filter(|p| p.clinician.is_none()).count()
    };
    let before = unassigned(&window);
    press(&mut window, Key::ArrowDown);
    for _ in 0..3 {
        press(&mut window, Key::Space);
        press(&mut window, Key::ArrowDown);
    }
    click(&mut window, "Change… ticked patients");
    click(&mut window, "New clinician");
    click(&mut window, "Clinician for all of them");
    click(&mut window, "nobody");
    assert_eq!(window.get_all_by_label_contains(", then nobody").count(), 3);
    click(&mut window, "Change");
    assert_eq!(unassigned(&window), before + 3);
}

#[test]
fn a_tier_for_many_asks_for_its_reason() {
    let mut window = window();
    window.run();
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Space);
    click(&mut window, "Change… ticked patients");
    click(&mut window, "New tier");
    window.get_by_label("Choose the tier.");
    click(&mut window, "Risk tier");
    click(&mut window, "high");
    window.get_by_label("Give the reason for the tier.");
    let reason = "Why, by the clinic's criteria";
    type_into(
        &mut window,
        egui::accesskit::Role::TextInput,
        reason,
        "two prescribers",
    );
    click(&mut window, "Change");
    let events = &window.state().workbook.events;
    let tiers = events.iter().filter(|e| e.kind == EventKind::RiskTier);
    assert_eq!(
        tiers.filter(|e| e.value == "high: two prescribers").count(),
        1
    );
}

#[test]
fn a_view_is_saved_under_a_name_and_comes_back_with_filters_and_columns() {
    let mut window = window();
    click(&mut window, "Columns…");
    click(&mut window, "MRN");
    press(&mut window, Key::Escape);
    click(&mut window, "All");
    click(&mut window, "Saved views");
    type_into(
        &mut window,
        egui::accesskit::Role::TextInput,
        "Save this view as",
        "Everybody with MRN",
    );
    click(&mut window, "Save view");
    assert_eq!(window.state().workbook.views.len(), 1);
    click(&mut window, "Candidates");
    click(&mut window, "Saved views");
    click(&mut window, "Everybody with MRN");
    let everybody = window.state().workbook.patients.len();
    window.get_by_label(&format!("{everybody} patients"));
    click(&mut window, "Saved views");
    click(&mut window, "Remove the view Everybody with MRN");
    assert!(window.state().workbook.views.is_empty());
}

#[test]
fn missing_data_says_of_how_many_and_what_helps() {
    let mut window = window();
    click(&mut window, "Work lists");
    click(&mut window, "Missing data");
    window.get_by_label_contains("Something is missing or cannot be read");
    window.get_by_label_contains("No risk tier,");
    click(&mut window, "Diagnosis code");
    window.get_by_label_contains("have no code on record;");
}
