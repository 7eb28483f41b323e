//! Promises of the stage's line: it names the stage, its month, and what moving on takes.

use super::*;
use crate::domain::command::Command;
use crate::domain::ids::StageRecordId;
use crate::domain::milestone::MilestoneStatus;
use crate::domain::milestone::command::{MilestoneChange, MilestoneCommand};
use crate::domain::milestone::list::LineId;
use crate::domain::programme;
use crate::domain::stage::{LogEntry, LogKind, StageRecord};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-10-12")
}

/// Planned from, began, ended; `-` where there is none.
fn dated(workbook: &mut Workbook, stage: StageId, dates: &str) {
    let mut dates = dates.split(' ').map(|d| d.parse().ok());
    let mut next = || dates.next().flatten();
    workbook.stages.push(StageRecord {
        id: StageRecordId(stage as i64 + 1),
        stage,
        planned_from: next(),
        planned_to: None,
        began_on: next(),
        ended_on: next(),
        aims_met: Vec::new(),
        by: String::new(),
        on: today(),
    });
}

fn ask(workbook: &mut Workbook, command: MilestoneCommand) {
    let set = Command::Milestone(command).edits(workbook, "MK", today());
    set.unwrap().edits.iter().for_each(|e| workbook.apply(e));
}

fn reach(workbook: &mut Workbook, id: &str) {
    let line = LineId::BuiltIn(id.to_owned());
    let reached = MilestoneChange::Status(MilestoneStatus::Reached);
    ask(workbook, MilestoneCommand::Change(line, reached));
}

fn judge(workbook: &mut Workbook, outcome: &str) {
    workbook.log.push(LogEntry {
        kind: LogKind::LessEffort,
        outcome: outcome.to_owned(),
        ..LogEntry::new(StageId::DesignAndImplement, day("2026-09-17"))
    });
}

#[test]
fn the_heading_names_stage_and_month_and_invents_no_date() {
    use StageId::{DesignAndImplement as D, MonitorAndSustain as M, PrepareAndLaunch as P};
    let cases: [(&[(StageId, &str)], &str); 6] = [
        (&[], "Prepare and launch"),
        (
            &[(P, "2026-11-02 - -")],
            "Prepare and launch, planned from 2026-11-02",
        ),
        (&[(P, "- 2026-10-12 -")], "Prepare and launch, month 1"),
        (
            &[(P, "- 2025-06-02 2025-09-12"), (D, "- 2025-09-12 -")],
            "Design and implement, month 14",
        ),
        (&[(D, "- 2025-06-02 2026-10-01")], "Monitor and sustain"),
        (
            &[(M, "- 2025-06-02 2026-10-01")],
            "Monitor and sustain, ended 2026-10-01",
        ),
    ];
    for (stages, expected) in cases {
        let mut workbook = Workbook::default();
        for (stage, dates) in stages {
            dated(&mut workbook, *stage, dates);
        }
        assert_eq!(heading(&workbook, today()), expected);
    }
}

#[test]
fn the_middle_stage_says_what_is_missing_before_the_last() {
    let mut workbook = Workbook::default();
    dated(&mut workbook, StageId::DesignAndImplement, "- 2025-09-12 -");
    assert_eq!(
        standing(&workbook, today()),
        "0 of 27 milestones reached, none is prioritised. To move on, most are to be reached, and \
         the team records that it can go on with less effort."
    );
    ask(&mut workbook, MilestoneCommand::UsualFocus);
    let first: Vec<_> = programme::first_focus().map(|m| m.id.clone()).collect();
    for id in first.iter().take(5) {
        reach(&mut workbook, id);
    }
    assert_eq!(
        standing(&workbook, today()),
        "5 of 8 prioritised milestones reached. To move on, the team records that it can go on \
         with less effort."
    );
    judge(&mut workbook, "Not yet");
    assert!(
        standing(&workbook, today()).ends_with(
            "On 2026-09-17 the team recorded that it cannot go on with less effort yet."
        )
    );
    judge(&mut workbook, "Yes, with less effort");
    assert!(
        standing(&workbook, today())
            .ends_with("Ready for the last stage, as the team recorded on 2026-09-17.")
    );
}

#[test]
fn the_first_and_the_last_stage_have_words_of_their_own() {
    let mut workbook = Workbook::default();
    dated(&mut workbook, StageId::PrepareAndLaunch, "- 2026-09-01 -");
    reach(&mut workbook, "P-01");
    assert_eq!(
        standing(&workbook, today()),
        "1 of 17 step aims reached. Design and implement comes next."
    );
    dated(&mut workbook, StageId::MonitorAndSustain, "- 2026-09-01 -");
    reach(&mut workbook, "S-01");
    assert_eq!(
        standing(&workbook, today()),
        "1 of 16 ongoing activities in place. None is overdue."
    );
    assert_eq!(aims(&workbook), "Stage checklist, 0 of 3 aims met");
}
