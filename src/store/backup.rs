//! Backups: made beside the file, read back and checked before they get their name.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::Store;
use super::create::{draft_beside, sync_folder};
use super::error::{Result, StoreError, file_name, folder};
use super::history;
use super::key::{RawKey, Salt};
use super::lock::beside;
use super::open::{Mode, connect, open_checked};
use super::{pages, rotation};

/// A backup that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupInfo {
    /// Where it is.
    pub path: PathBuf,
    /// Local time it was made, to the minute.
    pub made_at: NaiveDateTime,
    /// Why it was made: "before import".
    pub reason: String,
    /// Bytes.
    pub size: u64,
}

const ENDING: &str = "sixblocks";
const STAMP: &str = "%Y-%m-%d %H%M";
/// Characters of a time written like [`STAMP`].
const STAMP_LENGTH: usize = 15;

impl Store {
    /// Puts backups into this folder from now on; `None` for the usual one beside the file.
    pub fn set_backup_folder(&mut self, folder: Option<PathBuf>) {
        self.backup_folder = folder;
    }

    /// Makes a backup in the backup folder and removes those that rotation no longer keeps.
    ///
    /// It is encrypted with the same key, read back and checked in full before it gets its name:
    /// a damaged file makes an error, never a backup. `now_local` is the clinic's wall clock.
    pub fn backup(&self, reason: &str, now_local: NaiveDateTime) -> Result<BackupInfo> {
        let folder = self.folder_for_backups();
        let made = self.backup_to(&folder, reason, now_local)?;
        self.rotate(&folder, &made, now_local);
        Ok(made)
    }

    /// Makes a checked backup in any folder and removes nothing.
    pub fn backup_to(
        &self,
        folder: &Path,
        reason: &str,
        now_local: NaiveDateTime,
    ) -> Result<BackupInfo> {
        fs::create_dir_all(folder)
            .map_err(|error| StoreError::io("Making the folder", folder, &error))?;
        let path = free_name(&self.path, folder, reason, now_local);
        let draft = draft_beside(&path)?;
        let made = self.copy_to(&draft).and_then(|()| {
            fs::rename(&draft, &path).map_err(|error| StoreError::io("Naming", &path, &error))
        });
        if made.is_err() {
            let _ = fs::remove_file(&draft);
            let _ = fs::remove_file(beside(&draft, "-journal"));
        }
        made.map_err(|error| error.at(&path))?;
        sync_folder(&path);
        let size = fs::metadata(&path).map_or(0, |meta| meta.len());
        Ok(BackupInfo {
            path,
            made_at: now_local,
            reason: reason.to_owned(),
            size,
        })
    }

    /// The backups of this file, newest first.
    pub fn backups(&self) -> Vec<BackupInfo> {
        list(&self.folder_for_backups(), &self.path)
            .into_iter()
            .filter(|backup| pages::read_salt(&backup.path) == Some(self.salt))
            .collect()
    }

    fn folder_for_backups(&self) -> PathBuf {
        self.backup_folder
            .clone()
            .unwrap_or_else(|| usual_folder(&self.path))
    }

    fn copy_to(&self, draft: &Path) -> Result<()> {
        let mut copy = connect(draft, &self.key, &self.salt, Mode::Create)?;
        copy_pages(&self.conn, &mut copy).map_err(|error| match error {
            // Reading is what fails on a damaged source; the message must name the clinic file.
            StoreError::Damaged { .. } => error.at(&self.path),
            other => other.at(draft),
        })?;
        copy.close().map_err(|(_, error)| StoreError::from(error))?;
        let copied = require_good(draft, &self.key, &self.salt)?;
        if copied != history::last(&self.conn)?.map(|(number, _)| number) {
            return Err(StoreError::damaged(draft, "the copy is not complete"));
        }
        Ok(())
    }

    /// Removes what rotation does not keep. A backup of another file with the same name is left.
    fn rotate(&self, folder: &Path, made: &BackupInfo, now_local: NaiveDateTime) {
        let own: Vec<BackupInfo> = list(folder, &self.path)
            .into_iter()
            .filter(|backup| pages::read_salt(&backup.path) == Some(self.salt))
            .collect();
        let times: Vec<NaiveDateTime> = own.iter().map(|backup| backup.made_at).collect();
        for (backup, stays) in own.iter().zip(rotation::keep(&times, now_local)) {
            if !stays && backup.path != made.path {
                // One that cannot be removed now is tried again after the next backup.
                let _ = fs::remove_file(&backup.path);
            }
        }
    }
}

