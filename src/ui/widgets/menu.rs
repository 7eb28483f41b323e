//! Menus: the rows of every popup, and the button that opens one.

use egui::{Popup, PopupCloseBehavior, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::button::Button;
use super::card::divider;
use super::control::{focus_ring_inside, is_focused, text_at};
use crate::ui::icons::{Icon, paint_icon_stroke};
use crate::ui::theme::{Style, Theme};

/// A row of a menu that does something.
pub fn menu_item(ui: &mut Ui, label: &str) -> Response {
    row(ui, label, None)
}

/// A row of a menu that is on or off, or the chosen one of several.
pub fn menu_check(ui: &mut Ui, label: &str, on: bool) -> Response {
    row(ui, label, Some(on))
}

/// A rule between groups of rows.
pub fn menu_rule(ui: &mut Ui) {
    let space = Theme::of(ui).pt(2.0);
    ui.add_space(space);
    divider(ui);
    ui.add_space(space);
}

fn row(ui: &mut Ui, label: &str, on: Option<bool>) -> Response {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.spacing_mut().item_spacing.y = 0.0;
    let lead = theme.pt(if on.is_some() { 28.0 } else { 10.0 });
    let galley = theme.galley(ui, label, Style::Body, colors.text);
    let needed = lead + galley.size().x + theme.pt(12.0);
    // A popup is measured before it is shown; then a row is only as wide as its words.
    let width = if ui.is_sizing_pass() {
        needed
    } else {
        needed.max(ui.available_width())
    };
    let size = vec2(width, theme.pt(30.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| match on {
        Some(on) => WidgetInfo::selected(Role::MenuItemCheckBox, ui.is_enabled(), on, label),
        None => WidgetInfo::labeled(Role::MenuItem, ui.is_enabled(), label),
    });
    if response.hovered() || is_focused(&response) {
        ui.painter()
            .rect_filled(rect, theme.radius(4.0), colors.hover);
    }
    let y = rect.center().y;
    if on == Some(true) {
        let center = pos2(rect.left() + theme.pt(15.0), y);
        let size = theme.pt(14.0);
        paint_icon_stroke(ui.painter(), center, Icon::Check, size, colors.accent, 2.0);
    }
    text_at(ui.painter(), &galley, rect.left() + lead, y);
    focus_ring_inside(ui, &response, rect);
    response
}

/// An outlined button that opens a menu; the value of `content` while it is open.
pub fn menu_button<R>(
    ui: &mut Ui,
    button: Button<'_>,
    content: impl FnOnce(&mut Ui) -> R,
) -> Option<R> {
    let gap = Theme::of(ui).pt(4.0);
    let response = button.show(ui);
    Popup::menu(&response)
        .gap(gap)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .show(content)
        .map(|shown| shown.inner)
}
