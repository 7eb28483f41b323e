//! Promises of small tests of change.

use chrono::NaiveDate;

use super::command::SmallTestCommand as Ask;
use super::*;
use crate::domain::command::Command;
use crate::domain::edit::EditSet;
use crate::domain::workbook::Workbook;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn today() -> NaiveDate {
    day(10, 12)
}

fn edits(workbook: &Workbook, test: SmallTest) -> Result<EditSet, String> {
    let command = Command::SmallTest(Ask::Save(Box::new(test)));
    command
        .edits(workbook, "MK", today())
        .map_err(|refusal| refusal.0)
}

fn save(workbook: &mut Workbook, test: SmallTest) {
    let set = edits(workbook, test).unwrap();
    set.edits.iter().for_each(|e| workbook.apply(e));
}

fn test(change: &str) -> SmallTest {
    SmallTest {
        change: change.to_owned(),
        ..SmallTest::new(today())
    }
}

fn seen(texts: &[&str]) -> Vec<Observation> {
    let texts = texts.iter().map(|text| Observation {
        on: Some(today()),
        text: (*text).to_owned(),
    });
    texts.collect()
}

#[test]
fn a_test_stands_where_its_dates_and_its_decision_say() {
    let at = |starts, ends, decision| {
        let test = SmallTest {
            starts_on: starts,
            ends_on: ends,
            decision,
            ..test("x")
        };
        test.state(today())
    };
    assert_eq!(at(None, None, None), TestState::Planned);
    assert_eq!(at(Some(day(10, 13)), None, None), TestState::Planned);
    assert_eq!(at(Some(today()), None, None), TestState::Running);
    assert_eq!(
        at(Some(day(10, 1)), Some(today()), None),
        TestState::Running,
        "the last day counts"
    );
    assert_eq!(
        at(Some(day(10, 1)), Some(day(10, 11)), None),
        TestState::ToDecide
    );
    assert_eq!(
        at(None, None, Some(TestDecision::Adapt)),
        TestState::Decided
    );
}

#[test]
fn a_test_lacks_what_makes_it_worth_its_name_and_is_saved_all_the_same() {
    let bare = test("Huddle by telephone");
    let all = [
        Feature::Aim,
        Feature::Prediction,
        Feature::Measure,
        Feature::Observations,
        Feature::Cycle,
    ];
    assert_eq!(bare.lacks(), all);
    let mut workbook = Workbook::default();
    save(&mut workbook, bare.clone());
    let full = SmallTest {
        aim: "All ready".to_owned(),
        prediction: "Eight of ten".to_owned(),
        measure: Some(crate::domain::measure::Measure::Naloxone.into()),
        observations: seen(&["a", "b", "c"]),
        is_first_cycle: true,
        ..bare
    };
    assert_eq!(full.lacks(), []);
    let lacks = |change: &dyn Fn(&mut SmallTest)| {
        let mut test = full.clone();
        change(&mut test);
        test.lacks()
    };
    assert_eq!(lacks(&|t| t.aim = "  ".to_owned()), [Feature::Aim]);
    assert_eq!(lacks(&|t| t.prediction.clear()), [Feature::Prediction]);
    assert_eq!(lacks(&|t| t.measure = None), [Feature::Measure]);
    assert_eq!(
        lacks(&|t| (t.measure, t.measure_text) = (None, "Minutes".to_owned())),
        []
    );
    assert_eq!(
        lacks(&|t| t.observations = seen(&["a", " ", "c"])),
        [Feature::Observations]
    );
    assert_eq!(lacks(&|t| t.is_first_cycle = false), [Feature::Cycle]);
    assert_eq!(
        lacks(&|t| (t.is_first_cycle, t.previous) = (false, Some(SmallTestId(1)))),
        []
    );
}

