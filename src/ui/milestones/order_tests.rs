//! Promises of order, plans and presenting, by label.

use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::tests::{Desk, desk_harness, press};
use super::*;
use crate::domain::action_plan::command::{PlanCommand, PlanFacts};
use crate::domain::action_plan::{Activity, Review, ReviewStatus};
use crate::domain::ids::{ActivityId, PlanId, ReviewId};
use crate::domain::milestone::MilestoneStatus;
use crate::domain::milestone::command::MilestoneChange;
use crate::domain::programme;
use crate::ui::clinic::testing::today;
use crate::ui::widgets::testing::{click, type_into};

fn ranked() -> Desk {
    let mut desk = Desk::default();
    desk.make(Command::Milestone(MilestoneCommand::UsualFocus));
    let first = programme::first_focus().next().expect("a first one");
    let reached = MilestoneChange::Status(MilestoneStatus::Reached);
    let line = LineId::BuiltIn(first.id.clone());
    desk.make(Command::Milestone(MilestoneCommand::Change(line, reached)));
    desk
}

fn first_things<'a>() -> Harness<'a, Desk> {
    let mut harness = desk_harness(ranked());
    harness.run();
    click(&mut harness, "What comes first");
    harness
}

/// What comes first, by rank.
fn order(harness: &Harness<'_, Desk>) -> Vec<String> {
    let milestones = harness.state().workbook.milestones.iter();
    let mut first: Vec<_> = milestones
        .filter_map(|m| Some((m.focus?, m.entry.clone())))
        .collect();
    first.sort();
    first.into_iter().map(|f| f.1).collect()
}

fn usual() -> Vec<String> {
    programme::first_focus().map(|m| m.id.clone()).collect()
}

fn text_of(code: &str) -> &'static str {
    programme::milestone(code).map_or("", |m| m.text.as_str())
}

#[test]
fn what_comes_first_stands_in_rank_order_over_the_rest_with_its_progress() {
    let harness = first_things();
    harness.get_by_label("1 of 8 first ones reached");
    harness.get_by_label("1 of 8 reached");
    harness.get_by_label("0 of 19 reached");
    let top = |code: &str| {
        let cell = harness.get_by_role_and_label(Role::Cell, text_of(code));
        cell.rect().top()
    };
    let tops: Vec<f32> = usual().iter().map(|code| top(code)).collect();
    assert!(tops.is_sorted());
    assert!(tops[7] < top("M-03"), "the rest stands below");
}

#[test]
fn the_current_milestone_moves_with_alt_and_the_arrows_one_step_of_undo_each() {
    let mut harness = first_things();
    let second = usual()[1].clone();
    harness
        .get_by_role_and_label(Role::Cell, text_of(&second))
        .click();
    harness.run();
    let steps = harness.state().workbook.history.len();
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
    harness.run();
    assert_eq!(order(&harness)[2], second);
    assert_eq!(harness.state().workbook.history.len(), steps + 1);
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowUp);
    harness.run();
    assert_eq!(order(&harness), usual());
}

#[test]
fn a_row_dragged_to_another_place_has_that_place() {
    let mut harness = first_things();
    let (first, fourth) = (usual()[0].clone(), usual()[3].clone());
    let center = |code: &str| {
        let cell = harness.get_by_role_and_label(Role::Cell, text_of(code));
        cell.rect().left_center() + egui::vec2(30.0, 0.0)
    };
    let (from, to) = (center(&first), center(&fourth));
    let button = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    for event in [
        egui::Event::PointerMoved(from),
        button(from, true),
        egui::Event::PointerMoved(from.lerp(to, 0.5)),
        egui::Event::PointerMoved(to),
        button(to, false),
    ] {
        harness.event(event);
        harness.step();
    }
    harness.run();
    assert_eq!(order(&harness)[3], first);
    assert_eq!(order(&harness)[..3], usual()[1..4]);
}

