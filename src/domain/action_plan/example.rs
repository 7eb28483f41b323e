//! The worked example as a plan: to look at in any clinic, and to copy as a start.

use chrono::NaiveDate;

use super::sheet::PlanSheet;
use super::{Activity, Plan, Step};
use crate::domain::ids::{ActivityId, PlanId, StepId};
use crate::domain::programme::{ExampleActivity, ExamplePlan, ExampleStep, example_plan};

/// The example's plan, activities and steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The plan.
    pub plan: Plan,
    /// Its activities in order.
    pub activities: Vec<Activity>,
    /// Their steps in order.
    pub steps: Vec<Step>,
}

impl Example {
    /// The example as it is shown where no file holds it; its numbers belong to no record.
    pub fn shown(today: NaiveDate) -> Self {
        let example = example_plan();
        let activities = example.activities.len() as i64;
        let steps: i64 = example
            .activities
            .iter()
            .map(|a| a.steps.len() as i64)
            .sum();
        records((0, -activities, -steps), "", today)
    }

    /// Its sheet.
    pub fn sheet(&self) -> PlanSheet<'_> {
        PlanSheet::new(&self.plan, &self.activities, &self.steps, &[])
    }
}

/// The example as records, numbered from these on. No date is read into any text, so nothing in it
/// is ever overdue.
pub fn records((plan, activity, step): (i64, i64, i64), by: &str, today: NaiveDate) -> Example {
    let example = example_plan();
    let id_of = |at: usize| ActivityId(activity + at as i64);
    let plan = plan_of(example, PlanId(plan), by, today);
    let mut steps = Vec::new();
    let mut next = step;
    let mut activities = Vec::new();
    for (at, of) in example.activities.iter().enumerate() {
        let after = of.after.as_ref();
        let after = after.and_then(|id| example.activities.iter().position(|a| a.id == *id));
        activities.push(Activity {
            after: after.map(id_of),
            place: at as u32 + 1,
            by: by.to_owned(),
            ..activity_of(of, id_of(at), plan.id, today)
        });
        for (step, place) in of.steps.iter().zip(1..) {
            steps.push(Step {
                place,
                by: by.to_owned(),
                ..step_of(step, StepId(next), id_of(at), today)
            });
            next += 1;
        }
    }
    Example {
        plan,
        activities,
        steps,
    }
}

fn plan_of(example: &ExamplePlan, id: PlanId, by: &str, today: NaiveDate) -> Plan {
    Plan {
        id,
        title: example.title.clone(),
        from: None,
        through: None,
        horizon: example.horizon.clone(),
        intro: example.intro.clone(),
        success_measure: example.success_measure.clone(),
        next_time: example
            .next_time
            .iter()
            .map(|n| n.milestone.clone())
            .collect(),
        capacity: String::new(),
        previous: None,
        closed_on: None,
        by: by.to_owned(),
        on: today,
    }
}

fn activity_of(of: &ExampleActivity, id: ActivityId, plan: PlanId, today: NaiveDate) -> Activity {
    Activity {
        id,
        plan,
        thread: id,
        place: 1,
        block: Some(of.block),
        text: of.text.clone(),
        manager: of.manager.clone(),
        due_text: of.due.clone(),
        due_on: None,
        is_ongoing: of.is_ongoing,
        in_place_by: None,
        in_place_on: None,
        after: None,
        resources: of.resources.clone(),
        milestones: vec![of.milestone.clone()],
        note: String::new(),
        carried_from: None,
        by: String::new(),
        on: today,
    }
}

fn step_of(of: &ExampleStep, id: StepId, activity: ActivityId, today: NaiveDate) -> Step {
    Step {
        id,
        activity,
        place: 1,
        what: of.what.clone(),
        who: of.who.clone(),
        when_text: of.when.clone(),
        when_on: None,
        begun_on: None,
        done_on: None,
        is_for_meeting: false,
        note: of.note.clone().unwrap_or_default(),
        carried_from: None,
        by: String::new(),
        on: today,
    }
}
