//! Which words the items have: the built-in ones, or the published ones a clinic has loaded.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::ids::WordingId;
use crate::domain::programme::{self, Item};

/// One item of the published instrument as a clinic has loaded it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedItem {
    /// 1 to 22.
    pub number: u8,
    /// The heading of its row; may be empty.
    pub title: String,
    /// What is asked.
    pub stem: String,
    /// Level 1 to level 4.
    pub levels: [String; 4],
}

/// The wording a clinic has loaded from the published guide; at most one at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Record number in the clinic file.
    pub id: WordingId,
    /// The file's name, or "pasted text".
    pub source: String,
    /// When it was loaded.
    pub on: NaiveDate,
    /// Who loaded it.
    pub by: String,
    /// The items, ascending; an item that is missing keeps its built-in words.
    pub items: Vec<PublishedItem>,
}

impl Wording {
    /// "wording: guide.txt, 2026-03-04", for a line beside the words.
    pub fn short_label(&self) -> String {
        format!("wording: {}, {}", self.source, self.on)
    }

    /// "Published wording from guide.txt, loaded 2026-03-04 by MK".
    pub fn label(&self) -> String {
        format!(
            "Published wording from {}, loaded {} by {}",
            self.source, self.on, self.by
        )
    }
}

/// The words of one item as screens and forms show them.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    item: &'static Item,
    published: Option<&'a PublishedItem>,
}

/// The words of an item in this clinic.
pub fn words_of(wording: Option<&Wording>, number: u8) -> Option<Words<'_>> {
    let item = programme::item(number)?;
    let published = wording.and_then(|w| w.items.iter().find(|i| i.number == number));
    Some(Words { item, published })
}

impl<'a> Words<'a> {
    /// The built-in item: number, block, footnote.
    pub fn item(&self) -> &'static Item {
        self.item
    }

    /// Whether these are loaded words.
    pub fn is_published(&self) -> bool {
        self.published.is_some()
    }

    /// A few words for lists: always the built-in ones, which are short.
    pub fn title(&self) -> &'static str {
        &self.item.title
    }

    /// The heading over the stem: the published one where there is one.
    pub fn heading(&self) -> &'a str {
        match self.published {
            Some(published) if !published.title.is_empty() => &published.title,
            _ => &self.item.title,
        }
    }

    /// What is asked.
    pub fn stem(&self) -> &'a str {
        self.published.map_or(&self.item.stem, |p| &p.stem)
    }

    /// The short name of a level, 1 to 4; published wording has none.
    pub fn level_name(&self, level: u8) -> Option<&'static str> {
        let at = usize::from(level.checked_sub(1)?);
        match self.published {
            Some(_) => None,
            None => self.item.levels.get(at).map(|l| l.name.as_str()),
        }
    }

    /// The description of a level, 1 to 4.
    pub fn level_text(&self, level: u8) -> &'a str {
        let at = usize::from(level.saturating_sub(1));
        match self.published {
            Some(published) => published.levels.get(at).map_or("", String::as_str),
            None => self.item.levels.get(at).map_or("", |l| &l.text),
        }
    }

    /// What stands for a level where there is little room: its name, or the published description.
    pub fn level_short(&self, level: u8) -> &'a str {
        match self.level_name(level) {
            Some(name) => name,
            None => self.level_text(level),
        }
    }
}
