//! Hints that a step is large or far away (R-214; toolkit, 001:1289). They block nothing.

use chrono::NaiveDate;

use super::Step;

/// A step further ahead than this is better cut into nearer ones.
pub const FAR_DAYS: i64 = 42;
/// More letters than this are more than one step, most of the time.
pub const LARGE_LETTERS: usize = 110;

/// Why a step might be better cut in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepHint {
    /// Long, or two sentences in one.
    Large,
    /// Its date is this many weeks ahead.
    Far(i64),
}

impl StepHint {
    /// One sentence for the person who plans.
    pub fn sentence(self) -> String {
        match self {
            Self::Large => "This is a large step. Smaller and more exact ones get done: cut it in \
                            two, or do part of it in the meeting."
                .to_owned(),
            Self::Far(weeks) => format!(
                "This is {weeks} weeks away. A nearer first step keeps it going: what can be done \
                 in the next two weeks?"
            ),
        }
    }
}

/// What to say about an open step on a day.
pub fn hint(step: &Step, today: NaiveDate) -> Option<StepHint> {
    if step.done_on.is_some() || step.begun_on.is_some() {
        return None;
    }
    let is_long = step.what.chars().count() > LARGE_LETTERS;
    if is_long || is_double(&step.what) {
        return Some(StepHint::Large);
    }
    let ahead = (step.when_on? - today).num_days();
    (ahead > FAR_DAYS).then_some(StepHint::Far(ahead / 7))
}

/// Words that end with a full stop inside a sentence: titles, months, and the like.
const SHORTENED: [&str; 27] = [
    "dr", "mr", "mrs", "ms", "st", "prof", "e.g", "i.e", "vs", "approx", "incl", "no", "tel",
    "ext", "dept", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
    "dec",
];

/// Two sentences, or two halves parted by a semicolon. "Ask Dr. Lee", "M. Kerr" and "1. Draft" are
/// one.
fn is_double(what: &str) -> bool {
    let stops = what.match_indices(". ").map(|(at, _)| at);
    let mut before = stops.filter_map(|at| what.get(..at));
    let ends = |before: &str| {
        let word = before.rsplit([' ', '(']).next().unwrap_or_default();
        let word = word.to_lowercase();
        let is_number = word == before && word.parse::<u32>().is_ok();
        let is_initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        !is_initial && !is_number && !SHORTENED.contains(&word.as_str())
    };
    what.contains("; ") || before.any(ends)
}
