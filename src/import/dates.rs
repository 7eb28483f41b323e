//! Dates in the many spellings that exports have, read without guessing.

use std::borrow::Cow;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::date_names::{MONTHS, month, weekday};

/// Which part of a date made of numbers comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// Month, day, year, as in the United States.
    #[default]
    Mdy,
    /// Day, month, year.
    Dmy,
    /// Year, month, day.
    Ymd,
}

impl DateOrder {
    /// All orders.
    pub const ALL: [Self; 3] = [Self::Mdy, Self::Dmy, Self::Ymd];

    /// The code used on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Mdy => "mdy",
            Self::Dmy => "dmy",
            Self::Ymd => "ymd",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.code() == code)
    }

    /// The words on screens.
    pub fn label(self) -> &'static str {
        match self {
            Self::Mdy => "month/day/year",
            Self::Dmy => "day/month/year",
            Self::Ymd => "year/month/day",
        }
    }
}

/// What a two-digit year is near to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Near {
    /// A date of birth: always past; the nearer century only where it gives an age of 12 or more.
    Birth(NaiveDate),
    /// A day of care: the year nearest to today.
    Care(NaiveDate),
}

/// A date as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadDate {
    /// The day.
    pub day: NaiveDate,
    /// The century was chosen: two were possible.
    pub century_chosen: bool,
}

/// Why a text is no date.
pub type Reason = Cow<'static, str>;

const NO_DAY: &str = "is not a day of the calendar";

/// Reads a date. Of a timestamp the calendar date counts as it is written, whatever its zone.
pub fn read(text: &str, order: DateOrder, near: Near) -> Result<ReadDate, Reason> {
    let text = text.trim();
    if text.is_empty() {
        return Err("is blank".into());
    }
    if text.starts_with('#') {
        return Err("is an error or a column too narrow for its dates".into());
    }
    if let Some(result) = year_first(text) {
        return result.map(|day| ReadDate {
            day,
            century_chosen: false,
        });
    }
    if let Some(reason) = without_day(text) {
        return Err(reason.into());
    }
    let parts = Parts::of(without_time(text));
    let (year, month, day, short_year) = parts.ordered(order)?;
    if !short_year {
        return calendar(year, month, day).map(|day| ReadDate {
            day,
            century_chosen: false,
        });
    }
    in_century(year, month, day, near)
}

/// `2026-08-03`, with or without a time behind it: most cells of most exports.
fn year_first(text: &str) -> Option<Result<NaiveDate, Reason>> {
    let bytes = text.as_bytes();
    let separator = *bytes.get(4)?;
    if !matches!(separator, b'-' | b'/' | b'.') || bytes.get(7) != Some(&separator) {
        return None;
    }
    let number = |from: usize, to: usize| {
        bytes.get(from..to)?.iter().try_fold(0u32, |n, b| {
            b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0'))
        })
    };
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let followed = bytes
        .get(10)
        .is_none_or(|b| matches!(b, b'T' | b't' | b' ' | b'Z' | b'+'));
    followed.then(|| calendar(year, month, day))
}

/// What a date lacks that is a year, or a year and a month, as FHIR allows.
fn without_day(text: &str) -> Option<&'static str> {
    let digits =
        |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    match text.split_once('-') {
        None if digits(text, 4) => Some("is only a year, without month and day"),
        Some((year, month)) if digits(year, 4) && digits(month, 2) => {
            Some("is only a year and month, without a day")
        }
        _ => None,
    }
}

fn calendar(year: u32, month: u32, day: u32) -> Result<NaiveDate, Reason> {
    NaiveDate::from_ymd_opt(year as i32, month, day)
        .filter(|d| (1800..2200).contains(&d.year()))
        .ok_or(NO_DAY.into())
}

/// The text before a time of day.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else {
        return text;
    };
    let before = text.get(..colon).unwrap_or_default();
    let digits = before.trim_end_matches(|c: char| c.is_ascii_digit());
    digits
        .trim_end_matches([' ', 'T', 't', ',', '@'])
        .trim_end()
}

