//! How long a run chart takes: judged, laid out and written as a picture, beside qicharts2.
//!
//! Run with `cargo bench --bench charts`. Prints processor time of one thread (wall time where
//! the system does not tell), the mean of many runs; look at it on a quiet machine.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench ends where something fails"
)]

use std::hint::black_box;
use std::time::Instant;

use chrono::{Months, NaiveDate};
use sixblocks::chart::run_chart::{
    AxisRange, ChartNote, ChartPoint, Footer, Goal, Heading, LaidOut, RunChart, Unit,
};
use sixblocks::chart::{LIGHT, export};
use sixblocks::domain::measure::Period;
use sixblocks::domain::run_chart::{
    Analysis, Better, FindingKind, FreezeWithParts, Rules, Series, analyse,
};

/// Points, and what qicharts2 0.8.1 takes for them in ms of processor time: the analysis, and a
/// PNG of 1200 × 600 with notes and a target.
const SIZES: [(usize, f64, f64); 3] = [
    (24, 24.0, 446.0),
    (120, 104.0, 701.0),
    (1000, 863.0, 1537.0),
];
/// How many times faster each must be.
const DEMAND: f64 = 50.0;
/// The longest that a picture on the screen may take to lay out, in ms.
const LAYOUT: f64 = 4.0;

/// Noise about a level that falls by a fifth in the middle; every 17th point is missing.
fn series(points: usize) -> Series {
    let mut state = 20_261_122_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(state >> 8) / f64::from(1_u32 << 24) - 0.5
    };
    let level = |index| if index < points / 2 { 0.2 } else { 0.16 };
    let y = (0..points).map(|index| {
        let value = level(index) * 90.0 + noise() * 5.0;
        (index % 17 != 5).then_some(value)
    });
    Series {
        y: y.collect(),
        n: Some(vec![Some(90.0); points]),
        freeze: Some(points / 3),
        parts: vec![points * 3 / 4],
        freeze_with_parts: FreezeWithParts::FreezeItsPart,
        ..Series::default()
    }
}

fn chart(analysis: Analysis) -> RunChart {
    let points = analysis.values.len();
    let first = NaiveDate::from_ymd_opt(1950, 1, 31).unwrap();
    let point = |index: usize| ChartPoint {
        on: first + Months::new(index as u32),
        n: Some(84 + index as u32 % 9),
    };
    let note = |number: usize| ChartNote {
        point: points * number / 5,
        number,
        words: "2025-08 · Policy with dose review at 90 adopted".to_owned(),
    };
    RunChart {
        points: (0..points).map(point).collect(),
        period: Period::Month,
        analysis,
        better: Better::Lower,
        unit: Unit::Percent,
        axis: AxisRange::Fitted,
        goal: Some(Goal {
            value: 0.1,
            words: "Goal 10 % by 2027-03-31".to_owned(),
        }),
        notes: (1..=4).map(note).collect(),
        part_names: vec!["Phase 1 · baseline, frozen".to_owned()],
        gap_words: "no extract".to_owned(),
        heading: Some(Heading {
            title: "Patients at MED 90 or more".to_owned(),
            lead: "Better: 8 points in a row below the baseline median.".to_owned(),
            rest: "7 or fewer are expected with 19 useful points.".to_owned(),
            kind: FindingKind::Better,
        }),
        lists_notes: true,
        footer: Some(Footer {
            rule: "Rule: Anhøj".to_owned(),
            right: "n patients on LtOT at month's end".to_owned(),
        }),
        margin: 24.0,
    }
}

/// Processor time of this thread so far in ms, where the system tells it.
fn processor_ms() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = told.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e6)
}

/// What one run takes in ms: the mean of as many as fill a third of a second, since processor
/// time is told in steps of some ms.
fn time<T>(mut work: impl FnMut() -> T) -> f64 {
    const ENOUGH: f64 = 330.0;
    black_box(work());
    let (wall, from) = (Instant::now(), processor_ms());
    let mut runs = 0.0;
    loop {
        black_box(work());
        runs += 1.0;
        let taken = match (from, wall.elapsed().as_secs_f64() * 1000.0) {
            (_, wall) if wall < ENOUGH => continue,
            (Some(from), wall) => processor_ms().map_or(wall, |to| to - from),
            (None, wall) => wall,
        };
        if taken >= ENOUGH {
            return taken / runs;
        }
    }
}

fn report(what: &str, ours: f64, theirs: f64) {
    let verdict = if ours * DEMAND <= theirs {
        "met"
    } else {
        "NOT met"
    };
    println!(
        "{what:<32} {ours:>9.3} ms   qicharts2 {theirs:>6.0} ms   {:>7.0} times faster, {DEMAND} demanded: {verdict}",
        theirs / ours
    );
}

fn main() {
    for (points, their_analysis, their_picture) in SIZES {
        let series = series(points);
        let chart = chart(analyse(&series, Rules::Anhoej));
        let wide = |width, height| -> LaidOut { chart.lay_out(width, height, 1.0) };
        let picture = || export::to_png(&wide(1200.0, 600.0).scene, &LIGHT, 1.0).unwrap();
        // The first picture of all loads the fonts.
        let wall = Instant::now();
        black_box(picture());
        let first = wall.elapsed().as_secs_f64() * 1000.0;
        let ours = time(|| analyse(black_box(&series), Rules::Anhoej));
        report(
            &format!("analysis of {points} points"),
            ours,
            their_analysis,
        );
        let ours = time(|| wide(1000.0, 560.0));
        let verdict = if ours <= LAYOUT { "met" } else { "NOT met" };
        println!(
            "{:<32} {ours:>9.3} ms   {LAYOUT} ms demanded: {verdict}",
            format!("layout 1000 × 560, {points} points")
        );
        let ours = time(picture);
        report(
            &format!("PNG 1200 × 600, {points} points"),
            ours,
            their_picture,
        );
        println!("{:<32} {first:>9.3} ms", "the same for the first time");
    }
}
