//! People's names and dates of birth: split, mended and made comparable.

use std::borrow::Cow;

use chrono::{Datelike as _, NaiveDate};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::patient::Patient;

/// A person's name in its two parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// Family name.
    pub last: String,
    /// Given names.
    pub first: String,
}

/// Words behind a name that are no part of it.
const SUFFIXES: [&str; 8] = ["jr", "sr", "ii", "iii", "iv", "v", "2nd", "3rd"];
/// Titles behind a clinician's name.
pub(crate) const TITLES: [&str; 22] = [
    "md", "do", "np", "pa", "pac", "rn", "aprn", "fnp", "fnpc", "fnpbc", "arnp", "cnp", "dnp",
    "crnp", "cnm", "dds", "dmd", "dpm", "pharmd", "phd", "mbbs", "dr",
];
/// Words that belong to the family name behind them.
const PARTICLES: [&str; 14] = [
    "van", "von", "de", "del", "della", "der", "den", "la", "le", "di", "da", "dos", "st", "bin",
];
/// Longest name that is kept.
const LONGEST: usize = 100;
/// Cells that say there is nothing.
const NOTHING: [&str; 9] = [
    "na",
    "none",
    "null",
    "nil",
    "unknown",
    "unk",
    "notavailable",
    "blank",
    "tbd",
];

/// The letters and digits of a text, without case, accents and punctuation.
pub fn key(text: &str) -> String {
    if text.is_ascii() {
        return text
            .bytes()
            .filter(u8::is_ascii_alphanumeric)
            .map(|b| char::from(b.to_ascii_lowercase()))
            .collect();
    }
    text.nfkd()
        .filter(|c| !is_combining_mark(*c) && c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a cell says in words that it is blank ("n/a", "none", "-").
pub fn says_nothing(text: &str) -> bool {
    if text.len() >= 16 || text.bytes().any(|b| b.is_ascii_digit()) {
        return !text.chars().any(char::is_alphanumeric);
    }
    let key = key(text);
    key.is_empty() || NOTHING.contains(&key.as_str())
}

impl Name {
    /// A patient's name as it is on file.
    pub fn of(patient: &Patient) -> Self {
        Self {
            last: patient.last_name.clone(),
            first: patient.first_name.clone(),
        }
    }

    /// A name from its two columns.
    pub fn of_parts(last: &str, first: &str) -> Self {
        Self {
            last: tidy(without_suffix(&clean(last))),
            first: tidy(without_suffix(&clean(first))),
        }
    }

    /// A name from one column: "Last, First Middle" or "First Middle Last".
    pub fn of_whole(text: &str) -> Self {
        let text = clean(text);
        if let Some((last, first)) = text.split_once(',') {
            let first = first
                .split(',')
                .find(|part| !is_suffix(part))
                .unwrap_or_default();
            return Self::of_parts(last, first);
        }
        let words: Vec<&str> = without_suffix(&text).split_whitespace().collect();
        let particle = words
            .iter()
            .position(|w| PARTICLES.contains(&key(w).as_str()))
            .filter(|at| *at > 0);
        let split = particle.unwrap_or(words.len().saturating_sub(1));
        let (first, last) = words.split_at(split);
        Self::of_parts(&last.join(" "), &first.join(" "))
    }

    /// A clinician's name without the titles behind it.
    pub(crate) fn of_clinician(text: &str) -> Self {
        let words: Vec<&str> = text
            .split_whitespace()
            .filter(|w| !TITLES.contains(&key(w).as_str()) && !key(w).is_empty())
            .collect();
        Self::of_whole(words.join(" ").trim_end_matches(','))
    }

    /// Whether nothing is known of it.
    pub fn is_empty(&self) -> bool {
        self.last.is_empty() && self.first.is_empty()
    }

    /// Whether it is written as names are, in letters.
    pub fn is_plausible(&self) -> bool {
        let usual = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '.' | ',');
        self.last.chars().chain(self.first.chars()).all(usual)
    }

    /// Whether both parts are known.
    pub fn is_whole(&self) -> bool {
        !self.last.is_empty() && !self.first.is_empty()
    }

    /// Family name and first given name, comparable.
    pub fn match_key(&self) -> String {
        let mut whole = key(&self.last);
        whole.push('|');
        whole.push_str(&key(self
            .first
            .split_whitespace()
            .next()
            .unwrap_or_default()));
        whole
    }

    /// Whether two names can be of one person without a change of name: the same family name, and
    /// given names of which one goes on where the other stops or has only an initial.
    pub fn agrees_with(&self, other: &Self) -> bool {
        key(&self.last) == key(&other.last) && given_names_agree(&self.first, &other.first)
    }

    /// Whether either part is the same: what is left of a name after marriage or a typing slip.
    pub fn resembles(&self, other: &Self) -> bool {
        let same = |a: &str, b: &str| !a.is_empty() && key(a) == key(b);
        same(&self.last, &other.last)
            || (!self.first.is_empty() && given_names_agree(&self.first, &other.first))
    }

    /// This name in better capitals: `Mcallister`, mended from capitals, gives way to `McAllister`.
    pub fn in_better_case(&self, other: &Self) -> Option<Self> {
        let better = |own: &str, other: &str| own != other && own == capitalise(other);
        let last = if better(&self.last, &other.last) {
            &other.last
        } else {
            &self.last
        };
        let first = if better(&self.first, &other.first) {
            &other.first
        } else {
            &self.first
        };
        (last != &self.last || first != &self.first).then(|| Self {
            last: last.clone(),
            first: first.clone(),
        })
    }
}

fn given_names_agree(a: &str, b: &str) -> bool {
    if b.trim().is_empty() {
        return true;
    }
    let mut others = b.split_whitespace();
    for (index, word) in a.split_whitespace().enumerate() {
        let Some(other) = others.next() else {
            return index > 0;
        };
        let (word, other) = (key(word), key(other));
        let initial = word.chars().count() == 1 || other.chars().count() == 1;
        let same = word == other || (initial && word.chars().next() == other.chars().next());
        if !same {
            return false;
        }
    }
    true
}

/// Without line breaks, invisible marks, a nickname in brackets or quotes; not longer than is sane.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let simple = |c: char| {
        c == ' '
            || (!c.is_control() && !c.is_whitespace() && !matches!(c, '(' | ')' | '"' | '“' | '”'))
    };
    if text.len() <= LONGEST && text.chars().all(simple) && !text.contains("  ") {
        return Cow::Borrowed(text.trim());
    }
    let mut kept = String::new();
    let (mut depth, mut quoted) = (0u32, false);
    for c in text.chars().take(LONGEST) {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '"' | '“' | '”' => quoted = !quoted,
            _ if depth > 0 || quoted => {}
            c if c.is_control() || c.is_whitespace() => kept.push(' '),
            c => kept.push(c),
        }
    }
    Cow::Owned(kept.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether two dates of birth differ by one slip: one digit, two digits swapped, or day and month
/// swapped.
pub fn is_slip(a: NaiveDate, b: NaiveDate) -> bool {
    if a.year() == b.year() && a.month() == b.day() && a.day() == b.month() {
        return true;
    }
    let (a, b) = (
        a.format("%Y%m%d").to_string(),
        b.format("%Y%m%d").to_string(),
    );
    let different: Vec<usize> = a
        .bytes()
        .zip(b.bytes())
        .enumerate()
        .filter(|(_, (x, y))| x != y)
        .map(|(at, _)| at)
        .collect();
    match different.as_slice() {
        [_] => true,
        [first, second] => {
            let pair = |text: &str| {
                (
                    text.as_bytes().get(*first).copied(),
                    text.as_bytes().get(*second).copied(),
                )
            };
            let (x, y) = (pair(&a), pair(&b));
            *second == first + 1 && x == (y.1, y.0)
        }
        _ => false,
    }
}

fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&key(word).as_str())
}

