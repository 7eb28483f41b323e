//! What FHIR files become, in small resources of our own.

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::domain::event::EventKind;
use crate::domain::import_batch::ImportKind;
use crate::domain::workbook::Workbook;
use crate::import::testing::{day, ends, run_tables, try_table};
use crate::import::{ImportError, Preview, Table, read_files, read_paste, recognise};

fn ann() -> Value {
    json!({
        "resourceType": "Patient", "id": "a", "birthDate": "1960-01-02", "gender": "female",
        "identifier": [
            { "system": "http://hl7.org/fhir/sid/us-ssn", "value": "999-00-0001" },
            { "use": "usual", "value": "card 7", "type": { "coding": [{ "code": "MB" }] } },
            { "type": { "coding": [{ "code": "MR" }] }, "system": "urn:x", "value": "00042" },
        ],
        "name": [
            { "use": "maiden", "family": "Old", "given": ["Ann"] },
            { "use": "official", "family": "Lee", "given": ["Ann"] },
        ],
        "generalPractitioner": [{ "reference": "Practitioner/d" }],
    })
}

fn practitioner() -> Value {
    json!({ "resourceType": "Practitioner", "id": "d", "name": [{ "family": "Hanley", "given": ["Sean"], "suffix": ["MD"] }] })
}

fn request(id: &str, on: &str) -> Value {
    json!({
        "resourceType": "MedicationRequest", "id": id, "status": "completed", "intent": "order",
        "medicationCodeableConcept": { "text": "Oxycodone 10 MG Oral Tablet" },
        "subject": { "reference": "Patient/a" }, "authoredOn": on, "requester": { "display": "Hanley, Sean MD" },
        "dispenseRequest": {
            "quantity": { "value": 90 },
            "expectedSupplyDuration": { "value": 30, "unit": "days", "system": "http://unitsofmeasure.org", "code": "d" },
        },
    })
}

/// A resource with one of its elements other than in the example.
fn with(mut resource: Value, key: &str, value: Value) -> Value {
    resource[key] = value;
    resource
}

fn without(mut resource: Value, key: &str) -> Value {
    resource.as_object_mut().unwrap().remove(key);
    resource
}

fn lines(resources: &[Value]) -> String {
    let lines: Vec<String> = resources.iter().map(Value::to_string).collect();
    lines.join("\n")
}

fn read(text: &str) -> Vec<Table> {
    read_paste(text).unwrap()
}

fn refusal(text: &str) -> String {
    read_paste(text).map(|t| t.len()).unwrap_err().to_string()
}

/// What importing the resources into an empty workbook does, and the workbook.
fn import(resources: &[Value]) -> (Vec<Preview>, Workbook) {
    let mut workbook = Workbook::default();
    let found = run_tables(&mut workbook, &read(&lines(resources)));
    (found, workbook)
}

/// Line, column and first words of what was kept out.
fn kept_out(found: &Preview) -> Vec<(u32, String, String)> {
    let rows = found.rejected.iter();
    rows.map(|f| (f.line, f.column.clone(), f.value.clone()))
        .collect()
}

#[test]
fn patients_and_prescriptions_come_in_without_a_question() {
    let (found, workbook) = import(&[practitioner(), ann(), request("1", "2026-08-03")]);
    assert_eq!(
        found.iter().map(ends).collect::<Vec<_>>(),
        [[1, 0, 0, 0, 0]; 2]
    );
    let patient = &workbook.patients[0];
    assert_eq!(patient.mrn.as_deref(), Some("00042"));
    assert_eq!(patient.name(), "Lee, Ann");
    assert_eq!(patient.born, Some(day("1960-01-02")));
    assert!(patient.clinician.is_some());
    assert_eq!(
        workbook.clinicians.len(),
        1,
        "one clinician under both references"
    );
    let fill = &workbook.fills[0];
    assert_eq!(
        (fill.filled, fill.written),
        (day("2026-08-03"), Some(day("2026-08-03")))
    );
    assert_eq!(
        (fill.quantity, fill.days_supply, fill.line),
        (Some(90.0), Some(30), 3)
    );
    assert_eq!(workbook.products[0].text, "Oxycodone 10 MG Oral Tablet");
}

