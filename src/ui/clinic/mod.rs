//! The clinic, its settings, imports, history and the file's health.

use egui::Ui;

use super::request::Request;
use super::view::View;

/// What the tab remembers.
#[derive(Default)]
pub struct ClinicState {}

/// Draws the tab.
pub fn clinic_ui(_ui: &mut Ui, _view: &View<'_>, _state: &mut ClinicState, _out: &mut Vec<Request>) {}
