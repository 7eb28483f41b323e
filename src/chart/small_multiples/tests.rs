//! What laid out small multiples promise.

use super::super::export::{to_png, to_svg};
use super::super::page::Heading;
use super::super::palette::LIGHT;
use super::super::scene::{Dash, Item};
use super::super::testing::{check_legible, check_room, sizes};
use super::*;
use crate::chart::Ink;

pub(in crate::chart) fn panel(name: &str, values: &[f64]) -> Panel {
    let values: Vec<Option<f64>> = values.iter().map(|v| (*v >= 0.0).then_some(*v)).collect();
    Panel {
        name: name.to_owned(),
        n: vec![Some(25); values.len()],
        median: Some(0.16),
        signal: FindingKind::NoSignal,
        last: "12.0 %, 3 of 25".to_owned(),
        is_small: false,
        hidden: None,
        values,
    }
}

pub(in crate::chart) fn chart_of(panels: Vec<Panel>) -> SmallMultiples {
    let points = panels.iter().map(|panel| panel.values.len()).max();
    let label = |index: usize| format!("{}-{:02}", 2025 + index / 12, index % 12 + 1);
    SmallMultiples {
        panels,
        labels: (0..points.unwrap_or(0)).map(label).collect(),
        unit: Unit::Percent,
        goal: Some(0.1),
        better: Better::Lower,
        surround: Surround::default(),
    }
}

/// Eight clinicians over eighteen months: a small one, a hidden one, gaps and signals.
pub(in crate::chart) fn eight() -> SmallMultiples {
    let names = [
        "Dr Abernathy",
        "Dr Bhatt",
        "Dr Castellanos-Whitfield-Oyelaran",
        "T. Fuentes NP",
        "Dr Grady",
        "Dr Huang",
        "M. Iversen PA",
        "Dr Jovanović",
    ];
    let mut panels: Vec<Panel> = Vec::new();
    for (at, name) in names.into_iter().enumerate() {
        let values: Vec<f64> = (0..18)
            .map(|month| {
                let wave = ((month * (at + 3) * 7) % 11) as f64 / 110.0;
                0.2 - month as f64 * 0.004 * (at % 3) as f64 + wave - 0.03
            })
            .collect();
        panels.push(panel(name, &values));
    }
    panels[1].signal = FindingKind::Better;
    panels[2].signal = FindingKind::Worse;
    panels[3].is_small = true;
    panels[3].n = vec![Some(9); 18];
    panels[3].last = "22.2 %, 2 of 9".to_owned();
    panels[4].values[5] = None;
    panels[4].values[7] = None;
    panels[5].signal = FindingKind::TooFewPoints;
    panels[6].hidden = Some("Hidden: fewer than 11 patients".to_owned());
    chart_of(panels)
}

pub(super) fn check(chart: &SmallMultiples, (width, height, k): (f32, f32, f32)) -> LaidOut {
    let laid = chart.lay_out(width, height, k);
    check_room(&laid.scene);
    check_legible(&laid.scene, k);
    assert_eq!(laid.panels.len(), chart.panels.len());
    let frame = laid.scene.frame();
    for (index, rect) in laid.panels.iter().enumerate() {
        assert!(frame.contains(rect), "panel {index} at {rect:?}");
        for other in laid.panels.iter().skip(index + 1) {
            assert!(!rect.overlaps(other));
        }
        assert_eq!(laid.panel_at(rect.middle()), Some(index));
    }
    for point in &laid.points {
        assert_eq!(laid.panel_at((point.x, point.y - 0.1)), Some(point.panel));
        assert!(chart.panels[point.panel].hidden.is_none());
    }
    laid
}

fn words_in(laid: &LaidOut, panel: usize) -> Vec<&str> {
    let rect = laid.panels[panel].grown(0.5);
    let inside = laid
        .scene
        .texts()
        .filter(|text| rect.contains(&text.bounds));
    inside.map(|text| text.content.as_str()).collect()
}

fn count(laid: &LaidOut, words: &str) -> usize {
    let found = laid.scene.texts().filter(|text| text.content == words);
    found.count()
}

#[test]
fn eight_clinicians_stand_in_four_columns_and_two_rows() {
    let laid = check(&eight(), (1000.0, 560.0, 1.0));
    let tops: Vec<i32> = laid.panels.iter().map(|rect| rect.top as i32).collect();
    assert_eq!(tops.iter().filter(|top| **top == tops[0]).count(), 4);
    assert_eq!(tops.iter().filter(|top| **top == tops[7]).count(), 4);
}

