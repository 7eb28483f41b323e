//! Which characters the bytes of a text file mean.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::container::not_a_table;
use super::error::ImportError;
use super::finding::Finding;

/// The text of a file.
#[derive(Debug)]
pub struct Decoded {
    /// The characters, without a byte order mark.
    pub text: String,
    /// How the bytes were read, for people.
    pub encoding: String,
    /// Remarks on the file.
    pub notes: Vec<String>,
    /// Remarks on lines.
    pub findings: Vec<Finding>,
}

/// What to do with a message between programs.
const ASK_FOR_TABLE: &str = "Ask for the same prescriptions as CSV or Excel workbook, from the PDMP's website or the record system, and import that";

/// How many lines with odd characters are named one by one.
const NAMED_LINES: usize = 50;

/// Reads the bytes as characters, refusing markup and binary content in a sentence.
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<Decoded, ImportError> {
    let mut decoded = characters(bytes);
    refuse_markup(name, &decoded.text)?;
    clean_controls(name, &mut decoded)?;
    mend_double_encoding(&mut decoded);
    if decoded.text.trim().is_empty() {
        return Err(ImportError::Empty {
            name: name.to_owned(),
        });
    }
    Ok(decoded)
}

fn characters(mut bytes: Vec<u8>) -> Decoded {
    if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
        bytes.drain(..3);
    }
    let wide = match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => Some((UTF_16LE, "UTF-16", rest)),
        [0xFE, 0xFF, rest @ ..] => Some((UTF_16BE, "UTF-16 (big-endian)", rest)),
        all => unmarked_utf16(all).map(|(encoding, label)| (encoding, label, all)),
    };
    if let Some((encoding, label, rest)) = wide {
        let (text, broken) = encoding.decode_without_bom_handling(rest);
        let notes = if broken {
            vec!["Some characters of the UTF-16 text are broken and stand as \u{FFFD}.".to_owned()]
        } else {
            Vec::new()
        };
        return Decoded {
            text: text.into_owned(),
            encoding: label.to_owned(),
            notes,
            findings: Vec::new(),
        };
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded {
            text,
            encoding: "UTF-8".to_owned(),
            notes: Vec::new(),
            findings: Vec::new(),
        },
        Err(error) => single_bytes(error.as_bytes()),
    }
}

/// UTF-16 without a byte order mark: in plain text nearly every second byte is 0.
fn unmarked_utf16(bytes: &[u8]) -> Option<(&'static encoding_rs::Encoding, &'static str)> {
    let sample = bytes.get(..bytes.len().min(8192)).unwrap_or_default();
    let (mut even, mut odd) = (0usize, 0usize);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair.first() == Some(&0));
        odd += usize::from(pair.get(1) == Some(&0));
    }
    let pairs = (sample.len() / 2).max(1);
    if odd * 10 >= pairs * 6 && even * 20 <= pairs {
        Some((UTF_16LE, "UTF-16 without a byte order mark"))
    } else if even * 10 >= pairs * 6 && odd * 20 <= pairs {
        Some((UTF_16BE, "UTF-16 (big-endian) without a byte order mark"))
    } else {
        None
    }
}

/// Bytes that are not UTF-8: what is valid stays, every other byte is read as Windows-1252.
fn single_bytes(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 50);
    let mut findings: Vec<Finding> = Vec::new();
    let mut line = 1u32;
    let mut has_utf8 = false;
    for chunk in bytes.utf8_chunks() {
        line += line_ends(chunk.valid());
        has_utf8 |= !chunk.valid().is_ascii();
        text.push_str(chunk.valid());
        let Some(first) = chunk.invalid().first() else {
            continue;
        };
        let (read, _) = WINDOWS_1252.decode_without_bom_handling(chunk.invalid());
        if findings.len() < NAMED_LINES && findings.last().is_none_or(|f| f.line != line) {
            let reason = format!(
                "Byte {first:02X} is not UTF-8; it was read as “{read}” (Windows-1252). Check the name."
            );
            findings.push(Finding::row(line, reason));
        }
        text.push_str(&read);
    }
    let encoding = if has_utf8 {
        "UTF-8 mixed with Windows-1252"
    } else {
        "Windows-1252"
    };
    let notes = vec![format!(
        "The file is not UTF-8 throughout; it was read as {encoding}."
    )];
    Decoded {
        text,
        encoding: encoding.to_owned(),
        notes,
        findings,
    }
}

