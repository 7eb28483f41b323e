//! Whether a text speaks of work without an end or that recurs.

use super::words::Words;
use crate::domain::date_names::{month, weekday};

/// Words that say it by themselves.
const WITHOUT_END: [&str; 8] = [
    "continuous",
    "continuously",
    "continual",
    "continually",
    "continuing",
    "ongoing",
    "recurring",
    "indefinitely",
];

/// Words that say it unless they only describe one thing: "after the monthly meeting".
const RECURRING: [&str; 12] = [
    "daily",
    "weekly",
    "biweekly",
    "fortnightly",
    "monthly",
    "bimonthly",
    "quarterly",
    "annually",
    "yearly",
    "nightly",
    "always",
    "regularly",
];

/// What something happens "every" or "once a" of.
const TURNS: [&str; 12] = [
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "morning",
    "visit",
    "meeting",
    "huddle",
    "shift",
    "fortnight",
    "refill",
];

pub(super) fn is_ongoing(words: &Words<'_>) -> bool {
    (0..words.tokens.len()).any(|at| {
        let word = words.at(at);
        let describes = matches!(
            words.before(at),
            "the" | "next" | "a" | "our" | "after" | "before" | "by" | "not"
        );
        if WITHOUT_END.contains(&word) {
            return words.before(at) != "not";
        }
        match word {
            "every" | "each" => is_turn_within(words, at + 1),
            "a" | "an" | "per" => is_turn(words.at(at + 1)) && is_count(words, at),
            "going" => words.before(at) == "-" && at >= 2 && words.at(at - 2) == "on",
            _ if RECURRING.contains(&word) => !describes,
            _ => is_plural_weekday(word) && !describes,
        }
    })
}

/// "every week", "every other Friday", "every 2 weeks", "each first Monday", "every March".
fn is_turn_within(words: &Words<'_>, from: usize) -> bool {
    let counted = words.is_number(from)
        || matches!(
            words.at(from),
            "other" | "second" | "first" | "third" | "last" | "two" | "three" | "four" | "six"
        );
    let named = |at: usize| {
        let word = words.at(at);
        is_turn(word) || weekday(word).is_some() || month(word).is_some()
    };
    named(from) || (counted && (named(from + 1) || named(from + 2)))
}

fn is_turn(word: &str) -> bool {
    TURNS.contains(&word.strip_suffix('s').unwrap_or(word))
}

/// "once a", "twice a", "3 times a"; "per" needs nothing before it.
fn is_count(words: &Words<'_>, at: usize) -> bool {
    words.at(at) == "per" || matches!(words.before(at), "once" | "twice" | "times")
}

fn is_plural_weekday(word: &str) -> bool {
    word.strip_suffix('s')
        .is_some_and(|name| name.ends_with("day") && weekday(name).is_some())
}
