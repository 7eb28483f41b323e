//! What a laid out run chart promises.

use chrono::Datelike;

use super::*;
use crate::chart::Ink;
use crate::chart::scene::{Dash, Item, MarkShape, Text};
use crate::chart::testing;
use crate::domain::run_chart::{FreezeWithParts, Rules, Series, analyse};

/// A day in the month `months` after January 2024.
fn month(months: usize) -> NaiveDate {
    let (year, month) = (2024 + months as i32 / 12, months as u32 % 12 + 1);
    NaiveDate::from_ymd_opt(year, month, 28).unwrap()
}

pub(super) fn chart_of(series: &Series, from_month: usize) -> RunChart {
    let points = (0..series.y.len())
        .map(|index| ChartPoint {
            on: month(from_month + index),
            n: series.y[index].map(|_| 84 + (index % 9) as u32),
        })
        .collect();
    RunChart {
        points,
        period: Period::Month,
        analysis: analyse(series, Rules::Anhoej),
        better: Better::Lower,
        unit: Unit::Percent,
        axis: AxisRange::Fitted,
        goal: Some(Goal {
            value: 0.1,
            words: "Goal 10 % by 2027-03-31".to_owned(),
        }),
        notes: Vec::new(),
        part_names: Vec::new(),
        gap_words: "no extract".to_owned(),
        heading: None,
        lists_notes: false,
        footer: None,
        margin: 0.0,
    }
}

/// The chart of the design: a frozen baseline, a signal after it, a second phase.
pub(in crate::chart) fn design_chart() -> RunChart {
    let values = [
        20.2, 18.8, 20.9, 19.8, 19.0, -1., 21.4, 19.75, 18.5, 20.2, 20.2, 18.8, 21.2, 19.3, 18.6,
        18.6, 17.4, 16.5, 17.2, 15.6, 15.2, 13.8, 12.6, 13.5, 12.8, 12.0, 13.0, 12.0,
    ];
    let series = Series {
        y: values
            .iter()
            .map(|v| (*v >= 0.0).then_some(v / 100.0))
            .collect(),
        freeze: Some(12),
        parts: vec![21],
        freeze_with_parts: FreezeWithParts::FreezeItsPart,
        ..Series::default()
    };
    let note = |point, number, words: &str| ChartNote {
        point,
        number,
        words: words.to_owned(),
    };
    RunChart {
        notes: vec![
            note(14, 1, "2025-08 · Policy with dose review at 90 adopted"),
            note(16, 2, "2025-10 · Monthly high-dose case review begins"),
            note(
                21,
                3,
                "2026-03 · Phase 2: revised policy in force, change expected to last",
            ),
        ],
        part_names: vec![
            "Phase 1 · baseline, frozen".to_owned(),
            "Phase 2 · revised policy in force".to_owned(),
        ],
        ..chart_of(&series, 5)
    }
}

/// A chart in which every sign occurs: better, worse and changed, on a phase's ground and beside,
/// left out, on the median, missing, noted, with a goal.
pub(in crate::chart) fn every_sign() -> RunChart {
    let noise = [0.2, 0.21, 0.19, 0.2, 0.22, 0.18, 0.2, 0.21, 0.19, 0.2];
    let run = |level: f64| (0..10).map(move |i| Some(level + 0.001 * f64::from(i % 3)));
    let base = || noise.iter().map(|value| Some(*value));
    let mut y: Vec<Option<f64>> = base()
        .chain(run(0.12))
        .chain(base())
        .chain(run(0.3))
        .collect();
    y.extend(base().chain(run(0.3)).chain(run(0.12)));
    (y[3], y[34]) = (None, None);
    let series = Series {
        y,
        freeze: Some(10),
        parts: vec![20, 40, 50],
        exclude: vec![5, 25, 45],
        freeze_with_parts: FreezeWithParts::FreezeItsPart,
        ..Series::default()
    };
    let note = |point| ChartNote {
        point,
        number: point,
        words: "a note".to_owned(),
    };
    let chart = chart_of(&series, 0);
    RunChart {
        notes: vec![note(2), note(25), note(60)],
        lists_notes: true,
        heading: Some(Heading {
            title: "Every sign".to_owned(),
            lead: "Worse.".to_owned(),
            rest: "Also better.".to_owned(),
            kind: FindingKind::Worse,
        }),
        footer: Some(Footer {
            rule: "Rule: Anhøj".to_owned(),
            right: "n patients".to_owned(),
        }),
        ..chart
    }
}

pub(super) fn contents(laid: &LaidOut) -> Vec<&str> {
    laid.scene
        .texts()
        .map(|text| text.content.as_str())
        .collect()
}

