//! Promises of the challenges view, by label.

use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::domain::small_test::SmallTest;
use crate::ui::action_plan::PlanView;
use crate::ui::action_plan::small_tests::testing::{Desk, open, press};
use crate::ui::clinic::testing::today;
use crate::ui::widgets::testing::{click, type_into};

const FIELD: Role = Role::MultilineTextInput;

fn desk(met: Vec<MetChallenge>) -> Desk {
    let mut desk = Desk::default();
    for challenge in met {
        let command = ChallengeCommand::Save(Box::new(challenge));
        desk.carry_out(Request::Command(Command::Challenge(command)));
    }
    desk.state.view = PlanView::Challenges;
    desk
}

fn met(entry: &str, text: &str, on: &str) -> MetChallenge {
    MetChallenge {
        text: text.to_owned(),
        met_on: on.parse().expect("a day"),
        ..MetChallenge::new(entry, today())
    }
}

fn first(harness: &Harness<'_, Desk>) -> MetChallenge {
    harness.state().workbook.challenges[0].clone()
}

fn words_of(rows: &dyn crate::ui::widgets::Rows, column: &str) -> Vec<String> {
    (0..rows.count())
        .map(|at| rows.text(at, column).into_owned())
        .collect()
}

#[test]
fn the_library_stands_by_block_and_says_how_often_each_was_met() {
    let twice = vec![met("C-05", "", "2026-09-01"), met("C-05", "", "2026-10-01")];
    let mut harness = open(desk(twice));
    harness.run();
    let rows = &harness.state().state.challenges.library;
    assert_eq!(rows.count(), 17 + 6);
    let of = words_of(rows, "met");
    assert_eq!(of.iter().filter(|w| *w == "2").count(), 1);
    assert!(of[0].starts_with(library::name(1)), "{}", of[0]);
}

#[test]
fn ctrl_f_searches_titles_and_approaches_for_all_words_typed() {
    let mut harness = open(desk(Vec::new()));
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    let field = harness.get_by_role_and_label(Role::SearchInput, "Search of challenges");
    assert!(field.is_focused());
    let role = Role::SearchInput;
    type_into(
        &mut harness,
        role,
        "Search of challenges",
        "LETTER patients",
    );
    let titles = words_of(&harness.state().state.challenges.library, "title");
    let wanted = &programme::challenge("C-04").expect("C-04").title;
    assert!(titles.contains(wanted), "{titles:?}");
    assert!(titles.len() < 17, "{titles:?}");
}

#[test]
fn a_search_without_a_hit_says_so_and_offers_to_write_an_own_one() {
    let mut harness = open(desk(Vec::new()));
    harness.run();
    let role = Role::SearchInput;
    type_into(
        &mut harness,
        role,
        "Search of challenges",
        "parking is full",
    );
    harness.get_by_label_contains("Nothing in the library has");
    click(&mut harness, "Write one of your own…");
    click(&mut harness, "Add challenge");
    assert_eq!(first(&harness).title(), "Parking is full");
    assert_eq!(first(&harness).entry, "");
}

#[test]
fn an_approach_chosen_in_the_library_opens_the_form_with_it() {
    let mut harness = open(desk(Vec::new()));
    harness.state_mut().state.challenges.show("C-05");
    harness.run();
    let entry = programme::challenge("C-05").expect("C-05");
    for approach in &entry.approaches {
        harness.get_by_label(approach);
    }
    press(&mut harness, "Choose approach 2");
    press(&mut harness, "Add challenge");
    let met = first(&harness);
    assert_eq!((met.entry.as_str(), met.met_on), ("C-05", today()));
    assert_eq!(met.approach, entry.approaches[1]);
    assert_eq!(met.block, Some(entry.block));
    harness.get_by_label(&format!("Goes on since {}", today()));
}

#[test]
fn a_library_challenge_leads_to_its_milestones() {
    let mut harness = open(desk(Vec::new()));
    harness.state_mut().state.challenges.show("C-05");
    harness.run();
    let id = programme::challenge("C-05").expect("C-05").entries[0].clone();
    let title = &programme::milestone(&id).expect("a milestone").title;
    press(&mut harness, &format!("{id} {title}"));
    let asked = harness.state().other.last();
    assert!(matches!(asked, Some(Request::ShowMilestone(shown)) if *shown == id));
}

