//! The self-assessment's answers as CSV, and the published wording out of a guide's text.

use std::path::Path;
use std::process::ExitCode;

use serde_json::json;

use super::tables::print;
use super::{Failure, Outcome};
use crate::app::{clock, guide};
use crate::domain::assessment::command::AssessmentCommand;
use crate::domain::assessment::{ITEMS, Round};
use crate::domain::command::Command;
use crate::domain::programme;
use crate::domain::workbook::Workbook;
use crate::export::Table;
use crate::import::wording::{ReadItem, WordingReading};
use crate::store::Store;

/// One row a sheet and item, blanks too; all rounds, or those named so, of that day or number.
pub(super) fn answers(workbook: &Workbook, wanted: Option<&str>) -> Outcome {
    let is_wanted = |round: &&Round| {
        wanted.is_none_or(|w| {
            let w = w.trim();
            w.to_lowercase() == round.name.to_lowercase()
                || w == round.date.to_string()
                || w == round.id.0.to_string()
        })
    };
    let rounds: Vec<&Round> = workbook.rounds.iter().filter(is_wanted).collect();
    if let (Some(wanted), true) = (wanted, rounds.is_empty()) {
        let names: Vec<String> = workbook.rounds.iter().map(Round::label).collect();
        return Err(Failure(match names.as_slice() {
            [] => "The file has no round of the self-assessment.".to_owned(),
            names => format!(
                "There is no round “{wanted}”. The file has: {}.",
                names.join("; ")
            ),
        }));
    }
    let mut table = Table::new(["round", "date", "sheet", "item", "block", "score", "note"]);
    for round in rounds {
        for sheet in workbook.sheets_of(round.id) {
            for item in ITEMS {
                let answer = workbook.answer(sheet.id, item);
                let score = answer.and_then(|a| a.score);
                let block = programme::item(item).and_then(|i| programme::block(i.block));
                table.push([
                    round.name.clone(),
                    round.date.to_string(),
                    sheet.label(),
                    item.to_string(),
                    block.map(|b| b.name.clone()).unwrap_or_default(),
                    score.map(|s| s.to_string()).unwrap_or_default(),
                    answer.map(|a| a.note.clone()).unwrap_or_default(),
                ]);
            }
        }
    }
    print(&table)
}

/// Prints what was found in a guide's text. With a store the items that were read without doubt are
/// stored; without one nothing is changed.
pub(super) fn wording(guide_file: &Path, store: Option<Store>) -> Outcome {
    let reading = guide::read_file(guide_file).map_err(Failure)?;
    let sure: Vec<&ReadItem> = reading.items.iter().filter(|i| !i.is_doubtful).collect();
    let mut code = ExitCode::SUCCESS;
    if let Some(store) = store {
        if sure.is_empty() {
            eprintln!("sixblocks: Nothing was stored: no item was read without doubt.");
            code = ExitCode::FAILURE;
        } else {
            keep(store, guide_file, &sure)?;
            let left: Vec<String> = programme::items()
                .iter()
                .filter(|i| !sure.iter().any(|s| s.number == i.number))
                .map(|i| i.number.to_string())
                .collect();
            if !left.is_empty() {
                eprintln!(
                    "sixblocks: Items {} keep the built-in words: they are missing or doubtful.",
                    left.join(", ")
                );
            }
        }
    }
    print_reading(&reading)?;
    Ok(code)
}

fn keep(mut store: Store, guide_file: &Path, items: &[&ReadItem]) -> Result<(), Failure> {
    let workbook = store.load()?;
    let command = Command::Assessment(AssessmentCommand::LoadWording {
        source: guide::file_name(guide_file),
        items: items.iter().map(|i| i.published()).collect(),
    });
    let who = clock::who("");
    let set = command.edits(&workbook, &who.account, clock::today())?;
    store.apply(&set, "edit", &who, &clock::instant())?;
    Ok(())
}

fn print_reading(reading: &WordingReading) -> Result<(), Failure> {
    let items: Vec<_> = reading
        .items
        .iter()
        .map(|i| {
            json!({
                "number": i.number,
                "title": i.title,
                "stem": i.stem,
                "levels": i.levels,
                "doubtful": i.is_doubtful,
            })
        })
        .collect();
    let problems: Vec<&str> = reading
        .problems
        .iter()
        .map(|p| p.sentence.as_str())
        .collect();
    println!(
        "{}",
        serde_json::to_string_pretty(&json!({ "items": items, "problems": problems }))?
    );
    Ok(())
}
