//! Patients and clinicians.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::ids::{ClinicianId, ImportId, PatientId};

/// Sex as the source states it; used for display only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Any other statement of the source.
    Other,
}

impl Sex {
    /// The stable code kept in the file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::Other => "other",
        }
    }

    /// Reads a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Female, Self::Male, Self::Other]
            .into_iter()
            .find(|s| s.code() == code)
    }
}

/// One person of the clinic's patients.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Patient {
    /// Record number in the clinic file.
    pub id: PatientId,
    /// Medical record number exactly as the clinic writes it; leading zeros count.
    pub mrn: Option<String>,
    /// Family name.
    pub last_name: String,
    /// Given name.
    pub first_name: String,
    /// Date of birth.
    pub born: Option<NaiveDate>,
    /// Sex as stated.
    pub sex: Option<Sex>,
    /// The one responsible clinician.
    pub clinician: Option<ClinicianId>,
    /// The import that brought the patient, if any.
    pub import: Option<ImportId>,
    /// The patient that this one was merged into; its records stand there.
    #[serde(default)]
    pub merged_into: Option<PatientId>,
}

impl Patient {
    /// "Last, First", or what there is of it.
    pub fn name(&self) -> String {
        match (self.last_name.is_empty(), self.first_name.is_empty()) {
            (false, false) => format!("{}, {}", self.last_name, self.first_name),
            (false, true) => self.last_name.clone(),
            (true, false) => self.first_name.clone(),
            (true, true) => "no name".to_owned(),
        }
    }

    /// Whole years of age on `day`; `None` without a date of birth or before birth.
    pub fn age_on(&self, day: NaiveDate) -> Option<u32> {
        let born = self.born?;
        let years = day.year() - born.year();
        let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
        u32::try_from(if had_birthday { years } else { years - 1 }).ok()
    }
}

/// A clinician or prescriber, named as the exports name them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clinician {
    /// Record number in the clinic file.
    pub id: ClinicianId,
    /// "Abernathy, Joan MD".
    pub name: String,
    /// The care team; empty for none.
    #[serde(default)]
    pub team: String,
    /// The import that brought the name, if any.
    pub import: Option<ImportId>,
    /// The medical assistant or nurse who works with the clinician.
    #[serde(default)]
    pub paired_ma: String,
    /// When registered with the State PDMP; `None` when not, or not known.
    #[serde(default)]
    pub pdmp_registered_on: Option<NaiveDate>,
    /// Who looks the PDMP up in the clinician's stead.
    #[serde(default)]
    pub delegate: String,
    /// How at ease with pain care, 1 to 5; `None` for not asked.
    #[serde(default)]
    pub comfort: Option<u8>,
    /// Prescribes for opioid use disorder; `None` for not known.
    #[serde(default)]
    pub treats_oud: Option<bool>,
    /// The last day at the clinic.
    #[serde(default)]
    pub leaves_on: Option<NaiveDate>,
    /// Anything else.
    #[serde(default)]
    pub note: String,
    /// The clinician of whom this is another spelling.
    #[serde(default)]
    pub same_as: Option<ClinicianId>,
}

impl Clinician {
    /// A clinician of whom the name alone is known.
    pub fn named(id: ClinicianId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            team: String::new(),
            import: None,
            paired_ma: String::new(),
            pdmp_registered_on: None,
            delegate: String::new(),
            comfort: None,
            treats_oud: None,
            leaves_on: None,
            note: String::new(),
            same_as: None,
        }
    }

    /// The family name, for narrow columns.
    pub fn short_name(&self) -> &str {
        self.name.split(',').next().unwrap_or(&self.name).trim()
    }
}
