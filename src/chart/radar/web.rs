//! The web of the radar: spokes, rings where a level begins, and the rings' numbers.

use crate::chart::ink::Ink;
use crate::chart::page::Page;
use crate::chart::scale::{HIGHEST, LEVEL_STARTS, LOWEST};
use crate::chart::scene::{AlignX, AlignY, Item, Pos, Scene, Stroke, Text};

use super::labels::Label;

/// The ring of score 1 as a share of the rim: a hub, so that spokes of 1 do not meet in one point.
const HUB: f32 = 0.1;

/// Air about the number of a ring, in design points.
const AIR: f32 = 2.0;

/// A shorter piece of a ring has no number, in design points.
const LEAST_PIECE: f32 = 16.0;

/// The coordinate system of one radar, and the words at its spokes.
pub(super) struct Web {
    pub centre: Pos,
    /// Distance from the centre to the rim, which is score 12.
    pub radius: f32,
    /// The words at the end of each spoke.
    pub labels: Vec<Label>,
}

/// The direction of a spoke, clockwise from the top.
pub(super) fn direction(spoke: usize, of: usize) -> Pos {
    let angle = std::f32::consts::TAU * spoke as f32 / of.max(1) as f32;
    (angle.sin(), -angle.cos())
}

impl Web {
    pub(super) fn spokes(&self) -> usize {
        self.labels.len()
    }

    /// Where a score stands on a spoke.
    pub(super) fn at(&self, spoke: usize, score: f64) -> Pos {
        let lowest = f64::from(LOWEST);
        let share = ((score - lowest) / (f64::from(HIGHEST) - lowest)) as f32;
        let reach = self.radius * (HUB + (1.0 - HUB) * share);
        let (x, y) = direction(spoke, self.spokes());
        (self.centre.0 + x * reach, self.centre.1 + y * reach)
    }

    /// The corners of a ring.
    fn ring(&self, score: u8) -> Vec<Pos> {
        let spokes = 0..self.spokes();
        spokes
            .map(|spoke| self.at(spoke, f64::from(score)))
            .collect()
    }

    /// Length of a ring's piece between two spokes.
    fn piece(&self, score: u8) -> f32 {
        let [from, to] = [0, 1].map(|spoke| self.at(spoke, f64::from(score)));
        (to.0 - from.0).hypot(to.1 - from.1)
    }

    /// Spokes and rings; the rim and the hub are stronger.
    pub(super) fn draw(&self, scene: &mut Scene, k: f32) {
        for spoke in 0..self.spokes() {
            let from = self.at(spoke, f64::from(LOWEST));
            let to = self.at(spoke, f64::from(HIGHEST));
            scene.line(from, to, Stroke::solid(k, Ink::Rule));
        }
        for score in rings() {
            let is_end = score == HIGHEST || score == LOWEST;
            let ink = if is_end { Ink::Axis } else { Ink::Rule };
            scene.items.push(Item::Polygon {
                points: self.ring(score),
                fill: None,
                outline: Some(Stroke::solid(k, ink)),
            });
        }
    }
}

/// Where levels begin, and the end of the scale.
fn rings() -> impl Iterator<Item = u8> {
    LEVEL_STARTS.into_iter().chain([HIGHEST])
}

/// Numbers the rings, each on its line, halfway between the two spokes where they meet the fewest
/// outlines: on a spoke they would stand among the values. The line is left out under a number, in
/// the colour of `areas` within them.
pub(super) fn numbers(page: &mut Page, web: &Web, areas: &[Vec<Pos>]) {
    let air = AIR * page.k;
    // The end of the scale comes first: where not all have room, it stays. The hub's number comes
    // last, and would hide a small one.
    let order = [HIGHEST].into_iter().chain(LEVEL_STARTS.into_iter().rev());
    let least = LEAST_PIECE * page.k;
    let row = |spoke: usize| {
        let mut room = page.room.clone();
        let long = order.clone().filter(|score| web.piece(*score) >= least);
        let numbers = long.map(|score| number(page, web, score, spoke));
        let numbers = numbers.filter(|text| {
            let bounds = text.bounds.grown(air);
            let is_clear = room.is_clear(&bounds);
            if is_clear {
                room.take(bounds);
            }
            is_clear
        });
        numbers.collect::<Vec<Text>>()
    };
    let most = (0..web.spokes()).map(row).rev().max_by_key(Vec::len);
    for text in most.into_iter().flatten() {
        let is_within = areas.iter().any(|area| holds(area, text.bounds.middle()));
        let ground = if is_within {
            Ink::SeriesFill
        } else {
            Ink::Surface
        };
        page.scene.fill(text.bounds.grown(air / 2.0), ground);
        page.say(text);
    }
}

/// The number of a ring in the middle of its piece after a spoke.
fn number(page: &Page, web: &Web, score: u8, spoke: usize) -> Text {
    let next = (spoke + 1) % web.spokes().max(1);
    let (from, to) = (
        web.at(spoke, f64::from(score)),
        web.at(next, f64::from(score)),
    );
    let middle = (f32::midpoint(from.0, to.0), f32::midpoint(from.1, to.1));
    let hang = (AlignX::Centre, AlignY::Middle);
    let style = page.small();
    Text::new(middle, hang, style, Ink::Text2, score.to_string())
}

/// Whether a closed shape holds a point: a line from it to the right meets an odd number of sides.
fn holds(corners: &[Pos], (x, y): Pos) -> bool {
    let ends = corners.iter().skip(1).chain(corners.first());
    let met = corners.iter().zip(ends).filter(|(a, b)| {
        let passes = (a.1 > y) != (b.1 > y);
        passes && x < a.0 + (b.0 - a.0) * (y - a.1) / (b.1 - a.1)
    });
    met.count() % 2 == 1
}
