//! Who has a reason to be offered naloxone, and when it was last offered (CDC 2022,
//! recommendation 8).

use chrono::NaiveDate;

use super::GapNote;
use crate::domain::checks::Checks;
use crate::domain::clinic::Settings;
use crate::domain::event::EventKind;
use crate::domain::fill::Fill;
use crate::domain::ids::PatientId;
use crate::domain::patient_fact::FactKind;
use crate::domain::registry::RegistryRow;
use crate::domain::workbook::Workbook;

/// A reason to offer naloxone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NaloxoneReason {
    /// MED at or above the first limit.
    Dose,
    /// A benzodiazepine in use.
    Benzodiazepine,
    /// Another sedative of the clinic's list in use.
    Sedative,
    /// An overdose on this day.
    Overdose(NaiveDate),
    /// A condition that holds.
    Condition {
        /// Which.
        kind: FactKind,
        /// Not to be named unless it is asked for.
        is_restricted: bool,
    },
}

impl NaloxoneReason {
    /// The words on screens; a restricted condition is not named.
    pub fn words(self, settings: &Settings) -> String {
        match self {
            Self::Dose => format!("MED {} or more", settings.thresholds.first),
            Self::Benzodiazepine => "a benzodiazepine in use".to_owned(),
            Self::Sedative => "a sedative in use".to_owned(),
            Self::Overdose(day) => format!("an overdose on {day}"),
            Self::Condition {
                is_restricted: true,
                ..
            } => "a restricted condition".to_owned(),
            Self::Condition { kind, .. } => kind.label().to_lowercase(),
        }
    }
}

/// All reasons that are known on the day; none known does not mean that there is none.
pub fn naloxone_reasons(
    workbook: &Workbook,
    row: &RegistryRow,
    day: NaiveDate,
) -> Vec<NaloxoneReason> {
    let checks = Checks::of(workbook, row.patient, day);
    let limit = workbook.settings.thresholds.first;
    let dose = (row.dose.is_at_least(limit) == Some(true)).then_some(NaloxoneReason::Dose);
    let sedative = if row.benzodiazepine == Some(true) {
        Some(NaloxoneReason::Benzodiazepine)
    } else {
        (row.sedative == Some(true)).then_some(NaloxoneReason::Sedative)
    };
    let overdose = checks.events().iter().rev().find(|e| e.is_overdose());
    let facts = workbook.facts_of(row.patient).iter();
    let conditions = facts.filter(|f| f.kind.asks_for_naloxone() && f.holds_on(day));
    dose.into_iter()
        .chain(sedative)
        .chain(overdose.map(|e| NaloxoneReason::Overdose(e.on)))
        .chain(conditions.map(|f| NaloxoneReason::Condition {
            kind: f.kind,
            is_restricted: f.is_restricted,
        }))
        .collect()
}

/// Whether there is a reason; what is missing where that cannot be told.
pub(super) fn has_reason(
    workbook: &Workbook,
    row: &RegistryRow,
    day: NaiveDate,
) -> Result<bool, GapNote> {
    if !naloxone_reasons(workbook, row, day).is_empty() {
        Ok(true)
    } else if row.dose.is_incomplete() {
        Err(GapNote::DoseUnknown)
    } else if row.sedative.is_none() {
        Err(GapNote::SedativeUnknown)
    } else {
        Ok(false)
    }
}

/// The newest naloxone up to `day`: prescribed, at home, filled, or offered and turned down.
pub(super) fn last_offered(
    workbook: &Workbook,
    patient: PatientId,
    day: NaiveDate,
) -> Option<NaiveDate> {
    let checks = Checks::of(workbook, patient, day);
    let mut events = checks.events().iter().rev();
    let by_event = events.find(|e| e.kind == EventKind::Naloxone && e.was_offered());
    let is_naloxone = |fill: &&Fill| {
        let product = workbook.product(fill.product);
        fill.filled <= day && product.is_some_and(|p| p.medicine.naloxone)
    };
    let mut fills = workbook.fills_of(patient).iter().rev();
    let by_fill = fills.find(is_naloxone).map(|f| f.filled);
    by_event.map(|e| e.on).max(by_fill)
}
