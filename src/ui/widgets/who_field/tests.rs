//! What a person types into a field for names, and what the field makes of it.

use egui::{Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;
use crate::ui::theme::Theme;
use crate::ui::widgets::TextField;
use crate::ui::widgets::testing::{harness, harness_in, type_into};

#[derive(Default)]
struct Form {
    who: String,
    next: String,
    is_single: bool,
    changes: usize,
    commits: usize,
}

fn known() -> Vec<KnownName> {
    vec![
        KnownName::new("Bill", "Medical director"),
        KnownName::new("Jan", "Champion"),
        KnownName::new("Janet", ""),
        KnownName::new("Monica", "Quality improvement"),
        KnownName::new("Core working group", "group: Bill, Jan, Monica"),
        KnownName::new("Simone", ""),
        KnownName::new("Sonia", ""),
    ]
}

fn draw(ui: &mut Ui, form: &mut Form) {
    let known = known();
    let mut field = WhoField::new("Who", &mut form.who, &known).width(220.0);
    if form.is_single {
        field = field.single();
    }
    let response = field.show(ui);
    form.changes += usize::from(response.changed());
    let is_entered = ui.input(|input| input.key_pressed(Key::Enter));
    form.commits += usize::from(response.lost_focus() && is_entered);
    TextField::new("When", &mut form.next).width(220.0).show(ui);
}

fn typed<'a>(words: &str) -> Harness<'a, Form> {
    let mut harness = harness(Form::default(), draw);
    type_into(&mut harness, Role::TextInput, "Who", words);
    harness
}

fn press(harness: &mut Harness<'_, Form>, keys: &[Key]) {
    for key in keys {
        harness.key_press(*key);
        harness.run();
    }
}

fn offered(harness: &Harness<'_, Form>) -> Vec<String> {
    harness
        .query_all_by_role(Role::ListBoxOption)
        .map(|node| node.accesskit_node().label().unwrap_or_default())
        .collect()
}

fn is_in(harness: &Harness<'_, Form>, field: &str) -> bool {
    harness
        .get_by_role_and_label(Role::TextInput, field)
        .is_focused()
}

#[test]
fn a_begun_name_is_offered_and_enter_takes_it() {
    let mut harness = typed("Mo");
    assert_eq!(offered(&harness), ["Monica", "Simone"]);
    press(&mut harness, &[Key::Enter]);
    assert_eq!(harness.state().who, "Monica");
    assert_eq!(harness.state().changes, 2, "typed, taken");
    assert_eq!(harness.state().commits, 0);
    assert!(is_in(&harness, "Who") && offered(&harness).is_empty());
    press(&mut harness, &[Key::Enter]);
    assert_eq!(harness.state().commits, 1, "the next one is the caller's");
}

#[test]
fn a_name_after_others_is_taken_and_the_next_is_typed_behind_it() {
    let mut harness = typed("Jan, Mo");
    press(&mut harness, &[Key::ArrowDown, Key::Enter]);
    assert_eq!(harness.state().who, "Jan, Monica");
    harness
        .get_by_role_and_label(Role::TextInput, "Who")
        .type_text(" and bi");
    harness.run();
    press(&mut harness, &[Key::Enter]);
    assert_eq!(harness.state().who, "Jan, Monica and Bill");
}

#[test]
fn arrows_go_down_and_up_and_over_the_first_stands_what_is_typed() {
    let mut harness = typed("mo");
    press(&mut harness, &[Key::ArrowDown, Key::ArrowDown, Key::Enter]);
    assert_eq!(harness.state().who, "Simone");
    let mut harness = typed("mo");
    press(&mut harness, &[Key::ArrowUp, Key::Enter]);
    assert_eq!(harness.state().who, "mo");
    assert_eq!(harness.state().commits, 1);
}

#[test]
fn a_free_name_stays_as_it_was_typed() {
    for words in ["Heather", "Bill (and June?)", "Jan", "onica", "Jan; Steve"] {
        let mut harness = typed(words);
        press(&mut harness, &[Key::Enter]);
        assert_eq!(harness.state().who, words);
        assert_eq!(harness.state().commits, 1, "{words}");
    }
}

#[test]
fn escape_closes_the_list_and_stays_in_the_field() {
    let mut harness = typed("Mo");
    press(&mut harness, &[Key::Escape]);
    assert!(offered(&harness).is_empty());
    assert!(is_in(&harness, "Who"));
    press(&mut harness, &[Key::Enter]);
    assert_eq!(harness.state().who, "Mo");
    assert_eq!(harness.state().commits, 1);
}

#[test]
fn tab_takes_a_name_only_after_an_arrow() {
    let mut harness = typed("Mo");
    press(&mut harness, &[Key::Tab]);
    assert_eq!(harness.state().who, "Mo");
    assert!(is_in(&harness, "When") && offered(&harness).is_empty());
    let mut harness = typed("Mo");
    press(&mut harness, &[Key::ArrowDown, Key::Tab]);
    assert_eq!(harness.state().who, "Monica");
    assert!(is_in(&harness, "Who"));
    press(&mut harness, &[Key::Tab]);
    assert!(is_in(&harness, "When"));
}

#[test]
fn down_in_an_empty_part_lists_the_names_that_are_not_there_yet() {
    let mut harness = typed("Jan, ");
    assert!(offered(&harness).is_empty());
    press(&mut harness, &[Key::ArrowDown]);
    let names = offered(&harness);
    assert_eq!(names.len(), known().len() - 1, "{names:?}");
    assert!(!names.contains(&"Jan".to_owned()));
}

#[test]
fn a_press_takes_a_name_and_the_focus_stays() {
    let mut harness = typed("co");
    let option = harness.get_by_role_and_label(Role::ListBoxOption, "Core working group");
    let about = option.accesskit_node().description();
    assert_eq!(about.as_deref(), Some("group: Bill, Jan, Monica"));
    let at = option.rect().center();
    harness.hover_at(at);
    harness.run();
    harness.drag_at(at);
    harness.run();
    assert!(is_in(&harness, "Who"), "while the button is down");
    harness.drop_at(at);
    harness.run();
    assert_eq!(harness.state().who, "Core working group");
    assert!(is_in(&harness, "Who"));
    harness
        .get_by_role_and_label(Role::TextInput, "Who")
        .type_text(", J");
    harness.run();
    assert_eq!(harness.state().who, "Core working group, J");
}

#[test]
fn a_field_for_one_name_takes_a_comma_as_part_of_it() {
    let form = Form {
        is_single: true,
        ..Form::default()
    };
    let mut harness = harness(form, draw);
    type_into(&mut harness, Role::TextInput, "Who", "Jan, Mo");
    assert!(offered(&harness).is_empty());
    assert_eq!(harness.state().who, "Jan, Mo");
}

#[test]
fn the_list_opens_in_every_mode_with_names_for_all_its_parts() {
    for theme in [Theme::light(), Theme::dark(), Theme::present(1080.0)] {
        let mut harness = harness_in(theme, (500.0, 400.0), Form::default(), draw);
        type_into(&mut harness, Role::TextInput, "Who", "o");
        assert_eq!(offered(&harness).len(), 4);
        harness.get_by_label("Known names for Who");
    }
}
