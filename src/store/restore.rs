//! Putting a backup in the place of a clinic file, which is kept aside.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use super::Store;
use super::backup::{aside_name, require_backup, require_good};
use super::create::{draft_beside, sync_folder};
use super::error::{Result, StoreError, file_name};
use super::key::Secret;
use super::lock::{Lock, beside};
use super::verify::verify_secret;
use crate::domain::history::Who;

/// A restored clinic file, open.
#[derive(Debug)]
pub struct Restored {
    /// The file, opened, with the restoring in its history.
    pub store: Store,
    /// Where the former file went; `None` when there was none.
    pub kept_aside: Option<PathBuf>,
}

/// Replaces the clinic file at `path`, which must be closed, by `backup`.
///
/// The backup is copied, read back and checked in full first; a bad one changes nothing. The
/// former file stays beside as `NAME replaced-…` or, when it does not open, `NAME damaged-…`.
/// `now` is the UTC instant, `now_local` the clinic's wall clock at it.
pub fn restore(
    path: &Path,
    backup: &Path,
    secret: &Secret,
    who: &Who,
    now: &str,
    now_local: NaiveDateTime,
) -> Result<Restored> {
    require_backup(backup)?;
    let lock = Lock::take(path, &who.label(), now)?;
    let draft = draft_beside(path)?;
    let placed = check_copy(backup, &draft, secret)
        .and_then(|()| keep_aside(path, secret, now_local))
        .and_then(|kept| {
            if let Err(error) = fs::rename(&draft, path) {
                // Without its journal the former file could not be mended.
                if let Some(aside) = &kept {
                    let _ = fs::rename(beside(aside, "-journal"), beside(path, "-journal"));
                }
                return Err(StoreError::io("Replacing", path, &error));
            }
            Ok(kept)
        });
    let _ = fs::remove_file(&draft);
    let kept_aside = placed.map_err(|error| error.at(path))?;
    sync_folder(path);
    drop(lock);
    let store = Store::open(path, secret, who, now)?;
    store.log(
        "restore",
        &format!("Restored from {}", file_name(backup)),
        who,
        now,
    )?;
    Ok(Restored { store, kept_aside })
}

fn check_copy(backup: &Path, draft: &Path, secret: &Secret) -> Result<()> {
    let io = |error| StoreError::io("Copying", backup, &error);
    fs::copy(backup, draft).map_err(|error| match error.kind() {
        std::io::ErrorKind::StorageFull => StoreError::io("Copying", draft, &error),
        _ => io(error),
    })?;
    fs::File::options()
        .write(true)
        .open(draft)
        .and_then(|file| file.sync_all())
        .map_err(io)?;
    let (key, salt) = verify_secret(backup, secret)?;
    require_good(draft, &key, &salt)
        .map(|_| ())
        .map_err(|error| match error {
            StoreError::Damaged { what, .. } => StoreError::damaged(backup, what),
            other => other,
        })
}

/// Gives the former file a second name, so that at no moment the clinic is without a file.
fn keep_aside(path: &Path, secret: &Secret, now_local: NaiveDateTime) -> Result<Option<PathBuf>> {
    if !path.exists() {
        return Ok(None);
    }
    let is_good = verify_secret(path, secret)
        .and_then(|(key, salt)| require_good(path, &key, &salt))
        .is_ok();
    let aside = aside_name(
        path,
        if is_good { "replaced" } else { "damaged" },
        now_local,
    );
    let io = |error| StoreError::io("Keeping aside", path, &error);
    if fs::hard_link(path, &aside).is_err() {
        fs::copy(path, &aside).map_err(io)?;
    }
    // A journal belongs to the former file: left in place, it would be played into the new one.
    let journal = beside(path, "-journal");
    if journal.exists() {
        fs::rename(&journal, beside(&aside, "-journal")).map_err(io)?;
    }
    Ok(Some(aside))
}