fn check_room(laid: &LaidOut) {
    testing::check_room(&laid.scene);
}

#[test]
fn the_chart_of_the_design_says_everything_in_words() {
    let laid = design_chart().lay_out(968.0, 464.0, 1.0);
    check_room(&laid);
    let words = contents(&laid);
    for expected in [
        "25 %",
        "0 %",
        "Phase 1 · baseline, frozen",
        "after baseline",
        "Phase 2 · revised policy in force",
        "Median 19.8 %",
        "Median 12.8 %",
        "12.0 %",
        "8 in a row below the median",
        "no",
        "extract",
        "–",
        "n",
        "Jun",
        "2024",
        "Jan",
        "2026",
    ] {
        assert!(
            words.contains(&expected),
            "{expected:?} is missing in {words:?}"
        );
    }
    assert!(words.join(" ").contains("Goal 10 % by 2027-03-31"));
    let count = words
        .iter()
        .filter(|word| word.len() == 2 && word.starts_with(['8', '9']))
        .count();
    assert_eq!(count, 27, "one n a month");
    assert_eq!(laid.points.len(), 27);
}

#[test]
fn the_baseline_median_is_solid_and_its_extension_dashed() {
    let laid = design_chart().lay_out(968.0, 464.0, 1.0);
    let medians: Vec<Dash> = laid
        .scene
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Line { stroke, .. } if stroke.ink == Ink::Median => Some(stroke.dash),
            _ => None,
        })
        .collect();
    assert_eq!(medians, [Dash::Solid, Dash::LongDashed, Dash::Solid]);
}

#[test]
fn a_signal_without_points_of_its_own_is_said_at_the_median() {
    // Blocks of seven cross the median too rarely, yet no run is too long.
    let series = Series {
        y: (0..36)
            .map(|i| Some(if i / 7 % 2 == 0 { 0.3 } else { 0.2 } + 0.001 * f64::from(i % 4)))
            .collect(),
        ..Series::default()
    };
    let laid = chart_of(&series, 0).lay_out(968.0, 464.0, 1.0);
    check_room(&laid);
    let words = contents(&laid);
    assert!(
        words.contains(&"only 5 crossings of the median"),
        "{words:?}"
    );
    let is_long = |item: &&Item| {
        matches!(item, Item::Line { stroke, .. }
            if stroke.ink == Ink::Median && stroke.dash == Dash::LongDashed)
    };
    assert_eq!(laid.scene.items.iter().filter(is_long).count(), 1);
}

#[test]
fn a_phase_name_goes_on_in_the_next_row_and_the_words_after_the_baseline_under_it() {
    let mut chart = design_chart();
    chart.part_names[0] =
        "Phase 1 · counted by hand from the paper registry of all patients".to_owned();
    chart.part_names[1] = "Phase 2 · counted by the pharmacy's own system".to_owned();
    let laid = chart.lay_out(968.0, 464.0, 1.0);
    check_room(&laid);
    let said = contents(&laid).join(" ");
    for name in &chart.part_names {
        assert!(said.contains(name.as_str()), "{name}: {said}");
    }
    let top = |words: &str| {
        let found = laid
            .scene
            .texts()
            .find(|text| text.content.starts_with(words));
        found.unwrap().bounds.top
    };
    assert!(top("after baseline") > top("Phase 1") + 10.0);
    // Where there is no room over the picture, the words stand in it.
    let low = chart.lay_out(968.0, 230.0, 1.0);
    check_room(&low);
    let words = low
        .scene
        .texts()
        .find(|text| text.content == "after baseline");
    assert!(words.unwrap().bounds.top > low.plot.top);
}

#[test]
fn notes_are_listed_whole_and_those_without_room_are_counted() {
    let mut chart = design_chart();
    chart.lists_notes = true;
    let long = "a policy that asks for a review of every dose before it is written again";
    chart.notes = (1..=9)
        .map(|number| ChartNote {
            point: number * 3,
            number,
            words: format!("2025-0{number} · {long}"),
        })
        .collect();
    let said = contents(&chart.lay_out(968.0, 900.0, 1.0)).join(" ");
    assert_eq!(said.matches(long).count(), 9, "{said}");
    let laid = chart.lay_out(968.0, 300.0, 1.0);
    check_room(&laid);
    let said = contents(&laid).join(" ");
    let listed = said.matches("· a policy").count();
    assert!(listed > 0 && listed < 9, "{said}");
    assert!(said.contains(&format!("and {} more", 9 - listed)), "{said}");
}

