//! The figures of the home tab, worked out from registry and records once per change.

use std::collections::BTreeMap;

use crate::domain::event::Verdict;
use crate::domain::ids::ClinicianId;
use crate::domain::morphine_equivalent::{LeftOut, MedState};
use crate::domain::registry::{Band, RegistryRow};
use crate::ui::request::{PatientsView, Request};
use crate::ui::view::View;
use crate::ui::words::{count, kind};

/// One thing to look at.
pub struct ToLookAt {
    /// What.
    pub name: String,
    /// Which of them, or of how many.
    pub note: String,
    /// How many patients.
    pub count: usize,
    /// The list that shows them.
    pub list: PatientsView,
}

/// How a patient's dose stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dose {
    /// A band of the clinic's thresholds.
    In(Band),
    /// No opioid is active on the day.
    NoneActive,
    /// Buprenorphine alone, which CDC does not count.
    NotCounted,
    /// A fact or a factor is missing.
    Unknown,
}

/// LtOT patients of one dose band.
pub struct DoseRow {
    /// Which.
    pub dose: Dose,
    /// "50 to 89".
    pub label: String,
    /// What is missing, for the unknown.
    pub note: String,
    /// How many.
    pub count: usize,
}

/// LtOT patients of one clinician.
pub struct ClinicianRow {
    /// Who; `None` without a responsible clinician.
    pub id: Option<ClinicianId>,
    /// The name.
    pub name: String,
    /// Patients on LtOT.
    pub on_ltot: usize,
    /// Of these, in the highest band.
    pub high: usize,
    /// Of these, with an unknown dose.
    pub unknown: usize,
}

/// One import in words.
pub struct ImportRow {
    /// "fills.csv".
    pub file: String,
    /// "Prescriptions, 2026-10-12".
    pub what: String,
    /// "8,905 new, 0 changed, 2 rejected".
    pub counts: String,
}

/// Everything that the tab counts.
#[derive(Default)]
pub struct Figures {
    /// Patients on LtOT on the day looked at.
    pub on_ltot: usize,
    /// Lists with their counts.
    pub to_look_at: Vec<ToLookAt>,
    /// LtOT patients by dose.
    pub doses: Vec<DoseRow>,
    /// LtOT patients by clinician.
    pub clinicians: Vec<ClinicianRow>,
    /// The newest imports first.
    pub imports: Vec<ImportRow>,
}

/// Imports shown.
const IMPORTS: usize = 8;

impl Figures {
    /// Counts everything.
    pub fn count(view: &View<'_>) -> Self {
        let ltot: Vec<&RegistryRow> = view.registry.rows.iter().filter(|r| r.is_on_ltot).collect();
        let doses = doses(view, &ltot);
        Self {
            on_ltot: ltot.len(),
            to_look_at: to_look_at(view, &ltot),
            doses,
            clinicians: clinicians(view, &ltot),
            imports: imports(view),
        }
    }
}

/// The dose of a row as this tab counts it.
fn dose_of(row: &RegistryRow, view: &View<'_>) -> Dose {
    match (row.dose.band(&view.workbook.settings), row.dose.state()) {
        (Some(band), _) => Dose::In(band),
        (None, MedState::None) => Dose::NoneActive,
        (None, MedState::NoFactor)
            if row.dose.total.first_gap() == Some(LeftOut::Buprenorphine) =>
        {
            Dose::NotCounted
        }
        (None, _) => Dose::Unknown,
    }
}

