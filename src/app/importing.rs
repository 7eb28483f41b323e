//! The import's jobs: reading a table, previewing it, writing it.

use std::path::PathBuf;
use std::sync::Arc;

use super::clock;
use super::jobs::Progress;
use crate::domain::history::Who;
use crate::domain::import_batch::ImportRecord;
use crate::domain::workbook::Workbook;
use crate::import::{self, Mapping, Options, Preview, Table};
use crate::store::{Store, StoreError};

/// A table that has been read, with its columns recognised.
pub struct ReadTable {
    /// The table.
    pub table: Arc<Table>,
    /// What its columns mean.
    pub mapping: Mapping,
    /// The mapping was remembered from an earlier import of this layout.
    pub remembered: bool,
}

/// Where a table comes from.
#[derive(Clone)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// The clipboard.
    Paste(String),
}

/// Reads a table and recognises its columns.
pub fn read(source: Source, workbook: &Workbook) -> Result<ReadTable, String> {
    let table = match source {
        Source::File(path) => import::read_file(&path).map(|mut tables| tables.swap_remove(0)),
        Source::Paste(text) => import::read_paste(&text),
    };
    let table = table.map_err(|e| e.to_string())?;
    let fingerprint = import::fingerprint(&table);
    let remembered = workbook.layouts.iter().any(|l| l.fingerprint == fingerprint);
    Ok(ReadTable {
        remembered,
        mapping: import::recall(&table, workbook, None),
        table: Arc::new(table),
    })
}

/// Works out what an import would write.
pub fn preview(
    table: &Table,
    mapping: &Mapping,
    workbook: &Workbook,
    options: &Options,
    progress: &Progress,
) -> Result<Preview, String> {
    import::preview(table, mapping, workbook, options, &mut |done, total| progress.report(done, total))
        .map_err(|e| e.to_string())
}

/// What writing an import gives back.
pub struct Written {
    /// The store.
    pub store: Store,
    /// The record of the import and the records as they are now, or why nothing was written.
    pub result: Result<(ImportRecord, Workbook), StoreError>,
}

/// Backs the file up, writes the import in one transaction and loads the records.
pub fn write(mut store: Store, mut preview: Preview, who: &Who, progress: &Progress) -> Written {
    let now = clock::instant();
    preview.batch.record.at.clone_from(&now);
    preview.batch.record.who = who.label();
    let mut work = || {
        store.backup("before import", clock::local_now())?;
        store.apply_import(&preview.batch, who, &now, &mut |done, total| progress.report(done, total))?;
        Ok((preview.batch.record.clone(), store.load()?))
    };
    let result = work();
    Written { store, result }
}
