//! The note beside an open clinic file: one opener at a time, told by name.
//!
//! `NAME.sixblocks.lock` is locked by the system and let go even when the program is killed, so a
//! file left behind never needs removing by hand. Who holds it stands in `….lock.holder`, because
//! Windows lets nobody read a locked file.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::error::{Holder, Result, StoreError, file_name};

/// Held while a file is open.
#[derive(Debug)]
pub(super) struct Lock {
    // Closing the file lets the lock go.
    _file: File,
    marker: PathBuf,
    note: PathBuf,
}

impl Lock {
    /// Takes the lock of the clinic file at `path`, or says who has it.
    pub(super) fn take(path: &Path, who: &str, now: &str) -> Result<Self> {
        let marker = beside(path, ".lock");
        let note_path = beside(path, ".lock.holder");
        let file = lock_current(&marker).map_err(|failure| match failure {
            TryLockError::WouldBlock => StoreError::OpenElsewhere {
                file: file_name(path),
                holder: read_holder(&note_path),
            },
            TryLockError::Error(error) => StoreError::io("Locking", path, &error),
        })?;
        let note = format!("{}\n{}\n{}\n", one_line(who), host(), one_line(now));
        // The note only words a message, so a failure to write it stops nobody.
        let _ = fs::write(&note_path, note);
        Ok(Self {
            _file: file,
            marker,
            note: note_path,
        })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Best effort: what stays behind is not locked and stops nobody.
        let _ = fs::remove_file(&self.note);
        let _ = fs::remove_file(&self.marker);
    }
}

/// Locks the file that stands at `path`, not one that its last holder is just removing.
fn lock_current(path: &Path) -> std::result::Result<File, TryLockError> {
    let open = || {
        OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path)
    };
    let mut held = open().map_err(TryLockError::Error)?;
    held.try_lock()?;
    loop {
        let again = open().map_err(TryLockError::Error)?;
        match again.try_lock() {
            // The same file twice: the lock that is held is the current one.
            Err(TryLockError::WouldBlock) => return Ok(held),
            Err(error) => return Err(error),
            Ok(()) => held = again,
        }
    }
}

/// The path with `end` added to its name.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

fn read_holder(path: &Path) -> Option<Holder> {
    let text = fs::read_to_string(path).ok()?;
    let mut lines = text.lines().map(str::to_owned);
    Some(Holder {
        who: lines.next()?,
        host: lines.next()?,
        since: lines.next()?,
    })
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

fn host() -> String {
    ["COMPUTERNAME", "HOSTNAME"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok())
        .or_else(|| fs::read_to_string("/etc/hostname").ok())
        .map(|name| one_line(name.trim()))
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "another computer".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_opener_is_told_who_was_first_and_a_stale_note_stops_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("North.sixblocks");
        let first = Lock::take(&path, "mkerr (MK)", "2026-10-12T10:42:05Z").unwrap();
        let refused = Lock::take(&path, "other", "2026-10-12T10:43:00Z").unwrap_err();
        let StoreError::OpenElsewhere {
            holder: Some(holder),
            ..
        } = refused
        else {
            panic!("{refused}");
        };
        assert_eq!(
            (holder.who.as_str(), holder.since.as_str()),
            ("mkerr (MK)", "2026-10-12T10:42:05Z")
        );
        drop(first);
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            0,
            "notes are removed"
        );
        fs::write(beside(&path, ".lock"), "").unwrap();
        fs::write(beside(&path, ".lock.holder"), "left\nbehind\nlong ago\n").unwrap();
        Lock::take(&path, "third", "2026-10-12T10:44:00Z").unwrap();
    }
}
