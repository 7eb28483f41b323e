//! Promises of the stages and the log.

use chrono::NaiveDate;

use super::command::{StageChange as To, StageCommand as Ask};
use super::course::{courses, current, newest, readiness};
use super::*;
use crate::domain::command::Command;
use crate::domain::edit::EditSet;
use crate::domain::milestone::command::{MilestoneChange, MilestoneCommand};
use crate::domain::milestone::list::LineId;
use crate::domain::programme::StageId::{DesignAndImplement, MonitorAndSustain, PrepareAndLaunch};
use crate::domain::workbook::Workbook;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn edits(workbook: &Workbook, command: impl Into<Command>) -> Result<EditSet, String> {
    let set = command.into().edits(workbook, "MK", day(10, 12));
    set.map_err(|refusal| refusal.0)
}

impl From<Ask> for Command {
    fn from(ask: Ask) -> Self {
        Self::Stage(ask)
    }
}

fn make(workbook: &mut Workbook, command: impl Into<Command>) -> EditSet {
    let set = edits(workbook, command).unwrap();
    set.edits.iter().for_each(|e| workbook.apply(e));
    set
}

fn change(workbook: &mut Workbook, stage: StageId, to: To) {
    make(workbook, Ask::Change(stage, to));
}

#[test]
fn dates_of_a_stage_stand_in_order_and_what_took_place_is_not_to_come() {
    let mut workbook = Workbook::default();
    let stage = PrepareAndLaunch;
    let refused = |workbook: &Workbook, to| edits(workbook, Ask::Change(stage, to)).unwrap_err();
    assert!(refused(&workbook, To::EndedOn(Some(day(9, 1)))).contains("on which the stage began"));
    change(&mut workbook, stage, To::BeganOn(Some(day(6, 1))));
    assert!(refused(&workbook, To::EndedOn(Some(day(5, 31)))).contains("before it begins"));
    assert!(refused(&workbook, To::EndedOn(Some(day(10, 13)))).contains("future"));
    change(&mut workbook, stage, To::EndedOn(Some(day(9, 1))));
    assert!(refused(&workbook, To::BeganOn(None)).contains("has ended"));
    change(&mut workbook, stage, To::PlannedFrom(Some(day(11, 1))));
    assert!(refused(&workbook, To::PlannedTo(Some(day(10, 31)))).contains("before it begins"));
    assert_eq!(workbook.stages.len(), 1, "one record a stage");
    let same = Ask::Change(stage, To::EndedOn(Some(day(9, 1))));
    assert!(edits(&workbook, same).unwrap().edits.is_empty());
}

#[test]
fn the_current_stage_is_the_last_that_began_or_the_one_after_it() {
    let mut workbook = Workbook::default();
    assert_eq!(current(&workbook), PrepareAndLaunch);
    change(
        &mut workbook,
        PrepareAndLaunch,
        To::BeganOn(Some(day(1, 5))),
    );
    assert_eq!(current(&workbook), PrepareAndLaunch);
    change(
        &mut workbook,
        PrepareAndLaunch,
        To::EndedOn(Some(day(4, 5))),
    );
    assert_eq!(current(&workbook), DesignAndImplement);
    change(
        &mut workbook,
        DesignAndImplement,
        To::BeganOn(Some(day(4, 6))),
    );
    assert_eq!(current(&workbook), DesignAndImplement);
    change(
        &mut workbook,
        MonitorAndSustain,
        To::BeganOn(Some(day(9, 6))),
    );
    change(
        &mut workbook,
        MonitorAndSustain,
        To::EndedOn(Some(day(9, 7))),
    );
    assert_eq!(
        current(&workbook),
        MonitorAndSustain,
        "there is none after it"
    );
}

#[test]
fn months_are_counted_from_1_and_stop_at_the_end() {
    let mut workbook = Workbook::default();
    let month = |workbook: &Workbook, today| courses(workbook)[0].month(today);
    assert_eq!(month(&workbook, day(3, 1)), None);
    change(
        &mut workbook,
        PrepareAndLaunch,
        To::BeganOn(Some(day(1, 31))),
    );
    for (today, expected) in [
        (day(1, 31), 1),
        (day(2, 27), 1),
        (day(2, 28), 2),
        (day(3, 30), 2),
        (day(3, 31), 3),
    ] {
        assert_eq!(month(&workbook, today), Some(expected), "{today}");
    }
    change(
        &mut workbook,
        PrepareAndLaunch,
        To::EndedOn(Some(day(3, 30))),
    );
    assert_eq!(month(&workbook, day(10, 12)), Some(2));
}

#[test]
fn a_late_beginning_moves_the_expected_end_and_an_early_one_does_not() {
    let mut workbook = Workbook::default();
    let expected = |workbook: &Workbook| courses(workbook)[0].expected_end();
    change(
        &mut workbook,
        PrepareAndLaunch,
        To::BeganOn(Some(day(1, 11))),
    );
    assert_eq!(expected(&workbook), None, "no end is planned");
    change(
        &mut workbook,
        PrepareAndLaunch,
        To::PlannedTo(Some(day(4, 1))),
    );
    assert_eq!(expected(&workbook), Some(day(4, 1)));
    change(
        &mut workbook,
        PrepareAndLaunch,
        To::PlannedFrom(Some(day(1, 1))),
    );
    assert_eq!(expected(&workbook), Some(day(4, 11)), "ten days late");
    change(
        &mut workbook,
        PrepareAndLaunch,
        To::PlannedFrom(Some(day(2, 1))),
    );
    assert_eq!(expected(&workbook), Some(day(4, 1)));
    change(
        &mut workbook,
        PrepareAndLaunch,
        To::EndedOn(Some(day(5, 1))),
    );
    assert_eq!(expected(&workbook), None, "it is over");
}

