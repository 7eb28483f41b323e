//! Files of every kind that chance puts together: imported, known again, taken back and put back.

use std::collections::HashMap;

use sixblocks::domain::edit::{Edit, EditSet};
use sixblocks::domain::ids::ImportId;
use sixblocks::import::{self, Options, Preview};
use sixblocks::store::Store;

use super::{Dice, NOW, day, sample, who};

const FILES: u64 = 200;
const HEADS: [&str; 4] = [
    "Rx Number,Date Filled,Drug,Strength,Qty,Days,Prescriber,Status",
    "PCP",
    "Date,Event,Value",
    "PCP,Last PDMP,Last UDS,UDS result,PEG,PEG date,Tier,As of",
];

/// A cell of a column, by chance; blanks, other spellings and impossible values among them.
fn cell(column: &str, dice: &mut Dice) -> String {
    let of: &[&str] = match column {
        "Rx Number" => &["7001", "7002", "", ""],
        "Drug" => &[
            "Norco 5-325 MG",
            "NORCO 5/325 mg",
            "Oxycodone",
            "Percocett",
            "Fentanyl patch 25 mcg/hr",
            "",
        ],
        "Strength" => &["", "", "5 MG", "10 MG"],
        "Qty" => &["90", "60", "-90", "", "n/a", "1200"],
        "Days" => &["30", "30", "0", ""],
        "Prescriber" | "PCP" => &["\"Hanley, Sean MD\"", "\"DOYLE, KEVIN\"", "", "-"],
        "Status" => &["", "", "", "Reversed", "Corrected"],
        "Event" => &[
            "PDMP check",
            "UDS",
            "Opioid agreement",
            "PEG",
            "Narcan",
            "Office visit",
            "Naloxone declined",
            "Note",
            "Flu shot",
        ],
        "Value" => &["", "expected", "unexpected", "6.3", "4", "declined"],
        "UDS result" => &["", "expected", "unexpected"],
        "PEG" => &["", "6.3", "4", "11"],
        "Tier" => &["", "low", "high"],
        _ => {
            return match dice.below(20) {
                0 => String::new(),
                1 => "2026-13-45".to_owned(),
                n => day(1000 + n).to_string(),
            };
        }
    };
    of[dice.below(of.len() as u64) as usize].to_owned()
}

/// A file about a few people, with copies, corrections, lost zeros and other names.
fn file(dice: &mut Dice) -> String {
    let head = HEADS[dice.below(4) as usize];
    let mut text = format!("MRN,Last Name,First Name,DOB,{head}\n");
    for _ in 0..=dice.below(12) {
        // The first four may lack their number and keep their name, the others the other way round.
        let person = dice.below(9);
        let zeros = if dice.below(9) == 0 { "" } else { "0000" };
        let is_numbered = person > 3 || dice.below(3) > 0;
        let mrn = if is_numbered {
            format!("{zeros}{}", person + 1)
        } else {
            String::new()
        };
        let names = if person > 3 {
            ["Lee", "LEE", "Lee-Ray", "Vang"]
        } else {
            ["Marsh", "MARSH", "Marsh", "marsh"]
        };
        let last = names[dice.below(4) as usize];
        let first = ["Ann", "Ann M", if person > 3 { "" } else { "ANN" }][dice.below(3) as usize];
        let mut line = format!("{mrn},{last},{first},{}", day(person * 37));
        for column in head.split(',') {
            line.push(',');
            line.push_str(&cell(column, dice));
        }
        line.push('\n');
        text.push_str(&line.repeat(1 + usize::from(dice.below(8) == 0)));
    }
    text
}

fn preview(store: &Store, text: &str) -> Preview {
    let table = import::read_paste(text).unwrap();
    let mapping = import::recognise(&table[0], None);
    let options = Options {
        today: day(1100),
        answers: HashMap::new(),
        file_name: "file.csv".to_owned(),
    };
    let known = store.load().unwrap();
    import::preview(&table[0], &mapping, &known, &options, &mut |_, _| true).unwrap()
}

fn set_undone(store: &mut Store, import: ImportId, undone: bool) {
    let set = EditSet {
        name: "Import".to_owned(),
        edits: vec![Edit::ImportUndone { import, undone }],
    };
    store
        .apply(&set, if undone { "undo" } else { "redo" }, &who(), NOW)
        .unwrap();
}

#[test]
fn two_hundred_files_are_known_again_and_taken_back_to_the_same_content() {
    let sample = sample();
    let mut store = sample.open();
    let (mut dice, mut wrote) = (Dice(7), 0);
    for number in 0..FILES {
        let text = file(&mut dice);
        let found = preview(&store, &text);
        let before = store.digest().unwrap();
        store
            .apply_import(&found.batch, &who(), NOW, &mut |_, _| true)
            .unwrap();
        let after = store.digest().unwrap();
        wrote += u64::from(!found.batch.is_empty());
        let again = preview(&store, &text);
        // A row that waits for a person's word may find its patient by what the others brought.
        let is_settled = found.questions.is_empty();
        assert!(
            !is_settled || again.batch.is_empty(),
            "file {number}: {:#?}\n{text}",
            again.batch
        );
        assert!(
            !is_settled || again.counts.new == 0,
            "file {number}\n{text}"
        );
        set_undone(&mut store, found.batch.record.id, true);
        assert_eq!(
            store.digest().unwrap(),
            before,
            "undo of file {number}\n{text}"
        );
        // Every third stays undone and is forgotten by the next import.
        if number % 3 != 0 {
            set_undone(&mut store, found.batch.record.id, false);
            assert_eq!(
                store.digest().unwrap(),
                after,
                "redo of file {number}\n{text}"
            );
        }
    }
    assert!(wrote > FILES / 2, "{wrote} files wrote something");
    assert!(store.check().unwrap().is_good());
}
