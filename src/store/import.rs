//! Carrying out an import: all its rows in one transaction.

use rusqlite::{Connection, params};
use serde::Serialize;

use super::Store;
use super::apply::{apply_change, insert};
use super::error::{Result, StoreError};
use super::history::{self, Line};
use super::records::{Record, insert_sql};
use super::undo_import;
use super::values::to_json;
use crate::domain::edit::Change;
use crate::domain::history::{HistoryEntry, Who};
use crate::domain::import_batch::{ImportBatch, ImportRecord};

/// Rows between two reports of progress.
const STEP: u64 = 4096;

impl Store {
    /// Writes everything the import adds and changes, or nothing.
    ///
    /// `progress` is told the rows done and the rows in all, and stops the import by answering
    /// `false`; nothing is written then, and the error is [`StoreError::Cancelled`].
    pub fn apply_import(
        &mut self,
        batch: &ImportBatch,
        who: &Who,
        now: &str,
        progress: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<HistoryEntry> {
        self.require_writable()?;
        let mut counter = Counter::new(batch, progress);
        self.in_transaction(|conn| {
            undo_import::purge_asleep(conn)?;
            write_batch(conn, batch, &mut counter)?;
            let (what, detail) = (sentence(&batch.record), to_json(&batch.record)?);
            let line = Line {
                act: "import",
                what: &what,
                detail: &detail,
                who,
                now,
            };
            history::append(conn, &line)
        })
    }
}

/// Parents before children, so that every reference finds its record.
fn write_batch(conn: &Connection, batch: &ImportBatch, counter: &mut Counter) -> Result<()> {
    insert(conn, &batch.record)?;
    insert_all(conn, &batch.clinicians, counter)?;
    insert_all(conn, &batch.products, counter)?;
    insert_all(conn, &batch.patients, counter)?;
    change_all(conn, batch, &batch.changed_patients, counter)?;
    insert_all(conn, &batch.fills, counter)?;
    change_all(conn, batch, &batch.changed_fills, counter)?;
    insert_all(conn, &batch.events, counter)?;
    change_all(conn, batch, &batch.changed_events, counter)?;
    counter.report()
}

fn insert_all<T: Record>(conn: &Connection, records: &[T], counter: &mut Counter) -> Result<()> {
    let mut statement = conn.prepare_cached(&insert_sql::<T>())?;
    for record in records {
        record.write(&mut statement)?;
        counter.count()?;
    }
    Ok(())
}

/// Changes or removes known rows and keeps how they were, so that undo can put them back.
fn change_all<T: Record + Serialize>(
    conn: &Connection,
    batch: &ImportBatch,
    changes: &[Change<T>],
    counter: &mut Counter,
) -> Result<()> {
    let mut kept = conn.prepare_cached(
        "INSERT INTO import_change (import_id, kind, row_id, before, after) \
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for change in changes {
        let Some(before) = &change.before else {
            return Err(StoreError::conflict("an import can change known rows only"));
        };
        apply_change(conn, change)?;
        kept.execute(params![
            batch.record.id.0,
            T::TABLE,
            before.id(),
            to_json(before)?,
            // A fill that the export takes back leaves nothing: null.
            to_json(&change.after)?
        ])?;
        counter.count()?;
    }
    Ok(())
}

fn sentence(record: &ImportRecord) -> String {
    format!(
        "Import of {}: {} new, {} changed, {} unchanged, {} rejected",
        record.file_name, record.new, record.changed, record.unchanged, record.rejected
    )
}

/// Counts rows and asks now and then whether to go on.
struct Counter<'a> {
    done: u64,
    total: u64,
    progress: &'a mut dyn FnMut(u64, u64) -> bool,
}

impl<'a> Counter<'a> {
    fn new(batch: &ImportBatch, progress: &'a mut dyn FnMut(u64, u64) -> bool) -> Self {
        let total = batch.clinicians.len()
            + batch.products.len()
            + batch.patients.len()
            + batch.changed_patients.len()
            + batch.fills.len()
            + batch.changed_fills.len()
            + batch.events.len()
            + batch.changed_events.len();
        Self {
            done: 0,
            total: total as u64,
            progress,
        }
    }

    fn count(&mut self) -> Result<()> {
        self.done += 1;
        if self.done.is_multiple_of(STEP) {
            return self.report();
        }
        Ok(())
    }

    fn report(&mut self) -> Result<()> {
        if (self.progress)(self.done, self.total) {
            Ok(())
        } else {
            Err(StoreError::Cancelled)
        }
    }
}
