//! Rows of dots: how far apart they are, how large, and where a label hangs beside one.

use crate::chart::scene::{AlignX, Pos, Rect};
use crate::chart::text::TextStyle;

/// The least distance at which dots can still be told apart, in design points.
const LEAST_PITCH: f32 = 2.2;
/// Largest and smallest radius in design points.
const RADII: (f32, f32) = (10.8, 4.0);
/// Air between the axis and the lowest dot, in design points.
const AIR: f32 = 5.0;
/// As many equal answers are told one by one.
const MOST: usize = 40;

/// Heights and size of the dots.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    /// Distance of two dots of a stack.
    pub pitch: f32,
    /// Radius of a dot.
    pub radius: f32,
    /// Height of the lowest row.
    pub lowest: f32,
    /// How many rows there is room for.
    pub rows: usize,
}

/// How many equal answers are told one by one in an area of this height.
pub(super) fn most_in_stack(area: Rect, k: f32) -> usize {
    let spare = (area.height() - (2.0 * RADII.1 + AIR) * k) / (LEAST_PITCH * k);
    (spare.floor().max(0.0) as usize + 1).min(MOST)
}

impl Field {
    /// Heights for stacks of up to `tallest` dots.
    pub(super) fn new(area: Rect, slot: f32, tallest: usize, most_pitch: f32, k: f32) -> Self {
        let largest = (RADII.0 * k)
            .min(slot * 0.36)
            .min(area.height() * 0.3)
            .max(1.0);
        let steps = tallest.saturating_sub(1).max(1) as f32;
        let spare = |radius: f32| area.height() - 2.0 * radius - AIR * k;
        let mut radius = largest;
        if spare(radius) / steps < radius * 2.3 {
            let least = (RADII.1 * k).min(largest);
            radius = (spare(radius) / steps / 2.3).clamp(least, largest);
        }
        let pitch = (spare(radius) / steps).min(most_pitch).max(0.5);
        let used = pitch * (tallest.saturating_sub(1)) as f32;
        let slack = (spare(radius) - used).max(0.0);
        Self {
            pitch,
            radius,
            lowest: area.bottom - AIR * k - radius - (slack / 2.0).min(pitch * 0.35),
            rows: (spare(radius) / pitch + 1e-3).max(0.0) as usize + 1,
        }
    }

    pub(super) fn y(&self, row: usize) -> f32 {
        self.lowest - self.pitch * row as f32
    }
}

/// On which side of its dot a label is tried first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// After it.
    Right,
    /// Before it.
    Left,
}

impl Side {
    /// This side and the other.
    pub(super) const fn both(self) -> [Self; 2] {
        match self {
            Self::Right => [Self::Right, Self::Left],
            Self::Left => [Self::Left, Self::Right],
        }
    }

    /// Where a label beside a dot hangs.
    pub(super) fn hang(self, (x, y): Pos, radius: f32, k: f32) -> (Pos, AlignX) {
        let off = radius + 6.0 * k;
        match self {
            Self::Right => ((x + off, y), AlignX::Left),
            Self::Left => ((x - off, y), AlignX::Right),
        }
    }
}

/// The style of labels where there is room.
pub(super) fn label_style(k: f32) -> TextStyle {
    TextStyle::strong(14.0 * k)
}
