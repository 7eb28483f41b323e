//! What every run chart promises, whatever its points, notes, words and size.

use std::cell::Cell;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::tests::{chart_by, contents};
use super::*;
use crate::chart::testing;
use crate::domain::run_chart::{FreezeWithParts, Rules, Series, analyse};

const CASES: u32 = 300;

fn any_series() -> impl Strategy<Value = Series> {
    let value = prop_oneof![1 => Just(None), 9 => (0.0..1.0_f64).prop_map(Some)];
    let steady = prop_oneof![1 => Just(None), 15 => (0.18..0.22_f64).prop_map(Some)];
    let values = prop_oneof![
        prop::collection::vec(value, 6..=120),
        prop::collection::vec(steady, 6..=120),
        prop::collection::vec((0_u8..4).prop_map(|v| Some(f64::from(v) * 0.05)), 6..=120),
    ];
    let rows = || 0_usize..120;
    (
        values,
        prop::option::of(rows()),
        prop::collection::vec(rows(), 0..=3),
        prop::collection::vec(rows(), 0..4),
        prop::option::of(0.0..0.8_f64),
    )
        .prop_map(|(mut y, freeze, parts, exclude, step)| {
            // Half of the charts change in the middle, so that signals occur.
            let middle = y.len() / 2;
            for value in y.iter_mut().skip(middle).flatten() {
                *value *= 1.0 - step.unwrap_or(0.0);
            }
            Series {
                y,
                freeze,
                parts,
                exclude,
                freeze_with_parts: FreezeWithParts::FreezeItsPart,
                ..Series::default()
            }
        })
}

/// Words as people write them, some of them very long.
fn words(most: usize) -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[A-Za-zñéø0-9·%,-]{1,9}",
        1 => "[A-Za-zñéø]{10,24}",
    ];
    prop::collection::vec(word, 1..=most).prop_map(|words| words.join(" "))
}

fn any_goal() -> impl Strategy<Value = Option<Goal>> {
    let plain = (0.0..1.2_f64).prop_map(|value| Goal {
        value,
        words: format!("Goal {:.1} % by 2027-03-31", value * 100.0),
    });
    let long = (0.0..1.2_f64, words(9)).prop_map(|(value, words)| Goal {
        value,
        words: format!("Goal {words}"),
    });
    prop_oneof![1 => Just(None), 2 => plain.prop_map(Some), 1 => long.prop_map(Some)]
}

fn any_period() -> impl Strategy<Value = Period> {
    let all = [Period::Day, Period::Week, Period::Month, Period::Quarter];
    prop::sample::select(all.to_vec())
}

fn any_chart() -> impl Strategy<Value = RunChart> {
    let notes = prop::collection::vec((0_usize..120, words(14)), 0..=12);
    let heading = prop::option::of((words(16), words(14), words(14)));
    let units = [Unit::Percent, Unit::Mg, Unit::Count, Unit::Number];
    let names = prop::collection::vec(words(9), 0..5);
    let flags = (any::<[bool; 3]>(), 0_u64..900);
    (
        any_series(),
        notes,
        any_goal(),
        heading,
        (prop::sample::select(units.to_vec()), any_period()),
        names,
        words(4),
        flags,
    )
        .prop_map(
            |(series, notes, goal, heading, (unit, period), part_names, gap_words, flags)| {
                let ([full, lists_notes, lower], from) = flags;
                let from = NaiveDate::from_ymd_opt(2023, 1, 1).unwrap() + chrono::Days::new(from);
                let points = series.y.len();
                let numbered = notes.into_iter().enumerate();
                RunChart {
                    analysis: analyse(&series, Rules::Anhoej),
                    better: if lower { Better::Lower } else { Better::Higher },
                    unit,
                    axis: if full {
                        AxisRange::Full
                    } else {
                        AxisRange::Fitted
                    },
                    goal,
                    notes: numbered
                        .map(|(index, (point, words))| ChartNote {
                            point: point % points,
                            number: index + 1,
                            words,
                        })
                        .collect(),
                    part_names,
                    gap_words: gap_words.clone(),
                    heading: heading.map(|(title, lead, rest)| Heading {
                        title,
                        lead,
                        rest,
                        kind: FindingKind::Better,
                    }),
                    lists_notes,
                    footer: lists_notes.then(|| Footer {
                        rule: "Rule: Anhøj, one for all charts".to_owned(),
                        right: gap_words,
                    }),
                    margin: if lists_notes { 16.0 } else { 0.0 },
                    ..chart_by(period, &from.to_string(), points)
                }
            },
        )
}

