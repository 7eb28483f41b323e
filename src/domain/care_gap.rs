//! Care gaps: what is due for a patient, by which rule, since when and why, and who works on it
//! (R-132 … R-137).

mod command;
mod find;
mod list;
mod naloxone;
mod rule;
#[cfg(test)]
mod tests;
mod why;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{GapWorkId, PatientId};

pub use command::{GapCommand, GapKey};
pub use list::{Gap, GapNote, GapState, Gaps};
pub use naloxone::{NaloxoneReason, naloxone_reasons};
pub use rule::{Audience, GapRule, GapSettings, RuleSetting, months_of_tier};

/// Who works on a gap, until when it waits, or why it is closed without the check.
///
/// The newest state; the history keeps the ones before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GapWork {
    /// Record number in the clinic file.
    pub id: GapWorkId,
    /// Whose gap.
    pub patient: PatientId,
    /// Of which rule.
    pub rule: GapRule,
    /// The person it is given to; empty for nobody.
    pub assigned_to: String,
    /// It waits up to this day.
    pub snoozed_until: Option<NaiveDate>,
    /// Closed with a reason on this day: counts as done then, for the list of gaps alone.
    pub closed_on: Option<NaiveDate>,
    /// Why it waits or is closed.
    pub reason: String,
    /// Who said so.
    pub by: String,
    /// The day it was said.
    pub on: NaiveDate,
}
