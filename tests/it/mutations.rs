//! Files that chance has bent, broken and put together anew: whatever they hold, the import comes
//! back with rows or with a sentence, soon, and every row ends in one way.
//!
//! A short run of it is a test; `cargo bench --bench mutations -- 200000` is the long one.

use std::collections::HashMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Workbook as Book};
use sixblocks::domain::workbook::Workbook;
use sixblocks::import::{self, Options, Table};
use zip::write::SimpleFileOptions;

/// Longest that one file may take.
const LIMIT: Duration = Duration::from_secs(5);
/// Largest mutated file.
const MOST_BYTES: usize = 1 << 20;

/// The readers that are tried.
pub const READERS: [&str; 6] = ["text", "xlsx", "xls", "ods", "paste", "json"];

/// What a run found.
#[derive(Default)]
pub struct Outcome {
    /// Files tried.
    pub tried: u64,
    /// Files that gave rows.
    pub read: u64,
    /// What went wrong, with the reader and the number that makes it again.
    pub failures: Vec<String>,
    /// The slowest file.
    pub slowest: (Duration, u64),
}

/// Tries files `from..to` of a reader.
pub fn run(reader: &str, from: u64, to: u64) -> Outcome {
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join(match reader {
        "text" | "paste" => "export.csv",
        "json" => "export.ndjson",
        _ => "export.bin",
    });
    let seeds = seeds(reader);
    let mut outcome = Outcome::default();
    for number in from..to {
        let bytes = mutated(&seeds, &mut Dice::of(reader, number));
        let start = Instant::now();
        let ended = catch_unwind(AssertUnwindSafe(|| take_in(reader, &path, &bytes)));
        let took = start.elapsed();
        outcome.tried += 1;
        match ended {
            Ok(Ok(read)) => outcome.read += u64::from(read),
            Ok(Err(what)) => outcome.failures.push(format!("{reader} {number}: {what}")),
            Err(_) => outcome
                .failures
                .push(format!("{reader} {number}: panicked")),
        }
        if took > LIMIT {
            outcome
                .failures
                .push(format!("{reader} {number}: took {took:?}"));
        }
        outcome.slowest = outcome.slowest.max((took, number));
    }
    outcome
}

/// Reads a file as the window does, up to the preview. Whether it gave rows; an error is a broken
/// promise, not a refused file.
fn take_in(reader: &str, path: &Path, bytes: &[u8]) -> Result<bool, String> {
    let tables = if reader == "paste" {
        let text = String::from_utf8_lossy(bytes);
        import::pasted_cells(&text);
        import::read_paste(&text)
    } else {
        fs::write(path, bytes).map_err(|e| e.to_string())?;
        import::read_files(&[path.to_owned()])
    };
    let tables = match tables {
        Ok(tables) => tables,
        Err(refusal) => return sentence(&refusal.to_string()).map(|()| false),
    };
    let mut read = false;
    for table in &tables {
        read |= previewed(table)?;
    }
    Ok(read)
}

fn previewed(table: &Table) -> Result<bool, String> {
    let mapping = import::recognise(table, None);
    let options = Options {
        today: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default(),
        answers: HashMap::new(),
        file_name: "export.csv".to_owned(),
    };
    match import::preview(
        table,
        &mapping,
        &Workbook::default(),
        &options,
        &mut |_, _| true,
    ) {
        Ok(found) => {
            import::rejects::to_csv(&found.rejected);
            let c = found.counts;
            let told = c.new + c.changed + c.unchanged + c.rejected + c.skipped;
            if told == c.rows {
                Ok(true)
            } else {
                Err(format!("{} rows, {told} told of: {c:?}", c.rows))
            }
        }
        Err(refusal) => sentence(&refusal.to_string()).map(|()| false),
    }
}

fn sentence(text: &str) -> Result<(), String> {
    if text.trim_end().ends_with('.') && text.contains(' ') {
        Ok(())
    } else {
        Err(format!("refused in no sentence: {text}"))
    }
}

/// A file to begin with; a zipped one also by its parts.
struct Seed {
    bytes: Vec<u8>,
    parts: Vec<(String, Vec<u8>)>,
}

