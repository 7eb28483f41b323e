//! What every control shares: its place, its fill under the pointer, its focus ring, its name.

use std::sync::Arc;

use egui::style::ScrollAnimation;
use egui::{Align2, pos2};
use egui::{
    Color32, Galley, Painter, Pos2, Rect, Response, Role, Stroke, StrokeKind, Ui, WidgetInfo,
};

use crate::ui::theme::Theme;

/// Whether keys go to this control. Unlike egui's own question it does not mind whether the system
/// has told the window of its focus: not every system does, and keys only come when it has it.
pub fn is_focused(response: &Response) -> bool {
    response.ctx.memory(|memory| memory.has_focus(response.id))
}

/// Scrolls to a control that the Tab key has just reached, where it lies outside the part seen.
pub(super) fn into_view(response: &Response) {
    // What the pointer presses is in view already, and must stay under it until it is let go.
    let is_pointed = response
        .ctx
        .input(|i| i.pointer.any_down() || i.pointer.any_released());
    if response.gained_focus() && !is_pointed {
        response.scroll_to_me_animation(None, ScrollAnimation::none());
    }
}

/// Paints the ring of a focused control: 2 points wide, 2 points off `rect`.
pub(super) fn focus_ring(ui: &Ui, response: &Response, rect: Rect) {
    into_view(response);
    if is_focused(response) {
        ring(ui, rect, 3.0, 7.0);
    }
}

/// The ring just inside `rect`, where there is no room around it: table rows, tabs, menus.
pub(super) fn focus_ring_inside(ui: &Ui, response: &Response, rect: Rect) {
    if is_focused(response) {
        ring(ui, rect, -1.5, 4.0);
    }
}

pub(super) fn ring(ui: &Ui, rect: Rect, off: f32, radius: f32) {
    let theme = Theme::of(ui);
    ui.painter().rect_stroke(
        rect.expand(theme.pt(off)),
        theme.radius(radius),
        Stroke::new(theme.pt(2.0), theme.color().focus),
        StrokeKind::Middle,
    );
}

/// Gives a control its name for screen readers and tests, and brings it into view when the Tab key
/// has reached it, drawn or not.
pub(super) fn name(response: &Response, role: Role, enabled: bool, name: &str) {
    into_view(response);
    response.widget_info(|| WidgetInfo::labeled(role, enabled, name));
}

/// Paints one line of text with its left edge at `x` and its middle at `y`; returns its right edge.
pub(super) fn text_at(painter: &Painter, galley: &Arc<Galley>, x: f32, y: f32) -> f32 {
    let at = pos2(x, y - galley.size().y / 2.0);
    painter.galley(at, Arc::clone(galley), Color32::PLACEHOLDER);
    x + galley.size().x
}

/// Paints one line of text aligned within `rect`.
pub(super) fn text_in(painter: &Painter, galley: &Arc<Galley>, rect: Rect, align: Align2) {
    let at: Pos2 = align.align_size_within_rect(galley.size(), rect).min;
    painter.galley(at, Arc::clone(galley), Color32::PLACEHOLDER);
}

/// Fill of an outlined control in its present state.
pub(super) fn outlined_fill(theme: &Theme, response: &Response) -> Color32 {
    if response.is_pointer_button_down_on() {
        theme.color().selection
    } else if response.hovered() {
        theme.color().hover
    } else {
        theme.color().surface
    }
}
