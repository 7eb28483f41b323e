//! What screens draw from: borrowed records and the state of the file. Nothing here can be written.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::request::Request;
use crate::domain::command::Command;
use crate::domain::history::HistoryEntry;
use crate::domain::measure::MeasureHistory;
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;

/// Everything a tab draws from.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// All records.
    pub workbook: &'a Workbook,
    /// Patients on the day looked at.
    pub registry: &'a Registry,
    /// Measures at month ends.
    pub measures: &'a MeasureHistory,
    /// Counts up whenever registry or measures are new: sort and filter again then, not per frame.
    pub revision: u64,
    /// Today by the calendar.
    pub today: NaiveDate,
    /// The day looked at.
    pub as_of: NaiveDate,
    /// State of the file.
    pub status: &'a Status,
}

impl<'a> View<'a> {
    /// The same for a room: drawn from the veiled copy of the records. Its revision is none that
    /// the records themselves ever have, so that nothing kept of them is taken for it.
    #[must_use]
    pub fn for_a_room(self, veiled: &'a Workbook, status: &'a Status) -> Self {
        Self {
            workbook: veiled,
            status,
            revision: u64::MAX - self.revision,
            ..self
        }
    }
}

impl View<'_> {
    /// The request to carry a command out, or why it would be refused. A form that tries before it
    /// closes keeps what is typed.
    pub fn tried(&self, command: Command) -> Result<Request, String> {
        let edits = command
            .clone()
            .edits(self.workbook, &self.status.initials, self.today);
        edits
            .map(|_| Request::Command(command))
            .map_err(|why| why.to_string())
    }
}

/// The state of the file, for the status line and the Health page.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one state of the file"
)]
#[derive(Clone, Debug, Default)]
pub struct Status {
    /// "cedar-fork.sixblocks".
    pub file_name: String,
    /// Where the file is; empty for the demo.
    pub file: PathBuf,
    /// The throw-away demo clinic.
    pub is_demo: bool,
    /// Opened for reading only.
    pub is_read_only: bool,
    /// "10:42", when the last change was written.
    pub saved_at: Option<String>,
    /// "today 09:15", when the newest verified backup was made.
    pub backup_at: Option<String>,
    /// No verified backup for 24 hours.
    pub backup_is_late: bool,
    /// Date of the newest fill.
    pub data_to: Option<NaiveDate>,
    /// "mkerr (MK)".
    pub who: String,
    /// "MK"; may be empty.
    pub initials: String,
    /// Bytes of the file.
    pub file_size: Option<u64>,
    /// Name of the change that undo takes back.
    pub undo: Option<String>,
    /// Name of the change that redo puts back.
    pub redo: Option<String>,
    /// That change is about patients; it is not taken back unseen while presenting.
    pub undo_concerns_patients: bool,
    /// The change that redo puts back is about patients.
    pub redo_concerns_patients: bool,
    /// Work under way: its name and the share done.
    pub work: Option<(String, Option<f32>)>,
    /// Doses and measures are being worked out anew.
    pub is_working_out: bool,
    /// Backups, newest first.
    pub backups: Vec<BackupView>,
    /// Result of the last full check.
    pub health: Option<HealthView>,
    /// Older history than the workbook holds, oldest first.
    pub older_history: Vec<HistoryEntry>,
}

impl Status {
    /// What a room may see of it: no file, no person, no name of a change.
    #[must_use]
    pub fn for_a_room(&self) -> Self {
        let unnamed =
            |change: &Option<String>| change.as_ref().map(|_| "the last change".to_owned());
        Self {
            is_demo: self.is_demo,
            is_read_only: self.is_read_only,
            data_to: self.data_to,
            undo: unnamed(&self.undo),
            redo: unnamed(&self.redo),
            undo_concerns_patients: self.undo_concerns_patients,
            redo_concerns_patients: self.redo_concerns_patients,
            work: self
                .work
                .as_ref()
                .map(|(_, share)| ("Work".to_owned(), *share)),
            is_working_out: self.is_working_out,
            ..Self::default()
        }
    }
}

/// A backup in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupView {
    /// Where.
    pub path: PathBuf,
    /// "2026-10-12 09:15".
    pub made_at: String,
    /// Why.
    pub reason: String,
    /// Bytes.
    pub size: u64,
}

/// What a full check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthView {
    /// When, "10:42".
    pub checked_at: String,
    /// Problems, a sentence each; empty when all is well.
    pub problems: Vec<String>,
    /// Rows of each table.
    pub counts: Vec<(String, u64)>,
    /// Bytes of the file.
    pub file_size: u64,
}
