//! Rows and cells as they are drawn and pressed.

use egui::{CornerRadius, Id, Popup, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};
use egui::{pos2, vec2};

use super::measure::{self, Sizes};
use super::{Asked, Menu, Table, TableState, commit, editor, keys, menus};
use crate::domain::programme;
use crate::ui::action_plan::PlanView;
use crate::ui::action_plan::rows::{Column, Mark, Row, RowId};
use crate::ui::icons::{Glyph, half_disc, paint_block_square, paint_glyph};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};

/// A row's number, where everything stands, where the first row begins, and the cell typed in.
type At<'a> = (usize, &'a Sizes, Pos2, Option<(usize, Column)>);

pub(super) fn header_ui(ui: &mut Ui, theme: &Theme, sizes: &Sizes, shown: PlanView) {
    let (rect, _) = ui.allocate_exact_size(vec2(sizes.width(), sizes.header), Sense::hover());
    let colors = theme.color();
    let radius = theme.radius(7.0);
    let corners = CornerRadius {
        nw: radius,
        ne: radius,
        sw: 0,
        se: 0,
    };
    ui.painter().rect_filled(rect, corners, colors.sunken);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - theme.pt(0.5), theme.rule());
    for column in Column::ALL.into_iter().skip(1) {
        let cell = sizes.cell(rect, column);
        let title = column.title(shown);
        let galley = theme.galley(ui, title, Style::TableStrong, colors.text_2);
        let at = pos2(
            cell.left() + theme.pt(measure::SIDE),
            cell.center().y - galley.size().y / 2.0,
        );
        ui.painter().galley(at, galley, colors.text_2);
        ui.interact(cell, ui.scope_id().with(("head", column)), Sense::hover())
            .widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, title));
    }
}

/// Draws a row; what is pressed in it moves the cursor, begins to type or opens a menu.
pub(super) fn row_ui(
    ui: &mut Ui,
    theme: &Theme,
    table: &Table<'_>,
    state: &mut TableState,
    (at, sizes, origin, typed): At<'_>,
    out: &mut Vec<Request>,
) -> Option<Asked> {
    let row = state.rows.get(at)?.clone();
    let rect = sizes.row(origin, at);
    if let RowId::Group(_) = row.id {
        group_ui(ui, theme, &row, rect);
        return None;
    }
    let is_current = state.cursor_at() == Some(at) && !table.place.is_presented;
    ground_ui(ui, theme, &row, rect, is_current);
    let mut asked = None;
    for column in Column::ALL {
        let cell = sizes.cell(rect, column);
        if typed == Some((at, column)) {
            mark_ui(ui, theme, &row, cell, column);
            editor::editor_ui(ui, theme, table, state, &row, cell, out);
            continue;
        }
        let pressed = cell_ui(ui, theme, table, state, (at, &row), (column, cell), out);
        asked = asked.or(pressed);
    }
    asked
}

fn group_ui(ui: &Ui, theme: &Theme, row: &Row, rect: Rect) {
    let colors = theme.color();
    ui.painter().rect_filled(rect, 0.0, colors.window);
    rule_ui(ui, theme, rect);
    let galley = theme.galley_cut(
        ui,
        &row.text,
        Style::TableStrong,
        colors.text,
        rect.width() - theme.pt(24.0),
    );
    let at = pos2(
        rect.left() + theme.pt(12.0),
        rect.center().y - galley.size().y / 2.0,
    );
    ui.painter().galley(at, galley, colors.text);
    ui.interact(rect, ui.scope_id().with(("group", row.id)), Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::RowHeader, true, &row.text));
}

fn rule_ui(ui: &Ui, theme: &Theme, rect: Rect) {
    let y = rect.bottom() - theme.pt(0.5);
    ui.painter().hline(rect.x_range(), y, theme.rule());
}

fn ground_ui(ui: &Ui, theme: &Theme, row: &Row, rect: Rect, is_current: bool) {
    let colors = theme.color();
    if is_current {
        ui.painter().rect_filled(rect, 0.0, colors.selection);
    } else if row.is_head {
        ui.painter().rect_filled(rect, 0.0, colors.window);
    }
    rule_ui(ui, theme, rect);
    if is_current {
        let bar = Rect::from_min_size(rect.min, vec2(theme.pt(3.0), rect.height()));
        ui.painter().rect_filled(bar, 0.0, colors.accent);
    }
}

/// The accessible node of a cell.
pub(super) fn cell_id(at: usize, row: RowId, column: Column) -> Id {
    super::table_id().with((at, row, column))
}

