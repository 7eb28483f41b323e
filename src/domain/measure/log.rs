//! What was said about measures: results shared, leadership reviews, voices of staff, what the data
//! can and cannot do.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::MeasureId;
use crate::domain::ids::MeasureLogId;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogKind {
    /// Results were shared.
    Shared,
    /// Leaders looked at the progress.
    Review,
    /// What somebody said that no number shows.
    Voice,
    /// What the data can or cannot do.
    Data,
}

impl LogKind {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Shared, Self::Review, Self::Voice, Self::Data];

    /// The code in the clinic file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Review => "review",
            Self::Voice => "voice",
            Self::Data => "data",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    /// The name on screens.
    pub fn label(self) -> &'static str {
        match self {
            Self::Shared => "Results shared",
            Self::Review => "Leadership review",
            Self::Voice => "Voice of staff",
            Self::Data => "What the data can do",
        }
    }

    /// What the first field asks.
    pub fn who_label(self) -> &'static str {
        match self {
            Self::Shared => "Where and with whom",
            Self::Review => "Who reviewed",
            Self::Voice => "Whose view (role)",
            Self::Data => "Which data",
        }
    }
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureLogEntry {
    /// Record number in the clinic file; 0 for one not yet saved.
    pub id: MeasureLogId,
    /// What it is.
    pub kind: LogKind,
    /// When.
    pub day: NaiveDate,
    /// About which measure; `None` for all.
    pub measure: Option<MeasureId>,
    /// Audience, reviewer, role or data element.
    pub who: String,
    /// What was said or decided.
    pub words: String,
    /// Who entered it.
    pub by: String,
    /// And when.
    pub on: NaiveDate,
}
