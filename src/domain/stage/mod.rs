//! The clinic's way through the three stages: dates, aims met, and a dated log (R-002 … R-009).

pub mod command;
pub mod course;
#[cfg(test)]
mod readiness_tests;
#[cfg(test)]
mod tests;
pub mod words;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{LogEntryId, StageRecordId};
use super::programme::StageId;

/// An aim of a stage that the team has met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AimMet {
    /// Its place among the stage's aims, from 0.
    pub aim: usize,
    /// The day.
    pub on: NaiveDate,
}

/// What the clinic has entered about a stage; a stage without a record has no dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageRecord {
    /// Record number in the clinic file; 0 for one not yet saved.
    pub id: StageRecordId,
    /// Which stage.
    pub stage: StageId,
    /// The first day as planned.
    pub planned_from: Option<NaiveDate>,
    /// The last day as planned.
    pub planned_to: Option<NaiveDate>,
    /// The day it began.
    pub began_on: Option<NaiveDate>,
    /// The day it ended.
    pub ended_on: Option<NaiveDate>,
    /// Aims met, by place.
    pub aims_met: Vec<AimMet>,
    /// Who changed it last.
    pub by: String,
    /// And when.
    pub on: NaiveDate,
}

/// What an entry of the log is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogKind {
    /// How the work goes.
    #[default]
    Progress,
    /// Which approach is taken, and why.
    Approach,
    /// Whether going on one's own is right for the clinic.
    Readiness,
    /// Whether and when to begin, and who approved.
    Leadership,
    /// Whether the team can go on with less effort: opens the last stage.
    LessEffort,
    /// Coaching, shared learning, education from outside.
    Support,
    /// Why the team does this and what it hopes for; stands on the projected Home.
    Purpose,
}

impl LogKind {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 7] = [
        Self::Progress,
        Self::Purpose,
        Self::Approach,
        Self::Readiness,
        Self::Leadership,
        Self::LessEffort,
        Self::Support,
    ];

    /// The code in the clinic file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Progress => "progress",
            Self::Approach => "approach",
            Self::Readiness => "readiness",
            Self::Leadership => "leadership",
            Self::LessEffort => "less_effort",
            Self::Support => "support",
            Self::Purpose => "purpose",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Progress => "Progress",
            Self::Approach => "Approach",
            Self::Readiness => "Readiness check",
            Self::Leadership => "Leadership decision",
            Self::LessEffort => "Ready to sustain",
            Self::Support => "Outside support",
            Self::Purpose => "Why we do this",
        }
    }

    /// The outcomes to choose from; empty where words alone are written.
    pub fn outcomes(self) -> &'static [&'static str] {
        match self {
            Self::Approach => &["Full programme", "Fast track"],
            Self::Readiness => &["Right for us", "Not yet", "With outside help"],
            Self::Leadership => &["Begin", "Begin later", "Do not begin"],
            Self::LessEffort => &["Yes, with less effort", "Not yet"],
            Self::Progress | Self::Support | Self::Purpose => &[],
        }
    }
}

/// An entry of the dated log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Record number in the clinic file; 0 for one not yet saved.
    pub id: LogEntryId,
    /// The day it is about.
    pub day: NaiveDate,
    /// The stage it belongs to.
    pub stage: StageId,
    /// What it is about.
    pub kind: LogKind,
    /// The outcome, one of [`LogKind::outcomes`]; empty where there is none.
    pub outcome: String,
    /// Who took part or approved; may be empty.
    pub who: String,
    /// For a leadership decision: the day to begin.
    pub begin_on: Option<NaiveDate>,
    /// What was done, heard or decided, and why.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// And when.
    pub on: NaiveDate,
}

impl LogEntry {
    /// An empty entry for today.
    pub fn new(stage: StageId, today: NaiveDate) -> Self {
        Self {
            id: LogEntryId(0),
            day: today,
            stage,
            kind: LogKind::Progress,
            outcome: String::new(),
            who: String::new(),
            begin_on: None,
            text: String::new(),
            by: String::new(),
            on: today,
        }
    }
}