/// The backups beside the clinic file at `path`, newest first, without opening it.
pub fn backups_of(path: &Path) -> Vec<BackupInfo> {
    list(&usual_folder(path), path)
}

fn usual_folder(path: &Path) -> PathBuf {
    folder(path).join(format!("{} backups", stem(path)))
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|s| s.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn list(folder: &Path, clinic_file: &Path) -> Vec<BackupInfo> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<_> = entries
        .flatten()
        .filter_map(|entry| {
            let path = entry.path();
            let meta = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            let (made_at, reason) = read_name(&path, &stem(clinic_file))?;
            let info = BackupInfo {
                path,
                made_at,
                reason,
                size: meta.len(),
            };
            // Two of one minute: the later written one is the newer.
            Some((made_at, meta.modified().ok(), info))
        })
        .collect();
    found.sort_by_key(|(made_at, written, _)| std::cmp::Reverse((*made_at, *written)));
    found.into_iter().map(|(_, _, info)| info).collect()
}

/// Time and reason from `NAME 2026-10-12 0915 before import.sixblocks`.
fn read_name(path: &Path, stem: &str) -> Option<(NaiveDateTime, String)> {
    if path.extension()?.to_str()? != ENDING {
        return None;
    }
    let name = path.file_stem()?.to_str()?;
    let rest = name.strip_prefix(stem)?.strip_prefix(' ')?;
    let (stamp, reason) = rest.split_at_checked(STAMP_LENGTH)?;
    let made_at = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
    Some((made_at, reason.trim().to_owned()))
}

fn free_name(clinic_file: &Path, folder: &Path, reason: &str, now: NaiveDateTime) -> PathBuf {
    let reason: String = reason
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-'))
        .collect();
    let base = format!(
        "{} {} {}",
        stem(clinic_file),
        now.format(STAMP),
        reason.trim()
    );
    let mut path = folder.join(format!("{}.{ENDING}", base.trim()));
    let mut number = 2;
    while path.exists() {
        path = folder.join(format!("{} {number}.{ENDING}", base.trim()));
        number += 1;
    }
    path
}

fn copy_pages(from: &Connection, to: &mut Connection) -> Result<()> {
    let backup = Backup::new(from, to)?;
    loop {
        match backup.step(4096)? {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            _ => {
                return Err(StoreError::OpenElsewhere {
                    file: super::error::FILE.to_owned(),
                    holder: None,
                });
            }
        }
    }
}

/// Checks every page, the tables, and the whole history of a closed file. Gives the number of its
/// newest history row.
pub(super) fn require_good(path: &Path, key: &RawKey, salt: &Salt) -> Result<Option<i64>> {
    let conn = open_checked(path, key, salt, Mode::ReadOnly).map_err(|error| error.at(path))?;
    let mut statement = conn.prepare("PRAGMA cipher_integrity_check")?;
    let first_problem = statement.query([])?.next()?.map(|_| ());
    if first_problem.is_some() {
        return Err(StoreError::damaged(path, "a page's checksum does not fit"));
    }
    history::require_chain(&conn, path)?;
    Ok(history::last(&conn)?.map(|(number, _)| number))
}

/// `NAME replaced-2026-10-12 0915.sixblocks` beside the clinic file.
pub(super) fn aside_name(path: &Path, why: &str, now: NaiveDateTime) -> PathBuf {
    let base = format!("{} {why}-{}", stem(path), now.format(STAMP));
    let mut aside = folder(path).join(format!("{base}.{ENDING}"));
    let mut number = 2;
    while aside.exists() {
        aside = folder(path).join(format!("{base} {number}.{ENDING}"));
        number += 1;
    }
    aside
}

/// Says that a backup of this name is not there.
pub(super) fn require_backup(path: &Path) -> Result<()> {
    if path.is_file() {
        return Ok(());
    }
    Err(StoreError::NotFound {
        file: file_name(path),
    })
}
