//! The small line of a tile: baseline, goal, data, last point.

use super::ink::Ink;
use super::scene::{Dash, MarkShape, Pos, Scene, Stroke};

/// A line without words; the tile says the numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sparkline {
    /// The values in order; `None` is a gap.
    pub values: Vec<Option<f64>>,
    /// The baseline median.
    pub baseline: Option<f64>,
    /// The goal.
    pub goal: Option<f64>,
}

impl Sparkline {
    /// Lays the line out in `width × height` points; `scale` multiplies strokes and margins.
    pub fn lay_out(&self, width: f32, height: f32, scale: f32) -> Scene {
        let mut scene = Scene::new(width, height);
        let margin = (5.0 * scale).min(width / 4.0).min(height / 4.0);
        let to_y = self.heights(margin, height - margin);
        let across = |value: f64| [(margin, to_y(value)), (width - margin, to_y(value))];
        if let Some([from, to]) = self.baseline.filter(|v| v.is_finite()).map(across) {
            scene.line(from, to, Stroke::solid(scale, Ink::Median));
        }
        if let Some([from, to]) = self.goal.filter(|v| v.is_finite()).map(across) {
            let stroke = Stroke::dashed(1.5 * scale, Ink::Goal, Dash::DashDot, scale);
            scene.line(from, to, stroke);
        }
        let steps = self.values.len().saturating_sub(1).max(1) as f32;
        let mut piece: Vec<Pos> = Vec::new();
        let mut last = None;
        for (index, value) in self.values.iter().enumerate() {
            if let Some(value) = value.filter(|value| value.is_finite()) {
                let x = margin + (width - 2.0 * margin) * index as f32 / steps;
                last = Some((x, to_y(value)));
                piece.extend(last);
            } else {
                scene.polyline(std::mem::take(&mut piece), line(scale));
            }
        }
        scene.polyline(piece, line(scale));
        if let Some(at) = last {
            scene.mark(at, MarkShape::Disc, 3.6 * scale, Ink::Series, None);
        }
        scene
    }

    /// From values to heights: everything shown just fits.
    fn heights(&self, top: f32, bottom: f32) -> impl Fn(f64) -> f32 + use<> {
        let shown = self.values.iter().flatten();
        let shown = shown.chain(&self.baseline).chain(&self.goal).copied();
        let (low, high) = shown
            .filter(|value| value.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                (low.min(value), high.max(value))
            });
        move |value| {
            if high - low < 1e-12 {
                return f32::midpoint(top, bottom);
            }
            bottom - (bottom - top) * ((value - low) / (high - low)) as f32
        }
    }
}

fn line(scale: f32) -> Stroke {
    Stroke::solid(1.6 * scale, Ink::Series)
}

#[cfg(test)]
mod tests {
    use super::super::scene::Item;
    use super::*;

    #[test]
    fn a_gap_breaks_the_line_and_everything_stays_inside() {
        let spark = Sparkline {
            values: [Some(0.2), Some(0.19), None, Some(0.21), Some(0.12)].to_vec(),
            baseline: Some(0.198),
            goal: Some(0.1),
        };
        let scene = spark.lay_out(104.0, 34.0, 1.0);
        let mut paths = 0;
        for item in &scene.items {
            match item {
                Item::Line { points, stroke } => {
                    paths += usize::from(stroke.ink == Ink::Series);
                    let inside =
                        |(x, y): &Pos| (0.0..=104.0).contains(x) && (0.0..=34.0).contains(y);
                    assert!(points.iter().all(inside));
                }
                Item::Mark { at, .. } => assert!((at.0 - 99.0).abs() < 1e-3),
                _ => {}
            }
        }
        assert_eq!(paths, 2);
    }

    #[test]
    fn a_level_line_runs_through_the_middle() {
        let spark = Sparkline {
            values: vec![Some(3.0); 4],
            ..Sparkline::default()
        };
        let scene = spark.lay_out(100.0, 40.0, 1.0);
        let Some(Item::Line { points, .. }) = scene.items.first() else {
            panic!("a line is drawn");
        };
        assert!(points.iter().all(|(_, y)| (y - 20.0).abs() < 1e-3));
        assert!(
            Sparkline::default()
                .lay_out(100.0, 40.0, 1.0)
                .items
                .is_empty()
        );
    }
}
