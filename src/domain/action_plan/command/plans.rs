//! Requests about whole plans.

use super::{Edits, PlanFacts};
use crate::domain::action_plan::{Plan, carry, example};
use crate::domain::command::{Context, Refusal, gone, one, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::PlanId;

impl Context<'_> {
    /// The plan, if it can be changed: a plan that the next has taken over stays as it was.
    pub(super) fn open_plan(&self, id: PlanId) -> Result<&Plan, Refusal> {
        let Some(plan) = self.workbook.plan(id) else {
            return gone("plan");
        };
        if let Some(day) = plan.closed_on {
            return refuse(format!(
                "“{}” was closed on {day}, when the next plan began; it stays as it was. Change \
                 the plan that goes on.",
                plan.title
            ));
        }
        Ok(plan)
    }

    /// A plan with these facts and nothing in it.
    pub(in crate::domain::action_plan) fn plan_of(
        &self,
        id: PlanId,
        facts: PlanFacts,
    ) -> Result<Plan, Refusal> {
        if facts.title.trim().is_empty() {
            return refuse("The plan has no name. Give it one, such as “Plan 1, spring”.");
        }
        if let (Some(from), Some(through)) = (facts.from, facts.through)
            && through < from
        {
            return refuse(format!(
                "The plan would end on {through}, before it begins on {from}. Check the dates."
            ));
        }
        Ok(Plan {
            id,
            title: facts.title.trim().to_owned(),
            from: facts.from,
            through: facts.through,
            horizon: facts.horizon.trim().to_owned(),
            intro: facts.intro.trim().to_owned(),
            success_measure: facts.success_measure.trim().to_owned(),
            next_time: facts.next_time,
            capacity: String::new(),
            previous: None,
            closed_on: None,
            by: self.by.to_owned(),
            on: self.today,
        })
    }

    pub(super) fn add_plan(&self, facts: PlanFacts) -> Edits {
        let plan = self.plan_of(PlanId(self.workbook.next.plan), facts)?;
        Ok(one("Add a plan", Edit::Plan(Box::new(Change::add(plan)))))
    }

    pub(super) fn change_plan(&self, id: PlanId, facts: PlanFacts) -> Edits {
        let before = self.open_plan(id)?.clone();
        let after = Plan {
            capacity: before.capacity.clone(),
            previous: before.previous,
            ..self.plan_of(id, facts)?
        };
        let unstamped = Plan {
            by: before.by.clone(),
            on: before.on,
            ..after.clone()
        };
        let name = "Change a plan";
        if unstamped == before {
            return Ok(EditSet::nothing(name.to_owned()));
        }
        let change = Change::replace(before, after);
        Ok(one(name, Edit::Plan(Box::new(change))))
    }

    pub(super) fn remove_plan(&self, id: PlanId) -> Edits {
        let Some(plan) = self.workbook.plan(id) else {
            return gone("plan");
        };
        let goes_on = self.workbook.plans.iter().find(|p| p.previous == Some(id));
        if let Some(next) = goes_on {
            return refuse(format!(
                "“{}” goes on from “{}”. Remove the later plan first.",
                next.title, plan.title
            ));
        }
        let activities = self.workbook.activities_of(id);
        let mut edits = Vec::new();
        // Nothing of a plan refers to another's but what was carried on, which goes with it; tests
        // and other plans' waiting are let go first.
        for activity in activities {
            edits.extend(self.unlinked(activity));
        }
        for activity in activities.iter().filter(|a| a.after.is_some()) {
            let mut after = activity.clone();
            after.after = None;
            let change = Change::replace(activity.clone(), after);
            edits.push(Edit::Activity(Box::new(change)));
        }
        for activity in activities {
            let mut bare = activity.clone();
            bare.after = None;
            edits.extend(self.without(&bare));
        }
        edits.push(Edit::Plan(Box::new(Change::remove(plan.clone()))));
        edits.extend(self.reopened(plan));
        Ok(EditSet {
            name: "Remove a plan".to_owned(),
            edits,
        })
    }

    /// When the newest plan goes, the one it took over from is open again.
    fn reopened(&self, plan: &Plan) -> Option<Edit> {
        let before = plan.previous.and_then(|id| self.workbook.plan(id))?;
        let after = Plan {
            closed_on: None,
            ..before.clone()
        };
        let change = Change::replace(before.clone(), after);
        Some(Edit::Plan(Box::new(change)))
    }

    pub(super) fn copy_example(&self) -> EditSet {
        let next = &self.workbook.next;
        let copy = example::records((next.plan, next.activity, next.step), self.by, self.today);
        let mut edits = vec![Edit::Plan(Box::new(Change::add(copy.plan)))];
        let activities = copy.activities.into_iter();
        edits.extend(activities.map(|a| Edit::Activity(Box::new(Change::add(a)))));
        let steps = copy.steps.into_iter();
        edits.extend(steps.map(|s| Edit::Step(Box::new(Change::add(s)))));
        EditSet {
            name: "Copy the example plan".to_owned(),
            edits,
        }
    }

    pub(super) fn start_next_plan(&self, next: &carry::NextPlan) -> Edits {
        let previous = self.open_plan(next.previous)?;
        carry::start_next(self, previous, next)
    }
}
