//! How a plan of the story came about: agreed, pasted, worked on, reviewed.

use super::{ActivityLine, PlanLine, ReviewLine, StepLine, Story};
use crate::domain::action_plan::carry::NextPlan;
use crate::domain::action_plan::command::{
    ActivityChange, PlanCommand, PlanFacts, StepChange, StepText,
};
use crate::domain::action_plan::paste::{PastedActivity, PastedRow, PastedStep};
use crate::domain::ids::{ActivityId, PlanId, StepId};

impl Story {
    /// A plan, begun by itself or as the next of another; what happened in it follows.
    pub(super) fn plan(&mut self, previous: Option<PlanId>, line: &PlanLine) -> Option<PlanId> {
        let facts = PlanFacts {
            title: line.title.to_owned(),
            from: Some(self.day(line.from)),
            through: Some(self.day(line.through)),
            horizon: String::new(),
            intro: line.intro.to_owned(),
            success_measure: line.success_measure.to_owned(),
            next_time: line.next_time.iter().map(|id| (*id).to_owned()).collect(),
        };
        let command = match previous {
            None => PlanCommand::Add(facts),
            Some(previous) => {
                let keys = line.carried.iter().map(|c| c.key);
                let carried = keys.filter_map(|key| self.activity(key)).collect();
                PlanCommand::StartNext(Box::new(NextPlan {
                    previous,
                    facts,
                    carried,
                    capacity: line.capacity.to_owned(),
                }))
            }
        };
        self.ask(line.from, command);
        let plan = self.records.plans.last().map(|p| p.id)?;
        self.follow_carried(plan);
        self.paste(plan, line);
        for activity in line.activities {
            self.details(line.from, activity);
        }
        self.course(line);
        Some(plan)
    }

    /// From now on the keys stand for the copies in the new plan.
    fn follow_carried(&mut self, plan: PlanId) {
        let copies = self.records.activities_of(plan);
        let pairs = copies.iter().filter_map(|copy| {
            let from = copy.carried_from?;
            let known = self.activities.iter().find(|(_, id)| *id == from)?;
            Some((known.0, copy.id))
        });
        let pairs: Vec<_> = pairs.collect();
        self.activities.extend(pairs);
    }

    /// The activities with their steps, entered at once, as a team pastes what it wrote down.
    fn paste(&mut self, plan: PlanId, line: &PlanLine) {
        let mut rows = Vec::new();
        for activity in line.activities {
            let (due, due_on) = self.when(activity.due);
            rows.push(PastedRow::Activity(PastedActivity {
                block: Some(activity.block),
                text: activity.text.to_owned(),
                manager: activity.manager.to_owned(),
                due,
                due_on,
                resources: activity.resources.iter().map(|r| (*r).to_owned()).collect(),
                note: String::new(),
            }));
            rows.extend(activity.steps.iter().map(|step| self.pasted(step)));
        }
        let first = self.records.next.activity;
        let into = self.records.activities_of(plan).last().map(|a| a.id);
        self.ask(line.from, PlanCommand::Paste { plan, into, rows });
        for (activity, id) in line.activities.iter().zip(first..) {
            self.activities.push((activity.key, ActivityId(id)));
        }
    }

    fn pasted(&self, (what, who, when, _): &StepLine) -> PastedRow {
        let (when, when_on) = self.when(*when);
        PastedRow::Step(PastedStep {
            text: StepText {
                what: (*what).to_owned(),
                who: (*who).to_owned(),
                when,
            },
            when_on,
            done_on: None,
            note: String::new(),
        })
    }

    /// What is said of an activity beside its words.
    fn details(&mut self, offset: i64, line: &ActivityLine) {
        let Some(id) = self.activity(line.key) else {
            return;
        };
        let ids = line.milestones.iter().map(|m| (*m).to_owned()).collect();
        let mut changes = vec![ActivityChange::Milestones(ids)];
        if let Some((by, _)) = line.ongoing {
            changes.push(ActivityChange::Ongoing(true));
            changes.push(ActivityChange::InPlaceBy(Some(self.day(by))));
        }
        if let Some(after) = line.after {
            changes.push(ActivityChange::After(self.activity(after)));
        }
        for change in changes {
            self.ask(offset, PlanCommand::ChangeActivity(id, change));
        }
        if let Some((_, Some(since))) = line.ongoing {
            let change = ActivityChange::InPlaceOn(Some(self.day(since)));
            self.ask(since, PlanCommand::ChangeActivity(id, change));
        }
    }

    /// Steps that were done, and reviews.
    fn course(&mut self, line: &PlanLine) {
        for carried in line.carried {
            let Some(id) = self.activity(carried.key) else {
                continue;
            };
            if let Some(due) = carried.due {
                let (text, _) = self.when(due);
                let change = ActivityChange::Due(text);
                self.ask(line.from, PlanCommand::ChangeActivity(id, change));
            }
            let steps = self.records.steps_of(id);
            let step = |place: u32| steps.iter().find(|s| s.place == place).map(|s| s.id);
            let done = carried.done.iter();
            let done: Vec<_> = done
                .filter_map(|(place, on)| Some((step(*place)?, *on)))
                .collect();
            let before = steps.len() as u32;
            for (step, on) in done {
                self.done(step, on);
            }
            self.add(line.from, id, carried.added);
            self.steps_done(id, before, carried.added);
            self.reviews(id, carried.reviews);
        }
        for activity in line.activities {
            let Some(id) = self.activity(activity.key) else {
                continue;
            };
            self.steps_done(id, 0, activity.steps);
            self.reviews(id, activity.reviews);
        }
    }

    fn add(&mut self, offset: i64, activity: ActivityId, steps: &[StepLine]) {
        for (what, who, when, _) in steps {
            let (when, _) = self.when(*when);
            let row = StepText {
                what: (*what).to_owned(),
                who: (*who).to_owned(),
                when,
            };
            self.ask(
                offset,
                PlanCommand::AddStep {
                    activity,
                    row,
                    place: None,
                },
            );
        }
    }

    /// The days on which steps were done; the first of `lines` stands after `before` others.
    fn steps_done(&mut self, activity: ActivityId, before: u32, lines: &[StepLine]) {
        let steps = self.records.steps_of(activity).iter();
        let own = steps.filter(|s| s.place > before).map(|s| s.id);
        let done = own.zip(lines);
        let done: Vec<_> = done
            .filter_map(|(id, (.., on))| Some((id, (*on)?)))
            .collect();
        for (step, on) in done {
            self.done(step, on);
        }
    }

    fn done(&mut self, step: StepId, offset: i64) {
        let change = StepChange::DoneOn(Some(self.day(offset)));
        self.ask(offset, PlanCommand::ChangeStep(step, change));
    }

    fn reviews(&mut self, activity: ActivityId, reviews: &[ReviewLine]) {
        for (offset, status, note) in reviews {
            let command = PlanCommand::Review {
                id: None,
                activity,
                reviewed_on: self.day(*offset),
                status: *status,
                note: (*note).to_owned(),
            };
            self.ask(*offset, command);
        }
    }
}