#[test]
fn what_goes_on_stands_before_what_is_over_and_results_are_written_when_left() {
    let mut over = met("", "Over", "2026-09-20");
    over.ended_on = Some(today());
    let log = vec![
        met("", "Old", "2026-08-01"),
        over,
        met("", "New", "2026-09-01"),
    ];
    let mut harness = open(desk(log));
    harness.run();
    click(&mut harness, "Met here");
    let titles = words_of(&harness.state().state.challenges.log, "what");
    assert_eq!(titles, ["New", "Old", "Over"]);
    harness
        .state_mut()
        .state
        .challenges
        .show_met(MetChallengeId(1));
    harness.run();
    type_into(&mut harness, FIELD, "Result", "Settled");
    harness
        .state_mut()
        .state
        .challenges
        .show_met(MetChallengeId(3));
    harness.run();
    let results = harness.state().workbook.challenges.iter();
    let mut results = results.filter(|c| c.result == "Settled");
    assert_eq!(results.next().map(|c| c.id.0), Some(1));
    assert!(results.next().is_none());
}

#[test]
fn a_day_to_come_is_refused_beside_the_field() {
    let mut harness = open(desk(vec![met("", "Queue", "2026-09-01")]));
    harness
        .state_mut()
        .state
        .challenges
        .show_met(MetChallengeId(1));
    harness.run();
    type_into(&mut harness, Role::TextInput, "Over on", "2027-01-05");
    harness.get_by_label_contains("Lies in the future; not saved.");
    type_into(&mut harness, FIELD, "Result", "None yet");
    harness.state_mut().state.challenges.met = None;
    harness.run();
    assert_eq!(first(&harness).ended_on, None);
    assert_eq!(first(&harness).result, "None yet");
}

#[test]
fn a_step_or_a_test_is_one_press_away_and_tests_are_linked() {
    let mut challenge = met("C-05", "", "2026-09-01");
    challenge.approach = "One list".to_owned();
    let mut harness = open(desk(vec![challenge]));
    harness
        .state_mut()
        .state
        .challenges
        .show_met(MetChallengeId(1));
    harness.run();
    press(&mut harness, "Make a step…");
    let asked = harness.state().other.last();
    assert!(matches!(asked, Some(Request::PlanChallenge(c)) if c.id.0 == 1));
    press(&mut harness, "Add step");
    let workbook = &harness.state().workbook;
    let step = workbook.steps[0].clone();
    assert_eq!(step.what, "One list");
    assert_eq!(workbook.challenges[0].step, Some(step.id));
    harness.state_mut().state.view = PlanView::Challenges;
    harness.run();
    press(&mut harness, "Test it…");
    press(&mut harness, "Add small test");
    let test: SmallTest = harness.state().workbook.tests[0].clone();
    assert_eq!(test.change, "One list");
    assert_eq!(
        (test.challenge, test.block),
        (Some(MetChallengeId(1)), Some(3))
    );
    harness.state_mut().state.view = PlanView::Challenges;
    harness.run();
    press(&mut harness, "Small test, One list");
    assert!(matches!(harness.state().other.last(), Some(Request::ShowTest(id)) if *id == test.id));
    harness.state_mut().state.view = PlanView::Challenges;
    harness.run();
    press(&mut harness, "Remove the challenge");
    assert!(harness.state().workbook.challenges.is_empty());
    assert_eq!(harness.state().workbook.tests[0].challenge, None);
}

#[test]
fn the_presented_log_shows_the_approach_whole_and_nothing_to_change() {
    let mut challenge = met("C-05", "Lists are late", "2026-09-01");
    challenge.approach = "One list a month, printed on the first Monday".to_owned();
    let mut desk = desk(vec![challenge.clone()]);
    desk.is_presented = true;
    desk.state.challenges.show_met(MetChallengeId(1));
    let mut harness = open(desk);
    harness.run();
    harness.get_by_label(&challenge.approach);
    for gone in [
        "Result",
        "Remove the challenge",
        "New challenge…",
        "Make a step…",
    ] {
        assert!(harness.query_by_label(gone).is_none(), "{gone}");
    }
}

#[test]
fn the_log_is_copied() {
    let mut harness = open(desk(vec![met("C-05", "Lists are late", "2026-09-01")]));
    harness.run();
    click(&mut harness, "Export…");
    click(&mut harness, "Copy what we have met");
    let Some(Request::Copy(text)) = harness.state().other.last() else {
        panic!("nothing is copied");
    };
    assert!(
        text.contains("Lists are late") && text.contains("2026-09-01"),
        "{text}"
    );
}
