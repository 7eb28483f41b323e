//! Which clinician's patients a list shows, and the filter that chooses.

use egui::Ui;
use serde::{Deserialize, Serialize};

use super::standing::UNASSIGNED;
use crate::domain::ids::ClinicianId;
use crate::ui::widgets::{FilterButton, filter_choice};

/// Which clinician's patients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum ByClinician {
    /// Of this one.
    Of(ClinicianId),
    /// Of none.
    Unassigned,
}

impl ByClinician {
    /// The choice for a responsible clinician, or for none.
    pub fn new(clinician: Option<ClinicianId>) -> Self {
        clinician.map_or(Self::Unassigned, Self::Of)
    }

    /// Whether a patient of this clinician, or of none, belongs to it.
    pub fn shows(self, clinician: Option<ClinicianId>) -> bool {
        self == Self::new(clinician)
    }
}

/// The filter over a list with patients of `known`; true when a press changed it.
pub(super) fn clinician_ui(
    ui: &mut Ui,
    known: &[(ClinicianId, String)],
    filter: &mut Option<ByClinician>,
) -> bool {
    let names = known.iter().map(|(_, name)| name.as_str());
    let options: Vec<&str> = names.chain([UNASSIGNED]).collect();
    let choices = known.iter().map(|(id, _)| ByClinician::Of(*id));
    let choices: Vec<ByClinician> = choices.chain([ByClinician::Unassigned]).collect();
    let mut chosen = filter.and_then(|by| choices.iter().position(|choice| *choice == by));
    let value = chosen.and_then(|at| options.get(at)).copied();
    // "Bhatt, Ravi MD" is long for a button.
    let value = value.and_then(|name| name.split(',').next());
    let response = FilterButton::new("Clinician", value.unwrap_or("all"), filter.is_some())
        .show(ui, |ui| filter_choice(ui, "all", &options, &mut chosen));
    if response.cleared {
        *filter = None;
    } else if response.inner == Some(true) {
        *filter = chosen.and_then(|at| choices.get(at)).copied();
    }
    response.cleared || response.inner == Some(true)
}
