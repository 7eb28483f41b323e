//! Where the team stands: stages, what is due, measures, what to look at, doses, clinicians, data.

mod cards;
mod clinicians;
mod data;
mod due;
mod figures;
mod present;
mod programme;
mod rows;
mod stage;
#[cfg(test)]
mod tests;
pub mod timeline;

use egui::{Rect, ScrollArea, Ui, ViewportCommand, pos2, vec2};

use super::measures::chart::finding_ui;
use super::measures::picture::{ChartCache, still_ui};
use super::measures::sparkline_ui;
use super::measures::summary::{Summaries, Summary};
use super::request::{FileQuestion, Request};
use super::theme::Theme;
use super::view::View;
use super::widgets::{Card, EmptyAction, EmptyState, Tile, within};
use crate::domain::clinic::Settings;
use crate::domain::measure::Measure;
use clinicians::ClinicianTable;
use figures::Figures;
use programme::ProgrammeCache;
use timeline::TimelineCache;

/// The four tiles, left to right.
const TILES: [Measure; 4] = [
    Measure::MedSecond,
    Measure::MedFirst,
    Measure::Sedative,
    Measure::Naloxone,
];
/// Height that the row with what is due needs at scale 1; less scrolls the page.
const LEAST_DUE: f32 = 296.0;
/// Height above which that row leaves the rest to the row below it.
const MOST_DUE: f32 = 560.0;
/// Height that doses, clinicians and the run chart need at scale 1.
const LEAST_BELOW: f32 = 296.0;
/// Height of the clinicians' card without its rows.
const CLINICIANS_CARD: f32 = 92.0;
/// Width from which the run chart stands beside the clinicians instead of under them.
const WIDE: f32 = 1700.0;
/// How far the page's scroll bar stands outside the cards.
const SCROLL_BAR: f32 = 12.0;

/// What the tab remembers.
#[derive(Default)]
pub struct HomeState {
    summaries: Summaries,
    /// Settings and imports that the figures were made from, beside the summaries' version.
    made_from: Option<(Settings, usize)>,
    figures: Figures,
    clinicians: ClinicianTable,
    chart: Option<ChartCache>,
    programme: ProgrammeCache,
    timeline: TimelineCache,
}

impl HomeState {
    /// Counts anew when the records have changed.
    fn refresh(&mut self, view: &View<'_>) {
        let new = self.summaries.refresh(view);
        let imports = view.workbook.imports.iter().filter(|i| !i.undone).count();
        let same = self
            .made_from
            .as_ref()
            .is_some_and(|(s, i)| *s == view.workbook.settings && *i == imports);
        if new || !same {
            self.made_from = Some((view.workbook.settings.clone(), imports));
            self.figures = Figures::count(view);
            self.clinicians.sort(&self.figures.clinicians);
        }
    }
}

/// Draws the tab; on a projected screen only what names no patient.
pub fn home_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut HomeState,
    is_presented: bool,
    out: &mut Vec<Request>,
) {
    if is_presented {
        present::present_ui(ui, view, &mut state.programme, &mut state.timeline);
        return;
    }
    let theme = Theme::of(ui);
    let page = ui.available_rect_before_wrap();
    let place = page.with_max_x(page.right() + theme.pt(SCROLL_BAR));
    within(ui, "home page", place, |ui| {
        ScrollArea::vertical()
            .id_salt("home")
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.set_max_width(page.width());
                ui.spacing_mut().item_spacing.y = theme.card_gap();
                page_ui(ui, view, state, page.height(), out);
            });
    });
    ui.advance_cursor_after_rect(page);
}

fn page_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut HomeState,
    height: f32,
    out: &mut Vec<Request>,
) {
    let top = ui.cursor().top();
    let programme = programme::of(view, &mut state.programme);
    stage::stage_ui(ui, view, programme, &mut state.timeline, out);
    let theme = Theme::of(ui);
    if view.workbook.fills.is_empty() {
        let room = height - (ui.cursor().top() - top);
        let height = room.max(theme.pt(LEAST_DUE));
        row_ui(ui, "due", height, &[0.6, 0.4], |ui, at| {
            if at == 0 {
                due::due_ui(ui, &programme.agenda, view.today, false, out);
            } else {
                invitation_ui(ui, view, out);
            }
        });
        return;
    }
    state.refresh(view);
    tiles_ui(ui, state, out);
    let room = height - (ui.cursor().top() - top);
    rows_ui(ui, view, state, room, out);
}

