//! Tests of the parts together.

use egui::accesskit;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::collections::BTreeSet;

use super::super::theme::Theme;
use super::super::widgets::testing::harness_in;
use super::Gallery;

fn gallery(theme: Theme, size: (f32, f32), tab: usize, dialog: bool) -> Harness<'static, Gallery> {
    let state = Gallery {
        tab,
        dialog,
        ..Gallery::default()
    };
    let mut harness = harness_in(theme, size, state, |ui, state: &mut Gallery| state.ui(ui));
    harness.run();
    harness
}

#[test]
fn every_part_shows_in_every_mode_with_its_name_and_its_glyphs() {
    let modes = [
        (Theme::light(), (1366.0, 768.0)),
        (Theme::dark(), (1366.0, 768.0)),
        (Theme::present(1080.0), (1920.0, 1080.0)),
    ];
    for (theme, size) in modes {
        for tab in 0..6 {
            // The harness fails on a control without a name and on a missing glyph.
            let harness = gallery(theme, size, tab, tab == 0);
            assert!(harness.query_by_label("Lock").is_some(), "tab {tab}");
        }
    }
}

#[test]
fn no_two_controls_of_a_screen_have_one_name() {
    for tab in 0..6 {
        let harness = gallery(Theme::light(), (1366.0, 768.0), tab, false);
        let mut seen = BTreeSet::new();
        for node in harness.root().children_recursive() {
            let node = node.accesskit_node();
            if !egui::accessibility::is_input(node.role()) {
                continue;
            }
            let name = node.label().unwrap_or_default();
            assert!(!name.is_empty(), "{:?} without a name", node.role());
            let kind = format!("{:?} {name}", node.role());
            assert!(seen.insert(kind.clone()), "two of {kind} on tab {tab}");
            assert_ne!(node.role(), accesskit::Role::Unknown);
        }
        assert!(seen.len() > 8, "tab {tab} has its controls");
    }
}

#[test]
fn a_filter_opens_takes_a_choice_and_is_emptied_by_its_cross() {
    let mut harness = gallery(Theme::light(), (1366.0, 768.0), 0, false);
    harness.get_by_label("Clinician filter").click();
    harness.run();
    harness
        .get_by_role_and_label(accesskit::Role::MenuItemCheckBox, "Fuentes")
        .click();
    harness.run();
    assert_eq!(harness.state().clinician, Some(2));
    harness.get_by_label("Clear Clinician filter").click();
    harness.run();
    assert_eq!(harness.state().clinician, None);
}

#[test]
fn a_segment_and_a_tab_are_chosen_by_a_press() {
    let mut harness = gallery(Theme::light(), (1366.0, 768.0), 0, false);
    harness.get_by_label("No visit booked").click();
    harness.run();
    assert_eq!(harness.state().view, 3);
    harness.get_by_label("Measures").click();
    harness.run();
    assert_eq!(harness.state().tab, 2);
}

#[test]
fn the_tab_key_goes_through_a_toolbar_from_left_to_right() {
    let mut harness = gallery(Theme::light(), (1366.0, 768.0), 0, false);
    harness.get_by_label("Save view").focus();
    harness.run();
    for next in ["Find candidates", "Huddle sheet…", "Import…"] {
        harness.key_press(egui::Key::Tab);
        harness.run();
        assert!(harness.get_by_label(next).is_focused(), "{next}");
    }
}

#[test]
fn a_choice_opens_and_takes_one() {
    let mut harness = gallery(Theme::light(), (1366.0, 768.0), 1, false);
    harness.get_by_label("Owner").click();
    harness.run();
    harness.get_by_label("T. Yoon").click();
    harness.run();
    assert_eq!(harness.state().owner, Some(2));
}

#[test]
fn a_passphrase_is_shown_only_on_request() {
    let mut harness = gallery(Theme::light(), (1366.0, 768.0), 1, false);
    let role = |harness: &Harness<'static, Gallery>| {
        harness.get_by_label("Passphrase").accesskit_node().role()
    };
    assert_eq!(role(&harness), accesskit::Role::PasswordInput);
    harness.get_by_label("Show Passphrase").click();
    harness.run();
    assert_eq!(role(&harness), accesskit::Role::TextInput);
}

#[test]
fn a_menu_is_as_wide_as_its_words_need() {
    let mut harness = gallery(Theme::light(), (1366.0, 768.0), 0, false);
    harness.get_by_label("Clinician filter").click();
    harness.run();
    let row = harness.get_by_role_and_label(accesskit::Role::MenuItemCheckBox, "Fuentes");
    let width = row.rect().width();
    assert!((150.0..240.0).contains(&width), "{width} wide");
}

#[test]
fn timelines_of_the_stages_are_read_out_in_every_mode() {
    for (theme, size) in [
        (Theme::light(), (1366.0, 768.0)),
        (Theme::dark(), (1366.0, 768.0)),
        (Theme::present(1080.0), (1920.0, 1080.0)),
    ] {
        let harness = gallery(theme, size, 3, false);
        for said in [
            "Design and implement, current, planned 2025-09-01 to 2026-09-01, began 2025-09-12, \
             expected 2026-12-15, 5 weeks over",
            "Monitor and sustain, no dates yet",
        ] {
            let found = harness.get_all_by_label_contains(said).count();
            assert_eq!(found, 1, "{said}");
        }
    }
}

#[test]
fn pictures_of_clinicians_and_of_a_goal_are_read_out_in_every_mode() {
    for (theme, size) in [
        (Theme::light(), (1366.0, 768.0)),
        (Theme::dark(), (1366.0, 768.0)),
        (Theme::present(1080.0), (1920.0, 1080.0)),
    ] {
        let harness = gallery(theme, size, 4, false);
        for said in [
            "T. Fuentes NP 22.2 %, 2 of 9, No signal, small panel, n 9",
            "Dr Grady no patients",
            "58 % of the way",
        ] {
            let found = harness.get_all_by_label_contains(said).count();
            assert_eq!(found, 1, "{said}");
        }
    }
}
