//! What every part of the layout shares: the picture so far, its type sizes and the room left.

use super::RunChart;
use crate::chart::ink::Ink;
use crate::chart::place::Room;
use crate::chart::scene::{AlignX, AlignY, Item, Pos, Rect, Scene, Text};
use crate::chart::text::TextStyle;

/// A picture being laid out.
pub(super) struct Page<'a> {
    /// What it shows.
    pub chart: &'a RunChart,
    /// The picture so far.
    pub scene: Scene,
    /// What is taken.
    pub room: Room,
    /// The part of the picture that heading, footer and list have left.
    pub left: Rect,
    /// Points a design point has.
    pub k: f32,
}

impl<'a> Page<'a> {
    pub(super) fn new(chart: &'a RunChart, width: f32, height: f32, k: f32) -> Self {
        let scene = Scene::new(width, height);
        Self {
            chart,
            room: Room::new(scene.frame()),
            left: scene.frame(),
            scene,
            k,
        }
    }

    /// Captions and axes.
    pub(super) fn small(&self) -> TextStyle {
        TextStyle::regular(12.5 * self.k)
    }

    /// Captions that matter.
    pub(super) fn small_strong(&self) -> TextStyle {
        TextStyle::strong(12.5 * self.k)
    }

    /// Adds a text whose place is its own, and takes it.
    pub(super) fn say(&mut self, text: Text) {
        self.room.take(text.bounds);
        self.scene.items.push(Item::Text(text));
    }

    /// Adds a text where it hangs, unless that place is taken or outside.
    pub(super) fn say_if_free(&mut self, text: Text) -> bool {
        let is_free = !text.content.is_empty() && self.room.is_free(&text.bounds);
        if is_free {
            self.say(text);
        }
        is_free
    }
}

/// A text block of several lines about a middle height, as texts.
pub(super) fn block(
    lines: &[String],
    (x, middle): Pos,
    align: AlignX,
    style: TextStyle,
    ink: Ink,
) -> Vec<Text> {
    let step = style.line_height();
    let first = middle - step * (lines.len().saturating_sub(1)) as f32 / 2.0;
    lines
        .iter()
        .enumerate()
        .map(|(row, line)| {
            let at = (x, first + step * row as f32);
            Text::new(at, (align, AlignY::Middle), style, ink, line.clone())
        })
        .collect()
}
