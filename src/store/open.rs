//! Opening clinic files. A failing open never changes the file.

use std::fs;
use std::path::Path;
use std::time::Duration;

use chrono::NaiveDateTime;
use rusqlite::{Connection, OpenFlags};

use super::error::{Result, StoreError, file_name};
use super::key::{RawKey, Salt, Secret};
use super::lock::Lock;
use super::verify::verify_secret;
use super::{Store, migrate, pages};
use crate::domain::history::Who;

/// How a database is connected to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Create,
    ReadWrite,
    ReadOnly,
}

impl Store {
    /// Opens a clinic file for work and writes so into its history.
    pub fn open(path: &Path, secret: &Secret, who: &Who, now: &str) -> Result<Self> {
        require_file(path)?;
        if is_write_protected(path) {
            return Err(StoreError::ReadOnly {
                file: file_name(path),
            });
        }
        let lock = Lock::take(path, &who.label(), now)?;
        let (key, salt) = verify_secret(path, secret)?;
        let conn = open_checked(path, &key, &salt, Mode::ReadWrite).map_err(|e| e.at(path))?;
        let mut store = Self::from_parts(conn, path, key, salt, Some(lock));
        store.upgrade(now)?;
        store.log("open", "Opened", who, now)?;
        Ok(store)
    }

    /// Opens a clinic file for work, or for reading where it cannot be written.
    pub fn open_as_possible(path: &Path, secret: &Secret, who: &Who, now: &str) -> Result<Self> {
        match Self::open(path, secret, who, now) {
            Err(StoreError::ReadOnly { .. }) => Self::open_read_only(path, secret, who, now),
            outcome => outcome,
        }
    }

    /// Opens a clinic file for reading, where it or its folder cannot be written. Every write is
    /// refused, the opening is not in the history.
    pub fn open_read_only(path: &Path, secret: &Secret, who: &Who, now: &str) -> Result<Self> {
        require_file(path)?;
        let lock = match Lock::take(path, &who.label(), now) {
            Ok(lock) => Some(lock),
            // A folder that takes no lock file: nobody can be writing there either.
            Err(StoreError::ReadOnly { .. } | StoreError::DiskFull { .. }) => None,
            Err(error) => return Err(error),
        };
        let (key, salt) = verify_secret(path, secret)?;
        let conn = open_checked(path, &key, &salt, Mode::ReadOnly).map_err(|e| e.at(path))?;
        let layout = migrate::layout_of(&conn, path)?;
        if layout < migrate::newest() {
            // Its older layout cannot be read without being changed.
            return Err(StoreError::ReadOnly {
                file: file_name(path),
            });
        }
        let mut store = Self::from_parts(conn, path, key, salt, lock);
        store.is_read_only = true;
        Ok(store)
    }

    pub(super) fn from_parts(
        conn: Connection,
        path: &Path,
        key: RawKey,
        salt: Salt,
        lock: Option<Lock>,
    ) -> Self {
        Self {
            conn,
            path: path.to_owned(),
            key,
            salt,
            is_read_only: false,
            backup_folder: None,
            _lock: lock,
        }
    }

    /// Brings an older layout up to date after a verified backup.
    fn upgrade(&mut self, now: &str) -> Result<()> {
        let layout = migrate::layout_of(&self.conn, &self.path)?;
        if layout == migrate::newest() {
            return Ok(());
        }
        let time = NaiveDateTime::parse_from_str(now.trim_end_matches('Z'), "%Y-%m-%dT%H:%M:%S")
            .unwrap_or_default();
        self.backup("before update", time)?;
        migrate::upgrade(&mut self.conn, layout)
            .and_then(|()| {
                migrate::require_expected_schema(&self.conn, migrate::newest(), &self.path)
            })
            .map_err(|error| error.at(&self.path))
    }
}

