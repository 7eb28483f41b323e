//! The grid as it is drawn: sheets as columns, items as rows, the current cell ringed.

use egui::{
    Align2, Id, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::{At, Grid, GridState, ROWS, item_of};
use crate::domain::assessment::Sheet;
use crate::domain::programme;
use crate::ui::icons::paint_block_square;
use crate::ui::theme::{Style, Theme};

/// Width of the items' column and least width of a sheet's.
const ITEM: f32 = 300.0;
const LEAST_SHEET: f32 = 76.0;
const MOST_SHEET: f32 = 240.0;
/// Height of the header; of a row at least and at most.
const HEADER: f32 = 42.0;
const ROW: (f32, f32) = (22.0, 36.0);

/// Sizes for the room there is.
struct Sizes {
    item: f32,
    sheet: f32,
    header: f32,
    row: f32,
}

pub(super) fn cells_ui(
    ui: &mut Ui,
    grid: &Grid<'_>,
    state: &mut GridState,
    (id, has_focus): (Id, bool),
    name: &str,
) {
    let theme = Theme::of(ui);
    let room = ui.available_size();
    let sizes = sizes(&theme, room, grid.sheets.len());
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::Grid);
        node.set_label(name);
        node.set_row_count(ROWS);
        node.set_column_count(grid.sheets.len() + 1);
        node.set_active_descendant(cell_id(state.current).accesskit_id());
    });
    ui.spacing_mut().item_spacing = egui::Vec2::ZERO;
    ScrollArea::both()
        .id_salt("grid of answers")
        .auto_shrink(false)
        .show(ui, |ui| {
            let size = vec2(
                sizes.item + sizes.sheet * grid.sheets.len() as f32,
                sizes.header + sizes.row * ROWS as f32,
            );
            let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
            header_ui(ui, &theme, grid, state, whole, &sizes);
            for row in 0..ROWS {
                row_ui(ui, &theme, row, state, whole, &sizes);
                for column in 0..grid.sheets.len() {
                    let at = At { row, column };
                    cell_ui(ui, &theme, grid, state, at, (whole, &sizes));
                }
            }
            let at = cell_rect(whole, &sizes, state.current);
            if state.revealed != state.current {
                state.revealed = state.current;
                ui.scroll_to_rect(at.expand2(vec2(sizes.sheet, sizes.row)), None);
            }
            marks_ui(ui, &theme, state, whole, &sizes, has_focus);
        });
}

fn sizes(theme: &Theme, room: egui::Vec2, sheets: usize) -> Sizes {
    let item = theme.pt(ITEM).min(room.x * 0.4);
    let sheet = (room.x - item) / sheets.max(1) as f32;
    let header = theme.pt(HEADER);
    let row = (room.y - header) / ROWS as f32;
    Sizes {
        item,
        sheet: sheet.clamp(theme.pt(LEAST_SHEET), theme.pt(MOST_SHEET)),
        header,
        row: row.clamp(theme.pt(ROW.0), theme.pt(ROW.1)),
    }
}

/// The accessible node of a cell.
fn cell_id(at: At) -> Id {
    super::id().with(("cell", at.row, at.column))
}

fn cell_rect(whole: Rect, sizes: &Sizes, at: At) -> Rect {
    let left = whole.left() + sizes.item + sizes.sheet * at.column as f32;
    let top = whole.top() + sizes.header + sizes.row * at.row as f32;
    Rect::from_min_size(pos2(left, top), vec2(sizes.sheet, sizes.row))
}

fn header_ui(
    ui: &Ui,
    theme: &Theme,
    grid: &Grid<'_>,
    state: &GridState,
    whole: Rect,
    sizes: &Sizes,
) {
    let colors = theme.color();
    let across = whole.x_range();
    let width = ui.clip_rect().right().max(across.max) - across.min;
    let band = Rect::from_min_size(whole.min, vec2(width, sizes.header));
    ui.painter().rect_filled(band, 0.0, colors.sunken);
    let galley = theme.galley(ui, "Item", Style::TableStrong, colors.text);
    let at = pos2(
        whole.left() + theme.pt(16.0),
        band.center().y - galley.size().y / 2.0,
    );
    ui.painter().galley(at, galley, colors.text);
    for (column, sheet) in grid.sheets.iter().enumerate() {
        let cell = cell_rect(whole, sizes, At { row: 0, column });
        let head = Rect::from_min_max(
            pos2(cell.left(), whole.top()),
            pos2(cell.right(), whole.top() + sizes.header),
        );
        let style = if state.current.column == column {
            Style::TableStrong
        } else {
            Style::Table
        };
        let inside = head.shrink2(vec2(theme.pt(6.0), theme.pt(2.0)));
        head_ui(ui, theme, &grid.name(sheet), sheet, style, inside);
    }
}

