//! Lists that are worked through: birth-month recall, diagnosis codes, outreach, how patients were
//! found, what is missing in the records, PDMP checks by clinician, and the visits of the months to
//! come.

mod codes;
mod found;
mod load;
mod pdmp;
mod quality;
mod recall;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::event::{CareEvent, EventKind};
use super::huddle::booked_visits;
use super::ids::PatientId;
use super::registry::{Registry, RegistryRow};
use super::workbook::Workbook;

pub use codes::{ClinicianCodes, CodeAudit, CodeError, CodeRow, code_audit};
pub use found::{Found, how_found};
pub use load::{ComingVisit, VisitLoad, visit_load};
pub use pdmp::{PdmpCheck, pdmp_checks};
pub use quality::{Quality, QualityFinding, quality};
pub use recall::{Recall, RecallState, cycle_start, recall};

/// A contact between visits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outreach<'a> {
    /// Whose.
    pub patient: PatientId,
    /// What is on record.
    pub event: &'a CareEvent,
}

/// Every contact up to `day`, the newest first.
pub fn outreach(workbook: &Workbook, day: NaiveDate) -> Vec<Outreach<'_>> {
    let events = workbook.events.iter();
    let mut contacts: Vec<Outreach<'_>> = events
        .filter(|e| e.kind == EventKind::Outreach && e.on <= day)
        .map(|event| Outreach {
            patient: event.patient,
            event,
        })
        .collect();
    contacts.sort_by_key(|c| (std::cmp::Reverse((c.event.on, c.event.id)), c.patient));
    contacts
}

/// The next visit that is booked on or after `day`.
pub fn next_visit(events: &[CareEvent], day: NaiveDate) -> Option<NaiveDate> {
    booked_visits(events, day).next().map(|e| e.on)
}

/// The newest contact up to `day`.
pub fn last_outreach(events: &[CareEvent], day: NaiveDate) -> Option<NaiveDate> {
    let contacts = events.iter().filter(|e| e.kind == EventKind::Outreach);
    contacts.map(|e| e.on).filter(|on| *on <= day).max()
}

/// The rows of patients on long-term therapy.
fn on_ltot(registry: &Registry) -> impl Iterator<Item = &RegistryRow> {
    registry.rows.iter().filter(|row| row.is_on_ltot)
}
