//! The parts of a zipped workbook, looked through once before it is read: how large they become,
//! which rows are hidden, which formulas have no stored result.

use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Cursor, Read};

use quick_xml::events::Event;
use zip::ZipArchive;

use super::error::ImportError;

/// Most bytes that a workbook may unpack to.
const MOST_BYTES: u64 = 200 << 20;
/// Beyond this size a workbook may unpack to at most [`MOST_RATIO`] times its own size.
const RATIO_FROM: u64 = 50 << 20;
const MOST_RATIO: u64 = 100;
const MOST_PARTS: usize = 10_000;
/// Most cells, blank ones included, between the first and last of `OpenDocument` sheets, for which
/// repeated rows and columns stand.
const MOST_SPANNED: u64 = 3_000_000;
const TOO_BIG: &str = "unpacks to more than 200 MB";
const TOO_DENSE: &str = "unpacks to more than 100 times its size";

/// What a look through the parts found.
#[derive(Debug, Default)]
pub struct Package {
    parts: HashMap<String, PartFacts>,
    sheet_parts: HashMap<String, String>,
}

/// What a look through one sheet found.
#[derive(Debug, Default)]
pub struct PartFacts {
    /// Rows that the spreadsheet program does not show, counted from 1.
    pub hidden_rows: HashSet<u32>,
    /// Formula cells without a stored result: row and column, counted from 0.
    pub formulas_without_result: HashSet<(u32, u32)>,
}

impl Package {
    /// The facts about the sheet of this name.
    pub fn sheet(&self, name: &str) -> Option<&PartFacts> {
        self.parts.get(self.sheet_parts.get(name)?)
    }
}

/// Unpacks every part once, counting, and refuses what grows beyond reason.
pub fn inspect(name: &str, bytes: &[u8]) -> Result<Package, ImportError> {
    let broken = |what: &str| ImportError::Damaged {
        name: name.to_owned(),
        what: what.to_owned(),
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| broken("it is cut off or not closed properly"))?;
    if archive.len() > MOST_PARTS {
        return Err(broken("it has too many parts for a workbook"));
    }
    let (mut package, mut total) = (Package::default(), 0u64);
    let mut relations = HashMap::new();
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index(index) else {
            return Err(broken("one of its parts cannot be unpacked"));
        };
        let part_name = part
            .name()
            .map(|n| n.trim_start_matches('/').to_owned())
            .unwrap_or_default();
        let mut scan = Scan::default();
        let mut reader = BufReader::with_capacity(1 << 16, part.take(MOST_BYTES + 1));
        let mut tag = Vec::new();
        let before = total;
        let mut claimed = 0u64;
        loop {
            tag.clear();
            let read = reader
                .read_until(b'>', &mut tag)
                .map_err(|_| broken("one of its parts cannot be unpacked"))?;
            if read == 0 {
                break;
            }
            total += read as u64;
            check_size(name, total, bytes.len() as u64)?;
            if part_name == "META-INF/manifest.xml" && has(&tag, b":encryption-data") {
                return Err(ImportError::Password {
                    name: name.to_owned(),
                });
            }
            if part_name.starts_with("xl/worksheets/") || part_name == "content.xml" {
                scan.tag(&tag);
            } else if part_name == "xl/workbook.xml" || part_name == "xl/_rels/workbook.xml.rels" {
                remember_sheet(&tag, &mut package, &mut relations);
            } else if part_name
                .to_ascii_lowercase()
                .ends_with("sharedstrings.xml")
            {
                let text = String::from_utf8_lossy(&tag);
                let count = attribute(&text, "uniqueCount").and_then(|n| n.parse().ok());
                claimed = claimed.max(count.unwrap_or(0));
            }
        }
        // The reader makes room for as many texts as the list says it holds.
        if claimed > total - before {
            return Err(broken("its list of texts claims more than it holds"));
        }
        if scan.spanned_above.saturating_add(scan.spanned) > MOST_SPANNED {
            return Err(ImportError::TooLarge {
                name: name.to_owned(),
                limit: TOO_BIG,
            });
        }
        package.parts.insert(part_name, scan.facts);
    }
    if !is_closed(&mut archive) {
        return Err(broken("its content is cut off or not closed properly"));
    }
    for part in package.sheet_parts.values_mut() {
        if let Some(target) = relations.get(part.as_str()) {
            part.clone_from(target);
        }
    }
    Ok(package)
}

