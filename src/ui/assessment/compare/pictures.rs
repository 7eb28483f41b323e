//! The dumbbell chart of the items, the radar of the blocks and their means.

use egui::{Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::DataKey;
use crate::chart::dumbbell::{self, Dumbbell, LaidOutDumbbell, Row};
use crate::chart::radar::{LaidOutRadar, Radar, RadarSeries};
use crate::domain::assessment::comparison::{Comparison, Order, change_words, mean_words};
use crate::domain::assessment::summary::{ItemSummary, RoundSummary};
use crate::domain::assessment::talk::one_decimal;
use crate::domain::programme;
use crate::ui::cached::{Cached, bits};
use crate::ui::icons::block_square;
use crate::ui::plot_backend;
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{Card, divider, text, within};

/// Width of the card of block means.
const MEANS: f32 = 470.0;

/// The items' chart, its layout and the size it was laid out in.
pub(super) type DumbbellCache =
    Cached<(DataKey, Order, [u32; 3]), (Dumbbell, LaidOutDumbbell, egui::Vec2)>;
/// The blocks' chart and its layout.
pub(super) type RadarCache = Cached<(DataKey, [u32; 3]), (Radar, LaidOutRadar)>;

/// The items as a chart without a size.
pub(super) fn dumbbell(data: &Comparison, order: Order) -> Dumbbell {
    let count = |item: &ItemSummary| u32::try_from(item.n()).unwrap_or(u32::MAX);
    let rows = data.sorted(order).into_iter().map(|change| {
        let number = change.latter.item;
        let item = programme::item(number);
        Row::Item(dumbbell::Item {
            block: item.map(|i| i.block),
            label: format!("{number} {}", item.map_or("", |i| i.title.as_str())),
            former: change.former.mean(),
            latter: change.latter.mean(),
            counts: Some((count(&change.former), count(&change.latter))),
        })
    });
    Dumbbell {
        rows: rows.collect(),
        former_name: data.former_name.clone().unwrap_or_default(),
        latter_name: data.latter_name.clone(),
        ..Dumbbell::default()
    }
}

/// The blocks as a chart without a size.
pub(super) fn radar(data: &Comparison) -> Radar {
    let series = |name: &str, summary: &RoundSummary| RadarSeries {
        name: name.to_owned(),
        values: summary.blocks.iter().map(|b| b.mean).collect(),
    };
    Radar {
        spokes: programme::blocks()
            .iter()
            .map(|b| format!("{} {}", b.number, b.name))
            .collect(),
        former: data.former_name.as_ref().map(|n| series(n, &data.former)),
        latter: Some(series(&data.latter_name, &data.latter)),
        ..Radar::default()
    }
}

pub(super) fn dumbbell_ui(
    ui: &mut Ui,
    data: &Comparison,
    order: Order,
    key: DataKey,
    cache: &mut DumbbellCache,
) {
    let theme = Theme::of(ui);
    ScrollArea::vertical()
        .id_salt("items compared")
        .auto_shrink(false)
        .show(ui, |ui| {
            let room = ui.available_size();
            let (chart, laid, size) = cache.get((key, order, bits(room, theme.k)), || {
                let chart = dumbbell(data, order);
                let laid = chart.lay_out(room.x, room.y, theme.k);
                if laid.hidden == 0 {
                    return (chart, laid, room);
                }
                // Too low for all rows: taller than the room, and clear of the bar that scrolls.
                let size = vec2(room.x - theme.pt(14.0), chart.least_height(theme.k));
                let laid = chart.lay_out(size.x, size.y, theme.k);
                (chart, laid, size)
            });
            let (rect, response) = ui.allocate_exact_size(*size, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, chart.summary()));
            plot_backend::paint(ui.painter(), rect.min, &laid.scene, theme.palette());
            let at = response.hover_pos().map(|at| at - rect.min);
            let row = at.and_then(|at| laid.item_at((at.x, at.y)));
            if let Some(change) = row.and_then(|row| data.sorted(order).get(row).copied()) {
                response.on_hover_ui_at_pointer(|ui| {
                    let ink = theme.color().text;
                    for (name, item) in [
                        (data.former_name.as_deref(), &change.former),
                        (Some(data.latter_name.as_str()), &change.latter),
                    ] {
                        if let Some(name) = name {
                            text(
                                ui,
                                format!("{name}: {}", item_words(item)),
                                Style::Table,
                                ink,
                            );
                        }
                    }
                });
            }
        });
}

