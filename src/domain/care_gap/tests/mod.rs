//! The promises of care gaps.

mod cases;
mod reference;
mod words;

use super::{Gap, GapNote, GapRule, GapState};
use crate::domain::ids::PatientId;
use crate::domain::registry::Registry;
use crate::domain::testing::{clinic, day};
use crate::domain::workbook::Workbook;

/// The gap of the first patient by a rule, which is switched on unless the records say otherwise.
fn gap_of(rule: GapRule, records: &str, on: &str) -> Option<Gap> {
    let workbook = clinic(&format!("on {}; {records}", rule.code()));
    gap_in(&workbook, rule, on)
}

fn gap_in(workbook: &Workbook, rule: GapRule, on: &str) -> Option<Gap> {
    let gaps = Registry::on(workbook, day(on)).gaps;
    let mut of = gaps.of(PatientId(1)).iter();
    of.find(|g| g.rule == rule).copied()
}
