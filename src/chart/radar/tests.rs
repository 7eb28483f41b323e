//! What a laid out radar promises.

use proptest::prelude::*;

use super::super::page::Heading;
use super::super::scene::{Dash, Item, Text};
use super::super::testing::{check_legible, check_room, sizes};
use super::*;
use crate::chart::Ink;

const BLOCKS: [&str; 6] = [
    "1 Leadership",
    "2 Policies",
    "3 Tracking",
    "4 Visits",
    "5 Complex needs",
    "6 Measuring",
];

fn series(name: &str, values: &[f64]) -> RadarSeries {
    let values = values.iter().map(|value| (*value > 0.0).then_some(*value));
    RadarSeries {
        name: name.to_owned(),
        values: values.collect(),
    }
}

/// Six blocks in two rounds; 0 stands for nobody answered.
fn radar(former: [f64; 6], latter: [f64; 6]) -> Radar {
    Radar {
        spokes: BLOCKS.map(str::to_owned).to_vec(),
        former: Some(series("Baseline, June 2025", &former)),
        latter: Some(series("Repeat, October 2026", &latter)),
        surround: Surround::default(),
    }
}

const FORMER: [f64; 6] = [4.0, 3.0, 2.5, 5.0, 6.0, 1.0];
const LATTER: [f64; 6] = [8.0, 6.5, 6.7, 7.0, 5.0, 4.0];

/// Two rounds that differ.
pub(in crate::chart) fn design() -> Radar {
    radar(FORMER, LATTER)
}

/// Words meet nothing, not even an outline; every value is a point, every name shown or returned.
fn check(radar: &Radar, (width, height, k): (f32, f32, f32)) -> LaidOutRadar {
    let laid = radar.lay_out(width, height, k);
    check_room(&laid.scene);
    check_legible(&laid.scene, k);
    let known = |series: &Option<RadarSeries>| {
        let of = series.iter();
        of.flat_map(|of| (0..radar.spokes.len()).filter_map(|spoke| of.value(spoke)))
            .count()
    };
    let shown = if radar.spokes.len() < 3 {
        0
    } else {
        known(&radar.former) + known(&radar.latter)
    };
    assert_eq!(laid.values.len(), shown);
    for item in &laid.scene.items {
        if let Item::Line { points, stroke } = item
            && matches!(stroke.ink, Ink::Series | Ink::Neutral)
        {
            for (from, to) in points.iter().zip(points.iter().skip(1)) {
                let crosses = |text: &&Text| text.bounds.meets_line(*from, *to);
                assert_eq!(laid.scene.texts().find(crosses), None);
            }
        }
    }
    assert_eq!(laid, radar.lay_out(width, height, k), "always the same");
    laid
}

fn outlines(laid: &LaidOutRadar, dash: Dash) -> Vec<usize> {
    let lines = laid.scene.items.iter().filter_map(|item| match item {
        // Longer than the sample in the key.
        Item::Line { points, stroke }
            if stroke.dash == dash && matches!(stroke.ink, Ink::Series | Ink::Neutral) =>
        {
            Some(points.len())
        }
        _ => None,
    });
    lines.skip(1).collect()
}

#[test]
fn six_blocks_in_two_rounds_are_said_in_words() {
    let laid = check(&radar(FORMER, LATTER), (700.0, 440.0, 1.0));
    assert!(laid.unlabelled.is_empty());
    let words = laid.scene.words();
    for expected in [
        "Baseline, June 2025",
        "Repeat, October 2026",
        "5 Complex needs",
        "6.5, was 3",
        "10",
        "12",
    ] {
        assert!(words.contains(expected), "{expected} is missing in {words}");
    }
    assert_eq!(outlines(&laid, Dash::Solid), [7], "closed");
    assert_eq!(outlines(&laid, Dash::Dashed), [7], "closed");
    let summary = radar(FORMER, LATTER).summary();
    assert!(summary.starts_with("1 Leadership 8, was 4; 2 Policies 6.5, was 3"));
}

