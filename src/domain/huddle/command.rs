//! What a person can ask to be changed about a huddle, and the edits it comes to.

use super::HuddleEntry;
use crate::domain::command::{Context, Refusal, gone, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::HuddleEntryId;

/// A request about the huddle.
#[derive(Clone, Debug, PartialEq)]
pub enum HuddleCommand {
    /// What is said of a patient for a day; replaces what was said before.
    Save(Box<HuddleEntry>),
}

impl HuddleCommand {
    /// The edits that carry the request out.
    pub(in crate::domain) fn edits(self, context: &Context<'_>) -> Result<EditSet, Refusal> {
        let Self::Save(entry) = self;
        context.save_huddle_entry(*entry)
    }
}

impl Context<'_> {
    fn save_huddle_entry(&self, mut entry: HuddleEntry) -> Result<EditSet, Refusal> {
        if self.patient(entry.patient).is_none() {
            return gone("patient");
        }
        if entry.done_on.is_some_and(|day| day > self.today) {
            return refuse("What is ticked off cannot lie in the future.");
        }
        for text in [&mut entry.who, &mut entry.note, &mut entry.talk] {
            *text = text.trim().to_owned();
        }
        let before = self.workbook.huddle_entry(entry.day, entry.patient);
        entry.id = before.map_or(HuddleEntryId(self.workbook.next.huddle_entry), |b| b.id);
        let says_nothing = entry.who.is_empty()
            && entry.note.is_empty()
            && entry.talk.is_empty()
            && entry.done_on.is_none();
        let name = match (before.and_then(|b| b.done_on), entry.done_on) {
            (None, Some(_)) => "Tick off in the huddle",
            (Some(_), None) => "Take back a tick in the huddle",
            _ => "Prepare in the huddle",
        };
        if says_nothing {
            return Ok(match before {
                None => EditSet::nothing(name.to_owned()),
                Some(before) => EditSet {
                    name: name.to_owned(),
                    edits: vec![Edit::HuddleEntry(Box::new(Change::remove(before.clone())))],
                },
            });
        }
        if let Some(before) = before {
            // Who last said something, and when, changes with what is said alone.
            (entry.by, entry.on) = (before.by.clone(), before.on);
        }
        let stamp = |e: &mut HuddleEntry, by: &str, on| {
            by.clone_into(&mut e.by);
            e.on = on;
        };
        Ok(self.saved(name.to_owned(), before, entry, stamp, Edit::HuddleEntry))
    }
}
