//! What a round's answers come to: per item and per block, and the change between two rounds.
//!
//! A blank shrinks n and is never counted as 0. Sums are whole numbers; a mean is divided once.
//! Block means are Sixblocks' own summary: the instrument itself defines none (C-18).

use crate::domain::assessment::{ITEMS, SheetKind};
use crate::domain::ids::RoundId;
use crate::domain::programme;
use crate::domain::workbook::Workbook;

/// Which sheets of a round count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Which {
    /// All of them, each the same.
    #[default]
    All,
    /// The shared answer.
    Shared,
    /// The small groups.
    Groups,
    /// The persons.
    Persons,
}

/// The answers of a round to one item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemSummary {
    /// 1 to 22.
    pub item: u8,
    /// The scores given, ascending.
    pub scores: Vec<u8>,
    /// Sheets that count, answered or blank.
    pub sheets: usize,
}

/// The answers of a round to a block's items.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BlockSummary {
    /// 1 to 6.
    pub block: u8,
    /// Its items that somebody answered.
    pub answered_items: usize,
    /// All its items.
    pub items: usize,
    /// Mean of the means of the answered items, so that every item weighs the same.
    pub mean: Option<f64>,
}

/// The answers of a round.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoundSummary {
    /// All 22 items in order.
    pub items: Vec<ItemSummary>,
    /// All six blocks in order.
    pub blocks: Vec<BlockSummary>,
}

/// One item in two rounds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemChange {
    /// In the former round.
    pub former: ItemSummary,
    /// In the latter round.
    pub latter: ItemSummary,
}

impl Which {
    /// All choices.
    pub const ALL: [Self; 4] = [Self::All, Self::Shared, Self::Groups, Self::Persons];

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::All => "All sheets",
            Self::Shared => "Shared answer",
            Self::Groups => "Small groups",
            Self::Persons => "Persons",
        }
    }

    /// Whether a sheet of this kind is among them.
    pub fn counts(self, kind: SheetKind) -> bool {
        match self {
            Self::All => true,
            Self::Shared => kind == SheetKind::Shared,
            Self::Groups => kind == SheetKind::Group,
            Self::Persons => kind == SheetKind::Person,
        }
    }
}

impl ItemSummary {
    /// A summary of these scores out of so many sheets.
    pub fn new(item: u8, mut scores: Vec<u8>, sheets: usize) -> Self {
        scores.sort_unstable();
        Self {
            item,
            scores,
            sheets,
        }
    }

    /// Answers given.
    pub fn n(&self) -> usize {
        self.scores.len()
    }

    fn sum(&self) -> u32 {
        self.scores.iter().map(|s| u32::from(*s)).sum()
    }

    /// The mean of the answers given; `None` when there is none.
    pub fn mean(&self) -> Option<f64> {
        (self.n() > 0).then(|| f64::from(self.sum()) / self.n() as f64)
    }

    /// The middle answer, or half way between the two in the middle.
    pub fn median(&self) -> Option<f64> {
        let upper = self.scores.get(self.n() / 2)?;
        if self.n() % 2 == 1 {
            return Some(f64::from(*upper));
        }
        let lower = self.scores.get(self.n() / 2 - 1)?;
        Some(f64::midpoint(f64::from(*lower), f64::from(*upper)))
    }

    /// Lowest and highest answer.
    pub fn range(&self) -> Option<(u8, u8)> {
        Some((*self.scores.first()?, *self.scores.last()?))
    }

    /// Highest less lowest answer.
    pub fn spread(&self) -> Option<u8> {
        self.range().map(|(low, high)| high - low)
    }

    /// The level the mean has reached: 4 from 10 on, 3 from 7, 2 from 4, else 1. Compared in whole
    /// numbers, so that a mean of exactly 7 is level 3.
    pub fn level(&self) -> Option<u8> {
        let reaches = |score: u32| self.sum() >= score * self.n() as u32;
        (self.n() > 0).then(|| match () {
            () if reaches(10) => 4,
            () if reaches(7) => 3,
            () if reaches(4) => 2,
            () => 1,
        })
    }

    /// How far the mean is from the top of the scale, 12.
    pub fn gap(&self) -> Option<f64> {
        self.mean().map(|mean| 12.0 - mean)
    }
}

impl ItemChange {
    /// Latter mean less former mean; `None` unless both rounds have answers.
    pub fn change(&self) -> Option<f64> {
        Some(self.latter.mean()? - self.former.mean()?)
    }
}

impl RoundSummary {
    /// Sums up a round's sheets of the chosen kind.
    pub fn of(workbook: &Workbook, round: RoundId, which: Which) -> Self {
        let sheets: Vec<_> = workbook
            .sheets_of(round)
            .iter()
            .filter(|s| which.counts(s.kind))
            .map(|s| s.id)
            .collect();
        let items: Vec<ItemSummary> = ITEMS
            .map(|item| {
                let scores = sheets
                    .iter()
                    .filter_map(|sheet| Some(workbook.answer(*sheet, item)?.score?.get()));
                ItemSummary::new(item, scores.collect(), sheets.len())
            })
            .collect();
        let blocks = programme::blocks()
            .iter()
            .map(|b| BlockSummary::of(b.number, &items))
            .collect();
        Self { items, blocks }
    }

    /// The summary of an item.
    pub fn item(&self, number: u8) -> Option<&ItemSummary> {
        self.items.iter().find(|i| i.item == number)
    }

    /// The summary of a block.
    pub fn block(&self, number: u8) -> Option<&BlockSummary> {
        self.blocks.iter().find(|b| b.block == number)
    }

    /// Items that somebody answered.
    pub fn answered(&self) -> usize {
        self.items.iter().filter(|i| i.n() > 0).count()
    }
}

