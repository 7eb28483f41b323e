//! The lists against small hand-made clinics.

use chrono::NaiveDate;

use super::*;
use crate::domain::care_gap::{GapRule, RuleSetting};
use crate::domain::ids::{EventId, PatientId};
use crate::domain::morphine_equivalent::MedState;
use crate::domain::patient::Patient;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Patients 1 to `count`, born on the first of the month of their number; the registry of
/// 2026-09-30, in which all are on long-term therapy.
fn clinic(count: i64) -> (Workbook, Registry) {
    let mut workbook = Workbook::default();
    for id in 1..=count {
        workbook.patients.push(Patient {
            id: PatientId(id),
            mrn: Some(format!("{id:05}")),
            last_name: "Person".to_owned(),
            first_name: id.to_string(),
            born: NaiveDate::from_ymd_opt(1960, id as u32, id as u32),
            sex: None,
            clinician: None,
            import: None,
            merged_into: None,
        });
    }
    let mut registry = Registry::on(&workbook, day("2026-09-30"));
    for row in &mut registry.rows {
        row.is_on_ltot = true;
    }
    (workbook, registry)
}

fn record(workbook: &mut Workbook, patient: i64, on: &str, kind: EventKind, value: &str) {
    let id = EventId(workbook.events.len() as i64 + 1);
    workbook.events.push(CareEvent {
        id,
        patient: PatientId(patient),
        on: day(on),
        kind,
        value: value.to_owned(),
        by: String::new(),
        import: None,
    });
    workbook.events.sort_by_key(|e| (e.patient, e.on, e.id));
}

#[test]
fn an_agreement_from_a_month_before_the_birth_month_on_counts_for_its_round() {
    let (mut workbook, registry) = clinic(10);
    let state = |workbook: &Workbook, month| {
        let list = recall(workbook, &registry, day("2026-09-30"), (2026, month));
        list.iter().map(|r| r.state).collect::<Vec<_>>()
    };
    assert_eq!(state(&workbook, 9), [RecallState::Open]);
    record(
        &mut workbook,
        9,
        "2026-07-31",
        EventKind::Agreement,
        "signed",
    );
    assert_eq!(state(&workbook, 9), [RecallState::Open]);
    assert_eq!(
        recall(&workbook, &registry, day("2026-09-30"), (2026, 9))[0].before,
        Some(day("2026-07-31"))
    );
    record(
        &mut workbook,
        9,
        "2026-08-01",
        EventKind::Agreement,
        "declined",
    );
    assert_eq!(
        state(&workbook, 9),
        [RecallState::Declined(day("2026-08-01"))]
    );
    record(
        &mut workbook,
        9,
        "2026-08-20",
        EventKind::Agreement,
        "signed",
    );
    assert_eq!(
        state(&workbook, 9),
        [RecallState::Signed(day("2026-08-20"))]
    );
    // What is signed after the day looked at does not count yet.
    record(
        &mut workbook,
        10,
        "2026-10-01",
        EventKind::Agreement,
        "signed",
    );
    assert_eq!(state(&workbook, 10), [RecallState::Open]);
    assert_eq!(state(&workbook, 11), []);
    assert_eq!(state(&workbook, 13), []);
}

#[test]
fn the_round_of_january_begins_in_december() {
    assert_eq!(cycle_start(2026, 1), Some(day("2025-12-01")));
    assert_eq!(cycle_start(2026, 0), None);
}

#[test]
fn codes_are_audited_both_ways_and_silence_is_unknown() {
    let (mut workbook, mut registry) = clinic(4);
    record(
        &mut workbook,
        1,
        "2026-01-05",
        EventKind::DiagnosisCode,
        "Z79.891",
    );
    record(
        &mut workbook,
        2,
        "2026-01-05",
        EventKind::DiagnosisCode,
        "M54.5",
    );
    record(
        &mut workbook,
        4,
        "2026-01-05",
        EventKind::DiagnosisCode,
        "z79891",
    );
    registry.rows[3].is_on_ltot = false;
    let audit = code_audit(&workbook, &registry, day("2026-09-30"));
    let found: Vec<_> = audit.rows.iter().map(|r| (r.patient.0, r.error)).collect();
    assert_eq!(
        found,
        [
            (2, CodeError::Missing),
            (4, CodeError::Wrong),
            (3, CodeError::Unknown)
        ]
    );
    let counts = audit.clinicians[&None];
    assert_eq!((counts.ltot, counts.right, counts.missing), (3, 1, 1));
    assert_eq!((counts.unknown, counts.wrong), (1, 1));
    // A code taken out is missing again; one entered after the day does not count.
    record(
        &mut workbook,
        1,
        "2026-05-01",
        EventKind::DiagnosisCode,
        "Z79.891 removed",
    );
    record(
        &mut workbook,
        1,
        "2026-10-01",
        EventKind::DiagnosisCode,
        "Z79.891",
    );
    let audit = code_audit(&workbook, &registry, day("2026-09-30"));
    assert_eq!(audit.clinicians[&None].missing, 2);
}

