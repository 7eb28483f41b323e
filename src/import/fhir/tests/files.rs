//! Folders and several files at once.

use std::fs;
use std::path::PathBuf;

use serde_json::json;

use super::{ann, lines, request, with};
use crate::domain::import_batch::ImportKind;
use crate::domain::workbook::Workbook;
use crate::import::testing::run_tables;
use crate::import::{ImportError, Table, read_files};

/// A folder with these files.
fn folder(files: &[(&str, String)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn a_folder_is_read_as_one_and_findings_name_their_file() {
    let folder = folder(&[
        (
            "MedicationRequest.000.ndjson",
            lines(&[request("1", "2026-08-03"), request("2", "2026-08-32")]),
        ),
        (
            "MedicationRequest.001.NDJSON",
            lines(&[
                request("3", "2026-09-02"),
                request("4", "soon"),
                request("3", "2026-09-02"),
            ]),
        ),
        ("Patient.ndjson", ann().to_string()),
        ("Empty.ndjson", String::new()),
        ("Cut.json", "{\"resourceType\":\"Bundle\",".to_owned()),
        ("manifest.json", "{\"output\":[]}".to_owned()),
        ("times.ndjson", "{\"at\":1}\n{\"at\":2}".to_owned()),
        ("log.ndjson", "{\"eventId\":\"start\"}".to_owned()),
        ("fills.csv", "MRN,Drug\n".to_owned()),
    ]);
    let tables = read_files(&[folder.path().to_owned()]).unwrap();
    let mut workbook = Workbook::default();
    let found = run_tables(&mut workbook, &tables);
    let notes = found[0].notes.join(" ");
    assert!(
        notes.contains("Empty.ndjson is empty") && notes.contains("fills.csv"),
        "{notes}"
    );
    assert!(!notes.contains("manifest") && !notes.contains("log."));
    let places: Vec<(&str, u32)> = found[1]
        .rejected
        .iter()
        .map(|f| (f.file.as_str(), f.line))
        .collect();
    let expected = [
        ("Cut.json", 1),
        ("MedicationRequest.000.ndjson", 2),
        ("MedicationRequest.001.NDJSON", 2),
    ];
    assert_eq!(places, expected);
    let twice = &found[1].warnings[0];
    assert!(
        twice
            .reason
            .contains("line 1 of MedicationRequest.001.NDJSON"),
        "{}",
        twice.reason
    );
    assert_eq!(
        workbook.fills.iter().map(|f| f.line).collect::<Vec<_>>(),
        [1, 1]
    );
}

#[test]
fn a_folder_without_fhir_files_says_so() {
    let folder = folder(&[("fills.csv", "MRN,Drug\n1,x\n".to_owned())]);
    let refused = read_files(&[folder.path().to_owned()]).map(|t| t.len());
    assert!(
        matches!(refused, Err(ImportError::NothingToImport { .. })),
        "{refused:?}"
    );
}

#[test]
fn the_same_id_in_files_of_two_servers_is_never_mixed_up() {
    let other = with(ann(), "identifier", json!([{ "value": "777" }]));
    let other = with(
        with(other, "birthDate", json!("1971-01-01")),
        "name",
        json!([{ "text": "May Vang" }]),
    );
    let folder = folder(&[
        ("a.ndjson", lines(&[ann(), request("1", "2026-08-03")])),
        ("b.ndjson", lines(&[other, request("2", "2026-08-04")])),
        ("c.ndjson", lines(&[request("3", "2026-08-05")])),
    ]);
    let paths: Vec<PathBuf> = ["a", "b", "c"]
        .map(|n| folder.path().join(format!("{n}.ndjson")))
        .into();
    let groups = crate::import::together(paths);
    assert_eq!(groups.len(), 1);
    let mut workbook = Workbook::default();
    let found = run_tables(&mut workbook, &read_files(&groups[0]).unwrap());
    let owner = |at: usize| workbook.patient(workbook.fills[at].patient).unwrap().name();
    assert_eq!(
        (owner(0), owner(1)),
        ("Lee, Ann".to_owned(), "Vang, May".to_owned())
    );
    assert_eq!(found[1].rejected.len(), 1);
    assert_eq!(found[1].rejected[0].file, "c.ndjson");
}

#[test]
fn fhir_files_are_read_together_and_others_alone() {
    let folder = folder(&[
        ("p.ndjson", ann().to_string()),
        ("fills.csv", "MRN,Drug\n1,x\n".to_owned()),
        ("export", request("1", "2026-08-03").to_string()),
    ]);
    let path = |name: &str| folder.path().join(name);
    let groups = crate::import::together(vec![
        path("p.ndjson"),
        path("fills.csv"),
        path("export"),
        folder.path().to_owned(),
    ]);
    assert_eq!(
        groups,
        [
            vec![path("p.ndjson"), path("export")],
            vec![path("fills.csv")],
            vec![folder.path().to_owned()]
        ]
    );
    let kinds: Vec<_> = read_files(&groups[0])
        .unwrap()
        .iter()
        .map(Table::kind)
        .collect();
    assert_eq!(
        kinds,
        [Some(ImportKind::Patients), Some(ImportKind::Prescriptions)]
    );
}
