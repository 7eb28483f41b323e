//! Rows of a patient list to patients and their responsible clinicians.

use std::collections::HashSet;

use super::care_columns::CareColumns;
use super::cells::Row;
use super::error::ImportError;
use super::event_merge::{Brought, Merge};
use super::field::Field;
use super::finding::Finding;
use super::people::Name;
use super::preview::{Work, told};
use crate::domain::patient::Patient;

/// How a row ended for the patient's own facts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    New,
    Changed,
    Unchanged,
}

/// Most columns that are named one by one.
const NAMED_COLUMNS: usize = 12;

/// Reads every row: the patient, and the care that its columns hold.
pub(super) fn read(
    work: &mut Work,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(), ImportError> {
    let table = work.reading.table;
    tell_of_columns_not_read(work);
    let care = CareColumns::of(work.reading.mapping);
    let (mut merge, mut endings) = (Merge::default(), Vec::with_capacity(table.len()));
    for (index, row) in table.rows().enumerate() {
        told(index, table.len(), progress)?;
        if let Some((slot, ending)) = read_row(work, &row) {
            care.read(work, &row, slot, &mut merge);
            endings.push((row.line(), ending));
        }
    }
    // A row that brought an event changed the file even where the patient is as before.
    let brought: HashSet<u32> = merge
        .compare(work)
        .into_iter()
        .filter(|(_, brought)| *brought != Brought::Nothing)
        .map(|(line, _)| line)
        .collect();
    for (line, ending) in endings {
        match ending {
            Ending::New => work.counts.new += 1,
            Ending::Changed => work.counts.changed += 1,
            Ending::Unchanged if brought.contains(&line) => work.counts.changed += 1,
            Ending::Unchanged => work.counts.unchanged += 1,
        }
    }
    Ok(())
}

/// Says which columns hold something that a list of patients has no place for.
fn tell_of_columns_not_read(work: &mut Work) {
    let (table, mapping) = (work.reading.table, work.reading.mapping);
    let line = table.header_line;
    if let Some(name) = mapping.column(Field::Mme).and_then(|c| table.header.get(c)) {
        let reason = format!(
            "Column “{name}” was not read: doses are worked out from prescriptions. A dose from elsewhere is entered at the patient."
        );
        work.reading.warnings.push(Finding::row(line, reason));
    }
    let is_filled = |column: usize| table.rows().any(|row| !row.cell(column).is_empty());
    let mut names = table
        .header
        .iter()
        .zip(&mapping.columns)
        .enumerate()
        .filter(|(at, (name, column))| column.field.is_none() && !name.is_empty() && is_filled(*at))
        .map(|(_, (name, _))| name.as_str());
    let mut listed: Vec<String> = names
        .by_ref()
        .take(NAMED_COLUMNS)
        .map(|name| format!("“{name}”"))
        .collect();
    let more = names.count();
    if more > 0 {
        listed.push(format!("{more} more"));
    }
    if !listed.is_empty() {
        let reason = format!(
            "Columns that a list of patients has no place for were not read: {}.",
            listed.join(", ")
        );
        work.reading.warnings.push(Finding::row(line, reason));
    }
}

/// The patient's slot, and what the row was to the patient.
fn read_row<'a>(work: &mut Work<'a>, row: &Row<'a>) -> Option<(usize, Ending)> {
    if !work.reading.has_right_width(row) {
        return None;
    }
    let whose = work.reading.whose(row, true)?;
    let is_first = !work.used.get(whose.slot).copied().unwrap_or(false);
    work.mark_used(whose.slot);
    let slot = work.reading.register.slot(whose.slot)?;
    let is_new = slot.before.is_none() && is_first;
    // A known patient completed while finding it differs from what the clinic file has.
    let before =
        if is_first { slot.before.clone() } else { None }.unwrap_or_else(|| slot.patient.clone());
    let mut after = slot.patient.clone();
    let clinician = work.reading.text(row, Field::Clinician);
    let named = work.clinicians.find(&clinician);
    let variant = work.reading.variants.get(whose.variant);
    if variant.is_some_and(|v| v.is_by_merged_record) {
        // A person has chosen what stands when two records were merged.
        after.clinician = after.clinician.or(named);
    } else {
        take_name(&mut after, variant.map(|v| &v.name));
        after.clinician = named.or(after.clinician);
    }
    let ending = if is_new {
        Ending::New
    } else if after == before {
        Ending::Unchanged
    } else {
        Ending::Changed
    };
    if let Some(patient) = work.reading.register.patient_mut(whose.slot) {
        *patient = after;
    }
    Some((whose.slot, ending))
}

