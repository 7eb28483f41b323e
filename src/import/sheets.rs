//! Workbooks (XLSX, XLSB, XLS, ODS) to rows of text cells, one set a sheet.

use std::io::{Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    Data, DataRef, ExcelDateTime, Ods, Reader, Sheet as SheetInfo, SheetType, SheetVisible, Xls,
    Xlsb, Xlsx,
};

use super::compound;
use super::container::Container;
use super::dates::spreadsheet_day;
use super::error::ImportError;
use super::finding::Finding;
use super::package::{self, Package, PartFacts};
use super::sheet_builder::{Builder, Sheet};

const TOO_MANY: &str = "has a sheet with more than 5 million filled cells or 1 GB of text";
/// What stands for a formula whose result the file does not hold.
const NO_RESULT: &str = "(formula without a stored result)";

/// The first day number past the year 9999 of the 1904 system.
const LAST_SERIAL: f64 = 2_957_004.0;

type Book<'a> = Cursor<&'a [u8]>;

/// Reads all worksheets.
pub fn read(name: &str, bytes: &[u8], container: Container) -> Result<Vec<Sheet>, ImportError> {
    let package = match container {
        Container::Xls | Container::Text => {
            compound::inspect(name, bytes)?;
            Package::default()
        }
        _ => package::inspect(name, bytes)?,
    };
    // A broken workbook must never take the window down with it, whatever the reader does.
    catch_unwind(AssertUnwindSafe(|| match container {
        Container::Xlsx => xlsx(name, bytes, &package),
        Container::Xlsb => xlsb(name, bytes),
        Container::Ods => ranges(
            name,
            Ods::new(Cursor::new(bytes)).map_err(|e| damaged(name, &e))?,
        ),
        Container::Xls | Container::Text => ranges(
            name,
            Xls::new(Cursor::new(bytes)).map_err(|e| damaged(name, &e))?,
        ),
    }))
    .unwrap_or_else(|_| Err(damaged(name, &"its inner structure contradicts itself")))
}

fn damaged(name: &str, why: &dyn ToString) -> ImportError {
    let what = why.to_string();
    if what.to_lowercase().contains("password") {
        ImportError::Password {
            name: name.to_owned(),
        }
    } else {
        ImportError::Damaged {
            name: name.to_owned(),
            what,
        }
    }
}

fn is_hidden(info: &SheetInfo) -> bool {
    info.visible != SheetVisible::Visible
}

fn worksheets(infos: &[SheetInfo]) -> Vec<SheetInfo> {
    infos
        .iter()
        .filter(|s| s.typ == SheetType::WorkSheet)
        .cloned()
        .collect()
}

