//! Files and folders as a person chooses them → the tables to be imported one after another.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::error::ImportError;
use super::fhir;
use super::table::{self, Content, Table};

/// Ends of names that FHIR files have.
const FHIR_ENDS: [&str; 3] = ["ndjson", "json", "jsonl"];
/// How much of a file is looked at to tell whether it is JSON.
const LOOKED_AT: u64 = 1024;

/// Puts what belongs to each other together: all FHIR files are read as one, because a
/// prescription in one names its patient in another. Every other file, and every folder, is read
/// by itself.
pub fn together(paths: Vec<PathBuf>) -> Vec<Vec<PathBuf>> {
    let mut groups: Vec<Vec<PathBuf>> = Vec::new();
    let mut fhir: Option<usize> = None;
    for path in paths {
        let is_fhir = !path.is_dir() && (begins_as_json(&path) || has_fhir_name(&path));
        if let Some(group) = fhir.and_then(|at| groups.get_mut(at)).filter(|_| is_fhir) {
            group.push(path);
            continue;
        }
        if is_fhir {
            fhir = Some(groups.len());
        }
        groups.push(vec![path]);
    }
    groups
}

/// The name under which files read together are imported.
pub fn name_of(paths: &[PathBuf]) -> String {
    match paths {
        [] => String::new(),
        [path] => name(path),
        [first, others @ ..] => format!("{} and {} more", name(first), others.len()),
    }
}

/// Reads one file, or a folder or several files of FHIR, into the tables to be imported: of a
/// workbook the one with the most to read, of FHIR patients, prescriptions and events.
pub fn read_files(paths: &[PathBuf]) -> Result<Vec<Table>, ImportError> {
    match paths {
        [folder] if folder.is_dir() => read_folder(folder),
        [file] => {
            let mut tables = table::tables(&name(file), bytes(file)?)?;
            // Other sheets of a workbook are named in a note of the first.
            if tables.first().is_some_and(|t| t.known.is_none()) {
                tables.truncate(1);
            }
            Ok(tables)
        }
        several => read_fhir(&name_of(several), several, Vec::new()),
    }
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(
        || "The file".to_owned(),
        |n| n.to_string_lossy().into_owned(),
    )
}

fn unreadable(path: &Path, error: &std::io::Error) -> ImportError {
    ImportError::Unreadable {
        name: name(path),
        why: error.kind().to_string(),
    }
}

/// A file's bytes, unless they are too many.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, ImportError> {
    let size = fs::metadata(path).map_err(|e| unreadable(path, &e))?.len();
    if size > table::MOST_BYTES as u64 {
        return Err(table::too_large(&name(path)));
    }
    fs::read(path).map_err(|e| unreadable(path, &e))
}

/// Whether a file begins as JSON does, in any encoding.
fn begins_as_json(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = fs::File::open(path).and_then(|f| f.take(LOOKED_AT).read_to_end(&mut start));
    // Byte order marks and the zeros of UTF-16 say nothing about the text itself.
    start.retain(|b| !matches!(b, 0 | 0xEF | 0xBB | 0xBF | 0xFF | 0xFE));
    read.is_ok() && fhir::is_json(&String::from_utf8_lossy(&start))
}

fn has_fhir_name(path: &Path) -> bool {
    path.extension().is_some_and(|end| {
        FHIR_ENDS
            .iter()
            .any(|known| end.eq_ignore_ascii_case(known))
    })
}

/// What an export puts beside its records: the list of its files and its log.
fn is_beside(name: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with('.')
        || ["manifest.json", "log.ndjson", "log.json"].contains(&name.as_str())
        || ["thumbs.db", "desktop.ini"].contains(&name.as_str())
}

/// Reads all FHIR files of a folder as one; other files are named.
fn read_folder(folder: &Path) -> Result<Vec<Table>, ImportError> {
    let entries = fs::read_dir(folder).map_err(|e| unreadable(folder, &e))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|e| e.path()).collect();
    paths.retain(|path| !is_beside(&name(path)));
    paths.sort();
    let is_read = |path: &PathBuf| path.is_file() && (has_fhir_name(path) || begins_as_json(path));
    let (fhir, others): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(is_read);
    if fhir.is_empty() {
        return Err(ImportError::NothingToImport {
            name: name(folder),
            what: "holds no FHIR files (.ndjson or .json)".to_owned(),
            advice: "Choose the folder of a bulk export, or choose CSV files and workbooks one by one",
        });
    }
    let others: Vec<String> = others.iter().map(|p| name(p)).collect();
    let notes = if others.is_empty() {
        Vec::new()
    } else {
        vec![format!(
            "In the folder, but not read: {}.",
            others.join(", ")
        )]
    };
    read_fhir(&name(folder), &fhir, notes)
}

fn read_fhir(
    whole: &str,
    paths: &[PathBuf],
    notes: Vec<String>,
) -> Result<Vec<Table>, ImportError> {
    let mut files = fhir::Files::new();
    for path in paths {
        let own = name(path);
        match bytes(path).and_then(|bytes| table::content(&own, bytes)) {
            Ok(Content::Json(decoded)) => files.read(&own, decoded),
            Ok(_) => files.note(format!("{own} is no FHIR; it was left aside.")),
            Err(ImportError::Empty { .. }) => files.note(format!("{own} is empty.")),
            Err(error) => files.refuse(&own, error),
        }
    }
    for note in notes {
        files.note(note);
    }
    files.into_tables(whole)
}
