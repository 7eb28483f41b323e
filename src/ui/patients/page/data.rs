//! What the page shows, worked out once per patient and change.

use chrono::NaiveDate;

use super::dose_words::{LineWords, plain, supply_words};
use crate::domain::event::{CareEvent, EventKind, Verdict};
use crate::domain::fill::Fill;
use crate::domain::ids::{EventId, ImportId, PatientId};
use crate::domain::medicine::Medicine;
use crate::domain::morphine_equivalent::{DailyUse, FactorSet, line, total};
use crate::domain::registry::{PatientFills, RegistryRow, factor_set};
use crate::domain::workbook::Workbook;
use crate::ui::view::View;

/// One thing that took place, of any kind.
pub(super) struct Entry {
    pub on: NaiveDate,
    pub day: String,
    pub event: &'static str,
    pub what: String,
    pub by: String,
}

/// One fill.
pub(super) struct Prescription {
    pub id: i64,
    pub on: NaiveDate,
    pub filled: String,
    pub medicine: String,
    pub quantity: Option<f64>,
    pub days: Option<u16>,
    pub supply: String,
    pub per_day: Option<f64>,
    pub per_day_words: String,
    pub mg_per_day: Option<f64>,
    /// "60.0", "? days"; blank for what is no opioid.
    pub med: String,
    pub prescriber: String,
    pub pharmacy: String,
    pub source: String,
}

/// One event, notes among them.
pub(super) struct EventLine {
    pub id: EventId,
    pub kind: EventKind,
    pub day: String,
    pub value: String,
    pub by: String,
    pub is_unexpected: bool,
    pub is_restricted: bool,
}

/// One note.
pub(super) struct NoteLine {
    pub id: EventId,
    pub heading: String,
    pub day: String,
    pub text: String,
    pub is_restricted: bool,
}

