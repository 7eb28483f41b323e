//! Places: rows with something at each end in reading order, and rectangles of their own.

use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2, vec2};

use crate::ui::theme::Theme;

/// One row of `height`: `left` from the left edge, `right` ending at the right edge.
///
/// Both are laid out left to right, so that the order of the Tab key is the order of reading.
/// The left side gets the width the right side leaves it.
pub fn ends<L, R>(
    ui: &mut Ui,
    id_salt: &str,
    height: f32,
    left: impl FnOnce(&mut Ui) -> L,
    right: impl FnOnce(&mut Ui) -> R,
) -> (L, R) {
    row(ui, id_salt, height, true, left, right)
}

/// As [`ends`], for a right end that can be spared: where it would reach into `left` it is not shown.
pub fn ends_if_room<L, R>(
    ui: &mut Ui,
    id_salt: &str,
    height: f32,
    left: impl FnOnce(&mut Ui) -> L,
    right: impl FnOnce(&mut Ui) -> R,
) -> (L, R) {
    row(ui, id_salt, height, false, left, right)
}

fn row<L, R>(
    ui: &mut Ui,
    id_salt: &str,
    height: f32,
    is_needed: bool,
    left: impl FnOnce(&mut Ui) -> L,
    right: impl FnOnce(&mut Ui) -> R,
) -> (L, R) {
    let id = ui.scope_id().with(id_salt);
    let known: Option<f32> = ui.data(|data| data.get_temp(id));
    let width = known.unwrap_or(0.0);
    let row = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
    let middle = (row.right() - width).max(row.left());
    let gap = if width > 0.0 {
        ui.spacing().item_spacing.x
    } else {
        0.0
    };
    let left_rect = Rect::from_min_max(row.min, pos2((middle - gap).max(row.left()), row.bottom()));
    let right_rect = Rect::from_min_max(pos2(middle, row.top()), row.max);
    let layout = Layout::left_to_right(Align::Center);

    let mut left_ui = ui.new_child(
        UiBuilder::new()
            .id_salt((id_salt, "left"))
            .max_rect(left_rect)
            .layout(layout),
    );
    let left_value = left(&mut left_ui);
    let left_used = left_ui.min_rect();

    let mut right_ui = ui.new_child(
        UiBuilder::new()
            .id_salt((id_salt, "right"))
            .max_rect(right_rect)
            .layout(layout),
    );
    // Until its width is known it is measured, not shown.
    if known.is_none() || (!is_needed && left_used.right() + gap > middle) {
        right_ui.set_invisible();
    }
    let right_value = right(&mut right_ui);
    let used = right_ui.min_rect().width();
    if (used - width).abs() > 0.5 || known.is_none() {
        ui.data_mut(|data| data.insert_temp(id, used));
        ui.ctx().request_discard("width of the right end of a row");
    }
    let tall = left_used.height().max(height);
    ui.advance_cursor_after_rect(Rect::from_min_size(row.min, vec2(row.width(), tall)));
    (left_value, right_value)
}

/// A toolbar row, 32 high: views and quiet actions left, buttons right, the filled one last.
pub fn toolbar<L, R>(
    ui: &mut Ui,
    id_salt: &str,
    left: impl FnOnce(&mut Ui) -> L,
    right: impl FnOnce(&mut Ui) -> R,
) -> (L, R) {
    let height = Theme::of(ui).control_height(false);
    ends(ui, id_salt, height, left, right)
}

/// Scrolls to the top when what is shown is another than before; call first inside what scrolls.
pub fn begin_at_top(ui: &Ui, shown: impl std::hash::Hash) {
    let id = ui.scope_id().with("shown");
    let shown = egui::Id::unique(("shown", egui::util::hash(shown)));
    let now = ui.ctx().cumulative_frame_nr();
    let before: Option<(egui::Id, u64)> = ui.data(|data| data.get_temp(id));
    ui.data_mut(|data| data.insert_temp(id, (shown, now)));
    // Another thing, or the same after the panel was closed.
    let goes_on = before.is_some_and(|(what, last)| what == shown && last + 1 >= now);
    if !goes_on {
        let top = Rect::from_min_size(ui.cursor().min, egui::Vec2::splat(1.0));
        ui.scroll_to_rect_animation(top, Some(Align::TOP), egui::style::ScrollAnimation::none());
    }
}

/// Draws into a place of its own.
pub fn within<R>(ui: &mut Ui, id_salt: &str, place: Rect, content: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = Layout::top_down(Align::Min);
    ui.scope_builder(
        UiBuilder::new()
            .id_salt(id_salt)
            .max_rect(place)
            .layout(layout),
        content,
    )
    .inner
}
