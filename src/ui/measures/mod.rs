//! Measures and run charts.

use egui::Ui;

use super::request::Request;
use super::view::View;
use crate::domain::measure::Measure;

/// What the tab remembers.
#[derive(Default)]
pub struct MeasuresState {}

impl MeasuresState {
    /// Shows this measure.
    pub fn choose(&mut self, _measure: Measure) {}
}

/// Draws the tab.
pub fn measures_ui(_ui: &mut Ui, _view: &View<'_>, _state: &mut MeasuresState, _out: &mut Vec<Request>) {}
