//! An open clinic file: its store, its records, what is worked out from them, and undo.

#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use chrono::{NaiveDate, NaiveDateTime};

use super::clock;
use super::derived::Derived;
use super::undo::UndoStack;
use crate::domain::command::{Command, Refusal};
use crate::domain::edit::{Edit, EditSet};
use crate::domain::history::Who;
use crate::domain::veil::{Names, Veiled, unveiled};
use crate::domain::workbook::Workbook;
use crate::store::{Store, StoreError};
use crate::ui::view::{BackupView, Status};

/// Changes are backed up at most this many minutes after the last backup.
const MINUTES_BETWEEN_BACKUPS: i64 = 30;
/// The backup's age from which the status line warns.
const HOURS_UNTIL_BACKUP_IS_LATE: i64 = 24;

/// An open clinic file.
pub struct Session {
    /// The store; away while a job works with it.
    pub store: Option<Store>,
    /// All records.
    pub workbook: Arc<Workbook>,
    /// Registry and measures.
    pub derived: Derived,
    /// Undo and redo.
    pub undo: UndoStack,
    /// Who is at the keyboard.
    pub who: Who,
    /// The day a person chose to look at.
    pub look_at: Option<NaiveDate>,
    /// State for the status line and the Health page.
    pub status: Status,
    /// What a room may see of the records, while presenting.
    pub veiled: Option<Box<Veiled>>,
    /// Whom words may name, while presenting.
    pub names: Option<Names>,
    /// Requests that came while the store was away.
    pub waiting: Vec<Command>,
    newest_backup: Option<NaiveDateTime>,
    backup_tried_at: Option<Instant>,
    changed_since_backup: bool,
    /// The folder of the demo clinic, removed with the session.
    demo_folder: Option<PathBuf>,
}

/// Why a change was not made.
pub enum NotDone {
    /// The request cannot be carried out as it is.
    Refused(Refusal),
    /// The file could not be written.
    Failed(StoreError),
}

impl From<Refusal> for NotDone {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<StoreError> for NotDone {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

/// Which way an edit set is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// For the first time.
    Do,
    /// Taken back.
    Undo,
    /// Put back.
    Redo,
}

impl Direction {
    /// The act in the history.
    pub fn act(self) -> &'static str {
        match self {
            Self::Do => "edit",
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }
}

impl Session {
    /// A session over an opened store.
    pub fn new(store: Store, workbook: Workbook, who: Who, demo_folder: Option<PathBuf>) -> Self {
        let mut session = Self {
            workbook: Arc::new(workbook),
            derived: Derived::default(),
            undo: UndoStack::default(),
            who,
            look_at: None,
            status: Status::default(),
            veiled: None,
            names: None,
            waiting: Vec::new(),
            newest_backup: None,
            backup_tried_at: None,
            changed_since_backup: false,
            demo_folder,
            store: None,
        };
        session.put_back(store);
        session.derived.refresh();
        session
    }

    /// The day the registry is looked at: a chosen one, else the day of the newest fill.
    pub fn as_of(&self) -> NaiveDate {
        let today = clock::today();
        self.look_at
            .or(self.status.data_to)
            .map_or(today, |day| day.min(today))
    }

    /// The day that gaps are worked out for: a chosen one, else today, so that what people enter
    /// after the newest fill closes gaps.
    pub fn due_on(&self) -> NaiveDate {
        let today = clock::today();
        self.look_at.map_or(today, |day| day.min(today))
    }

    /// A job has finished with the store.
    pub fn put_back(&mut self, store: Store) {
        self.status.file = if self.demo_folder.is_some() {
            PathBuf::new()
        } else {
            store.path().to_owned()
        };
        self.status.file_name = match &self.demo_folder {
            Some(_) => "demo clinic, not kept".to_owned(),
            None => store
                .path()
                .file_name()
                .map(|n| n.to_string_lossy().into_owned())
                .unwrap_or_default(),
        };
        self.status.is_demo = self.demo_folder.is_some();
        self.status.is_read_only = store.is_read_only();
        let backups = store.backups();
        self.newest_backup = backups.iter().map(|b| b.made_at).max();
        self.status.backups = backups
            .into_iter()
            .map(|b| BackupView {
                path: b.path,
                made_at: b.made_at.format("%Y-%m-%d %H:%M").to_string(),
                reason: b.reason,
                size: b.size,
            })
            .collect();
        self.store = Some(store);
        self.describe();
    }

    /// Takes new records over.
    pub fn load(&mut self, workbook: Workbook) {
        self.workbook = Arc::new(workbook);
        self.derived.refresh();
        self.names = None;
        self.veil_again();
        self.describe();
    }

    /// Presenting begins or ends: from here on a room sees the veiled copy, or the records.
    pub fn veil(&mut self, is_on: bool) {
        self.names = None;
        self.veiled = is_on.then(Default::default);
        self.veil_again();
    }

    /// While presenting: veils the records as they are now. Once per change, never per frame.
    fn veil_again(&mut self) {
        if self.veiled.is_none() {
            return;
        }
        let day = self.as_of();
        let names = self.names.get_or_insert_with(|| Names::of(&self.workbook));
        self.veiled = Some(Box::new(Veiled::of(&self.workbook, names, day)));
    }

