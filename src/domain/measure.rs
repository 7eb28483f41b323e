//! Measures of the LtOT population at month ends: numerator, denominator, unknown, value.

use chrono::{Datelike, Duration, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::clinic::Settings;
use super::ids::PatientId;
use super::morphine_equivalent::rounded;
use super::registry::{PatientFills, factor_set};
use super::run_chart::Better;
use super::workbook::Workbook;

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

/// All measures at all month ends asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeasureHistory {
    /// The month ends, oldest first.
    pub month_ends: Vec<NaiveDate>,
    /// Points by measure (as [`Measure::ALL`]) and month end.
    points: Vec<Vec<Point>>,
}

impl MeasureHistory {
    /// Works out every measure for every month end.
    pub fn compute(workbook: &Workbook, month_ends: &[NaiveDate]) -> Self {
        let start = |day: &NaiveDate| Point {
            month_end: *day,
            numerator: 0.0,
            denominator: 0,
            unknown: 0,
        };
        let mut points = vec![month_ends.iter().map(start).collect::<Vec<_>>(); Measure::ALL.len()];
        let table = factor_set(&workbook.settings);
        for patient in &workbook.patients {
            let fills = PatientFills::prepare(workbook, patient.id, &table);
            if fills.is_empty() {
                continue;
            }
            for (at, day) in month_ends.iter().enumerate() {
                let Some(standing) = Standing::of(&fills, *day, &workbook.settings) else {
                    continue;
                };
                for (measure, series) in Measure::ALL.into_iter().zip(&mut points) {
                    if let Some(point) = series.get_mut(at) {
                        standing.add_to(measure, point);
                    }
                }
            }
        }
        Self {
            month_ends: month_ends.to_vec(),
            points,
        }
    }

    /// The points of one measure, oldest first.
    pub fn of(&self, measure: Measure) -> &[Point] {
        let at = Measure::ALL.iter().position(|m| *m == measure);
        at.and_then(|at| self.points.get(at))
            .map_or(&[], Vec::as_slice)
    }
}

/// How one LtOT patient stands on a day, measure by measure.
struct Standing {
    dose: f64,
    incomplete: bool,
    thresholds: (f64, f64),
    sedative: Option<bool>,
    benzodiazepine: Option<bool>,
    naloxone: bool,
}

impl Standing {
    /// `None` when the patient is not on LtOT that day.
    fn of(fills: &PatientFills<'_>, day: NaiveDate, settings: &Settings) -> Option<Self> {
        let facts = fills.on(day, settings);
        facts.is_on_ltot.then(|| Self {
            // No active fill is 0 mg prescribed that day: a fact, not a gap.
            dose: facts.dose.mg_per_day().unwrap_or(0.0),
            incomplete: facts.dose.is_incomplete(),
            thresholds: (settings.thresholds.first, settings.thresholds.second),
            sedative: facts.sedative,
            benzodiazepine: facts.benzodiazepine,
            naloxone: facts.naloxone_on.is_some(),
        })
    }

    /// Whether the patient is counted, and whether that cannot be told.
    fn counted(&self, measure: Measure) -> (bool, bool) {
        let at_least = |limit: f64| {
            let counted = rounded(self.dose) >= limit;
            (counted, self.incomplete && !counted)
        };
        match measure {
            Measure::LtotPatients => (true, false),
            Measure::MedFirst => at_least(self.thresholds.0),
            Measure::MedSecond => at_least(self.thresholds.1),
            Measure::MeanMed => (false, self.incomplete),
            Measure::Sedative => (self.sedative == Some(true), self.sedative.is_none()),
            Measure::Benzodiazepine => (
                self.benzodiazepine == Some(true),
                self.benzodiazepine.is_none(),
            ),
            Measure::Naloxone => (self.naloxone, false),
        }
    }

    fn add_to(&self, measure: Measure, point: &mut Point) {
        let (counted, unknown) = self.counted(measure);
        point.denominator += 1;
        point.unknown += u32::from(unknown);
        point.numerator += if measure == Measure::MeanMed {
            self.dose
        } else {
            f64::from(u8::from(counted))
        };
    }
}

/// A patient behind a point, and whether counted or unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Behind {
    /// Who.
    pub patient: PatientId,
    /// In the numerator.
    pub counted: bool,
    /// Cannot be told.
    pub unknown: bool,
}

/// The patients of a measure's denominator on a day.
pub fn patients_behind(workbook: &Workbook, measure: Measure, day: NaiveDate) -> Vec<Behind> {
    let table = factor_set(&workbook.settings);
    let behind = |patient: PatientId| {
        let fills = PatientFills::prepare(workbook, patient, &table);
        let (counted, unknown) = Standing::of(&fills, day, &workbook.settings)?.counted(measure);
        Some(Behind {
            patient,
            counted,
            unknown,
        })
    };
    workbook
        .patients
        .iter()
        .filter_map(|p| behind(p.id))
        .collect()
}

/// The last day of the month of `day`.
pub fn month_end(day: NaiveDate) -> NaiveDate {
    let first = day.with_day(1).unwrap_or(day);
    first
        .checked_add_months(Months::new(1))
        .map_or(day, |next| next - Duration::days(1))
}

/// The month ends from one month to another, both included.
pub fn month_ends_between(from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let mut ends = Vec::new();
    let mut end = month_end(from);
    while end <= month_end(to) {
        ends.push(end);
        end = month_end(end + Duration::days(1));
    }
    ends
}

/// The month ends that the fills can speak for: the rule's look-back lies inside the data, and the
/// last month's fills reach its last week.
pub fn month_ends_in_data(workbook: &Workbook) -> Vec<NaiveDate> {
    let Some((first, last)) = workbook.fill_period() else {
        return Vec::new();
    };
    let rule = workbook.settings.ltot_rule;
    let mut ends = month_ends_between(first, last);
    ends.retain(|end| rule.oldest_day(*end) >= first && last > *end - Duration::days(7));
    ends
}