fn line_ends(text: &str) -> u32 {
    let feeds = text.bytes().filter(|b| *b == b'\n').count();
    let returns = text.bytes().filter(|b| *b == b'\r').count();
    feeds.max(returns) as u32
}

fn refuse_markup(name: &str, text: &str) -> Result<(), ImportError> {
    let start: String = text
        .trim_start()
        .chars()
        .take(2000)
        .collect::<String>()
        .to_lowercase();
    let begins = |marks: &[&str]| marks.iter().any(|m| start.starts_with(m));
    let refuse = |what, advice| {
        Err(ImportError::NotATable {
            name: name.to_owned(),
            what,
            advice,
        })
    };
    if begins(&[
        "<!doctype html",
        "<html",
        "<table",
        "<head",
        "<meta",
        "<body",
        "<style",
        "<div",
    ]) {
        return refuse(
            "a web page saved under another name",
            "Open it in Excel and save it as an Excel workbook (.xlsx)",
        );
    }
    let is_xml = begins(&[
        "<?xml",
        "<workbook",
        "<bundle",
        "<message",
        "<clinicaldocument",
    ]);
    let speaks_of = |marks: &[&str]| is_xml && marks.iter().any(|m| start.contains(m));
    if speaks_of(&["ncpdp.org/schema", "rxhistoryres"]) {
        return refuse("a pharmacy history message (NCPDP SCRIPT)", ASK_FOR_TABLE);
    }
    if speaks_of(&["<clinicaldocument"]) {
        return refuse("a summary document (CDA)", ASK_FOR_TABLE);
    }
    if is_xml {
        return refuse(
            "an XML file",
            "Open it in Excel and save it as an Excel workbook (.xlsx), or export CSV",
        );
    }
    Ok(())
}

/// Takes out NUL and other control characters, and marks that turn the writing direction.
fn clean_controls(name: &str, decoded: &mut Decoded) -> Result<(), ImportError> {
    let odd = |c: char| {
        matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{E}'..='\u{1F}' | '\u{7F}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    };
    let count = if decoded.text.is_ascii() {
        decoded.text.bytes().filter(|b| odd(char::from(*b))).count()
    } else {
        decoded.text.chars().filter(|c| odd(*c)).count()
    };
    if count == 0 {
        return Ok(());
    }
    if count * 20 > decoded.text.len() {
        return Err(not_a_table(name, "a binary file"));
    }
    for (line, part) in (1u32..).zip(decoded.text.split('\n')) {
        if part.chars().any(odd) && decoded.findings.len() < NAMED_LINES {
            decoded.findings.push(Finding::row(
                line,
                "Invisible control characters in this line were taken out.",
            ));
        }
    }
    decoded.text.retain(|c| !odd(c));
    decoded.notes.push(format!(
        "{count} invisible control characters were taken out."
    ));
    Ok(())
}

/// Mends text that was UTF-8, read as Windows-1252 and saved again ("NÃºÃ±ez").
fn mend_double_encoding(decoded: &mut Decoded) {
    if decoded.text.is_ascii() || !decoded.text.contains(['Ã', 'Â', 'â', 'Å', 'Ä']) {
        return;
    }
    let mut mended = String::with_capacity(decoded.text.len());
    let mut run = String::new();
    let (mut count, mut line, mut first_line) = (0usize, 1u32, 0u32);
    for c in decoded.text.chars().chain(std::iter::once('\n')) {
        if c.is_ascii() {
            if !run.is_empty() {
                let better = undo_double_encoding(&run);
                if better.is_some() && count == 0 {
                    first_line = line;
                }
                count += usize::from(better.is_some());
                mended.push_str(&better.map_or_else(|| Cow::Borrowed(run.as_str()), Cow::Owned));
                run.clear();
            }
            line += u32::from(c == '\n');
            mended.push(c);
        } else {
            run.push(c);
        }
    }
    if count > 0 {
        mended.pop();
        decoded.text = mended;
        let reason = format!(
            "{count} garbled accented characters were mended, the first in this line. Check the names."
        );
        decoded.findings.push(Finding::row(first_line, reason));
    }
}