const FILLS: &str = "Run,10/1/2026\n\nMRN,Patient Name,DOB,Rx Number,Date Filled,Drug Name,Qty,Days Supply,Refill,Prescriber,Status\n\
    00012345,\"Nunez, Ana\",4/9/61,7001,8/3/2026,HYDROcodone-Acetaminophen 5-325 MG Oral Tablet,90,30,0,\"Bhatt, Ravi MD\",Dispensed\n\
    00012345,\"Nuñez, Ana\",04/09/1961,7002,\"September 2, 2026\",Norco 5-325,\"1,200\",30 days,1,\"Bhatt, Ravi MD\",Reversed\n\
    ,\"O'Brien-Okafor, Lloyd III\",1955-12-31,7003,2026-08-20T23:30:00-07:00,Fentanyl patch 25 mcg/hr,10,30,,-,\n\
    1.2E+11,\"Vang, Mabel (goes by \"\"May\"\")\",2/28/70,,46237,Percocett,½,#REF!,,,\nTotal,,,,,,5,,,,\n";
const EVENTS: &str = "mrn;last_name;first_name;dob;date;event;value\n1;Lee;Ann;1960-01-02;03.08.2026;PEG;6,3\n1;Lee;Ann;1960-01-02;25.08.2026;UDS;expected\n2;Vang;May;1970-01-02;03.08.2026;Naloxone declined;\n";
const REGISTRY: &str = "MRN\tName\tDOB\tPCP\tMED\tLast PDMP\tLast UDS\tUDS result\tPEG\tPEG date\tTier\tAs of\n0042\tLee, Ann\t1960-01-02\tHanley, Sean MD\t45\t8/3/2026; 6/1/2026\t8/12/26 - expected\t\t6.3\t\thigh\t9/30/2026\n";
const JSON: &str = "{\"resourceType\":\"Patient\",\"id\":\"a\",\"name\":[{\"family\":\"Lee\",\"given\":[\"Ann\"]}],\"birthDate\":\"1960-01-02\"}\n\
    {\"resourceType\":\"MedicationRequest\",\"id\":\"m\",\"status\":\"active\",\"subject\":{\"reference\":\"Patient/a\"},\"authoredOn\":\"2026-08-03T10:00:00Z\",\"medicationCodeableConcept\":{\"text\":\"Oxycodone 5 MG Oral Tablet\"},\"dispenseRequest\":{\"quantity\":{\"value\":90},\"expectedSupplyDuration\":{\"value\":30,\"unit\":\"d\"}}}\n";
const BUNDLE: &str = "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"fullUrl\":\"urn:uuid:1\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"a\",\"identifier\":[{\"value\":\"0042\"}]}},{\"resource\":{\"resourceType\":\"Observation\",\"subject\":{\"reference\":\"urn:uuid:1\"},\"effectiveDateTime\":\"2026-08-03\",\"valueQuantity\":{\"value\":6.3},\"code\":{\"text\":\"PEG\"}}}]}";

fn seeds(reader: &str) -> Vec<Seed> {
    let utf16: Vec<u8> = FILLS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let texts = || {
        [
            FILLS,
            EVENTS,
            REGISTRY,
            "sep=|\nMRN|Drug|Date Filled\n1|Norco|1/2/2026\n",
        ]
        .map(|text| text.as_bytes().to_vec())
        .to_vec()
    };
    let whole: Vec<Vec<u8>> = match reader {
        "text" => [texts(), vec![[&[0xFF, 0xFE][..], &utf16].concat()]].concat(),
        "paste" => texts(),
        "json" => vec![JSON.as_bytes().to_vec(), BUNDLE.as_bytes().to_vec()],
        "xlsx" => vec![xlsx(FILLS, ','), xlsx(REGISTRY, '\t')],
        "ods" => vec![ods(FILLS, ','), ods(EVENTS, ';')],
        _ => vec![xls(FILLS, ','), xls(EVENTS, ';')],
    };
    let parts = |bytes: &[u8]| {
        if bytes.starts_with(b"PK") {
            unpacked(bytes)
        } else {
            Vec::new()
        }
    };
    whole
        .into_iter()
        .map(|bytes| Seed {
            parts: parts(&bytes),
            bytes,
        })
        .collect()
}

