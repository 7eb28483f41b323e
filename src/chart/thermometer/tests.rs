//! What a laid out thermometer promises.

use super::super::export::{to_png, to_svg};
use super::super::palette::LIGHT;
use super::super::scene::{Item, Pos};
use super::super::testing::{check_legible, check_room, sizes};
use super::*;
use crate::chart::Ink;

const POSTER_SIZE: (f32, f32, f32) = (612.0, 792.0, 1.0);
const CARD_SIZE: (f32, f32, f32) = (480.0, 250.0, 1.0);

/// From 38 % down to a goal of 20 %.
pub(super) fn falling(now: f64) -> Thermometer {
    Thermometer {
        title: "Patients with a sedative beside their opioid".to_owned(),
        clinic: "Cedar Fork Clinic".to_owned(),
        start: (0.38, "June 2025".to_owned()),
        now: (now, "October 2026".to_owned()),
        goal: (0.2, "by March 2027".to_owned()),
        unit: Unit::Percent,
        sentence: "Every month a few more of our patients are safer: thank you for asking about \
                   sleep and offering tapers."
            .to_owned(),
        as_of: "As of 2026-10-12".to_owned(),
        margin: 0.0,
    }
}

pub(super) fn check(chart: &Thermometer, (width, height, k): (f32, f32, f32)) -> Scene {
    let scene = chart.lay_out(width, height, k);
    check_room(&scene);
    check_legible(&scene, k);
    assert_eq!(scene, chart.lay_out(width, height, k), "always the same");
    scene
}

fn says(scene: &Scene, words: &str) -> bool {
    scene.texts().any(|text| text.content == words)
}

/// Top of what the tube is filled with, and its ink.
fn level(scene: &Scene) -> Option<(f32, Ink)> {
    scene.items.iter().find_map(|item| match item {
        Item::Box { rect, fill, .. } => {
            let ink = (*fill)?;
            (ink != Ink::Sunken).then_some((rect.top, ink))
        }
        _ => None,
    })
}

/// Height where the line of some words begins at the tube.
fn height_of(scene: &Scene, ink: Ink) -> f32 {
    let line = |item: &Item| match item {
        Item::Line { points, stroke } if points.len() == 4 && stroke.ink == ink => {
            points.first().map(|(_, y): &Pos| *y)
        }
        _ => None,
    };
    scene.items.iter().find_map(line).unwrap()
}

#[test]
fn the_share_of_the_way_is_said_for_falling_and_rising_goals() {
    let words = |start, now, goal| Progress::of(start, now, goal, Unit::Percent).words();
    for (start, now, goal, expected) in [
        (0.38, 0.275, 0.2, "58 % of the way"),
        (0.4, 0.58, 0.7, "60 % of the way"),
        (0.38, 0.38, 0.2, "0 % of the way, as at the start"),
        (0.9, 0.899, 0.2, "Less than 1 % of the way"),
        (0.38, 0.201, 0.2, "99 % of the way"),
        (0.38, 0.2, 0.2, "Goal reached, 100 % of the way"),
        (0.38, 0.17, 0.2, "Beyond the goal, 116 % of the way"),
        (0.4, 0.8, 0.7, "Beyond the goal, 133 % of the way"),
        (
            0.38,
            0.41,
            0.2,
            "The wrong way, farther from the goal than at the start, by 17 % of the way",
        ),
        (
            0.4,
            0.3,
            0.7,
            "The wrong way, farther from the goal than at the start, by 34 % of the way",
        ),
        (
            0.2,
            0.3,
            0.2,
            "No way to measure, start and goal are the same",
        ),
        (0.38, f64::NAN, 0.2, "Not known yet, a number is missing"),
    ] {
        assert_eq!(words(start, now, goal), expected, "{start} {now} {goal}");
    }
}

#[test]
fn values_written_alike_count_as_alike() {
    let progress = |now| Progress::of(0.38, now, 0.2, Unit::Percent);
    assert_eq!(progress(0.200_4), Progress::Reached);
    assert_eq!(progress(0.200_6), Progress::OnTheWay(99, true));
    let same = Progress::of(12.0, 14.0, 12.04, Unit::Mg);
    assert_eq!(same, Progress::NoWay);
}

#[test]
fn a_poster_and_a_card_say_all_of_it() {
    for size in [POSTER_SIZE, CARD_SIZE] {
        let chart = falling(0.275);
        let scene = check(&chart, size);
        for words in [
            "Cedar Fork Clinic",
            "58 %",
            "of the way",
            "Start 38.0 %",
            "June 2025",
            "Now 27.5 %",
            "October 2026",
            "Goal 20.0 %",
            "by March 2027",
            "As of 2026-10-12",
        ] {
            assert!(says(&scene, words), "{words} at {size:?}");
        }
        let all = scene.words();
        assert!(all.contains("tapers."), "the sentence is whole: {all}");
        assert!(!all.contains('…'), "{all}");
    }
}