/// Without any dose there is nothing to measure: the way to the first import.
fn invitation_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Request>) {
    Card::new().title("Data").fill_height().show(ui, |ui| {
        let heading = if view.workbook.patients.is_empty() {
            "Measures and patients will be shown here"
        } else {
            "Doses and measures will be shown here"
        };
        let empty = EmptyState::new(
            heading,
            "Begin with the prescriptions or fills: import an export of your record system or PDMP, drop the file on \
             this window, or paste the table with Ctrl+V.",
        );
        match empty.primary("Import…").quiet("Paste a table").show(ui) {
            Some(EmptyAction::Primary) => out.push(Request::Ask(FileQuestion::Exports)),
            Some(EmptyAction::Quiet) => ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste),
            None => {}
        }
    });
}

fn tiles_ui(ui: &mut Ui, state: &HomeState, out: &mut Vec<Request>) {
    let gap = Theme::of(ui).card_gap();
    let width = (ui.available_width() - gap * (TILES.len() - 1) as f32) / TILES.len() as f32;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for summary in TILES.into_iter().filter_map(|m| state.summaries.of(m)) {
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

/// What is due, what to look at and the data fill the window; doses, clinicians and the run chart
/// stand under them where there is room, or below the fold.
fn rows_ui(ui: &mut Ui, view: &View<'_>, state: &mut HomeState, room: f32, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    let gap = theme.card_gap();
    let (least, most, below) = (
        theme.pt(LEAST_DUE),
        theme.pt(MOST_DUE),
        theme.pt(LEAST_BELOW),
    );
    let needed = theme.pt(CLINICIANS_CARD + 28.0 * state.figures.clinicians.len() as f32);
    let needed = needed.max(below);
    let has_room = room >= least + gap + below;
    let first = if has_room {
        (room - gap - needed).clamp(least, most)
    } else {
        room.max(least)
    };
    let second = if has_room { room - gap - first } else { needed };
    let agenda = &programme::of(view, &mut state.programme).agenda;
    let figures = &state.figures;
    row_ui(ui, "due", first, &[0.42, 0.335, 0.245], |ui, at| match at {
        0 => due::due_ui(ui, agenda, view.today, false, out),
        1 => cards::to_look_at_ui(ui, view, figures, out),
        _ => data::data_ui(ui, view, figures, out),
    });
    let is_wide = ui.available_width() >= theme.pt(WIDE);
    let shares: &[f32] = if is_wide {
        &[0.25, 0.31, 0.44]
    } else {
        &[0.42, 0.58]
    };
    row_ui(ui, "doses", second, shares, |ui, at| match at {
        0 => cards::doses_ui(ui, view, &state.figures),
        1 => clinicians::clinicians_ui(ui, view, &mut state.clinicians, &state.figures.clinicians),
        _ => chart_ui(ui, view, &state.summaries, &mut state.chart, out),
    });
    if !is_wide {
        row_ui(ui, "chart", theme.pt(LEAST_BELOW), &[1.0], |ui, _| {
            chart_ui(ui, view, &state.summaries, &mut state.chart, out);
        });
    }
}

/// Cards beside each other over the whole width, each with its share of it.
fn row_ui(
    ui: &mut Ui,
    name: &str,
    height: f32,
    shares: &[f32],
    mut card: impl FnMut(&mut Ui, usize),
) {
    let gap = Theme::of(ui).card_gap();
    let (_, place) = ui.allocate_space(vec2(ui.available_width(), height));
    let room = place.width() - gap * (shares.len() as f32 - 1.0);
    let mut left = place.left();
    for (at, share) in shares.iter().enumerate() {
        let right = left + room * share;
        let column = Rect::from_min_max(pos2(left, place.top()), pos2(right, place.bottom()));
        within(ui, &format!("home, {name}, {at}"), column, |ui| {
            let theme = Theme::of(ui);
            ui.spacing_mut().item_spacing.y = theme.pt(8.0);
            card(ui, at);
        });
        left = right + gap;
    }
}

/// The run chart of the first tile.
fn chart_ui(
    ui: &mut Ui,
    view: &View<'_>,
    summaries: &Summaries,
    chart: &mut Option<ChartCache>,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let Some(summary) = TILES.first().and_then(|m| summaries.of(*m)) else {
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
        let settings = &view.workbook.settings;
        still_ui(ui, summary, summaries.version, settings, chart);
    });
    if pressed {
        out.push(Request::ShowMeasure(summary.measure));
    }
}
