//! The day or period of a number, as spreadsheets and people write it.

use chrono::{Datelike, NaiveDate};

use super::super::{Period, month_end};
use crate::domain::date_names::month;
use crate::domain::typed_date::parse_typed_date;

/// Years a number may be of; anything else is a slip.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// Whether a day must name its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// It must: "Mar-26" of a spreadsheet is March 2026 to one and 26 March to another.
    Asked,
    /// The nearest one is taken; for a field that shows at once how it was read.
    Nearest,
}

/// Reads "2026-03", "Mar 2026", "3/2026", "Q1 2026", "week to 2026-03-15" or a whole date as a day of
/// the period it names; a month or quarter is read as its last day.
///
/// # Errors
/// A sentence that says what could not be read and what to write instead.
pub fn read_day(
    text: &str,
    period: Period,
    today: NaiveDate,
    year: Year,
) -> Result<NaiveDate, String> {
    let typed = text.trim().to_lowercase();
    let typed = typed
        .strip_prefix("week to ")
        .unwrap_or(&typed)
        .trim()
        .to_owned();
    if typed.is_empty() {
        return Err("The day is missing. Write it like 2026-03 or 2026-03-09.".to_owned());
    }
    let words = tokens(&typed);
    if let Some(end) = quarter(&words) {
        return match period {
            Period::Quarter => in_range(end),
            _ => Err(too_long("a quarter", period)),
        };
    }
    if let Some(end) = whole_month(&words) {
        return match period {
            Period::Month | Period::Quarter => in_range(end),
            Period::Day | Period::Week => Err(too_long("a month", period)),
        };
    }
    if year == Year::Asked && lacks_year(&words) {
        return Err(
            "The year is missing or could be a day. Write it like 2026-03 or 2026-03-09."
                .to_owned(),
        );
    }
    parse_typed_date(&typed, today)
}

fn too_long(what: &str, period: Period) -> String {
    let one = period.word();
    format!("This is {what}, and the measure has one number a {one}. Write the {one}.")
}

fn in_range(end: NaiveDate) -> Result<NaiveDate, String> {
    if YEARS.contains(&end.year()) {
        Ok(end)
    } else {
        Err("The year lies outside 1900 to 2199. Check it.".to_owned())
    }
}

/// Runs of figures and runs of letters; everything else parts them.
fn tokens(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_figure = first.is_ascii_digit();
        let is_letter = first.is_alphabetic();
        let same = |c: char| c.is_ascii_digit() == is_figure && c.is_alphabetic() == is_letter;
        let end = rest.find(|c| !same(c)).unwrap_or(rest.len());
        let (head, tail) = rest.split_at(end);
        if is_figure || is_letter {
            out.push(head);
        }
        rest = tail;
    }
    out
}

/// A year of four figures.
fn full_year(word: &str) -> Option<i32> {
    (word.len() == 4).then(|| word.parse().ok()).flatten()
}

fn quarter(words: &[&str]) -> Option<NaiveDate> {
    let (["q" | "quarter", a, b] | [a, "q" | "quarter", b]) = *words else {
        return None;
    };
    // Year and number in either order: "Q1 2026", "2026 Q1", "1Q2026".
    let (year, number) = match (full_year(a), full_year(b)) {
        (Some(year), None) => (year, b),
        (None, Some(year)) => (year, a),
        _ => return None,
    };
    let number: u32 = number.parse().ok().filter(|n| (1..=4).contains(n))?;
    NaiveDate::from_ymd_opt(year, number * 3, 1).map(month_end)
}

fn whole_month(words: &[&str]) -> Option<NaiveDate> {
    let &[a, b] = words else { return None };
    let (year, word) = match (full_year(a), full_year(b)) {
        (Some(year), None) => (year, b),
        (None, Some(year)) => (year, a),
        _ => return None,
    };
    let number = month(word).or_else(|| word.parse().ok())?;
    NaiveDate::from_ymd_opt(year, number, 1).map(month_end)
}

/// Two parts, none of them a year of four figures: "3/4", "Mar-26".
fn lacks_year(words: &[&str]) -> bool {
    let is_part = |w: &&str| month(w).is_some() || (w.len() < 3 && w.parse::<u32>().is_ok());
    words.len() == 2 && words.iter().all(is_part)
}
