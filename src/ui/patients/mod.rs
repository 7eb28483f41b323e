//! The registry: list, candidates, patient page.

use egui::Ui;

use super::request::{PatientsView, Request};
use super::view::View;
use crate::domain::ids::PatientId;

/// What the tab remembers.
#[derive(Default)]
pub struct PatientsState {}

impl PatientsState {
    /// Shows the list in this view.
    pub fn show_view(&mut self, _view: PatientsView) {}

    /// Shows a patient's page.
    pub fn open(&mut self, _patient: PatientId) {}
}

/// Draws the tab.
pub fn patients_ui(_ui: &mut Ui, _view: &View<'_>, _state: &mut PatientsState, _out: &mut Vec<Request>) {}
