//! Every rule at its edges, as a table.

use super::*;
use crate::domain::care_gap::GapWork;

const CASES: &str = include_str!("cases.txt");

/// "overdue 12 since 2026-09-18 older waits".
fn describe(gap: Option<Gap>) -> String {
    let Some(gap) = gap else {
        return "-".to_owned();
    };
    let due = |word: &str| gap.due_on.map(|on| format!("{word} {on}"));
    let note = match gap.note {
        GapNote::Interval | GapNote::NeverRecorded => None,
        GapNote::NotRecordedHere => Some("here"),
        GapNote::OlderVersion => Some("older"),
        GapNote::NoVersion => Some("version"),
        GapNote::NoScoreAtVisit => Some("score"),
        GapNote::NoVisit => Some("visit"),
        GapNote::DoseUnknown => Some("dose"),
        GapNote::SedativeUnknown => Some("sedative"),
        GapNote::NotBooked => Some("booked"),
        GapNote::NoTier => Some("tier"),
    };
    let state = match gap.state {
        GapState::Overdue(days) => format!("overdue {days}"),
        GapState::DueSoon(days) => format!("soon {days}"),
        GapState::Never => "never".to_owned(),
        GapState::Unknown => "unknown".to_owned(),
    };
    let since = match gap.state {
        GapState::DueSoon(_) => due("on"),
        _ => due("since"),
    };
    let parts = [
        Some(state),
        since,
        note.map(str::to_owned),
        gap.snoozed_until.map(|_| "waits".to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_rule_says_what_its_case_expects() {
    let mut wrong = Vec::new();
    let lines = CASES
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'));
    for line in lines {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [rule, records, on, expected] = cells[..] else {
            panic!("{line}");
        };
        let rule = GapRule::from_code(rule).unwrap_or_else(|| panic!("{line}"));
        let found = describe(gap_of(rule, records, on));
        if found != expected {
            wrong.push(format!("{line}\n    found: {found}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_table_has_cases_of_every_rule() {
    let lines: Vec<&str> = CASES.lines().filter(|l| l.contains('|')).collect();
    for rule in GapRule::ALL {
        let of_rule = lines
            .iter()
            .filter(|l| l.starts_with(&format!("{} |", rule.code())));
        assert!(of_rule.count() >= 5, "{rule:?}");
    }
    assert!(lines.len() > 220, "{}", lines.len());
}

#[test]
fn rules_that_are_off_at_first_list_nothing() {
    let gaps = Registry::on(&clinic("med 2026-09-01 90"), day("2026-09-30")).gaps;
    assert!(!gaps.all().is_empty());
    assert!(gaps.all().iter().all(|g| g.rule.is_on_at_first()));
}

#[test]
fn gaps_stand_by_patient_and_rule_and_only_open_ones_ask_for_something() {
    let workbook = clinic("pdmp_check 2026-07-20 reviewed; snoozed visit 2026-12-31");
    let gaps = Registry::on(&workbook, day("2026-09-30")).gaps;
    let keys: Vec<_> = gaps.all().iter().map(|g| (g.patient, g.rule)).collect();
    let mut sorted = keys.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(keys, sorted);
    let of_first = gaps.of(PatientId(1));
    assert!(of_first.iter().all(|g| g.patient == PatientId(1)));
    let is_open = |rule| of_first.iter().find(|g| g.rule == rule).unwrap().is_open();
    assert!(!is_open(GapRule::Pdmp), "due soon");
    assert!(!is_open(GapRule::Visit), "waits");
    assert!(is_open(GapRule::Agreement));
    assert!(is_open(GapRule::Function), "unknown asks to be looked at");
    assert_eq!(gaps.of(PatientId(99)), []);
}

#[test]
fn without_a_version_day_the_current_agreement_is_one_remark_and_no_rows() {
    let day = day("2026-09-30");
    let gaps = Registry::on(&clinic("agreement 2026-01-01 signed"), day).gaps;
    assert_eq!(gaps.remarks().len(), 1);
    assert!(gaps.remarks()[0].starts_with("Current agreement is not looked at"));
    let gaps = Registry::on(&clinic("version 2026-03-01"), day).gaps;
    assert!(gaps.remarks().is_empty());
    let gaps = Registry::on(&clinic("off agreement_current"), day).gaps;
    assert!(gaps.remarks().is_empty());
}

#[test]
fn a_closed_gap_keeps_the_day_of_the_real_check() {
    let records = "pdmp_check 2025-01-05 reviewed; closed pdmp 2026-05-01";
    let gap = gap_of(GapRule::Pdmp, records, "2026-09-30").unwrap();
    assert_eq!(gap.last_on, Some(day("2025-01-05")));
    assert_eq!(gap.closed_on, Some(day("2026-05-01")));
    assert_eq!(gap.state, GapState::Overdue(60));
}

#[test]
fn work_on_a_gap_lives_on_when_the_gap_is_gone() {
    let workbook = clinic("pdmp_check 2026-09-01 reviewed; snoozed pdmp 2026-12-31");
    assert!(gap_in(&workbook, GapRule::Pdmp, "2026-09-30").is_none());
    let work: Option<&GapWork> = workbook.gap_work(PatientId(1), GapRule::Pdmp);
    assert!(work.is_some());
}
