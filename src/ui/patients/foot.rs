//! The strip under a list of the tab: what signs and keys mean, or what can be done with the ticks.

use egui::{Align, CornerRadius, Layout, Ui, UiBuilder, vec2};

use crate::ui::theme::Theme;

/// Height of the strip with its rule.
pub(super) fn height(ui: &Ui) -> f32 {
    Theme::of(ui).pt(38.0)
}

/// Draws the strip over the room there is, marked while rows are ticked, with `content` in it.
pub(super) fn strip_ui(ui: &mut Ui, is_ticked: bool, content: impl FnOnce(&mut Ui)) {
    let theme = Theme::of(ui);
    let place = ui.available_rect_before_wrap();
    if is_ticked {
        let radius = theme.radius(8.0);
        let corners = CornerRadius {
            sw: radius,
            se: radius,
            ..CornerRadius::ZERO
        };
        let fill = theme.color().selection;
        ui.painter().rect_filled(place, corners, fill);
    }
    ui.painter()
        .hline(place.x_range(), place.top(), theme.rule());
    let inside = place.shrink2(vec2(theme.pt(12.0), 0.0));
    let layout = Layout::left_to_right(Align::Center);
    let builder = UiBuilder::new().max_rect(inside).layout(layout);
    ui.scope_builder(builder, content);
}