/// Connects, sets how the file is worked with, and checks what it is.
pub(super) fn open_checked(
    path: &Path,
    key: &RawKey,
    salt: &Salt,
    mode: Mode,
) -> Result<Connection> {
    let conn = connect(path, key, salt, mode)?;
    let layout = migrate::layout_of(&conn, path)?;
    require_whole(&conn, path)?;
    quick_check(&conn, path)?;
    migrate::require_expected_schema(&conn, layout, path)?;
    if mode != Mode::ReadOnly {
        // Only now: a file that is refused is not changed.
        keep_a_rollback_journal(&conn)?;
    }
    Ok(conn)
}

/// Not WAL: clinics put files on shares.
fn keep_a_rollback_journal(conn: &Connection) -> Result<()> {
    let journal: String = conn.query_row("PRAGMA journal_mode = DELETE", [], |r| r.get(0))?;
    if journal == "delete" {
        return Ok(());
    }
    Err(StoreError::Io {
        what: "Setting the journal of the clinic file".to_owned(),
        detail: format!("the database stays in mode {journal}"),
    })
}

/// Opens the database with its key and the settings that everything relies on.
pub(super) fn connect(path: &Path, key: &RawKey, salt: &Salt, mode: Mode) -> Result<Connection> {
    let access = match mode {
        Mode::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        Mode::ReadWrite => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Mode::ReadOnly => OpenFlags::SQLITE_OPEN_READ_ONLY,
    };
    let conn = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(Duration::from_millis(300))?;
    // The key comes first, or SQLCipher takes the file for a plain one.
    conn.execute_batch(&key.pragma(salt).0)?;
    // Its log would go to standard error. No temporary file is ever written, encrypted or not.
    conn.execute_batch(
        "PRAGMA cipher_log_level = NONE;
         PRAGMA temp_store = MEMORY;
         PRAGMA locking_mode = EXCLUSIVE;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA cache_size = -131072;
         PRAGMA synchronous = EXTRA;",
    )?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(conn)
}

/// The database's own short check.
pub(super) fn quick_check(conn: &Connection, path: &Path) -> Result<()> {
    let answer: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if answer == "ok" {
        Ok(())
    } else {
        Err(StoreError::damaged(path, "its tables do not hold together"))
    }
}

/// Whether the file is as long as it says. Only asked after a journal, if any, was played back.
fn require_whole(conn: &Connection, path: &Path) -> Result<()> {
    let pages: u64 = conn.query_row("PRAGMA page_count", [], |row| row.get::<_, i64>(0))? as u64;
    // Metadata only: opening the file a second time would let the database's locks go.
    let length = fs::metadata(path)
        .map_err(|error| StoreError::io("Reading", path, &error))?
        .len();
    if length % pages::PAGE as u64 != 0 || length < pages * pages::PAGE as u64 {
        return Err(StoreError::damaged(path, "its end is missing"));
    }
    Ok(())
}

fn require_file(path: &Path) -> Result<()> {
    let meta = fs::metadata(path).map_err(|error| StoreError::io("Opening", path, &error))?;
    if meta.is_file() {
        return Ok(());
    }
    Err(StoreError::NotAClinicFile {
        file: file_name(path),
    })
}

