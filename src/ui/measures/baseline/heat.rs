//! The thermometer of a measure with an aim: from the start to now to the goal, on a card and as a
//! poster without any patient data.

use chrono::NaiveDate;
use egui::{Role, Sense, Ui, WidgetInfo};

use super::BaselineState;
use crate::chart::LIGHT;
use crate::chart::export::{to_png, to_svg};
use crate::chart::measured::{unit as chart_unit, value as chart_value};
use crate::chart::scene::Scene;
use crate::chart::thermometer::Thermometer;
use crate::domain::measure::{MeasureId, Period, Snapshot};
use crate::export::file_name;
use crate::ui::cached::{Cached, bits};
use crate::ui::measures::Opened;
use crate::ui::measures::summary::{Summaries, Summary};
use crate::ui::plot_backend;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, Card, Choice, field_error, link, menu_button, menu_item, text};

/// A page of 8.5 by 11 inches, in points; drawn three pixels a point.
const POSTER: (f32, f32) = (612.0, 792.0);
const PIXELS_A_POINT: f32 = 3.0;

/// The scene laid out for the chart it shows and its size.
pub(super) type HeatCache = Cached<(String, [u32; 3]), Scene>;

/// What a thermometer lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lack {
    /// The measure has no value.
    Value,
    /// It has no aim.
    Aim,
    /// Neither the aim nor the baseline says from where.
    Start,
}

impl Lack {
    /// What to do, in a sentence.
    pub(super) fn sentence(self, name: &str) -> String {
        match self {
            Self::Value => format!("{name} has no value yet, so there is nothing to fill in."),
            Self::Aim => format!("{name} has no aim. Set one on its run chart with “Aim…”."),
            Self::Start => format!(
                "The aim of {name} has no start. Say from where it begins with “Aim…”, or freeze a \
                 baseline."
            ),
        }
    }
}

/// The day's period as people say it: "June 2026".
fn when(period: Period, end: NaiveDate) -> String {
    match period {
        Period::Month => end.format("%B %Y").to_string(),
        period => period.name(end),
    }
}

/// The thermometer of a measure; its start is the aim's, or the baseline's value.
pub(super) fn thermometer(
    view: &View<'_>,
    summary: &Summary,
    snapshot: Option<&Snapshot>,
) -> Result<Thermometer, Lack> {
    let last = summary.last.and_then(|at| summary.series.points.get(at));
    let (now, end) = last
        .and_then(|p| Some((p.value?, p.end)))
        .ok_or(Lack::Value)?;
    let goal = summary.goal.as_ref().ok_or(Lack::Aim)?;
    let period = summary.series.period;
    let frozen = snapshot.and_then(|s| s.values.iter().find(|v| v.measure == summary.measure));
    let frozen = frozen.filter(|v| v.unit == summary.unit());
    let start = match (goal.from, frozen) {
        (Some(from), _) => (from, "at the start".to_owned()),
        (None, Some(value)) => (value.value, when(period, value.end)),
        (None, None) => return Err(Lack::Start),
    };
    let unit = summary.unit();
    let by = goal.by.map(|day| format!("by {}", day.format("%B %Y")));
    Ok(Thermometer {
        title: summary.title.clone(),
        clinic: view.workbook.clinic.name.clone(),
        start: (chart_value(unit, start.0), start.1),
        now: (chart_value(unit, now), when(period, end)),
        goal: (chart_value(unit, goal.value), by.unwrap_or_default()),
        unit: chart_unit(unit),
        sentence: String::new(),
        as_of: format!("As of {}", view.today),
        margin: 0.0,
    })
}

/// Draws the thermometer over all the space there is.
pub(super) fn heat_ui(ui: &mut Ui, chart: &Thermometer, cache: &mut HeatCache) {
    let theme = Theme::of(ui);
    let size = ui.available_size();
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let name = format!("Thermometer. {}", chart.summary());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    let key = (chart.summary(), bits(size, theme.k));
    let scene = cache.get(key, || chart.lay_out(size.x, size.y, theme.k));
    plot_backend::paint(ui.painter(), rect.min, scene, theme.palette());
}

/// The card beside the table: the measure, the thermometer or what it lacks, the poster.
pub(super) fn card_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut BaselineState,
    (snapshot, summaries): (Option<&Snapshot>, &Summaries),
    out: &mut Vec<Request>,
) -> Option<Opened> {
    let mut opened = None;
    Card::new()
        .title("Thermometer")
        .fill_height()
        .show(ui, |ui| {
            choice_ui(ui, state, summaries);
            let Some(summary) = state.measure.and_then(|m| summaries.of(m)) else {
                return;
            };
            let chart = thermometer(view, summary, snapshot);
            poster_ui(ui, view, state, (summary.measure, chart.as_ref().ok()), out);
            if let Some(error) = &state.error {
                field_error(ui, error);
            }
            match chart {
                Ok(chart) => heat_ui(ui, &chart, &mut state.heat),
                Err(lack) => {
                    let ink = Theme::of(ui).color().text_2;
                    text(ui, lack.sentence(&summary.name), Style::Body, ink);
                    if link(ui, "Open its run chart").clicked() {
                        opened = Some(Opened::clinic(summary.measure));
                    }
                }
            }
        });
    opened
}

fn choice_ui(ui: &mut Ui, state: &mut BaselineState, summaries: &Summaries) {
    let all = summaries.all();
    let names: Vec<&str> = all.iter().map(|s| s.name.as_str()).collect();
    let mut at = all.iter().position(|s| Some(s.measure) == state.measure);
    let choice = Choice::new("Measure of the thermometer", &names).hide_label();
    if choice.show(ui, &mut at) {
        state.measure = at.and_then(|at| all.get(at)).map(|s| s.measure);
        state.error = None;
    }
}

/// The poster, which can be had only of a measure with an aim.
fn poster_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut BaselineState,
    (measure, chart): (MeasureId, Option<&Thermometer>),
    out: &mut Vec<Request>,
) {
    let button = Button::outlined("Poster…")
        .small()
        .enabled(chart.is_some())
        .hover("A page for the hallway, without patients");
    let asked = menu_button(ui, button, |ui| {
        let width = Theme::of(ui).pt(150.0);
        ui.set_max_width(width);
        let png = menu_item(ui, "Poster, PNG").clicked();
        let svg = menu_item(ui, "Poster, SVG").clicked();
        match (png, svg) {
            (true, _) => Some("png"),
            (_, true) => Some("svg"),
            _ => None,
        }
    });
    if let (Some(Some(ending)), Some(chart)) = (asked, chart) {
        match poster(chart, ending) {
            Ok(bytes) => {
                let name = measure.label(view.workbook);
                let clinic = &view.workbook.clinic.name;
                let day = view.today.to_string();
                state.error = None;
                out.push(Request::Save {
                    name: file_name(&[clinic, "thermometer", &name, &day], ending),
                    bytes,
                    what: format!("thermometer of {name}"),
                    identified: false,
                });
            }
            Err(error) => state.error = Some(error),
        }
    }
}

/// The page as a picture.
fn poster(chart: &Thermometer, ending: &str) -> Result<Vec<u8>, String> {
    let scene = chart.lay_out(POSTER.0, POSTER.1, 1.0);
    let made = if ending == "png" {
        to_png(&scene, &LIGHT, PIXELS_A_POINT)
    } else {
        to_svg(&scene, &LIGHT, PIXELS_A_POINT).map(String::into_bytes)
    };
    made.map_err(|error| error.to_string())
}
