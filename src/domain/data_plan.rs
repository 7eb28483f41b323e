//! The plan of the data that the team tracks: which elements, where they come from, who keeps them
//! up, and what for (R-107 … R-110).

mod command;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::DataElementId;

pub use command::DataPlanCommand;

/// When an element is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DataPriority {
    /// From the beginning.
    #[default]
    Now,
    /// Once what is wanted now stands.
    Later,
    /// If it were easy.
    Ideal,
}

impl DataPriority {
    /// All, the most wanted first.
    pub const ALL: [Self; 3] = [Self::Now, Self::Later, Self::Ideal];

    /// The word on screens.
    pub fn label(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Later => "later",
            Self::Ideal => "ideal",
        }
    }

    /// The word in the clinic file.
    pub fn code(self) -> &'static str {
        self.label()
    }

    /// What a word of the clinic file means.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }
}

/// Something that is, or might be, recorded of every patient.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DataElement {
    /// Record number in the clinic file.
    pub id: DataElementId,
    /// What: "Urine drug test".
    pub name: String,
    /// When it is wanted.
    pub priority: DataPriority,
    /// The team keeps it up already.
    pub is_tracked: bool,
    /// The chart has a place for it; `None` for not known.
    pub exists: Option<bool>,
    /// The place is a field of its own, not free text; `None` for not known.
    pub is_discrete: Option<bool>,
    /// Everybody records it in the same way; `None` for not known.
    pub is_consistent: Option<bool>,
    /// When it is collected.
    pub when: String,
    /// How, and where it is written.
    pub how: String,
    /// What has to change before it can be counted.
    pub change: String,
    /// Who brings the registry up to date, and how often.
    pub kept_by: String,
    /// Why it is collected.
    pub why: String,
    /// What the clinic and its clinicians get back.
    pub gives: String,
    /// Who recorded it.
    pub by: String,
    /// The day it was recorded.
    pub on: NaiveDate,
}

impl DataElement {
    /// An element about which nothing is known yet.
    pub fn named(name: &str, on: NaiveDate) -> Self {
        Self {
            id: DataElementId(0),
            name: name.to_owned(),
            priority: DataPriority::default(),
            is_tracked: false,
            exists: None,
            is_discrete: None,
            is_consistent: None,
            when: String::new(),
            how: String::new(),
            change: String::new(),
            kept_by: String::new(),
            why: String::new(),
            gives: String::new(),
            by: String::new(),
            on,
        }
    }
}

/// What most clinics plan for, with why; the first two are enough to begin with (AHRQ toolkit,
/// tracking and monitoring).
pub const USUAL: [(&str, DataPriority, &str); 10] = [
    (
        "Patients on long-term opioids",
        DataPriority::Now,
        "Nobody can be cared for who is not known.",
    ),
    (
        "Morphine equivalent dose",
        DataPriority::Now,
        "Shows who is at higher risk, and whether doses fall.",
    ),
    (
        "Sedative beside the opioid",
        DataPriority::Later,
        "The two together raise the risk of an overdose.",
    ),
    (
        "PDMP check",
        DataPriority::Later,
        "Finds other prescribers and fills.",
    ),
    (
        "Patient agreement",
        DataPriority::Later,
        "Says what patient and clinic expect of each other.",
    ),
    (
        "Urine drug test",
        DataPriority::Later,
        "Finds what was not taken, or was taken besides.",
    ),
    (
        "Pain and function (PEG)",
        DataPriority::Later,
        "Tells whether the therapy helps.",
    ),
    (
        "Risk tier",
        DataPriority::Ideal,
        "Says how often a patient is seen.",
    ),
    (
        "Naloxone at home",
        DataPriority::Ideal,
        "Can turn an overdose around.",
    ),
    (
        "Depression score (PHQ)",
        DataPriority::Ideal,
        "Treating mood is treating pain.",
    ),
];