/// No disc touches another or any words but its own number.
fn check_discs(laid: &LaidOut) {
    for (index, (number, disc)) in laid.notes.iter().enumerate() {
        for (_, other) in laid.notes.iter().skip(index + 1) {
            assert!(!disc.overlaps(other), "{disc:?} {other:?}");
        }
        let on_it = laid.scene.texts().filter(|t| t.bounds.overlaps(disc));
        let words: Vec<&str> = on_it.map(|text| text.content.as_str()).collect();
        assert_eq!(words, [number.to_string()], "on {disc:?}");
    }
}

/// What the words `and 3 more` count, over the axis or under it.
fn more(laid: &LaidOut, is_listed: bool) -> usize {
    let is_there =
        |text: &&crate::chart::scene::Text| is_listed == (text.bounds.top > laid.plot.bottom);
    let words = laid.scene.texts().filter(is_there);
    let counts = words.filter_map(|text| {
        let text = &text.content;
        let more = text
            .strip_prefix("and ")
            .and_then(|rest| rest.strip_suffix(" more"));
        let all = text.split_once(" note").map(|(all, _)| all);
        let unlisted =
            text.ends_with("no room to list them") || text.ends_with("no room to list it");
        more.or(all.filter(|_| unlisted))?.parse::<usize>().ok()
    });
    counts.sum()
}

/// Every note is drawn or counted, and listed or counted.
fn check_notes(chart: &RunChart, laid: &LaidOut) {
    assert_eq!(
        laid.notes.len() + more(laid, false),
        chart.notes.len(),
        "discs"
    );
    if chart.lists_notes {
        let is_number = |text: &&crate::chart::scene::Text| {
            text.ink == crate::chart::Ink::Surface && text.bounds.top > laid.plot.bottom
        };
        let listed = laid.scene.texts().filter(is_number).count();
        assert_eq!(listed + more(laid, true), chart.notes.len(), "list");
    }
}

/// How many charts had something to say, and how many said it.
#[derive(Default)]
struct Tally {
    wanted: Cell<u32>,
    said: Cell<u32>,
}

impl Tally {
    fn count(&self, is_said: Option<bool>) {
        let Some(is_said) = is_said else { return };
        self.wanted.set(self.wanted.get() + 1);
        self.said.set(self.said.get() + u32::from(is_said));
    }

    fn check(&self, what: &str) {
        let (said, wanted) = (self.said.get(), self.wanted.get());
        assert!(wanted >= CASES / 3, "{what}: only {wanted}");
        assert!(said * 100 >= wanted * 95, "{what}: {said} of {wanted}");
    }
}

/// Whether the words stand somewhere, over however many lines.
fn says(laid: &LaidOut, words: &str) -> bool {
    contents(laid).join(" ").contains(words)
}

#[test]
fn no_words_of_any_chart_touch_or_leave_the_frame_and_what_matters_is_there() {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let config = Config {
        failure_persistence: None,
        ..Config::with_cases(CASES)
    };
    let (last, medians, earlier, goals) = (
        Tally::default(),
        Tally::default(),
        Tally::default(),
        Tally::default(),
    );
    let any_size = (800.0..3840.0_f32, 400.0..2160.0_f32, any::<bool>());
    let mut runner = TestRunner::new_with_rng(config, rng);
    let result = runner.run(
        &(any_chart(), any_size),
        |(chart, (width, height, present))| {
            let k = if present {
                (height / 50.0 / 12.5).max(1.0)
            } else {
                1.0
            };
            let laid = chart.lay_out(width, height, k);
            testing::check_room(&laid.scene);
            testing::check_legible(&laid.scene, k);
            check_discs(&laid);
            check_notes(&chart, &laid);
            let value = chart.analysis.values.iter().flatten().next_back();
            last.count(value.map(|value| contents(&laid).contains(&&*chart.unit.format(*value))));
            let is_said = |median| says(&laid, &format!("Median {}", chart.unit.format(median)));
            let (of_last, before) = match chart.analysis.parts.as_slice() {
                [before @ .., last] => (last.median, before),
                [] => (None, &[][..]),
            };
            medians.count(of_last.map(is_said));
            let slot = laid.plot.width() * 0.8 / chart.points.len() as f32;
            for part in before {
                let across = (part.last - part.first + 1) as f32 * slot;
                let is_wide = across > 130.0 * k;
                earlier.count(part.median.filter(|_| is_wide).map(is_said));
            }
            goals.count(chart.goal.as_ref().map(|goal| {
                let is_plain = goal.words.ends_with("2027-03-31");
                says(&laid, if is_plain { &goal.words } else { "Goal" })
            }));
            Ok(())
        },
    );
    result.unwrap();
    last.check("last value");
    medians.check("median of the last phase");
    earlier.check("medians of earlier phases");
    goals.check("goal");
}
