//! One patient as the list shows, sorts and filters them; made once per change of the registry.

use chrono::NaiveDate;
use compact_str::{CompactString, ToCompactString, format_compact};

use crate::domain::care_gap::Gap;
use crate::domain::event::{CareEvent, EventKind};
use crate::domain::ids::{ClinicianId, PatientId};
use crate::domain::patient::Patient;
use crate::domain::registry::{Band, RegistryRow, last_event};
use crate::domain::workbook::Workbook;
use crate::ui::patients::dose_words::DoseChip;
use crate::ui::patients::gaps::words::gaps_of;
use crate::ui::patients::standing::{self, Peg, Status};
use crate::ui::patients::views::{self, VIEWS};
use crate::ui::request::PatientsView;
use crate::ui::view::View;

/// A patient in the list.
pub(super) struct PatientLine {
    pub id: PatientId,
    pub name: String,
    pub mrn: CompactString,
    pub age: Option<u32>,
    pub age_words: CompactString,
    pub clinician: Option<ClinicianId>,
    pub clinician_name: CompactString,
    pub opioids: String,
    /// No opioid is active: the words say since when.
    pub is_between_fills: bool,
    pub chip: DoseChip,
    /// The copied cell: "≥ 60.0".
    pub dose_words: CompactString,
    pub dose_by_hand: bool,
    pub mg_per_day: Option<f64>,
    pub band: Option<Band>,
    /// Whether a sedative is active; `None` when it cannot be told.
    pub sedative: Option<bool>,
    pub sedatives: String,
    pub naloxone: Option<NaiveDate>,
    pub pdmp: Check,
    pub urine_test: Check,
    pub urine_is_unexpected: bool,
    pub agreement: Check,
    pub peg: Option<Peg>,
    pub peg_words: CompactString,
    pub status: Status,
    /// The prescriptions that hit the rule; empty where they do not.
    pub found: String,
    /// What is due and does not wait, the most urgent first, and who has it.
    pub gaps: Vec<(Gap, CompactString)>,
    /// Lower-case name and MRN, for the text filter and for sorting by name.
    pub search: String,
    /// Whether the patient belongs in each of [`VIEWS`].
    is_in: [bool; VIEWS.len()],
}

/// The last event of a kind.
#[derive(Default)]
pub(super) struct Check {
    /// When.
    pub on: Option<NaiveDate>,
    /// The date in words, with a refusal or a result to come; "none" without one.
    pub words: CompactString,
    /// Its result.
    pub value: String,
}

impl PatientLine {
    /// Whether the patient belongs in a view.
    pub fn is_in(&self, view: PatientsView) -> bool {
        let mut views = VIEWS.iter().zip(self.is_in);
        views.any(|(known, is_in)| *known == view && is_in)
    }

    /// Whether the clinic's rule finds the patient.
    pub fn is_found(&self) -> bool {
        !self.found.is_empty()
    }
}

/// All patients of the registry.
pub(super) fn lines(view: &View<'_>) -> Vec<PatientLine> {
    let line = |row| line(view, row);
    view.registry.rows.iter().filter_map(line).collect()
}

fn line(view: &View<'_>, row: &RegistryRow) -> Option<PatientLine> {
    let (workbook, day) = (view.workbook, view.as_of);
    let settings = &workbook.settings;
    let patient = workbook.patient(row.patient)?;
    let events = workbook.events_of(row.patient);
    let chip = standing::chip(row, settings);
    let urine = last_event(events, EventKind::UrineDrugTest, day);
    let peg = Peg::last(events, day);
    let name = patient.name();
    let mrn = patient.mrn.as_deref().unwrap_or("none");
    let clinician = workbook.clinician_of(patient);
    let age = patient.age_on(day);
    Some(PatientLine {
        id: row.patient,
        search: search_words(&name, patient),
        mrn: mrn.to_compact_string(),
        age,
        age_words: age.map_or("?".into(), |age| age.to_compact_string()),
        clinician: patient.clinician,
        clinician_name: standing::clinician_name(clinician).to_compact_string(),
        opioids: standing::opioids(workbook, row, day),
        is_between_fills: row.opioid_fills.is_empty(),
        dose_words: chip.words().to_compact_string(),
        dose_by_hand: row.dose.by_hand.is_some(),
        chip,
        mg_per_day: row.dose.mg_per_day(),
        band: row.dose.band(settings),
        sedative: row.sedative,
        sedatives: standing::sedative_words(workbook, row),
        naloxone: row.naloxone_on,
        pdmp: check(workbook, row, EventKind::PdmpCheck, day),
        urine_is_unexpected: urine.is_some_and(CareEvent::is_unexpected),
        urine_test: check(workbook, row, EventKind::UrineDrugTest, day),
        agreement: check(workbook, row, EventKind::Agreement, day),
        peg_words: peg.map_or_else(|| "none".into(), |peg| peg.words().to_compact_string()),
        peg,
        status: Status::of(row, row.decision(workbook)),
        gaps: gaps_of(view, row.patient),
        found: row.rule_hit.map_or_else(String::new, |hit| hit.sentence()),
        is_in: VIEWS.map(|view| views::is_in(view, row, workbook)),
        name,
    })
}

fn search_words(name: &str, patient: &Patient) -> String {
    let mut words = name.to_lowercase();
    if let Some(mrn) = &patient.mrn {
        words.push(' ');
        words.push_str(&mrn.to_lowercase());
    }
    words
}

fn check(workbook: &Workbook, row: &RegistryRow, kind: EventKind, day: NaiveDate) -> Check {
    let event = last_event(workbook.events_of(row.patient), kind, day);
    Check {
        on: event.map(|e| e.on),
        words: event.map_or("none".into(), |e| {
            // A refusal or a result still to come must not look like a check that was made.
            if !e.took_place() || e.value.eq_ignore_ascii_case("pending") {
                format_compact!("{}, {}", e.on, e.value)
            } else {
                format_compact!("{}", e.on)
            }
        }),
        value: event.map_or_else(String::new, |e| e.value.clone()),
    }
}
