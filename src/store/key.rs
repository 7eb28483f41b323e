//! Passphrase, raw key and recovery key of a clinic file.

use std::fmt;
use std::fmt::Write as _;
use std::hint::black_box;

use sha2::{Digest, Sha256, Sha512};
use unicode_normalization::UnicodeNormalization;

use super::error::{Result, StoreError};

/// Rounds of PBKDF2-HMAC-SHA512 from passphrase to key: SQLCipher 4's own number, above the
/// 210,000 that OWASP asks for.
const ROUNDS: u32 = 256_000;

/// The first bytes of a clinic file, random for each file.
pub type Salt = [u8; 16];

/// What a person types to open a file. Overwritten when dropped, never printed.
pub struct Passphrase(Vec<u8>);

impl Passphrase {
    /// Takes the typed text. Accented letters become one code point each, so that the same keys
    /// give the same passphrase on every system.
    pub fn new(typed: &str) -> Self {
        let mut bytes = Vec::with_capacity(typed.len() * 3);
        let mut buffer = [0; 4];
        for letter in typed.nfc() {
            bytes.extend_from_slice(letter.encode_utf8(&mut buffer).as_bytes());
        }
        Self(bytes)
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The raw key for a file with this salt. Slow on purpose: about 0.2 s.
    pub fn derive(&self, salt: &Salt) -> RawKey {
        let mut key = RawKey([0; 32]);
        pbkdf2::pbkdf2_hmac::<Sha512>(&self.0, salt, ROUNDS, &mut key.0);
        key
    }
}

impl Drop for Passphrase {
    fn drop(&mut self) {
        self.0.fill(0);
        black_box(&self.0);
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(hidden)")
    }
}

/// The 256-bit key that encrypts the file. Overwritten when dropped, never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct RawKey(pub(super) [u8; 32]);

impl RawKey {
    /// The statement that gives key and salt to SQLCipher.
    ///
    /// With the salt in it, backups made with the same words share the salt, and so open with the
    /// passphrase and the recovery key alike.
    pub(super) fn pragma(&self, salt: &Salt) -> Hidden {
        let mut sql = String::with_capacity(128);
        sql.push_str("PRAGMA key = \"x'");
        push_hex(&mut sql, &self.0);
        push_hex(&mut sql, salt);
        sql.push_str("'\";");
        Hidden(sql)
    }

    /// Key of the page checksums: SQLCipher 4 takes two rounds over the salt with every bit of
    /// 0x3a turned.
    pub(super) fn page_key(&self, salt: &Salt) -> [u8; 32] {
        let turned = salt.map(|byte| byte ^ 0x3a);
        let mut key = [0; 32];
        pbkdf2::pbkdf2_hmac::<Sha512>(&self.0, &turned, 2, &mut key);
        key
    }
}

impl Drop for RawKey {
    fn drop(&mut self) {
        self.0.fill(0);
        black_box(&self.0);
    }
}

impl fmt::Debug for RawKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RawKey(hidden)")
    }
}

/// A text that is overwritten when dropped.
pub(super) struct Hidden(pub(super) String);

impl Drop for Hidden {
    fn drop(&mut self) {
        let mut bytes = std::mem::take(&mut self.0).into_bytes();
        bytes.fill(0);
        black_box(&bytes);
    }
}

/// What opens a file.
#[derive(Debug)]
pub enum Secret {
    /// The passphrase.
    Passphrase(Passphrase),
    /// The raw key, as printed on the recovery sheet.
    Recovery(RawKey),
}

impl Secret {
    /// The raw key for a file with this salt.
    pub(super) fn key(&self, salt: &Salt) -> RawKey {
        match self {
            Self::Passphrase(passphrase) => passphrase.derive(salt),
            Self::Recovery(key) => key.clone(),
        }
    }

    pub(super) fn is_recovery(&self) -> bool {
        matches!(self, Self::Recovery(_))
    }
}

/// The raw key in the form that is printed and typed: 16 groups of 4 characters and a check group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryKey(RawKey);

/// Groups of the key itself, 4 hexadecimal characters each.
const KEY_GROUPS: usize = 16;

impl RecoveryKey {
    /// The printable form of a key.
    pub fn new(key: &RawKey) -> Self {
        Self(key.clone())
    }

    /// The key itself.
    pub fn raw(&self) -> RawKey {
        self.0.clone()
    }

    /// The groups in order, the check group last.
    pub fn groups(&self) -> Vec<String> {
        let mut groups: Vec<String> = self.0.0.chunks(2).map(group).collect();
        groups.push(check_group(&self.0));
        groups
    }

