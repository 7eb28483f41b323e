//! What is prepared for a patient's visit or refill on a day (R-136, R-138 … R-141).

mod coming;
mod command;
mod list;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{HuddleEntryId, PatientId};

pub use coming::{Coming, Refill, Visit, booked_visits, coming};
pub use command::HuddleCommand;
pub use list::{HardTalk, Huddle, HuddleLine, LastPeg, without_visit};

/// What the team says of a patient for a day. One a patient and day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HuddleEntry {
    /// Record number in the clinic file.
    pub id: HuddleEntryId,
    /// The day of the visit or refill.
    pub day: NaiveDate,
    /// Whose.
    pub patient: PatientId,
    /// Who prepares; empty for nobody yet.
    pub who: String,
    /// What is to be done, in words.
    pub note: String,
    /// What may be hard to talk about, and how to go about it.
    pub talk: String,
    /// The day it was ticked off.
    pub done_on: Option<NaiveDate>,
    /// Who said so.
    pub by: String,
    /// The day it was said.
    pub on: NaiveDate,
}
