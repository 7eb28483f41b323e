//! The thermometer: progress from a start to a goal as a filled column, without any patient data;
//! a poster for a hallway or a card.

mod column;
mod marks;
mod progress;
mod tube;

#[cfg(test)]
mod any_tests;
#[cfg(test)]
mod tests;

use super::run_chart::Unit;
use super::scene::{Rect, Scene};
use super::sheet::Sheet;
use super::text::TextStyle;
pub use progress::Progress;

/// A thermometer without a size.
#[derive(Clone, Debug, PartialEq)]
pub struct Thermometer {
    /// What is to change: `Patients at MED 90 or more`.
    pub title: String,
    /// Whose progress it is.
    pub clinic: String,
    /// The first value and its words: `June 2025`.
    pub start: (f64, String),
    /// The latest value and its words: `October 2026`.
    pub now: (f64, String),
    /// The goal, over or under the start, and its words: `by March 2027`.
    pub goal: (f64, String),
    /// What the values are.
    pub unit: Unit,
    /// A sentence under the number; may be empty.
    pub sentence: String,
    /// Of when this is: `As of 2026-10-12`.
    pub as_of: String,
    /// Empty edge in design points: 0 in a card, 16 in a picture that leaves the window. A poster
    /// has more of its own.
    pub margin: f32,
}

/// Sizes of a layout in its own points.
struct Sizes {
    /// The page it is made for.
    page: (f32, f32),
    margin: f32,
    clinic: f32,
    title: [f32; 4],
    lead: [f32; 4],
    rest: f32,
    sentence: [f32; 4],
    as_of: f32,
    mark: f32,
    now: f32,
    scale: f32,
    /// Width of the tube and radius of its bulb.
    tube: (f32, f32),
}

/// A page of 8.5 by 11 inches, to be read from across a hallway.
const POSTER: Sizes = Sizes {
    page: (612.0, 792.0),
    margin: 44.0,
    clinic: 19.0,
    title: [36.0, 32.0, 28.0, 24.0],
    lead: [76.0, 60.0, 48.0, 36.0],
    rest: 26.0,
    sentence: [22.0, 20.0, 18.0, 16.0],
    as_of: 17.0,
    mark: 27.0,
    now: 38.0,
    scale: 17.0,
    tube: (54.0, 50.0),
};

/// A card, or a screen as wide as one.
const CARD: Sizes = Sizes {
    page: (480.0, 250.0),
    margin: 0.0,
    clinic: 12.5,
    title: [17.0, 17.0, 15.0, 14.0],
    lead: [40.0, 34.0, 28.0, 22.0],
    rest: 15.0,
    sentence: [14.0, 14.0, 13.0, 12.5],
    as_of: 12.5,
    mark: 14.0,
    now: 20.0,
    scale: 12.5,
    tube: (24.0, 21.0),
};

/// The sizes for a picture and the points each of them has. Type grows with the picture; where a
/// poster's would become smaller than the smallest legible type, a card's takes its place.
fn sizes(is_upright: bool, (width, height): (f32, f32), k: f32) -> (&'static Sizes, f32) {
    let fit = |sizes: &Sizes| (width / sizes.page.0).min(height / sizes.page.1);
    let least = POSTER
        .sentence
        .into_iter()
        .fold(POSTER.as_of.min(POSTER.scale), f32::min);
    let is_legible = fit(&POSTER) * least >= CARD.as_of * k;
    match (is_upright, is_legible) {
        (true, true) => (&POSTER, fit(&POSTER)),
        (true, false) => (&CARD, k),
        (false, _) => (&CARD, fit(&CARD).max(k)),
    }
}

/// A picture being laid out, with its sizes.
struct Board<'a> {
    sheet: Sheet,
    sizes: &'static Sizes,
    chart: &'a Thermometer,
    progress: Progress,
}

impl Board<'_> {
    /// Points that `size` has here.
    fn pt(&self, size: f32) -> f32 {
        size * self.sheet.k
    }

    fn regular(&self, size: f32) -> TextStyle {
        TextStyle::regular(self.pt(size))
    }

    fn strong(&self, size: f32) -> TextStyle {
        TextStyle::strong(self.pt(size))
    }
}

impl Thermometer {
    /// How far the way has been gone.
    pub fn progress(&self) -> Progress {
        Progress::of(self.start.0, self.now.0, self.goal.0, self.unit)
    }

    /// Lays the thermometer out in `width × height` points: upright as a poster (612 × 792 for a
    /// page of 8.5 by 11 inches), else as a card. Type grows with the picture and is never smaller
    /// than at a scale of `k`.
    pub fn lay_out(&self, width: f32, height: f32, k: f32) -> Scene {
        let is_upright = height > width;
        let (sizes, scale) = sizes(is_upright, (width, height), k);
        let mut board = Board {
            sheet: Sheet::new(width, height, scale),
            sizes,
            chart: self,
            progress: self.progress(),
        };
        let margin = board.pt(sizes.margin).max(self.margin * k);
        let margin = margin.min(width / 8.0).min(height / 8.0).max(0.0);
        let room = board.sheet.scene.frame().grown(-margin);
        let tube = if is_upright {
            column::upright(&mut board, room)
        } else {
            let left = Rect {
                right: room.left + room.width() * 0.46,
                ..room
            };
            column::card(&mut board, left);
            Rect {
                left: left.right + board.pt(16.0),
                ..room
            }
        };
        tube::tube(&mut board, tube);
        board.sheet.scene
    }

    /// What the picture shows, in a sentence.
    pub fn summary(&self) -> String {
        let values = marks::all(self).map(|mark| mark.sentence());
        format!(
            "{}. {}. {}. {}",
            self.title,
            self.progress().words(),
            values.join(", "),
            self.as_of
        )
    }
}