/// A clinic whose policy milestone is in a plan and was reviewed.
fn planned() -> Desk {
    let mut desk = Desk::default();
    let facts = PlanFacts {
        title: "Plan 3".to_owned(),
        next_time: vec!["M-07".to_owned()],
        ..PlanFacts::default()
    };
    desk.make(Command::Plan(PlanCommand::Add(facts)));
    let plan = desk.workbook.plans[0].id;
    desk.workbook.activities.push(activity(plan));
    desk.workbook.reviews.push(Review {
        id: ReviewId(1),
        activity: ActivityId(7),
        reviewed_on: today(),
        status: ReviewStatus::OnTrack,
        note: String::new(),
        by: "MK".to_owned(),
        on: today(),
    });
    desk.state.show_entry("M-05");
    desk
}

fn activity(plan: PlanId) -> Activity {
    Activity {
        id: ActivityId(7),
        plan,
        thread: ActivityId(7),
        place: 1,
        block: Some(2),
        text: "Revise the policy".to_owned(),
        manager: String::new(),
        due_text: String::new(),
        due_on: None,
        is_ongoing: false,
        in_place_by: None,
        in_place_on: None,
        after: None,
        resources: Vec::new(),
        milestones: vec!["M-05".to_owned()],
        note: String::new(),
        carried_from: None,
        by: "MK".to_owned(),
        on: today(),
    }
}

#[test]
fn the_panel_leads_to_the_activities_of_a_milestone_and_plans_it() {
    let mut harness = desk_harness(planned());
    harness.run();
    press(&mut harness, "In Plan 3: Revise the policy, on track");
    let asked = harness.state().other.last();
    assert!(matches!(asked, Some(Request::ShowActivity(ActivityId(7)))));
    click(&mut harness, "Plan this…");
    let asked = harness.state().other.last();
    assert!(matches!(asked, Some(Request::PlanMilestone(code)) if code == "M-05"));
    harness.state_mut().state.show_entry("M-07");
    harness.run();
    harness.get_by_label("Left for next time in Plan 3");
    harness.state_mut().state.show_entry("M-06");
    harness.run();
    harness.get_by_label("In no plan yet.");
}

#[test]
fn a_challenge_is_opened_in_the_library_and_noted_as_met() {
    let mut desk = Desk::default();
    desk.state.show_entry("M-11");
    let mut harness = desk_harness(desk);
    harness.run();
    let challenge = programme::challenges_about("M-11").next().expect("one");
    press(&mut harness, &format!("Open challenge {}", challenge.title));
    let asked = harness.state().other.last();
    assert!(matches!(asked, Some(Request::ShowChallenge(id)) if *id == challenge.id));
    let met = format!("We have met this… {}", challenge.title);
    press(&mut harness, &met);
    let asked = harness.state().other.last();
    let Some(Request::NewChallenge(met)) = asked else {
        panic!("a challenge met");
    };
    assert_eq!((met.entry.as_str(), met.met_on), (&*challenge.id, today()));
}

#[test]
fn a_milestone_of_the_clinics_own_is_shown_by_its_code_in_its_stage() {
    let mut desk = Desk::default();
    desk.make(Command::Milestone(MilestoneCommand::Add {
        stage: StageId::MonitorAndSustain,
        block: None,
        text: "Evening huddle".to_owned(),
    }));
    let code = LineId::Own(desk.workbook.milestones[0].id).code();
    desk.state.show_entry(&code);
    let mut harness = desk_harness(desk);
    harness.run();
    harness.get_by_label("Close the milestone");
    harness.get_by_role_and_label(Role::ColumnHeader, "Last done");
}

#[test]
fn presented_the_list_stands_alone_without_owners_and_with_nothing_to_write() {
    let mut desk = ranked();
    let owner = MilestoneChange::Owner("Dr Bhatt".to_owned());
    let line = LineId::BuiltIn("M-05".to_owned());
    desk.make(Command::Milestone(MilestoneCommand::Change(line, owner)));
    desk.state.show_entry("M-05");
    desk.is_presented = true;
    let mut harness = desk_harness(desk);
    harness.run();
    harness.get_by_role_and_label(Role::Cell, text_of("M-05"));
    harness.get_by_label("1 of 8 first ones reached");
    for hidden in [
        "New milestone…",
        "Stage…",
        "Close the milestone",
        "Plan this…",
    ] {
        assert!(harness.query_by_label(hidden).is_none(), "{hidden}");
    }
    assert!(harness.query_by_label_contains("Dr Bhatt").is_none());
    click(&mut harness, "What comes first");
    let changes = harness.state().workbook.history.len();
    harness
        .get_by_role_and_label(Role::Cell, text_of("M-05"))
        .click();
    harness.run();
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
    harness.run();
    assert_eq!(harness.state().workbook.history.len(), changes);
}

