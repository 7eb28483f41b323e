//! What is typed in the details and is not yet written.

use chrono::NaiveDate;

use crate::domain::action_plan::command::{ActivityChange, PlanCommand, StepChange};
use crate::domain::action_plan::{Activity, Step};
use crate::domain::ids::{ActivityId, StepId};
use crate::domain::workbook::Workbook;
use crate::ui::action_plan::{ask, is_open};
use crate::ui::request::Request;
use crate::ui::widgets::DateField;

/// What the fields are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Activity(ActivityId),
    Step(StepId),
}

/// The fields of an activity or a step.
#[derive(Default)]
pub(super) struct Draft {
    of: Option<Of>,
    /// The values the fields were filled with, or asked for since.
    asked: Fields,
    /// The values the records showed last.
    seen: Fields,
    pub(super) note: String,
    pub(super) resources: String,
    pub(super) date: DateField,
    pub(super) in_place_by: DateField,
    /// The day it was in place, or done.
    pub(super) took_place: DateField,
    today: NaiveDate,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Fields {
    note: String,
    resources: String,
    date: Option<NaiveDate>,
    in_place_by: Option<NaiveDate>,
    took_place: Option<NaiveDate>,
}

impl Draft {
    /// Turns to an activity, or takes over what is new in its record.
    pub(super) fn turn_to_activity(
        &mut self,
        activity: &Activity,
        today: NaiveDate,
        out: &mut Vec<Request>,
    ) {
        let fields = Fields {
            note: activity.note.clone(),
            resources: activity.resources.join("\n"),
            date: activity.due_on,
            in_place_by: activity.in_place_by,
            took_place: activity.in_place_on,
        };
        self.turn(Of::Activity(activity.id), fields, today, out);
    }

    /// Turns to a step, or takes over what is new in its record.
    pub(super) fn turn_to_step(&mut self, step: &Step, today: NaiveDate, out: &mut Vec<Request>) {
        let fields = Fields {
            note: step.note.clone(),
            date: step.when_on,
            took_place: step.done_on,
            ..Fields::default()
        };
        self.turn(Of::Step(step.id), fields, today, out);
    }

    fn turn(&mut self, of: Of, fields: Fields, today: NaiveDate, out: &mut Vec<Request>) {
        self.today = today;
        if self.of == Some(of) {
            self.take_over(fields);
            return;
        }
        self.write(out);
        *self = Self {
            of: Some(of),
            note: fields.note.clone(),
            resources: fields.resources.clone(),
            date: DateField::new(fields.date),
            in_place_by: DateField::new(fields.in_place_by),
            took_place: DateField::new(fields.took_place),
            asked: fields.clone(),
            seen: fields,
            today,
        };
    }

    /// Fills the fields whose value is another in the record than it was, and other than asked for;
    /// what is typed in the others stays.
    fn take_over(&mut self, fields: Fields) {
        let (asked, seen) = (&mut self.asked, &self.seen);
        for (typed, asked, seen, now) in [
            (&mut self.note, &mut asked.note, &seen.note, &fields.note),
            (
                &mut self.resources,
                &mut asked.resources,
                &seen.resources,
                &fields.resources,
            ),
        ] {
            if now != seen && now != asked {
                typed.clone_from(now);
                asked.clone_from(now);
            }
        }
        for (typed, asked, seen, now) in [
            (&mut self.date, &mut asked.date, seen.date, fields.date),
            (
                &mut self.in_place_by,
                &mut asked.in_place_by,
                seen.in_place_by,
                fields.in_place_by,
            ),
            (
                &mut self.took_place,
                &mut asked.took_place,
                seen.took_place,
                fields.took_place,
            ),
        ] {
            if now != seen && now != *asked {
                *typed = DateField::new(now);
                *asked = now;
            }
        }
        self.seen = fields;
    }

    /// Forgets what was typed about something that is gone, or whose plan has been closed.
    pub(super) fn drop_gone(&mut self, workbook: &Workbook) {
        let activity = match self.of {
            None => return,
            Some(Of::Activity(id)) => Some(id),
            Some(Of::Step(id)) => workbook.step(id).map(|s| s.activity),
        };
        let activity = activity.and_then(|id| workbook.activity(id));
        if activity.is_none_or(|a| !is_open(workbook, a.plan)) {
            *self = Self::default();
        }
    }

    /// Why a day on which something took place cannot be kept.
    pub(super) fn not_yet(&self) -> Option<&'static str> {
        let ahead = self.took_place.date().is_some_and(|d| d > self.today);
        ahead.then_some("Lies in the future; not saved.")
    }

    /// Asks for every field that is other than what was asked for last and can be kept.
    pub(super) fn write(&mut self, out: &mut Vec<Request>) {
        let Some(of) = self.of else {
            return;
        };
        if self.note.trim() != self.asked.note.trim() {
            self.note.trim().clone_into(&mut self.asked.note);
            let note = self.asked.note.clone();
            ask_either(
                of,
                ActivityChange::Note(note.clone()),
                StepChange::Note(note),
                out,
            );
        }
        if self.resources.trim() != self.asked.resources.trim() {
            self.resources.trim().clone_into(&mut self.asked.resources);
            let names = self.asked.resources.lines().map(str::to_owned).collect();
            if let Of::Activity(id) = of {
                let change = ActivityChange::Resources(names);
                ask(PlanCommand::ChangeActivity(id, change), out);
            }
        }
        if self.date.is_usable() && self.date.date() != self.asked.date {
            let day = self.date.date();
            self.asked.date = day;
            ask_either(of, ActivityChange::DueOn(day), StepChange::WhenOn(day), out);
        }
        if let Of::Activity(id) = of
            && self.in_place_by.is_usable()
            && self.in_place_by.date() != self.asked.in_place_by
        {
            self.asked.in_place_by = self.in_place_by.date();
            let change = ActivityChange::InPlaceBy(self.asked.in_place_by);
            ask(PlanCommand::ChangeActivity(id, change), out);
        }
        let day = self.took_place.date();
        let can_be = self.took_place.is_usable() && self.not_yet().is_none();
        if can_be && day != self.asked.took_place {
            self.asked.took_place = day;
            ask_either(
                of,
                ActivityChange::InPlaceOn(day),
                StepChange::DoneOn(day),
                out,
            );
        }
    }
}

fn ask_either(of: Of, activity: ActivityChange, step: StepChange, out: &mut Vec<Request>) {
    let command = match of {
        Of::Activity(id) => PlanCommand::ChangeActivity(id, activity),
        Of::Step(id) => PlanCommand::ChangeStep(id, step),
    };
    ask(command, out);
}
