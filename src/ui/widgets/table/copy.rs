//! Rows of a table with their headers, on the way out of the program.

use super::{Col, DataTable, Rows, TableState};
use crate::export::Table;

/// All rows under all columns.
pub fn all_rows(columns: &[Col], rows: &dyn Rows) -> Table {
    table(columns.iter(), rows, 0..rows.count())
}

/// The ticked rows under the columns shown, or the current one where none is ticked; `None` where
/// there is neither.
pub(super) fn chosen_rows(
    table_shown: &DataTable<'_>,
    state: &TableState,
    rows: &dyn Rows,
) -> Option<Table> {
    let chosen: Vec<usize> = if state.selected.is_empty() {
        state.current_row(rows).into_iter().collect()
    } else {
        (0..rows.count())
            .filter(|&row| state.selected.contains(&rows.key(row)) && !rows.is_group(row))
            .collect()
    };
    let columns = table_shown
        .columns
        .iter()
        .filter(|column| !state.hidden.contains(column.key.as_ref()));
    if chosen.is_empty() {
        return None;
    }
    let (chosen, last_line) = rows.to_copy(chosen);
    let mut table = table(columns, rows, chosen);
    if let Some(words) = last_line {
        table.push([words]);
    }
    Some(table)
}

fn table<'c>(
    columns: impl Iterator<Item = &'c Col>,
    rows: &dyn Rows,
    chosen: impl IntoIterator<Item = usize>,
) -> Table {
    let columns: Vec<&Col> = columns.collect();
    let mut table = Table::new(columns.iter().map(|column| column.title.as_ref()));
    for row in chosen {
        table.push(columns.iter().map(|column| rows.text(row, &column.key)));
    }
    table
}
