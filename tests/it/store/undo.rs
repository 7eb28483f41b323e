//! Undo and redo bring back exactly what was there.

use sixblocks::domain::care_gap::{GapRule, GapWork};
use sixblocks::domain::case_review::CaseReview;
use sixblocks::domain::chart_review::ChartReview;
use sixblocks::domain::clinic::{Approach, Clinic, Goal, Settings};
use sixblocks::domain::data_plan::{DataElement, DataPriority};
use sixblocks::domain::departure::{Departure, Handover};
use sixblocks::domain::duplicates::{DistinctPair, PairKind};
use sixblocks::domain::edit::{Change, Edit, EditSet};
use sixblocks::domain::event::{CareEvent, Decision, EventKind, HandMed, Verdict};
use sixblocks::domain::huddle::HuddleEntry;
use sixblocks::domain::ids::{
    CaseReviewId, ChartReviewId, ClinicianId, DataElementId, DepartureId, DistinctPairId,
    GapWorkId, GoalId, HandoverId, HuddleEntryId, ImportId, PatientFactId, PatientId, SavedViewId,
};
use sixblocks::domain::import_batch::ImportKind;
use sixblocks::domain::measure::Measure;
use sixblocks::domain::patient::{Clinician, Patient};
use sixblocks::domain::patient_fact::{FactKind, PatientFact};
use sixblocks::domain::saved_view::SavedView;
use sixblocks::domain::workbook::{SavedLayout, Workbook};
use sixblocks::store::{Store, StoreError};

use super::{Dice, NOW, assert_same, batch, day, import, sample, who};

fn set(edits: Vec<Edit>) -> EditSet {
    EditSet {
        name: "Change".to_owned(),
        edits,
    }
}

fn undone(import: i64, undone: bool) -> EditSet {
    set(vec![Edit::ImportUndone {
        import: ImportId(import),
        undone,
    }])
}

fn apply(store: &mut Store, set: &EditSet, act: &str) -> Result<(), StoreError> {
    store.apply(set, act, &who(), NOW).map(|_| ())
}

#[test]
fn what_is_written_is_read_back_to_the_letter() {
    let sample = sample();
    let mut store = sample.open();
    let rows = batch(&store.load().unwrap(), 60, 12);
    import(&mut store, &rows);
    drop(store);
    let workbook = sample.open().load().unwrap();
    assert_eq!(workbook.patients, rows.patients);
    assert_eq!(workbook.clinicians, rows.clinicians);
    assert_eq!(workbook.products, rows.products);
    assert_eq!(workbook.imports, [rows.record]);
    let mut fills = rows.fills;
    fills.sort_by_key(|f| (f.patient, f.filled, f.id));
    assert_eq!(workbook.fills, fills);
    let mut events = rows.events;
    events.sort_by_key(|e| (e.patient, e.on, e.id));
    assert_eq!(workbook.events, events);
    assert_eq!(workbook.clinic.approach, Approach::FastTrack);
    assert_eq!((workbook.next.fill, workbook.next.import), (721, 2));
}

#[test]
fn an_import_is_undone_and_redone_to_the_same_content() {
    let sample = sample();
    let mut store = sample.open();
    let first = batch(&store.load().unwrap(), 50, 10);
    import(&mut store, &first);
    let (before, loaded_before) = (store.digest().unwrap(), store.load().unwrap());
    let second = batch(&loaded_before, 20, 10);
    assert!(!second.changed_fills.is_empty() && !second.changed_patients.is_empty());
    import(&mut store, &second);
    let (after, loaded_after) = (store.digest().unwrap(), store.load().unwrap());
    assert_ne!(before, after);
    for _ in 0..3 {
        apply(&mut store, &undone(2, true), "undo").unwrap();
        assert_eq!(store.digest().unwrap(), before);
        let loaded = store.load().unwrap();
        assert_eq!(
            (&loaded.fills, &loaded.patients),
            (&loaded_before.fills, &loaded_before.patients)
        );
        assert_eq!(loaded.next, loaded_after.next, "numbers are not used again");
        drop(store);
        store = sample.open();
        apply(&mut store, &undone(2, false), "redo").unwrap();
        assert_eq!(store.digest().unwrap(), after);
        assert_eq!(store.load().unwrap().events, loaded_after.events);
    }
    apply(&mut store, &undone(2, true), "undo").unwrap();
    apply(&mut store, &undone(1, true), "undo").unwrap();
    assert_eq!(store.load().unwrap().patients, []);
    assert!(store.check().unwrap().is_good());
}

