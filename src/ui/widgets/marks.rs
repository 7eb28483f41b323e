//! Marks to press: a box to tick, rows of which one is chosen.

use egui::{
    Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use super::control::{focus_ring, text_at};
use super::labelled::field_label;
use crate::ui::icons::{Icon, paint_icon_stroke};
use crate::ui::theme::{Style, Theme};

/// A box to tick with its words; the response is changed when it was pressed.
pub fn checkbox(ui: &mut Ui, checked: &mut bool, label: &str) -> Response {
    let theme = Theme::of(ui);
    let (rect, mut response) = mark_row(ui, &theme, label);
    if response.clicked() {
        *checked = !*checked;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), *checked, label));
    let mark = Rect::from_center_size(
        pos2(rect.left() + theme.pt(8.0), rect.center().y),
        Vec2::splat(theme.pt(16.0)),
    );
    paint_box(ui, mark, Some(*checked), response.hovered());
    focus_ring(ui, &response, rect);
    response
}

/// Rows of which one is chosen; `label` stands above. True when `chosen` was changed.
pub fn radio_rows(ui: &mut Ui, label: &str, options: &[&str], chosen: &mut usize) -> bool {
    let theme = Theme::of(ui);
    let before = *chosen;
    let group = UiBuilder::new()
        .id_salt(label)
        .accessibility_role(Role::RadioGroup)
        .accessibility_label(label);
    ui.scope_builder(group, |ui| {
        ui.spacing_mut().item_spacing.y = theme.pt(4.0);
        field_label(ui, label);
        for (index, option) in options.iter().enumerate() {
            let (rect, response) = mark_row(ui, &theme, option);
            if response.clicked() {
                *chosen = index;
            }
            let on = *chosen == index;
            response.widget_info(|| {
                WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), on, option)
            });
            paint_radio(ui, &theme, rect, on);
            focus_ring(ui, &response, rect);
        }
    });
    *chosen != before
}

fn paint_radio(ui: &Ui, theme: &Theme, rect: Rect, on: bool) {
    let colors = theme.color();
    let center = pos2(rect.left() + theme.pt(8.0), rect.center().y);
    let painter = ui.painter();
    if on {
        painter.circle_filled(center, theme.pt(8.0), colors.accent);
        painter.circle_filled(center, theme.pt(3.5), colors.on_accent);
    } else {
        painter.circle(
            center,
            theme.pt(7.5),
            colors.surface,
            theme.control_stroke(),
        );
    }
}

/// A mark of 16 and its words beside it, 24 high at least; wraps long words.
fn mark_row(ui: &mut Ui, theme: &Theme, label: &str) -> (Rect, Response) {
    let lead = theme.pt(24.0);
    let room = (ui.available_width() - lead).max(theme.pt(40.0));
    let galley = theme.galley_wrapped(ui, label, Style::Body, theme.color().text, room);
    let size = vec2(lead + galley.size().x, galley.size().y.max(theme.pt(24.0)));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    text_at(ui.painter(), &galley, rect.left() + lead, rect.center().y);
    (rect, response)
}

/// Paints the box of a tick; `None` is some but not all.
pub(super) fn paint_box(ui: &Ui, mark: Rect, checked: Option<bool>, hovered: bool) {
    let theme = Theme::of(ui);
    let colors = theme.color();
    let on = checked != Some(false);
    let fill = match (on, hovered) {
        (true, _) => colors.accent,
        (false, true) => colors.hover,
        (false, false) => colors.surface,
    };
    let stroke = if on {
        Stroke::NONE
    } else {
        theme.control_stroke()
    };
    let painter = ui.painter();
    painter.rect(mark, theme.radius(3.0), fill, stroke, StrokeKind::Inside);
    let sign = match checked {
        Some(true) => Icon::Check,
        None => Icon::Minus,
        Some(false) => return,
    };
    let size = mark.width() * 0.8;
    paint_icon_stroke(painter, mark.center(), sign, size, colors.on_accent, 2.4);
}
