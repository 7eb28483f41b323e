//! The free-standing MED calculator.

use egui::Context;

use super::request::Request;
use super::view::View;

/// What the calculator remembers.
#[derive(Default)]
pub struct CalculatorState {
    /// Still shown.
    pub is_open: bool,
}

/// Draws the calculator's window.
pub fn calculator_ui(_ctx: &Context, _view: &View<'_>, _state: &mut CalculatorState, _out: &mut Vec<Request>) {}
