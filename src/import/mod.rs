//! Files a clinic has → rows → facts, with every rejected row named.
//!
//! [`read_files`] finds the tables of a file or of a folder of FHIR files, [`columns::recognise`] says what each column means,
//! and [`preview::preview`] works out against a workbook what an import would add and change,
//! without writing anything. [`read_wording`] reads the published words of the self-assessment.

pub mod bytes;
mod care_columns;
pub mod cells;
pub mod columns;
mod compound;
mod container;
pub mod dates;
pub mod error;
mod event_kinds;
mod event_merge;
mod event_rows;
mod evidence;
mod fhir;
pub mod field;
mod files;
mod fill_merge;
mod fill_rows;
pub mod finding;
mod header;
pub mod identity;
mod interned;
pub mod mapping;
mod matching;
mod numbers;
mod package;
mod patient_rows;
pub mod people;
pub mod preview;
mod reading;
pub mod rejects;
mod separated;
mod sheet_builder;
mod sheets;
mod spellings;
pub mod table;
#[cfg(test)]
mod testing;
mod whose;
pub mod wording;

use crate::domain::person_name as names;

pub use columns::{fingerprint, recall, recognise};
pub use dates::DateOrder;
pub use error::ImportError;
pub use field::Field;
pub use files::{name_of, read_files, together};
pub use finding::Finding;
pub use identity::{Answer, Candidate, Question, Target};
pub use mapping::{Column, FoundBy, Mapping, OrderFoundBy};
pub use preview::{Counts, Options, Preview, preview};
pub use table::Table;
pub use wording::{ReadItem, WordingReading, read_wording};

/// The cells of a few rows pasted into a form: tab-separated, quoted where a cell holds lines.
pub fn pasted_cells(text: &str) -> Vec<Vec<String>> {
    /// Nobody pastes more into a form on purpose.
    const MOST: usize = 2_000;
    let cells = separated::parse(text.to_owned(), '\t', MOST);
    let row = |row: cells::Row<'_>| row.iter().map(str::to_owned).collect();
    cells.iter().map(row).collect()
}

/// Reads what was pasted from the clipboard: a table, or the tables of FHIR.
pub fn read_paste(text: &str) -> Result<Vec<Table>, ImportError> {
    table::tables("clipboard", text.as_bytes().to_vec())
}

/// The one table of a text, for tests.
#[cfg(test)]
pub(crate) fn pasted_table(text: &str) -> Result<Table, ImportError> {
    read_paste(text).map(|mut tables| tables.swap_remove(0))
}
