//! The newest check of the PDMP of each patient on long-term therapy, and whether it still counts
//!

use chrono::NaiveDate;

use super::on_ltot;
use crate::domain::care_gap::{GapRule, months_of_tier};
use crate::domain::checks::{Checks, due_on};
use crate::domain::event::{CareEvent, EventKind};
use crate::domain::ids::PatientId;
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;

/// A patient's newest check.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PdmpCheck<'a> {
    /// Who.
    pub patient: PatientId,
    /// The newest check that was done.
    pub newest: Option<&'a CareEvent>,
    /// The last day that it counts for; `None` without a check, or where an unknown tier decides.
    pub due_on: Option<NaiveDate>,
}

impl PdmpCheck<'_> {
    /// Whether it counts on `day`; `None` where an unknown tier decides.
    pub fn is_in_time(&self, day: NaiveDate) -> Option<bool> {
        match (self.newest, self.due_on) {
            (None, _) => Some(false),
            (Some(_), due) => due.map(|due| day <= due),
        }
    }
}

/// Everybody on long-term therapy, with the newest check up to `day` by the months of the care gap.
pub fn pdmp_checks<'a>(
    workbook: &'a Workbook,
    registry: &Registry,
    day: NaiveDate,
) -> Vec<PdmpCheck<'a>> {
    let settings = &workbook.settings;
    let months = settings.gaps.months(GapRule::Pdmp, settings);
    let check = |patient: PatientId| {
        let checks = Checks::of(workbook, patient, day);
        let done = |e: &&CareEvent| e.kind == EventKind::PdmpCheck && e.took_place();
        let newest = checks.events().iter().rev().find(done);
        let months = months_of_tier(months, checks.tier());
        PdmpCheck {
            patient,
            newest,
            due_on: newest.zip(months).map(|(e, months)| due_on(e.on, months)),
        }
    };
    on_ltot(registry).map(|row| check(row.patient)).collect()
}
