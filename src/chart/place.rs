//! Finding room: which of several places for a word meets nothing else.

use super::scene::{Pos, Rect, Text};

/// What is already taken in a picture.
#[derive(Clone, Debug)]
pub struct Room {
    frame: Rect,
    taken: Vec<Rect>,
    lines: Vec<(Pos, Pos)>,
}

impl Room {
    /// Empty room within a frame.
    pub const fn new(frame: Rect) -> Self {
        Self {
            frame,
            taken: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// Takes a rectangle: no word may touch it.
    pub fn take(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// Takes a line: words avoid it as long as they can.
    pub fn take_line(&mut self, from: Pos, to: Pos) {
        self.lines.push((from, to));
    }

    /// Takes a line through points.
    pub fn take_path(&mut self, points: &[Pos]) {
        for (from, to) in points.iter().zip(points.iter().skip(1)) {
            self.take_line(*from, *to);
        }
    }

    /// Whether the rectangle lies in the frame and touches nothing taken.
    pub fn is_free(&self, rect: &Rect) -> bool {
        self.frame.contains(rect) && !self.taken.iter().any(|other| other.overlaps(rect))
    }

    /// How many lines pass through the rectangle.
    pub fn crossings(&self, rect: &Rect) -> usize {
        let meets = |(from, to): &&(Pos, Pos)| rect.meets_line(*from, *to);
        self.lines.iter().filter(meets).count()
    }

    /// Whether the rectangle is free and no line passes through it.
    pub fn is_clear(&self, rect: &Rect) -> bool {
        self.is_free(rect) && self.crossings(rect) == 0
    }

    /// The first of the offered blocks of words that is clear of everything; failing that, when
    /// `must` is set, the one that the fewest lines pass through. Takes the place it returns.
    pub fn place(
        &mut self,
        offers: impl IntoIterator<Item = Vec<Text>>,
        must: bool,
    ) -> Option<Vec<Text>> {
        const AIR: f32 = 1.5;
        let mut best: Option<(usize, Vec<Text>)> = None;
        for offer in offers {
            if offer.is_empty() || !offer.iter().all(|text| self.is_free(&text.bounds)) {
                continue;
            }
            let crossings = offer
                .iter()
                .map(|text| self.crossings(&text.bounds.grown(AIR)))
                .sum();
            if crossings == 0 {
                best = Some((0, offer));
                break;
            }
            if must && best.as_ref().is_none_or(|(fewest, _)| crossings < *fewest) {
                best = Some((crossings, offer));
            }
        }
        let (_, chosen) = best?;
        self.taken
            .extend(chosen.iter().map(|text| text.bounds.grown(AIR)));
        Some(chosen)
    }
}

/// Moves spans along a line, as little as possible, until none overlaps the next and all lie
/// between `low` and `high`; `wanted` holds middle and length of each, ascending by middle. Spans
/// that cannot all fit are spread evenly from `low`.
pub fn spread(wanted: &[(f32, f32)], low: f32, high: f32) -> Vec<f32> {
    let mut middles: Vec<f32> = wanted.iter().map(|(middle, _)| *middle).collect();
    // Groups of touching spans move as one: start, total length, members, summed wish.
    let mut groups: Vec<Group> = Vec::new();
    for (index, (middle, length)) in wanted.iter().enumerate() {
        let mut group = Group {
            first: index,
            count: 1,
            length: *length,
            wish: middle - length / 2.0,
        };
        while let Some(before) = groups.last() {
            if before.start(low, high) + before.length <= group.start(low, high) {
                break;
            }
            let total = (before.count + group.count) as f32;
            let wish = (before.wish * before.count as f32
                + (group.wish - before.length) * group.count as f32)
                / total;
            group = Group {
                first: before.first,
                count: before.count + group.count,
                length: before.length + group.length,
                wish,
            };
            groups.pop();
        }
        groups.push(group);
    }
    for group in &groups {
        let mut from = group.start(low, high);
        let members = middles.iter_mut().zip(wanted);
        for (middle, (_, length)) in members.skip(group.first).take(group.count) {
            *middle = from + length / 2.0;
            from += length;
        }
    }
    middles
}

struct Group {
    first: usize,
    count: usize,
    length: f32,
    wish: f32,
}

impl Group {
    fn start(&self, low: f32, high: f32) -> f32 {
        self.wish.min(high - self.length).max(low)
    }
}

#[cfg(test)]
mod tests {
    use super::super::ink::Ink;
    use super::super::scene::{AlignX, AlignY};
    use super::super::text::TextStyle;
    use super::*;

    fn word(x: f32, y: f32) -> Vec<Text> {
        let hang = (AlignX::Left, AlignY::Top);
        vec![Text::new(
            (x, y),
            hang,
            TextStyle::regular(10.0),
            Ink::Text,
            "word",
        )]
    }

    #[test]
    fn a_word_takes_the_first_place_that_meets_nothing() {
        let mut room = Room::new(Rect::new(0.0, 0.0, 100.0, 100.0));
        room.take_line((0.0, 5.0), (100.0, 5.0));
        let placed = room.place([word(0.0, 0.0), word(90.0, 40.0), word(0.0, 40.0)], true);
        assert_eq!(placed.unwrap(), word(0.0, 40.0));
        assert!(room.place([word(2.0, 42.0)], true).is_none(), "taken now");
    }

    #[test]
    fn a_word_that_must_be_said_crosses_a_line_only_when_nothing_else_is_left() {
        let mut room = Room::new(Rect::new(0.0, 0.0, 100.0, 20.0));
        room.take_line((0.0, 5.0), (100.0, 5.0));
        assert!(room.place([word(0.0, 0.0)], false).is_none());
        assert!(room.place([word(0.0, 0.0)], true).is_some());
    }

    #[test]
    fn spread_spans_touch_no_other_and_stay_close_to_their_wish() {
        let wanted = [(10.0, 8.0), (12.0, 8.0), (13.0, 8.0), (60.0, 8.0)];
        let middles = spread(&wanted, -50.0, 100.0);
        for pair in middles.windows(2) {
            assert!(pair[1] - pair[0] >= 8.0 - 1e-3, "{middles:?}");
        }
        assert!((middles[3] - 60.0).abs() < 1e-3);
        assert!((middles[1] - 11.67).abs() < 0.1, "{middles:?}");
        let ends = spread(&[(-5.0, 8.0), (99.0, 8.0)], 0.0, 100.0);
        assert_eq!(ends, [4.0, 96.0]);
    }
}
