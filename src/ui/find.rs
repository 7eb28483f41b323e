//! The search over patients, measures and commands (Ctrl+K).

use egui::Context;

use super::request::Request;
use super::view::View;

/// What the search remembers.
#[derive(Default)]
pub struct FindState {}

/// Draws the search. True when it is closed.
pub fn find_ui(_ctx: &Context, _view: &View<'_>, _state: &mut FindState, _out: &mut Vec<Request>) -> bool {
    true
}
