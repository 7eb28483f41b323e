//! Promises of the stage's panel, by label: dates are kept, aims ticked, and what is missing is said.

use chrono::NaiveDate;
use egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::tests::{Desk, desk_harness, press};
use crate::domain::action_plan::carry::NextPlan;
use crate::domain::action_plan::command::{PlanCommand, PlanFacts, StepText};
use crate::domain::command::Command;
use crate::domain::milestone::command::{MilestoneChange, MilestoneCommand};
use crate::domain::milestone::list::LineId;
use crate::domain::programme::{self, StageId};
use crate::domain::stage::StageRecord;
use crate::ui::clinic::testing::today;
use crate::ui::milestones::stage_draft::StageDraft;
use crate::ui::request::Request;
use crate::ui::widgets::testing::{click, type_into};

fn open<'a>() -> Harness<'a, Desk> {
    let mut harness = desk_harness(Desk::default());
    harness.run();
    click(&mut harness, "Stage…");
    harness
}

fn record(harness: &Harness<'_, Desk>) -> StageRecord {
    harness.state().workbook.stages[0].clone()
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

/// Whether a notice says this, which stands in the tree as a note and as its words.
fn says(harness: &Harness<'_, Desk>, words: &str) -> bool {
    harness.get_all_by_label_contains(words).count() > 0
}

/// Types a date and leaves the field.
fn enter(harness: &mut Harness<'_, Desk>, field: &str, date: &str) {
    harness
        .get_by_role_and_label(Role::TextInput, field)
        .focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    type_into(harness, Role::TextInput, field, date);
    harness.key_press(egui::Key::Tab);
    harness.run();
}

#[test]
fn the_dates_of_a_stage_are_written_when_the_field_is_left() {
    let mut harness = open();
    enter(&mut harness, "Planned from", "2026-02-01");
    assert_eq!(record(&harness).planned_from, day("2026-02-01"));
    assert_eq!(record(&harness).stage, StageId::DesignAndImplement);
    enter(&mut harness, "Planned to", "2026-12-01");
    enter(&mut harness, "Began", "2026-03-10");
    let entered = record(&harness);
    assert_eq!(entered.planned_to, day("2026-12-01"));
    assert_eq!(entered.began_on, day("2026-03-10"));
    harness.get_by_label("Now in month 8.");
}

#[test]
fn days_that_contradict_each_other_stay_unwritten_and_say_so() {
    let mut harness = open();
    enter(&mut harness, "Ended", "2026-03-10");
    harness.get_by_label_contains("Enter first when the stage began");
    assert!(harness.state().workbook.stages.is_empty());
    enter(&mut harness, "Began", "2026-04-01");
    harness.get_by_label_contains("Before the stage began");
    enter(&mut harness, "Began", "2027-04-01");
    harness.get_by_label_contains("Lies in the future");
    assert!(harness.state().workbook.stages.is_empty());
    enter(&mut harness, "Began", "2026-01-01");
    assert_eq!(record(&harness).ended_on, day("2026-03-10"));
}

#[test]
fn a_stage_moved_later_as_a_whole_is_asked_for_in_an_order_that_can_be_carried_out() {
    let mut harness = open();
    enter(&mut harness, "Planned from", "2026-01-01");
    enter(&mut harness, "Planned to", "2026-03-01");
    let before = record(&harness);
    let mut draft = StageDraft::default();
    let mut out = Vec::new();
    draft.turn_to(before.stage, Some(&before), today(), &mut out);
    for (field, text) in draft.fields.iter_mut().zip(["2026-05-01", "2026-07-01"]) {
        field.text = text.to_owned();
        field.read(today());
    }
    draft.write(&mut out);
    assert_eq!(out.len(), 2);
    let workbook = &mut harness.state_mut().workbook;
    for request in out {
        let Request::Command(command) = request else {
            panic!("a change of the stage");
        };
        let set = command.edits(workbook, "MK", today()).expect("in order");
        set.edits.iter().for_each(|e| workbook.apply(e));
    }
    assert_eq!(record(&harness).planned_to, day("2026-07-01"));
}

#[test]
fn an_aim_is_ticked_with_the_day_and_unticked() {
    let mut harness = open();
    harness.get_by_label("Aims, 0 of 3 met");
    click(&mut harness, "Take up policy and agreement first");
    let met = record(&harness).aims_met;
    assert_eq!((met.len(), met[0].aim, met[0].on), (1, 1, today()));
    harness.get_by_label("Aims, 1 of 3 met");
    harness.get_by_label(&format!("met on {}", today()));
    click(&mut harness, "Take up policy and agreement first");
    assert!(record(&harness).aims_met.is_empty());
}

#[test]
fn the_panel_counts_says_what_is_missing_and_takes_the_teams_judgement() {
    let mut harness = open();
    click(&mut harness, "Usual first focus");
    harness.get_by_label("0 of 8 prioritised milestones reached");
    assert!(says(
        &harness,
        "Still missing: most prioritised milestones reached; the team"
    ));
    press(&mut harness, "Record the judgement…");
    click(&mut harness, "Outcome");
    click(&mut harness, "Yes, with less effort");
    click(&mut harness, "Add entry");
    let entry = harness.state().workbook.log[0].clone();
    assert_eq!(entry.outcome, "Yes, with less effort");
    assert_eq!(entry.stage, StageId::DesignAndImplement);
    click(&mut harness, "This stage");
    harness.get_by_label(&format!("Judged: Yes, with less effort ({})", today()));
    assert!(says(
        &harness,
        "Still missing: most prioritised milestones reached. This locks nothing."
    ));
}

#[test]
fn the_last_stage_begins_without_its_opening_and_the_panel_says_without_what() {
    let mut harness = open();
    let sustain = harness.get_all_by_role(Role::RadioButton);
    let sustain = sustain.into_iter().nth(2).expect("the third stage");
    sustain.click();
    harness.run();
    harness.get_by_label("Stage 3 of 3");
    enter(&mut harness, "Began", "2026-09-01");
    assert_eq!(record(&harness).stage, StageId::MonitorAndSustain);
    assert!(says(
        &harness,
        "It began without: most milestones reached; the team"
    ));
    harness.get_by_label("27 milestones not reached");
}

#[test]
fn the_usual_length_is_a_range_and_a_meeting_of_another_stage_says_so() {
    let mut harness = open();
    harness
        .get_by_label_contains("About 6 to 12 months. The whole programme usually takes 9 to 15");
    let launch = harness.get_all_by_role(Role::RadioButton);
    launch.into_iter().next().expect("the first stage").click();
    harness.run();
    harness.get_by_label_contains("Scheduled here, belongs to Design and Implement");
    harness.get_by_label("Record… approach");
    assert_eq!(harness.get_all_by_label("Not recorded").count(), 4);
}

#[test]
fn a_milestone_takes_the_place_of_the_stage_and_the_cross_gives_the_width_back() {
    let mut harness = open();
    harness.get_by_label("Close the stage");
    press(&mut harness, "M-05 Policy fits evidence");
    assert!(harness.query_by_label("Close the stage").is_none());
    click(&mut harness, "Close the milestone");
    assert!(harness.query_by_label("Close the stage").is_none());
    click(&mut harness, "Stage…");
    harness.run();
    click(&mut harness, "Close the stage");
    assert!(harness.query_by_label("Close the stage").is_none());
}

#[test]
fn a_milestone_named_in_another_stages_panel_is_shown_in_its_own_list() {
    let mut harness = open();
    let sustain = harness.get_all_by_role(Role::RadioButton);
    sustain.into_iter().nth(2).expect("the third stage").click();
    harness.run();
    press(
        &mut harness,
        "M-27: Measures are regularly reviewed and reported for each clinician",
    );
    harness.get_by_label("Close the milestone");
    let row = harness.get_by_label_contains(
        "Milestone Measures are regularly reviewed and reported for each clinician",
    );
    assert!(row.rect().bottom() < 690.0, "brought into view");
}

#[test]
fn began_and_ended_are_taken_away_together() {
    let mut harness = open();
    enter(&mut harness, "Began", "2026-02-01");
    enter(&mut harness, "Ended", "2026-03-01");
    let before = record(&harness);
    let mut draft = StageDraft::default();
    let mut out = Vec::new();
    draft.turn_to(before.stage, Some(&before), today(), &mut out);
    for field in &mut draft.fields {
        field.text.clear();
        field.read(today());
    }
    draft.write(&mut out);
    assert_eq!(out.len(), 2);
    for request in out {
        harness.state_mut().carry_out(request);
    }
    let after = record(&harness);
    assert_eq!((after.began_on, after.ended_on), (None, None));
}

#[test]
fn an_undone_date_leaves_what_is_typed_in_the_other_fields() {
    let mut harness = open();
    enter(&mut harness, "Planned from", "2026-02-01");
    harness
        .get_by_role_and_label(Role::TextInput, "Began")
        .focus();
    harness.run();
    type_into(&mut harness, Role::TextInput, "Began", "2027-");
    harness.state_mut().undo();
    harness.run();
    let value = |harness: &Harness<'_, Desk>, field| {
        use egui_kittest::kittest::NodeT as _;
        let field = harness.get_by_role_and_label(Role::TextInput, field);
        field.accesskit_node().value().unwrap_or_default()
    };
    assert_eq!(value(&harness, "Planned from"), "");
    assert_eq!(value(&harness, "Began"), "2027-");
}

