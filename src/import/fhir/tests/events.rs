//! Care events.

use serde_json::{Value, json};

use super::{ann, import, with};
use crate::domain::event::EventKind;

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
