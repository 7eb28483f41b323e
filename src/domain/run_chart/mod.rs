//! Run charts: the series, the rules, and what they say about each part of a series.
//!
//! Default rules are Anhøj's (longest run and number of crossings, both adapting to the number of
//! useful points); the IHI rules (shift, trend, number of runs) are offered as a named setting.
//! Row numbers in a [`Series`] start at 1, as people count; indices in the results start at 0.

mod analyse;
mod limits;
mod patterns;
mod sentence;

use serde::{Deserialize, Deserializer, Serialize};

pub use analyse::analyse;
pub use limits::{crossings_min, longest_run_max, runs_limits};
pub use sentence::{
    Better, Finding, FindingKind, SeriesWords, part_sentence, signal_label, signal_meaning,
    signal_sentence,
};

/// One series as it is to be judged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Values, or numerators when `n` is given; `None` is a missing point.
    pub y: Vec<Option<f64>>,
    /// Denominators. The plotted value is then `y / n`.
    #[serde(default)]
    pub n: Option<Vec<Option<f64>>>,
    /// Row number of the last baseline point: the median comes from the rows up to it (missing
    /// ones count as rows) and is held over the rest. Zero and numbers past the end are ignored.
    #[serde(default)]
    pub freeze: Option<usize>,
    /// Row numbers of the last point of every part but the last, in any order. Zero, repeats and
    /// numbers past the end are ignored.
    #[serde(default, alias = "part", deserialize_with = "null_as_empty")]
    pub parts: Vec<usize>,
    /// Row numbers of points that are shown but not counted.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub exclude: Vec<usize>,
    /// A centre line given by a person, used instead of every median.
    #[serde(default, alias = "cl")]
    pub centre: Option<f64>,
    /// What a baseline means when there are parts too.
    #[serde(default)]
    pub freeze_with_parts: FreezeWithParts,
}

/// Other tools write `null` for an empty list.
fn null_as_empty<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<usize>, D::Error> {
    Option::<Vec<usize>>::deserialize(from).map(Option::unwrap_or_default)
}

/// How `freeze` and `parts` work together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FreezeWithParts {
    /// The baseline is ignored as soon as parts are named, as qicharts2 does.
    #[default]
    IgnoreFreeze,
    /// The baseline freezes the median of the part it lies in; each other part has its own median.
    FreezeItsPart,
}

/// Which rules judge every chart of a clinic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rules {
    /// Longest run and number of crossings, limits by the number of useful points.
    #[default]
    Anhoej,
    /// Fixed lengths, as taught by the Institute for Healthcare Improvement.
    Ihi {
        /// Points in a row on one side that make a shift.
        shift: ShiftLength,
        /// Points in a row rising or falling that make a trend; `None` is off.
        trend: Option<TrendLength>,
        /// Whether the number of runs is compared with its computed limits.
        runs: bool,
    },
}

impl Rules {
    /// The rule in the words of a chart's footer.
    pub fn name(self) -> String {
        match self {
            Self::Anhoej => "Anhøj".to_owned(),
            Self::Ihi { shift, trend, runs } => {
                let trend = trend.map_or_else(
                    || "trend off".to_owned(),
                    |trend| format!("trend {}", trend.points()),
                );
                let runs = if runs { ", number of runs" } else { "" };
                format!("IHI, shift {}, {trend}{runs}", shift.points())
            }
        }
    }
}

/// How many points make a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShiftLength {
    /// Six points, the length most often taught.
    Six,
    /// Seven points.
    Seven,
    /// Eight points.
    Eight,
}

impl ShiftLength {
    /// The length as a number.
    pub const fn points(self) -> usize {
        match self {
            Self::Six => 6,
            Self::Seven => 7,
            Self::Eight => 8,
        }
    }
}

/// How many points make a trend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrendLength {
    /// Five points: a weak rule, false on one noise chart of 24 points in four.
    Five,
    /// Six points.
    Six,
    /// Seven points.
    Seven,
}

impl TrendLength {
    /// The length as a number.
    pub const fn points(self) -> usize {
        match self {
            Self::Five => 5,
            Self::Six => 6,
            Self::Seven => 7,
        }
    }
}

/// Where a point lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Below the centre line.
    Below,
    /// On it (within a relative 1e-9): not counted.
    On,
    /// Above it.
    Above,
}

