//! Imports exports and prints what came of each as JSON.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Value, json};

use super::{Failure, Outcome};
use crate::app::clock;
use crate::domain::import_batch::ImportKind;
use crate::import::{self, DateOrder, Finding, Mapping, Options, Table, rejects};
use crate::store::Store;

/// What the command line says about the exports.
pub(super) struct Hints {
    /// What they hold.
    pub kind: Option<String>,
    /// Order of day and month.
    pub date_order: Option<String>,
}

/// One table of an export, or an export that was refused.
struct Export {
    name: String,
    read: Result<(Table, Mapping), String>,
    /// Its place on the command line.
    place: usize,
}

/// Imports each table in a transaction of its own, patients first, and prints a JSON list in the
/// order of the command line. FHIR files named together are read as one, at the place of the first.
pub(super) fn run(
    mut store: Store,
    exports: &[PathBuf],
    hints: &Hints,
    rejected: Option<&Path>,
) -> Outcome {
    let mut read: Vec<Export> = import::together(exports.to_vec())
        .into_iter()
        .enumerate()
        .flat_map(|(place, paths)| Export::read(&paths, place, hints))
        .collect();
    read.sort_by_key(|e| {
        (
            e.read
                .as_ref()
                .map_or(1, |(_, mapping)| order_of(mapping.kind)),
            e.place,
        )
    });
    if rejected.is_some_and(is_clinic_file) {
        return Err(Failure(
            "Rejected rows cannot be written over a clinic file. Name a .csv file.".to_owned(),
        ));
    }
    if read.iter().any(|e| e.read.is_ok()) {
        store.backup("before import", clock::local_now())?;
    }
    let mut results = Vec::new();
    let mut kept_out = Vec::new();
    for export in read {
        let place = export.place;
        let (result, findings) = import_one(&mut store, export)?;
        kept_out.extend(findings);
        results.push((place, result));
    }
    results.sort_by_key(|(place, _)| *place);
    let refused = results.iter().any(|(_, r)| !r["skipped_reason"].is_null());
    let results: Vec<Value> = results.into_iter().map(|(_, r)| r).collect();
    // First what is in the file, whatever comes of the rejected rows.
    println!("{}", serde_json::to_string_pretty(&results)?);
    if let Some(path) = rejected {
        std::fs::write(path, rejects::to_csv(&kept_out))
            .map_err(|e| Failure(format!("{} cannot be written: {e}.", path.display())))?;
    }
    Ok(if refused {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn is_clinic_file(path: &Path) -> bool {
    path.extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("sixblocks"))
}

/// Patients before prescriptions before events, so that later rows find their patients.
fn order_of(kind: ImportKind) -> u8 {
    match kind {
        ImportKind::Patients => 0,
        ImportKind::Prescriptions => 1,
        ImportKind::Events => 2,
    }
}

impl Export {
    /// The tables of files that are read together.
    fn read(paths: &[PathBuf], place: usize, hints: &Hints) -> Vec<Self> {
        let name = import::name_of(paths);
        let of = |read| Self {
            name: name.clone(),
            read,
            place,
        };
        match import::read_files(paths) {
            Ok(tables) => tables
                .into_iter()
                .map(|table| of(Ok(with_mapping(table, hints))))
                .collect(),
            Err(error) => vec![of(Err(error.to_string()))],
        }
    }
}

fn with_mapping(table: Table, hints: &Hints) -> (Table, Mapping) {
    let kind = hints.kind.as_deref().and_then(ImportKind::from_code);
    let mut mapping = import::recognise(&table, kind);
    if let Some(order) = hints.date_order.as_deref().and_then(DateOrder::from_code) {
        mapping.set_date_order(order);
    }
    (table, mapping)
}

/// One export's result, and its rows kept out.
fn import_one(store: &mut Store, export: Export) -> Result<(Value, Vec<Finding>), Failure> {
    let (table, mapping) = match export.read {
        Ok(read) => read,
        Err(sentence) => return Ok((refused(&export.name, None, &sentence), Vec::new())),
    };
    let workbook = store.load()?;
    let options = Options {
        today: clock::today(),
        answers: HashMap::new(),
        file_name: export.name.clone(),
    };
    let mut preview = match import::preview(&table, &mapping, &workbook, &options, &mut |_, _| true)
    {
        Ok(preview) => preview,
        Err(e) => {
            return Ok((
                refused(&export.name, Some(mapping.kind), &e.to_string()),
                Vec::new(),
            ));
        }
    };
    drop((table, workbook));
    let (now, who) = (clock::instant(), clock::who(""));
    preview.batch.record.at.clone_from(&now);
    preview.batch.record.who = who.label();
    if let Err(e) = store.apply_import(&preview.batch, &who, &now, &mut |_, _| true) {
        return Ok((
            refused(&export.name, Some(mapping.kind), &e.to_string()),
            Vec::new(),
        ));
    }
    let counts = preview.counts;
    let result = json!({
        "file": export.name,
        "kind": mapping.kind.code(),
        "rows": counts.rows,
        "new": counts.new,
        "changed": counts.changed,
        "unchanged": counts.unchanged,
        "rejected": counts.rejected,
        "skipped": counts.skipped,
        "skipped_rows": preview.skipped.iter().map(|(why, rows)| json!({ "reason": why, "rows": rows })).collect::<Vec<_>>(),
        "warnings": preview.warnings.iter().map(finding).collect::<Vec<_>>(),
        "rejected_rows": preview.rejected.iter().map(finding).collect::<Vec<_>>(),
        "notes": preview.notes.iter().chain(&preview.date_order_note).collect::<Vec<_>>(),
        "skipped_reason": null,
    });
    Ok((result, preview.rejected))
}

fn finding(finding: &Finding) -> Value {
    let mut found = json!({ "line": finding.line, "column": finding.column, "value": finding.value, "reason": finding.reason });
    if let (false, Some(object)) = (finding.file.is_empty(), found.as_object_mut()) {
        object.insert("file".to_owned(), json!(finding.file));
    }
    found
}

fn refused(name: &str, kind: Option<ImportKind>, sentence: &str) -> Value {
    eprintln!("sixblocks: {sentence}");
    json!({
        "file": name,
        "kind": kind.map(ImportKind::code),
        "rows": 0,
        "new": 0,
        "changed": 0,
        "unchanged": 0,
        "rejected": 0,
        "warnings": [],
        "skipped_reason": sentence,
    })
}
