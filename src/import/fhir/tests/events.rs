//! Care events.

use serde_json::{Value, json};

use super::{ann, import, with};
use crate::domain::event::EventKind;

/// An observation or the like of the one patient.
fn of(kind: &str, on: &str, code: &Value) -> Value {
    json!({ "resourceType": kind, "status": "final", "subject": { "reference": "Patient/a" },
            "effectiveDateTime": on, "code": code })
}

/// One result of a laboratory.
fn result(on: &str, name: &str, said: &str) -> Value {
    let code = json!({ "coding": [{ "system": "http://loinc.org", "display": name }] });
    with(of("Observation", on, &code), "valueString", json!(said))
}

fn review(on: &str) -> Value {
    json!({
        "resourceType": "Procedure", "status": "completed", "subject": { "reference": "Patient/a" },
        "code": { "coding": [{ "code": "461621000124108" }] }, "performedDateTime": on,
    })
}

fn diagnosis(code: &str) -> Value {
    json!({ "resourceType": "Condition", "subject": { "reference": "Patient/a" }, "onsetDateTime": "2026-08-06",
            "code": { "coding": [{ "system": "http://hl7.org/fhir/sid/icd-10-cm", "code": code }] } })
}

#[test]
fn care_events_are_found_by_code_or_name_and_a_day_has_one_urine_test() {
    let peg = json!({ "text": "PEG pain score (mean of 3)" });
    let peg = of("Observation", "2026-08-03", &peg);
    let (_, workbook) = import(&[
        ann(),
        result("2026-08-01", "Cocaine [Presence] in Urine", "Negative"),
        result("2026-08-01", "Opiates [Presence] in Urine", "Positive"),
        result(
            "2026-08-01",
            "Amphetamines [Presence] in Urine",
            "Not detected",
        ),
        review("2026-08-02"),
        with(peg, "valueQuantity", json!({ "value": 6.3 })),
        result("2026-08-04", "Urine drug test", "pending"),
        diagnosis("Z79.891"),
    ]);
    let events = workbook.events.iter();
    let events: Vec<(String, EventKind, &str)> = events
        .map(|e| (e.on.to_string(), e.kind, e.value.as_str()))
        .collect();
    let expected = [
        ("2026-08-01", EventKind::UrineDrugTest, "positive: Opiates"),
        ("2026-08-02", EventKind::PdmpCheck, "reviewed"),
        ("2026-08-03", EventKind::Peg, "6.3"),
        ("2026-08-04", EventKind::UrineDrugTest, "pending"),
        ("2026-08-06", EventKind::DiagnosisCode, "Z79.891"),
    ];
    let expected = expected.map(|(on, kind, value)| (on.to_owned(), kind, value));
    assert_eq!(events, expected);
}

#[test]
fn what_is_no_event_is_counted_in_one_note() {
    let test = result("2026-08-08", "Urine drug test", "expected");
    let (found, workbook) = import(&[
        ann(),
        with(review("2026-08-12"), "status", json!("not-done")),
        diagnosis("M54.5"),
        of(
            "Observation",
            "2026-08-07",
            &json!({ "text": "Body weight" }),
        ),
        of(
            "Observation",
            "2026-08-07",
            &json!({ "text": "PEG tube length" }),
        ),
        with(test, "status", json!("entered-in-error")),
        json!({ "resourceType": "MedicationStatement" }),
    ]);
    assert!(workbook.events.is_empty());
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
