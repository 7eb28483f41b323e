//! Reading the published guide's text and finding the instrument's wording in it.

use std::path::Path;

use super::jobs::Job;
use crate::import::bytes;
use crate::import::wording::{WordingReading, read_wording};
use crate::ui::request::GuideSource;

/// A guide is a few hundred kilobytes; what is much larger is something else.
const MOST_BYTES: u64 = 20_000_000;

/// Reads a guide on a thread of its own: where it came from, and what was found.
pub fn read(
    source: GuideSource,
    context: &egui::Context,
) -> Job<(String, Result<WordingReading, String>)> {
    Job::start("Reading the guide", context, move |_| match source {
        GuideSource::Text(text) => ("pasted text".to_owned(), Ok(read_wording(&text))),
        GuideSource::File(path) => (file_name(&path), read_file(&path)),
    })
}

/// The wording in a text file; a sentence when it cannot be read as text.
pub fn read_file(path: &Path) -> Result<WordingReading, String> {
    let name = file_name(path);
    let not_read = |why: &str| {
        format!(
            "{name} could not be read: {why}. Choose the guide's text as a .txt file, or paste it."
        )
    };
    let size = std::fs::metadata(path).map_err(|e| not_read(&e.to_string()))?;
    if size.is_dir() {
        return Err(not_read("it is a folder"));
    }
    if size.len() > MOST_BYTES {
        return Err(not_read("it is larger than any guide"));
    }
    let bytes = std::fs::read(path).map_err(|e| not_read(&e.to_string()))?;
    if bytes.starts_with(b"%PDF") || bytes.starts_with(b"PK\x03\x04") {
        return Err(not_read("it is a PDF or a word processor's file, not text"));
    }
    if bytes.trim_ascii().is_empty() {
        return Ok(read_wording(""));
    }
    let decoded = bytes::decode(&name, bytes).map_err(|_| not_read("it is not plain text"))?;
    Ok(read_wording(&decoded.text))
}

/// The file's name without its folder.
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |n| n.to_string_lossy().into_owned(),
    )
}
