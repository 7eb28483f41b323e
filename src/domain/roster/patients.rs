//! Two records of one patient become one.

use std::collections::HashSet;

use super::merged::{Merge, Merged, counted};
use crate::domain::care_gap::GapWork;
use crate::domain::case_review::CaseReview;
use crate::domain::command::{Refusal, gone, refuse};
use crate::domain::departure::Handover;
use crate::domain::edit::{Change, Edit};
use crate::domain::event::{CareEvent, Decision, HandMed};
use crate::domain::fill::Fill;
use crate::domain::huddle::HuddleEntry;
use crate::domain::ids::{FillId, PatientId};
use crate::domain::patient::Patient;
use crate::domain::patient_fact::PatientFact;
use crate::domain::workbook::Workbook;

/// Works out what it means that `from` and `into` are one patient.
///
/// Everything of `from` goes to `into`, but what `into` has word for word already: that stays with
/// `from`, out of sight, so that no dose and no check counts twice. `from` itself stays in the
/// file and points to `into`; later imports find the way.
pub fn merge_patients(workbook: &Workbook, from: PatientId, into: PatientId) -> Merged {
    let (Some(gone_one), Some(stays)) = (workbook.patient(from), workbook.patient(into)) else {
        return gone("patient");
    };
    check(gone_one, stays)?;
    let mut merge = Merge {
        name: "Merge two records of a patient",
        edits: Vec::new(),
        sentences: Vec::new(),
    };
    patients(workbook, &mut merge, gone_one, stays);
    fills(workbook, &mut merge, from, into);
    events(workbook, &mut merge, from, into);
    entries(workbook, &mut merge, from, into);
    gap_works(workbook, &mut merge, from, into);
    huddles(workbook, &mut merge, from, into);
    handovers(workbook, &mut merge, from, into);
    merge.sentences.push(
        "Later imports that name the record that goes are given to the one that stays.".to_owned(),
    );
    Ok(merge)
}

fn check(from: &Patient, into: &Patient) -> Result<(), Refusal> {
    if from.id == into.id {
        return refuse("A patient cannot be merged with itself. Choose two records.");
    }
    if from.merged_into.is_some() || into.merged_into.is_some() {
        return refuse("One of the two records was merged before. Look at the list again.");
    }
    Ok(())
}

fn replace<T: Clone>(before: &T, change: impl Fn(&mut T)) -> Change<T> {
    let mut after = before.clone();
    change(&mut after);
    Change::replace(before.clone(), after)
}

/// The record that stays gets what it lacks; the other, and those merged into that one before,
/// point to it.
fn patients(workbook: &Workbook, merge: &mut Merge, from: &Patient, stays: &Patient) {
    let mut after = stays.clone();
    let mut filled = Vec::new();
    if after.mrn.is_none() && from.mrn.is_some() {
        after.mrn.clone_from(&from.mrn);
        filled.push("MRN");
    }
    for (own, other, name) in [
        (&mut after.last_name, &from.last_name, "family name"),
        (&mut after.first_name, &from.first_name, "given name"),
    ] {
        if own.is_empty() && !other.is_empty() {
            own.clone_from(other);
            filled.push(name);
        }
    }
    if after.born.is_none() && from.born.is_some() {
        after.born = from.born;
        filled.push("date of birth");
    }
    if after.sex.is_none() && from.sex.is_some() {
        after.sex = from.sex;
        filled.push("sex");
    }
    if after.clinician.is_none() && from.clinician.is_some() {
        after.clinician = from.clinician;
        filled.push("responsible clinician");
    }
    if !filled.is_empty() {
        let words = format!(
            "The record that stays gets what it lacks: {}.",
            filled.join(", ")
        );
        merge.sentences.push(words);
        let change = Change::replace(stays.clone(), after);
        merge.edits.push(Edit::Patient(change));
    }
    let into = stays.id;
    let pointing = workbook.patients.iter();
    for patient in pointing.filter(|p| p.id == from.id || p.merged_into == Some(from.id)) {
        let change = replace(patient, |p| p.merged_into = Some(into));
        merge.edits.push(Edit::Patient(change));
    }
}

