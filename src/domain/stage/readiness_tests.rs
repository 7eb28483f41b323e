//! Promises of the stages: what opens the last one is counted and judged, and nothing is locked.

use chrono::NaiveDate;

use super::command::{StageChange, StageCommand};
use super::course::readiness;
use super::*;
use crate::domain::command::Command;
use crate::domain::milestone::MilestoneStatus;
use crate::domain::milestone::command::{MilestoneChange, MilestoneCommand};
use crate::domain::milestone::list::LineId;
use crate::domain::programme;
use crate::domain::workbook::Workbook;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 12).unwrap()
}

fn make(workbook: &mut Workbook, command: Command) {
    let set = command.edits(workbook, "MK", today()).unwrap();
    set.edits.iter().for_each(|e| workbook.apply(e));
}

fn reach(workbook: &mut Workbook, id: &str) {
    let change = MilestoneChange::Status(MilestoneStatus::Reached);
    let line = LineId::BuiltIn(id.to_owned());
    make(
        workbook,
        Command::Milestone(MilestoneCommand::Change(line, change)),
    );
}

fn judge(workbook: &mut Workbook, outcome: &str) {
    let entry = LogEntry {
        kind: LogKind::LessEffort,
        outcome: outcome.to_owned(),
        ..LogEntry::new(StageId::DesignAndImplement, today())
    };
    let save = StageCommand::SaveEntry(Box::new(entry));
    make(workbook, Command::Stage(save));
}

#[test]
fn the_last_stage_waits_for_most_of_what_was_put_first_and_for_the_teams_word() {
    let mut workbook = Workbook::default();
    make(
        &mut workbook,
        Command::Milestone(MilestoneCommand::UsualFocus),
    );
    assert_eq!(readiness(&workbook).missing().len(), 2);
    let first: Vec<_> = programme::first_focus().collect();
    for milestone in &first[..4] {
        reach(&mut workbook, &milestone.id);
    }
    assert_eq!(
        readiness(&workbook).most_reached(),
        Some(false),
        "half is not most"
    );
    reach(&mut workbook, &first[4].id);
    assert_eq!(
        readiness(&workbook).missing(),
        ["the team's word that it can go on with less effort"]
    );
    judge(&mut workbook, "Yes, with less effort");
    assert_eq!(readiness(&workbook).missing(), [] as [&str; 0]);
    judge(&mut workbook, "Not yet");
    assert_eq!(
        readiness(&workbook).missing().len(),
        1,
        "the newest judgement holds"
    );
}

#[test]
fn an_entry_without_an_outcome_judges_nothing_and_hides_no_judgement() {
    let mut workbook = Workbook::default();
    let say = |workbook: &mut Workbook, outcome: &str, text: &str| {
        let entry = LogEntry {
            kind: LogKind::LessEffort,
            outcome: outcome.to_owned(),
            text: text.to_owned(),
            ..LogEntry::new(StageId::DesignAndImplement, today())
        };
        let save = StageCommand::SaveEntry(Box::new(entry));
        make(workbook, Command::Stage(save));
    };
    say(&mut workbook, "", "Talked about it");
    assert!(readiness(&workbook).judgement.is_none());
    say(&mut workbook, "Yes, with less effort", "");
    say(&mut workbook, "", "Told the owners");
    assert!(readiness(&workbook).is_judged_ready());
}

#[test]
fn the_last_stage_can_begin_without_what_usually_opens_it() {
    let mut workbook = Workbook::default();
    let change = StageChange::BeganOn(Some(today()));
    let command = StageCommand::Change(StageId::MonitorAndSustain, change);
    make(&mut workbook, Command::Stage(command));
    assert_eq!(
        course::current(&workbook),
        StageId::MonitorAndSustain,
        "guidance, not a lock"
    );
    assert_eq!(readiness(&workbook).missing().len(), 2);
}