/// The cells of a text; quotation marks only keep separators here.
fn cells(text: &str, separator: char) -> Vec<Vec<String>> {
    let line = |line: &str| {
        let (mut cells, mut quoted) = (vec![String::new()], false);
        for c in line.chars() {
            match c {
                '"' => quoted = !quoted,
                c if c == separator && !quoted => cells.push(String::new()),
                c => cells.last_mut().expect("one at least").push(c),
            }
        }
        cells
    };
    text.lines().map(line).collect()
}

fn xlsx(text: &str, separator: char) -> Vec<u8> {
    let mut book = Book::new();
    for name in ["Aug", "Sep"] {
        let sheet = book.add_worksheet().set_name(name).expect("a sheet");
        for (row, cells) in cells(text, separator).iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let at = (row as u32, column as u16);
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(at.0, at.1, number),
                    Err(_) => sheet.write_string(at.0, at.1, cell),
                }
                .expect("a cell");
            }
        }
        let day = Format::new().set_num_format("d mmm yy");
        let zeros = Format::new().set_num_format("00000000");
        sheet
            .write_number_with_format(20, 4, 46237.0, &day)
            .expect("a day");
        sheet
            .write_number_with_format(20, 0, 12345.0, &zeros)
            .expect("a number");
        sheet.write_formula(20, 6, "=30+60").expect("a formula");
        sheet
            .merge_range(22, 0, 24, 0, "00012345", &Format::new())
            .expect("merged cells");
        sheet.write_string(23, 5, "Norco").expect("a cell");
        sheet.set_row_hidden(3).expect("a hidden row");
    }
    book.save_to_buffer().expect("a workbook")
}

