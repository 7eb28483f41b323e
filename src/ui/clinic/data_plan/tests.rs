//! Promises of the data plan, by label.

use egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use crate::ui::clinic::{ClinicState, clinic_ui};
use crate::ui::request::{ClinicPage, Request};
use crate::ui::theme::Theme;
use crate::ui::widgets::testing::{click, harness_in, type_into};

type Desk = crate::ui::desk::Desk<ClinicState>;

fn open<'a>() -> Harness<'a, Desk> {
    let mut desk = Desk::default();
    desk.state.page = ClinicPage::DataPlan;
    let size = (1366.0, 690.0);
    let mut harness = harness_in(Theme::light(), size, desk, |ui, desk: &mut Desk| {
        desk.ui(ui, clinic_ui);
    });
    harness.run();
    harness
}

#[test]
fn the_plan_begins_with_the_usual_elements_and_one_is_tracked_and_taken_out() {
    let mut harness = open();
    click(&mut harness, "Begin with the usual ones");
    assert_eq!(harness.state().workbook.data_elements.len(), 10);
    harness.get_by_label("Nothing is tracked yet: begin with one or two.");
    harness
        .get_by_label_contains("row 2 of 10, Morphine equivalent dose")
        .click();
    harness.run();
    click(&mut harness, "Track it");
    harness.get_by_label("One or two are enough to begin with.");
    harness.get_by_label_contains("row 1 of 10, Morphine equivalent dose");
    click(&mut harness, "Remove");
    assert_eq!(harness.state().workbook.data_elements.len(), 9);
    click(&mut harness, "Add 1 usual");
    assert_eq!(harness.state().workbook.data_elements.len(), 10);
}

#[test]
fn an_element_of_a_name_that_is_there_is_refused_in_the_form() {
    let mut harness = open();
    click(&mut harness, "Begin with the usual ones");
    click(&mut harness, "Add to the data plan");
    type_into(&mut harness, Role::TextInput, "Element", "pdmp check");
    click(&mut harness, "Add");
    let said = harness.query_all_by_label_contains("is in the plan already");
    assert!(said.count() > 0);
    type_into(&mut harness, Role::TextInput, "Element", " again");
    click(&mut harness, "Add");
    assert_eq!(harness.state().workbook.data_elements.len(), 11);
    click(&mut harness, "Copy the data plan");
    let is_copied = |r: &Request| matches!(r, Request::Copy(t) if t.contains("pdmp check again"));
    assert!(harness.state().other.iter().any(is_copied));
}
