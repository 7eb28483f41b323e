//! The rows under the dose of the timeline: sedatives, checks, scores, visits, changes of status.

use chrono::NaiveDate;

use super::dose_words::sedative_short;
use super::standing::{Peg, change_words};
use crate::chart::dose_timeline::{EventMark, EventRow, Sedative};
use crate::domain::event::{CareEvent, EventKind};
use crate::domain::ids::PatientId;
use crate::domain::patient_fact::{FactGroup, FactKind, PatientFact, status_on};
use crate::domain::registry::PatientFills;
use crate::domain::workbook::Workbook;

/// Sedatives shown by name; the others share one row.
const SEDATIVE_ROWS: usize = 4;

/// One row a sedative, the one used last first.
pub(super) fn sedatives(workbook: &Workbook, fills: &PatientFills<'_>) -> Vec<Sedative> {
    let mut rows: Vec<Sedative> = Vec::new();
    for (at, from, to) in fills.sedative_spans() {
        let fill = workbook.fills.get(at);
        let Some(product) = fill.and_then(|f| workbook.product(f.product)) else {
            continue;
        };
        let label = sedative_short(product);
        match rows.iter_mut().find(|row| row.label == label) {
            Some(row) => row.spans.push((from, to)),
            None => rows.push(Sedative {
                label,
                spans: vec![(from, to)],
            }),
        }
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.spans.iter().map(|(_, to)| *to).max()));
    if rows.len() > SEDATIVE_ROWS {
        let others = rows.split_off(SEDATIVE_ROWS - 1);
        rows.push(Sedative {
            label: format!("{} others", others.len()),
            spans: others.into_iter().flat_map(|row| row.spans).collect(),
        });
    }
    for row in &mut rows {
        row.spans = joined(std::mem::take(&mut row.spans));
    }
    rows
}

/// Supplies that follow on each other without a day between, as one.
fn joined(mut spans: Vec<(NaiveDate, NaiveDate)>) -> Vec<(NaiveDate, NaiveDate)> {
    spans.sort_unstable();
    let mut out: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for (from, to) in spans {
        match out.last_mut() {
            Some(last) if last.1.succ_opt().is_some_and(|next| from <= next) => {
                last.1 = last.1.max(to);
            }
            _ => out.push((from, to)),
        }
    }
    out
}

/// The rows of checks and scores, and the words of each event.
pub(super) fn rows(workbook: &Workbook, patient: PatientId) -> (Vec<EventRow>, Vec<Vec<String>>) {
    let events = workbook.events_of(patient);
    let mut rows = Vec::new();
    let mut hovers = Vec::new();
    for (kind, name, is_always_shown) in [
        (EventKind::PdmpCheck, "PDMP", true),
        (EventKind::UrineDrugTest, "UDT", true),
        (EventKind::Agreement, "Agreement", false),
        (EventKind::Naloxone, "Naloxone", false),
        (EventKind::Peg, "PEG", true),
    ] {
        // What was declined or only offered did not happen; it stands among the latest entries.
        let of_kind = events.iter().filter(|e| e.kind == kind && e.took_place());
        let mut marks: Vec<(NaiveDate, EventMark, String)> = of_kind
            .map(|e| {
                (
                    e.on,
                    mark(e),
                    format!("{} {}, {}", kind.label(), e.on, e.value),
                )
            })
            .collect();
        if kind == EventKind::Naloxone {
            marks.extend(naloxone_fills(workbook, patient));
            marks.sort_by_key(|(on, ..)| *on);
        }
        if marks.is_empty() && !is_always_shown {
            continue;
        }
        let end = if kind == EventKind::Peg {
            let change = Peg::last(events, NaiveDate::MAX).and_then(|peg| peg.change());
            change.map(change_words).unwrap_or_default()
        } else {
            let last = marks.last().map(|(on, ..)| on.to_string());
            last.unwrap_or_else(|| "none".to_owned())
        };
        hovers.push(marks.iter().map(|(_, _, words)| words.clone()).collect());
        rows.push(EventRow {
            name: name.to_owned(),
            events: marks.into_iter().map(|(on, mark, _)| (on, mark)).collect(),
            end,
            is_due: false,
        });
    }
    (rows, hovers)
}

/// Visits that took place and those that are booked; none where there are neither.
pub(super) fn visits(events: &[CareEvent], today: NaiveDate) -> Option<(EventRow, Vec<String>)> {
    let is_visit = |e: &&CareEvent| {
        let is_ahead = e.kind == EventKind::Appointment && e.on > today;
        (e.kind == EventKind::Visit || is_ahead) && e.took_place()
    };
    let shown: Vec<&CareEvent> = events.iter().filter(is_visit).collect();
    let next = shown.iter().find(|e| e.on > today);
    let end = next.map_or_else(|| "none booked".to_owned(), |e| format!("next {}", e.on));
    let words = |e: &&CareEvent| format!("{} {}, {}", e.kind.label(), e.on, e.value);
    let hovers = shown.iter().map(words).collect();
    let marks = shown.iter().map(|e| (e.on, EventMark::Done));
    let row = EventRow {
        name: "Visits".to_owned(),
        events: marks.collect(),
        end,
        is_due: false,
    };
    (!shown.is_empty()).then_some((row, hovers))
}

/// Changes of status, where any is recorded and not restricted.
pub(super) fn statuses(facts: &[PatientFact], today: NaiveDate) -> Option<(EventRow, Vec<String>)> {
    let is_status = |f: &&PatientFact| f.kind.group() == FactGroup::Status && !f.is_restricted;
    let changes: Vec<(NaiveDate, FactKind)> = facts
        .iter()
        .filter(is_status)
        .filter_map(|f| Some((f.from?, f.kind)))
        .collect();
    let row = EventRow {
        name: "Status".to_owned(),
        events: changes.iter().map(|c| (c.0, EventMark::Done)).collect(),
        end: status_on(facts, today).label().to_lowercase(),
        is_due: false,
    };
    let words = |(on, kind): &(NaiveDate, FactKind)| format!("{} from {on}", kind.label());
    let hovers = changes.iter().map(words).collect();
    (!changes.is_empty()).then_some((row, hovers))
}

fn mark(event: &CareEvent) -> EventMark {
    if let Some(score) = event.peg() {
        EventMark::Score(format!("{score:.1}"))
    } else if event.is_unexpected() {
        EventMark::Unexpected("unexpected".to_owned())
    } else {
        EventMark::Done
    }
}

fn naloxone_fills(
    workbook: &Workbook,
    patient: PatientId,
) -> impl Iterator<Item = (NaiveDate, EventMark, String)> {
    workbook.fills_of(patient).iter().filter_map(|fill| {
        let product = workbook.product(fill.product)?;
        let words = format!("Naloxone filled {}", fill.filled);
        let is_rescue = product.medicine.naloxone;
        is_rescue.then_some((fill.filled, EventMark::Done, words))
    })
}
