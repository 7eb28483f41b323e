//! Filled signs that carry meaning beside a colour: dose bars, discs, diamonds, block squares, logo.

use egui::{Align2, Color32, CornerRadius, Painter, Pos2, Rect, Response, Role, Sense, Shape};
use egui::{Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::{Icon, paint_icon, square};
use crate::ui::theme::{Colors, Style, Theme};

/// A sign that says a state without its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// Improvement; done.
    Disc,
    /// Under way.
    HalfDisc,
    /// No signal; not started.
    Ring,
    /// Concern.
    Diamond,
    /// Worse, higher.
    TriangleUp,
    /// Better, lower.
    TriangleDown,
    /// Unchanged; not for us.
    Dash,
    /// A small filled dot: a point on the median.
    Dot,
}

impl Glyph {
    /// Every glyph, for the gallery and tests.
    pub const ALL: [Self; 8] = [
        Self::Disc,
        Self::HalfDisc,
        Self::Ring,
        Self::Diamond,
        Self::TriangleUp,
        Self::TriangleDown,
        Self::Dash,
        Self::Dot,
    ];
}

/// Paints `glyph` centred on `center`; `size` is the side of its 12-point grid on the screen.
pub fn paint_glyph(painter: &Painter, center: Pos2, glyph: Glyph, size: f32, color: Color32) {
    let unit = size / 12.0;
    let at = |x: f32, y: f32| center + vec2(x - 6.0, y - 6.0) * unit;
    let polygon = |points: &[(f32, f32)]| {
        let points = points.iter().map(|&(x, y)| at(x, y)).collect();
        painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
    };
    match glyph {
        Glyph::Disc => {
            painter.circle_filled(center, 4.6 * unit, color);
        }
        Glyph::Ring => {
            painter.circle_stroke(center, 4.2 * unit, Stroke::new(1.6 * unit, color));
        }
        Glyph::HalfDisc => half_disc(painter, center, 4.2 * unit, color),
        Glyph::Diamond => polygon(&[(6.0, 0.6), (11.4, 6.0), (6.0, 11.4), (0.6, 6.0)]),
        Glyph::TriangleUp => polygon(&[(6.0, 2.0), (11.0, 10.0), (1.0, 10.0)]),
        Glyph::TriangleDown => polygon(&[(6.0, 10.0), (1.0, 2.0), (11.0, 2.0)]),
        Glyph::Dash => {
            let line = Rect::from_center_size(center, vec2(10.0, 1.8) * unit);
            painter.rect_filled(line, 0.0, color);
        }
        Glyph::Dot => {
            painter.circle_filled(center, 3.2 * unit, color);
        }
    }
}

/// A ring whose right half is filled.
pub fn half_disc(painter: &Painter, center: Pos2, radius: f32, color: Color32) {
    painter.circle_stroke(center, radius, Stroke::new(radius * 0.38, color));
    let points = (0u8..=16)
        .map(|step| {
            let angle = std::f32::consts::PI * (f32::from(step) / 16.0 - 0.5);
            center + Vec2::angled(angle) * radius
        })
        .collect();
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

/// A glyph as a piece of a layout; `size` in points on the screen.
pub fn glyph(ui: &mut Ui, sign: Glyph, size: f32, color: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    paint_glyph(ui.painter(), rect.center(), sign, size, color);
    response
}

/// How many of the three dose bars are filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BandMark {
    /// Under 50 mg a day.
    One,
    /// 50 to 89.
    Two,
    /// 90 or more.
    Three,
}

/// Paints the three dose bars centred on `center`, on an 11-point grid of side `size`.
pub fn dose_bars(painter: &Painter, center: Pos2, mark: BandMark, size: f32, color: Color32) {
    let unit = size / 11.0;
    let origin = square(center, size).min;
    let filled = match mark {
        BandMark::One => 1,
        BandMark::Two => 2,
        BandMark::Three => 3,
    };
    for (index, (x, height)) in [(0.0, 3.0), (4.0, 6.0), (8.0, 9.0)].into_iter().enumerate() {
        let bar = Rect::from_min_max(
            origin + vec2(x, 11.0 - height) * unit,
            origin + vec2(x + 3.0, 11.0) * unit,
        );
        let opacity = if index < filled { 1.0 } else { 0.28 };
        painter.rect_filled(bar, 0.0, color.gamma_multiply(opacity));
    }
}

/// The digit of a building block in its filled square, 20 points at scale 1.
pub fn block_square(ui: &mut Ui, number: u8) -> Response {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(theme.pt(20.0)), Sense::hover());
    paint_block_square(ui.painter(), rect, number, &theme);
    response
}

/// Paints the digit of a building block in its filled square.
pub fn paint_block_square(painter: &Painter, rect: Rect, number: u8, theme: &Theme) {
    let fill = theme.color().block(number);
    painter.rect_filled(rect, theme.radius(4.0), fill);
    painter.text(
        rect.center(),
        Align2::CENTER_CENTER,
        number,
        theme.font(Style::SmallStrong),
        Colors::digit_on(fill),
    );
}

/// The Sixblocks mark, 22 by 14 points at scale 1.
pub fn logo(ui: &mut Ui) -> Response {
    let theme = Theme::of(ui);
    let size = vec2(22.5, 14.5) * theme.k;
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let cells = [
        (0.0, 0.0),
        (8.0, 0.0),
        (16.0, 0.0),
        (0.0, 8.0),
        (8.0, 8.0),
        (16.0, 8.0),
    ];
    for (color, (x, y)) in theme.color().blocks.into_iter().zip(cells) {
        let cell = Rect::from_min_size(rect.min + vec2(x, y) * theme.k, Vec2::splat(6.5 * theme.k));
        ui.painter()
            .rect_filled(cell, CornerRadius::same(theme.radius(1.5)), color);
    }
    response
}

/// The sign of present mode that patients' details are hidden: its words on the edge's fill, with a lock.
pub fn present_sign(ui: &mut Ui) -> Response {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let words = theme.galley(
        ui,
        "Patient details hidden",
        Style::Strong,
        colors.edge_text,
    );
    let size = vec2(words.size().x + theme.pt(42.0), theme.pt(27.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, "Patient details hidden"));
    let painter = ui.painter();
    painter.rect_filled(rect, theme.radius(4.0), colors.edge_fill);
    let sign = pos2(rect.left() + theme.pt(18.0), rect.center().y);
    paint_icon(painter, sign, Icon::Lock, theme.pt(16.0), colors.edge_text);
    let at = pos2(
        rect.left() + theme.pt(32.0),
        rect.center().y - words.size().y / 2.0,
    );
    painter.galley(at, words, colors.edge_text);
    response
}
