//! Measures and run charts: tiles, the chosen measure's chart, and what stands behind a month.

mod aim_dialog;
mod all;
mod baseline;
mod behind;
pub(super) mod chart;
mod clinicians;
mod export;
mod log;
mod mark_dialog;
pub(super) mod picture;
mod present;
mod scope;
mod side;
pub(super) mod summary;
mod tally;
#[cfg(test)]
pub(super) mod tests;

use chrono::NaiveDate;
use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2, vec2};

use super::icons::present_sign;
use super::plot_backend;
use super::request::{FileQuestion, Request};
use super::theme::Theme;
use super::view::View;
use super::widgets::{Card, EmptyAction, EmptyState, Segment, Tile, segmented, within};
use crate::domain::measure::{Measure, MeasureId, Scope};
use aim_dialog::AimDialog;
use behind::BehindDialog;
use mark_dialog::MarkDialog;
use picture::ChartCache;
use scope::Scoped;
use summary::{Summaries, Summary};

/// A tile is at least this wide.
const LEAST_TILE: f32 = 300.0;
/// So many tiles over the chart at most.
const MOST_TILES: usize = 6;
/// Width of the cards at the right.
const SIDE: f32 = 320.0;

/// The pages of the tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Page {
    /// One measure's run chart.
    #[default]
    Chart,
    /// All of them.
    All,
    /// One across clinicians.
    Clinicians,
    /// The event tally.
    Tally,
    /// Baseline against now.
    Baseline,
    /// Results shared, reviews, voices.
    Log,
}

impl Page {
    const ALL: [Self; 6] = [
        Self::Chart,
        Self::All,
        Self::Clinicians,
        Self::Tally,
        Self::Baseline,
        Self::Log,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Chart => "Run chart",
            Self::All => "All measures",
            Self::Clinicians => "By clinician",
            Self::Tally => "Event tally",
            Self::Baseline => "Baseline",
            Self::Log => "Log",
        }
    }

    /// Whether nothing can be shown before a month can be judged.
    fn needs_months(self) -> bool {
        matches!(self, Self::Chart | Self::Clinicians)
    }
}

/// A measure that a page asks to be shown on its run chart.
struct Opened {
    measure: MeasureId,
    scope: Scope,
}

impl Opened {
    /// The clinic's chart of a measure.
    fn clinic(measure: MeasureId) -> Self {
        Self {
            measure,
            scope: Scope::Clinic,
        }
    }
}

/// What the tab remembers.
pub struct MeasuresState {
    page: Page,
    all: all::AllState,
    clinicians: clinicians::ClinicianState,
    tally: tally::TallyState,
    baseline: baseline::BaselineState,
    log: log::LogState,
    measure: MeasureId,
    scope: Scope,
    /// The chosen point by its period's last day; the newest with a value when none is.
    point: Option<NaiveDate>,
    /// The axis of shares reaches to 100 %.
    is_full: bool,
    summaries: Summaries,
    scoped: Scoped,
    chart: Option<ChartCache>,
    aim: Option<AimDialog>,
    mark: Option<MarkDialog>,
    behind: Option<BehindDialog>,
    /// Why a picture could not be made.
    error: Option<String>,
}

impl Default for MeasuresState {
    fn default() -> Self {
        Self {
            page: Page::default(),
            all: all::AllState::default(),
            clinicians: clinicians::ClinicianState::default(),
            tally: tally::TallyState::default(),
            baseline: baseline::BaselineState::default(),
            log: log::LogState::default(),
            measure: Measure::MedSecond.into(),
            scope: Scope::Clinic,
            point: None,
            is_full: false,
            summaries: Summaries::default(),
            scoped: Scoped::default(),
            chart: None,
            aim: None,
            mark: None,
            behind: None,
            error: None,
        }
    }
}

impl MeasuresState {
    /// Shows this measure.
    pub fn choose(&mut self, measure: impl Into<MeasureId>) {
        self.measure = measure.into();
        self.scope = Scope::Clinic;
        self.point = None;
        self.page = Page::Chart;
        self.error = None;
    }

    /// Writes what is being typed, because it goes out of sight.
    pub fn write_drafts(&mut self, out: &mut Vec<Request>) {
        self.all.write_drafts(out);
    }

    /// Forgets everything but what is looked at: before the tab is projected, and after.
    pub fn keep_place(&mut self) {
        *self = Self {
            page: self.page,
            all: self.all.place(),
            measure: self.measure,
            is_full: self.is_full,
            clinicians: self.clinicians.place(),
            tally: self.tally.place(),
            baseline: self.baseline.place(),
            ..Self::default()
        };
    }

    /// Turns to the page at this place, for a test that walks over all of them.
    #[cfg(test)]
    pub(super) fn turn_to(&mut self, page: usize) {
        self.page = Page::ALL.get(page).copied().unwrap_or_default();
    }

    /// Brings what is worked out up to the records.
    fn refresh(&mut self, view: &View<'_>) {
        self.summaries.refresh(view);
        if self.summaries.of(self.measure).is_none() {
            self.measure = Measure::MedSecond.into();
        }
        // Those in no team are reached from the teams' picture only.
        let is_rest = self.scope == Scope::Team(String::new());
        if !is_rest && !scope::scopes(view, self.measure).contains(&self.scope) {
            self.scope = Scope::Clinic;
        }
        self.scoped
            .refresh(view, &self.summaries, self.measure, &self.scope);
    }
}

