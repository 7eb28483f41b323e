//! Rows of a patient list to patients and their responsible clinicians.

use super::cells::Row;
use super::error::ImportError;
use super::field::Field;
use super::people::Name;
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
