//! Where the team stands: measures, what to look at, doses, clinicians, data.

mod clinicians;
mod data;
mod figures;
mod rows;
#[cfg(test)]
mod tests;
pub mod timeline;

use egui::{Rect, ScrollArea, Ui, ViewportCommand, pos2, vec2};

use super::measures::chart::finding_ui;
use super::measures::picture::{ChartCache, still_ui};
use super::measures::sparkline_ui;
use super::measures::summary::{Summaries, Summary};
use super::request::{FileQuestion, Request};
use super::theme::{Style, Theme};
use super::view::View;
use super::widgets::{Card, EmptyAction, EmptyState, Tile, text, within};
use super::words::{are_data_old, data_age};
use crate::domain::clinic::Settings;
use crate::domain::measure::Measure;
use clinicians::ClinicianTable;
use figures::Figures;

/// The four tiles, left to right.
const TILES: [Measure; 4] = [
    Measure::MedSecond,
    Measure::MedFirst,
    Measure::Sedative,
    Measure::Naloxone,
];
/// Height that the cards need at scale 1; less scrolls.
const LEAST_CARDS: f32 = 486.0;
/// Height of the clinicians' card without its rows.
const CLINICIANS_CARD: f32 = 90.0;
/// Height from which a run chart stands under the cards.
const LEAST_CHART: f32 = 280.0;

/// What the tab remembers.
#[derive(Default)]
pub struct HomeState {
    summaries: Summaries,
    /// Settings and imports that the figures were made from, beside the summaries' version.
    made_from: Option<(Settings, usize)>,
    figures: Figures,
    clinicians: ClinicianTable,
    chart: Option<ChartCache>,
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

/// Draws the tab.
pub fn home_ui(ui: &mut Ui, view: &View<'_>, state: &mut HomeState, out: &mut Vec<Request>) {
    if view.workbook.fills.is_empty() {
        empty_ui(ui, view, out);
        return;
    }
    state.refresh(view);
    ScrollArea::vertical()
        .id_salt("home")
        .auto_shrink(false)
        .show(ui, |ui| {
            let bottom = ui.clip_rect().bottom();
            tiles_ui(ui, state, out);
            let theme = Theme::of(ui);
            let top = ui.cursor().top();
            // On a tall screen the cards end where their content does.
            let most = theme.pt(
                (CLINICIANS_CARD + 28.0 * state.figures.clinicians.len() as f32).max(LEAST_CARDS),
            );
            let room = bottom - top;
            let fits = room < most + theme.pt(40.0);
            let height = if fits {
                room.max(theme.pt(LEAST_CARDS))
            } else {
                most
            };
            let size = vec2(ui.available_width(), height);
            let (_, place) = ui.allocate_space(size);
            cards_ui(ui, view, state, place, out);
            chart_ui(ui, view, state, bottom, out);
        });
}

fn empty_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Request>) {
    Card::new().fill_height().show(ui, |ui| {
        let heading = if view.workbook.patients.is_empty() {
            "Where the clinic stands will be shown here"
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

/// Left what to look at and doses, in the middle the clinicians, right the data.
fn cards_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut HomeState,
    place: Rect,
    out: &mut Vec<Request>,
) {
    let gap = Theme::of(ui).card_gap();
    let room = place.width() - 2.0 * gap;
    let (first, second) = (place.left() + room * 0.38, place.left() + gap + room * 0.76);
    let column = |left: f32, right: f32| {
        Rect::from_min_max(pos2(left, place.top()), pos2(right, place.bottom()))
    };
    within(ui, "home left", column(place.left(), first), |ui| {
        ui.spacing_mut().item_spacing.y = gap;
        to_look_at_ui(ui, view, &state.figures, out);
        doses_ui(ui, view, &state.figures);
    });
    within(ui, "home middle", column(first + gap, second), |ui| {
        clinicians::clinicians_ui(ui, view, &mut state.clinicians, &state.figures.clinicians);
    });
    within(
        ui,
        "home right",
        column(second + gap, place.right()),
        |ui| data::data_ui(ui, view, &state.figures, out),
    );
}

/// On a tall screen the run chart of the first tile takes what is left.
fn chart_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut HomeState,
    bottom: f32,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let place = ui.available_rect_before_wrap();
    let place = Rect::from_min_max(place.min, pos2(place.right(), bottom));
    let Some(summary) = TILES.first().and_then(|m| state.summaries.of(*m)) else {
        return;
    };
    if place.height() < theme.pt(LEAST_CHART) {
        return;
    }
    let aim = summary.aim();
    within(ui, "home chart", place, |ui| {
        let card = Card::new()
            .title(&summary.title)
            .note(&aim)
            .action("Open measure")
            .fill_height();
        let ((), pressed) = card.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = theme.pt(4.0);
            finding_ui(ui, summary);
            still_ui(
                ui,
                summary,
                state.summaries.version,
                &view.workbook.settings,
                &mut state.chart,
            );
        });
        if pressed {
            out.push(Request::ShowMeasure(summary.measure));
        }
    });
}

fn to_look_at_ui(ui: &mut Ui, view: &View<'_>, figures: &Figures, out: &mut Vec<Request>) {
    let note = format!("on {}", view.as_of);
    Card::new().title("To look at").note(&note).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let most = figures
            .to_look_at
            .iter()
            .map(|l| l.count)
            .max()
            .unwrap_or(0);
        for item in &figures.to_look_at {
            if rows::look_ui(ui, item, most) {
                out.push(item.request());
            }
        }
        let to = view.status.data_to;
        if let Some(to) = to.filter(|to| are_data_old(*to, view.today))
            && rows::caution_ui(
                ui,
                &format!("Patient data are {}", data_age(to, view.today)),
                "Import an export…",
            )
        {
            out.push(Request::Ask(FileQuestion::Exports));
        }
        if view.status.backup_is_late && !view.status.is_demo {
            let words = match &view.status.backup_at {
                Some(at) => format!("Last verified backup {at}"),
                None => "No verified backup yet".to_owned(),
            };
            if rows::caution_ui(ui, &words, "Back up now") {
                out.push(Request::BackUpNow(None));
            }
        }
    });
}

fn doses_ui(ui: &mut Ui, view: &View<'_>, figures: &Figures) {
    let note = format!("{} on LtOT, mg a day", figures.on_ltot);
    Card::new()
        .title("Patients by dose")
        .note(&note)
        .fill_height()
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let most = figures.doses.iter().map(|d| d.count).max().unwrap_or(0);
            for row in &figures.doses {
                rows::dose_ui(ui, row, most);
            }
            let theme = Theme::of(ui);
            ui.add_space(theme.pt(6.0));
            let words = format!(
                "Factors {}",
                view.workbook.settings.factor_set.about().short_name
            );
            text(ui, words, Style::Small, theme.color().text_2);
        });
}
