//! The import's jobs: reading a table, previewing it, writing it.

use std::collections::HashMap;
use std::hash::Hash;
use std::path::PathBuf;
use std::sync::Arc;

use super::clock;
use super::jobs::Progress;
use crate::domain::drug_text;
use crate::domain::edit::Change;
use crate::domain::fill::Product;
use crate::domain::history::Who;
use crate::domain::import_batch::ImportRecord;
use crate::domain::registry::{Band, Registry, RegistryRow};
use crate::domain::workbook::Workbook;
use crate::import::{self, Finding, Mapping, Options, Preview, Table};
use crate::store::{Store, StoreError};
use crate::ui::importing::Effect;

/// A table that has been read, with its columns recognised.
pub struct ReadTable {
    /// The table.
    pub table: Arc<Table>,
    /// What its columns mean.
    pub mapping: Mapping,
    /// The mapping was remembered from an earlier import of this layout.
    pub remembered: bool,
    /// Tables of the same files, to be imported after it.
    pub others: Vec<Arc<Table>>,
}

/// Where a table comes from.
#[derive(Clone)]
pub enum Source {
    /// A file, a folder of FHIR files, or several of them.
    Files(Vec<PathBuf>),
    /// A table that was read with another one.
    Table(Arc<Table>),
    /// The clipboard.
    Paste(String),
}

/// Reads tables and recognises the columns of the first.
pub fn read(source: Source, workbook: &Workbook) -> Result<ReadTable, String> {
    let tables = match source {
        Source::Files(paths) => import::read_files(&paths).map(shared),
        Source::Table(table) => Ok(vec![table]),
        Source::Paste(text) => import::read_paste(&text).map(shared),
    };
    let mut tables = tables.map_err(|e| e.to_string())?.into_iter();
    let table = tables.next().ok_or("The file has no data rows.")?;
    let fingerprint = import::fingerprint(&table);
    let remembered = workbook
        .layouts
        .iter()
        .any(|l| l.fingerprint == fingerprint);
    Ok(ReadTable {
        remembered,
        mapping: import::recall(&table, workbook, None),
        table,
        others: tables.collect(),
    })
}

fn shared(tables: Vec<Table>) -> Vec<Arc<Table>> {
    tables.into_iter().map(Arc::new).collect()
}

/// Works out what an import would write.
pub fn preview(
    table: &Table,
    mapping: &Mapping,
    workbook: &Workbook,
    options: &Options,
    progress: &Progress,
) -> Result<Preview, String> {
    let found = import::preview(table, mapping, workbook, options, &mut |done, total| {
        progress.report(done, total)
    });
    let mut preview = found.map_err(|e| e.to_string())?;
    // The preview is the first thing to look at: what is to be said of the file stands there too.
    let notes = preview.notes.iter().map(|n| Finding::row(0, n.clone()));
    let notes: Vec<Finding> = notes.collect();
    preview.warnings.splice(0..0, notes);
    Ok(preview)
}

/// Fills up to which the effect of an import is worked out beforehand.
const FILLS_FOR_EFFECT: usize = 200_000;

/// What the import would do to the registry; not worked out for very large files.
pub fn effect(workbook: &Workbook, preview: &Preview) -> Option<Effect> {
    let batch = &preview.batch;
    if workbook.fills.len() + batch.fills.len() > FILLS_FOR_EFFECT {
        return None;
    }
    let after = merged(workbook, preview);
    let (_, day) = after.fill_period()?;
    let (old, new) = (Registry::on(workbook, day), Registry::on(&after, day));
    let second = |row: &RegistryRow| row.dose.band(&after.settings) == Some(Band::High);
    let mut effect = Effect {
        new_patients: batch.patients.len(),
        ..Effect::default()
    };
    for row in &new.rows {
        let before = old.row(row.patient);
        let was = |test: &dyn Fn(&RegistryRow) -> bool| before.is_some_and(test);
        effect.newly_found +=
            usize::from(row.rule_hit.is_some() && !was(&|r| r.rule_hit.is_some()));
        effect.reach_second += usize::from(second(row) && !was(&|r| second(r)));
        let was_shown = before.and_then(|r| r.dose.total.shown());
        effect.changed_doses += usize::from(was_shown != row.dose.total.shown());
    }
    Some(effect)
}

/// The records as they would be.
fn merged(workbook: &Workbook, preview: &Preview) -> Workbook {
    let mut after = workbook.clone();
    let batch = &preview.batch;
    for product in &batch.products {
        let medicine = drug_text::read(&product.text, &product.strength, &product.form);
        after.products.push(Product {
            medicine,
            ..product.clone()
        });
    }
    after.patients.extend(batch.patients.iter().cloned());
    after.fills.extend(batch.fills.iter().cloned());
    after.events.extend(batch.events.iter().cloned());
    replace(&mut after.patients, &batch.changed_patients, |p| p.id);
    replace(&mut after.fills, &batch.changed_fills, |f| f.id);
    replace(&mut after.events, &batch.changed_events, |e| e.id);
    after.patients.sort_by_key(|p| p.id);
    after.fills.sort_by_key(|f| (f.patient, f.filled, f.id));
    after.events.sort_by_key(|e| (e.patient, e.on, e.id));
    after
}

fn replace<T: Clone, K: Eq + Hash>(rows: &mut [T], changes: &[Change<T>], id: impl Fn(&T) -> K) {
    let new_rows = changes.iter().filter_map(|change| change.after.as_ref());
    let new_rows: HashMap<K, &T> = new_rows.map(|row| (id(row), row)).collect();
    for row in rows {
        if let Some(after) = new_rows.get(&id(row)) {
            *row = (*after).clone();
        }
    }
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
        store.apply_import(&preview.batch, who, &now, &mut |done, total| {
            progress.report(done, total)
        })?;
        Ok((preview.batch.record.clone(), store.load()?))
    };
    let result = work();
    Written { store, result }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::clock;

    #[test]
    fn what_is_said_of_the_whole_file_heads_the_remarks() {
        let group = r#"{"resourceType":"Patient","identifier":[{"value":"0001"}],"name":[{"text":"Ann Lee"}]}
{"resourceType":"Group"}"#;
        let workbook = Workbook::default();
        let read = read(Source::Paste(group.to_owned()), &workbook).unwrap();
        let options = Options {
            today: clock::today(),
            answers: HashMap::new(),
            file_name: "group.ndjson".to_owned(),
        };
        let progress = Progress::default();
        let found = preview(&read.table, &read.mapping, &workbook, &options, &progress).unwrap();
        assert!(found.warnings[0].reason.contains("1 Group"));
        assert_eq!(found.warnings[0].line, 0);
    }
}
