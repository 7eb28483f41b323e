//! Whether a secret opens a file, and if not, whose fault it is.

use std::path::Path;

use super::backup;
use super::error::{Result, StoreError, file_name};
use super::key::{RawKey, Salt, Secret};
use super::lock::beside;
use super::pages::{self, KeyCheck, Outside};

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
