//! What a laid out spread promises.

use super::super::page::Heading;
use super::super::scene::{Dash, Item, Rect, Text};
use super::super::testing::{check_legible, check_room, sizes};
use super::*;
use crate::chart::Ink;

fn dot(score: u8, label: &str) -> Dot {
    Dot {
        score,
        label: (!label.is_empty()).then(|| label.to_owned()),
        is_shared: label == "Team",
    }
}

/// The item of the design: six groups, a median and the baseline.
pub(in crate::chart) fn design() -> Spread {
    Spread {
        dots: vec![
            dot(3, "Front desk"),
            dot(4, "MAs and nurses"),
            dot(5, "Behavioural health"),
            dot(6, "Clinicians"),
            dot(7, "Pharmacy"),
            dot(10, "Leaders"),
        ],
        levels: [
            "Not noticed, no preparation",
            "Noticed at times, not prepared",
            "Noticed, talked over now and then",
            "Always noticed, chart checked, safe-use steps ready",
        ]
        .map(str::to_owned),
        median: Some(5.5),
        former: Some(("baseline".to_owned(), 3.0)),
        ..Spread::default()
    }
}

fn all_on(score: u8, count: usize) -> Spread {
    Spread {
        dots: vec![dot(score, ""); count],
        ..design()
    }
}

/// The label of a dot, if the picture has it: its words beside it.
fn label_of<'a>(laid: &'a LaidOutSpread, dot: &PlacedDot, words: &str, k: f32) -> Option<&'a Text> {
    laid.scene.texts().find(|text| {
        let bounds = text.bounds;
        let gap = (bounds.left - dot.at.0).max(dot.at.0 - bounds.right) - dot.radius;
        let middle = f32::midpoint(bounds.top, bounds.bottom);
        let is_beside = (0.0..7.0 * k).contains(&gap);
        text.content == words && is_beside && (middle - dot.at.1).abs() < text.style.size * 0.2
    })
}

/// The box of the solid line of the median.
fn median_line(laid: &LaidOutSpread) -> Option<Rect> {
    laid.scene.items.iter().find_map(|item| match item {
        Item::Line { points, stroke }
            if stroke.ink == Ink::Median && stroke.dash == Dash::Solid =>
        {
            let (from, to) = (points[0], points[1]);
            Some(Rect::new(from.0 - 0.1, from.1, to.0 + 0.1, to.1))
        }
        _ => None,
    })
}

/// No label on a dot or on the median; every dot within its panel; every label shown or returned.
pub(super) fn check(spread: &Spread, (width, height, k): (f32, f32, f32)) -> LaidOutSpread {
    let laid = spread.lay_out(width, height, k);
    check_room(&laid.scene);
    check_legible(&laid.scene, k);
    let texts: Vec<&Text> = laid.scene.texts().collect();
    for dot in &laid.dots {
        let circle = Rect::about(dot.at, dot.radius * 0.98);
        assert!(laid.plot.contains(&circle), "{dot:?} of {:?}", laid.plot);
        for text in &texts {
            assert!(!text.bounds.overlaps(&circle), "{text:?} on {dot:?}");
        }
        let of = &spread.dots[dot.index];
        let slot = laid.plot.width() / 12.0;
        let x = laid.plot.left + slot * (f32::from(of.score) - 0.5);
        assert!((dot.at.0 - x).abs() < 0.01);
        let words = of.words();
        let is_named = words.is_some_and(|words| label_of(&laid, dot, words, k).is_some());
        let is_returned = laid.unlabelled.contains(&dot.index);
        assert_eq!(is_named || words.is_none(), !is_returned, "{of:?}");
    }
    if let Some(line) = median_line(&laid) {
        for text in &texts {
            assert!(!text.bounds.overlaps(&line), "{text:?} on the median");
        }
    }
    assert_eq!(laid, spread.lay_out(width, height, k), "always the same");
    laid
}

#[test]
fn the_spread_of_the_design_names_every_group_and_both_medians() {
    for (width, height, k) in [
        (1816.0, 640.0, 1.76),
        (968.0, 420.0, 1.0),
        (700.0, 360.0, 1.0),
    ] {
        let laid = check(&design(), (width, height, k));
        assert!(
            laid.unlabelled.is_empty(),
            "{:?} at {width}",
            laid.unlabelled
        );
        let words = laid.scene.words();
        for expected in [
            "Level 1",
            "Level 4",
            "median 5.5",
            "baseline 3",
            "12",
            "Leaders",
        ] {
            assert!(words.contains(expected), "{expected} is missing in {words}");
        }
    }
}

#[test]
fn words_meet_nothing_in_any_size_with_short_and_with_long_descriptions() {
    let mut long = design();
    long.levels = [1, 2, 3, 4].map(|level| {
        let sentence = "Gaps are seen in the huddle and talked over now and then; ";
        format!(
            "{} {}",
            sentence.repeat(4),
            "interdisciplinary ".repeat(level)
        )
    });
    long.dots.push(dot(6, "Team"));
    for size in sizes() {
        check(&design(), size);
        check(&long, size);
    }
}