/// The characters that a run of at least two stands for, if the run is double-encoded UTF-8.
fn undo_double_encoding(run: &str) -> Option<String> {
    let (bytes, _, unmappable) = WINDOWS_1252.encode(run);
    if unmappable || run.chars().count() < 2 {
        return None;
    }
    let text = std::str::from_utf8(&bytes).ok()?;
    text.chars()
        .all(|c| !c.is_control())
        .then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::container::container;

    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let decoded = decode("f.csv", bytes.to_vec()).unwrap();
        assert_eq!(decoded.text, text);
        assert_eq!(decoded.encoding, encoding);
    }

    #[test]
    fn text_is_read_in_the_encoding_it_was_written_in() {
        check(b"MRN,Name\n1,Ann", "MRN,Name\n1,Ann", "UTF-8");
        check(b"\xEF\xBB\xBFMRN", "MRN", "UTF-8");
        check(b"\xFF\xFEM\0R\0N\0", "MRN", "UTF-16");
        check(b"\xFE\xFF\0M\0R\0N", "MRN", "UTF-16 (big-endian)");
        check(
            b"M\0R\0N\0,\0X\0",
            "MRN,X",
            "UTF-16 without a byte order mark",
        );
        check(b"N\xFA\xF1ez, D\x92Shawn", "Núñez, D’Shawn", "Windows-1252");
        check("Núñez \u{201C}".as_bytes(), "Núñez “", "UTF-8");
        check(b"N\xC3\xBA\xF1ez", "Núñez", "UTF-8 mixed with Windows-1252");
    }

    #[test]
    fn text_encoded_twice_is_mended_and_said() {
        let decoded = decode("f.csv", "a\nNÃºÃ±ez,Dâ€™Shawn".as_bytes().to_vec()).unwrap();
        assert_eq!(decoded.text, "a\nNúñez,D’Shawn");
        assert_eq!(decoded.findings.first().map(|f| f.line), Some(2));
        check("Ação, Ängström".as_bytes(), "Ação, Ängström", "UTF-8");
    }

    #[test]
    fn control_characters_are_taken_out_and_said() {
        let decoded = decode(
            "f.csv",
            "MRN,Name\n12345678,Sm\0ith\u{202E}\n2222222,Jones"
                .as_bytes()
                .to_vec(),
        )
        .unwrap();
        assert_eq!(decoded.text, "MRN,Name\n12345678,Smith\n2222222,Jones");
        assert_eq!(decoded.notes.len(), 1);
        assert_eq!(decoded.findings.first().map(|f| f.line), Some(2));
    }

    fn refused(bytes: &[u8]) -> String {
        match container("f.csv", bytes).and_then(|_| decode("f.csv", bytes.to_vec()).map(|_| ())) {
            Ok(()) => "accepted".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn files_that_are_no_tables_are_refused_for_what_they_are() {
        for (bytes, word) in [
            (&b"%PDF-1.7"[..], "a PDF"),
            (b"\x1F\x8B\x08\0", "gzip"),
            (b"", "empty"),
            (b" \r\n\r\n", "empty"),
            (b"PK\x03\x04rubbish", "damaged"),
            (b"<html><table>", "web page"),
            (b"<?xml version=\"1.0\"?>", "XML"),
            (
                b"<?xml version=\"1.0\"?><Message xmlns=\"http://www.ncpdp.org/schema/SCRIPT\">",
                "pharmacy history",
            ),
            (b"a\x01\x02\x03\x04\x05b", "binary"),
            (
                b"\xD0\xCF\x11\xE0\xA1\xB1E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
                "password",
            ),
        ] {
            let sentence = refused(bytes);
            assert!(sentence.contains(word), "{sentence} should say {word}");
        }
    }
}
