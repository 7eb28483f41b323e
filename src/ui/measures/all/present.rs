//! The dashboard on a projected screen: the same tiles, large, six a screen.

use egui::{Key, Modifiers, Ui, vec2};

use super::{tile, tiles};
use crate::domain::measure::MeasureKind;
use crate::ui::measures::summary::{Summaries, Summary};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::text;

/// Tiles across, and down.
const ACROSS: usize = 3;
const DOWN: usize = 2;

/// Draws a screen of tiles; arrows or Page Up and Page Down go to another.
pub(super) fn present_ui(ui: &mut Ui, view: &View<'_>, summaries: &Summaries, page: &mut usize) {
    let shown: Vec<&Summary> = MeasureKind::ALL
        .into_iter()
        .flat_map(|kind| tiles::of_kind(view, summaries, kind))
        .filter(|s| s.last.is_some())
        .collect();
    let pages = shown.len().div_ceil(ACROSS * DOWN).max(1);
    step_ui(ui, page, pages);
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = theme.pt(14.0);
        text(ui, "Dashboard of measures", Style::Title, colors.text);
        let words = format!("{} of {pages}", *page + 1);
        text(ui, words, Style::Heading, colors.text_2);
    });
    let gap = theme.gap();
    let room = ui.available_size() - vec2(0.0, theme.pt(34.0));
    let width = (room.x - gap * (ACROSS - 1) as f32) / ACROSS as f32;
    let height = (room.y - gap * (DOWN - 1) as f32) / DOWN as f32;
    let here = shown.get(*page * ACROSS * DOWN..).unwrap_or_default();
    ui.spacing_mut().item_spacing.y = gap;
    for row in here.chunks(ACROSS).take(DOWN) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for summary in row {
                ui.allocate_ui(vec2(width, height), |ui| {
                    tile::tile_ui(ui, summary, height, false);
                });
            }
        });
    }
    foot_ui(ui, view, pages);
}

fn foot_ui(ui: &mut Ui, view: &View<'_>, pages: usize) {
    let theme = Theme::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = theme.pt(24.0);
        let data_to = view.status.data_to;
        let data_to = data_to.map(|day| format!("Data to {}", day.format("%Y-%m")));
        let mut parts = vec![view.workbook.clinic.name.clone()];
        parts.extend(data_to);
        if pages > 1 {
            parts.push("Page Up, Page Down: next measures".to_owned());
        }
        for words in parts.into_iter().filter(|w| !w.is_empty()) {
            text(ui, words, Style::Small, theme.color().text_2);
        }
    });
}

/// The screen before or after, round and round.
fn step_ui(ui: &Ui, page: &mut usize, pages: usize) {
    // Not behind the question whether to stop.
    let is_asked = ui.ctx().memory(|m| m.top_modal_layer().is_some());
    let pressed = |key| !is_asked && ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let forward = pressed(Key::PageDown) || pressed(Key::ArrowRight) || pressed(Key::ArrowDown);
    let back = pressed(Key::PageUp) || pressed(Key::ArrowLeft) || pressed(Key::ArrowUp);
    if forward && !back {
        *page += 1;
    } else if back && !forward {
        *page += pages - 1;
    }
    *page %= pages;
}
