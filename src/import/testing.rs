//! For tests: small texts previewed against a workbook, and batches applied to it.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::preview::{Options, Preview, preview};
use super::{ImportError, Table, pasted_table, recognise};
use crate::domain::edit::Change;
use crate::domain::import_batch::ImportBatch;
use crate::domain::workbook::Workbook;

/// A day.
pub fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

/// What importing the text would do; every row must end in exactly one way.
pub fn try_run(workbook: &Workbook, text: &str) -> Result<Preview, ImportError> {
    try_table(workbook, &pasted_table(text)?)
}

/// What importing a table would do.
pub fn try_table(workbook: &Workbook, table: &Table) -> Result<Preview, ImportError> {
    let mapping = recognise(table, None);
    let options = Options {
        today: day("2026-11-21"),
        answers: HashMap::new(),
        file_name: "t.csv".to_owned(),
    };
    let found = preview(table, &mapping, workbook, &options, &mut |_, _| true)?;
    let c = found.counts;
    assert_eq!(
        c.rows,
        c.new + c.changed + c.unchanged + c.rejected + c.skipped,
        "{c:?}"
    );
    Ok(found)
}

/// Imports the text into the workbook and says what happened.
pub fn run(workbook: &mut Workbook, text: &str) -> Preview {
    let found = try_run(workbook, text).unwrap();
    apply(workbook, found.batch.clone());
    found
}

/// Imports tables one after another and says what happened.
pub fn run_tables(workbook: &mut Workbook, tables: &[Table]) -> Vec<Preview> {
    let mut all = Vec::new();
    for table in tables {
        let found = try_table(workbook, table).unwrap();
        apply(workbook, found.batch.clone());
        all.push(found);
    }
    all
}

/// New, changed, unchanged, rejected and skipped rows.
pub fn ends(found: &Preview) -> [u64; 5] {
    let c = found.counts;
    [c.new, c.changed, c.unchanged, c.rejected, c.skipped]
}

fn apply(workbook: &mut Workbook, batch: ImportBatch) {
    let next = &mut workbook.next;
    next.import += 1;
    for patient in &batch.patients {
        next.patient = next.patient.max(patient.id.0 + 1);
    }
    next.clinician += batch.clinicians.len() as i64 + 20;
    next.product += batch.products.len() as i64;
    next.fill += batch.fills.len() as i64;
    next.event += batch.events.len() as i64;
    workbook.patients.extend(batch.patients);
    workbook.clinicians.extend(batch.clinicians);
    workbook.products.extend(batch.products);
    workbook.fills.extend(batch.fills);
    workbook.events.extend(batch.events);
    change(&mut workbook.patients, batch.changed_patients, |p| p.id.0);
    change(&mut workbook.fills, batch.changed_fills, |f| f.id.0);
    change(&mut workbook.events, batch.changed_events, |e| e.id.0);
    workbook.patients.sort_by_key(|p| p.id);
    workbook.clinicians.sort_by_key(|c| c.id);
    workbook.products.sort_by_key(|p| p.id);
    workbook.fills.sort_by_key(|f| (f.patient, f.filled, f.id));
    workbook.events.sort_by_key(|e| (e.patient, e.on, e.id));
    for fill in &workbook.fills {
        assert!(
            workbook.patient(fill.patient).is_some() && workbook.product(fill.product).is_some()
        );
        assert!(
            fill.prescriber
                .is_none_or(|id| workbook.clinician(id).is_some())
        );
    }
}

fn change<T: PartialEq + std::fmt::Debug>(
    records: &mut Vec<T>,
    changes: Vec<Change<T>>,
    id: impl Fn(&T) -> i64,
) {
    for change in changes {
        let before = change.before.expect("an import changes known records");
        let at = records
            .iter()
            .position(|r| id(r) == id(&before))
            .expect("the record is known");
        assert_eq!(records[at], before);
        match change.after {
            Some(after) => records[at] = after,
            None => {
                records.remove(at);
            }
        }
    }
}
