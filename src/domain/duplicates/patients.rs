//! Patients whose names, dates of birth or numbers can be one person's.

use std::collections::HashMap;
use std::hash::Hash;

use super::{Found, Likeness, PairKind, PatientPair, is_one_slip};
use crate::domain::ids::PatientId;
use crate::domain::patient::Patient;
use crate::domain::person_name::{Name, is_slip, key};
use crate::domain::workbook::Workbook;

/// Groups of more patients than this say nothing: a day that stands for "date of birth unknown",
/// a name that stands for "no name". They would take long, too.
const LARGEST_GROUP: usize = 60;

struct Known<'a> {
    patient: &'a Patient,
    name: Name,
    /// Family and given names, comparable.
    whole: String,
}

/// Listed patients that may be one, the surest first.
pub fn patients(workbook: &Workbook) -> Vec<PatientPair> {
    let known: Vec<Known<'_>> = workbook.listed_patients().map(Known::of).collect();
    let mut found = Found::besides(workbook, PairKind::Patients, PatientId);
    in_groups(&known, Known::name_key, |a, b| same_name(&mut found, a, b));
    in_groups(&known, Known::number, |a, b| same_number(&mut found, a, b));
    in_groups(
        &known,
        |k| k.patient.born,
        |a, b| same_birth(&mut found, a, b),
    );
    found.sorted()
}

impl<'a> Known<'a> {
    fn of(patient: &'a Patient) -> Self {
        let name = Name::of(patient);
        let whole = format!("{}|{}", key(&name.last), key(&name.first));
        Self {
            patient,
            name,
            whole,
        }
    }

    fn name_key(&self) -> Option<String> {
        self.name.is_whole().then(|| self.name.match_key())
    }

    /// The record number without leading zeros.
    fn number(&self) -> Option<String> {
        let mrn = self.patient.mrn.as_deref()?.trim_start_matches('0');
        (!mrn.is_empty()).then(|| mrn.to_uppercase())
    }

    fn births(&self, other: &Self) -> Option<(chrono::NaiveDate, chrono::NaiveDate)> {
        self.patient.born.zip(other.patient.born)
    }

    fn agrees(&self, other: &Self) -> bool {
        self.name.agrees_with(&other.name) || other.name.agrees_with(&self.name)
    }
}

fn same_name(found: &mut Found<PatientId>, a: &Known<'_>, b: &Known<'_>) {
    let (one, other) = (a.patient.id, b.patient.id);
    if !a.agrees(b) {
        return;
    }
    match a.births(b) {
        Some((x, y)) if x == y => {
            let reason = if a.patient.mrn.is_some() && b.patient.mrn.is_some() {
                "Same name and date of birth under two MRNs."
            } else {
                "Same name and date of birth; not both have an MRN."
            };
            found.add(one, other, Likeness::Sure, reason);
        }
        Some((x, y)) if is_slip(x, y) => {
            let reason =
                "Same name; the dates of birth differ by one digit, or day and month are swapped.";
            found.add(one, other, Likeness::Possible, reason);
        }
        // Two numbers and no date of birth: most namesakes of a clinic are two people.
        None if a.patient.mrn.is_some() && b.patient.mrn.is_some() => {}
        None => {
            let reason = "Same name; a date of birth is missing.";
            found.add(one, other, Likeness::Possible, reason);
        }
        Some(_) => {}
    }
}

/// Numbers that are equal but for leading zeros.
fn same_number(found: &mut Found<PatientId>, a: &Known<'_>, b: &Known<'_>) {
    let same_birth = a.births(b).map(|(x, y)| x == y);
    let same_name = a.name.resembles(&b.name);
    let likeness = match (same_name, same_birth) {
        (true, Some(true)) => Likeness::Sure,
        (false, Some(false)) => return,
        _ => Likeness::Possible,
    };
    let reason = "The MRNs differ only by leading zeros or capitals.";
    found.add(a.patient.id, b.patient.id, likeness, reason);
}

fn same_birth(found: &mut Found<PatientId>, a: &Known<'_>, b: &Known<'_>) {
    if a.whole != b.whole && is_one_slip(&a.whole, &b.whole) {
        let reason = "Same date of birth; the names differ by one letter.";
        found.add(a.patient.id, b.patient.id, Likeness::Possible, reason);
    }
}

/// Compares the patients that have the same of something, each with each.
fn in_groups<'a, K: Eq + Hash>(
    known: &'a [Known<'a>],
    of: impl Fn(&Known<'a>) -> Option<K>,
    mut compare: impl FnMut(&Known<'a>, &Known<'a>),
) {
    let mut groups: HashMap<K, Vec<&Known<'a>>> = HashMap::new();
    for one in known {
        if let Some(key) = of(one) {
            groups.entry(key).or_default().push(one);
        }
    }
    for group in groups.values().filter(|g| g.len() <= LARGEST_GROUP) {
        for (at, a) in group.iter().enumerate() {
            for b in group.iter().skip(at + 1) {
                compare(a, b);
            }
        }
    }
}
