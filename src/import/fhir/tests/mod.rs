//! What FHIR files become, in small resources of our own.

mod documents;
mod events;
mod files;
mod prescriptions;

use serde_json::{Value, json};

use crate::domain::workbook::Workbook;
use crate::import::testing::run_tables;
use crate::import::{Preview, Table, read_paste};

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
