//! A table as it was found in a file: header, data rows, and what was left aside.

use super::bytes::{self, Decoded};
use super::cells::{Cells, Row};
use super::container::{Container, container};
use super::error::ImportError;
use super::fhir;
use super::field::Field;
use super::finding::Finding;
use super::header::{self, Header};
use super::separated;
use super::sheet_builder::Sheet;
use super::sheets;
use crate::domain::import_batch::ImportKind;

/// A table, ready for its columns to be understood.
#[derive(Debug)]
pub struct Table {
    /// File name without its folder; "clipboard" for a paste.
    pub source_name: String,
    /// Name of the sheet, or of several of one layout that were joined.
    pub sheet: Option<String>,
    /// How the bytes were read.
    pub encoding: String,
    /// Separator of the text.
    pub separator: Option<char>,
    /// Rows above the header.
    pub preamble: Vec<Vec<String>>,
    /// Column names; "Column 1" and so on when the file has no header row.
    pub header: Vec<String>,
    /// Row of the header, counted from 1; 0 when there is none.
    pub header_line: u32,
    /// Remarks on the whole file.
    pub notes: Vec<String>,
    /// Remarks on single rows, of data or not.
    pub findings: Vec<Finding>,
    /// Rows that could not be split into cells.
    pub damaged: Vec<Finding>,
    /// Date cells had a type, and a bare number in a date column is a spreadsheet's day number.
    pub is_typed: bool,
    /// What the columns mean, where the format itself says it.
    pub known: Option<Known>,
    /// The files that the rows come from, where they count their lines on from one to the next.
    pub parts: Vec<Part>,
    /// Records left aside before they became rows, by reason.
    pub left_aside: Vec<(&'static str, u64)>,
    cells: Cells,
}

/// What a format itself says of its table.
#[derive(Clone, Debug)]
pub struct Known {
    /// What the rows are.
    pub kind: ImportKind,
    /// One meaning per column.
    pub fields: Vec<Field>,
}

/// One of several files of a table.
#[derive(Clone, Debug)]
pub struct Part {
    /// File name without its folder.
    pub name: String,
    /// The table's number before the file's first line.
    pub before: u32,
    /// Its numbers are entries of a Bundle or list, not lines.
    pub has_entries: bool,
}

impl Table {
    /// A table of these rows, without a header yet.
    pub(super) fn new(name: &str, cells: Cells) -> Self {
        Self {
            source_name: name.to_owned(),
            sheet: None,
            encoding: String::new(),
            separator: None,
            preamble: Vec::new(),
            header: Vec::new(),
            header_line: 0,
            notes: Vec::new(),
            findings: Vec::new(),
            damaged: Vec::new(),
            is_typed: false,
            known: None,
            parts: Vec::new(),
            left_aside: Vec::new(),
            cells,
        }
    }

    /// What the rows are, where the format itself says it.
    pub fn kind(&self) -> Option<ImportKind> {
        self.known.as_ref().map(|known| known.kind)
    }

    /// The file and its own line of one of the table's lines; the file only where there are several.
    pub fn place(&self, line: u32) -> (&str, u32) {
        let after = self.parts.partition_point(|part| part.before < line);
        match after.checked_sub(1).and_then(|at| self.parts.get(at)) {
            Some(part) if self.parts.len() > 1 => (&part.name, line - part.before),
            _ => ("", line),
        }
    }

    /// "7", or "7 of Patient.ndjson" where there are several files.
    pub fn place_words(&self, line: u32) -> String {
        match self.place(line) {
            ("", line) => line.to_string(),
            (file, line) => format!("{line} of {file}"),
        }
    }

    /// How many data rows there are.
    pub fn len(&self) -> usize {
        self.cells.rows.len()
    }

    /// Whether there is no data row.
    pub fn is_empty(&self) -> bool {
        self.cells.rows.is_empty()
    }

    /// A data row.
    pub fn row(&self, index: usize) -> Option<Row<'_>> {
        self.cells.row(index)
    }

    /// The data rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.cells.iter()
    }
}

/// Largest file that is read.
pub(super) const MOST_BYTES: usize = 1 << 30;
/// How much of a text is looked at to find its separator.
const SAMPLE: usize = 1 << 16;
const SAMPLE_ROWS: usize = 60;

/// What a file's bytes are.
pub(super) enum Content {
    /// JSON text, which may be FHIR and belong to other files.
    Json(Decoded),
    /// Other text.
    Text(Decoded),
    /// The sheets of a workbook.
    Sheets(Vec<Sheet>),
}

/// Tells what a file's bytes are, whatever its name, refusing in a sentence what holds no table.
pub(super) fn content(name: &str, bytes: Vec<u8>) -> Result<Content, ImportError> {
    if bytes.len() > MOST_BYTES {
        return Err(too_large(name));
    }
    match container(name, &bytes)? {
        Container::Text => {
            let decoded = bytes::decode(name, bytes)?;
            Ok(if fhir::is_json(&decoded.text) {
                Content::Json(decoded)
            } else {
                Content::Text(decoded)
            })
        }
        container => Ok(Content::Sheets(sheets::read(name, &bytes, container)?)),
    }
}