#[test]
fn the_columns_say_what_they_mean_by_themselves() {
    for table in read(&lines(&[ann(), request("1", "2026-08-03")])) {
        let mapping = recognise(&table, None);
        assert_eq!(Some(mapping.kind), table.kind());
        assert_eq!(mapping.columns.len(), table.header.len());
        assert!(mapping.missing().is_empty());
    }
}

#[test]
fn the_same_files_a_second_time_change_nothing() {
    let visit = json!({
        "resourceType": "Encounter", "status": "finished", "class": { "code": "AMB" },
        "subject": { "reference": "Patient/a" }, "period": { "start": "2026-08-03T09:00:00Z" },
    });
    let tables = read(&lines(&[
        ann(),
        request("1", "2026-08-03"),
        request("2", "2026-09-02"),
        visit,
    ]));
    let mut workbook = Workbook::default();
    run_tables(&mut workbook, &tables);
    for found in run_tables(&mut workbook, &tables) {
        let counts = found.counts;
        assert!(found.batch.is_empty());
        assert_eq!(
            (counts.new, counts.changed, counts.unchanged),
            (0, 0, counts.rows)
        );
    }
}

#[test]
fn a_broken_line_is_kept_out_and_the_others_come_in() {
    let text = format!(
        "\u{FEFF}{}\r\n\r\n{{\"resourceType\":\"MedicationRequest\",\"id\":\r\n{}\r\n{{\"note\":1}}\r\n",
        ann(),
        request("1", "2026-08-03")
    );
    let tables = read(&text);
    let mut workbook = Workbook::default();
    let found = run_tables(&mut workbook, &tables).remove(1);
    assert_eq!(ends(&found), [1, 0, 0, 2, 0]);
    let lines: Vec<u32> = found.rejected.iter().map(|f| f.line).collect();
    assert_eq!(lines, [3, 5]);
    assert!(found.rejected[0].reason.contains("JSON"));
    assert!(found.rejected[1].reason.contains("resourceType"));
    assert_eq!(workbook.fills[0].line, 4);
}

#[test]
fn bundles_lists_and_printed_resources_are_read_by_entry() {
    let entry = |url: &str, resource: Value| json!({ "fullUrl": url, "resource": resource });
    let by_urn = with(
        without(request("1", "2026-08-03"), "id"),
        "subject",
        json!({ "reference": "urn:uuid:P" }),
    );
    let entries = vec![
        entry("urn:uuid:P", without(ann(), "id")),
        entry("urn:uuid:r", by_urn),
        json!({ "response": { "status": "204" } }),
        with(request("2", "bad"), "id", json!("2")),
    ];
    let bundle = json!({ "entry": entries, "type": "searchset", "resourceType": "Bundle" });
    let inner = json!({ "resourceType": "Bundle", "type": "batch-response", "entry": [{ "resource": bundle }] });
    let list = json!([
        ann(),
        request("1", "2026-08-03"),
        request("2", "2026-08-32")
    ]);
    let printed = format!(
        "{:#}\n{:#}\n{:#}",
        ann(),
        request("1", "2026-08-03"),
        request("2", "x")
    );
    let above = format!("{:#}\n{:#}\n", ann(), request("1", "2026-08-03"));
    let third = above.lines().count() as u32 + 1;
    for (text, kept_out) in [
        (bundle.to_string(), 4),
        (format!("{bundle:#}"), 4),
        (inner.to_string(), 1),
        (list.to_string(), 3),
        (format!("{list:#}"), 3),
        (printed, third),
    ] {
        let tables = read(&text);
        let mut workbook = Workbook::default();
        let found = run_tables(&mut workbook, &tables).remove(1);
        assert_eq!(found.counts.new, 1, "{text}");
        let lines: Vec<u32> = found.rejected.iter().map(|f| f.line).collect();
        let column = "authoredOn or whenHandedOver";
        assert!(
            found
                .rejected
                .iter()
                .all(|f| f.column == column || f.column == "subject")
        );
        assert_eq!(lines, [kept_out], "{text}");
    }
}

