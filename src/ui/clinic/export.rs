//! A table's rows for a spreadsheet: tab-separated for the clipboard, CSV for a file.

use crate::ui::widgets::{Col, Rows};

/// All rows with the headers first, tabs between cells.
pub(in crate::ui) fn as_text(columns: &[Col], rows: &dyn Rows) -> String {
    let mut lines = vec![
        columns
            .iter()
            .map(|c| c.title.as_ref())
            .collect::<Vec<_>>()
            .join("\t"),
    ];
    for row in 0..rows.count() {
        let cells = columns
            .iter()
            .map(|c| guarded(&rows.text(row, &c.key)).replace(['\t', '\r', '\n'], " "));
        lines.push(cells.collect::<Vec<_>>().join("\t"));
    }
    lines.join("\n")
}

/// All rows as CSV in UTF-8 with the mark that spreadsheets look for.
pub(super) fn as_csv(columns: &[Col], rows: &dyn Rows) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    // Writing into memory cannot fail; a short row cannot happen, as every row has every column.
    let _ = writer.write_record(columns.iter().map(|c| c.title.as_bytes()));
    for row in 0..rows.count() {
        let _ = writer.write_record(columns.iter().map(|c| guarded(&rows.text(row, &c.key))));
    }
    writer.into_inner().unwrap_or_default()
}

/// What a spreadsheet would run as a formula is set off by an apostrophe (CWE-1236).
fn guarded(cell: &str) -> String {
    let is_formula =
        cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) && cell.parse::<f64>().is_err();
    if is_formula {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::ui::widgets::RowKey;

    struct Two;

    impl Rows for Two {
        fn count(&self) -> usize {
            2
        }
        fn key(&self, row: usize) -> RowKey {
            row as RowKey
        }
        fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
            match (row, column) {
                (0, "what") => "=HYPERLINK(\"x\"), twice".into(),
                (1, "what") => "two\nlines".into(),
                _ => "-2.5".into(),
            }
        }
    }

    #[test]
    fn formulas_are_set_off_and_numbers_stay_numbers() {
        let columns = [
            Col::new("what", "What", 100.0),
            Col::new("n", "Number", 60.0),
        ];
        assert_eq!(
            as_text(&columns, &Two),
            "What\tNumber\n'=HYPERLINK(\"x\"), twice\t-2.5\ntwo lines\t-2.5"
        );
        let csv = String::from_utf8(as_csv(&columns, &Two)).expect("UTF-8");
        assert_eq!(
            csv,
            "\u{feff}What,Number\n\"'=HYPERLINK(\"\"x\"\"), twice\",-2.5\n\"two\nlines\",-2.5\n"
        );
    }
}
