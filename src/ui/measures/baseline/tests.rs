//! Promises of baselines, the comparison and the thermometer, by label.

use egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::compare::Verdict;
use super::heat::{Lack, thermometer};
use super::*;
use crate::domain::measure::command::Aim;
use crate::domain::measure::{Basis, Measure, MeasureHistory, month_ends_in_data};
use crate::domain::run_chart::Better;
use crate::ui::clinic::testing::sample;
use crate::ui::widgets::testing::{click, harness_in, type_into};

type Desk = crate::ui::desk::Desk<(BaselineState, Summaries, Option<Opened>)>;

fn open<'a>(desk: Desk) -> Harness<'a, Desk> {
    let mut harness = harness_in(
        Theme::light(),
        (1366.0, 690.0),
        desk,
        |ui, desk: &mut Desk| {
            let is_presented = desk.is_presented;
            desk.ui(ui, |ui, view, (state, summaries, opened), out| {
                summaries.refresh(view);
                *opened =
                    baseline_ui(ui, view, state, summaries, is_presented, out).or(opened.take());
            });
        },
    );
    harness.run();
    harness
}

/// The demo clinic with its measures.
fn demo() -> Desk {
    let workbook = sample();
    Desk {
        measures: MeasureHistory::compute(&workbook, &month_ends_in_data(&workbook)),
        workbook,
        ..Desk::default()
    }
}

/// Freezes a baseline of a day through the form.
fn frozen(day: &str) -> Harness<'static, Desk> {
    let mut harness = open(demo());
    click(&mut harness, "Freeze baseline…");
    harness
        .get_by_role_and_label(Role::TextInput, "As of")
        .focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    harness.run();
    type_into(&mut harness, Role::TextInput, "As of", day);
    type_into(
        &mut harness,
        Role::MultilineTextInput,
        "Method",
        "Pharmacy export.",
    );
    click(&mut harness, "Freeze");
    harness
}

fn compared(harness: &Harness<'_, Desk>, measure: Measure) -> super::compare::Compared {
    let rows = &harness.state().state.0.rows;
    let row = rows.row_of(Some(measure.into())).expect("a row");
    rows.rows[row].clone()
}

#[test]
fn a_frozen_baseline_stays_when_the_numbers_change_later() {
    let mut harness = frozen("2026-03-31");
    let before = compared(&harness, Measure::LtotPatients);
    assert_eq!(before.then_on, "2026-03");
    assert!(!before.now.is_empty());
    let desk = harness.state_mut();
    // Half of the fills are gone: every number is another.
    let half = desk.workbook.fills.len() / 2;
    desk.workbook.fills.truncate(half);
    desk.measures = MeasureHistory::compute(&desk.workbook, &month_ends_in_data(&desk.workbook));
    desk.state.1 = Summaries::default();
    desk.state.0.rows = CompareRows::default();
    harness.run();
    let after = compared(&harness, Measure::LtotPatients);
    assert_eq!(before.then, after.then);
    assert_eq!(before.then_count, after.then_count);
    assert_ne!(before.now, after.now, "the test changes the numbers");
}

#[test]
fn the_change_has_a_sign_and_a_word() {
    let mut harness = frozen("2026-03-31");
    harness.run();
    for row in &harness.state().state.0.rows.rows {
        let better = row.measure.better(&harness.state().workbook);
        let expected = match (row.change.chars().next(), better) {
            (None, _) => Verdict::NoLater,
            (Some('±'), _) => Verdict::Unchanged,
            (Some('+'), Better::Higher) | (Some('−'), Better::Lower) => Verdict::Better,
            (Some('+'), Better::Lower) | (Some('−'), Better::Higher) => Verdict::Worse,
            (Some('+' | '−'), Better::Neither) => Verdict::Changed,
            (Some(sign), _) => panic!("{sign} is no sign"),
        };
        assert_eq!(row.verdict, expected, "{}", row.name);
    }
    let rows = &harness.state().state.0.rows.rows;
    assert!(rows.iter().any(|r| r.verdict == Verdict::Better));
    assert!(rows.iter().any(|r| r.verdict == Verdict::Worse));
}

#[test]
fn other_thresholds_or_factors_since_are_noticed() {
    let mut harness = frozen("2026-03-31");
    assert!(
        harness
            .query_by_label_contains("Not quite comparable")
            .is_none()
    );
    harness.state_mut().workbook.settings.thresholds.second = 80.0;
    let method = &mut harness.state_mut().workbook.snapshots[0].method;
    assert!(
        method.contains("Pharmacy export. Dose factors: "),
        "{method}"
    );
    *method = "Dose factors: Another table.".to_owned();
    harness.run();
    for words in [
        "“MED 90 or more” is now “MED 80 or more”",
        "Other dose factors were in force",
    ] {
        let found = harness.query_all_by_label_contains(words);
        assert!(found.count() > 0, "{words}");
    }
}