#[test]
fn references_are_followed_in_every_spelling_and_the_unknown_is_kept_out_by_name() {
    let medication = json!({ "resourceType": "Medication", "id": "m", "code": { "coding": [{ "display": "Norco 5 MG" }] } });
    let subject = |reference: &str| json!({ "reference": reference });
    let base = |id: &str, on: &str| without(request(id, on), "medicationCodeableConcept");
    let of = |id: &str, on: &str, reference: &str| {
        with(base(id, on), "medicationReference", subject(reference))
    };
    let held = with(
        of("5", "2026-08-05", "#c"),
        "contained",
        json!([{ "resourceType": "Medication", "id": "c", "code": { "text": "Tramadol 50 MG" } }]),
    );
    let shown = with(
        base("9", "2026-08-09"),
        "medicationReference",
        json!({ "reference": "Medication/x", "display": "Norco 10 MG" }),
    );
    let resources = [
        ann(),
        of("1", "2026-08-01", "Medication/m"),
        of(
            "2",
            "2026-08-02",
            "https://server.example/fhir/Medication/m/_history/3",
        ),
        with(
            request("3", "2026-08-03"),
            "subject",
            subject("https://server.example/fhir/Patient/a"),
        ),
        with(
            request("4", "2026-08-04"),
            "subject",
            subject("Patient?identifier=urn%3Ax%7C00042"),
        ),
        held,
        with(
            request("6", "2026-08-06"),
            "subject",
            json!({ "identifier": { "system": "urn:x", "value": "00042" } }),
        ),
        of("7", "2026-08-07", "Medication/missing"),
        with(
            request("8", "2026-08-08"),
            "subject",
            subject("Patient/ghost"),
        ),
        shown,
        without(request("10", "2026-08-10"), "subject"),
        medication,
    ];
    let (found, workbook) = import(&resources);
    assert_eq!(ends(&found[1]), [7, 0, 0, 3, 0]);
    let expected = [
        (8, "medicationReference", "Medication/missing"),
        (9, "subject", "Patient/ghost"),
        (11, "subject", ""),
    ];
    let expected =
        expected.map(|(line, column, value)| (line, column.to_owned(), value.to_owned()));
    assert_eq!(kept_out(&found[1]), expected);
    let texts: Vec<&str> = workbook.products.iter().map(|p| p.text.as_str()).collect();
    for text in ["Norco 5 MG", "Tramadol 50 MG", "Norco 10 MG"] {
        assert!(texts.contains(&text), "{text} of {texts:?}");
    }
}

#[test]
fn medicines_are_found_in_every_release() {
    for (key, value, text) in [
        (
            "medication",
            json!({ "concept": { "text": "Norco 5 MG" } }),
            "Norco 5 MG",
        ),
        (
            "medication",
            json!({ "reference": { "reference": "Medication/m" } }),
            "Tramadol 50 MG",
        ),
        (
            "medication",
            json!({ "reference": "Medication/m" }),
            "Tramadol 50 MG",
        ),
        (
            "medicationReference",
            json!({ "reference": "urn:uuid:m" }),
            "Tramadol 50 MG",
        ),
        (
            "medicationCodeableConcept",
            json!({ "text": "Norco", "coding": [{ "display": "hydrocodone bitartrate 5 MG Oral Tablet" }] }),
            "hydrocodone bitartrate 5 MG Oral Tablet",
        ),
    ] {
        let medication = json!({ "resourceType": "Medication", "id": "m", "code": { "text": "Tramadol 50 MG" } });
        let plain = without(request("1", "2026-08-03"), "medicationCodeableConcept");
        let (_, workbook) = import(&[ann(), medication, with(plain, key, value)]);
        assert_eq!(workbook.products[0].text, text, "{key}");
    }
    let order = json!({
        "resourceType": "MedicationOrder", "patient": { "reference": "Patient/a" }, "dateWritten": "2026-08-03",
        "medicationCodeableConcept": { "text": "Norco 5 MG" }, "prescriber": { "display": "Hanley, Sean MD" },
        "dispenseRequest": { "extension": [{ "url": "http://cosri.org/fhir/last_fill", "valueDate": "2026-08-07" }] },
    });
    let (_, workbook) = import(&[ann(), order]);
    let fill = &workbook.fills[0];
    assert_eq!(
        (fill.filled, fill.written),
        (day("2026-08-07"), Some(day("2026-08-03")))
    );
    let code_alone = json!({ "coding": [{ "code": "857002" }] });
    let (found, _) = import(&[
        ann(),
        with(
            request("1", "2026-08-03"),
            "medicationCodeableConcept",
            code_alone,
        ),
    ]);
    assert_eq!(kept_out(&found[1])[0].2, "857002");
}

