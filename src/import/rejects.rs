//! The rows kept out, as CSV text that a spreadsheet can open without running anything.

use super::finding::Finding;

/// The list with a header row. Cells that a spreadsheet would run as a formula begin with an
/// apostrophe.
pub fn to_csv(findings: &[Finding]) -> String {
    let mut text = "line,column,value,reason\r\n".to_owned();
    for finding in findings {
        text.push_str(&finding.line.to_string());
        for cell in [&finding.column, &finding.value, &*finding.reason] {
            text.push(',');
            push_cell(&mut text, cell);
        }
        text.push_str("\r\n");
    }
    text
}

/// A text cell that no spreadsheet takes for a formula.
pub fn guarded(cell: &str) -> String {
    let runs = cell
        .trim_start_matches(' ')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
        || cell.starts_with(['＝', '＋', '－', '＠']);
    if runs {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn push_cell(text: &mut String, cell: &str) {
    let cell = guarded(cell);
    if cell.contains([',', '"', '\n', '\r']) {
        text.push('"');
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(&cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_cells_quoted() {
        let rows = [
            Finding::cell(3, "Name", "=HYPERLINK(\"x\",\"y\")", "is odd"),
            Finding::cell(4, "Qty", "-90", "is negative"),
            Finding::row(5, "a, b"),
        ];
        let text = to_csv(&rows);
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(
            lines[1],
            "3,Name,\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\",is odd"
        );
        assert_eq!(lines[2], "4,Qty,'-90,is negative");
        assert_eq!(lines[3], "5,,,\"a, b\"");
    }
}
