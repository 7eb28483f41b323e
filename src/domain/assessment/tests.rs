//! Promises of the requests of the self-assessment, and of what is said about answers.

use chrono::NaiveDate;

use super::command::{AssessmentCommand as Ask, NewSheets};
use super::summary::{ItemSummary, RoundSummary, Which};
use super::talk::finding;
use super::wording::{PublishedItem, words_of};
use super::*;
use crate::domain::command::Command;
use crate::domain::edit::EditSet;
use crate::domain::workbook::Workbook;

fn day(month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, 12).unwrap()
}

fn edits(workbook: &Workbook, ask: Ask) -> Result<EditSet, String> {
    Command::Assessment(ask)
        .edits(workbook, "MK", day(10))
        .map_err(|refusal| refusal.0)
}

fn make(workbook: &mut Workbook, ask: Ask) -> EditSet {
    let set = edits(workbook, ask).unwrap();
    set.edits.iter().for_each(|e| workbook.apply(e));
    set
}

fn round(name: &str, month: u32, is_baseline: bool, groups: u32) -> Ask {
    Ask::SaveRound {
        id: None,
        name: name.to_owned(),
        date: day(month),
        kind: RoundKind::Kickoff,
        is_baseline,
        with: NewSheets {
            shared: true,
            groups,
        },
    }
}

fn sheet(id: Option<i64>, kind: SheetKind, name: &str, is_anonymous: bool) -> Ask {
    Ask::SaveSheet {
        id: id.map(SheetId),
        round: RoundId(1),
        kind,
        name: name.to_owned(),
        role: "MA".to_owned(),
        people: None,
        is_anonymous,
    }
}

fn answer(sheet: i64, item: u8, score: u8) -> Ask {
    Ask::Answer {
        sheet: SheetId(sheet),
        item,
        score: Rating::new(score),
        continues: false,
    }
}

/// Two rounds with the team and two groups each; the first is the baseline.
fn two_rounds() -> Workbook {
    let mut workbook = Workbook::default();
    make(&mut workbook, round("Baseline", 2, true, 2));
    make(&mut workbook, round("Repeat", 9, false, 2));
    workbook
}

#[test]
fn a_round_begins_with_the_sheets_asked_for() {
    let workbook = two_rounds();
    let labels = |id| {
        let sheets = workbook.sheets_of(RoundId(id)).iter();
        sheets.map(Sheet::label).collect::<Vec<_>>()
    };
    assert_eq!(labels(1), ["Team", "Group 1", "Group 2"]);
    assert_eq!(labels(2), ["Team", "Group 1", "Group 2"]);
    assert_eq!(workbook.sheets.len(), 6);
}

