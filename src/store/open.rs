//! Making and opening clinic files. A failing open never changes the file.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveDateTime;
use rusqlite::{Connection, OpenFlags, params};

use super::Store;
use super::backup;
use super::error::{Result, StoreError, file_name, folder};
use super::history::{self, Line};
use super::key::{Passphrase, RawKey, RecoveryKey, Salt, Secret, push_hex, random};
use super::lock::{Lock, beside};
use super::migrate;
use super::pages::{self, KeyCheck, Outside};
use super::values::{approach_code, to_json};
use crate::domain::clinic::{Clinic, Settings};
use crate::domain::history::Who;

/// How a database is connected to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Create,
    ReadWrite,
    ReadOnly,
}

impl Store {
    /// Makes a new clinic file and opens it. A file that exists is never overwritten.
    ///
    /// `now` is a UTC instant, `2026-10-12T10:42:05Z`. The recovery key is for the printed sheet.
    pub fn create(
        path: &Path,
        passphrase: &Passphrase,
        clinic: &Clinic,
        settings: &Settings,
        who: &Who,
        now: &str,
    ) -> Result<(Self, RecoveryKey)> {
        let salt = random()?;
        let key = passphrase.derive(&salt);
        let store = Self::create_with_key(path, key, salt, clinic, settings, who, now)?;
        let recovery = store.recovery_key();
        Ok((store, recovery))
    }

    pub(super) fn create_with_key(
        path: &Path,
        key: RawKey,
        salt: Salt,
        clinic: &Clinic,
        settings: &Settings,
        who: &Who,
        now: &str,
    ) -> Result<Self> {
        let exists = || StoreError::Exists {
            file: file_name(path),
        };
        if path.exists() {
            return Err(exists());
        }
        let lock = Lock::take(path, &who.label(), now)?;
        let draft = draft_beside(path)?;
        let made = fill_new(&draft, &key, &salt, clinic, settings, who, now)
            .and_then(|()| put_in_place(&draft, path));
        let _ = fs::remove_file(&draft);
        made.map_err(|error| error.at(path))?;
        let conn = connect(path, &key, &salt, Mode::ReadWrite).map_err(|e| e.at(path))?;
        Ok(Self::from_parts(conn, path, key, salt, Some(lock)))
    }

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

    fn from_parts(
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
    Ok(conn)
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
         PRAGMA cache_size = -65536;
         PRAGMA synchronous = EXTRA;",
    )?;
    if mode != Mode::ReadOnly {
        // Not WAL: clinics put files on shares.
        let journal: String = conn.query_row("PRAGMA journal_mode = DELETE", [], |r| r.get(0))?;
        if journal != "delete" {
            return Err(StoreError::Io {
                what: "Setting the journal of the clinic file".to_owned(),
                detail: format!("the database stays in mode {journal}"),
            });
        }
    }
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

/// The key for the file, or the reason why this secret does not open it.
pub(super) fn verify_secret(path: &Path, secret: &Secret) -> Result<(RawKey, Salt)> {
    let outside = pages::look(path)?;
    let key = secret.key(&outside.salt);
    let has_journal = beside(path, "-journal").exists();
    let what = match pages::check_key(path, &key, &outside.salt)? {
        // With a journal, the database may be able to mend what is broken: let it try.
        KeyCheck::FirstPageBroken if !has_journal => Some("its first page does not read"),
        KeyCheck::Fits if !has_journal && outside.length % pages::PAGE as u64 != 0 => {
            Some("its end is missing")
        }
        KeyCheck::Fits | KeyCheck::FirstPageBroken => None,
        KeyCheck::NoPageFits => return Err(why_nothing_fits(path, secret, &key, &outside)?),
    };
    match what {
        None => Ok((key, outside.salt)),
        Some(what) => Err(StoreError::damaged(path, what)),
    }
}

/// No page reads with the key: a wrong secret, a broken salt, a file broken all over, or none of
/// ours. The newest backup, which has the same salt, helps to tell.
fn why_nothing_fits(
    path: &Path,
    secret: &Secret,
    key: &RawKey,
    outside: &Outside,
) -> Result<StoreError> {
    let newest = backup::backups_of(path).into_iter().next();
    if let Some((backup, salt)) =
        newest.and_then(|b| Some((b.path.clone(), pages::read_salt(&b.path)?)))
    {
        if salt == outside.salt {
            if pages::check_key(&backup, key, &salt)? != KeyCheck::NoPageFits {
                return Ok(StoreError::damaged(path, "none of its pages reads"));
            }
        } else {
            let other = secret.key(&salt);
            if pages::check_key(path, &other, &salt)? != KeyCheck::NoPageFits {
                return Ok(StoreError::damaged(path, "its first bytes were altered"));
            }
        }
    }
    let file = file_name(path);
    Ok(if outside.beginning_is_overwritten() {
        StoreError::damaged(path, "its beginning was overwritten")
    } else if outside.is_noise() {
        StoreError::WrongPassphrase {
            file,
            recovery: secret.is_recovery(),
        }
    } else {
        StoreError::NotAClinicFile { file }
    })
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

/// A name in the same folder that nobody uses.
pub(super) fn draft_beside(path: &Path) -> Result<PathBuf> {
    let mut name = format!(".{}.", file_name(path));
    push_hex(&mut name, &random::<6>()?);
    Ok(folder(path).join(name))
}

/// The content of a new file, written under a name that no one looks at yet.
fn fill_new(
    draft: &Path,
    key: &RawKey,
    salt: &Salt,
    clinic: &Clinic,
    settings: &Settings,
    who: &Who,
    now: &str,
) -> Result<()> {
    let mut conn = connect(draft, key, salt, Mode::Create)?;
    migrate::upgrade(&mut conn, 0)?;
    let step = conn.transaction()?;
    step.execute(
        "INSERT INTO clinic (id, name, site, approach) VALUES (1, ?1, ?2, ?3)",
        params![clinic.name, clinic.site, approach_code(clinic.approach)],
    )?;
    step.execute(
        "INSERT INTO setting (key, value) VALUES ('settings', ?1)",
        params![to_json(settings)?],
    )?;
    history::append(
        &step,
        &Line {
            act: "create",
            what: "Clinic file made",
            detail: "{}",
            who,
            now,
        },
    )?;
    step.commit()?;
    conn.close().map_err(|(_, error)| StoreError::from(error))
}

/// Gives the draft its name without ever replacing a file.
fn put_in_place(draft: &Path, path: &Path) -> Result<()> {
    let io = |error: std::io::Error| StoreError::io("Naming", path, &error);
    match fs::hard_link(draft, path) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => return Err(io(error)),
        // Some shares and sticks know no links; nobody else makes this file, the lock is held.
        Err(_) if !path.exists() => fs::rename(draft, path).map_err(io)?,
        Err(error) => return Err(io(error)),
    }
    sync_folder(path);
    Ok(())
}

/// Makes a new name last through a power cut, where the system can.
pub(super) fn sync_folder(path: &Path) {
    if let Ok(folder) = fs::File::open(folder(path)) {
        let _ = folder.sync_all();
    }
}
