//! Plotters on the window: a drawing backend over egui's painter.

use std::convert::Infallible;

use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{Color32, FontFamily, FontId, Painter, Pos2, Rect, Shape, Stroke};
use plotters::prelude::IntoDrawingArea;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};

use crate::chart::draw::{SIZE_PER_EM, TOP_TO_BASELINE, draw};
use crate::chart::{Palette, Scene};

/// Backend units a point has: plotters counts in whole numbers, windows do not.
const UNITS: f32 = 16.0;

/// Paints a scene with its upper left corner at `origin`. The painter's fonts should have the
/// families `text` and `strong`; without them its proportional family stands in.
pub fn paint(painter: &Painter, origin: Pos2, scene: &Scene, palette: &Palette) {
    let backend = PainterBackend::new(painter, origin, scene);
    // Drawing on a painter cannot fail: it only adds shapes to a list.
    let _: Result<(), _> = draw(&backend.into_drawing_area(), scene, palette, UNITS);
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// A plotters backend that adds shapes to a painter.
struct PainterBackend<'a> {
    painter: &'a Painter,
    origin: Pos2,
    size: (u32, u32),
    text: FontFamily,
    strong: FontFamily,
}

impl<'a> PainterBackend<'a> {
    fn new(painter: &'a Painter, origin: Pos2, scene: &Scene) -> Self {
        #[expect(
            clippy::redundant_closure_for_method_calls,
            reason = "the method itself is not general enough over the view's lifetime"
        )]
        let families = painter.fonts(|fonts| fonts.families());
        let known = |name: &str| {
            let family = FontFamily::Name(name.into());
            if families.contains(&family) {
                family
            } else {
                FontFamily::Proportional
            }
        };
        Self {
            painter,
            origin,
            size: ((scene.width * UNITS) as u32, (scene.height * UNITS) as u32),
            text: known("text"),
            strong: known("strong"),
        }
    }

    fn pos(&self, (x, y): BackendCoord) -> Pos2 {
        Pos2::new(
            self.origin.x + x as f32 / UNITS,
            self.origin.y + y as f32 / UNITS,
        )
    }

    /// An upright or level line on whole pixels, so that it is sharp.
    fn straight(&self, from: Pos2, to: Pos2, stroke: Stroke) {
        if (from.x - to.x).abs() < 1e-3 {
            self.painter.vline(from.x, from.y..=to.y, stroke);
        } else if (from.y - to.y).abs() < 1e-3 {
            self.painter.hline(from.x..=to.x, from.y, stroke);
        } else {
            self.painter.line_segment([from, to], stroke);
        }
    }
}

fn colour(BackendColor { alpha, rgb }: BackendColor) -> Color32 {
    let (red, green, blue) = rgb;
    Color32::from_rgb(red, green, blue).gamma_multiply(alpha as f32)
}

fn stroke<S: BackendStyle>(style: &S) -> Stroke {
    Stroke::new(style.stroke_width() as f32 / UNITS, colour(style.color()))
}

