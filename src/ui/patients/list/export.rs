//! The list as a table that leaves the program.

use super::line::PatientLine;
use super::rows::cell_text;
use crate::export::Table;
use crate::ui::widgets::Col;

/// The lines under the columns.
pub(super) fn table<'a>(columns: &[&Col], lines: impl Iterator<Item = &'a PatientLine>) -> Table {
    let mut table = Table::new(columns.iter().map(|column| column.title.as_ref()));
    for line in lines {
        table.push(columns.iter().map(|column| cell_text(line, &column.key)));
    }
    table
}
