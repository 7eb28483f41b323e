//! Buttons of one icon, and links in text.

use egui::{Response, Role, Sense, Stroke, Ui, Vec2, Widget};

use super::control::{focus_ring, name, text_at};
use crate::ui::icons::{Icon, paint_icon};
use crate::ui::theme::{Style, Theme};

/// A button of one icon; its name is shown under the pointer.
#[must_use = "call show"]
pub struct IconButton<'a> {
    icon: Icon,
    name: &'a str,
    hover: Option<&'a str>,
    enabled: bool,
    small: bool,
}

impl<'a> IconButton<'a> {
    /// An icon and the accessible name that says what pressing it does.
    pub fn new(icon: Icon, name: &'a str) -> Self {
        Self {
            icon,
            name,
            hover: None,
            enabled: true,
            small: false,
        }
    }

    /// Words under the pointer other than the name, for instance with the key: "Undo import, Ctrl+Z".
    pub fn hover(mut self, hover: &'a str) -> Self {
        self.hover = Some(hover);
        self
    }

    /// Whether it can be pressed.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// 24 square instead of 28.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let words = self.hover.unwrap_or(self.name);
        ui.add_enabled_ui(self.enabled, |ui| self.draw(ui))
            .inner
            .on_hover_text(words)
            .on_disabled_hover_text(words)
    }

    fn draw(&self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let (side, icon) = if self.small {
            (24.0, 16.0)
        } else {
            (28.0, 18.0)
        };
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(theme.pt(side)), Sense::click());
        name(&response, Role::Button, ui.is_enabled(), self.name);
        if ui.is_rect_visible(rect) {
            let colors = theme.color();
            let ink = if response.hovered() {
                ui.painter()
                    .rect_filled(rect, theme.radius(5.0), colors.selection);
                colors.on_selection
            } else {
                colors.text_2
            };
            paint_icon(ui.painter(), rect.center(), self.icon, theme.pt(icon), ink);
            focus_ring(ui, &response, rect);
        }
        response
    }
}

impl Widget for IconButton<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        self.show(ui)
    }
}

/// Accent words that go somewhere; underlined under the pointer.
pub fn link(ui: &mut Ui, text: &str) -> Response {
    let theme = Theme::of(ui);
    let ink = theme.color().accent;
    let galley = theme.galley(ui, text, Style::Body, ink);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::click());
    name(&response, Role::Link, ui.is_enabled(), text);
    if ui.is_rect_visible(rect) {
        text_at(ui.painter(), &galley, rect.left(), rect.center().y);
        if response.hovered() {
            let y = rect.bottom() - theme.pt(2.0);
            let stroke = Stroke::new(theme.pt(1.0), ink);
            ui.painter().hline(rect.x_range(), y, stroke);
        }
        focus_ring(ui, &response, rect);
    }
    response
}
