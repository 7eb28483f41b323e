//! Rows that are dragged to another place, or moved there with Alt and the arrows.

use egui::{CursorIcon, Key, Modifiers, Rect, Response, Stroke, Ui, pos2, vec2};

use super::body::RowFrame;
use super::layout::Laid;
use super::{RowKey, Rows, TableResponse, TableState};
use crate::ui::icons::{Icon, paint_icon};
use crate::ui::theme::Theme;

/// Width of the column of grips, at scale 1.
pub(super) const GRIP: f32 = 20.0;

/// A row on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Drag {
    /// The record that is dragged.
    pub(super) key: RowKey,
    /// The row it stands in, and the one it would stand in when let go.
    from: usize,
    to: usize,
}

/// The rows among which a row can move: those around it that can be moved too.
fn reach(rows: &dyn Rows, row: usize) -> (usize, usize) {
    let first = (0..row).rev().take_while(|&r| rows.is_movable(r)).last();
    let last = (row + 1..rows.count()).take_while(|&r| rows.is_movable(r));
    (first.unwrap_or(row), last.last().unwrap_or(row))
}

/// Alt+Up and Alt+Down move the current row by one.
pub(super) fn keys(ui: &Ui, state: &TableState, rows: &dyn Rows, out: &mut TableResponse) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
    let (up, down) = (pressed(Key::ArrowUp), pressed(Key::ArrowDown));
    let Some(row) = state.current_row(rows).filter(|&r| rows.is_movable(r)) else {
        return;
    };
    let (first, last) = reach(rows, row);
    let to = match (up, down) {
        (true, false) if row > first => row - 1,
        (false, true) if row < last => row + 1,
        _ => return,
    };
    out.moved = Some((rows.key(row), to));
}

/// Takes a row up when its drag begins, and paints its grip.
pub(super) fn row_ui(
    ui: &Ui,
    frame: &RowFrame<'_, '_>,
    press: &Response,
    state: &mut TableState,
    rows: &dyn Rows,
) {
    let (row, key) = (frame.row, rows.key(frame.row));
    if press.drag_started() {
        state.drag = Some(Drag {
            key,
            from: row,
            to: row,
        });
    }
    let theme = Theme::of(ui);
    let colors = theme.color();
    let size = vec2(theme.pt(GRIP), frame.rect.height());
    let place = Rect::from_min_size(pos2(frame.fixed, frame.rect.top()), size);
    let is_over = press.hovered() && ui.rect_contains_pointer(place);
    if is_over {
        ui.set_cursor_icon(CursorIcon::Grab);
    }
    let is_dragged = state.drag.is_some_and(|d| d.key == key);
    let ink = if is_over || is_dragged {
        colors.accent
    } else {
        colors.text_3
    };
    let center = pos2(place.center().x + theme.pt(2.0), place.center().y);
    paint_icon(ui.painter(), center, Icon::Grip, theme.pt(14.0), ink);
}

/// Follows the pointer with the row that was taken up; `top` is where the first row begins.
///
/// Letting go reports the move, Esc puts the row back.
pub(super) fn follow(
    ui: &Ui,
    layout: &Laid<'_>,
    state: &mut TableState,
    rows: &dyn Rows,
    top: f32,
    out: &mut TableResponse,
) {
    let Some(mut drag) = state.drag else {
        return;
    };
    let is_there = drag.from < rows.count() && rows.key(drag.from) == drag.key;
    let escaped = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if escaped || !is_there {
        state.drag = None;
        ui.stop_dragging();
        return;
    }
    if let Some(pointer) = ui.pointer_latest_pos() {
        let (first, last) = reach(rows, drag.from);
        let under = ((pointer.y - top) / layout.row_height).floor().max(0.0) as usize;
        drag.to = under.clamp(first, last);
        scroll_at_the_edge(ui, layout, pointer.y);
    }
    state.drag = Some(drag);
    if ui.input(|input| !input.pointer.any_down()) {
        state.drag = None;
        if drag.to != drag.from {
            out.moved = Some((drag.key, drag.to));
        }
        return;
    }
    ui.set_cursor_icon(CursorIcon::Grabbing);
    paint_line(ui, layout, drag, top);
}

/// Near the upper or lower edge of the table the rows move on under the pointer.
fn scroll_at_the_edge(ui: &Ui, layout: &Laid<'_>, y: f32) {
    let (body, height) = (layout.body, layout.row_height);
    let by = if y < body.top() + height / 2.0 {
        height / 4.0
    } else if y > body.bottom() - height / 2.0 {
        -height / 4.0
    } else {
        return;
    };
    ui.scroll_with_delta(vec2(0.0, by));
    ui.request_repaint();
}

/// The line where the row would go in.
fn paint_line(ui: &Ui, layout: &Laid<'_>, drag: Drag, top: f32) {
    if drag.to == drag.from {
        return;
    }
    let theme = Theme::of(ui);
    let ink = theme.color().accent;
    let gap = drag.to + usize::from(drag.to > drag.from);
    let y = top + layout.row_height * gap as f32;
    let left = layout.body.left() + theme.pt(6.0);
    let painter = ui.painter();
    let stroke = Stroke::new(theme.pt(2.0), ink);
    painter.hline(left..=layout.body.right(), y, stroke);
    painter.circle_filled(pos2(left, y), theme.pt(4.0), ink);
}
