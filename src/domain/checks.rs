//! What the records say of one patient's checks up to a day: when each was last done, the tier, the
//! score of the last visit.
//!
//! Measures and care gaps both ask here, so that one cannot count what the other calls overdue.

use chrono::{Days, Months, NaiveDate};

use super::event::{CareEvent, EventKind, Tier};
use super::ids::PatientId;
use super::workbook::Workbook;

/// A PEG this many days before the visit belongs to it.
const DAYS_BEFORE_VISIT: u64 = 7;

/// The last day that a check counts for: its day so many months on, or the last of that month.
pub fn due_on(last: NaiveDate, months: u32) -> NaiveDate {
    let due = last.checked_add_months(Months::new(months));
    due.unwrap_or(NaiveDate::MAX)
}

/// The days that naloxone is looked back for: 12 months are 365, day 365 included.
pub fn naloxone_days(months: u32) -> u64 {
    u64::from(months) * 365 / 12
}

/// The last day that naloxone counts for.
pub fn naloxone_due_on(last: NaiveDate, months: u32) -> NaiveDate {
    let due = last.checked_add_days(Days::new(naloxone_days(months)));
    due.unwrap_or(NaiveDate::MAX)
}

/// The events of a patient up to a day.
#[derive(Clone, Copy)]
pub struct Checks<'a> {
    events: &'a [CareEvent],
}

impl<'a> Checks<'a> {
    /// Those up to `day`; what lies after it has not happened.
    pub fn of(workbook: &'a Workbook, patient: PatientId, day: NaiveDate) -> Self {
        let events = workbook.events_of(patient);
        let up_to = events.partition_point(|e| e.on <= day);
        Self {
            events: events.get(..up_to).unwrap_or_default(),
        }
    }

    /// The events, oldest first.
    pub fn events(&self) -> &'a [CareEvent] {
        self.events
    }

    /// The day of the newest event of a kind that took place.
    pub fn last(&self, kind: EventKind) -> Option<NaiveDate> {
        let done = |e: &&CareEvent| e.kind == kind && e.took_place();
        self.events.iter().rev().find(done).map(|e| e.on)
    }

    /// The newest event about the tier, readable or not.
    pub fn tier_event(&self) -> Option<&'a CareEvent> {
        let mut events = self.events.iter().rev();
        events.find(|e| e.kind == EventKind::RiskTier)
    }

    /// The tier. The newest event counts: where it cannot be read, the tier is unknown, and not the
    /// one before.
    pub fn tier(&self) -> Option<Tier> {
        self.tier_event().and_then(CareEvent::tier)
    }

    /// The PEG scores with their days, oldest first.
    pub fn pegs(&self) -> impl DoubleEndedIterator<Item = (NaiveDate, f64)> + use<'a> {
        let score = |e: &CareEvent| Some((e.on, e.peg()?));
        self.events.iter().filter_map(score)
    }

    /// Whether a PEG belongs to the last visit: of its day or the 7 days before; `None` without a
    /// visit on record.
    pub fn has_score_at_visit(&self) -> Option<bool> {
        let visit = self.last(EventKind::Visit)?;
        let from = visit.checked_sub_days(Days::new(DAYS_BEFORE_VISIT))?;
        let mut scores = self.pegs().rev().skip_while(|(on, _)| *on > visit);
        Some(scores.next().is_some_and(|(on, _)| on >= from))
    }
}

/// Since when the clinic records each kind of event at all.
pub struct Recorded([Option<NaiveDate>; EventKind::ALL.len()]);

impl Recorded {
    /// Looks through all events of the file.
    pub fn of(workbook: &Workbook) -> Self {
        let mut first = [None; EventKind::ALL.len()];
        for event in &workbook.events {
            if let Some(day) = first.get_mut(event.kind as usize) {
                *day = Some(day.map_or(event.on, |day: NaiveDate| day.min(event.on)));
            }
        }
        Self(first)
    }

    /// Whether anybody has an event of the kind by `day`.
    pub fn by(&self, kind: EventKind, day: NaiveDate) -> bool {
        let first = self.0.get(kind as usize).copied().flatten();
        first.is_some_and(|first| first <= day)
    }
}
