//! Months and weekdays by name, as people type them and as exports write them.

use chrono::Weekday;

/// The months in full, as a sentence writes them.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [(&str, Weekday); 8] = [
    ("Monday", Weekday::Mon),
    ("Tuesday", Weekday::Tue),
    ("Wednesday", Weekday::Wed),
    ("Weds", Weekday::Wed),
    ("Thursday", Weekday::Thu),
    ("Friday", Weekday::Fri),
    ("Saturday", Weekday::Sat),
    ("Sunday", Weekday::Sun),
];

/// The fewest letters that a name may be cut to.
const SHORTEST: usize = 3;

/// The number of a month whose name is whole or cut to three letters or more.
pub fn month(word: &str) -> Option<u32> {
    (1..)
        .zip(MONTHS)
        .find_map(|(number, name)| begins(name, word).then_some(number))
}

/// The weekday whose name is whole or cut to three letters or more; a full stop may follow.
pub fn weekday(word: &str) -> Option<Weekday> {
    let word = word.trim_end_matches('.');
    WEEKDAYS
        .into_iter()
        .find_map(|(name, day)| begins(name, word).then_some(day))
}

fn begins(name: &str, word: &str) -> bool {
    let start = name.get(..word.len());
    word.len() >= SHORTEST && start.is_some_and(|start| start.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_be_cut_and_written_in_any_case() {
        for (word, expected) in [
            ("Mar", Some(3)),
            ("MARCH", Some(3)),
            ("sept", Some(9)),
            ("ju", None),
            ("march2", None),
            ("mär", None),
            ("", None),
        ] {
            assert_eq!(month(word), expected, "{word}");
        }
        for (word, expected) in [
            ("thurs", Some(Weekday::Thu)),
            ("Wed.", Some(Weekday::Wed)),
            ("weds", Some(Weekday::Wed)),
            ("SUNDAY", Some(Weekday::Sun)),
            ("mo", None),
            ("today", None),
        ] {
            assert_eq!(weekday(word), expected, "{word}");
        }
    }
}
