//! The measures worked out from the workbook: every month end, for the clinic, a team or a
//! clinician, and who stands behind a value.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::computed::{Form, Measure, Point};
use super::standing::{Place, Standing};
use crate::domain::checks::Recorded;
use crate::domain::ids::{ClinicianId, PatientId};
use crate::domain::patient::Patient;
use crate::domain::registry::{PatientFills, factor_set};
use crate::domain::workbook::Workbook;

/// Whose patients a value is of; clinician and team are those responsible today.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// All of them.
    #[default]
    Clinic,
    /// Those of the team's clinicians.
    Team(String),
    /// Those of one clinician, or of none.
    Clinician(Option<ClinicianId>),
}

impl Scope {
    /// Whether a clinician's patients belong to it.
    pub fn holds(&self, clinician: Option<ClinicianId>, workbook: &Workbook) -> bool {
        match self {
            Self::Clinic => true,
            Self::Clinician(id) => *id == clinician,
            Self::Team(name) => clinician
                .and_then(|id| workbook.clinician(id))
                .is_some_and(|c| c.team == *name),
        }
    }

    /// The name on screens: "Clinic", "Team Blue", "Doyle, Kevin PA-C", "No clinician".
    pub fn label(&self, workbook: &Workbook) -> String {
        match self {
            Self::Clinic => "Clinic".to_owned(),
            Self::Team(name) if name.is_empty() => "No team".to_owned(),
            Self::Team(name) => format!("Team {name}"),
            Self::Clinician(None) => "No clinician".to_owned(),
            Self::Clinician(Some(id)) => workbook
                .clinician(*id)
                .map_or_else(|| "A removed clinician".to_owned(), |c| c.name.clone()),
        }
    }
}

/// All measures at all month ends asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeasureHistory {
    /// The month ends, oldest first.
    pub month_ends: Vec<NaiveDate>,
    /// Points of the clinic by measure (as [`Measure::ALL`]) and month end.
    points: Vec<Vec<Point>>,
    /// What each clinician's patients add up to.
    clinicians: BTreeMap<Option<ClinicianId>, Sums>,
}

/// What the patients of one clinician add up to, month by month.
#[derive(Clone, Debug, PartialEq)]
struct Sums {
    /// By measure and month end.
    points: Vec<Vec<Point>>,
    /// The doses behind the median, by month end.
    doses: Vec<Vec<f64>>,
}

impl Sums {
    fn new(month_ends: &[NaiveDate]) -> Self {
        let start = |day: &NaiveDate| Point {
            month_end: *day,
            numerator: 0.0,
            denominator: 0,
            unknown: 0,
        };
        let row = || month_ends.iter().map(start).collect::<Vec<_>>();
        Self {
            points: Measure::ALL.iter().map(|_| row()).collect(),
            doses: vec![Vec::new(); month_ends.len()],
        }
    }

    fn add(&mut self, at: usize, standing: &Standing<'_>) {
        for (measure, row) in Measure::ALL.into_iter().zip(&mut self.points) {
            let place = standing.place(measure);
            let Some(point) = row.get_mut(at).filter(|_| place != Place::Outside) else {
                continue;
            };
            let is_unknown = place == Place::Unknown;
            point.unknown += u32::from(is_unknown);
            point.denominator += u32::from(!is_unknown || measure.counts_unknown_in_n());
            point.numerator += match measure.form() {
                Form::Mean => standing.dose(),
                Form::Median => 0.0,
                Form::Count | Form::Share => f64::from(u8::from(place == Place::Counted)),
            };
            if measure.form() == Form::Median
                && let Some(doses) = self.doses.get_mut(at)
            {
                doses.push(standing.dose());
            }
        }
    }

    fn merge(&mut self, other: &Self) {
        let rows = self.points.iter_mut().zip(&other.points);
        for (point, more) in rows.flat_map(|(mine, theirs)| mine.iter_mut().zip(theirs)) {
            point.numerator += more.numerator;
            point.denominator += more.denominator;
            point.unknown += more.unknown;
        }
        for (mine, theirs) in self.doses.iter_mut().zip(&other.doses) {
            mine.extend_from_slice(theirs);
        }
    }

