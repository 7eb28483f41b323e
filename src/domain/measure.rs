//! Measures over time: worked out from the registry, or entered by the team; what is marked on
//! their charts, which of them the team watches, and where each should get to.

pub mod command;
pub mod paste;

mod aim;
mod choice;
mod computed;
mod history;
mod judged;
mod log;
mod mark;
mod months;
mod noted;
mod own;
mod series;
mod snapshot;
mod standing;
mod tally;
#[cfg(test)]
mod tests;
mod words;

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ids::OwnMeasureId;
use super::run_chart::Better;
use super::workbook::Workbook;

pub use aim::{Course, aim_sentence, course};
pub use choice::{MOST_WATCHED, MeasureChoice};
pub use computed::{Form, Measure, Point, Unit};
pub use history::{Behind, MeasureHistory, Scope, patients_behind};
pub use judged::Judged;
pub use log::{LogKind, MeasureLogEntry};
pub use mark::{ChartMark, MarkKind};
pub use months::{month_end, month_ends_between, month_ends_in_data};
pub use noted::{Noted, NotedAs, notes};
pub use own::{OwnForm, OwnMeasure, OwnPoint, Period};
pub use series::{MeasureSeries, PartWords, SeriesPoint, series_of};
pub use snapshot::{Basis, Snapshot, SnapshotValue, values_now};
pub use tally::{TallyCount, TallyPeriod, counted_on, total};

/// A measure of either kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum MeasureId {
    /// Worked out from the registry.
    Computed(Measure),
    /// Entered by the team.
    Own(OwnMeasureId),
}

/// The three kinds of measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// What changes for patients.
    #[default]
    Outcome,
    /// Whether the work is done as meant.
    Process,
    /// What a small test counts.
    SmallTest,
}

impl MeasureKind {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Outcome, Self::Process, Self::SmallTest];

    /// The code in the clinic file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Outcome => "outcome",
            Self::Process => "process",
            Self::SmallTest => "small_test",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    /// The name on screens.
    pub fn label(self) -> &'static str {
        match self {
            Self::Outcome => "Outcome",
            Self::Process => "Process",
            Self::SmallTest => "Small test",
        }
    }
}

impl MeasureId {
    /// The code in the clinic file: `med_second`, `own_12`.
    pub fn code(self) -> String {
        match self {
            Self::Computed(measure) => measure.code().to_owned(),
            Self::Own(id) => format!("own_{}", id.0),
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        if let Some(number) = code.strip_prefix("own_") {
            return number.parse().ok().map(|n| Self::Own(OwnMeasureId(n)));
        }
        Measure::from_code(code).map(Self::Computed)
    }

    /// Every measure of the clinic, those worked out first; measures no longer kept are left out.
    pub fn all(workbook: &Workbook) -> Vec<Self> {
        let own = workbook.own_measures.iter().filter(|m| m.is_kept());
        Measure::ALL
            .into_iter()
            .map(Self::Computed)
            .chain(own.map(|m| Self::Own(m.id)))
            .collect()
    }

    /// The measure entered by the team, if it is one and still there.
    pub fn own(self, workbook: &Workbook) -> Option<&OwnMeasure> {
        match self {
            Self::Own(id) => workbook.own_measure(id),
            Self::Computed(_) => None,
        }
    }

    /// Whether it is still in the file.
    pub fn is_known(self, workbook: &Workbook) -> bool {
        matches!(self, Self::Computed(_)) || self.own(workbook).is_some()
    }

    /// The name on tiles and in lists.
    pub fn label(self, workbook: &Workbook) -> String {
        match self {
            Self::Computed(measure) => measure.label(&workbook.settings),
            Self::Own(_) => self
                .own(workbook)
                .map_or_else(|| "A removed measure".to_owned(), |m| m.name.clone()),
        }
    }

    /// The name as a heading.
    pub fn title(self, workbook: &Workbook) -> String {
        match self {
            Self::Computed(measure) => measure.title(&workbook.settings),
            Self::Own(_) => self.label(workbook),
        }
    }

    /// The definition in one sentence.
    pub fn definition(self, workbook: &Workbook) -> String {
        match self {
            Self::Computed(measure) => measure.definition(&workbook.settings),
            Self::Own(_) => self
                .own(workbook)
                .map(OwnMeasure::sentence)
                .unwrap_or_default(),
        }
    }

    /// Which way is better.
    pub fn better(self, workbook: &Workbook) -> Better {
        match self {
            Self::Computed(measure) => measure.better(),
            Self::Own(_) => self.own(workbook).map_or(Better::Neither, |m| m.better),
        }
    }

    /// The unit of its values.
    pub fn unit(self, workbook: &Workbook) -> Unit {
        match self {
            Self::Computed(measure) => measure.unit(),
            Self::Own(_) => self.own(workbook).map_or(Unit::Count, |m| m.form.unit()),
        }
    }

    /// Which of the three kinds.
    pub fn kind(self, workbook: &Workbook) -> MeasureKind {
        match self {
            Self::Computed(measure) => measure.kind(),
            Self::Own(_) => self.own(workbook).map(|m| m.kind).unwrap_or_default(),
        }
    }

    /// The time that one point stands for.
    pub fn period(self, workbook: &Workbook) -> Period {
        self.own(workbook).map(|m| m.period).unwrap_or_default()
    }
}

impl From<Measure> for MeasureId {
    fn from(measure: Measure) -> Self {
        Self::Computed(measure)
    }
}

impl From<OwnMeasureId> for MeasureId {
    fn from(id: OwnMeasureId) -> Self {
        Self::Own(id)
    }
}

impl From<MeasureId> for String {
    fn from(measure: MeasureId) -> Self {
        measure.code()
    }
}

impl TryFrom<String> for MeasureId {
    type Error = UnknownMeasure;

    fn try_from(code: String) -> Result<Self, UnknownMeasure> {
        // Histories of the first layouts name this one in full.
        let plain = if code == "ltot_patients" {
            "ltot"
        } else {
            &code
        };
        Self::from_code(plain).ok_or(UnknownMeasure)
    }
}

/// The code names no measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownMeasure;

impl fmt::Display for UnknownMeasure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the code names no measure")
    }
}

impl std::error::Error for UnknownMeasure {}
