//! The words of a text that name a time: "mid-January", "Q1 2027", "March 4th", "end of next month".

use chrono::NaiveDate;

use super::span::{Edge, resolve, span_at, unit_at, whole_unit_at, year_at};
use super::words::{Kind, Token, Words};
use crate::domain::date_names::{month, weekday};
use crate::domain::typed_date::parse_typed_date;

/// The most tokens a written date has: "Wed, March 4th, 2026".
const LONGEST_DATE: usize = 8;

/// Months that are people's names as well.
const NAMES: [&str; 5] = ["jan", "april", "may", "june", "august"];

/// Months that are everyday words as well, when they are not capitalised.
const EVERYDAY: [&str; 3] = ["may", "march", "mar"];

/// A time that is named from one token up to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub first: usize,
    pub end: usize,
    /// The last day that is in time.
    pub date: NaiveDate,
    /// The last day that is in time when it is to be done before.
    pub before: NaiveDate,
    /// One day is named, not a month or quarter.
    pub is_day: bool,
    /// Nothing but a month that may be a person: "Jan", "June".
    pub may_be_name: bool,
}

/// Every time that is named, from left to right.
pub(super) fn phrases(words: &Words<'_>, today: NaiveDate) -> Vec<Phrase> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.tokens.len() {
        let phrase = part_of_span(words, at, today)
            .or_else(|| written_date(words, at, today))
            .or_else(|| whole_span(words, at, today));
        if let Some(phrase) = phrase {
            at = phrase.end;
            found.push(phrase);
        } else {
            at += 1;
        }
    }
    found
}

/// "early February", "mid-January", "late March 2027", "end of next month".
fn part_of_span(words: &Words<'_>, first: usize, today: NaiveDate) -> Option<Phrase> {
    let edge = match words.at(first) {
        "early" => Edge::Early,
        "mid" | "middle" => Edge::Mid,
        "late" => Edge::Late,
        "start" | "beginning" => Edge::Start,
        "end" => Edge::End,
        _ => return None,
    };
    let mut at = first + 1;
    let mut of = false;
    while matches!(words.at(at), "-" | "of" | "the") {
        of |= words.at(at) == "of";
        at += 1;
    }
    // "start March" says when work begins, "start of March" names a day.
    if edge == Edge::Start && !of {
        return None;
    }
    let span = span_at(words, at, today)
        .or_else(|| unit_at(words, at, today))
        .or_else(|| year_at(words, at, today, edge))?;
    let date = resolve(&span, today, edge)?;
    Some(Phrase {
        first,
        end: span.end,
        date,
        // "before mid-January" asks for no other day than "by mid-January".
        before: date,
        is_day: false,
        may_be_name: false,
    })
}

/// A date as `parse_typed_date` reads it, within other words.
fn written_date(words: &Words<'_>, first: usize, today: NaiveDate) -> Option<Phrase> {
    let longest = LONGEST_DATE.min(words.tokens.len() - first);
    (1..=longest).rev().find_map(|count| {
        let end = first + count;
        let written = words.written(first, end)?;
        if !is_like_a_date(words, first, end) {
            return None;
        }
        let date = parse_typed_date(written, today).ok()?;
        Some(Phrase {
            first,
            end,
            date,
            before: date.pred_opt()?,
            is_day: true,
            may_be_name: false,
        })
    })
}

/// Stricter than a date field: "3-4" or "3 4" among words is more likely no date at all.
fn is_like_a_date(words: &Words<'_>, first: usize, end: usize) -> bool {
    let tokens = words.tokens.get(first..end).unwrap_or_default();
    let is_sign = |at: usize| {
        let token = tokens.get(at);
        token.is_none_or(|token| token.kind == Kind::Sign)
    };
    let parts = |token: &&Token<'_>| {
        token.kind != Kind::Sign || matches!(token.text, "/" | "-" | "." | "," | "–")
    };
    if is_sign(0) || is_sign(tokens.len() - 1) || !tokens.iter().all(|token| parts(&token)) {
        return false;
    }
    let numbers = tokens.iter().filter(|t| t.kind == Kind::Number).count();
    let has_month = tokens.iter().any(|token| month(&token.lower).is_some());
    match (numbers, tokens) {
        (0, [day]) => day.lower == "tomorrow" || weekday(&day.lower).is_some(),
        (0, [next, day]) => next.lower == "next" && weekday(&day.lower).is_some(),
        (1, [compact]) => compact.text.len() == 8,
        (2, [_, slash, _]) => has_month || slash.text == "/",
        (1 | 2, _) => has_month,
        (3, [_, one, _, two, _]) => one.kind == Kind::Sign && one.text == two.text,
        _ => false,
    }
}

/// "March", "April 2027", "Q1", "first quarter of 2027", "next quarter", "2027-03", "year end".
fn whole_span(words: &Words<'_>, first: usize, today: NaiveDate) -> Option<Phrase> {
    let span = span_at(words, first, today).or_else(|| whole_unit_at(words, first, today))?;
    let is_plain_month = span.end == first + 1 && month(words.at(first)).is_some();
    if is_plain_month && !is_month_here(words, first) {
        return None;
    }
    Some(Phrase {
        first,
        end: span.end,
        date: resolve(&span, today, Edge::End)?,
        before: resolve(&span, today, Edge::Start)?.pred_opt()?,
        is_day: false,
        may_be_name: is_plain_month && NAMES.contains(&words.at(first)),
    })
}

/// "may need help" and "march through the list" name no month.
fn is_month_here(words: &Words<'_>, at: usize) -> bool {
    let written = words.tokens.get(at).map_or("", |token| token.text);
    let alone = words
        .tokens
        .iter()
        .filter(|token| token.kind != Kind::Sign)
        .count()
        == 1;
    !EVERYDAY.contains(&written)
        || alone
        || matches!(
            words.before(at),
            "by" | "before" | "until" | "till" | "through" | "in" | "during" | "from" | "starting"
        )
}