#[test]
fn no_number_of_panels_leaves_a_column_empty() {
    for number in 1..=24 {
        let panels = vec![panel("Dr Abernathy", &[0.1, 0.2, 0.15]); number];
        for size in sizes() {
            check(&chart_of(panels.clone()), size);
        }
    }
}

#[test]
fn from_the_least_height_every_panel_has_its_words_and_its_picture() {
    for number in [1, 3, 8, 17, 24] {
        let mut chart = eight();
        chart.panels = chart.panels.into_iter().cycle().take(number).collect();
        for (width, k) in [(520.0, 1.0), (1000.0, 1.0), (1400.0, 1.73)] {
            let laid = check(&chart, (width, chart.least_height(width, k), k));
            for (index, panel) in chart.panels.iter().enumerate() {
                let words = words_in(&laid, index);
                if panel.hidden.is_some() {
                    let said = words.join(" ");
                    assert_eq!(said, "M. Iversen PA Hidden: fewer than 11 patients");
                    continue;
                }
                assert!(words.contains(&panel.signal.word()), "{words:?}");
                assert!(words.contains(&panel.last.as_str()), "{words:?}");
                assert!(laid.points.iter().any(|point| point.panel == index));
            }
        }
    }
}

#[test]
fn one_value_stands_at_one_height_in_every_panel_of_a_row() {
    let chart = chart_of(vec![
        panel("A", &[0.1, 0.1]),
        panel("B", &[0.1, 0.9]),
        panel("C", &[0.0, 0.1]),
    ]);
    let laid = check(&chart, (900.0, 300.0, 1.0));
    let height = |panel: usize, index: usize| {
        let found = laid
            .points
            .iter()
            .find(|point| (point.panel, point.index) == (panel, index));
        let top = laid.panels[panel].top;
        found.map(|point| point.y - top).unwrap()
    };
    assert!((height(0, 0) - height(1, 0)).abs() < 0.01);
    assert!((height(0, 0) - height(2, 1)).abs() < 0.01);
    assert!(height(1, 1) < height(0, 0) - 20.0);
}

#[test]
fn only_the_outer_panels_carry_labels() {
    let laid = check(&eight(), (1000.0, 560.0, 1.0));
    assert_eq!(count(&laid, "0 %"), 2, "one a row");
    assert_eq!(count(&laid, "2025-01"), 4, "one a column");
    assert_eq!(count(&laid, "2026-06"), 4, "one a column");
    let five = SmallMultiples {
        panels: eight().panels.into_iter().take(5).collect(),
        ..eight()
    };
    let laid = check(&five, (1000.0, 560.0, 1.0));
    assert_eq!(count(&laid, "2026-06"), 3, "under an unfilled row too");
}

#[test]
fn a_panel_too_narrow_for_both_ends_of_time_names_the_last() {
    let mut chart = chart_of(vec![panel("A", &[0.1, 0.2])]);
    chart.labels = ["week of 2026-01-05", "week of 2026-09-28"]
        .map(String::from)
        .to_vec();
    let laid = check(&chart, (230.0, 300.0, 1.0));
    assert_eq!(count(&laid, "week of 2026-09-28"), 1);
    assert_eq!(count(&laid, "week of 2026-01-05"), 0);
}

#[test]
fn a_small_panel_is_said_and_its_line_is_lighter() {
    let laid = check(&eight(), (1000.0, 560.0, 1.0));
    assert!(words_in(&laid, 3).contains(&"small panel, n 9"));
    let rect = laid.panels[3].grown(0.5);
    let inks = |ink: Ink| {
        let drawn = laid.scene.items.iter();
        drawn
            .filter(|item| match item {
                Item::Line { points, stroke } => {
                    stroke.ink == ink
                        && points.len() > 2
                        && points
                            .iter()
                            .all(|(x, y)| rect.contains(&Rect::about((*x, *y), 0.0)))
                }
                _ => false,
            })
            .count()
    };
    assert_eq!((inks(Ink::Neutral), inks(Ink::Series)), (1, 0));
    assert_eq!(count(&laid, "small panel: chance moves it far"), 1);
}

