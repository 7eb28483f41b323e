//! What a laid out dose timeline promises.

use proptest::prelude::*;

use super::*;
use crate::chart::Ink;
use crate::chart::scene::Item;
use crate::chart::testing;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn step(from: &str, to: &str, mg: Option<f64>) -> DoseStep {
    DoseStep {
        from: day(from),
        to: day(to),
        mg,
        has_no_factor: false,
    }
}

/// The timeline of the design: a taper with a gap and a step back.
pub(in crate::chart) fn design() -> DoseTimeline {
    let done = |days: &[&str]| days.iter().map(|d| (day(d), EventMark::Done)).collect();
    let row = |name: &str, events, end: &str, is_due| EventRow {
        name: name.to_owned(),
        events,
        end: end.to_owned(),
        is_due,
    };
    let score = |d: &str, s: &str| (day(d), EventMark::Score(s.to_owned()));
    let mut tests: Vec<_> = done(&["2024-02-01", "2025-11-01"]);
    tests.push((
        day("2024-11-01"),
        EventMark::Unexpected("unexpected".to_owned()),
    ));
    DoseTimeline {
        from: day("2023-10-01"),
        to: day("2026-10-12"),
        today: day("2026-10-12"),
        steps: vec![
            step("2023-10-01", "2024-06-30", Some(135.0)),
            step("2024-07-01", "2024-11-05", Some(112.5)),
            step("2024-11-15", "2025-05-31", Some(112.5)),
            step("2025-06-01", "2026-01-31", Some(90.0)),
            step("2026-02-01", "2026-05-31", Some(67.5)),
            step("2026-06-01", "2026-10-12", Some(90.0)),
        ],
        thresholds: (50.0, 90.0),
        unknown_words: "days not known".to_owned(),
        sedatives: vec![
            Sedative {
                label: "Clonazepam 0.5 mg".to_owned(),
                spans: vec![
                    (day("2024-03-01"), day("2024-12-31")),
                    (day("2026-05-04"), day("2026-10-12")),
                ],
            },
            Sedative {
                label: "Carisoprodol 350 mg".to_owned(),
                spans: vec![(day("2025-09-01"), day("2026-10-12"))],
            },
        ],
        rows: vec![
            row(
                "PDMP",
                done(&["2023-12-01", "2024-03-01", "2026-07-20"]),
                "next by 2027-01",
                false,
            ),
            row("UDT", tests, "due 2026-10-27", true),
            row(
                "PEG",
                vec![score("2024-01-02", "6.3"), score("2026-09-02", "3.7")],
                "up 2.0",
                false,
            ),
        ],
        notes: vec![
            (day("2024-07-01"), 1),
            (day("2025-06-01"), 2),
            (day("2026-06-01"), 3),
        ],
    }
}

fn check_room(laid: &LaidOutTimeline) {
    testing::check_words(&laid.scene);
}

#[test]
fn the_timeline_of_the_design_says_everything_in_words() {
    let laid = design().lay_out(944.0, 330.0, 1.0);
    check_room(&laid);
    let words: Vec<&str> = laid
        .scene
        .texts()
        .map(|text| text.content.as_str())
        .collect();
    for expected in [
        "135.0",
        "112.5",
        "90.0",
        "67.5",
        "90 or more",
        "50 to 89",
        "9 days",
        "no fill",
        "today",
        "Sedatives",
        "Clonazepam 0.5 mg",
        "Carisoprodol 350 mg",
        "PDMP",
        "UDT",
        "PEG",
        "6.3",
        "unexpected",
        "due 2026-10-27",
        "2024-07",
        "1",
        "3",
    ] {
        assert!(
            words.contains(&expected),
            "{expected:?} is missing in {words:?}"
        );
    }
    assert_eq!(words.iter().filter(|word| **word == "90.0").count(), 2);
    assert_eq!(laid.events.len(), 8);
}

#[test]
fn the_dose_is_steps_never_slopes() {
    let laid = design().lay_out(944.0, 330.0, 1.0);
    let mut pieces = 0;
    for item in &laid.scene.items {
        let Item::Line { points, stroke } = item else {
            continue;
        };
        if stroke.ink != Ink::Series {
            continue;
        }
        pieces += 1;
        for (a, b) in points.iter().zip(points.iter().skip(1)) {
            assert!(
                (a.0 - b.0).abs() < 1e-3 || (a.1 - b.1).abs() < 1e-3,
                "{a:?} {b:?}"
            );
        }
    }
    assert_eq!(pieces, 2, "the gap breaks the line");
}