#[test]
fn stories_are_a_baseline_without_numbers() {
    let mut harness = open(Desk::default());
    click(&mut harness, "Freeze baseline…");
    harness.get_by_label_contains("No measure has a value up to 2026-10-12");
    click(&mut harness, "What it rests on");
    click(&mut harness, "What people tell");
    type_into(
        &mut harness,
        Role::MultilineTextInput,
        "What people tell",
        "Mornings begin with refill calls.",
    );
    click(&mut harness, "Freeze");
    let snapshot = &harness.state().workbook.snapshots[0];
    assert_eq!(snapshot.basis, Basis::Stories);
    assert!(snapshot.values.is_empty());
    harness.get_by_label("Mornings begin with refill calls.");
    assert!(
        harness
            .query_by_role_and_label(Role::Table, "Baseline against now")
            .is_none()
    );
    harness.state_mut().is_presented = true;
    harness.run();
    let told = harness.query_by_label("Mornings begin with refill calls.");
    assert!(told.is_none(), "what people tell stays off the wall");
}

#[test]
fn without_an_aim_the_thermometer_says_what_is_missing() {
    let mut desk = demo();
    desk.workbook.goals.clear();
    desk.state.0.measure = Some(Measure::MeanMed.into());
    let mut harness = open(desk);
    harness.get_by_label("Mean MED has no aim. Set one on its run chart with “Aim…”.");
    click(&mut harness, "Poster…");
    assert!(harness.query_by_label("Poster, PNG").is_none());
    click(&mut harness, "Open its run chart");
    let opened = harness.state().state.2.as_ref();
    assert_eq!(opened.map(|o| o.measure), Some(Measure::MeanMed.into()));
}

#[test]
fn the_thermometer_begins_at_the_aims_start_or_at_the_baseline() {
    let mut harness = frozen("2026-03-31");
    let measure = MeasureId::from(Measure::MeanMed);
    for (from, expected) in [(Some(60.0), Ok(60.0)), (None, Ok(-1.0))] {
        let aim = Aim {
            from,
            to: 40.0,
            by: None,
        };
        let set = MeasureCommand::SetAim(measure, Some(aim));
        harness.state_mut().make(Command::Measure(set));
        harness.run();
        let desk = harness.state();
        let snapshot = &desk.workbook.snapshots[0];
        let frozen = snapshot.values.iter().find(|v| v.measure == measure);
        let frozen = frozen.expect("a value").value;
        let expected = expected.map(|v: f64| if v < 0.0 { frozen } else { v });
        let status = crate::ui::view::Status::default();
        let view = View {
            workbook: &desk.workbook,
            registry: &desk.registry,
            measures: &desk.measures,
            revision: 1,
            today: crate::ui::clinic::testing::today(),
            as_of: crate::ui::clinic::testing::today(),
            status: &status,
        };
        let summary = desk.state.1.of(measure).expect("a summary");
        let start = thermometer(&view, summary, Some(snapshot)).map(|t| t.start.0);
        assert_eq!(start, expected);
        if from.is_none() {
            let bare = thermometer(&view, summary, None);
            assert_eq!(bare.err(), Some(Lack::Start));
        }
    }
}

#[test]
fn the_poster_is_saved_without_patients() {
    let mut desk = demo();
    let measure = MeasureId::from(Measure::MeanMed);
    let aim = Aim {
        from: Some(60.0),
        to: 40.0,
        by: None,
    };
    desk.make(Command::Measure(MeasureCommand::SetAim(measure, Some(aim))));
    desk.state.0.measure = Some(measure);
    let mut harness = open(desk);
    click(&mut harness, "Poster…");
    click(&mut harness, "Poster, SVG");
    let Some(Request::Save {
        name,
        bytes,
        identified: false,
        ..
    }) = harness.state().other.last()
    else {
        panic!("nothing was saved");
    };
    assert!(name.ends_with("mean_med_2026-10-12.svg"), "{name}");
    let drawn = String::from_utf8(bytes.clone()).expect("text");
    for patient in &harness.state().workbook.patients {
        assert!(!drawn.contains(&patient.name()), "{}", patient.name());
    }
}

#[test]
fn on_the_wall_arrow_keys_switch_table_and_thermometer() {
    let mut harness = frozen("2026-03-31");
    harness.state_mut().is_presented = true;
    harness.run();
    harness.get_by_role_and_label(Role::Table, "Baseline against now");
    harness.key_press(egui::Key::ArrowRight);
    harness.run();
    assert!(
        harness
            .query_by_role_and_label(Role::Table, "Baseline against now")
            .is_none()
    );
    harness.key_press(egui::Key::ArrowLeft);
    harness.run();
    harness.get_by_role_and_label(Role::Table, "Baseline against now");
}

#[test]
fn the_comparison_is_saved_and_a_removed_baseline_comes_back() {
    let mut harness = frozen("2026-03-31");
    click(&mut harness, "Save the comparison as CSV…");
    let Some(Request::Save { bytes, .. }) = harness.state().other.last() else {
        panic!("nothing was saved");
    };
    let saved = String::from_utf8(bytes.clone()).expect("text");
    let count = harness.state().workbook.snapshots[0].values.len();
    assert_eq!(saved.lines().count(), count + 1);
    click(&mut harness, "Remove the baseline");
    assert!(harness.state().workbook.snapshots.is_empty());
    harness.state_mut().undo();
    harness.run();
    harness.get_by_label("Baseline of 2026-03-31 against now");
}
