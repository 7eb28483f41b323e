//! A sheet put together cell by cell, with merged cells filled downwards.

use std::collections::HashMap;

use super::cells::Cells;
use super::finding::Finding;

/// One sheet of a workbook.
#[derive(Debug)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Not shown by the spreadsheet program.
    pub hidden: bool,
    /// Its rows that hold something.
    pub cells: Cells,
    /// Remarks on rows.
    pub findings: Vec<Finding>,
    /// Remarks on the sheet.
    pub notes: Vec<String>,
}

/// Most filled cells of a sheet, and most cells with the blank ones between them.
const MOST_FILLED: usize = 5_000_000;
const MOST_CELLS: usize = 20_000_000;
/// Most bytes of text of a sheet; places in it are counted with 32 bits.
const MOST_TEXT: usize = 1 << 30;

/// Columns that a sheet can have; a cell beyond them would need blank ones up to it.
const COLUMNS: u32 = 16_384;

/// Row and column, counted from 0.
type Place = (u32, u32);

/// Collects cells that come in any order within a row, and fills merged cells downwards.
pub(super) struct Builder {
    cells: Cells,
    row: u32,
    pending: Vec<(u32, String)>,
    filled: usize,
    /// Bytes of text taken so far, those filled into merged cells included.
    text: usize,
    /// Most of them that are taken.
    most_text: usize,
    /// Merged regions of more than one row, with the text of their first cell once it is known.
    merged: Vec<(Place, Place)>,
    merged_text: HashMap<Place, String>,
    merged_lines: Vec<(u32, u32)>,
    /// Rows with a number that was padded with zeros.
    pub padded_lines: Vec<u32>,
}

impl Builder {
    /// Starts with the merged regions of the sheet.
    pub fn new(merged: Vec<(Place, Place)>) -> Self {
        let merged = merged
            .into_iter()
            .filter(|(start, end)| end.0 > start.0)
            .collect();
        Self {
            cells: Cells::default(),
            row: 0,
            pending: Vec::new(),
            filled: 0,
            text: 0,
            most_text: MOST_TEXT,
            merged,
            merged_text: HashMap::new(),
            merged_lines: Vec::new(),
            padded_lines: Vec::new(),
        }
    }

    /// Takes a cell; refuses when there are too many.
    pub fn add(&mut self, at: Place, text: String) -> Result<(), ()> {
        if at.0 != self.row {
            self.end_row()?;
            self.row = at.0;
        }
        if text.trim().is_empty() {
            return Ok(());
        }
        self.filled += 1;
        self.text = self.text.saturating_add(text.len());
        if at.1 >= COLUMNS || self.filled > MOST_FILLED || self.text > self.most_text {
            return Err(());
        }
        if self.merged.iter().any(|(start, _)| *start == at) {
            self.merged_text.insert(at, text.clone());
        }
        self.pending.push((at.1, text));
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ()> {
        if self.pending.is_empty() {
            return Ok(());
        }
        self.fill_merged();
        if self.text > self.most_text {
            return Err(());
        }
        self.pending.sort_by_key(|(column, _)| *column);
        let first = self.cells.span_count();
        for (column, text) in self.pending.drain(..) {
            while self.cells.span_count() - first < column as usize {
                self.cells.push_text("");
            }
            if self.cells.span_count() - first == column as usize {
                self.cells.push_text(&text);
            }
        }
        self.cells.end_row(first, self.row + 1);
        if self.cells.span_count() > MOST_CELLS {
            Err(())
        } else {
            Ok(())
        }
    }

    fn fill_merged(&mut self) {
        for (start, end) in &self.merged {
            let covered = start.0 < self.row && self.row <= end.0;
            if !covered || self.pending.iter().any(|(column, _)| *column == start.1) {
                continue;
            }
            if let Some(text) = self.merged_text.get(start) {
                self.text = self.text.saturating_add(text.len());
                self.pending.push((start.1, text.clone()));
                self.merged_lines.push((self.row + 1, start.0 + 1));
            }
        }
    }

    /// The finished sheet.
    pub fn sheet(mut self, name: String, hidden: bool) -> Result<Sheet, ()> {
        self.end_row()?;
        let mut findings = Vec::new();
        self.merged_lines.dedup();
        for (line, from) in &self.merged_lines {
            findings.push(Finding::row(
                *line,
                format!("Merged cells were filled with the text of row {from}."),
            ));
        }
        self.padded_lines.dedup();
        for line in &self.padded_lines {
            findings.push(Finding::row(
                *line,
                "A number shown with leading zeros was read with those zeros.",
            ));
        }
        self.cells.shrink();
        Ok(Sheet {
            name,
            hidden,
            cells: self.cells,
            findings,
            notes: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_of_too_much_text_is_refused() {
        let builder = |merged| Builder {
            most_text: 8,
            ..Builder::new(merged)
        };
        let mut plain = builder(Vec::new());
        assert_eq!(plain.add((0, 0), "12345678".to_owned()), Ok(()));
        assert_eq!(plain.add((1, 0), "9".to_owned()), Err(()));
        let mut merged = builder(vec![((0, 0), (9, 0))]);
        assert_eq!(merged.add((0, 0), "1234567".to_owned()), Ok(()));
        assert_eq!(merged.add((1, 1), "8".to_owned()), Ok(()));
        assert!(merged.sheet("A".to_owned(), false).is_err());
    }
}
