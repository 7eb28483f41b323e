//! Dates as people type them, read against today.
//!
//! A part that is left out is chosen so that the date lies nearest to today, because a clinic types
//! both last month's check and next month's review; the reading is always shown beside the field.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::date_names::{MONTHS, month, weekday};

/// What to type, for the sentence under a field that could not be read.
const EXAMPLES: &str = "Type it like 2026-03-04, 3/4/26, Mar 4, today or +2w";

/// Years a typed date may lie in; anything else is a slip of the keyboard.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// Reads `text` as a date, month before day, relative words against `today`.
///
/// # Errors
/// A sentence that says what could not be read and what to type instead.
pub fn parse_typed_date(text: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    let typed = text.trim().to_lowercase();
    if typed.is_empty() {
        return Err(format!("No date typed. {EXAMPLES}."));
    }
    let date = relative_word(&typed, today)
        .or_else(|| offset(&typed, today))
        .or_else(|| weekday_word(&typed, today))
        .or_else(|| edge_of_month(&typed, today));
    let read = match date {
        Some(date) => date,
        None => parts(&typed, today)?,
    };
    if YEARS.contains(&read.year()) {
        Ok(read)
    } else {
        Err(format!(
            "The year {} is outside 1900 to 2199. Type the year with four digits.",
            read.year()
        ))
    }
}

fn not_understood(text: &str) -> String {
    let shown: String = text.chars().take(24).collect();
    format!("\u{201c}{shown}\u{201d} is not a date. {EXAMPLES}.")
}

fn relative_word(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    match typed {
        "today" | "now" | "t" => Some(today),
        "yesterday" => today.pred_opt(),
        "tomorrow" => today.succ_opt(),
        "last week" => today.checked_sub_days(Days::new(7)),
        "next week" => today.checked_add_days(Days::new(7)),
        "last month" => today.checked_sub_months(Months::new(1)),
        "next month" => today.checked_add_months(Months::new(1)),
        _ => None,
    }
}

/// `-30d`, `+2w`, `+3m`, `-1y`, also `in 3 weeks` and `2 days ago`.
fn offset(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (forward, rest) = if let Some(rest) = typed.strip_prefix('+') {
        (true, rest)
    } else if let Some(rest) = typed.strip_prefix(['-', '−', '–']) {
        (false, rest)
    } else if let Some(rest) = typed.strip_prefix("in ") {
        (true, rest)
    } else {
        (false, typed.strip_suffix(" ago")?)
    };
    let rest = rest.trim();
    let end = rest.find(|sign: char| !sign.is_ascii_digit())?;
    let (count, unit) = rest.split_at_checked(end)?;
    let count: u32 = count.parse().ok()?;
    let days = |days: u32| {
        let days = Days::new(u64::from(days));
        if forward {
            today.checked_add_days(days)
        } else {
            today.checked_sub_days(days)
        }
    };
    let months = |months: u32| {
        let months = Months::new(months);
        if forward {
            today.checked_add_months(months)
        } else {
            today.checked_sub_months(months)
        }
    };
    match unit.trim() {
        "d" | "day" | "days" => days(count),
        "w" | "wk" | "week" | "weeks" => days(count.checked_mul(7)?),
        "m" | "mo" | "month" | "months" => months(count),
        "y" | "yr" | "year" | "years" => months(count.checked_mul(12)?),
        _ => None,
    }
}

/// `friday` and `next friday` are the coming one, today not counted; `last friday` the one before.
fn weekday_word(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (back, name) = if let Some(name) = typed.strip_prefix("last ") {
        (true, name)
    } else {
        (false, typed.strip_prefix("next ").unwrap_or(typed))
    };
    let wanted = weekday(name.trim())?;
    let distance = if back {
        (today.weekday().num_days_from_monday() + 7 - wanted.num_days_from_monday()) % 7
    } else {
        (wanted.num_days_from_monday() + 7 - today.weekday().num_days_from_monday()) % 7
    };
    let days = Days::new(u64::from(if distance == 0 { 7 } else { distance }));
    if back {
        today.checked_sub_days(days)
    } else {
        today.checked_add_days(days)
    }
}

