//! Dates beside texts, hints, and the tables of due.

use super::*;
use crate::domain::action_plan::hints::{StepHint, hint};
use crate::domain::action_plan::lists::{Due, due};
use crate::domain::action_plan::sheet::PlanSheet;

fn overdue(desk: &Desk, at: usize) -> Option<i64> {
    let sheet = PlanSheet::of(&desk.workbook, PlanId(1)).unwrap();
    sheet.activities[at].days_overdue(desk.today)
}

#[test]
fn overdue_comes_from_dates_alone() {
    let desk = Desk::new();
    let cases = [
        (None, Due::Undated),
        (Some(-400), Due::Overdue(400)),
        (Some(-1), Due::Overdue(1)),
        (Some(0), Due::Soon),
        (Some(14), Due::Soon),
        (Some(15), Due::Later),
    ];
    for (offset, expected) in cases {
        assert_eq!(
            due(offset.map(|o| desk.day(o)), desk.today),
            expected,
            "{offset:?}"
        );
    }
}

#[test]
fn a_date_follows_its_text_and_one_that_a_person_set_stays() {
    let mut desk = Desk::with_example();
    let date = |desk: &Desk| desk.step_of(1).when_on;
    desk.step(1, To::When("2026-11-05".to_owned()));
    assert_eq!(date(&desk), NaiveDate::from_ymd_opt(2026, 11, 5));
    desk.step(1, To::When("when Joy is back".to_owned()));
    assert_eq!(date(&desk), None, "it came from the text");
    let set = desk.day(9);
    desk.step(1, To::WhenOn(Some(set)));
    desk.step(1, To::When("when Joy has time".to_owned()));
    assert_eq!(date(&desk), Some(set), "a person set it");
    desk.step(1, To::When("2026-12-01".to_owned()));
    assert_eq!(
        date(&desk),
        NaiveDate::from_ymd_opt(2026, 12, 1),
        "the text says a date again"
    );
    // The same for activities.
    let date = |desk: &Desk| desk.activity_of(3).due_on;
    desk.change(3, ActivityChange::Due("2026-11-05".to_owned()));
    assert_eq!(date(&desk), NaiveDate::from_ymd_opt(2026, 11, 5));
    desk.change(3, ActivityChange::Due("after Joy".to_owned()));
    assert_eq!(date(&desk), None);
    desk.change(3, ActivityChange::DueOn(Some(set)));
    desk.change(3, ActivityChange::Due("after Joy?".to_owned()));
    assert_eq!(date(&desk), Some(set));
}

#[test]
fn an_activity_is_overdue_until_it_is_done_and_never_without_a_date() {
    let mut desk = Desk::with_example();
    assert_eq!(overdue(&desk, 2), None);
    let late = desk.day(-5);
    desk.change(3, ActivityChange::DueOn(Some(late)));
    assert_eq!(overdue(&desk, 2), Some(5));
    desk.review(3, ReviewStatus::Behind, "");
    assert_eq!(overdue(&desk, 2), Some(5));
    desk.review(3, ReviewStatus::Done, "");
    assert_eq!(overdue(&desk, 2), None);
}

#[test]
fn ongoing_work_is_overdue_only_until_it_is_in_place() {
    let mut desk = Desk::with_example();
    assert!(desk.activity_of(1).is_ongoing);
    let by = desk.day(-3);
    desk.change(1, ActivityChange::InPlaceBy(Some(by)));
    assert_eq!(overdue(&desk, 0), Some(3));
    let since = desk.day(-1);
    desk.change(1, ActivityChange::InPlaceOn(Some(since)));
    assert_eq!(overdue(&desk, 0), None, "it is in place, and it goes on");
    desk.change(1, ActivityChange::DueOn(Some(by)));
    assert_eq!(overdue(&desk, 0), None);
    let tomorrow = ActivityChange::InPlaceOn(Some(desk.day(1)));
    assert!(
        desk.ask(Ask::ChangeActivity(ActivityId(1), tomorrow))
            .is_err()
    );
}

#[test]
fn large_and_far_steps_have_a_hint_until_they_are_begun() {
    let desk = Desk::with_example();
    let step = |what: &str, ahead: Option<i64>| Step {
        what: what.to_owned(),
        when_on: ahead.map(|days| desk.day(days)),
        ..desk.step_of(1).clone()
    };
    let long = "a ".repeat(56);
    let cases = [
        (step("Sign up", None), None),
        (step("Sign up", Some(42)), None),
        (step("Sign up", Some(43)), Some(StepHint::Far(6))),
        (step(&long, None), Some(StepHint::Large)),
        (step("Draft it; send it", None), Some(StepHint::Large)),
        (step("Draft it. Send it", Some(90)), Some(StepHint::Large)),
        (step("Try it. then ask", None), Some(StepHint::Large)),
        (step("Call by 5. Then write", None), Some(StepHint::Large)),
        (step("Ask Dr. Lee and Mrs. Poe", None), None),
        (step("Ask (e.g. by mail) M. Kerr", None), None),
        (step("1. Draft it by Oct. 5", None), None),
        (
            Step {
                begun_on: Some(desk.today),
                ..step(&long, None)
            },
            None,
        ),
        (
            Step {
                done_on: Some(desk.today),
                ..step(&long, Some(90))
            },
            None,
        ),
    ];
    for (step, expected) in cases {
        assert_eq!(hint(&step, desk.today), expected, "{}", step.what);
    }
    assert!(StepHint::Far(6).sentence().contains("6 weeks"));
}
