//! Months, quarters and years as a text names them, and the day that a part of one means.

use chrono::{Datelike, Months, NaiveDate};

use super::words::Words;
use crate::domain::date_names::month;
use crate::domain::typed_date::full_year;

/// The part of a month, quarter or year that is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Early,
    Mid,
    Late,
    Start,
    End,
}

/// Months in a row, of a year or of the coming one.
pub(super) struct Span {
    month: u32,
    pub months: u32,
    year: Option<i32>,
    pub end: usize,
}

/// A month or quarter by its name or number.
pub(super) fn span_at(words: &Words<'_>, at: usize, today: NaiveDate) -> Option<Span> {
    month_at(words, at, today)
        .or_else(|| quarter_at(words, at, today))
        .or_else(|| numbered_month_at(words, at))
}

/// "March", "March 2027", "March, 2027", "Mar. '27"; a month before any other number is none.
fn month_at(words: &Words<'_>, at: usize, today: NaiveDate) -> Option<Span> {
    let month = month(words.at(at))?;
    let skipped = at + 1 + usize::from(matches!(words.at(at + 1), "." | ","));
    let skipped = if words.at(skipped) == "of" {
        skipped + 1
    } else {
        skipped
    };
    let year = year_after(words, skipped, today);
    if year.is_none() && words.is_number(at + 1) {
        return None;
    }
    let (year, end) = year.map_or((None, at + 1), |(year, end)| (Some(year), end));
    Some(Span {
        month,
        months: 1,
        year,
        end,
    })
}

/// "Q1", "Q1 2027", "first quarter of 2027", "3rd quarter".
fn quarter_at(words: &Words<'_>, at: usize, today: NaiveDate) -> Option<Span> {
    let (quarter, mut end) = match words.at(at) {
        "q" => (words.at(at + 1).parse().ok()?, at + 2),
        "first" => (1, at + 1),
        "second" => (2, at + 1),
        "third" => (3, at + 1),
        "fourth" | "last" => (4, at + 1),
        number if matches!(words.at(at + 1), "st" | "nd" | "rd" | "th") => {
            (number.parse().ok()?, at + 2)
        }
        _ => return None,
    };
    if words.at(at) != "q" {
        if words.at(end) != "quarter" {
            return None;
        }
        end += 1;
    }
    let month = match quarter {
        1 => 1,
        2 => 4,
        3 => 7,
        4 => 10,
        _ => return None,
    };
    let skipped = end + usize::from(matches!(words.at(end), "of" | "/" | "," | "-"));
    let (year, end) =
        year_after(words, skipped, today).map_or((None, end), |(year, end)| (Some(year), end));
    Some(Span {
        month,
        months: 3,
        year,
        end,
    })
}

/// "2027-03" and "3/2027".
fn numbered_month_at(words: &Words<'_>, at: usize) -> Option<Span> {
    let (year, month) = match (words.at(at), words.at(at + 1), words.at(at + 2)) {
        (year, "-" | "/", month) if year.len() == 4 && month.len() == 2 => (year, month),
        (month, "/", year) if year.len() == 4 && month.len() <= 2 => (year, month),
        _ => return None,
    };
    // A third part makes it a date, which was read before or is wrong.
    if matches!(words.at(at + 3), "-" | "/") || matches!(words.before(at), "-" | "/") {
        return None;
    }
    Some(Span {
        month: month.parse().ok()?,
        months: 1,
        year: Some(calendar_year(year)?),
        end: at + 3,
    })
}

/// "month", "next quarter", "the year" after "end of", counted from today.
pub(super) fn unit_at(words: &Words<'_>, at: usize, today: NaiveDate) -> Option<Span> {
    let (ahead, unit) = match words.at(at) {
        "next" => (1, at + 1),
        "this" => (0, at + 1),
        _ => (0, at),
    };
    let months = match words.at(unit) {
        "month" => 1,
        "quarter" => 3,
        "year" => 12,
        _ => return None,
    };
    from_now(today, ahead, months, unit + 1)
}

/// A unit that needs no "end of": "this month", "next quarter", "month end", "year-end", "EOY".
pub(super) fn whole_unit_at(words: &Words<'_>, at: usize, today: NaiveDate) -> Option<Span> {
    match words.at(at) {
        "eom" => return from_now(today, 0, 1, at + 1),
        "eoq" => return from_now(today, 0, 3, at + 1),
        "eoy" => return from_now(today, 0, 12, at + 1),
        _ => {}
    }
    let span = unit_at(words, at, today)?;
    let dash = usize::from(words.at(span.end) == "-");
    if words.at(span.end + dash) == "end" {
        let end = span.end + dash + 1;
        return Some(Span { end, ..span });
    }
    let is_told = matches!(words.at(at), "this" | "next");
    (is_told && span.months < 12).then_some(span)
}

/// The month, quarter or year of today, or the one `ahead` of it.
fn from_now(today: NaiveDate, ahead: u32, months: u32, end: usize) -> Option<Span> {
    let first = today.month0() - today.month0() % months;
    let start = NaiveDate::from_ymd_opt(today.year(), first + 1, 1)?
        .checked_add_months(Months::new(ahead * months))?;
    Some(Span {
        month: start.month(),
        months,
        year: Some(start.year()),
        end,
    })
}

/// "end of 2027"; no other part of a year is near enough to a day.
pub(super) fn year_at(words: &Words<'_>, at: usize, today: NaiveDate, edge: Edge) -> Option<Span> {
    if edge != Edge::End || words.at(at).len() != 4 {
        return None;
    }
    let (year, end) = year_after(words, at, today)?;
    Some(Span {
        month: 1,
        months: 12,
        year: Some(year),
        end,
    })
}

/// A year of four digits, or `'27`, and where it ends.
fn year_after(words: &Words<'_>, at: usize, today: NaiveDate) -> Option<(i32, usize)> {
    if matches!(words.at(at), "'" | "\u{2019}") && words.at(at + 1).len() == 2 {
        return Some((full_year(words.at(at + 1), today)?, at + 2));
    }
    Some((calendar_year(words.at(at))?, at + 1))
}

fn calendar_year(word: &str) -> Option<i32> {
    let year: i32 = (word.len() == 4).then(|| word.parse().ok()).flatten()?;
    (1900..=2199).contains(&year).then_some(year)
}

/// A month this little behind is the one just past: "September" in October may be overdue.
const GRACE_DAYS: i64 = 60;

/// The day of `span` that `edge` means; of the coming one where no year is told.
pub(super) fn resolve(span: &Span, today: NaiveDate, edge: Edge) -> Option<NaiveDate> {
    let whole = |year: i32| {
        let first = NaiveDate::from_ymd_opt(year, span.month, 1)?;
        let last = first
            .checked_add_months(Months::new(span.months))?
            .pred_opt()?;
        Some((first, last))
    };
    let on = |year: i32| {
        let (first, last) = whole(year)?;
        match edge {
            Edge::Start => Some(first),
            Edge::End | Edge::Late => Some(last),
            Edge::Early if span.months == 1 => first.with_day(10),
            Edge::Mid if span.months == 1 => first.with_day(15),
            Edge::Early | Edge::Mid => None,
        }
    };
    match span.year {
        Some(year) => on(year),
        None => coming(today, on),
    }
}

/// Plans look ahead: the first one that lies no further back than [`GRACE_DAYS`].
fn coming(today: NaiveDate, on: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
    let years = (today.year() - 1)..=(today.year() + 1);
    years
        .filter_map(on)
        .find(|date| (today - *date).num_days() <= GRACE_DAYS)
}