/// The refusal of a file that is too large to be read.
pub(super) fn too_large(name: &str) -> ImportError {
    ImportError::TooLarge {
        name: name.to_owned(),
        limit: "is larger than 1 GB",
    }
}

/// The tables in a file's bytes: of a workbook the one with the most to read first, of FHIR
/// patients, prescriptions and events.
pub fn tables(name: &str, bytes: Vec<u8>) -> Result<Vec<Table>, ImportError> {
    match content(name, bytes)? {
        Content::Json(decoded) => {
            let mut files = fhir::Files::new();
            files.read(name, decoded);
            files.into_tables(name)
        }
        Content::Text(decoded) => Ok(vec![text_table(name, decoded)?]),
        Content::Sheets(sheets) => sheet_tables(name, sheets),
    }
}

fn text_table(name: &str, mut decoded: Decoded) -> Result<Table, ImportError> {
    let (named, rest) = separated::separator_line(&decoded.text);
    let rest_length = rest.len();
    if named.is_some() {
        decoded.text.drain(..decoded.text.len() - rest_length);
    }
    let separator = named.unwrap_or_else(|| find_separator(&decoded.text));
    let mut cells = separated::parse(decoded.text, separator, usize::MAX);
    cells.shrink();
    let mut table = table_of(name, cells);
    table.encoding = decoded.encoding;
    table.separator = Some(separator);
    table.notes.splice(0..0, decoded.notes);
    table.findings.splice(0..0, decoded.findings);
    if table.is_empty() && table.damaged.is_empty() {
        return Err(ImportError::NoRows {
            name: name.to_owned(),
        });
    }
    Ok(table)
}

/// The separator that gives the best header, and among equals the most regular rows.
fn find_separator(text: &str) -> char {
    let end = (0..=text.len().min(SAMPLE))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    let sample = text.get(..end).unwrap_or_default();
    let score = |separator: char| {
        let cells = separated::parse(sample.to_owned(), separator, SAMPLE_ROWS);
        let hits = header::find(&cells).map_or(0, |h| h.score);
        let widths: Vec<usize> = cells
            .iter()
            .filter(|r| !r.is_empty())
            .map(|r| r.len())
            .collect();
        let widest = widths.iter().copied().filter(|w| *w > 1).max().unwrap_or(0);
        let regular = widths.iter().filter(|w| **w == widest).count();
        (hits, if widest > 1 { regular } else { 0 }, widest)
    };
    // The last of equals wins with max_by_key; the usual separators must win, so look backwards.
    separated::SEPARATORS
        .into_iter()
        .rev()
        .max_by_key(|s| score(*s))
        .unwrap_or(',')
}

fn sheet_tables(name: &str, sheets: Vec<Sheet>) -> Result<Vec<Table>, ImportError> {
    let (hidden, shown): (Vec<Sheet>, Vec<Sheet>) = sheets.into_iter().partition(|s| s.hidden);
    let mut tables: Vec<Table> = Vec::new();
    for sheet in shown.into_iter().filter(|s| !s.cells.rows.is_empty()) {
        let mut table = table_of(name, sheet.cells);
        table.sheet = Some(sheet.name);
        "workbook".clone_into(&mut table.encoding);
        table.is_typed = true;
        table.notes.extend(sheet.notes);
        let header_line = table.header_line;
        table
            .findings
            .extend(sheet.findings.into_iter().filter(|f| f.line > header_line));
        join_or_push(&mut tables, table);
    }
    tables.retain(|t| !t.is_empty());
    tables.sort_by_key(|t| std::cmp::Reverse((t.header_line > 0, t.len())));
    let others: Vec<String> = tables
        .iter()
        .skip(1)
        .filter_map(|t| t.sheet.clone())
        .collect();
    let Some(first) = tables.first_mut() else {
        return Err(ImportError::NoRows {
            name: name.to_owned(),
        });
    };
    for other in others {
        first.notes.push(format!(
            "Sheet “{other}” has other columns and was not read with this one."
        ));
    }
    for sheet in hidden {
        first
            .notes
            .push(format!("Hidden sheet “{}” was not read.", sheet.name));
    }
    Ok(tables)
}

/// Sheets of one layout, such as one a month, are one table.
fn join_or_push(tables: &mut Vec<Table>, table: Table) {
    let twin = tables
        .iter_mut()
        .find(|t| t.header_line > 0 && table.header_line > 0 && t.header == table.header);
    let Some(twin) = twin else {
        tables.push(table);
        return;
    };
    twin.cells.append(&table.cells);
    twin.notes.push(format!(
        "Sheet “{}” has the same columns and was read too, after “{}”.",
        table.sheet.as_deref().unwrap_or_default(),
        twin.sheet.as_deref().unwrap_or_default()
    ));
    twin.sheet = Some(
        [twin.sheet.take(), table.sheet]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" + "),
    );
    twin.notes.extend(table.notes);
    twin.findings.extend(table.findings);
}

