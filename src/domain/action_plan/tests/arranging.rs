//! Adding, moving, duplicating, removing; who waits for whom.

use super::*;
use crate::domain::challenge::MetChallenge;
use crate::domain::small_test::SmallTest;

#[test]
fn activities_are_added_moved_and_removed_without_gaps() {
    let mut desk = Desk::with_example();
    desk.make(Ask::AddActivity {
        plan: PlanId(1),
        block: None,
        row: row("Between", "", ""),
        milestones: Vec::new(),
        place: Some(3),
    });
    assert_eq!(desk.order(1), [1, 2, 7, 3, 4, 5, 6]);
    desk.make(Ask::MoveActivity(ActivityId(6), 1));
    assert_eq!(desk.order(1), [6, 1, 2, 7, 3, 4, 5]);
    desk.make(Ask::MoveActivity(ActivityId(6), 99));
    assert_eq!(desk.order(1), [1, 2, 7, 3, 4, 5, 6]);
    desk.make(Ask::RemoveActivity(ActivityId(2)));
    assert_eq!(desk.order(1), [1, 7, 3, 4, 5, 6]);
    assert_eq!(desk.workbook.steps.len(), 22, "its steps went with it");
    assert!(
        desk.ask(Ask::MoveActivity(ActivityId(2), 1))
            .unwrap_err()
            .contains("no longer")
    );
}

#[test]
fn steps_are_added_moved_and_removed_without_gaps() {
    let mut desk = Desk::with_example();
    desk.make(Ask::AddStep {
        activity: ActivityId(1),
        row: row("Between", "Joy?", "Friday-ish"),
        place: Some(2),
    });
    assert_eq!(desk.steps(1), [1, 27, 2]);
    desk.make(Ask::MoveStep(StepId(2), ActivityId(1), 1));
    assert_eq!(desk.steps(1), [2, 1, 27]);
    desk.make(Ask::MoveStep(StepId(1), ActivityId(2), 2));
    assert_eq!(
        (desk.steps(1), desk.steps(2)),
        (vec![2, 27], vec![3, 1, 4, 5, 6])
    );
    desk.make(Ask::RemoveStep(StepId(3)));
    assert_eq!(desk.steps(2), [1, 4, 5, 6]);
    let empty = Ask::AddStep {
        activity: ActivityId(1),
        row: row("  ", "Jan", "May"),
        place: None,
    };
    assert!(desk.ask(empty).unwrap_err().contains("empty"));
}

#[test]
fn a_step_does_not_leave_its_plan() {
    let mut desk = Desk::with_example();
    desk.make(Ask::CopyExample);
    let refused = desk.ask(Ask::MoveStep(StepId(1), ActivityId(7), 1));
    assert!(refused.unwrap_err().contains("inside its plan"));
}

#[test]
fn a_duplicate_stands_right_after_and_is_not_begun() {
    let mut desk = Desk::with_example();
    desk.step(1, To::State(StepState::Done));
    desk.make(Ask::DuplicateStep(StepId(1)));
    assert_eq!(desk.steps(1), [1, 27, 2]);
    assert_eq!(desk.step_of(27).state(), StepState::NotStarted);
    desk.make(Ask::DuplicateActivity(ActivityId(1)));
    assert_eq!(desk.order(1), [1, 7, 2, 3, 4, 5, 6]);
    assert_eq!(desk.steps(7), [28, 29, 30]);
    assert_eq!(
        desk.activity_of(7).thread,
        ActivityId(7),
        "a thread of its own"
    );
    assert!(
        desk.workbook
            .steps_of(ActivityId(7))
            .iter()
            .all(|s| s.done_on.is_none())
    );
}

#[test]
fn nobody_waits_for_themselves_round_however_many() {
    let mut desk = Desk::with_example();
    let wait = |id, after| {
        Ask::ChangeActivity(
            ActivityId(id),
            ActivityChange::After(Some(ActivityId(after))),
        )
    };
    assert!(
        desk.ask(wait(1, 1))
            .unwrap_err()
            .contains("wait for itself")
    );
    desk.make(wait(2, 1));
    desk.make(wait(3, 2));
    // 6 waits for 3 as the example has it.
    assert!(
        desk.ask(wait(1, 6))
            .unwrap_err()
            .contains("wait for itself")
    );
    assert!(desk.ask(wait(1, 99)).unwrap_err().contains("no longer"));
    desk.make(Ask::RemoveActivity(ActivityId(3)));
    assert_eq!(
        desk.activity_of(6).after,
        None,
        "what it waited for is gone"
    );
}

#[test]
fn what_is_removed_is_let_go_by_tests_and_challenges_and_comes_back_with_undo() {
    let mut desk = Desk::with_example();
    desk.review(1, ReviewStatus::OnTrack, "");
    desk.workbook.tests.push(SmallTest {
        activity: Some(ActivityId(1)),
        ..SmallTest::new(desk.today)
    });
    desk.workbook.challenges.push(MetChallenge {
        step: Some(StepId(1)),
        ..MetChallenge::new("C-01", desk.today)
    });
    let before = desk.workbook.clone();
    for ask in [Ask::RemoveActivity(ActivityId(1)), Ask::Remove(PlanId(1))] {
        let set = desk.make(ask);
        assert_eq!(
            (
                desk.workbook.tests[0].activity,
                desk.workbook.challenges[0].step
            ),
            (None, None)
        );
        assert!(desk.workbook.reviews.is_empty());
        desk.undo(set);
        assert!(desk.workbook == before);
    }
    desk.make(Ask::RemoveStep(StepId(1)));
    assert_eq!(desk.workbook.challenges[0].step, None);
}

#[test]
fn a_block_is_one_of_six_or_none_and_lists_have_no_doubles() {
    let mut desk = Desk::with_example();
    let to = |block| Ask::ChangeActivity(ActivityId(1), ActivityChange::Block(block));
    assert!(desk.ask(to(Some(7))).is_err());
    desk.make(to(None));
    let names = [" Card ", "", "Card", "Poster"].map(str::to_owned).to_vec();
    desk.change(1, ActivityChange::Resources(names));
    assert_eq!(desk.activity_of(1).resources, ["Card", "Poster"]);
}
