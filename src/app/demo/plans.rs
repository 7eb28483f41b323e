//! The demo clinic's way through the stages, its people, three action plans, small tests and
//! challenges.
//!
//! The story to see: a launch ten days late; a first plan that found the patients and began the
//! policy; a second that carried it to approval and worked doses out alike; a third, under way, with
//! the agreement late, visits prepared by some, and two things overdue. Nobody in it is real.

mod activities;
mod course;
mod people;
mod stages;
#[cfg(test)]
mod tests;
mod trials;

use chrono::{Days, NaiveDate};

use crate::domain::action_plan::command::{PlanCommand, StepChange};
use crate::domain::action_plan::{ReviewStatus, StepState};
use crate::domain::command::Command;
use crate::domain::ids::{ActivityId, StepId};
use crate::domain::workbook::Workbook;

/// When something is due; days are counted from today.
#[derive(Clone, Copy)]
enum When {
    /// Nothing is written.
    Open,
    /// These words, no date.
    Words(&'static str),
    /// These words with the name of the month that day lies in, no date.
    Month(&'static str, i64),
    /// A date.
    Day(i64),
}

/// What, who, when, and the day it was done.
type StepLine = (&'static str, &'static str, When, Option<i64>);

/// Day of a meeting, how the activity stood, what was said.
type ReviewLine = (i64, ReviewStatus, &'static str);

/// An activity as the team wrote it down.
struct ActivityLine {
    /// By which the story calls it.
    key: &'static str,
    block: u8,
    text: &'static str,
    manager: &'static str,
    due: When,
    /// For ongoing work: in place by, in place since.
    ongoing: Option<(i64, Option<i64>)>,
    milestones: &'static [&'static str],
    /// Key of the activity it waits for.
    after: Option<&'static str>,
    resources: &'static [&'static str],
    steps: &'static [StepLine],
    reviews: &'static [ReviewLine],
}

/// What happened in a later plan to an activity that was carried on.
struct CarriedLine {
    key: &'static str,
    /// Another due text.
    due: Option<When>,
    /// Carried steps that were done, by place.
    done: &'static [(u32, i64)],
    /// Steps that were added.
    added: &'static [StepLine],
    reviews: &'static [ReviewLine],
}

/// A plan and what happened in it.
struct PlanLine {
    title: &'static str,
    /// The day it was agreed.
    from: i64,
    through: i64,
    intro: &'static str,
    success_measure: &'static str,
    next_time: &'static [&'static str],
    capacity: &'static str,
    carried: &'static [CarriedLine],
    activities: &'static [ActivityLine],
}

/// Everything that was entered, with the day on which it was, in that order.
pub(super) fn commands(today: NaiveDate) -> Vec<(NaiveDate, Command)> {
    let mut story = Story::new(today);
    people::tell(&mut story);
    stages::tell(&mut story);
    let mut plan = None;
    for line in &activities::PLANS {
        plan = story.plan(plan, line);
    }
    begun(&mut story);
    trials::tell(&mut story);
    let mut all = story.told;
    all.sort_by_key(|(day, _)| *day);
    all
}

/// What is under way in the plan of today, and what can be done in the next meeting.
fn begun(story: &mut Story) {
    let under_way = [
        ("agreement", "Staff comments", -40),
        ("workflows", "Draft the other four", -12),
    ];
    for (key, words, on) in under_way {
        if let Some(step) = story.step(key, words) {
            let change = StepChange::State(StepState::UnderWay);
            story.ask(on, PlanCommand::ChangeStep(step, change));
        }
    }
    for (key, words) in [
        ("agreement", "Agree taper wording"),
        ("gaps", "Decide with"),
    ] {
        if let Some(step) = story.step(key, words) {
            let change = StepChange::ForMeeting(true);
            story.ask(-18, PlanCommand::ChangeStep(step, change));
        }
    }
}

/// The commands so far, and the records they come to, from which later ones take their numbers.
///
/// Each kind of record is numbered by itself, and records of one kind are *added* in order of days,
/// so that their numbers hold when everything is put in order of days. What only changes a record
/// may be told in any order, as long as it is not dated before the record.
struct Story {
    today: NaiveDate,
    records: Workbook,
    told: Vec<(NaiveDate, Command)>,
    /// The newest activity of each key.
    activities: Vec<(&'static str, ActivityId)>,
}

impl Story {
    fn new(today: NaiveDate) -> Self {
        Self {
            today,
            records: Workbook::default(),
            told: Vec::new(),
            activities: Vec::new(),
        }
    }

    fn day(&self, offset: i64) -> NaiveDate {
        let days = Days::new(offset.unsigned_abs());
        let moved = if offset < 0 {
            self.today.checked_sub_days(days)
        } else {
            self.today.checked_add_days(days)
        };
        moved.unwrap_or(self.today)
    }

    /// Tells a command, unless it changes nothing.
    fn tell(&mut self, offset: i64, command: Command) {
        let day = self.day(offset);
        let set = command.clone().edits(&self.records, "demo", day);
        if set.as_ref().is_ok_and(|set| set.edits.is_empty()) {
            return;
        }
        let edits = set.map(|set| set.edits).unwrap_or_default();
        for edit in &edits {
            self.records.apply(edit);
        }
        self.told.push((day, command));
    }

    fn ask(&mut self, offset: i64, command: PlanCommand) {
        self.tell(offset, Command::Plan(command));
    }

    fn activity(&self, key: &str) -> Option<ActivityId> {
        let newest = self.activities.iter().rev();
        newest
            .clone()
            .find(|(known, _)| *known == key)
            .map(|(_, id)| *id)
    }

    /// The step of an activity that begins with these words.
    fn step(&self, key: &str, words: &str) -> Option<StepId> {
        let steps = self.records.steps_of(self.activity(key)?);
        steps
            .iter()
            .find(|s| s.what.starts_with(words))
            .map(|s| s.id)
    }

    /// The words as they were written, and the date where there is one.
    fn when(&self, when: When) -> (String, Option<NaiveDate>) {
        match when {
            When::Open => (String::new(), None),
            When::Words(words) => (words.to_owned(), None),
            When::Month(words, offset) => {
                let month = self.day(offset).format("%B").to_string();
                (words.replace("{month}", &month), None)
            }
            When::Day(offset) => (self.day(offset).to_string(), Some(self.day(offset))),
        }
    }
}
