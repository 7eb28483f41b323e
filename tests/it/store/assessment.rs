//! The self-assessment in the clinic file: undone answer by answer, safe when the program is killed.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use sixblocks::domain::assessment::command::{AssessmentCommand as Ask, NewSheets};
use sixblocks::domain::assessment::wording::PublishedItem;
use sixblocks::domain::assessment::{PrioritySource, Rating, RemarkKind, RoundKind, SheetKind};
use sixblocks::domain::command::Command;
use sixblocks::domain::edit::EditSet;
use sixblocks::domain::ids::{PriorityId, RemarkId, RoundId, SheetId};
use sixblocks::domain::workbook::Workbook;
use sixblocks::store::{RecoveryKey, Secret, Store};

use super::{Dice, NOW, Trail, day, rerun, sample, who};

/// Carries a request out in the file and in memory; `None` when it is refused.
fn make(store: &mut Store, workbook: &mut Workbook, ask: Ask) -> Option<EditSet> {
    let set = Command::Assessment(ask)
        .edits(workbook, "MK", day(800))
        .ok()?;
    store.apply(&set, "edit", &who(), NOW).unwrap();
    set.edits.iter().for_each(|e| workbook.apply(e));
    Some(set)
}

fn new_round(name: &str, offset: u64) -> Ask {
    Ask::SaveRound {
        id: None,
        name: name.to_owned(),
        date: day(offset),
        kind: RoundKind::Kickoff,
        is_baseline: true,
        with: NewSheets {
            shared: true,
            groups: 5,
        },
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

/// A request of a random kind; many are refused, as a person's may be.
fn random(dice: &mut Dice) -> Ask {
    let sheet = 1 + dice.below(20) as i64;
    let item = 1 + dice.below(22) as u8;
    let round = RoundId(1 + dice.below(3) as i64);
    let text = format!("words {}", dice.below(1000));
    match dice.below(16) {
        0 => new_round(&text, dice.below(900)),
        1 if dice.below(4) == 0 => Ask::RemoveRound(round),
        2 => Ask::SaveSheet {
            id: (dice.below(2) == 0).then_some(SheetId(sheet)),
            round,
            kind: SheetKind::ALL[dice.below(3) as usize],
            name: text,
            role: "MA".to_owned(),
            people: Some(1 + dice.below(9) as u32),
            is_anonymous: dice.below(2) == 0,
        },
        3 if dice.below(4) == 0 => Ask::RemoveSheet(SheetId(sheet)),
        4 => Ask::Note {
            sheet: SheetId(sheet),
            item,
            note: text,
            continues: false,
        },
        5 => {
            let cells =
                (1..=22).map(|item| (SheetId(sheet), item, Rating::new(dice.below(13) as u8)));
            Ask::Paste(cells.collect())
        }
        6 => Ask::Remark {
            id: (dice.below(2) == 0).then_some(RemarkId(1 + dice.below(5) as i64)),
            round,
            item,
            kind: RemarkKind::ALL[dice.below(4) as usize],
            text,
        },
        7 => Ask::Attendance {
            round,
            item: 12,
            counts: (dice.below(3) > 0).then_some((20, dice.below(21) as u32)),
        },
        8 => Ask::SavePriority {
            id: None,
            text,
            block: 1 + dice.below(6) as u8,
            item: Some(item),
            round: Some(round),
            source: PrioritySource::Kickoff,
        },
        9 => Ask::MovePriority(
            PriorityId(1 + dice.below(6) as i64),
            1 + dice.below(6) as u32,
        ),
        10 => Ask::RemovePriority(PriorityId(1 + dice.below(6) as i64)),
        11 => Ask::LoadWording {
            source: text,
            items: vec![PublishedItem {
                number: item,
                title: String::new(),
                stem: "Stem…".to_owned(),
                levels: ["…a.", "…b.", "…ñ.", "…d."].map(str::to_owned),
            }],
        },
        12 => Ask::ResetWording,
        _ => answer(sheet, item, dice.below(13) as u8),
    }
}

#[test]
fn every_request_is_undone_and_redone_to_the_same_content() {
    let mut kinds = 0;
    for seed in 0..3 {
        let sample = sample();
        let mut store = sample.open();
        let mut workbook = store.load().unwrap();
        let mut dice = Dice(seed);
        make(&mut store, &mut workbook, new_round("Baseline", 10)).unwrap();
        let mut trail = Trail::default();
        for _ in 0..150 {
            let request = Command::Assessment(random(&mut dice));
            trail.make(&mut store, &mut workbook, request, day(800));
        }
        kinds += trail.0.len();
        trail.there_and_back(&mut store, &mut workbook);
    }
    assert!(kinds > 200, "only {kinds} requests were carried out");
}

#[test]
fn the_file_itself_refuses_a_score_of_0_and_a_second_answer() {
    let sample = sample();
    let mut store = sample.open();
    let mut workbook = store.load().unwrap();
    make(&mut store, &mut workbook, new_round("Baseline", 10)).unwrap();
    let set = make(&mut store, &mut workbook, answer(1, 1, 5)).unwrap();
    let again = store.apply(&set, "edit", &who(), NOW);
    assert!(again.is_err(), "the answer stands there already");
    assert_eq!(store.load().unwrap().answers.len(), 1);
}

const FILE: &str = "SIXBLOCKS_ANSWER_FILE";
const KEY: &str = "SIXBLOCKS_ANSWER_KEY";
const NAME: &str =
    "store::assessment::killed_while_a_sheet_is_keyed_in_it_loses_no_acknowledged_answer";

#[test]
fn killed_while_a_sheet_is_keyed_in_it_loses_no_acknowledged_answer() {
    if let (Ok(file), Ok(key)) = (std::env::var(FILE), std::env::var(KEY)) {
        return key_in_for_ever(Path::new(&file), &key);
    }
    let mut dice = Dice(7);
    let mut acknowledged = 0;
    for kill in 0..25 {
        let sample = sample();
        let mut store = sample.open();
        let mut workbook = store.load().unwrap();
        make(&mut store, &mut workbook, new_round("Baseline", 10)).unwrap();
        store.close().unwrap();
        let mut child = rerun(NAME)
            .env(FILE, &sample.path)
            .env(KEY, sample.recovery.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut seen: Vec<(i64, u8, u8)> = Vec::new();
        while seen.is_empty() {
            seen.extend(read(&lines.next().expect("the writer starts").unwrap()));
        }
        sleep(Duration::from_millis(dice.below(40)));
        child.kill().unwrap();
        child.wait().unwrap();
        seen.extend(lines.map_while(Result::ok).filter_map(|line| read(&line)));
        acknowledged += seen.len();
        let store = sample.open();
        let workbook = store.load().unwrap();
        for (sheet, item, score) in seen {
            let answer = workbook.answer(SheetId(sheet), item);
            assert_eq!(
                answer.and_then(|a| a.score),
                Rating::new(score),
                "kill {kill}: {sheet} {item}"
            );
        }
        assert!(store.check().unwrap().is_good(), "kill {kill}");
    }
    assert!(
        acknowledged > 50,
        "only {acknowledged} answers were acknowledged"
    );
}

fn read(line: &str) -> Option<(i64, u8, u8)> {
    let line = line.strip_prefix("answered ")?.strip_suffix('.')?;
    let mut parts = line.split(' ');
    let sheet = parts.next()?.parse().ok()?;
    let item = parts.next()?.parse().ok()?;
    Some((sheet, item, parts.next()?.parse().ok()?))
}

/// Answers sheet after sheet and says of each answer when it is saved.
fn key_in_for_ever(path: &Path, key: &str) {
    let secret = Secret::Recovery(RecoveryKey::parse(key).unwrap().raw());
    let mut store = Store::open(path, &secret, &who(), NOW).unwrap();
    let mut workbook = store.load().unwrap();
    for sheet in 1..=6 {
        for item in 1..=22 {
            let given = (item + sheet as u8) % 12 + 1;
            make(&mut store, &mut workbook, answer(sheet, item, given)).unwrap();
            let mut out = std::io::stdout().lock();
            write!(out, "\nanswered {sheet} {item} {given}.\n").unwrap();
            out.flush().unwrap();
        }
    }
    sleep(Duration::from_mins(1));
}