/// A sheet's name on one or two lines.
fn head_ui(ui: &Ui, theme: &Theme, name: &str, sheet: &Sheet, style: Style, inside: Rect) {
    let ink = theme.color().text;
    let mut job = egui::text::LayoutJob::single_section(name.to_owned(), theme.format(style, ink));
    job.wrap.max_width = inside.width();
    job.wrap.max_rows = 2;
    job.halign = egui::Align::Center;
    let galley = ui.ctx().fonts_mut(|f| f.layout_job(job));
    let at = pos2(inside.center().x, inside.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    let id = ui.scope_id().with(("sheet", sheet.id.0));
    ui.interact(inside, id, Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, name));
}

fn row_ui(ui: &Ui, theme: &Theme, row: usize, state: &GridState, whole: Rect, sizes: &Sizes) {
    let colors = theme.color();
    let Some(item) = programme::item(item_of(At { row, column: 0 })) else {
        return;
    };
    let first = cell_rect(whole, sizes, At { row, column: 0 });
    let y = first.center().y;
    let is_first_of_block = programme::items_of(item.block).next() == Some(item);
    let left = whole.left() + theme.pt(14.0);
    if is_first_of_block {
        let square = Rect::from_center_size(
            pos2(left + theme.pt(9.0), y),
            egui::Vec2::splat(theme.pt(18.0)),
        );
        paint_block_square(ui.painter(), square, item.block, theme);
    }
    let style = if state.current.row == row {
        Style::TableStrong
    } else {
        Style::Table
    };
    let number = theme.galley(ui, &item.number.to_string(), style, colors.text_2);
    let at = Align2::RIGHT_CENTER.anchor_size(pos2(left + theme.pt(44.0), y), number.size());
    ui.painter().galley(at.min, number, colors.text_2);
    let room = first.left() - left - theme.pt(60.0);
    let title = theme.galley_cut(ui, &item.title, style, colors.text, room);
    let at = Align2::LEFT_CENTER.anchor_size(pos2(left + theme.pt(54.0), y), title.size());
    ui.painter().galley(at.min, title, colors.text);
    let line = if is_first_of_block && row > 0 {
        theme.control_stroke()
    } else {
        theme.rule()
    };
    ui.painter().hline(whole.x_range(), first.top(), line);
}

fn cell_ui(
    ui: &Ui,
    theme: &Theme,
    grid: &Grid<'_>,
    state: &mut GridState,
    at: At,
    (whole, sizes): (Rect, &Sizes),
) {
    let colors = theme.color();
    let Some(sheet) = grid.sheets.get(at.column) else {
        return;
    };
    let cell = cell_rect(whole, sizes, at);
    let response = ui.interact(cell, cell_id(at), Sense::CLICK);
    let words = grid.score(at).map(|s| s.to_string()).unwrap_or_default();
    let said = if words.is_empty() { "blank" } else { &words };
    response.widget_info(|| {
        let name = format!("Item {}, {}: {said}", item_of(at), grid.name(sheet));
        WidgetInfo::labeled(Role::Cell, true, name)
    });
    let (first, last) = state.block();
    let is_chosen = (first.row..=last.row).contains(&at.row)
        && (first.column..=last.column).contains(&at.column);
    if is_chosen && (first != last) {
        ui.painter().rect_filled(cell, 0.0, colors.selection);
    } else if response.hovered() {
        ui.painter().rect_filled(cell, 0.0, colors.hover);
    }
    let (ink, style) = if words.is_empty() {
        (colors.text_3, Style::Table)
    } else {
        (colors.text, Style::TableStrong)
    };
    let shown = if words.is_empty() { "–" } else { &words };
    let galley = theme.galley(ui, shown, style, ink);
    let place = Align2::CENTER_CENTER.anchor_size(cell.center(), galley.size());
    ui.painter().galley(place.min, galley, ink);
    ui.painter()
        .vline(cell.left(), cell.y_range(), theme.rule());
    if response.clicked() {
        state.is_left = false;
        ui.memory_mut(|m| m.request_focus(super::id()));
        if ui.input(|i| i.modifiers.shift) {
            let (stays, _) = state.chosen.unwrap_or((state.current, at));
            state.chosen = Some((stays, at));
        } else {
            state.chosen = None;
            state.current = at;
        }
    }
}

/// The ring of the current cell, over everything.
fn marks_ui(
    ui: &Ui,
    theme: &Theme,
    state: &GridState,
    whole: Rect,
    sizes: &Sizes,
    has_focus: bool,
) {
    let colors = theme.color();
    let color = if has_focus {
        colors.focus
    } else {
        colors.control_border
    };
    let rect = cell_rect(whole, sizes, state.current).shrink(theme.pt(1.0));
    let stroke = Stroke::new(theme.pt(2.0), color);
    ui.painter()
        .rect_stroke(rect, theme.radius(3.0), stroke, StrokeKind::Middle);
    let last = ROWS - 1;
    let foot = cell_rect(
        whole,
        sizes,
        At {
            row: last,
            column: 0,
        },
    )
    .bottom();
    ui.painter().hline(whole.x_range(), foot, theme.rule());
}