/// "days 3, strength 1": what is missing in the unknown doses, the most frequent first.
fn missing(view: &View<'_>, ltot: &[&RegistryRow]) -> String {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for row in ltot.iter().filter(|r| dose_of(r, view) == Dose::Unknown) {
        *counts
            .entry(row.dose.total.first_gap().map_or("not told", LeftOut::word))
            .or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
    counts
        .iter()
        .map(|(word, count)| format!("{word} {count}"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn to_look_at(view: &View<'_>, ltot: &[&RegistryRow]) -> Vec<ToLookAt> {
    let unknown = ltot
        .iter()
        .filter(|r| dose_of(r, view) == Dose::Unknown)
        .count();
    let missing = missing(view, ltot);
    let second = view.workbook.settings.thresholds.second;
    let high = ltot
        .iter()
        .filter(|r| dose_of(r, view) == Dose::In(Band::High))
        .count();
    let without = |row: &&&RegistryRow| {
        view.workbook
            .patient(row.patient)
            .is_some_and(|p| p.clinician.is_none())
    };
    let rows = &view.registry.rows;
    vec![
        ToLookAt {
            name: "Candidates to confirm".to_owned(),
            note: "found by the rule".to_owned(),
            count: rows.iter().filter(|r| is_candidate(r, view)).count(),
            list: PatientsView::Candidates,
        },
        ToLookAt {
            name: "On opioids, not LtOT by rule".to_owned(),
            note: String::new(),
            count: rows
                .iter()
                .filter(|r| r.on_opioids && !r.is_on_ltot)
                .count(),
            list: PatientsView::OnOpioids,
        },
        ToLookAt {
            name: format!("MED {second} or more"),
            note: "of the LtOT patients".to_owned(),
            count: high,
            list: PatientsView::High,
        },
        ToLookAt {
            name: "Dose unknown".to_owned(),
            note: if missing.is_empty() {
                String::new()
            } else {
                format!("missing: {missing}")
            },
            count: unknown,
            list: PatientsView::DoseUnknown,
        },
        ToLookAt {
            name: "No responsible clinician".to_owned(),
            note: "of the LtOT patients".to_owned(),
            count: ltot.iter().filter(without).count(),
            list: PatientsView::Ltot,
        },
    ]
}

/// Found by the rule, not yet decided by a person; a deferred one stays a candidate.
fn is_candidate(row: &RegistryRow, view: &View<'_>) -> bool {
    let verdict = row
        .verdict
        .and_then(|at| view.workbook.decisions_of(row.patient).get(at))
        .map(|d| d.verdict);
    row.rule_hit.is_some() && matches!(verdict, None | Some(Verdict::Deferred))
}

fn doses(view: &View<'_>, ltot: &[&RegistryRow]) -> Vec<DoseRow> {
    let settings = &view.workbook.settings;
    let row = |dose: Dose, label: String, note: String| {
        let count = ltot.iter().filter(|r| dose_of(r, view) == dose).count();
        DoseRow {
            dose,
            label,
            note,
            count,
        }
    };
    let mut rows: Vec<DoseRow> = [Band::Low, Band::Mid, Band::High]
        .into_iter()
        .map(|band| {
            row(
                Dose::In(band),
                capital(&band.label(settings)),
                String::new(),
            )
        })
        .collect();
    rows.push(row(
        Dose::NoneActive,
        "None active".to_owned(),
        String::new(),
    ));
    let not_counted = row(
        Dose::NotCounted,
        "Not counted".to_owned(),
        "buprenorphine".to_owned(),
    );
    if not_counted.count > 0 {
        rows.push(not_counted);
    }
    rows.push(row(
        Dose::Unknown,
        "Unknown".to_owned(),
        missing(view, ltot),
    ));
    rows
}

fn capital(words: &str) -> String {
    let mut signs = words.chars();
    signs
        .next()
        .map(|first| first.to_uppercase().chain(signs).collect())
        .unwrap_or_default()
}

fn clinicians(view: &View<'_>, ltot: &[&RegistryRow]) -> Vec<ClinicianRow> {
    let mut counts: BTreeMap<Option<ClinicianId>, (usize, usize, usize)> = BTreeMap::new();
    for row in ltot {
        let clinician = view.workbook.patient(row.patient).and_then(|p| p.clinician);
        let dose = dose_of(row, view);
        let (on_ltot, high, unknown) = counts.entry(clinician).or_default();
        *on_ltot += 1;
        *high += usize::from(dose == Dose::In(Band::High));
        *unknown += usize::from(dose == Dose::Unknown);
    }
    let name = |id: Option<ClinicianId>| {
        let clinician = id.and_then(|id| view.workbook.clinician(id));
        clinician.map_or_else(|| "No clinician named".to_owned(), |c| c.name.clone())
    };
    let row = |(id, (on_ltot, high, unknown))| ClinicianRow {
        id,
        name: name(id),
        on_ltot,
        high,
        unknown,
    };
    counts.into_iter().map(row).collect()
}

fn imports(view: &View<'_>) -> Vec<ImportRow> {
    view.workbook
        .imports
        .iter()
        .rev()
        .filter(|i| !i.undone)
        .take(IMPORTS)
        .map(|i| ImportRow {
            file: i.file_name.clone(),
            what: format!("{}, {}", kind(i.kind), local_day(&i.at)),
            counts: format!(
                "{} new, {} changed, {} rejected",
                count(i.new),
                count(i.changed),
                count(i.rejected)
            ),
        })
        .collect()
}

/// The day of a stored instant where the program runs.
fn local_day(instant: &str) -> String {
    let read = chrono::DateTime::parse_from_rfc3339(instant).ok();
    let local = read.map(|at| at.with_timezone(&chrono::Local).date_naive().to_string());
    local.unwrap_or_else(|| instant.to_owned())
}

impl ToLookAt {
    /// Where a press leads.
    pub fn request(&self) -> Request {
        Request::ShowPatients(self.list)
    }
}
