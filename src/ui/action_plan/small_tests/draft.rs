//! What is being typed about a small test and is not yet written.

use chrono::NaiveDate;

use super::ask;
use crate::domain::small_test::command::SmallTestCommand;
use crate::domain::small_test::{Observation, SmallTest};
use crate::ui::request::Request;
use crate::ui::widgets::DateField;

/// The fields of one test.
pub(super) struct Draft {
    /// Words and choices as they stand in the fields; the days stand in their own.
    pub(super) value: SmallTest,
    pub(super) starts: DateField,
    pub(super) ends: DateField,
    pub(super) decided: DateField,
    /// A measure of its own was chosen, whether or not its words are typed yet.
    pub(super) has_own_measure: bool,
    /// The observation that is being typed.
    pub(super) note: NoteDraft,
    /// What was asked for last.
    asked: SmallTest,
    /// The record as it was seen last.
    seen: SmallTest,
    today: NaiveDate,
}

/// An observation in the form under the list.
pub(super) struct NoteDraft {
    /// Its place in the list; `None` for a new one.
    pub(super) at: Option<usize>,
    pub(super) day: DateField,
    pub(super) words: String,
}

impl NoteDraft {
    fn new(today: NaiveDate) -> Self {
        Self {
            at: None,
            day: DateField::new(Some(today)),
            words: String::new(),
        }
    }
}

impl Draft {
    fn new(test: &SmallTest, today: NaiveDate) -> Self {
        Self {
            value: test.clone(),
            starts: DateField::new(test.starts_on),
            ends: DateField::new(test.ends_on),
            decided: DateField::new(test.decided_on),
            has_own_measure: test.measure.is_none() && !test.measure_text.is_empty(),
            note: NoteDraft::new(today),
            asked: test.clone(),
            seen: test.clone(),
            today,
        }
    }

    /// Turns to another test, or takes over what is new in the record.
    pub(super) fn turn_to<'a>(
        slot: &'a mut Option<Self>,
        test: &SmallTest,
        today: NaiveDate,
        out: &mut Vec<Request>,
    ) -> &'a mut Self {
        let kept = match slot.take() {
            Some(mut draft) if draft.asked.id == test.id => {
                draft.today = today;
                let is_known = draft.seen == *test || is_same(&draft.asked, test);
                draft.seen = test.clone();
                Some(if is_known { draft } else { draft.renewed(test) })
            }
            Some(mut other) => {
                other.write(out);
                None
            }
            None => None,
        };
        slot.insert(kept.unwrap_or_else(|| Self::new(test, today)))
    }

    /// The fields of the record as it is now, with what is typed and could not be kept yet.
    fn renewed(self, test: &SmallTest) -> Self {
        let mut new = Self::new(test, self.today);
        let days = [
            (self.starts, &mut new.starts),
            (self.ends, &mut new.ends),
            (self.decided, &mut new.decided),
        ];
        for (typed, field) in days {
            if !typed.is_usable() {
                *field = typed;
            }
        }
        let is_same_list = self.asked.observations == test.observations;
        new.note = self.note;
        new.note.at = new.note.at.filter(|_| is_same_list);
        new
    }

    /// Why the last day cannot be kept.
    pub(super) fn end_error(&self) -> Option<&'static str> {
        self.ends_before_it_starts()
            .then_some("Before the start; not saved.")
    }

    /// Why a day on which something took place cannot be kept.
    pub(super) fn not_yet(&self, field: &DateField) -> Option<&'static str> {
        self.lies_ahead(field)
            .then_some("Lies in the future; not saved.")
    }

    fn lies_ahead(&self, field: &DateField) -> bool {
        field.date().is_some_and(|day| day > self.today)
    }

    fn ends_before_it_starts(&self) -> bool {
        matches!((self.starts.date(), self.ends.date()), (Some(start), Some(end)) if end < start)
    }

    /// Puts the typed observation into the list; false when there is none or its day cannot be.
    pub(super) fn keep_note(&mut self) -> bool {
        let note = &self.note;
        let words = note.words.trim();
        if words.is_empty() || !note.day.is_usable() || self.lies_ahead(&note.day) {
            return false;
        }
        let made = Observation {
            on: note.day.date(),
            text: words.to_owned(),
        };
        let list = &mut self.value.observations;
        match note.at.and_then(|at| list.get_mut(at)) {
            Some(old) => *old = made,
            None => list.push(made),
        }
        list.sort_by_key(|o| o.on.unwrap_or(NaiveDate::MAX));
        self.note = NoteDraft::new(self.today);
        true
    }

    /// Takes an observation of the list into the form.
    pub(super) fn edit_note(&mut self, at: usize) {
        self.keep_note();
        if let Some(observation) = self.value.observations.get(at) {
            self.note = NoteDraft {
                at: Some(at),
                day: DateField::new(observation.on),
                words: observation.text.clone(),
            };
        }
    }

    /// Takes an observation out of the list.
    pub(super) fn remove_note(&mut self, at: usize) {
        if at < self.value.observations.len() {
            self.value.observations.remove(at);
            self.note = NoteDraft::new(self.today);
        }
    }

    /// The test as it can be kept: what cannot be kept stays as it was asked for last.
    pub(super) fn made(&self) -> SmallTest {
        let mut test = self.value.clone();
        for words in [
            &mut test.change,
            &mut test.aim,
            &mut test.who,
            &mut test.place,
            &mut test.prediction,
            &mut test.measure_text,
            &mut test.happened,
            &mut test.next,
        ] {
            *words = words.trim().to_owned();
        }
        if test.change.is_empty() {
            test.change.clone_from(&self.asked.change);
        }
        let day = |field: &DateField, before| {
            if field.is_usable() {
                field.date()
            } else {
                before
            }
        };
        if self.ends_before_it_starts() {
            test.starts_on = self.asked.starts_on;
            test.ends_on = self.asked.ends_on;
        } else {
            test.starts_on = day(&self.starts, self.asked.starts_on);
            test.ends_on = day(&self.ends, self.asked.ends_on);
        }
        let decided = if self.lies_ahead(&self.decided) {
            self.asked.decided_on
        } else {
            day(&self.decided, self.asked.decided_on)
        };
        test.decided_on = test.decision.map(|_| decided.unwrap_or(self.today));
        test.observations.retain(|o| !o.text.trim().is_empty());
        test.is_first_cycle &= test.previous.is_none();
        test
    }

    /// Asks for the test when it is other than what was asked for last.
    pub(super) fn write(&mut self, out: &mut Vec<Request>) {
        self.keep_note();
        let test = self.made();
        if !is_same(&test, &self.asked) {
            self.asked = test.clone();
            ask(SmallTestCommand::Save(Box::new(test)), out);
        }
    }
}

/// The same but for who wrote it and when.
fn is_same(a: &SmallTest, b: &SmallTest) -> bool {
    let b = SmallTest {
        by: a.by.clone(),
        on: a.on,
        ..b.clone()
    };
    *a == b
}
