//! A grid of kinds under headings, of which one is pressed: what to record, what holds.

use egui::{Ui, vec2};

use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{key_tile, text};

/// One kind with the key that chooses it; the key may be empty.
pub(super) struct Tile<K> {
    pub kind: K,
    pub label: &'static str,
    pub key: String,
}

/// Kinds under a heading; the heading may be empty where the column goes on with the one before.
pub(super) struct Section<K> {
    pub title: &'static str,
    pub tiles: Vec<Tile<K>>,
}

/// Draws columns of sections, all equally wide; gives back the kind that was pressed.
pub(super) fn kind_grid<K: Copy>(ui: &mut Ui, columns: &[Vec<Section<K>>]) -> Option<K> {
    let theme = Theme::of(ui);
    let gap = theme.pt(12.0);
    let count = columns.len().max(1) as f32;
    let width = (ui.available_width() - gap * (count - 1.0)) / count;
    let mut pressed = None;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(gap, 0.0);
        for sections in columns {
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = theme.pt(4.0);
                for section in sections {
                    let ink = theme.color().text_2;
                    // An empty heading keeps the line, so that tiles stand level.
                    let title = if section.title.is_empty() {
                        " "
                    } else {
                        section.title
                    };
                    text(ui, title, Style::Small, ink);
                    for tile in &section.tiles {
                        if key_tile(ui, tile.label, &tile.key, width, None).clicked() {
                            pressed = Some(tile.kind);
                        }
                    }
                    ui.add_space(theme.pt(6.0));
                }
            });
        }
    });
    pressed
}
