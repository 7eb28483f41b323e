//! What is being typed about a milestone and is not yet written.

use chrono::NaiveDate;

use super::ask;
use crate::domain::milestone::command::{MilestoneChange, MilestoneCommand};
use crate::domain::milestone::list::{Line, LineId};
use crate::ui::request::Request;
use crate::ui::widgets::DateField;

/// The fields of one line.
#[derive(Default)]
pub(super) struct Draft {
    of: Option<LineId>,
    /// The values the fields were filled with, or asked for since.
    asked: Fields,
    /// The values the records showed last.
    seen: Fields,
    pub(super) words: String,
    pub(super) owner: String,
    pub(super) evidence: String,
    pub(super) lessons: String,
    pub(super) cadence: String,
    pub(super) target: DateField,
    pub(super) reached: DateField,
    pub(super) last_done: DateField,
    /// What holds where the words or the cadence are taken away: the programme's; for words of the
    /// clinic's own milestone, its own.
    otherwise: (String, Option<u32>),
    today: NaiveDate,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Fields {
    words: String,
    owner: String,
    evidence: String,
    lessons: String,
    cadence: Option<u32>,
    target: Option<NaiveDate>,
    reached: Option<NaiveDate>,
    last_done: Option<NaiveDate>,
}

impl Fields {
    fn of(line: &Line<'_>) -> Self {
        let record = line.record;
        let owned = |text: Option<&str>| text.unwrap_or_default().to_owned();
        Self {
            words: line.text().to_owned(),
            owner: owned(record.map(|r| r.owner.as_str())),
            evidence: owned(record.map(|r| r.evidence.as_str())),
            lessons: owned(record.map(|r| r.lessons.as_str())),
            cadence: line.cadence_months(),
            target: record.and_then(|r| r.target_on),
            reached: record.and_then(|r| r.reached_on),
            last_done: record.and_then(|r| r.last_done_on),
        }
    }
}

impl Draft {
    /// Turns to another line, or takes over what is new in the records.
    pub(super) fn turn_to(&mut self, line: &Line<'_>, today: NaiveDate, out: &mut Vec<Request>) {
        self.today = today;
        let id = line.id();
        let fields = Fields::of(line);
        let cadence = line.built_in.and_then(|b| b.cadence.as_ref());
        let otherwise = (
            line.built_in
                .map_or_else(|| fields.words.clone(), |b| b.text.clone()),
            cadence.map(|c| u32::from(c.months)),
        );
        if self.of.as_ref() == Some(&id) {
            self.otherwise = otherwise;
            self.take_over(fields);
            return;
        }
        self.write(out);
        *self = Self {
            of: Some(id),
            words: fields.words.clone(),
            owner: fields.owner.clone(),
            evidence: fields.evidence.clone(),
            lessons: fields.lessons.clone(),
            cadence: number(fields.cadence),
            target: DateField::new(fields.target),
            reached: DateField::new(fields.reached),
            last_done: DateField::new(fields.last_done),
            asked: fields.clone(),
            seen: fields,
            otherwise,
            today,
        };
    }

    /// Fills the fields whose value is another in the records than it was, and other than asked
    /// for; what is typed in the others stays.
    fn take_over(&mut self, fields: Fields) {
        if self.seen == fields {
            return;
        }
        let (asked, seen) = (&mut self.asked, &self.seen);
        for (typed, asked, seen, now) in [
            (
                &mut self.words,
                &mut asked.words,
                &seen.words,
                &fields.words,
            ),
            (
                &mut self.owner,
                &mut asked.owner,
                &seen.owner,
                &fields.owner,
            ),
            (
                &mut self.evidence,
                &mut asked.evidence,
                &seen.evidence,
                &fields.evidence,
            ),
            (
                &mut self.lessons,
                &mut asked.lessons,
                &seen.lessons,
                &fields.lessons,
            ),
        ] {
            if now != seen && now != asked {
                typed.clone_from(now);
                asked.clone_from(now);
            }
        }
        for (typed, asked, seen, now) in [
            (
                &mut self.target,
                &mut asked.target,
                seen.target,
                fields.target,
            ),
            (
                &mut self.reached,
                &mut asked.reached,
                seen.reached,
                fields.reached,
            ),
            (
                &mut self.last_done,
                &mut asked.last_done,
                seen.last_done,
                fields.last_done,
            ),
        ] {
            if now != seen && now != *asked {
                *typed = DateField::new(now);
                *asked = now;
            }
        }
        if fields.cadence != seen.cadence && fields.cadence != asked.cadence {
            self.cadence = number(fields.cadence);
            asked.cadence = fields.cadence;
        }
        self.seen = fields;
    }

    /// The cadence as typed; an error when it is no number of months.
    pub(super) fn read_cadence(&self) -> Result<Option<u32>, String> {
        let typed = self.cadence.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let read = typed.parse().ok().filter(|m| (1..=60).contains(m));
        read.map(Some)
            .ok_or_else(|| "Type 1 to 60 months, e.g. 3.".to_owned())
    }

    /// Why a day on which something took place cannot be kept.
    pub(super) fn not_yet(&self, field: &DateField) -> Option<&'static str> {
        lies_ahead(field, self.today).then_some("Lies in the future; not saved.")
    }

    /// Asks for every field that is other than what was asked for last and can be kept.
    pub(super) fn write(&mut self, out: &mut Vec<Request>) {
        let Some(id) = self.of.clone() else {
            return;
        };
        // What is taken away gives way to what holds without it.
        if self.words.trim().is_empty() {
            self.words.clone_from(&self.otherwise.0);
        }
        let no_cadence = self.cadence.trim().is_empty();
        if no_cadence {
            self.cadence = number(self.otherwise.1);
        }
        let mut change = |change| ask(MilestoneCommand::Change(id.clone(), change), out);
        let asked = &mut self.asked;
        let words = [
            (
                &self.words,
                &mut asked.words,
                MilestoneChange::Text as fn(String) -> _,
            ),
            (&self.owner, &mut asked.owner, MilestoneChange::Owner),
            (
                &self.evidence,
                &mut asked.evidence,
                MilestoneChange::Evidence,
            ),
            (&self.lessons, &mut asked.lessons, MilestoneChange::Lessons),
        ];
        for (typed, asked, make) in words {
            if typed.trim() != asked.trim() {
                typed.trim().clone_into(asked);
                change(make(asked.clone()));
            }
        }
        let days = [
            (
                &self.target,
                &mut asked.target,
                MilestoneChange::Target as fn(Option<NaiveDate>) -> _,
                false,
            ),
            (
                &self.reached,
                &mut asked.reached,
                MilestoneChange::Reached,
                true,
            ),
            (
                &self.last_done,
                &mut asked.last_done,
                MilestoneChange::LastDone,
                true,
            ),
        ];
        for (typed, asked, make, took_place) in days {
            let can_be = !(took_place && lies_ahead(typed, self.today));
            if typed.is_usable() && can_be && typed.date() != *asked {
                *asked = typed.date();
                change(make(*asked));
            }
        }
        if let Ok(typed) = self.read_cadence()
            && typed != self.asked.cadence
        {
            self.asked.cadence = typed;
            change(MilestoneChange::Cadence(typed.filter(|_| !no_cadence)));
        }
    }
}

fn number(months: Option<u32>) -> String {
    months.map(|m| m.to_string()).unwrap_or_default()
}

fn lies_ahead(field: &DateField, today: NaiveDate) -> bool {
    field.date().is_some_and(|day| day > today)
}
