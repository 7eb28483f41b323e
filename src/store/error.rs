//! What can go wrong with a clinic file, as sentences a person can act on.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Who has the clinic file open, as written beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Account and initials.
    pub who: String,
    /// Name of the computer.
    pub host: String,
    /// UTC instant since when.
    pub since: String,
}

/// A failure of the clinic file. `Display` gives at most three short sentences: what, where, what
/// to do. None of them holds a patient's data.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the field names say it
pub enum StoreError {
    /// The passphrase or recovery key does not belong to the file.
    WrongPassphrase { file: String, recovery: bool },
    /// The passphrase is right, or cannot be the reason: the file's content is broken.
    Damaged { file: String, what: String },
    /// The file has no bytes at all.
    Empty { file: String },
    /// Some other file.
    NotAClinicFile { file: String },
    /// A database of another program that is not encrypted.
    PlainSqlite { file: String },
    /// Made by a later Sixblocks; `file_version` and `app_version` number the layouts.
    NewerVersion {
        file: String,
        file_version: u32,
        app_version: u32,
    },
    /// Another program or computer has it open; `holder` is `None` when it left no note.
    OpenElsewhere {
        file: String,
        holder: Option<Holder>,
    },
    /// The file or its folder cannot be written.
    ReadOnly { file: String },
    /// No space left in the folder.
    DiskFull { folder: PathBuf },
    /// No such file.
    NotFound { file: String },
    /// A new file would overwrite one.
    Exists { file: String },
    /// The system refused to read or write.
    Io { what: String, detail: String },
    /// The file holds a code that this version does not know.
    UnknownCode { column: &'static str, code: String },
    /// A record is not as the change expects it.
    Conflict { what: String },
    /// A person stopped the work; nothing was written.
    Cancelled,
    /// A recovery key that cannot be read.
    RecoveryKey { problem: String },
}

/// Shorthand of this room.
pub type Result<T> = std::result::Result<T, StoreError>;

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongPassphrase {
                file,
                recovery: false,
            } => write!(
                f,
                "This passphrase does not open {file}. Check Caps Lock and the keyboard language, \
                 or use the recovery sheet."
            ),
            Self::WrongPassphrase {
                file,
                recovery: true,
            } => write!(
                f,
                "This recovery key belongs to another file than {file}. Check the file name and \
                 date on the recovery sheet."
            ),
            Self::Damaged { file, what } => write!(
                f,
                "{file} is damaged: {what}. It was left as it is; restore the newest good backup."
            ),
            Self::Empty { file } => write!(
                f,
                "{file} is empty (0 bytes), so there is nothing to open. Restore a backup, or \
                 delete the file and make a new one."
            ),
            Self::NotAClinicFile { file } => write!(
                f,
                "{file} is not a Sixblocks clinic file. Choose a file whose name ends in \
                 .sixblocks."
            ),
            Self::PlainSqlite { file } => write!(
                f,
                "{file} is an unencrypted SQLite database of another program, not a Sixblocks \
                 clinic file. Choose a file whose name ends in .sixblocks."
            ),
            Self::NewerVersion {
                file,
                file_version,
                app_version,
            } => write!(
                f,
                "{file} was made by a newer Sixblocks (file layout {file_version}, this version \
                 reads up to {app_version}). It was not changed; install the newer version to \
                 open it."
            ),
            Self::OpenElsewhere { file, holder } => open_elsewhere(f, file, holder.as_ref()),
            Self::ReadOnly { file } => write!(
                f,
                "{file} or its folder is read-only, so nothing can be saved. Open it for reading, \
                 or ask for the right to write there."
            ),
            Self::DiskFull { folder } => write!(
                f,
                "The disk is full: no space is left in {}. Nothing was changed; free some space \
                 and try again.",
                folder.display()
            ),
            Self::NotFound { file } => write!(
                f,
                "{file} was not found. It may have been moved or renamed, or the drive is not \
                 connected."
            ),
            Self::Exists { file } => write!(
                f,
                "{file} exists already and was not overwritten. Choose another name or open the \
                 file."
            ),
            Self::Io { what, detail } => write!(
                f,
                "{what} failed: {detail}. Check that the drive is connected and try again."
            ),
            Self::UnknownCode { column, code } => write!(
                f,
                "The clinic file holds “{code}” in {column}, which this version does not know. \
                 Install the newest Sixblocks, or restore a backup."
            ),
            Self::Conflict { what } => write!(
                f,
                "Nothing was changed: {what}. Look at the record again and repeat the change if \
                 it is still needed."
            ),
            Self::Cancelled => f.write_str("Stopped. Nothing was changed."),
            Self::RecoveryKey { problem } => write!(
                f,
                "The recovery key cannot be read: {problem}. Compare it with the recovery sheet, \
                 group by group."
            ),
        }
    }
}