    /// Brings the status up to date; called after every change, not per frame.
    pub fn describe(&mut self) {
        let now = clock::local_now();
        self.status.data_to = self.workbook.fills.iter().map(|f| f.filled).max();
        self.status.who = self.who.label();
        self.status.initials.clone_from(&self.who.initials);
        self.status.file_size = self
            .store
            .as_ref()
            .and_then(|s| Some(std::fs::metadata(s.path()).ok()?.len()));
        self.status.undo = self.undo.undo_name().map(str::to_owned);
        self.status.redo = self.undo.redo_name().map(str::to_owned);
        self.status.undo_concerns_patients = self.undo.undo_concerns_patients();
        self.status.redo_concerns_patients = self.undo.redo_concerns_patients();
        self.status.backup_at = self.newest_backup.map(|made| {
            let format = if made.date() == now.date() {
                "today %H:%M"
            } else {
                "%Y-%m-%d %H:%M"
            };
            made.format(format).to_string()
        });
        let hours = self.newest_backup.map(|made| (now - made).num_hours());
        self.status.backup_is_late =
            hours.is_none_or(|h| !(0..HOURS_UNTIL_BACKUP_IS_LATE).contains(&h));
    }

    /// Whether changes wait for a backup that is due. Counted from the last attempt too, so that
    /// one that fails is not repeated at once; a backup dated in the future does not hold back others.
    pub fn backup_is_due(&self) -> bool {
        let is_old = |minutes: i64| !(0..MINUTES_BETWEEN_BACKUPS).contains(&minutes);
        let made = self
            .newest_backup
            .map(|made| (clock::local_now() - made).num_minutes());
        let tried = self
            .backup_tried_at
            .map(|at| i64::try_from(at.elapsed().as_secs() / 60).unwrap_or(i64::MAX));
        self.changed_since_backup && made.is_none_or(is_old) && tried.is_none_or(is_old)
    }

    /// A backup has been attempted.
    pub fn backup_tried(&mut self) {
        self.backup_tried_at = Some(Instant::now());
    }

    /// A backup has been made of all changes so far.
    pub fn backed_up(&mut self) {
        self.changed_since_backup = false;
    }

    /// Turns a request into edits and carries them out: one transaction, one history row, one undo
    /// entry, or nothing at all.
    pub fn dispatch(&mut self, command: Command) -> Result<(), NotDone> {
        let continues = command.continues();
        let set = command.edits(&self.workbook, &self.author(), clock::today())?;
        // A mask of the projected screen is never written, also by what was typed there and waited.
        let set = unveiled(set, &self.workbook)?;
        if set.edits.is_empty() {
            return Ok(());
        }
        self.carry_out(&set, Direction::Do)?;
        if continues {
            self.undo.join(set);
        } else {
            self.undo.push(set);
        }
        self.describe();
        Ok(())
    }

    /// Takes back or puts back the newest change. `None` when there is none; the set itself when
    /// it needs the rows of an import, which a job loads.
    pub fn step(&mut self, direction: Direction) -> Result<Option<EditSet>, NotDone> {
        let set = match direction {
            Direction::Undo => self.undo.to_undo(),
            Direction::Redo => self.undo.to_redo(),
            Direction::Do => None,
        };
        let Some(set) = set else { return Ok(None) };
        if needs_reload(&set) {
            return Ok(Some(set));
        }
        self.carry_out(&set, direction)?;
        self.step_done(direction);
        Ok(None)
    }

    /// A step back or forward has been made.
    pub fn step_done(&mut self, direction: Direction) {
        match direction {
            Direction::Undo => self.undo.undo_done(),
            Direction::Redo => self.undo.redo_done(),
            Direction::Do => {}
        }
        self.describe();
    }

    /// Something has been written to the file.
    pub fn saved(&mut self) {
        self.changed_since_backup = true;
        self.status.saved_at = Some(clock::local_now().format("%H:%M").to_string());
    }

    fn carry_out(&mut self, set: &EditSet, direction: Direction) -> Result<(), NotDone> {
        let store = self.store.as_mut().ok_or_else(|| {
            Refusal(
                "The file is being worked on. Wait until that is done, or cancel it.".to_owned(),
            )
        })?;
        let entry = store.apply(set, direction.act(), &self.who, &clock::instant())?;
        let workbook = Arc::make_mut(&mut self.workbook);
        for edit in &set.edits {
            workbook.apply(edit);
        }
        workbook.history.push(entry);
        if set.concerns_patients() {
            self.derived.refresh();
            self.names = None;
        }
        self.veil_again();
        self.saved();
        Ok(())
    }

    fn author(&self) -> String {
        if self.who.initials.is_empty() {
            self.who.account.clone()
        } else {
            self.who.initials.clone()
        }
    }
}

fn needs_reload(set: &EditSet) -> bool {
    set.edits
        .iter()
        .any(|e| matches!(e, Edit::ImportUndone { .. }))
}

impl Drop for Session {
    fn drop(&mut self) {
        drop(self.store.take());
        if let Some(folder) = &self.demo_folder {
            // The demo is thrown away; what cannot be removed now lies in the temporary folder.
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}
