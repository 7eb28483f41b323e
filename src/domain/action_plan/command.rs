//! What a person can ask to be changed about action plans, and the edits it comes to.

mod activities;
mod arrange;
mod plans;
mod reviews;
mod rows;
mod steps;

use chrono::NaiveDate;

use super::carry::NextPlan;
use super::paste::PastedRow;
use super::{ReviewStatus, StepState};
use crate::domain::command::{Context, Refusal};
use crate::domain::edit::EditSet;
use crate::domain::ids::{ActivityId, PlanId, ReviewId, StepId};

/// A request about action plans.
#[derive(Clone, Debug, PartialEq)]
pub enum PlanCommand {
    /// A new, empty plan.
    Add(PlanFacts),
    /// Other facts at the head of a plan.
    Change(PlanId, PlanFacts),
    /// Takes a plan and all that stands in it away.
    Remove(PlanId),
    /// A copy of the worked example as a plan of the clinic's own.
    CopyExample,
    /// Closes a plan and begins the next with the work that goes on.
    StartNext(Box<NextPlan>),
    /// A new activity.
    AddActivity {
        /// In which plan.
        plan: PlanId,
        /// In which block, if any.
        block: Option<u8>,
        /// What, who sees to it, and when it is due.
        row: StepText,
        /// Its milestones, by id.
        milestones: Vec<String>,
        /// Its place from 1; `None` for the end.
        place: Option<u32>,
    },
    /// Another value of an activity.
    ChangeActivity(ActivityId, ActivityChange),
    /// Another place among the plan's activities, from 1.
    MoveActivity(ActivityId, u32),
    /// The same activity with its steps once more, not begun, right after it.
    DuplicateActivity(ActivityId),
    /// Takes an activity with its steps and reviews away.
    RemoveActivity(ActivityId),
    /// A new step.
    AddStep {
        /// Of which activity.
        activity: ActivityId,
        /// What, who and when.
        row: StepText,
        /// Its place from 1; `None` for the end.
        place: Option<u32>,
    },
    /// Another value of a step.
    ChangeStep(StepId, StepChange),
    /// Another place, in this or another activity of the plan, from 1.
    MoveStep(StepId, ActivityId, u32),
    /// The same step once more, not begun, right after it.
    DuplicateStep(StepId),
    /// Takes a step away.
    RemoveStep(StepId),
    /// Rows from a document or spreadsheet.
    Paste {
        /// Into which plan.
        plan: PlanId,
        /// Steps before the first activity of the rows go into this one, after its last step.
        into: Option<ActivityId>,
        /// The rows.
        rows: Vec<PastedRow>,
    },
    /// How an activity stood.
    Review {
        /// The review to change; `None` for a new one.
        id: Option<ReviewId>,
        /// Which activity.
        activity: ActivityId,
        /// The day of the review.
        reviewed_on: NaiveDate,
        /// How it stood.
        status: ReviewStatus,
        /// What was said.
        note: String,
    },
    /// Takes a review away.
    RemoveReview(ReviewId),
}

/// What stands at the head of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanFacts {
    /// Its name.
    pub title: String,
    /// The first day, if it has one.
    pub from: Option<NaiveDate>,
    /// The last day, if it has one.
    pub through: Option<NaiveDate>,
    /// How far it reaches, in words.
    pub horizon: String,
    /// The words at its head.
    pub intro: String,
    /// The one success measure.
    pub success_measure: String,
    /// Milestones left for the next plan, by id.
    pub next_time: Vec<String>,
}

/// What is to be other about an activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActivityChange {
    /// The words.
    Text(String),
    /// Who sees to it.
    Manager(String),
    /// When, as written; a text that is a date sets the date too.
    Due(String),
    /// The date that sorts.
    DueOn(Option<NaiveDate>),
    /// Goes on without an end.
    Ongoing(bool),
    /// The day by which it is to be in place.
    InPlaceBy(Option<NaiveDate>),
    /// The day it was in place.
    InPlaceOn(Option<NaiveDate>),
    /// The activity it waits for.
    After(Option<ActivityId>),
    /// Another block.
    Block(Option<u8>),
    /// Names of resources.
    Resources(Vec<String>),
    /// Its milestones, by id.
    Milestones(Vec<String>),
    /// What else is worth knowing.
    Note(String),
}

/// What, who and when of a step or an activity, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepText {
    /// What.
    pub what: String,
    /// Who.
    pub who: String,
    /// When.
    pub when: String,
}

/// What is to be other about a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepChange {
    /// What.
    What(String),
    /// Who.
    Who(String),
    /// When, as written; a text that is a date sets the date too.
    When(String),
    /// The date that sorts.
    WhenOn(Option<NaiveDate>),
    /// How far it is; done and begun today unless dates are known.
    State(StepState),
    /// The day it was done.
    DoneOn(Option<NaiveDate>),
    /// Can be done in a meeting.
    ForMeeting(bool),
    /// What else is worth knowing.
    Note(String),
}

type Edits = Result<EditSet, Refusal>;

impl PlanCommand {
    /// The edits that carry the request out.
    pub(in crate::domain) fn edits(self, context: &Context<'_>) -> Edits {
        match self {
            Self::Add(facts) => context.add_plan(facts),
            Self::Change(id, facts) => context.change_plan(id, facts),
            Self::Remove(id) => context.remove_plan(id),
            Self::CopyExample => Ok(context.copy_example()),
            Self::StartNext(next) => context.start_next_plan(&next),
            Self::AddActivity {
                plan,
                block,
                row,
                milestones,
                place,
            } => context.add_activity(plan, (block, &row), milestones, place),
            Self::ChangeActivity(id, change) => context.change_activity(id, change),
            Self::MoveActivity(id, place) => context.move_activity(id, place),
            Self::DuplicateActivity(id) => context.duplicate_activity(id),
            Self::RemoveActivity(id) => context.remove_activity(id),
            Self::AddStep {
                activity,
                row,
                place,
            } => context.add_step(activity, &row, place),
            Self::ChangeStep(id, change) => context.change_step(id, change),
            Self::MoveStep(id, activity, place) => context.move_step(id, activity, place),
            Self::DuplicateStep(id) => context.duplicate_step(id),
            Self::RemoveStep(id) => context.remove_step(id),
            Self::Paste { plan, into, rows } => context.paste_rows(plan, into, &rows),
            Self::Review {
                id,
                activity,
                reviewed_on,
                status,
                note,
            } => context.review(id, activity, (reviewed_on, status), &note),
            Self::RemoveReview(id) => context.remove_review(id),
        }
    }
}
