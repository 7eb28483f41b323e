//! The measures worked out from the workbook: every month end, and who stands behind a value.

use chrono::NaiveDate;

use super::{Measure, Point};
use crate::domain::clinic::Settings;
use crate::domain::ids::PatientId;
use crate::domain::morphine_equivalent::rounded;
use crate::domain::registry::{PatientFills, factor_set};
use crate::domain::workbook::Workbook;

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
