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
    let is_double = [". ", "; "].iter().any(|end| step.what.contains(end));
    if is_long || is_double {
        return Some(StepHint::Large);
    }
    let ahead = (step.when_on? - today).num_days();
    (ahead > FAR_DAYS).then_some(StepHint::Far(ahead / 7))
}
