//! The dates of a stage while they are typed and not yet written.

use chrono::NaiveDate;

use super::ask_stage;
use crate::domain::programme::StageId;
use crate::domain::stage::StageRecord;
use crate::domain::stage::command::{StageChange, StageCommand};
use crate::ui::request::Request;
use crate::ui::widgets::DateField;

/// Planned from and to, began, ended: in this order everywhere.
pub(super) const DATES: [&str; 4] = ["Planned from", "Planned to", "Began", "Ended"];

type Days = [Option<NaiveDate>; 4];

/// The four dates of one stage.
#[derive(Default)]
pub(super) struct StageDraft {
    of: Option<StageId>,
    /// The days the fields were filled with, or asked for since.
    asked: Days,
    /// The days the records showed last.
    seen: Days,
    pub(super) fields: [DateField; 4],
    today: NaiveDate,
}

fn days_of(record: Option<&StageRecord>) -> Days {
    record.map_or([None; 4], |r| {
        [r.planned_from, r.planned_to, r.began_on, r.ended_on]
    })
}

fn change(at: usize, day: Option<NaiveDate>) -> StageChange {
    match at {
        0 => StageChange::PlannedFrom(day),
        1 => StageChange::PlannedTo(day),
        2 => StageChange::BeganOn(day),
        _ => StageChange::EndedOn(day),
    }
}

impl StageDraft {
    /// Turns to another stage, or takes over what is new in the records.
    pub(super) fn turn_to(
        &mut self,
        stage: StageId,
        record: Option<&StageRecord>,
        today: NaiveDate,
        out: &mut Vec<Request>,
    ) {
        self.today = today;
        let days = days_of(record);
        if self.of == Some(stage) {
            self.take_over(days);
            return;
        }
        self.write(out);
        *self = Self {
            of: Some(stage),
            asked: days,
            seen: days,
            fields: days.map(DateField::new),
            today,
        };
    }

    /// Fills the fields whose day is another in the records than it was, and other than asked for;
    /// what is typed in the others stays.
    fn take_over(&mut self, days: Days) {
        let fields = self.fields.iter_mut().zip(&mut self.asked);
        for ((field, asked), (seen, day)) in fields.zip(self.seen.iter().zip(days)) {
            if day != *seen && day != *asked {
                *field = DateField::new(day);
                *asked = day;
            }
        }
        self.seen = days;
    }

    /// Why a date, by its place in [`DATES`], cannot be kept as it is typed.
    pub(super) fn error(&self, at: usize) -> Option<String> {
        let [from, to, began, ended] = self.typed();
        let before = |from: Option<NaiveDate>, to: Option<NaiveDate>| matches!((from, to), (Some(from), Some(to)) if to < from);
        let is_to_come = |day: Option<NaiveDate>| day.is_some_and(|d| d > self.today);
        let sentence = match at {
            1 if before(from, to) => "Before the first day as planned; not saved.",
            2 if is_to_come(began) => "Lies in the future; not saved.",
            3 if is_to_come(ended) => "Lies in the future; not saved.",
            3 if before(began, ended) => "Before the stage began; not saved.",
            3 if ended.is_some() && began.is_none() => "Enter first when the stage began.",
            _ => return None,
        };
        Some(sentence.to_owned())
    }

    fn typed(&self) -> Days {
        [0, 1, 2, 3].map(|at| self.fields.get(at).and_then(DateField::date))
    }

    /// Asks for every day that is other than what was asked for last and can be kept.
    pub(super) fn write(&mut self, out: &mut Vec<Request>) {
        let Some(stage) = self.of else {
            return;
        };
        let typed = self.typed();
        for (first, second) in [(0, 1), (2, 3)] {
            // A pair that contradicts itself waits until it does not.
            if self.error(first).is_some() || self.error(second).is_some() {
                continue;
            }
            // Moved later as a whole, the end goes first, so that it never lies before the beginning;
            // taken away too, so that it never stands without one.
            let is_later = typed.get(first).copied().flatten() > self.asked_at(second)
                && self.asked_at(second).is_some();
            let is_gone = typed.get(second).copied().flatten().is_none();
            let order = if is_later || is_gone {
                [second, first]
            } else {
                [first, second]
            };
            for at in order {
                self.write_one(stage, at, out);
            }
        }
    }

    fn asked_at(&self, at: usize) -> Option<NaiveDate> {
        self.asked.get(at).copied().flatten()
    }

    fn write_one(&mut self, stage: StageId, at: usize, out: &mut Vec<Request>) {
        let (Some(field), Some(asked)) = (self.fields.get(at), self.asked.get_mut(at)) else {
            return;
        };
        if field.is_usable() && field.date() != *asked {
            *asked = field.date();
            ask_stage(StageCommand::Change(stage, change(at, *asked)), out);
        }
    }
}
