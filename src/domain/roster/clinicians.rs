//! Two spellings of one clinician become one.

use super::merged::{Merge, Merged, counted};
use crate::domain::command::{Refusal, gone, refuse};
use crate::domain::departure::{Departure, Handover};
use crate::domain::edit::{Change, Edit};
use crate::domain::ids::ClinicianId;
use crate::domain::patient::{Clinician, Patient};
use crate::domain::workbook::Workbook;

/// Works out what it means that `from` is another spelling of `into`. Prescriptions keep the
/// spelling they came with and are shown under `into`.
pub fn merge_clinicians(workbook: &Workbook, from: ClinicianId, into: ClinicianId) -> Merged {
    let (Some(gone_one), Some(stays)) = (workbook.clinician(from), workbook.clinician(into)) else {
        return gone("clinician");
    };
    check(workbook, gone_one, stays)?;
    let mut merge = Merge {
        name: "Merge two spellings of a clinician",
        edits: Vec::new(),
        sentences: Vec::new(),
    };
    let (after, filled) = completed(stays, gone_one);
    if !filled.is_empty() {
        merge.sentences.push(format!(
            "{} of {} is taken over, where {} has nothing.",
            filled.join(", "),
            gone_one.name,
            stays.name
        ));
        let change = Change::replace(stays.clone(), after);
        merge.edits.push(Edit::Clinician(change));
    }
    point_to(workbook, &mut merge, gone_one, into);
    move_patients(workbook, &mut merge, from, stays);
    move_cases(workbook, &mut merge, from, stays);
    let fills = workbook.fills.iter();
    let fills = fills.filter(|f| f.prescriber == Some(from)).count();
    if fills > 0 {
        merge.sentences.push(format!(
            "{} written under {} will be shown under {}.",
            counted(fills, "prescription", "prescriptions"),
            gone_one.name,
            stays.name
        ));
    }
    merge.sentences.push(format!(
        "Later imports that say {} mean {}.",
        gone_one.name, stays.name
    ));
    Ok(merge)
}

fn check(workbook: &Workbook, from: &Clinician, into: &Clinician) -> Result<(), Refusal> {
    if from.id == into.id {
        return refuse("A clinician cannot be merged with itself. Choose two.");
    }
    if from.same_as.is_some() {
        return refuse(format!(
            "{} is another spelling of a clinician already. Take it apart first.",
            from.name
        ));
    }
    if let Some(main) = into.same_as.and_then(|id| workbook.clinician(id)) {
        return refuse(format!(
            "{} is itself another spelling of {}. Merge with that one.",
            into.name, main.name
        ));
    }
    let open = |id| {
        let mut cases = workbook.departures.iter();
        cases.any(|d| d.clinician == id && d.closed_on.is_none())
    };
    if open(from.id) && open(into.id) {
        return refuse("Both have an open case of leaving. Close or remove one of the two first.");
    }
    let leaving = |h: &&Handover| {
        let mut cases = workbook.departures.iter();
        let case = cases.find(|d| d.id == h.departure).map(|d| d.clinician);
        let pair = (case, h.proposed_to);
        h.moved_on.is_none()
            && (pair == (Some(from.id), Some(into.id)) || pair == (Some(into.id), Some(from.id)))
    };
    if workbook.handovers.iter().any(|h| leaving(&h)) {
        return refuse(format!(
            "A patient is to go from one of the two to the other because {} leaves. Propose \
             somebody else for that patient first.",
            from.name
        ));
    }
    Ok(())
}

/// The one who stays with what only the other entry says, and what that is.
fn completed(stays: &Clinician, from: &Clinician) -> (Clinician, Vec<&'static str>) {
    let mut after = stays.clone();
    let mut filled = Vec::new();
    let texts = [
        ("team", &mut after.team, &from.team),
        ("paired MA", &mut after.paired_ma, &from.paired_ma),
        ("delegate", &mut after.delegate, &from.delegate),
        ("note", &mut after.note, &from.note),
    ];
    for (name, own, other) in texts {
        if own.is_empty() && !other.is_empty() {
            own.clone_from(other);
            filled.push(name);
        }
    }
    fill(
        &mut after.pdmp_registered_on,
        from.pdmp_registered_on,
        "PDMP registration",
        &mut filled,
    );
    fill(&mut after.comfort, from.comfort, "comfort", &mut filled);
    let treats = from.treats_oud;
    fill(&mut after.treats_oud, treats, "treats OUD", &mut filled);
    fill(
        &mut after.leaves_on,
        from.leaves_on,
        "leaving date",
        &mut filled,
    );
    if let Some(first) = filled.first_mut() {
        *first = capital(first);
    }
    (after, filled)
}

fn fill<T: Copy>(
    own: &mut Option<T>,
    other: Option<T>,
    name: &'static str,
    filled: &mut Vec<&'static str>,
) {
    if own.is_none() && other.is_some() {
        *own = other;
        filled.push(name);
    }
}

/// The same words at the beginning of a sentence.
fn capital(words: &'static str) -> &'static str {
    match words {
        "team" => "Team",
        "paired MA" => "Paired MA",
        "delegate" => "Delegate",
        "note" => "Note",
        "comfort" => "Comfort",
        "treats OUD" => "Treats OUD",
        "leaving date" => "Leaving date",
        other => other,
    }
}

/// `from` and its own other spellings become spellings of `into`.
fn point_to(workbook: &Workbook, merge: &mut Merge, from: &Clinician, into: ClinicianId) {
    let spellings = workbook.clinicians.iter();
    for spelling in spellings.filter(|c| c.id == from.id || c.same_as == Some(from.id)) {
        let after = Clinician {
            same_as: Some(into),
            ..spelling.clone()
        };
        let change = Change::replace(spelling.clone(), after);
        merge.edits.push(Edit::Clinician(change));
    }
}

fn move_patients(workbook: &Workbook, merge: &mut Merge, from: ClinicianId, stays: &Clinician) {
    let mut moved = 0;
    let own = workbook.patients.iter();
    for patient in own.filter(|p| p.clinician == Some(from)) {
        let after = Patient {
            clinician: Some(stays.id),
            ..patient.clone()
        };
        merge
            .edits
            .push(Edit::Patient(Change::replace(patient.clone(), after)));
        moved += usize::from(patient.merged_into.is_none());
    }
    merge.sentences.push(match moved {
        0 => "No patient changes the responsible clinician.".to_owned(),
        1 => format!("1 patient gets {} as responsible clinician.", stays.name),
        many => format!(
            "{many} patients get {} as responsible clinician.",
            stays.name
        ),
    });
}

/// Cases of leaving and proposals that name `from` name the one who stays.
fn move_cases(workbook: &Workbook, merge: &mut Merge, from: ClinicianId, stays: &Clinician) {
    let mut count = 0;
    let cases = workbook.departures.iter();
    for case in cases.filter(|d| d.clinician == from) {
        let after = Departure {
            clinician: stays.id,
            ..case.clone()
        };
        let change = Change::replace(case.clone(), after);
        merge.edits.push(Edit::Departure(Box::new(change)));
        count += 1;
    }
    let handovers = workbook.handovers.iter();
    for handover in handovers.filter(|h| h.proposed_to == Some(from)) {
        let after = Handover {
            proposed_to: Some(stays.id),
            ..handover.clone()
        };
        let change = Change::replace(handover.clone(), after);
        merge.edits.push(Edit::Handover(Box::new(change)));
        count += 1;
    }
    if count > 0 {
        merge.sentences.push(format!(
            "{} of clinicians who leave will name {}.",
            counted(count, "entry", "entries"),
            stays.name
        ));
    }
}
