//! Promises of the Milestones tab, by label: what is entered is kept, and nothing typed is lost.

use egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::domain::milestone::MilestoneStatus;
use crate::domain::programme;
use crate::ui::clinic::testing::today;
use crate::ui::theme::Theme;
use crate::ui::widgets::testing::{click, harness_in, type_into};

/// The tab's records.
pub(super) type Desk = crate::ui::desk::Desk<MilestonesState>;

/// The tab over a desk.
pub(super) fn desk_harness<'a>(desk: Desk) -> Harness<'a, Desk> {
    let theme = if desk.is_presented {
        Theme::present(768.0)
    } else {
        Theme::light()
    };
    harness_in(theme, (1366.0, 690.0), desk, |ui, desk: &mut Desk| {
        let is_presented = desk.is_presented;
        desk.ui(ui, |ui, view, state, out| {
            milestones_ui(ui, view, state, is_presented, out);
        });
    })
}

fn open<'a>() -> Harness<'a, Desk> {
    let mut desk = Desk::default();
    desk.state.show_entry("M-06");
    desk_harness(desk)
}

fn entered(harness: &Harness<'_, Desk>) -> crate::domain::milestone::Milestone {
    harness.state().workbook.milestones[0].clone()
}

/// Presses the control of this name by keyboard: it may stand below the fold.
pub(super) fn press(harness: &mut Harness<'_, Desk>, label: &str) {
    harness.get_by_label(label).focus();
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
}

#[test]
fn status_owner_target_and_evidence_are_kept_when_the_field_is_left() {
    let mut harness = open();
    harness.run();
    click(&mut harness, "Status of the milestone");
    click(&mut harness, "Under way");
    assert_eq!(entered(&harness).status, MilestoneStatus::UnderWay);
    type_into(&mut harness, Role::TextInput, "Owner", "Jan");
    type_into(&mut harness, Role::TextInput, "Target", "2027-03-04");
    type_into(
        &mut harness,
        Role::MultilineTextInput,
        "Evidence",
        "Draft 3",
    );
    type_into(
        &mut harness,
        Role::MultilineTextInput,
        "Tips and lessons of ours",
        "Ask two patients to read it aloud",
    );
    press(&mut harness, "Put first");
    let entered = entered(&harness);
    assert_eq!(entered.owner, "Jan");
    assert_eq!(
        entered.target_on.map(|d| d.to_string()).as_deref(),
        Some("2027-03-04")
    );
    assert_eq!(entered.evidence, "Draft 3");
    assert_eq!(entered.lessons, "Ask two patients to read it aloud");
    assert_eq!(entered.focus, Some(1));
}

#[test]
fn a_day_to_come_is_refused_where_it_says_what_took_place() {
    let mut harness = open();
    harness.run();
    click(&mut harness, "Status of the milestone");
    harness
        .get_by_role_and_label(Role::MenuItemCheckBox, "Reached")
        .click();
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "Reached")
        .focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    type_into(&mut harness, Role::TextInput, "Reached", "2027-03-04");
    harness.get_by_label_contains("Lies in the future");
    press(&mut harness, "Put first");
    assert_eq!(entered(&harness).status, MilestoneStatus::Reached);
    assert!(entered(&harness).reached_on.is_none_or(|on| on <= today()));
}

#[test]
fn what_is_typed_is_written_when_another_milestone_is_chosen_or_the_tab_is_left() {
    let mut harness = open();
    harness.run();
    type_into(
        &mut harness,
        Role::MultilineTextInput,
        "Evidence",
        "Signed by all",
    );
    harness.state_mut().state.show_entry("M-07");
    harness.run();
    assert_eq!(entered(&harness).evidence, "Signed by all");
    assert_eq!(entered(&harness).entry, "M-06");
    type_into(&mut harness, Role::TextInput, "Owner", "Bill");
    let mut out = Vec::new();
    harness.state_mut().state.write_drafts(&mut out);
    assert_eq!(out.len(), 1);
}

