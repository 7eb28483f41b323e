//! The rows of a table: only those in view are drawn.

use egui::{Id, Layout, Popup, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::super::control::ring;
use super::super::marks::paint_box;
use super::cell::cell_ui;
use super::header::{box_in, focus_after_pointer};
use super::layout::Laid;
use super::{DataTable, Rows, TableResponse, TableState, moving, set_bounds};
use crate::ui::theme::Theme;

/// Everything about one row that its cells need.
pub(super) struct RowFrame<'a, 'b> {
    pub layout: &'a Laid<'b>,
    pub row: usize,
    pub rect: Rect,
    /// The table's id, and the row's.
    pub table: Id,
    pub id: Id,
    /// Left edge on the screen of what does not scroll sideways, and of what does.
    pub fixed: f32,
    pub scrolled: f32,
    pub chosen: bool,
    /// Somebody reads the accessibility tree, so cells get their nodes.
    pub is_read: bool,
}

pub(super) fn body_ui(
    table: &DataTable<'_>,
    ui: &mut Ui,
    id: Id,
    layout: &Laid<'_>,
    state: &mut TableState,
    rows: &mut dyn Rows,
    response: &mut TableResponse,
) {
    let focused = ui.memory(|memory| memory.has_focus(id));
    state.page = (layout.body.height() / layout.row_height).floor().max(1.0) as usize;
    let sideways = layout.width > layout.body.width() + 0.5;
    let mut place = ui.new_child(
        UiBuilder::new()
            .id_salt("table body")
            .max_rect(layout.body)
            .layout(Layout::top_down(egui::Align::Min)),
    );
    let scrolled = ScrollArea::new([sideways, true])
        .id_salt(id)
        .auto_shrink(false)
        .show_viewport(&mut place, |ui, viewport| {
            let width = layout.width.max(layout.body.width());
            let height = layout.row_height * rows.count() as f32;
            ui.set_min_size(vec2(width, height));
            let origin = ui.max_rect().min;
            reveal_current(ui, layout, state, rows, origin.y);
            let first = (viewport.top() / layout.row_height).floor().max(0.0) as usize;
            let last = (viewport.bottom() / layout.row_height).ceil().max(0.0) as usize;
            // The same place shows another record after sorting or scrolling; that is no mistake.
            ui.ctx().allow_widget_id_changes_in(layout.body);
            for row in first..last.min(rows.count()) {
                let top = origin.y + layout.row_height * row as f32;
                let rect = Rect::from_min_size(pos2(origin.x, top), vec2(width, layout.row_height));
                let frame = RowFrame {
                    layout,
                    row,
                    rect,
                    table: id,
                    id: id.with(rows.key(row)),
                    fixed: origin.x + viewport.left(),
                    scrolled: origin.x,
                    chosen: false,
                    is_read: ui.ctx().has_accesskit_node(id),
                };
                if rows.is_group(row) {
                    group_ui(ui, &frame, rows);
                } else {
                    row_ui(table, ui, frame, state, rows, focused, response);
                }
            }
            moving::follow(ui, layout, state, rows, origin.y, response);
        });
    state.offset_x = scrolled.state.clamped_offset().x;
    if state.offset_x > 0.5 {
        let theme = Theme::of(ui);
        let x = layout.body.left() + layout.frozen;
        ui.painter()
            .vline(x, layout.body.y_range(), theme.control_stroke());
    }
    if response.clicked.is_some() {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

fn reveal_current(ui: &Ui, layout: &Laid<'_>, state: &mut TableState, rows: &dyn Rows, top: f32) {
    if !std::mem::take(&mut state.reveal) {
        return;
    }
    if let Some(row) = state.current_row(rows) {
        state.current_row = row;
        let top = top + layout.row_height * row as f32;
        let seen = layout.body.x_range();
        let rect = Rect::from_x_y_ranges(seen, top..=top + layout.row_height);
        ui.scroll_to_rect(rect, None);
    }
}

fn group_ui(ui: &mut Ui, frame: &RowFrame<'_, '_>, rows: &mut dyn Rows) {
    let theme = Theme::of(ui);
    let rect = frame.rect;
    ui.painter().rect_filled(rect, 0.0, theme.color().window);
    paint_rule(ui, &theme, rect);
    let line = Rect::from_x_y_ranges(frame.layout.body.x_range(), rect.y_range());
    let inside = line.shrink2(vec2(theme.pt(8.0), 0.0));
    let builder = UiBuilder::new()
        .scope_id(frame.id.with("group"))
        .max_rect(inside)
        .layout(Layout::left_to_right(egui::Align::Center))
        .accessibility_role(Role::RowHeader);
    rows.group_ui(&mut ui.new_child(builder), frame.row);
}

fn paint_rule(ui: &Ui, theme: &Theme, rect: Rect) {
    let y = rect.bottom() - theme.pt(0.5);
    ui.painter().hline(rect.x_range(), y, theme.rule());
}

fn row_ui(
    table: &DataTable<'_>,
    ui: &mut Ui,
    mut frame: RowFrame<'_, '_>,
    state: &mut TableState,
    rows: &mut dyn Rows,
    focused: bool,
    out: &mut TableResponse,
) {
    let key = rows.key(frame.row);
    let is_movable = table.draggable && rows.is_movable(frame.row);
    let sense = if is_movable {
        Sense::CLICK | Sense::DRAG
    } else {
        Sense::CLICK
    };
    let press = ui.interact(frame.rect, frame.id.with("press"), sense);
    let is_current = state.current == Some(key);
    let is_ticked = state.selected.contains(&key);
    frame.chosen = is_current || is_ticked;
    let is_dragged = state.drag.is_some_and(|d| d.key == key);
    paint_ground(
        ui,
        &frame,
        press.contains_pointer() || is_dragged,
        is_current,
    );

    let builder = UiBuilder::new().scope_id(frame.id).max_rect(frame.rect);
    let mut inside = ui.new_child(builder.accessibility_role(Role::Row));
    describe_row(&inside, &frame, rows);
    if table.checkboxes {
        tick_ui(&mut inside, &frame, is_ticked, state, rows);
    }
    if is_movable {
        moving::row_ui(&inside, &frame, &press, state, rows);
    }
    for (index, laid) in frame.layout.columns.iter().enumerate() {
        cell_ui(&mut inside, &frame, index, laid, rows, &press);
    }
    if focused && is_current {
        let line = frame.rect.intersect(frame.layout.body);
        ring(ui, line, -1.5, 3.0);
    }
    let asked = ui.input(|input| {
        input.has_accesskit_action_request(frame.id, egui::accesskit::Action::Click)
    });
    if press.clicked() || press.secondary_clicked() || asked {
        press_row(table, ui, frame.row, state, rows);
        out.clicked = Some(frame.row);
    }
    if press.double_clicked() {
        out.opened = Some(frame.row);
    }
    if rows.has_menu() {
        Popup::context_menu(&press).show(|ui| rows.menu_ui(ui, frame.row));
    }
}

/// A plain press makes the row current; with boxes, Ctrl ticks it and Shift ticks up to it.
fn press_row(table: &DataTable<'_>, ui: &Ui, row: usize, state: &mut TableState, rows: &dyn Rows) {
    let modifiers = ui.input(|input| input.modifiers);
    if table.checkboxes && modifiers.command {
        state.toggle(rows, row);
    } else if table.checkboxes && modifiers.shift {
        state.extend(rows, row);
    } else {
        state.anchor = Some(row);
    }
    state.set_current(rows, row);
}

fn paint_ground(ui: &Ui, frame: &RowFrame<'_, '_>, is_hot: bool, is_current: bool) {
    let theme = Theme::of(ui);
    let colors = theme.color();
    let painter = ui.painter();
    if frame.chosen {
        painter.rect_filled(frame.rect, 0.0, colors.selection);
    } else if is_hot {
        painter.rect_filled(frame.rect, 0.0, colors.hover);
    }
    paint_rule(ui, &theme, frame.rect);
    if is_current {
        let size = vec2(theme.pt(3.0), frame.rect.height());
        let bar = Rect::from_min_size(pos2(frame.fixed, frame.rect.top()), size);
        painter.rect_filled(bar, 0.0, colors.accent);
    }
}

/// "row 3 of 40, Brandt, Marvin, MED 90.0": what a screen reader says of a row.
fn describe_row(ui: &Ui, frame: &RowFrame<'_, '_>, rows: &dyn Rows) {
    if !frame.is_read {
        return;
    }
    let mut label = format!("row {} of {}", frame.row + 1, rows.count());
    for (index, laid) in frame.layout.columns.iter().enumerate() {
        let text = rows.text(frame.row, &laid.column.key);
        if text.is_empty() {
            continue;
        }
        label.push_str(", ");
        if index > 0 {
            label.push_str(&laid.column.title);
            label.push(' ');
        }
        label.push_str(&text);
    }
    set_bounds(ui, frame.id, frame.rect.intersect(frame.layout.body));
    ui.ctx().accesskit_node_builder(frame.id, |node| {
        node.set_label(label);
        node.set_row_index(frame.row);
        node.set_selected(frame.chosen);
        node.add_action(egui::accesskit::Action::Click);
    });
}

fn tick_ui(
    ui: &mut Ui,
    frame: &RowFrame<'_, '_>,
    is_ticked: bool,
    state: &mut TableState,
    rows: &dyn Rows,
) {
    let size = vec2(frame.layout.boxes, frame.rect.height());
    let left = frame.fixed + frame.layout.grips;
    let place = Rect::from_min_size(pos2(left, frame.rect.top()), size);
    // Not a stop of the Tab key: Space ticks the current row.
    let response = ui.interact(place, frame.id.with("tick"), Sense::CLICK);
    if response.clicked() {
        if ui.input(|input| input.modifiers.shift) {
            state.extend(rows, frame.row);
        } else {
            state.toggle(rows, frame.row);
        }
    }
    focus_after_pointer(ui, frame.table, &response);
    if frame.is_read {
        let first = frame.layout.columns.first();
        let row_name = first.map(|laid| rows.text(frame.row, &laid.column.key));
        let label = format!(
            "Select row {}, {}",
            frame.row + 1,
            row_name.unwrap_or_default()
        );
        response.widget_info(|| {
            egui::WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), is_ticked, &label)
        });
        set_bounds(ui, response.id, place.intersect(frame.layout.body));
    }
    paint_box(ui, box_in(ui, place), Some(is_ticked), response.hovered());
}
