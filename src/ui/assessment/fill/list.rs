//! The 22 items by block with the scores given; pressing one goes to it.

use egui::{Align2, CursorIcon, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::AssessmentState;
use crate::domain::assessment::Sheet;
use crate::domain::programme::{self, Item};
use crate::ui::icons::{Icon, block_square, paint_icon};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Card, text};

pub(super) fn list_ui(ui: &mut Ui, view: &View<'_>, state: &mut AssessmentState, sheet: &Sheet) {
    Card::new().flush().fill_height().show(ui, |ui| {
        let theme = Theme::of(ui);
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical()
            .id_salt("items of the self-assessment")
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.add_space(theme.pt(8.0));
                for block in programme::blocks() {
                    block_ui(ui, &theme, view, sheet, block);
                    for item in programme::items_of(block.number) {
                        item_ui(ui, &theme, view, state, sheet, item);
                    }
                }
                ui.add_space(theme.pt(6.0));
            });
    });
}

/// A block's name and how many of its items have an answer.
fn block_ui(ui: &mut Ui, theme: &Theme, view: &View<'_>, sheet: &Sheet, block: &programme::Block) {
    let items = programme::items_of(block.number);
    let (mut answered, mut all) = (0, 0);
    for item in items {
        all += 1;
        let answer = view.workbook.answer(sheet.id, item.number);
        answered += usize::from(answer.is_some_and(|a| a.score.is_some()));
    }
    let size = vec2(ui.available_width(), theme.pt(26.0));
    ui.allocate_ui_with_layout(
        size,
        egui::Layout::left_to_right(egui::Align::Center),
        |ui| {
            ui.add_space(theme.pt(12.0));
            block_square(ui, block.number);
            text(ui, &block.name, Style::Strong, theme.color().text).on_hover_text(&block.purpose);
            let words = format!("{answered} of {all}");
            let galley = theme.galley(ui, &words, Style::Small, theme.color().text_2);
            let room = ui.available_width() - galley.size().x - theme.pt(14.0);
            ui.add_space(room.max(0.0));
            text(ui, words, Style::Small, theme.color().text_2);
        },
    );
}

fn item_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &View<'_>,
    state: &mut AssessmentState,
    sheet: &Sheet,
    item: &Item,
) {
    let colors = theme.color();
    let chosen = state.item == item.number;
    let answer = view.workbook.answer(sheet.id, item.number);
    let score = answer.and_then(|a| a.score);
    let size = vec2(ui.available_width(), theme.pt(19.5));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let said = score.map_or_else(|| "no answer".to_owned(), |s| format!("score {s}"));
    response.widget_info(|| {
        let name = format!("Item {}, {}, {said}", item.number, item.title);
        WidgetInfo::selected(Role::ListItem, true, chosen, name)
    });
    let row = rect.shrink2(vec2(theme.pt(8.0), 0.0));
    let (fill, ink) = match (chosen, response.hovered()) {
        (true, _) => (Some(colors.selection), colors.on_selection),
        (false, true) => (Some(colors.hover), colors.text),
        (false, false) => (None, colors.text),
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(row, theme.radius(4.0), fill);
    }
    if chosen {
        response.scroll_to_me(None);
    }
    let has_note = answer.is_some_and(|a| !a.note.is_empty());
    let style = if chosen {
        Style::TableStrong
    } else {
        Style::Table
    };
    let y = row.center().y;
    let put = |words: &str, style, ink, x: f32, align: Align2| {
        let room = rect.right() - theme.pt(if has_note { 50.0 } else { 36.0 }) - x;
        let galley = theme.galley_cut(ui, words, style, ink, room.max(theme.pt(40.0)));
        let at = align.anchor_size(pos2(x, y), galley.size());
        ui.painter().galley(at.min, galley, ink);
        at
    };
    let number = rect.left() + theme.pt(38.0);
    let quiet = if chosen { ink } else { colors.text_2 };
    put(
        &item.number.to_string(),
        Style::Table,
        quiet,
        number,
        Align2::RIGHT_CENTER,
    );
    put(
        &item.title,
        style,
        ink,
        rect.left() + theme.pt(46.0),
        Align2::LEFT_CENTER,
    );
    let right = rect.right() - theme.pt(16.0);
    match score {
        Some(score) => put(
            &score.to_string(),
            Style::TableStrong,
            ink,
            right,
            Align2::RIGHT_CENTER,
        ),
        None => put(
            "–",
            Style::Table,
            colors.text_3,
            right,
            Align2::RIGHT_CENTER,
        ),
    };
    if has_note {
        let at = pos2(rect.right() - theme.pt(42.0), y);
        paint_icon(ui.painter(), at, Icon::Note, theme.pt(12.0), colors.text_3);
    }
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        state.item = item.number;
    }
}
