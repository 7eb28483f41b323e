//! What is missing or cannot be read in the records of patients on the list.

use super::on_ltot;
use crate::domain::assessment_tool::{score, tool};
use crate::domain::checks::Checks;
use crate::domain::event::EventKind;
use crate::domain::ids::PatientId;
use crate::domain::patient_fact::{FactGroup, FactKind, holding};
use crate::domain::registry::{Registry, RegistryRow};
use crate::domain::workbook::Workbook;

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    /// The dose is unknown or a lower bound.
    DoseOpen,
    /// Whether a sedative is in use cannot be told.
    SedativeOpen,
    /// Nobody is responsible.
    NoClinician,
    /// No medical record number.
    NoMrn,
    /// No date of birth.
    NoBirthDate,
    /// Nobody has agreed that the patient is on long-term therapy.
    NotLookedAt,
    /// No risk tier, or one that cannot be read.
    NoTier,
    /// No indication.
    NoIndication,
    /// A score outside its range, or no number.
    UnreadScore,
    /// A urine drug test without a result.
    TestWithoutResult,
    /// An event in the future that is no appointment.
    FutureEvent,
}

impl Quality {
    /// All, in the order of screens.
    pub const ALL: [Self; 11] = [
        Self::DoseOpen,
        Self::SedativeOpen,
        Self::NoClinician,
        Self::NotLookedAt,
        Self::NoTier,
        Self::NoIndication,
        Self::NoMrn,
        Self::NoBirthDate,
        Self::UnreadScore,
        Self::TestWithoutResult,
        Self::FutureEvent,
    ];

    /// The name on screens.
    pub fn label(self) -> &'static str {
        match self {
            Self::DoseOpen => "Dose unknown or a lower bound",
            Self::SedativeOpen => "Sedative cannot be told",
            Self::NoClinician => "No responsible clinician",
            Self::NoMrn => "No MRN",
            Self::NoBirthDate => "No date of birth",
            Self::NotLookedAt => "On the list by rule, undecided",
            Self::NoTier => "No risk tier",
            Self::NoIndication => "No indication",
            Self::UnreadScore => "A score that cannot be read",
            Self::TestWithoutResult => "Urine test without a result",
            Self::FutureEvent => "Event in the future",
        }
    }

    /// What helps.
    pub fn advice(self) -> &'static str {
        match self {
            Self::DoseOpen => {
                "Look at the working: a quantity, days supply, strength or factor is missing. Correct the export, or enter the MED by hand."
            }
            Self::SedativeOpen => "A fill has no quantity or days supply. Correct the export.",
            Self::NoClinician => "Tick the patients in the list and change the clinician.",
            Self::NoMrn | Self::NoBirthDate => {
                "Import a patients file that has it; without it a second person of the name is told apart by nothing."
            }
            Self::NotLookedAt => "Confirm, reject or defer them in the list's Candidates.",
            Self::NoTier => "Set a tier by the clinic's criteria: add the event Risk tier.",
            Self::NoIndication => "Say on the patient's page what opioids are prescribed for.",
            Self::UnreadScore => "Change the score on the patient's page; measures leave it out.",
            Self::TestWithoutResult => "Add the result; an unexpected one asks for a talk.",
            Self::FutureEvent => "Check the date; until then the event does not count.",
        }
    }

    fn is_found(self, workbook: &Workbook, row: &RegistryRow, today: chrono::NaiveDate) -> bool {
        let events = || workbook.events_of(row.patient).iter();
        let patient = || workbook.patient(row.patient);
        match self {
            Self::DoseOpen => row.dose.is_incomplete(),
            Self::SedativeOpen => row.sedative.is_none(),
            Self::NoClinician => patient().is_some_and(|p| p.clinician.is_none()),
            Self::NoMrn => patient().is_some_and(|p| p.mrn.is_none()),
            Self::NoBirthDate => patient().is_some_and(|p| p.born.is_none()),
            Self::NotLookedAt => row.is_candidate(workbook),
            Self::NoTier => {
                let checks = Checks::of(workbook, row.patient, today);
                checks.tier().is_none()
            }
            Self::NoIndication => {
                let facts = workbook.facts_of(row.patient);
                let is_indication = |kind: FactKind| kind.group() == FactGroup::Indication;
                holding(facts, today, is_indication).is_none()
            }
            Self::UnreadScore => {
                events().any(|e| tool(e.kind).is_some() && score(e).is_none() && !e.is_declined())
            }
            Self::TestWithoutResult => {
                events().any(|e| e.kind == EventKind::UrineDrugTest && e.value.trim().is_empty())
            }
            Self::FutureEvent => events().any(|e| e.on > today && e.kind != EventKind::Appointment),
        }
    }
}

/// Patients of whom something is missing.
#[derive(Clone, Debug, PartialEq)]
pub struct QualityFinding {
    /// What.
    pub what: Quality,
    /// Of whom.
    pub patients: Vec<PatientId>,
    /// Of how many on the list.
    pub of: usize,
}

/// Everything looked for, found or not, among the patients on the list of the registry's day.
pub fn quality(
    workbook: &Workbook,
    registry: &Registry,
    today: chrono::NaiveDate,
) -> Vec<QualityFinding> {
    let of = on_ltot(registry).count();
    let finding = |what: Quality| QualityFinding {
        what,
        of,
        patients: on_ltot(registry)
            .filter(|row| what.is_found(workbook, row, today))
            .map(|row| row.patient)
            .collect(),
    };
    Quality::ALL.into_iter().map(finding).collect()
}
