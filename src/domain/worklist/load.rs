//! The visits that patients on long-term therapy need in the months to come, by tier, so that full
//! schedules are seen beforehand.

use chrono::{Datelike, NaiveDate};

use super::{next_visit, on_ltot};
use crate::domain::care_gap::{GapRule, months_of_tier};
use crate::domain::checks::{Checks, due_on};
use crate::domain::event::{EventKind, Tier};
use crate::domain::ids::PatientId;
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;

/// Months that are looked ahead, this one among them.
pub const MONTHS_AHEAD: usize = 12;

/// A visit that is booked or needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComingVisit {
    /// Who.
    pub patient: PatientId,
    /// The tier; `None` where it is unknown and the interval is the same for every tier.
    pub tier: Option<Tier>,
    /// The day before which it is to be: the due day, or the day for which it is booked.
    pub on: NaiveDate,
    /// It is booked.
    pub is_booked: bool,
    /// The last visit on record, where this is the first to come.
    pub last_on: Option<NaiveDate>,
}

/// Visits to come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VisitLoad {
    /// Due already, or never seen, and not booked.
    pub overdue: Vec<ComingVisit>,
    /// Month after month, each with its first day; the visits by day.
    pub months: Vec<(NaiveDate, Vec<ComingVisit>)>,
    /// The tier, and with it the interval, is unknown; a visit that is booked stands in its month.
    pub unknown: Vec<PatientId>,
}

/// The visits of the next 12 months by the interval of the care gap: the first on the day that is
/// booked, or else on the due day; each further one after the tier's months. Who is overdue is
/// reckoned on from `day`, as if seen now.
pub fn visit_load(workbook: &Workbook, registry: &Registry, day: NaiveDate) -> VisitLoad {
    let first = day.with_day(1).unwrap_or(day);
    let starts = (0..MONTHS_AHEAD as u32).map(|ahead| due_on(first, ahead));
    let mut load = VisitLoad {
        months: starts.map(|start| (start, Vec::new())).collect(),
        ..VisitLoad::default()
    };
    for row in on_ltot(registry) {
        load.add(workbook, row.patient, day);
    }
    for (_, visits) in &mut load.months {
        visits.sort_by_key(|v| (v.on, v.patient));
    }
    load.overdue.sort_by_key(|v| (v.on, v.patient));
    load
}

impl VisitLoad {
    fn add(&mut self, workbook: &Workbook, patient: PatientId, day: NaiveDate) {
        let settings = &workbook.settings;
        let checks = Checks::of(workbook, patient, day);
        let tier = checks.tier();
        let months = settings.gaps.months(GapRule::Visit, settings);
        let months = months_of_tier(months, tier).filter(|months| *months > 0);
        let last_on = checks.last(EventKind::Visit);
        let booked = next_visit(workbook.events_of(patient), day);
        let due = last_on
            .zip(months)
            .map(|(last, months)| due_on(last, months));
        let visit = |on| ComingVisit {
            patient,
            tier,
            on,
            is_booked: booked == Some(on),
            last_on,
        };
        let first = match (booked, months, due) {
            (Some(booked), ..) => {
                self.put(visit(booked));
                booked
            }
            (None, None, _) => {
                self.unknown.push(patient);
                return;
            }
            (None, Some(_), Some(due)) if due >= day => {
                self.put(visit(due));
                due
            }
            (None, Some(_), due) => {
                self.overdue.push(visit(due.unwrap_or(day)));
                day
            }
        };
        let Some(months) = months else {
            self.unknown.push(patient);
            return;
        };
        let beyond = due_on(day.with_day(1).unwrap_or(day), MONTHS_AHEAD as u32);
        let further = (1..).map(|time| due_on(first, time * months));
        for on in further.take_while(|on| *on < beyond) {
            self.put(ComingVisit {
                is_booked: false,
                last_on: None,
                ..visit(on)
            });
        }
    }

    /// The place of a day's month; `None` beyond the last.
    fn month_of(&self, on: NaiveDate) -> Option<usize> {
        let is_month = |start: &NaiveDate| (start.year(), start.month()) == (on.year(), on.month());
        self.months.iter().position(|(start, _)| is_month(start))
    }

    fn put(&mut self, visit: ComingVisit) {
        let month = self
            .month_of(visit.on)
            .and_then(|at| self.months.get_mut(at));
        if let Some((_, visits)) = month {
            visits.push(visit);
        }
    }
}
