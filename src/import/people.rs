//! Record numbers, clinicians' names, and the patient named above a table.

use super::dates::is_date;
pub use super::names::{Name, key, says_nothing};
use super::names::{TITLES, capitalise, clean};

/// Whether a cell is a spreadsheet's error: `#N/A`, `#REF!`, `#NAME?`, `####`.
pub fn is_error_cell(text: &str) -> bool {
    text.len() > 1 && text.starts_with('#') && text.ends_with(['!', '?', 'A', '#'])
}

/// A record number: kept as text with its zeros.
pub fn mrn(text: &str) -> Result<Option<String>, &'static str> {
    let text = text.trim().trim_start_matches('\'');
    if is_error_cell(text) {
        return Err("is a spreadsheet error, not a record number");
    }
    if says_nothing(text) {
        return Ok(None);
    }
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if let Some((whole, fraction)) = text.split_once('.')
        && digits(whole)
    {
        if !fraction.is_empty() && fraction.bytes().all(|b| b == b'0') {
            return Ok(Some(whole.to_owned()));
        }
        if is_exponent(fraction) {
            return Err(
                "was shortened by a spreadsheet and its last digits are lost: format the column as text and export again",
            );
        }
    }
    if text
        .split_once(['e', 'E'])
        .is_some_and(|(a, b)| digits(a) && b.starts_with('+') && digits(b.trim_start_matches('+')))
    {
        return Err(
            "was shortened by a spreadsheet and its last digits are lost: format the column as text and export again",
        );
    }
    if text.chars().count() > 40 {
        return Err("is too long for a record number");
    }
    Ok(Some(text.to_owned()))
}

fn is_exponent(text: &str) -> bool {
    text.split_once(['e', 'E'])
        .is_some_and(|(digits, exponent)| {
            digits.bytes().all(|b| b.is_ascii_digit())
                && exponent
                    .trim_start_matches(['+', '-'])
                    .bytes()
                    .all(|b| b.is_ascii_digit())
                && !exponent.is_empty()
        })
}

/// What makes two spellings of a clinician's name one: "Hanley, Sean MD", "SEAN HANLEY".
pub fn clinician_key(text: &str) -> String {
    Name::of_clinician(text).match_key()
}

/// A clinician's name as it is kept.
pub fn clinician_name(text: &str) -> String {
    let name = clean(text);
    if name.chars().any(char::is_lowercase) {
        name.into_owned()
    } else {
        mend_clinician(&name)
    }
}

fn mend_clinician(name: &str) -> String {
    let mend = |word: &str| {
        if TITLES.contains(&key(word).as_str()) {
            word.to_owned()
        } else {
            capitalise(word)
        }
    };
    name.split(' ').map(mend).collect::<Vec<_>>().join(" ")
}

/// The one patient whom a report names above its table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedAbove {
    /// The name as written.
    pub name: String,
    /// The date of birth as written.
    pub born: String,
    /// The record number as written, or empty.
    pub mrn: String,
}

/// Finds the patient of a single-patient report: a date of birth with its label, and a name with
/// its label or beside it.
pub fn named_above(preamble: &[Vec<String>]) -> Option<NamedAbove> {
    let born = labelled(preamble, &["dateofbirth", "dob", "birthdate", "born"])?;
    if !is_date(&born.0) {
        return None;
    }
    let named = labelled(preamble, &["patientname", "patient", "name"]).map(|(name, _)| name);
    let beside = preamble
        .get(born.1)?
        .iter()
        .find(|cell| looks_like_name(cell))
        .cloned();
    let above = || {
        preamble
            .get(born.1.checked_sub(1)?)?
            .iter()
            .find(|cell| looks_like_name(cell))
            .cloned()
    };
    let name = named.or(beside).or_else(above)?;
    let mrn = labelled(preamble, &["mrn", "patientid", "medicalrecordnumber"])
        .map(|(mrn, _)| mrn)
        .unwrap_or_default();
    Some(NamedAbove {
        name,
        born: born.0,
        mrn,
    })
}

/// The text behind a label, in the same cell or the next, and its row.
fn labelled(preamble: &[Vec<String>], labels: &[&str]) -> Option<(String, usize)> {
    for (index, row) in preamble.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            let (label, value) = cell.split_once(':').unwrap_or((cell, ""));
            if !labels.contains(&key(label).as_str()) {
                continue;
            }
            let next = row.get(column + 1).map(String::as_str).unwrap_or_default();
            let value = if value.trim().is_empty() {
                next.trim()
            } else {
                value.trim()
            };
            if !value.is_empty() {
                return Some((value.to_owned(), index));
            }
        }
    }
    None
}

fn looks_like_name(cell: &str) -> bool {
    !cell.contains(':')
        && cell.contains(',')
        && cell
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ',' | ' ' | '-' | '\'' | '.' | '’'))
        && Name::of_whole(cell).is_whole()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn record_numbers_keep_their_zeros() {
        for (text, expected) in [
            ("00012345", Ok(Some("00012345"))),
            ("12345.0", Ok(Some("12345"))),
            ("'00042", Ok(Some("00042"))),
            (" ", Ok(None)),
            ("n/a", Ok(None)),
            ("E01-00001", Ok(Some("E01-00001"))),
            ("1e5", Ok(Some("1e5"))),
            ("12.5", Ok(Some("12.5"))),
        ] {
            assert_eq!(
                mrn(text).as_ref().map(Option::as_deref),
                expected.as_ref().map(|m| *m),
                "{text}"
            );
        }
        for text in ["1.2E+11", "1.20e+11", "1E+11", "#REF!", "#N/A"] {
            assert!(mrn(text).is_err(), "{text}");
        }
    }

    #[test]
    fn clinicians_are_one_under_any_spelling() {
        for text in [
            "Hanley, Sean MD",
            "HANLEY, SEAN",
            "Sean Hanley",
            "Hanley, Sean, MD",
            "Dr. Sean Hanley",
        ] {
            assert_eq!(clinician_key(text), "hanley|sean", "{text}");
        }
        assert_eq!(clinician_key("Doyle, Kevin PA-C"), "doyle|kevin");
        assert_eq!(clinician_name("DOYLE, KEVIN PA-C"), "Doyle, Kevin PA-C");
    }

    #[test]
    fn the_patient_above_a_table_is_found() {
        let rows = |text: &str| {
            text.lines()
                .map(|l| l.split('|').map(str::to_owned).collect())
                .collect::<Vec<Vec<String>>>()
        };
        let found = named_above(&rows(
            "Patient Report\nCORDOVA, YOLANDA|Date of Birth: 03/27/2002",
        ))
        .unwrap();
        assert_eq!(
            (found.name.as_str(), found.born.as_str()),
            ("CORDOVA, YOLANDA", "03/27/2002")
        );
        let found = named_above(&rows("Patient Name:|Ann Lee\nDOB|1/2/1960\nMRN: 00012")).unwrap();
        assert_eq!(
            (found.name.as_str(), found.mrn.as_str()),
            ("Ann Lee", "00012")
        );
        assert_eq!(
            named_above(&rows("Run: 10/01/2026 by ABERNATHY, JOAN")),
            None
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}") {
            let name = Name::of_whole(&text);
            prop_assert!(name.agrees_with(&name));
            let _ = (mrn(&text), clinician_key(&text), clinician_name(&text));
        }
    }
}
