//! Making clinic files. A file that exists is never overwritten.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::params;

use super::error::{Result, StoreError, file_name, folder};
use super::history::{self, Line};
use super::key::{Passphrase, RawKey, RecoveryKey, Salt, push_hex, random};
use super::lock::Lock;
use super::open::{Mode, connect};
use super::values::{approach_code, to_json};
use super::{Store, migrate};
use crate::domain::clinic::{Clinic, Settings};
use crate::domain::history::Who;

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