/// The numbers and the month name of a date.
struct Parts {
    numbers: [(u32, usize); 4],
    count: usize,
    /// Month number, and how many numbers stood before its name.
    month_name: Option<(u32, usize)>,
    odd: bool,
}

impl Parts {
    fn of(text: &str) -> Self {
        let mut parts = Self {
            numbers: [(0, 0); 4],
            count: 0,
            month_name: None,
            odd: false,
        };
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let same = |c: char| {
                if first.is_ascii_digit() {
                    c.is_ascii_digit()
                } else {
                    c.is_alphabetic()
                }
            };
            let end = if first.is_ascii_digit() || first.is_alphabetic() {
                rest.find(|c| !same(c)).unwrap_or(rest.len())
            } else {
                parts.odd |= !matches!(first, ' ' | ',' | '-' | '/' | '.' | '\'' | '\u{a0}' | '–');
                first.len_utf8()
            };
            let (token, tail) = rest.split_at(end);
            if first.is_ascii_digit() {
                parts.number(token);
            } else if first.is_alphabetic() {
                parts.word(token);
            }
            rest = tail;
        }
        parts
    }

    fn number(&mut self, token: &str) {
        match (token.parse(), self.numbers.get_mut(self.count)) {
            (Ok(number), Some(slot)) => {
                *slot = (number, token.len());
                self.count += 1;
            }
            _ => self.odd = true,
        }
    }

    fn word(&mut self, token: &str) {
        let filler = ["st", "nd", "rd", "th", "of"];
        if filler.iter().any(|word| token.eq_ignore_ascii_case(word)) {
            return;
        }
        match month(token).filter(|_| self.month_name.is_none()) {
            Some(month) => self.month_name = Some((month, self.count)),
            None => self.odd |= weekday(token).is_none(),
        }
    }

    /// Year, month, day, and whether the year has two digits.
    fn ordered(&self, order: DateOrder) -> Result<(u32, u32, u32, bool), Reason> {
        if self.odd {
            return Err("is not a date".into());
        }
        let [a, b, c, _] = self.numbers;
        match (self.month_name, self.count) {
            (Some((month, 0)), 2) => Self::with_year(b, month, a.0),
            (Some((month, _)), 2) if a.1 == 4 => Self::with_year(a, month, b.0),
            (Some((month, _)), 2) => Self::with_year(b, month, a.0),
            (None, 3) if a.1 == 4 => Self::with_year(a, b.0, c.0),
            (None, 3) => Self::by_order(order, a, b, c),
            (None, 1) => Self::run_together(a, order),
            (None, 2) | (Some(_), 1) => {
                Err("is not a whole date: day, month or year is missing".into())
            }
            _ => Err("is not a date".into()),
        }
    }

    fn with_year(
        year: (u32, usize),
        month: u32,
        day: u32,
    ) -> Result<(u32, u32, u32, bool), Reason> {
        match year.1 {
            4 => Ok((year.0, month, day, false)),
            2 => Ok((year.0, month, day, true)),
            _ => Err("has no year of two or four digits".into()),
        }
    }

    fn by_order(
        order: DateOrder,
        a: (u32, usize),
        b: (u32, usize),
        c: (u32, usize),
    ) -> Result<(u32, u32, u32, bool), Reason> {
        if a.1 > 2 || b.1 > 2 {
            return Err("is not a date".into());
        }
        let (month, day) = if order == DateOrder::Dmy {
            (b.0, a.0)
        } else {
            (a.0, b.0)
        };
        if order == DateOrder::Ymd && c.1 != 4 {
            return Ok((a.0, b.0, c.0, true));
        }
        if month > 12 && (1..=12).contains(&day) {
            return Err(format!("cannot be {}", order.label()).into());
        }
        Self::with_year(c, month, day)
    }

    /// `20231001`, and timestamps that begin so.
    fn run_together(
        (number, digits): (u32, usize),
        order: DateOrder,
    ) -> Result<(u32, u32, u32, bool), Reason> {
        match digits {
            8 if (1850..2200).contains(&(number / 10_000)) => {
                Ok((number / 10_000, number / 100 % 100, number % 100, false))
            }
            8 => {
                let (a, b) = (number / 1_000_000, number / 10_000 % 100);
                let (month, day) = if order == DateOrder::Dmy { (b, a) } else { (a, b) };
                Ok((number % 10_000, month, day, false))
            }
            5 if (20_000..60_000).contains(&number) => {
                Err("looks like a spreadsheet's day number: format the column as a date and export again".into())
            }
            _ => Err("is not a date".into()),
        }
    }
}

