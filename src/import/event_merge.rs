//! Events of a file brought together with each other and with the clinic file.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::NaiveDate;

use super::preview::{Work, line_reason};
use super::table::Table;
use crate::domain::edit::Change;
use crate::domain::event::{CareEvent, EventKind};
use crate::domain::ids::{EventId, PatientId};

/// An event as read from a row.
pub(super) struct Pending {
    /// The patient's slot.
    pub slot: usize,
    /// When it took place.
    pub on: NaiveDate,
    /// What kind.
    pub kind: EventKind,
    /// Its value, empty for none.
    pub value: String,
    /// The row.
    pub line: u32,
}

/// What an event was to the clinic file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Brought {
    /// An event not known before.
    New,
    /// Another value of a known one.
    Changed,
    /// Nothing that was not known.
    Nothing,
}

type Key = (usize, NaiveDate, EventKind);

/// The events of one file.
#[derive(Default)]
pub(super) struct Merge {
    events: Vec<Pending>,
    by_key: HashMap<Key, Vec<usize>>,
}

impl Merge {
    /// Takes an event in. Two notes of a day are two; of anything else the later row counts. What is
    /// to be said when the event, or another value of it, stood above already.
    pub fn add(&mut self, table: &Table, event: Pending) -> Option<Cow<'static, str>> {
        let same = self
            .by_key
            .entry((event.slot, event.on, event.kind))
            .or_default();
        for index in same.iter() {
            let Some(earlier) = self.events.get_mut(*index) else {
                continue;
            };
            let equal = same_value(event.kind, &earlier.value, &event.value);
            if !equal && CareEvent::stands_beside_others(event.kind) {
                continue;
            }
            let line = earlier.line;
            if equal {
                let after = "; it was counted once.";
                return Some(line_reason(
                    table,
                    "The row is the same as line ",
                    line,
                    after,
                ));
            }
            if event.value.is_empty() {
                let after =
                    " has a value for the same day; this later row has none, so the value stays.";
                return Some(line_reason(table, "Line ", line, after));
            }
            *earlier = event;
            let after = " has another value for the same day; this later row counts.";
            return Some(line_reason(table, "Line ", line, after));
        }
        same.push(self.events.len());
        self.events.push(event);
        None
    }

    /// Compares with the clinic file, writes the outcome into the batch, and says of each line what
    /// it brought.
    pub fn compare(self, work: &mut Work) -> Vec<(u32, Brought)> {
        let brought = self
            .events
            .into_iter()
            .map(|event| (event.line, compare(work, event)))
            .collect();
        work.batch.events.sort_by_key(|e| (e.patient, e.on, e.id));
        brought
    }
}

fn same_value(kind: EventKind, a: &str, b: &str) -> bool {
    let score = |text: &str| text.trim().parse::<f64>().ok();
    a.trim().eq_ignore_ascii_case(b.trim())
        || (kind == EventKind::Peg && score(a).is_some() && score(a) == score(b))
}

fn compare(work: &mut Work, event: Pending) -> Brought {
    let Some(patient) = work.reading.register.slot(event.slot).map(|s| s.patient.id) else {
        return Brought::Nothing;
    };
    let known = known_events(work, patient, &event);
    // A row without a value never takes away one that is known.
    let adds_nothing = event.value.is_empty() && event.kind != EventKind::Note && !known.is_empty();
    if adds_nothing
        || known
            .iter()
            .any(|k| same_value(event.kind, &k.value, &event.value))
    {
        return Brought::Nothing;
    }
    if let Some(before) = known
        .into_iter()
        .next_back()
        .filter(|_| !CareEvent::stands_beside_others(event.kind))
    {
        let after = CareEvent {
            value: event.value,
            ..before.clone()
        };
        work.batch
            .changed_events
            .push(Change::replace(before, after));
        return Brought::Changed;
    }
    work.batch.events.push(CareEvent {
        id: EventId(work.workbook.next.event + work.batch.events.len() as i64),
        patient,
        on: event.on,
        kind: event.kind,
        value: event.value,
        by: String::new(),
        import: Some(work.batch.record.id),
    });
    Brought::New
}

fn known_events(work: &Work, patient: PatientId, event: &Pending) -> Vec<CareEvent> {
    if !work.is_known(event.slot) {
        return Vec::new();
    }
    let of_day = work
        .workbook
        .events_of(patient)
        .iter()
        .filter(|e| e.on == event.on && e.kind == event.kind);
    of_day.cloned().collect()
}