#[test]
fn a_stage_asked_for_elsewhere_is_shown_with_its_panel() {
    let mut harness = open();
    click(&mut harness, "Log");
    harness.state_mut().state.show_entry("M-05");
    harness.run();
    harness
        .state_mut()
        .state
        .show_stage(StageId::PrepareAndLaunch);
    harness.run();
    harness.get_by_label("Stage 1 of 3");
    harness.get_by_role_and_label(Role::TextInput, "Began");
}

#[test]
fn what_is_left_to_reach_names_only_a_plan_that_goes_on() {
    let mut desk = Desk::default();
    let facts = |title: &str| PlanFacts {
        title: title.to_owned(),
        ..PlanFacts::default()
    };
    let plan = |ask| Command::Plan(ask);
    desk.make(plan(PlanCommand::Add(facts("Plan 1"))));
    desk.make(plan(PlanCommand::AddActivity {
        plan: desk.workbook.plans[0].id,
        block: None,
        row: StepText {
            what: "Revise".to_owned(),
            ..StepText::default()
        },
        milestones: vec!["M-05".to_owned()],
        place: None,
    }));
    let owner = MilestoneChange::Owner("Jan".to_owned());
    let line = |id: &str| LineId::BuiltIn(id.to_owned());
    desk.make(Command::Milestone(MilestoneCommand::Change(
        line("M-05"),
        owner,
    )));
    desk.state.show_stage(StageId::MonitorAndSustain);
    let mut harness = desk_harness(desk);
    harness.run();
    harness.get_by_label("Jan, Plan 1");
    let next = NextPlan {
        previous: harness.state().workbook.plans[0].id,
        facts: facts("Plan 2"),
        carried: Vec::new(),
        capacity: String::new(),
    };
    harness
        .state_mut()
        .make(plan(PlanCommand::StartNext(Box::new(next))));
    harness.run();
    harness.get_by_label("Jan, in no open plan");
    let all = programme::milestones().iter();
    for milestone in all.filter(|m| m.stage == StageId::DesignAndImplement) {
        let hide = MilestoneChange::Hidden(true);
        let hide = MilestoneCommand::Change(line(&milestone.id), hide);
        harness.state_mut().make(Command::Milestone(hide));
    }
    harness.run();
    harness.get_by_label("No milestone is left to reach");
}
