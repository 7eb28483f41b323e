//! What a file really is, by its first bytes and not by its name.

use std::io::Cursor;

use super::error::ImportError;

const SAVE_AS: &str = "Export the table as CSV or Excel workbook and import that";

/// What a file's first bytes say it is, whatever its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// Excel workbook, 2007 and later.
    Xlsx,
    /// Binary Excel workbook, 2007 and later.
    Xlsb,
    /// Excel 97–2003 workbook.
    Xls,
    /// `OpenDocument` spreadsheet.
    Ods,
    /// Separated text.
    Text,
}

/// Recognises the container, refusing in a sentence what cannot hold a table.
pub fn container(name: &str, bytes: &[u8]) -> Result<Container, ImportError> {
    let refuse = |what| {
        Err(ImportError::NotATable {
            name: name.to_owned(),
            what,
            advice: SAVE_AS,
        })
    };
    if bytes.is_empty() {
        return Err(ImportError::Empty {
            name: name.to_owned(),
        });
    }
    match bytes {
        [b'P', b'K', 3 | 5 | 7, 4 | 6 | 8, ..] => zip_container(name, bytes),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => ole_container(name, bytes),
        [9, 0 | 2 | 4 | 8, ..] if bytes.contains(&0) => refuse("a workbook of Excel 95 or earlier"),
        [b'%', b'P', b'D', b'F', ..] => refuse("a PDF"),
        [0x1F, 0x8B, ..] => Err(ImportError::NotATable {
            name: name.to_owned(),
            what: "a gzip archive",
            advice: "Unpack it and import the file in it",
        }),
        [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xBC, 0xAF, ..] => refuse("an archive"),
        [b'{', b'\\', b'r', b't', b'f', ..] => refuse("a text-processor document"),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => {
            refuse("a picture")
        }
        _ if bytes.starts_with(b"SQLite format 3\0") => refuse("a database file"),
        _ => Ok(Container::Text),
    }
}

fn zip_container(name: &str, bytes: &[u8]) -> Result<Container, ImportError> {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return Err(ImportError::Damaged {
            name: name.to_owned(),
            what: "it begins like an Excel workbook but is cut off or not closed properly"
                .to_owned(),
        });
    };
    let has = |part: &str| {
        archive
            .file_names()
            .flatten()
            .any(|f| f.trim_start_matches('/').eq_ignore_ascii_case(part))
    };
    if has("xl/workbook.xml") {
        Ok(Container::Xlsx)
    } else if has("xl/workbook.bin") {
        Ok(Container::Xlsb)
    } else if has("content.xml") {
        Ok(Container::Ods)
    } else if has("word/document.xml") {
        Err(not_a_table(name, "a text-processor document"))
    } else {
        Err(not_a_table(
            name,
            "a zip archive without an Excel workbook in it",
        ))
    }
}

/// The refusal of a file that is something else.
pub(super) fn not_a_table(name: &str, what: &'static str) -> ImportError {
    ImportError::NotATable {
        name: name.to_owned(),
        what,
        advice: SAVE_AS,
    }
}

fn ole_container(name: &str, bytes: &[u8]) -> Result<Container, ImportError> {
    let has = |stream: &str| {
        let wide: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|w| w == wide)
    };
    if has("EncryptedPackage") || has("EncryptionInfo") {
        Err(ImportError::Password {
            name: name.to_owned(),
        })
    } else if has("Workbook") || has("Book") {
        Ok(Container::Xls)
    } else {
        Err(not_a_table(
            name,
            "an old Office document that is no workbook",
        ))
    }
}