/// `end of march`, `end of month`, `start of april 2027`.
fn edge_of_month(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (end, rest) = if let Some(rest) = typed.strip_prefix("end of ") {
        (true, rest)
    } else {
        let rest = typed
            .strip_prefix("start of ")
            .or_else(|| typed.strip_prefix("beginning of "))?;
        (false, rest)
    };
    let mut words = rest
        .split_whitespace()
        .filter(|word| *word != "the" && *word != "this");
    let (month, year) = match words.next()? {
        "month" => (today.month(), Some(today.year())),
        "year" => (if end { 12 } else { 1 }, Some(today.year())),
        name => {
            let year = words.next().map(|word| full_year(word, today));
            (
                month(name)?,
                year.map_or(Some(None), |year| year.map(Some))?,
            )
        }
    };
    // "End of month report" is no date.
    if words.next().is_some() {
        return None;
    }
    let edge = |year: i32| {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        if end {
            first.checked_add_months(Months::new(1))?.pred_opt()
        } else {
            Some(first)
        }
    };
    match year {
        Some(year) => edge(year),
        None => nearest(today, edge),
    }
}

/// Dates of two or three parts: numbers and at most one month name, with any of ` /-.,` between.
fn parts(typed: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    // A leading weekday says nothing new: "Wed 4 March".
    let body = typed
        .split_once([' ', ','])
        .filter(|(first, _)| weekday(first).is_some())
        .map_or(typed, |(_, rest)| rest);
    let words = tokens(body);
    let read = match *words.as_slice() {
        [single] => compact(single),
        [a, b] => two_parts(a, b),
        [a, b, c] => three_parts(a, b, c, today),
        _ => None,
    };
    let (year, month, day) = read.ok_or_else(|| not_understood(typed))?;
    if !(1..=12).contains(&month) {
        return Err(format!(
            "There is no month {month}. Month comes before day: 3/4/26 is 4 March 2026."
        ));
    }
    let on = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
    match year {
        Some(year) => on(year),
        None => nearest(today, on),
    }
    .ok_or_else(|| no_such_day(month, day))
}

fn no_such_day(month: u32, day: u32) -> String {
    let name = MONTHS.get(month as usize - 1).copied().unwrap_or_default();
    format!("There is no {day} {name}. Check the day.")
}

/// The candidate of last, this or next year that lies nearest to today; a tie goes forward.
fn nearest(today: NaiveDate, on: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
    [today.year() + 1, today.year(), today.year() - 1]
        .into_iter()
        .filter_map(on)
        .min_by_key(|date| (*date - today).num_days().abs())
}

/// Year if typed, month, day; not yet checked against the calendar.
type Parts = (Option<i32>, u32, u32);

/// `20260304` as record systems write it.
fn compact(word: &str) -> Option<Parts> {
    if word.len() != 8 || !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year = word.get(..4)?.parse().ok()?;
    Some((
        Some(year),
        number(word.get(4..6)?)?,
        number(word.get(6..)?)?,
    ))
}

fn two_parts(a: &str, b: &str) -> Option<Parts> {
    match (month(a), month(b)) {
        (Some(month), None) => Some((None, month, number(b)?)),
        (None, Some(month)) => Some((None, month, number(a)?)),
        (None, None) => Some((None, number(a)?, number(b)?)),
        (Some(_), Some(_)) => None,
    }
}

fn three_parts(a: &str, b: &str, c: &str, today: NaiveDate) -> Option<Parts> {
    let full_year = |word: &str| full_year(word, today);
    if let Some(month) = month(a) {
        return Some((Some(full_year(c)?), month, number(b)?));
    }
    if let Some(month) = month(b) {
        return if a.len() == 4 {
            Some((Some(full_year(a)?), month, number(c)?))
        } else {
            Some((Some(full_year(c)?), month, number(a)?))
        };
    }
    if a.len() == 4 {
        Some((Some(full_year(a)?), number(b)?, number(c)?))
    } else {
        Some((Some(full_year(c)?), number(a)?, number(b)?))
    }
}

