//! Making, opening, restoring and demo: the work from a path and a secret to a session.

use std::path::{Path, PathBuf};

use super::jobs::Progress;
use super::session::Session;
use super::{clock, demo};
use crate::domain::history::Who;
use crate::store::{self, Passphrase, RecoveryKey, Secret, Store, StoreError};
use crate::ui::request::{NewFile, TypedSecret};

/// An opened file, with the recovery key when it has just been made.
pub struct Opened {
    /// The session.
    pub session: Session,
    /// The file, for the list of recent ones; `None` for the demo.
    pub file: Option<PathBuf>,
    /// Groups of the recovery key, once.
    pub recovery: Option<Vec<String>>,
    /// A sentence to show: what was kept aside.
    pub note: Option<String>,
}

/// Why a file is not open, and what might help.
pub struct NotOpened {
    /// The file.
    pub file: PathBuf,
    /// The sentence.
    pub error: StoreError,
}

/// Result of opening.
pub type Opening = Result<Box<Opened>, NotOpened>;

fn secret(typed: &TypedSecret) -> Result<Secret, StoreError> {
    Ok(match typed {
        TypedSecret::Passphrase(text) => Secret::Passphrase(Passphrase::new(text)),
        TypedSecret::RecoveryKey(text) => Secret::Recovery(RecoveryKey::parse(text)?.raw()),
    })
}

fn opened(store: Store, who: &Who, file: Option<PathBuf>) -> Result<Opened, StoreError> {
    let workbook = store.load()?;
    let session = Session::new(store, workbook, who.clone(), None);
    Ok(Opened {
        session,
        file,
        recovery: None,
        note: None,
    })
}

/// Opens a clinic file; a file that cannot be written is opened for reading.
pub fn open(file: &Path, typed: &TypedSecret, who: &Who) -> Opening {
    let attempt = || {
        let secret = secret(typed)?;
        let now = clock::instant();
        let store = Store::open_as_possible(file, &secret, who, &now)?;
        opened(store, who, Some(file.to_owned()))
    };
    attempt().map(Box::new).map_err(|error| NotOpened {
        file: file.to_owned(),
        error,
    })
}

/// Makes a clinic file.
pub fn create(new: &NewFile, who: &Who) -> Opening {
    let attempt = || {
        let passphrase = Passphrase::new(&new.passphrase);
        let (store, key) = Store::create(
            &new.path,
            &passphrase,
            &new.clinic,
            &new.settings,
            who,
            &clock::instant(),
        )?;
        let recovery = Some(key.groups());
        Ok(Opened {
            recovery,
            ..opened(store, who, Some(new.path.clone()))?
        })
    };
    attempt().map(Box::new).map_err(|error| NotOpened {
        file: new.path.clone(),
        error,
    })
}

/// Puts a backup in the place of a closed clinic file and opens it.
pub fn restore(file: &Path, backup: &Path, secret: &Secret, who: &Who) -> Opening {
    let attempt = || {
        let restored = store::restore(
            file,
            backup,
            secret,
            who,
            &clock::instant(),
            clock::local_now(),
        )?;
        let aside = restored
            .kept_aside
            .as_deref()
            .and_then(Path::file_name)
            .map(|n| n.to_string_lossy().into_owned());
        let note =
            aside.map(|name| format!("Restored. The former file is kept beside it as {name}."));
        Ok(Opened {
            note,
            ..opened(restored.store, who, Some(file.to_owned()))?
        })
    };
    attempt().map(Box::new).map_err(|error| NotOpened {
        file: file.to_owned(),
        error,
    })
}

/// Restores with what a person typed.
pub fn restore_typed(file: &Path, backup: &Path, typed: &TypedSecret, who: &Who) -> Opening {
    match secret(typed) {
        Ok(secret) => restore(file, backup, &secret, who),
        Err(error) => Err(NotOpened {
            file: file.to_owned(),
            error,
        }),
    }
}

/// Makes the demo clinic in a throw-away file and opens it.
pub fn open_demo(who: &Who, progress: &Progress) -> Opening {
    let folder = std::env::temp_dir().join(format!("sixblocks-demo-{}", std::process::id()));
    let file = folder.join("demo.sixblocks");
    make_demo(&folder, &file, who, progress)
        .map(|(session, note)| {
            Box::new(Opened {
                session,
                file: None,
                recovery: None,
                note,
            })
        })
        .map_err(|error| NotOpened { file, error })
}

fn make_demo(
    folder: &Path,
    file: &Path,
    who: &Who,
    progress: &Progress,
) -> Result<(Session, Option<String>), StoreError> {
    let today = clock::today();
    // Left over from a process of the same number that was killed: nothing in it is worth keeping.
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).map_err(|e| StoreError::Io {
        what: "Making a folder for the demo clinic".to_owned(),
        detail: e.to_string(),
    })?;
    let settings = crate::domain::clinic::Settings::default();
    let now = clock::instant();
    let passphrase = Passphrase::new(&format!("demo {}", std::process::id()));
    let (mut store, _) = Store::create(file, &passphrase, &demo::clinic(), &settings, who, &now)?;
    let imports = demo::imports(today, &now, &who.label());
    let total = imports.len() as u64;
    for (done, batch) in (0..).zip(&imports) {
        progress.report(done, total);
        store.apply_import(batch, who, &now, &mut |_, _| true)?;
    }
    let mut workbook = store.load()?;
    let day = workbook.fill_period().map_or(today, |(_, last)| last);
    let entered = demo::enter(&mut workbook, today, day);
    for set in &entered.sets {
        store.apply(set, "edit", who, &now)?;
    }
    workbook.history = store.load()?.history;
    let session = Session::new(store, workbook, who.clone(), Some(folder.to_owned()));
    let first = entered.refused.first();
    let note = first.map(|(_, why)| format!("A part of the demo clinic is missing. {why}"));
    Ok((session, note))
}
