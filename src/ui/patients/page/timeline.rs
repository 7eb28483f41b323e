//! The dose timeline of the page: the picture of the chosen span, and what lies under the pointer.

use chrono::{Days, Months, NaiveDate};
use egui::{Role, Sense, Ui, WidgetInfo, vec2};

use super::data::PageData;
use super::dose_words::milligrams;
use super::timeline_rows::{rows, sedatives, statuses, visits};
use crate::chart::dose_timeline::{DoseStep, DoseTimeline, LaidOutTimeline};
use crate::domain::event::EventKind;
use crate::domain::ids::PatientId;
use crate::domain::morphine_equivalent::MedState;
use crate::domain::registry::PatientFills;
use crate::ui::plot_backend;
use crate::ui::theme::Theme;
use crate::ui::view::View;
use crate::ui::widgets::{Card, Segment, ends, segmented_small, text};

/// How far ahead booked visits are shown.
const MONTHS_AHEAD: u32 = 6;

/// How much of the past is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Span {
    OneYear,
    ThreeYears,
    All,
}

const SPANS: [(Span, &str); 3] = [
    (Span::OneYear, "1 year"),
    (Span::ThreeYears, "3 years"),
    (Span::All, "All"),
];

/// The picture's records: everything there is of the patient, whatever the span.
#[derive(Default)]
pub(super) struct Source {
    timeline: Option<DoseTimeline>,
    first: NaiveDate,
    /// What each event says under the pointer, as the rows' events.
    hovers: Vec<Vec<String>>,
    caption: String,
}

impl Source {
    /// Gathers doses, sedatives and checks up to today.
    pub fn of(view: &View<'_>, patient: PatientId, fills: &PatientFills<'_>) -> Self {
        let workbook = view.workbook;
        let settings = &workbook.settings;
        let events = workbook.events_of(patient);
        let days = workbook.fills_of(patient).iter().map(|f| f.filled);
        let days = days.chain(events.iter().map(|e| e.on));
        let first = days.min().unwrap_or(view.as_of).min(view.as_of);
        // Visits that are booked are shown so far ahead.
        let ahead = view.today.checked_add_months(Months::new(MONTHS_AHEAD));
        let booked = events.iter().filter(|e| e.kind == EventKind::Appointment);
        let booked = booked.filter(|e| e.took_place()).map(|e| e.on);
        let last = booked.filter(|on| Some(*on) <= ahead).max();
        // Nothing is told of days after the newest data.
        let known_to = view
            .status
            .data_to
            .map_or(view.today, |d| d.min(view.today));
        let to = known_to.max(view.as_of.min(view.today));
        let steps = fills.spans(first, to, settings).into_iter();
        let steps = steps.filter(|span| span.state != MedState::None);
        let (mut rows, mut hovers) = rows(workbook, patient);
        for (row, words) in [
            visits(events, view.today),
            statuses(workbook.facts_of(patient), view.today),
        ]
        .into_iter()
        .flatten()
        {
            rows.push(row);
            hovers.push(words);
        }
        let thresholds = settings.thresholds;
        let about = settings.factor_set.about();
        Self {
            timeline: Some(DoseTimeline {
                from: first,
                to: last.map_or(view.today, |on| (on + Days::new(10)).max(view.today)),
                today: view.today,
                steps: steps
                    .map(|span| DoseStep {
                        from: span.from,
                        to: span.to,
                        // A lower bound drawn as a dose would look known.
                        mg: span.mg_per_day.filter(|_| span.state == MedState::Known),
                        has_no_factor: span.state == MedState::NoFactor,
                    })
                    .collect(),
                thresholds: (thresholds.first, thresholds.second),
                unknown_words: "no number".to_owned(),
                sedatives: sedatives(workbook, fills),
                rows,
                notes: Vec::new(),
            }),
            first,
            hovers,
            caption: format!(
                "mg a day from fills and entries by hand, {} factors",
                about.short_name
            ),
        }
    }
}

/// What the picture was laid out for.
#[derive(PartialEq)]
struct LaidKey {
    version: u64,
    span: usize,
    size: (f32, f32),
    scale: f32,
}

/// The chosen span and the picture laid out for it.
pub(super) struct TimelineState {
    span: usize,
    laid: Option<(LaidKey, LaidOutTimeline, DoseTimeline)>,
}

