//! The self-assessment's records: rounds, sheets, answers, what was said about them, priorities.
//!
//! A blank answer is the absence of a score; it is never 0 and counts in no mean.

pub mod command;
pub mod comparison;
pub mod rating;
pub mod sheet;
pub mod summary;
pub mod talk;
#[cfg(test)]
mod tests;
pub mod wording;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{AnswerId, AttendanceId, PriorityId, RemarkId, RoundId, SheetId};
pub use rating::Rating;
pub use sheet::{Sheet, SheetKind};

/// What gives a round its people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundKind {
    /// The improvement team.
    #[default]
    Team,
    /// Everybody at the kickoff.
    Kickoff,
    /// A later repeat.
    Repeat,
}

/// A dated round of the self-assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Record number in the clinic file.
    pub id: RoundId,
    /// "Baseline", "Repeat after a year".
    pub name: String,
    /// When.
    pub date: NaiveDate,
    /// With whom.
    pub kind: RoundKind,
    /// Marked by a person as the clinic's baseline (C-18); at most one round is.
    pub is_baseline: bool,
}

/// One answer of one sheet. A blank one without a note is no record at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Record number in the clinic file.
    pub id: AnswerId,
    /// Whose.
    pub sheet: SheetId,
    /// To which of the 22 items.
    pub item: u8,
    /// The score; `None` is left blank.
    pub score: Option<Rating>,
    /// Why this number; may be empty.
    pub note: String,
    /// Who entered it.
    pub by: String,
    /// When it was entered.
    pub on: NaiveDate,
}

/// What a remark from the talk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemarkKind {
    /// Why the answers differ.
    Why,
    /// What is missing.
    Gap,
    /// What works.
    Strength,
    /// What moves people to change it.
    Motive,
}

/// Something said about an item in a round's talk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Record number in the clinic file.
    pub id: RemarkId,
    /// In which round.
    pub round: RoundId,
    /// About which item.
    pub item: u8,
    /// What it is.
    pub kind: RemarkKind,
    /// The words.
    pub text: String,
    /// Who noted it.
    pub by: String,
    /// When.
    pub on: NaiveDate,
}

/// Where a priority comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrioritySource {
    /// The talk about a round of the self-assessment.
    #[default]
    SelfAssessment,
    /// The kickoff.
    Kickoff,
    /// The team.
    Team,
}

/// An improvement priority in the clinic's ranked list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Priority {
    /// Record number in the clinic file.
    pub id: PriorityId,
    /// 1 is the first.
    pub rank: u32,
    /// What is to be better.
    pub text: String,
    /// In which of the six blocks.
    pub block: u8,
    /// From which item, if any.
    pub item: Option<u8>,
    /// From which round, if any.
    pub round: Option<RoundId>,
    /// Where it comes from.
    pub source: PrioritySource,
    /// Who noted it.
    pub by: String,
    /// When.
    pub on: NaiveDate,
}

/// Who took part in a training that an item is about (R-231, C-20).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Record number in the clinic file.
    pub id: AttendanceId,
    /// In which round it was looked up.
    pub round: RoundId,
    /// Which training item.
    pub item: u8,
    /// People of the item's audience.
    pub invited: u32,
    /// Those of them who took part.
    pub attended: u32,
    /// Who entered it.
    pub by: String,
    /// When.
    pub on: NaiveDate,
}

impl RoundKind {
    /// All kinds, in the usual order.
    pub const ALL: [Self; 3] = [Self::Team, Self::Kickoff, Self::Repeat];

    /// The code in the clinic file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Kickoff => "kickoff",
            Self::Repeat => "repeat",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Team => "Improvement team",
            Self::Kickoff => "Clinic-wide kickoff",
            Self::Repeat => "Repeat",
        }
    }
}

impl RemarkKind {
    /// All kinds, in the order of the talk.
    pub const ALL: [Self; 4] = [Self::Why, Self::Gap, Self::Strength, Self::Motive];

    /// The code in the clinic file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Why => "why",
            Self::Gap => "gap",
            Self::Strength => "strength",
            Self::Motive => "motive",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Why => "Why they differ",
            Self::Gap => "Gap",
            Self::Strength => "Strength",
            Self::Motive => "Motive",
        }
    }

    /// What is asked for.
    pub fn prompt(self) -> &'static str {
        match self {
            Self::Why => "What do some see that others do not?",
            Self::Gap => "What is missing?",
            Self::Strength => "What works and should stay?",
            Self::Motive => "Why would we want to change this?",
        }
    }
}

impl PrioritySource {
    /// All sources.
    pub const ALL: [Self; 3] = [Self::SelfAssessment, Self::Kickoff, Self::Team];

    /// The code in the clinic file.
    pub fn code(self) -> &'static str {
        match self {
            Self::SelfAssessment => "self_assessment",
            Self::Kickoff => "kickoff",
            Self::Team => "team",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::SelfAssessment => "Self-assessment",
            Self::Kickoff => "Kickoff",
            Self::Team => "Team",
        }
    }
}

impl Round {
    /// The source of a priority that comes out of this round's talk.
    pub fn priority_source(&self) -> PrioritySource {
        match self.kind {
            RoundKind::Kickoff => PrioritySource::Kickoff,
            RoundKind::Team | RoundKind::Repeat => PrioritySource::SelfAssessment,
        }
    }

    /// "Baseline, 2025-06-12".
    pub fn label(&self) -> String {
        format!("{}, {}", self.name, self.date)
    }
}

/// The scale's first and last item number.
pub const ITEMS: std::ops::RangeInclusive<u8> = 1..=22;
