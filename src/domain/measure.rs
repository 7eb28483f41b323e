//! Measures of the LtOT population at month ends: numerator, denominator, unknown, value.

mod history;
mod months;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::clinic::Settings;
use super::run_chart::Better;

pub use history::{Behind, MeasureHistory, patients_behind};
pub use months::{month_end, month_ends_between, month_ends_in_data};

/// What is measured (toolkit measures of the prescribing registry, R-173).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Patients on LtOT.
    LtotPatients,
    /// MED at or above the first threshold.
    MedFirst,
    /// MED at or above the second threshold.
    MedSecond,
    /// Mean MED.
    MeanMed,
    /// A counted sedative is active.
    Sedative,
    /// A benzodiazepine is active.
    Benzodiazepine,
    /// Naloxone within the look-back.
    Naloxone,
}

/// The unit of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Patients.
    Count,
    /// Per cent of the denominator.
    Percent,
    /// mg of morphine equivalent a day.
    Milligrams,
}

impl Measure {
    /// All measures in the order of screens and exports.
    pub const ALL: [Self; 7] = [
        Self::LtotPatients,
        Self::MedFirst,
        Self::MedSecond,
        Self::MeanMed,
        Self::Sedative,
        Self::Benzodiazepine,
        Self::Naloxone,
    ];

    /// The stable code kept in the file.
    pub fn code(self) -> &'static str {
        match self {
            Self::LtotPatients => "ltot",
            Self::MedFirst => "med_first",
            Self::MedSecond => "med_second",
            Self::MeanMed => "mean_med",
            Self::Sedative => "sedative",
            Self::Benzodiazepine => "benzodiazepine",
            Self::Naloxone => "naloxone",
        }
    }

    /// The name in exported tables; thresholds and look-back stand in it.
    pub fn column(self, settings: &Settings) -> String {
        match self {
            Self::MedFirst => format!("med_ge{}", settings.thresholds.first),
            Self::MedSecond => format!("med_ge{}", settings.thresholds.second),
            Self::Naloxone => format!("naloxone_{}m", settings.naloxone_months),
            other => other.code().to_owned(),
        }
    }

    /// The name on screens.
    pub fn label(self, settings: &Settings) -> String {
        match self {
            Self::LtotPatients => "Patients on LtOT".to_owned(),
            Self::MedFirst => format!("MED {} or more", settings.thresholds.first),
            Self::MedSecond => format!("MED {} or more", settings.thresholds.second),
            Self::MeanMed => "Mean MED".to_owned(),
            Self::Sedative => "Sedative with opioid".to_owned(),
            Self::Benzodiazepine => "Benzodiazepine with opioid".to_owned(),
            Self::Naloxone => format!("Naloxone, {} months", settings.naloxone_months),
        }
    }

    /// The definition in one sentence.
    pub fn definition(self, settings: &Settings) -> String {
        let on_ltot = "patients on LtOT on the last day of the month";
        match self {
            Self::LtotPatients => {
                format!("Number of {on_ltot}: {}.", settings.ltot_rule.sentence())
            }
            Self::MedFirst => format!(
                "Share of {on_ltot} with a MED of {} mg a day or more.",
                settings.thresholds.first
            ),
            Self::MedSecond => {
                format!(
                    "Share of {on_ltot} with a MED of {} mg a day or more.",
                    settings.thresholds.second
                )
            }
            Self::MeanMed => format!(
                "Sum of the known MED of all {on_ltot}, divided by their number; a patient with no active fill adds \
                 nothing, nor does one whose dose is unknown."
            ),
            Self::Sedative => {
                format!("Share of {on_ltot} who also have an active sedative of the clinic's list.")
            }
            Self::Benzodiazepine => {
                format!("Share of {on_ltot} who also have an active benzodiazepine.")
            }
            Self::Naloxone => {
                format!(
                    "Share of {on_ltot} with a naloxone prescription in the {} months before.",
                    settings.naloxone_months
                )
            }
        }
    }

    /// Which way is better.
    pub fn better(self) -> Better {
        match self {
            Self::LtotPatients => Better::Neither,
            Self::Naloxone => Better::Higher,
            _ => Better::Lower,
        }
    }

    /// The unit of the value.
    pub fn unit(self) -> Unit {
        match self {
            Self::LtotPatients => Unit::Count,
            Self::MeanMed => Unit::Milligrams,
            _ => Unit::Percent,
        }
    }

    /// Reads a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.code() == code)
    }
}

/// One measure at one month end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Last day of the month.
    pub month_end: NaiveDate,
    /// Patients counted, or mg summed up for the mean.
    pub numerator: f64,
    /// Patients on LtOT that day.
    pub denominator: u32,
    /// Of these, patients for whom the measure cannot be told.
    pub unknown: u32,
}

impl Point {
    /// The value in the measure's unit; `None` without a denominator.
    pub fn value(&self, measure: Measure) -> Option<f64> {
        match measure.unit() {
            Unit::Count => Some(self.numerator),
            _ if self.denominator == 0 => None,
            Unit::Percent => Some(100.0 * self.numerator / f64::from(self.denominator)),
            Unit::Milligrams => Some(self.numerator / f64::from(self.denominator)),
        }
    }
}
