//! The diagnosis code both ways: who should have it and lacks it, who has it and should not, by
//! clinician.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::event::{CareEvent, EventKind, code_on_record};
use crate::domain::ids::{ClinicianId, PatientId};
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeError {
    /// On long-term therapy without the code.
    Missing,
    /// The code without long-term therapy.
    Wrong,
    /// On long-term therapy, and no code of any kind is on record.
    Unknown,
}

/// A patient to be looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeRow<'a> {
    /// Who.
    pub patient: PatientId,
    /// The responsible clinician.
    pub clinician: Option<ClinicianId>,
    /// What is wrong.
    pub error: CodeError,
    /// The newest entry about codes.
    pub newest: Option<&'a CareEvent>,
}

/// How a clinician's patients stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClinicianCodes {
    /// On long-term therapy.
    pub ltot: usize,
    /// Of these with the code.
    pub right: usize,
    /// Of these without.
    pub missing: usize,
    /// Of these with no code on record at all.
    pub unknown: usize,
    /// Not on long-term therapy, with the code.
    pub wrong: usize,
}

/// The audit of a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CodeAudit<'a> {
    /// Whom to look at, by error and patient.
    pub rows: Vec<CodeRow<'a>>,
    /// By responsible clinician.
    pub clinicians: BTreeMap<Option<ClinicianId>, ClinicianCodes>,
}

/// Compares the codes on record up to `day` with the therapy of the registry's day.
pub fn code_audit<'a>(
    workbook: &'a Workbook,
    registry: &Registry,
    day: NaiveDate,
) -> CodeAudit<'a> {
    let code = &workbook.settings.diagnosis_code;
    let mut audit = CodeAudit::default();
    for row in &registry.rows {
        let Some(patient) = workbook.patient(row.patient) else {
            continue;
        };
        let events = workbook.events_of(row.patient);
        let up_to = events.partition_point(|e| e.on <= day);
        let events = events.get(..up_to).unwrap_or_default();
        let has = code_on_record(events, code);
        if !row.is_on_ltot && has != Some(true) {
            continue;
        }
        let counts = audit.clinicians.entry(patient.clinician).or_default();
        counts.ltot += usize::from(row.is_on_ltot);
        let error = match (row.is_on_ltot, has) {
            (true, Some(true)) => {
                counts.right += 1;
                continue;
            }
            (true, Some(false)) => {
                counts.missing += 1;
                CodeError::Missing
            }
            (true, None) => {
                counts.unknown += 1;
                CodeError::Unknown
            }
            (false, _) => {
                counts.wrong += 1;
                CodeError::Wrong
            }
        };
        audit.rows.push(CodeRow {
            patient: row.patient,
            clinician: patient.clinician,
            error,
            newest: events
                .iter()
                .rev()
                .find(|e| e.kind == EventKind::DiagnosisCode),
        });
    }
    audit.rows.sort_by_key(|r| (r.error, r.patient));
    audit
}
