//! What the file holds, record by record as CSV: to check an import, or to take the data elsewhere.

use super::Outcome;
use super::tables::print;
use crate::domain::event::EventKind;
use crate::domain::patient::Patient;
use crate::domain::workbook::Workbook;
use crate::export::{Table, number};

/// Columns by which a record's patient is known; an import knows them again.
const WHOSE: [&str; 4] = ["mrn", "last_name", "first_name", "date_of_birth"];

/// One row per prescription, as it was read.
pub(super) fn fills(workbook: &Workbook) -> Outcome {
    let columns = [
        "date_filled",
        "drug_name",
        "strength",
        "form",
        "quantity",
        "days_supply",
        "rx_number",
        "refill_number",
        "date_written",
        "prescriber",
        "pharmacy",
        "file",
        "line",
    ];
    let mut table = Table::new(WHOSE.into_iter().chain(columns));
    for fill in &workbook.fills {
        let product = workbook.product(fill.product);
        let said = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let import = workbook.imports.iter().find(|i| Some(i.id) == fill.import);
        let prescriber = fill.prescriber.and_then(|id| workbook.clinician(id));
        let facts = [
            fill.filled.to_string(),
            said(product.map(|p| p.text.as_str())),
            said(product.map(|p| p.strength.as_str())),
            said(product.map(|p| p.form.as_str())),
            fill.quantity.map(number).unwrap_or_default(),
            fill.days_supply.map(|d| d.to_string()).unwrap_or_default(),
            fill.rx_number.to_string(),
            fill.refill.map(|r| r.to_string()).unwrap_or_default(),
            fill.written.map(|d| d.to_string()).unwrap_or_default(),
            said(prescriber.map(|c| c.name.as_str())),
            fill.pharmacy.to_string(),
            said(import.map(|i| i.file_name.as_str())),
            fill.line.to_string(),
        ];
        table.push(
            whose(workbook.patient(fill.patient))
                .into_iter()
                .chain(facts),
        );
    }
    print(&table)
}

/// One row per care event, without the restricted notes: those are read one by one, in the window.
pub(super) fn events(workbook: &Workbook) -> Outcome {
    let mut table = Table::new(WHOSE.into_iter().chain(["event_date", "event", "value"]));
    let open = workbook.events.iter();
    for event in open.filter(|e| e.kind != EventKind::RestrictedNote) {
        let facts = [
            event.on.to_string(),
            event.kind.label().to_owned(),
            event.value.clone(),
        ];
        table.push(
            whose(workbook.patient(event.patient))
                .into_iter()
                .chain(facts),
        );
    }
    print(&table)
}

fn whose(patient: Option<&Patient>) -> [String; 4] {
    let Some(patient) = patient else {
        return [const { String::new() }; 4];
    };
    [
        patient.mrn.clone().unwrap_or_default(),
        patient.last_name.clone(),
        patient.first_name.clone(),
        patient.born.map(|d| d.to_string()).unwrap_or_default(),
    ]
}
