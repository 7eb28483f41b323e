//! Patients, orders and dispenses.

use serde_json::{Value, json};

use super::{ann, import, kept_out, practitioner, request, with, without};
use crate::import::testing::{day, ends};

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
