//! Requests about activities.

use super::arrange::{self, index};
use super::{ActivityChange, Edits, StepText};
use crate::domain::action_plan::{Activity, Step};
use crate::domain::command::{Context, Refusal, gone, known_block, one, refuse};
use crate::domain::due_text::read_due;
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::{ActivityId, PlanId, StepId};

const NO_TEXT: &str = "The activity is empty. Say what is to be done.";

impl Context<'_> {
    /// An activity with nothing but its words, at the end of no list yet.
    pub(super) fn empty_activity(&self, id: ActivityId, plan: PlanId, text: &str) -> Activity {
        Activity {
            id,
            plan,
            thread: id,
            place: 1,
            block: None,
            text: text.trim().to_owned(),
            manager: String::new(),
            due_text: String::new(),
            due_on: None,
            is_ongoing: false,
            in_place_by: None,
            in_place_on: None,
            after: None,
            resources: Vec::new(),
            milestones: Vec::new(),
            note: String::new(),
            carried_from: None,
            by: self.by.to_owned(),
            on: self.today,
        }
    }

    /// The edits that leave a plan with these activities in this order.
    pub(super) fn arrange_activities(&self, order: Vec<Activity>) -> Vec<Edit> {
        arrange::activities(order, |a| self.workbook.activity(a.id).cloned())
    }

    pub(super) fn add_activity(
        &self,
        plan: PlanId,
        (block, row): (Option<u8>, &StepText),
        milestones: Vec<String>,
        place: Option<u32>,
    ) -> Edits {
        self.open_plan(plan)?;
        if row.what.trim().is_empty() {
            return refuse(NO_TEXT);
        }
        known_block(block)?;
        let id = ActivityId(self.workbook.next.activity);
        let mut activity = Activity {
            block,
            manager: row.who.trim().to_owned(),
            milestones,
            ..self.empty_activity(id, plan, &row.what)
        };
        self.put_due(&mut activity, row.when.trim());
        let mut order = self.workbook.activities_of(plan).to_vec();
        order.insert(index(place, order.len()), activity);
        Ok(EditSet {
            name: "Add an activity".to_owned(),
            edits: self.arrange_activities(order),
        })
    }

    pub(super) fn change_activity(&self, id: ActivityId, change: ActivityChange) -> Edits {
        let Some(before) = self.workbook.activity(id) else {
            return gone("activity");
        };
        self.open_plan(before.plan)?;
        let mut after = before.clone();
        let what = self.put_activity(&mut after, change)?;
        let name = format!("Change {what} of an activity");
        if after == *before {
            return Ok(EditSet::nothing(name));
        }
        self.by.clone_into(&mut after.by);
        after.on = self.today;
        let change = Change::replace(before.clone(), after);
        Ok(one(name, Edit::Activity(Box::new(change))))
    }

    /// Puts the value in; gives the name of the field.
    fn put_activity(
        &self,
        activity: &mut Activity,
        change: ActivityChange,
    ) -> Result<&'static str, Refusal> {
        match change {
            ActivityChange::Text(text) => {
                if text.trim().is_empty() {
                    return refuse(NO_TEXT);
                }
                text.trim().clone_into(&mut activity.text);
                Ok("the words")
            }
            ActivityChange::Manager(text) => {
                text.trim().clone_into(&mut activity.manager);
                Ok("the manager")
            }
            ActivityChange::Due(text) => {
                self.put_due(activity, text.trim());
                Ok("the due text")
            }
            ActivityChange::DueOn(day) => {
                activity.due_on = day;
                Ok("the due date")
            }
            ActivityChange::Ongoing(is_ongoing) => {
                activity.is_ongoing = is_ongoing;
                Ok("“ongoing”")
            }
            ActivityChange::InPlaceBy(day) => {
                activity.in_place_by = day;
                Ok("“in place by”")
            }
            ActivityChange::InPlaceOn(day) => {
                activity.in_place_on = self.not_to_come(day)?;
                Ok("“in place since”")
            }
            ActivityChange::After(after) => {
                activity.after = self.can_wait_for(activity, after)?;
                Ok("what it waits for")
            }
            ActivityChange::Block(block) => {
                known_block(block)?;
                activity.block = block;
                Ok("the block")
            }
            ActivityChange::Resources(names) => {
                activity.resources = listed(names);
                Ok("the resources")
            }
            ActivityChange::Milestones(ids) => {
                activity.milestones = listed(ids);
                Ok("the milestones")
            }
            ActivityChange::Note(text) => {
                text.trim().clone_into(&mut activity.note);
                Ok("the note")
            }
        }
    }

    /// The text stays letter for letter. The date follows a text that is or was one, "ongoing" one
    /// that speaks or spoke of it; what a person has set beside words stays.
    pub(super) fn put_due(&self, activity: &mut Activity, text: &str) {
        let old = read_due(&activity.due_text, activity.on);
        let new = read_due(text, self.today);
        if old.date.is_some() || new.date.is_some() {
            activity.due_on = new.date;
        }
        if activity.is_ongoing == old.is_ongoing {
            activity.is_ongoing = new.is_ongoing;
        }
        text.clone_into(&mut activity.due_text);
    }

    /// Refuses an activity of another plan, and one that would wait for itself, round however many
    /// others.
    fn can_wait_for(
        &self,
        activity: &Activity,
        after: Option<ActivityId>,
    ) -> Result<Option<ActivityId>, Refusal> {
        let elsewhere = after.and_then(|id| self.workbook.activity(id));
        if elsewhere.is_some_and(|a| a.plan != activity.plan) {
            return refuse("That activity is in another plan. Choose one of this plan.");
        }
        let mut next = after;
        let mut left = self.workbook.activities.len() + 1;
        while let Some(id) = next {
            if id == activity.id {
                return refuse("The activity would wait for itself. Choose another to come after.");
            }
            let Some(found) = self.workbook.activity(id) else {
                return gone("activity");
            };
            next = found.after.filter(|_| left > 0);
            left = left.saturating_sub(1);
        }
        Ok(after)
    }

    pub(super) fn move_activity(&self, id: ActivityId, place: u32) -> Edits {
        let Some(activity) = self.workbook.activity(id) else {
            return gone("activity");
        };
        self.open_plan(activity.plan)?;
        let mut order = self.workbook.activities_of(activity.plan).to_vec();
        order.retain(|a| a.id != id);
        order.insert(index(Some(place), order.len()), activity.clone());
        Ok(EditSet {
            name: "Move an activity".to_owned(),
            edits: self.arrange_activities(order),
        })
    }

    pub(super) fn duplicate_activity(&self, id: ActivityId) -> Edits {
        let Some(activity) = self.workbook.activity(id) else {
            return gone("activity");
        };
        self.open_plan(activity.plan)?;
        let copy = ActivityId(self.workbook.next.activity);
        let duplicate = Activity {
            id: copy,
            thread: copy,
            carried_from: None,
            in_place_on: None,
            by: self.by.to_owned(),
            on: self.today,
            ..activity.clone()
        };
        let mut order = self.workbook.activities_of(activity.plan).to_vec();
        let at = order.iter().position(|a| a.id == id).map_or(0, |at| at + 1);
        order.insert(at, duplicate);
        let mut edits = self.arrange_activities(order);
        let steps = self.workbook.steps_of(id).iter();
        let copied = (self.workbook.next.step..).zip(steps).map(|(next, step)| {
            let step = Step {
                activity: copy,
                ..self.fresh_copy(step, StepId(next))
            };
            Edit::Step(Box::new(Change::add(step)))
        });
        edits.extend(copied);
        Ok(EditSet {
            name: "Duplicate an activity".to_owned(),
            edits,
        })
    }

    pub(super) fn remove_activity(&self, id: ActivityId) -> Edits {
        let Some(activity) = self.workbook.activity(id) else {
            return gone("activity");
        };
        self.open_plan(activity.plan)?;
        let mut order = self.workbook.activities_of(activity.plan).to_vec();
        order.retain(|a| a.id != id);
        // Those that waited for it do not any more, before it goes; those elsewhere too.
        for other in &mut order {
            other.after = other.after.filter(|after| *after != id);
        }
        let mut edits = self.arrange_activities(order);
        edits.extend(self.unlinked(activity));
        edits.extend(self.without(activity));
        Ok(EditSet {
            name: "Remove an activity".to_owned(),
            edits,
        })
    }

    /// The edits that take links from other plans and from tests to an activity away.
    pub(super) fn unlinked(&self, activity: &Activity) -> Vec<Edit> {
        let id = activity.id;
        let elsewhere = self.workbook.activities.iter().filter(|a| {
            a.plan != activity.plan && (a.after == Some(id) || a.carried_from == Some(id))
        });
        let mut edits: Vec<Edit> = elsewhere
            .map(|a| {
                let mut after = a.clone();
                after.after = after.after.filter(|x| *x != id);
                after.carried_from = after.carried_from.filter(|x| *x != id);
                Edit::Activity(Box::new(Change::replace(a.clone(), after)))
            })
            .collect();
        let tests = self.workbook.tests.iter();
        edits.extend(tests.filter(|t| t.activity == Some(id)).map(|t| {
            let mut after = t.clone();
            after.activity = None;
            Edit::SmallTest(Box::new(Change::replace(t.clone(), after)))
        }));
        edits
    }

    /// The edits that take an activity with its steps and reviews away.
    pub(super) fn without(&self, activity: &Activity) -> Vec<Edit> {
        let reviews = self.workbook.reviews.iter();
        let reviews = reviews.filter(|r| r.activity == activity.id);
        let mut edits: Vec<Edit> = reviews
            .map(|r| Edit::Review(Box::new(Change::remove(r.clone()))))
            .collect();
        for step in self.workbook.steps_of(activity.id) {
            edits.extend(self.without_step(step));
        }
        edits.push(Edit::Activity(Box::new(Change::remove(activity.clone()))));
        edits
    }
}

/// Names without blanks and doubles, in order.
fn listed(names: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for name in names {
        let name = name.trim();
        if !name.is_empty() && !kept.iter().any(|k| k == name) {
            kept.push(name.to_owned());
        }
    }
    kept
}