fn in_century(year: u32, month: u32, day: u32, near: Near) -> Result<ReadDate, Reason> {
    let later = calendar(2000 + year, month, day);
    let earlier = calendar(1900 + year, month, day);
    match near {
        Near::Care(today) => {
            let distance = |d: &NaiveDate| (*d - today).num_days().abs();
            let day = [later, earlier]
                .into_iter()
                .flatten()
                .min_by_key(distance)
                .ok_or(NO_DAY)?;
            Ok(ReadDate {
                day,
                century_chosen: false,
            })
        }
        Near::Birth(today) => match (later, earlier) {
            (Ok(later), Ok(earlier)) if later <= today => {
                let grown = today.year() - later.year() >= 12;
                Ok(ReadDate {
                    day: if grown { later } else { earlier },
                    century_chosen: today.year() - earlier.year() < 110,
                })
            }
            (_, Ok(earlier)) => Ok(ReadDate {
                day: earlier,
                century_chosen: false,
            }),
            (Ok(later), Err(_)) if later <= today => Ok(ReadDate {
                day: later,
                century_chosen: false,
            }),
            _ => Err(NO_DAY.into()),
        },
    }
}

/// Whether a text is a date, whatever the order of its parts and however long ago.
pub fn is_date(text: &str) -> bool {
    DateOrder::ALL
        .iter()
        .any(|order| read(text, *order, Near::Birth(NaiveDate::MAX)).is_ok())
}

/// Whether a word is the name of a month, whole or cut to three letters.
pub fn is_month_name(word: &str) -> bool {
    let in_full = || MONTHS.iter().any(|name| name.eq_ignore_ascii_case(word));
    month(word).is_some() && (word.len() == 3 || in_full())
}

/// The first two numbers of a date that ends in its year: evidence for the order of a column.
pub fn leading_numbers(text: &str) -> Option<(u32, u32)> {
    let bytes = text.as_bytes();
    if !bytes.first()?.is_ascii_digit() || bytes.get(4) == Some(&b'-') {
        return None;
    }
    let parts = Parts::of(without_time(text));
    let [a, b, _, _] = parts.numbers;
    (parts.count == 3 && parts.month_name.is_none() && !parts.odd && a.1 <= 2 && b.1 <= 2)
        .then_some((a.0, b.0))
}

