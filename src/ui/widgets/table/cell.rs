//! One cell of a table: its text, or what the caller draws there.

use egui::{Layout, Rect, Response, Role, Sense, Ui, UiBuilder, vec2};

use super::super::control::text_in;
use super::body::RowFrame;
use super::layout::LaidColumn;
use super::{Align, Rows, Tone, set_bounds};
use crate::ui::theme::{Style, Theme};

pub(super) fn cell_ui(
    ui: &mut Ui,
    frame: &RowFrame<'_, '_>,
    index: usize,
    laid: &LaidColumn<'_>,
    rows: &mut dyn Rows,
    press: &Response,
) {
    let layout = frame.layout;
    let cell = laid.cell(frame.rect, frame.fixed, frame.scrolled);
    let seen = layout.clip(laid, cell, frame.fixed).intersect(layout.body);
    if !seen.is_positive() {
        return;
    }
    let column = laid.column;
    let id = frame.id.with(index);
    if column.drawn {
        let padding = Theme::of(ui).pt(8.0);
        let mut builder = UiBuilder::new()
            .scope_id(id)
            .max_rect(cell.shrink2(vec2(padding, 0.0)))
            .layout(cell_layout(column.align))
            .accessibility_role(Role::Cell);
        if frame.is_read {
            builder = builder.accessibility_label(rows.text(frame.row, &column.key));
        }
        let mut inside = ui.new_child(builder);
        inside.shrink_clip_rect(seen);
        inside.spacing_mut().item_spacing.x = padding / 2.0;
        rows.cell_ui(&mut inside, frame.row, &column.key);
    } else {
        if frame.is_read {
            // An empty rectangle, only to give the cell its node under the row's.
            ui.interact(seen, id, Sense::hover());
        }
        text_cell(ui, frame, laid, (cell, seen), &*rows, press);
    }
    if frame.is_read {
        let text = rows.text(frame.row, &column.key).into_owned();
        set_bounds(ui, id, seen);
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Cell);
            node.set_label(text);
            node.set_column_index(index);
        });
    }
}

fn cell_layout(align: Align) -> Layout {
    match align {
        Align::Left => Layout::left_to_right(egui::Align::Center),
        Align::Right => Layout::right_to_left(egui::Align::Center),
        Align::Center => Layout::centered_and_justified(egui::Direction::LeftToRight),
    }
}

fn text_cell(
    ui: &Ui,
    frame: &RowFrame<'_, '_>,
    laid: &LaidColumn<'_>,
    (cell, seen): (Rect, Rect),
    rows: &dyn Rows,
    press: &Response,
) {
    let column = laid.column;
    let text = rows.text(frame.row, &column.key);
    if text.is_empty() {
        return;
    }
    let theme = Theme::of(ui);
    let colors = theme.color();
    let tone = rows.tone(frame.row, &column.key).unwrap_or(column.tone);
    let (style, ink) = match tone {
        Tone::Plain => (Style::Table, colors.text),
        Tone::Strong => (Style::TableStrong, colors.text),
        Tone::Second => (Style::Table, colors.text_2),
        // The palest ink would be too pale on the selection.
        Tone::Absent if frame.chosen => (Style::Table, colors.text_2),
        Tone::Absent => (Style::Table, colors.text_3),
    };
    let inside = cell.shrink2(vec2(theme.pt(8.0), 0.0));
    let galley = theme.galley_cut(ui, &text, style, ink, inside.width());
    let align = match column.align {
        Align::Left => egui::Align2::LEFT_CENTER,
        Align::Right => egui::Align2::RIGHT_CENTER,
        Align::Center => egui::Align2::CENTER_CENTER,
    };
    let painter = ui.painter().with_clip_rect(seen.intersect(ui.clip_rect()));
    text_in(&painter, &galley, inside, align);
    let is_under_pointer = || ui.rect_contains_pointer(seen);
    if galley.elided && press.hovered() && is_under_pointer() {
        press.clone().on_hover_text_at_pointer(text.into_owned());
    }
}