#[test]
fn what_never_came_about_is_left_aside_with_its_reason() {
    let resources = [
        ann(),
        with(
            request("1", "2026-08-01"),
            "status",
            json!("entered-in-error"),
        ),
        with(request("2", "2026-08-02"), "status", json!("cancelled")),
        with(request("3", "2026-08-03"), "status", json!("draft")),
        with(request("4", "2026-08-04"), "intent", json!("proposal")),
        with(request("5", "2026-08-05"), "doNotPerform", json!(true)),
        with(request("6", "2026-08-06"), "status", json!("on-hold")),
        with(
            request("7", "2026-08-07"),
            "intent",
            json!("original-order"),
        ),
    ];
    let (found, workbook) = import(&resources);
    assert_eq!(ends(&found[1]), [2, 0, 0, 0, 5]);
    assert_eq!(workbook.fills.len(), 2);
    let remarks: Vec<u32> = found[1].warnings.iter().map(|w| w.line).collect();
    assert_eq!(remarks, [2, 3, 4, 5, 6]);
    assert!(
        found[1]
            .skipped
            .iter()
            .any(|(why, rows)| why.contains("cancelled") && *rows == 1)
    );
}

#[test]
fn an_order_and_its_dispenses_are_not_counted_twice() {
    let dispense = |on: &str, key: &str, value: Value| {
        let dispense = json!({
            "resourceType": "MedicationDispense", "status": "completed", "subject": { "reference": "Patient/a" },
            "whenHandedOver": on, "quantity": { "value": 90 }, "daysSupply": { "value": 30, "unit": "day" },
            "medicationCodeableConcept": { "text": "Oxycodone 10 MG Oral Tablet" },
        });
        with(dispense, key, value)
    };
    let by = |reference: &str| json!([{ "reference": reference }]);
    let numbered = |resource| with(resource, "identifier", json!([{ "value": "rx 7" }]));
    let declined = with(
        dispense(
            "2026-08-20",
            "authorizingPrescription",
            by("MedicationRequest/3"),
        ),
        "status",
        json!("declined"),
    );
    let (found, workbook) = import(&[
        ann(),
        request("1", "2026-08-01"),
        numbered(request("2", "2026-08-10")),
        request("3", "2026-08-20"),
        dispense(
            "2026-08-02",
            "authorizingPrescription",
            by("MedicationRequest/1"),
        ),
        dispense(
            "2026-09-01",
            "authorizingPrescription",
            by("MedicationRequest/1"),
        ),
        numbered(dispense("2026-08-11", "note", json!([]))),
        declined,
    ]);
    let days: Vec<String> = workbook
        .fills
        .iter()
        .map(|f| f.filled.to_string())
        .collect();
    assert_eq!(
        days,
        ["2026-08-02", "2026-08-11", "2026-08-20", "2026-09-01"]
    );
    assert_eq!(workbook.fills[0].written, Some(day("2026-08-01")));
    assert!(
        workbook.fills[0].prescriber.is_some(),
        "known from the order"
    );
    assert_eq!(ends(&found[1]), [4, 0, 0, 0, 3]);
}

