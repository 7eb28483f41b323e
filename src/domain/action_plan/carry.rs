//! The next plan: it takes open work on, with its history and links, and closes the plan before
//! . The plan before stays as it was.

use super::command::PlanFacts;
use super::sheet::{ActivitySheet, PlanSheet};
use super::{Activity, Plan, Step};
use crate::domain::command::{Context, Refusal, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::{ActivityId, PlanId, StepId};

/// What the next plan begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextPlan {
    /// The plan it goes on from.
    pub previous: PlanId,
    /// What stands at its head.
    pub facts: PlanFacts,
    /// Activities that go on, of the plan before.
    pub carried: Vec<ActivityId>,
    /// What the team said when it asked itself whether there is capacity for more.
    pub capacity: String,
}

/// Activities of a plan that are not closed, in order: what usually goes on.
pub fn open_activities<'a>(
    sheet: &'a PlanSheet<'a>,
) -> impl Iterator<Item = &'a ActivitySheet<'a>> {
    let open = sheet.activities.iter();
    open.filter(|a| !a.standing().is_closed())
}

/// The edits that begin the next plan.
pub(super) fn start_next(
    context: &Context<'_>,
    previous: &Plan,
    next: &NextPlan,
) -> Result<EditSet, Refusal> {
    let workbook = context.workbook;
    let id = PlanId(workbook.next.plan);
    let plan = Plan {
        capacity: next.capacity.trim().to_owned(),
        previous: Some(previous.id),
        ..context.plan_of(id, next.facts.clone())?
    };
    let activities = workbook.activities_of(previous.id).iter();
    let carried: Vec<&Activity> = activities
        .filter(|a| next.carried.contains(&a.id))
        .collect();
    if carried.len() != next.carried.len() {
        return refuse(
            "An activity to carry on is not in the plan any more. Look at the list again.",
        );
    }
    let closed = Plan {
        closed_on: Some(context.today),
        ..previous.clone()
    };
    let mut edits = vec![
        Edit::Plan(Box::new(Change::replace(previous.clone(), closed))),
        Edit::Plan(Box::new(Change::add(plan))),
    ];
    edits.extend(carried_on(context, id, &carried));
    Ok(EditSet {
        name: "Start the next plan".to_owned(),
        edits,
    })
}

/// Copies of the activities, with their open steps, that know what they go on from.
fn carried_on(context: &Context<'_>, plan: PlanId, carried: &[&Activity]) -> Vec<Edit> {
    let first = context.workbook.next.activity;
    let numbered: Vec<(ActivityId, &Activity)> = (first..)
        .map(ActivityId)
        .zip(carried.iter().copied())
        .collect();
    let goes_on_as = |old: ActivityId| {
        let found = numbered.iter().find(|(_, a)| a.id == old);
        found.map(|(new, _)| *new)
    };
    let mut edits = Vec::new();
    let mut next_step = context.workbook.next.step;
    let mut waiting = Vec::new();
    for ((id, old), place) in numbered.iter().zip(1..) {
        let copy = Activity {
            id: *id,
            plan,
            place,
            carried_from: Some(old.id),
            by: context.by.to_owned(),
            on: context.today,
            // Put in when all of them stand: one may wait for a later one. It does not wait for
            // what stays behind.
            after: None,
            ..(*old).clone()
        };
        if let Some(after) = old.after.and_then(goes_on_as) {
            let linked = Activity {
                after: Some(after),
                ..copy.clone()
            };
            let change = Change::replace(copy.clone(), linked);
            waiting.push(Edit::Activity(Box::new(change)));
        }
        edits.push(Edit::Activity(Box::new(Change::add(copy))));
        let steps = context.workbook.steps_of(old.id).iter();
        for (step, place) in steps.filter(|s| s.done_on.is_none()).zip(1..) {
            let copy = Step {
                id: StepId(next_step),
                activity: *id,
                place,
                carried_from: Some(step.id),
                by: context.by.to_owned(),
                on: context.today,
                ..step.clone()
            };
            next_step += 1;
            edits.push(Edit::Step(Box::new(Change::add(copy))));
        }
    }
    edits.extend(waiting);
    edits
}