/// Finds the header and takes out the rows that are no data.
fn table_of(name: &str, mut cells: Cells) -> Table {
    let header = header::find(&cells);
    let damaged = std::mem::take(&mut cells.damaged);
    let mut table = Table::new(name, cells);
    table.damaged = damaged;
    match header {
        Some(header) => under_header(&mut table, header),
        None => without_header(&mut table),
    }
    table
}

fn under_header(table: &mut Table, header: Header) {
    table.preamble = table
        .cells
        .iter()
        .take(header.row)
        .map(|r| r.iter().map(str::to_owned).collect())
        .collect();
    table.header_line = header.line;
    table.header = header.names;
    table.damaged.retain(|d| d.line > header.line);
    for finding in &mut table.damaged {
        finding.column = String::new();
    }
    let mut kept = Vec::with_capacity(table.cells.rows.len());
    for (row, span) in table
        .cells
        .iter()
        .zip(&table.cells.rows)
        .skip(header.row + 1)
    {
        match header::not_data(&row, &table.header, &header.raw) {
            None => kept.push(*span),
            Some("") => {}
            Some(reason) => {
                table
                    .findings
                    .push(Finding::cell(row.line(), "", first_filled(&row), reason));
            }
        }
    }
    table.cells.rows = kept;
}

fn first_filled<'a>(row: &Row<'a>) -> &'a str {
    row.iter().find(|c| !c.is_empty()).unwrap_or_default()
}

fn without_header(table: &mut Table) {
    let spans: Vec<_> = table
        .cells
        .iter()
        .zip(&table.cells.rows)
        .filter(|(row, _)| !row.is_empty())
        .map(|(_, span)| *span)
        .collect();
    table.cells.rows = spans;
    let width = table.cells.iter().map(|r| r.len()).max().unwrap_or(0);
    table.header = (1..=width).map(|n| format!("Column {n}")).collect();
    table
        .notes
        .push("No header row was found: no row names at least two known columns.".to_owned());
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::Workbook as Book;

    use super::*;

    fn read(text: &str) -> Table {
        tables("t.csv", text.as_bytes().to_vec()).unwrap().remove(0)
    }

    fn check(text: &str, separator: char, header_line: u32, lines: &[u32]) -> Table {
        let table = read(text);
        assert_eq!(table.separator, Some(separator));
        assert_eq!(table.header_line, header_line);
        assert_eq!(table.rows().map(|r| r.line()).collect::<Vec<_>>(), lines);
        table
    }

    #[test]
    fn the_separator_is_the_one_that_makes_a_header() {
        check("MRN,Drug,Qty\n1,a,2\n", ',', 1, &[2]);
        check("MRN;Drug;Qty\n1;a, b;2\n", ';', 1, &[2]);
        check("MRN\tDrug\tQty\n1\ta, b\t2\n", '\t', 1, &[2]);
        check(
            "MRN|Month, Day, Year of Filled At|Drug\n1|October 1, 2023|a\n",
            '|',
            1,
            &[2],
        );
        check("sep=;\nMRN;Drug\n1;a\n", ';', 1, &[2]);
    }

    #[test]
    fn rows_that_are_no_data_are_left_aside_and_said() {
        let text = "Clinic 12\nRun,10/1/2026\n\nMRN,Name,Drug,Qty\n1,A B,x,2\n,,,\nMRN,Name,Drug,Qty\n2,C D,y,3\nTotal,,,5\nConfidential - do not copy\n";
        let table = check(text, ',', 4, &[5, 8]);
        assert_eq!(
            table.findings.iter().map(|f| f.line).collect::<Vec<_>>(),
            [7, 9, 10]
        );
        assert_eq!(table.preamble.len(), 3);
    }

    #[test]
    fn a_file_without_header_keeps_its_first_row() {
        let table = check("001,Ann,x\n002,Bob,y\n", ',', 0, &[1, 2]);
        assert_eq!(table.header, ["Column 1", "Column 2", "Column 3"]);
    }

    #[test]
    fn a_header_alone_is_refused() {
        assert!(matches!(
            tables("t.csv", b"MRN,Drug,Qty\n".to_vec()),
            Err(ImportError::NoRows { .. })
        ));
    }

    #[test]
    fn sheets_of_one_layout_are_one_table_and_hidden_ones_are_left_out() {
        let mut book = Book::new();
        for (sheet, rows) in [("Aug", 2), ("Sep", 1), ("Notes", 9)] {
            let page = book.add_worksheet().set_name(sheet).unwrap();
            page.write_row(
                0,
                0,
                [
                    "MRN",
                    if sheet == "Notes" { "Remark" } else { "Drug" },
                    "Qty",
                ],
            )
            .unwrap();
            for row in 1..=rows {
                page.write_row(row, 0, ["1", "x", "2"]).unwrap();
            }
        }
        book.add_worksheet()
            .set_name("old")
            .unwrap()
            .set_hidden(true)
            .write_row(0, 0, ["MRN", "Drug"])
            .unwrap();
        let found = tables("t.xlsx", book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(found.iter().map(Table::len).collect::<Vec<_>>(), [9, 3]);
        assert_eq!(found[1].sheet.as_deref(), Some("Aug + Sep"));
        assert!(found[0].notes.iter().any(|n| n.contains("old")));
    }
}
