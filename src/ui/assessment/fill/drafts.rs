//! What is being typed on a card and is not yet written: the note, and who took part in a training.

use crate::domain::assessment::command::AssessmentCommand;
use crate::domain::assessment::{Answer, Attendance, Rating};
use crate::domain::ids::{RoundId, SheetId};
use crate::ui::assessment::dialogs::ask;
use crate::ui::request::Request;

/// A note being typed; written when the field is left, after a pause, and before another takes its place.
#[derive(Default)]
pub(in crate::ui::assessment) struct NoteDraft {
    of: Option<(SheetId, u8)>,
    /// What is in the field.
    pub(super) text: String,
    /// What was asked to be written last, or stood there before.
    asked: String,
    /// The answer as the records showed it last. They may lag behind what was asked.
    seen: (String, Option<Rating>),
    /// When a key was pressed last.
    pub(super) typed_at: f64,
    wants_focus: bool,
    /// It was written before since the field was entered.
    pub(super) goes_on: bool,
}

impl NoteDraft {
    /// Gives the field the focus.
    pub(super) fn focus(&mut self) {
        self.wants_focus = true;
    }

    /// Whether the field is to get the focus now.
    pub(super) fn takes_focus(&mut self) -> bool {
        std::mem::take(&mut self.wants_focus)
    }

    /// Whether something is typed that was not yet asked to be written.
    pub(super) fn waits(&self) -> bool {
        self.of.is_some() && self.text.trim() != self.asked
    }

    /// Asks for what was typed.
    pub(in crate::ui::assessment) fn write(&mut self, out: &mut Vec<Request>) {
        if let Some((sheet, item)) = self.of
            && self.waits()
        {
            let note = self.text.trim().to_owned();
            self.asked.clone_from(&note);
            let continues = std::mem::replace(&mut self.goes_on, true);
            let command = AssessmentCommand::Note {
                sheet,
                item,
                note,
                continues,
            };
            ask(command, out);
        }
    }

    /// Turns to another note, or takes over what undo has brought.
    pub(super) fn turn_to(
        &mut self,
        of: (SheetId, u8),
        answer: Option<&Answer>,
        out: &mut Vec<Request>,
    ) {
        let stands = answer.map_or("", |a| a.note.as_str());
        let seen = (stands.to_owned(), answer.and_then(|a| a.score));
        if self.of != Some(of) {
            self.write(out);
            *self = Self {
                of: Some(of),
                text: stands.to_owned(),
                asked: stands.to_owned(),
                seen,
                wants_focus: self.wants_focus,
                ..Self::default()
            };
            return;
        }
        if self.seen.1 != seen.1 {
            // A score in between is a step of undo of its own.
            self.goes_on = false;
        }
        // Only what is new in the records is taken over, and only when nothing waits: what was
        // asked may still be on its way.
        if self.seen.0 != seen.0 && stands != self.asked && !self.waits() {
            stands.clone_into(&mut self.text);
            stands.clone_into(&mut self.asked);
        }
        self.seen = seen;
    }
}

/// Who took part in a training, being typed.
#[derive(Default)]
pub(in crate::ui::assessment) struct AttendanceDraft {
    of: Option<(RoundId, u8)>,
    seen: Option<(u32, u32)>,
    asked: Option<(u32, u32)>,
    /// Those who took part, as typed.
    pub(super) attended: String,
    /// Those invited, as typed.
    pub(super) invited: String,
}

impl AttendanceDraft {
    /// Turns to another item, or takes over what undo has brought.
    pub(super) fn turn_to(
        &mut self,
        of: (RoundId, u8),
        stands: Option<&Attendance>,
        out: &mut Vec<Request>,
    ) {
        let stands = stands.map(|a| (a.invited, a.attended));
        let is_other = self.of != Some(of);
        if is_other {
            self.write(out);
        }
        if is_other || (self.seen != stands && self.asked != stands) {
            let words = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
            *self = Self {
                of: Some(of),
                seen: stands,
                asked: stands,
                attended: words(stands.map(|s| s.1)),
                invited: words(stands.map(|s| s.0)),
            };
        }
        self.seen = stands;
    }

    /// What is typed: both numbers, neither, or why it cannot be kept.
    pub(super) fn read(&self) -> Result<Option<(u32, u32)>, String> {
        let number = |text: &str| match text.trim() {
            "" => Ok(None),
            text => text
                .parse::<u32>()
                .ok()
                .filter(|n| *n <= 10_000)
                .map(Some)
                .ok_or_else(|| format!("“{text}” is no whole number")),
        };
        match (number(&self.invited)?, number(&self.attended)?) {
            (None, None) => Ok(None),
            (Some(invited), Some(attended)) if attended <= invited => Ok(Some((invited, attended))),
            (Some(_), Some(_)) => Err("more took part than were invited".to_owned()),
            _ => Err("both numbers are needed".to_owned()),
        }
    }

    /// Asks for what was typed, when it can be kept and is new.
    pub(in crate::ui::assessment) fn write(&mut self, out: &mut Vec<Request>) {
        if let (Some((round, item)), Ok(counts)) = (self.of, self.read())
            && counts != self.asked
        {
            self.asked = counts;
            let command = AssessmentCommand::Attendance {
                round,
                item,
                counts,
            };
            ask(command, out);
        }
    }
}