/// Everything of the page that takes work.
#[derive(Default)]
pub(super) struct PageData {
    made_for: Option<(PatientId, u64)>,
    /// Counts up with every rebuild.
    pub version: u64,
    /// Newest first.
    pub entries: Vec<Entry>,
    pub prescriptions: Vec<Prescription>,
    /// Newest first.
    pub events: Vec<EventLine>,
    /// Newest first.
    pub notes: Vec<NoteLine>,
    pub facts: Vec<(&'static str, String)>,
    pub scores: Vec<super::scores::ScoreLine>,
    pub timeline: super::timeline::Source,
}

impl PageData {
    /// Works everything out again when patient, day or records have changed.
    pub fn bring_up_to_date(&mut self, view: &View<'_>, row: &RegistryRow) {
        let key = Some((row.patient, view.revision));
        if self.made_for == key {
            return;
        }
        self.made_for = key;
        self.version += 1;
        let workbook = view.workbook;
        let table = factor_set(&workbook.settings);
        let fills = PatientFills::prepare(workbook, row.patient, &table);
        let events = workbook.events_of(row.patient);
        self.entries = entries(workbook, row.patient);
        self.prescriptions = workbook
            .fills_of(row.patient)
            .iter()
            .rev()
            .map(|fill| prescription(workbook, fill, &table))
            .collect();
        let newest = || events.iter().rev();
        let is_note =
            |e: &&CareEvent| matches!(e.kind, EventKind::Note | EventKind::RestrictedNote);
        self.events = newest().map(|e| event_line(workbook, e)).collect();
        self.notes = newest()
            .filter(is_note)
            .map(|e| note_line(workbook, e))
            .collect();
        self.scores = super::scores::lines(events, view.today);
        self.facts = crate::ui::patients::panel::fact_rows(view, row);
        self.timeline = super::timeline::Source::of(view, row.patient, &fills);
    }
}

/// "import 2026-10-01", who recorded it, or both where somebody changed what an import brought.
fn by_words(workbook: &Workbook, import: Option<ImportId>, by: &str) -> String {
    let record = import.and_then(|id| workbook.imports.iter().find(|i| i.id == id));
    let import = record.map(|r| format!("import {}", r.at.get(..10).unwrap_or(&r.at)));
    match (import, by) {
        (None, "") => "not recorded".to_owned(),
        (Some(import), "") => import,
        (None, by) => by.to_owned(),
        (Some(import), by) => format!("{by}, {import}"),
    }
}

fn product_text(workbook: &Workbook, fill: &Fill) -> String {
    workbook
        .product(fill.product)
        .map_or_else(|| "unknown product".to_owned(), |p| p.text.clone())
}

/// Fills, events, verdicts and hand-entered doses, newest first.
fn entries(workbook: &Workbook, patient: PatientId) -> Vec<Entry> {
    let entry = |on: NaiveDate, event, what, by| Entry {
        day: on.to_string(),
        on,
        event,
        what,
        by,
    };
    let fill = |f: &Fill| {
        let quantity = f.quantity.map_or_else(|| "?".to_owned(), plain);
        let days = f
            .days_supply
            .map_or_else(|| "?".to_owned(), |d| d.to_string());
        let what = format!("{}, {quantity} for {days} days", product_text(workbook, f));
        entry(f.filled, "Fill", what, by_words(workbook, f.import, ""))
    };
    let event = |e: &CareEvent| {
        let by = by_words(workbook, e.import, &e.by);
        let what = if e.kind == EventKind::RestrictedNote {
            super::events::MASKED.to_owned()
        } else {
            e.value.replace('\n', " ")
        };
        entry(e.on, e.kind.label(), what, by)
    };
    let mut all: Vec<Entry> = workbook.fills_of(patient).iter().map(fill).collect();
    all.extend(workbook.events_of(patient).iter().map(event));
    all.extend(workbook.decisions_of(patient).iter().map(|d| {
        let event = match d.verdict {
            Verdict::Confirmed => "LtOT confirmed",
            Verdict::Rejected => "LtOT rejected",
            Verdict::Deferred => "LtOT deferred",
            Verdict::Added => "LtOT added",
        };
        let what = if d.reason.is_empty() {
            &d.found_by
        } else {
            &d.reason
        };
        entry(d.decided_on, event, what.clone(), d.by.clone())
    }));
    all.extend(workbook.hand_meds_of(patient).iter().map(|h| {
        let dose = super::dose_words::milligrams(h.mg_per_day);
        let what = format!("{dose} mg a day, from {}", h.source);
        entry(h.on, "MED by hand", what, h.by.clone())
    }));
    // What is restricted is told by the standing alone, on request.
    let facts = workbook.facts_of(patient).iter();
    all.extend(facts.filter(|f| !f.is_restricted).filter_map(|f| {
        let what = f.words.replace('\n', " ");
        Some(entry(f.from?, f.kind.label(), what, f.by.clone()))
    }));
    all.sort_by_key(|entry| std::cmp::Reverse(entry.on));
    all
}

fn prescription(workbook: &Workbook, fill: &Fill, table: &FactorSet) -> Prescription {
    let none = Medicine::default();
    let product = workbook.product(fill.product);
    let medicine = product.map_or(&none, |p| &p.medicine);
    // The line by itself: tiers go by this fill's own amount.
    let worked = total(
        line(medicine, DailyUse::from(fill), table)
            .into_iter()
            .collect(),
    );
    let words = worked.lines.first().map(LineWords::of);
    let prescriber = fill.prescriber.map(|id| workbook.same_clinician(id));
    let prescriber = prescriber.and_then(|id| workbook.clinician(id));
    let per_day = fill.units_per_day();
    Prescription {
        id: fill.id.0,
        on: fill.filled,
        filled: fill.filled.to_string(),
        medicine: product_text(workbook, fill),
        quantity: fill.quantity,
        days: fill.days_supply,
        supply: supply_words(fill),
        per_day,
        per_day_words: per_day.map_or_else(
            || "?".to_owned(),
            |units| plain((units * 100.0).round() / 100.0),
        ),
        mg_per_day: worked.mg_per_day,
        med: words.map(|w| w.med).unwrap_or_default(),
        prescriber: prescriber.map_or_else(String::new, |c| c.short_name().to_owned()),
        pharmacy: fill.pharmacy.to_string(),
        source: source(workbook, fill),
    }
}

/// "fills.csv, line 7,741".
fn source(workbook: &Workbook, fill: &Fill) -> String {
    let record = fill
        .import
        .and_then(|id| workbook.imports.iter().find(|i| i.id == id));
    let Some(record) = record else {
        return "not recorded".to_owned();
    };
    if fill.line == 0 {
        return record.file_name.clone();
    }
    let line = crate::ui::words::count(u64::from(fill.line));
    format!("{}, line {line}", record.file_name)
}

fn event_line(workbook: &Workbook, event: &CareEvent) -> EventLine {
    EventLine {
        id: event.id,
        kind: event.kind,
        day: event.on.to_string(),
        value: event.value.clone(),
        by: by_words(workbook, event.import, &event.by),
        is_unexpected: event.is_unexpected(),
        is_restricted: event.kind == EventKind::RestrictedNote,
    }
}

fn note_line(workbook: &Workbook, event: &CareEvent) -> NoteLine {
    let by = by_words(workbook, event.import, &event.by);
    NoteLine {
        id: event.id,
        heading: format!("{} · {by}", event.on),
        day: event.on.to_string(),
        text: event.value.clone(),
        is_restricted: event.kind == EventKind::RestrictedNote,
    }
}
