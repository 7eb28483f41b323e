//! The seats of an improvement team, which of them are required, and what stands empty.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Person, PersonKind};

/// A seat on the team (R-014 … R-018; hours and duties from 001:317-321).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seat {
    /// Leads the work; required.
    QiLead,
    /// Speaks for it among clinicians; required.
    ClinicalChampion,
    /// Keeps registry and reports.
    TrackingLead,
    /// Medical assistant.
    MedicalAssistant,
    /// Nurse.
    Nurse,
    /// Social worker.
    SocialWorker,
    /// Behavioural health.
    BehaviouralHealth,
    /// Clinic manager.
    Manager,
    /// Pharmacist.
    Pharmacist,
    /// Prescribes medication for opioid use disorder.
    OudPrescriber,
    /// A patient.
    Patient,
    /// The expert to ask clinical questions.
    ClinicalExpert,
}

impl Seat {
    /// All of them, the required ones first.
    pub const ALL: [Self; 12] = [
        Self::QiLead,
        Self::ClinicalChampion,
        Self::TrackingLead,
        Self::MedicalAssistant,
        Self::Nurse,
        Self::SocialWorker,
        Self::BehaviouralHealth,
        Self::Manager,
        Self::Pharmacist,
        Self::OudPrescriber,
        Self::Patient,
        Self::ClinicalExpert,
    ];

    /// The code in the clinic file.
    pub fn code(self) -> &'static str {
        match self {
            Self::QiLead => "qi_lead",
            Self::ClinicalChampion => "clinical_champion",
            Self::TrackingLead => "tracking_lead",
            Self::MedicalAssistant => "medical_assistant",
            Self::Nurse => "nurse",
            Self::SocialWorker => "social_worker",
            Self::BehaviouralHealth => "behavioural_health",
            Self::Manager => "manager",
            Self::Pharmacist => "pharmacist",
            Self::OudPrescriber => "oud_prescriber",
            Self::Patient => "patient",
            Self::ClinicalExpert => "clinical_expert",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::QiLead => "QI lead",
            Self::ClinicalChampion => "Clinical champion",
            Self::TrackingLead => "Tracking and monitoring lead",
            Self::MedicalAssistant => "Medical assistant",
            Self::Nurse => "Nurse",
            Self::SocialWorker => "Social worker",
            Self::BehaviouralHealth => "Behavioural health",
            Self::Manager => "Manager",
            Self::Pharmacist => "Pharmacist",
            Self::OudPrescriber => "Prescriber of OUD medication",
            Self::Patient => "Patient",
            Self::ClinicalExpert => "Clinical expert to ask",
        }
    }

    /// A team cannot do without it.
    pub fn is_required(self) -> bool {
        matches!(self, Self::QiLead | Self::ClinicalChampion)
    }

    /// Someone else has to be able to take over.
    pub fn needs_backup(self) -> bool {
        self.is_required() || self == Self::TrackingLead
    }
}

/// Whether a person holds a seat on a day: a member of the team, from the first day to the last.
pub fn holds(person: &Person, seat: Seat, day: NaiveDate) -> bool {
    person.seat == Some(seat) && person.kind == PersonKind::Member && person.is_there(day)
}

/// Required seats that nobody holds on a day.
pub fn vacant(people: &[Person], day: NaiveDate) -> Vec<Seat> {
    let is_held = |seat: Seat| people.iter().any(|p| holds(p, seat, day));
    let required = Seat::ALL.into_iter().filter(|s| s.is_required());
    required.filter(|s| !is_held(*s)).collect()
}

/// People in a key seat for whom nobody who is there can stand in on a day.
pub fn without_backup(people: &[Person], day: NaiveDate) -> Vec<&Person> {
    let has_backup = |person: &Person| {
        let backup = person.backup;
        people
            .iter()
            .any(|p| Some(p.id) == backup && p.is_there(day))
    };
    let is_key = |p: &Person| {
        p.seat
            .is_some_and(|seat| seat.needs_backup() && holds(p, seat, day))
    };
    people
        .iter()
        .filter(|p| is_key(p) && !has_backup(p))
        .collect()
}
