//! The measures worked out from the registry (toolkit measures and care checks, R-173, R-185).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::MeasureKind;
use crate::domain::clinic::Settings;
use crate::domain::run_chart::Better;

/// What is measured.
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
    /// Median MED.
    MedianMed,
    /// A complete MED of the last months is on record.
    MedOnRecord,
    /// A counted sedative is active.
    Sedative,
    /// A benzodiazepine is active.
    Benzodiazepine,
    /// Naloxone within the look-back.
    Naloxone,
    /// Naloxone, of those at or above the first threshold.
    NaloxoneMedFirst,
    /// Naloxone, of those with a reason for it (CDC 2022: dose or sedative).
    NaloxoneReason,
    /// Agreement signed within the look-back.
    Agreement,
    /// The agreement's current version signed.
    AgreementCurrent,
    /// PDMP checked within the interval.
    Pdmp,
    /// Urine drug test within the look-back.
    UrineTest,
    /// Function (PEG) assessed at the last visit.
    FunctionAtVisit,
    /// PEG fallen by 30 % or more since the first score.
    PegFall,
    /// Visit within the tier's interval.
    VisitInTime,
    /// On LtOT without the clinic's diagnosis code.
    CodeMissing,
    /// The clinic's diagnosis code without LtOT.
    CodeWrong,
}

/// How a value comes from its patients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// How many.
    Count,
    /// Which share of the denominator.
    Share,
    /// Sum divided by the denominator.
    Mean,
    /// The middle one of the denominator.
    Median,
}

/// The unit of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Patients, events.
    Count,
    /// Per cent of the denominator.
    Percent,
    /// mg of morphine equivalent a day.
    Milligrams,
    /// A mean score or a rate.
    Number,
}

impl Measure {
    /// All measures in the order of screens and exports.
    pub const ALL: [Self; 20] = [
        Self::LtotPatients,
        Self::MedFirst,
        Self::MedSecond,
        Self::MeanMed,
        Self::MedianMed,
        Self::MedOnRecord,
        Self::Sedative,
        Self::Benzodiazepine,
        Self::Naloxone,
        Self::NaloxoneMedFirst,
        Self::NaloxoneReason,
        Self::Agreement,
        Self::AgreementCurrent,
        Self::Pdmp,
        Self::UrineTest,
        Self::FunctionAtVisit,
        Self::PegFall,
        Self::VisitInTime,
        Self::CodeMissing,
        Self::CodeWrong,
    ];

    /// The stable code kept in the file.
    pub fn code(self) -> &'static str {
        match self {
            Self::LtotPatients => "ltot",
            Self::MedFirst => "med_first",
            Self::MedSecond => "med_second",
            Self::MeanMed => "mean_med",
            Self::MedianMed => "median_med",
            Self::MedOnRecord => "med_on_record",
            Self::Sedative => "sedative",
            Self::Benzodiazepine => "benzodiazepine",
            Self::Naloxone => "naloxone",
            Self::NaloxoneMedFirst => "naloxone_med_first",
            Self::NaloxoneReason => "naloxone_reason",
            Self::Agreement => "agreement",
            Self::AgreementCurrent => "agreement_current",
            Self::Pdmp => "pdmp",
            Self::UrineTest => "urine_test",
            Self::FunctionAtVisit => "function_at_visit",
            Self::PegFall => "peg_fall",
            Self::VisitInTime => "visit_in_time",
            Self::CodeMissing => "code_missing",
            Self::CodeWrong => "code_wrong",
        }
    }

    /// Reads a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.code() == code)
    }

    /// The name in exported tables; thresholds and look-back stand in it.
    pub fn column(self, settings: &Settings) -> String {
        let (first, second) = (settings.thresholds.first, settings.thresholds.second);
        let months = settings.naloxone_months;
        match self {
            Self::MedFirst => format!("med_ge{first}"),
            Self::MedSecond => format!("med_ge{second}"),
            Self::Naloxone => format!("naloxone_{months}m"),
            Self::NaloxoneMedFirst => format!("naloxone_{months}m_ge{first}"),
            other => other.code().to_owned(),
        }
    }

    /// Which way is better.
    pub fn better(self) -> Better {
        match self {
            Self::LtotPatients => Better::Neither,
            Self::MedOnRecord
            | Self::Naloxone
            | Self::NaloxoneMedFirst
            | Self::NaloxoneReason
            | Self::Agreement
            | Self::AgreementCurrent
            | Self::Pdmp
            | Self::UrineTest
            | Self::FunctionAtVisit
            | Self::PegFall
            | Self::VisitInTime => Better::Higher,
            Self::MedFirst
            | Self::MedSecond
            | Self::MeanMed
            | Self::MedianMed
            | Self::Sedative
            | Self::Benzodiazepine
            | Self::CodeMissing
            | Self::CodeWrong => Better::Lower,
        }
    }

    /// Which of the three kinds.
    pub fn kind(self) -> MeasureKind {
        match self {
            Self::MedOnRecord
            | Self::Pdmp
            | Self::UrineTest
            | Self::VisitInTime
            | Self::CodeMissing
            | Self::CodeWrong => MeasureKind::Process,
            _ => MeasureKind::Outcome,
        }
    }

    /// How a value comes from its patients.
    pub fn form(self) -> Form {
        match self {
            Self::LtotPatients | Self::CodeWrong => Form::Count,
            Self::MeanMed => Form::Mean,
            Self::MedianMed => Form::Median,
            _ => Form::Share,
        }
    }

    /// The unit of the value.
    pub fn unit(self) -> Unit {
        match self.form() {
            Form::Count => Unit::Count,
            Form::Share => Unit::Percent,
            Form::Mean | Form::Median => Unit::Milligrams,
        }
    }

    /// Whether patients of whom it cannot be told stand in the denominator.
    pub fn counts_unknown_in_n(self) -> bool {
        !matches!(
            self,
            Self::NaloxoneMedFirst | Self::NaloxoneReason | Self::PegFall | Self::CodeWrong
        )
    }
}

/// One measure at one month end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Last day of the month.
    pub month_end: NaiveDate,
    /// Patients counted; mg summed up for the mean, the middle dose in mg for the median.
    pub numerator: f64,
    /// Patients asked about that day.
    pub denominator: u32,
    /// Patients for whom the measure cannot be told.
    pub unknown: u32,
}

impl Point {
    /// The value in the measure's unit; `None` without anybody of whom it can be told.
    pub fn value(&self, measure: Measure) -> Option<f64> {
        let all_unknown = measure.counts_unknown_in_n() && self.unknown >= self.denominator;
        match measure.form() {
            Form::Count if measure == Measure::LtotPatients => Some(self.numerator),
            _ if self.denominator == 0 || all_unknown => None,
            Form::Count | Form::Median => Some(self.numerator),
            Form::Share => Some(100.0 * self.numerator / f64::from(self.denominator)),
            Form::Mean => Some(self.numerator / f64::from(self.denominator)),
        }
    }
}
