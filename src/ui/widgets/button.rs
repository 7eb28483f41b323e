//! Buttons of words: filled, outlined, quiet.

use std::sync::Arc;

use egui::{Color32, Galley, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Widget, vec2};

use super::control::{focus_ring, name, outlined_fill, text_at};
use crate::ui::icons::{Icon, paint_icon};
use crate::ui::theme::{Style, Theme};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Primary,
    Outlined,
    Quiet,
}

/// A button of words. At most one filled button stands in a toolbar, panel or dialog.
#[must_use = "call show"]
pub struct Button<'a> {
    text: &'a str,
    kind: Kind,
    icon: Option<Icon>,
    icon_after: Option<Icon>,
    count: Option<&'a str>,
    key: Option<&'a str>,
    name: Option<&'a str>,
    hover: Option<&'a str>,
    small: bool,
    enabled: bool,
    strong: bool,
    width: Option<f32>,
}

impl<'a> Button<'a> {
    /// The one filled button of a region.
    pub fn primary(text: &'a str) -> Self {
        Self::new(text, Kind::Primary)
    }

    /// Any other button.
    pub fn outlined(text: &'a str) -> Self {
        Self::new(text, Kind::Outlined)
    }

    /// Accent words without an outline.
    pub fn quiet(text: &'a str) -> Self {
        Self::new(text, Kind::Quiet)
    }

    fn new(text: &'a str, kind: Kind) -> Self {
        Self {
            text,
            kind,
            icon: None,
            icon_after: None,
            count: None,
            key: None,
            name: None,
            hover: None,
            small: false,
            enabled: true,
            strong: false,
            width: None,
        }
    }

    /// An icon before the words.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// An icon after the words, at the right edge when the button is wider than they are.
    pub fn icon_after(mut self, icon: Icon) -> Self {
        self.icon_after = Some(icon);
        self
    }

    /// A semibold number after the words.
    pub fn count(mut self, count: &'a str) -> Self {
        self.count = Some(count);
        self
    }

    /// The key that does the same, shown after the words.
    pub fn key(mut self, key: &'a str) -> Self {
        self.key = Some(key);
        self
    }

    /// The accessible name where the words alone are not unique: "Remove step 2 of Revise policy".
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    /// A sentence shown under the pointer; on a disabled button, say why.
    pub fn hover(mut self, hover: &'a str) -> Self {
        self.hover = Some(hover);
        self
    }

    /// 26 high instead of 32, with table text.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Whether it can be pressed.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Semibold words on an outlined button.
    pub fn strong(mut self) -> Self {
        self.strong = true;
        self
    }

    /// Least width in points on the screen.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let enabled = self.enabled;
        let hover = self.hover;
        let response = ui.add_enabled_ui(enabled, |ui| self.draw(ui)).inner;
        match hover {
            Some(words) if enabled => response.on_hover_text(words),
            Some(words) => response.on_disabled_hover_text(words),
            None => response,
        }
    }

    fn draw(&self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let parts = Parts::new(self, ui, &theme);
        let size = vec2(
            parts.width(&theme).max(self.width.unwrap_or(0.0)),
            theme.control_height(self.small),
        );
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        name(
            &response,
            Role::Button,
            ui.is_enabled(),
            self.name.unwrap_or(self.text),
        );
        if ui.is_rect_visible(rect) {
            self.paint_ground(ui, &theme, rect, &response);
            parts.paint(ui, &theme, rect);
            focus_ring(ui, &response, rect);
        }
        response
    }

    fn paint_ground(&self, ui: &Ui, theme: &Theme, rect: Rect, response: &Response) {
        let colors = theme.color();
        let (fill, stroke) = match self.kind {
            Kind::Primary if response.hovered() => (colors.accent_hover, Stroke::NONE),
            Kind::Primary => (colors.accent, Stroke::NONE),
            Kind::Outlined => (outlined_fill(theme, response), theme.control_stroke()),
            Kind::Quiet if response.hovered() => (colors.selection, Stroke::NONE),
            Kind::Quiet => (Color32::TRANSPARENT, Stroke::NONE),
        };
        ui.painter()
            .rect(rect, theme.radius(5.0), fill, stroke, StrokeKind::Inside);
    }

    fn ink(&self, theme: &Theme) -> Color32 {
        match self.kind {
            Kind::Primary => theme.color().on_accent,
            Kind::Outlined => theme.color().text,
            Kind::Quiet => theme.color().accent,
        }
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        self.show(ui)
    }
}

/// The measured pieces of a button, left to right.
struct Parts {
    ink: Color32,
    icon: Option<Icon>,
    icon_after: Option<Icon>,
    words: Vec<Arc<Galley>>,
    padding: f32,
    icon_size: f32,
}

impl Parts {
    fn new(button: &Button<'_>, ui: &Ui, theme: &Theme) -> Self {
        let ink = button.ink(theme);
        let plain = if button.small {
            Style::Table
        } else {
            Style::Body
        };
        let strong = button.strong || button.kind == Kind::Primary;
        let first = if strong { plain.semibold() } else { plain };
        let words = [
            Some((button.text, first)),
            button.count.map(|count| (count, plain.semibold())),
            button.key.map(|key| (key, plain)),
        ]
        .into_iter()
        .flatten()
        .map(|(text, style)| theme.galley(ui, text, style, ink))
        .collect();
        Self {
            ink,
            icon: button.icon,
            icon_after: button.icon_after,
            words,
            padding: theme.pt(if button.small { 9.0 } else { 12.0 }),
            icon_size: theme.pt(if button.small { 14.0 } else { 16.0 }),
        }
    }

    fn gap(theme: &Theme) -> f32 {
        theme.pt(7.0)
    }

    fn width(&self, theme: &Theme) -> f32 {
        let icons = [self.icon, self.icon_after].into_iter().flatten().count();
        let pieces = icons + self.words.len();
        let words: f32 = self.words.iter().map(|galley| galley.size().x).sum();
        self.padding * 2.0
            + words
            + self.icon_size * icons as f32
            + Self::gap(theme) * pieces.saturating_sub(1) as f32
    }

    fn paint(&self, ui: &Ui, theme: &Theme, rect: Rect) {
        let painter = ui.painter();
        let y = rect.center().y;
        // Wider than its words: a button with an icon after them is a choice and stays left.
        let spare = if self.icon_after.is_some() {
            0.0
        } else {
            (rect.width() - self.width(theme)).max(0.0) / 2.0
        };
        let mut x = rect.left() + self.padding + spare;
        if let Some(icon) = self.icon {
            let center = egui::pos2(x + self.icon_size / 2.0, y);
            paint_icon(painter, center, icon, self.icon_size, self.ink);
            x += self.icon_size + Self::gap(theme);
        }
        for galley in &self.words {
            x = text_at(painter, galley, x, y) + Self::gap(theme);
        }
        if let Some(icon) = self.icon_after {
            let center = egui::pos2(rect.right() - self.padding - self.icon_size / 2.0, y);
            paint_icon(painter, center, icon, self.icon_size, self.ink);
        }
    }
}