/// Runs of digits and runs of letters; everything between them only parts them, so that
/// `mar4`, `4th of March` and `2026.03.04` all fall into their pieces.
fn tokens(body: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = body;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let letters = first.is_alphabetic();
        let end = if digits || letters {
            rest.find(|sign: char| {
                sign.is_ascii_digit() != digits || sign.is_alphabetic() != letters
            })
            .unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (head, tail) = rest.split_at(end);
        let ordinal = matches!(head, "st" | "nd" | "rd" | "th" | "of");
        if (digits || letters) && !ordinal {
            out.push(head);
        }
        rest = tail;
    }
    out
}

fn number(word: &str) -> Option<u32> {
    (word.len() <= 2).then(|| word.parse().ok()).flatten()
}

/// Four digits, or two: this century unless that is more than 20 years ahead, so that `3/4/26`
/// is a date of now and `3/4/62` a date of birth.
pub(super) fn full_year(word: &str, today: NaiveDate) -> Option<i32> {
    let year: i32 = word.parse().ok()?;
    match word.len() {
        4 => Some(year),
        2 if 2000 + year > today.year() + 20 => Some(1900 + year),
        2 => Some(2000 + year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Monday.
    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 10, 12).unwrap()
    }

    fn check(cases: &[(&str, &str)]) {
        for (typed, expected) in cases {
            let read = parse_typed_date(typed, today());
            let read = read.map(|date| date.to_string());
            assert_eq!(read, Ok((*expected).to_owned()), "typed {typed:?}");
        }
    }

    #[test]
    fn whole_dates_are_read_as_written() {
        check(&[
            ("2026-03-04", "2026-03-04"),
            (" 2026-3-4 ", "2026-03-04"),
            ("2026/03/04", "2026-03-04"),
            ("2026.03.04", "2026-03-04"),
            ("20260304", "2026-03-04"),
            ("3/4/26", "2026-03-04"),
            ("03/04/2026", "2026-03-04"),
            ("3-4-26", "2026-03-04"),
            ("3.4.2026", "2026-03-04"),
            ("3 4 2026", "2026-03-04"),
            ("12/31/2025", "2025-12-31"),
            ("2/29/2024", "2024-02-29"),
            ("Mar 4 2026", "2026-03-04"),
            ("Mar 4, 2026", "2026-03-04"),
            ("March 4th, 2026", "2026-03-04"),
            ("4 March 2026", "2026-03-04"),
            ("4 mar 26", "2026-03-04"),
            ("4-Mar-2026", "2026-03-04"),
            ("4mar2026", "2026-03-04"),
            ("2026 March 4", "2026-03-04"),
            ("4th of March 2026", "2026-03-04"),
            ("Wed 4 March 2026", "2026-03-04"),
            ("Wednesday, March 4, 2026", "2026-03-04"),
            ("sept. 1 2026", "2026-09-01"),
        ]);
    }

    #[test]
    fn a_two_digit_year_is_near_now_or_a_year_of_birth() {
        check(&[
            ("3/4/62", "1962-03-04"),
            ("3/4/47", "1947-03-04"),
            ("3/4/46", "2046-03-04"),
            ("3/4/00", "2000-03-04"),
            ("11 nov 63", "1963-11-11"),
        ]);
    }

    #[test]
    fn a_date_without_a_year_is_the_nearest_one() {
        check(&[
            ("10/31", "2026-10-31"),
            ("3/4", "2027-03-04"),
            ("5/1", "2026-05-01"),
            ("9/30", "2026-09-30"),
            ("1/15", "2027-01-15"),
            ("Mar 4", "2027-03-04"),
            ("4 march", "2027-03-04"),
            ("mar4", "2027-03-04"),
            ("oct 12", "2026-10-12"),
            ("12-31", "2026-12-31"),
            ("may 1st", "2026-05-01"),
        ]);
    }

    #[test]
    fn words_and_offsets_count_from_today() {
        check(&[
            ("today", "2026-10-12"),
            ("T", "2026-10-12"),
            ("yesterday", "2026-10-11"),
            ("Tomorrow", "2026-10-13"),
            ("-30d", "2026-09-12"),
            ("+2w", "2026-10-26"),
            ("+3m", "2027-01-12"),
            ("-1y", "2025-10-12"),
            ("+ 10 days", "2026-10-22"),
            ("in 3 weeks", "2026-11-02"),
            ("2 days ago", "2026-10-10"),
            ("6 months ago", "2026-04-12"),
            ("\u{2212}7d", "2026-10-05"),
            ("next week", "2026-10-19"),
            ("last month", "2026-09-12"),
        ]);
    }

    #[test]
    fn weekdays_are_the_coming_ones() {
        check(&[
            ("friday", "2026-10-16"),
            ("Fri", "2026-10-16"),
            ("thurs", "2026-10-15"),
            ("next friday", "2026-10-16"),
            ("monday", "2026-10-19"),
            ("sunday", "2026-10-18"),
            ("last friday", "2026-10-09"),
            ("last monday", "2026-10-05"),
        ]);
    }

    #[test]
    fn edges_of_months_are_read() {
        check(&[
            ("end of March", "2027-03-31"),
            ("end of feb 2028", "2028-02-29"),
            ("end of October", "2026-10-31"),
            ("end of month", "2026-10-31"),
            ("end of the month", "2026-10-31"),
            ("end of year", "2026-12-31"),
            ("start of November", "2026-11-01"),
            ("beginning of april 2027", "2027-04-01"),
        ]);
    }

    #[test]
    fn what_is_not_a_date_says_why() {
        for (typed, part) in [
            ("", "No date typed"),
            ("soon", "is not a date"),
            ("13/31/2026", "no month 13"),
            ("31/12/2026", "Month comes before day"),
            ("2/30/2026", "no 30 February"),
            ("2/29/2026", "no 29 February"),
            ("4 / 31", "no 31 April"),
            ("0/4/2026", "no month 0"),
            ("3/0/2026", "no 0 March"),
            ("March 2026", "is not a date"),
            ("3/4/202", "is not a date"),
            ("3/4/20265", "is not a date"),
            ("1/2/3/4", "is not a date"),
            ("mar apr", "is not a date"),
            ("120", "is not a date"),
            ("12O", "is not a date"),
            ("-99999999999d", "is not a date"),
            ("ma 4", "is not a date"),
            ("3/4/1850", "outside 1900 to 2199"),
            ("end of smarch", "is not a date"),
            ("end of month report", "is not a date"),
            ("end of year 2", "is not a date"),
            ("end of march 2027 meeting", "is not a date"),
        ] {
            let answer = parse_typed_date(typed, today()).unwrap_err();
            assert!(answer.contains(part), "{typed:?} answers {answer:?}");
            assert!(answer.ends_with('.'), "{answer:?} is a sentence");
        }
    }

    #[test]
    fn the_end_of_a_short_month_is_kept_inside_it() {
        let day = NaiveDate::from_ymd_opt(2026, 1, 31).unwrap();
        assert_eq!(
            parse_typed_date("+1m", day),
            Ok(NaiveDate::from_ymd_opt(2026, 2, 28).unwrap())
        );
    }

    proptest::proptest! {
        #[test]
        fn nothing_typed_makes_it_fail(typed in ".{0,24}") {
            let _ = parse_typed_date(&typed, today());
        }

        #[test]
        fn a_date_written_out_is_read_back(days in -40_000i64..60_000) {
            let date = today() + chrono::TimeDelta::days(days);
            let read = parse_typed_date(&date.format("%Y-%m-%d").to_string(), today());
            proptest::prop_assert_eq!(read, Ok(date));
            let read = parse_typed_date(&date.format("%B %-d, %Y").to_string(), today());
            proptest::prop_assert_eq!(read, Ok(date));
        }
    }
}