fn xlsx(name: &str, bytes: &[u8], package: &Package) -> Result<Vec<Sheet>, ImportError> {
    let mut book: Xlsx<Book> = Xlsx::new(Cursor::new(bytes)).map_err(|e| damaged(name, &e))?;
    let nothing = PartFacts::default();
    let mut sheets = Vec::new();
    for info in worksheets(book.sheets_metadata()) {
        let facts = package.sheet(&info.name).unwrap_or(&nothing);
        let merged = book
            .merge_cells_by_sheet_name(&info.name)
            .unwrap_or_default();
        let mut builder = Builder::new(merged.iter().map(|d| (d.start, d.end)).collect());
        let epoch_1904 = book.has_1904_epoch();
        let mut reader = book
            .worksheet_cells_reader(&info.name)
            .map_err(|e| damaged(name, &e))?;
        let formats: Vec<usize> = reader.styles().iter().map(zero_places).collect();
        while let Some((cell, style)) = reader
            .next_cell_with_style_id()
            .map_err(|e| damaged(name, &e))?
        {
            let at = cell.get_position();
            let text = match cell.get_value() {
                DataRef::Empty if facts.formulas_without_result.contains(&at) => {
                    NO_RESULT.to_owned()
                }
                DataRef::SharedString(text) => (*text).to_owned(),
                DataRef::Float(number) => padded(
                    *number,
                    formats.get(style).copied().unwrap_or(0),
                    at,
                    &mut builder,
                ),
                value => plain_text(&Data::from(value.clone()), epoch_1904),
            };
            builder.add(at, text).map_err(|()| too_large(name))?;
        }
        let mut sheet = builder
            .sheet(info.name.clone(), is_hidden(&info))
            .map_err(|()| too_large(name))?;
        tell_of_hidden_rows(&mut sheet, facts);
        tell_of_formulas(&mut sheet, facts);
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// Cell by cell: the reader's whole sheet would make room for every blank cell in between.
fn xlsb(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let mut book: Xlsb<Book> = Xlsb::new(Cursor::new(bytes)).map_err(|e| damaged(name, &e))?;
    let epoch_1904 = book.has_1904_epoch();
    let mut sheets = Vec::new();
    for info in worksheets(book.sheets_metadata()) {
        let mut builder = Builder::new(Vec::new());
        let mut reader = book
            .worksheet_cells_reader(&info.name)
            .map_err(|e| damaged(name, &e))?;
        while let Some(cell) = reader.next_cell().map_err(|e| damaged(name, &e))? {
            let text = plain_text(&Data::from(cell.get_value().clone()), epoch_1904);
            builder
                .add(cell.get_position(), text)
                .map_err(|()| too_large(name))?;
        }
        sheets.push(
            builder
                .sheet(info.name.clone(), is_hidden(&info))
                .map_err(|()| too_large(name))?,
        );
    }
    Ok(sheets)
}

fn too_large(name: &str) -> ImportError {
    ImportError::TooLarge {
        name: name.to_owned(),
        limit: TOO_MANY,
    }
}

fn tell_of_hidden_rows(sheet: &mut Sheet, facts: &PartFacts) {
    let lines: Vec<u32> = sheet
        .cells
        .rows
        .iter()
        .map(|r| r.line)
        .filter(|l| facts.hidden_rows.contains(l))
        .collect();
    for line in lines {
        sheet.findings.push(Finding::row(
            line,
            "This row is hidden in the workbook; it was read like the others.",
        ));
    }
}

fn tell_of_formulas(sheet: &mut Sheet, facts: &PartFacts) {
    if !facts.formulas_without_result.is_empty() {
        sheet.notes.push(format!(
            "{} formulas have no stored result. Open the workbook, save it and import it again.",
            facts.formulas_without_result.len()
        ));
    }
}

/// Digits that a number format like `00000000` pads to; 0 for any other format.
fn zero_places(style: &calamine::Style) -> usize {
    let code = style
        .number_format
        .as_ref()
        .map_or("", |f| f.format_code.as_str());
    let plain: String = code.chars().filter(|c| !matches!(c, '"' | '\\')).collect();
    if plain.len() > 1 && plain.bytes().all(|b| b == b'0') {
        plain.len()
    } else {
        0
    }
}

fn padded(number: f64, places: usize, at: (u32, u32), builder: &mut Builder) -> String {
    let text = number_text(number);
    if places > text.len() && text.bytes().all(|b| b.is_ascii_digit()) {
        builder.padded_lines.push(at.0 + 1);
        return format!("{text:0>places$}");
    }
    text
}

/// A number without a needless fraction.
fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 9e15 {
        format!("{}", number as i64)
    } else {
        format!("{number}")
    }
}

fn plain_text(value: &Data, epoch_1904: bool) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_text(*number),
        Data::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(day) => typed_day(*day, epoch_1904),
        Data::Error(error) => error.to_string(),
    }
}

/// The day of a date cell, in the epoch of its workbook. What lies on or before the first day is
/// no calendar day that the reader knows, nor is one beyond the last.
fn typed_day(day: ExcelDateTime, epoch_1904: bool) -> String {
    let serial = day.as_f64();
    if !(1.0..LAST_SERIAL).contains(&serial) {
        return spreadsheet_day(serial, epoch_1904);
    }
    let (year, month, day, ..) = day.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}

