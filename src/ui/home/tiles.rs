//! The four tiles of measures, and the run chart of the first.

use egui::{Ui, vec2};

use crate::domain::measure::Measure;
use crate::ui::measures::chart::finding_ui;
use crate::ui::measures::picture::{ChartCache, still_ui};
use crate::ui::measures::sparkline_ui;
use crate::ui::measures::summary::{Summaries, Summary};
use crate::ui::request::Request;
use crate::ui::theme::Theme;
use crate::ui::view::View;
use crate::ui::widgets::{Card, Tile};

/// How many tiles.
const TILES: usize = 4;
/// The usual tiles, left to right; measures that the team watches stand before them.
const USUAL: [Measure; 4] = [
    Measure::MedSecond,
    Measure::MedFirst,
    Measure::Sedative,
    Measure::Naloxone,
];

/// The measures of the tiles: those the team watches, then the usual ones.
fn tiles(summaries: &Summaries) -> Vec<&Summary> {
    let watched = summaries.shown().filter(|s| s.is_watched);
    let mut tiles: Vec<&Summary> = watched.collect();
    for summary in USUAL.into_iter().filter_map(|m| summaries.of(m)) {
        if tiles.iter().all(|t| t.measure != summary.measure) {
            tiles.push(summary);
        }
    }
    tiles.truncate(TILES);
    tiles
}

/// Draws the tiles over the whole width.
pub(super) fn tiles_ui(ui: &mut Ui, summaries: &Summaries, out: &mut Vec<Request>) {
    let gap = Theme::of(ui).card_gap();
    let width = (ui.available_width() - gap * (TILES - 1) as f32) / TILES as f32;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for summary in tiles(summaries) {
            ui.allocate_ui(vec2(width, 0.0), |ui| tile_ui(ui, summary, out));
        }
    });
}

fn tile_ui(ui: &mut Ui, summary: &Summary, out: &mut Vec<Request>) {
    let count = if summary.unknown.is_empty() {
        summary.count.clone()
    } else {
        format!("{} · {}", summary.count, summary.unknown)
    };
    let pressed = Tile::new(&summary.title, &summary.value, &count)
        .aim(&summary.aim())
        .signal(summary.signal(), &summary.finding.tile)
        .show(ui, |painter, rect| {
            sparkline_ui(painter, rect, summary, &Theme::of_ctx(painter.ctx()));
        })
        .on_hover_text(summary.sentence())
        .clicked();
    if pressed {
        out.push(Request::ShowMeasure(summary.measure));
    }
}

/// The run chart of the first tile.
pub(super) fn chart_ui(
    ui: &mut Ui,
    view: &View<'_>,
    summaries: &Summaries,
    chart: &mut Option<ChartCache>,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let Some(summary) = tiles(summaries).into_iter().next() else {
        return;
    };
    let aim = summary.aim();
    let card = Card::new()
        .title(&summary.title)
        .note(&aim)
        .action("Open measure")
        .fill_height();
    let ((), pressed) = card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = theme.pt(4.0);
        finding_ui(ui, summary);
        still_ui(ui, summary, summaries.version, view.workbook, chart);
    });
    if pressed {
        out.push(Request::ShowMeasure(summary.measure));
    }
}
