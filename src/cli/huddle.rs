//! The huddle of a day as CSV or JSON.

use std::process::ExitCode;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::tables::{day, known, mrn, print};
use super::{Failure, Outcome};
use crate::domain::event::Tier;
use crate::domain::huddle::{Huddle, HuddleLine};
use crate::domain::morphine_equivalent::rounded;
use crate::domain::registry::{DoseStanding, Registry};
use crate::domain::workbook::Workbook;
use crate::export::{Table, number};

/// Who is prepared for on a day, of all teams or one.
pub(super) fn huddle(
    workbook: &Workbook,
    date: NaiveDate,
    team: Option<&str>,
    format: &str,
) -> Outcome {
    if let Some(team) = team {
        check_team(workbook, team)?;
    }
    let registry = Registry::on(workbook, date);
    let lines = Huddle::on(workbook, &registry, date, date, team).lines;
    if format == "json" {
        let list: Vec<Value> = lines.iter().map(|line| object(workbook, line)).collect();
        println!("{}", json!({ "date": date, "patients": list }));
        return Ok(ExitCode::SUCCESS);
    }
    let mut table = Table::new([
        "time",
        "mrn",
        "visit",
        "refill_due_on",
        "early_refill",
        "med_mg_per_day",
        "band",
        "tier",
        "sedative",
        "naloxone_on",
        "peg",
        "peg_change",
        "gaps",
        "hard_talk",
        "who",
        "note",
        "done_on",
    ]);
    for line in &lines {
        table.push(row(workbook, line));
    }
    print(&table)
}

fn check_team(workbook: &Workbook, team: &str) -> Result<(), Failure> {
    let small = |name: &str| name.trim().to_lowercase();
    let clinicians = workbook.clinicians.iter();
    let mut names: Vec<&str> = clinicians.map(|c| c.team.as_str()).collect();
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    if names.iter().any(|name| small(name) == small(team)) {
        return Ok(());
    }
    Err(Failure(if names.is_empty() {
        format!("There is no team “{team}”: no clinician of the file belongs to a team.")
    } else {
        let names = names.join("; ");
        format!("There is no team “{team}”. The file has: {names}.")
    }))
}

fn row(workbook: &Workbook, line: &HuddleLine) -> [String; 17] {
    let visit = line.coming.visit.as_ref();
    let refill = line.coming.refill.as_ref();
    let entry = line.entry.as_ref();
    let score = |value: Option<f64>| value.map(|v| number(rounded(v))).unwrap_or_default();
    let gaps: Vec<&str> = line.gaps.iter().map(|gap| gap.rule.code()).collect();
    let early = refill.map(|r| known(r.is_early()));
    [
        time(line).unwrap_or_default(),
        mrn(workbook, line.patient),
        visit.map(|v| v.kind.clone()).unwrap_or_default(),
        day(refill.and_then(|r| r.due_on)),
        early.unwrap_or_default().to_owned(),
        med(line).map(number).unwrap_or_default(),
        band(workbook, line).unwrap_or_default(),
        line.tier.map(Tier::code).unwrap_or_default().to_owned(),
        known(line.sedative).to_owned(),
        day(line.naloxone_on),
        score(line.peg.map(|p| p.score)),
        score(line.peg.and_then(|p| p.change)),
        gaps.join(" "),
        hard_talks(line).join("; "),
        entry.map(|e| e.who.clone()).unwrap_or_default(),
        entry.map(|e| e.note.clone()).unwrap_or_default(),
        day(entry.and_then(|e| e.done_on)),
    ]
}

fn object(workbook: &Workbook, line: &HuddleLine) -> Value {
    let refill = line.coming.refill.as_ref();
    let why = |gap: &crate::domain::care_gap::Gap| json!({ "rule": gap.rule.code(), "reason": gap.why(&workbook.settings) });
    json!({
        "mrn": mrn(workbook, line.patient),
        "time": time(line),
        "visit": line.coming.visit.as_ref().map(|v| &v.kind),
        "refill": refill.map(|r| json!({
            "due_on": r.due_on,
            "asked_on": r.asked_on,
            "asked_early": r.is_asked_early,
            "filled_early_by_days": r.filled_early_by,
        })),
        "med_mg_per_day": med(line),
        "band": band(workbook, line),
        "tier": line.tier.map(Tier::code),
        "sedative": line.sedative,
        "naloxone_on": line.naloxone_on,
        "peg": line.peg.map(|p| json!({ "on": p.on, "score": p.score, "change": p.change })),
        "gaps": line.gaps.iter().map(why).collect::<Vec<_>>(),
        "hard_talk": hard_talks(line),
        "who": line.entry.as_ref().map(|e| &e.who),
        "note": line.entry.as_ref().map(|e| &e.note),
        "talk": line.entry.as_ref().map(|e| &e.talk),
        "done_on": line.entry.as_ref().and_then(|e| e.done_on),
    })
}

fn time(line: &HuddleLine) -> Option<String> {
    let time = line.coming.visit.as_ref()?.time?;
    Some(time.format("%H:%M").to_string())
}

/// The MED; a lower bound that reaches no band is no number.
fn med(line: &HuddleLine) -> Option<f64> {
    let is_unknown = line.standing == DoseStanding::Unknown;
    line.mg_per_day.filter(|_| !is_unknown)
}

/// The band of the dose, where it is in one.
fn band(workbook: &Workbook, line: &HuddleLine) -> Option<String> {
    match line.standing {
        DoseStanding::In(band) => Some(band.label(&workbook.settings)),
        _ => None,
    }
}

/// A restricted entry is told of, and not what it says.
fn hard_talks(line: &HuddleLine) -> Vec<&str> {
    let words = line.hard_talks.iter().map(|talk| {
        if talk.is_restricted {
            "restricted"
        } else {
            talk.words.as_str()
        }
    });
    words.collect()
}
