//! What is being typed about a challenge met and is not yet written.

use chrono::NaiveDate;

use super::ask;
use crate::domain::challenge::MetChallenge;
use crate::domain::challenge::command::ChallengeCommand;
use crate::ui::request::Request;
use crate::ui::widgets::DateField;

/// The fields of one challenge.
pub(super) struct Draft {
    /// Words and block as they stand in the fields; the days stand in their own.
    pub(super) value: MetChallenge,
    pub(super) met: DateField,
    pub(super) over: DateField,
    /// What was asked for last.
    asked: MetChallenge,
    /// The record as it was seen last.
    seen: MetChallenge,
    pub(super) today: NaiveDate,
}

impl Draft {
    pub(super) fn new(challenge: MetChallenge, today: NaiveDate) -> Self {
        Self {
            met: DateField::new(Some(challenge.met_on)),
            over: DateField::new(challenge.ended_on),
            asked: challenge.clone(),
            seen: challenge.clone(),
            value: challenge,
            today,
        }
    }

    /// Turns to another challenge, or takes over what is new in the record.
    pub(super) fn turn_to<'a>(
        slot: &'a mut Option<Self>,
        challenge: &MetChallenge,
        today: NaiveDate,
        out: &mut Vec<Request>,
    ) -> &'a mut Self {
        let kept = match slot.take() {
            Some(mut draft) if draft.asked.id == challenge.id => {
                draft.today = today;
                let is_known = draft.seen == *challenge || is_same(&draft.asked, challenge);
                draft.seen = challenge.clone();
                Some(if is_known {
                    draft
                } else {
                    draft.renewed(challenge)
                })
            }
            Some(mut other) => {
                other.write(out);
                None
            }
            None => None,
        };
        slot.insert(kept.unwrap_or_else(|| Self::new(challenge.clone(), today)))
    }

    /// The fields of the record as it is now, with days that are typed and could not be kept yet.
    fn renewed(self, challenge: &MetChallenge) -> Self {
        let mut new = Self::new(challenge.clone(), self.today);
        for (typed, field) in [(self.met, &mut new.met), (self.over, &mut new.over)] {
            if !typed.is_usable() {
                *field = typed;
            }
        }
        new
    }

    /// Why the day it was met cannot be kept.
    pub(super) fn met_error(&self) -> Option<&'static str> {
        match self.met.date() {
            Some(day) if day > self.today => Some("Lies in the future; not saved."),
            None if self.met.is_usable() => Some("Type the day it was met; not saved."),
            _ => None,
        }
    }

    /// Why the day it was over cannot be kept.
    pub(super) fn over_error(&self) -> Option<&'static str> {
        let over = self.over.date()?;
        if over > self.today {
            return Some("Lies in the future; not saved.");
        }
        (self.met.date().is_some_and(|met| over < met)).then_some("Before it was met; not saved.")
    }

    /// Why the words cannot be kept: one of the clinic's own has no other.
    pub(super) fn words_error(&self) -> Option<&'static str> {
        (self.made_words().title().is_empty()).then_some("Say what stands in the way; not saved.")
    }

    /// Whether all of it can be kept.
    pub(super) fn is_whole(&self) -> bool {
        self.met.date().is_some()
            && self.over.is_usable()
            && self.met_error().is_none()
            && self.over_error().is_none()
            && self.words_error().is_none()
    }

    fn made_words(&self) -> MetChallenge {
        let mut challenge = self.value.clone();
        for words in [
            &mut challenge.text,
            &mut challenge.approach,
            &mut challenge.result,
        ] {
            *words = words.trim().to_owned();
        }
        challenge
    }

    /// The challenge as it can be kept: what cannot be kept stays as it was asked for last.
    pub(super) fn made(&self) -> MetChallenge {
        let mut challenge = self.made_words();
        if challenge.title().is_empty() {
            challenge.text.clone_from(&self.asked.text);
        }
        let met = self.met.date().filter(|_| self.met_error().is_none());
        challenge.met_on = met.unwrap_or(self.asked.met_on);
        challenge.ended_on = if self.over.is_usable() && self.over_error().is_none() {
            self.over.date()
        } else {
            self.asked.ended_on
        };
        if challenge.ended_on.is_some_and(|on| on < challenge.met_on) {
            challenge.met_on = self.asked.met_on;
            challenge.ended_on = self.asked.ended_on;
        }
        challenge
    }

    /// Asks for the challenge when it is other than what was asked for last.
    pub(super) fn write(&mut self, out: &mut Vec<Request>) {
        let challenge = self.made();
        if !is_same(&challenge, &self.asked) {
            self.asked = challenge.clone();
            ask(ChallengeCommand::Save(Box::new(challenge)), out);
        }
    }
}

/// The same but for who wrote it and when.
fn is_same(a: &MetChallenge, b: &MetChallenge) -> bool {
    let b = MetChallenge {
        by: a.by.clone(),
        on: a.on,
        ..b.clone()
    };
    *a == b
}
