//! The promises of the huddle's list.

use super::*;
use crate::domain::care_gap::Gap;
use crate::domain::ids::{ClinicianId, PatientId};
use crate::domain::patient::Clinician;
use crate::domain::registry::Registry;
use crate::domain::testing::{add, add_patient, clinic, day, sort};
use crate::domain::workbook::Workbook;

const OXYCODONE: &str = "Oxycodone HCl 5 MG Oral Tablet";

fn on(workbook: &Workbook, from: &str) -> Vec<HuddleLine> {
    let registry = Registry::on(workbook, day(from));
    Huddle::on(workbook, &registry, day(from), day(from), None).lines
}

fn first(records: &str, from: &str) -> Option<HuddleLine> {
    let mut lines = on(&clinic(records), from).into_iter();
    lines.rfind(|l| l.patient == PatientId(1))
}

#[test]
fn a_refill_is_due_the_day_after_the_newest_supply_ends_and_on_no_other() {
    let records = format!("fill 2026-08-02 90/30 {OXYCODONE}; fill 2026-09-01 90/30 {OXYCODONE}");
    // 30 days from 1 September last to the 30th.
    for (on, is_due) in [
        ("2026-09-30", false),
        ("2026-10-01", true),
        ("2026-10-02", false),
    ] {
        let found = first(&records, on);
        assert_eq!(found.is_some(), is_due, "{on}");
    }
    let refill = first(&records, "2026-10-01")
        .unwrap()
        .coming
        .refill
        .unwrap();
    assert_eq!(refill.due_on, Some(day("2026-10-01")));
    assert_eq!(refill.is_early(), Some(false));
    let refilled = format!("{records}; fill 2026-10-01 90/30 {OXYCODONE}");
    assert!(
        first(&refilled, "2026-10-01").is_some(),
        "refilled that day"
    );
    let before = format!("{records}; fill 2026-09-30 90/30 {OXYCODONE}");
    assert!(first(&before, "2026-10-01").is_none(), "refilled before");
    let unknown = format!("fill 2026-09-01 90/- {OXYCODONE}");
    assert!(first(&unknown, "2026-10-01").is_none(), "no days supply");
}

#[test]
fn each_opioid_runs_out_by_itself() {
    let records = format!(
        "fill 2026-09-01 90/30 {OXYCODONE}; fill 2026-09-10 60/30 Morphine Sulfate ER 15 MG Oral Tablet"
    );
    assert!(first(&records, "2026-10-01").is_some());
    assert!(first(&records, "2026-10-10").is_some());
    let sedative = "fill 2026-09-01 30/30 clonazePAM 0.5 MG Oral Tablet";
    assert!(first(sedative, "2026-10-01").is_none());
}

#[test]
fn an_early_fill_or_request_is_flagged() {
    let filled = |on: &str| {
        let records = format!("fill 2026-08-01 90/30 {OXYCODONE}; fill {on} 90/30 {OXYCODONE}");
        let due = day(on) + chrono::Duration::days(30);
        let line = first(&records, &due.to_string()).unwrap();
        line.coming.refill.unwrap().filled_early_by
    };
    // The former supply is used up on 31 August.
    assert_eq!(filled("2026-08-28"), None, "3 days are not early");
    assert_eq!(filled("2026-08-27"), Some(4));
    assert_eq!(filled("2026-09-05"), None, "late");
    for (request, is_early, asked) in [
        ("refill_request 2026-09-28", false, true),
        ("refill_request 2026-09-24", false, true),
        ("refill_request 2026-09-23", true, true),
        ("refill_request 2026-09-23 on time", false, true),
        ("refill_request 2026-09-28 early", true, true),
        ("refill_request 2026-08-30 early", false, false),
    ] {
        let records = format!("fill 2026-09-01 90/30 {OXYCODONE}; {request}");
        let refill = first(&records, "2026-10-01")
            .unwrap()
            .coming
            .refill
            .unwrap();
        assert_eq!(refill.is_early(), Some(is_early), "{request}");
        assert_eq!(refill.asked_on.is_some(), asked, "{request}");
    }
    let records = format!("fill 2026-09-01 90/30 {OXYCODONE}; refill_request 2026-09-12");
    let asked = first(&records, "2026-09-12")
        .unwrap()
        .coming
        .refill
        .unwrap();
    assert_eq!(asked.due_on, Some(day("2026-10-01")));
    assert_eq!(
        asked.is_early(),
        Some(true),
        "listed on the day it is asked for"
    );
}

