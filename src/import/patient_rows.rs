//! Rows of a patient list to patients and their responsible clinicians.

use super::cells::Row;
use super::error::ImportError;
use super::field::Field;
use super::people::{self, Name};
use super::preview::{Work, told};
use crate::domain::patient::Patient;

/// Reads every row.
pub(super) fn read(
    work: &mut Work,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(), ImportError> {
    let table = work.reading.table;
    for (index, row) in table.rows().enumerate() {
        told(index, table.len(), progress)?;
        read_row(work, &row);
    }
    Ok(())
}

fn read_row<'a>(work: &mut Work<'a>, row: &Row<'a>) {
    if !work.reading.has_right_width(row) {
        return;
    }
    let Some(whose) = work.reading.whose(row, true) else {
        return;
    };
    let is_first = !work.used.get(whose.slot).copied().unwrap_or(false);
    work.mark_used(whose.slot);
    let Some(slot) = work.reading.register.slot(whose.slot) else {
        return;
    };
    let is_new = slot.before.is_none() && is_first;
    // A known patient completed while finding it differs from what the clinic file has.
    let before =
        if is_first { slot.before.clone() } else { None }.unwrap_or_else(|| slot.patient.clone());
    let mut after = slot.patient.clone();
    take_name(
        &mut after,
        work.reading.variants.get(whose.variant).map(|v| &v.name),
    );
    let clinician = work.reading.text(row, Field::Clinician);
    if !people::says_nothing(&clinician) {
        after.clinician = work.clinicians.find(&clinician).or(after.clinician);
    }
    if is_new {
        work.counts.new += 1;
    } else if after == before {
        work.counts.unchanged += 1;
    } else {
        work.counts.changed += 1;
    }
    if let Some(patient) = work.reading.register.patient_mut(whose.slot) {
        *patient = after;
    }
}

/// A patient list is the newest word on a name.
fn take_name(patient: &mut Patient, name: Option<&Name>) {
    let own = Name {
        last: patient.last_name.clone(),
        first: patient.first_name.clone(),
    };
    let Some(name) = name.filter(|n| n.is_whole()) else {
        return;
    };
    let next = if own.agrees_with(name) {
        own.in_better_case(name)
    } else {
        Some(name.clone())
    };
    if let Some(next) = next {
        (patient.last_name, patient.first_name) = (next.last, next.first);
    }
}
