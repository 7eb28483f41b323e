//! What a laid out variation chart promises.

use super::super::export::{to_png, to_svg};
use super::super::page::Heading;
use super::super::palette::LIGHT;
use super::super::scene::{Dash, Item};
use super::super::testing::{check_legible, check_room, sizes};
use super::*;
use crate::chart::Ink;

pub(super) fn row(name: &str, value: Option<f64>, counted: &str) -> Row {
    Row {
        name: name.to_owned(),
        value,
        counted: counted.to_owned(),
        ..Row::default()
    }
}

pub(super) fn chart_of(rows: Vec<Row>) -> Variation {
    Variation {
        rows,
        unit: Unit::Percent,
        clinic: Some(0.141),
        goal: Some(0.1),
        better: Better::Lower,
        surround: Surround::default(),
    }
}

/// Eight clinicians: a small one, a hidden one, one without patients.
pub(super) fn eight() -> Variation {
    let mut rows = vec![
        row("Dr Abernathy", Some(0.12), "3 of 25"),
        row("Dr Bhatt", Some(0.0), "0 of 31"),
        row("Dr Castellanos-Whitfield-Oyelaran", Some(0.286), "12 of 42"),
        row("T. Fuentes NP", Some(2.0 / 9.0), "2 of 9"),
        row("Dr Grady", None, ""),
        row("Dr Huang", Some(0.094), "10 of 106"),
        row("M. Iversen PA", Some(0.97), "7 of 7"),
        row("Dr Jovanović", Some(0.17), "4 of 23"),
    ];
    rows[3].is_small = true;
    rows[6].is_small = true;
    rows[6].hidden = Some("Hidden: fewer than 11 patients".to_owned());
    chart_of(rows)
}

pub(super) fn check(chart: &Variation, (width, height, k): (f32, f32, f32)) -> LaidOut {
    let laid = chart.lay_out(width, height, k);
    check_room(&laid.scene);
    check_legible(&laid.scene, k);
    assert_eq!(laid.rows.len() + laid.left_out, chart.rows.len());
    let frame = laid.scene.frame();
    for (index, rect) in laid.rows.iter().enumerate() {
        assert!(frame.contains(rect), "row {index} at {rect:?} of {frame:?}");
        assert_eq!(laid.row_at(rect.middle()), Some(index));
    }
    if height >= chart.least_height(k) {
        assert_eq!(laid.left_out, 0);
    }
    laid
}

fn words_in(laid: &LaidOut, row: usize) -> Vec<&str> {
    let rect = laid.rows[row];
    let inside = laid
        .scene
        .texts()
        .filter(|text| rect.contains(&text.bounds));
    inside.map(|text| text.content.as_str()).collect()
}

/// Place and fill of the dots in a row.
fn dots(laid: &LaidOut, row: usize) -> Vec<(f32, Ink)> {
    let rect = laid.rows[row];
    let dot = |item: &Item| match item {
        Item::Mark { at, fill, .. } if rect.top < at.1 && at.1 < rect.bottom => Some((at.0, *fill)),
        _ => None,
    };
    laid.scene.items.iter().filter_map(dot).collect()
}

fn says(laid: &LaidOut, words: &str) -> bool {
    laid.scene.texts().any(|text| text.content == words)
}

#[test]
fn each_clinician_has_a_dot_a_value_and_its_counts() {
    let laid = check(&eight(), (760.0, 360.0, 1.0));
    assert_eq!(words_in(&laid, 0), ["Dr Abernathy", "12.0 %", "3 of 25"]);
    assert_eq!(dots(&laid, 0).len(), 1);
    let places: Vec<f32> = [1, 5, 0, 7, 3, 2].map(|row| dots(&laid, row)[0].0).to_vec();
    assert!(
        places.is_sorted(),
        "farther right with the value: {places:?}"
    );
}

#[test]
fn counts_end_at_one_place() {
    let laid = check(&eight(), (760.0, 360.0, 1.0));
    let ends = laid
        .scene
        .texts()
        .filter(|text| text.content.contains(" of "));
    let ends: Vec<f32> = ends.map(|text| text.bounds.right).collect();
    assert_eq!(ends.len(), 6);
    assert!(
        ends.iter().all(|end| (end - ends[0]).abs() < 0.01),
        "{ends:?}"
    );
}

#[test]
fn a_small_denominator_is_hollow_and_said() {
    let laid = check(&eight(), (760.0, 360.0, 1.0));
    assert_eq!(dots(&laid, 3)[0].1, Ink::Surface);
    assert!(words_in(&laid, 3).contains(&"small"));
    assert_eq!(dots(&laid, 0)[0].1, Ink::Series);
    assert!(!words_in(&laid, 0).contains(&"small"));
}

#[test]
fn a_clinician_without_patients_has_words_and_no_dot() {
    let laid = check(&eight(), (760.0, 360.0, 1.0));
    assert_eq!(words_in(&laid, 4), ["no patients", "Dr Grady"]);
    assert!(dots(&laid, 4).is_empty());
    let nothing = check(
        &chart_of(vec![row("A", Some(f64::NAN), "")]),
        (500.0, 200.0, 1.0),
    );
    assert!(words_in(&nothing, 0).contains(&"no value"));
}