impl BlockSummary {
    /// Sums up a block from the summaries of all items.
    pub fn of(block: u8, items: &[ItemSummary]) -> Self {
        let numbers: Vec<u8> = programme::items_of(block).map(|i| i.number).collect();
        let means: Vec<f64> = items
            .iter()
            .filter(|i| numbers.contains(&i.item))
            .filter_map(ItemSummary::mean)
            .collect();
        Self {
            block,
            answered_items: means.len(),
            items: numbers.len(),
            mean: (!means.is_empty()).then(|| means.iter().sum::<f64>() / means.len() as f64),
        }
    }
}

/// Every item in two rounds, in the order of the instrument.
pub fn changes(former: &RoundSummary, latter: &RoundSummary) -> Vec<ItemChange> {
    let of = |summary: &RoundSummary, item| summary.item(item).cloned();
    ITEMS
        .map(|item| ItemChange {
            former: of(former, item).unwrap_or_else(|| ItemSummary::new(item, Vec::new(), 0)),
            latter: of(latter, item).unwrap_or_else(|| ItemSummary::new(item, Vec::new(), 0)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn item(scores: &[u8], sheets: usize) -> ItemSummary {
        ItemSummary::new(1, scores.to_vec(), sheets)
    }

    #[test]
    fn nothing_answered_has_no_mean_and_not_zero() {
        let blank = item(&[], 6);
        assert_eq!(blank.mean(), None);
        assert_eq!(blank.median(), None);
        assert_eq!(blank.range(), None);
        assert_eq!(blank.spread(), None);
        assert_eq!(blank.level(), None);
        assert_eq!(blank.gap(), None);
        let none: Vec<ItemSummary> = ITEMS.map(|i| ItemSummary::new(i, vec![], 6)).collect();
        assert_eq!(BlockSummary::of(1, &none).mean, None);
    }

    #[test]
    fn median_range_and_level_of_published_kinds_of_answers() {
        let six = item(&[6, 3, 4, 10, 5, 7], 6);
        assert_eq!(six.median(), Some(5.5));
        assert_eq!(six.range(), Some((3, 10)));
        assert_eq!(six.spread(), Some(7));
        assert_eq!(item(&[7], 1).median(), Some(7.0));
        assert_eq!(item(&[2, 2, 2], 3).spread(), Some(0));
        for (scores, level) in [
            (&[3, 4][..], 1),
            (&[4], 2),
            (&[6, 8], 3),
            (&[6, 7, 7], 2),
            (&[10, 10], 4),
            (&[12, 8], 4),
        ] {
            assert_eq!(item(scores, 9).level(), Some(level), "{scores:?}");
        }
    }

    #[test]
    fn a_block_mean_weighs_every_answered_item_the_same() {
        let items = [
            ItemSummary::new(1, vec![2, 4], 3),
            ItemSummary::new(2, vec![9], 3),
            ItemSummary::new(3, vec![], 3),
        ];
        let block = BlockSummary::of(1, &items);
        assert_eq!((block.answered_items, block.items), (2, 3));
        assert_eq!(block.mean, Some(6.0));
    }

    proptest! {
        #[test]
        fn a_blank_changes_no_number_but_the_count_of_sheets(
            scores in prop::collection::vec(1_u8..=12, 0..40),
            blanks in 0_usize..40,
        ) {
            let without = item(&scores, scores.len());
            let with = item(&scores, scores.len() + blanks);
            prop_assert_eq!(with.mean(), without.mean());
            prop_assert_eq!(with.median(), without.median());
            prop_assert_eq!(with.range(), without.range());
            prop_assert_eq!(with.level(), without.level());
            prop_assert_eq!(with.n(), scores.len());
        }

        #[test]
        fn mean_and_median_lie_within_the_range_and_do_not_mind_the_order(
            mut scores in prop::collection::vec(1_u8..=12, 1..40),
        ) {
            let summary = item(&scores, scores.len());
            let (low, high) = summary.range().unwrap();
            for value in [summary.mean().unwrap(), summary.median().unwrap()] {
                prop_assert!(f64::from(low) <= value && value <= f64::from(high));
            }
            let half = scores.iter().filter(|s| f64::from(**s) <= summary.median().unwrap()).count();
            prop_assert!(half * 2 >= scores.len());
            prop_assert_eq!(summary.spread().unwrap(), high - low);
            let reached = summary.level().unwrap();
            prop_assert_eq!(reached, ((summary.mean().unwrap() + 1e-9) as u8 - 1) / 3 + 1);
            scores.reverse();
            prop_assert_eq!(item(&scores, scores.len()), summary);
        }

        #[test]
        fn one_sheet_is_its_own_mean_median_and_range(score in 1_u8..=12) {
            let one = item(&[score], 1);
            prop_assert_eq!(one.mean(), Some(f64::from(score)));
            prop_assert_eq!(one.median(), Some(f64::from(score)));
            prop_assert_eq!(one.spread(), Some(0));
            prop_assert_eq!(one.gap(), Some(12.0 - f64::from(score)));
        }

        #[test]
        fn a_change_turns_its_sign_with_the_rounds_and_needs_both(
            former in prop::collection::vec(1_u8..=12, 0..8),
            latter in prop::collection::vec(1_u8..=12, 0..8),
        ) {
            let there = ItemChange { former: item(&former, 8), latter: item(&latter, 8) };
            let back = ItemChange { former: there.latter.clone(), latter: there.former.clone() };
            prop_assert_eq!(there.change().is_some(), !former.is_empty() && !latter.is_empty());
            prop_assert_eq!(there.change().map(|c| -c), back.change());
        }
    }
}