fn fills(workbook: &Workbook, merge: &mut Merge, from: PatientId, into: PatientId) {
    let own = workbook.fills_of(into);
    let is_double = |fill: &Fill| {
        let start = own.partition_point(|f| f.filled < fill.filled);
        let of_day = own.iter().skip(start);
        let mut of_day = of_day.take_while(|f| f.filled == fill.filled);
        of_day.any(|other| is_same_fill(workbook, fill, other))
    };
    let (doubles, moved): (Vec<&Fill>, Vec<&Fill>) =
        workbook.fills_of(from).iter().partition(|f| is_double(f));
    let moved: Vec<FillId> = moved.into_iter().map(|f| f.id).collect();
    tell(merge, moved.len(), doubles.len(), ("fill", "fills"));
    if !moved.is_empty() {
        merge.edits.push(Edit::FillsMoved {
            from,
            to: into,
            fills: moved,
        });
    }
}

/// Whether two fills of one day are one that was exported under both records.
fn is_same_fill(workbook: &Workbook, a: &Fill, b: &Fill) -> bool {
    let medicine = |fill: &Fill| workbook.product(fill.product).map(|p| &p.medicine);
    let same_product = a.product == b.product
        || medicine(a)
            .filter(|m| m.is_relevant())
            .is_some_and(|m| medicine(b) == Some(m));
    same_product
        && a.rx_number == b.rx_number
        && a.refill == b.refill
        && a.quantity == b.quantity
        && a.days_supply == b.days_supply
}

fn events(workbook: &Workbook, merge: &mut Merge, from: PatientId, into: PatientId) {
    let key = |e: &CareEvent| (e.on, e.kind, e.value.trim().to_lowercase());
    let own: HashSet<_> = workbook.events_of(into).iter().map(key).collect();
    let (doubles, moved): (Vec<&CareEvent>, Vec<&CareEvent>) = workbook
        .events_of(from)
        .iter()
        .partition(|e| own.contains(&key(e)));
    tell(merge, moved.len(), doubles.len(), ("event", "events"));
    let moved = moved.into_iter();
    merge
        .edits
        .extend(moved.map(|e| Edit::Event(replace(e, |e| e.patient = into))));
}

/// Verdicts, MED entered by hand, facts and reviews: each says something of its own day.
fn entries(workbook: &Workbook, merge: &mut Merge, from: PatientId, into: PatientId) {
    let decisions = workbook.decisions_of(from).iter();
    let change = |d: &Decision| Edit::Decision(replace(d, |d| d.patient = into));
    let decisions: Vec<Edit> = decisions.map(change).collect();
    let meds = workbook.hand_meds_of(from).iter();
    let change = |m: &HandMed| Edit::HandMed(replace(m, |m| m.patient = into));
    let meds: Vec<Edit> = meds.map(change).collect();
    let facts = workbook.facts_of(from).iter();
    let change = |f: &PatientFact| Edit::PatientFact(Box::new(replace(f, |f| f.patient = into)));
    let facts: Vec<Edit> = facts.map(change).collect();
    let reviews = workbook.case_reviews_of(from).iter();
    let change = |r: &CaseReview| Edit::CaseReview(Box::new(replace(r, |r| r.patient = into)));
    let reviews: Vec<Edit> = reviews.map(change).collect();
    for (edits, words) in [
        (decisions, ("decision about LtOT", "decisions about LtOT")),
        (meds, ("MED entered by hand", "MEDs entered by hand")),
        (
            facts,
            (
                "status, flag or other fact",
                "statuses, flags and other facts",
            ),
        ),
        (reviews, ("team review", "team reviews")),
    ] {
        tell(merge, edits.len(), 0, words);
        merge.edits.extend(edits);
    }
}

/// One a patient and rule: the newer word holds, written into the one that stays, and what it says
/// nothing of comes from the older.
fn gap_works(workbook: &Workbook, merge: &mut Merge, from: PatientId, into: PatientId) {
    let own = workbook.gap_works.iter().filter(|g| g.patient == from);
    let (mut moved, mut kept) = (0, 0);
    for work in own {
        let change = match workbook.gap_work(into, work.rule) {
            None => replace(work, |w| w.patient = into),
            Some(other) if work.on > other.on => Change::replace(
                other.clone(),
                GapWork {
                    id: other.id,
                    patient: into,
                    ..filled(work, other)
                },
            ),
            Some(other) if filled(other, work) != *other => {
                Change::replace(other.clone(), filled(other, work))
            }
            Some(_) => {
                kept += 1;
                continue;
            }
        };
        moved += 1;
        merge.edits.push(Edit::GapWork(Box::new(change)));
    }
    tell(
        merge,
        moved,
        0,
        ("word on a care gap", "words on care gaps"),
    );
    if kept > 0 {
        let words = counted(kept, "older word", "older words");
        let verb = if kept == 1 { "gives" } else { "give" };
        merge.sentences.push(format!(
            "{words} on care gaps {verb} way to the newer of the record that stays."
        ));
    }
}