#[test]
fn the_band_is_told_by_the_dose_as_it_is_shown() {
    let timeline = design();
    for (mg, band) in [
        (49.94, Band::Low),
        (49.96, Band::Mid),
        (89.94, Band::Mid),
        (89.95, Band::High),
        (90.0, Band::High),
    ] {
        assert_eq!(timeline.band(mg), band, "{mg}");
    }
}

#[test]
fn an_unknown_dose_is_hatched_with_a_question_mark_and_words() {
    let mut timeline = design();
    timeline.steps[2].mg = None;
    let laid = timeline.lay_out(944.0, 330.0, 1.0);
    check_room(&laid);
    let words = laid.scene.words();
    assert!(
        words.contains('?') && words.contains("days not known"),
        "{words}"
    );
    let slanted = laid.scene.items.iter().filter(|item| {
        matches!(item, Item::Line { points, .. }
            if points.len() == 2 && (points[0].0 - points[1].0).abs() > 1.0
                && (points[0].1 - points[1].1).abs() > 1.0)
    });
    assert!(slanted.count() > 10);
}

#[test]
fn a_position_tells_its_day() {
    let laid = design().lay_out(944.0, 330.0, 1.0);
    assert_eq!(laid.day_at(laid.plot.left + 0.1), Some(day("2023-10-01")));
    assert_eq!(laid.day_at(laid.plot.right - 0.1), Some(day("2026-10-12")));
    assert_eq!(laid.day_at(laid.plot.left - 5.0), None);
}

fn any_timeline() -> impl Strategy<Value = DoseTimeline> {
    let words = || "[A-Za-zé0-9.]{1,12}( [A-Za-z0-9.]{1,10}){0,3}";
    let step = (
        0_u64..40,
        1_u64..200,
        prop::option::weighted(0.85, 0.0..400.0_f64),
    );
    let spans = || prop::collection::vec((0_u64..1200, 1_u64..300), 0..4);
    let event = (
        0_u64..1300,
        prop_oneof![
            Just(EventMark::Done),
            words().prop_map(EventMark::Unexpected),
            "[0-9]\\.[0-9]".prop_map(EventMark::Score),
        ],
    );
    (
        prop::collection::vec(step, 0..14),
        prop::collection::vec((words(), spans()), 0..4),
        prop::collection::vec(
            (words(), prop::collection::vec(event, 0..14), words()),
            0..5,
        ),
        prop::collection::vec(0_u64..1300, 0..12),
        30_u64..1300,
        words(),
    )
        .prop_map(|(steps, sedatives, rows, notes, days, unknown_words)| {
            let start = day("2023-01-10");
            let at = |days: u64| start + chrono::Days::new(days);
            let mut next = 0;
            let steps = steps.into_iter().map(|(gap, length, mg)| {
                let from = next + gap / 3 * (gap % 3);
                next = from + length;
                DoseStep {
                    from: at(from),
                    to: at(next - 1),
                    mg,
                    has_no_factor: false,
                }
            });
            DoseTimeline {
                from: start,
                to: at(days),
                today: at(days * 9 / 10),
                steps: steps.collect(),
                thresholds: (50.0, 90.0),
                unknown_words,
                sedatives: sedatives
                    .into_iter()
                    .map(|(label, spans)| Sedative {
                        label,
                        spans: spans.into_iter().map(|(a, b)| (at(a), at(a + b))).collect(),
                    })
                    .collect(),
                rows: rows
                    .into_iter()
                    .map(|(name, events, end)| EventRow {
                        name,
                        events: events.into_iter().map(|(d, mark)| (at(d), mark)).collect(),
                        is_due: end.len() % 2 == 0,
                        end,
                    })
                    .collect(),
                notes: notes
                    .into_iter()
                    .enumerate()
                    .map(|(i, d)| (at(d), i + 1))
                    .collect(),
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn no_words_of_any_timeline_touch_or_leave_the_frame(
        timeline in any_timeline(),
        width in 500.0..2600.0_f32,
        height in 260.0..900.0_f32,
        present in any::<bool>(),
    ) {
        check_room(&timeline.lay_out(width, height, if present { 1.73 } else { 1.0 }));
    }
}
