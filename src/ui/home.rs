//! Where the team stands: stages, what is due, measures, what to look at, doses, clinicians, data.

mod cards;
mod clinicians;
mod data;
mod due;
mod figures;
mod present;
mod programme;
mod progress;
mod rows;
mod stage;
#[cfg(test)]
mod tests;
mod tiles;
pub mod timeline;

use egui::{Rect, ScrollArea, Ui, ViewportCommand, pos2, vec2};

use super::measures::picture::ChartCache;
use super::measures::summary::Summaries;
use super::request::{FileQuestion, Request};
use super::theme::Theme;
use super::view::View;
use super::widgets::{Card, EmptyAction, EmptyState, within};
use crate::domain::clinic::Settings;
use clinicians::ClinicianTable;
use figures::Figures;
use programme::ProgrammeCache;
use timeline::TimelineCache;

/// Height that the row with what is due needs at scale 1; less scrolls the page.
const LEAST_DUE: f32 = 296.0;
/// Height above which that row leaves the rest to the row below it.
const MOST_DUE: f32 = 560.0;
/// Height that doses, clinicians and the run chart need at scale 1.
const LEAST_BELOW: f32 = 296.0;
/// Height of the clinicians' card without its rows.
const CLINICIANS_CARD: f32 = 92.0;
/// Height of the doses' card without its rows.
const DOSES_CARD: f32 = 86.0;
/// Width from which the run chart stands beside the clinicians instead of under them.
const WIDE: f32 = 1700.0;
/// Height that the progress of stages and blocks needs at scale 1.
const PROGRESS: f32 = 388.0;
/// Entries that have room in such a height.
const SHORT_LIST: usize = 9;
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
        // A short list needs no more than the progress beside it.
        let is_short = programme.agenda.items.len() <= SHORT_LIST;
        let most = theme.pt(if is_short { PROGRESS } else { f32::INFINITY });
        let height = room.min(most).max(theme.pt(LEAST_DUE));
        row_ui(ui, "due", height, &[0.42, 0.28, 0.3], |ui, at| match at {
            0 => due::due_ui(ui, &programme.agenda, view.today, false, out),
            1 => progress::progress_ui(ui, programme),
            _ => invitation_ui(ui, view, out),
        });
        return;
    }
    state.refresh(view);
    tiles::tiles_ui(ui, &state.summaries, out);
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

/// What is due, what to look at and the data fill the window; doses, clinicians and the run chart
/// stand under them where there is room, or below the fold.
fn rows_ui(ui: &mut Ui, view: &View<'_>, state: &mut HomeState, room: f32, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    let gap = theme.card_gap();
    let (least, below) = (theme.pt(LEAST_DUE), theme.pt(LEAST_BELOW));
    let needed = theme.pt(CLINICIANS_CARD + 28.0 * state.figures.clinicians.len() as f32);
    let needed = needed.max(below);
    let has_room = room >= least + gap + below;
    let first = if has_room {
        (room - gap - needed).clamp(least, theme.pt(MOST_DUE))
    } else {
        room.max(least)
    };
    let second = if has_room { room - gap - first } else { needed };
    if ui.available_width() >= theme.pt(WIDE) {
        wide_ui(ui, view, state, (first, second), out);
        return;
    }
    row_ui(ui, "due", first, &[0.465, 0.295, 0.24], |ui, at| match at {
        0 => agenda_ui(ui, view, state, out),
        1 => cards::to_look_at_ui(ui, view, &state.figures, out),
        _ => data::data_ui(ui, view, &state.figures, out),
    });
    row_ui(ui, "doses", second, &[0.42, 0.58], |ui, at| match at {
        0 => cards::doses_ui(ui, view, &state.figures),
        _ => by_clinician_ui(ui, view, state),
    });
    row_ui(ui, "chart", below, &[1.0], |ui, _| {
        tiles::chart_ui(ui, view, &state.summaries, &mut state.chart, out);
    });
}

/// On a wide screen what is due has a column with the doses, as high as the two rows beside it.
fn wide_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut HomeState,
    (first, second): (f32, f32),
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let gap = theme.card_gap();
    let doses = theme.pt(DOSES_CARD + 28.0 * state.figures.doses.len() as f32);
    row_ui(
        ui,
        "wide",
        first + gap + second,
        &[0.36, 0.64],
        |ui, column| {
            ui.spacing_mut().item_spacing.y = gap;
            if column == 0 {
                row_ui(ui, "due", first + second - doses, &[1.0], |ui, _| {
                    agenda_ui(ui, view, state, out);
                });
                row_ui(ui, "doses", doses, &[1.0], |ui, _| {
                    cards::doses_ui(ui, view, &state.figures);
                });
                return;
            }
            row_ui(ui, "look", first, &[0.58, 0.42], |ui, at| match at {
                0 => cards::to_look_at_ui(ui, view, &state.figures, out),
                _ => data::data_ui(ui, view, &state.figures, out),
            });
            row_ui(ui, "clinicians", second, &[0.42, 0.58], |ui, at| match at {
                0 => by_clinician_ui(ui, view, state),
                _ => tiles::chart_ui(ui, view, &state.summaries, &mut state.chart, out),
            });
        },
    );
}

fn agenda_ui(ui: &mut Ui, view: &View<'_>, state: &mut HomeState, out: &mut Vec<Request>) {
    let agenda = &programme::of(view, &mut state.programme).agenda;
    due::due_ui(ui, agenda, view.today, false, out);
}

fn by_clinician_ui(ui: &mut Ui, view: &View<'_>, state: &mut HomeState) {
    let rows = &state.figures.clinicians;
    clinicians::clinicians_ui(ui, view, &mut state.clinicians, rows);
}

/// Cards beside each other over the whole width, each with its share of it.
fn row_ui(
    ui: &mut Ui,
    name: &str,
    height: f32,
    shares: &[f32],
    mut card: impl FnMut(&mut Ui, usize),
) {
    let theme = Theme::of(ui);
    let gap = theme.card_gap();
    let (_, place) = ui.allocate_space(vec2(ui.available_width(), height));
    let room = place.width() - gap * (shares.len() as f32 - 1.0);
    let mut left = place.left();
    for (at, share) in shares.iter().enumerate() {
        let right = left + room * share;
        let column = Rect::from_min_max(pos2(left, place.top()), pos2(right, place.bottom()));
        within(ui, &format!("home, {name}, {at}"), column, |ui| {
            ui.spacing_mut().item_spacing.y = theme.pt(8.0);
            card(ui, at);
        });
        left = right + gap;
    }
}
