//! SQLCipher 4's page layout, read by hand to tell a wrong passphrase from a damaged file.
//!
//! SQLCipher answers both with "file is not a database". A page of 4096 bytes ends in 16 bytes IV
//! and 64 bytes HMAC-SHA512 over ciphertext, IV and page number; the first 16 bytes of page 1 are
//! the salt and not part of it. One page whose HMAC fits proves that the key is right.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use hmac::{Hmac, Mac};
use sha2::Sha512;

use super::error::{Result, StoreError, file_name};
use super::key::{RawKey, Salt};

/// Bytes of a page.
pub(super) const PAGE: usize = 4096;
const SALT: usize = 16;
const MAC: usize = 64;
/// Pages looked at before a key is called wrong: enough that a file whose pages all fail is beyond
/// repair, few enough to be quick on a share.
const PAGES_TRIED: u64 = 256;

/// The outside of a file: what can be told without a key.
pub(super) struct Outside {
    pub(super) length: u64,
    pub(super) salt: Salt,
    first_page: Vec<u8>,
    second_page: Vec<u8>,
}

/// What the pages say about a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyCheck {
    /// Page 1 fits.
    Fits,
    /// Page 1 is broken, another page fits: the key is right.
    FirstPageBroken,
    /// No page fits.
    NoPageFits,
}

/// Looks at the file from outside. Refuses what cannot be a clinic file.
pub(super) fn look(path: &Path) -> Result<Outside> {
    let io = |error| StoreError::io("Reading", path, &error);
    let file = || file_name(path);
    let mut source = File::open(path).map_err(io)?;
    let meta = source.metadata().map_err(io)?;
    if meta.is_dir() {
        return Err(StoreError::NotAClinicFile { file: file() });
    }
    if meta.len() == 0 {
        return Err(StoreError::Empty { file: file() });
    }
    let first_page = read_page(&mut source, 1).map_err(io)?;
    let second_page = read_page(&mut source, 2).map_err(io)?;
    if first_page.starts_with(b"SQLite format 3\0") {
        return Err(StoreError::PlainSqlite { file: file() });
    }
    if first_page.len() < PAGE || is_known_format(&first_page) {
        return Err(StoreError::NotAClinicFile { file: file() });
    }
    let mut salt = [0; SALT];
    salt.iter_mut()
        .zip(&first_page)
        .for_each(|(to, from)| *to = *from);
    Ok(Outside {
        length: meta.len(),
        salt,
        first_page,
        second_page,
    })
}

impl Outside {
    /// Whether the beginning was overwritten with something plain, while the rest is still noise:
    /// a random salt never looks like that.
    pub(super) fn beginning_is_overwritten(&self) -> bool {
        let plain_salt = distinct(&self.salt) <= 4;
        (plain_salt || !is_noise(&self.first_page))
            && (is_noise(&self.second_page) || is_noise(&self.first_page))
    }

    /// Whether the file looks encrypted at all.
    pub(super) fn is_noise(&self) -> bool {
        is_noise(&self.first_page)
    }
}

/// Tries the key on page 1, then on others spread over the file.
pub(super) fn check_key(path: &Path, key: &RawKey, salt: &Salt) -> Result<KeyCheck> {
    let io = |error| StoreError::io("Reading", path, &error);
    let mut source = File::open(path).map_err(io)?;
    let pages = source.metadata().map_err(io)?.len() / PAGE as u64;
    let page_key = key.page_key(salt);
    if fits(&read_page(&mut source, 1).map_err(io)?, 1, &page_key) {
        return Ok(KeyCheck::Fits);
    }
    let step = pages.div_ceil(PAGES_TRIED).max(1);
    let spread = (2..=pages).step_by(usize::try_from(step).unwrap_or(usize::MAX));
    for number in spread.chain([pages].into_iter().filter(|last| *last > 1)) {
        let page = read_page(&mut source, number).map_err(io)?;
        if fits(&page, number, &page_key) {
            return Ok(KeyCheck::FirstPageBroken);
        }
    }
    Ok(KeyCheck::NoPageFits)
}

/// The first 16 bytes of a file, if it has them.
pub(super) fn read_salt(path: &Path) -> Option<Salt> {
    let mut salt = [0; SALT];
    File::open(path).ok()?.read_exact(&mut salt).ok()?;
    Some(salt)
}

/// Page `number`, counted from 1; shorter where the file ends.
fn read_page(source: &mut File, number: u64) -> std::io::Result<Vec<u8>> {
    source.seek(SeekFrom::Start((number - 1) * PAGE as u64))?;
    let mut page = Vec::with_capacity(PAGE);
    source.take(PAGE as u64).read_to_end(&mut page)?;
    Ok(page)
}

fn fits(page: &[u8], number: u64, page_key: &[u8; 32]) -> bool {
    let start = if number == 1 { SALT } else { 0 };
    let (Some(body), Some(mac)) = (page.get(start..PAGE - MAC), page.get(PAGE - MAC..PAGE)) else {
        return false;
    };
    let (Ok(mut expected), Ok(number)) = (
        Hmac::<Sha512>::new_from_slice(page_key),
        u32::try_from(number),
    ) else {
        return false;
    };
    expected.update(body);
    expected.update(&number.to_le_bytes());
    expected.verify_slice(mac).is_ok()
}

/// Beginnings of files that a clinic has beside its own.
fn is_known_format(start: &[u8]) -> bool {
    const MAGIC: [&[u8]; 8] = [
        b"PK\x03\x04",
        b"%PDF",
        b"\x89PNG",
        b"\xFF\xD8\xFF",
        b"\xD0\xCF\x11\xE0",
        b"{\\rtf",
        b"\x1F\x8B",
        b"MZ",
    ];
    // "MZ" alone would refuse one clinic file in 65,536; programs have zeros soon after it.
    MAGIC
        .iter()
        .any(|magic| start.starts_with(magic) && (magic.len() > 3 || !is_noise(start)))
        || start
            .iter()
            .take(512)
            .all(|b| b.is_ascii_graphic() || b.is_ascii_whitespace())
}

/// A page of ciphertext holds nearly all 256 byte values (fewer than 245 has odds below 1 in 10^20).
fn is_noise(page: &[u8]) -> bool {
    page.len() == PAGE && distinct(page) >= 245
}

fn distinct(bytes: &[u8]) -> usize {
    let mut seen = [false; 256];
    for byte in bytes {
        if let Some(slot) = seen.get_mut(usize::from(*byte)) {
            *slot = true;
        }
    }
    seen.iter().filter(|s| **s).count()
}
