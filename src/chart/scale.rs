//! The self-assessment's scale from 1 to 12: which scores stand on it, and how they are written.

use crate::domain::assessment::talk::{plain, signed};

/// The lowest score.
pub const LOWEST: u8 = 1;
/// The highest score.
pub const HIGHEST: u8 = 12;
/// The score each of the four levels begins with.
pub const LEVEL_STARTS: [u8; 4] = [1, 4, 7, 10];

/// The value when it stands on the scale.
pub fn on_scale(value: f64) -> Option<f64> {
    (f64::from(LOWEST)..=f64::from(HIGHEST))
        .contains(&value)
        .then_some(value)
}

/// A score or a mean as it is written: `3`, `5.5`.
pub fn score_words(value: f64) -> String {
    plain(value)
}

/// A difference of two scores as it is written in a column: `+2.5`, `−1.0`, `0.0`.
pub fn change_words(former: f64, latter: f64) -> String {
    signed(latter - former)
}

/// The difference of two scores in tenths, rounded once.
pub fn change_in_tenths(former: f64, latter: f64) -> i64 {
    tenths(latter - former)
}

fn tenths(value: f64) -> i64 {
    (value * 10.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_written_as_short_as_they_are_known() {
        assert_eq!([3.0, 5.5, 12.0].map(score_words), ["3", "5.5", "12"]);
        assert_eq!([4.666_7, 6.25].map(score_words), ["4.7", "6.3"]);
    }

    #[test]
    fn changes_have_one_decimal_and_a_sign() {
        let pairs = [
            (3.0, 5.5),
            (7.0, 6.0),
            (4.0, 4.0),
            (4.02, 3.98),
            (13.0 / 3.0, 31.0 / 6.0),
            (9.5, 12.0),
        ];
        let words = pairs.map(|(former, latter)| change_words(former, latter));
        assert_eq!(words, ["+2.5", "−1.0", "0.0", "0.0", "+0.8", "+2.5"]);
    }

    #[test]
    fn what_is_not_on_the_scale_is_no_score() {
        assert_eq!([0.9, 12.1, f64::NAN].map(on_scale), [None; 3]);
        assert_eq!(on_scale(12.0), Some(12.0));
    }
}