fn ranges<R: Reader<RS>, RS: Read + Seek>(
    name: &str,
    mut book: R,
) -> Result<Vec<Sheet>, ImportError>
where
    R::Error: std::fmt::Display,
{
    let mut sheets = Vec::new();
    for info in worksheets(book.sheets_metadata()) {
        let range = book
            .worksheet_range(&info.name)
            .map_err(|e| damaged(name, &e))?;
        let (row_0, column_0) = range.start().unwrap_or_default();
        let mut builder = Builder::new(Vec::new());
        for (row, column, value) in range.used_cells() {
            let at = (row_0 + row as u32, column_0 + column as u32);
            builder
                .add(at, plain_text(value, false))
                .map_err(|()| too_large(name))?;
        }
        sheets.push(
            builder
                .sheet(info.name.clone(), is_hidden(&info))
                .map_err(|()| too_large(name))?,
        );
    }
    Ok(sheets)
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{Format, Workbook as Book};

    use super::*;

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        let sheets = read("t.xlsx", bytes, Container::Xlsx).unwrap();
        sheets[0]
            .cells
            .iter()
            .map(|r| r.iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn typed_cells_become_the_text_a_person_sees() {
        let mut book = Book::new();
        let sheet = book.add_worksheet();
        let day = Format::new().set_num_format("d. mmm yy");
        let zeros = Format::new().set_num_format("00000000");
        sheet.write_number_with_format(1, 2, 46237.0, &day).unwrap();
        sheet
            .write_number_with_format(1, 3, 12345.0, &zeros)
            .unwrap();
        sheet.write_number(1, 4, 90.0).unwrap();
        sheet.write_number(1, 5, 0.5).unwrap();
        sheet.write_string(1, 6, " x ").unwrap();
        let found = rows(&book.save_to_buffer().unwrap());
        assert_eq!(
            found,
            [["", "", "2026-08-03", "00012345", "90", "0.5", "x"]]
        );
    }

    #[test]
    fn typed_days_count_from_the_epoch_of_their_workbook() {
        use calamine::ExcelDateTimeType::DateTime;
        for (serial, is_1904, expected) in [
            (46237.0, false, "2026-08-03"),
            (46237.5, false, "2026-08-03"),
            (44775.0, true, "2026-08-03"),
            (60.0, false, "1900-02-29"),
            (1.0, false, "1900-01-01"),
            (0.0, false, "1900-01-00"),
        ] {
            let cell = Data::DateTime(ExcelDateTime::new(serial, DateTime, is_1904));
            assert_eq!(plain_text(&cell, false), expected);
        }
    }

    #[test]
    fn cells_merged_downwards_are_filled_and_said() {
        let mut book = Book::new();
        let sheet = book.add_worksheet();
        sheet
            .merge_range(0, 0, 1, 0, "Ann", &Format::new())
            .unwrap();
        sheet.write_string(0, 1, "a").unwrap();
        sheet.write_string(1, 1, "b").unwrap();
        let bytes = book.save_to_buffer().unwrap();
        assert_eq!(rows(&bytes), [["Ann", "a"], ["Ann", "b"]]);
        let sheets = read("t.xlsx", &bytes, Container::Xlsx).unwrap();
        assert_eq!(sheets[0].findings[0].line, 2);
    }

    #[test]
    fn broken_workbooks_are_refused_not_panicked_over() {
        let mut book = Book::new();
        book.add_worksheet().write_string(0, 0, "x").unwrap();
        let bytes = book.save_to_buffer().unwrap();
        for cut in (0..bytes.len()).step_by(97) {
            assert!(read("t.xlsx", &bytes[..cut], Container::Xlsx).is_err());
        }
    }
}
