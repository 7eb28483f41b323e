//! A list that is worked through, ready to be drawn: groups at the left, patients at the right.

use std::borrow::Cow;

use crate::domain::ids::PatientId;
use crate::domain::workbook::Workbook;
use crate::ui::patients::standing::UNASSIGNED;
use crate::ui::patients::taking_out::{Part2, rows_to_copy};
use crate::ui::widgets::{Col, RowKey, Rows, Sort, TableState, Tone, compare_cells};

/// A group of lines, chosen at the left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    /// Its name.
    pub name: String,
    /// How many, in words: "3 of 8".
    pub count: String,
    /// What helps, or what the group means; may be empty.
    pub advice: String,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SheetLine {
    /// Unique in the list.
    pub key: RowKey,
    /// Whose it is.
    pub patient: PatientId,
    /// The group it belongs to.
    pub group: usize,
    /// A cell for each column.
    pub cells: Vec<String>,
}

/// The list.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sheet {
    /// What it says as a whole.
    pub finding: String,
    /// Headings of the groups and of how many there are.
    pub group_title: &'static str,
    pub count_title: &'static str,
    /// The groups.
    pub groups: Vec<Group>,
    /// The first group holds all lines.
    pub first_is_all: bool,
    /// The columns of the lines.
    pub columns: Vec<Col>,
    /// All lines.
    pub lines: Vec<SheetLine>,
    /// The name of a saved file.
    pub file_name: &'static str,
    /// Heading and sentence where a group has no lines.
    pub nobody: (&'static str, &'static str),
}

impl Sheet {
    /// Positions of the lines of a group in the order asked for.
    pub fn order(&self, group: usize, sort: Option<&Sort>) -> Vec<usize> {
        let is_all = self.first_is_all && group == 0;
        let belongs = |line: &SheetLine| is_all || line.group == group;
        let lines = self.lines.iter().enumerate();
        let mut order: Vec<usize> = lines
            .filter(|(_, l)| belongs(l))
            .map(|(at, _)| at)
            .collect();
        let column = sort.and_then(|s| self.columns.iter().position(|c| *c.key == *s.column));
        if let (Some(sort), Some(column)) = (sort, column) {
            let cell = |at: &usize| {
                let line = self.lines.get(*at);
                line.and_then(|l| l.cells.get(column))
                    .map_or("", String::as_str)
            };
            order.sort_by(|a, b| compare_cells(cell(a), cell(b), sort.descending));
        }
        order
    }
}

/// The groups as rows.
pub(super) struct GroupRows<'a>(pub &'a [Group]);

/// The columns of the groups.
pub(super) fn group_columns(sheet: &Sheet) -> [Col; 2] {
    [
        Col::new("name", sheet.group_title, 150.0)
            .fill()
            .unsortable(),
        Col::new("count", sheet.count_title, 124.0)
            .right()
            .unsortable(),
    ]
}

impl Rows for GroupRows<'_> {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn key(&self, row: usize) -> RowKey {
        row as RowKey
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let words = self.0.get(row).map_or("", |group| match column {
            "name" => group.name.as_str(),
            _ => group.count.as_str(),
        });
        Cow::Borrowed(words)
    }
}

/// The lines shown as rows.
pub(super) struct SheetRows<'a> {
    pub workbook: &'a Workbook,
    pub sheet: &'a Sheet,
    pub order: &'a [usize],
}

impl SheetRows<'_> {
    pub fn line(&self, row: usize) -> Option<&SheetLine> {
        self.sheet.lines.get(*self.order.get(row)?)
    }
}

impl Rows for SheetRows<'_> {
    fn count(&self) -> usize {
        self.order.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.line(row).map_or(-1, |line| line.key)
    }

    fn to_copy(&self, chosen: Vec<usize>) -> (Vec<usize>, Option<String>) {
        let patient_of = |row| self.line(row).map(|l| l.patient);
        rows_to_copy(self.workbook, Part2::LeftOut, chosen, patient_of)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let at = self.sheet.columns.iter().position(|c| *c.key == *column);
        let cell = at.and_then(|at| self.line(row)?.cells.get(at));
        Cow::Borrowed(cell.map_or("", String::as_str))
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        let words = self.text(row, column);
        ["none", UNASSIGNED, "not booked", "not set"]
            .contains(&words.as_ref())
            .then_some(Tone::Absent)
    }
}

/// The patients of the ticked lines, or of the current one; each once.
pub(super) fn chosen(sheet: &Sheet, order: &[usize], table: &TableState) -> Vec<PatientId> {
    let lines = order.iter().filter_map(|at| sheet.lines.get(*at));
    let is_chosen = |line: &&SheetLine| {
        if table.selected.is_empty() {
            table.current == Some(line.key)
        } else {
            table.selected.contains(&line.key)
        }
    };
    let mut patients: Vec<PatientId> = lines.filter(is_chosen).map(|l| l.patient).collect();
    patients.sort_unstable();
    patients.dedup();
    patients
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_sort_by_number_or_word_and_what_is_empty_stays_last() {
        let line = |key: i64, cell: &str| SheetLine {
            key,
            patient: PatientId(key),
            group: 0,
            cells: vec![cell.to_owned()],
        };
        let sheet = Sheet {
            columns: vec![Col::new("n", "N", 40.0)],
            lines: vec![line(0, "10"), line(1, ""), line(2, "9")],
            ..Sheet::default()
        };
        assert_eq!(sheet.order(0, Some(&Sort::ascending("n"))), [2, 0, 1]);
        assert_eq!(sheet.order(0, Some(&Sort::descending("n"))), [0, 2, 1]);
        assert_eq!(sheet.order(1, None), [] as [usize; 0]);
    }
}
