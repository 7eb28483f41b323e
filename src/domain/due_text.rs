//! What the free "when" and "due" texts of an action plan say about a date.
//!
//! The text itself is always kept letter for letter; this only reads it. A text that is a date is
//! read as one. A text that only hints at a date gives an offer, and only where nothing else in it
//! speaks against it, because a wrong offer is worse than none: two dates, a range, a condition
//! ("after policy revision") or a month that may be a person or a verb give nothing.
//!
//! - "Early" is the 10th of a month, "mid" the 15th; a bare month, quarter or "late" is its last day.
//! - "By March" is before March ends, "before March" before it begins, "before March 4" the day before.
//! - A month without a year is the coming one, or the one just past: plans look ahead. A day and
//!   month without a year is the nearest, as in every date field.

mod ongoing;
mod phrase;
mod span;
#[cfg(test)]
mod tests;
mod words;

use chrono::NaiveDate;

use super::typed_date::parse_typed_date;
use phrase::{Phrase, phrases};
use words::{Kind, Words};

/// What a "when" text says about a date. `date` and `offer` are never both there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DueReading {
    /// The text is a date, as [`parse_typed_date`] reads it: "3/4", "+2w", "end of March".
    pub date: Option<NaiveDate>,
    /// A date the text only hints at ("By early February", "April", "by the April meeting"). It is
    /// offered to the person and never taken by itself.
    pub offer: Option<NaiveDate>,
    /// The text speaks of work without an end or that recurs: "Continuous, but …", "Once a month".
    pub is_ongoing: bool,
    /// The work is ongoing and the offer is when its plan is to stand or it is to begin, not when
    /// it ends: "Continuous, but plan in place by February 28".
    pub is_start: bool,
}

/// Reads `text` against `today`.
#[must_use]
pub fn read_due(text: &str, today: NaiveDate) -> DueReading {
    if is_plain(text)
        && let Ok(date) = parse_typed_date(text, today)
    {
        return DueReading {
            date: Some(date),
            ..DueReading::default()
        };
    }
    let words = Words::new(text);
    let is_ongoing = ongoing::is_ongoing(&words);
    let (offer, is_start) = match offer(&words, today, is_ongoing) {
        Some((date, is_start)) => (Some(date), is_start),
        None => (None, false),
    };
    DueReading {
        date: None,
        offer,
        is_ongoing,
        is_start,
    }
}

/// Whether the signs are those of a date: "9:30", "1:1" and "3 (4)" are none, "Mar '27" is a month.
fn is_plain(text: &str) -> bool {
    text.chars().all(|sign| {
        sign.is_alphanumeric()
            || sign.is_whitespace()
            || matches!(sign, '/' | '-' | '.' | ',' | '+' | '−' | '–')
    })
}

/// What stands before a named time and says how it is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// Nothing, or "in", "on", "due" at the beginning of the text.
    Bare,
    By,
    Before,
    /// Until and with it.
    Until,
    /// Work begins then.
    From,
}

/// The one date the text hints at, and whether ongoing work begins with it.
fn offer(words: &Words<'_>, today: NaiveDate, is_ongoing: bool) -> Option<(NaiveDate, bool)> {
    let found = phrases(words, today);
    let [phrase] = found.as_slice() else {
        return None;
    };
    if is_conditional(words) {
        return None;
    }
    let (lead, at) = lead(words, phrase)?;
    if !is_tail_harmless(words, phrase, lead) {
        return None;
    }
    let by_person = phrase.may_be_name && lead == Lead::By && is_done_by(words.before(at));
    match lead {
        Lead::By if by_person => None,
        Lead::By => Some((phrase.date, is_ongoing)),
        Lead::Before => Some((phrase.before, is_ongoing)),
        Lead::Until => Some((phrase.date, false)),
        Lead::From => is_ongoing.then_some((phrase.date, true)),
        Lead::Bare => (!is_ongoing).then_some((phrase.date, false)),
    }
}

