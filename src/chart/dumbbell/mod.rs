//! The dumbbell chart: former and latter mean of each item on one line, the change beside it.

mod frame;
mod rows;

#[cfg(test)]
pub(super) mod tests;

use super::key::{self, Sample};
use super::page::{Page, Surround};
use super::scale::{change_in_tenths, change_words, on_scale, score_words};
use super::scene::{Rect, Scene};
use frame::Frame;

/// One item, or one block, in two rounds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// Its building block, as a square with its digit before the label; `None` leaves it out.
    pub block: Option<u8>,
    /// `6 Signed agreements`.
    pub label: String,
    /// Mean of the earlier round, 1 to 12.
    pub former: Option<f64>,
    /// Mean of the later round, 1 to 12.
    pub latter: Option<f64>,
    /// How many answers each has.
    pub counts: Option<(u32, u32)>,
}

/// One line of the chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// A heading over the items that follow: a block and its name.
    Group(Option<u8>, String),
    /// An item.
    Item(Item),
}

/// A dumbbell chart without a size.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dumbbell {
    /// From the top, in the order wanted.
    pub rows: Vec<Row>,
    /// What the earlier round is called: `Baseline, June 2025`.
    pub former_name: String,
    /// What the later round is called.
    pub latter_name: String,
    /// Heading, footer and edge of a picture that leaves the window.
    pub surround: Surround,
}

/// A dumbbell chart with a size.
#[derive(Clone, Debug, PartialEq)]
pub struct LaidOutDumbbell {
    /// The picture.
    pub scene: Scene,
    /// Each item's place in [`Dumbbell::rows`] and the whole of its line, for pointing at.
    pub items: Vec<(usize, Rect)>,
    /// Items that found no room; the picture says how many. None from [`Dumbbell::least_height`].
    pub hidden: usize,
}

impl LaidOutDumbbell {
    /// The item under a position: its place in [`Dumbbell::rows`].
    pub fn item_at(&self, (x, y): super::scene::Pos) -> Option<usize> {
        let holds = |rect: &Rect| {
            (rect.left..rect.right).contains(&x) && (rect.top..rect.bottom).contains(&y)
        };
        let found = self.items.iter().find(|(_, rect)| holds(rect));
        found.map(|(index, _)| *index)
    }
}

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Change {
    Up(f64, f64),
    Down(f64, f64),
    Same(f64),
    OnlyFormer(f64),
    OnlyLatter(f64),
    Unknown,
}

impl Change {
    /// Judged on the difference as it is written.
    fn of(item: &Item) -> Self {
        match (
            item.former.and_then(on_scale),
            item.latter.and_then(on_scale),
        ) {
            (Some(former), Some(latter)) => match change_in_tenths(former, latter) {
                0 => Self::Same(latter),
                1.. => Self::Up(former, latter),
                _ => Self::Down(former, latter),
            },
            (Some(former), None) => Self::OnlyFormer(former),
            (None, Some(latter)) => Self::OnlyLatter(latter),
            (None, None) => Self::Unknown,
        }
    }

    /// The change in words, where there is one.
    fn words(self) -> Option<String> {
        match self {
            Self::Up(former, latter) | Self::Down(former, latter) => {
                Some(change_words(former, latter))
            }
            Self::Same(value) => Some(change_words(value, value)),
            _ => None,
        }
    }
}

impl Dumbbell {
    /// The height from which every row has room, in points, for a scale of `k`.
    pub fn least_height(&self, k: f32) -> f32 {
        let key = if self.key().is_empty() {
            0.0
        } else {
            key::ROW * 2.0
        };
        (self.surround.most_height() + key + frame::least(&self.rows)) * k
    }

    /// Lays the chart out in `width × height` points; `k` multiplies every size of type and
    /// stroke (1 on the desk, 1.73 on a projected screen of 1080 lines).
    pub fn lay_out(&self, width: f32, height: f32, k: f32) -> LaidOutDumbbell {
        let least = frame::least(&self.rows) + key::ROW;
        let mut page = Page::with_surround((width, height), k, &self.surround, least);
        key::key(&mut page, &self.key());
        let frame = Frame::new(&page, &self.rows);
        frame::ground(&mut page, &frame);
        let items = rows::rows(&mut page, &frame, &self.rows);
        LaidOutDumbbell {
            scene: page.into_sheet().scene,
            items,
            hidden: frame.hidden,
        }
    }

    /// What the picture shows, in a sentence.
    pub fn summary(&self) -> String {
        let facts: Vec<String> = self.items().map(fact).collect();
        facts.join("; ")
    }

    fn items(&self) -> impl Iterator<Item = &Item> {
        self.rows.iter().filter_map(|row| match row {
            Row::Item(item) => Some(item),
            Row::Group(..) => None,
        })
    }

    /// Which marks occur, and whose they are.
    fn key(&self) -> Vec<(Sample, String)> {
        let changes: Vec<Change> = self.items().map(Change::of).collect();
        let any = |is: fn(&Change) -> bool| changes.iter().any(is);
        let goes_up = any(|change| matches!(change, Change::Up(..)));
        let disc = if goes_up { rows::UP } else { rows::PLAIN };
        let entries = [
            (Sample::Ring, self.former_name.clone()),
            (disc, self.latter_name.clone()),
        ];
        let mut entries: Vec<_> = entries
            .into_iter()
            .filter(|(_, name)| !name.is_empty())
            .collect();
        if any(|change| matches!(change, Change::Down(..))) {
            entries.push((rows::DOWN, "lower than before".to_owned()));
        }
        if any(|change| matches!(change, Change::Same(_))) {
            entries.push((Sample::DiscInRing, "no change".to_owned()));
        }
        entries
    }
}

/// An item in words: `6 Signed agreements 3 to 5.5, +2.5`.
fn fact(item: &Item) -> String {
    let label = &item.label;
    match Change::of(item) {
        Change::Up(former, latter) | Change::Down(former, latter) => format!(
            "{label} {} to {}, {}",
            score_words(former),
            score_words(latter),
            change_words(former, latter)
        ),
        Change::Same(value) => format!("{label} {}, no change", score_words(value)),
        Change::OnlyFormer(former) => {
            format!(
                "{label} {} formerly, {}",
                score_words(former),
                rows::NO_LATTER
            )
        }
        Change::OnlyLatter(latter) => {
            format!("{label} {}, {}", score_words(latter), rows::NO_FORMER)
        }
        Change::Unknown => format!("{label} {}", rows::NEITHER),
    }
}
