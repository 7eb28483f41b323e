//! What an import keeps, gives up and offers.

use std::collections::HashMap;
use std::sync::Arc;

use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{ImportState, Step, Waiting, import_ui};
use crate::domain::import_batch::ImportBatch;
use crate::import::{
    Finding, Options, Preview, Table, pasted_table, preview, read_paste, recognise,
};
use crate::ui::clinic::testing::{Bench, open, today};
use crate::ui::request::{FileQuestion, Request};

const TABLE: &str = "MRN\tDrug\tFilled\tQuantity\tDays supply\n\
                     0001\tOxycodone 15 mg tablet\t2026-09-20\t60\t30\n";

struct Import(ImportState);

impl Default for Import {
    fn default() -> Self {
        Self(ImportState::reading("fills.csv"))
    }
}

fn import(bench: Bench<Import>) -> Harness<'static, Bench<Import>> {
    open(bench, |ui, view, state, out| {
        import_ui(ui, view, &mut state.0, out);
    })
}

/// An import whose preview is shown.
fn previewed() -> Bench<Import> {
    let mut bench: Bench<Import> = Bench::new();
    let table = pasted_table(TABLE).expect("a table");
    let mapping = recognise(&table, None);
    let options = Options {
        today: today(),
        answers: HashMap::new(),
        file_name: "fills.csv".to_owned(),
    };
    let found = preview(&table, &mapping, &bench.workbook, &options, &mut |_, _| {
        true
    });
    let state = &mut bench.state.0;
    state.preview = Some(Arc::new(found.expect("a preview")));
    state.table = Some(Arc::new(table));
    state.mapping = Some(mapping);
    state.step = Step::Preview;
    bench
}

fn not_used(harness: &mut Harness<'_, Bench<Import>>) {
    harness.get_by_label("Meaning of Drug").click();
    harness.run();
    harness.get_by_label("Not used").click();
    harness.run();
}

#[test]
fn a_column_that_is_missed_takes_the_preview_away() {
    let mut harness = import(previewed());
    not_used(&mut harness);
    let bench = harness.state();
    assert!(bench.state.0.preview.is_none());
    assert_eq!(bench.state.0.step, Step::Columns);
    assert!(bench.asked.is_empty());
}

#[test]
fn a_preview_that_fails_leaves_none_to_import() {
    let mut bench = previewed();
    bench.state.0.preview_failed("No.".to_owned());
    assert!(bench.state.0.preview.is_none());
    assert_eq!(bench.state.0.step, Step::Columns);
}

#[test]
fn only_the_newest_change_is_undone_as_this_import() {
    for (newest, is_offered) in [("Import of fills.csv", true), ("New goal", false)] {
        let mut bench = previewed();
        let record = bench.workbook.imports.last_mut().expect("an import");
        record.file_name = "fills.csv".to_owned();
        bench.state.0.done = Some(record.clone());
        bench.state.0.step = Step::Done;
        bench.status.undo = Some(newest.to_owned());
        let harness = import(bench);
        let undo = harness.get_by_label("Undo this import");
        assert_eq!(!undo.accesskit_node().is_disabled(), is_offered, "{newest}");
    }
}

#[test]
fn files_that_wait_are_read_only_when_asked_for() {
    for (label, is_next) in [("Next file, 1 left", true), ("Run charts", false)] {
        let mut bench = previewed();
        bench.state.0.done = bench.workbook.imports.last().cloned();
        bench.state.0.step = Step::Done;
        bench.state.0.queue = vec![Waiting::Files(vec!["more.csv".into()])];
        assert!(!bench.state.0.gives_way());
        let mut harness = import(bench);
        harness.get_by_label(label).click();
        harness.run();
        let asked = &harness.state().asked;
        let next = asked.iter().any(|r| matches!(r, Request::NextImport));
        assert_eq!(next, is_next, "{label}");
    }
}

/// The tables of a FHIR text.
fn fhir(text: &str) -> Vec<Arc<Table>> {
    let tables = read_paste(text).expect("tables");
    tables.into_iter().map(Arc::new).collect()
}

const PATIENT: &str = r#"{"resourceType":"Patient","id":"a","identifier":[{"value":"0001"}],
    "name":[{"family":"Lee","given":["Ann"]}],"birthDate":"1960-01-02"}"#;

#[test]
fn a_table_without_news_gives_way_to_those_that_wait() {
    let mut bench = previewed();
    let state = &mut bench.state.0;
    let mut preview = Preview::clone(state.preview.as_ref().expect("a preview"));
    preview.batch = ImportBatch::new(preview.batch.record.clone());
    state.preview = Some(Arc::new(preview));
    state.queue = fhir(PATIENT).into_iter().map(Waiting::Table).collect();
    let mut harness = import(bench);
    harness.get_by_label("Next patients, 1 left").click();
    harness.run();
    let asked = &harness.state().asked;
    assert!(asked.iter().any(|r| matches!(r, Request::NextImport)));
}

#[test]
fn a_finding_names_its_file_where_several_were_read() {
    for (file, is_shown) in [("Patient.000.ndjson", true), ("", false)] {
        let mut bench = previewed();
        let state = &mut bench.state.0;
        let mut preview = Preview::clone(state.preview.as_ref().expect("a preview"));
        let mut finding = Finding::cell(7, "subject", "Patient/ghost", "is not in the files");
        finding.file = file.to_owned();
        preview.rejected = vec![finding];
        state.preview = Some(Arc::new(preview));
        let harness = import(bench);
        assert_eq!(
            harness.query_by_label("Patient.000.ndjson").is_some(),
            is_shown
        );
    }
}

#[test]
fn a_folder_can_be_chosen() {
    let mut bench: Bench<Import> = Bench::new();
    bench.state.0 = ImportState::choosing();
    let mut harness = import(bench);
    harness.get_by_label("Choose a folder…").click();
    harness.run();
    let asked = &harness.state().asked;
    assert!(
        asked
            .iter()
            .any(|r| matches!(r, Request::Ask(FileQuestion::ExportFolder)))
    );
}
