//! Small multiples: one small run chart a clinician, all on one value axis and one time axis.

mod axes;
mod grid;
mod key;
mod panels;

#[cfg(test)]
mod any_tests;
#[cfg(test)]
mod tests;

use super::page::{Page, Surround};
use super::run_chart::Unit;
use super::scene::{Pos, Rect, Scene};
use super::value_axis::drawn;
use crate::domain::run_chart::{Better, FindingKind};
use grid::Grid;

/// The least height kept for the panels before heading and footer give way, in design points.
const PICTURE: f32 = 150.0;

/// One small chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// Whose it is.
    pub name: String,
    /// One a point; `None` is a gap.
    pub values: Vec<Option<f64>>,
    /// The denominator of each point.
    pub n: Vec<Option<u32>>,
    /// The panel's own median.
    pub median: Option<f64>,
    /// What the rules found in it.
    pub signal: FindingKind,
    /// The last value in words: `12.0 %, 3 of 25`.
    pub last: String,
    /// Whether its denominators are too small to compare.
    pub is_small: bool,
    /// Words in place of the picture: `Hidden: fewer than 11`. Nothing of its values is shown then.
    pub hidden: Option<String>,
}

impl Panel {
    /// The value of a point when it is shown.
    fn value(&self, index: usize) -> Option<f64> {
        let value = self.values.get(index).copied().flatten();
        drawn(value.filter(|_| self.hidden.is_none()))
    }

    /// `small panel, n 9`, with the denominator of the last point that has a value.
    fn small_words(&self) -> Option<String> {
        if !self.is_small || self.hidden.is_some() {
            return None;
        }
        let last = (0..self.values.len())
            .rev()
            .find(|index| self.value(*index).is_some());
        let n = last.and_then(|index| self.n.get(index).copied().flatten());
        Some(n.map_or_else(
            || "small panel".to_owned(),
            |n| format!("small panel, n {n}"),
        ))
    }
}

/// Small multiples without a size.
#[derive(Clone, Debug, PartialEq)]
pub struct SmallMultiples {
    /// In the order wanted, row by row.
    pub panels: Vec<Panel>,
    /// What each point is called on the time axis: `2025-03`.
    pub labels: Vec<String>,
    /// What the values are.
    pub unit: Unit,
    /// The goal of all panels.
    pub goal: Option<f64>,
    /// Which way is better.
    pub better: Better,
    /// Heading, footer and edge of a picture that leaves the window.
    pub surround: Surround,
}

/// Where a point of a panel was put.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedPoint {
    /// Its panel's place in [`SmallMultiples::panels`].
    pub panel: usize,
    /// Its index in the panel.
    pub index: usize,
    /// Points from the left.
    pub x: f32,
    /// Points from the top.
    pub y: f32,
}

/// Small multiples with a size.
#[derive(Clone, Debug, PartialEq)]
pub struct LaidOut {
    /// The picture.
    pub scene: Scene,
    /// The whole of each panel in the order of [`SmallMultiples::panels`], for pointing at: its
    /// name may be cut in the picture.
    pub panels: Vec<Rect>,
    /// Every point that is shown.
    pub points: Vec<PlacedPoint>,
}

impl LaidOut {
    /// The panel under a position: its place in [`SmallMultiples::panels`].
    pub fn panel_at(&self, (x, y): Pos) -> Option<usize> {
        let holds = |rect: &Rect| {
            (rect.left..rect.right).contains(&x) && (rect.top..rect.bottom).contains(&y)
        };
        self.panels.iter().position(holds)
    }

    /// The point nearest to a position along the time axis of the panel under it.
    pub fn point_at(&self, at: Pos) -> Option<PlacedPoint> {
        let panel = self.panel_at(at)?;
        let distance = |point: &&PlacedPoint| (point.x - at.0).abs();
        let points = self.points.iter().filter(|point| point.panel == panel);
        points
            .min_by(|a, b| distance(a).total_cmp(&distance(b)))
            .copied()
    }
}

impl SmallMultiples {
    /// The height from which every panel has its words and a picture, in points, at a width and a
    /// scale of `k`.
    pub fn least_height(&self, width: f32, k: f32) -> f32 {
        let margin = self.surround.margin * 2.0;
        let panels = grid::least_height(self.panels.len(), width / k - margin);
        (self.surround.most_height() + key::MOST_HEIGHT + panels) * k
    }

    /// Lays the panels out in `width × height` points; `k` multiplies every size of type and
    /// stroke (1 on the desk, 1.73 on a projected screen of 1080 lines).
    pub fn lay_out(&self, width: f32, height: f32, k: f32) -> LaidOut {
        let mut page = Page::with_surround((width, height), k, &self.surround, PICTURE);
        key::key(&mut page, self);
        let grid = Grid::new(&page, self);
        axes::value_labels(&mut page, &grid);
        let points = panels::panels(&mut page, self, &grid);
        axes::time_labels(&mut page, self, &grid);
        LaidOut {
            scene: page.into_sheet().scene,
            panels: grid.cells,
            points,
        }
    }

    /// What the picture shows, in a sentence.
    pub fn summary(&self) -> String {
        let facts = self.panels.iter().map(|panel| {
            let name = &panel.name;
            if let Some(words) = &panel.hidden {
                return format!("{name} {words}");
            }
            let last = match panel.last.as_str() {
                "" => panels::NOTHING,
                last => last,
            };
            let small = panel.small_words();
            let small = small.map_or_else(String::new, |words| format!(", {words}"));
            format!("{name} {last}, {}{small}", panel.signal.word())
        });
        facts.collect::<Vec<_>>().join("; ")
    }

    /// How many points the longest panel has.
    fn point_count(&self) -> usize {
        let longest = self.panels.iter().map(|panel| panel.values.len()).max();
        longest.unwrap_or(0).max(self.labels.len())
    }

    /// Every value that must be seen; nothing of a hidden panel.
    fn seen(&self) -> impl Iterator<Item = f64> {
        let shown = self.panels.iter().filter(|panel| panel.hidden.is_none());
        let values =
            shown.flat_map(|panel| panel.values.iter().copied().chain([panel.median]).flatten());
        values.chain(self.goal)
    }
}
