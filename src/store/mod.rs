//! The clinic file: one encrypted database, and the only room that names its library.
//!
//! A [`Store`] is an open clinic file. It is the one door: [`Store::load`] gives all records,
//! [`Store::apply`] and [`Store::apply_import`] change them, each in one transaction with one row
//! of history, or not at all. Nothing here reads a clock: instants are passed in.

mod apply;
mod assessment_records;
mod backup;
mod check;
mod columns;
mod create;
mod error;
mod history;
mod import;
mod key;
mod load;
mod lock;
mod measure_records;
mod migrate;
mod open;
mod pages;
mod patient_records;
mod plan_records;
mod programme_records;
mod records;
mod restore;
mod rotation;
mod undo_import;
mod values;
mod verify;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

pub use backup::{BackupInfo, backups_of};
pub use check::Health;
pub use error::{Holder, Result, StoreError};
pub use key::{Passphrase, RawKey, RecoveryKey, Salt, Secret};
pub use restore::{Restored, restore};
pub use rotation::keep as backups_to_keep;

/// An open clinic file. It is locked against other openers until it is dropped.
#[derive(Debug)]
pub struct Store {
    // Dropped in this order: the database is closed before the lock goes.
    conn: Connection,
    path: PathBuf,
    key: RawKey,
    salt: Salt,
    is_read_only: bool,
    backup_folder: Option<PathBuf>,
    _lock: Option<lock::Lock>,
}

impl Store {
    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it was opened for reading only.
    pub fn is_read_only(&self) -> bool {
        self.is_read_only
    }

    /// The key for the recovery sheet.
    pub fn recovery_key(&self) -> RecoveryKey {
        RecoveryKey::new(&self.key)
    }

    /// Closes the file and lets its lock go; what dropping does, with the error told.
    pub fn close(self) -> Result<()> {
        let path = self.path.clone();
        let closed = self.conn.close();
        closed.map_err(|(_, error)| StoreError::from(error).at(&path))
    }

    /// Refuses a write to a file that is open for reading.
    fn require_writable(&self) -> Result<()> {
        if self.is_read_only {
            return Err(StoreError::ReadOnly {
                file: error::file_name(&self.path),
            });
        }
        Ok(())
    }
}
