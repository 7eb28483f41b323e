//! Promises of the event tally, by label.

use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::domain::measure::{OwnForm, counted_on, total};
use crate::ui::clinic::testing::today;
use crate::ui::widgets::Rows as _;
use crate::ui::widgets::testing::{click, harness_in, type_into};

type Desk = crate::ui::desk::Desk<(TallyState, Summaries, Option<Opened>)>;

fn open<'a>(desk: Desk) -> Harness<'a, Desk> {
    let mut harness = harness_in(
        Theme::light(),
        (1366.0, 690.0),
        desk,
        |ui, desk: &mut Desk| {
            let is_presented = desk.is_presented;
            desk.ui(ui, |ui, view, (state, summaries, opened), out| {
                summaries.refresh(view);
                *opened = tally_ui(ui, view, state, summaries, is_presented, out).or(opened.take());
            });
        },
    );
    harness.run();
    harness
}

/// A desk with a tally of two kinds of calls over these days.
fn with(periods: &[(&str, &str)]) -> Desk {
    let mut desk = Desk::default();
    let mut measure = crate::domain::measure::OwnMeasure::new(today());
    measure.name = "Early refill calls".to_owned();
    measure.form = OwnForm::Tally;
    let save = MeasureCommand::SaveMeasure(Box::new(measure));
    desk.make(Command::Measure(save));
    for (first, last) in periods {
        let period = TallyPeriod {
            id: TallyPeriodId(0),
            measure: desk.workbook.own_measures[0].id,
            starts_on: first.parse().unwrap(),
            ends_on: last.parse().unwrap(),
            categories: vec!["Early call".to_owned(), "Lost script".to_owned()],
            by: String::new(),
            on: today(),
        };
        let save = MeasureCommand::SaveTally(Box::new(period));
        desk.make(Command::Measure(save));
    }
    desk
}

/// A tally that runs today.
fn running() -> Harness<'static, Desk> {
    open(with(&[("2026-10-05", "2026-10-18")]))
}

fn count(harness: &Harness<'_, Desk>, day: &str, category: &str) -> u32 {
    let workbook = &harness.state().workbook;
    let period = workbook.tally_periods[0].id;
    counted_on(workbook, period, day.parse().unwrap(), category)
}

#[test]
fn a_tally_is_set_up_with_a_new_measure_and_runs_two_weeks() {
    let mut harness = open(Desk::default());
    click(&mut harness, "Set up a tally…");
    type_into(
        &mut harness,
        Role::TextInput,
        "Name of what is counted",
        "Early refill calls",
    );
    let field = "What is told apart, one a line";
    type_into(
        &mut harness,
        Role::MultilineTextInput,
        field,
        "Call\nWalk-in",
    );
    click(&mut harness, "Set up");
    let workbook = &harness.state().workbook;
    let measure = &workbook.own_measures[0];
    assert_eq!(measure.form, OwnForm::Tally);
    assert_eq!(measure.better, crate::domain::run_chart::Better::Lower);
    let period = &workbook.tally_periods[0];
    assert_eq!((period.measure, period.starts_on), (measure.id, today()));
    assert_eq!((period.ends_on - period.starts_on).num_days(), 13);
    assert_eq!(period.categories, ["Call", "Walk-in"]);
    harness.get_by_label("Count Walk-in");
}

#[test]
fn a_name_that_is_taken_is_refused_in_the_form() {
    let mut harness = running();
    click(&mut harness, "Set up a tally…");
    click(&mut harness, "What is counted");
    click(&mut harness, "Something new");
    type_into(
        &mut harness,
        Role::TextInput,
        "Name of what is counted",
        "early refill calls",
    );
    click(&mut harness, "Set up");
    harness.get_by_label("Another measure has this name. Choose a name of its own.");
    assert_eq!(harness.state().workbook.tally_periods.len(), 1);
}

#[test]
fn number_keys_count_and_with_shift_take_away() {
    let mut harness = running();
    for _ in 0..3 {
        harness.key_press(Key::Num1);
        harness.run();
    }
    harness.key_press(Key::Num2);
    harness.run();
    assert_eq!(count(&harness, "2026-10-12", "Early call"), 3);
    assert_eq!(count(&harness, "2026-10-12", "Lost script"), 1);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Num1);
    harness.run();
    assert_eq!(count(&harness, "2026-10-12", "Early call"), 2);
    harness.get_by_label("3 today, 3 in all");
}

