//! What the clinic has done about the programme's milestones, and milestones of its own.

pub mod command;
pub mod list;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::MilestoneId;
use super::programme::StageId;

/// How far a milestone is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneStatus {
    /// Nothing has begun.
    #[default]
    NotStarted,
    /// Work has begun.
    UnderWay,
    /// Reached; for an ongoing activity: in place.
    Reached,
    /// The clinic has decided not to pursue it.
    NotForUs,
}

impl MilestoneStatus {
    /// All of them, in the usual order.
    pub const ALL: [Self; 4] = [
        Self::NotStarted,
        Self::UnderWay,
        Self::Reached,
        Self::NotForUs,
    ];

    /// The code in the clinic file.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotStarted => "not_started",
            Self::UnderWay => "under_way",
            Self::Reached => "reached",
            Self::NotForUs => "not_for_us",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::NotStarted => "Not started",
            Self::UnderWay => "Under way",
            Self::Reached => "Reached",
            Self::NotForUs => "Not for us",
        }
    }
}

/// What the clinic has entered about a milestone; a built-in one without an entry is not started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// Record number in the clinic file.
    pub id: MilestoneId,
    /// The built-in milestone it is about, `M-05`; empty for one of the clinic's own.
    pub entry: String,
    /// In which stage.
    pub stage: StageId,
    /// In which block, if any.
    pub block: Option<u8>,
    /// The clinic's own words; empty where the built-in ones hold.
    pub text: String,
    /// How far it is.
    pub status: MilestoneStatus,
    /// Who sees to it; a free name; may be empty.
    pub owner: String,
    /// Its place among what comes first, from 1; `None` when it is not among them.
    pub focus: Option<u32>,
    /// The day it is to be reached.
    pub target_on: Option<NaiveDate>,
    /// The day it was reached.
    pub reached_on: Option<NaiveDate>,
    /// How often an ongoing activity is to be done, in months.
    pub cadence_months: Option<u32>,
    /// When an ongoing activity was last done.
    pub last_done_on: Option<NaiveDate>,
    /// What shows that it is reached.
    pub evidence: String,
    /// Tips and lessons of the clinic's own.
    #[serde(default)]
    pub lessons: String,
    /// Kept off the list.
    pub is_hidden: bool,
    /// Who changed it last.
    pub by: String,
    /// When.
    pub on: NaiveDate,
}