fn has(tag: &[u8], words: &[u8]) -> bool {
    tag.windows(words.len()).any(|part| part == words)
}

/// Whether every tag of an `OpenDocument` workbook's content is closed: its reader would look for
/// the end of a table for ever.
fn is_closed(archive: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let Ok(part) = archive.by_name("content.xml") else {
        return true;
    };
    let mut reader = quick_xml::Reader::from_reader(BufReader::with_capacity(1 << 16, part));
    let (mut buffer, mut open) = (Vec::new(), 0u64);
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(_)) => open += 1,
            // An end that fits no beginning is an error of the reader.
            Ok(Event::End(_)) => open = open.saturating_sub(1),
            Ok(Event::Eof) => return open == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
        buffer.clear();
    }
}

fn check_size(name: &str, total: u64, packed: u64) -> Result<(), ImportError> {
    let refuse = |limit| {
        Err(ImportError::TooLarge {
            name: name.to_owned(),
            limit,
        })
    };
    if total > MOST_BYTES {
        return refuse(TOO_BIG);
    }
    if total > RATIO_FROM && total / packed.max(1) > MOST_RATIO {
        return refuse(TOO_DENSE);
    }
    Ok(())
}

/// Notes which part a sheet lies in: first its relation, later the relation's target.
fn remember_sheet(tag: &[u8], package: &mut Package, relations: &mut HashMap<String, String>) {
    let text = String::from_utf8_lossy(tag);
    if text.contains("<sheet ") || text.contains(":sheet ") {
        if let (Some(name), Some(id)) = (attribute(&text, "name"), attribute(&text, "r:id")) {
            package.sheet_parts.insert(unescape(name), id.to_owned());
        }
    } else if let (Some(id), Some(target)) = (attribute(&text, "Id"), attribute(&text, "Target")) {
        let target = target.trim_start_matches('/');
        let full = if target.starts_with("xl/") {
            target.to_owned()
        } else {
            format!("xl/{target}")
        };
        relations.insert(id.to_owned(), full);
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut from = 0;
    loop {
        let at = from + tag.get(from..)?.find(name)?;
        let before = tag.get(..at)?.chars().next_back();
        let rest = tag.get(at + name.len()..)?.trim_start();
        if before.is_some_and(char::is_whitespace)
            && let Some(value) = rest.strip_prefix('=').map(str::trim_start)
        {
            let quote = value.chars().next()?;
            return value.get(1..)?.split(quote).next();
        }
        from = at + name.len();
    }
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

/// Follows the tags of one sheet.
#[derive(Default)]
struct Scan {
    facts: PartFacts,
    cell: Option<OpenCell>,
    row: u32,
    /// Cells between the first and last filled ones of the `OpenDocument` sheets above this one.
    spanned_above: u64,
    /// The same of this one.
    spanned: u64,
    rows: u64,
    columns: u64,
    width: u64,
}

struct OpenCell {
    at: (u32, u32),
    has_formula: bool,
    has_result: bool,
}

impl Scan {
    /// Takes what was read up to and with the next `>`: the text before a tag, and the tag.
    fn tag(&mut self, bytes: &[u8]) {
        let open = bytes.iter().rposition(|b| *b == b'<').unwrap_or(0);
        let (text, tag) = bytes.split_at(open);
        match tag {
            [b'<', b'r', b'o', b'w', b' ', ..] => self.row_tag(&String::from_utf8_lossy(tag)),
            [b'<', b'c', b' ', ..] => self.cell_tag(&String::from_utf8_lossy(tag)),
            [b'<', b'f', b' ' | b'>' | b'/', ..] => self.note(|cell| cell.has_formula = true),
            b"</v>" | b"</t>" if !text.is_empty() => self.note(|cell| cell.has_result = true),
            b"</c>" => {
                if let Some(cell) = self.cell.take().filter(|c| c.has_formula && !c.has_result) {
                    self.facts.formulas_without_result.insert(cell.at);
                }
            }
            [b'<', b't', b'a', b'b', b'l', b'e', b':', ..] => {
                self.open_document_tag(&String::from_utf8_lossy(tag));
            }
            _ => {}
        }
    }

    fn note(&mut self, change: impl FnOnce(&mut OpenCell)) {
        if let Some(cell) = &mut self.cell {
            change(cell);
        }
    }

    fn row_tag(&mut self, tag: &str) {
        self.row = attribute(tag, "r")
            .and_then(|r| r.parse().ok())
            .unwrap_or_else(|| self.row.saturating_add(1));
        if matches!(attribute(tag, "hidden"), Some("1" | "true")) {
            self.facts.hidden_rows.insert(self.row);
        }
    }

    fn cell_tag(&mut self, tag: &str) {
        let at = attribute(tag, "r").and_then(place);
        self.cell = at.map(|at| OpenCell {
            at,
            has_formula: false,
            has_result: false,
        });
    }

    fn open_document_tag(&mut self, tag: &str) {
        let repeats = |name| {
            attribute(tag, name)
                .and_then(|n| n.parse().ok())
                .unwrap_or(1u64)
        };
        if tag.starts_with("<table:table ") {
            self.spanned_above = self.spanned_above.saturating_add(self.spanned);
            (self.rows, self.columns, self.width, self.spanned) = (0, 0, 0, 0);
        } else if tag.starts_with("<table:table-row") {
            self.rows = self
                .rows
                .saturating_add(repeats("table:number-rows-repeated"));
            self.columns = 0;
        } else if tag.starts_with("<table:table-cell") || tag.starts_with("<table:covered") {
            let columns = repeats("table:number-columns-repeated");
            self.columns = self.columns.saturating_add(columns);
            if tag.contains("value-type") || tag.contains("formula") {
                self.width = self.width.max(self.columns);
                self.spanned = self.rows.saturating_mul(self.width);
            }
        }
    }
}

/// "C7" as row and column counted from 0.
fn place(reference: &str) -> Option<(u32, u32)> {
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = reference.split_at(digits);
    let column = letters.bytes().try_fold(0u32, |sum, b| {
        let letter = u32::from(b.to_ascii_uppercase().checked_sub(b'A')?);
        sum.checked_mul(26)?.checked_add(letter + 1)
    })?;
    Some((
        number.parse::<u32>().ok()?.checked_sub(1)?,
        column.checked_sub(1)?,
    ))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn hidden_rows_and_formulas_without_results_are_found() {
        let bytes = package(&[
            (
                "xl/workbook.xml",
                r#"<sheets><sheet name="A &amp; B" sheetId="1" r:id="rId1"/></sheets>"#,
            ),
            (
                "xl/_rels/workbook.xml.rels",
                r#"<Relationship Id="rId1" Target="worksheets/s.xml"/>"#,
            ),
            (
                "xl/worksheets/s.xml",
                r#"<row r="2" hidden="1"><c r="B2"><f>1+1</f><v>2</v></c><c r="C2"><f>X</f><v></v></c><c r="AA2"><f>X</f></c></row>"#,
            ),
        ]);
        let found = inspect("t.xlsx", &bytes).unwrap();
        let sheet = found.sheet("A & B").unwrap();
        assert!(sheet.hidden_rows.contains(&2));
        let mut cells: Vec<_> = sheet.formulas_without_result.iter().copied().collect();
        cells.sort_unstable();
        assert_eq!(cells, [(1, 2), (1, 26)]);
    }

    #[test]
    fn the_last_possible_row_number_is_read() {
        let bytes = package(&[
            (
                "xl/workbook.xml",
                r#"<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets>"#,
            ),
            (
                "xl/_rels/workbook.xml.rels",
                r#"<Relationship Id="rId1" Target="worksheets/s.xml"/>"#,
            ),
            (
                "xl/worksheets/s.xml",
                r#"<row r="4294967295"><c r="A1"/></row><row r="" hidden="1"><c r="A1"/></row>"#,
            ),
        ]);
        let found = inspect("t.xlsx", &bytes).unwrap();
        assert!(found.sheet("A").unwrap().hidden_rows.contains(&u32::MAX));
    }

    #[test]
    fn a_list_of_texts_that_claims_more_than_it_holds_is_refused() {
        let list = |count: &str| {
            package(&[(
                "xl/sharedStrings.xml",
                &format!(r#"<sst uniqueCount="{count}"><si><t>a</t></si></sst>"#),
            )])
        };
        assert!(inspect("t.xlsx", &list("1")).is_ok());
        assert!(inspect("t.xlsx", &list("9999999999999")).is_err());
    }

    #[test]
    fn an_open_document_sheet_whose_few_cells_lie_far_apart_is_refused() {
        let cell = r#"<table:table-cell office:value-type="string"/>"#;
        let sheet = |rows: &str| {
            format!(
                r#"<table:table><table:table-row>{}</table:table-row><table:table-row table:number-rows-repeated="{rows}"><table:table-cell/></table:table-row><table:table-row>{cell}</table:table-row></table:table>"#,
                cell.repeat(20)
            )
        };
        assert!(inspect("t.ods", &package(&[("content.xml", &sheet("10"))])).is_ok());
        assert!(inspect("t.ods", &package(&[("content.xml", &sheet("1000000"))])).is_err());
    }

    #[test]
    fn open_document_content_that_is_not_closed_is_refused() {
        let cell = r#"<table:table-cell office:value-type="string"/>"#;
        let content =
            format!("<a><table:table><table:table-row>{cell}</table:table-row></table:table></a>");
        let inspected = |text: &str| inspect("t.ods", &package(&[("content.xml", text)]));
        assert!(inspected(&content).is_ok());
        for cut in [
            content.replace("</table:table>", "</tabld>"),
            content.replace("</table:table-row>", ""),
            content.replace("</table:table></a>", ""),
            content.replace("</a>", ""),
        ] {
            let sentence = inspected(&cut).unwrap_err().to_string();
            assert!(sentence.contains("cut off"), "{cut}: {sentence}");
        }
    }

    #[test]
    fn an_open_document_workbook_under_a_password_is_named_as_such() {
        let manifest = r#"<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
        // The content is what a cipher made of it, and may come before the list that says so.
        for parts in [
            [
                ("META-INF/manifest.xml", manifest),
                ("content.xml", "\u{1}<<x"),
            ],
            [
                ("content.xml", "\u{1}<<x"),
                ("META-INF/manifest.xml", manifest),
            ],
        ] {
            let refused = inspect("t.ods", &package(&parts)).unwrap_err();
            assert!(matches!(refused, ImportError::Password { .. }), "{refused}");
        }
    }

    #[test]
    fn a_workbook_that_inflates_beyond_reason_is_refused() {
        let bytes = package(&[("xl/worksheets/s.xml", &"<c/>".repeat(15 << 20))]);
        let sentence = inspect("t.xlsx", &bytes).unwrap_err().to_string();
        assert!(sentence.contains("100 times"), "{sentence}");
        let ods = r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" table:number-columns-repeated="16384"/>"#;
        assert!(inspect("t.ods", &package(&[("content.xml", ods)])).is_err());
    }
}
