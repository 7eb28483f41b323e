//! Promises of the milestone checklist.

use chrono::NaiveDate;

use super::command::{MilestoneChange as To, MilestoneCommand as Ask};
use super::list::{LineId, line, lines, progress};
use super::*;
use crate::domain::action_plan::command::{PlanCommand, PlanFacts};
use crate::domain::action_plan::{Activity, Plan};
use crate::domain::command::Command;
use crate::domain::edit::EditSet;
use crate::domain::ids::{ActivityId, PlanId};
use crate::domain::workbook::Workbook;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn edits(workbook: &Workbook, ask: Ask) -> Result<EditSet, String> {
    Command::Milestone(ask)
        .edits(workbook, "MK", day(10, 12))
        .map_err(|refusal| refusal.0)
}

fn make(workbook: &mut Workbook, ask: Ask) -> EditSet {
    let set = edits(workbook, ask).unwrap();
    set.edits.iter().for_each(|e| workbook.apply(e));
    set
}

fn built_in(id: &str) -> LineId {
    LineId::BuiltIn(id.to_owned())
}

fn change(id: &str, to: To) -> Ask {
    Ask::Change(built_in(id), to)
}

#[test]
fn a_fresh_clinic_has_every_milestone_not_started() {
    let workbook = Workbook::default();
    let counts = StageId::ALL.map(|stage| lines(&workbook, stage).len());
    assert_eq!(counts, [17, 27, 16]);
    for stage in StageId::ALL {
        let lines = lines(&workbook, stage);
        assert_eq!(progress(&lines).reached, 0);
        assert!(lines.iter().all(|l| l.days_overdue(day(10, 12)).is_none()));
    }
}

#[test]
fn reached_has_a_date_and_reopening_takes_it_away() {
    let mut workbook = Workbook::default();
    make(
        &mut workbook,
        change("M-05", To::Status(MilestoneStatus::Reached)),
    );
    let record = |w: &Workbook| w.milestones[0].clone();
    assert_eq!(record(&workbook).reached_on, Some(day(10, 12)));
    make(
        &mut workbook,
        change("M-05", To::Evidence("Signed".to_owned())),
    );
    make(
        &mut workbook,
        change("M-05", To::Status(MilestoneStatus::UnderWay)),
    );
    assert_eq!(record(&workbook).reached_on, None);
    assert_eq!(record(&workbook).evidence, "Signed", "what showed it stays");
    make(&mut workbook, change("M-05", To::Reached(Some(day(9, 1)))));
    assert_eq!(record(&workbook).status, MilestoneStatus::Reached);
    let future = edits(&workbook, change("M-05", To::Reached(Some(day(12, 1)))));
    assert!(future.unwrap_err().contains("future"));
}

#[test]
fn only_a_date_makes_a_milestone_overdue() {
    let mut workbook = Workbook::default();
    make(
        &mut workbook,
        change("M-06", To::Status(MilestoneStatus::UnderWay)),
    );
    let overdue = |w: &Workbook| {
        line(w, &built_in("M-06"))
            .unwrap()
            .days_overdue(day(10, 12))
    };
    assert_eq!(overdue(&workbook), None);
    make(&mut workbook, change("M-06", To::Target(Some(day(10, 2)))));
    assert_eq!(overdue(&workbook), Some(10));
    make(&mut workbook, change("M-06", To::Target(Some(day(10, 12)))));
    assert_eq!(overdue(&workbook), None, "due today is not overdue");
    make(&mut workbook, change("M-06", To::Target(Some(day(10, 2)))));
    make(
        &mut workbook,
        change("M-06", To::Status(MilestoneStatus::NotForUs)),
    );
    assert_eq!(overdue(&workbook), None);
}

#[test]
fn an_ongoing_activity_is_due_again_after_its_cadence() {
    let mut workbook = Workbook::default();
    make(
        &mut workbook,
        change("S-01", To::LastDone(Some(day(6, 30)))),
    );
    let next = |w: &Workbook| line(w, &built_in("S-01")).unwrap().next_on();
    assert_eq!(next(&workbook), None, "no cadence, no date");
    make(&mut workbook, change("S-01", To::Cadence(Some(3))));
    assert_eq!(next(&workbook), Some(day(9, 30)));
    let late = line(&workbook, &built_in("S-01"))
        .unwrap()
        .days_overdue(day(10, 12));
    assert_eq!(late, Some(12));
    assert!(edits(&workbook, change("S-01", To::Cadence(Some(0)))).is_err());
}

#[test]
fn a_reworded_milestone_keeps_its_original_and_the_same_words_are_none() {
    let mut workbook = Workbook::default();
    make(
        &mut workbook,
        change("M-01", To::Text("Team meets on Tuesdays".to_owned())),
    );
    let one = line(&workbook, &built_in("M-01")).unwrap();
    assert_eq!(one.text(), "Team meets on Tuesdays");
    let original = one.original().expect("the programme's words").to_owned();
    make(&mut workbook, change("M-01", To::Text(original.clone())));
    let one = line(&workbook, &built_in("M-01")).unwrap();
    assert_eq!((one.text(), one.original()), (original.as_str(), None));
}

