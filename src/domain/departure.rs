//! A clinician leaves: the case, and each patient's way to another clinician (R-168 … R-171).

mod command;
pub mod proposal;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{ClinicianId, DepartureId, HandoverId, PatientId};

pub use command::DepartureCommand;

/// A clinician's leaving.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Departure {
    /// Record number in the clinic file.
    pub id: DepartureId,
    /// Who leaves.
    pub clinician: ClinicianId,
    /// The last day.
    pub leaves_on: NaiveDate,
    /// How the clinic goes about it, in its words.
    pub process: String,
    /// The day the case was closed; `None` while it is open.
    pub closed_on: Option<NaiveDate>,
    /// Who recorded it.
    pub by: String,
    /// The day it was recorded.
    pub on: NaiveDate,
}

/// A patient of a clinician who leaves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Handover {
    /// Record number in the clinic file.
    pub id: HandoverId,
    /// The case it belongs to.
    pub departure: DepartureId,
    /// Whose.
    pub patient: PatientId,
    /// What the next clinician must know.
    pub note: String,
    /// What the patient wishes.
    pub wish: String,
    /// Who is asked to take over.
    pub proposed_to: Option<ClinicianId>,
    /// When that clinician agreed.
    pub accepted_on: Option<NaiveDate>,
    /// When both clinicians, or one and the patient, talked about it.
    pub talk_on: Option<NaiveDate>,
    /// What the first visit has to settle.
    pub first_visit: String,
    /// When the patient was moved to the new clinician.
    pub moved_on: Option<NaiveDate>,
    /// Who recorded it.
    pub by: String,
    /// The day it was recorded.
    pub on: NaiveDate,
}
