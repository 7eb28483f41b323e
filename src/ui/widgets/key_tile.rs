//! A tile to press, with the key that does the same at its right: one of a grid of choices.

use egui::{Align2, Rect, Response, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::control::{focus_ring, name, outlined_fill, text_at, text_in};
use crate::ui::theme::{Style, Theme};

/// Draws a tile `width` points wide; `key` may be empty. With `chosen` it is one of a few, of which
/// one is chosen; without, pressing it leads on.
pub fn key_tile(ui: &mut Ui, label: &str, key: &str, width: f32, chosen: Option<bool>) -> Response {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let size = vec2(width, theme.pt(30.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    match chosen {
        None => name(&response, Role::Button, ui.is_enabled(), label),
        Some(on) => {
            let enabled = ui.is_enabled();
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, enabled, on, label));
        }
    }
    let is_on = chosen == Some(true);
    let (fill, ink, style) = if is_on {
        (colors.selection, colors.on_selection, Style::Strong)
    } else {
        (outlined_fill(&theme, &response), colors.text, Style::Body)
    };
    let stroke = theme.control_stroke();
    ui.painter()
        .rect(rect, theme.radius(5.0), fill, stroke, StrokeKind::Inside);
    let cap = key_width(ui, &theme, key);
    let padding = theme.pt(9.0);
    let room = width - padding * 2.0 - cap;
    let words = theme.galley_cut(ui, label, style, ink, room);
    let is_cut = words.elided;
    text_at(ui.painter(), &words, rect.left() + padding, rect.center().y);
    if !key.is_empty() {
        let left = rect.right() - theme.pt(6.0) - cap;
        let place = Rect::from_center_size(
            pos2(left + cap / 2.0, rect.center().y),
            vec2(cap, theme.pt(18.0)),
        );
        let galley = theme.galley(ui, key, Style::Small, colors.text_2);
        let (radius, rule) = (theme.radius(3.0), theme.rule());
        ui.painter()
            .rect(place, radius, colors.sunken, rule, StrokeKind::Inside);
        text_in(ui.painter(), &galley, place, Align2::CENTER_CENTER);
    }
    focus_ring(ui, &response, rect);
    if is_cut {
        return response.on_hover_text(label);
    }
    response
}

fn key_width(ui: &Ui, theme: &Theme, key: &str) -> f32 {
    if key.is_empty() {
        return 0.0;
    }
    let galley = theme.galley(ui, key, Style::Small, theme.color().text_2);
    galley.size().x + theme.pt(10.0)
}
