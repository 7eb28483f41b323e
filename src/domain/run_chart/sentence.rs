//! The finding in words: which rule fired, by which points, with its numbers.

use serde::{Deserialize, Serialize};

use super::{Analysis, Direction, PartAnalysis, Rules, Signal, SignalKind};

/// Which way a measure should go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// Lower values are better.
    Lower,
    /// Higher values are better.
    Higher,
    /// Neither: a change is only a change.
    #[default]
    Neither,
}

impl Better {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Lower, Self::Higher, Self::Neither];

    /// The code in the clinic file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Lower => "lower",
            Self::Higher => "higher",
            Self::Neither => "neither",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|b| b.code() == code)
    }

    /// The words on screens.
    pub fn label(self) -> &'static str {
        match self {
            Self::Lower => "Lower is better",
            Self::Higher => "Higher is better",
            Self::Neither => "Neither",
        }
    }
}

/// What a finding means for the clinic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FindingKind {
    /// A signal in the wanted direction.
    Better,
    /// A signal against it.
    Worse,
    /// A signal without a judged direction.
    Changed,
    /// Nothing beyond chance.
    NoSignal,
    /// No rule can fire yet.
    TooFewPoints,
}

impl FindingKind {
    /// The word beside the glyph.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Better => "Better",
            Self::Worse => "Worse",
            Self::Changed => "Changed",
            Self::NoSignal => "No signal",
            Self::TooFewPoints => "Too few points",
        }
    }
}

/// The words of one series.
#[derive(Clone, Copy, Debug)]
pub struct SeriesWords<'a> {
    /// One label a point, such as `2025-07`.
    pub labels: &'a [String],
    /// What the points stand for, in the plural: `months`.
    pub periods: &'a str,
    /// Which way is better.
    pub better: Better,
}

/// A finding, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it means.
    pub kind: FindingKind,
    /// The finding itself, one sentence.
    pub lead: String,
    /// Its ground: what was expected.
    pub rest: String,
    /// A short form for a tile.
    pub tile: String,
    /// Words for the bracket under the points; empty when no points can be marked.
    pub bracket: String,
    /// The points that make it, as indices.
    pub points: Vec<usize>,
    /// Position of the part it speaks of in [`Analysis::parts`].
    pub part_index: Option<usize>,
}

/// Says what the rules found: the latest signal, or that there is none.
pub fn signal_sentence(analysis: &Analysis, words: SeriesWords<'_>) -> Finding {
    let latest = analysis.signals.iter().max_by_key(|signal| {
        // A signal that can be shown on points comes before one of the part as a whole.
        (signal.part_index, signal.points.last().map(|last| last + 1))
    });
    match latest.and_then(|signal| Some((signal, analysis.parts.get(signal.part_index)?))) {
        Some((signal, part)) => signal_found(analysis, signal, part, words),
        None => no_signal(analysis, words),
    }
}

/// One part in a sentence: "7 points, median 12.8 %. No signal: longest run 1, 6 or fewer
/// expected." `median` is the value as the chart writes it.
pub fn part_sentence(part: &PartAnalysis, median: &str) -> String {
    let points = plural(part.n_obs, "point");
    let (Some(run), Some(max)) = (part.longest_run, part.longest_run_max) else {
        return format!("{points}, none above or below a median.");
    };
    let verdict = if part.runs_signal {
        "Signal"
    } else {
        "No signal"
    };
    let mut text =
        format!("{points}, median {median}. {verdict}: longest run {run}, {max} or fewer expected");
    if let (true, Some(found), Some(min)) = (
        part.crossings_too_few(),
        part.n_crossings,
        part.n_crossings_min,
    ) {
        let crossings = plural(found, "crossing");
        text = format!("{text}; {crossings}, {min} or more expected");
    }
    text.push('.');
    text
}