#[test]
fn amounts_are_read_in_their_units_and_the_unknown_stays_unknown() {
    for (supply, quantity, days) in [
        (
            json!({ "quantity": { "value": 28.0 }, "expectedSupplyDuration": { "value": 4, "unit": "wk" } }),
            Some(28.0),
            Some(28),
        ),
        (
            json!({ "quantity": { "value": 60 }, "expectedSupplyDuration": { "value": 1, "code": "mo" } }),
            Some(60.0),
            Some(30),
        ),
        (
            json!({ "quantity": { "value": 300, "unit": "mg" }, "expectedSupplyDuration": { "value": 30 } }),
            None,
            Some(30),
        ),
        (
            json!({ "quantity": { "value": 60 }, "expectedSupplyDuration": { "value": 3, "unit": "fortnight" } }),
            Some(60.0),
            None,
        ),
        (json!({ "quantity": { "value": 0 } }), None, None),
        (json!({}), None, None),
    ] {
        let (_, workbook) = import(&[
            ann(),
            with(
                request("1", "2026-08-03"),
                "dispenseRequest",
                supply.clone(),
            ),
        ]);
        let fill = &workbook.fills[0];
        assert_eq!(
            (fill.quantity, fill.days_supply),
            (quantity, days),
            "{supply}"
        );
    }
}

#[test]
fn a_date_keeps_its_calendar_day_and_without_a_day_it_is_no_fill() {
    let patient = with(ann(), "birthDate", json!("1960"));
    let (found, workbook) = import(&[
        patient,
        request("1", "2026-08-03T23:30:00-07:00"),
        request("2", "2026-08"),
        without(request("3", ""), "authoredOn"),
    ]);
    assert_eq!(workbook.fills.len(), 1);
    assert_eq!(workbook.fills[0].filled, day("2026-08-03"));
    assert_eq!(workbook.patients[0].born, None);
    assert_eq!(found[0].warnings[0].column, "birthDate");
    let reasons: Vec<&str> = found[1]
        .rejected
        .iter()
        .map(|f| f.reason.as_ref())
        .collect();
    assert_eq!(
        reasons,
        ["is only a year and month, without a day", "is blank"]
    );
}

#[test]
fn care_events_are_found_by_code_or_name_and_others_are_counted() {
    let of = |kind: &str, on: &str, code: Value| {
        json!({ "resourceType": kind, "status": "final", "subject": { "reference": "Patient/a" },
                "effectiveDateTime": on, "code": code })
    };
    let screen = |on: &str, name: &str, said: &str| {
        let code = json!({ "coding": [{ "system": "http://loinc.org", "display": name }] });
        with(of("Observation", on, code), "valueString", json!(said))
    };
    let review = json!({
        "resourceType": "Procedure", "status": "completed", "subject": { "reference": "Patient/a" },
        "code": { "coding": [{ "code": "461621000124108" }] }, "performedDateTime": "2026-08-02",
    });
    let not_done = with(
        with(review.clone(), "status", json!("not-done")),
        "performedDateTime",
        json!("2026-08-12"),
    );
    let peg = with(
        of(
            "Observation",
            "2026-08-03",
            json!({ "text": "PEG pain score (mean of 3)" }),
        ),
        "valueQuantity",
        json!({ "value": 6.3 }),
    );
    let diagnosis = |code: &str| {
        json!({ "resourceType": "Condition", "subject": { "reference": "Patient/a" }, "onsetDateTime": "2026-08-06",
                "code": { "coding": [{ "system": "http://hl7.org/fhir/sid/icd-10-cm", "code": code }] } })
    };
    let (found, workbook) = import(&[
        ann(),
        screen(
            "2026-08-01",
            "Cocaine [Presence] in Urine by Screen method",
            "Negative",
        ),
        screen("2026-08-01", "Opiates [Presence] in Urine", "Positive"),
        screen(
            "2026-08-01",
            "Amphetamines [Presence] in Urine",
            "Not detected",
        ),
        review,
        not_done,
        peg,
        with(
            of(
                "Observation",
                "2026-08-04",
                json!({ "text": "Urine drug test" }),
            ),
            "valueString",
            json!("pending"),
        ),
        diagnosis("Z79.891"),
        diagnosis("M54.5"),
        of(
            "Observation",
            "2026-08-07",
            json!({ "text": "Body weight" }),
        ),
        of(
            "Observation",
            "2026-08-07",
            json!({ "text": "PEG tube length" }),
        ),
        with(
            of(
                "Observation",
                "2026-08-08",
                json!({ "text": "Urine drug test" }),
            ),
            "status",
            json!("entered-in-error"),
        ),
        json!({ "resourceType": "MedicationStatement" }),
    ]);
    let events: Vec<(String, EventKind, &str)> = workbook
        .events
        .iter()
        .map(|e| (e.on.to_string(), e.kind, e.value.as_str()))
        .collect();
    let expected = [
        ("2026-08-01", EventKind::UrineDrugTest, "positive: Opiates"),
        ("2026-08-02", EventKind::PdmpCheck, "reviewed"),
        ("2026-08-03", EventKind::Peg, "6.3"),
        ("2026-08-04", EventKind::UrineDrugTest, "pending"),
        ("2026-08-06", EventKind::DiagnosisCode, "Z79.891"),
    ];
    assert_eq!(
        events,
        expected.map(|(on, kind, value)| (on.to_owned(), kind, value))
    );
    let note = &found[0].notes[0];
    for words in [
        "1 Condition",
        "3 Observation",
        "1 Procedure",
        "1 MedicationStatement",
    ] {
        assert!(note.contains(words), "{note}");
    }
}

