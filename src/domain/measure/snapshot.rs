//! A baseline frozen with its date, method and cautions, so that later comparisons do not move
//!

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{MeasureHistory, MeasureId, Scope, Unit, series_of};
use crate::domain::ids::SnapshotId;
use crate::domain::workbook::Workbook;

/// What a baseline rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Counted from a list of patients.
    #[default]
    Counted,
    /// An event tally.
    Tally,
    /// What people tell.
    Stories,
    /// The clinic cannot count yet.
    CannotCount,
}

impl Basis {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Counted, Self::Tally, Self::Stories, Self::CannotCount];

    /// The code in the clinic file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::Tally => "tally",
            Self::Stories => "stories",
            Self::CannotCount => "cannot_count",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|b| b.code() == code)
    }

    /// The name on screens.
    pub fn label(self) -> &'static str {
        match self {
            Self::Counted => "Counted from the patient list",
            Self::Tally => "An event tally",
            Self::Stories => "What people tell",
            Self::CannotCount => "We cannot count yet",
        }
    }
}

/// One measure as it stood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SnapshotValue {
    /// Which.
    pub measure: MeasureId,
    /// Its name at that time.
    pub name: String,
    /// Its unit.
    pub unit: Unit,
    /// The last day of the point it was taken from.
    pub end: NaiveDate,
    /// The value.
    pub value: f64,
    /// Counted.
    pub numerator: Option<f64>,
    /// Of how many.
    pub denominator: Option<f64>,
    /// Of how many it could not be told.
    pub unknown: u32,
}

/// A baseline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Record number in the clinic file; 0 for one not yet saved.
    pub id: SnapshotId,
    /// The day it stands for.
    pub as_of: NaiveDate,
    /// What it rests on.
    pub basis: Basis,
    /// How the numbers were got.
    pub method: String,
    /// What to be careful about.
    pub cautions: String,
    /// The measures, never worked out again.
    pub values: Vec<SnapshotValue>,
    /// Who froze it.
    pub by: String,
    /// And when.
    pub on: NaiveDate,
}

/// Every measure that has a value, at its newest point up to `day`.
pub fn values_now(
    workbook: &Workbook,
    history: &MeasureHistory,
    day: NaiveDate,
) -> Vec<SnapshotValue> {
    let value = |measure: MeasureId| {
        let series = series_of(workbook, history, measure, &Scope::Clinic, day);
        let newest = series.points.iter().rev();
        let point = newest
            .filter(|p| p.end <= day)
            .find(|p| p.value.is_some())?;
        Some(SnapshotValue {
            measure,
            name: measure.label(workbook),
            unit: series.unit,
            end: point.end,
            value: point.value?,
            numerator: point.numerator,
            denominator: point.denominator,
            unknown: point.unknown,
        })
    };
    MeasureId::all(workbook)
        .into_iter()
        .filter_map(value)
        .collect()
}
