//! Accent words that go somewhere and wrap; for titles as long as people write them.

use egui::{Label, Response, Role, Sense, Stroke, Ui, WidgetInfo};

use super::control::focus_ring;
use crate::ui::theme::{Style, Theme};

/// Words to press that wrap at the width there is; `name` is the accessible name.
pub fn words_link(ui: &mut Ui, words: &str, name: &str) -> Response {
    let theme = Theme::of(ui);
    let ink = theme.color().accent;
    let label = Label::new(theme.rich_in(words, Style::Body, ink));
    let response = ui.add(label.wrap().sense(Sense::click()));
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), name));
    if response.hovered() {
        let y = response.rect.bottom() - theme.pt(1.0);
        let stroke = Stroke::new(theme.pt(1.0), ink);
        ui.painter().hline(response.rect.x_range(), y, stroke);
    }
    focus_ring(ui, &response, response.rect);
    response
}