#[test]
fn the_clinic_has_one_baseline_and_the_mark_moves() {
    let mut workbook = two_rounds();
    let before = workbook.clone();
    let set = make(&mut workbook, round("Kickoff", 3, true, 0));
    let marked = |w: &Workbook| {
        let rounds = w.rounds.iter().filter(|r| r.is_baseline);
        rounds.map(|r| r.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(marked(&workbook), ["Kickoff"]);
    set.inverse().edits.iter().for_each(|e| workbook.apply(e));
    assert_eq!(marked(&workbook), ["Baseline"]);
    assert_eq!(workbook.rounds, before.rounds);
}

#[test]
fn an_anonymous_person_keeps_no_name_and_two_sheets_never_look_alike() {
    let mut workbook = two_rounds();
    make(
        &mut workbook,
        sheet(None, SheetKind::Person, "Doe, J", true),
    );
    let person = workbook.sheets.iter().find(|s| s.kind == SheetKind::Person);
    assert_eq!(
        person.map(|s| (&*s.name, s.label())),
        Some(("", "Person 1, MA".to_owned()))
    );
    make(
        &mut workbook,
        sheet(Some(2), SheetKind::Group, "Front desk", false),
    );
    let twin = edits(
        &workbook,
        sheet(Some(3), SheetKind::Group, "Front desk", false),
    );
    assert!(twin.unwrap_err().contains("“Front desk” already"));
}

#[test]
fn what_cannot_be_is_refused_in_a_sentence() {
    let workbook = two_rounds();
    let priority = |text: &str, block| Ask::SavePriority {
        id: None,
        text: text.to_owned(),
        block,
        item: None,
        round: None,
        source: PrioritySource::Team,
    };
    let attendance = |item, counts| Ask::Attendance {
        round: RoundId(1),
        item,
        counts: Some(counts),
    };
    for (ask, words) in [
        (round("  ", 3, false, 0), "needs a name"),
        (answer(99, 1, 5), "no longer in the file"),
        (answer(1, 0, 5), "items 1 to 22"),
        (answer(1, 23, 5), "items 1 to 22"),
        (Ask::Paste(Vec::new()), "nothing to paste"),
        (
            Ask::Paste(vec![(SheetId(1), 1, None)]),
            "Nothing was changed",
        ),
        (priority("", 1), "empty"),
        (priority("Better huddles", 7), "six blocks"),
        (attendance(11, (10, 5)), "12, 13, 18 and 20"),
        (attendance(12, (5, 6)), "More took part"),
        (Ask::ResetWording, "already"),
        (Ask::RemoveRound(RoundId(9)), "no longer in the file"),
        (round("Baseline", 2, false, 0), "already"),
    ] {
        let refused = edits(&workbook, ask.clone()).unwrap_err();
        assert!(refused.contains(words), "{ask:?}: {refused}");
    }
}

#[test]
fn a_removed_round_takes_its_answers_along_and_comes_back_whole() {
    let mut workbook = two_rounds();
    make(&mut workbook, answer(1, 4, 7));
    make(&mut workbook, answer(2, 4, 2));
    make(
        &mut workbook,
        Ask::Remark {
            id: None,
            round: RoundId(1),
            item: 4,
            kind: RemarkKind::Gap,
            text: "Nobody has read it".to_owned(),
        },
    );
    make(
        &mut workbook,
        Ask::Attendance {
            round: RoundId(1),
            item: 12,
            counts: Some((20, 7)),
        },
    );
    make(
        &mut workbook,
        Ask::SavePriority {
            id: None,
            text: "Read the policy together".to_owned(),
            block: 2,
            item: Some(4),
            round: Some(RoundId(1)),
            source: PrioritySource::Kickoff,
        },
    );
    let before = workbook.clone();
    let set = make(&mut workbook, Ask::RemoveRound(RoundId(1)));
    assert_eq!(workbook.rounds.len(), 1);
    assert_eq!((workbook.sheets.len(), workbook.answers.len()), (3, 0));
    assert_eq!((workbook.remarks.len(), workbook.attendances.len()), (0, 0));
    assert_eq!(workbook.priorities[0].round, None, "the priority stays");
    set.inverse().edits.iter().for_each(|e| workbook.apply(e));
    assert_eq!(workbook, before);
}

#[test]
fn priorities_keep_the_ranks_1_2_3_through_moves_and_removals() {
    let mut workbook = Workbook::default();
    for text in ["A", "B", "C", "D"] {
        make(
            &mut workbook,
            Ask::SavePriority {
                id: None,
                text: text.to_owned(),
                block: 1,
                item: None,
                round: None,
                source: PrioritySource::Team,
            },
        );
    }
    let order = |w: &Workbook| {
        let ranks: Vec<u32> = w.priorities.iter().map(|p| p.rank).collect();
        assert_eq!(ranks, (1..=ranks.len() as u32).collect::<Vec<_>>());
        let texts = w.priorities.iter().map(|p| p.text.as_str());
        texts.collect::<String>()
    };
    make(&mut workbook, Ask::MovePriority(PriorityId(4), 1));
    assert_eq!(order(&workbook), "DABC");
    make(&mut workbook, Ask::MovePriority(PriorityId(1), 99));
    assert_eq!(order(&workbook), "DBCA");
    let set = make(&mut workbook, Ask::RemovePriority(PriorityId(2)));
    assert_eq!(order(&workbook), "DCA");
    set.inverse().edits.iter().for_each(|e| workbook.apply(e));
    assert_eq!(order(&workbook), "DBCA");
}

#[test]
fn a_cleared_answer_without_a_note_is_no_record() {
    let mut workbook = two_rounds();
    make(&mut workbook, answer(1, 1, 5));
    assert_eq!(workbook.answers.len(), 1);
    make(&mut workbook, answer(1, 1, 0));
    assert_eq!(workbook.answers, []);
}

#[test]
fn a_finding_says_who_differs_by_how_much_and_what_changed() {
    let mut workbook = two_rounds();
    for (id, name) in [(2, "Leaders"), (3, "Front desk")] {
        make(
            &mut workbook,
            sheet(Some(id), SheetKind::Group, name, false),
        );
    }
    for (sheet, score) in [(1, 4), (2, 9), (3, 2), (4, 8), (5, 8), (6, 8)] {
        make(&mut workbook, answer(sheet, 11, score));
    }
    let of = |round: usize, item| {
        let round = &workbook.rounds[round];
        finding(&workbook, round, item, Which::All, false)
    };
    let apart = of(0, 11);
    assert!(apart.is_apart);
    assert_eq!(apart.lead, "Leaders see it 7 higher than Front desk.");
    assert_eq!(apart.rest, "The team and 2 groups, 2 to 9, median 4.");
    let agreed = of(1, 11);
    assert!(!agreed.is_apart);
    assert_eq!(agreed.lead, "All agree on 8.");
    assert_eq!(
        agreed.rest,
        "The team and 2 groups, all 8, median 8. Up 4 since the baseline."
    );
    assert_eq!(of(1, 1).lead, "Nobody has answered this item.");
    assert_eq!(of(1, 1).rest, "3 left it blank.");
}

#[test]
fn the_sheets_that_count_can_be_chosen() {
    let mut workbook = two_rounds();
    for (sheet, score) in [(1, 10), (2, 2), (3, 3)] {
        make(&mut workbook, answer(sheet, 1, score));
    }
    let mean = |which| {
        let summary = RoundSummary::of(&workbook, RoundId(1), which);
        summary.item(1).and_then(ItemSummary::mean)
    };
    assert_eq!(mean(Which::All), Some(5.0));
    assert_eq!(mean(Which::Shared), Some(10.0));
    assert_eq!(mean(Which::Groups), Some(2.5));
    assert_eq!(mean(Which::Persons), None);
}

#[test]
fn loaded_words_stand_in_for_the_built_in_ones_item_by_item() {
    let mut workbook = Workbook::default();
    let published = PublishedItem {
        number: 6,
        title: "Heading".to_owned(),
        stem: "Stem...".to_owned(),
        levels: ["...a.", "...b.", "...c.", "...d."].map(str::to_owned),
    };
    make(
        &mut workbook,
        Ask::LoadWording {
            source: "guide.txt".to_owned(),
            items: vec![published],
        },
    );
    let six = words_of(workbook.wording(), 6).unwrap();
    assert_eq!(
        (six.heading(), six.stem(), six.level_text(4)),
        ("Heading", "Stem...", "...d.")
    );
    assert_eq!(six.level_name(4), None);
    assert_eq!(six.level_short(1), "...a.");
    assert_eq!(six.title(), "Signed agreements");
    let seven = words_of(workbook.wording(), 7).unwrap();
    assert!(!seven.is_published() && seven.level_name(1).is_some());
    make(&mut workbook, Ask::ResetWording);
    assert!(!words_of(workbook.wording(), 6).unwrap().is_published());
}

#[test]
fn a_comparison_sorts_by_change_and_by_gap_and_leaves_the_unknown_last() {
    use super::comparison::{Comparison, Order};
    let mut workbook = two_rounds();
    // Items 1 to 4: up 2, down 3, same, and item 4 has no latter answer.
    for (item, former, latter) in [(1, 5, 7), (2, 9, 6), (3, 4, 4), (4, 8, 0)] {
        make(&mut workbook, answer(1, item, former));
        if latter > 0 {
            make(&mut workbook, answer(4, item, latter));
        }
    }
    let rounds = &workbook.rounds;
    let data = Comparison::of(&workbook, Some(&rounds[0]), &rounds[1], Which::All);
    let first = |order, n| {
        let sorted = data.sorted(order);
        sorted
            .iter()
            .take(n)
            .map(|c| c.latter.item)
            .collect::<Vec<_>>()
    };
    assert_eq!(first(Order::Instrument, 4), [1, 2, 3, 4]);
    assert_eq!(first(Order::Change, 3), [1, 3, 2]);
    assert_eq!(first(Order::Gap, 3), [3, 2, 1]);
    assert_eq!(
        data.finding(),
        "Largest gain: 1 Leaders' visible backing, up 2. Largest fall: 2 Common vision, down 3. \
         19 of 22 items lack an answer in one of the rounds."
    );
    let alone = Comparison::of(&workbook, None, &rounds[1], Which::All);
    assert!(alone.finding().starts_with("One round so far: 3 of 22"));
}

#[test]
fn what_stands_there_already_is_no_change() {
    let mut workbook = two_rounds();
    make(&mut workbook, answer(1, 1, 5));
    assert_eq!(make(&mut workbook, answer(1, 1, 5)).edits, []);
    assert_eq!(make(&mut workbook, answer(1, 2, 0)).edits, []);
}
