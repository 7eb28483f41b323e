//! Drawing a scene on any plotters backend.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos as Anchor, VPos};
use plotters::style::{
    Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle as PlottersStyle,
};

use super::ink::Ink;
use super::palette::{Palette, Rgb};
use super::scene::{AlignX, Item, MarkShape, Pos, Rect, Scene, Stroke, Text};

/// The family every text asks for; the second name is the one without tabular figures.
pub const FAMILY: &str =
    "Atkinson Hyperlegible Next Tabular, Atkinson Hyperlegible Next, DejaVu Sans, sans-serif";

/// Backends hang a text by its top at this distance over the baseline, in sizes; with it the
/// baseline is exact on the SVG backend and on the window's.
pub const TOP_TO_BASELINE: f32 = 0.76;

/// Plotters counts a size of 1.24 to the em.
pub const SIZE_PER_EM: f64 = 1.24;

/// What can go wrong while drawing on a backend.
pub type DrawError<DB> = DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>;

/// Draws a scene. Backends have whole-number coordinates: give them `scale` units a point, and
/// more than the pixels they have (2 for a picture, 16 for a window that divides again).
pub fn draw<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    scene: &Scene,
    palette: &Palette,
    scale: f32,
) -> Result<(), DrawError<DB>> {
    let pen = Pen {
        area,
        palette,
        scale,
    };
    scene.items.iter().try_for_each(|item| pen.item(item))
}

struct Pen<'a, DB: DrawingBackend> {
    area: &'a DrawingArea<DB, Shift>,
    palette: &'a Palette,
    scale: f32,
}

impl<DB: DrawingBackend> Pen<'_, DB> {
    fn item(&self, item: &Item) -> Result<(), DrawError<DB>> {
        match item {
            Item::Line { points, stroke } => self.stroke(points, stroke),
            Item::Polygon {
                points,
                fill,
                outline,
            } => self.shape(points, *fill, outline.as_ref()),
            Item::Box {
                rect,
                radius,
                fill,
                outline,
            } => self.rectangle(*rect, *radius, *fill, outline.as_ref()),
            Item::Mark {
                at,
                shape,
                radius,
                fill,
                rim,
            } => self.mark(*at, *shape, *radius, *fill, *rim),
            Item::Text(text) => self.text(text),
        }
    }

    fn stroke(&self, points: &[Pos], stroke: &Stroke) -> Result<(), DrawError<DB>> {
        let style = self.line_style(stroke.ink, stroke.width);
        if stroke.dash.pattern().is_empty() {
            return self.path(points, style);
        }
        for piece in dashes(points, stroke) {
            self.path(&piece, style)?;
        }
        Ok(())
    }

    fn path(&self, points: &[Pos], style: ShapeStyle) -> Result<(), DrawError<DB>> {
        self.area.draw(&PathElement::new(self.units(points), style))
    }

    fn shape(
        &self,
        points: &[Pos],
        fill: Option<Ink>,
        outline: Option<&Stroke>,
    ) -> Result<(), DrawError<DB>> {
        if let Some(ink) = fill {
            let style = self.fill_style(ink);
            self.area.draw(&Polygon::new(self.units(points), style))?;
        }
        match outline {
            None => Ok(()),
            Some(stroke) => {
                // One corner more than closed, so that the last corner is joined like the others.
                let closed: Vec<Pos> = points
                    .iter()
                    .chain(points.iter().take(2))
                    .copied()
                    .collect();
                self.stroke(&closed, stroke)
            }
        }
    }

    fn rectangle(
        &self,
        rect: Rect,
        radius: f32,
        fill: Option<Ink>,
        outline: Option<&Stroke>,
    ) -> Result<(), DrawError<DB>> {
        if radius > 0.0 {
            return self.shape(&rounded(rect, radius), fill, outline);
        }
        if let Some(ink) = fill {
            let corners = [
                self.unit((rect.left, rect.top)),
                self.unit((rect.right, rect.bottom)),
            ];
            self.area
                .draw(&Rectangle::new(corners, self.fill_style(ink)))?;
        }
        self.shape(&rounded(rect, 0.0), None, outline)
    }

    fn mark(
        &self,
        at: Pos,
        shape: MarkShape,
        radius: f32,
        fill: Ink,
        rim: Option<(f32, Ink)>,
    ) -> Result<(), DrawError<DB>> {
        if shape == MarkShape::Diamond {
            let (x, y) = at;
            let corners = [
                (x, y - radius),
                (x + radius, y),
                (x, y + radius),
                (x - radius, y),
            ];
            let outline = rim.map(|(width, ink)| Stroke::solid(width, ink));
            return self.shape(&corners, Some(fill), outline.as_ref());
        }
        let (centre, size) = (self.unit(at), self.length(radius));
        self.area
            .draw(&Circle::new(centre, size, self.fill_style(fill)))?;
        match rim {
            None => Ok(()),
            Some((width, ink)) => {
                self.area
                    .draw(&Circle::new(centre, size, self.line_style(ink, width)))
            }
        }
    }

    fn text(&self, text: &Text) -> Result<(), DrawError<DB>> {
        let weight = if text.style.strong {
            FontStyle::Bold
        } else {
            FontStyle::Normal
        };
        let size = f64::from(text.style.size * self.scale) * SIZE_PER_EM;
        let anchor = match text.align {
            AlignX::Left => HPos::Left,
            AlignX::Centre => HPos::Center,
            AlignX::Right => HPos::Right,
        };
        let style = PlottersStyle {
            font: FontDesc::new(FontFamily::Name(FAMILY), size, weight),
            color: plotters_colour(self.palette.ink(text.ink)).to_backend_color(),
            pos: Anchor::new(anchor, VPos::Top),
        };
        let top = text.at.1 - TOP_TO_BASELINE * text.style.size;
        self.area
            .draw_text(&text.content, &style, self.unit((text.at.0, top)))
    }

    fn unit(&self, (x, y): Pos) -> (i32, i32) {
        let to_unit = |points: f32| (points * self.scale).round() as i32;
        (to_unit(x), to_unit(y))
    }

    fn units(&self, points: &[Pos]) -> Vec<(i32, i32)> {
        points.iter().map(|point| self.unit(*point)).collect()
    }

    fn length(&self, points: f32) -> u32 {
        (points * self.scale).round().max(1.0) as u32
    }

    fn fill_style(&self, ink: Ink) -> ShapeStyle {
        plotters_colour(self.palette.ink(ink)).filled()
    }

    fn line_style(&self, ink: Ink, width: f32) -> ShapeStyle {
        plotters_colour(self.palette.ink(ink)).stroke_width(self.length(width))
    }
}

