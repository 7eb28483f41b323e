//! Who comes on a day, or runs out of an opioid: from appointments, refill requests and supplies.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::domain::event::{CareEvent, EventKind};
use crate::domain::ids::PatientId;
use crate::domain::registry::RegistryRow;
use crate::ui::view::View;

/// A visit that is booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Visit {
    /// "09:20"; empty where none is on record.
    pub time: String,
    /// "chronic pain visit".
    pub kind: String,
}

/// Why a patient is prepared for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Coming {
    pub visit: Option<Visit>,
    /// The first day without a supply, or the words of a request.
    pub refill: Option<String>,
}

/// The next day from Monday to Friday.
pub(super) fn next_workday(day: NaiveDate) -> NaiveDate {
    let ahead = match day.weekday() {
        Weekday::Fri => 3,
        Weekday::Sat => 2,
        _ => 1,
    };
    day.checked_add_days(Days::new(ahead)).unwrap_or(day)
}

/// Whether a visit is booked and was not called off.
fn is_booked(event: &CareEvent) -> bool {
    event.kind == EventKind::Appointment && event.took_place()
}

/// What a patient on long-term therapy is prepared for on a day; `None` for nothing.
pub(super) fn coming(view: &View<'_>, row: &RegistryRow, day: NaiveDate) -> Option<Coming> {
    let on_day = |e: &&CareEvent| e.on == day;
    let events = view.workbook.events_of(row.patient);
    let booked = events.iter().filter(on_day).find(|e| is_booked(e));
    let request = events
        .iter()
        .filter(on_day)
        .find(|e| e.kind == EventKind::RefillRequest);
    let coming = Coming {
        visit: booked.map(|e| visit(&e.value)),
        refill: request
            .map(|e| format!("refill asked for, {}", e.value))
            .or_else(|| refill(view, row, day)),
    };
    (coming != Coming::default()).then_some(coming)
}

/// "chronic pain visit, 09:20" in its parts.
fn visit(value: &str) -> Visit {
    let is_time = |word: &&str| {
        let parts = word.split_once(':');
        parts.is_some_and(|(h, m)| {
            m.len() == 2 && [h, m].iter().all(|p| p.parse::<u8>().is_ok_and(|n| n < 60))
        })
    };
    let words = || value.split([' ', ',']).filter(|w| !w.is_empty());
    let time = words().find(is_time).unwrap_or_default();
    let kind: Vec<&str> = words().filter(|w| *w != time).collect();
    Visit {
        // "9:20" stands before "10:00" only with a zero.
        time: if time.len() == 4 {
            format!("0{time}")
        } else {
            time.to_owned()
        },
        kind: if kind.is_empty() {
            "visit".to_owned()
        } else {
            kind.join(" ")
        },
    }
}

/// A supply that ends before the next workday begins.
fn refill(view: &View<'_>, row: &RegistryRow, day: NaiveDate) -> Option<String> {
    let due = refill_due(view, row)?;
    (day <= due && due < next_workday(day)).then(|| format!("supply ends, refill by {due}"))
}

/// The first day that the newest opioid supply does not cover.
fn refill_due(view: &View<'_>, row: &RegistryRow) -> Option<NaiveDate> {
    let fills = row.opioid_fills.iter();
    let end = |at: &usize| {
        let fill = view.workbook.fills.get(*at)?;
        let days = Days::new(u64::from(fill.days_supply?));
        fill.filled.checked_add_days(days)
    };
    fills.filter_map(end).max()
}

/// The coming visits of LtOT patients.
#[derive(Default)]
pub(super) struct Booked {
    /// Any appointment is on record, for whomever.
    pub is_recorded: bool,
    /// LtOT patients without a visit from today on.
    pub without: usize,
    /// The next days with a visit of an LtOT patient.
    pub days: BTreeSet<NaiveDate>,
}

impl Booked {
    /// Looks at all appointments from today on.
    pub fn of(view: &View<'_>) -> Self {
        let events = &view.workbook.events;
        let appointment = |e: &CareEvent| e.kind == EventKind::Appointment;
        let mut booked = Self {
            is_recorded: events.iter().any(appointment),
            ..Self::default()
        };
        for row in view.registry.rows.iter().filter(|r| r.is_on_ltot) {
            let days = booked_days(view, row.patient);
            booked.without += usize::from(days.is_empty());
            booked.days.extend(days);
        }
        booked
    }
}

fn booked_days(view: &View<'_>, patient: PatientId) -> Vec<NaiveDate> {
    let events = view.workbook.events_of(patient).iter();
    let coming = events.filter(|e| e.on >= view.today && is_booked(e));
    coming.map(|e| e.on).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_a_visit_is_read_wherever_it_stands() {
        for (value, time, kind) in [
            ("chronic pain visit, 09:20", "09:20", "chronic pain visit"),
            ("9:20 refill only", "09:20", "refill only"),
            ("routine visit", "", "routine visit"),
            ("14:00", "14:00", "visit"),
        ] {
            let read = visit(value);
            assert_eq!((read.time.as_str(), read.kind.as_str()), (time, kind));
        }
    }

    #[test]
    fn the_workday_after_friday_is_monday() {
        let friday = NaiveDate::from_ymd_opt(2026, 10, 9).unwrap();
        assert_eq!(next_workday(friday).to_string(), "2026-10-12");
        assert_eq!(next_workday(next_workday(friday)).to_string(), "2026-10-13");
    }
}