impl Default for TimelineState {
    fn default() -> Self {
        Self {
            span: 1,
            laid: None,
        }
    }
}

impl TimelineState {
    fn lay_out(&mut self, data: &PageData, size: (f32, f32), scale: f32) {
        let key = LaidKey {
            version: data.version,
            span: self.span,
            size,
            scale,
        };
        if self.laid.as_ref().is_some_and(|(made, ..)| *made == key) {
            return;
        }
        let Some(mut timeline) = data.timeline.timeline.clone() else {
            return;
        };
        let back = |months| timeline.today.checked_sub_months(Months::new(months));
        let from = match SPANS.get(self.span) {
            Some((Span::OneYear, _)) => back(12),
            Some((Span::ThreeYears, _)) => back(36),
            Some((Span::All, _)) | None => Some(data.timeline.first),
        };
        timeline.from = from.unwrap_or(timeline.from);
        // A score of years ago is no part of the span's row, nor a sedative that ended before.
        timeline
            .sedatives
            .retain(|s| s.spans.iter().any(|(_, to)| *to >= timeline.from));
        let laid = timeline.lay_out(size.0, size.1, scale);
        self.laid = Some((key, laid, timeline));
    }
}

/// Draws the card.
pub(super) fn timeline_ui(
    ui: &mut Ui,
    _view: &View<'_>,
    data: &PageData,
    state: &mut TimelineState,
) {
    // The entries below keep a header and four rows.
    let theme = Theme::of(ui);
    let kept = theme.pt(30.0 + 4.0 * 28.0 + 2.0) + theme.card_gap();
    let around = theme.pt(28.0 + 30.0);
    let height = (ui.available_height() - kept - around).clamp(theme.pt(250.0), theme.pt(460.0));
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = theme.pt(4.0);
        heading_ui(ui, data, state);
        picture_ui(ui, data, state, height);
    });
}

fn heading_ui(ui: &mut Ui, data: &PageData, state: &mut TimelineState) {
    use crate::ui::theme::Style;
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let segments = SPANS.map(|(_, words)| Segment::new(words));
    let mut span = state.span;
    ends(
        ui,
        "timeline heading",
        theme.control_height(true),
        |ui| {
            text(ui, "Daily MED", Style::Heading, colors.text);
            let caption = data.timeline.caption.as_str();
            text(ui, caption, Style::Table, colors.text_2);
        },
        |ui| segmented_small(ui, "Span of the timeline", &segments, &mut span),
    );
    state.span = span;
}

fn picture_ui(ui: &mut Ui, data: &PageData, state: &mut TimelineState, height: f32) {
    let theme = Theme::of(ui);
    let size = vec2(ui.available_width(), height);
    state.lay_out(data, (size.x, size.y), theme.k);
    let Some((_, laid, timeline)) = &state.laid else {
        return;
    };
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| {
        let words = format!("Dose timeline. {}", laid.scene.words());
        WidgetInfo::labeled(Role::Image, true, words)
    });
    plot_backend::paint(ui.painter(), rect.min, &laid.scene, theme.palette());
    let Some(pointer) = response.hover_pos() else {
        return;
    };
    let at = pointer - rect.min;
    let hit = laid.events.iter().find(|(_, _, place)| {
        (place.left..=place.right).contains(&at.x) && (place.top..=place.bottom).contains(&at.y)
    });
    let words = match hit {
        Some((row, event, _)) => data
            .timeline
            .hovers
            .get(*row)
            .and_then(|row| row.get(*event))
            .cloned(),
        None if at.y <= laid.plot.bottom => laid.day_at(at.x).map(|day| day_words(timeline, day)),
        None => None,
    };
    if let Some(words) = words {
        response.on_hover_text_at_pointer(words);
    }
}

/// "2026-03-04, 90.0 mg a day".
fn day_words(timeline: &DoseTimeline, day: NaiveDate) -> String {
    let step = timeline
        .steps
        .iter()
        .find(|s| (s.from..=s.to).contains(&day));
    match step {
        Some(DoseStep { mg: Some(mg), .. }) => format!("{day}, {} mg a day", milligrams(*mg)),
        Some(_) => format!("{day}, no number"),
        None => format!("{day}, no fill"),
    }
}
