//! What the story says holds, and nothing of it is refused.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::action_plan::lists::{Due, all_tasks, by_person};
use crate::domain::action_plan::sheet::PlanSheet;
use crate::domain::measure::Measure;
use crate::domain::programme::{self, StageId};
use crate::domain::small_test::{TestDecision, TestState};
use crate::domain::stage::course::{courses, current};
use crate::domain::team::seats::{Seat, vacant, without_backup};
use crate::domain::workbook::Workbook;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 12).expect("a date")
}

fn told(today: NaiveDate) -> Workbook {
    let mut workbook = Workbook::default();
    for (day, command) in crate::app::demo::plans(today) {
        let shown = format!("{day}: {command:?}");
        let set = command.edits(&workbook, "demo", day);
        let set = set.unwrap_or_else(|refusal| panic!("{refusal} {shown}"));
        assert!(!set.edits.is_empty(), "changes nothing: {shown}");
        set.edits.iter().for_each(|edit| workbook.apply(edit));
    }
    workbook
}

#[test]
fn everything_is_accepted_in_order_of_days_whatever_day_it_is() {
    let leap = NaiveDate::from_ymd_opt(2028, 2, 29).expect("a date");
    for today in [today(), leap] {
        let commands = crate::app::demo::plans(today);
        assert!(commands.is_sorted_by_key(|(day, _)| *day));
        assert!(commands.iter().all(|(day, _)| *day <= today));
        told(today);
    }
}

#[test]
fn two_plans_are_closed_and_the_third_goes_on_from_them() {
    let workbook = told(today());
    let closed: Vec<bool> = workbook
        .plans
        .iter()
        .map(|p| p.closed_on.is_some())
        .collect();
    assert_eq!(closed, [true, true, false]);
    let third = &workbook.plans[2];
    assert_eq!(third.previous, Some(workbook.plans[1].id));
    let sheet = PlanSheet::of(&workbook, third.id).expect("a plan");
    assert_eq!(sheet.activities.len(), 6);
    assert!(
        sheet
            .activities
            .iter()
            .all(|a| (3..=6).contains(&a.steps.len())),
        "{:?}",
        sheet
            .activities
            .iter()
            .map(|a| a.steps.len())
            .collect::<Vec<_>>()
    );
    // The talk goes through all three plans, with every review of it.
    let talk = &sheet.activities[0];
    assert_eq!(
        talk.activity.thread,
        workbook.activities_of(workbook.plans[0].id)[0].id
    );
    assert_eq!(talk.reviews.len(), 6);
    let waits = |a: &&crate::domain::action_plan::Activity| a.after.is_some();
    let waiting: Vec<_> = workbook.activities.iter().filter(waits).collect();
    assert!(waiting.iter().any(|a| {
        workbook
            .activity(a.after.expect("waits"))
            .is_some_and(|b| b.plan == a.plan)
    }));
    assert!(waiting.len() >= 5);
}

#[test]
fn some_work_is_overdue_some_has_no_date_and_names_may_be_uncertain() {
    let workbook = told(today());
    let tasks = all_tasks(&workbook, today());
    let overdue: Vec<&str> = tasks
        .iter()
        .filter(|t| matches!(t.due, Due::Overdue(_)))
        .map(|t| t.text.as_str())
        .collect();
    assert_eq!(
        overdue,
        [
            "Agree taper wording for patient letter",
            "Update the PDMP delegate list with the State"
        ]
    );
    let undated = tasks
        .iter()
        .filter(|t| t.due == Due::Undated && !t.when.is_empty())
        .count();
    assert!(undated >= 8, "{undated}");
    assert!(tasks.iter().any(|t| t.named.iter().any(|n| n.is_uncertain)));
    let people = by_person(&tasks);
    let of = |name: &str| people.iter().any(|g| g.of == name);
    assert!(of("M. Kerr") && of("Joy") && of("I. Lindgren"));
    let long = |t: &&crate::domain::action_plan::lists::Task| t.text.chars().count() > 80;
    assert!(tasks.iter().filter(long).count() >= 2);
}

