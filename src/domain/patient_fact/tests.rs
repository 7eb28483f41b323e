//! What a person's word about a patient changes: periods, the population, what is refused.

use chrono::NaiveDate;

use super::*;
use crate::domain::command::Command;
use crate::domain::edit::Edit;
use crate::domain::event::{CareEvent, Decision, EventKind, Verdict};
use crate::domain::ids::{DecisionId, EventId};
use crate::domain::patient::Patient;
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn today() -> NaiveDate {
    day("2026-10-12")
}

/// One patient whom a person put on the LtOT list.
fn workbook() -> Workbook {
    let mut workbook = Workbook {
        patients: vec![Patient {
            id: PatientId(1),
            mrn: None,
            last_name: "Alder".to_owned(),
            first_name: "Rowan".to_owned(),
            born: None,
            sex: None,
            clinician: None,
            import: None,
            merged_into: None,
        }],
        decisions: vec![Decision {
            id: DecisionId(1),
            patient: PatientId(1),
            verdict: Verdict::Added,
            from: None,
            to: None,
            reason: "Filled elsewhere".to_owned(),
            found_by: String::new(),
            by: "MK".to_owned(),
            decided_on: day("2026-01-01"),
        }],
        ..Workbook::default()
    };
    workbook.next.event = 1;
    workbook
}

fn fact(kind: FactKind, from: &str) -> PatientFact {
    PatientFact {
        id: PatientFactId(0),
        patient: PatientId(1),
        kind,
        from: Some(day(from)),
        to: None,
        due: None,
        words: String::new(),
        outcome: String::new(),
        is_restricted: false,
        by: String::new(),
        on: today(),
    }
}

fn carry_out(workbook: &mut Workbook, command: Command) -> Result<(), String> {
    let set = command
        .edits(workbook, "MK", today())
        .map_err(|why| why.to_string())?;
    set.edits.iter().for_each(|edit| workbook.apply(edit));
    Ok(())
}

fn save(workbook: &mut Workbook, fact: PatientFact) -> Result<(), String> {
    let command = PatientFactCommand::Save(Box::new(fact));
    carry_out(workbook, Command::PatientFact(command))
}

fn periods(workbook: &Workbook) -> Vec<(FactKind, Option<NaiveDate>, Option<NaiveDate>)> {
    let facts = workbook.facts.iter();
    facts.map(|f| (f.kind, f.from, f.to)).collect()
}

#[test]
fn a_new_status_ends_the_former_the_day_before() {
    let mut workbook = workbook();
    save(&mut workbook, fact(FactKind::Active, "2025-01-01")).expect("is kept");
    save(&mut workbook, fact(FactKind::CancerPain, "2025-02-01")).expect("is kept");
    save(&mut workbook, fact(FactKind::Transferred, "2026-05-01")).expect("is kept");
    assert_eq!(
        periods(&workbook),
        [
            (
                FactKind::Active,
                Some(day("2025-01-01")),
                Some(day("2026-04-30"))
            ),
            (FactKind::CancerPain, Some(day("2025-02-01")), None),
            (FactKind::Transferred, Some(day("2026-05-01")), None),
        ]
    );
    let status = |on: &str| status_on(workbook.facts_of(PatientId(1)), day(on));
    assert_eq!(status("2026-04-30"), FactKind::Active);
    assert_eq!(status("2026-05-01"), FactKind::Transferred);
}

#[test]
fn a_new_care_plan_takes_the_place_of_the_one_before_and_may_bring_its_event() {
    let mut workbook = workbook();
    let plan = |from, words: &str| PatientFact {
        words: words.to_owned(),
        ..fact(FactKind::CarePlan, from)
    };
    let empty = save(&mut workbook, plan("2026-01-10", " "));
    assert!(empty.is_err_and(|why| why.contains("care plan is empty")));
    save(&mut workbook, plan("2026-01-10", "Goals: walk")).expect("is kept");
    let next = Box::new(plan("2026-10-12", "Goals: garden"));
    let command = PatientFactCommand::SavePlan(next, today(), "agreed");
    carry_out(&mut workbook, Command::PatientFact(command)).expect("is kept");
    assert_eq!(workbook.facts[0].to, Some(day("2026-10-11")));
    let event = &workbook.events[0];
    assert_eq!(
        (event.kind, event.on, event.value.as_str()),
        (EventKind::CarePlan, today(), "agreed")
    );
}

