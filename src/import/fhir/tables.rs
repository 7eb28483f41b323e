//! The tables of an import, made of what the files held: one row for each patient, prescription
//! and event, with the patient's own facts on each row.

use super::gather::Gathered;
use super::rows::{Row, event_rows, patient_rows, prescription_rows};
use crate::domain::import_batch::ImportKind;
use crate::import::cells::Cells;
use crate::import::error::ImportError;
use crate::import::field::Field;
use crate::import::finding::Finding;
use crate::import::table::{Known, Table};

/// A column: the element that it holds, what it means, and whether it stands without values.
type Layout = &'static [(&'static str, Field, bool)];

const PATIENTS: Layout = &[
    ("identifier", Field::Mrn, true),
    ("name.family", Field::LastName, true),
    ("name.given", Field::FirstName, true),
    ("name.text", Field::FullName, false),
    ("birthDate", Field::Born, true),
    ("gender", Field::Sex, false),
    ("generalPractitioner", Field::Clinician, false),
];

const PRESCRIPTIONS: Layout = &[
    ("identifier", Field::Mrn, true),
    ("name.family", Field::LastName, true),
    ("name.given", Field::FirstName, true),
    ("name.text", Field::FullName, false),
    ("birthDate", Field::Born, true),
    ("gender", Field::Sex, false),
    ("date of fill", Field::DateFilled, true),
    ("authoredOn", Field::DateWritten, false),
    ("medication", Field::DrugName, true),
    ("medication.code", Field::DrugCode, false),
    ("quantity", Field::Quantity, false),
    ("days supply", Field::DaysSupply, false),
    ("numberOfRepeatsAllowed", Field::Ignore, false),
    ("dosageInstruction", Field::Sig, false),
    ("identifier (Rx)", Field::RxNumber, false),
    ("requester", Field::Prescriber, false),
    ("pharmacy", Field::Pharmacy, false),
    ("status", Field::Status, false),
];

const EVENTS: Layout = &[
    ("identifier", Field::Mrn, true),
    ("name.family", Field::LastName, true),
    ("name.given", Field::FirstName, true),
    ("name.text", Field::FullName, false),
    ("birthDate", Field::Born, true),
    ("gender", Field::Sex, false),
    ("date", Field::EventDate, true),
    ("event", Field::EventKind, true),
    ("value", Field::EventValue, true),
];

/// Makes the tables that have rows.
pub(super) fn make(mut gathered: Gathered, name: &str) -> Result<Vec<Table>, ImportError> {
    let mut broken = std::mem::take(&mut gathered.broken);
    let mut remarks = std::mem::take(&mut gathered.remarks);
    let mut aside = std::mem::take(&mut gathered.aside);
    let patients = patient_rows(&gathered);
    let mut rx_broken = Vec::new();
    let prescriptions = prescription_rows(&gathered, &mut rx_broken, &mut remarks, &mut aside);
    let mut event_broken = Vec::new();
    let events = event_rows(&gathered, &mut event_broken);
    let notes = notes(&mut gathered);
    let mut tables = Vec::new();
    for (kind, layout, rows, broken) in [
        (ImportKind::Patients, PATIENTS, patients, Vec::new()),
        (
            ImportKind::Prescriptions,
            PRESCRIPTIONS,
            prescriptions,
            rx_broken,
        ),
        (ImportKind::Events, EVENTS, events, event_broken),
    ] {
        if !rows.is_empty() || !broken.is_empty() {
            let mut table = table(name, kind, layout, rows);
            table.parts.clone_from(&gathered.parts);
            table.damaged = broken;
            tables.push(table);
        }
    }
    let is_rx = |t: &Table| t.kind() == Some(ImportKind::Prescriptions);
    let main = tables.iter().position(is_rx).unwrap_or(0);
    let Some(table) = tables.get_mut(main) else {
        return Err(nothing(&gathered, name, broken.first()));
    };
    table.damaged.append(&mut broken);
    table.damaged.sort_by_key(|f| f.line);
    table.findings.append(&mut remarks);
    table.left_aside = aside.into_iter().collect();
    if let Some(first) = tables.first_mut() {
        first.findings.append(&mut gathered.patient_remarks);
        first.notes = notes;
    }
    Ok(tables)
}

