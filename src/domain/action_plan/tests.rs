//! Promises of action plans.

mod arranging;
mod carrying;
mod due;
mod example;
mod lists;
mod pasting;

use chrono::{Days, NaiveDate};

use super::command::{ActivityChange, PlanCommand as Ask, PlanFacts, StepChange as To, StepText};
use super::*;
use crate::domain::command::Command;
use crate::domain::edit::EditSet;
use crate::domain::workbook::Workbook;

/// A clinic without anything, or with the example copied: plan 1, activities 1 to 6, steps 1 to 26.
struct Desk {
    workbook: Workbook,
    today: NaiveDate,
}

impl Desk {
    fn new() -> Self {
        Self {
            workbook: Workbook::default(),
            today: NaiveDate::from_ymd_opt(2026, 10, 12).unwrap(),
        }
    }

    fn with_example() -> Self {
        let mut desk = Self::new();
        desk.make(Ask::CopyExample);
        desk
    }

    fn day(&self, offset: i64) -> NaiveDate {
        let days = Days::new(offset.unsigned_abs());
        if offset < 0 {
            self.today - days
        } else {
            self.today + days
        }
    }

    fn ask(&self, ask: Ask) -> Result<EditSet, String> {
        Command::Plan(ask)
            .edits(&self.workbook, "MK", self.today)
            .map_err(|refusal| refusal.0)
    }

    fn make(&mut self, ask: Ask) -> EditSet {
        let set = self.ask(ask).unwrap();
        set.edits.iter().for_each(|e| self.workbook.apply(e));
        set
    }

    fn undo(&mut self, set: EditSet) {
        set.inverse()
            .edits
            .iter()
            .for_each(|e| self.workbook.apply(e));
    }

    fn change(&mut self, id: i64, change: ActivityChange) {
        self.make(Ask::ChangeActivity(ActivityId(id), change));
    }

    fn step(&mut self, id: i64, change: To) {
        self.make(Ask::ChangeStep(StepId(id), change));
    }

    fn activity_of(&self, id: i64) -> &Activity {
        self.workbook.activity(ActivityId(id)).unwrap()
    }

    fn step_of(&self, id: i64) -> &Step {
        self.workbook.step(StepId(id)).unwrap()
    }

    fn review(&mut self, activity: i64, status: ReviewStatus, note: &str) {
        self.make(Ask::Review {
            id: None,
            activity: ActivityId(activity),
            reviewed_on: self.today,
            status,
            note: note.to_owned(),
        });
    }

    /// The plan's activities by number, in order, and whether their places count up from 1.
    fn order(&self, plan: i64) -> Vec<i64> {
        let activities = self.workbook.activities_of(PlanId(plan));
        let places: Vec<u32> = activities.iter().map(|a| a.place).collect();
        assert_eq!(places, (1..=places.len() as u32).collect::<Vec<_>>());
        activities.iter().map(|a| a.id.0).collect()
    }

    /// As [`Self::order`], for the steps of an activity.
    fn steps(&self, activity: i64) -> Vec<i64> {
        let steps = self.workbook.steps_of(ActivityId(activity));
        let places: Vec<u32> = steps.iter().map(|s| s.place).collect();
        assert_eq!(places, (1..=places.len() as u32).collect::<Vec<_>>());
        steps.iter().map(|s| s.id.0).collect()
    }
}

fn facts(title: &str) -> PlanFacts {
    PlanFacts {
        title: title.to_owned(),
        ..PlanFacts::default()
    }
}

fn row(what: &str, who: &str, when: &str) -> StepText {
    StepText {
        what: what.to_owned(),
        who: who.to_owned(),
        when: when.to_owned(),
    }
}

#[test]
fn a_plan_needs_a_name_and_dates_in_order() {
    let desk = Desk::new();
    assert!(
        desk.ask(Ask::Add(facts("  ")))
            .unwrap_err()
            .contains("no name")
    );
    let backwards = PlanFacts {
        from: Some(desk.day(10)),
        through: Some(desk.day(9)),
        ..facts("Plan")
    };
    assert!(
        desk.ask(Ask::Add(backwards))
            .unwrap_err()
            .contains("before it begins")
    );
}

