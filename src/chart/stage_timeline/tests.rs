//! What a laid out timeline of the stages promises.

use super::*;
use crate::chart::contrast::contrast;
use crate::chart::scene::{Dash, Item, Rect, Text};
use crate::chart::testing::{check_legible, check_room};
use crate::chart::{DARK, Ink, LIGHT, PRESENT};

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A stage by its dates: planned from and to, began, ended, expected; empty where there is none.
pub(super) fn stage(name: &str, dates: [&str; 5]) -> StageBar {
    let [from, to, began, ended, expected] =
        dates.map(|text| (!text.is_empty()).then(|| day(text)));
    StageBar {
        name: name.to_owned(),
        planned: from.map(|from| (from, to)),
        began,
        ended,
        expected_end: expected,
        is_current: began.is_some() && ended.is_none(),
    }
}

/// Stages under the names of the programme.
fn programme<const N: usize>(dates: [[&str; 5]; N]) -> StageTimelineData {
    let names = [
        "Prepare and launch",
        "Design and implement",
        "Monitor and sustain",
    ];
    StageTimelineData {
        stages: names
            .into_iter()
            .zip(dates)
            .map(|(name, dates)| stage(name, dates))
            .collect(),
        today: day("2026-10-12"),
    }
}

/// The timeline of the design.
pub(in crate::chart) fn design() -> StageTimelineData {
    programme([
        ["2025-06-02", "2025-09-01", "2025-06-02", "2025-09-12", ""],
        ["2025-09-01", "2026-09-01", "2025-09-12", "", "2026-12-15"],
        ["2026-09-01", "", "", "", ""],
    ])
}

/// Filled bars and outlined bars.
fn bars(scene: &Scene, is_actual: bool) -> Vec<Rect> {
    let bar = |item: &Item| match item {
        Item::Box { rect, fill, .. } => match fill {
            Some(Ink::Accent) if is_actual => Some(*rect),
            Some(Ink::Surface) if !is_actual => Some(*rect),
            _ => None,
        },
        _ => None,
    };
    scene.items.iter().filter_map(bar).collect()
}

fn lines(scene: &Scene, is_meant: impl Fn(Ink, Dash) -> bool) -> Vec<Rect> {
    let line = |item: &Item| match item {
        Item::Line { points, stroke } if is_meant(stroke.ink, stroke.dash) => {
            let (from, to) = (points[0], points[1]);
            Some(Rect::new(from.0, from.1, to.0, to.1))
        }
        _ => None,
    };
    scene.items.iter().filter_map(line).collect()
}

fn today_line(scene: &Scene) -> Rect {
    let lines = lines(scene, |ink, dash| ink == Ink::Text && dash == Dash::Solid);
    assert_eq!(lines.len(), 1, "today is said once");
    lines[0]
}

fn find<'a>(scene: &'a Scene, words: &str) -> &'a Text {
    let mut texts = scene.texts();
    let found = texts.find(|text| text.content == words);
    found.unwrap_or_else(|| panic!("{words} is missing in {}", scene.words()))
}

fn months(scene: &Scene) -> Vec<&Text> {
    let is_month = |text: &&Text| text.content.len() == 7 && text.content.starts_with("20");
    let head = |text: &&Text| text.bounds.bottom < 24.0 * text.style.size / 12.5;
    scene.texts().filter(is_month).filter(head).collect()
}

