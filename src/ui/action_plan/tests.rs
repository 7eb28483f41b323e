//! Promises of the Action plan tab, by label.

use egui::{Event, Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::domain::action_plan::command::{PlanFacts, StepText};
use crate::domain::action_plan::{ReviewStatus, StepState};
use crate::ui::desk::Desk;
use crate::ui::theme::Theme;
use crate::ui::widgets::testing::{click, harness_in};

type Window<'a> = Harness<'a, Desk<PlanState>>;

fn open<'a>(desk: Desk<PlanState>) -> Window<'a> {
    harness_in(
        Theme::light(),
        (1366.0, 690.0),
        desk,
        |ui, desk: &mut Desk<PlanState>| {
            desk.ui(ui, |ui, view, state, out| {
                plan_ui(ui, view, state, false, out);
            });
        },
    )
}

/// A window with an empty plan, ready for its first activity.
fn begun<'a>() -> Window<'a> {
    let mut desk = Desk::<PlanState>::default();
    let facts = PlanFacts {
        title: "Plan 1".to_owned(),
        ..PlanFacts::default()
    };
    desk.carry_out(Request::Command(Command::Plan(PlanCommand::Add(facts))));
    let mut window = open(desk);
    window.run();
    click(&mut window, "New activity");
    window
}

fn press(window: &mut Window<'_>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

fn write(window: &mut Window<'_>, text: &str) {
    window.event(Event::Text(text.to_owned()));
    window.run();
}

/// Types the cells of a row and leaves it with Enter.
fn row(window: &mut Window<'_>, cells: [&str; 3]) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            press(window, Modifiers::NONE, Key::Tab);
        }
        if !cell.is_empty() {
            write(window, cell);
        }
    }
    press(window, Modifiers::NONE, Key::Enter);
}

/// "activity | who | when" and its steps, as they stand.
fn told(window: &Window<'_>) -> Vec<String> {
    let workbook = &window.state().workbook;
    let mut lines = Vec::new();
    for activity in &workbook.activities {
        lines.push(format!(
            "{} | {} | {}",
            activity.text, activity.manager, activity.due_text
        ));
        for step in workbook.steps_of(activity.id) {
            lines.push(format!(
                "- {} | {} | {}",
                step.what, step.who, step.when_text
            ));
        }
    }
    lines
}

#[test]
fn a_plan_of_three_activities_and_twelve_steps_is_typed_by_keyboard_alone() {
    let mut window = begun();
    let mut expected = Vec::new();
    for activity in 1..=3 {
        row(
            &mut window,
            [&format!("Activity {activity}"), "Bill", "End of the work"],
        );
        expected.push(format!("Activity {activity} | Bill | End of the work"));
        for step in 1..=4 {
            let what = format!("Step {activity}.{step}");
            row(&mut window, [&what, "Jan, Joy?", "3/4"]);
            expected.push(format!("- {what} | Jan, Joy? | 3/4"));
        }
        // An empty step leads on to the next activity.
        press(&mut window, Modifiers::NONE, Key::Enter);
    }
    assert_eq!(told(&window), expected);
    let steps = &window.state().workbook.steps;
    assert!(
        steps
            .iter()
            .all(|s| s.when_on.is_some_and(|d| d.to_string() == "2027-03-04"))
    );
    // Every row is one step of undo.
    assert_eq!(window.state().done.len(), 1 + 15);
    for _ in 0..15 {
        window.state_mut().undo();
    }
    assert_eq!(told(&window), Vec::<String>::new());
}

#[test]
fn a_date_that_is_typed_says_how_it_is_read_and_words_stay_words() {
    let mut window = begun();
    row(&mut window, ["Revise the policy", "Bill", ""]);
    write(&mut window, "Compare");
    press(&mut window, Modifiers::NONE, Key::Tab);
    press(&mut window, Modifiers::NONE, Key::Tab);
    for (typed, said) in [
        ("3/4", "read as 2027-03-04, Thursday"),
        ("", "3/4, +2w, end of March, or words"),
        (
            "By early February",
            "stays as text; 2027-02-10 is offered in the details",
        ),
        ("", "3/4, +2w, end of March, or words"),
        ("After policy revision", "stays as text, never overdue"),
    ] {
        press(&mut window, Modifiers::COMMAND, Key::A);
        press(&mut window, Modifiers::NONE, Key::Backspace);
        if !typed.is_empty() {
            write(&mut window, typed);
        }
        window.get_by_label(said);
    }
    press(&mut window, Modifiers::NONE, Key::Enter);
    let step = window.state().workbook.steps[0].clone();
    assert_eq!(
        (&*step.when_text, step.when_on),
        ("After policy revision", None)
    );
}