    /// The points, the medians filled in.
    fn finished(mut self) -> Vec<Vec<Point>> {
        let medians = self.doses.into_iter().map(middle);
        let at = Measure::ALL.iter().position(|m| *m == Measure::MedianMed);
        if let Some(row) = at.and_then(|at| self.points.get_mut(at)) {
            for (point, median) in row.iter_mut().zip(medians) {
                point.numerator = median.unwrap_or(0.0);
            }
        }
        self.points
    }
}

/// The middle of some doses; the mean of the middle two of an even number.
fn middle(mut doses: Vec<f64>) -> Option<f64> {
    doses.sort_by(f64::total_cmp);
    let upper = doses.get(doses.len() / 2).copied()?;
    if doses.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = doses.get(doses.len() / 2 - 1).copied()?;
    Some(f64::midpoint(lower, upper))
}

impl MeasureHistory {
    /// Works out every measure for every month end.
    pub fn compute(workbook: &Workbook, month_ends: &[NaiveDate]) -> Self {
        let table = factor_set(&workbook.settings);
        let recorded = Recorded::of(workbook);
        let mut clinicians: BTreeMap<Option<ClinicianId>, Sums> = BTreeMap::new();
        for patient in workbook.listed_patients() {
            let fills = PatientFills::prepare(workbook, patient.id, &table);
            if fills.is_empty() && workbook.events_of(patient.id).is_empty() {
                continue;
            }
            for (at, day) in month_ends.iter().enumerate() {
                if let Some(standing) = Standing::of(workbook, &fills, *day, &recorded) {
                    clinicians
                        .entry(patient.clinician)
                        .or_insert_with(|| Sums::new(month_ends))
                        .add(at, &standing);
                }
            }
        }
        let mut clinic = Sums::new(month_ends);
        for sums in clinicians.values() {
            clinic.merge(sums);
        }
        Self {
            month_ends: month_ends.to_vec(),
            points: clinic.finished(),
            clinicians,
        }
    }

    /// The clinic's points of one measure, oldest first.
    pub fn of(&self, measure: Measure) -> &[Point] {
        row_of(&self.points, measure)
    }

    /// The points of one measure for a clinician, a team or all.
    pub fn of_scope(&self, measure: Measure, scope: &Scope, workbook: &Workbook) -> Vec<Point> {
        if *scope == Scope::Clinic {
            return self.of(measure).to_vec();
        }
        let mut sums = Sums::new(&self.month_ends);
        for (_, of_one) in self
            .clinicians
            .iter()
            .filter(|(clinician, _)| scope.holds(**clinician, workbook))
        {
            sums.merge(of_one);
        }
        row_of(&sums.finished(), measure).to_vec()
    }

    /// The clinicians with patients in any month, `None` for patients without one.
    pub fn clinicians(&self) -> impl Iterator<Item = Option<ClinicianId>> {
        self.clinicians.keys().copied()
    }
}

fn row_of(points: &[Vec<Point>], measure: Measure) -> &[Point] {
    let at = Measure::ALL.iter().position(|m| *m == measure);
    at.and_then(|at| points.get(at)).map_or(&[], Vec::as_slice)
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

/// The patients asked about by a measure on a day.
pub fn patients_behind(
    workbook: &Workbook,
    measure: Measure,
    scope: &Scope,
    day: NaiveDate,
) -> Vec<Behind> {
    let table = factor_set(&workbook.settings);
    let recorded = Recorded::of(workbook);
    let behind = |patient: &Patient| {
        let fills = PatientFills::prepare(workbook, patient.id, &table);
        let place = Standing::of(workbook, &fills, day, &recorded)?.place(measure);
        (place != Place::Outside).then_some(Behind {
            patient: patient.id,
            counted: place == Place::Counted,
            unknown: place == Place::Unknown,
        })
    };
    workbook
        .listed_patients()
        .filter(|p| scope.holds(p.clinician, workbook))
        .filter_map(behind)
        .collect()
}
