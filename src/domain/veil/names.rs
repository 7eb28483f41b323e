//! Who a text may name: the patients' full names, record numbers and dates of birth.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

use chrono::{Datelike, NaiveDate};
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::MASK;
use super::texts::Texts;
use crate::domain::patient::Patient;
use crate::domain::workbook::Workbook;

/// Record numbers shorter than this are too common among other numbers to be masked.
const LEAST_MRN: usize = 4;
/// A patient known by a single word is masked from this length on.
const LEAST_NAME: usize = 3;
/// Longer names are told by their first and last words.
const MOST_WORDS: usize = 8;

/// Names, record numbers and dates of birth, as fingerprints of their words.
#[derive(Debug, Default)]
pub struct Names {
    known: HashSet<u64, BuildHasherDefault<AsItIs>>,
}

/// Fingerprints need no hashing.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = fold(self.0, *byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// A word of a text.
#[derive(Clone, Copy)]
struct Word {
    from: usize,
    to: usize,
    print: u64,
    /// An initial: it may stand between first and last name or not.
    is_single: bool,
}

const START: u64 = 0xcbf2_9ce4_8422_2325;

fn fold(print: u64, byte: u8) -> u64 {
    (print ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

fn join(print: u64, word: u64) -> u64 {
    (print.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Small letters without accents.
fn fold_char(mut print: u64, c: char) -> u64 {
    if c.is_ascii() {
        return fold(print, c.to_ascii_lowercase() as u8);
    }
    for small in c.to_lowercase() {
        decompose_canonical(small, |part| {
            if !is_combining_mark(part) {
                let mut bytes = [0; 4];
                for byte in part.encode_utf8(&mut bytes).bytes() {
                    print = fold(print, byte);
                }
            }
        });
    }
    print
}

/// The words of a text. An apostrophe joins (O'Brien), unless an s after it ends the word
/// (Doe's).
fn words_of(text: &str, words: &mut Vec<Word>) {
    words.clear();
    let mut open: Option<(Word, usize)> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() || is_combining_mark(c) {
            let (word, letters) = open.get_or_insert((
                Word {
                    from: at,
                    to: at,
                    print: START,
                    is_single: false,
                },
                0,
            ));
            word.print = fold_char(word.print, c);
            word.to = at + c.len_utf8();
            *letters += 1;
            continue;
        }
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        let mut after = rest.chars();
        let next = after.next();
        let is_genitive =
            matches!(next, Some('s' | 'S')) && !after.next().is_some_and(char::is_alphanumeric);
        let joins = matches!(c, '\'' | '’' | '`') && next.is_some_and(char::is_alphanumeric);
        if joins && !is_genitive && open.is_some() {
            continue;
        }
        if let Some(done) = open.take() {
            words.push(closed(done));
        }
        if joins && is_genitive {
            chars.next();
        }
    }
    words.extend(open.map(closed));
}

fn closed((word, letters): (Word, usize)) -> Word {
    Word {
        is_single: letters == 1,
        ..word
    }
}

fn print_of<'a>(words: impl IntoIterator<Item = &'a Word>) -> u64 {
    words
        .into_iter()
        .fold(START, |print, w| join(print, w.print))
}

impl Names {
    /// Everybody in the records.
    pub fn of(workbook: &Workbook) -> Self {
        let mut names = Self::default();
        names.known.reserve(workbook.patients.len() * 12);
        let (mut last, mut first) = (Vec::new(), Vec::new());
        for patient in &workbook.patients {
            names.add_name(patient, &mut last, &mut first);
            if let Some(mrn) = &patient.mrn {
                names.add_mrn(mrn, &mut last);
            }
            if let Some(born) = patient.born {
                names.add_day(born);
            }
        }
        names
    }

    /// "First Last" and "Last, First", whole and with the first of several names.
    fn add_name(&mut self, patient: &Patient, last: &mut Vec<Word>, first: &mut Vec<Word>) {
        words_of(&patient.last_name, last);
        words_of(&patient.first_name, first);
        let mut both = |a: &[Word], b: &[Word]| {
            for (one, other) in [(a, b), (b, a)] {
                let whole = one.iter().chain(other);
                let (count, letters) = whole.clone().fold((0, 0), |(count, letters), w| {
                    (count + 1, letters + w.to - w.from)
                });
                // A single word is masked alone only where the patient has no other.
                if (2..=MOST_WORDS).contains(&count) || (count == 1 && letters >= LEAST_NAME) {
                    self.known.insert(print_of(whole));
                }
            }
        };
        both(first, last);
        let full = |words: &[Word]| -> Vec<Word> {
            words.iter().filter(|w| !w.is_single).copied().collect()
        };
        if first.len() + last.len() > 2 {
            let (first, last) = (full(first), full(last));
            for first in [first.as_slice(), first.get(..1).unwrap_or_default()] {
                let ends = [last.get(..1), last.last().map(std::slice::from_ref)];
                for last in [Some(last.as_slice())].into_iter().chain(ends).flatten() {
                    if !first.is_empty() && !last.is_empty() {
                        both(first, last);
                    }
                }
            }
        }
    }

    /// As it is written, without signs between, and without zeros before it.
    fn add_mrn(&mut self, mrn: &str, words: &mut Vec<Word>) {
        let plain: String = mrn.chars().filter(|c| c.is_alphanumeric()).collect();
        if plain.chars().count() < LEAST_MRN {
            return;
        }
        words_of(mrn, words);
        if words.len() <= MOST_WORDS {
            self.known.insert(print_of(words.iter()));
        }
        for one in [plain.as_str(), plain.trim_start_matches('0')] {
            words_of(one, words);
            if one.len() >= LEAST_MRN {
                self.known.insert(print_of(words.iter()));
            }
        }
    }

    /// 1953-02-11, 2/11/1953 and 02/11/1953.
    fn add_day(&mut self, day: NaiveDate) {
        let number = |n: u32, padded: bool| {
            let ten = u8::try_from(n / 10).unwrap_or(0);
            let one = u8::try_from(n % 10).unwrap_or(0);
            let print = if ten > 0 || padded {
                fold(START, b'0' + ten)
            } else {
                START
            };
            fold(print, b'0' + one)
        };
        let year = day.year().to_string();
        let year = year.bytes().fold(START, fold);
        let (month, date) = (day.month(), day.day());
        let of = |parts: [u64; 3]| parts.into_iter().fold(START, join);
        self.known
            .insert(of([year, number(month, true), number(date, true)]));
        for padded in [true, false] {
            self.known
                .insert(of([number(month, padded), number(date, padded), year]));
        }
    }

    /// The text with a mask in the place of every patient; `None` when it names nobody.
    pub fn masked(&self, text: &str) -> Option<String> {
        if self.known.is_empty() || text.is_empty() {
            return None;
        }
        let mut words = Vec::new();
        words_of(text, &mut words);
        let mut masked = String::new();
        let (mut done, mut at) = (0, 0);
        while at < words.len() {
            let Some(last) = self.longest(words.get(at..).unwrap_or_default()) else {
                at += 1;
                continue;
            };
            let (from, to) = (words.get(at)?.from, words.get(at + last)?.to);
            masked.push_str(text.get(done..from)?);
            masked.push_str(MASK);
            done = to;
            at += last + 1;
        }
        if done == 0 {
            return None;
        }
        masked.push_str(text.get(done..)?);
        Some(masked)
    }

    /// The last word of the longest name that begins with the first word.
    fn longest(&self, words: &[Word]) -> Option<usize> {
        let (mut all, mut full, mut found) = (START, START, None);
        for (at, word) in words.iter().take(MOST_WORDS).enumerate() {
            all = join(all, word.print);
            if !word.is_single {
                full = join(full, word.print);
            }
            let begins = words.first().is_some_and(|w| !w.is_single) && !word.is_single;
            if self.known.contains(&all) || (begins && self.known.contains(&full)) {
                found = Some(at);
            }
        }
        found
    }

    /// A copy of the record with its texts masked.
    pub(super) fn veil<T: Texts + Clone>(&self, record: &T) -> T {
        let mut copy = record.clone();
        copy.texts(&mut |text| {
            if let Some(masked) = self.masked(text) {
                *text = masked;
            }
        });
        copy
    }

    pub(super) fn veil_all<T: Texts + Clone>(&self, records: &[T]) -> Vec<T> {
        records.iter().map(|r| self.veil(r)).collect()
    }
}