#[test]
fn a_hidden_row_shows_nothing_of_its_value() {
    let mut chart = eight();
    let laid = check(&chart, (760.0, 360.0, 1.0));
    assert_eq!(
        words_in(&laid, 6),
        ["Hidden: fewer than 11 patients", "M. Iversen PA"]
    );
    assert!(dots(&laid, 6).is_empty());
    assert!(!chart.summary().contains("97.0"));
    chart.rows[6].value = Some(0.01);
    chart.rows[6].counted = "1 of 100 with many more words".to_owned();
    chart.rows[6].is_small = false;
    let other = chart.lay_out(760.0, 360.0, 1.0);
    assert_eq!(other, laid, "whatever is hidden, the picture is the same");
}

#[test]
fn rows_stay_in_the_order_given() {
    let laid = check(&eight(), (760.0, 360.0, 1.0));
    for (index, row) in eight()
        .rows
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != 2)
    {
        assert!(words_in(&laid, index).contains(&row.name.as_str()));
    }
    assert!(
        words_in(&laid, 2)
            .iter()
            .any(|word| word.starts_with("Dr Castellanos"))
    );
}

#[test]
fn clinic_and_goal_are_said_over_their_lines_however_close() {
    for goal in [0.02, 0.1, 0.13, 0.141, 0.15, 0.25] {
        let mut chart = eight();
        chart.goal = Some(goal);
        for (width, k) in [(360.0, 1.0), (760.0, 1.0), (1320.0, 1.73)] {
            let laid = check(&chart, (width, 600.0, k));
            assert!(says(&laid, "Clinic 14.1 %"), "{goal} at {width}");
            let words = format!("Goal {:.1} %", goal * 100.0);
            assert!(says(&laid, &words), "{words} at {width}");
        }
    }
}

#[test]
fn the_axis_begins_at_zero_at_the_bottom() {
    let laid = check(&eight(), (760.0, 360.0, 1.0));
    let zero = laid
        .scene
        .texts()
        .find(|text| text.content == "0 %")
        .unwrap();
    assert!(zero.bounds.top > laid.rows[7].bottom);
    let middle = f32::midpoint(zero.bounds.left, zero.bounds.right);
    assert!((dots(&laid, 1)[0].0 - middle).abs() < 0.1);
    assert!(says(&laid, "lower is better"));
}

#[test]
fn no_line_runs_through_the_words_in_place_of_a_dot() {
    let laid = check(&eight(), (760.0, 360.0, 1.0));
    let words = laid.scene.texts().filter(|text| {
        ["no patients", "Hidden: fewer than 11 patients"].contains(&text.content.as_str())
    });
    for text in words {
        for item in &laid.scene.items {
            if let Item::Line { points, .. } = item {
                let crosses = text.bounds.meets_line(points[0], points[1]);
                assert!(!crosses, "{:?} {points:?}", text.content);
            }
        }
    }
}

#[test]
fn rows_that_do_not_fit_are_counted() {
    let mut chart = eight();
    chart.rows = chart.rows.into_iter().cycle().take(30).collect();
    let laid = check(&chart, (700.0, 300.0, 1.0));
    assert!(laid.left_out > 10);
    assert!(says(&laid, &format!("and {} more", laid.left_out)));
    for size in sizes() {
        check(&chart, size);
    }
}

#[test]
fn one_row_and_none_are_pictures_too() {
    check(
        &chart_of(vec![row("A", Some(0.0), "0 of 3")]),
        (400.0, 200.0, 1.0),
    );
    let mut empty = chart_of(Vec::new());
    empty.clinic = Some(f64::NAN);
    empty.goal = None;
    let laid = check(&empty, (400.0, 200.0, 1.0));
    assert!(laid.rows.is_empty());
    let dashed =
        |item: &Item| matches!(item, Item::Line { stroke, .. } if stroke.dash == Dash::DashDot);
    assert!(!laid.scene.items.iter().any(dashed));
}

#[test]
fn the_picture_leaves_the_window_as_svg_and_png_with_its_heading() {
    let mut chart = eight();
    chart.surround = Surround {
        heading: Some(Heading {
            title: "Patients at MED 90 or more, by clinician".to_owned(),
            sentence: "Between 0.0 % and 28.6 %.".to_owned(),
        }),
        footer: Some("Cedar Fork Clinic · 2026-06".to_owned()),
        margin: 16.0,
    };
    let scene = check(&chart, (800.0, 480.0, 1.0)).scene;
    let svg = to_svg(&scene, &LIGHT, 1.0).unwrap();
    assert!(svg.contains("by clinician") && svg.contains("2026-06"));
    assert!(to_png(&scene, &LIGHT, 1.0).unwrap().starts_with(b"\x89PNG"));
}