#[test]
fn a_poster_is_read_from_afar() {
    let scene = check(&falling(0.275), POSTER_SIZE);
    let size = |words: &str| {
        let found = scene.texts().find(|text| text.content == words);
        found.map(|text| text.style.size).unwrap()
    };
    assert!(size("58 %") >= 60.0 && size("Now 27.5 %") >= 30.0);
    assert!(scene.texts().all(|text| text.style.size >= 16.0));
}

#[test]
fn the_tube_fills_from_the_start_below_to_the_goal_above() {
    for rises in [false, true] {
        let turned = |value: f64| if rises { 1.0 - value } else { value };
        let mut last = f32::MAX;
        for now in [0.36, 0.3, 0.25, 0.21] {
            let mut chart = falling(turned(now));
            chart.start.0 = turned(0.38);
            chart.goal.0 = turned(0.2);
            let scene = check(&chart, POSTER_SIZE);
            let (top, ink) = level(&scene).unwrap();
            assert_eq!(ink, Ink::Accent);
            assert!(top < last, "higher the nearer the goal");
            let (start, goal) = (height_of(&scene, Ink::Axis), height_of(&scene, Ink::Goal));
            assert!(goal < top && top < start);
            assert!((height_of(&scene, Ink::Text) - top).abs() < 0.01);
            last = top;
        }
    }
}

#[test]
fn the_wrong_way_is_below_the_start_in_another_ink() {
    for size in [POSTER_SIZE, CARD_SIZE] {
        let scene = check(&falling(0.41), size);
        let (top, ink) = level(&scene).unwrap();
        assert_eq!(ink, Ink::Concern);
        assert!(top > height_of(&scene, Ink::Axis));
        assert!(says(&scene, "The wrong way"));
    }
}

#[test]
fn beyond_the_goal_is_above_it() {
    for (now, words) in [(0.17, "116 % of the way"), (0.01, "205 % of the way")] {
        let scene = check(&falling(now), POSTER_SIZE);
        let (top, _) = level(&scene).unwrap();
        assert!(top < height_of(&scene, Ink::Goal));
        assert!(says(&scene, "Beyond the goal") && says(&scene, words));
    }
    let scene = check(&falling(0.2), POSTER_SIZE);
    assert!(
        says(&scene, "Goal reached") && says(&scene, "Goal 20.0 %") && says(&scene, "Now 20.0 %")
    );
}

#[test]
fn the_scale_is_marked_with_values_from_the_start_to_the_goal() {
    let scene = check(&falling(0.275), POSTER_SIZE);
    let y = |words: &str| {
        let found = scene.texts().find(|text| text.content == words);
        found.map(|text| text.at.1).unwrap()
    };
    assert!(y("20 %") < y("25") && y("25") < y("30") && y("30") < y("35 %"));
}

#[test]
fn without_a_way_there_are_words_and_no_tube() {
    for (start, now, goal) in [
        (0.2, 0.3, 0.2),
        (f64::NAN, 0.3, 0.2),
        (0.3, 0.3, f64::INFINITY),
    ] {
        let mut chart = falling(now);
        chart.start.0 = start;
        chart.goal.0 = goal;
        for size in [POSTER_SIZE, CARD_SIZE] {
            let scene = check(&chart, size);
            assert_eq!(level(&scene), None);
            assert!(says(&scene, "Now 30.0 %"));
            assert!(scene.words().contains("not known") || says(&scene, "No way to measure"));
        }
    }
    let scene = check(&falling(f64::NAN), POSTER_SIZE);
    assert_eq!(level(&scene), None);
    assert!(says(&scene, "Now not known") && says(&scene, "Goal 20.0 %"));
}

#[test]
fn every_size_has_the_number() {
    for size in sizes().chain([
        (612.0, 792.0, 1.0),
        (1224.0, 1584.0, 1.73),
        (300.0, 400.0, 1.0),
    ]) {
        let scene = check(&falling(0.275), size);
        assert!(says(&scene, "58 %"), "at {size:?}");
    }
}

#[test]
fn the_poster_leaves_the_window_as_svg_and_png() {
    let scene = check(&falling(0.275), POSTER_SIZE);
    let svg = to_svg(&scene, &LIGHT, 1.0).unwrap();
    assert!(svg.contains("58 %") && svg.contains("Now 27.5 %"));
    assert!(to_png(&scene, &LIGHT, 1.0).unwrap().starts_with(b"\x89PNG"));
}
