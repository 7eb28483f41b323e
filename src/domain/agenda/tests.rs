//! Promises of the list of what is due: order, two weeks, and nothing without a date.

use super::*;
use crate::domain::action_plan::command::{ActivityChange, PlanCommand, PlanFacts, StepText};
use crate::domain::command::Command;
use crate::domain::ids::{ActivityId, PlanId};
use crate::domain::milestone::MilestoneStatus;
use crate::domain::milestone::command::{MilestoneChange, MilestoneCommand};
use crate::domain::small_test::TestDecision;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 12).unwrap()
}

fn in_days(days: i64) -> NaiveDate {
    today() + chrono::TimeDelta::days(days)
}

fn make(workbook: &mut Workbook, command: Command) {
    let set = command.edits(workbook, "MK", today()).unwrap();
    set.edits.iter().for_each(|e| workbook.apply(e));
}

fn plan(workbook: &mut Workbook, command: PlanCommand) {
    make(workbook, Command::Plan(command));
}

fn row(what: &str, when: Option<i64>) -> StepText {
    StepText {
        what: what.to_owned(),
        who: "T. Yoon".to_owned(),
        when: when.map(|d| in_days(d).to_string()).unwrap_or_default(),
    }
}

/// A plan with one undated activity of block 2.
fn with_activity() -> (Workbook, PlanId, ActivityId) {
    let mut workbook = Workbook::default();
    let facts = PlanFacts {
        title: "Plan 1".to_owned(),
        ..PlanFacts::default()
    };
    plan(&mut workbook, PlanCommand::Add(facts));
    let id = workbook.plans[0].id;
    let add = PlanCommand::AddActivity {
        plan: id,
        block: Some(2),
        row: row("Revise policy", None),
        milestones: Vec::new(),
        place: None,
    };
    plan(&mut workbook, add);
    let activity = workbook.activities[0].id;
    (workbook, id, activity)
}

fn step(workbook: &mut Workbook, activity: ActivityId, what: &str, when: Option<i64>) {
    let add = PlanCommand::AddStep {
        activity,
        row: row(what, when),
        place: None,
    };
    plan(workbook, add);
}

fn milestone(workbook: &mut Workbook, id: &str, change: MilestoneChange) {
    let line = LineId::BuiltIn(id.to_owned());
    make(
        workbook,
        Command::Milestone(MilestoneCommand::Change(line, change)),
    );
}

fn test(id: i64, change: &str, ends: i64) -> SmallTest {
    SmallTest {
        id: SmallTestId(id),
        change: change.to_owned(),
        starts_on: Some(in_days(-30)),
        ends_on: Some(in_days(ends)),
        ..SmallTest::new(today())
    }
}

fn words(workbook: &Workbook) -> Vec<String> {
    let items = due_items(workbook, today());
    let words = items
        .iter()
        .map(|i| format!("{} | {}", i.text, i.when_words(today())));
    words.collect()
}

#[test]
fn the_longest_overdue_comes_first_then_decisions_then_two_weeks_by_date() {
    let (mut workbook, _, activity) = with_activity();
    for (what, when) in [
        ("Third week", Some(15)),
        ("Last of two weeks", Some(14)),
        ("Next week", Some(8)),
        ("In a week", Some(7)),
        ("Now", Some(0)),
        ("Late", Some(-1)),
        ("Very late", Some(-40)),
        ("Some day", None),
    ] {
        step(&mut workbook, activity, what, when);
    }
    workbook.tests.push(test(1, "rooming", -3));
    workbook.tests.push(test(2, "huddle", 2));
    assert_eq!(
        words(&workbook),
        [
            "Very late | Overdue 40 days",
            "Late | Overdue 1 day",
            "Small test: rooming | To decide",
            "Now | Today",
            "Small test: huddle | Wed 2026-10-14",
            "In a week | Mon 2026-10-19",
            "Next week | Tue 2026-10-20",
            "Last of two weeks | Mon 2026-10-26",
        ]
    );
    let agenda = Agenda::of(&workbook, today());
    assert_eq!(agenda.tally(), "2 overdue, 4 due");
    assert_eq!(agenda.weeks().1.len(), 2);
    assert_eq!(agenda.undated, 2, "a step and its activity have no date");
    assert_eq!(agenda.undated_words(), "2 open tasks have no date.");
}

#[test]
fn what_is_done_decided_closed_or_without_a_date_is_not_due() {
    let (mut workbook, plan_id, activity) = with_activity();
    step(&mut workbook, activity, "Done", Some(-5));
    workbook.steps[0].done_on = Some(today());
    step(&mut workbook, activity, "Undated", None);
    let mut decided = test(1, "rooming", -3);
    decided.decision = Some(TestDecision::Adopt);
    workbook.tests.push(decided);
    assert_eq!(words(&workbook), [] as [&str; 0]);
    assert_eq!(Agenda::of(&workbook, today()).tally(), "");
    step(&mut workbook, activity, "Late", Some(-5));
    assert_eq!(words(&workbook), ["Late | Overdue 5 days"]);
    let of_plan = workbook.plans.iter_mut().find(|p| p.id == plan_id);
    of_plan.unwrap().closed_on = Some(today());
    assert_eq!(words(&workbook), [] as [&str; 0]);
    assert_eq!(Agenda::of(&workbook, today()).undated, 0);
}

#[test]
fn ongoing_work_in_place_needs_no_date() {
    let (mut workbook, _, activity) = with_activity();
    let change = |to| PlanCommand::ChangeActivity(activity, to);
    plan(&mut workbook, change(ActivityChange::Ongoing(true)));
    assert_eq!(Agenda::of(&workbook, today()).undated, 1);
    plan(
        &mut workbook,
        change(ActivityChange::InPlaceOn(Some(today()))),
    );
    assert_eq!(Agenda::of(&workbook, today()).undated, 0);
}

#[test]
fn milestones_are_due_by_target_and_ongoing_activities_by_their_rhythm() {
    let mut workbook = Workbook::default();
    milestone(
        &mut workbook,
        "M-05",
        MilestoneChange::Target(Some(in_days(-3))),
    );
    milestone(
        &mut workbook,
        "M-06",
        MilestoneChange::Target(Some(in_days(20))),
    );
    milestone(&mut workbook, "S-01", MilestoneChange::Cadence(Some(1)));
    let last = NaiveDate::from_ymd_opt(2026, 9, 15).unwrap();
    milestone(&mut workbook, "S-01", MilestoneChange::LastDone(Some(last)));
    let items = due_items(&workbook, today());
    let found: Vec<_> = items.iter().map(|i| (i.code.as_str(), i.when)).collect();
    assert_eq!(
        found,
        [("M-05", DueWhen::Overdue(3)), ("S-01", DueWhen::ThisWeek)]
    );
    assert!(
        items[0].about.len() > items[0].text.len(),
        "the title is short"
    );
    milestone(
        &mut workbook,
        "M-05",
        MilestoneChange::Status(MilestoneStatus::Reached),
    );
    milestone(&mut workbook, "S-01", MilestoneChange::Hidden(true));
    assert_eq!(words(&workbook), [] as [&str; 0]);
}