/// Lays out, and checks what holds for every timeline in every size.
pub(super) fn check(data: &StageTimelineData, (width, height, k): (f32, f32, f32)) -> Scene {
    let scene = stage_timeline(data, width, height, k);
    check_room(&scene);
    check_legible(&scene, k);
    let today = today_line(&scene);
    assert!((0.0..=width).contains(&today.left));
    find(&scene, "today");
    let names: Vec<_> = scene.texts().filter(|text| text.at.0 == 0.0).collect();
    let hidden = names.last().and_then(|text| {
        let words = text.content.strip_prefix("and ")?;
        words.strip_suffix(" more")?.parse::<usize>().ok()
    });
    let told = hidden.map_or(names.len(), |hidden| names.len() - 1 + hidden);
    assert_eq!(told, data.stages.len(), "{}", scene.words());
    let level = lines(&scene, |_, dash| {
        matches!(dash, Dash::Dashed | Dash::Dotted)
    });
    let bars = bars(&scene, true).into_iter().chain(bars(&scene, false));
    let taken: Vec<_> = bars.chain(level).chain([today]).collect();
    for text in scene.texts() {
        for other in &taken {
            assert!(!text.bounds.overlaps(other), "{text:?} lies on {other:?}");
        }
        let cuts = |line: &Rect| {
            text.bounds
                .meets_line((line.left, line.top), (line.right, line.bottom))
        };
        let grid = lines(&scene, |ink, _| ink == Ink::Rule);
        assert!(!grid.iter().any(cuts), "a month's line crosses {text:?}");
    }
    assert_eq!(
        scene,
        stage_timeline(data, width, height, k),
        "always the same"
    );
    scene
}

/// Every size that the timeline is made for, on the desk and on the wall.
fn sizes() -> impl Iterator<Item = (f32, f32, f32)> {
    let sizes = [
        (600.0, 110.0),
        (1334.0, 120.0),
        (1880.0, 150.0),
        (1900.0, 300.0),
    ];
    sizes
        .into_iter()
        .flat_map(|(w, h)| [(w, h, 1.0), (w, h, 1.73)])
}

#[test]
fn the_timeline_of_the_design_says_everything_in_words() {
    let scene = check(&design(), (1300.0, 120.0, 1.0));
    for words in [
        "Prepare and launch",
        "Design and implement",
        "Monitor and sustain",
        "done 2025-09-12",
        "expected 2026-12-15",
        "planned to 2026-09-01, 5 weeks over",
        "planned from 2026-09-01, not begun",
        "2025-09",
        "2026-01",
    ] {
        find(&scene, words);
    }
    assert!(find(&scene, "Design and implement").style.strong, "current");
    assert!(!find(&scene, "Monitor and sustain").style.strong);
    assert_eq!(bars(&scene, true).len(), 2);
    assert_eq!(bars(&scene, false).len(), 3);
}

#[test]
fn a_bar_under_way_ends_at_today_and_a_dashed_line_goes_on_to_what_is_expected() {
    let scene = check(&design(), (1300.0, 120.0, 1.0));
    let today = today_line(&scene).left;
    assert!((bars(&scene, true)[1].right - today).abs() < 0.1);
    let dashed = lines(&scene, |_, dash| dash == Dash::Dashed);
    assert_eq!(dashed.len(), 1);
    assert!(dashed[0].left > today && dashed[0].left < today + 5.0);
    let words = find(&scene, "expected 2026-12-15").bounds;
    assert!(words.left > dashed[0].right);
    let dotted = lines(&scene, |_, dash| dash == Dash::Dotted);
    assert_eq!(dotted.len(), 1, "a plan without an end goes on");
    assert!(dotted[0].right >= 1297.0);
}

#[test]
fn a_stage_without_dates_says_so_and_others_are_drawn() {
    let none = [""; 5];
    let data = programme([["2026-01-01", "2026-09-01", "", "", ""], none, none]);
    assert!(!data.is_empty());
    for size in sizes() {
        let scene = check(&data, size);
        let without = scene.texts().filter(|text| text.content == "no dates yet");
        assert_eq!(without.count(), 2);
    }
    assert!(programme([none; 3]).is_empty());
    let only_end = programme([["", "", "", "", "2027-01-01"], none, none]);
    assert!(!only_end.is_empty());
    find(
        &check(&only_end, (1334.0, 120.0, 1.0)),
        "expected 2027-01-01",
    );
}

#[test]
fn what_begins_in_the_future_is_drawn_only_as_planned() {
    let data = programme([["", "", "2026-11-01", "2027-02-01", ""]]);
    let scene = check(&data, (1334.0, 120.0, 1.0));
    assert!(bars(&scene, true).is_empty());
    assert_eq!(bars(&scene, false).len(), 1);
    find(&scene, "planned from 2026-11-01");
    assert!(bars(&scene, false)[0].left > today_line(&scene).left);
    assert_eq!(
        data.sentence(),
        "On 2026-10-12: Prepare and launch, planned 2026-11-01 to 2027-02-01"
    );
}

