//! The dashboard: every measure that is shown as a tile, by kind, the watched ones first.

use egui::{ScrollArea, Ui, vec2};

use super::{Asked, tile};
use crate::domain::measure::{MeasureId, MeasureKind};
use crate::ui::measures::summary::{Summaries, Summary};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::text;

/// A tile is at least this wide, and this high.
const LEAST: f32 = 322.0;
const HEIGHT: f32 = 184.0;

/// What a kind is, beside its heading.
fn meaning(kind: MeasureKind) -> &'static str {
    match kind {
        MeasureKind::Outcome => "what changes for patients",
        MeasureKind::Process => "whether the work is done as meant",
        MeasureKind::SmallTest => "what a small test counts",
    }
}

/// The measures of the dashboard of one kind, the watched ones first.
pub(super) fn of_kind<'a>(
    view: &View<'a>,
    summaries: &'a Summaries,
    kind: MeasureKind,
) -> Vec<&'a Summary> {
    let is_it = |s: &&Summary| s.measure.kind(view.workbook) == kind;
    summaries.shown().filter(is_it).collect()
}

/// Draws the dashboard; the measure whose tile was pressed.
pub(super) fn tiles_ui(ui: &mut Ui, view: &View<'_>, summaries: &Summaries) -> Option<Asked> {
    let mut pressed = None;
    ScrollArea::vertical()
        .id_salt("dashboard of measures")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let theme = Theme::of(ui);
            // Clear of the bar that scrolls.
            ui.set_max_width(ui.available_width() - theme.pt(12.0));
            ui.spacing_mut().item_spacing.y = theme.gap();
            for kind in MeasureKind::ALL {
                let group = of_kind(view, summaries, kind);
                if group.is_empty() {
                    continue;
                }
                heading_ui(ui, kind, group.len());
                pressed = grid_ui(ui, &group).or(pressed.take());
                ui.add_space(theme.pt(6.0));
            }
            hidden_ui(ui, summaries);
        });
    let summary = summaries.of(pressed?)?;
    Some(match summary.measure {
        // Without a number there is no chart to look at.
        MeasureId::Own(id) if summary.last.is_none() => Asked::Numbers(id),
        measure => Asked::Chart(measure),
    })
}

fn heading_ui(ui: &mut Ui, kind: MeasureKind, count: usize) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = theme.pt(8.0);
        text(ui, kind.label(), Style::Heading, colors.text);
        let words = format!("{count}, {}", meaning(kind));
        text(ui, words, Style::Body, colors.text_2);
    });
}

/// As many tiles a row as fit; the one that was pressed.
fn grid_ui(ui: &mut Ui, group: &[&Summary]) -> Option<MeasureId> {
    let theme = Theme::of(ui);
    let gap = theme.gap();
    let fit = (ui.available_width() + gap) / (theme.pt(LEAST) + gap);
    let count = (fit.floor() as usize).max(1);
    let width = (ui.available_width() - gap * (count - 1) as f32) / count as f32;
    let height = theme.pt(HEIGHT);
    let mut pressed = None;
    for row in group.chunks(count) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for summary in row {
                ui.allocate_ui(vec2(width, height), |ui| {
                    let hover = format!(
                        "{}\n{}\n{}",
                        summary.title,
                        summary.sentence(),
                        summary.aim()
                    );
                    let tile = tile::tile_ui(ui, summary, height, true).on_hover_text(hover);
                    if tile.clicked() {
                        pressed = Some(summary.measure);
                    }
                });
            }
        });
    }
    pressed
}

/// What is kept off the dashboard.
fn hidden_ui(ui: &mut Ui, summaries: &Summaries) {
    let hidden = summaries.all().iter().filter(|s| s.is_hidden);
    let names: Vec<&str> = hidden.map(|s| s.name.as_str()).collect();
    if names.is_empty() {
        return;
    }
    let words = format!(
        "Not on the dashboard: {}. “Choose” brings them back.",
        names.join(", ")
    );
    text(ui, words, Style::Small, Theme::of(ui).color().text_2);
}
