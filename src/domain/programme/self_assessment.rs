//! The 22 items of the self-assessment.

use std::sync::LazyLock;

use serde::Deserialize;

use super::read;

/// One item of the self-assessment.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// 1 to 22.
    pub number: u8,
    /// Number of its block.
    pub block: u8,
    /// A few words for lists.
    pub title: String,
    /// What is asked.
    pub stem: String,
    /// Level 1 (scores 1 to 3) to level 4 (scores 10 to 12).
    #[serde(rename = "level")]
    pub levels: [Level; 4],
    /// What stands under the item (items 4 and 14, R-082).
    pub footnote: Option<Footnote>,
    /// Whom a training item is about (C-20, R-231).
    pub audience: Option<String>,
    /// Words by which a published stem of the same item is known again, lower case.
    pub marks: Vec<String>,
}

/// One of the four described levels.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// A few words, for the wall.
    pub name: String,
    /// The description.
    pub text: String,
}

/// What stands under an item.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Footnote {
    /// The sentence.
    pub text: String,
    /// The list after it; may be empty.
    #[serde(default)]
    pub points: Vec<String>,
}

#[derive(Deserialize)]
struct ItemFile {
    item: Vec<Item>,
}

/// The 22 items in order.
pub fn items() -> &'static [Item] {
    static ITEMS: LazyLock<Vec<Item>> = LazyLock::new(|| {
        read::<ItemFile>(include_str!(
            "../../../assets/programme/self_assessment.toml"
        ))
        .item
    });
    &ITEMS
}

/// The item with this number.
pub fn item(number: u8) -> Option<&'static Item> {
    items().iter().find(|i| i.number == number)
}

/// The items of a block in order.
pub fn items_of(block: u8) -> impl Iterator<Item = &'static Item> {
    items().iter().filter(move |i| i.block == block)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Title of every item in the order of the instrument, and its block.
    const TITLES: [(u8, &str); 22] = [
        (1, "Leaders' visible backing"),
        (1, "Common vision"),
        (1, "Ownership and means"),
        (2, "Policy content"),
        (2, "Policy in use"),
        (2, "Signed agreements"),
        (2, "Workflows"),
        (3, "Tracking system"),
        (3, "Entering data"),
        (3, "Using data"),
        (4, "Prepared visits"),
        (4, "Empathic communication training"),
        (4, "Patient involvement training"),
        (4, "Care plan forms"),
        (4, "Patient education material"),
        (5, "Spotting complex needs"),
        (5, "OUD treatment access"),
        (5, "OUD diagnosis training"),
        (5, "Mental health access"),
        (5, "Stigma training"),
        (6, "Watching progress"),
        (6, "Acting on data"),
    ];

    #[test]
    fn the_22_items_stand_in_their_blocks_in_the_order_of_the_instrument() {
        let found: Vec<(u8, &str)> = items().iter().map(|i| (i.block, &*i.title)).collect();
        assert_eq!(found, TITLES);
        let numbers: Vec<u8> = items().iter().map(|i| i.number).collect();
        assert_eq!(numbers, (1..=22).collect::<Vec<u8>>());
        let sizes = [1, 2, 3, 4, 5, 6].map(|block| items_of(block).count());
        assert_eq!(sizes, [3, 4, 3, 5, 5, 2]);
    }

    #[test]
    fn every_item_has_four_levels_that_can_be_read_from_the_back_of_a_room() {
        for item in items() {
            assert!(item.stem.ends_with('?'), "{}: {}", item.number, item.stem);
            assert!(item.stem.len() <= 100, "{}: {}", item.number, item.stem);
            assert!(!item.marks.is_empty(), "{}", item.number);
            for level in &item.levels {
                let said = format!("{} {}: {}", item.number, level.name, level.text);
                assert!((4..=48).contains(&level.name.len()), "{said}");
                assert!((12..=150).contains(&level.text.len()), "{said}");
                assert!(level.text.ends_with('.'), "{said}");
            }
            for (a, b) in [(0, 1), (1, 2), (2, 3)] {
                assert_ne!(item.levels[a].name, item.levels[b].name, "{}", item.number);
            }
        }
    }

    #[test]
    fn items_4_and_14_have_their_footnotes() {
        let with: Vec<u8> = items()
            .iter()
            .filter(|i| i.footnote.is_some())
            .map(|i| i.number)
            .collect();
        assert_eq!(with, [4, 14]);
        let topics = item(4).and_then(|i| i.footnote.as_ref()).unwrap();
        assert_eq!(topics.points.len(), 12);
    }

    #[test]
    fn training_items_name_their_audience() {
        let of = |number| item(number).and_then(|i| i.audience.as_deref());
        assert_eq!(of(12), Some("clinicians and staff"));
        assert_eq!(of(13), Some("clinicians and staff"));
        assert_eq!(of(18), Some("clinicians"));
        assert_eq!(of(20), Some("clinicians and staff"));
        assert_eq!(items().iter().filter(|i| i.audience.is_some()).count(), 4);
    }
}
