//! Quantities, days and scores as exports write them.

use std::borrow::Cow;

/// A number, or why the text is none; a remark where the number is odd.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadNumber<T> {
    /// The number; `None` when blank, 0 or unreadable.
    pub value: Option<T>,
    /// What is to be said about it.
    pub remark: Option<Cow<'static, str>>,
}

/// Longest days supply that is believed; a year and a day.
const LONGEST_SUPPLY: f64 = 366.0;
/// A quantity from which a remark is made.
const LARGE_QUANTITY: f64 = 1000.0;
/// Units that may follow a number.
const UNITS: &[&str] = &[
    "tab",
    "tabs",
    "tablet",
    "tablets",
    "cap",
    "caps",
    "capsule",
    "capsules",
    "ea",
    "each",
    "ml",
    "patch",
    "patches",
    "film",
    "films",
    "day",
    "days",
    "d",
    "unit",
    "units",
    "pill",
    "pills",
    "dose",
    "doses",
    "g",
    "gm",
    "gram",
    "grams",
    "spray",
    "sprays",
    "lozenge",
    "lozenges",
    "supp",
    "suppositories",
    "count",
    "ct",
];

impl<T> ReadNumber<T> {
    fn is(value: T) -> Self {
        Self {
            value: Some(value),
            remark: None,
        }
    }

    fn unknown(remark: impl Into<Cow<'static, str>>) -> Self {
        Self {
            value: None,
            remark: Some(remark.into()),
        }
    }
}

/// Reads a plain number: thousands marks, a decimal comma when the table has them, a unit behind,
/// `#` before. Ranges, comparisons and words are refused with their reason.
pub fn number(text: &str, decimal_comma: bool) -> Result<f64, Cow<'static, str>> {
    let text = text.trim().trim_start_matches('#').trim();
    if text.is_empty() {
        return Err("is blank".into());
    }
    if let Some(value) = fraction(text) {
        return Ok(value);
    }
    if text.starts_with(['<', '>', '≥', '≤', '~']) {
        return Err("is a comparison, not a number".into());
    }
    let digits_end = text
        .char_indices()
        .find(|(at, c)| {
            !(c.is_ascii_digit()
                || matches!(c, '.' | ',' | '\'')
                || (*at == 0 && matches!(c, '-' | '+')))
        })
        .map_or(text.len(), |(at, _)| at);
    let (digits, tail) = text.split_at(digits_end);
    let tail = tail.trim();
    if tail.starts_with(['-', '–', '/']) && tail.contains(|c: char| c.is_ascii_digit()) {
        return Err("is a range or several numbers, not one number".into());
    }
    if !tail.is_empty() && !is_unit(tail) {
        return exponent(text).ok_or("is not a number".into());
    }
    plain(digits, decimal_comma).ok_or("is not a number".into())
}

fn is_unit(tail: &str) -> bool {
    let word = tail
        .trim_end_matches('.')
        .trim_start_matches('(')
        .trim_end_matches(')')
        .to_lowercase();
    UNITS.contains(&word.trim_end_matches("(s").trim())
}

/// A lone fraction sign, and `1/2`.
fn fraction(text: &str) -> Option<f64> {
    match text {
        "½" | "1/2" => Some(0.5),
        "¼" | "1/4" => Some(0.25),
        "¾" | "3/4" => Some(0.75),
        _ => None,
    }
}

/// `1e2`, as a spreadsheet or a database may write 100.
fn exponent(text: &str) -> Option<f64> {
    let looks = text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'+' | b'-' | b'e' | b'E'));
    text.parse().ok().filter(|n: &f64| looks && n.is_finite())
}

fn plain(digits: &str, decimal_comma: bool) -> Option<f64> {
    let (thousands, decimal) = if decimal_comma {
        ('.', ',')
    } else {
        (',', '.')
    };
    let sign = digits.starts_with('-');
    let digits = digits.trim_start_matches(['-', '+']);
    let (whole, part) = digits.split_once(decimal).unwrap_or((digits, ""));
    if part.contains([thousands, decimal, '\'']) {
        return None;
    }
    let groups: Vec<&str> = whole.split([thousands, '\'']).collect();
    let (first, others) = groups.split_first()?;
    let grouped = others.is_empty()
        || ((1..=3).contains(&first.len()) && others.iter().all(|g| g.len() == 3));
    if !grouped || (whole.is_empty() && part.is_empty()) {
        return None;
    }
    let value: f64 = format!(
        "{}.{}",
        groups.concat(),
        if part.is_empty() { "0" } else { part }
    )
    .parse()
    .ok()?;
    Some(if sign { -value } else { value })
}

