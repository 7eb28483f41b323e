//! One item's words, alone or with the loaded ones beside them.

use egui::{Ui, vec2};

use crate::domain::assessment::rating::scores_of_level;
use crate::domain::assessment::wording::Words;
use crate::domain::programme::Item;
use crate::import::wording::ReadItem;
use crate::ui::icons::{Icon, block_square, icon};
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{checkbox, text};

/// An item as it stands in this clinic, its levels side by side.
pub(super) fn item_ui(ui: &mut Ui, words: &Words<'_>) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.spacing_mut().item_spacing.y = theme.pt(6.0);
    ui.horizontal(|ui| {
        block_square(ui, words.item().block);
        let head = format!("{} {}", words.item().number, words.heading());
        text(ui, head, Style::Strong, colors.text);
    });
    text(ui, words.stem(), Style::Body, colors.text);
    let gap = theme.card_gap();
    let width = (ui.available_width() - 3.0 * gap - theme.pt(10.0)) / 4.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(gap, 0.0);
        for level in 1..=4 {
            ui.allocate_ui(vec2(width, 0.0), |ui| {
                ui.set_width(width);
                ui.vertical(|ui| {
                    let head = match words.level_name(level) {
                        Some(name) => format!("{}  {name}", range(level)),
                        None => range(level),
                    };
                    text(ui, head, Style::TableStrong, colors.text_2);
                    text(ui, words.level_text(level), Style::Table, colors.text);
                });
            });
        }
    });
}

/// "1–3".
fn range(level: u8) -> String {
    let scores: Vec<_> = scores_of_level(level).collect();
    match scores.as_slice() {
        [first, .., last] => format!("{first}–{last}"),
        _ => String::new(),
    }
}

/// An item with built-in words at the left and what was read at the right; `ticked` when they are
/// to be used.
pub(super) fn beside_ui(
    ui: &mut Ui,
    item: &Item,
    read: Option<&ReadItem>,
    problem: Option<&str>,
    ticked: &mut bool,
) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.spacing_mut().item_spacing.y = theme.pt(4.0);
    ui.horizontal(|ui| {
        block_square(ui, item.block);
        if read.is_some() {
            let name = format!("Use item {}, {}", item.number, item.title);
            checkbox(ui, ticked, &name);
        } else {
            let words = format!("{} {}: not found", item.number, item.title);
            text(ui, words, Style::Strong, colors.text_2);
        }
    });
    if let Some(sentence) = problem {
        ui.horizontal_top(|ui| {
            icon(ui, Icon::Warn, theme.pt(16.0), colors.caution_mark);
            text(ui, sentence, Style::Body, colors.caution_text);
        });
    }
    let gap = theme.pt(24.0);
    let width = (ui.available_width() - gap - theme.pt(12.0)) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(gap, 0.0);
        let built_in = item.levels.each_ref().map(|l| l.text.as_str());
        column_ui(ui, width, "Built in", &item.stem, built_in);
        match read {
            Some(read) => {
                let levels = read.levels.each_ref().map(String::as_str);
                let head = if read.title.is_empty() {
                    "In the guide"
                } else {
                    &read.title
                };
                column_ui(ui, width, head, &read.stem, levels);
            }
            None => {
                ui.allocate_ui(vec2(width, 0.0), |ui| {
                    let words = "The built-in words stay.";
                    text(ui, words, Style::Table, colors.text_3);
                });
            }
        }
    });
}

fn column_ui(ui: &mut Ui, width: f32, head: &str, stem: &str, levels: [&str; 4]) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.allocate_ui(vec2(width, 0.0), |ui| {
        ui.set_width(width);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = theme.pt(2.0);
            text(ui, head, Style::Small, colors.text_2);
            text(ui, stem, Style::TableStrong, colors.text);
            for (level, words) in (1..).zip(levels) {
                ui.horizontal_top(|ui| {
                    let lead = theme.pt(44.0);
                    ui.allocate_ui(vec2(lead, 0.0), |ui| {
                        ui.set_width(lead);
                        text(ui, range(level), Style::Table, colors.text_2);
                    });
                    ui.vertical(|ui| text(ui, words, Style::Table, colors.text));
                });
            }
        });
    });
}