/// Own milestones of the first stage that come first before all, one of the middle stage hidden.
fn mixed() -> Desk {
    let mut desk = ranked();
    let make = |desk: &mut Desk, ask| desk.make(Command::Milestone(ask));
    let add = MilestoneCommand::Add {
        stage: StageId::PrepareAndLaunch,
        block: None,
        text: "Tell the board".to_owned(),
    };
    make(&mut desk, add);
    let own = desk.workbook.milestones.last().map(|m| LineId::Own(m.id));
    let own = own.expect("an own one");
    let focus = MilestoneCommand::Change(own.clone(), MilestoneChange::Focus(true));
    make(&mut desk, focus);
    make(&mut desk, MilestoneCommand::MoveFocus(own, 3));
    let second = LineId::BuiltIn(usual()[1].clone());
    let hide = MilestoneCommand::Change(second, MilestoneChange::Hidden(true));
    make(&mut desk, hide);
    desk
}

#[test]
fn the_place_of_what_comes_first_is_that_of_the_list_and_a_step_goes_to_the_next_shown() {
    let mut desk = mixed();
    // Ranks: usual 1, usual 2 (hidden), "Tell the board", usual 3 and so on.
    let third = usual()[2].clone();
    desk.state.show_entry(&third);
    let mut harness = desk_harness(desk);
    harness.run();
    harness.get_by_label("First, place 2 of 7");
    press(&mut harness, "Move up among what comes first");
    harness.get_by_label("First, place 1 of 7");
    assert_eq!(order(&harness)[0], third);
    press(&mut harness, "Move down among what comes first");
    harness.get_by_label("First, place 2 of 7");
    let hidden = usual()[1].clone();
    harness.state_mut().state.show_entry(&hidden);
    harness.run();
    harness.get_by_label("First, while hidden at no place");
}

#[test]
fn hidden_milestones_are_not_projected() {
    let hidden = usual()[1].clone();
    let words = format!("{} (hidden)", text_of(&hidden));
    let mut harness = desk_harness(mixed());
    harness.run();
    click(&mut harness, "Show 1 hidden");
    harness.get_by_role_and_label(Role::Cell, &words);
    let mut desk = mixed();
    desk.state.shows_hidden = true;
    desk.is_presented = true;
    let mut harness = desk_harness(desk);
    harness.run();
    assert!(harness.query_by_label(&words).is_none());
    harness.get_by_role_and_label(Role::Cell, text_of("M-05"));
}

#[test]
fn what_is_put_first_but_not_for_us_is_not_called_nothing() {
    let mut desk = Desk::default();
    let line = LineId::BuiltIn("M-05".to_owned());
    for change in [
        MilestoneChange::Focus(true),
        MilestoneChange::Status(MilestoneStatus::NotForUs),
    ] {
        let ask = MilestoneCommand::Change(line.clone(), change);
        desk.make(Command::Milestone(ask));
    }
    let mut harness = desk_harness(desk);
    harness.run();
    harness.get_by_label("What is put first is not for us");
    assert!(
        harness
            .query_by_label_contains("Nothing is put first")
            .is_none()
    );
}

#[test]
fn a_form_that_is_open_waits_while_the_tab_is_projected() {
    let mut harness = desk_harness(Desk::default());
    harness.run();
    click(&mut harness, "New milestone…");
    let field = (Role::MultilineTextInput, "What is to be reached");
    type_into(&mut harness, field.0, field.1, "Evening huddle");
    harness.state_mut().is_presented = true;
    harness.run();
    assert!(harness.query_by_label("Add milestone").is_none());
    harness.state_mut().is_presented = false;
    harness.run();
    click(&mut harness, "Add milestone");
    let own = harness.state().workbook.milestones.last();
    assert_eq!(own.map(|m| m.text.as_str()), Some("Evening huddle"));
}