/// A patient list is the newest word on a name.
fn take_name(patient: &mut Patient, name: Option<&Name>) {
    let own = Name::of(patient);
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

#[cfg(test)]
mod tests {
    use crate::domain::workbook::Workbook;
    use crate::import::testing::{ends, run};

    const LIST: &str = "mrn,last_name,first_name,dob,sex,pcp\n\
                        00000042,Anaya,Sheila,1993-05-13,F,\"Doyle, Kevin PA-C\"\n\
                        10007961,Arroyo,Alonzo,1943-10-19,M,\"Doyle, Kevin PA-C\"\n";

    #[test]
    fn a_patient_list_makes_patients_with_their_clinician() {
        let mut workbook = Workbook::default();
        assert_eq!(ends(&run(&mut workbook, LIST)), [2, 0, 0, 0, 0]);
        assert_eq!(workbook.clinicians.len(), 1);
        assert_eq!(
            workbook.patients[0].clinician,
            Some(workbook.clinicians[0].id)
        );
        assert_eq!(ends(&run(&mut workbook, LIST)), [0, 0, 2, 0, 0]);
    }

    #[test]
    fn another_clinician_or_name_changes_the_patient() {
        let mut workbook = Workbook::default();
        run(&mut workbook, LIST);
        let moved = LIST.replacen("Doyle, Kevin PA-C", "Bhatt, Ravi MD", 1);
        assert_eq!(ends(&run(&mut workbook, &moved)), [0, 1, 1, 0, 0]);
        let married = moved.replace("Anaya", "Anaya-Lopez");
        assert_eq!(ends(&run(&mut workbook, &married)), [0, 1, 1, 0, 0]);
        assert_eq!(workbook.patients[0].last_name, "Anaya-Lopez");
    }

    #[test]
    fn a_patient_known_by_name_and_birth_gets_the_record_number() {
        let mut workbook = Workbook::default();
        let pdmp = "Patient First Name,Patient Last Name,Patient DOB,Date Filled,Drug Name\nSHEILA,ANAYA,05/13/1993,10/01/2023,Norco\n";
        run(&mut workbook, pdmp);
        assert_eq!(ends(&run(&mut workbook, LIST)), [1, 1, 0, 0, 0]);
        assert_eq!(workbook.patients[0].mrn.as_deref(), Some("00000042"));
        assert_eq!(workbook.patients.len(), 2);
    }

    /// Two records of one patient, each with a clinician under another spelling, and their fills.
    const TWICE: &str = "mrn,last_name,first_name,dob,sex,pcp\n\
                         0042,Anaya,Sheila,1993-05-13,F,\"Doyle, Kevin PA-C\"\n\
                         7,Anaya,Sheila M,1993-05-31,F,\"Doyle, K\"\n";
    const FILLS: &str = "mrn,last,first,dob,rx number,date filled,drug,qty,days\n\
                         0042,Anaya,Sheila,1993-05-13,1,2026-08-03,Oxycodone 10 MG,90,30\n\
                         7,Anaya,Sheila M,1993-05-31,1,2026-08-03,Oxycodone 10 MG,90,30\n\
                         7,Anaya,Sheila M,1993-05-31,2,2026-09-03,Oxycodone 10 MG,90,30\n";
    const PDMP: &str = "Patient First Name,Patient Last Name,Patient DOB,Date Filled,Drug Name\n\
                        SHEILA M,ANAYA,05/31/1993,10/01/2023,Norco\n";

    fn merged() -> Workbook {
        use crate::domain::command::Command;
        use crate::domain::ids::{ClinicianId, PatientId};
        use crate::domain::roster::RosterCommand;
        let mut workbook = Workbook::default();
        run(&mut workbook, TWICE);
        assert_eq!(ends(&run(&mut workbook, FILLS)), [3, 0, 0, 0, 0]);
        let (from, into) = (PatientId(2), PatientId(1));
        let (one, other) = (ClinicianId(1), ClinicianId(2));
        for command in [
            RosterCommand::MergePatients { from, into },
            RosterCommand::MergeClinicians {
                from: other,
                into: one,
            },
        ] {
            let today = crate::import::testing::day("2026-10-12");
            let set = Command::Roster(command).edits(&workbook, "MK", today);
            let set = set.unwrap();
            set.edits.iter().for_each(|edit| workbook.apply(edit));
        }
        workbook
    }

    #[test]
    fn importing_the_same_files_after_a_merge_changes_nothing() {
        let mut workbook = merged();
        let before = workbook.clone();
        for text in [TWICE, FILLS] {
            let found = run(&mut workbook, text);
            assert!(found.batch.is_empty(), "{:?}", found.batch);
            assert_eq!(found.counts.new + found.counts.changed, 0);
            assert_eq!(found.batch.clinicians, []);
        }
        assert_eq!(workbook.patients, before.patients);
        assert_eq!(workbook.fills, before.fills);
    }

    #[test]
    fn rows_of_a_merged_record_land_on_the_patient_who_stays() {
        let mut workbook = merged();
        let later = "mrn,last,first,dob,rx number,date filled,drug,qty,days,prescriber\n\
                     7,Anaya,Sheila M,1993-05-31,3,2026-10-03,Oxycodone 10 MG,90,30,\"Doyle, K\"\n";
        assert_eq!(ends(&run(&mut workbook, later)), [1, 0, 0, 0, 0]);
        assert_eq!(ends(&run(&mut workbook, PDMP)), [1, 0, 0, 0, 0]);
        let stays = workbook.patients[0].id;
        assert_eq!(workbook.patients.len(), 2);
        assert_eq!(workbook.fills_of(stays).len(), 4);
        let newest = workbook.fills_of(stays).last().unwrap();
        assert_eq!(newest.prescriber, Some(workbook.clinicians[0].id));
        let new_list = TWICE.replace("Doyle, K\"", "Bhatt, Ravi MD\"");
        run(&mut workbook, &new_list);
        assert_eq!(workbook.patients[0].first_name, "Sheila");
        assert_eq!(
            workbook.patients[0].clinician,
            Some(workbook.clinicians[0].id)
        );
    }
}