#[test]
fn the_usual_first_focus_is_one_step_and_keeps_what_was_first() {
    let mut workbook = Workbook::default();
    make(&mut workbook, change("M-20", To::Focus(true)));
    let set = make(&mut workbook, Ask::UsualFocus);
    let order = |w: &Workbook| {
        let mut first: Vec<_> = w
            .milestones
            .iter()
            .filter_map(|m| Some((m.focus?, m.entry.clone())))
            .collect();
        first.sort();
        let ranks: Vec<u32> = first.iter().map(|f| f.0).collect();
        assert_eq!(ranks, (1..=ranks.len() as u32).collect::<Vec<_>>());
        first.into_iter().map(|f| f.1).collect::<Vec<_>>()
    };
    assert_eq!(order(&workbook).len(), 9);
    assert_eq!(order(&workbook)[0], "M-20");
    make(&mut workbook, Ask::MoveFocus(built_in("M-20"), 3));
    assert_eq!(order(&workbook)[2], "M-20");
    make(&mut workbook, change("M-20", To::Focus(false)));
    assert_eq!(order(&workbook).len(), 8);
    assert!(edits(&workbook, Ask::MoveFocus(built_in("M-20"), 1)).is_err());
    let mut undone = Workbook::default();
    make(&mut undone, change("M-20", To::Focus(true)));
    let before = undone.clone();
    make(&mut undone, Ask::UsualFocus);
    set.inverse().edits.iter().for_each(|e| undone.apply(e));
    assert_eq!(undone.milestones, before.milestones);
}

#[test]
fn own_milestones_are_added_and_removed_and_built_in_ones_only_hidden() {
    let mut workbook = Workbook::default();
    let own = |text: &str| Ask::Add {
        stage: StageId::DesignAndImplement,
        block: Some(4),
        text: text.to_owned(),
    };
    assert!(edits(&workbook, own("  ")).is_err());
    make(&mut workbook, own("Evening huddle"));
    let id = workbook.milestones[0].id;
    make(&mut workbook, Ask::Change(LineId::Own(id), To::Focus(true)));
    assert_eq!(lines(&workbook, StageId::DesignAndImplement).len(), 28);
    let before = workbook.clone();
    let set = make(&mut workbook, Ask::Remove(id));
    assert_eq!(lines(&workbook, StageId::DesignAndImplement).len(), 27);
    set.inverse().edits.iter().for_each(|e| workbook.apply(e));
    assert_eq!(workbook.milestones, before.milestones);
    make(&mut workbook, change("M-15", To::Hidden(true)));
    let lines = lines(&workbook, StageId::DesignAndImplement);
    assert_eq!(
        progress(&lines).all,
        27,
        "26 built-in ones and one of its own"
    );
}

#[test]
fn what_stands_there_already_leaves_no_trace() {
    let mut workbook = Workbook::default();
    let same = change("M-02", To::Status(MilestoneStatus::NotStarted));
    assert_eq!(make(&mut workbook, same).edits, []);
    make(&mut workbook, change("M-02", To::Owner("Jan".to_owned())));
    assert_eq!(
        make(&mut workbook, change("M-02", To::Owner(" Jan ".to_owned()))).edits,
        []
    );
}

#[test]
fn an_own_milestone_that_is_removed_leaves_no_link_in_a_plan_and_undo_brings_the_links_back() {
    let mut workbook = Workbook::default();
    make(
        &mut workbook,
        Ask::Add {
            stage: StageId::DesignAndImplement,
            block: None,
            text: "Evening huddle".to_owned(),
        },
    );
    let id = workbook.milestones[0].id;
    let code = LineId::Own(id).code();
    let facts = PlanFacts {
        title: "Plan 1".to_owned(),
        next_time: vec!["M-07".to_owned(), code.clone()],
        ..PlanFacts::default()
    };
    let plan = Command::Plan(PlanCommand::Add(facts));
    let set = plan.edits(&workbook, "MK", day(10, 12)).unwrap();
    set.edits.iter().for_each(|e| workbook.apply(e));
    let activity = |number: i64, milestones: &[&str]| Activity {
        id: ActivityId(number),
        plan: workbook.plans[0].id,
        thread: ActivityId(number),
        place: number as u32,
        block: None,
        text: "Try it".to_owned(),
        manager: String::new(),
        due_text: String::new(),
        due_on: None,
        is_ongoing: false,
        in_place_by: None,
        in_place_on: None,
        after: None,
        resources: Vec::new(),
        milestones: milestones.iter().map(|m| (*m).to_owned()).collect(),
        note: String::new(),
        carried_from: None,
        by: "MK".to_owned(),
        on: day(9, 1),
    };
    let elsewhere = Activity {
        plan: PlanId(9),
        ..activity(3, &[&code])
    };
    let closed = Plan {
        id: PlanId(9),
        closed_on: Some(day(8, 1)),
        ..workbook.plans[0].clone()
    };
    workbook.activities = vec![
        activity(1, &["M-05", &code]),
        activity(2, &["M-05"]),
        elsewhere,
    ];
    workbook.plans.push(closed);
    let before = workbook.clone();
    let set = make(&mut workbook, Ask::Remove(id));
    assert_eq!(workbook.activities[0].milestones, ["M-05"]);
    assert_eq!(workbook.activities[1], before.activities[1], "not touched");
    assert_eq!(workbook.plans[0].next_time, ["M-07"]);
    assert_eq!(
        (&workbook.plans[1], &workbook.activities[2]),
        (&before.plans[1], &before.activities[2]),
        "a closed plan stays as it was"
    );
    assert!(line(&workbook, &LineId::Own(id)).is_none());
    set.inverse().edits.iter().for_each(|e| workbook.apply(e));
    assert_eq!(workbook.activities, before.activities);
    assert_eq!(workbook.plans, before.plans);
}

#[test]
fn a_code_is_read_back_as_the_line_it_was_made_of() {
    for id in [built_in("M-05"), LineId::Own(MilestoneId(3))] {
        assert_eq!(LineId::from_code(&id.code()), Some(id));
    }
    for nothing in ["M-99", "own-", "own-x", ""] {
        assert_eq!(LineId::from_code(nothing), None, "{nothing}");
    }
}