#[test]
fn descriptions_are_whole_where_they_fit_half_the_height_and_small_only_where_they_must() {
    let mut spread = design();
    let sentence = "The written way is part of every visit, of training and of the record; gaps \
                    are counted each month, shown on the wall and closed within a week by a \
                    person with protected time, and patients know what will happen next.";
    spread.levels = [sentence; 4].map(str::to_owned);
    let size_of = |laid: &LaidOutSpread, start: &str| {
        let mut texts = laid.scene.texts();
        texts
            .find(|text| text.content.starts_with(start))
            .unwrap()
            .style
            .size
    };
    let laid = check(&spread, (968.0, 440.0, 1.0));
    let joined = laid.scene.texts().map(|text| text.content.as_str());
    let joined = joined.collect::<Vec<_>>().join(" ");
    assert!(
        joined.contains("closed within") && !joined.contains('…'),
        "{joined}"
    );
    assert!((size_of(&laid, "The written") - 12.5).abs() < 0.01);
    let short = check(&design(), (968.0, 440.0, 1.0));
    assert!((size_of(&short, "Not noticed") - 15.0).abs() < 0.01);
    let small = check(&spread, (520.0, 300.0, 1.0));
    let middle = small.plot.top + small.plot.height() / 2.0;
    let ends: Vec<&Text> = small
        .scene
        .texts()
        .filter(|t| t.content.ends_with('…'))
        .collect();
    assert_eq!(
        ends.len(),
        4,
        "cut only at the smallest size and beyond half the height"
    );
    assert!(ends.iter().all(|text| text.bounds.bottom <= middle));
}

#[test]
fn up_to_forty_equal_answers_stand_one_by_one_and_more_are_counted() {
    let laid = check(&all_on(5, 40), (968.0, 440.0, 1.0));
    let mut heights: Vec<f32> = laid.dots.iter().map(|dot| dot.at.1).collect();
    heights.dedup();
    assert_eq!(heights.len(), 40);
    let laid = check(&all_on(5, 41), (968.0, 440.0, 1.0));
    assert!(laid.scene.texts().any(|text| text.content == "× 41"));
    assert_eq!(laid.dots.len(), 41, "all can be pointed at");
    assert_eq!(laid.dots_near(laid.dots[0].at, 5.0).len(), 41);
    let mut with_team = all_on(5, 50);
    with_team.dots.push(dot(5, "Team"));
    let laid = check(&with_team, (968.0, 440.0, 1.0));
    let words = laid.scene.words();
    assert!(words.contains("× 50") && words.contains("Team"), "{words}");
}

#[test]
fn a_number_of_answers_is_said_in_every_size() {
    let mut spread = design();
    spread.dots.extend(vec![dot(5, ""); 60]);
    spread.dots.extend(vec![dot(6, ""); 45]);
    for size in sizes() {
        let words = check(&spread, size).scene.words();
        assert!(words.contains("× 61") && words.contains("× 46"), "{size:?}");
    }
}

#[test]
fn the_teams_answer_is_a_ring_at_the_foot_of_its_stack_and_has_a_name() {
    let mut spread = all_on(4, 3);
    spread.dots.push(Dot {
        is_shared: true,
        ..dot(4, "")
    });
    let laid = check(&spread, (700.0, 360.0, 1.0));
    let lowest = laid.dots.iter().max_by(|a, b| a.at.1.total_cmp(&b.at.1));
    assert_eq!(lowest.map(|dot| dot.index), Some(3));
    assert!(laid.scene.words().contains("team answer"));
    let rings = laid.scene.items.iter().filter(|item| {
        matches!(item, Item::Mark { rim: Some((width, Ink::Series)), fill: Ink::Surface, .. } if *width > 2.0)
    });
    assert_eq!(rings.count(), 1);
}

#[test]
fn without_answers_it_says_so_and_a_blank_is_no_dot() {
    let mut spread = design();
    spread.dots = vec![dot(0, "Blank"), dot(13, "Beyond")];
    spread.median = None;
    let laid = check(&spread, (700.0, 360.0, 1.0));
    assert!(laid.dots.is_empty() && laid.unlabelled.is_empty());
    assert!(laid.scene.words().contains("No answers yet"));
    assert_eq!(spread.summary(), "no answers yet, baseline 3");
    for size in sizes() {
        check(&Spread::default(), size);
    }
}

#[test]
fn two_equal_medians_are_one_line_with_both_words() {
    let mut spread = design();
    spread.former = Some(("baseline".to_owned(), 5.5));
    let laid = check(&spread, (968.0, 440.0, 1.0));
    let lines = laid
        .scene
        .items
        .iter()
        .filter(|item| matches!(item, Item::Line { stroke, .. } if stroke.ink == Ink::Median));
    assert_eq!(lines.count(), 1);
    let words = laid.scene.words();
    assert!(words.contains("median 5.5") && words.contains("baseline 5.5"));
}

#[test]
fn a_dot_can_be_pointed_at() {
    let laid = design().lay_out(968.0, 440.0, 1.0);
    let (x, y) = laid.dots[2].at;
    assert_eq!(laid.dots_near((x + 3.0, y - 4.0), 12.0), [2]);
    assert!(laid.dots_near((x, y - 200.0), 12.0).is_empty());
}

#[test]
fn a_picture_that_leaves_the_window_carries_its_title_and_source() {
    let mut spread = design();
    spread.surround = Surround {
        heading: Some(Heading {
            title: "11 Prepared visits".to_owned(),
            sentence: spread.summary(),
        }),
        footer: Some("Cedar Fork Clinic".to_owned()),
        margin: 16.0,
    };
    let laid = check(&spread, (1280.0, 720.0, 1.0));
    let words = laid.scene.words();
    assert!(words.starts_with("Cedar Fork Clinic, 11 Prepared visits, 6 answers, 3 to 10"));
}
