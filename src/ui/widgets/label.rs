//! Text in a step of type, rows of facts, and key hints.

use egui::{Color32, Label, Response, RichText, Sense, StrokeKind, Ui, vec2};

use super::control::text_in;
use crate::ui::theme::{Style, Theme};

/// Text in a step of type and a colour of the theme; wraps as the layout does.
pub fn text(ui: &mut Ui, words: impl Into<String>, style: Style, color: Color32) -> Response {
    let rich: RichText = Theme::of(ui).rich_in(words, style, color);
    ui.add(Label::new(rich))
}

/// Two columns of name and value, as in side panels; long values wrap.
pub fn facts(ui: &mut Ui, rows: &[(&str, &str)]) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let names: Vec<_> = rows
        .iter()
        .map(|(name, _)| theme.galley(ui, name, Style::Table, colors.text_2))
        .collect();
    let column = names.iter().map(|name| name.size().x).fold(0.0, f32::max) + theme.pt(16.0);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, theme.pt(4.0));
        for (name, value) in rows {
            fact_ui(ui, &theme, column, name, value);
        }
    });
}

fn fact_ui(ui: &mut Ui, theme: &Theme, column: f32, name: &str, value: &str) {
    let colors = *theme.color();
    ui.horizontal_top(|ui| {
        let width = ui.available_width();
        let size = vec2(column, theme.line_height(Style::Table));
        let layout = egui::Layout::left_to_right(egui::Align::Min);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_min_width(column);
            text(ui, name, Style::Table, colors.text_2);
        });
        ui.vertical(|ui| {
            ui.set_max_width((width - column).max(theme.pt(40.0)));
            text(ui, value, Style::Table, colors.text);
        });
    });
}

/// A key on its little cap: "Ctrl+K".
pub fn key_hint(ui: &mut Ui, key: &str) -> Response {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let galley = theme.galley(ui, key, Style::Small, colors.text_2);
    let size = vec2(galley.size().x + theme.pt(10.0), theme.pt(19.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let (radius, stroke) = (theme.radius(3.0), theme.rule());
    ui.painter()
        .rect(rect, radius, colors.sunken, stroke, StrokeKind::Inside);
    text_in(ui.painter(), &galley, rect, egui::Align2::CENTER_CENTER);
    response
}