/// The colour as plotters names it.
pub(super) const fn plotters_colour(Rgb(red, green, blue): Rgb) -> RGBColor {
    RGBColor(red, green, blue)
}

/// The corners of a rectangle, rounded ones as short straight pieces.
pub(super) fn rounded(rect: Rect, radius: f32) -> Vec<Pos> {
    const PIECES: u8 = 5;
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    let middles = [
        (rect.right - radius, rect.top + radius, 270.0_f32),
        (rect.right - radius, rect.bottom - radius, 0.0),
        (rect.left + radius, rect.bottom - radius, 90.0),
        (rect.left + radius, rect.top + radius, 180.0),
    ];
    let mut corners = Vec::new();
    for (x, y, start) in middles {
        if radius <= 0.0 {
            corners.push((x, y));
            continue;
        }
        for piece in 0..=PIECES {
            let angle = (start + 90.0 * f32::from(piece) / f32::from(PIECES)).to_radians();
            corners.push((x + radius * angle.cos(), y + radius * angle.sin()));
        }
    }
    corners
}

/// Cuts a line into the pieces its pattern draws; corners inside a piece are kept.
pub(super) fn dashes(points: &[Pos], stroke: &Stroke) -> Vec<Vec<Pos>> {
    let mut lengths = stroke
        .dash
        .pattern()
        .iter()
        .map(|length| length * stroke.dash_scale.max(0.1))
        .cycle();
    let mut pieces: Vec<Vec<Pos>> = Vec::new();
    let mut is_drawn = true;
    let mut left = lengths.next().unwrap_or(f32::MAX);
    let mut piece: Vec<Pos> = points.first().copied().into_iter().collect();
    for (from, to) in points.iter().zip(points.iter().skip(1)) {
        let whole = (to.0 - from.0).hypot(to.1 - from.1);
        let mut done = 0.0;
        while whole - done > left {
            done += left;
            let at = done / whole;
            let cut = (from.0 + (to.0 - from.0) * at, from.1 + (to.1 - from.1) * at);
            if is_drawn {
                piece.push(cut);
                pieces.push(std::mem::take(&mut piece));
            } else {
                piece = vec![cut];
            }
            is_drawn = !is_drawn;
            left = lengths.next().unwrap_or(f32::MAX);
        }
        left -= whole - done;
        if is_drawn {
            piece.push(*to);
        }
    }
    if is_drawn {
        pieces.push(piece);
    }
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

#[cfg(test)]
mod tests {
    use super::super::scene::Dash;
    use super::*;

    #[test]
    fn dashes_keep_their_pattern_round_a_corner() {
        let stroke = Stroke::dashed(1.0, Ink::Median, Dash::Dashed, 1.0);
        let pieces = dashes(&[(0.0, 0.0), (13.0, 0.0), (13.0, 17.0)], &stroke);
        let expected: [&[Pos]; 3] = [
            &[(0.0, 0.0), (6.0, 0.0)],
            &[(10.0, 0.0), (13.0, 0.0), (13.0, 3.0)],
            &[(13.0, 7.0), (13.0, 13.0)],
        ];
        assert_eq!(pieces, expected);
    }

    #[test]
    fn a_rounded_rectangle_stays_within_its_edges() {
        let rect = Rect::new(2.0, 3.0, 30.0, 20.0);
        let corners = rounded(rect, 4.0);
        assert!(
            corners
                .iter()
                .all(|(x, y)| rect.contains(&Rect::new(*x, *y, *x, *y)))
        );
        assert_eq!(rounded(rect, 0.0).len(), 4);
    }
}
