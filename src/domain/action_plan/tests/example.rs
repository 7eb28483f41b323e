//! The worked example, shown and copied.

use super::*;
use crate::domain::action_plan::example::Example;
use crate::domain::action_plan::lists::{Due, tasks};
use crate::domain::programme::example_plan;

#[test]
fn it_has_6_activities_and_26_steps_with_every_text_letter_for_letter() {
    let desk = Desk::with_example();
    let shown = Example::shown(desk.today);
    assert_eq!((shown.activities.len(), shown.steps.len()), (6, 26));
    let published = example_plan();
    for (activity, of) in shown.activities.iter().zip(&published.activities) {
        assert_eq!(
            (&activity.due_text, &activity.manager),
            (&of.due, &of.manager)
        );
    }
    let dues: Vec<&str> = shown
        .activities
        .iter()
        .map(|a| a.due_text.as_str())
        .collect();
    assert_eq!(
        dues,
        [
            "Continuous, but plan in place by February 28",
            "Continuous, but TelePain access begun by March",
            "April",
            "May",
            "February",
            "After policy revision",
        ]
    );
    let steps = published.activities.iter().flat_map(|a| &a.steps);
    for (step, of) in shown.steps.iter().zip(steps) {
        assert_eq!(
            (&step.what, &step.who, &step.when_text),
            (&of.what, &of.who, &of.when)
        );
    }
    let texts = |steps: &[Step]| {
        let steps = steps.iter();
        steps
            .map(|s| (s.what.clone(), s.who.clone(), s.when_text.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        texts(&desk.workbook.steps),
        texts(&shown.steps),
        "copied as shown"
    );
    let last = &desk.workbook.activities[5];
    assert_eq!(
        (last.after, last.block),
        (Some(ActivityId(3)), Some(3)),
        "C-30: filed under tracking"
    );
}

#[test]
fn nothing_in_it_is_overdue_on_any_day() {
    let first = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap();
    for offset in (0..4000).step_by(13) {
        let today = first + Days::new(offset);
        let example = Example::shown(today);
        let sheet = example.sheet();
        let tasks = tasks(&sheet, &[], today);
        assert_eq!(tasks.len(), 32);
        assert!(tasks.iter().all(|t| t.due == Due::Undated), "{today}");
        assert!(
            sheet
                .activities
                .iter()
                .all(|a| a.days_overdue(today).is_none()),
            "{today}"
        );
    }
}

#[test]
fn none_of_its_texts_is_rejected_or_altered_when_it_is_typed() {
    let mut desk = Desk::with_example();
    let steps = desk.workbook.steps.clone();
    for step in &steps {
        for change in [To::When("x".to_owned()), To::When(step.when_text.clone())] {
            desk.step(step.id.0, change);
        }
        for change in [To::Who("x".to_owned()), To::Who(step.who.clone())] {
            desk.step(step.id.0, change);
        }
        let now = desk.step_of(step.id.0);
        assert_eq!((&now.when_text, &now.who), (&step.when_text, &step.who));
    }
    let activities = desk.workbook.activities.clone();
    for activity in &activities {
        desk.change(activity.id.0, ActivityChange::Due("x".to_owned()));
        desk.change(
            activity.id.0,
            ActivityChange::Due(activity.due_text.clone()),
        );
        assert_eq!(desk.activity_of(activity.id.0).due_text, activity.due_text);
    }
}

#[test]
fn it_can_be_copied_twice_and_each_copy_is_the_clinics_own() {
    let mut desk = Desk::with_example();
    desk.make(Ask::CopyExample);
    assert_eq!(
        (desk.workbook.plans.len(), desk.workbook.steps.len()),
        (2, 52)
    );
    assert_eq!(desk.activity_of(12).after, Some(ActivityId(9)));
    desk.make(Ask::Remove(PlanId(1)));
    assert_eq!(
        (desk.workbook.plans.len(), desk.workbook.steps.len()),
        (1, 26)
    );
}