/// Reads a quantity dispensed. Negative numbers come back as they are: the caller knows reversals.
pub fn quantity(text: &str, decimal_comma: bool) -> ReadNumber<f64> {
    match number(text, decimal_comma) {
        Ok(0.0) => ReadNumber::unknown("is 0: the dose is unknown"),
        Ok(n) if n.abs() >= 1e6 => ReadNumber::unknown("is impossibly large: the dose is unknown"),
        Ok(n) if n >= LARGE_QUANTITY => ReadNumber {
            value: Some(n),
            remark: Some("is unusually large; it was kept. Check it.".into()),
        },
        Ok(n) => ReadNumber::is(n),
        Err(reason) => ReadNumber::unknown(format!("{reason}: the dose is unknown")),
    }
}

/// Reads a days supply.
pub fn days(text: &str, decimal_comma: bool) -> ReadNumber<u16> {
    match number(text, decimal_comma) {
        Ok(n) if n <= 0.0 => ReadNumber::unknown("is not more than 0: the dose is unknown"),
        Ok(n) if n > LONGEST_SUPPLY => {
            ReadNumber::unknown("is longer than a year: the dose is unknown")
        }
        Ok(n) if n.fract() != 0.0 => {
            ReadNumber::unknown("is not a whole number of days: the dose is unknown")
        }
        Ok(n) => ReadNumber::is(n as u16),
        Err(reason) => ReadNumber::unknown(format!("{reason}: the dose is unknown")),
    }
}

/// Reads a refill number; anything else than a small whole number is not one.
pub fn refill(text: &str) -> Option<u16> {
    number(text, false)
        .ok()
        .filter(|n| (0.0..100.0).contains(n) && n.fract() == 0.0)
        .map(|n| n as u16)
}

/// Reads a PEG score, 0 to 10, and writes it the one way it is kept.
pub fn peg(text: &str, decimal_comma: bool) -> Result<String, Cow<'static, str>> {
    let score = text.trim().strip_suffix("/10").unwrap_or(text);
    let score = match number(score, decimal_comma) {
        Ok(score) => score,
        Err(_) if !decimal_comma => number(score, true)?,
        Err(reason) => return Err(reason),
    };
    if (0.0..=10.0).contains(&score) {
        Ok(format!("{score}"))
    } else {
        Err("is not a PEG score: it goes from 0 to 10".into())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quantities_are_read_or_their_reason_given() {
        for (text, comma, expected) in [
            ("90", false, Some(90.0)),
            ("90.000", false, Some(90.0)),
            ("#90", false, Some(90.0)),
            ("90 tabs", false, Some(90.0)),
            ("30 Tablet(s)", false, Some(30.0)),
            ("1,200", false, Some(1200.0)),
            ("1.200", true, Some(1200.0)),
            ("90,0", true, Some(90.0)),
            ("22,5", true, Some(22.5)),
            ("½", false, Some(0.5)),
            ("1e2", false, Some(100.0)),
            ("-90", false, Some(-90.0)),
            (".5", false, Some(0.5)),
            ("12,345.5", false, Some(12345.5)),
            ("", false, None),
            ("0", false, None),
            ("n/a", false, None),
            ("45-60", false, None),
            (">90", false, None),
            ("9O", false, None),
            ("NULL", false, None),
            ("#REF!", false, None),
            ("90,5", false, None),
            ("1,2,3", false, None),
            ("inf", false, None),
            ("90/30", false, None),
            ("1e9", false, None),
            ("--5", false, None),
            (".", false, None),
        ] {
            let found = quantity(text, comma);
            assert_eq!(found.value, expected, "{text}");
            assert_eq!(
                found.remark.is_some(),
                expected.is_none_or(|n| n >= LARGE_QUANTITY),
                "{text}"
            );
        }
    }

    #[test]
    fn days_are_whole_and_within_a_year() {
        for (text, expected) in [
            ("30", Some(30)),
            ("30.0", Some(30)),
            ("30 days", Some(30)),
            ("90", Some(90)),
            ("0", None),
            ("999", None),
            ("-3", None),
            ("14.5", None),
            ("unk", None),
            ("", None),
        ] {
            assert_eq!(days(text, false).value, expected, "{text}");
        }
    }

    #[test]
    fn peg_scores_are_kept_from_0_to_10() {
        for (text, expected) in [
            ("7.0", Some("7")),
            ("6.33", Some("6.33")),
            ("6,3", Some("6.3")),
            ("5/10", Some("5")),
            ("11", None),
            ("-1", None),
            ("high", None),
        ] {
            assert_eq!(peg(text, false).ok().as_deref(), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,20}", comma: bool) {
            let _ = (quantity(&text, comma), days(&text, comma), peg(&text, comma), refill(&text));
        }
    }
}
