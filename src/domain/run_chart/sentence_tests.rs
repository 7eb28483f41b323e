//! What the words of a finding promise.

use super::super::{Series, analyse};
use super::*;

fn finding(y: &[f64], freeze: Option<usize>, better: Better) -> Finding {
    let series = Series {
        y: y.iter().map(|value| Some(*value)).collect(),
        freeze,
        ..Series::default()
    };
    let labels: Vec<String> = (1..=y.len()).map(|row| format!("m{row}")).collect();
    let words = SeriesWords {
        labels: &labels,
        periods: "months",
        better,
    };
    signal_sentence(&analyse(&series, Rules::Anhoej), words)
}

/// A baseline of ten, crossing often, then nine points below it.
fn fallen() -> Vec<f64> {
    let baseline = [21., 19., 21., 19., 21., 19., 21., 19., 21., 19.];
    let after = [15., 14., 13., 15., 14., 13., 12., 14., 12.];
    baseline.into_iter().chain(after).collect()
}

#[test]
fn a_run_is_said_with_its_points_and_what_was_expected() {
    let found = finding(&fallen(), Some(10), Better::Lower);
    assert_eq!(found.kind, FindingKind::Better);
    assert_eq!(
        found.lead,
        "Better: 10 points in a row below the baseline median, m10 to m19."
    );
    assert_eq!(found.rest, "7 or fewer are expected with 19 useful points.");
    assert_eq!(found.tile, "Better: 10 months in a row below the baseline");
    assert_eq!(found.bracket, "10 in a row below the median");
    assert_eq!(found.points, (9..19).collect::<Vec<_>>());
}

#[test]
fn the_direction_of_the_measure_decides_the_word() {
    let kind = |better| finding(&fallen(), Some(10), better).kind;
    assert_eq!(kind(Better::Higher), FindingKind::Worse);
    assert_eq!(kind(Better::Neither), FindingKind::Changed);
}

#[test]
fn an_early_run_about_a_median_of_all_points_is_not_called_worse() {
    let mut values = vec![30., 33., 31., 34., 30., 32., 31., 35., 30.];
    values.extend([
        10., 31., 11., 10., 12., 32., 10., 11., 12., 9., 10., 11., 10.,
    ]);
    let found = finding(&values, None, Better::Lower);
    assert_eq!(found.kind, FindingKind::Changed);
    assert!(
        found
            .lead
            .starts_with("Changed: 9 points in a row above the median")
    );
}

#[test]
fn a_run_inside_the_baseline_says_so() {
    let mut values = vec![10., 30., 10., 30., 10., 30.];
    values.extend([31.; 9]);
    values.extend([10., 32., 10., 10., 10., 10., 33., 9.]);
    let found = finding(&values, Some(22), Better::Lower);
    assert_eq!(found.kind, FindingKind::Changed);
    assert!(
        found.lead.starts_with("Signal inside the baseline: "),
        "{}",
        found.lead
    );
}

#[test]
fn no_signal_and_too_few_points_are_told_apart() {
    let calm: Vec<f64> = (0..28).map(|i| f64::from(i * 7 % 5)).collect();
    let found = finding(&calm, None, Better::Lower);
    assert_eq!(found.lead, "No signal in 28 months.");
    assert!(found.rest.starts_with("Longest run "));
    let few = finding(&[1., 2., 3.], None, Better::Lower);
    assert_eq!(few.lead, "Too few points to judge: 2 useful points.");
}

#[test]
fn a_part_says_its_median_and_limits() {
    let series = Series {
        y: [13., 12., 14., 11., 15., 10., 13.].map(Some).to_vec(),
        ..Series::default()
    };
    let analysis = analyse(&series, Rules::Anhoej);
    assert_eq!(
        part_sentence(&analysis.parts[0], "13.0 %"),
        "7 points, median 13.0 %. No signal: longest run 1, 5 or fewer expected."
    );
}
