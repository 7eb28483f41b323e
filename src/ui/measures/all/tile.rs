//! A measure's tile on the dashboard: everything that a meeting asks of it at one look.

use std::sync::Arc;

use egui::{
    Galley, Painter, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use crate::ui::icons::{Glyph, Icon, paint_glyph, paint_icon};
use crate::ui::measures::sparkline_ui;
use crate::ui::measures::summary::Summary;
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{Signal, is_focused};

/// The words of a watched measure.
pub(super) const WATCHED: &str = "We watch this";

/// Everything the tile says, for screen readers.
pub(super) fn label(summary: &Summary) -> String {
    let value = [&summary.value, &summary.count, &summary.unknown];
    let value: Vec<&str> = value
        .into_iter()
        .map(String::as_str)
        .filter(|w| !w.is_empty())
        .collect();
    let mut parts = vec![format!("{}, {}", summary.name, value.join(", "))];
    parts.extend([
        summary.finding.tile.clone(),
        summary.change.clone(),
        summary.aim(),
    ]);
    if summary.is_watched {
        parts.push(WATCHED.to_owned());
    }
    parts.retain(|p| !p.is_empty());
    parts.join(". ")
}

/// Draws a tile over the whole width; one that cannot be pressed is only read.
pub(super) fn tile_ui(ui: &mut Ui, summary: &Summary, height: f32, is_button: bool) -> Response {
    let theme = Theme::of(ui);
    let sense = if is_button {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), sense);
    response.widget_info(|| {
        let role = if is_button { Role::Button } else { Role::Label };
        WidgetInfo::labeled(role, ui.is_enabled(), label(summary))
    });
    if ui.is_rect_visible(rect) {
        ground(ui, &theme, rect, &response, is_button);
        let place = words_ui(ui, &theme, rect, summary);
        let painter = ui.painter().with_clip_rect(place.expand(theme.pt(6.0)));
        sparkline_ui(&painter, place, summary, &theme);
    }
    response
}

fn ground(ui: &Ui, theme: &Theme, rect: Rect, response: &Response, is_button: bool) {
    let colors = theme.color();
    let fill = if is_button && response.hovered() {
        colors.hover
    } else {
        colors.surface
    };
    let radius = theme.radius(8.0);
    ui.painter()
        .rect(rect, radius, fill, theme.rule(), StrokeKind::Inside);
    if is_focused(response) {
        let stroke = Stroke::new(theme.pt(2.0), colors.focus);
        let inside = rect.shrink(theme.pt(1.5));
        ui.painter()
            .rect_stroke(inside, radius, stroke, StrokeKind::Middle);
    }
}

/// Paints words with their upper left corner at a place; their lower right one.
fn paint(painter: &Painter, at: Pos2, galley: &Arc<Galley>) -> Pos2 {
    painter.galley(at, Arc::clone(galley), egui::Color32::PLACEHOLDER);
    at + galley.size()
}

/// The words; the place that they leave for the small line.
fn words_ui(ui: &Ui, theme: &Theme, rect: Rect, summary: &Summary) -> Rect {
    let colors = *theme.color();
    let painter = ui.painter();
    let inside = rect.shrink2(vec2(theme.pt(15.0), theme.pt(12.0)));
    let room = inside.width();
    let name = theme.galley_wrapped(ui, &summary.name, Style::Strong, colors.text, room);
    let mut y = paint(painter, inside.min, &name).y + theme.pt(2.0);
    y = value_ui(ui, theme, pos2(inside.left(), y), room, summary);
    y = change_ui(ui, theme, pos2(inside.left(), y), room, summary);
    let line = theme.line_height(Style::Small);
    let foot = inside.bottom() - line;
    signal_ui(ui, theme, pos2(inside.left(), foot), room, summary);
    let aim = theme.galley_cut(ui, &summary.aim(), Style::Small, colors.text_2, room);
    let above = foot - line - theme.pt(2.0);
    paint(painter, pos2(inside.left(), above), &aim);
    Rect::from_min_max(
        pos2(inside.left() + theme.pt(4.0), y + theme.pt(8.0)),
        pos2(inside.right() - theme.pt(4.0), above - theme.pt(7.0)),
    )
}

/// The value with its n and what is unknown; the line's foot.
fn value_ui(ui: &Ui, theme: &Theme, at: Pos2, room: f32, summary: &Summary) -> f32 {
    let colors = *theme.color();
    let (style, ink) = if summary.last.is_some() {
        (Style::Display, colors.text)
    } else {
        (Style::Heading, colors.text_2)
    };
    let value = theme.galley_cut(ui, &summary.value, style, ink, room);
    let end = paint(ui.painter(), at, &value);
    let parts = [&summary.count, &summary.unknown];
    let parts: Vec<&str> = parts
        .into_iter()
        .map(String::as_str)
        .filter(|w| !w.is_empty())
        .collect();
    let left = end.x + theme.pt(8.0);
    let room = at.x + room - left;
    let count = theme.galley_cut(ui, &parts.join(" · "), Style::Body, colors.text_2, room);
    let foot = theme.font(style).size - theme.font(Style::Body).size;
    let middle = f32::midpoint(at.y, end.y) + foot * 0.33;
    paint(
        ui.painter(),
        pos2(left, middle - count.size().y / 2.0),
        &count,
    );
    at.y + theme.line_height(Style::Display)
}

/// The change at the left, whether the team watches it at the right; the line's foot.
fn change_ui(ui: &Ui, theme: &Theme, at: Pos2, room: f32, summary: &Summary) -> f32 {
    let colors = *theme.color();
    let line = theme.line_height(Style::Small);
    let mut left = room;
    if summary.is_watched {
        let words = theme.galley(ui, WATCHED, Style::SmallStrong, colors.accent);
        let x = at.x + room - words.size().x;
        let sign = theme.pt(15.0);
        let center = pos2(x - theme.pt(4.0) - sign / 2.0, at.y + line / 2.0);
        paint_icon(ui.painter(), center, Icon::Eye, sign, colors.accent);
        paint(ui.painter(), pos2(x, at.y), &words);
        left -= words.size().x + sign + theme.pt(12.0);
    }
    let change = theme.galley_cut(ui, &summary.change, Style::Small, colors.text_2, left);
    paint(ui.painter(), at, &change);
    at.y + line
}

/// Glyph and words of the signal.
fn signal_ui(ui: &Ui, theme: &Theme, at: Pos2, room: f32, summary: &Summary) {
    let colors = *theme.color();
    let (glyph, ink) = match summary.signal() {
        Signal::Better => (Glyph::Disc, colors.improvement),
        Signal::Worse => (Glyph::Diamond, colors.concern),
        Signal::None => (Glyph::Ring, colors.neutral),
    };
    let line = theme.line_height(Style::Small);
    let center = pos2(at.x + theme.pt(6.0), at.y + line / 2.0);
    paint_glyph(ui.painter(), center, glyph, theme.pt(10.0), ink);
    let lead = theme.pt(17.0);
    let words = &summary.finding.tile;
    let words = theme.galley_cut(ui, words, Style::SmallStrong, ink, room - lead);
    paint(ui.painter(), pos2(at.x + lead, at.y), &words);
}