#[test]
fn a_request_is_for_the_supply_that_runs_out_next_and_a_cancelled_one_is_none() {
    let long_ago = "fill 2019-01-01 60/30 traMADol 50 MG Oral Tablet";
    let records =
        format!("{long_ago}; fill 2026-09-01 90/30 {OXYCODONE}; refill_request 2026-09-12");
    let refill = first(&records, "2026-09-12")
        .unwrap()
        .coming
        .refill
        .unwrap();
    assert_eq!(refill.due_on, Some(day("2026-10-01")));
    assert_eq!(refill.is_early(), Some(true));
    let cancelled = format!("{records} cancelled by the patient");
    assert!(first(&cancelled, "2026-09-12").is_none());
}

#[test]
fn two_strengths_side_by_side_are_two_supplies_and_neither_is_early() {
    let long = "fill 2026-09-01 60/30 oxyCODONE ER 20 MG Oral Tablet";
    let short = "fill 2026-09-10 90/30 oxyCODONE 5 MG Oral Tablet";
    let records = format!("{long}; {short}");
    for due in ["2026-10-01", "2026-10-10"] {
        let refill = first(&records, due).unwrap().coming.refill.unwrap();
        assert_eq!(refill.filled_early_by, None, "{due}");
    }
}

#[test]
fn two_strengths_filled_together_end_each_on_its_own_day_and_one_filled_again_is_early() {
    let both = "fill 2026-09-01 60/30 oxyCODONE ER 20 MG Oral Tablet; \
                fill 2026-09-01 90/10 oxyCODONE 5 MG Oral Tablet";
    for due in ["2026-09-11", "2026-10-01"] {
        let refill = first(both, due).unwrap().coming.refill.unwrap();
        assert_eq!(
            (refill.due_on, refill.is_early()),
            (Some(day(due)), Some(false))
        );
    }
    let again = format!("{both}; fill 2026-09-04 90/10 oxyCODONE 5 MG Oral Tablet");
    let refill = first(&again, "2026-09-14").unwrap().coming.refill.unwrap();
    assert_eq!(refill.filled_early_by, Some(7));
    let together = format!("{again}; fill 2026-09-30 60/20 oxyCODONE ER 20 MG Oral Tablet");
    let together = format!("{together}; fill 2026-09-10 90/40 oxyCODONE 5 MG Oral Tablet");
    let refill = first(&together, "2026-10-20");
    let refill = refill.unwrap().coming.refill.unwrap();
    assert_eq!(
        refill.filled_early_by,
        Some(4),
        "whichever of the two it was"
    );
}

#[test]
fn a_request_stays_one_whatever_was_answered() {
    for answer in ["pending approval", "early, refused by the clinician"] {
        let records =
            format!("fill 2026-09-01 90/30 {OXYCODONE}; refill_request 2026-09-12 {answer}");
        let refill = first(&records, "2026-09-12");
        let refill = refill.unwrap().coming.refill.unwrap();
        assert_eq!(refill.is_early(), Some(true), "{answer}");
    }
}

#[test]
fn whether_a_fill_was_early_is_unknown_without_the_former_days_supply() {
    let records = format!("fill 2026-08-20 90/? {OXYCODONE}; fill 2026-09-01 90/30 {OXYCODONE}");
    let refill = first(&records, "2026-10-01")
        .unwrap()
        .coming
        .refill
        .unwrap();
    assert_eq!(refill.is_early(), None);
}

