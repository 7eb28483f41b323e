//! The cells of a table in two flat buffers: eight bytes a cell beside the text itself.

use super::finding::Finding;

/// Where a cell's text lies in the buffer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    start: u32,
    end: u32,
}

/// One row: which spans are its cells, and where it stood.
#[derive(Clone, Copy, Debug)]
pub struct RowSpan {
    first: u32,
    count: u32,
    /// Line of the text or row of the sheet, counted from 1.
    pub line: u32,
}

/// Rows of text cells.
#[derive(Debug, Default)]
pub struct Cells {
    text: String,
    /// Length of the text as read; what lies beyond was put together from quoted cells.
    pub source_len: usize,
    spans: Vec<Span>,
    /// The rows, in file order.
    pub rows: Vec<RowSpan>,
    /// Rows that could not be split into cells.
    pub damaged: Vec<Finding>,
}

/// One row of a table.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    cells: &'a Cells,
    row: RowSpan,
}

impl Cells {
    /// Cells that lie within `text`; [`Self::end_row`] and [`Self::push_span`] name them.
    pub fn over(text: String) -> Self {
        Self {
            source_len: text.len(),
            text,
            ..Self::default()
        }
    }

    /// Adds a cell that lies at `start..end` of the text, without surrounding blanks.
    pub fn push_span(&mut self, start: usize, end: usize) {
        let raw = self.text.get(start..end).unwrap_or_default();
        let cell = raw.trim();
        let offset = start + (raw.len() - raw.trim_start().len());
        self.spans.push(Span {
            start: offset as u32,
            end: (offset + cell.len()) as u32,
        });
    }

    /// Adds a cell whose text is not yet in the buffer.
    pub fn push_text(&mut self, cell: &str) {
        let start = self.text.len();
        self.text.push_str(cell);
        self.push_span(start, start + cell.len());
    }

    /// Closes the row whose cells were pushed since `first`, the span count before it.
    pub fn end_row(&mut self, first: usize, line: u32) {
        let count = (self.spans.len() - first) as u32;
        self.rows.push(RowSpan {
            first: first as u32,
            count,
            line,
        });
    }

    /// Drops the cells pushed since `first`.
    pub fn forget_since(&mut self, first: usize) {
        self.spans.truncate(first);
    }

    /// How many cells there are so far.
    pub fn span_count(&self) -> usize {
        self.spans.len()
    }

    /// The whole text buffer.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The row at `index`.
    pub fn row(&self, index: usize) -> Option<Row<'_>> {
        Some(Row {
            cells: self,
            row: *self.rows.get(index)?,
        })
    }

    /// All rows in order.
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|row| Row {
            cells: self,
            row: *row,
        })
    }

    /// Adds the rows of another sheet of the same layout.
    pub fn append(&mut self, other: &Cells) {
        for row in other.iter() {
            let first = self.spans.len();
            for cell in row.iter() {
                self.push_text(cell);
            }
            self.end_row(first, row.line());
        }
        self.damaged.extend(other.damaged.iter().cloned());
    }

    /// Gives back memory that growing left unused.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.spans.shrink_to_fit();
        self.rows.shrink_to_fit();
    }
}

impl<'a> Row<'a> {
    /// The text of a cell; empty beyond the end of the row.
    pub fn cell(&self, column: usize) -> &'a str {
        if column >= self.row.count as usize {
            return "";
        }
        let span = self
            .cells
            .spans
            .get(self.row.first as usize + column)
            .copied()
            .unwrap_or_default();
        self.cells
            .text
            .get(span.start as usize..span.end as usize)
            .unwrap_or_default()
    }

    /// How many cells the row has.
    pub fn len(&self) -> usize {
        self.row.count as usize
    }

    /// Whether every cell is blank.
    pub fn is_empty(&self) -> bool {
        self.iter().all(str::is_empty)
    }

    /// How many cells hold something.
    pub fn filled(&self) -> usize {
        self.iter().filter(|c| !c.is_empty()).count()
    }

    /// Line of the text or row of the sheet, counted from 1.
    pub fn line(&self) -> u32 {
        self.row.line
    }

    /// The cells from the left.
    pub fn iter(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let row = *self;
        (0..row.len()).map(move |column| row.cell(column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_again_trimmed() {
        let mut cells = Cells::over(" a ,b,".to_owned());
        cells.push_span(0, 3);
        cells.push_span(4, 5);
        cells.push_span(6, 6);
        cells.end_row(0, 1);
        cells.push_text("\u{a0}née ");
        cells.end_row(3, 9);
        let all: Vec<Vec<&str>> = cells.iter().map(|r| r.iter().collect()).collect();
        assert_eq!(all, [vec!["a", "b", ""], vec!["née"]]);
        assert_eq!(
            cells.row(1).map(|r| (r.line(), r.cell(7).len())),
            Some((9, 0))
        );
    }
}