impl Side {
    /// −1, 0 or 1, as exchanged with other tools.
    pub const fn sign(self) -> i8 {
        match self {
            Self::Below => -1,
            Self::On => 0,
            Self::Above => 1,
        }
    }
}

/// Which way a run lies or a trend goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Above the median, or rising.
    Up,
    /// Below the median, or falling.
    Down,
}

/// Points that belong together; skipped points (missing, excluded, on the median) are not listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointRun {
    /// Above or rising, below or falling.
    pub direction: Direction,
    /// Indices into the series, from 0, ascending.
    pub points: Vec<usize>,
}

/// What the rules found in one part of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct PartAnalysis {
    /// Number of the part, from 1.
    pub part: usize,
    /// Row number of its first point.
    pub first: usize,
    /// Row number of its last point.
    pub last: usize,
    /// Row number of the last baseline point, when the median is frozen within this part.
    pub baseline_last: Option<usize>,
    /// Rows that are not excluded, missing ones among them.
    pub n_obs: usize,
    /// Points above or below the median.
    pub n_useful: usize,
    /// The centre line: the median, or the centre given. `None` when nothing was observed.
    pub median: Option<f64>,
    /// Length of the longest run; this and the next three are `None` without useful points.
    pub longest_run: Option<usize>,
    /// The longest run still expected by chance.
    pub longest_run_max: Option<usize>,
    /// How often the series crosses the median.
    pub n_crossings: Option<usize>,
    /// The fewest crossings still expected by chance.
    pub n_crossings_min: Option<usize>,
    /// Whether Anhøj's rules signal: the run too long or the crossings too few.
    pub runs_signal: bool,
    /// Every run, in order.
    pub runs: Vec<PointRun>,
}

impl PartAnalysis {
    /// Whether the longest run alone signals.
    pub fn run_too_long(&self) -> bool {
        matches!((self.longest_run, self.longest_run_max), (Some(run), Some(max)) if run > max)
    }

    /// Whether the crossings alone signal.
    pub fn crossings_too_few(&self) -> bool {
        matches!((self.n_crossings, self.n_crossings_min), (Some(found), Some(min)) if found < min)
    }
}

/// What one rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignalKind {
    /// A run longer than expected, or an IHI shift.
    Run {
        /// Above or below.
        direction: Direction,
        /// The longest run that is not a signal.
        expected_max: usize,
    },
    /// Fewer crossings than expected.
    FewCrossings {
        /// Crossings found.
        found: usize,
        /// Fewest expected.
        expected_min: usize,
    },
    /// Points rising or falling in a row.
    Trend {
        /// Rising or falling.
        direction: Direction,
        /// The longest that is not a signal.
        expected_max: usize,
    },
    /// More or fewer runs than the computed limits.
    RunCount {
        /// Runs found.
        found: usize,
        /// Fewest expected.
        lower: usize,
        /// Most expected.
        upper: usize,
    },
}

/// A rule broken, and by which points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    /// Position of its part in [`Analysis::parts`].
    pub part_index: usize,
    /// Which rule, with its numbers.
    pub kind: SignalKind,
    /// The points that make it; empty when the part as a whole does.
    pub points: Vec<usize>,
}

/// The whole judgement of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// The rules applied.
    pub rules: Rules,
    /// Whether a person gave the centre line, so that it is no median of these points.
    pub centre_given: bool,
    /// The plotted values; `None` where missing.
    pub values: Vec<Option<f64>>,
    /// Which points were left out by a person.
    pub excluded: Vec<bool>,
    /// One entry a part, in order; none for an empty series.
    pub parts: Vec<PartAnalysis>,
    /// Side of each point; `None` where missing, excluded or without a median.
    pub side: Vec<Option<Side>>,
    /// Runs that signal under the rules: longer than Anhøj's limit, or an IHI shift.
    pub shifts: Vec<PointRun>,
    /// Trends that signal; always empty under Anhøj's rules, which have none.
    pub trends: Vec<PointRun>,
    /// Every rule broken, in the order of the parts.
    pub signals: Vec<Signal>,
}

impl Analysis {
    /// The part that holds the point at `index`.
    pub fn part_of(&self, index: usize) -> Option<&PartAnalysis> {
        self.parts
            .iter()
            .find(|part| (part.first..=part.last).contains(&(index + 1)))
    }
}