/// Draws the tab.
pub fn measures_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut MeasuresState,
    is_presented: bool,
    out: &mut Vec<Request>,
) {
    state.refresh(view);
    if is_presented {
        sign_ui(ui);
    } else {
        pages_ui(ui, state);
    }
    if state.page != Page::All {
        state.write_drafts(out);
    }
    // Tallies, stories and the log need no list of patients.
    if state.page.needs_months() && !state.summaries.has_months() {
        empty_ui(ui, view, out);
        return;
    }
    if let Some(opened) = page_ui(ui, view, state, is_presented, out) {
        state.choose(opened.measure);
        state.scope = opened.scope;
    }
    dialogs_ui(ui, view, state, out);
}

/// The sign at the top right, beside the page's own heading.
fn sign_ui(ui: &mut Ui) {
    let layout = Layout::right_to_left(Align::Min);
    let place = UiBuilder::new()
        .id_salt("present sign")
        .max_rect(ui.available_rect_before_wrap())
        .layout(layout);
    present_sign(&mut ui.new_child(place));
}

/// The pages as one segmented control.
fn pages_ui(ui: &mut Ui, state: &mut MeasuresState) {
    let segments = Page::ALL.map(|page| Segment::new(page.label()));
    let mut at = Page::ALL.iter().position(|p| *p == state.page).unwrap_or(0);
    if segmented(ui, "Page of the measures", &segments, &mut at)
        && let Some(page) = Page::ALL.get(at)
    {
        state.page = *page;
    }
}

/// The chosen page; the measure that it asks to be shown.
fn page_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut MeasuresState,
    is_presented: bool,
    out: &mut Vec<Request>,
) -> Option<Opened> {
    let summaries = &state.summaries;
    match state.page {
        Page::Chart if is_presented => present::present_ui(ui, view, state),
        Page::Chart => chart_page_ui(ui, view, state, out),
        Page::All => {
            return all::all_ui(ui, view, &mut state.all, summaries, is_presented, out);
        }
        Page::Clinicians => {
            let page = &mut state.clinicians;
            let of = (summaries, state.measure);
            return clinicians::clinicians_ui(ui, view, page, of, is_presented, out);
        }
        Page::Tally => {
            return tally::tally_ui(ui, view, &mut state.tally, summaries, is_presented, out);
        }
        Page::Baseline => {
            let page = &mut state.baseline;
            return baseline::baseline_ui(ui, view, page, summaries, is_presented, out);
        }
        Page::Log => {
            return log::log_ui(ui, view, &mut state.log, summaries, is_presented, out);
        }
    }
    None
}

/// Tiles, chart, and the cards beside it.
fn chart_page_ui(ui: &mut Ui, view: &View<'_>, state: &mut MeasuresState, out: &mut Vec<Request>) {
    tiles_ui(ui, state);
    let (left, right) = columns(ui);
    within(ui, "run chart", left, |ui| {
        chart::card_ui(ui, view, state, out);
    });
    within(ui, "month and definition", right, |ui| {
        side::side_ui(ui, view, state, out);
    });
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

/// The measures the team watches and the usual ones, as many as fit in one row; the chosen one is
/// always among them.
fn tiles_ui(ui: &mut Ui, state: &mut MeasuresState) {
    let gap = Theme::of(ui).gap();
    let fit = (ui.available_width() + gap) / (Theme::of(ui).pt(LEAST_TILE) + gap);
    let count = (fit.floor() as usize).clamp(1, MOST_TILES);
    let mut shown: Vec<MeasureId> = state.summaries.shown().map(|s| s.measure).collect();
    let chosen = shown.iter().position(|m| *m == state.measure);
    if chosen.is_none_or(|at| at >= count) {
        shown.retain(|m| *m != state.measure);
        shown.insert((count - 1).min(shown.len()), state.measure);
    }
    shown.truncate(count);
    let width = (ui.available_width() - gap * (count - 1) as f32) / count as f32;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for measure in shown {
            ui.allocate_ui(vec2(width, 0.0), |ui| tile_ui(ui, state, measure));
        }
    });
}

fn tile_ui(ui: &mut Ui, state: &mut MeasuresState, measure: MeasureId) {
    let Some(summary) = state.summaries.of(measure) else {
        return;
    };
    let pressed = Tile::new(&summary.name, &summary.value, &summary.count)
        .signal(summary.signal(), summary.signal_word())
        .chosen(state.measure == measure)
        .compact()
        .show(ui, |painter, rect| {
            sparkline_ui(painter, rect, summary, &Theme::of_ctx(painter.ctx()));
        })
        .on_hover_text(format!("{}\n{}", summary.title, summary.sentence()))
        .clicked();
    if pressed {
        // Whose patients are looked at stays.
        let scope = std::mem::take(&mut state.scope);
        state.choose(measure);
        state.scope = scope;
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
    if let Some(dialog) = &mut state.aim
        && aim_dialog::aim_ui(ui.ctx(), view, dialog, out)
    {
        state.aim = None;
    }
    if let Some(dialog) = &mut state.mark
        && mark_dialog::mark_ui(ui.ctx(), view, dialog, out)
    {
        state.mark = None;
    }
    if let Some(dialog) = &mut state.behind
        && behind::behind_ui(ui.ctx(), view, dialog, out)
    {
        state.behind = None;
    }
}