#[test]
fn the_next_change_forgets_an_undone_import_and_the_file_can_be_imported_again() {
    let sample = sample();
    let mut store = sample.open();
    let rows = batch(&store.load().unwrap(), 20, 5);
    import(&mut store, &rows);
    apply(&mut store, &undone(1, true), "undo").unwrap();
    let rows = batch(&store.load().unwrap(), 20, 5);
    import(&mut store, &rows);
    let count = |store: &Store, table: &str| {
        let counts = store.check().unwrap().counts;
        counts
            .into_iter()
            .find(|(name, _)| *name == table)
            .unwrap()
            .1
    };
    assert_eq!((count(&store, "fill"), count(&store, "patient")), (100, 20));
    assert!(
        store.load().unwrap().imports[0].undone,
        "the list of imports still shows it"
    );
    let error = apply(&mut store, &undone(1, false), "redo").unwrap_err();
    assert!(
        error.to_string().contains("import the file again"),
        "{error}"
    );
    assert!(store.check().unwrap().is_good());
}

#[test]
fn an_import_that_others_build_on_is_not_undone() {
    let sample = sample();
    let mut store = sample.open();
    let rows = batch(&store.load().unwrap(), 5, 2);
    import(&mut store, &rows);
    let workbook = store.load().unwrap();
    apply(
        &mut store,
        &set(vec![add_event(&workbook, PatientId(1))]),
        "edit",
    )
    .unwrap();
    let digest = store.digest().unwrap();
    let error = apply(&mut store, &undone(1, true), "undo").unwrap_err();
    assert!(matches!(error, StoreError::Conflict { .. }), "{error:?}");
    assert_eq!(store.digest().unwrap(), digest);
    assert_eq!(store.load().unwrap().imports.len(), 1);
}

#[test]
fn fifty_mixed_edits_and_their_undoing_agree_at_every_step() {
    for seed in 0..4 {
        mixed_edits(seed);
    }
}

fn mixed_edits(seed: u64) {
    let sample = sample();
    let mut store = sample.open();
    let rows = batch(&store.load().unwrap(), 12, 4);
    import(&mut store, &rows);
    let mut dice = Dice(seed);
    let mut workbook = store.load().unwrap();
    let mut stack: Vec<(EditSet, String)> = Vec::new();
    for _ in 0..50 {
        let edits = (0..=dice.below(3)).map(|kind| mixed_edit(&mut workbook, &mut dice, kind));
        let set = set(edits.collect());
        let digest = store.digest().unwrap();
        apply(&mut store, &set, "edit").unwrap();
        assert_same(&store, &workbook);
        stack.push((set, digest));
    }
    let end = store.digest().unwrap();
    for (set, digest) in stack.iter().rev() {
        apply(&mut store, &set.clone().inverse(), "undo").unwrap();
        assert_eq!(store.digest().unwrap(), *digest);
    }
    for (set, digest) in &stack {
        assert_eq!(store.digest().unwrap(), *digest);
        apply(&mut store, set, "redo").unwrap();
    }
    assert_eq!(store.digest().unwrap(), end);
    assert_eq!(store.verify_chain().unwrap(), None);
}

/// One edit of a random kind, carried out in `workbook` as well.
fn mixed_edit(workbook: &mut Workbook, dice: &mut Dice, salt: u64) -> Edit {
    let edit = loop {
        if let Some(edit) = try_edit(workbook, dice, salt) {
            break edit;
        }
    };
    workbook.apply(&edit);
    edit
}

