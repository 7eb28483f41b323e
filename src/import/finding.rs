//! What is said about one row of an imported table.

use std::borrow::Cow;

/// A remark on a row: where, what stands there, and why it matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Name of the file, where several were read together; else empty.
    pub file: String,
    /// Line of the text file, row of the sheet or entry of the Bundle, counted from 1.
    pub line: u32,
    /// Header of the column, empty when the whole row is meant.
    pub column: String,
    /// The cell as it stands in the file, shortened.
    pub value: String,
    /// Why, and what was done about it.
    pub reason: Cow<'static, str>,
}

/// Longest cell text that a finding repeats.
const SHOWN: usize = 60;

impl Finding {
    /// A finding about one cell.
    pub fn cell(
        line: u32,
        column: &str,
        value: &str,
        reason: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            file: String::new(),
            line,
            column: column.to_owned(),
            value: shorten(value, SHOWN),
            reason: reason.into(),
        }
    }

    /// A finding about a whole row.
    pub fn row(line: u32, reason: impl Into<Cow<'static, str>>) -> Self {
        Self {
            file: String::new(),
            line,
            column: String::new(),
            value: String::new(),
            reason: reason.into(),
        }
    }
}

/// The first `limit` characters, with an ellipsis when there were more.
pub fn shorten(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_cells_are_shortened_at_a_character() {
        assert_eq!(shorten("abc", 3), "abc");
        assert_eq!(shorten("abéd", 3), "abé…");
        assert_eq!(
            Finding::cell(4, "Qty", &"x".repeat(200), "why")
                .value
                .chars()
                .count(),
            SHOWN + 1
        );
    }
}
