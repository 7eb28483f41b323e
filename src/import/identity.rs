//! Who a row says it is about, and the questions and answers where that is doubtful.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::field::Field;
use super::people::Name;
use crate::domain::ids::PatientId;
use crate::domain::patient::Sex;

/// Who a row says it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// Record number as written.
    pub mrn: Option<String>,
    /// Name.
    pub name: Name,
    /// Date of birth.
    pub born: Option<NaiveDate>,
    /// Sex as stated.
    pub sex: Option<Sex>,
}

/// A patient who a row may be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A patient of the clinic file.
    Known(PatientId),
    /// A patient first met in this line of the file.
    InFile(u32),
}

/// One who may be meant, for a person to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub target: Target,
    /// Name, date of birth and record number, for the screen.
    pub label: String,
}

/// Rows that cannot be given to a patient without a person's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// By this an answer finds its question again.
    pub key: String,
    /// The first row it concerns, as the table counts.
    pub line: u32,
    /// The same for the screen: "7", or "7 of Patient.ndjson".
    pub place: String,
    /// How many rows it concerns.
    pub rows: u64,
    /// What is doubtful, for the screen; names the patient.
    pub text: String,
    /// Who may be meant.
    pub candidates: Vec<Candidate>,
}

/// A person's word on a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It is this patient.
    Same(Target),
    /// It is a patient not known before.
    New,
    /// The rows are kept out.
    KeepOut,
}

/// A remark on one of the identity's columns.
pub type Remark = (Field, Cow<'static, str>);

/// Where a row belongs.
#[derive(Debug)]
pub enum Outcome {
    /// To the patient in this slot.
    Slot(usize, Vec<Remark>),
    /// Nowhere until this is answered.
    Ask(Question),
    /// Nowhere.
    Refuse(Field, &'static str),
}

pub(super) fn question_key(who: &Identity) -> String {
    let born = who.born.map(|d| d.to_string()).unwrap_or_default();
    format!(
        "{}|{}|{born}",
        who.mrn.as_deref().unwrap_or_default(),
        who.name.match_key()
    )
}

pub(super) fn describe(name: &Name, born: Option<NaiveDate>, mrn: Option<&str>) -> String {
    let name = if name.is_empty() {
        "no name".to_owned()
    } else {
        format!("{}, {}", name.last, name.first)
    };
    let born = born.map_or_else(|| "no date of birth".to_owned(), |d| format!("born {d}"));
    format!(
        "{name}, {born}, {}",
        mrn.map_or_else(|| "no MRN".to_owned(), |m| format!("MRN {m}"))
    )
}
