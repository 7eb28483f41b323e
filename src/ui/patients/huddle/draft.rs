//! What is typed about a patient's day, until it is written: when a field is left, and before
//! another patient or day is shown.

use chrono::NaiveDate;

use crate::domain::command::Command;
use crate::domain::huddle::{HuddleCommand, HuddleEntry};
use crate::domain::ids::{HuddleEntryId, PatientId};
use crate::domain::workbook::Workbook;
use crate::ui::request::Request;
use crate::ui::view::View;

/// The words of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    pub who: String,
    pub note: String,
    pub talk: String,
}

/// The fields of the panel.
#[derive(Default)]
pub(super) struct Draft {
    of: Option<(NaiveDate, PatientId)>,
    /// As it was read from the records.
    saved: Words,
    /// When the patient was ticked off, by the records.
    done_on: Option<NaiveDate>,
    pub words: Words,
}

fn saved(workbook: &Workbook, (day, patient): (NaiveDate, PatientId)) -> Words {
    let entry = workbook.huddle_entry(day, patient);
    entry.map_or_else(Words::default, |e| Words {
        who: e.who.clone(),
        note: e.note.clone(),
        talk: e.talk.clone(),
    })
}

impl Draft {
    /// Shows the entry of a patient's day, after writing what was typed about another.
    pub fn turn_to(
        &mut self,
        view: &View<'_>,
        of: Option<(NaiveDate, PatientId)>,
        out: &mut Vec<Request>,
    ) {
        if self.of != of {
            self.write(out);
            self.of = of;
            self.saved = of.map_or_else(Words::default, |of| saved(view.workbook, of));
            self.words = self.saved.clone();
        } else if let Some(of) = of {
            let now = saved(view.workbook, of);
            if now != self.saved {
                // Changed elsewhere, or taken back.
                self.saved = now.clone();
                self.words = now;
            }
        }
        let entry = of.and_then(|(day, patient)| view.workbook.huddle_entry(day, patient));
        self.done_on = entry.and_then(|e| e.done_on);
    }

    /// Asks for what is typed and not yet written.
    pub fn write(&mut self, out: &mut Vec<Request>) {
        if let Some(of) = self.of.filter(|_| self.words != self.saved) {
            out.push(self.request(of, self.done_on));
            self.saved = self.words.clone();
        }
    }

    /// Ticks the patient off, or takes the tick back, with what is typed.
    pub fn tick(&mut self, today: NaiveDate, out: &mut Vec<Request>) {
        let Some(of) = self.of else { return };
        let done_on = match self.done_on {
            Some(_) => None,
            None => Some(today),
        };
        out.push(self.request(of, done_on));
        self.saved = self.words.clone();
    }

    fn request(
        &self,
        (day, patient): (NaiveDate, PatientId),
        done_on: Option<NaiveDate>,
    ) -> Request {
        let words = self.words.clone();
        // Number, author and day are given by the command.
        let entry = HuddleEntry {
            id: HuddleEntryId(0),
            day,
            patient,
            who: words.who,
            note: words.note,
            talk: words.talk,
            done_on,
            by: String::new(),
            on: day,
        };
        Request::Command(Command::Huddle(HuddleCommand::Save(Box::new(entry))))
    }
}
