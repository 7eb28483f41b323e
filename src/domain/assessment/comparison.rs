//! Two rounds side by side: every item, in a chosen order, and the finding in words.

use super::Round;
use super::summary::{ItemChange, RoundSummary, Which, changes};
use super::talk::{one_decimal, plain, signed};
use crate::domain::programme;
use crate::domain::workbook::Workbook;

/// In which order items stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As in the instrument.
    #[default]
    Instrument,
    /// The largest gain first, what cannot be told last.
    Change,
    /// The largest distance to 12 first.
    Gap,
}

impl Order {
    /// All orders.
    pub const ALL: [Self; 3] = [Self::Instrument, Self::Change, Self::Gap];

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Instrument => "In order",
            Self::Change => "By change",
            Self::Gap => "By gap",
        }
    }
}

/// Two rounds, or one when there is no other.
pub struct Comparison {
    /// Name of the earlier round.
    pub former_name: Option<String>,
    /// Name of the later round.
    pub latter_name: String,
    /// Which sheets count in both.
    pub which: Which,
    /// The earlier round; empty when there is none.
    pub former: RoundSummary,
    /// The later round.
    pub latter: RoundSummary,
    /// All 22 items in order.
    pub items: Vec<ItemChange>,
}

impl Comparison {
    /// Compares two rounds, or shows one when there is no other.
    pub fn of(workbook: &Workbook, former: Option<&Round>, latter: &Round, which: Which) -> Self {
        let of = |round: &Round| RoundSummary::of(workbook, round.id, which);
        let before = former.map(of).unwrap_or_default();
        let after = of(latter);
        Self {
            former_name: former.map(Round::label),
            latter_name: latter.label(),
            which,
            items: changes(&before, &after),
            former: before,
            latter: after,
        }
    }

    /// The items in this order.
    pub fn sorted(&self, order: Order) -> Vec<&ItemChange> {
        let mut items: Vec<&ItemChange> = self.items.iter().collect();
        let value = |item: &&ItemChange| match order {
            Order::Instrument => None,
            Order::Change => item.change(),
            Order::Gap => item.latter.gap(),
        };
        if order != Order::Instrument {
            let key = |item: &&ItemChange| value(item).unwrap_or(f64::NEG_INFINITY);
            items.sort_by(|a, b| key(b).total_cmp(&key(a)));
        }
        items
    }

    /// The largest gain, the largest fall, and how many items cannot be compared.
    pub fn finding(&self) -> String {
        if self.former_name.is_none() {
            return format!(
                "One round so far: {} of 22 items answered. Changes show with a second round.",
                self.latter.answered()
            );
        }
        let compared: Vec<(&ItemChange, f64)> = self
            .items
            .iter()
            .filter_map(|i| Some((i, i.change()?)))
            .collect();
        let by = |a: &&(&ItemChange, f64), b: &&(&ItemChange, f64)| a.1.total_cmp(&b.1);
        let title = |item: &ItemChange| {
            let number = item.latter.item;
            let title = programme::item(number).map_or("", |i| i.title.as_str());
            format!("{number} {title}")
        };
        let mut sentences = Vec::new();
        if let Some((item, gain)) = compared.iter().max_by(by).filter(|(_, c)| *c > 0.0) {
            sentences.push(format!(
                "Largest gain: {}, up {}.",
                title(item),
                plain(*gain)
            ));
        }
        match compared.iter().min_by(by).filter(|(_, c)| *c < 0.0) {
            Some((item, fall)) => {
                sentences.push(format!(
                    "Largest fall: {}, down {}.",
                    title(item),
                    plain(-*fall)
                ));
            }
            None if !compared.is_empty() => sentences.push("No item fell.".to_owned()),
            None => {}
        }
        let left = self.items.len() - compared.len();
        if left > 0 {
            sentences.push(format!(
                "{left} of 22 items lack an answer in one of the rounds."
            ));
        }
        sentences.join(" ")
    }
}

/// "7.5", or nothing.
pub fn mean_words(mean: Option<f64>) -> String {
    mean.map(one_decimal).unwrap_or_default()
}

/// "+2.5", "−1.0", "0.0", or nothing.
pub fn change_words(change: Option<f64>) -> String {
    change.map(signed).unwrap_or_default()
}
