//! The lines of a working as rows of a table.

use std::borrow::Cow;

use super::content::WorkLine;
use crate::ui::widgets::{RowKey, Rows, Tone};

/// Lines in the order of their fills.
pub(super) struct WorkRows<'a>(pub &'a [WorkLine]);

impl Rows for WorkRows<'_> {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn key(&self, row: usize) -> RowKey {
        row as RowKey
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(line) = self.0.get(row) else {
            return Cow::Borrowed("");
        };
        Cow::Borrowed(match column {
            "medicine" => &line.medicine,
            "filled" => &line.filled,
            "supply" => &line.supply,
            "use" => &line.words.use_a_day,
            "daily" => &line.words.daily_dose,
            "factor" => &line.words.factor,
            "med" => &line.words.med,
            _ => "",
        })
    }

    fn tone(&self, row: usize, _column: &str) -> Option<Tone> {
        let line = self.0.get(row)?;
        (!line.words.is_counted).then_some(Tone::Second)
    }
}
