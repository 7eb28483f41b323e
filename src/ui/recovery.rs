//! The recovery sheet of a new file.

use egui::Ui;

use super::request::Request;
use super::view::View;

/// Draws the sheet.
pub fn recovery_ui(_ui: &mut Ui, _groups: &[String], _view: &View<'_>, _out: &mut Vec<Request>) {}
