//! What one import writes, worked out before anything is written.

use serde::{Deserialize, Serialize};

use super::edit::Change;
use super::event::CareEvent;
use super::fill::{Fill, Product};
use super::ids::ImportId;
use super::patient::{Clinician, Patient};

/// The subject of an imported table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// Prescriptions or fills.
    Prescriptions,
    /// Patients.
    Patients,
    /// Care events.
    Events,
}

impl ImportKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Prescriptions, Self::Patients, Self::Events];

    /// The stable code kept in the file and used on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Prescriptions => "prescriptions",
            Self::Patients => "patients",
            Self::Events => "events",
        }
    }

    /// Reads a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }
}

/// The record of an import that has been carried out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportRecord {
    /// Record number in the clinic file.
    pub id: ImportId,
    /// Name of the file without its folder; "clipboard" for a paste.
    pub file_name: String,
    /// What it held.
    pub kind: ImportKind,
    /// UTC instant, `2026-10-12T10:42:05Z`.
    pub at: String,
    /// Who imported.
    pub who: String,
    /// Data rows read.
    pub rows: u64,
    /// Rows that were new.
    pub new: u64,
    /// Rows known before with another value.
    pub changed: u64,
    /// Rows known before.
    pub unchanged: u64,
    /// Rows kept out.
    pub rejected: u64,
    /// Taken back with undo; its rows are asleep until redo or the next change.
    pub undone: bool,
}

/// Everything an import adds or changes. Applied in one transaction.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportBatch {
    /// The record of the import itself; its id is on every new row.
    pub record: ImportRecord,
    /// Names not seen before.
    pub clinicians: Vec<Clinician>,
    /// Product texts not seen before.
    pub products: Vec<Product>,
    /// Patients not seen before.
    pub patients: Vec<Patient>,
    /// Known patients with other facts (a new name, a first MRN, a clinician).
    pub changed_patients: Vec<Change<Patient>>,
    /// New fills.
    pub fills: Vec<Fill>,
    /// Known fills with another quantity, days or other fact.
    pub changed_fills: Vec<Change<Fill>>,
    /// New care events.
    pub events: Vec<CareEvent>,
    /// Known events with another value.
    pub changed_events: Vec<Change<CareEvent>>,
}

impl ImportBatch {
    /// A batch that writes nothing yet but its record.
    pub fn new(record: ImportRecord) -> Self {
        Self {
            record,
            clinicians: Vec::new(),
            products: Vec::new(),
            patients: Vec::new(),
            changed_patients: Vec::new(),
            fills: Vec::new(),
            changed_fills: Vec::new(),
            events: Vec::new(),
            changed_events: Vec::new(),
        }
    }

    /// Whether applying it would write nothing but its own record.
    pub fn is_empty(&self) -> bool {
        self.patients.is_empty()
            && self.changed_patients.is_empty()
            && self.fills.is_empty()
            && self.changed_fills.is_empty()
            && self.events.is_empty()
            && self.changed_events.is_empty()
    }
}
