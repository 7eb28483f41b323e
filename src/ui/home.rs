//! Where the team stands.

use egui::Ui;

use super::request::Request;
use super::view::View;

/// Draws the tab.
pub fn home_ui(_ui: &mut Ui, _view: &View<'_>, _out: &mut Vec<Request>) {}
