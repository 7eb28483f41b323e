//! The birth-month recall: who is called in for the yearly pain visit, and who has signed.

use chrono::{Datelike, Months, NaiveDate};

use super::{last_outreach, next_visit, on_ltot};
use crate::domain::event::EventKind;
use crate::domain::ids::PatientId;
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;

/// How far the yearly visit has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecallState {
    /// The agreement was signed or gone over in this round.
    Signed(NaiveDate),
    /// The patient declined in this round.
    Declined(NaiveDate),
    /// Neither yet.
    Open,
}

/// A patient of the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recall {
    /// Who.
    pub patient: PatientId,
    /// Date of birth.
    pub born: NaiveDate,
    /// How far it has come.
    pub state: RecallState,
    /// The newest agreement before this round, if any.
    pub before: Option<NaiveDate>,
    /// The next visit that is booked.
    pub next_visit: Option<NaiveDate>,
    /// The newest contact.
    pub outreach: Option<NaiveDate>,
}

/// From here on an agreement counts for the round of a month: patients come a month early as well.
/// `None` for a month that there is not.
pub fn cycle_start(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)?.checked_sub_months(Months::new(1))
}

/// LtOT patients born in `month`, as they stand in that year's round on `day`; in the
/// order of their birthdays.
pub fn recall(
    workbook: &Workbook,
    registry: &Registry,
    day: NaiveDate,
    (year, month): (i32, u32),
) -> Vec<Recall> {
    let Some(start) = cycle_start(year, month) else {
        return Vec::new();
    };
    let of = |patient: PatientId| {
        let born = workbook.patient(patient)?.born?;
        if born.month() != month {
            return None;
        }
        let events = workbook.events_of(patient);
        let mut agreements = events
            .iter()
            .rev()
            .filter(|e| e.kind == EventKind::Agreement && e.on <= day);
        let newest = agreements.clone().next().filter(|e| e.on >= start);
        let signed = agreements.clone().find(|e| e.took_place() && e.on >= start);
        let state = match (signed, newest) {
            (Some(event), _) => RecallState::Signed(event.on),
            (None, Some(event)) if event.is_declined() => RecallState::Declined(event.on),
            (None, _) => RecallState::Open,
        };
        Some(Recall {
            patient,
            born,
            state,
            before: agreements
                .find(|e| e.took_place() && e.on < start)
                .map(|e| e.on),
            next_visit: next_visit(events, day),
            outreach: last_outreach(events, day),
        })
    };
    let mut list: Vec<Recall> = on_ltot(registry).filter_map(|r| of(r.patient)).collect();
    list.sort_by_key(|r| (r.born.day(), r.patient));
    list
}