fn signal_found(
    analysis: &Analysis,
    signal: &Signal,
    part: &PartAnalysis,
    words: SeriesWords<'_>,
) -> Finding {
    let kind = signal_meaning(analysis, signal, words.better);
    let text = describe(signal, part, words);
    let opening = if lies_in_baseline(signal, part) {
        "Signal inside the baseline"
    } else {
        kind.word()
    };
    let mut rest = text.ground;
    if let (SignalKind::Run { .. }, Some(also)) = (&signal.kind, few_crossings(analysis, signal)) {
        rest.push(' ');
        rest.push_str(&also);
    }
    Finding {
        kind,
        lead: format!("{opening}: {}.", text.finding),
        rest,
        tile: format!("{opening}: {}", text.short),
        bracket: signal_label(signal),
        points: signal.points.clone(),
        part_index: Some(signal.part_index),
    }
}

/// What one signal means. A run that has already ended says little about now when its median was made by all points: the
/// early high half of a falling series is no "worse". Nor does a run that had ended within an earlier phase. Such a signal
/// is only a change.
pub fn signal_meaning(analysis: &Analysis, signal: &Signal, better: Better) -> FindingKind {
    let Some(part) = analysis.parts.get(signal.part_index) else {
        return FindingKind::Changed;
    };
    let direction = match signal.kind {
        SignalKind::Run { direction, .. } | SignalKind::Trend { direction, .. } => direction,
        SignalKind::FewCrossings { .. } | SignalKind::RunCount { .. } => {
            return FindingKind::Changed;
        }
    };
    let is_run = matches!(signal.kind, SignalKind::Run { .. });
    let lasts = part.runs.last().map(|run| &run.points) == Some(&signal.points);
    let is_fixed = part.baseline_last.is_some() || analysis.centre_given;
    let is_over = signal.part_index + 1 < analysis.parts.len();
    let is_trend = matches!(signal.kind, SignalKind::Trend { .. });
    let has_ended = (is_run && !lasts && (is_over || !is_fixed)) || (is_trend && is_over);
    if lies_in_baseline(signal, part) || has_ended {
        return FindingKind::Changed;
    }
    match (better, direction) {
        (Better::Neither, _) => FindingKind::Changed,
        (Better::Lower, Direction::Down) | (Better::Higher, Direction::Up) => FindingKind::Better,
        _ => FindingKind::Worse,
    }
}

fn lies_in_baseline(signal: &Signal, part: &PartAnalysis) -> bool {
    matches!(
        (signal.points.last(), part.baseline_last),
        (Some(last), Some(baseline)) if *last < baseline
    )
}

/// The few words that stand at a signal's points: "8 in a row below the median"; empty for a
/// signal of the part as a whole.
pub fn signal_label(signal: &Signal) -> String {
    let count = signal.points.len();
    match signal.kind {
        SignalKind::Run { direction, .. } => {
            format!("{count} in a row {} the median", side_word(direction))
        }
        SignalKind::Trend { direction, .. } => {
            format!("{count} in a row {}", trend_word(direction))
        }
        SignalKind::FewCrossings { .. } | SignalKind::RunCount { .. } => String::new(),
    }
}

struct Description {
    finding: String,
    ground: String,
    short: String,
}

