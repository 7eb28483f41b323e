//! Care gaps as CSV or JSON.

use std::process::ExitCode;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::Outcome;
use super::tables::{day, mrn, print};
use crate::domain::care_gap::{Gap, GapState};
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;
use crate::export::Table;

/// What is open on a day; with `all` also what is due soon or waits.
pub(super) fn gaps(workbook: &Workbook, as_of: NaiveDate, all: bool, format: &str) -> Outcome {
    let gaps = Registry::on(workbook, as_of).gaps;
    let shown: Vec<&Gap> = gaps.all().iter().filter(|g| all || g.is_open()).collect();
    if format == "json" {
        let list: Vec<Value> = shown.iter().map(|gap| object(workbook, gap)).collect();
        println!(
            "{}",
            json!({ "as_of": as_of, "gaps": list, "remarks": gaps.remarks() })
        );
        return Ok(ExitCode::SUCCESS);
    }
    for remark in gaps.remarks() {
        eprintln!("sixblocks: {remark}");
    }
    let mut table = Table::new([
        "mrn",
        "rule",
        "last_on",
        "due_on",
        "days_overdue",
        "assigned_to",
        "reason",
    ]);
    for gap in shown {
        let overdue = days_overdue(gap).map(|days| days.to_string());
        table.push([
            mrn(workbook, gap.patient),
            gap.rule.code().to_owned(),
            day(gap.last_on),
            day(gap.due_on),
            overdue.unwrap_or_default(),
            assigned_to(workbook, gap),
            reason(workbook, gap),
        ]);
    }
    print(&table)
}

fn object(workbook: &Workbook, gap: &Gap) -> Value {
    let days_ahead = match gap.state {
        GapState::DueSoon(days) => Some(days),
        _ => None,
    };
    json!({
        "mrn": mrn(workbook, gap.patient),
        "rule": gap.rule.code(),
        "state": gap.state.code(),
        "last_on": gap.last_on,
        "due_on": gap.due_on,
        "days_overdue": days_overdue(gap),
        "days_ahead": days_ahead,
        "snoozed_until": gap.snoozed_until,
        "closed_on": gap.closed_on,
        "assigned_to": assigned_to(workbook, gap),
        "reason": reason(workbook, gap),
    })
}

fn days_overdue(gap: &Gap) -> Option<i64> {
    match gap.state {
        GapState::Overdue(days) => Some(days),
        _ => None,
    }
}

fn assigned_to(workbook: &Workbook, gap: &Gap) -> String {
    let work = workbook.gap_work(gap.patient, gap.rule);
    work.map(|w| w.assigned_to.clone()).unwrap_or_default()
}

/// Why it is a gap, and what a person said of its waiting or closing.
fn reason(workbook: &Workbook, gap: &Gap) -> String {
    let why = gap.why(&workbook.settings);
    let is_said = gap.snoozed_until.is_some() || gap.closed_on.is_some();
    let work = workbook.gap_work(gap.patient, gap.rule);
    match work.filter(|w| is_said && !w.reason.is_empty()) {
        Some(work) => format!("{why}: {}", work.reason),
        None => why,
    }
}