#[test]
fn who_has_left_or_has_cancer_pain_is_left_out_from_the_day_on() {
    let mut workbook = workbook();
    save(&mut workbook, fact(FactKind::Transferred, "2026-05-01")).expect("is kept");
    let row = |workbook: &Workbook, on: &str| {
        let registry = Registry::on(workbook, day(on));
        let row = registry.row(PatientId(1)).expect("a row");
        (row.is_on_ltot, row.left_out)
    };
    assert_eq!(row(&workbook, "2026-04-30"), (true, None));
    let out = (false, Some(FactKind::Transferred));
    assert_eq!(row(&workbook, "2026-05-01"), out);
    save(&mut workbook, fact(FactKind::Active, "2026-08-01")).expect("is kept");
    assert_eq!(row(&workbook, "2026-08-01"), (true, None));
    save(&mut workbook, fact(FactKind::CancerPain, "2026-09-01")).expect("is kept");
    let out = (false, Some(FactKind::CancerPain));
    assert_eq!(row(&workbook, "2026-09-01"), out);
    workbook.settings.gaps.leave_out_exclusions = false;
    assert_eq!(row(&workbook, "2026-09-01"), (true, None));
}

#[test]
fn what_cannot_be_is_refused_in_a_sentence() {
    let mut workbook = workbook();
    for (fact, part) in [
        (fact(FactKind::Died, "2026-12-01"), "lies in the future"),
        (
            PatientFact {
                from: None,
                ..fact(FactKind::Left, "2026-01-01")
            },
            "needs the day",
        ),
        (
            PatientFact {
                to: Some(day("2025-01-01")),
                ..fact(FactKind::Taper, "2026-01-01")
            },
            "before the first day",
        ),
        (
            fact(FactKind::Referral, "2026-01-01"),
            "Say what the referral is about",
        ),
        (
            PatientFact {
                to: Some(today()),
                words: "Physical therapy".to_owned(),
                ..fact(FactKind::Referral, "2026-01-01")
            },
            "Say what came of it",
        ),
        (
            PatientFact {
                patient: PatientId(7),
                ..fact(FactKind::AsNeeded, "2026-01-01")
            },
            "no longer in the file",
        ),
    ] {
        let refused = save(&mut workbook, fact.clone()).expect_err("is refused");
        assert!(refused.contains(part), "{:?}: {refused}", fact.kind);
    }
    assert_eq!(workbook.facts, []);
}

#[test]
fn the_same_fact_for_many_is_one_change() {
    let mut workbook = workbook();
    let mut other = workbook.patients[0].clone();
    other.id = PatientId(2);
    workbook.patients.push(other);
    let command = PatientFactCommand::SaveForAll(
        vec![PatientId(1), PatientId(2)],
        Box::new(fact(FactKind::MoreScreening, "2026-10-12")),
    );
    carry_out(&mut workbook, Command::PatientFact(command)).expect("is kept");
    let ids: Vec<i64> = workbook.facts.iter().map(|f| f.id.0).collect();
    assert_eq!(ids, [1, 2]);
    assert_eq!(workbook.next.patient_fact, 3);
}

#[test]
fn an_event_gets_another_day_and_value_and_stays_its_imports() {
    let mut workbook = workbook();
    workbook.apply(&Edit::Event(crate::domain::edit::Change::add(CareEvent {
        id: EventId(1),
        patient: PatientId(1),
        on: day("2026-03-01"),
        kind: EventKind::Phq9,
        value: "14".to_owned(),
        by: String::new(),
        import: Some(crate::domain::ids::ImportId(1)),
    })));
    let change = |on: &str, value: &str| Command::ChangeEvent {
        event: EventId(1),
        on: day(on),
        value: value.to_owned(),
    };
    for (command, part) in [
        (change("2026-03-01", "41"), "whole number from 0 to 27"),
        (change("2026-12-01", "14"), "lies in the future"),
    ] {
        let refused = carry_out(&mut workbook, command).expect_err("is refused");
        assert!(refused.contains(part), "{refused}");
    }
    let same = change("2026-03-01", "14").edits(&workbook, "MK", today());
    assert_eq!(same.map(|set| set.edits.len()), Ok(0));
    carry_out(&mut workbook, change("2026-03-02", "14, item 9: 1")).expect("is changed");
    let event = &workbook.events[0];
    assert_eq!(
        (event.on, event.value.as_str()),
        (day("2026-03-02"), "14, item 9: 1")
    );
    assert_eq!(event.by, "MK");
    assert_eq!(event.import, Some(crate::domain::ids::ImportId(1)));
}