fn describe(signal: &Signal, part: &PartAnalysis, words: SeriesWords<'_>) -> Description {
    let count = signal.points.len();
    let useful = plural(part.n_useful, "useful point");
    let (line, short_line) = if part.baseline_last.is_some() {
        ("baseline median", "baseline")
    } else {
        ("median", "median")
    };
    let span = span(signal, words.labels);
    match signal.kind {
        SignalKind::Run {
            direction,
            expected_max,
        } => {
            let side = side_word(direction);
            Description {
                finding: format!("{count} points in a row {side} the {line}{span}"),
                ground: format!("{expected_max} or fewer are expected with {useful}."),
                short: format!("{count} {} in a row {side} the {short_line}", words.periods),
            }
        }
        SignalKind::Trend {
            direction,
            expected_max,
        } => {
            let way = trend_word(direction);
            Description {
                finding: format!("{count} points in a row {way}{span}"),
                ground: format!("{expected_max} or fewer count as chance; trends are a weak rule."),
                short: format!("{count} {} {way}", words.periods),
            }
        }
        SignalKind::FewCrossings {
            found,
            expected_min,
        } => {
            let crossings = plural(found, "crossing");
            Description {
                finding: format!("only {crossings} of the {line} with {useful}"),
                ground: format!("{expected_min} or more are expected."),
                short: format!("only {crossings} of the {short_line}"),
            }
        }
        SignalKind::RunCount {
            found,
            lower,
            upper,
        } => Description {
            finding: format!("{} about the {line} with {useful}", plural(found, "run")),
            ground: format!("{lower} to {upper} are expected (computed limits)."),
            short: format!("{} about the {short_line}", plural(found, "run")),
        },
    }
}

/// The same part's second broken rule, as an additional sentence.
fn few_crossings(analysis: &Analysis, signal: &Signal) -> Option<String> {
    analysis.signals.iter().find_map(|other| match other.kind {
        SignalKind::FewCrossings {
            found,
            expected_min,
        } if other.part_index == signal.part_index => Some(format!(
            "Also only {}, {expected_min} or more are expected.",
            plural(found, "crossing")
        )),
        _ => None,
    })
}

fn no_signal(analysis: &Analysis, words: SeriesWords<'_>) -> Finding {
    let observed = analysis.values.iter().flatten().count();
    let part = analysis.parts.last();
    let useful = part.map_or(0, |part| part.n_useful);
    let (kind, lead, tile) = if analysis.parts.len() < 2 && useful < 6 {
        (
            FindingKind::TooFewPoints,
            format!(
                "Too few points to judge: {}.",
                plural(useful, "useful point")
            ),
            "Too few points to judge".to_owned(),
        )
    } else {
        let text = format!("No signal in {observed} {}", words.periods);
        (FindingKind::NoSignal, format!("{text}."), text)
    };
    let rest = match (kind, part) {
        (FindingKind::TooFewPoints, _) => "A signal needs 6 or more.".to_owned(),
        (_, Some(part)) => ground_of_no_signal(part, analysis.rules),
        (_, None) => String::new(),
    };
    Finding {
        kind,
        lead,
        rest,
        tile,
        bracket: String::new(),
        points: Vec::new(),
        part_index: None,
    }
}

fn ground_of_no_signal(part: &PartAnalysis, rules: Rules) -> String {
    let (Some(run), Some(crossings)) = (part.longest_run, part.n_crossings) else {
        return "No point lies above or below the median.".to_owned();
    };
    match (rules, part.longest_run_max, part.n_crossings_min) {
        (Rules::Anhoej, Some(max), Some(min)) => format!(
            "Longest run {run}, {max} or fewer are expected; {}, {min} or more are expected with {}.",
            plural(crossings, "crossing"),
            plural(part.n_useful, "useful point")
        ),
        _ => format!(
            "Longest run {run}, {} with {}.",
            plural(crossings, "crossing"),
            plural(part.n_useful, "useful point")
        ),
    }
}

/// ", 2025-07 to 2026-02", or nothing without labels.
fn span(signal: &Signal, labels: &[String]) -> String {
    let label = |index: Option<&usize>| index.and_then(|index| labels.get(*index));
    match (label(signal.points.first()), label(signal.points.last())) {
        (Some(first), Some(last)) => format!(", {first} to {last}"),
        _ => String::new(),
    }
}

fn side_word(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "above",
        Direction::Down => "below",
    }
}

fn trend_word(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "rising",
        Direction::Down => "falling",
    }
}

fn plural(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

#[cfg(test)]
#[path = "sentence_tests.rs"]
mod tests;