fn ods(text: &str, separator: char) -> Vec<u8> {
    let mut content = String::from(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Aug">"#,
    );
    for row in cells(text, separator) {
        content.push_str("<table:table-row>");
        for cell in row {
            let plain = cell.replace('&', "&amp;").replace('<', "&lt;");
            let value = match cell.parse::<f64>() {
                Ok(number) => format!(r#""float" office:value="{number}""#),
                Err(_) => r#""string""#.to_owned(),
            };
            for part in [
                "<table:table-cell office:value-type=",
                &value,
                "><text:p>",
                &plain,
                "</text:p></table:table-cell>",
            ] {
                content.push_str(part);
            }
        }
        content.push_str("</table:table-row>");
    }
    content.push_str(r#"<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="4" office:value-type="date" office:date-value="2026-08-03"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#);
    let kind = b"application/vnd.oasis.opendocument.spreadsheet".to_vec();
    let manifest = br#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"#.to_vec();
    packed(&[
        ("mimetype".to_owned(), kind),
        ("META-INF/manifest.xml".to_owned(), manifest),
        ("content.xml".to_owned(), content.into_bytes()),
    ])
}

/// An Excel 97 workbook: a compound file whose one stream is a global part and a sheet.
fn xls(text: &str, separator: char) -> Vec<u8> {
    fn record(stream: &mut Vec<u8>, kind: u16, data: &[u8]) {
        stream.extend(kind.to_le_bytes());
        stream.extend((data.len() as u16).to_le_bytes());
        stream.extend(data);
    }
    let begin = |of: u8| {
        [
            0x00, 0x06, of, 0x00, 0xBB, 0x0D, 0xCC, 0x07, 0, 0, 0, 0, 6, 0, 0, 0,
        ]
    };
    let mut stream = Vec::new();
    record(&mut stream, 0x0809, &begin(0x05));
    record(&mut stream, 0x0042, &1200u16.to_le_bytes());
    // The sheet begins behind its own record of 4 + 11 bytes and the end of 4.
    let sheet_at = (stream.len() + 15 + 4) as u32;
    let name = [&sheet_at.to_le_bytes()[..], &[0, 0, 3, 0], b"Aug"].concat();
    record(&mut stream, 0x0085, &name);
    record(&mut stream, 0x000A, &[]);
    record(&mut stream, 0x0809, &begin(0x10));
    for (row, cells) in cells(text, separator).iter().enumerate() {
        for (column, cell) in cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_empty())
        {
            let at = [
                (row as u16).to_le_bytes(),
                (column as u16).to_le_bytes(),
                [0, 0],
            ]
            .concat();
            if let Ok(number) = cell.parse::<f64>() {
                record(
                    &mut stream,
                    0x0203,
                    &[at, number.to_le_bytes().to_vec()].concat(),
                );
            } else {
                let wide: Vec<u8> = cell.encode_utf16().flat_map(u16::to_le_bytes).collect();
                let length = ((wide.len() / 2) as u16).to_le_bytes();
                record(
                    &mut stream,
                    0x0204,
                    &[at, length.to_vec(), vec![1], wide].concat(),
                );
            }
        }
    }
    record(&mut stream, 0x000A, &[]);
    compound_file(stream)
}

/// A compound file with one stream, "Workbook".
fn compound_file(mut stream: Vec<u8>) -> Vec<u8> {
    const END: u32 = 0xFFFF_FFFE;
    const FREE: u32 = 0xFFFF_FFFF;
    // Smaller streams would lie in a stream of small parts.
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let sectors = (stream.len() / 512) as u32;
    let mut header = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    header.resize(24, 0);
    header.extend([0x3E, 0, 0x03, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    header.resize(44, 0);
    // One table of sectors, in sector 0; the folder in sector 1; the stream from sector 2 on.
    for number in [1, 1, 0, 4096, END, 0, END, 0, 0u32] {
        header.extend(number.to_le_bytes());
    }
    header.resize(512, 0xFF);
    let mut table = vec![0xFFFF_FFFDu32, END];
    table.extend((1..sectors).map(|n| n + 2));
    table.push(END);
    table.resize(128, FREE);
    let entry = |name: &str, kind: u8, child: u32, start: u32, size: u32| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        entry.extend((name.len() as u16 * 2 + 2).to_le_bytes());
        entry.extend([kind, 1]);
        for number in [FREE, FREE, child] {
            entry.extend(number.to_le_bytes());
        }
        entry.resize(116, 0);
        for number in [start, size, 0] {
            entry.extend(number.to_le_bytes());
        }
        entry
    };
    let mut folder = entry("Root Entry", 5, 1, END, 0);
    folder.extend(entry("Workbook", 2, FREE, 2, stream.len() as u32));
    folder.resize(512, 0);
    let table: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
    [header, table, folder, stream].concat()
}

fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).expect("a part");
            let name = part.name().expect("a name").to_string();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("its bytes");
            (name, bytes)
        })
        .collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let quick = SimpleFileOptions::default().compression_level(Some(1));
    for (name, bytes) in parts {
        // Two parts of one name are refused by the writer.
        if writer.start_file(name.as_str(), quick).is_ok() {
            writer.write_all(bytes).expect("written to memory");
        }
    }
    writer.finish().expect("written to memory").into_inner()
}

/// One file made from the seeds by chance.
fn mutated(seeds: &[Seed], dice: &mut Dice) -> Vec<u8> {
    let seed = &seeds[dice.below(seeds.len())];
    let other = &seeds[dice.below(seeds.len())];
    if seed.parts.is_empty() || dice.below(4) == 0 {
        let mut bytes = seed.bytes.clone();
        bend(&mut bytes, &other.bytes, dice);
        return bytes;
    }
    let mut parts = seed.parts.clone();
    for _ in 0..=dice.below(2) {
        let (a, b) = (dice.below(parts.len()), dice.below(parts.len()));
        match dice.below(12) {
            0 => {
                let bytes = parts[a].1.clone();
                parts[b].1 = bytes;
            }
            1 if parts.len() > 1 => {
                parts.remove(a);
            }
            2 => bend_name(&mut parts[a].0, dice),
            _ => {
                // Mostly the sheets, which hold most that can go wrong.
                let is_sheet = |(name, _): &(String, Vec<u8>)| {
                    name.contains("sheet") || name.contains("content") || name.contains("shared")
                };
                let sheets: Vec<usize> = (0..parts.len())
                    .filter(|at| is_sheet(&parts[*at]))
                    .collect();
                let at = if sheets.is_empty() || dice.below(3) == 0 {
                    a
                } else {
                    sheets[dice.below(sheets.len())]
                };
                let donor = other.parts.get(b).map_or(&[][..], |(_, bytes)| bytes);
                bend(&mut parts[at].1, donor, dice);
            }
        }
    }
    packed(&parts)
}

