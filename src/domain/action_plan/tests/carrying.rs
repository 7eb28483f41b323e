//! The next plan: what goes on, and what stays as it was.

use super::*;
use crate::domain::action_plan::carry::{NextPlan, open_activities};
use crate::domain::action_plan::lists::all_tasks;
use crate::domain::action_plan::sheet::PlanSheet;
use crate::domain::small_test::SmallTest;

fn next(previous: i64, carried: &[i64]) -> Ask {
    Ask::StartNext(Box::new(NextPlan {
        previous: PlanId(previous),
        facts: facts("Plan 2"),
        carried: carried.iter().copied().map(ActivityId).collect(),
        capacity: " One hour ".to_owned(),
    }))
}

/// The example half done: activity 5 done, step 7 (first of activity 3) done, 3 reviewed.
fn half_done() -> Desk {
    let mut desk = Desk::with_example();
    desk.step(7, To::State(StepState::Done));
    desk.review(3, ReviewStatus::OnTrack, "First edits are made");
    desk.review(5, ReviewStatus::Done, "");
    desk
}

#[test]
fn what_is_open_is_offered_and_what_is_done_is_not() {
    let desk = half_done();
    let sheet = PlanSheet::of(&desk.workbook, PlanId(1)).unwrap();
    let open: Vec<i64> = open_activities(&sheet).map(|a| a.activity.id.0).collect();
    assert_eq!(open, [1, 2, 3, 4, 6]);
}

#[test]
fn carried_work_keeps_its_thread_history_and_links() {
    let mut desk = half_done();
    desk.change(4, ActivityChange::After(Some(ActivityId(5))));
    desk.make(next(1, &[3, 4, 6]));
    assert_eq!(desk.order(2), [7, 8, 9]);
    let (policy, agreement, templates) = (
        desk.activity_of(7),
        desk.activity_of(8),
        desk.activity_of(9),
    );
    assert_eq!(
        (policy.thread, policy.carried_from),
        (ActivityId(3), Some(ActivityId(3)))
    );
    assert_eq!(policy.milestones, ["M-05"]);
    assert_eq!(templates.after, Some(ActivityId(7)), "waits for the copy");
    assert_eq!(
        agreement.after, None,
        "it does not wait for what stays behind"
    );
    // The step that was done stays behind; the others know where they come from.
    assert_eq!(desk.steps(7).len(), 7);
    assert_eq!(
        desk.workbook.steps_of(ActivityId(7))[0].carried_from,
        Some(StepId(8))
    );
    desk.review(7, ReviewStatus::Behind, "");
    let told: Vec<_> = desk
        .workbook
        .reviews_of_thread(ActivityId(3))
        .map(|r| r.status)
        .collect();
    assert_eq!(told, [ReviewStatus::OnTrack, ReviewStatus::Behind]);
    assert_eq!(desk.workbook.plan(PlanId(2)).unwrap().capacity, "One hour");
}

#[test]
fn an_activity_waits_for_none_of_another_plan() {
    let mut desk = Desk::with_example();
    desk.make(next(1, &[3, 4]));
    let wait = |on| Ask::ChangeActivity(ActivityId(7), ActivityChange::After(Some(ActivityId(on))));
    let refused = desk.ask(wait(6)).unwrap_err();
    assert!(refused.contains("another plan"), "{refused}");
    assert!(desk.ask(wait(8)).is_ok());
}

#[test]
fn small_tests_and_steps_of_challenges_go_on_with_the_work_they_belong_to() {
    let mut desk = Desk::with_example();
    let test = SmallTest {
        change: "Ask at the desk".to_owned(),
        activity: Some(ActivityId(3)),
        ..SmallTest::new(desk.today)
    };
    desk.workbook.tests = vec![test];
    let tests = |desk: &Desk, thread| desk.workbook.tests_of_thread(ActivityId(thread)).count();
    let step = |desk: &Desk, id| desk.workbook.newest_step(StepId(id)).unwrap().id;
    assert_eq!((tests(&desk, 3), tests(&desk, 4)), (1, 0));
    assert_eq!(step(&desk, 8), StepId(8));
    desk.make(next(1, &[3]));
    let carried = desk.activity_of(7).thread.0;
    assert_eq!(
        tests(&desk, carried),
        1,
        "the test is found in the next plan"
    );
    assert_eq!(
        desk.workbook.newest_activity(ActivityId(3)).map(|a| a.id),
        Some(ActivityId(7))
    );
    let copy = desk.workbook.steps_of(ActivityId(7))[1].clone();
    assert_eq!(copy.carried_from, Some(StepId(8)));
    assert_eq!(step(&desk, 8), copy.id);
    // And through a third plan.
    desk.make(Ask::StartNext(Box::new(NextPlan {
        previous: PlanId(2),
        facts: facts("Plan 3"),
        carried: vec![ActivityId(7)],
        capacity: String::new(),
    })));
    assert_eq!(
        desk.workbook.step(step(&desk, 8)).unwrap().activity,
        ActivityId(8)
    );
    let left_behind = StepId(desk.workbook.steps_of(ActivityId(1))[0].id.0);
    assert_eq!(step(&desk, left_behind.0), left_behind);
}

