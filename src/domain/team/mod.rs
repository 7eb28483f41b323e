//! The people an improvement team counts on: members, their seats and backups, groups, outsiders
//! (R-014 … R-025).

pub mod command;
pub mod seats;
#[cfg(test)]
mod tests;
pub mod who;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::PersonId;

/// What an entry of the list is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonKind {
    /// On the improvement team.
    #[default]
    Member,
    /// Of the clinic, not on the team.
    Colleague,
    /// Of outside the clinic.
    Outsider,
    /// Several together: the core group, the whole team, a subcommittee.
    Group,
}

impl PersonKind {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 4] = [Self::Member, Self::Colleague, Self::Outsider, Self::Group];

    /// The code in the clinic file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Colleague => "colleague",
            Self::Outsider => "outsider",
            Self::Group => "group",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Member => "Team member",
            Self::Colleague => "Colleague",
            Self::Outsider => "From outside",
            Self::Group => "Group",
        }
    }
}

/// Somebody or some group that work can be given to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Record number in the clinic file; 0 for one not yet saved.
    pub id: PersonId,
    /// The name, as it is written in plans.
    pub name: String,
    /// What it is.
    pub kind: PersonKind,
    /// The seat on the team, a code of [`seats::Seat`]; `None` where it has none.
    pub seat: Option<seats::Seat>,
    /// What the person is at work: "MA, east wing"; may be empty.
    pub role: String,
    /// Hours a month promised to the team's work; `None` when nothing is agreed.
    pub hours_a_month: Option<u32>,
    /// That time is protected.
    pub is_time_protected: bool,
    /// Who takes over.
    pub backup: Option<PersonId>,
    /// For a group: who is in it.
    pub members: Vec<PersonId>,
    /// For a group: how often it meets, in words; may be empty.
    pub cadence: String,
    /// How to reach them; may be empty.
    pub contact: String,
    /// Duties, remit, what is worth knowing; may be empty.
    pub note: String,
    /// Since when.
    pub from: Option<NaiveDate>,
    /// Until when; gone from the lists of choices after it.
    pub until: Option<NaiveDate>,
    /// Who changed it last.
    pub by: String,
    /// And when.
    pub on: NaiveDate,
}

impl Person {
    /// An empty entry.
    pub fn new(kind: PersonKind, today: NaiveDate) -> Self {
        Self {
            id: PersonId(0),
            name: String::new(),
            kind,
            seat: None,
            role: String::new(),
            hours_a_month: None,
            is_time_protected: false,
            backup: None,
            members: Vec::new(),
            cadence: String::new(),
            contact: String::new(),
            note: String::new(),
            from: None,
            until: None,
            by: String::new(),
            on: today,
        }
    }

    /// Whether work can be given to them on a day: they have not left; they may still be to come.
    pub fn is_active(&self, day: NaiveDate) -> bool {
        self.until.is_none_or(|until| until >= day)
    }

    /// Whether they are there on a day: come, and not left.
    pub fn is_there(&self, day: NaiveDate) -> bool {
        self.is_active(day) && self.from.is_none_or(|from| from <= day)
    }
}