    /// Reads a typed key; spaces, dashes and case do not count, and O, I and L are taken for the
    /// digits they look like.
    pub fn parse(typed: &str) -> Result<Self> {
        let mut digits = Vec::with_capacity(68);
        for letter in typed.chars() {
            if letter.is_whitespace() || matches!(letter, '-' | '–' | '—' | '.' | ',') {
                continue;
            }
            digits.push(digit(letter).ok_or_else(|| problem(wrong_letter(letter, digits.len())))?);
        }
        let expected = (KEY_GROUPS + 1) * 4;
        if digits.len() != expected {
            return Err(problem(format!(
                "it has {} characters instead of {expected}",
                digits.len()
            )));
        }
        let mut key = RawKey([0; 32]);
        for (byte, pair) in key.0.iter_mut().zip(digits.chunks(2)) {
            *byte = pair.iter().fold(0, |value, d| value << 4 | d);
        }
        let check: String = digits
            .iter()
            .skip(KEY_GROUPS * 4)
            .copied()
            .map(hex_letter)
            .collect();
        if check != check_group(&key).to_lowercase() {
            return Err(problem(
                "a character is mistyped, because the last group does not fit the others",
            ));
        }
        Ok(Self(key))
    }
}

impl fmt::Display for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.groups().join("-"))
    }
}

fn problem(problem: impl Into<String>) -> StoreError {
    StoreError::RecoveryKey {
        problem: problem.into(),
    }
}

fn wrong_letter(letter: char, before: usize) -> String {
    format!(
        "“{letter}” in group {} is not one of 0–9 and A–F",
        before / 4 + 1
    )
}

fn digit(letter: char) -> Option<u8> {
    match letter.to_ascii_lowercase() {
        'o' => Some(0),
        'i' | 'l' => Some(1),
        other => other.to_digit(16).and_then(|d| u8::try_from(d).ok()),
    }
}

fn hex_letter(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).unwrap_or('?')
}

fn group(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(4);
    push_hex(&mut text, bytes);
    text.to_uppercase()
}

fn check_group(key: &RawKey) -> String {
    let digest = Sha256::digest(key.0);
    digest.chunks(2).next().map(group).unwrap_or_default()
}

pub(super) fn push_hex(text: &mut String, bytes: &[u8]) {
    for byte in bytes {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
}

/// Random bytes from the system.
pub(super) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::Io {
        what: "Asking the system for random numbers".to_owned(),
        detail: error.to_string(),
    })?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_the_published_derivation() {
        // PBKDF2-HMAC-SHA512, Python: hashlib.pbkdf2_hmac("sha512", b"correct horse battery",
        // bytes(range(16)), 256000, 32).hex()
        let salt: Salt = std::array::from_fn(|at| at as u8);
        let key = Passphrase::new("correct horse battery").derive(&salt);
        let mut hex = String::new();
        push_hex(&mut hex, &key.0);
        assert_eq!(
            hex,
            "8dfc3af0ca75648b9296b9f156ea51cdd3f9102822ead3b07e6669a600105d12"
        );
    }

    #[test]
    fn composed_and_decomposed_accents_are_the_same_passphrase() {
        assert_eq!(
            Passphrase::new("caf\u{e9}").0,
            Passphrase::new("cafe\u{301}").0
        );
    }

    #[test]
    fn secrets_are_never_printed() {
        let shown = format!(
            "{:?} {:?} {:?}",
            Passphrase::new("hunter2"),
            RawKey([0xAB; 32]),
            RecoveryKey::new(&RawKey([0xAB; 32]))
        );
        assert!(
            !shown.contains("hunter2") && !shown.to_lowercase().contains("ab"),
            "{shown}"
        );
    }

    #[test]
    fn a_printed_recovery_key_reads_back_however_it_is_typed() {
        let key = RawKey(std::array::from_fn(|at| (at * 37 % 256) as u8));
        let printed = RecoveryKey::new(&key).to_string();
        assert_eq!(printed.split('-').count(), 17);
        for typed in [
            printed.clone(),
            printed.to_lowercase(),
            printed.replace('-', " "),
            printed.replace('-', ""),
            printed.replace('0', "O").replace('1', "l"),
            printed.replace('-', "\n – "),
        ] {
            assert_eq!(RecoveryKey::parse(&typed).unwrap().raw(), key, "{typed}");
        }
    }

    #[test]
    fn a_mistyped_recovery_key_is_noticed() {
        let printed = RecoveryKey::new(&RawKey([7; 32])).to_string();
        let mut missed = 0;
        for at in 0..printed.len() {
            let mut typed = printed.clone().into_bytes();
            if typed[at] == b'-' {
                continue;
            }
            typed[at] = if typed[at] == b'A' { b'B' } else { b'A' };
            missed += usize::from(RecoveryKey::parse(&String::from_utf8(typed).unwrap()).is_ok());
        }
        assert_eq!(missed, 0);
        let short = RecoveryKey::parse("0707-0707").unwrap_err().to_string();
        assert!(short.contains("8 characters instead of 68"), "{short}");
        let odd = RecoveryKey::parse("0707-07X7").unwrap_err().to_string();
        assert!(odd.contains("group 2"), "{odd}");
    }
}