fn bend_name(name: &mut String, dice: &mut Dice) {
    let mut bytes = std::mem::take(name).into_bytes();
    let at = dice.below(bytes.len());
    bytes[at] = b"/.aZ0\\"[dice.below(6)];
    *name = String::from_utf8_lossy(&bytes).into_owned();
}

const NUMBERS: [&[u8]; 12] = [
    b"0",
    b"-1",
    b"1",
    b"255",
    b"65536",
    b"1048577",
    b"2147483648",
    b"4294967295",
    b"99999999999999999999",
    b"1e308",
    b"-0.5",
    b"NaN",
];
const SIGNS: [&[u8]; 16] = [
    b"\"",
    b"\"\"",
    b",",
    b"\n",
    b"\r",
    b"\t",
    b";",
    b"<",
    b">",
    b"/>",
    b"&#0;",
    b"\0",
    b"\xFF",
    "\u{202E}".as_bytes(),
    "Ã±".as_bytes(),
    b"{\"a\":[",
];

/// One to eight changes: bits, cuts, splices, repeats, numbers, signs.
fn bend(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    for _ in 0..=dice.below(8) {
        if bytes.is_empty() {
            return;
        }
        let at = dice.below(bytes.len());
        let end = (at + 1 + dice.below(64)).min(bytes.len());
        match dice.below(11) {
            0 | 1 => bytes[at] ^= 1 << dice.below(8),
            2 => bytes[at] = dice.below(256) as u8,
            3 => drop(bytes.drain(at..end)),
            4 if dice.below(4) == 0 => bytes.truncate(at),
            5 if !other.is_empty() => {
                let from = dice.below(other.len());
                let to = (from + 1 + dice.below(200)).min(other.len());
                drop(bytes.splice(at..at, other[from..to].iter().copied()));
            }
            6 => {
                let times = [2, 3, 20, 300][dice.below(4)];
                let chunk = bytes[at..end].repeat(times);
                if bytes.len() + chunk.len() < MOST_BYTES {
                    drop(bytes.splice(at..at, chunk));
                }
            }
            7 | 8 => another_number(bytes, at, dice),
            9 => {
                let sign = SIGNS[dice.below(SIGNS.len())];
                drop(bytes.splice(at..at, sign.iter().copied()));
            }
            _ => {
                let chunk: Vec<u8> = bytes.drain(at..end).collect();
                let to = dice.below(bytes.len() + 1);
                drop(bytes.splice(to..to, chunk));
            }
        }
    }
}

/// Puts another number in the place of the next one behind `at`.
fn another_number(bytes: &mut Vec<u8>, at: usize, dice: &mut Dice) {
    let Some(start) = bytes[at..]
        .iter()
        .position(u8::is_ascii_digit)
        .map(|n| at + n)
    else {
        return;
    };
    let length = bytes[start..]
        .iter()
        .take_while(|b| b.is_ascii_digit())
        .count();
    let number = NUMBERS[dice.below(NUMBERS.len())];
    drop(bytes.splice(start..start + length, number.iter().copied()));
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn of(reader: &str, number: u64) -> Self {
        let salt = reader
            .bytes()
            .fold(7u64, |sum, b| sum.wrapping_mul(131) + u64::from(b));
        Self(salt.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ number.wrapping_mul(0xD134_2543_DE82_EF95))
    }

    fn below(&mut self, end: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end.max(1) as u64) as usize
    }
}

#[test]
fn the_files_to_begin_with_are_read() {
    let folder = tempfile::TempDir::new().unwrap();
    for reader in READERS {
        for (number, seed) in seeds(reader).iter().enumerate() {
            let name = if reader == "json" {
                "seed.json"
            } else {
                "seed"
            };
            let read = take_in(reader, &folder.path().join(name), &seed.bytes);
            assert_eq!(read, Ok(true), "{reader} {number}");
        }
    }
}

#[test]
fn files_bent_by_chance_give_rows_or_a_sentence() {
    for reader in READERS {
        let outcome = run(reader, 0, 300);
        assert!(outcome.failures.is_empty(), "{:#?}", outcome.failures);
        assert!(outcome.read > 9, "{reader}: {} read", outcome.read);
    }
}
