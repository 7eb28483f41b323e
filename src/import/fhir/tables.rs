//! The tables of an import, made of what the files held: one row for each patient, prescription
//! and event, with the patient's own facts on each row.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::gather::Gathered;
use super::patients::Person;
use super::prescriptions::Supply;
use super::{events, finding};
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
    ("authoredOn or whenHandedOver", Field::DateFilled, true),
    ("authoredOn", Field::DateWritten, false),
    ("medication", Field::DrugName, true),
    ("medication.code", Field::DrugCode, false),
    ("quantity", Field::Quantity, false),
    ("days supply", Field::DaysSupply, false),
    ("numberOfRepeatsAllowed", Field::Ignore, false),
    ("dosageInstruction", Field::Sig, false),
    ("prescription identifier", Field::RxNumber, false),
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

/// One row before it is put into cells.
struct Row {
    number: u32,
    cells: Vec<String>,
}

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

fn patient_rows(gathered: &Gathered) -> Vec<Row> {
    let row = |person: &Person| {
        let mut cells = identity(person);
        let file = gathered.file_of(person.number);
        cells.push(gathered.clinician(file, &person.clinician));
        Row {
            number: person.number,
            cells,
        }
    };
    gathered.patients.items.iter().map(row).collect()
}

fn identity(person: &Person) -> Vec<String> {
    vec![
        person.mrn.clone(),
        person.last.clone(),
        person.first.clone(),
        person.whole.clone(),
        person.born.clone(),
        person.sex.clone(),
    ]
}

/// Dispenses, and the orders that have none in the files; an order and its dispense are one fill.
fn prescription_rows(
    gathered: &Gathered,
    broken: &mut Vec<Finding>,
    remarks: &mut Vec<Finding>,
    aside: &mut BTreeMap<&'static str, u64>,
) -> Vec<Row> {
    let mut rows = Vec::with_capacity(gathered.requests.items.len() + gathered.dispenses.len());
    let mut dispensed: HashSet<usize> = HashSet::new();
    let by_rx_number = by_rx_number(gathered);
    let mut without_order = (0, 0);
    for dispense in &gathered.dispenses {
        let file = gathered.file_of(dispense.supply.number);
        let orders = dispense.orders.iter();
        let mut places: Vec<usize> = orders
            .flat_map(|o| gathered.requests.places(file, &o.keys))
            .collect();
        if places.is_empty() {
            let same = by_rx_number.get(&rx_key(&dispense.supply));
            places.extend(same.into_iter().flatten());
        }
        if places.is_empty() && !gathered.requests.items.is_empty() && dispense.orders.is_empty() {
            without_order = (
                without_order.0 + 1,
                dispense.supply.number.max(without_order.1),
            );
        }
        let order = places
            .last()
            .and_then(|at| gathered.requests.items.get(*at));
        let order = order.map(|request| &request.0);
        if push_supply(
            gathered,
            &dispense.supply,
            order,
            &mut rows,
            broken,
            remarks,
        ) {
            dispensed.extend(places);
        }
    }
    if let (count @ 1.., last) = without_order {
        let reason = format!(
            "{} dispenses, this one the last, name no order, and orders are in these files too: where an order and its \
             dispense are both there, the fill is counted twice. Check it.",
            counted(count)
        );
        remarks.push(finding(last, "authorizingPrescription", "", reason));
    }
    for (place, request) in gathered.requests.items.iter().enumerate() {
        if dispensed.contains(&place) {
            *aside
                .entry("order that is counted by its dispenses")
                .or_default() += 1;
        } else {
            push_supply(gathered, &request.0, None, &mut rows, broken, remarks);
        }
    }
    rows.sort_by_key(|row| row.number);
    rows
}

type RxKey<'a> = (String, &'a str);

/// A prescription number of a patient; none without a number.
fn rx_key(supply: &Supply) -> Option<RxKey<'_>> {
    (!supply.rx_number.is_empty()).then(|| (supply.subject.key(), supply.rx_number.as_str()))
}

/// Orders by their prescription number, for dispenses that name their order so.
fn by_rx_number(gathered: &Gathered) -> HashMap<Option<RxKey<'_>>, Vec<usize>> {
    let mut places: HashMap<_, Vec<usize>> = HashMap::new();
    if !gathered.dispenses.is_empty() {
        for (place, request) in gathered.requests.items.iter().enumerate() {
            let key = rx_key(&request.0);
            if key.is_some() {
                places.entry(key).or_default().push(place);
            }
        }
    }
    places
}

/// Adds the row of an order or dispense, completed from the order it fills.
fn push_supply(
    gathered: &Gathered,
    supply: &Supply,
    order: Option<&Supply>,
    rows: &mut Vec<Row>,
    broken: &mut Vec<Finding>,
    remarks: &mut Vec<Finding>,
) -> bool {
    let number = supply.number;
    let file = gathered.file_of(number);
    let subject = supply.subject.resolved(gathered, file);
    let subject = subject.or_else(|why| match order {
        Some(order) => order.subject.resolved(gathered, file).map_err(|_| why),
        None => Err(why),
    });
    let person = match subject {
        Ok(person) => person,
        Err((value, why)) => {
            broken.push(finding(number, "subject", &value, why));
            return false;
        }
    };
    let medicine = supply.medicine.resolved(gathered, file);
    let medicine = medicine.or_else(|why| match order {
        Some(order) => order.medicine.resolved(gathered, file).map_err(|_| why),
        None => Err(why),
    });
    let (drug, code) = match medicine {
        Ok(found) => found,
        Err((column, value, why)) => {
            broken.push(finding(number, column, &value, why));
            return false;
        }
    };
    for (column, value, why) in &supply.remarks {
        remarks.push(finding(number, column, value, why.clone()));
    }
    let or_order = |own: &String, of_order: fn(&Supply) -> &String| match order {
        Some(order) if own.is_empty() => of_order(order).clone(),
        _ => own.clone(),
    };
    let prescriber = gathered.clinician(file, &supply.prescriber);
    let prescriber = match order {
        Some(order) if prescriber.is_empty() => gathered.clinician(file, &order.prescriber),
        _ => prescriber,
    };
    let mut cells = identity(person);
    cells.extend([
        supply.filled.clone(),
        or_order(&supply.written, |o| &o.written),
        drug,
        code,
        supply.quantity.clone(),
        supply.days.clone(),
        or_order(&supply.repeats, |o| &o.repeats),
        or_order(&supply.directions, |o| &o.directions),
        or_order(&supply.rx_number, |o| &o.rx_number),
        prescriber,
        supply.pharmacy.clone(),
        supply.status.clone(),
    ]);
    rows.push(Row { number, cells });
    true
}

fn event_rows(gathered: &Gathered, broken: &mut Vec<Finding>) -> Vec<Row> {
    let mut rows = Vec::new();
    for event in events::one_test_a_day(&gathered.events) {
        match event
            .subject
            .resolved(gathered, gathered.file_of(event.number))
        {
            Ok(person) => {
                let mut cells = identity(person);
                cells.extend([event.on.clone(), event.name.to_owned(), event.value.clone()]);
                rows.push(Row {
                    number: event.number,
                    cells,
                });
            }
            Err((value, why)) => broken.push(finding(event.number, "subject", &value, why)),
        }
    }
    rows
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
fn counted(number: u64) -> String {
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
                "is a server's report on an export that failed ({}), and holds no records",
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