fn is_write_protected(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|meta| meta.permissions().readonly())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use tempfile::TempDir;

    use super::*;
    use crate::domain::clinic::{Clinic, Settings};
    use crate::domain::edit::{Change, Edit, EditSet};

    const NOW: &str = "2026-10-12T10:42:05Z";
    const KEY: RawKey = RawKey([5; 32]);

    fn made() -> (TempDir, PathBuf, Store) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("North.sixblocks");
        let (clinic, settings, who) = (Clinic::default(), Settings::default(), Who::default());
        let salt = super::super::key::random().unwrap();
        let store = Store::create_with_key(&path, KEY.clone(), salt, &clinic, &settings, &who, NOW)
            .unwrap();
        (folder, path, store)
    }

    fn open(path: &Path) -> Result<Store> {
        Store::open(path, &Secret::Recovery(KEY.clone()), &Who::default(), NOW)
    }

    /// The file is altered by `sql` with the right key, as a hostile or later program would.
    fn refused_after(sql: &str) -> StoreError {
        let (_folder, path, store) = made();
        store.conn.execute_batch(sql).unwrap();
        store.close().unwrap();
        let before = fs::read(&path).unwrap();
        let error = open(&path).unwrap_err();
        assert_eq!(fs::read(&path).unwrap(), before, "{sql}");
        error
    }

    #[test]
    fn later_layouts_other_programs_and_foreign_parts_are_refused_untouched() {
        let newer = refused_after("PRAGMA user_version = 99");
        let versions = StoreError::NewerVersion {
            file: "North.sixblocks".to_owned(),
            file_version: 99,
            app_version: migrate::newest(),
        };
        assert_eq!(newer, versions);
        for sql in ["PRAGMA application_id = 7", "PRAGMA user_version = 0"] {
            let error = refused_after(sql);
            assert!(
                matches!(error, StoreError::NotAClinicFile { .. }),
                "{sql}: {error:?}"
            );
        }
        let trigger = "CREATE TRIGGER t AFTER INSERT ON history BEGIN DELETE FROM goal; END";
        let error = refused_after(trigger);
        assert!(
            error
                .to_string()
                .contains("a trigger that Sixblocks did not make"),
            "{error}"
        );
    }

    #[test]
    fn a_program_that_ignores_the_note_is_still_noticed() {
        let (_folder, path, store) = made();
        let (key, salt) = (store.key.clone(), store.salt);
        store.close().unwrap();
        let other = connect(&path, &key, &salt, Mode::ReadWrite).unwrap();
        other.execute_batch("BEGIN EXCLUSIVE").unwrap();
        // Pages are looked at before the database is asked; that closes the other's locks when it
        // is this very process, so the connection is made directly.
        let error = open_checked(&path, &key, &salt, Mode::ReadWrite)
            .unwrap_err()
            .at(&path);
        let nobody_known = StoreError::OpenElsewhere {
            file: "North.sixblocks".to_owned(),
            holder: None,
        };
        assert_eq!(error, nobody_known);
    }

    #[test]
    fn a_full_disk_is_told_and_changes_nothing() {
        let (folder, path, mut store) = made();
        let digest = store.digest().unwrap();
        let big = Clinic {
            name: "x".repeat(300_000),
            ..Clinic::default()
        };
        let set = EditSet {
            name: "Rename the clinic".to_owned(),
            edits: vec![Edit::Clinic(Change::replace(Clinic::default(), big))],
        };
        store
            .conn
            .execute_batch("PRAGMA max_page_count = 1")
            .unwrap();
        let error = store.apply(&set, "edit", &Who::default(), NOW).unwrap_err();
        assert_eq!(
            error,
            StoreError::DiskFull {
                folder: folder.path().to_owned()
            }
        );
        assert_eq!(store.digest().unwrap(), digest);
        store
            .conn
            .execute_batch("PRAGMA max_page_count = 100000")
            .unwrap();
        store.apply(&set, "edit", &Who::default(), NOW).unwrap();
        store.close().unwrap();
        assert_eq!(
            open(&path).unwrap().load().unwrap().clinic.name.len(),
            300_000
        );
    }

    #[test]
    fn the_library_is_new_enough_and_set_as_promised() {
        // 3.51.3 mends a corruption bug of earlier versions.
        assert!(rusqlite::version_number() >= 3_051_003);
        let (_folder, path, store) = made();
        store.close().unwrap();
        let conn = open(&path).unwrap().conn;
        for (pragma, expected) in [
            ("journal_mode", "delete"),
            ("locking_mode", "exclusive"),
            ("synchronous", "3"),
            ("foreign_keys", "1"),
            ("trusted_schema", "0"),
            ("cell_size_check", "1"),
            ("temp_store", "2"),
            ("cipher_page_size", "4096"),
        ] {
            let value: rusqlite::types::Value = conn
                .query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0))
                .unwrap();
            let value = match value {
                rusqlite::types::Value::Integer(number) => number.to_string(),
                rusqlite::types::Value::Text(text) => text,
                other => panic!("{other:?}"),
            };
            assert_eq!(value, expected, "{pragma}");
        }
    }
}
