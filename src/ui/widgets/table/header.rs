//! The header of a table: titles that sort, edges that resize, the box that ticks all.

use egui::accesskit::SortDirection;
use egui::{CornerRadius, CursorIcon, Id, PointerButton, Rect, Response, Role, Sense, Ui};
use egui::{Vec2, pos2};

use super::super::control::{focus_ring_inside, name, text_at};
use super::super::marks::paint_box;
use super::layout::{Laid, LaidColumn};
use super::{Align, Col, DataTable, Rows, Sort, TableState};
use crate::ui::icons::{Icon, paint_icon};
use crate::ui::theme::{Style, Theme};

pub(super) fn header_ui(
    table: &DataTable<'_>,
    ui: &Ui,
    id: Id,
    layout: &Laid<'_>,
    state: &mut TableState,
    rows: &dyn Rows,
) {
    let theme = Theme::of(ui);
    let line = layout.header;
    let painter = ui.painter().with_clip_rect(line.intersect(ui.clip_rect()));
    let radius = if table.rounded { theme.radius(7.0) } else { 0 };
    let corners = CornerRadius {
        nw: radius,
        ne: radius,
        sw: 0,
        se: 0,
    };
    painter.rect_filled(line, corners, theme.color().sunken);
    let foot = line.bottom() - theme.pt(0.5);
    painter.hline(line.x_range(), foot, theme.rule());
    if table.checkboxes {
        select_all_ui(ui, id, layout, state, rows);
    }
    let fixed = line.left();
    let scrolled = fixed - state.offset_x;
    for laid in &layout.columns {
        let cell = laid.cell(line, fixed, scrolled);
        let seen = layout.clip(laid, cell, fixed).intersect(line);
        if seen.is_positive() {
            title_ui(ui, id, laid, cell, seen, state);
            resize_ui(ui, id, laid, cell, seen, state);
        }
    }
}

fn select_all_ui(ui: &Ui, id: Id, layout: &Laid<'_>, state: &mut TableState, rows: &dyn Rows) {
    let line = layout.header;
    let left = pos2(line.left() + layout.grips, line.top());
    let place = Rect::from_min_size(left, egui::vec2(layout.boxes, line.height()));
    let response = ui.interact(place, id.with("select all"), Sense::click());
    if response.clicked() {
        state.toggle_all(rows);
    }
    focus_after_pointer(ui, id, &response);
    let all = state.all_selected(rows);
    response.widget_info(|| {
        let label = format!("Select all {} rows", rows.count());
        egui::WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), all == Some(true), label)
    });
    let mark = box_in(ui, place);
    paint_box(ui, mark, all, response.hovered());
    focus_ring_inside(ui, &response, place);
}

/// A pointer in any part of the table gives its keys to the table; the Tab key stays where it is.
pub(super) fn focus_after_pointer(ui: &Ui, id: Id, response: &Response) {
    if response.clicked_by(PointerButton::Primary) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

/// The 16-point box of a tick, 8 from the left of its column.
pub(super) fn box_in(ui: &Ui, place: Rect) -> Rect {
    let theme = Theme::of(ui);
    let center = pos2(place.left() + theme.pt(16.0), place.center().y);
    Rect::from_center_size(center, Vec2::splat(theme.pt(16.0)))
}

fn title_ui(
    ui: &Ui,
    id: Id,
    laid: &LaidColumn<'_>,
    cell: Rect,
    seen: Rect,
    state: &mut TableState,
) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let column = laid.column;
    let sense = if column.sortable {
        Sense::click()
    } else {
        Sense::hover()
    };
    let key = id.with(("header", column.key.as_ref()));
    let response = ui.interact(seen, key, sense);
    if response.clicked() {
        state.sort = Some(next_sort(column, state.sort.as_ref()));
    }
    focus_after_pointer(ui, id, &response);
    let sorted = state
        .sort
        .as_ref()
        .filter(|sort| sort.column == column.key)
        .map(|sort| sort.descending);
    name(
        &response,
        Role::ColumnHeader,
        ui.is_enabled(),
        &column.title,
    );
    ui.ctx().accesskit_node_builder(response.id, |node| {
        if let Some(descending) = sorted {
            node.set_sort_direction(if descending {
                SortDirection::Descending
            } else {
                SortDirection::Ascending
            });
        }
    });

    let painter = ui.painter().with_clip_rect(seen.intersect(ui.clip_rect()));
    let ink = if response.hovered() && column.sortable {
        painter.rect_filled(seen, 0.0, colors.hover);
        colors.text
    } else {
        colors.text_2
    };
    let mark = theme.pt(14.0);
    let padding = theme.pt(8.0);
    let reserved = if sorted.is_some() {
        mark + theme.pt(4.0)
    } else {
        0.0
    };
    let room = cell.width() - padding * 2.0 - reserved;
    let title = theme.galley_cut(ui, &column.title, Style::TableStrong, ink, room);
    let words = title.size().x + reserved;
    let left = match column.align {
        Align::Left => cell.left() + padding,
        Align::Right => cell.right() - padding - words,
        Align::Center => cell.center().x - words / 2.0,
    };
    let y = cell.center().y;
    let right = text_at(&painter, &title, left, y);
    if let Some(descending) = sorted {
        let sign = if descending { Icon::Down } else { Icon::Up };
        let center = pos2(right + theme.pt(4.0) + mark / 2.0, y);
        paint_icon(&painter, center, sign, mark, ink);
    }
    focus_ring_inside(ui, &response, seen);
    if title.elided {
        response.on_hover_text(column.title.as_ref());
    }
}

/// A press on the sorted column turns it round; on another it starts that column's usual way.
fn next_sort(column: &Col, sort: Option<&Sort>) -> Sort {
    let descending = match sort {
        Some(sort) if sort.column == column.key => !sort.descending,
        _ => column.descending_first,
    };
    Sort {
        column: column.key.to_string(),
        descending,
    }
}

/// Dragging the right edge of a title sets its width; pressing it twice brings the usual width back.
fn resize_ui(
    ui: &Ui,
    id: Id,
    laid: &LaidColumn<'_>,
    cell: Rect,
    seen: Rect,
    state: &mut TableState,
) {
    let theme = Theme::of(ui);
    if cell.right() > seen.right() + 0.5 {
        return;
    }
    let grip = Rect::from_center_size(
        pos2(cell.right(), cell.center().y),
        egui::vec2(theme.pt(7.0), cell.height()),
    );
    let key = laid.column.key.as_ref();
    let response = ui
        .interact(grip, id.with(("edge", key)), Sense::DRAG | Sense::CLICK)
        .on_hover_and_drag_cursor(CursorIcon::ResizeColumn);
    if response.double_clicked() {
        state.widths.remove(key);
    } else if response.dragged() {
        let width = (laid.width + response.drag_delta().x) / theme.k;
        state.widths.insert(key.to_owned(), width.max(32.0));
    }
    if response.hovered() || response.dragged() {
        let x = cell.right() - theme.pt(0.5);
        ui.painter()
            .vline(x, cell.y_range(), theme.control_stroke());
    }
}
