//! What a table remembers between frames.

use std::collections::{BTreeMap, BTreeSet};

use super::Rows;

/// The number of the record a row shows.
pub type RowKey = i64;

/// How a table is sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// Key of the column.
    pub column: String,
    /// Largest first.
    pub descending: bool,
}

impl Sort {
    /// Smallest first by `column`.
    pub fn ascending(column: impl Into<String>) -> Self {
        Self {
            column: column.into(),
            descending: false,
        }
    }

    /// Largest first by `column`.
    pub fn descending(column: impl Into<String>) -> Self {
        Self {
            column: column.into(),
            descending: true,
        }
    }
}

/// Sort, current row, ticked rows, and the user's columns. Lives with the screen; may be saved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableState {
    /// How the rows are sorted; the caller sorts.
    pub sort: Option<Sort>,
    /// The current row: marked, and shown in the side panel.
    pub current: Option<RowKey>,
    /// The ticked rows.
    pub selected: BTreeSet<RowKey>,
    /// Keys of the columns that are not shown.
    pub hidden: BTreeSet<String>,
    /// Widths set by dragging, in points at scale 1, by column key.
    pub widths: BTreeMap<String, f32>,
    /// Where `current` was last found.
    pub(super) current_row: usize,
    /// The end of a range of ticks that stays.
    pub(super) anchor: Option<usize>,
    /// The current row is to be brought into view.
    pub(super) reveal: bool,
    /// Rows that fit on the screen, for Page Up and Down.
    pub(super) page: usize,
    /// How far the body is scrolled sideways.
    pub(super) offset_x: f32,
    /// Counts changes of `selected` by the table, so that none needs to be looked for.
    pub(super) ticks: u64,
    /// The row that is being dragged.
    pub(super) drag: Option<super::moving::Drag>,
    /// What was typed to find a row, and when.
    pub(super) typed: (String, f64),
}

impl TableState {
    /// A state sorted by `sort`.
    pub fn sorted(sort: Sort) -> Self {
        Self {
            sort: Some(sort),
            ..Self::default()
        }
    }

    /// Makes the record `key` current and brings its row into view.
    pub fn reveal(&mut self, key: RowKey) {
        self.current = Some(key);
        self.reveal = true;
    }

    /// Makes the record that a screen has chosen the current one, in view if it is another.
    pub fn turn_to(&mut self, chosen: Option<RowKey>) {
        if self.current != chosen {
            match chosen {
                Some(key) => self.reveal(key),
                None => self.current = None,
            }
        }
    }

    /// The row the current record stands in now; `None` when it is filtered out.
    pub fn current_row(&self, rows: &dyn Rows) -> Option<usize> {
        let current = self.current?;
        if self.current_row < rows.count() && rows.key(self.current_row) == current {
            return Some(self.current_row);
        }
        (0..rows.count()).find(|&row| rows.key(row) == current)
    }

    /// Drops ticks of records that are no longer in `rows`; call after the rows change.
    pub fn retain_selected(&mut self, rows: &dyn Rows) {
        if self.selected.is_empty() {
            return;
        }
        let shown: BTreeSet<RowKey> = (0..rows.count()).map(|row| rows.key(row)).collect();
        self.selected.retain(|key| shown.contains(key));
    }

    pub(super) fn set_current(&mut self, rows: &dyn Rows, row: usize) {
        self.current = Some(rows.key(row));
        self.current_row = row;
    }

    /// Ticks or unticks one row and starts a range there.
    pub(super) fn toggle(&mut self, rows: &dyn Rows, row: usize) {
        let key = rows.key(row);
        if !self.selected.remove(&key) {
            self.selected.insert(key);
        }
        self.ticks += 1;
        self.anchor = Some(row);
    }

    /// Ticks every row from the anchor to `row`.
    pub(super) fn extend(&mut self, rows: &dyn Rows, row: usize) {
        let anchor = self.anchor.unwrap_or(self.current_row);
        let (first, last) = (anchor.min(row), anchor.max(row));
        for row in first..=last.min(rows.count().saturating_sub(1)) {
            if !rows.is_group(row) {
                self.selected.insert(rows.key(row));
            }
        }
        self.ticks += 1;
        self.anchor = Some(anchor);
    }

    /// Ticks all rows, or none when all are ticked.
    pub(super) fn toggle_all(&mut self, rows: &dyn Rows) {
        if self.all_selected(rows) == Some(true) {
            self.selected.clear();
            self.ticks += 1;
        } else {
            self.select_all(rows);
        }
    }

    pub(super) fn select_all(&mut self, rows: &dyn Rows) {
        self.selected = (0..rows.count())
            .filter(|&row| !rows.is_group(row))
            .map(|row| rows.key(row))
            .collect();
        self.ticks += 1;
    }

    /// All, none, or (`None`) some of the rows are ticked.
    ///
    /// Compares numbers of rows, which is right while `retain_selected` keeps the ticks to the rows.
    pub(super) fn all_selected(&self, rows: &dyn Rows) -> Option<bool> {
        if self.selected.is_empty() {
            return Some(false);
        }
        let groups = (0..rows.count()).filter(|&row| rows.is_group(row)).count();
        (self.selected.len() >= rows.count() - groups).then_some(true)
    }
}