fn try_edit(w: &Workbook, dice: &mut Dice, salt: u64) -> Option<Edit> {
    let patient = PatientId(1 + dice.below(12) as i64);
    let odd = dice.below(1000) as f64 / 7.0;
    let kind = (dice.below(27) + salt) % 27;
    Some(match kind {
        0 => Edit::Clinic(Change::replace(
            w.clinic.clone(),
            Clinic {
                name: format!("Clinic {odd}"),
                ..w.clinic.clone()
            },
        )),
        1 => {
            let mut after = w.settings.clone();
            after.thresholds.first = odd;
            Edit::Settings(Box::new(Change::<Settings>::replace(
                w.settings.clone(),
                after,
            )))
        }
        2 => {
            let before = w.patient(patient)?.clone();
            let after = Patient {
                mrn: Some(format!("00{odd}")),
                born: Some(day(dice.below(900))),
                ..before.clone()
            };
            Edit::Patient(Change::replace(before, after))
        }
        3 => {
            let id = ClinicianId(w.next.clinician);
            let name = format!("New, Doc{odd}");
            Edit::Clinician(Change::add(Clinician {
                team: if odd > 70.0 { "Blue" } else { "" }.to_owned(),
                ..Clinician::named(id, name)
            }))
        }
        4 => Edit::Event(Change::remove(pick(&w.events, dice)?)),
        5 => {
            let before = pick(&w.events, dice)?;
            let after = CareEvent {
                on: day(dice.below(900)),
                ..before.clone()
            };
            Edit::Event(Change::replace(before, after))
        }
        6 => Edit::Decision(Change::remove(pick(&w.decisions, dice)?)),
        7 | 8 => Edit::Decision(Change::add(decision(w, patient, dice))),
        9 => Edit::HandMed(Change::add(HandMed {
            id: w.free_hand_med_id(),
            patient,
            on: day(dice.below(900)),
            mg_per_day: odd,
            source: "PDMP".to_owned(),
            by: "MK".to_owned(),
        })),
        10 => Edit::HandMed(Change::remove(pick(&w.hand_meds, dice)?)),
        11 => Edit::Goal(Change::add(Goal {
            id: GoalId(w.next.goal),
            measure: Measure::MedSecond.into(),
            value: odd,
            by: (odd > 70.0).then(|| day(700)),
            from: (odd > 30.0).then_some(odd / 3.0),
        })),
        12 => Edit::Layout(Change::add(SavedLayout {
            id: w.free_layout_id(),
            name: "Monthly".to_owned(),
            fingerprint: "mrn\tdrug".to_owned(),
            kind: ImportKind::Events,
            mapping: serde_json::json!({ "mrn": 0, "odd": odd, "none": null }),
        })),
        13..26 => work_with_patients(w, patient, dice, kind)?,
        _ => add_event(w, patient),
    })
}

/// What holds for patients, work on gaps, huddles, reviews, departures, views, fills that move.
fn work_with_patients(
    w: &Workbook,
    patient: PatientId,
    dice: &mut Dice,
    kind: u64,
) -> Option<Edit> {
    let odd = dice.below(1000) as f64 / 7.0;
    Some(match kind {
        13 => Edit::PatientFact(Box::new(Change::add(fact(w, patient, dice)))),
        14 => {
            let before = pick(&w.facts, dice)?;
            let after = PatientFact {
                to: Some(day(880)),
                outcome: format!("seen {odd}"),
                ..before.clone()
            };
            Edit::PatientFact(Box::new(Change::replace(before, after)))
        }
        15 => Edit::PatientFact(Box::new(Change::remove(pick(&w.facts, dice)?))),
        16 => gap_work(w, patient, dice),
        17 => huddle_entry(w, patient, dice),
        18 => Edit::CaseReview(Box::new(Change::add(CaseReview {
            id: CaseReviewId(w.next.case_review),
            patient,
            reviewed_on: day(dice.below(900)),
            members: "MK, TS".to_owned(),
            advice: format!("taper, {odd}"),
            reply: String::new(),
            replied_on: (odd > 70.0).then(|| day(890)),
            by: "MK".to_owned(),
            on: day(880),
        }))),
        19 => departure(w, dice)?,
        20 => handover(w, patient, dice)?,
        21 => Edit::SavedView(Box::new(Change::add(SavedView {
            id: SavedViewId(w.next.saved_view),
            name: format!("View {odd}"),
            content: serde_json::json!({ "band": "high", "odd": odd, "none": null }),
            by: "MK".to_owned(),
            on: day(880),
        }))),
        22 => Edit::DataElement(Box::new(Change::add(DataElement {
            id: DataElementId(w.next.data_element),
            priority: DataPriority::ALL[dice.below(3) as usize],
            is_tracked: odd > 70.0,
            exists: (odd > 50.0).then_some(odd > 90.0),
            why: format!("because {odd}"),
            ..DataElement::named("PDMP check", day(880))
        }))),
        23 => Edit::ChartReview(Box::new(Change::add(ChartReview {
            id: ChartReviewId(w.next.chart_review),
            reviewed_on: day(dice.below(900)),
            reviewer: "MK".to_owned(),
            reviewed: "TS".to_owned(),
            activity: format!("looked for {odd}"),
            charts: 10,
            met: dice.below(11) as u32,
            note: String::new(),
            by: "MK".to_owned(),
            on: day(880),
        }))),
        24 => Edit::DistinctPair(Box::new(Change::add(DistinctPair {
            id: DistinctPairId(w.next.distinct_pair),
            kind: PairKind::Patients,
            a: w.next.distinct_pair,
            b: w.next.distinct_pair + 1,
            by: "MK".to_owned(),
            on: day(880),
        }))),
        _ => {
            let to = PatientId(1 + dice.below(12) as i64);
            let fills = w.fills_of(patient).iter().map(|f| f.id);
            let fills: Vec<_> = fills.take(1 + dice.below(3) as usize).collect();
            if to == patient || fills.is_empty() {
                return None;
            }
            Edit::FillsMoved {
                from: patient,
                to,
                fills,
            }
        }
    })
}

