//! What the files held → rows, each with the facts of its patient.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::gather::Gathered;
use super::patients::Person;
use super::prescriptions::Supply;
use super::tables::counted;
use super::{events, finding};
use crate::import::finding::Finding;

/// One row before it is put into cells.
pub(super) struct Row {
    /// Line or entry.
    pub number: u32,
    /// One cell for each column of the layout.
    pub cells: Vec<String>,
}

/// The patients.
pub(super) fn patient_rows(gathered: &Gathered) -> Vec<Row> {
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
pub(super) fn prescription_rows(
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
        // A dispense without a day is kept out, and its order stands.
        let is_dated = !dispense.supply.filled.is_empty();
        let supply = &dispense.supply;
        if push_supply(gathered, supply, order, &mut rows, broken, remarks) && is_dated {
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

/// The care events.
pub(super) fn event_rows(gathered: &Gathered, broken: &mut Vec<Finding>) -> Vec<Row> {
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
