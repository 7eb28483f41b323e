//! The list as text for a spreadsheet: tab-separated for the clipboard, CSV for a file.

use super::line::PatientLine;
use super::rows::cell_text;
use crate::ui::widgets::Col;

/// Lines of tab-separated cells, the headers first.
pub(super) fn tab_separated<'a>(
    columns: &[&Col],
    lines: impl Iterator<Item = &'a PatientLine>,
) -> String {
    let header = columns.iter().map(|c| one_line(&c.title));
    let mut out = vec![header.collect::<Vec<_>>().join("\t")];
    out.extend(lines.map(|line| {
        let cells = columns.iter().map(|c| one_line(&cell_text(line, &c.key)));
        cells.collect::<Vec<_>>().join("\t")
    }));
    out.join("\n")
}

/// A CSV file with CRLF line ends, as RFC 4180 has it, in UTF-8 with a mark for Excel.
pub(super) fn csv<'a>(columns: &[&Col], lines: impl Iterator<Item = &'a PatientLine>) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    let header = columns.iter().map(|c| quoted(&c.title));
    out.push_str(&header.collect::<Vec<_>>().join(","));
    out.push_str("\r\n");
    for line in lines {
        let cells = columns.iter().map(|c| quoted(&cell_text(line, &c.key)));
        out.push_str(&cells.collect::<Vec<_>>().join(","));
        out.push_str("\r\n");
    }
    out.into_bytes()
}

fn one_line(cell: &str) -> String {
    guarded(&cell.replace(['\t', '\r', '\n'], " "))
}

fn quoted(cell: &str) -> String {
    let cell = guarded(cell);
    if cell.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

/// Sets off by an apostrophe what a spreadsheet would run as a formula.
fn guarded(cell: &str) -> String {
    let is_formula =
        cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if is_formula {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_runs_as_a_formula_or_breaks_its_row() {
        assert_eq!(quoted("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(quoted("\tcmd"), "'\tcmd");
        assert_eq!(quoted("-2.5"), "-2.5");
        assert_eq!(quoted("Brandt, Marvin"), "\"Brandt, Marvin\"");
        assert_eq!(one_line("two\tcells\nand lines"), "two cells and lines");
        assert_eq!(one_line("@sum"), "'@sum");
    }
}