fn fact(w: &Workbook, patient: PatientId, dice: &mut Dice) -> PatientFact {
    let kind = FactKind::ALL[dice.below(FactKind::ALL.len() as u64) as usize];
    PatientFact {
        id: PatientFactId(w.next.patient_fact),
        patient,
        kind,
        from: (dice.below(3) > 0).then(|| day(dice.below(800))),
        to: None,
        due: (dice.below(2) == 0).then(|| day(850)),
        words: "=1+1, “quoted”\r\nsecond line".to_owned(),
        outcome: String::new(),
        is_restricted: kind.is_restricted_at_first(),
        by: "MK".to_owned(),
        on: day(800),
    }
}

/// One a patient and rule: what is there is changed or goes.
fn gap_work(w: &Workbook, patient: PatientId, dice: &mut Dice) -> Edit {
    let rule = GapRule::ALL[dice.below(4) as usize];
    let before = w.gap_work(patient, rule).cloned();
    let after = GapWork {
        id: before
            .as_ref()
            .map_or(GapWorkId(w.next.gap_work), |before| before.id),
        patient,
        rule,
        assigned_to: format!("T. Silva {}", dice.below(1000)),
        snoozed_until: (dice.below(2) == 0).then(|| day(870)),
        closed_on: None,
        reason: "waits for the laboratory".to_owned(),
        by: "MK".to_owned(),
        on: day(860),
    };
    let is_kept = before.is_none() || dice.below(3) > 0;
    let after = is_kept.then_some(after);
    Edit::GapWork(Box::new(Change { before, after }))
}

/// One a day and patient, likewise.
fn huddle_entry(w: &Workbook, patient: PatientId, dice: &mut Dice) -> Edit {
    let on = day(dice.below(3));
    let before = w.huddle_entry(on, patient).cloned();
    let after = HuddleEntry {
        id: before
            .as_ref()
            .map_or(HuddleEntryId(w.next.huddle_entry), |before| before.id),
        day: on,
        patient,
        who: "MK".to_owned(),
        note: format!("PEG, {}", dice.below(1000)),
        talk: String::new(),
        done_on: (dice.below(2) == 0).then_some(on),
        by: "MK".to_owned(),
        on,
    };
    let is_kept = before.is_none() || dice.below(3) > 0;
    let after = is_kept.then_some(after);
    Edit::HuddleEntry(Box::new(Change { before, after }))
}

fn departure(w: &Workbook, dice: &mut Dice) -> Option<Edit> {
    let clinician = pick(&w.clinicians, dice)?.id;
    if w.departures.iter().any(|d| d.clinician == clinician) {
        return None;
    }
    Some(Edit::Departure(Box::new(Change::add(Departure {
        id: DepartureId(w.next.departure),
        clinician,
        leaves_on: day(dice.below(900)),
        process: "Letters, then calls".to_owned(),
        closed_on: None,
        by: "MK".to_owned(),
        on: day(800),
    }))))
}

fn handover(w: &Workbook, patient: PatientId, dice: &mut Dice) -> Option<Edit> {
    let departure = pick(&w.departures, dice)?.id;
    let is_there = |h: &Handover| h.departure == departure && h.patient == patient;
    if w.handovers.iter().any(is_there) {
        return None;
    }
    Some(Edit::Handover(Box::new(Change::add(Handover {
        id: HandoverId(w.next.handover),
        departure,
        patient,
        note: "slow taper".to_owned(),
        wish: "a woman".to_owned(),
        proposed_to: pick(&w.clinicians, dice).map(|c| c.id),
        accepted_on: None,
        talk_on: (dice.below(2) == 0).then(|| day(810)),
        first_visit: String::new(),
        moved_on: None,
        by: "MK".to_owned(),
        on: day(800),
    }))))
}