fn cell_ui(
    ui: &mut Ui,
    theme: &Theme,
    table: &Table<'_>,
    state: &mut TableState,
    (at, row): (usize, &Row),
    (column, cell): (Column, Rect),
    out: &mut Vec<Request>,
) -> Option<Asked> {
    // Not stops of the Tab key: the table is one.
    let response = ui.interact(cell, cell_id(at, row.id, column), Sense::CLICK);
    let said = said(row, column, state);
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &said));
    if response.hovered() && state.cursor_at() != Some(at) && table.place.can_write {
        ui.painter().rect_filled(cell, 0.0, theme.color().hover);
        rule_ui(ui, theme, cell);
    }
    mark_ui(ui, theme, row, cell, column);
    words_ui(ui, theme, state, row, cell, column);
    if table.place.is_presented {
        return None;
    }
    let asks =
        ui.input(|i| i.has_accesskit_action_request(response.id, egui::accesskit::Action::Click));
    let was_here = state
        .cursor
        .is_some_and(|c| c.row == row.id && c.at == at && c.column == column);
    if response.clicked() || response.secondary_clicked() || asks {
        state.is_left = false;
        commit::finish(state, out);
        leave_for(state, row, out);
        state.go(row.id, column);
        if let Some(cursor) = &mut state.cursor {
            cursor.at = at;
        }
        state.reveal = false;
        ui.memory_mut(|m| m.request_focus(super::table_id()));
    }
    let opens = response.double_clicked() || response.clicked() && (was_here || row.id.is_new());
    if opens && table.place.can_write && matches!(column, Column::Text | Column::Who | Column::When)
    {
        keys::begin(state, row, column);
    }
    let mut asked = None;
    if matches!(column, Column::Block | Column::Status) && table.place.can_write && !row.id.is_new()
    {
        let popup = Popup::default_response_id(&response);
        let by_key = state.menu == Menu::Asked(column) && state.cursor_at() == Some(at);
        if by_key {
            Popup::open_id(ui.ctx(), popup);
        }
        Popup::menu(&response).show(|ui| {
            asked = menus::menu_ui(ui, table, row, (column, by_key), out);
        });
        if was_here {
            let is_open = Popup::is_id_open(ui.ctx(), popup);
            state.wants_focus |= state.menu == Menu::Open && !is_open && asked.is_none();
            state.menu = if is_open { Menu::Open } else { Menu::Closed };
        }
    } else if table.place.can_write && !row.id.is_new() {
        Popup::context_menu(&response)
            .show(|ui| asked = menus::row_menu_ui(ui, table, state, row, out));
    }
    asked
}

/// A press on another row writes the new row that was typed.
fn leave_for(state: &mut TableState, row: &Row, out: &mut Vec<Request>) {
    if state.new.row.is_some_and(|new| new != row.id) {
        commit::write_new(state, out);
    }
}

fn said(row: &Row, column: Column, state: &TableState) -> String {
    let words = match column {
        Column::Block => row
            .block
            .and_then(programme::block)
            .map_or("none", |b| b.name.as_str())
            .to_owned(),
        Column::Text => return row.name.clone(),
        column => {
            let words = state.words(row, column);
            let under = match column {
                Column::When => &row.when_under,
                Column::Status => &row.status_under,
                _ => "",
            };
            match (words.is_empty(), under.is_empty()) {
                (true, true) => "blank".to_owned(),
                (true, false) => under.to_owned(),
                (false, true) => words.to_owned(),
                (false, false) => format!("{words}, {under}"),
            }
        }
    };
    let title = match column {
        Column::When => "when",
        Column::Who => "who",
        Column::Status => "status",
        _ => "block",
    };
    format!("{}, {title}: {words}", row.name)
}

fn mark_ui(ui: &Ui, theme: &Theme, row: &Row, cell: Rect, column: Column) {
    let colors = theme.color();
    let line = theme.pt(18.0);
    let middle = cell.top() + theme.pt(measure::PADDING) + line / 2.0;
    match column {
        Column::Block => {
            if let Some(block) = row.block {
                let side = theme.pt(20.0);
                let center = pos2(cell.center().x, middle + theme.pt(1.0));
                let square = Rect::from_center_size(center, vec2(side, side));
                paint_block_square(ui.painter(), square, block, theme);
            }
        }
        Column::Status => {
            let center = pos2(cell.left() + theme.pt(measure::SIDE + 6.0), middle);
            let size = theme.pt(12.0);
            let glyph = |glyph, ink| paint_glyph(ui.painter(), center, glyph, size, ink);
            match row.mark {
                Mark::None => {}
                Mark::Ring => glyph(Glyph::Ring, colors.neutral),
                Mark::Disc => glyph(Glyph::Disc, colors.accent),
                Mark::Diamond => glyph(Glyph::Diamond, colors.concern),
                Mark::Dash => glyph(Glyph::Dash, colors.neutral),
                Mark::Half => half_disc(ui.painter(), center, size * 0.42, colors.accent),
            }
        }
        _ => {}
    }
}

fn words_ui(ui: &Ui, theme: &Theme, state: &TableState, row: &Row, cell: Rect, column: Column) {
    if column == Column::Block {
        return;
    }
    let room = measure::room(theme, cell, row, column);
    let words = measure::words(ui, theme, state, row, column, room);
    let under = measure::under(ui, theme, state, row, column, room);
    let below = room.min + vec2(0.0, words.size().y);
    ui.painter().galley(room.min, words, theme.color().text);
    if let Some(under) = under {
        ui.painter().galley(below, under, theme.color().text_2);
    }
}

/// The ring of the current cell.
pub(super) fn ring_ui(ui: &Ui, theme: &Theme, state: &TableState, sizes: &Sizes, origin: Pos2) {
    let Some((at, cursor)) = state.cursor_at().zip(state.cursor) else {
        return;
    };
    // The field for names has a ring of its own.
    let is_named = cursor.column == Column::Who && state.edit.is_some();
    if is_named {
        return;
    }
    let cell = sizes.cell(sizes.row(origin, at), cursor.column);
    let stroke = Stroke::new(theme.pt(2.0), theme.color().focus);
    ui.painter().rect_stroke(
        cell.shrink(theme.pt(1.0)),
        theme.radius(4.0),
        stroke,
        StrokeKind::Inside,
    );
}