#[test]
fn escape_leaves_the_cell_as_it_was() {
    let mut window = begun();
    row(&mut window, ["Revise the policy", "Bill", "April"]);
    press(&mut window, Modifiers::NONE, Key::Escape);
    click(&mut window, "Activity Revise the policy, who: Bill");
    write(&mut window, "Somebody else");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(told(&window), ["Revise the policy | Bill | April"]);
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::A);
    write(&mut window, "Joy?");
    press(&mut window, Modifiers::NONE, Key::Tab);
    assert_eq!(told(&window), ["Revise the policy | Joy? | April"]);
}

/// A plan with an activity of three steps, none of them typed in.
fn with_steps<'a>() -> Window<'a> {
    let mut window = begun();
    row(&mut window, ["Revise the policy", "Bill", "April"]);
    for what in ["First", "Second", "Third"] {
        row(&mut window, [what, "Jan", ""]);
    }
    press(&mut window, Modifiers::NONE, Key::Escape);
    window
}

fn steps(window: &Window<'_>) -> Vec<String> {
    let steps = window.state().workbook.steps.iter();
    steps.map(|s| s.what.clone()).collect()
}

#[test]
fn rows_are_moved_duplicated_and_removed_by_keys() {
    let mut window = with_steps();
    click(&mut window, "Step 3 of Revise the policy");
    press(&mut window, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(steps(&window), ["First", "Third", "Second"]);
    press(&mut window, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(steps(&window), ["Third", "First", "Second"]);
    press(&mut window, Modifiers::ALT, Key::ArrowDown);
    press(&mut window, Modifiers::COMMAND, Key::D);
    assert_eq!(steps(&window), ["First", "Third", "Third", "Second"]);
    press(&mut window, Modifiers::COMMAND, Key::Delete);
    assert_eq!(steps(&window), ["First", "Third", "Second"]);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    write(&mut window, "Between");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(steps(&window).len(), 4);
    for _ in 0..5 {
        window.state_mut().undo();
    }
    assert_eq!(steps(&window), ["First", "Third", "Second"]);
}

#[test]
fn rows_of_a_spreadsheet_are_pasted_and_a_table_that_cannot_be_read_says_why() {
    let mut window = with_steps();
    click(&mut window, "Step 1 of Revise the policy");
    let pasted = "Ask the board\tBill, Jan\t3/4\n\"Two\nlines\"\t\tBy early February\n";
    window.event(Event::Paste(pasted.to_owned()));
    window.run();
    assert_eq!(
        steps(&window),
        ["First", "Second", "Third", "Ask the board", "Two lines"]
    );
    window.event(Event::Paste("a\tb\tc\td\te\tf\n".to_owned()));
    window.run();
    let said = window.query_all_by_label_contains("has 6 columns");
    assert!(said.count() > 0, "the sentence stands over the table");
    assert_eq!(steps(&window).len(), 5);
}

#[test]
fn a_step_is_done_from_its_status_and_from_the_list_by_date() {
    let mut window = with_steps();
    click(
        &mut window,
        "Step 1 of Revise the policy, status: Not started",
    );
    click(&mut window, "Done");
    assert_eq!(window.state().workbook.steps[0].state(), StepState::Done);
    click(&mut window, "By date");
    assert!(
        window
            .query_by_label("Step First of Revise the policy")
            .is_none()
    );
    click(
        &mut window,
        "Step Second of Revise the policy, status: Not started",
    );
    click(&mut window, "Under way");
    assert_eq!(
        window.state().workbook.steps[1].state(),
        StepState::UnderWay
    );
}

#[test]
fn a_status_is_chosen_by_keys_and_the_table_keeps_them() {
    let mut window = with_steps();
    click(&mut window, "Step 1 of Revise the policy");
    for _ in 0..3 {
        press(&mut window, Modifiers::NONE, Key::ArrowRight);
    }
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(
        window.state().workbook.steps[0].state(),
        StepState::UnderWay
    );
    window.run();
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run();
    press(&mut window, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(steps(&window), ["Second", "First", "Third"]);
}

#[test]
fn the_sample_opens_in_a_fresh_clinic_and_a_copy_of_it_can_be_changed() {
    let mut window = open(Desk::default());
    window.run();
    click(&mut window, "Open the sample plan");
    window.get_by_label("Activity Revise the policy to fit the evidence");
    assert!(
        window.query_by_label("New activity").is_none(),
        "it cannot be changed"
    );
    click(&mut window, "Plan");
    click(&mut window, "Copy the sample as a plan of ours");
    let workbook = &window.state().workbook;
    assert_eq!((workbook.activities.len(), workbook.steps.len()), (6, 26));
    window.run();
    window.get_by_label("New activity");
}

#[test]
fn a_review_is_kept_with_its_note_and_the_next_plan_takes_the_open_work_on() {
    let mut window = with_steps();
    click(&mut window, "Review…");
    click(&mut window, "Stands, Revise the policy");
    click(&mut window, "Behind");
    let note = window.get_by_role_and_label(Role::TextInput, "Note, Revise the policy");
    note.focus();
    window.run();
    write(&mut window, "Board meets in May");
    click(&mut window, "Save review");
    let review = window.state().workbook.reviews[0].clone();
    assert_eq!(
        (review.status, &*review.note),
        (ReviewStatus::Behind, "Board meets in May")
    );
    click(&mut window, "Plan");
    click(&mut window, "Start the next plan…");
    window.get_by_label("Start plan").focus();
    window.run();
    press(&mut window, Modifiers::NONE, Key::Enter);
    let workbook = &window.state().workbook;
    assert_eq!(workbook.plans.len(), 2);
    assert!(workbook.plans[0].closed_on.is_some());
    assert_eq!(workbook.steps_of(workbook.activities[1].id).len(), 3);
    assert_eq!(workbook.activities[1].thread, workbook.activities[0].id);
}

#[test]
fn what_is_typed_is_written_when_the_tab_is_left() {
    let mut window = begun();
    write(&mut window, "Half a thought");
    let mut out = Vec::new();
    window.state_mut().state.write_drafts(&mut out);
    assert_eq!(out.len(), 1);
}

#[test]
fn a_new_row_goes_into_the_plan_it_was_begun_in() {
    let mut window = begun();
    let facts = PlanFacts {
        title: "Another".to_owned(),
        ..PlanFacts::default()
    };
    window
        .state_mut()
        .carry_out(Request::Command(Command::Plan(PlanCommand::Add(facts))));
    let other = PlanId(2);
    window
        .state_mut()
        .carry_out(Request::Command(Command::Plan(PlanCommand::AddActivity {
            plan: other,
            block: None,
            row: StepText {
                what: "Train".to_owned(),
                ..StepText::default()
            },
            milestones: Vec::new(),
            place: None,
        })));
    window.state_mut().state.shown = Shown::Plan(PlanId(1));
    window.run();
    click(&mut window, "New activity");
    write(&mut window, "Revise the policy");
    // The search leads to an activity of the other plan while the row is typed.
    let desk = window.state_mut();
    let train = desk.workbook.activities[0].id;
    desk.state
        .show(Request::ShowActivity(train), &desk.workbook);
    window.run();
    let of = |plan| {
        let activities = window.state().workbook.activities_of(plan).iter();
        activities.map(|a| a.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(of(PlanId(1)), ["Revise the policy"]);
    assert_eq!(of(other), ["Train"]);
}

#[test]
fn a_new_plan_begins_with_an_activity_of_its_own() {
    let mut window = with_steps();
    click(&mut window, "Plan");
    click(&mut window, "New plan…");
    click(&mut window, "Add plan");
    write(&mut window, "Train all");
    press(&mut window, Modifiers::NONE, Key::Enter);
    let workbook = &window.state().workbook;
    let texts = |plan| {
        let activities = workbook.activities_of(plan).iter();
        activities.map(|a| a.text.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(texts(PlanId(2)), ["Train all"]);
    assert_eq!(texts(PlanId(1)), ["Revise the policy"]);
}

#[test]
fn four_columns_without_a_header_are_said_to_be_read_by_their_place() {
    let mut window = with_steps();
    click(&mut window, "Step 1 of Revise the policy");
    let pasted = "Train all\tBook a room\tJan\tMay\n\tAsk Joy\tJan\tMay\n";
    window.event(Event::Paste(pasted.to_owned()));
    window.run();
    let said = "Pasted 1 activity and 2 steps. Four columns without a header were read as";
    assert!(window.query_all_by_label_contains(said).count() > 0);
}

#[test]
fn an_undone_change_leaves_what_is_typed_in_the_other_details() {
    use crate::ui::widgets::testing::type_into;
    use egui_kittest::kittest::NodeT as _;
    let mut window = with_steps();
    click(&mut window, "Step 1 of Revise the policy");
    click(&mut window, "Details");
    type_into(&mut window, Role::MultilineTextInput, "Note", "Ask Joy");
    type_into(&mut window, Role::TextInput, "Done on", "2026-1");
    assert_eq!(window.state().workbook.steps[0].note, "Ask Joy");
    window.state_mut().undo();
    window.run();
    let value = |role, label| {
        let field = window.get_by_role_and_label(role, label);
        field.accesskit_node().value().unwrap_or_default()
    };
    assert_eq!(value(Role::MultilineTextInput, "Note"), "");
    assert_eq!(value(Role::TextInput, "Done on"), "2026-1");
}

#[test]
fn what_was_typed_about_a_step_that_is_gone_is_asked_for_nowhere() {
    use crate::ui::widgets::testing::type_into;
    let mut window = with_steps();
    click(&mut window, "Step 3 of Revise the policy");
    click(&mut window, "Details");
    type_into(&mut window, Role::MultilineTextInput, "Note", "Ask Joy");
    window.state_mut().undo();
    // A refused command would fail the test.
    window.run();
    click(&mut window, "Hide details");
    assert_eq!(steps(&window), ["First", "Second"]);
}