#[test]
fn work_that_waits_for_a_later_place_is_linked_too() {
    let mut desk = Desk::with_example();
    desk.change(1, ActivityChange::After(Some(ActivityId(4))));
    desk.make(next(1, &[1, 4]));
    assert_eq!(desk.activity_of(7).after, Some(ActivityId(8)));
}

#[test]
fn the_plan_before_stays_as_it_was_but_for_the_day_it_was_closed() {
    let mut desk = half_done();
    let before = desk.workbook.clone();
    desk.make(next(1, &[3, 6]));
    let (old, new) = (&before.plans[0], &desk.workbook.plans[0]);
    assert_eq!(new.closed_on, Some(desk.today));
    assert_eq!(
        Plan {
            closed_on: None,
            ..new.clone()
        },
        *old
    );
    assert_eq!(
        desk.workbook.activities_of(PlanId(1)),
        before.activities_of(PlanId(1))
    );
    for activity in before.activities_of(PlanId(1)) {
        assert_eq!(
            desk.workbook.steps_of(activity.id),
            before.steps_of(activity.id)
        );
    }
    assert_eq!(desk.workbook.reviews, before.reviews);
    let tasks = all_tasks(&desk.workbook, desk.today);
    assert!(
        tasks.iter().all(|t| t.of.activity().0 > 6),
        "nothing in it is due any more"
    );
}

#[test]
fn a_closed_plan_takes_no_change() {
    let mut desk = half_done();
    desk.make(next(1, &[3]));
    let step = row("x", "", "");
    let asks = [
        Ask::Change(PlanId(1), facts("Other")),
        Ask::AddActivity {
            plan: PlanId(1),
            block: None,
            row: row("x", "", ""),
            milestones: Vec::new(),
            place: None,
        },
        Ask::ChangeActivity(ActivityId(3), ActivityChange::Note("x".to_owned())),
        Ask::MoveActivity(ActivityId(3), 1),
        Ask::DuplicateActivity(ActivityId(3)),
        Ask::RemoveActivity(ActivityId(3)),
        Ask::AddStep {
            activity: ActivityId(3),
            row: step,
            place: None,
        },
        Ask::ChangeStep(StepId(7), To::State(StepState::NotStarted)),
        Ask::MoveStep(StepId(7), ActivityId(3), 2),
        Ask::DuplicateStep(StepId(7)),
        Ask::RemoveStep(StepId(7)),
        Ask::Paste {
            plan: PlanId(1),
            into: None,
            rows: Vec::new(),
        },
        Ask::Review {
            id: None,
            activity: ActivityId(3),
            reviewed_on: desk.today,
            status: ReviewStatus::Done,
            note: String::new(),
        },
        // A review of it neither goes nor moves to another activity.
        Ask::RemoveReview(ReviewId(1)),
        Ask::Review {
            id: Some(ReviewId(1)),
            activity: ActivityId(7),
            reviewed_on: desk.today,
            status: ReviewStatus::Done,
            note: String::new(),
        },
        next(1, &[4]),
    ];
    for ask in asks {
        let shown = format!("{ask:?}");
        let refused = desk.ask(ask).map(|set| set.edits.len());
        assert!(
            refused.is_err_and(|sentence| sentence.contains("was closed on 2026-10-12")),
            "{shown}"
        );
    }
    let refused = desk.ask(Ask::Remove(PlanId(1))).unwrap_err();
    assert!(refused.contains("Remove the later plan first"));
}

#[test]
fn removing_the_newest_plan_opens_the_one_before() {
    let mut desk = half_done();
    let before = desk.workbook.clone();
    desk.make(next(1, &[3, 6]));
    desk.make(Ask::Remove(PlanId(2)));
    assert_eq!(desk.workbook.plans, before.plans);
    assert_eq!(desk.workbook.activities, before.activities);
    assert_eq!(desk.workbook.steps, before.steps);
}

#[test]
fn an_activity_of_another_plan_is_not_carried_on() {
    let mut desk = Desk::with_example();
    desk.make(Ask::CopyExample);
    assert!(
        desk.ask(next(1, &[3, 9]))
            .unwrap_err()
            .contains("not in the plan")
    );
}
