//! A plan as it is read: its activities with their steps and reviews.

use chrono::NaiveDate;

use super::{Activity, Plan, Review, Standing, Step, StepState};
use crate::domain::ids::PlanId;
use crate::domain::workbook::Workbook;

/// A plan with all that stands in it.
#[derive(Clone, Debug)]
pub struct PlanSheet<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its activities in order.
    pub activities: Vec<ActivitySheet<'a>>,
}

/// An activity with all that stands in it.
#[derive(Clone, Debug)]
pub struct ActivitySheet<'a> {
    /// The activity.
    pub activity: &'a Activity,
    /// Its steps in order.
    pub steps: Vec<&'a Step>,
    /// Its reviews in this and all earlier plans, the oldest first.
    pub reviews: Vec<&'a Review>,
}

impl<'a> PlanSheet<'a> {
    /// The sheet of a plan of the clinic's.
    pub fn of(workbook: &'a Workbook, plan: PlanId) -> Option<Self> {
        let plan = workbook.plan(plan)?;
        let activities = workbook.activities_of(plan.id).iter();
        let activities = activities.map(|activity| ActivitySheet {
            activity,
            steps: workbook.steps_of(activity.id).iter().collect(),
            reviews: workbook.reviews_of_thread(activity.thread).collect(),
        });
        Some(Self {
            plan,
            activities: activities.collect(),
        })
    }

    /// The sheet of records that stand in no file.
    pub(super) fn new(
        plan: &'a Plan,
        activities: &'a [Activity],
        steps: &'a [Step],
        reviews: &'a [Review],
    ) -> Self {
        let activities = activities.iter().map(|activity| ActivitySheet {
            activity,
            steps: steps.iter().filter(|s| s.activity == activity.id).collect(),
            reviews: reviews
                .iter()
                .filter(|r| r.activity == activity.id)
                .collect(),
        });
        Self {
            plan,
            activities: activities.collect(),
        }
    }

    /// How many steps stand in it.
    pub fn steps(&self) -> usize {
        self.activities.iter().map(|a| a.steps.len()).sum()
    }
}

impl ActivitySheet<'_> {
    /// The newest review of this plan.
    pub fn newest_review(&self) -> Option<&Review> {
        let own = self.reviews.iter().rev();
        own.copied().find(|r| r.activity == self.activity.id)
    }

    /// How it stands now.
    pub fn standing(&self) -> Standing {
        if let Some(review) = self.newest_review() {
            return Standing::Reviewed(review.status);
        }
        let is = |state| move |s: &&Step| s.state() == state;
        if !self.steps.is_empty() && self.done_steps() == self.steps.len() {
            Standing::StepsDone
        } else if self
            .steps
            .iter()
            .copied()
            .all(|s| is(StepState::NotStarted)(&s))
        {
            Standing::NotStarted
        } else {
            Standing::UnderWay
        }
    }

    /// Steps that are done.
    pub fn done_steps(&self) -> usize {
        let done = self.steps.iter().filter(|s| s.done_on.is_some());
        done.count()
    }

    /// The day by which something is expected of the activity itself: in place for ongoing work,
    /// finished for other. `None` when nothing more is expected, or no date is given.
    pub fn expected_by(&self) -> Option<NaiveDate> {
        let activity = self.activity;
        if self.standing().is_closed() {
            return None;
        }
        if activity.is_ongoing && activity.in_place_on.is_none() && activity.in_place_by.is_some() {
            return activity.in_place_by;
        }
        activity
            .due_on
            .filter(|_| !activity.is_ongoing || activity.in_place_on.is_none())
    }

    /// Days past that day; `None` when it is not overdue. Without a date nothing is overdue.
    pub fn days_overdue(&self, today: NaiveDate) -> Option<i64> {
        let days = (today - self.expected_by()?).num_days();
        (days > 0).then_some(days)
    }
}