#[test]
fn points_show_whether_they_count() {
    let laid = design_chart().lay_out(968.0, 464.0, 1.0);
    let filled = |ink: Ink| {
        let is = |item: &&Item| matches!(item, Item::Mark { fill, .. } if *fill == ink);
        laid.scene.items.iter().filter(is).count()
    };
    assert_eq!(filled(Ink::Improvement), 8, "the signal");
    assert_eq!(filled(Ink::Neutral), 2, "points on a median");
    let mut worse = design_chart();
    worse.better = Better::Higher;
    let laid = worse.lay_out(968.0, 464.0, 1.0);
    let diamonds = |item: &&Item| {
        matches!(
            item,
            Item::Mark {
                shape: MarkShape::Diamond,
                ..
            }
        )
    };
    assert_eq!(laid.scene.items.iter().filter(diamonds).count(), 8);
}

#[test]
fn a_point_can_be_pointed_at() {
    let laid = design_chart().lay_out(968.0, 464.0, 1.0);
    let third = laid.points[2];
    let month = laid.points[3].x - third.x;
    for (x, y, expected) in [
        (third.x, third.y, Some(third)),
        (third.x + 0.4 * month, laid.plot.bottom + 20.0, Some(third)),
        (third.x + 0.6 * month, third.y, Some(laid.points[3])),
        (third.x, laid.plot.top - 1.0, None),
        (laid.points[0].x - month, third.y, None),
    ] {
        assert_eq!(laid.point_under((x, y)), expected, "{x}, {y}");
    }
    assert_eq!(laid.notes.len(), 3);
}

#[test]
fn axes_reach_to_round_numbers_above_everything_shown() {
    let top = |values: &[f64], unit, axis| {
        let series = Series {
            y: values.iter().map(|value| Some(*value)).collect(),
            ..Series::default()
        };
        let mut chart = chart_of(&series, 0);
        (chart.unit, chart.axis, chart.goal) = (unit, axis, None);
        let laid = chart.lay_out(900.0, 420.0, 1.0);
        let at_top = |text: &&crate::chart::scene::Text| {
            text.bounds.right < laid.plot.left && text.bounds.top < laid.plot.top
        };
        laid.scene.texts().find(at_top).unwrap().content.clone()
    };
    assert_eq!(top(&[0.2, 0.21], Unit::Percent, AxisRange::Fitted), "25 %");
    assert_eq!(top(&[0.2, 0.21], Unit::Percent, AxisRange::Full), "100 %");
    assert_eq!(
        top(&[0.97, 0.99], Unit::Percent, AxisRange::Fitted),
        "100 %"
    );
    assert_eq!(top(&[0.0, 0.0], Unit::Percent, AxisRange::Fitted), "10 %");
    assert_eq!(top(&[61.0, 48.0], Unit::Mg, AxisRange::Fitted), "70 mg");
    assert_eq!(top(&[1.0, 2.0], Unit::Count, AxisRange::Full), "3");
}

#[test]
fn months_are_named_without_collisions_from_six_to_a_hundred_and_twenty_points() {
    for count in [1, 6, 12, 28, 48, 60, 120] {
        let series = Series {
            y: (0..count)
                .map(|i| Some(0.2 + 0.01 * f64::from(i % 7)))
                .collect(),
            ..Series::default()
        };
        let laid = chart_of(&series, 8).lay_out(900.0, 420.0, 1.0);
        check_room(&laid);
        let words = contents(&laid);
        let months = words
            .iter()
            .filter(|word| word.len() == 3 && word.is_ascii());
        let named = months
            .filter(|word| word.starts_with(char::is_uppercase))
            .count();
        assert!(
            named >= (count as usize).min(5),
            "{count} points: {words:?}"
        );
        assert!(words.contains(&"2024") || words.contains(&"2025"));
    }
}

/// A chart of `count` points from a day on, one a period; days are working days only.
pub(super) fn chart_by(period: Period, from: &str, count: usize) -> RunChart {
    let from: NaiveDate = from.parse().unwrap();
    let days: Vec<NaiveDate> = match period {
        Period::Day => from
            .iter_days()
            .filter(|day| day.weekday().number_from_monday() < 6)
            .take(count)
            .collect(),
        Period::Week => from.iter_weeks().take(count).collect(),
        Period::Month | Period::Quarter => {
            let months = if period == Period::Month { 1 } else { 3 };
            (0..count as u32)
                .map(|index| from + chrono::Months::new(index * months))
                .collect()
        }
    };
    let series = Series {
        y: (0..count)
            .map(|i| Some(0.2 + 0.01 * (i % 7) as f64))
            .collect(),
        ..Series::default()
    };
    let mut chart = chart_of(&series, 0);
    chart.period = period;
    for (point, day) in chart.points.iter_mut().zip(days) {
        point.on = day;
    }
    chart
}

