//! The figures of the home tab, worked out from registry and records once per change.

use std::collections::BTreeMap;

use crate::domain::care_gap::GapState;
use crate::domain::ids::{ClinicianId, PatientId};
use crate::domain::morphine_equivalent::LeftOut;
use crate::domain::registry::{Band, DoseStanding, RegistryRow};
use crate::ui::patients::views::is_in;
use crate::ui::request::{PatientsView, Request};
use crate::ui::view::View;
use crate::ui::words::{capital, count, kind, local_day};

/// One thing to look at.
pub struct ToLookAt {
    /// What.
    pub name: String,
    /// Which of them, or of how many.
    pub note: String,
    /// How many patients.
    pub count: usize,
    /// Where a press leads.
    pub leads_to: Request,
}

/// LtOT patients of one dose band.
pub struct DoseRow {
    /// Which.
    pub dose: DoseStanding,
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

/// "days 3, strength 1": what is missing in the unknown doses, the most frequent first.
fn missing(view: &View<'_>, ltot: &[&RegistryRow]) -> String {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for row in ltot
        .iter()
        .filter(|r| dose_of(r, view) == DoseStanding::Unknown)
    {
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

/// How the dose of a row counts.
fn dose_of(row: &RegistryRow, view: &View<'_>) -> DoseStanding {
    row.dose.standing(&view.workbook.settings)
}

fn to_look_at(view: &View<'_>, ltot: &[&RegistryRow]) -> Vec<ToLookAt> {
    let missing = missing(view, ltot);
    let missing = if missing.is_empty() {
        missing
    } else {
        format!("missing: {missing}")
    };
    let second = view.workbook.settings.thresholds.second;
    let look = |name: &str, note: &str, list| ToLookAt {
        name: name.to_owned(),
        note: note.to_owned(),
        count: of_view(list, view),
        leads_to: Request::ShowPatients(list),
    };
    let of_ltot = "of the LtOT patients";
    vec![
        look(
            "Candidates to confirm",
            "found by the rule",
            PatientsView::Candidates,
        ),
        look("On opioids, not LtOT by rule", "", PatientsView::OnOpioids),
        look(
            &format!("MED {second} or more"),
            of_ltot,
            PatientsView::High,
        ),
        look("Dose unknown", &missing, PatientsView::DoseUnknown),
        look(
            "No responsible clinician",
            of_ltot,
            PatientsView::NoClinician,
        ),
        overdue_gaps(view),
    ]
}

/// Patients with a care gap past its day, or never closed.
fn overdue_gaps(view: &View<'_>) -> ToLookAt {
    let gaps = view.registry.gaps.all().iter();
    let overdue = gaps.filter(|g| g.is_open() && g.state != GapState::Unknown);
    let mut patients: Vec<PatientId> = overdue.map(|g| g.patient).collect();
    let gaps = patients.len();
    patients.dedup();
    ToLookAt {
        name: "Care gaps overdue".to_owned(),
        note: format!("patients with {gaps} gaps"),
        count: patients.len(),
        leads_to: Request::ShowGaps(None),
    }
}

/// How many patients a view of the list shows.
fn of_view(list: PatientsView, view: &View<'_>) -> usize {
    let rows = view.registry.rows.iter();
    rows.filter(|row| is_in(list, row, view.workbook)).count()
}

fn doses(view: &View<'_>, ltot: &[&RegistryRow]) -> Vec<DoseRow> {
    let settings = &view.workbook.settings;
    let row = |dose: DoseStanding, label: String, note: String| {
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
                DoseStanding::In(band),
                capital(&band.label(settings)),
                String::new(),
            )
        })
        .collect();
    rows.push(row(
        DoseStanding::NoneActive,
        "None active".to_owned(),
        String::new(),
    ));
    let not_counted = row(
        DoseStanding::NotCounted,
        "Not counted".to_owned(),
        "buprenorphine".to_owned(),
    );
    if not_counted.count > 0 {
        rows.push(not_counted);
    }
    rows.push(row(
        DoseStanding::Unknown,
        "Unknown".to_owned(),
        missing(view, ltot),
    ));
    rows
}

fn clinicians(view: &View<'_>, ltot: &[&RegistryRow]) -> Vec<ClinicianRow> {
    let mut counts: BTreeMap<Option<ClinicianId>, (usize, usize, usize)> = BTreeMap::new();
    for row in ltot {
        let clinician = view.workbook.patient(row.patient).and_then(|p| p.clinician);
        let dose = dose_of(row, view);
        let (on_ltot, high, unknown) = counts.entry(clinician).or_default();
        *on_ltot += 1;
        *high += usize::from(dose == DoseStanding::In(Band::High));
        *unknown += usize::from(dose == DoseStanding::Unknown);
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

impl ToLookAt {
    /// Where a press leads.
    pub fn request(&self) -> Request {
        self.leads_to.clone()
    }
}