#[test]
fn visits_of_the_day_stand_by_time_then_name_and_what_is_called_off_is_not_there() {
    let mut workbook = clinic("appointment 2026-10-12 14:00 routine visit");
    for (id, record) in [
        (3, "appointment 2026-10-12 9:30 AM chronic pain visit"),
        (4, "appointment 2026-10-12 refill only"),
        (5, "appointment 2026-10-12 10:00 cancelled"),
        (6, "appointment 2026-10-13 08:00 routine visit"),
        (7, "appointment 2026-10-12 14:00 routine visit"),
    ] {
        add_patient(&mut workbook, id);
        add(&mut workbook, id, record);
    }
    sort(&mut workbook);
    let order: Vec<i64> = on(&workbook, "2026-10-12")
        .iter()
        .map(|l| l.patient.0)
        .collect();
    assert_eq!(order, [3, 1, 7, 4]);
    let registry = Registry::on(&workbook, day("2026-10-12"));
    let two_days = Huddle::on(
        &workbook,
        &registry,
        day("2026-10-12"),
        day("2026-10-13"),
        None,
    );
    assert_eq!(two_days.lines.last().unwrap().patient, PatientId(6));
    let without = without_visit(&workbook, &registry, day("2026-10-12"));
    assert_eq!(without, [PatientId(2), PatientId(5)]);
}

#[test]
fn who_has_left_or_never_had_an_opioid_is_not_there() {
    let visit = "appointment 2026-10-12 09:00 routine visit";
    assert!(first(visit, "2026-10-12").is_some());
    for reason in ["died 2026-09-01..", "cancer_pain ..", "verdict none"] {
        assert!(
            first(&format!("{visit}; {reason}"), "2026-10-12").is_none(),
            "{reason}"
        );
    }
    let lately = format!("{visit}; verdict none; fill 2026-07-15 9/3 {OXYCODONE}");
    assert!(first(&lately, "2026-10-12").is_some());
    let long_ago = format!("{visit}; verdict none; fill 2026-05-01 9/3 {OXYCODONE}");
    assert!(first(&long_ago, "2026-10-12").is_none());
}

#[test]
fn a_team_sees_its_own_patients() {
    let mut workbook = clinic("appointment 2026-10-12 09:00 routine visit");
    workbook.clinicians.push(Clinician {
        team: "Blue".to_owned(),
        ..Clinician::named(ClinicianId(1), "Doyle, Kevin PA-C")
    });
    workbook.patients[0].clinician = Some(ClinicianId(1));
    let registry = Registry::on(&workbook, day("2026-10-12"));
    let count = |team| {
        let on = day("2026-10-12");
        Huddle::on(&workbook, &registry, on, on, team).lines.len()
    };
    assert_eq!(count(None), 1);
    assert_eq!(count(Some("blue ")), 1);
    assert_eq!(count(Some("Red")), 0);
    assert_eq!(count(Some("")), 0);
}

#[test]
fn a_line_carries_what_the_team_needs_to_know() {
    let line = first(
        "appointment 2026-10-12 09:00 chronic pain visit; med 2026-10-01 95; \
         risk_tier 2026-01-01 high; peg 2026-03-01 4; peg 2026-09-01 6.5; peg 2026-10-20 1; \
         naloxone 2026-02-01 prescribed; hard_talk 2026-09-01.. the taper; \
         hard_talk ..2026-10-11 is over; snoozed pdmp 2026-12-31",
        "2026-10-12",
    )
    .unwrap();
    assert_eq!(line.mg_per_day, Some(95.0));
    assert_eq!(line.tier, Some(crate::domain::event::Tier::High));
    let peg = line.peg.unwrap();
    assert_eq!(
        (peg.on, peg.score, peg.change),
        (day("2026-09-01"), 6.5, Some(2.5))
    );
    assert_eq!(line.naloxone_on, Some(day("2026-02-01")));
    assert_eq!(line.sedative, Some(false));
    let talks: Vec<&str> = line.hard_talks.iter().map(|t| t.words.as_str()).collect();
    assert_eq!(talks, ["the taper"]);
    assert!(!line.gaps.is_empty() && line.gaps.iter().all(Gap::is_open));
    assert!(line.entry.is_none());
}
