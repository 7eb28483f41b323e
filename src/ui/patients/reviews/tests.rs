//! Promises of the review list, by label, over the demo clinic.

use egui::{Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use crate::ui::clinic::testing::{sample, today};
use crate::ui::patients::tests::{Clinic, press, window_over};
use crate::ui::widgets::testing::{click, type_into};

fn page() -> Harness<'static, Clinic> {
    let mut window = window_over(Clinic::new(sample()));
    click(&mut window, "Review list");
    window
}

/// "41 patients" over the list.
fn shown(window: &Harness<'_, Clinic>) -> usize {
    let lines = (0..500).filter(|n| {
        let words = format!("{n} patients");
        window.query_all_by_label(&words).count() > 0
    });
    lines.last().unwrap()
}

#[test]
fn a_review_takes_the_patient_off_and_its_reply_stays_open_until_it_comes() {
    let mut window = page();
    let before = shown(&window);
    assert!(before > 5, "{before}");
    press(&mut window, Key::R);
    click(&mut window, "Save review");
    window.get_by_label("Write down what the team advises, or that it advises no change.");
    let advice = "The team's advice";
    type_into(&mut window, Role::MultilineTextInput, advice, "Slow taper");
    click(&mut window, "Save review");
    let review = window.state().workbook.case_reviews[0].clone();
    assert_eq!(
        (review.advice.as_str(), review.reviewed_on),
        ("Slow taper", today())
    );
    assert_eq!(shown(&window), before - 1);

    click(&mut window, "Reply open");
    let on = today();
    click(
        &mut window,
        &format!("Enter the reply… to the review of {on}"),
    );
    let label = "The clinician's reply, empty while it is open";
    type_into(&mut window, Role::MultilineTextInput, label, "Agreed");
    click(&mut window, "Save review");
    let review = window.state().workbook.case_reviews[0].clone();
    assert_eq!(
        (review.reply.as_str(), review.replied_on),
        ("Agreed", Some(on))
    );
    window.get_by_label("No reply is open");
}

#[test]
fn the_criteria_say_beforehand_how_many_fit_and_are_saved() {
    let mut window = page();
    let before = shown(&window);
    click(&mut window, "Criteria…");
    window.get_by_label(&format!("{before} patients fit."));
    click(&mut window, "Risk tier is high");
    let words = format!("patients fit; {before} fit now.");
    window.get_by_label_contains(&words);
    click(&mut window, "Save criteria");
    assert!(!window.state().workbook.settings.review_reasons.high_tier);
    assert!(shown(&window) < before);
}

#[test]
fn a_patient_is_found_by_name_and_opens_with_enter() {
    let mut window = page();
    press(&mut window, Key::Enter);
    window.get_by_label("Back to patients");
    press(&mut window, Key::Escape);
    window.get_by_label("Name or MRN").focus();
    window.run();
    window.get_by_label("Name or MRN").type_text("no such name");
    window.run();
    window.get_by_label("Nobody fits this name or MRN");
}