/// The text of a spreadsheet's date cell. Days that never were (29 February 1900, day 0) stay
/// impossible dates, to be named as such.
pub fn spreadsheet_day(serial: f64, epoch_1904: bool) -> String {
    let whole = serial.floor();
    if !(0.0..3_000_000.0).contains(&whole) {
        return format!("{serial}");
    }
    let days = whole as u64;
    let base = match (epoch_1904, days) {
        (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1),
        (false, 0) => return "1900-01-00".to_owned(),
        (false, 60) => return "1900-02-29".to_owned(),
        (false, 1..60) => NaiveDate::from_ymd_opt(1899, 12, 31),
        (false, _) => NaiveDate::from_ymd_opt(1899, 12, 30),
    };
    let day = base.and_then(|b| b.checked_add_days(Days::new(days)));
    day.map_or_else(|| format!("{serial}"), |d| d.format("%Y-%m-%d").to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
    }

    fn today() -> NaiveDate {
        day("2026-11-21")
    }

    fn check(text: &str, order: DateOrder, expected: &str) {
        let found = read(text, order, Near::Care(today())).map(|d| d.day.to_string());
        assert_eq!(found.as_deref(), Ok(expected), "{text}");
    }

    #[test]
    fn dates_are_read_in_every_usual_spelling() {
        for text in [
            "2026-08-03",
            "2026/08/03",
            "2026.08.03",
            "2026-8-3",
            "20260803",
            "8/3/2026",
            "08/03/2026",
            "8-3-26",
            "08.03.2026",
            "August 3, 2026",
            "Aug 3, 2026",
            "3 Aug 2026",
            "3-Aug-26",
            "03AUG2026",
            "Aug. 3rd, 2026",
            "Monday, August 3, 2026",
            "2026-08-03T23:30:00-07:00",
            "2026-08-03T06:30:00Z",
            "2026-08-03 00:00:00.000",
            "8/3/2026 11:30 PM",
            "Aug  3 2026 12:00AM",
            "2026-Aug-03",
            "08032026",
            "3 Sept 2026",
        ] {
            check(
                text,
                DateOrder::Mdy,
                if text.contains("Sept") {
                    "2026-09-03"
                } else {
                    "2026-08-03"
                },
            );
        }
        check("3/8/2026", DateOrder::Dmy, "2026-08-03");
        check("03.08.26", DateOrder::Dmy, "2026-08-03");
        check("26/08/03", DateOrder::Ymd, "2026-08-03");
        check("1/2/99", DateOrder::Mdy, "1999-01-02");
    }

    #[test]
    fn what_is_no_date_says_why() {
        for (text, reason) in [
            ("", "blank"),
            ("2026-02-30", "calendar"),
            ("0000-00-00", "calendar"),
            ("1900-01-00", "calendar"),
            ("13/45/2026", "calendar"),
            ("25/08/2026", "month/day/year"),
            ("####", "narrow"),
            ("tomorrow", "not a date"),
            ("2026-8", "missing"),
            ("Aug 2026", "missing"),
            ("46237", "day number"),
            ("2206-08-03", "calendar"),
            ("12/34", "missing"),
            ("mayor 3 2026", "not a date"),
            ("1/2/2026/3", "not a date"),
            ("1/2/202", "year"),
        ] {
            let found = read(text, DateOrder::Mdy, Near::Care(today())).unwrap_err();
            assert!(found.contains(reason), "{text}: {found}");
        }
    }

    #[test]
    fn a_short_year_of_birth_is_always_past_and_said_when_doubtful() {
        for (text, expected, doubtful) in [
            ("4/9/61", "1961-04-09", false),
            ("12/31/25", "1925-12-31", true),
            ("5/5/05", "2005-05-05", false),
            ("5/5/20", "1920-05-05", true),
        ] {
            let found = read(text, DateOrder::Mdy, Near::Birth(today())).unwrap();
            assert_eq!(
                (found.day, found.century_chosen),
                (day(expected), doubtful),
                "{text}"
            );
        }
    }

    #[test]
    fn spreadsheet_days_count_from_either_epoch() {
        for (serial, epoch_1904, expected) in [
            (46237.0, false, "2026-08-03"),
            (44775.75, true, "2026-08-03"),
            (61.0, false, "1900-03-01"),
            (60.0, false, "1900-02-29"),
            (1.0, false, "1900-01-01"),
            (0.0, false, "1900-01-00"),
            (-1.0, false, "-1"),
        ] {
            assert_eq!(spreadsheet_day(serial, epoch_1904), expected);
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,24}") {
            for order in DateOrder::ALL {
                let _ = read(&text, order, Near::Birth(today()));
            }
            let _ = leading_numbers(&text);
        }

        #[test]
        fn what_is_written_is_read_back(days in 0i64..60_000) {
            let day = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::Duration::days(days);
            for (format, order) in [("%m/%d/%Y", DateOrder::Mdy), ("%d.%m.%Y", DateOrder::Dmy), ("%B %-d, %Y", DateOrder::Mdy)] {
                let found = read(&day.format(format).to_string(), order, Near::Care(today()));
                prop_assert_eq!(found.map(|d| d.day), Ok(day));
            }
        }
    }
}
