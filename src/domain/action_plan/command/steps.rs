//! Requests about steps.

use super::arrange::{self, index};
use super::{Edits, StepChange, StepText};
use crate::domain::action_plan::{Step, StepState};
use crate::domain::command::{Context, Refusal, gone, one, refuse};
use crate::domain::due_text::read_due;
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::{ActivityId, StepId};

const NO_TEXT: &str = "The step is empty. Say what is to be done.";

impl Context<'_> {
    /// A step as typed, not begun.
    pub(super) fn new_step(&self, id: StepId, activity: ActivityId, row: &StepText) -> Step {
        let when = row.when.trim();
        Step {
            id,
            activity,
            place: 1,
            what: row.what.trim().to_owned(),
            who: row.who.trim().to_owned(),
            when_text: when.to_owned(),
            when_on: read_due(when, self.today).date,
            begun_on: None,
            done_on: None,
            is_for_meeting: false,
            note: String::new(),
            carried_from: None,
            by: self.by.to_owned(),
            on: self.today,
        }
    }

    /// The same step, not begun, with a number of its own.
    pub(super) fn fresh_copy(&self, step: &Step, id: StepId) -> Step {
        Step {
            id,
            begun_on: None,
            done_on: None,
            carried_from: None,
            by: self.by.to_owned(),
            on: self.today,
            ..step.clone()
        }
    }

    /// The edits that leave an activity with these steps in this order.
    pub(super) fn arrange_steps(&self, order: Vec<Step>) -> Vec<Edit> {
        arrange::steps(order, |s| self.workbook.step(s.id).cloned())
    }

    /// The step and whether its plan can be changed.
    fn step_to_change(&self, id: StepId) -> Result<&Step, Refusal> {
        let Some(step) = self.workbook.step(id) else {
            return gone("step");
        };
        self.activity_to_change(step.activity)?;
        Ok(step)
    }

    fn activity_to_change(&self, id: ActivityId) -> Result<(), Refusal> {
        let Some(activity) = self.workbook.activity(id) else {
            return gone("activity");
        };
        self.open_plan(activity.plan).map(|_| ())
    }

    pub(super) fn add_step(
        &self,
        activity: ActivityId,
        row: &StepText,
        place: Option<u32>,
    ) -> Edits {
        self.activity_to_change(activity)?;
        if row.what.trim().is_empty() {
            return refuse(NO_TEXT);
        }
        let step = self.new_step(StepId(self.workbook.next.step), activity, row);
        let mut order = self.workbook.steps_of(activity).to_vec();
        order.insert(index(place, order.len()), step);
        Ok(EditSet {
            name: "Add a step".to_owned(),
            edits: self.arrange_steps(order),
        })
    }

    pub(super) fn change_step(&self, id: StepId, change: StepChange) -> Edits {
        let before = self.step_to_change(id)?;
        let mut after = before.clone();
        let name = self.put_step(&mut after, change)?;
        if after == *before {
            return Ok(EditSet::nothing(name));
        }
        self.by.clone_into(&mut after.by);
        after.on = self.today;
        let change = Change::replace(before.clone(), after);
        Ok(one(name, Edit::Step(Box::new(change))))
    }

    /// Puts the value in; gives the name of the change.
    fn put_step(&self, step: &mut Step, change: StepChange) -> Result<String, Refusal> {
        let what = match change {
            StepChange::What(text) => {
                if text.trim().is_empty() {
                    return refuse(NO_TEXT);
                }
                text.trim().clone_into(&mut step.what);
                "the words"
            }
            StepChange::Who(text) => {
                text.trim().clone_into(&mut step.who);
                "who"
            }
            StepChange::When(text) => {
                self.put_when(step, text.trim());
                "when"
            }
            StepChange::WhenOn(day) => {
                step.when_on = day;
                "the date"
            }
            StepChange::State(state) => {
                self.put_state(step, state);
                return Ok(format!("Step {}", state.label().to_lowercase()));
            }
            StepChange::DoneOn(day) => {
                step.done_on = self.not_to_come(day)?;
                "the day done"
            }
            StepChange::ForMeeting(is_for_meeting) => {
                step.is_for_meeting = is_for_meeting;
                "“in a meeting”"
            }
            StepChange::Note(text) => {
                text.trim().clone_into(&mut step.note);
                "the note"
            }
        };
        Ok(format!("Change {what} of a step"))
    }

    /// The text stays letter for letter. The date follows a text that is or was one; what a person
    /// has set beside words stays.
    fn put_when(&self, step: &mut Step, text: &str) {
        let was_date = read_due(&step.when_text, step.on).date.is_some();
        let new = read_due(text, self.today).date;
        if was_date || new.is_some() {
            step.when_on = new;
        }
        text.clone_into(&mut step.when_text);
    }

    fn put_state(&self, step: &mut Step, state: StepState) {
        match state {
            StepState::NotStarted => {
                step.begun_on = None;
                step.done_on = None;
            }
            StepState::UnderWay => {
                step.begun_on = step.begun_on.or(Some(self.today));
                step.done_on = None;
            }
            StepState::Done => step.done_on = step.done_on.or(Some(self.today)),
        }
    }

    pub(super) fn move_step(&self, id: StepId, activity: ActivityId, place: u32) -> Edits {
        let step = self.step_to_change(id)?;
        self.activity_to_change(activity)?;
        let plan_of = |a: ActivityId| self.workbook.activity(a).map(|a| a.plan);
        if plan_of(step.activity) != plan_of(activity) {
            return refuse("A step can be moved inside its plan only.");
        }
        let mut edits = Vec::new();
        if step.activity != activity {
            let mut left = self.workbook.steps_of(step.activity).to_vec();
            left.retain(|s| s.id != id);
            edits.extend(self.arrange_steps(left));
        }
        let mut order = self.workbook.steps_of(activity).to_vec();
        order.retain(|s| s.id != id);
        let moved = Step {
            activity,
            ..step.clone()
        };
        order.insert(index(Some(place), order.len()), moved);
        edits.extend(self.arrange_steps(order));
        Ok(EditSet {
            name: "Move a step".to_owned(),
            edits,
        })
    }

    pub(super) fn duplicate_step(&self, id: StepId) -> Edits {
        let step = self.step_to_change(id)?;
        let mut order = self.workbook.steps_of(step.activity).to_vec();
        let at = order.iter().position(|s| s.id == id).map_or(0, |at| at + 1);
        let copy = self.fresh_copy(step, StepId(self.workbook.next.step));
        order.insert(at, copy);
        Ok(EditSet {
            name: "Duplicate a step".to_owned(),
            edits: self.arrange_steps(order),
        })
    }

    pub(super) fn remove_step(&self, id: StepId) -> Edits {
        let step = self.step_to_change(id)?;
        let mut order = self.workbook.steps_of(step.activity).to_vec();
        order.retain(|s| s.id != id);
        let mut edits = self.arrange_steps(order);
        let carried = self.workbook.steps.iter();
        edits.extend(carried.filter(|s| s.carried_from == Some(id)).map(|s| {
            let mut after = s.clone();
            after.carried_from = None;
            Edit::Step(Box::new(Change::replace(s.clone(), after)))
        }));
        edits.extend(self.without_step(step));
        Ok(EditSet {
            name: "Remove a step".to_owned(),
            edits,
        })
    }

    /// The edits that take a step away, and with it the link of the challenge it answers.
    pub(super) fn without_step(&self, step: &Step) -> Vec<Edit> {
        let challenges = self.workbook.challenges.iter();
        let mut edits: Vec<Edit> = challenges
            .filter(|c| c.step == Some(step.id))
            .map(|c| {
                let mut after = c.clone();
                after.step = None;
                Edit::Challenge(Box::new(Change::replace(c.clone(), after)))
            })
            .collect();
        edits.push(Edit::Step(Box::new(Change::remove(step.clone()))));
        edits
    }
}