#[test]
fn a_hidden_panel_shows_nothing_of_its_values() {
    let mut chart = eight();
    let plain = chart.lay_out(1000.0, 560.0, 1.0);
    let hidden = &mut chart.panels[6];
    hidden.values = vec![Some(0.97); 18];
    hidden.n = vec![Some(7); 18];
    hidden.median = Some(0.97);
    hidden.signal = FindingKind::Worse;
    hidden.last = "97.0 %, 7 of 7, with many more words than anywhere else".to_owned();
    hidden.is_small = true;
    let laid = check(&chart, (1000.0, 560.0, 1.0));
    assert_eq!(laid, plain, "whatever is hidden, the picture is the same");
    assert_eq!(words_in(&laid, 6).len(), 2);
    assert!(!chart.summary().contains("97.0"));
    assert!(
        chart
            .summary()
            .contains("M. Iversen PA Hidden: fewer than 11 patients")
    );
}

#[test]
fn each_panel_says_its_signal_in_a_word() {
    let laid = check(&eight(), (1000.0, 560.0, 1.0));
    for (panel, word) in [
        (0, "No signal"),
        (1, "Better"),
        (2, "Worse"),
        (5, "Too few points"),
    ] {
        assert!(words_in(&laid, panel).contains(&word), "{word}");
    }
}

#[test]
fn a_name_longer_than_its_panel_is_cut_and_leaves_the_last_value_whole() {
    let mut chart = eight();
    chart.panels[2].name.push_str("-Montgomery");
    let laid = check(&chart, (1000.0, 560.0, 1.0));
    let words = words_in(&laid, 2);
    assert!(
        words
            .iter()
            .any(|word| word.starts_with("Dr Cas") && word.ends_with('…'))
    );
    assert!(words.contains(&"12.0 %, 3 of 25"));
}

#[test]
fn the_goal_is_drawn_in_every_panel_and_said_once_with_its_direction() {
    let laid = check(&eight(), (1000.0, 560.0, 1.0));
    assert_eq!(count(&laid, "Goal 10.0 %, lower is better"), 1);
    let goals =
        laid.scene.items.iter().filter(
            |item| matches!(item, Item::Line { stroke, .. } if stroke.dash == Dash::DashDot),
        );
    assert_eq!(
        goals.count(),
        1 + 7,
        "its sample, and each panel but the hidden one"
    );
}

#[test]
fn points_without_a_number_are_gaps() {
    let mut chart = chart_of(vec![panel("A", &[0.1, -1.0, 0.2]), panel("B", &[])]);
    chart.panels[0].values.push(Some(f64::NAN));
    chart.panels[0].median = Some(f64::NAN);
    chart.panels[1].last = String::new();
    assert!(chart.summary().ends_with("B no values yet, No signal"));
    chart.goal = Some(f64::INFINITY);
    let laid = check(&chart, (600.0, 300.0, 1.0));
    assert_eq!(laid.points.len(), 2);
    assert!(words_in(&laid, 1).contains(&panels::NOTHING));
    let lines = laid
        .scene
        .items
        .iter()
        .filter(|item| matches!(item, Item::Line { stroke, .. } if stroke.ink == Ink::Series));
    assert_eq!(lines.count(), 0, "no line over a gap");
}

#[test]
fn a_single_point_stands_in_the_middle_with_its_label_under_it() {
    let laid = check(&chart_of(vec![panel("A", &[0.1])]), (400.0, 260.0, 1.0));
    let middle = laid.panels[0].middle().0;
    assert!((laid.points[0].x - middle).abs() < 0.1);
    assert_eq!(count(&laid, "2025-01"), 1);
    assert_eq!(laid.point_at(laid.panels[0].middle()).unwrap().index, 0);
}

#[test]
fn without_panels_there_is_an_empty_picture() {
    let laid = check(&chart_of(Vec::new()), (400.0, 260.0, 1.0));
    assert!(laid.panels.is_empty() && laid.points.is_empty());
}

#[test]
fn the_picture_leaves_the_window_as_svg_and_png_with_its_heading() {
    let mut chart = eight();
    chart.surround = Surround {
        heading: Some(Heading {
            title: "Patients at MED 90 or more, by clinician".to_owned(),
            sentence: "One of eight clinicians has moved.".to_owned(),
        }),
        footer: Some("Cedar Fork Clinic · data to 2026-06-30".to_owned()),
        margin: 16.0,
    };
    let scene = check(&chart, (1000.0, 640.0, 1.0)).scene;
    let svg = to_svg(&scene, &LIGHT, 1.0).unwrap();
    assert!(svg.contains("by clinician") && svg.contains("data to 2026-06-30"));
    assert!(to_png(&scene, &LIGHT, 1.0).unwrap().starts_with(b"\x89PNG"));
}