#[test]
fn saving_the_same_again_changes_nothing() {
    let mut desk = Desk::with_example();
    let plan = desk.workbook.plans[0].clone();
    let same = PlanFacts {
        title: plan.title,
        from: plan.from,
        through: plan.through,
        horizon: plan.horizon,
        intro: plan.intro,
        success_measure: plan.success_measure,
        next_time: plan.next_time,
    };
    assert!(desk.make(Ask::Change(PlanId(1), same)).edits.is_empty());
    let text = desk.activity_of(3).text.clone();
    let set = desk.ask(Ask::ChangeActivity(
        ActivityId(3),
        ActivityChange::Text(text),
    ));
    assert!(set.unwrap().edits.is_empty());
}

#[test]
fn a_step_done_and_opened_again_has_the_dates_that_say_so() {
    let mut desk = Desk::with_example();
    let today = desk.today;
    desk.step(1, To::State(StepState::UnderWay));
    assert_eq!(desk.step_of(1).begun_on, Some(today));
    desk.step(1, To::State(StepState::Done));
    assert_eq!(desk.step_of(1).done_on, Some(today));
    desk.step(1, To::State(StepState::UnderWay));
    assert_eq!(
        (desk.step_of(1).state(), desk.step_of(1).done_on),
        (StepState::UnderWay, None)
    );
    desk.step(1, To::State(StepState::NotStarted));
    assert_eq!(desk.step_of(1).state(), StepState::NotStarted);
    let tomorrow = To::DoneOn(Some(desk.day(1)));
    let refused = desk.ask(Ask::ChangeStep(StepId(1), tomorrow));
    assert!(refused.unwrap_err().contains("future"));
}

#[test]
fn an_activity_stands_by_its_newest_review_or_else_by_its_steps() {
    let mut desk = Desk::with_example();
    let standing = |desk: &Desk, at: usize| {
        let sheet = sheet::PlanSheet::of(&desk.workbook, PlanId(1)).unwrap();
        sheet.activities[at].standing()
    };
    assert_eq!(standing(&desk, 0), Standing::NotStarted);
    desk.step(1, To::State(StepState::Done));
    assert_eq!(standing(&desk, 0), Standing::UnderWay);
    desk.step(2, To::State(StepState::Done));
    assert_eq!(standing(&desk, 0), Standing::StepsDone);
    assert!(standing(&desk, 0).is_closed());
    desk.review(1, ReviewStatus::Stuck, "");
    assert_eq!(standing(&desk, 0), Standing::Reviewed(ReviewStatus::Stuck));
    let codes: Vec<&str> = ReviewStatus::ALL.iter().map(|s| s.code()).collect();
    assert_eq!(codes, ["on_track", "behind", "stuck", "done", "dropped"]);
}

#[test]
fn a_review_is_changed_and_removed_and_never_lies_in_the_future() {
    let mut desk = Desk::with_example();
    desk.review(2, ReviewStatus::OnTrack, " all well ");
    let review = |desk: &Desk| desk.workbook.reviews[0].clone();
    assert_eq!(review(&desk).note, "all well");
    let ask = |desk: &Desk, offset, status| Ask::Review {
        id: Some(ReviewId(1)),
        activity: ActivityId(2),
        reviewed_on: desk.day(offset),
        status,
        note: "all well".to_owned(),
    };
    assert!(
        desk.ask(ask(&desk, 0, ReviewStatus::OnTrack))
            .unwrap()
            .edits
            .is_empty()
    );
    assert!(desk.ask(ask(&desk, 1, ReviewStatus::OnTrack)).is_err());
    desk.make(ask(&desk, -3, ReviewStatus::Behind));
    assert_eq!(
        (desk.workbook.reviews.len(), review(&desk).status),
        (1, ReviewStatus::Behind)
    );
    desk.make(Ask::RemoveReview(ReviewId(1)));
    assert!(desk.workbook.reviews.is_empty());
}