/// The table without the columns that nothing stands in.
fn table(name: &str, kind: ImportKind, layout: Layout, rows: Vec<Row>) -> Table {
    let is_filled = |column: usize| {
        rows.iter()
            .any(|r| r.cells.get(column).is_some_and(|c| !c.is_empty()))
    };
    let kept: Vec<bool> = layout
        .iter()
        .enumerate()
        .map(|(column, (_, _, always))| *always || is_filled(column))
        .collect();
    let mut cells = Cells::default();
    for row in rows {
        let first = cells.span_count();
        for (cell, _) in row.cells.iter().zip(&kept).filter(|(_, kept)| **kept) {
            cells.push_text(cell);
        }
        cells.end_row(first, row.number);
    }
    cells.shrink();
    let columns = layout.iter().zip(&kept).filter(|(_, kept)| **kept);
    let columns: Vec<_> = columns.map(|(column, _)| column).collect();
    let mut table = Table::new(name, cells);
    table.header = columns
        .iter()
        .map(|(name, ..)| (*name).to_owned())
        .collect();
    table.known = Some(Known {
        kind,
        fields: columns.iter().map(|(_, field, _)| *field).collect(),
    });
    "FHIR".clone_into(&mut table.encoding);
    table
}

/// What is to be said about the files as a whole.
fn notes(gathered: &mut Gathered) -> Vec<String> {
    let mut notes = std::mem::take(&mut gathered.notes);
    if !gathered.outcomes.is_empty() {
        notes.push(format!(
            "The server reported failures of the export ({}): what they concern is missing here.",
            severities(gathered)
        ));
    }
    if !gathered.others.is_empty() {
        let kinds = gathered.others.iter();
        let kinds: Vec<String> = kinds
            .map(|(kind, n)| format!("{} {kind}", counted(*n)))
            .collect();
        notes.push(format!(
            "Resources of other kinds were left aside: {}.",
            kinds.join(", ")
        ));
    }
    if gathered.parts.iter().any(|p| p.has_entries) {
        notes.push("In a Bundle or list, “line” is the number of the entry.".to_owned());
    }
    notes
}

fn severities(gathered: &Gathered) -> String {
    let all = gathered.outcomes.iter();
    let all: Vec<String> = all.map(|(severity, n)| format!("{n} {severity}")).collect();
    all.join(", ")
}

/// 1204 as 1,204.
pub(super) fn counted(number: u64) -> String {
    let digits = number.to_string();
    let mut words = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// Why there is no row at all.
fn nothing(gathered: &Gathered, name: &str, broken: Option<&Finding>) -> ImportError {
    let name = name.to_owned();
    if !gathered.outcomes.is_empty() {
        return ImportError::NothingToImport {
            name,
            what: format!(
                "is a server's report (OperationOutcome) on an export that failed ({}), and holds no records",
                severities(gathered)
            ),
            advice: "Export again, and import the files of patients and prescriptions",
        };
    }
    if let Some(broken) = broken {
        return ImportError::Damaged {
            name,
            what: format!(
                "nothing in it can be read, beginning with line {}",
                broken.line
            ),
        };
    }
    let kinds: Vec<&str> = gathered.others.keys().map(String::as_str).collect();
    let held = if kinds.is_empty() {
        "no resources".to_owned()
    } else {
        format!("only {}", kinds.join(", "))
    };
    ImportError::NothingToImport {
        name,
        what: format!("holds {held}, and nothing that is imported"),
        advice: "Export Patient, MedicationRequest or MedicationDispense, and Observation, Procedure or Encounter",
    }
}
