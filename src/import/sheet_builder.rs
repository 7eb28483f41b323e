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

/// Row and column, counted from 0.
type Place = (u32, u32);

/// Collects cells that come in any order within a row, and fills merged cells downwards.
pub(super) struct Builder {
    cells: Cells,
    row: u32,
    pending: Vec<(u32, String)>,
    filled: usize,
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
        if self.merged.iter().any(|(start, _)| *start == at) {
            self.merged_text.insert(at, text.clone());
        }
        self.pending.push((at.1, text));
        if self.filled > MOST_FILLED {
            Err(())
        } else {
            Ok(())
        }
    }

    fn end_row(&mut self) -> Result<(), ()> {
        if self.pending.is_empty() {
            return Ok(());
        }
        self.fill_merged();
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
