//! Small tests in words: cycle, period, measure, decision, and what one lacks.

use chrono::NaiveDate;

use crate::domain::ids::SmallTestId;
use crate::domain::small_test::{Feature, SmallTest, TestDecision};
use crate::domain::workbook::Workbook;

/// Which cycle of its idea it is, counted along the tests before it.
pub(super) fn cycle(tests: &[SmallTest], test: &SmallTest) -> usize {
    let mut number = 1;
    let mut before = test.previous;
    while let Some(id) = before
        && number <= tests.len()
    {
        number += 1;
        before = tests.iter().find(|t| t.id == id).and_then(|t| t.previous);
    }
    number
}

/// "Cycle 2"; empty for a test of which nobody has said that it is the first.
pub(super) fn cycle_words(tests: &[SmallTest], test: &SmallTest) -> String {
    match cycle(tests, test) {
        1 if !test.is_first_cycle => String::new(),
        number => format!("Cycle {number}"),
    }
}

/// Whether `test` goes on, directly or over others, from the one with this number.
pub(super) fn follows(tests: &[SmallTest], test: &SmallTest, id: SmallTestId) -> bool {
    let mut before = test.previous;
    for _ in 0..=tests.len() {
        match before {
            Some(found) if found == id => return true,
            Some(found) => {
                before = tests
                    .iter()
                    .find(|t| t.id == found)
                    .and_then(|t| t.previous);
            }
            None => return false,
        }
    }
    false
}

/// "2026-03-02 to 2026-03-13", "from 2026-03-02", "until 2026-03-13", or nothing.
pub(super) fn period(from: Option<NaiveDate>, to: Option<NaiveDate>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => String::new(),
    }
}

/// The measure's name, or what is counted in the team's words; may be empty.
pub(super) fn measure(test: &SmallTest, workbook: &Workbook) -> String {
    match test.measure {
        Some(measure) => measure.label(workbook),
        None => test.measure_text.clone(),
    }
}

/// What a decision means, in one line.
pub(super) fn meaning(decision: TestDecision) -> &'static str {
    match decision {
        TestDecision::Adopt => "it does what we hoped: make it the way we work, and spread it",
        TestDecision::Adapt => "it helps in part: change it and test again",
        TestDecision::Abandon => "it does not help: drop it, and keep what we learned",
    }
}

/// What it lacks, in a sentence that blocks nothing; `None` when nothing is lacking.
pub(super) fn lacks(test: &SmallTest) -> Option<String> {
    let lacks: Vec<&str> = test.lacks().into_iter().map(Feature::asks).collect();
    let (end, others) = lacks.split_last()?;
    let list = if others.is_empty() {
        (*end).to_owned()
    } else {
        format!("{}, and {end}", others.join(", "))
    };
    Some(format!("To make it a test worth its name add {list}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(id: i64, previous: Option<i64>) -> SmallTest {
        let today = NaiveDate::from_ymd_opt(2026, 10, 12).unwrap();
        let mut test = SmallTest::new(today);
        test.id = SmallTestId(id);
        test.previous = previous.map(SmallTestId);
        test
    }

    #[test]
    fn cycles_are_counted_along_the_tests_before() {
        let tests = [test(1, None), test(2, Some(1)), test(3, Some(2))];
        assert_eq!(cycle_words(&tests, &tests[2]), "Cycle 3");
        assert_eq!(cycle_words(&tests, &tests[0]), "", "nobody said so");
        assert!(follows(&tests, &tests[2], SmallTestId(1)));
        assert!(!follows(&tests, &tests[0], SmallTestId(3)));
        let round = [test(1, Some(2)), test(2, Some(1))];
        assert!(
            cycle(&round, &round[0]) <= 4,
            "a ring in a file ends as well"
        );
    }

    #[test]
    fn what_is_lacking_is_one_sentence_and_a_whole_test_lacks_nothing() {
        let mut small = test(1, None);
        small.aim = "More naloxone".to_owned();
        small.measure_text = "Kits a day".to_owned();
        small.is_first_cycle = true;
        assert_eq!(
            lacks(&small).as_deref(),
            Some(
                "To make it a test worth its name add a prediction made before it starts, and at least three observations."
            )
        );
        small.prediction = "Half take one".to_owned();
        for text in ["3 of 5", "4 of 6", "2 of 5"] {
            let text = text.to_owned();
            small
                .observations
                .push(crate::domain::small_test::Observation { on: None, text });
        }
        assert_eq!(lacks(&small), None);
    }
}
