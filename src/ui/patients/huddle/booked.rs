//! The next workday, and the visits that are booked from today on.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::domain::event::{CareEvent, EventKind};
use crate::domain::huddle::{Huddle, booked_visits, without_visit};
use crate::ui::view::View;

/// The next day from Monday to Friday.
pub(super) fn next_workday(day: NaiveDate) -> NaiveDate {
    let ahead = match day.weekday() {
        Weekday::Fri => 3,
        Weekday::Sat => 2,
        _ => 1,
    };
    day.checked_add_days(Days::new(ahead)).unwrap_or(day)
}

/// The days from `day` to the next workday, and how many refills of a team, or of all, fall due on
/// each.
pub(super) fn refills_when_closed(
    view: &View<'_>,
    day: NaiveDate,
    team: Option<&str>,
) -> Vec<(NaiveDate, usize)> {
    let days = day.iter_days().skip(1);
    let closed = days.take_while(|on| *on < next_workday(day));
    let refills = |on| {
        let huddle = Huddle::on(view.workbook, view.registry, on, on, team);
        let lines = huddle.lines.iter();
        lines.filter(|line| line.coming.refill.is_some()).count()
    };
    closed.map(|on| (on, refills(on))).collect()
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
            without: without_visit(view.workbook, view.registry, view.today).len(),
            days: BTreeSet::new(),
        };
        for row in view.registry.rows.iter().filter(|r| r.is_on_ltot) {
            let events = view.workbook.events_of(row.patient);
            let visits = booked_visits(events, view.today);
            booked.days.extend(visits.map(|e| e.on));
        }
        booked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workday_after_friday_is_monday() {
        let friday = NaiveDate::from_ymd_opt(2026, 10, 9).unwrap();
        assert_eq!(next_workday(friday).to_string(), "2026-10-12");
        assert_eq!(next_workday(next_workday(friday)).to_string(), "2026-10-13");
    }
}
