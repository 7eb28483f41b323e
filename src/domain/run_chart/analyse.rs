//! The judgement of a series: its parts, their medians, runs, crossings and signals.

use super::limits::{crossings_min, longest_run_max, runs_limits};
use super::patterns::{median, runs, side_of, trends};
use super::{
    Analysis, FreezeWithParts, PartAnalysis, PointRun, Rules, Series, Side, Signal, SignalKind,
};

/// Judges a series by the rules. Never fails: what cannot be judged has no median and no signal.
pub fn analyse(series: &Series, rules: Rules) -> Analysis {
    let values = plotted_values(series);
    let excluded: Vec<bool> = (1..=values.len())
        .map(|row| series.exclude.contains(&row))
        .collect();
    let mut analysis = Analysis {
        rules,
        centre_given: series.centre.is_some(),
        side: vec![None; values.len()],
        values,
        excluded,
        parts: Vec::new(),
        shifts: Vec::new(),
        trends: Vec::new(),
        signals: Vec::new(),
    };
    for (part, (first, last)) in part_rows(series).into_iter().enumerate() {
        judge_part(&mut analysis, series, part + 1, first, last);
    }
    analysis
}

/// `y`, or `y / n`; a fraction with a missing side and 0 / 0 are missing.
fn plotted_values(series: &Series) -> Vec<Option<f64>> {
    let value_at = |index: usize, y: Option<f64>| match &series.n {
        None => y,
        Some(n) => Some(y? / n.get(index).copied().flatten()?),
    };
    series
        .y
        .iter()
        .enumerate()
        .map(|(index, y)| value_at(index, *y).filter(|value| !value.is_nan()))
        .collect()
}

/// First and last row number of every part.
fn part_rows(series: &Series) -> Vec<(usize, usize)> {
    let rows = series.y.len();
    let mut ends: Vec<usize> = series
        .parts
        .iter()
        .copied()
        .filter(|end| (1..rows).contains(end))
        .collect();
    if rows > 0 {
        ends.push(rows);
    }
    ends.sort_unstable();
    ends.dedup();
    let mut first = 1;
    ends.into_iter()
        .map(|last| (std::mem::replace(&mut first, last + 1), last))
        .collect()
}

/// Row number of the last baseline point of the part, when its median is frozen.
fn baseline_last(series: &Series, first: usize, last: usize) -> Option<usize> {
    let allowed =
        series.parts.is_empty() || series.freeze_with_parts == FreezeWithParts::FreezeItsPart;
    series
        .freeze
        .filter(|row| allowed && series.centre.is_none() && (first..last).contains(row))
}

fn judge_part(analysis: &mut Analysis, series: &Series, part: usize, first: usize, last: usize) {
    let counted: Vec<(usize, f64)> = (first - 1..last)
        .filter(|index| analysis.excluded.get(*index) == Some(&false))
        .filter_map(|index| Some((index, analysis.values.get(index).copied().flatten()?)))
        .collect();
    let baseline_last = baseline_last(series, first, last);
    let centre = series.centre.or_else(|| {
        let made_by = baseline_last.unwrap_or(last);
        let baseline = counted.iter().filter(|(index, _)| *index < made_by);
        median(baseline.map(|(_, value)| *value).collect())
    });
    let sides: Vec<(usize, Side)> = counted
        .iter()
        .filter_map(|(index, value)| Some((*index, side_of(*value, centre?))))
        .collect();
    for (index, side) in &sides {
        if let Some(slot) = analysis.side.get_mut(*index) {
            *slot = Some(*side);
        }
    }
    let excluded = analysis.excluded.iter().take(last).skip(first - 1);
    let found = count_runs(PartAnalysis {
        part,
        first,
        last,
        baseline_last,
        n_obs: excluded.filter(|out| !**out).count(),
        n_useful: 0,
        median: centre,
        longest_run: None,
        longest_run_max: None,
        n_crossings: None,
        n_crossings_min: None,
        runs_signal: false,
        runs: runs(sides),
    });
    let signals = match analysis.rules {
        Rules::Anhoej => anhoej_signals(&found, part - 1),
        Rules::Ihi { .. } => ihi_signals(&found, part - 1, analysis.rules, &counted),
    };
    for signal in &signals {
        note_points(analysis, signal);
    }
    analysis.signals.extend(signals);
    analysis.parts.push(found);
}

/// Fills in the counts and limits that follow from the runs.
fn count_runs(mut part: PartAnalysis) -> PartAnalysis {
    part.n_useful = part.runs.iter().map(|run| run.points.len()).sum();
    if part.n_useful > 0 {
        part.longest_run = part.runs.iter().map(|run| run.points.len()).max();
        part.longest_run_max = longest_run_max(part.n_useful);
        part.n_crossings = part.runs.len().checked_sub(1);
        part.n_crossings_min = crossings_min(part.n_useful);
        part.runs_signal = part.run_too_long() || part.crossings_too_few();
    }
    part
}

/// Runs of more than `expected_max` points.
fn long_runs(part: &PartAnalysis, part_index: usize, expected_max: usize) -> Vec<Signal> {
    part.runs
        .iter()
        .filter(|run| run.points.len() > expected_max)
        .map(|run| Signal {
            part_index,
            kind: SignalKind::Run {
                direction: run.direction,
                expected_max,
            },
            points: run.points.clone(),
        })
        .collect()
}

fn anhoej_signals(part: &PartAnalysis, part_index: usize) -> Vec<Signal> {
    let expected_max = part.longest_run_max.unwrap_or(usize::MAX);
    let mut signals = long_runs(part, part_index, expected_max);
    if let (true, Some(found), Some(expected_min)) = (
        part.crossings_too_few(),
        part.n_crossings,
        part.n_crossings_min,
    ) {
        signals.push(Signal {
            part_index,
            kind: SignalKind::FewCrossings {
                found,
                expected_min,
            },
            points: Vec::new(),
        });
    }
    signals
}

fn ihi_signals(
    part: &PartAnalysis,
    part_index: usize,
    rules: Rules,
    counted: &[(usize, f64)],
) -> Vec<Signal> {
    let Rules::Ihi { shift, trend, runs } = rules else {
        return Vec::new();
    };
    let mut signals = long_runs(part, part_index, shift.points() - 1);
    if let Some(trend) = trend {
        let stretches = trends(counted.iter().copied(), trend.points());
        signals.extend(stretches.into_iter().map(|stretch| Signal {
            part_index,
            kind: SignalKind::Trend {
                direction: stretch.direction,
                expected_max: trend.points() - 1,
            },
            points: stretch.points,
        }));
    }
    let found = part.runs.len();
    if let (true, Some((lower, upper))) = (runs, runs_limits(part.n_useful))
        && !(lower..=upper).contains(&found)
    {
        signals.push(Signal {
            part_index,
            kind: SignalKind::RunCount {
                found,
                lower,
                upper,
            },
            points: Vec::new(),
        });
    }
    signals
}

/// Files the points of a signal under shifts or trends.
fn note_points(analysis: &mut Analysis, signal: &Signal) {
    let points = || signal.points.clone();
    match signal.kind {
        SignalKind::Run { direction, .. } => analysis.shifts.push(PointRun {
            direction,
            points: points(),
        }),
        SignalKind::Trend { direction, .. } => analysis.trends.push(PointRun {
            direction,
            points: points(),
        }),
        SignalKind::FewCrossings { .. } | SignalKind::RunCount { .. } => {}
    }
}

#[cfg(test)]
#[path = "analyse_tests.rs"]
mod tests;