/// "mean 5.5, level 2, 3 to 10, n 6 of 6 sheets".
fn item_words(item: &ItemSummary) -> String {
    match (item.mean(), item.range(), item.level()) {
        (Some(mean), Some((low, high)), Some(level)) => format!(
            "mean {}, level {level}, {low} to {high}, n {} of {} sheets",
            one_decimal(mean),
            item.n(),
            item.sheets
        ),
        _ => format!("no answer on {} sheets", item.sheets),
    }
}

pub(super) fn blocks_ui(ui: &mut Ui, data: &Comparison, key: DataKey, cache: &mut RadarCache) {
    let theme = Theme::of(ui);
    let whole = ui.available_rect_before_wrap();
    let middle = whole.right() - theme.pt(MEANS).min(whole.width() * 0.5);
    let left = whole.with_max_x(middle - theme.card_gap());
    let right = Rect::from_min_max(pos2(middle, whole.top()), whole.max);
    within(ui, "radar", left, |ui| {
        Card::new()
            .fill_height()
            .show(ui, |ui| radar_ui(ui, data, key, cache));
    });
    within(ui, "block means", right, |ui| {
        Card::new()
            .title("Block means")
            .fill_height()
            .show(ui, |ui| means_ui(ui, data));
    });
}

fn radar_ui(ui: &mut Ui, data: &Comparison, key: DataKey, cache: &mut RadarCache) {
    let theme = Theme::of(ui);
    let size = ui.available_size();
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let (chart, laid) = cache.get((key, bits(size, theme.k)), || {
        let chart = radar(data);
        let laid = chart.lay_out(size.x, size.y, theme.k);
        (chart, laid)
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, chart.summary()));
    plot_backend::paint(ui.painter(), rect.min, &laid.scene, theme.palette());
}

/// Former mean, latter mean and change of each block, with the items behind them.
fn means_ui(ui: &mut Ui, data: &Comparison) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let words = "Sixblocks' own summary: the mean of the means of a block's answered items. \
                 The instrument defines no sums.";
    text(ui, words, Style::Small, colors.text_2);
    ui.add_space(theme.pt(6.0));
    ui.spacing_mut().item_spacing.y = 0.0;
    line_ui(
        ui,
        &theme,
        None,
        "",
        ["From", "To", "Change", "Items"],
        Style::TableStrong,
    );
    divider(ui);
    for block in programme::blocks() {
        let former = data.former.block(block.number);
        let latter = data.latter.block(block.number);
        let mean =
            |b: Option<&crate::domain::assessment::summary::BlockSummary>| b.and_then(|b| b.mean);
        let change = mean(latter).zip(mean(former)).map(|(to, from)| to - from);
        let items = latter.map_or_else(String::new, |b| {
            format!("{} of {}", b.answered_items, b.items)
        });
        let absent = |words: String| {
            if words.is_empty() {
                "–".to_owned()
            } else {
                words
            }
        };
        let from = absent(mean_words(mean(former)));
        let to = absent(mean_words(mean(latter)));
        let change = absent(change_words(change));
        let cells = [from.as_str(), to.as_str(), change.as_str(), items.as_str()];
        line_ui(
            ui,
            &theme,
            Some(block.number),
            &block.name,
            cells,
            Style::Table,
        );
        divider(ui);
    }
}

/// One row: the block, then four cells aligned right.
fn line_ui(
    ui: &mut Ui,
    theme: &Theme,
    block: Option<u8>,
    name: &str,
    cells: [&str; 4],
    style: Style,
) {
    let colors = *theme.color();
    let height = theme.pt(30.0);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let said = format!("{name} {}", cells.join(", "));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    let y = rect.center().y;
    if let Some(block) = block {
        let place = Rect::from_center_size(
            pos2(rect.left() + theme.pt(10.0), y),
            egui::Vec2::splat(theme.pt(20.0)),
        );
        within(ui, name, place, |ui| block_square(ui, block));
    }
    let put = |words: &str, style, x: f32, align: egui::Align2| {
        let galley = theme.galley(ui, words, style, colors.text);
        let at = align.anchor_size(pos2(x, y), galley.size());
        ui.painter().galley(at.min, galley, colors.text);
    };
    put(
        name,
        Style::TableStrong,
        rect.left() + theme.pt(30.0),
        egui::Align2::LEFT_CENTER,
    );
    let step = (rect.width() - theme.pt(150.0)) / 4.0;
    for (at, cell) in (1_u8..).zip(cells) {
        let x = rect.left() + theme.pt(150.0) + step * f32::from(at);
        put(cell, style, x, egui::Align2::RIGHT_CENTER);
    }
}
