//! What the judgement of a series promises.

use super::super::{Direction, ShiftLength, TrendLength};
use super::*;

fn series(y: &[f64]) -> Series {
    Series {
        y: y.iter().map(|value| Some(*value)).collect(),
        ..Series::default()
    }
}

fn signs(analysis: &Analysis) -> Vec<Option<i8>> {
    let sign = |side: &Option<Side>| side.map(Side::sign);
    analysis.side.iter().map(sign).collect()
}

#[test]
fn a_series_is_read_as_other_tools_write_it() {
    let text = r#"{"y": [1, null, 3.5], "n": null, "freeze": 2, "part": null, "exclude": null,
        "cl": 2, "rules": "anhoej"}"#;
    let read: Series = serde_json::from_str(text).unwrap();
    let expected = Series {
        y: vec![Some(1.0), None, Some(3.5)],
        freeze: Some(2),
        centre: Some(2.0),
        ..Series::default()
    };
    assert_eq!(read, expected);
    let read: Series = serde_json::from_str(r#"{"y": [], "part": [4], "exclude": [1]}"#).unwrap();
    assert_eq!((read.parts, read.exclude), (vec![4], vec![1]));
}

const SHIFTED: [f64; 20] = [
    60., 60., 60., 60., 60., 40., 40., 40., 40., 40., 40., 40., 40., 60., 60., 60., 40., 60., 40.,
    60.,
];

#[test]
fn a_run_longer_than_expected_signals() {
    let analysis = analyse(&series(&SHIFTED), Rules::Anhoej);
    let part = &analysis.parts[0];
    assert_eq!(
        (part.n_obs, part.n_useful, part.median),
        (20, 20, Some(50.0))
    );
    assert_eq!((part.longest_run, part.longest_run_max), (Some(8), Some(7)));
    assert_eq!((part.n_crossings, part.n_crossings_min), (Some(6), Some(6)));
    assert!(part.runs_signal);
    assert_eq!(analysis.shifts.len(), 1);
    assert_eq!(analysis.shifts[0].points, (5..13).collect::<Vec<_>>());
    assert!(analysis.trends.is_empty());
}

#[test]
fn too_few_crossings_signal_and_too_many_do_not() {
    let halves: Vec<f64> = (0..10).map(|i| if i < 5 { 40. } else { 60. }).collect();
    let part = analyse(&series(&halves), Rules::Anhoej).parts.remove(0);
    assert!(part.runs_signal && part.crossings_too_few() && !part.run_too_long());
    let zigzag: Vec<f64> = (0..40).map(|i| if i % 2 == 0 { 1. } else { 9. }).collect();
    assert!(!analyse(&series(&zigzag), Rules::Anhoej).parts[0].runs_signal);
}

#[test]
fn missing_and_excluded_points_and_points_on_the_median_are_skipped() {
    let mut input = series(&[3., 9., 5., 4., 6., 100., 5.]);
    input.y[1] = None;
    input.exclude = vec![6, 99];
    let analysis = analyse(&input, Rules::Anhoej);
    let part = &analysis.parts[0];
    assert_eq!((part.n_obs, part.n_useful, part.median), (6, 3, Some(5.0)));
    let expected = [Some(-1), None, Some(0), Some(-1), Some(1), None, Some(0)];
    assert_eq!(signs(&analysis), expected);
    assert_eq!(part.longest_run, Some(2));
}

#[test]
fn fractions_without_a_denominator_are_missing() {
    let mut input = series(&[1., 0., 3., 1.]);
    input.n = Some(vec![Some(2.), Some(0.), None, Some(0.)]);
    let analysis = analyse(&input, Rules::Anhoej);
    let values = [Some(0.5), None, None, Some(f64::INFINITY)];
    assert_eq!(analysis.values, values);
}

#[test]
fn a_frozen_baseline_counts_rows_and_is_held_over_the_rest() {
    let mut input = series(&[1., 0., 0., 9., 9.]);
    input.y[1] = None;
    input.y[2] = None;
    input.freeze = Some(3);
    let analysis = analyse(&input, Rules::Anhoej);
    assert_eq!(analysis.parts[0].median, Some(1.0));
    assert_eq!(analysis.parts[0].baseline_last, Some(3));
    assert_eq!(signs(&analysis)[3..], [Some(1), Some(1)]);
    input.freeze = Some(9);
    assert_eq!(analyse(&input, Rules::Anhoej).parts[0].median, Some(9.0));
}

#[test]
fn parts_are_judged_alone_and_ignore_a_baseline_unless_told() {
    let mut input = series(&[1., 3., 5., 7., 20., 22., 24.]);
    input.parts = vec![4, 0, 4, 70];
    input.freeze = Some(2);
    let medians = |input: &Series| -> Vec<Option<f64>> {
        let parts = analyse(input, Rules::Anhoej).parts;
        parts.iter().map(|part| part.median).collect()
    };
    assert_eq!(medians(&input), [Some(4.0), Some(22.0)]);
    input.freeze_with_parts = FreezeWithParts::FreezeItsPart;
    assert_eq!(medians(&input), [Some(2.0), Some(22.0)]);
    input.freeze = Some(6);
    assert_eq!(medians(&input), [Some(4.0), Some(21.0)]);
}

#[test]
fn a_given_centre_replaces_every_median() {
    let mut input = series(&[1., 3., 5., 7.]);
    input.parts = vec![2];
    input.centre = Some(4.0);
    let analysis = analyse(&input, Rules::Anhoej);
    assert_eq!(signs(&analysis), [Some(-1), Some(-1), Some(1), Some(1)]);
    assert_eq!(analysis.parts[1].median, Some(4.0));
}

#[test]
fn nothing_observed_gives_no_median_and_no_signal() {
    let input = Series {
        y: vec![None; 8],
        ..Series::default()
    };
    let part = analyse(&input, Rules::Anhoej).parts.remove(0);
    assert_eq!((part.n_obs, part.n_useful, part.median), (8, 0, None));
    assert_eq!((part.longest_run, part.n_crossings_min), (None, None));
    assert!(!part.runs_signal);
    assert!(analyse(&Series::default(), Rules::Anhoej).parts.is_empty());
}

#[test]
fn ihi_rules_find_shifts_trends_and_run_counts() {
    let rules = Rules::Ihi {
        shift: ShiftLength::Eight,
        trend: Some(TrendLength::Five),
        runs: true,
    };
    let analysis = analyse(&series(&SHIFTED), rules);
    assert_eq!(analysis.shifts.len(), 1);
    assert!(analysis.trends.is_empty());
    // 20 useful points allow 7 to 15 runs, and there are 7.
    assert_eq!(analysis.signals.len(), 1);

    let rising: Vec<f64> = (0..12).map(f64::from).collect();
    let analysis = analyse(&series(&rising), rules);
    assert_eq!(analysis.trends[0].direction, Direction::Up);
    assert_eq!(analysis.trends[0].points.len(), 12);
    let counted = |signal: &Signal| {
        matches!(
            signal.kind,
            SignalKind::RunCount {
                found: 2,
                lower: 4,
                upper: 10
            }
        )
    };
    assert!(analysis.signals.iter().any(counted));
}
