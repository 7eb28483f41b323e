//! The key: which mark or line is whose, as words each after a sample.

use super::ink::Ink;
use super::page::Page;
use super::scene::{AlignX, AlignY, Dash, MarkShape, Pos, Rect, Scene, Stroke, Text};
use super::text::{ellipsis, width};

/// Height of one row of the key in design points.
pub const ROW: f32 = 22.0;

/// How a mark or line of a chart of scores looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// Formerly.
    Ring,
    /// Now.
    Disc(Ink),
    /// Now, and lower than formerly.
    Diamond(Ink),
    /// Now as formerly.
    DiscInRing,
    /// The line and ring of the former answers.
    FormerLine,
    /// The line and disc of the latter answers.
    LatterLine,
}

impl Sample {
    /// Width of its drawing in design points.
    const fn width(self) -> f32 {
        match self {
            Self::FormerLine | Self::LatterLine => 34.0,
            _ => 14.0,
        }
    }

    /// Draws it in the key, its middle at `at`.
    fn draw(self, scene: &mut Scene, at: Pos, k: f32) {
        let half = self.width() * k / 2.0;
        let ends = ((at.0 - half, at.1), (at.0 + half, at.1));
        match self {
            Self::FormerLine => {
                scene.line(ends.0, ends.1, former_stroke(k));
                Self::Ring.mark(scene, at, k * 0.72);
            }
            Self::LatterLine => {
                scene.line(ends.0, ends.1, latter_stroke(k));
                Self::Disc(Ink::Series).mark(scene, at, k * 0.8);
            }
            _ => self.mark(scene, at, k),
        }
    }

    /// Draws the mark; a line has none.
    pub fn mark(self, scene: &mut Scene, at: Pos, k: f32) {
        let (disc, surface) = (MarkShape::Disc, Ink::Surface);
        match self {
            Self::Ring => scene.mark(at, disc, 5.0 * k, surface, Some((2.0 * k, Ink::Neutral))),
            Self::Disc(ink) => scene.mark(at, disc, 6.0 * k, ink, Some((k, surface))),
            Self::Diamond(ink) => {
                scene.mark(at, MarkShape::Diamond, 7.0 * k, ink, Some((k, surface)));
            }
            Self::DiscInRing => {
                scene.mark(at, disc, 6.5 * k, surface, Some((2.0 * k, Ink::Neutral)));
                scene.mark(at, disc, 3.2 * k, Ink::Series, None);
            }
            Self::FormerLine | Self::LatterLine => {}
        }
    }
}

/// The line of the former answers.
pub fn former_stroke(k: f32) -> Stroke {
    Stroke::dashed(1.5 * k, Ink::Neutral, Dash::Dashed, k)
}

/// The line of the latter answers.
pub fn latter_stroke(k: f32) -> Stroke {
    Stroke::solid(2.0 * k, Ink::Series)
}

/// Writes the key at the top in as many rows as it needs, at most two, and takes them off.
pub fn key(page: &mut Page, entries: &[(Sample, String)]) {
    if entries.is_empty() {
        return;
    }
    let k = page.k;
    let style = page.small();
    let (mut x, mut rows) = (page.left.left, 1);
    for (sample, words) in entries {
        let drawn = sample.width() * k;
        let across = drawn + 7.0 * k + width(words, style);
        if x > page.left.left && x + across > page.left.right {
            if rows == 2 {
                break;
            }
            rows += 1;
            x = page.left.left;
            page.left.top += ROW * k;
        }
        let middle = page.left.top + 8.0 * k;
        let sample_at = (x + drawn / 2.0, middle);
        let room = page.left.right - x - drawn - 7.0 * k;
        let text = Text::new(
            (x + drawn + 7.0 * k, middle),
            (AlignX::Left, AlignY::Middle),
            style,
            Ink::Text2,
            ellipsis(words, style, room),
        );
        if page.say_if_free(text) {
            sample.draw(&mut page.scene, sample_at, k);
            page.room.take(Rect::about(sample_at, 7.0 * k));
        }
        x += across + 20.0 * k;
    }
    page.left.top += ROW * k;
}
