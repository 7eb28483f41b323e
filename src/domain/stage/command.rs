//! What a person can ask to be changed about stages and the log, and the edits it comes to.

use chrono::NaiveDate;

use super::{AimMet, LogEntry, LogKind, StageRecord};
use crate::domain::command::{Context, Refusal, gone, one, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::{LogEntryId, StageRecordId};
use crate::domain::programme::{self, StageId};

/// A request about stages and the log.
#[derive(Clone, Debug, PartialEq)]
pub enum StageCommand {
    /// Another value of a stage.
    Change(StageId, StageChange),
    /// A new entry of the log (number 0) or other values of one.
    SaveEntry(Box<LogEntry>),
    /// Takes an entry of the log away.
    RemoveEntry(LogEntryId),
}

/// What is to be other about a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageChange {
    /// The first day as planned.
    PlannedFrom(Option<NaiveDate>),
    /// The last day as planned.
    PlannedTo(Option<NaiveDate>),
    /// The day it began.
    BeganOn(Option<NaiveDate>),
    /// The day it ended.
    EndedOn(Option<NaiveDate>),
    /// An aim, by its place from 0, met on a day or not met.
    Aim(usize, Option<NaiveDate>),
}

impl StageCommand {
    /// The edits that carry the request out.
    pub(in crate::domain) fn edits(self, context: &Context<'_>) -> Result<EditSet, Refusal> {
        match self {
            Self::Change(stage, change) => context.change_stage(stage, change),
            Self::SaveEntry(entry) => context.save_entry(*entry),
            Self::RemoveEntry(id) => context.remove_entry(id),
        }
    }
}

impl Context<'_> {
    fn change_stage(&self, stage: StageId, change: StageChange) -> Result<EditSet, Refusal> {
        let before = self.workbook.stage(stage);
        let mut after = before.cloned().unwrap_or_else(|| StageRecord {
            id: StageRecordId(self.workbook.next.stage_record),
            stage,
            planned_from: None,
            planned_to: None,
            began_on: None,
            ended_on: None,
            aims_met: Vec::new(),
            by: self.by.to_owned(),
            on: self.today,
        });
        let bare = after.clone();
        self.put_stage(&mut after, change)?;
        let name = match change {
            StageChange::Aim(..) => "Tick an aim of a stage",
            _ => "Change the dates of a stage",
        };
        if after == bare {
            return Ok(EditSet::nothing(name.to_owned()));
        }
        let stamp = |r: &mut StageRecord, by: &str, on| {
            by.clone_into(&mut r.by);
            r.on = on;
        };
        Ok(self.saved(name.to_owned(), before, after, stamp, Edit::StageRecord))
    }

    fn put_stage(&self, record: &mut StageRecord, change: StageChange) -> Result<(), Refusal> {
        match change {
            StageChange::PlannedFrom(day) => record.planned_from = day,
            StageChange::PlannedTo(day) => record.planned_to = day,
            StageChange::BeganOn(day) => record.began_on = self.not_to_come(day)?,
            StageChange::EndedOn(day) => {
                record.ended_on = self.not_to_come(day)?;
            }
            StageChange::Aim(aim, day) => {
                let count = programme::stage(record.stage).map_or(0, |s| s.aims.len());
                if aim >= count {
                    return gone("aim");
                }
                record.aims_met.retain(|met| met.aim != aim);
                if let Some(on) = self.not_to_come(day)? {
                    record.aims_met.push(AimMet { aim, on });
                }
                record.aims_met.sort_by_key(|met| met.aim);
            }
        }
        if record.ended_on.is_some() && record.began_on.is_none() {
            return refuse(match change {
                StageChange::EndedOn(_) => "Enter first the day on which the stage began.",
                _ => "The stage has ended. Take the day on which it ended away first.",
            });
        }
        let in_order = |from: Option<NaiveDate>, to: Option<NaiveDate>| match (from, to) {
            (Some(from), Some(to)) if to < from => refuse(format!(
                "The stage would end on {to}, before it begins on {from}. Check the dates."
            )),
            _ => Ok(()),
        };
        in_order(record.planned_from, record.planned_to)?;
        in_order(record.began_on, record.ended_on)
    }

    fn save_entry(&self, mut entry: LogEntry) -> Result<EditSet, Refusal> {
        let entries = || self.workbook.log.iter();
        let before = (entry.id.0 != 0).then(|| entries().find(|e| e.id == entry.id));
        let before = match before {
            Some(None) => return gone("entry"),
            found => found.flatten(),
        };
        for text in [&mut entry.text, &mut entry.who] {
            *text = text.trim().to_owned();
        }
        self.not_to_come(Some(entry.day))?;
        let outcomes = entry.kind.outcomes();
        if !entry.outcome.is_empty() && !outcomes.contains(&entry.outcome.as_str()) {
            entry.outcome.clear();
        }
        // Only a leadership decision says when to begin.
        entry.begin_on = entry.begin_on.filter(|_| entry.kind == LogKind::Leadership);
        if entry.text.is_empty() && entry.outcome.is_empty() {
            return refuse("The entry is empty. Say what was done, heard or decided.");
        }
        if before.is_none() {
            entry.id = LogEntryId(self.workbook.next.log_entry);
        }
        let verb = if before.is_some() { "Change" } else { "Add" };
        let stamp = |e: &mut LogEntry, by: &str, on| {
            by.clone_into(&mut e.by);
            e.on = on;
        };
        let name = format!("{verb} an entry of the log");
        Ok(self.saved(name, before, entry, stamp, Edit::LogEntry))
    }

    fn remove_entry(&self, id: LogEntryId) -> Result<EditSet, Refusal> {
        let Some(entry) = self.workbook.log.iter().find(|e| e.id == id) else {
            return gone("entry");
        };
        let change = Change::remove(entry.clone());
        Ok(one(
            "Remove an entry of the log",
            Edit::LogEntry(Box::new(change)),
        ))
    }
}
