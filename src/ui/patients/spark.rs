//! The small dose line of the side panel: steps, both limits, first and last month.

use chrono::NaiveDate;
use egui::{Role, Sense, Shape, Stroke, Ui, WidgetInfo, lerp, pos2, vec2};

use crate::domain::clinic::Thresholds;
use crate::domain::morphine_equivalent::MedState;
use crate::domain::registry::DoseSpan;
use crate::ui::theme::{Style, Theme};

/// Draws doses over time as steps with the months under it. Days without a number are a
/// gap in the line.
pub(super) fn dose_line(
    ui: &mut Ui,
    spans: &[DoseSpan],
    (from, to): (NaiveDate, NaiveDate),
    limits: Thresholds,
) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let size = vec2(ui.available_width(), theme.pt(96.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words(spans, (from, to))));
    let plot = rect
        .with_max_x(rect.right() - theme.pt(28.0))
        .with_max_y(rect.bottom() - theme.pt(20.0))
        .shrink2(vec2(theme.pt(4.0), theme.pt(6.0)));
    let highest = spans
        .iter()
        .filter_map(|s| s.mg_per_day)
        .fold(0.0, f64::max);
    let top = highest.max(limits.second * 1.15);
    let y = |mg: f64| lerp(plot.bottom()..=plot.top(), (mg / top) as f32);
    let days = ((to - from).num_days() + 1).max(1) as f32;
    let x = |day: NaiveDate| lerp(plot.x_range(), (day - from).num_days() as f32 / days);
    let painter = ui.painter();
    // Close limits would print their numbers over each other.
    let close = theme.pt(14.0) - (y(limits.first) - y(limits.second));
    let apart = close.max(0.0) / 2.0;
    for (limit, moved) in [(limits.first, apart), (limits.second, -apart)] {
        painter.hline(plot.x_range(), y(limit), theme.rule());
        let words = theme.galley(ui, &format!("{limit}"), Style::Small, colors.text_2);
        let at = pos2(
            plot.right() + theme.pt(6.0),
            y(limit) + moved - words.size().y / 2.0,
        );
        painter.galley(at, words, colors.text_2);
    }
    let stroke = Stroke::new(theme.pt(2.0), colors.series);
    let mut line = Vec::new();
    let mut last_day: Option<NaiveDate> = None;
    for span in spans {
        let follows = last_day.and_then(|d| d.succ_opt()) == Some(span.from);
        if !follows || span.mg_per_day.is_none() {
            painter.add(Shape::line(std::mem::take(&mut line), stroke));
        }
        last_day = Some(span.to);
        if let Some(mg) = span.mg_per_day {
            let after = span.to.succ_opt().unwrap_or(span.to);
            line.extend([pos2(x(span.from), y(mg)), pos2(x(after), y(mg))]);
        }
    }
    painter.add(Shape::line(line, stroke));
    let month = |day: NaiveDate| day.format("%Y-%m").to_string();
    let foot = rect.bottom() - theme.line_height(Style::Small);
    let first = theme.galley(ui, &month(from), Style::Small, colors.text_2);
    painter.galley(pos2(plot.left(), foot), first, colors.text_2);
    let last = theme.galley(ui, &month(to), Style::Small, colors.text_2);
    let at = pos2(plot.right() - last.size().x, foot);
    painter.galley(at, last, colors.text_2);
}

/// What a reader without sight is told: first and last dose of the time shown.
fn words(spans: &[DoseSpan], (from, to): (NaiveDate, NaiveDate)) -> String {
    let mg = |span: &DoseSpan| match (span.state, span.mg_per_day) {
        (MedState::None, _) => "none active".to_owned(),
        (_, Some(mg)) => super::dose_words::milligrams(mg),
        (_, None) => "no number".to_owned(),
    };
    let ends = spans.first().zip(spans.last());
    ends.map_or_else(
        || format!("Daily MED from {from} to {to}, nothing on record"),
        |(first, last)| {
            format!(
                "Daily MED from {from}, {}, to {to}, {}",
                mg(first),
                mg(last)
            )
        },
    )
}

/// Width of a small course of scores.
const SCORE_WIDTH: f32 = 96.0;

/// Draws the course of a tool's scores from 0 to its highest, each a point.
pub(super) fn score_line(
    ui: &mut Ui,
    name: &str,
    points: &[(NaiveDate, f64)],
    highest: f64,
    height: f32,
) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let size = vec2(theme.pt(SCORE_WIDTH), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let told: Vec<String> = points
        .iter()
        .map(|(on, score)| format!("{on}: {score}"))
        .collect();
    let words = format!("Course of {name}. {}", told.join(", "));
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &words));
    let plot = rect.shrink(theme.pt(4.0));
    let painter = ui.painter();
    painter.hline(plot.x_range(), plot.bottom(), theme.rule());
    let (Some((first, _)), Some((last, _))) = (points.first(), points.last()) else {
        return;
    };
    let days = (*last - *first).num_days().max(1) as f32;
    let x = |day: NaiveDate| {
        if first == last {
            plot.right()
        } else {
            lerp(plot.x_range(), (day - *first).num_days() as f32 / days)
        }
    };
    let y = |score: f64| lerp(plot.bottom()..=plot.top(), (score / highest) as f32);
    let places: Vec<_> = points.iter().map(|(on, s)| pos2(x(*on), y(*s))).collect();
    let stroke = Stroke::new(theme.pt(1.6), colors.series);
    painter.add(Shape::line(places.clone(), stroke));
    for (at, place) in places.iter().enumerate() {
        let is_last = at + 1 == places.len();
        let radius = theme.pt(if is_last { 3.2 } else { 1.8 });
        painter.circle_filled(*place, radius, colors.series);
    }
    response.on_hover_text(told.join("\n"));
}