#[test]
fn points_of_every_period_are_labelled_without_collisions() {
    for (period, from, pattern) in [
        (Period::Day, "2025-11-24", "00-00"),
        (Period::Week, "2025-11-24", "00-00"),
        (Period::Month, "2024-09-30", "Aaa"),
        (Period::Quarter, "2024-09-30", "A0"),
    ] {
        for count in [6, 12, 28, 48, 60, 120] {
            let laid = chart_by(period, from, count).lay_out(900.0, 420.0, 1.0);
            check_room(&laid);
            let under = laid.plot.bottom + 6.0..laid.plot.bottom + 22.0;
            let labels: Vec<&Text> = laid
                .scene
                .texts()
                .filter(|text| under.contains(&text.bounds.middle().1))
                .collect();
            assert!(labels.len() >= 5, "{period:?} {count}: {labels:?}");
            for pair in labels.windows(2) {
                let air = pair[1].bounds.left - pair[0].bounds.right;
                assert!(air >= 5.0, "{period:?} {count}: {pair:?}");
            }
            for label in labels {
                let shape: String = label.content.chars().map(shape_of).collect();
                assert_eq!(shape, pattern, "{period:?} {count}: {label:?}");
            }
            let words = contents(&laid);
            assert!(count < 48 || words.contains(&"2026"), "{period:?} {count}");
        }
    }
}

/// The kind of a sign: figure, capital, small letter or itself.
fn shape_of(sign: char) -> char {
    match sign {
        '0'..='9' => '0',
        'A'..='Z' => 'A',
        'a'..='z' => 'a',
        other => other,
    }
}

#[test]
fn thinned_days_are_labelled_by_their_mondays() {
    let laid = chart_by(Period::Day, "2026-01-07", 60).lay_out(900.0, 420.0, 1.0);
    let words = contents(&laid);
    for monday in ["01-19", "01-26", "02-09", "03-02"] {
        assert!(words.contains(&monday), "{monday}: {words:?}");
    }
    assert!(!words.contains(&"01-20"), "{words:?}");
}

#[test]
fn the_legend_names_the_period_of_a_point() {
    for (period, word) in [
        (Period::Day, "day"),
        (Period::Week, "week"),
        (Period::Month, "month"),
        (Period::Quarter, "quarter"),
    ] {
        let mut chart = chart_by(period, "2026-01-05", 12);
        chart.footer = Some(Footer {
            rule: "Rule: Anhøj".to_owned(),
            right: String::new(),
        });
        let laid = chart.lay_out(900.0, 420.0, 1.0);
        assert!(contents(&laid).contains(&word), "{word}");
    }
}

#[test]
fn plain_numbers_have_up_to_two_decimals_and_axes_between_whole_numbers() {
    let words = [3.0, 3.5, 3.256, 0.0, -0.001, 12.0].map(|value| Unit::Number.format(value));
    assert_eq!(words, ["3", "3.5", "3.26", "0", "0", "12"]);
    let mut chart = chart_by(Period::Month, "2026-01-31", 12);
    (chart.unit, chart.goal) = (Unit::Number, None);
    let laid = chart.lay_out(900.0, 420.0, 1.0);
    assert!(contents(&laid).contains(&"0.05"), "{:?}", contents(&laid));
}

#[test]
fn a_chart_without_data_or_without_space_is_still_a_picture() {
    let empty = chart_of(&Series::default(), 0);
    check_room(&empty.lay_out(600.0, 300.0, 1.0));
    let nothing = Series {
        y: vec![None; 12],
        ..Series::default()
    };
    let laid = chart_of(&nothing, 0).lay_out(600.0, 300.0, 1.0);
    check_room(&laid);
    assert!(contents(&laid).contains(&"no extract"));
    check_room(&design_chart().lay_out(220.0, 130.0, 1.0));
}

#[test]
fn a_thousand_points_are_a_line_on_which_only_signals_are_marked() {
    let calm: Vec<Option<f64>> = (0..1000)
        .map(|i| Some(f64::from(i * 7 % 5) / 10.0))
        .collect();
    let mut series = Series {
        y: calm,
        ..Series::default()
    };
    let marks = |series: &Series| {
        let laid = chart_of(series, 0).lay_out(900.0, 420.0, 1.0);
        check_room(&laid);
        assert_eq!(laid.points.len(), 1000);
        let is_mark = |item: &&Item| matches!(item, Item::Mark { .. });
        laid.scene.items.iter().filter(is_mark).count()
    };
    assert_eq!(marks(&series), 0);
    for value in series.y.iter_mut().skip(900) {
        *value = Some(0.0);
    }
    assert_eq!(marks(&series), 100);
}
