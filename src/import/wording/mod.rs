//! The published wording of the self-assessment, read from the text of the guide.
//!
//! Each item is a number, a question and four descriptions, parted by three dots:
//! "6. Question... ...first. ...second. ...third. ...fourth."
//! What is read is exactly what stands there; what is not certain is said to be so.

mod clean;
#[cfg(test)]
mod damage_tests;
mod dots;
mod ending;
#[cfg(test)]
mod ending_tests;
mod fault;
mod gaps;
mod judge;
mod layout;
mod lines;
#[cfg(test)]
mod misplaced_tests;
mod passage;
#[cfg(test)]
mod property_tests;
mod row;
mod shape;
mod signs;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tolerance_tests;

use crate::domain::assessment::wording::PublishedItem;
use judge::Reading;
use passage::Text;
use shape::{Found, Shape};

/// The published words of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadItem {
    /// 1 to 22.
    pub number: u8,
    /// The heading over the item; may be empty.
    pub title: String,
    /// The question with its dots.
    pub stem: String,
    /// The descriptions of level 1 to 4 with their dots.
    pub levels: [String; 4],
    /// Someone has to compare it with the guide; a problem says why.
    pub is_doubtful: bool,
}

impl ReadItem {
    /// The item as it is kept in the clinic file.
    pub fn published(&self) -> PublishedItem {
        PublishedItem {
            number: self.number,
            title: self.title.clone(),
            stem: self.stem.clone(),
            levels: self.levels.clone(),
        }
    }
}

/// What could not be read, or not for certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The item; `None` where it is about the whole text.
    pub number: Option<u8>,
    /// What, where, and what to do; names the item.
    pub sentence: String,
}

/// The wording found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordingReading {
    /// By number, each once.
    pub items: Vec<ReadItem>,
    /// By number; at most one for an item, and one alone if this is another text.
    pub problems: Vec<Problem>,
}

/// Reads the wording from the text of the guide or of its appendix.
pub fn read_wording(text: &str) -> WordingReading {
    let clean = clean::clean(text);
    let pieces = gaps::pieces(&clean);
    let tokens = signs::with_signs(dots::tokens(&clean, &pieces.list));
    let text = Text::new(tokens, pieces.line_lengths, pieces.trailing);
    judge::judge(&readings(&text))
}

fn readings(text: &Text) -> Vec<Reading> {
    let found = shape::shapes(text);
    let whole: Vec<Shape> = found
        .iter()
        .filter_map(|found| match found {
            Found::Whole(shape) => Some(*shape),
            Found::Part { .. } => None,
        })
        .collect();
    let layout = layout::layout(text, &whole);
    let mut rows = Vec::new();
    let mut readings: Vec<Option<(u8, fault::Fault)>> = Vec::new();
    for found in found {
        let part = match found {
            Found::Whole(shape) => match row::row(text, &shape, layout) {
                Ok(row) => {
                    rows.push(row);
                    None
                }
                Err(fault) => Some((shape.number, fault)),
            },
            Found::Part { number, levels } => Some((number, fault::Fault::TooFew(levels))),
        };
        readings.push(part);
    }
    row::check_ends(&mut rows, text, layout);
    let mut rows = rows.into_iter();
    readings
        .into_iter()
        .filter_map(|part| match part {
            Some((number, fault)) => Some(Reading::Part(number, fault)),
            None => rows.next().map(|row| Reading::Row(Box::new(row))),
        })
        .collect()
}