#[test]
fn a_block_without_answers_breaks_the_outline_and_is_never_a_zero() {
    let missing = radar(FORMER, [8.0, 0.0, 6.7, 7.0, 5.0, 4.0]);
    let laid = check(&missing, (700.0, 440.0, 1.0));
    assert_eq!(
        outlines(&laid, Dash::Solid),
        [5],
        "open at the second spoke"
    );
    assert!(laid.scene.words().contains("no answers, was 3"));
    assert_eq!(laid.values.len(), 11);
    let alone = radar([0.0; 6], [8.0, 0.0, 6.7, 0.0, 5.0, 0.0]);
    let laid = check(&alone, (700.0, 440.0, 1.0));
    assert!(
        outlines(&laid, Dash::Solid).is_empty(),
        "points without lines"
    );
    assert!(laid.scene.words().contains("8, no former answer"));
    let none = check(&radar([0.0; 6], [0.0; 6]), (700.0, 440.0, 1.0));
    assert!(none.values.is_empty());
    let said = none
        .scene
        .texts()
        .filter(|text| text.content == "no answers");
    assert_eq!(said.count(), 6);
}

#[test]
fn a_one_stands_on_the_hub_and_a_twelve_on_the_rim() {
    let laid = radar([1.0; 6], [12.0; 6]).lay_out(700.0, 500.0, 1.0);
    let of = |spoke, is_former| {
        let mut values = laid.values.iter();
        let value = values.find(|v| v.spoke == spoke && v.is_former == is_former);
        value.unwrap().at
    };
    let reach = |is_former| (of(3, is_former).1 - of(0, is_former).1) / 2.0;
    assert!(reach(true) > 5.0, "not all in one point");
    assert!((reach(true) / reach(false) - 0.1).abs() < 0.01);
    let found = laid.value_near((of(2, false).0 - 3.0, of(2, false).1), 10.0);
    assert_eq!(
        found.map(|value| (value.spoke, value.is_former)),
        Some((2, false))
    );
    assert_eq!(laid.value_near((0.0, 0.0), 10.0), None);
}

#[test]
fn words_meet_nothing_in_any_size() {
    let with_gap = radar([0.0, 3.0, 12.0, 5.0, 6.0, 1.0], [12.0; 6]);
    for size in sizes() {
        check(&radar(FORMER, LATTER), size);
        check(&radar(LATTER, LATTER), size);
        check(&with_gap, size);
    }
}

#[test]
fn fewer_than_three_spokes_are_no_radar_and_are_told_so() {
    let two = Radar {
        spokes: vec!["1 Leadership".to_owned(), "2 Policies".to_owned()],
        ..Radar::default()
    };
    let laid = check(&two, (520.0, 300.0, 1.0));
    assert_eq!(laid.scene.words(), "A radar needs three blocks or more");
}

fn any_radar() -> impl Strategy<Value = Radar> {
    let words = || "[A-Za-zéø0-9,-]{1,14}( [A-Za-zéø0-9,-]{1,14}){0,4}";
    let value = || prop::option::weighted(0.85, (2_u8..=24).prop_map(|half| f64::from(half) / 2.0));
    let of = move || {
        let values = prop::collection::vec(value(), 0..24);
        prop::option::weighted(0.9, (words(), values))
    };
    let spokes = prop_oneof![
        2 => prop::collection::vec(words(), 6..=6),
        1 => prop::collection::vec(words(), 0..23),
    ];
    (spokes, of(), of(), prop::option::of((words(), words()))).prop_map(
        |(spokes, former, latter, heading)| {
            let series = |(name, values)| RadarSeries { name, values };
            Radar {
                spokes,
                former: former.map(series),
                latter: latter.map(series),
                surround: Surround {
                    margin: if heading.is_some() { 16.0 } else { 0.0 },
                    footer: heading.as_ref().map(|(title, _)| title.clone()),
                    heading: heading.map(|(title, sentence)| Heading { title, sentence }),
                },
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(120) })]

    #[test]
    fn no_words_of_any_radar_touch_or_leave_the_frame(
        radar in any_radar(),
        width in 300.0..2000.0_f32,
        height in 200.0..1100.0_f32,
        present in any::<bool>(),
    ) {
        check(&radar, (width, height, if present { 1.73 } else { 1.0 }));
    }
}