#[test]
fn the_stages_stand_as_in_month_13() {
    let workbook = told(today());
    assert_eq!(current(&workbook), StageId::DesignAndImplement);
    let courses = courses(&workbook);
    assert_eq!(courses[1].month(today()), Some(13));
    assert_eq!(
        courses[0].record.and_then(|r| r.ended_on),
        NaiveDate::from_ymd_opt(2025, 9, 17)
    );
    let late = courses[0].record.map(|r| {
        r.ended_on
            .zip(r.planned_to)
            .map(|(e, p)| (e - p).num_days())
    });
    assert_eq!(late, Some(Some(10)));
    assert!(
        courses[2]
            .record
            .is_some_and(|r| r.planned_from.is_some() && r.began_on.is_none())
    );
    let kinds: BTreeSet<_> = workbook.log.iter().map(|e| e.kind).collect();
    assert_eq!((workbook.log.len(), kinds.len()), (11, 7));
}

#[test]
fn the_team_has_its_seats_and_one_key_seat_without_backup() {
    let workbook = told(today());
    assert!(vacant(&workbook.people, today()).is_empty());
    let alone = without_backup(&workbook.people, today());
    assert_eq!(
        alone.iter().map(|p| p.seat).collect::<Vec<_>>(),
        [Some(Seat::TrackingLead)]
    );
    let groups = workbook.people.iter().filter(|p| !p.members.is_empty());
    assert_eq!(groups.count(), 3);
    assert!(workbook.people.iter().any(|p| !p.is_active(today())));
}

#[test]
fn small_tests_stand_in_all_four_states_and_one_is_marked_on_a_run_chart() {
    let workbook = told(today());
    let states: BTreeSet<TestState> = workbook.tests.iter().map(|t| t.state(today())).collect();
    assert_eq!((workbook.tests.len(), states.len()), (5, 4));
    let adopted = workbook
        .tests
        .iter()
        .find(|t| t.decision == Some(TestDecision::Adopt))
        .expect("adopted");
    assert_eq!(adopted.measure, Some(Measure::Naloxone.into()));
    let first = workbook
        .tests
        .iter()
        .find(|t| Some(t.id) == adopted.previous)
        .expect("a chain");
    assert!(adopted.lacks().is_empty() && first.lacks().is_empty());
    let planned = workbook.tests.last().expect("tests");
    let answers = planned
        .challenge
        .and_then(|id| workbook.challenges.iter().find(|c| c.id == id));
    assert!(answers.is_some_and(|c| c.title().starts_with("The evening clinic")));
}

#[test]
fn challenges_are_the_librarys_and_the_clinics_own_and_one_became_a_step() {
    let workbook = told(today());
    assert_eq!(workbook.challenges.len(), 4);
    assert_eq!(
        workbook
            .challenges
            .iter()
            .filter(|c| c.entry.is_empty())
            .count(),
        1
    );
    let step = workbook
        .challenges
        .iter()
        .find_map(|c| c.step)
        .expect("a step");
    assert!(
        workbook
            .step(step)
            .is_some_and(|s| s.what.starts_with("Agree taper"))
    );
}

#[test]
fn plans_serve_milestones_of_the_programme_and_agree_with_what_was_reached() {
    let mut workbook = Workbook::default();
    let both = crate::app::demo::milestones(today())
        .into_iter()
        .chain(crate::app::demo::plans(today()));
    for (day, command) in both {
        let set = command.edits(&workbook, "demo", day).expect("accepted");
        set.edits.iter().for_each(|edit| workbook.apply(edit));
    }
    let open = workbook.plans.last().expect("a plan");
    for activity in workbook.activities_of(open.id) {
        assert!(!activity.milestones.is_empty());
        for id in &activity.milestones {
            assert!(programme::milestones().iter().any(|m| m.id == *id), "{id}");
        }
    }
    // What the plans call done is reached, and on a day near that review.
    for review in workbook.reviews.iter().filter(|r| r.status.is_closed()) {
        let activity = workbook.activity(review.activity).expect("an activity");
        let served = activity.milestones.first().expect("a milestone");
        let reached = workbook
            .milestones
            .iter()
            .find(|m| m.entry == *served)
            .and_then(|m| m.reached_on);
        let apart = reached.map(|on| (on - review.reviewed_on).num_days());
        assert!(
            apart.is_some_and(|days| days.abs() <= 7),
            "{served}: {apart:?}"
        );
    }
}