#[test]
fn what_is_no_record_is_refused_in_a_sentence() {
    let outcome = json!({ "resourceType": "OperationOutcome", "issue": [{ "severity": "error", "diagnostics": "Ann Lee failed" }] });
    let sentence = refusal(&outcome.to_string());
    assert!(
        sentence.contains("failed (1 error)") && !sentence.contains("Lee"),
        "{sentence}"
    );
    let whole = format!(
        "{:#}",
        json!({ "resourceType": "Bundle", "entry": [{ "resource": ann() }] })
    );
    let cut = &whole[..whole.len() - 9];
    let deep = format!(
        "{{\"resourceType\":\"Bundle\",\"entry\":[{}{}]}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    for (text, words) in [
        (cut, "is damaged: line"),
        (&deep, "is damaged"),
        ("{\"a\":1}", "no FHIR"),
        ("{\"a\":1}\n{\"b\":2}", "no FHIR"),
        ("[]", "no FHIR"),
        ("[{\"resourceType\":", "is damaged"),
        ("{\"resourceType\":\"Group\"}", "only Group"),
        ("{\"resourceType\":\"Bundle\"}", "no resources"),
    ] {
        let sentence = refusal(text);
        assert!(sentence.contains(words), "{sentence} should say {words}");
    }
    let deep_line = format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let found = try_table(
        &Workbook::default(),
        &read(&format!("{}\n{deep_line}\n", ann()))[0],
    )
    .unwrap();
    assert_eq!(ends(&found), [1, 0, 0, 1, 0]);
    assert!(read_paste("[MRN],[Drug]\n1,Norco\n").is_ok_and(|t| t[0].kind().is_none()));
}

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

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "[\\[{]\"(resourceType|entry|a)\":(\"(Patient|Bundle|MedicationRequest)\"|[\\[{]|1)\\PC{0,60}\n?\\PC{0,30}") {
        let _ = read_paste(&text);
    }

    #[test]
    fn no_values_make_it_panic(key in "(status|intent|subject|identifier|name|dispenseRequest|medicationReference|authoredOn|contained)", value in "(1|\"#a\"|\"\"|null|true|\\[\\]|\\[1\\]|\\{\\}|\"urn:uuid:\"|\\[null\\]|\\{\"value\":\\[\\]\\})") {
        let value: Value = serde_json::from_str(&value).unwrap();
        let resources = [with(ann(), &key, value.clone()), with(request("1", "2026-08-03"), &key, value)];
        for table in read(&lines(&resources)) {
            let _ = try_table(&Workbook::default(), &table);
        }
    }
}
