//! Measures and run charts: tiles, the chosen measure's chart, and what stands behind a month.

mod behind;
pub(super) mod chart;
mod export;
mod goal;
mod marks;
pub(super) mod picture;
mod side;
pub(super) mod summary;
#[cfg(test)]
pub(super) mod tests;

use chrono::NaiveDate;
use egui::{Rect, Ui, pos2, vec2};

use super::plot_backend;
use super::request::{FileQuestion, Request};
use super::theme::Theme;
use super::view::View;
use super::widgets::{Card, EmptyAction, EmptyState, Tile, within};
use crate::domain::measure::Measure;
use behind::BehindDialog;
use goal::GoalDialog;
use picture::ChartCache;
use summary::{Summaries, Summary};

/// A tile narrower than this goes to a second row.
const LEAST_TILE: f32 = 165.0;
/// Width of the cards at the right.
const SIDE: f32 = 320.0;

/// What the tab remembers.
pub struct MeasuresState {
    measure: Measure,
    /// The chosen month; the newest with a value when none is.
    month: Option<NaiveDate>,
    summaries: Summaries,
    chart: Option<ChartCache>,
    goal: Option<GoalDialog>,
    behind: Option<BehindDialog>,
    /// Why a picture could not be made.
    error: Option<String>,
}

impl Default for MeasuresState {
    fn default() -> Self {
        Self {
            measure: Measure::MedSecond,
            month: None,
            summaries: Summaries::default(),
            chart: None,
            goal: None,
            behind: None,
            error: None,
        }
    }
}

impl MeasuresState {
    /// Shows this measure.
    pub fn choose(&mut self, measure: Measure) {
        self.measure = measure;
        self.error = None;
    }
}

/// Draws the tab.
pub fn measures_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut MeasuresState,
    out: &mut Vec<Request>,
) {
    state.summaries.refresh(view);
    if !state.summaries.has_months() {
        empty_ui(ui, view, out);
        return;
    }
    tiles_ui(ui, state);
    let (left, right) = columns(ui);
    within(ui, "run chart", left, |ui| {
        chart::card_ui(ui, view, state, out);
    });
    within(ui, "month and definition", right, |ui| {
        side::side_ui(ui, view, state);
    });
    dialogs_ui(ui, view, state, out);
}

fn empty_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Request>) {
    Card::new().fill_height().show(ui, |ui| {
        let (heading, sentence) = match view.workbook.fill_period() {
            None => (
                "Run charts of every month will stand here",
                "Import an export of prescriptions or fills to begin; each month end in it becomes a point.",
            ),
            Some(_) if view.status.is_working_out => ("Working out the measures…", "This takes a moment."),
            Some(_) => (
                "No month end can be judged yet",
                "The rule for long-term therapy looks back 90 days: import fills of at least four months.",
            ),
        };
        let empty = EmptyState::new(heading, sentence);
        let empty = if view.status.is_working_out { empty } else { empty.primary("Import…") };
        if empty.show(ui) == Some(EmptyAction::Primary) {
            out.push(Request::Ask(FileQuestion::Exports));
        }
    });
}

/// All measures, in one row where they fit, else in two.
fn tiles_ui(ui: &mut Ui, state: &mut MeasuresState) {
    let gap = Theme::of(ui).gap();
    let count = Measure::ALL.len();
    let width_of =
        |columns: usize| (ui.available_width() - gap * (columns - 1) as f32) / columns as f32;
    let columns = if width_of(count) < Theme::of(ui).pt(LEAST_TILE) {
        count.div_ceil(2)
    } else {
        count
    };
    let width = width_of(columns);
    for measures in Measure::ALL.chunks(columns) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for measure in measures {
                ui.allocate_ui(vec2(width, 0.0), |ui| tile_ui(ui, state, *measure));
            }
        });
    }
}

fn tile_ui(ui: &mut Ui, state: &mut MeasuresState, measure: Measure) {
    let Some(summary) = state.summaries.of(measure) else {
        return;
    };
    let pressed = Tile::new(&summary.name, &summary.value, &summary.count)
        .signal(summary.signal(), summary.signal_word())
        .chosen(state.measure == measure)
        .narrow()
        .show(ui, |painter, rect| {
            sparkline_ui(painter, rect, summary, &Theme::of_ctx(painter.ctx()));
        })
        .on_hover_text(format!("{}\n{}", summary.title, summary.sentence()))
        .clicked();
    if pressed {
        state.choose(measure);
    }
}

/// Paints a measure's small line.
pub(super) fn sparkline_ui(painter: &egui::Painter, rect: Rect, summary: &Summary, theme: &Theme) {
    // The scene keeps a margin for its last point; the tile's place is for the line itself.
    let rect = rect.expand(theme.pt(5.0));
    let scene = summary
        .sparkline
        .lay_out(rect.width(), rect.height(), theme.k);
    plot_backend::paint(painter, rect.min, &scene, theme.palette());
}

/// The places of the chart and of the cards beside it.
fn columns(ui: &mut Ui) -> (Rect, Rect) {
    let theme = Theme::of(ui);
    let whole = ui.available_rect_before_wrap();
    let middle = whole.right() - theme.pt(SIDE);
    let left = Rect::from_min_max(whole.min, pos2(middle - theme.card_gap(), whole.bottom()));
    let right = Rect::from_min_max(pos2(middle, whole.top()), whole.max);
    (left, right)
}

fn dialogs_ui(ui: &Ui, view: &View<'_>, state: &mut MeasuresState, out: &mut Vec<Request>) {
    if let Some(dialog) = &mut state.goal
        && goal::goal_ui(ui.ctx(), view, dialog, out)
    {
        state.goal = None;
    }
    if let Some(dialog) = &mut state.behind
        && behind::behind_ui(ui.ctx(), view, dialog, out)
    {
        state.behind = None;
    }
}