impl DrawingBackend for PainterBackend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, ink: BackendColor) -> Drawn {
        let dot = Rect::from_center_size(self.pos(point), egui::Vec2::splat(1.0 / UNITS));
        self.painter.rect_filled(dot, 0.0, colour(ink));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.straight(self.pos(from), self.pos(to), stroke(style));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let rect = Rect::from_two_pos(self.pos(upper_left), self.pos(bottom_right));
        if fill {
            self.painter.rect_filled(rect, 0.0, colour(style.color()));
        } else {
            let kind = egui::StrokeKind::Middle;
            self.painter.rect_stroke(rect, 0.0, stroke(style), kind);
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<Pos2> = path.into_iter().map(|point| self.pos(point)).collect();
        if let [from, to] = points.as_slice() {
            self.straight(*from, *to, stroke(style));
        } else {
            self.painter.line(points, stroke(style));
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (at, radius) = (self.pos(center), radius as f32 / UNITS);
        if fill {
            self.painter
                .circle_filled(at, radius, colour(style.color()));
        } else {
            self.painter.circle_stroke(at, radius, stroke(style));
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Drawn {
        let corners: Vec<Pos2> = vert.into_iter().map(|point| self.pos(point)).collect();
        let ink = colour(style.color());
        if is_convex(&corners) {
            let shape = Shape::convex_polygon(corners, ink, Stroke::NONE);
            self.painter.add(shape);
        } else {
            self.painter.add(Shape::mesh(clip_ears(&corners, ink)));
        }
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        pos: BackendCoord,
    ) -> Drawn {
        let family = match style.style() {
            FontStyle::Bold => self.strong.clone(),
            _ => self.text.clone(),
        };
        let size = (style.size() / SIZE_PER_EM) as f32 / UNITS;
        let ink = colour(style.color());
        let font = FontId::new(size, family);
        let galley = self.painter.layout_no_wrap(text.to_owned(), font, ink);
        let mut at = self.pos(pos);
        let anchor = style.anchor();
        match anchor.h_pos {
            HPos::Left => {}
            HPos::Center => at.x -= galley.size().x / 2.0,
            HPos::Right => at.x -= galley.size().x,
        }
        let row = galley.rows.first();
        let baseline = row.and_then(|row| Some(row.pos.y + row.glyphs.first()?.pos.y));
        match (anchor.v_pos, baseline) {
            (VPos::Top, Some(baseline)) => at.y += TOP_TO_BASELINE * size - baseline,
            (VPos::Center, _) => at.y -= galley.size().y / 2.0,
            (VPos::Bottom, _) => at.y -= galley.size().y,
            (VPos::Top, None) => {}
        }
        self.painter.galley(at, galley, ink);
        Ok(())
    }
}

/// Twice the signed area of a triangle: its sign is the turning direction.
fn turn(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

fn is_convex(corners: &[Pos2]) -> bool {
    let next = |by: usize| corners.iter().cycle().skip(by);
    let turns = corners.iter().zip(next(1)).zip(next(2));
    let signs: Vec<f32> = turns.map(|((a, b), c)| turn(*a, *b, *c)).collect();
    signs.iter().all(|turn| *turn >= -1e-3) || signs.iter().all(|turn| *turn <= 1e-3)
}

/// Triangles of a simple polygon: ears are cut off until three corners are left.
fn clip_ears(corners: &[Pos2], ink: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    for pos in corners {
        mesh.vertices.push(Vertex {
            pos: *pos,
            uv: WHITE_UV,
            color: ink,
        });
    }
    let mut left: Vec<(u32, Pos2)> = (0..).zip(corners.iter().copied()).collect();
    let area: f32 = left
        .iter()
        .zip(left.iter().cycle().skip(1))
        .map(|((_, a), (_, b))| a.x * b.y - b.x * a.y)
        .sum();
    while left.len() >= 3 {
        let count = left.len();
        let corner = |index: usize| left.get(index % count).copied();
        let ear = (0..count).find_map(|index| {
            let (a, b, c) = (corner(index)?, corner(index + 1)?, corner(index + 2)?);
            let is_ear = turn(a.1, b.1, c.1) * area > 0.0
                && !left.iter().any(|other| {
                    ![a.0, b.0, c.0].contains(&other.0) && lies_in(other.1, [a.1, b.1, c.1])
                });
            is_ear.then_some((index, [a.0, b.0, c.0]))
        });
        let Some((index, triangle)) = ear else { break };
        mesh.indices.extend(triangle);
        left.remove((index + 1) % count);
    }
    mesh
}

fn lies_in(point: Pos2, [a, b, c]: [Pos2; 3]) -> bool {
    let sides = [turn(a, b, point), turn(b, c, point), turn(c, a, point)];
    sides.iter().all(|side| *side >= 0.0) || sides.iter().all(|side| *side <= 0.0)
}

#[cfg(test)]
#[path = "plot_backend_tests.rs"]
mod tests;
