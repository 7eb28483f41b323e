//! The rows kept out, as CSV text that a spreadsheet can open without running anything; with the
//! name of the file where several were read together.

use super::finding::Finding;
use crate::export::Table;

/// The list with a header row.
pub fn to_csv(findings: &[Finding]) -> String {
    let has_files = findings.iter().any(|f| !f.file.is_empty());
    let file = |name: &str| has_files.then(|| name.to_owned());
    let header = ["line", "column", "value", "reason"].map(str::to_owned);
    let mut table = Table::new(file("file").into_iter().chain(header));
    for finding in findings {
        let cells = [
            finding.line.to_string(),
            finding.column.clone(),
            finding.value.clone(),
            finding.reason.to_string(),
        ];
        table.push(file(&finding.file).into_iter().chain(cells));
    }
    table.to_csv()
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
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[1],
            "3,Name,\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\",is odd"
        );
        assert_eq!(lines[2], "4,Qty,-90,is negative");
        assert_eq!(lines[3], "5,,,\"a, b\"");
    }
}