#[test]
fn a_plan_that_was_not_kept_is_said_beside_it_whether_begun_or_not() {
    let begun = ["2026-01-01", "2026-08-31", "2026-01-10", "", ""];
    let waiting = ["2026-05-01", "2026-10-10", "", "", ""];
    let scene = check(&programme([begun, waiting]), (1334.0, 120.0, 1.0));
    let over = find(&scene, "planned to 2026-08-31, 6 weeks over");
    assert_eq!(over.ink, Ink::Caution);
    find(&scene, "since 2026-01-10");
    find(&scene, "planned from 2026-05-01, not begun");
    let kept = ["2026-01-01", "2026-08-31", "2026-01-10", "2026-10-01", ""];
    let scene = check(&programme([kept]), (1334.0, 120.0, 1.0));
    find(&scene, "done 2026-10-01");
    assert!(!scene.words().contains("over"), "it is done");
}

#[test]
fn rows_too_low_for_two_lines_of_words_say_both_things_in_one() {
    let scene = check(&design(), (1880.0, 120.0, 1.73));
    let said = scene.texts().find(|text| text.ink == Ink::Caution);
    assert_eq!(
        said.unwrap().content,
        "expected 2026-12-15, planned to 2026-09-01, 5 weeks over"
    );
}

#[test]
fn the_sentence_says_what_was_planned_what_came_and_what_is_late() {
    assert_eq!(
        design().sentence(),
        "On 2026-10-12: Prepare and launch, planned 2025-06-02 to 2025-09-01, began 2025-06-02, \
         done 2025-09-12; Design and implement, current, planned 2025-09-01 to 2026-09-01, began \
         2025-09-12, expected 2026-12-15, 5 weeks over; Monitor and sustain, planned from 2026-09-01"
    );
    let none = programme([[""; 5]]);
    assert_eq!(
        none.sentence(),
        "On 2026-10-12: Prepare and launch, no dates yet"
    );
}

#[test]
fn five_to_ten_months_are_named_however_long_the_programme_takes() {
    for to in [
        "2026-12-01",
        "2027-03-01",
        "2028-01-01",
        "2029-06-01",
        "2032-01-01",
    ] {
        let data = programme([["2026-06-01", to, "", "", ""]]);
        for width in [1334.0, 1880.0] {
            let scene = check(&data, (width, 120.0, 1.0));
            let named = months(&scene).len();
            assert!((5..=10).contains(&named), "{named} to {to} on {width}");
        }
    }
}

#[test]
fn stages_that_have_no_room_are_counted_in_words() {
    let mut data = design();
    data.stages.extend(design().stages);
    let low = check(&data, (900.0, 80.0, 1.0));
    find(&low, "and 3 more");
    let high = check(&data, (900.0, 110.0, 1.0));
    assert!(!high.words().contains("more"));
}

#[test]
fn long_names_are_cut_and_leave_the_bars_most_of_the_width() {
    let mut data = design();
    data.stages[1].name = "Design and implement in every building of the clinic ".repeat(3);
    let scene = check(&data, (600.0, 110.0, 1.0));
    assert!(scene.texts().any(|text| text.content.ends_with('…')));
    assert!(bars(&scene, false)[0].left <= 600.0 * 0.3 + 30.0);
}

#[test]
fn words_and_bars_stand_out_in_every_palette() {
    let scene = stage_timeline(&design(), 1334.0, 120.0, 1.0);
    for (palette, bar) in [(LIGHT, 4.5), (DARK, 4.5), (PRESENT, 7.0)] {
        for text in scene.texts() {
            let ground = if text.ink == Ink::Surface {
                Ink::Text
            } else {
                Ink::Surface
            };
            let found = contrast(palette.ink(text.ink), palette.ink(ground));
            assert!(found >= bar, "{} is {found:.2}", text.content);
        }
        for ink in [Ink::Accent, Ink::Axis, Ink::Text] {
            let found = contrast(palette.ink(ink), palette.surface);
            assert!(found >= 3.0, "{ink:?} is {found:.2}");
        }
    }
}
