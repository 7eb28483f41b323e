//! A score on the instrument's scale, 1 to 12, and the level it lies in.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A score from 1 to 12. There is no 0: a blank is the absence of a rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Rating(u8);

impl Rating {
    /// All twelve.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=12).map(Self)
    }

    /// A rating, unless the number is outside 1 to 12.
    pub fn new(score: u8) -> Option<Self> {
        (1..=12).contains(&score).then_some(Self(score))
    }

    /// Reads a cell of a form or sheet: a whole number from 1 to 12; `Ok(None)` for a blank one.
    ///
    /// The error says what is wrong with the cell.
    pub fn parse(cell: &str) -> Result<Option<Self>, String> {
        let cell = cell.trim();
        if cell.is_empty() || matches!(cell, "-" | "–" | "—") {
            return Ok(None);
        }
        // A sheet may write whole numbers with empty decimals.
        let whole = cell
            .split_once(['.', ','])
            .filter(|(_, rest)| rest.bytes().all(|b| b == b'0'))
            .map_or(cell, |(whole, _)| whole);
        whole
            .parse()
            .ok()
            .and_then(Self::new)
            .map(Some)
            .ok_or_else(|| {
                let shown: String = cell.chars().take(20).collect();
                format!("“{shown}” is not a whole number from 1 to 12")
            })
    }

    /// The number.
    pub fn get(self) -> u8 {
        self.0
    }

    /// The level the score lies in: 1 to 4, three numbers each.
    pub fn level(self) -> u8 {
        (self.0 - 1) / 3 + 1
    }
}

/// The three scores of a level, 1 to 4.
pub fn scores_of_level(level: u8) -> impl Iterator<Item = Rating> {
    Rating::all().filter(move |r| r.level() == level)
}

impl TryFrom<u8> for Rating {
    type Error = String;

    fn try_from(score: u8) -> Result<Self, String> {
        Self::new(score).ok_or_else(|| format!("{score} is not a score from 1 to 12"))
    }
}

impl From<Rating> for u8 {
    fn from(rating: Rating) -> Self {
        rating.0
    }
}

impl fmt::Display for Rating {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_level_has_three_scores() {
        let of = |level| scores_of_level(level).map(Rating::get).collect::<Vec<_>>();
        assert_eq!(of(1), [1, 2, 3]);
        assert_eq!(of(2), [4, 5, 6]);
        assert_eq!(of(3), [7, 8, 9]);
        assert_eq!(of(4), [10, 11, 12]);
    }

    #[test]
    fn a_cell_is_a_score_a_blank_or_refused_and_never_zero() {
        for (cell, expected) in [
            ("7", Some(7)),
            (" 12 ", Some(12)),
            ("3.0", Some(3)),
            ("", None),
            ("  ", None),
            ("–", None),
        ] {
            let read = Rating::parse(cell).unwrap();
            assert_eq!(read.map(Rating::get), expected, "{cell:?}");
        }
        for cell in [
            "0",
            "13",
            "-1",
            "3.5",
            "x",
            "1 2",
            "七",
            "0.0",
            "999999999999",
        ] {
            assert!(Rating::parse(cell).is_err(), "{cell:?}");
        }
        assert_eq!(Rating::new(0), None);
        assert_eq!(Rating::new(13), None);
        assert!(serde_json::from_str::<Rating>("0").is_err());
    }
}