/// A word with what it says nothing of taken from an older one.
fn filled(newer: &GapWork, older: &GapWork) -> GapWork {
    let mut after = newer.clone();
    if after.assigned_to.is_empty() {
        after.assigned_to.clone_from(&older.assigned_to);
    }
    if after.closed_on.is_none() && after.snoozed_until.is_none() {
        after.closed_on = older.closed_on;
        after.snoozed_until = older.snoozed_until;
        after.reason = joined(&newer.reason, &older.reason, "; ");
    }
    after
}

/// One a day and patient: the texts of both stand together.
fn huddles(workbook: &Workbook, merge: &mut Merge, from: PatientId, into: PatientId) {
    let own = workbook.huddle_entries.iter().filter(|h| h.patient == from);
    let mut moved = 0;
    for entry in own {
        let change = match workbook.huddle_entry(entry.day, into) {
            None => replace(entry, |h| h.patient = into),
            Some(other) => Change::replace(other.clone(), both(other, entry)),
        };
        moved += 1;
        merge.edits.push(Edit::HuddleEntry(Box::new(change)));
    }
    tell(merge, moved, 0, ("huddle entry", "huddle entries"));
}

fn both(stays: &HuddleEntry, from: &HuddleEntry) -> HuddleEntry {
    HuddleEntry {
        who: joined(&stays.who, &from.who, ", "),
        note: joined(&stays.note, &from.note, "; "),
        talk: joined(&stays.talk, &from.talk, "; "),
        // What is still to be done of the one is not ticked off by the other.
        done_on: stays.done_on.zip(from.done_on).map(|(a, b)| a.max(b)),
        ..stays.clone()
    }
}

fn joined(own: &str, other: &str, between: &str) -> String {
    match (own.is_empty(), other.is_empty() || own == other) {
        (true, _) => other.to_owned(),
        (false, true) => own.to_owned(),
        (false, false) => format!("{own}{between}{other}"),
    }
}

/// One a case and patient: that of the record that stays is completed.
fn handovers(workbook: &Workbook, merge: &mut Merge, from: PatientId, into: PatientId) {
    let own = workbook.handovers.iter().filter(|h| h.patient == from);
    let mut moved = 0;
    for handover in own {
        let mut others = workbook.handovers_of(handover.departure).iter();
        let change = match others.find(|h| h.patient == into) {
            None => replace(handover, |h| h.patient = into),
            Some(other) => Change::replace(other.clone(), completed(other, handover)),
        };
        moved += 1;
        merge.edits.push(Edit::Handover(Box::new(change)));
    }
    tell(merge, moved, 0, ("handover", "handovers"));
}

fn completed(stays: &Handover, from: &Handover) -> Handover {
    let mut after = Handover {
        note: joined(&stays.note, &from.note, "; "),
        wish: joined(&stays.wish, &from.wish, "; "),
        first_visit: joined(&stays.first_visit, &from.first_visit, "; "),
        talk_on: stays.talk_on.or(from.talk_on),
        ..stays.clone()
    };
    if stays.proposed_to.is_none() {
        after.proposed_to = from.proposed_to;
    }
    if after.proposed_to == from.proposed_to {
        after.accepted_on = stays.accepted_on.or(from.accepted_on);
        after.moved_on = stays.moved_on.or(from.moved_on);
    }
    after
}

/// "12 fills move; 2 stay because they are there already."
fn tell(merge: &mut Merge, moved: usize, doubles: usize, (one, many): (&str, &str)) {
    if moved > 0 {
        let verb = if moved == 1 { "moves" } else { "move" };
        let words = counted(moved, one, many);
        merge.sentences.push(format!("{words} {verb}."));
    }
    if doubles > 0 {
        let verb = if doubles == 1 { "is" } else { "are" };
        let words = counted(doubles, one, many);
        merge.sentences.push(format!(
            "{words} {verb} there under both and will count once."
        ));
    }
}
