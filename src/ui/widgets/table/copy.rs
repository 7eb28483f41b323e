//! Rows as text for a spreadsheet: tabs between cells, a line a row, the headers first.

use super::{Col, DataTable, Rows, TableState};

/// The ticked rows, or the current one where none is ticked; empty where there is neither.
pub(super) fn as_table(table: &DataTable<'_>, state: &TableState, rows: &dyn Rows) -> String {
    let chosen: Vec<usize> = if state.selected.is_empty() {
        state.current_row(rows).into_iter().collect()
    } else {
        (0..rows.count())
            .filter(|&row| state.selected.contains(&rows.key(row)) && !rows.is_group(row))
            .collect()
    };
    if chosen.is_empty() {
        return String::new();
    }
    let columns: Vec<&Col> = table
        .columns
        .iter()
        .filter(|column| !state.hidden.contains(column.key.as_ref()))
        .collect();
    let mut lines = vec![join(columns.iter().map(|column| cell(&column.title)))];
    for row in chosen {
        lines.push(join(
            columns
                .iter()
                .map(|column| cell(&rows.text(row, &column.key))),
        ));
    }
    lines.join("\n")
}

fn join(cells: impl Iterator<Item = String>) -> String {
    cells.collect::<Vec<_>>().join("\t")
}

/// A cell on one line; what a spreadsheet would run as a formula is set off by an apostrophe.
fn cell(text: &str) -> String {
    let line = text.replace(['\t', '\r', '\n'], " ");
    let is_formula = line.starts_with(['=', '+', '-', '@']) && line.parse::<f64>().is_err();
    if is_formula { format!("'{line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_cell_stays_one_cell_and_never_a_formula() {
        assert_eq!(cell("Brandt, Marvin"), "Brandt, Marvin");
        assert_eq!(cell("two\tcells\nand lines"), "two cells and lines");
        assert_eq!(cell("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(cell("@sum"), "'@sum");
        assert_eq!(cell("-2.5"), "-2.5");
        assert_eq!(cell("- none"), "'- none");
    }
}