#[test]
fn the_usual_first_focus_is_one_press_and_an_item_leads_to_the_self_assessment() {
    let mut harness = open();
    harness.run();
    click(&mut harness, "Usual first focus");
    let first = harness.state().workbook.milestones.iter();
    assert_eq!(first.filter(|m| m.focus.is_some()).count(), 8);
    assert_eq!(
        harness.state().workbook.history.len(),
        1,
        "one step of undo"
    );
    let item = programme::milestone("M-06").and_then(|m| m.items.first().copied());
    let item = item.and_then(programme::item).expect("it moves an item");
    press(&mut harness, &format!("{} {}", item.number, item.title));
    let asked = harness.state().other.last();
    assert!(matches!(asked, Some(Request::ShowItem(n)) if *n == item.number));
}

#[test]
fn a_milestone_of_the_clinics_own_is_added_and_hidden_ones_come_back() {
    let mut harness = open();
    harness.run();
    press(&mut harness, "Hide");
    harness.get_by_label("Show 1 hidden");
    press(&mut harness, "Restore");
    assert!(harness.query_by_label("Show 1 hidden").is_none());
    click(&mut harness, "New milestone…");
    let field = (Role::MultilineTextInput, "What is to be reached");
    type_into(&mut harness, field.0, field.1, "Evening huddle");
    click(&mut harness, "Add milestone");
    let own = harness
        .state()
        .workbook
        .milestones
        .iter()
        .find(|m| m.entry.is_empty());
    assert_eq!(own.map(|m| m.text.as_str()), Some("Evening huddle"));
}

fn typed(harness: &Harness<'_, Desk>, role: Role, field: &str) -> String {
    use egui_kittest::kittest::NodeT as _;
    let field = harness.get_by_role_and_label(role, field);
    field.accesskit_node().value().unwrap_or_default()
}

/// Takes everything out of a field and leaves it.
fn clear(harness: &mut Harness<'_, Desk>, role: Role, field: &str) {
    harness.get_by_role_and_label(role, field).focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    harness.key_press(egui::Key::Backspace);
    harness.run();
    harness.key_press(egui::Key::Tab);
    harness.run();
}

#[test]
fn words_and_cadence_that_are_taken_away_give_way_to_the_programmes() {
    let mut harness = open();
    harness.run();
    let words = (Role::MultilineTextInput, "In your own words");
    let programmes = programme::milestone("M-06").unwrap().text.clone();
    clear(&mut harness, words.0, words.1);
    assert_eq!(typed(&harness, words.0, words.1), programmes);
    assert!(harness.state().workbook.milestones.is_empty());
    type_into(&mut harness, words.0, words.1, " x");
    harness.key_press(egui::Key::Tab);
    harness.run();
    assert!(!entered(&harness).text.is_empty());
    clear(&mut harness, words.0, words.1);
    assert_eq!(typed(&harness, words.0, words.1), programmes);
    assert!(entered(&harness).text.is_empty());
    harness.state_mut().state.show_entry("S-03");
    harness.run();
    let cadence = (Role::TextInput, "Cadence in months");
    let usual = typed(&harness, cadence.0, cadence.1);
    clear(&mut harness, cadence.0, cadence.1);
    assert_eq!(typed(&harness, cadence.0, cadence.1), usual);
}

#[test]
fn words_of_an_own_milestone_that_are_taken_away_come_back() {
    let mut desk = Desk::default();
    desk.make(Command::Milestone(MilestoneCommand::Add {
        stage: StageId::DesignAndImplement,
        block: None,
        text: "Evening huddle".to_owned(),
    }));
    let code = LineId::Own(desk.workbook.milestones[0].id).code();
    desk.state.show_entry(&code);
    let mut harness = desk_harness(desk);
    harness.run();
    let words = (Role::MultilineTextInput, "In your own words");
    clear(&mut harness, words.0, words.1);
    assert_eq!(typed(&harness, words.0, words.1), "Evening huddle");
}

#[test]
fn a_change_of_one_field_leaves_what_is_typed_in_another() {
    let mut harness = open();
    harness.run();
    type_into(&mut harness, Role::TextInput, "Owner", "Jan");
    harness
        .get_by_role_and_label(Role::TextInput, "Target")
        .focus();
    harness.run();
    type_into(&mut harness, Role::TextInput, "Target", "2027-0");
    assert_eq!(entered(&harness).owner, "Jan");
    harness.state_mut().undo();
    harness.run();
    assert_eq!(typed(&harness, Role::TextInput, "Owner"), "");
    assert_eq!(typed(&harness, Role::TextInput, "Target"), "2027-0");
}
