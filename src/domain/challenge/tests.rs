//! Promises of the challenges met.

use chrono::NaiveDate;

use super::command::ChallengeCommand as Ask;
use super::*;
use crate::domain::action_plan::command::PlanCommand;
use crate::domain::command::Command;
use crate::domain::edit::EditSet;
use crate::domain::small_test::SmallTest;
use crate::domain::small_test::command::SmallTestCommand;
use crate::domain::workbook::Workbook;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn edits(workbook: &Workbook, command: Command) -> Result<EditSet, String> {
    command
        .edits(workbook, "MK", day(10, 12))
        .map_err(|refusal| refusal.0)
}

fn make(workbook: &mut Workbook, command: Command) -> EditSet {
    let set = edits(workbook, command).unwrap();
    set.edits.iter().for_each(|e| workbook.apply(e));
    set
}

fn save(challenge: MetChallenge) -> Command {
    Command::Challenge(Ask::Save(Box::new(challenge)))
}

fn met(entry: &str, text: &str) -> MetChallenge {
    MetChallenge {
        text: text.to_owned(),
        ..MetChallenge::new(entry, day(10, 1))
    }
}

#[test]
fn a_challenge_of_the_library_has_its_title_and_block_until_the_clinic_says_otherwise() {
    let mut workbook = Workbook::default();
    make(&mut workbook, save(met("C-05", "")));
    let known = programme::challenge("C-05").unwrap();
    assert_eq!(
        (workbook.challenges[0].title(), workbook.challenges[0].block),
        (known.title.as_str(), Some(known.block))
    );
    let own = MetChallenge {
        text: " Two lists differ ".to_owned(),
        ..workbook.challenges[0].clone()
    };
    make(&mut workbook, save(own));
    assert_eq!(
        (workbook.challenges.len(), workbook.challenges[0].title()),
        (1, "Two lists differ")
    );
}

#[test]
fn one_of_the_clinics_own_needs_words_and_an_unknown_entry_is_not_kept() {
    let mut workbook = Workbook::default();
    assert!(
        edits(&workbook, save(met("", " ")))
            .unwrap_err()
            .contains("is empty")
    );
    assert!(edits(&workbook, save(met("C-99", ""))).is_err());
    make(&mut workbook, save(met("C-99", "No MA in the evening")));
    assert_eq!(
        (
            workbook.challenges[0].entry.as_str(),
            workbook.challenges[0].block
        ),
        ("", None)
    );
}

#[test]
fn its_days_stand_in_order_and_not_in_the_future() {
    let workbook = Workbook::default();
    let over = |on| {
        save(MetChallenge {
            ended_on: Some(on),
            ..met("C-01", "")
        })
    };
    assert!(
        edits(&workbook, over(day(9, 30)))
            .unwrap_err()
            .contains("before it was met")
    );
    assert!(
        edits(&workbook, over(day(10, 13)))
            .unwrap_err()
            .contains("future")
    );
    assert!(edits(&workbook, over(day(10, 1))).is_ok());
    let coming = MetChallenge {
        met_on: day(10, 13),
        ..met("C-01", "")
    };
    assert!(edits(&workbook, save(coming)).is_err());
}

#[test]
fn the_step_it_became_is_in_the_file() {
    let mut workbook = Workbook::default();
    let became = |step| {
        save(MetChallenge {
            step: Some(StepId(step)),
            ..met("C-01", "")
        })
    };
    assert!(
        edits(&workbook, became(1))
            .unwrap_err()
            .contains("no longer")
    );
    make(&mut workbook, Command::Plan(PlanCommand::CopyExample));
    make(&mut workbook, became(1));
    assert_eq!(workbook.challenges[0].step, Some(StepId(1)));
}

#[test]
fn removing_it_lets_its_test_go_and_undo_brings_both_back() {
    let mut workbook = Workbook::default();
    make(&mut workbook, save(met("C-01", "")));
    let test = SmallTest {
        change: "Huddle".to_owned(),
        challenge: Some(MetChallengeId(1)),
        ..SmallTest::new(day(10, 12))
    };
    make(
        &mut workbook,
        Command::SmallTest(SmallTestCommand::Save(Box::new(test))),
    );
    let before = workbook.clone();
    let set = make(
        &mut workbook,
        Command::Challenge(Ask::Remove(MetChallengeId(1))),
    );
    assert_eq!(
        (workbook.challenges.len(), workbook.tests[0].challenge),
        (0, None)
    );
    set.inverse().edits.iter().for_each(|e| workbook.apply(e));
    assert!(workbook == before);
    let gone = Command::Challenge(Ask::Remove(MetChallengeId(2)));
    assert!(edits(&workbook, gone).unwrap_err().contains("no longer"));
}

#[test]
fn a_challenge_is_of_one_of_the_six_blocks_or_of_none() {
    let of = |block| MetChallenge {
        block,
        ..met("", "Two lists differ")
    };
    let workbook = Workbook::default();
    for block in [None, Some(1), Some(6)] {
        assert!(edits(&workbook, save(of(block))).is_ok());
    }
    let refused = edits(&workbook, save(of(Some(7)))).unwrap_err();
    assert!(refused.contains("six blocks"));
}