#[test]
fn aims_are_ticked_once_each_and_those_that_are_not_there_refused() {
    let mut workbook = Workbook::default();
    for (aim, on) in [(2, 5), (0, 6), (2, 7)] {
        change(
            &mut workbook,
            PrepareAndLaunch,
            To::Aim(aim, Some(day(3, on))),
        );
    }
    let met: Vec<_> = workbook.stages[0]
        .aims_met
        .iter()
        .map(|m| (m.aim, m.on))
        .collect();
    assert_eq!(met, [(0, day(3, 6)), (2, day(3, 7))]);
    assert_eq!(
        (
            courses(&workbook)[0].aims.reached,
            courses(&workbook)[0].aims.all
        ),
        (2, 5)
    );
    let none = edits(
        &workbook,
        Ask::Change(PrepareAndLaunch, To::Aim(5, Some(day(3, 1)))),
    );
    assert!(none.is_err());
    change(&mut workbook, PrepareAndLaunch, To::Aim(0, None));
    assert_eq!(workbook.stages[0].aims_met.len(), 1);
}

#[test]
fn most_of_what_was_put_first_has_to_be_reached_and_the_judgement_is_the_teams() {
    let mut workbook = Workbook::default();
    assert_eq!(
        readiness(&workbook).most_reached(),
        Some(false),
        "of all, nothing is reached"
    );
    make(
        &mut workbook,
        Command::Milestone(MilestoneCommand::UsualFocus),
    );
    let first: Vec<String> = workbook
        .milestones
        .iter()
        .filter(|m| m.focus.is_some())
        .map(|m| m.entry.clone())
        .collect();
    let (half, all) = (first.len() / 2, first.len());
    assert!(all > 2);
    for (reached, id) in (1..).zip(&first) {
        let to = MilestoneChange::Reached(Some(day(9, 1)));
        make(
            &mut workbook,
            Command::Milestone(MilestoneCommand::Change(LineId::BuiltIn(id.clone()), to)),
        );
        let readiness = readiness(&workbook);
        assert_eq!(
            (readiness.prioritised.reached, readiness.prioritised.all),
            (reached, all)
        );
        assert_eq!(readiness.most_reached(), Some(reached * 2 > all), "{half}");
    }
    assert!(readiness(&workbook).judgement.is_none());
    for (on, outcome) in [(3, "Yes, with less effort"), (1, "Not yet")] {
        let entry = LogEntry {
            kind: LogKind::LessEffort,
            outcome: outcome.to_owned(),
            ..LogEntry::new(DesignAndImplement, day(9, on))
        };
        make(&mut workbook, Ask::SaveEntry(Box::new(entry)));
    }
    let judged = readiness(&workbook).judgement.map(|e| e.outcome.clone());
    assert_eq!(
        judged.as_deref(),
        Some("Yes, with less effort"),
        "the newest day counts"
    );
}

#[test]
fn an_entry_of_the_log_says_something_and_keeps_no_outcome_of_another_kind() {
    let mut workbook = Workbook::default();
    let entry = |kind, outcome: &str, text: &str| {
        Ask::SaveEntry(Box::new(LogEntry {
            kind,
            outcome: outcome.to_owned(),
            text: text.to_owned(),
            ..LogEntry::new(PrepareAndLaunch, day(10, 1))
        }))
    };
    assert!(
        edits(&workbook, entry(LogKind::Progress, "Begin", " "))
            .unwrap_err()
            .contains("empty")
    );
    make(&mut workbook, entry(LogKind::Support, "Begin", "Case talk"));
    assert_eq!(workbook.log[0].outcome, "");
    make(&mut workbook, entry(LogKind::Leadership, "Begin later", ""));
    assert_eq!(
        newest(&workbook, LogKind::Leadership).map(|e| e.id),
        Some(LogEntryId(2))
    );
    let mut future = LogEntry::new(PrepareAndLaunch, day(10, 13));
    future.text = "x".to_owned();
    assert!(edits(&workbook, Ask::SaveEntry(Box::new(future))).is_err());
    let same = Ask::SaveEntry(Box::new(workbook.log[0].clone()));
    assert!(edits(&workbook, same).unwrap().edits.is_empty());
    make(&mut workbook, Ask::RemoveEntry(LogEntryId(1)));
    assert!(edits(&workbook, Ask::RemoveEntry(LogEntryId(1))).is_err());
}

#[test]
fn every_outcome_and_kind_has_a_code_that_is_read_back() {
    for kind in LogKind::ALL {
        assert_eq!(LogKind::from_code(kind.code()), Some(kind));
    }
}

#[test]
fn only_a_leadership_decision_keeps_a_day_to_begin() {
    let mut workbook = Workbook::default();
    let decision = LogEntry {
        kind: LogKind::Leadership,
        outcome: "Begin later".to_owned(),
        begin_on: Some(day(11, 2)),
        text: "After the audit".to_owned(),
        ..LogEntry::new(PrepareAndLaunch, day(10, 1))
    };
    make(&mut workbook, Ask::SaveEntry(Box::new(decision)));
    assert_eq!(workbook.log[0].begin_on, Some(day(11, 2)));
    let other = LogEntry {
        kind: LogKind::Progress,
        ..workbook.log[0].clone()
    };
    make(&mut workbook, Ask::SaveEntry(Box::new(other)));
    assert_eq!((workbook.log.len(), workbook.log[0].begin_on), (1, None));
}
