//! Who is in which ready-made view of the patients.

use crate::domain::registry::{Band, DoseStanding, RegistryRow};
use crate::domain::workbook::Workbook;
use crate::ui::request::PatientsView;

/// The views that the list offers side by side, left to right.
pub(super) const VIEWS: [PatientsView; 6] = [
    PatientsView::Ltot,
    PatientsView::Candidates,
    PatientsView::OnOpioids,
    PatientsView::High,
    PatientsView::DoseUnknown,
    PatientsView::All,
];

/// Whether a patient belongs in a view.
pub(in crate::ui) fn is_in(view: PatientsView, row: &RegistryRow, workbook: &Workbook) -> bool {
    let dose = || row.dose.standing(&workbook.settings);
    let patient = || workbook.patient(row.patient);
    match view {
        PatientsView::Ltot => row.is_on_ltot,
        PatientsView::Candidates => row.is_candidate(workbook),
        PatientsView::OnOpioids => row.on_opioids && !row.is_on_ltot,
        PatientsView::High => row.is_on_ltot && dose() == DoseStanding::In(Band::High),
        PatientsView::DoseUnknown => row.is_on_ltot && dose() == DoseStanding::Unknown,
        PatientsView::NoClinician => {
            row.is_on_ltot && patient().is_some_and(|p| p.clinician.is_none())
        }
        PatientsView::All => true,
    }
}