fn pick<T: Clone>(records: &[T], dice: &mut Dice) -> Option<T> {
    let at = dice.below(records.len().max(1) as u64) as usize;
    records.get(at).cloned()
}

fn decision(w: &Workbook, patient: PatientId, dice: &mut Dice) -> Decision {
    Decision {
        id: w.free_decision_id(),
        patient,
        verdict: Verdict::ALL[dice.below(4) as usize],
        from: (dice.below(2) == 0).then(|| day(1)),
        to: (dice.below(2) == 0).then(|| day(800)),
        reason: "=1+1, “quoted”\r\n".to_owned(),
        found_by: "two in 90 days".to_owned(),
        by: "MK".to_owned(),
        decided_on: day(500),
    }
}

fn add_event(w: &Workbook, patient: PatientId) -> Edit {
    Edit::Event(Change::add(CareEvent {
        id: w.free_event_id(),
        patient,
        on: day(77),
        kind: EventKind::Peg,
        value: "6.3".to_owned(),
        by: "MK".to_owned(),
        import: None,
    }))
}

#[test]
fn a_change_to_a_record_that_is_different_by_now_is_refused_whole() {
    let sample = sample();
    let mut store = sample.open();
    let rows = batch(&store.load().unwrap(), 3, 1);
    import(&mut store, &rows);
    let workbook = store.load().unwrap();
    let known = workbook.events[0].clone();
    let other = CareEvent {
        value: "other".to_owned(),
        ..known.clone()
    };
    let digest = store.digest().unwrap();
    let stale = Edit::Event(Change::replace(other.clone(), known.clone()));
    let good = add_event(&workbook, PatientId(1));
    let nobody = add_event(&workbook, PatientId(99));
    let twice = Edit::Event(Change::add(known.clone()));
    let in_use = Edit::Patient(Change::remove(workbook.patients[0].clone()));
    for bad in [stale, nobody, twice, in_use] {
        let entries = store.history(usize::MAX, None).unwrap();
        let error = apply(&mut store, &set(vec![good.clone(), bad]), "edit").unwrap_err();
        assert!(matches!(error, StoreError::Conflict { .. }), "{error:?}");
        assert_eq!(
            store.digest().unwrap(),
            digest,
            "the good edit went with the bad one"
        );
        assert_eq!(store.history(usize::MAX, None).unwrap(), entries);
    }
}

#[test]
fn a_stopped_import_leaves_nothing() {
    let sample = sample();
    let mut store = sample.open();
    let digest = store.digest().unwrap();
    let rows = batch(&store.load().unwrap(), 300, 30);
    let mut calls = 0;
    let mut stop_at_third = |done: u64, total: u64| {
        assert!(done <= total);
        calls += 1;
        calls < 3
    };
    let error = store
        .apply_import(&rows, &who(), NOW, &mut stop_at_third)
        .unwrap_err();
    assert_eq!(error, StoreError::Cancelled);
    assert_eq!(store.digest().unwrap(), digest);
    import(&mut store, &rows);
}

#[test]
fn the_history_is_told_in_order_and_in_pages() {
    let sample = sample();
    let mut store = sample.open();
    store
        .log("export", "Exported the registry without names", &who(), NOW)
        .unwrap();
    let workbook = store.load().unwrap();
    let goal = mixed_goal(&workbook);
    apply(&mut store, &set(vec![goal]), "edit").unwrap();
    let acts: Vec<String> = store
        .load()
        .unwrap()
        .history
        .into_iter()
        .map(|entry| entry.act)
        .collect();
    assert_eq!(acts, ["create", "open", "export", "edit"]);
    let page = store.history(2, Some(4)).unwrap();
    assert_eq!(page.iter().map(|e| e.number).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(page[1].who, "mkerr (MK)");
}

fn mixed_goal(workbook: &Workbook) -> Edit {
    Edit::Goal(Change::add(Goal {
        id: GoalId(workbook.next.goal),
        measure: Measure::MedSecond.into(),
        value: 10.0,
        by: None,
        from: None,
    }))
}