/// The lead of `phrase` and where it begins.
fn lead(words: &Words<'_>, phrase: &Phrase) -> Option<(Lead, usize)> {
    let mut at = phrase.first;
    while matches!(
        words.before(at),
        "the" | "about" | "around" | "approximately" | "approx" | "roughly" | "~" | ":"
    ) {
        at -= 1;
    }
    let Some(before) = at.checked_sub(1) else {
        return Some((Lead::Bare, 0));
    };
    let begins = |word: &str| {
        matches!(
            word,
            "from" | "start" | "starts" | "starting" | "begin" | "begins" | "beginning" | "begun"
        )
    };
    let lead = match words.at(before) {
        "by" => Lead::By,
        // "On or before" has the day itself in it.
        "before" if words.before(before) == "or" => Lead::By,
        "before" => Lead::Before,
        "than" if words.before(before) == "later" => Lead::By,
        "until" | "till" | "through" | "thru" => Lead::Until,
        word if begins(word) => Lead::From,
        "in" | "on" | "during" if begins(words.before(before)) => Lead::From,
        "in" | "during" if before == 0 && !phrase.is_day => Lead::Bare,
        "on" | "due" | "target" | "deadline" if before == 0 => Lead::Bare,
        "at" | "for" if before == 0 && is_meeting(words, phrase.end) => Lead::Bare,
        _ => return None,
    };
    // "Before the April meeting" may be any day of April.
    if lead == Lead::Before && is_meeting(words, phrase.end) && !phrase.is_day {
        return None;
    }
    Some((lead, before))
}

/// Whether the text waits for something or says no: then no day is due.
fn is_conditional(words: &Words<'_>) -> bool {
    (0..words.tokens.len()).any(|at| match words.at(at) {
        "after" | "following" | "when" | "whenever" | "while" | "unless" | "pending"
        | "depending" | "depends" | "since" | "post" | "between" | "either" | "earliest"
        | "never" | "missed" | "cannot" | "can't" | "won't" | "than" => {
            words.at(at) != "than" || words.before(at) != "later"
        }
        "once" => !matches!(words.at(at + 1), "a" | "an" | "per" | "every" | "each"),
        "if" => words.at(at + 1) != "possible",
        "not" => words.at(at + 1) != "later",
        _ => false,
    })
}

/// "the April meeting", "the April team meeting".
fn is_meeting(words: &Words<'_>, end: usize) -> bool {
    let last = |at: usize| {
        matches!(words.at(at), "meeting" | "huddle")
            && matches!(words.at(at + 1), "" | "." | "?" | "!")
    };
    let is_word = words
        .tokens
        .get(end)
        .is_some_and(|token| token.kind == Kind::Word);
    last(end) || (is_word && last(end + 1))
}

/// Whether what follows the named time leaves it as it is.
fn is_tail_harmless(words: &Words<'_>, phrase: &Phrase, lead: Lead) -> bool {
    let mut end = phrase.end;
    while matches!(words.at(end), "." | "!" | "?") {
        end += 1;
    }
    let tail = words.tokens.get(end..).unwrap_or_default();
    if tail.is_empty() {
        return true;
    }
    let is_bare_name = phrase.may_be_name && lead == Lead::Bare && phrase.first == 0;
    if is_meeting(words, end) {
        return !is_bare_name;
    }
    let said: Vec<&str> = tail.iter().map(|token| token.lower.as_str()).collect();
    let spoken = said.strip_prefix(&[","]).unwrap_or(&said);
    let spoken = spoken.strip_suffix(&["."]).unwrap_or(spoken);
    if matches!(
        spoken,
        ["at", "the", "latest"]
            | ["latest" | "hopefully"]
            | ["or", "sooner" | "earlier"]
            | ["if", "possible"]
    ) {
        return true;
    }
    // Another clause: no other number, and never after a month that may be a person.
    lead != Lead::Bare
        && !phrase.may_be_name
        && matches!(said.first(), Some(&("," | ";" | "(" | "—")))
        && tail.iter().all(|token| token.kind != Kind::Number)
}

/// "Reviewed by June" more likely names a person than a month.
fn is_done_by(word: &str) -> bool {
    let is_of_time = matches!(
        word,
        "completed" | "finished" | "started" | "launched" | "implemented" | "trained"
    );
    let is_of_people = word.ends_with("ed")
        || matches!(
            word,
            "sent" | "written" | "led" | "run" | "seen" | "given" | "taught" | "review" | "owned"
        );
    is_of_people && !is_of_time
}
