//! A picture being laid out: the scene so far, the room left in it, and the sizes of type.

use super::ink::Ink;
use super::place::Room;
use super::scene::{AlignX, AlignY, Item, Pos, Scene, Text};
use super::text::TextStyle;

/// A scene with the room left in it.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The picture so far.
    pub scene: Scene,
    /// What is taken.
    pub room: Room,
    /// Points a design point has.
    pub k: f32,
}

impl Sheet {
    /// An empty sheet.
    pub const fn new(width: f32, height: f32, k: f32) -> Self {
        let scene = Scene::new(width, height);
        Self {
            room: Room::new(scene.frame()),
            scene,
            k,
        }
    }

    /// Captions and axes.
    pub fn small(&self) -> TextStyle {
        TextStyle::regular(12.5 * self.k)
    }

    /// Captions that matter.
    pub fn small_strong(&self) -> TextStyle {
        TextStyle::strong(12.5 * self.k)
    }

    /// Adds a text whose place is its own, and takes it.
    pub fn say(&mut self, text: Text) {
        self.room.take(text.bounds);
        self.scene.items.push(Item::Text(text));
    }

    /// Adds a text where it hangs, unless that place is taken or outside. Says whether it did.
    pub fn say_if_free(&mut self, text: Text) -> bool {
        let is_free = !text.content.is_empty() && self.room.is_free(&text.bounds);
        if is_free {
            self.say(text);
        }
        is_free
    }

    /// Adds the first of the offered blocks of words that meets nothing; see [`Room::place`].
    pub fn say_where_clear(
        &mut self,
        offers: impl IntoIterator<Item = Vec<Text>>,
        must: bool,
    ) -> bool {
        let placed = self.room.place(offers, must);
        let found = placed.is_some();
        let texts = placed.into_iter().flatten();
        self.scene.items.extend(texts.map(Item::Text));
        found
    }
}

/// A text block of several lines about a middle height, as texts.
pub fn block(
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
