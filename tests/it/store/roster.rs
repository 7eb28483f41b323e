//! Records that are one person twice: merged, taken back and merged again without a trace.

use sixblocks::domain::care_gap::{GapCommand, GapRule};
use sixblocks::domain::case_review::{CaseReview, CaseReviewCommand};
use sixblocks::domain::command::Command;
use sixblocks::domain::departure::{Departure, DepartureCommand, Handover};
use sixblocks::domain::event::{EventKind, Verdict};
use sixblocks::domain::huddle::{HuddleCommand, HuddleEntry};
use sixblocks::domain::ids::{
    CaseReviewId, ClinicianId, DepartureId, HandoverId, HuddleEntryId, PatientFactId, PatientId,
};
use sixblocks::domain::patient::Clinician;
use sixblocks::domain::patient_fact::{FactKind, PatientFact, PatientFactCommand};
use sixblocks::domain::roster::RosterCommand;
use sixblocks::domain::workbook::Workbook;

use super::{Dice, Trail, batch, day, import, sample};

const PATIENTS: u64 = 8;
const CLINICIANS: u64 = 6;

fn patient(dice: &mut Dice) -> PatientId {
    PatientId(1 + dice.below(PATIENTS) as i64)
}

/// A patient as a screen would name one.
fn listed(dice: &mut Dice, workbook: &Workbook) -> PatientId {
    workbook.same_patient(patient(dice))
}

fn clinician(dice: &mut Dice) -> ClinicianId {
    ClinicianId(1 + dice.below(CLINICIANS) as i64)
}

/// Any request that a merge has to carry over or may be refused for.
#[expect(clippy::too_many_lines, reason = "one table of requests")]
fn random(dice: &mut Dice, workbook: &Workbook) -> Command {
    let today = day(800);
    let text = format!("words {}", dice.below(40));
    match dice.below(15) {
        0 | 1 => Command::Roster(RosterCommand::MergePatients {
            from: patient(dice),
            into: patient(dice),
        }),
        2 | 3 => Command::Roster(RosterCommand::MergeClinicians {
            from: clinician(dice),
            into: clinician(dice),
        }),
        4 => Command::Roster(RosterCommand::SplitClinician(clinician(dice))),
        5 => {
            let known = workbook.clinician(clinician(dice)).unwrap().clone();
            Command::Roster(RosterCommand::SaveClinician(Box::new(Clinician {
                team: text,
                comfort: Some(1 + dice.below(5) as u8),
                treats_oud: Some(dice.below(2) == 0),
                leaves_on: (dice.below(3) == 0).then(|| day(810 + dice.below(90))),
                ..known
            })))
        }
        6 => Command::Departure(DepartureCommand::Save(Box::new(Departure {
            id: DepartureId(0),
            clinician: clinician(dice),
            leaves_on: day(900),
            process: text,
            closed_on: (dice.below(3) == 0).then_some(today),
            by: String::new(),
            on: today,
        }))),
        7 => Command::Departure(DepartureCommand::SaveHandovers(vec![Handover {
            id: HandoverId(0),
            departure: DepartureId(1 + dice.below(3) as i64),
            patient: listed(dice, workbook),
            note: text,
            wish: String::new(),
            proposed_to: Some(clinician(dice)),
            accepted_on: Some(today),
            talk_on: None,
            first_visit: String::new(),
            moved_on: None,
            by: String::new(),
            on: today,
        }])),
        8 => Command::Departure(DepartureCommand::Move {
            handovers: vec![HandoverId(1 + dice.below(6) as i64)],
            mark_inherited: dice.below(2) == 0,
        }),
        9 => Command::Gap(GapCommand::Assign(
            vec![(listed(dice, workbook), GapRule::ALL[dice.below(3) as usize])],
            text,
        )),
        10 => Command::Huddle(HuddleCommand::Save(Box::new(HuddleEntry {
            id: HuddleEntryId(0),
            day: day(800 + dice.below(2)),
            patient: listed(dice, workbook),
            who: "MA".to_owned(),
            note: text,
            talk: String::new(),
            done_on: None,
            by: String::new(),
            on: today,
        }))),
        11 => Command::CaseReview(CaseReviewCommand::Save(Box::new(CaseReview {
            id: CaseReviewId(0),
            patient: listed(dice, workbook),
            reviewed_on: today,
            members: String::new(),
            advice: text,
            reply: String::new(),
            replied_on: None,
            by: String::new(),
            on: today,
        }))),
        12 => Command::PatientFact(PatientFactCommand::Save(Box::new(PatientFact {
            id: PatientFactId(0),
            patient: listed(dice, workbook),
            kind: FactKind::ALL[dice.below(8) as usize],
            from: Some(day(700 + dice.below(90))),
            to: None,
            due: None,
            words: text,
            outcome: String::new(),
            is_restricted: false,
            by: String::new(),
            on: today,
        }))),
        13 => Command::EnterMed {
            patient: listed(dice, workbook),
            on: day(700),
            mg_per_day: 20.0,
            source: text,
        },
        _ if dice.below(2) == 0 => Command::Decide {
            patients: vec![listed(dice, workbook)],
            verdict: Verdict::Confirmed,
            reason: String::new(),
            from: None,
            to: None,
        },
        _ => Command::AddEvent {
            patient: listed(dice, workbook),
            on: day(700 + dice.below(4)),
            kind: EventKind::PdmpCheck,
            value: "reviewed".to_owned(),
        },
    }
}

#[test]
fn every_merge_is_undone_and_redone_to_the_same_content() {
    let mut merges = 0;
    for seed in 0..6 {
        let sample = sample();
        let mut store = sample.open();
        let first = batch(&store.load().unwrap(), PATIENTS as i64, 6);
        import(&mut store, &first);
        let mut workbook = store.load().unwrap();
        let mut dice = Dice(seed);
        let mut trail = Trail::default();
        for _ in 0..120 {
            let request = random(&mut dice, &workbook);
            let is_merge = matches!(
                request,
                Command::Roster(
                    RosterCommand::MergePatients { .. } | RosterCommand::MergeClinicians { .. }
                )
            );
            let done = trail.make(&mut store, &mut workbook, request, day(800));
            merges += usize::from(done && is_merge);
            assert_sound(&workbook);
        }
        trail.there_and_back(&mut store, &mut workbook);
    }
    assert!(merges > 25, "only {merges} merges were carried out");
}

/// Chains are one long, and nothing that moves is left with a record that was merged away.
fn assert_sound(workbook: &Workbook) {
    for clinician in &workbook.clinicians {
        let main = clinician.same_as.and_then(|id| workbook.clinician(id));
        assert!(main.is_none_or(|c| c.same_as.is_none()), "{clinician:?}");
    }
    for patient in &workbook.patients {
        let main = patient.merged_into.and_then(|id| workbook.patient(id));
        assert!(main.is_none_or(|p| p.merged_into.is_none()), "{patient:?}");
        if patient.merged_into.is_some() {
            assert_eq!(workbook.facts_of(patient.id), []);
            assert_eq!(workbook.hand_meds_of(patient.id), []);
            assert_eq!(workbook.case_reviews_of(patient.id), []);
        }
    }
}
