//! The finding on one item's answers in words: who differs, by how much, and since when.

use super::Round;
use super::sheet::{Sheet, SheetKind};
use super::summary::{ItemSummary, RoundSummary, Which};
use crate::domain::workbook::Workbook;

/// Answers that lie at least this far apart are said to differ: a level is three numbers wide.
pub const DIFFER: u8 = 3;

/// What is said over the dots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finding {
    /// The first sentence: agreement or difference.
    pub lead: String,
    /// Who answered, range, median, change.
    pub rest: String,
    /// Answers lie [`DIFFER`] or more apart.
    pub is_apart: bool,
}

/// The finding on an item of a round. `for_all`: on a projected screen nobody is named.
pub fn finding(
    workbook: &Workbook,
    round: &Round,
    item: u8,
    which: Which,
    for_all: bool,
) -> Finding {
    let summary = RoundSummary::of(workbook, round.id, which);
    let Some(summary) = summary.item(item) else {
        return Finding::default();
    };
    let answers = answered(workbook, round, item, which);
    let spread = summary.spread();
    Finding {
        lead: lead(&answers, summary, for_all),
        rest: rest(workbook, round, summary, &answers, which),
        is_apart: spread.is_some_and(|s| s >= DIFFER),
    }
}

/// The sheets that answered an item, with their scores.
pub fn answered<'a>(
    workbook: &'a Workbook,
    round: &Round,
    item: u8,
    which: Which,
) -> Vec<(&'a Sheet, u8)> {
    workbook
        .sheets_of(round.id)
        .iter()
        .filter(|s| which.counts(s.kind))
        .filter_map(|s| Some((s, workbook.answer(s.id, item)?.score?.get())))
        .collect()
}

fn lead(answers: &[(&Sheet, u8)], summary: &ItemSummary, for_all: bool) -> String {
    let Some((low, high)) = summary.range() else {
        return "Nobody has answered this item.".to_owned();
    };
    let apart = high - low;
    match (answers.len(), apart) {
        (1, _) => format!("One answer: {high}."),
        (_, 0) => format!("All agree on {high}."),
        (_, apart) if apart < DIFFER => format!("Answers lie close together, {apart} apart."),
        (_, apart) => {
            let only = |score: u8| -> Option<String> {
                let mut there = answers.iter().filter(|(_, s)| *s == score);
                let (sheet, _) = there.next()?;
                (there.next().is_none() && sheet.kind != SheetKind::Person)
                    .then(|| in_a_sentence(sheet))
            };
            match (only(high), only(low)) {
                (Some(top), Some(bottom)) => {
                    format!("{} {apart} higher than {bottom}.", sees(&top))
                }
                _ => format!("{} differ by {apart}.", who(answers, for_all)),
            }
        }
    }
}

/// "Groups", "Persons" or "Sheets": whoever answered.
fn who(answers: &[(&Sheet, u8)], for_all: bool) -> &'static str {
    let all = |kind| answers.iter().all(|(s, _)| s.kind == kind);
    if all(SheetKind::Group) {
        "Groups"
    } else if all(SheetKind::Person) && !for_all {
        "Persons"
    } else {
        "Answers"
    }
}

/// "the team", "group 3", "Front desk".
fn in_a_sentence(sheet: &Sheet) -> String {
    match sheet.kind {
        SheetKind::Shared if sheet.name.is_empty() => "the team".to_owned(),
        SheetKind::Group if sheet.name.is_empty() => format!("group {}", sheet.number),
        _ => sheet.label(),
    }
}

/// "The team sees it", "Leaders see it".
fn sees(who: &str) -> String {
    let verb = if who.ends_with('s') { "see" } else { "sees" };
    let mut signs = who.chars();
    let first: String = signs
        .next()
        .map(|c| c.to_uppercase().collect())
        .unwrap_or_default();
    format!("{first}{} {verb} it", signs.as_str())
}

fn rest(
    workbook: &Workbook,
    round: &Round,
    summary: &ItemSummary,
    answers: &[(&Sheet, u8)],
    which: Which,
) -> String {
    let mut sentences = Vec::new();
    if let (Some((low, high)), Some(median)) = (summary.range(), summary.median())
        && summary.n() > 1
    {
        let range = if low == high {
            format!("all {low}")
        } else {
            format!("{low} to {high}")
        };
        sentences.push(format!(
            "{}, {range}, median {}.",
            count_words(answers),
            plain(median)
        ));
    }
    let blank = summary.sheets - summary.n();
    if blank > 0 {
        sentences.push(format!("{blank} left it blank."));
    }
    if let Some(words) = since(workbook, round, summary, which) {
        sentences.push(words);
    }
    sentences.join(" ")
}

/// "The team and 5 groups", "3 persons".
fn count_words(answers: &[(&Sheet, u8)]) -> String {
    let count = |kind| answers.iter().filter(|(s, _)| s.kind == kind).count();
    let many = |n: usize, one: &str, more: &str| match n {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {more}")),
    };
    let shared = match count(SheetKind::Shared) {
        0 => None,
        1 => Some("The team".to_owned()),
        n => Some(format!("{n} shared answers")),
    };
    let parts = [
        shared,
        many(count(SheetKind::Group), "group", "groups"),
        many(count(SheetKind::Person), "person", "persons"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match parts.as_slice() {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        parts => parts.concat(),
    }
}

/// "Up 2.5 since the baseline": medians of the same kind of sheets.
fn since(
    workbook: &Workbook,
    round: &Round,
    summary: &ItemSummary,
    which: Which,
) -> Option<String> {
    let former = former_median(workbook, round, summary.item, which)?;
    let change = summary.median()? - former;
    Some(if change > 0.0 {
        format!("Up {} since the baseline.", plain(change))
    } else if change < 0.0 {
        format!("Down {} since the baseline.", plain(-change))
    } else {
        "As at the baseline.".to_owned()
    })
}

/// The clinic's baseline, when that is an earlier round than this.
pub fn baseline_before<'a>(workbook: &'a Workbook, round: &Round) -> Option<&'a Round> {
    workbook
        .baseline_round()
        .filter(|b| b.id != round.id && b.date <= round.date)
}

/// The median of the baseline round, when that is an earlier one.
pub fn former_median(workbook: &Workbook, round: &Round, item: u8, which: Which) -> Option<f64> {
    let baseline = baseline_before(workbook, round)?;
    RoundSummary::of(workbook, baseline.id, which)
        .item(item)?
        .median()
}

/// "+2.5", "−1.0", "0.0".
pub fn signed(change: f64) -> String {
    match one_decimal(change.abs()) {
        text if text == "0.0" => text,
        text if change > 0.0 => format!("+{text}"),
        text => format!("−{text}"),
    }
}

/// "5" or "5.5".
pub fn plain(value: f64) -> String {
    let text = one_decimal(value);
    text.trim_end_matches(".0").to_owned()
}

/// "5.0", "5.5"; a half goes away from 0, as people round.
pub fn one_decimal(value: f64) -> String {
    let text = format!("{:.1}", (value * 10.0).round() / 10.0);
    if text == "-0.0" {
        "0.0".to_owned()
    } else {
        text
    }
}
