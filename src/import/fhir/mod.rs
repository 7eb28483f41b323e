//! FHIR files → the tables of an import: bulk NDJSON, Bundles, arrays and single resources, of
//! DSTU2 to R5.
//!
//! [`documents`] finds the resources and their numbers, [`gather`] keeps what the clinic needs of
//! them, [`rows`] follows their references, and [`tables`] makes one table each of patients,
//! prescriptions and events. From there on everything is the same as for a CSV file.

mod documents;
mod events;
mod gather;
mod index;
mod medicines;
mod patients;
mod prescriptions;
mod rows;
mod tables;
#[cfg(test)]
mod tests;
mod value;

use super::bytes::Decoded;
use super::error::ImportError;
use super::finding::Finding;
use super::table::Table;
use documents::Refused;
use gather::Gathered;

/// Files that belong to each other, read one after the other.
pub(super) struct Files {
    gathered: Gathered,
    /// What each file could not be read for, when nothing of it could.
    refused: Vec<ImportError>,
}

/// Whether a text is JSON, by how it begins: `[MRN],[Drug]` is a header row.
pub(super) fn is_json(text: &str) -> bool {
    let text = text.trim_start();
    let inner = |open| text.strip_prefix(open).map(str::trim_start);
    inner('{').is_some_and(|t| t.starts_with(['"', '}']))
        || inner('[').is_some_and(|t| t.starts_with(['{', ']']))
}

impl Files {
    /// Before the first file.
    pub fn new() -> Self {
        Self {
            gathered: Gathered::default(),
            refused: Vec::new(),
        }
    }

    /// Reads the resources of one file.
    pub fn read(&mut self, name: &str, decoded: Decoded) {
        self.gathered.begin_file(name);
        for finding in decoded.findings {
            self.gathered
                .remark(finding.line, "", "", finding.reason.into_owned());
        }
        self.gathered.notes.extend(decoded.notes);
        let gathered = &mut self.gathered;
        let broken_before = gathered.broken.len();
        let result = documents::each(&decoded.text, &mut |found| gathered.take(found));
        match result {
            Ok(document) => self.gathered.end_file(&document),
            Err(why) => {
                let error = why.error(name);
                self.gathered.broken.truncate(broken_before);
                if matches!(why, Refused::NotFhir) {
                    self.gathered.notes.push(error.to_string());
                    self.gathered.skip_file();
                } else {
                    self.gathered.lose_file(error.to_string());
                }
                self.refused.push(error);
            }
        }
    }

    /// Says something of the files as a whole.
    pub fn note(&mut self, sentence: String) {
        self.gathered.notes.push(sentence);
    }

    /// Names a file that cannot be read at all.
    pub fn refuse(&mut self, name: &str, error: ImportError) {
        self.gathered.begin_file(name);
        self.gathered.lose_file(error.to_string());
        self.refused.push(error);
    }

    /// The tables of patients, prescriptions and events that have rows, in this order.
    pub fn into_tables(self, name: &str) -> Result<Vec<Table>, ImportError> {
        let refused = self.refused.into_iter().next();
        tables::make(self.gathered, name).map_err(|error| refused.unwrap_or(error))
    }
}

/// A place in the files: a finding's line before the files' names are told.
fn finding(number: u32, column: &str, value: &str, reason: impl Into<String>) -> Finding {
    Finding::cell(number, column, value, reason.into())
}