fn without_suffix(text: &str) -> &str {
    match text.rsplit_once(' ') {
        Some((before, last)) if is_suffix(last) => before.trim_end_matches([',', ' ']),
        _ => text,
    }
}

/// A name written all in capitals or all small, with usual capitals.
fn tidy(text: &str) -> String {
    let has_lower = text.chars().any(char::is_lowercase);
    let has_upper = text.chars().any(char::is_uppercase);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters > 1 && has_lower != has_upper {
        capitalise(text)
    } else {
        text.to_owned()
    }
}

pub(crate) fn capitalise(text: &str) -> String {
    let mut start = true;
    let mut name = String::with_capacity(text.len());
    for c in text.chars() {
        if start {
            name.extend(c.to_uppercase());
        } else {
            name.extend(c.to_lowercase());
        }
        start = !c.is_alphanumeric();
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, last: &str, first: &str) {
        let name = Name::of_whole(text);
        assert_eq!(
            (name.last.as_str(), name.first.as_str()),
            (last, first),
            "{text}"
        );
    }

    #[test]
    fn names_in_one_column_are_split() {
        check("Pham, Margarita", "Pham", "Margarita");
        check("MARGARITA PHAM", "Pham", "Margarita");
        check("O'Brien-Okafor, Lloyd III", "O'Brien-Okafor", "Lloyd");
        check("O'BRIEN-OKAFOR, LLOYD, JR", "O'Brien-Okafor", "Lloyd");
        check("Vang, Mabel (goes by May)", "Vang", "Mabel");
        check("Robert \"Bob\" Smith Jr.", "Smith", "Robert");
        check("Maria de la Cruz", "de la Cruz", "Maria");
        check("Núñez,  Ana\nMaría", "Núñez", "Ana María");
        check("Cher", "Cher", "");
        check("", "", "");
    }

    #[test]
    fn names_of_one_person_agree_and_others_do_not() {
        for (a, b, agree) in [
            ("Pham, Margarita", "PHAM, MARGARITA", true),
            ("Núñez, Ana", "NUNEZ, ANA MARIA", true),
            ("Nunez, Ana M.", "Nunez, Ana Maria", true),
            ("Nunez, A", "Nunez, Ana", true),
            ("D’Shawn, Lee", "D'Shawn, Lee", true),
            ("Vang, Mary Ann", "Vang, Mary Beth", false),
            ("Nunez, Ana", "Nunez-Gomez, Ana", false),
            ("Vang, Mabel", "Vang, Mable", false),
        ] {
            assert_eq!(
                Name::of_whole(a).agrees_with(&Name::of_whole(b)),
                agree,
                "{a} / {b}"
            );
        }
    }

    #[test]
    fn mended_capitals_give_way_to_real_ones() {
        let mended = Name::of_whole("MCALLISTER, JO");
        let real = Name::of_whole("McAllister, Jo");
        assert_eq!(mended.in_better_case(&real), Some(real.clone()));
        assert_eq!(real.in_better_case(&mended), None);
    }
}