#[test]
fn what_is_missing_is_named_once_for_each_patient() {
    let (mut workbook, mut registry) = clinic(3);
    workbook.patients[0].mrn = None;
    workbook.patients[1].born = None;
    registry.rows[2].dose.total.state = MedState::Unknown;
    registry.rows[1].sedative = None;
    record(&mut workbook, 1, "2026-03-01", EventKind::Phq9, "31");
    record(
        &mut workbook,
        2,
        "2026-03-01",
        EventKind::UrineDrugTest,
        " ",
    );
    record(&mut workbook, 3, "2026-12-24", EventKind::Visit, "");
    record(&mut workbook, 3, "2026-12-24", EventKind::Appointment, "");
    record(
        &mut workbook,
        3,
        "2026-03-01",
        EventKind::RiskTier,
        "high: falls",
    );
    let of = |what: Quality| -> Vec<i64> {
        let findings = quality(&workbook, &registry, day("2026-09-30"));
        let finding = findings.into_iter().find(|f| f.what == what);
        let finding = finding.expect("every kind is listed");
        assert_eq!(finding.of, 3);
        finding.patients.iter().map(|p| p.0).collect()
    };
    assert_eq!(of(Quality::NoMrn), [1]);
    assert_eq!(of(Quality::NoBirthDate), [2]);
    assert_eq!(of(Quality::DoseOpen), [3]);
    assert_eq!(of(Quality::SedativeOpen), [2]);
    assert_eq!(of(Quality::UnreadScore), [1]);
    assert_eq!(of(Quality::TestWithoutResult), [2]);
    assert_eq!(of(Quality::FutureEvent), [3]);
    assert_eq!(of(Quality::NoTier), [1, 2]);
    assert_eq!(of(Quality::NoClinician), [1, 2, 3]);
}

#[test]
fn the_next_visit_is_the_first_that_stands() {
    let (mut workbook, _) = clinic(1);
    record(
        &mut workbook,
        1,
        "2026-09-29",
        EventKind::Appointment,
        "routine visit",
    );
    record(
        &mut workbook,
        1,
        "2026-10-02",
        EventKind::Appointment,
        "cancelled",
    );
    record(&mut workbook, 1, "2026-10-09", EventKind::Appointment, "");
    let events = workbook.events_of(PatientId(1));
    assert_eq!(
        next_visit(events, day("2026-09-30")),
        Some(day("2026-10-09"))
    );
    assert_eq!(next_visit(events, day("2026-10-10")), None);
}

#[test]
fn a_pdmp_check_counts_up_to_its_due_day_and_not_at_all_before_it_was_done() {
    let (mut workbook, registry) = clinic(4);
    for (patient, on, value) in [
        (1, "2026-06-30", "reviewed"),
        (2, "2026-06-29", "reviewed"),
        (3, "2026-09-01", "not done"),
    ] {
        record(&mut workbook, patient, on, EventKind::PdmpCheck, value);
    }
    let today = day("2026-09-30");
    let list = pdmp_checks(&workbook, &registry, today);
    let in_time: Vec<_> = list.iter().map(|c| c.is_in_time(today)).collect();
    assert_eq!(in_time, [Some(true), Some(false), Some(false), Some(false)]);
    assert_eq!(list[0].due_on, Some(today));
    assert!(
        list[2].newest.is_none(),
        "a check that was not done is none"
    );
}

#[test]
fn a_pdmp_check_of_an_unknown_tier_is_unknown_where_the_tier_decides() {
    let (mut workbook, registry) = clinic(1);
    record(
        &mut workbook,
        1,
        "2026-05-01",
        EventKind::PdmpCheck,
        "reviewed",
    );
    let rule = workbook.settings.gaps.rule(GapRule::Pdmp);
    let by_tier = Some([6, 3, 1]);
    let rules = &mut workbook.settings.gaps.rules;
    rules.insert(GapRule::Pdmp, RuleSetting { by_tier, ..rule });
    let today = day("2026-09-30");
    let list = pdmp_checks(&workbook, &registry, today);
    assert_eq!(list[0].is_in_time(today), None);
}

#[test]
fn the_visits_of_a_year_follow_the_tier_from_the_due_or_the_booked_day_on() {
    let (mut workbook, registry) = clinic(5);
    for (patient, on, kind, value) in [
        // High: due on 30 November, then every 3 months.
        (1, "2026-01-01", EventKind::RiskTier, "high"),
        (1, "2026-08-30", EventKind::Visit, ""),
        // Low: booked in October, so the next one is a year later, beyond the list.
        (2, "2026-01-01", EventKind::RiskTier, "low"),
        (2, "2026-10-15", EventKind::Appointment, "10:00"),
        // Moderate: overdue; reckoned on from today.
        (3, "2026-01-01", EventKind::RiskTier, "moderate"),
        (3, "2026-01-10", EventKind::Visit, ""),
        // No tier.
        (4, "2026-08-30", EventKind::Visit, ""),
        (5, "2026-12-01", EventKind::Appointment, "10:00"),
    ] {
        record(&mut workbook, patient, on, kind, value);
    }
    let load = visit_load(&workbook, &registry, day("2026-09-30"));
    let visits = |month: usize| {
        let (_, visits) = &load.months[month];
        let told = visits.iter().map(|v| (v.patient.0, v.is_booked));
        told.collect::<Vec<_>>()
    };
    assert_eq!(load.months[0].0, day("2026-09-01"));
    assert_eq!(load.months.len(), 12);
    assert_eq!(visits(0), []);
    assert_eq!(visits(1), [(2, true)]);
    assert_eq!(visits(2), [(1, false)], "due on 30 November");
    assert_eq!(visits(3), [(5, true)], "booked, though the tier is unknown");
    assert_eq!(
        visits(5),
        [(1, false)],
        "28 February, the last of the month"
    );
    assert_eq!(visits(6), [(3, false)], "six months from today");
    assert_eq!(load.overdue.len(), 1);
    assert_eq!(load.overdue[0].patient, PatientId(3));
    assert_eq!(load.unknown, [PatientId(4), PatientId(5)]);
    let all: usize = load.months.iter().map(|(_, v)| v.len()).sum();
    assert_eq!(all, 7, "high: November, February, May and August");
}