#[test]
fn what_makes_no_sense_is_refused_with_a_sentence() {
    let mut workbook = Workbook::default();
    save(&mut workbook, test("First"));
    let check = |test: SmallTest, words: &str| {
        let refused = edits(&workbook, test).unwrap_err();
        assert!(refused.contains(words), "{refused}");
    };
    check(test(" "), "is empty");
    check(
        SmallTest {
            starts_on: Some(day(5, 2)),
            ends_on: Some(day(5, 1)),
            ..test("x")
        },
        "before it starts",
    );
    let tomorrow = Observation {
        on: Some(day(10, 13)),
        text: "x".to_owned(),
    };
    check(
        SmallTest {
            observations: vec![tomorrow],
            ..test("x")
        },
        "future",
    );
    let decided = SmallTest {
        decision: Some(TestDecision::Adopt),
        decided_on: Some(day(10, 13)),
        ..test("x")
    };
    check(decided, "future");
    check(
        SmallTest {
            previous: Some(SmallTestId(9)),
            ..test("x")
        },
        "no longer",
    );
    check(
        SmallTest {
            activity: Some(ActivityId(9)),
            ..test("x")
        },
        "no longer",
    );
    check(
        SmallTest {
            challenge: Some(MetChallengeId(9)),
            ..test("x")
        },
        "no longer",
    );
    check(
        SmallTest {
            id: SmallTestId(9),
            ..test("x")
        },
        "no longer",
    );
}

#[test]
fn a_decision_has_a_day_and_without_one_there_is_none() {
    let mut workbook = Workbook::default();
    save(
        &mut workbook,
        SmallTest {
            decision: Some(TestDecision::Abandon),
            ..test("x")
        },
    );
    assert_eq!(workbook.tests[0].decided_on, Some(today()));
    let open = SmallTest {
        decision: None,
        ..workbook.tests[0].clone()
    };
    save(&mut workbook, open);
    assert_eq!(workbook.tests[0].decided_on, None);
    let same = workbook.tests[0].clone();
    assert!(edits(&workbook, same).unwrap().edits.is_empty());
}

#[test]
fn blank_observations_are_not_kept() {
    let mut workbook = Workbook::default();
    save(
        &mut workbook,
        SmallTest {
            observations: seen(&["3 of 3", " ", ""]),
            ..test("x")
        },
    );
    assert_eq!(workbook.tests[0].observations.len(), 1);
}

#[test]
fn a_chain_of_cycles_never_closes_on_itself_and_heals_when_one_is_removed() {
    let mut workbook = Workbook::default();
    save(
        &mut workbook,
        SmallTest {
            is_first_cycle: true,
            ..test("1")
        },
    );
    for previous in 1..=2 {
        let next = SmallTest {
            previous: Some(SmallTestId(previous)),
            is_first_cycle: true,
            ..test("next")
        };
        save(&mut workbook, next);
    }
    assert!(!workbook.tests[2].is_first_cycle, "it follows another");
    for previous in 1..=3 {
        let round = SmallTest {
            previous: Some(SmallTestId(previous)),
            ..workbook.tests[0].clone()
        };
        assert!(
            edits(&workbook, round)
                .unwrap_err()
                .contains("follow itself"),
            "{previous}"
        );
    }
    let before = workbook.clone();
    let remove = Command::SmallTest(Ask::Remove(SmallTestId(2)));
    let set = remove.edits(&workbook, "MK", today()).unwrap();
    set.edits.iter().for_each(|e| workbook.apply(e));
    assert_eq!(workbook.tests[1].previous, Some(SmallTestId(1)));
    set.inverse().edits.iter().for_each(|e| workbook.apply(e));
    assert!(workbook == before);
}

#[test]
fn what_is_not_kept_is_not_refused_either() {
    let empty_line = SmallTest {
        observations: vec![Observation {
            on: Some(day(10, 13)),
            text: " ".to_owned(),
        }],
        ..test("x")
    };
    let mut workbook = Workbook::default();
    save(&mut workbook, empty_line.clone());
    assert!(workbook.tests[0].observations.is_empty());
    let mut filled = empty_line;
    filled.observations[0].text = "3 of 5".to_owned();
    assert!(edits(&workbook, filled).unwrap_err().contains("future"));
    let undecided = SmallTest {
        decided_on: Some(day(10, 13)),
        ..test("y")
    };
    save(&mut workbook, undecided.clone());
    assert_eq!(workbook.tests[1].decided_on, None);
    let decided = SmallTest {
        decision: Some(TestDecision::Adopt),
        ..undecided
    };
    assert!(edits(&workbook, decided).unwrap_err().contains("future"));
}

#[test]
fn a_test_is_of_one_of_the_six_blocks_or_of_none() {
    let of = |block| SmallTest {
        block: Some(block),
        ..test("x")
    };
    let workbook = Workbook::default();
    assert!(edits(&workbook, of(6)).is_ok());
    for block in [0, 7] {
        assert!(
            edits(&workbook, of(block))
                .unwrap_err()
                .contains("six blocks")
        );
    }
}