#[test]
fn undo_takes_a_tap_back() {
    let mut harness = running();
    click(&mut harness, "Count Early call");
    click(&mut harness, "Count Early call");
    harness.state_mut().undo();
    harness.run();
    assert_eq!(count(&harness, "2026-10-12", "Early call"), 1);
    harness.get_by_label("1 today, 1 in all");
}

#[test]
fn the_small_button_takes_one_away_and_never_below_none() {
    let mut harness = running();
    click(&mut harness, "Count Early call");
    click(&mut harness, "Take one Early call away");
    assert_eq!(count(&harness, "2026-10-12", "Early call"), 0);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Num1);
    harness.run();
    harness.get_by_label("There is nothing left to take away on this day.");
}

#[test]
fn digits_typed_into_the_day_do_not_count() {
    let mut harness = running();
    harness
        .get_by_role_and_label(Role::TextInput, "Day")
        .focus();
    harness.run();
    harness.key_press(Key::Num1);
    harness.run();
    assert_eq!(total(&harness.state().workbook, TallyPeriodId(1)), 0);
}

#[test]
fn a_day_outside_of_the_tally_or_to_come_is_refused_with_the_reason() {
    for (day, why) in [
        (
            "2026-10-01",
            "This tally runs from 2026-10-05 to 2026-10-18; 2026-10-01 lies outside.",
        ),
        (
            "2026-10-15",
            "2026-10-15 lies in the future. Count what has been.",
        ),
    ] {
        let mut harness = running();
        harness.state_mut().state.0.show_day(day.parse().unwrap());
        harness.run();
        harness.key_press(Key::Num1);
        harness.run();
        harness.get_by_label(why);
        assert_eq!(total(&harness.state().workbook, TallyPeriodId(1)), 0);
    }
}

#[test]
fn an_earlier_day_is_counted_after_the_fact() {
    let mut harness = running();
    click(&mut harness, "Previous day");
    harness.key_press(Key::Num2);
    harness.run();
    assert_eq!(count(&harness, "2026-10-11", "Lost script"), 1);
    click(&mut harness, "2026-10-08");
    harness.key_press(Key::Num1);
    harness.run();
    assert_eq!(count(&harness, "2026-10-08", "Early call"), 1);
    click(&mut harness, "Go to today");
    harness.get_by_label("0 today, 2 in all");
}

#[test]
fn an_untapped_day_is_a_dash_and_not_zero() {
    let mut harness = running();
    harness.key_press(Key::Num1);
    harness.run();
    let rows = &harness.state().state.0.rows;
    // 2026-10-11 lies behind, 10-12 is today, 10-13 is to come.
    assert_eq!(rows.text(6, "2"), "–");
    assert_eq!(
        (rows.text(7, "2"), rows.text(7, "3")),
        ("1".into(), "0".into())
    );
    assert_eq!(rows.text(8, "2"), "");
}

#[test]
fn tallies_of_one_measure_are_compared_and_lead_to_its_chart() {
    let mut desk = with(&[("2026-03-02", "2026-03-15"), ("2026-09-07", "2026-09-20")]);
    for (period, day, more) in [(1, "2026-03-03", 41), (2, "2026-09-08", 28)] {
        let tap = MeasureCommand::Tap {
            period: TallyPeriodId(period),
            day: day.parse().unwrap(),
            category: "Early call".to_owned(),
            more,
        };
        desk.make(Command::Measure(tap));
    }
    let mut harness = open(desk);
    harness.get_by_label("28 in two weeks of September 2026, 41 in two weeks of March 2026.");
    harness.get_by_label("This tally has ended: its total is a point of the measure's run chart.");
    click(
        &mut harness,
        "Show the tally of Early refill calls, 2026-03-02 to 2026-03-15",
    );
    assert_eq!(harness.state().state.0.chosen, Some(TallyPeriodId(1)));
    click(&mut harness, "Open the run chart of Early refill calls");
    let opened = harness.state().state.2.as_ref();
    let measure = harness.state().workbook.own_measures[0].id;
    assert_eq!(opened.map(|o| o.measure), Some(MeasureId::Own(measure)));
}

#[test]
fn on_the_wall_the_counts_stand_and_nothing_can_be_tapped() {
    let mut desk = with(&[("2026-10-05", "2026-10-18")]);
    desk.is_presented = true;
    let mut harness = open(desk);
    harness.get_by_label("Early refill calls, 0 in all");
    harness.key_press(Key::Num1);
    harness.run();
    assert_eq!(total(&harness.state().workbook, TallyPeriodId(1)), 0);
}
