//! Something worked out for a key and kept until the key is another: a layout, a sorted list.

use super::view::View;

/// A value and the key it was made for.
pub struct Cached<K, T>(Option<(K, T)>);

impl<K, T> Default for Cached<K, T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: PartialEq, T> Cached<K, T> {
    /// The value for `key`, made anew only when the last one was for another key.
    pub fn get(&mut self, key: K, make: impl FnOnce() -> T) -> &T {
        let kept = self.0.take().filter(|(made_for, _)| *made_for == key);
        let (_, value) = self.0.insert(kept.unwrap_or_else(|| (key, make())));
        value
    }
}

/// Counts up with every change of the records, whatever it concerns.
pub fn change_number(view: &View<'_>) -> i64 {
    view.workbook.history.last().map_or(0, |entry| entry.number)
}

/// A size as part of a key.
pub fn bits(size: egui::Vec2, k: f32) -> [u32; 3] {
    [size.x.to_bits(), size.y.to_bits(), k.to_bits()]
}
