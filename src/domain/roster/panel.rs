//! Each clinician's patients in numbers.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use crate::domain::checks::Checks;
use crate::domain::event::Tier;
use crate::domain::ids::{ClinicianId, PatientId};
use crate::domain::patient::Clinician;
use crate::domain::registry::{Band, DoseStanding, Registry};
use crate::domain::workbook::Workbook;

/// The patients of a clinician, or of nobody, on the registry's day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panel {
    /// Everybody whose responsible clinician it is.
    pub patients: usize,
    /// Of these on long-term therapy; all that follows is of these.
    pub on_ltot: usize,
    /// MED at or above the first limit.
    pub from_first: usize,
    /// MED at or above the second limit.
    pub from_second: usize,
    /// MED that cannot be told.
    pub dose_unknown: usize,
    /// Risk tier high.
    pub high_tier: usize,
    /// Gaps that ask for something now.
    pub open_gaps: usize,
}

/// The panel of every clinician with patients, and under `None` of patients without one.
pub fn panels(
    workbook: &Workbook,
    registry: &Registry,
    day: NaiveDate,
) -> BTreeMap<Option<ClinicianId>, Panel> {
    let mut panels: BTreeMap<Option<ClinicianId>, Panel> = BTreeMap::new();
    for row in &registry.rows {
        let Some(patient) = workbook.patient(row.patient) else {
            continue;
        };
        let clinician = patient.clinician.map(|id| workbook.same_clinician(id));
        let panel = panels.entry(clinician).or_default();
        panel.patients += 1;
        if !row.is_on_ltot {
            continue;
        }
        panel.on_ltot += 1;
        let standing = row.dose.standing(&workbook.settings);
        let is_in = |band| standing == DoseStanding::In(band);
        panel.from_first += usize::from(is_in(Band::Mid) || is_in(Band::High));
        panel.from_second += usize::from(is_in(Band::High));
        panel.dose_unknown += usize::from(standing == DoseStanding::Unknown);
        let tier = tier_on(workbook, row.patient, day);
        panel.high_tier += usize::from(tier == Some(Tier::High));
        let gaps = registry.gaps.of(row.patient).iter();
        panel.open_gaps += gaps.filter(|g| g.is_open()).count();
    }
    panels
}

/// The risk tier last set up to `day`; `None` where none is, or where it cannot be read.
pub fn tier_on(workbook: &Workbook, patient: PatientId, day: NaiveDate) -> Option<Tier> {
    Checks::of(workbook, patient, day).tier()
}

/// The clinicians who work here: responsible for somebody, or with an entry of the roster's own.
/// Others are prescribers that exports name.
pub fn is_of_clinic(workbook: &Workbook) -> HashSet<ClinicianId> {
    let responsible = workbook.listed_patients().filter_map(|p| p.clinician);
    let mut found: HashSet<ClinicianId> =
        responsible.map(|id| workbook.same_clinician(id)).collect();
    let entered = |c: &&Clinician| {
        let has_text = [&c.team, &c.paired_ma, &c.delegate, &c.note]
            .iter()
            .any(|text| !text.is_empty());
        has_text
            || c.import.is_none()
            || c.pdmp_registered_on.is_some()
            || c.comfort.is_some()
            || c.treats_oud.is_some()
            || c.leaves_on.is_some()
    };
    found.extend(workbook.listed_clinicians().filter(entered).map(|c| c.id));
    found
}