fn open_elsewhere(f: &mut fmt::Formatter<'_>, file: &str, holder: Option<&Holder>) -> fmt::Result {
    match holder {
        Some(h) => write!(
            f,
            "{file} is already open: by {} on {}, since {}. Close it there first.",
            h.who, h.host, h.since
        ),
        None => write!(
            f,
            "{file} is already open in another window or program. Close it there first."
        ),
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    /// The general reading of a database error; openers and savers add the file or folder with
    /// [`StoreError::at`].
    fn from(error: rusqlite::Error) -> Self {
        if let rusqlite::Error::ToSqlConversionFailure(_) = &error {
            return Self::conflict("a date lies outside the years 0 to 9999");
        }
        let rusqlite::Error::SqliteFailure(cause, _) = &error else {
            // Other kinds may quote a value, so only their nature is told.
            return Self::Damaged {
                file: FILE.to_owned(),
                what: "a value in it has another type than its column".to_owned(),
            };
        };
        match cause.code {
            ErrorCode::DiskFull => Self::DiskFull {
                folder: PathBuf::new(),
            },
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged {
                file: FILE.to_owned(),
                what: "part of its content cannot be read".to_owned(),
            },
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::OpenElsewhere {
                file: FILE.to_owned(),
                holder: None,
            },
            ErrorCode::ReadOnly => Self::ReadOnly {
                file: FILE.to_owned(),
            },
            ErrorCode::ConstraintViolation => Self::Conflict {
                what: "a record it refers to is missing, or its number or value is not allowed"
                    .to_owned(),
            },
            _ => Self::Io {
                what: "Reading or writing the clinic file".to_owned(),
                detail: cause.to_string(),
            },
        }
    }
}

/// Stands for the clinic file until [`StoreError::at`] names it.
pub(super) const FILE: &str = "The clinic file";

impl StoreError {
    /// Reads a system error met while doing `what` with the file at `path`.
    pub(super) fn io(what: &str, path: &Path, error: &io::Error) -> Self {
        let file = file_name(path);
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound { file },
            io::ErrorKind::AlreadyExists => Self::Exists { file },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly { file }
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull {
                folder: folder(path),
            },
            _ => Self::Io {
                what: format!("{what} {file}"),
                detail: error.to_string(),
            },
        }
    }

    /// Names the file (or its folder) in an error that does not know it yet.
    #[must_use]
    pub(super) fn at(mut self, path: &Path) -> Self {
        match &mut self {
            Self::DiskFull { folder: place } if place.as_os_str().is_empty() => {
                *place = folder(path);
            }
            Self::Damaged { file, .. }
            | Self::OpenElsewhere { file, .. }
            | Self::ReadOnly { file }
                if file == FILE =>
            {
                *file = file_name(path);
            }
            _ => {}
        }
        self
    }

    pub(super) fn damaged(path: &Path, what: impl Into<String>) -> Self {
        Self::Damaged {
            file: file_name(path),
            what: what.into(),
        }
    }

    pub(super) fn conflict(what: impl Into<String>) -> Self {
        Self::Conflict { what: what.into() }
    }
}

/// The name shown for a file.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |n| n.to_string_lossy().into_owned(),
    )
}

/// The folder of a file; `.` for a bare name.
pub(super) fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<StoreError> {
        let file = || "North.sixblocks".to_owned();
        let holder = Holder {
            who: "mkerr (MK)".to_owned(),
            host: "FRONT-DESK".to_owned(),
            since: "2026-10-12T10:42:05Z".to_owned(),
        };
        vec![
            StoreError::WrongPassphrase {
                file: file(),
                recovery: false,
            },
            StoreError::WrongPassphrase {
                file: file(),
                recovery: true,
            },
            StoreError::Damaged {
                file: file(),
                what: "page 7 does not read".to_owned(),
            },
            StoreError::Empty { file: file() },
            StoreError::NotAClinicFile { file: file() },
            StoreError::PlainSqlite { file: file() },
            StoreError::NewerVersion {
                file: file(),
                file_version: 9,
                app_version: 1,
            },
            StoreError::OpenElsewhere {
                file: file(),
                holder: Some(holder),
            },
            StoreError::OpenElsewhere {
                file: file(),
                holder: None,
            },
            StoreError::ReadOnly { file: file() },
            StoreError::DiskFull {
                folder: PathBuf::from("/clinic"),
            },
            StoreError::NotFound { file: file() },
            StoreError::Exists { file: file() },
            StoreError::Io {
                what: "Reading North".to_owned(),
                detail: "no answer".to_owned(),
            },
            StoreError::UnknownCode {
                column: "patient.sex",
                code: "x".to_owned(),
            },
            StoreError::Conflict {
                what: "the record is gone".to_owned(),
            },
            StoreError::Cancelled,
            StoreError::RecoveryKey {
                problem: "it is too short".to_owned(),
            },
        ]
    }

    #[test]
    fn every_error_has_its_own_short_sentences() {
        let texts: Vec<String> = all().iter().map(ToString::to_string).collect();
        for (at, text) in texts.iter().enumerate() {
            let sentences = text.matches(". ").count() + 1;
            assert!(sentences <= 3 && text.ends_with('.'), "{text}");
            assert!(!text.contains("  "), "{text}");
            assert!(
                !texts.iter().skip(at + 1).any(|other| other == text),
                "{text}"
            );
        }
    }

    #[test]
    fn a_full_disk_names_its_folder() {
        let full = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(13), None);
        let error = StoreError::from(full).at(Path::new("/mnt/share/North.sixblocks"));
        assert_eq!(
            error,
            StoreError::DiskFull {
                folder: PathBuf::from("/mnt/share")
            }
        );
        let error = StoreError::io(
            "Writing",
            Path::new("/mnt/share/North.sixblocks"),
            &io::Error::from(io::ErrorKind::StorageFull),
        );
        assert!(error.to_string().contains("/mnt/share"), "{error}");
    }
}
