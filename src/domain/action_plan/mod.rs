//! Action plans of about three months: activities, their steps, and how they were reviewed.

pub mod carry;
pub mod command;
pub mod example;
pub mod hints;
pub mod listing;
pub mod lists;
pub mod paste;
pub mod sheet;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{ActivityId, PlanId, ReviewId, StepId};

/// A plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Record number in the clinic file.
    pub id: PlanId,
    /// Its name: "Plan 3, winter".
    pub title: String,
    /// The first day, if it has one.
    pub from: Option<NaiveDate>,
    /// The last day, if it has one.
    pub through: Option<NaiveDate>,
    /// How far it reaches in the team's words: "through May 1"; may be empty.
    pub horizon: String,
    /// The words at its head; may be empty.
    pub intro: String,
    /// The plan's one success measure in words; may be empty.
    pub success_measure: String,
    /// Milestones left for the next plan, by id.
    pub next_time: Vec<String>,
    /// What the team said when it asked itself whether there is capacity for more.
    pub capacity: String,
    /// The plan it goes on from.
    pub previous: Option<PlanId>,
    /// The day the next plan took over; from then on nothing in it is due.
    pub closed_on: Option<NaiveDate>,
    /// Who changed it last.
    pub by: String,
    /// And when.
    pub on: NaiveDate,
}

/// An activity of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// Record number in the clinic file.
    pub id: ActivityId,
    /// Its plan.
    pub plan: PlanId,
    /// The record it began as: the same through all plans that carried it on.
    pub thread: ActivityId,
    /// Its place in the plan, from 1.
    pub place: u32,
    /// The block it is filed under, if any; it need not be that of its milestone (C-30).
    pub block: Option<u8>,
    /// What.
    pub text: String,
    /// Who sees to it, as written; may be empty.
    pub manager: String,
    /// When, letter for letter as written; may be empty.
    pub due_text: String,
    /// The date that sorts and can be overdue; `None` is never overdue.
    pub due_on: Option<NaiveDate>,
    /// Goes on without an end.
    pub is_ongoing: bool,
    /// For ongoing work: the day by which it is to be in place.
    pub in_place_by: Option<NaiveDate>,
    /// For ongoing work: the day it was in place.
    pub in_place_on: Option<NaiveDate>,
    /// The activity it waits for.
    pub after: Option<ActivityId>,
    /// Names of resources.
    pub resources: Vec<String>,
    /// Ids of the milestones it serves.
    pub milestones: Vec<String>,
    /// What else is worth knowing; may be empty.
    pub note: String,
    /// The activity of the plan before that it carries on.
    pub carried_from: Option<ActivityId>,
    /// Who changed it last.
    pub by: String,
    /// And when.
    pub on: NaiveDate,
}

/// A step of an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Record number in the clinic file.
    pub id: StepId,
    /// Its activity.
    pub activity: ActivityId,
    /// Its place in the activity, from 1.
    pub place: u32,
    /// What.
    pub what: String,
    /// Who, as written: people, a group, or uncertain; may be empty.
    pub who: String,
    /// When, letter for letter as written; may be empty.
    pub when_text: String,
    /// The date that sorts and can be overdue; `None` is never overdue.
    pub when_on: Option<NaiveDate>,
    /// The day work on it began.
    pub begun_on: Option<NaiveDate>,
    /// The day it was done.
    pub done_on: Option<NaiveDate>,
    /// Can be done in a meeting.
    pub is_for_meeting: bool,
    /// What else is worth knowing; may be empty.
    pub note: String,
    /// The step of the plan before that it carries on.
    pub carried_from: Option<StepId>,
    /// Who changed it last.
    pub by: String,
    /// And when.
    pub on: NaiveDate,
}

impl Step {
    /// How far it is, from its dates.
    pub fn state(&self) -> StepState {
        match (self.done_on, self.begun_on) {
            (Some(_), _) => StepState::Done,
            (None, Some(_)) => StepState::UnderWay,
            (None, None) => StepState::NotStarted,
        }
    }
}

/// How far a step is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepState {
    /// Nothing has begun.
    #[default]
    NotStarted,
    /// Work has begun.
    UnderWay,
    /// Done.
    Done,
}

impl StepState {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::NotStarted, Self::UnderWay, Self::Done];

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::NotStarted => "Not started",
            Self::UnderWay => "Under way",
            Self::Done => "Done",
        }
    }
}

/// How an activity stood at a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewStatus {
    /// As planned.
    OnTrack,
    /// Later than planned.
    Behind,
    /// Needs help.
    Stuck,
    /// Finished.
    Done,
    /// Given up.
    Dropped,
}

impl ReviewStatus {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 5] = [
        Self::OnTrack,
        Self::Behind,
        Self::Stuck,
        Self::Done,
        Self::Dropped,
    ];

    /// The code in the clinic file.
    pub fn code(self) -> &'static str {
        match self {
            Self::OnTrack => "on_track",
            Self::Behind => "behind",
            Self::Stuck => "stuck",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::OnTrack => "On track",
            Self::Behind => "Behind",
            Self::Stuck => "Stuck",
            Self::Done => "Done",
            Self::Dropped => "Dropped",
        }
    }

    /// Whether nothing more is expected of the activity.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::Dropped)
    }
}

/// A review of an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Record number in the clinic file.
    pub id: ReviewId,
    /// Which activity.
    pub activity: ActivityId,
    /// The day of the review.
    pub reviewed_on: NaiveDate,
    /// How it stood.
    pub status: ReviewStatus,
    /// What was said; may be empty.
    pub note: String,
    /// Who entered it.
    pub by: String,
    /// And when.
    pub on: NaiveDate,
}

/// How an activity stands now: by its newest review, or by its steps where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// As the newest review says.
    Reviewed(ReviewStatus),
    /// Not reviewed, no step begun.
    NotStarted,
    /// Not reviewed, some step begun or done.
    UnderWay,
    /// Not reviewed, every step done.
    StepsDone,
}

impl Standing {
    /// The code in exports.
    pub fn code(self) -> &'static str {
        match self {
            Self::Reviewed(status) => status.code(),
            Self::NotStarted => "not_started",
            Self::UnderWay => "under_way",
            Self::StepsDone => "done",
        }
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Reviewed(status) => status.label(),
            Self::NotStarted => StepState::NotStarted.label(),
            Self::UnderWay => StepState::UnderWay.label(),
            Self::StepsDone => StepState::Done.label(),
        }
    }

    /// Whether nothing more is expected of the activity.
    pub fn is_closed(self) -> bool {
        match self {
            Self::Reviewed(status) => status.is_closed(),
            Self::StepsDone => true,
            Self::NotStarted | Self::UnderWay => false,
        }
    }
}
