//! Rows that are nothing but words, sorted by number or word.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::{Col, RowKey, Rows, Sort, Tone};

/// Stands in a cell of which nobody knows; drawn fainter.
pub const NOT_KNOWN: &str = "not known";

/// Lines of cells, in the order in which they are shown.
#[derive(Clone, Debug, Default)]
pub struct PlainRows {
    columns: Vec<Cow<'static, str>>,
    lines: Vec<(RowKey, Vec<String>)>,
}

impl PlainRows {
    /// Lines with a cell for each of the columns; without a sort in the order given.
    pub fn new(
        columns: &[Col],
        mut lines: Vec<(RowKey, Vec<String>)>,
        sort: Option<&Sort>,
    ) -> Self {
        let columns: Vec<_> = columns.iter().map(|column| column.key.clone()).collect();
        let at = sort.and_then(|sort| columns.iter().position(|key| *key == *sort.column));
        if let (Some(sort), Some(at)) = (sort, at) {
            let cell =
                |line: &'_ (RowKey, Vec<String>)| line.1.get(at).cloned().unwrap_or_default();
            lines.sort_by(|a, b| compare_cells(&cell(a), &cell(b), sort.descending));
        }
        Self { columns, lines }
    }
}

impl Rows for PlainRows {
    fn count(&self) -> usize {
        self.lines.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.lines.get(row).map_or(-1, |(key, _)| *key)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let at = self.columns.iter().position(|key| *key == *column);
        let cell = at.and_then(|at| self.lines.get(row)?.1.get(at));
        Cow::Borrowed(cell.map_or("", String::as_str))
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        (self.text(row, column) == NOT_KNOWN).then_some(Tone::Absent)
    }
}

/// Numbers as numbers, words as words; what is empty stands last either way.
pub fn compare_cells(a: &str, b: &str, descending: bool) -> Ordering {
    let known = match (a.is_empty(), b.is_empty()) {
        (true, true) => return Ordering::Equal,
        (true, false) => return Ordering::Greater,
        (false, true) => return Ordering::Less,
        _ => match (a.parse::<f64>(), b.parse::<f64>()) {
            (Ok(a), Ok(b)) => a.total_cmp(&b),
            _ => a.to_lowercase().cmp(&b.to_lowercase()),
        },
    };
    if descending { known.reverse() } else { known }
}
