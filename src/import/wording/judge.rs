//! The rows held against each other and against the programme's items.

use super::fault::{Fault, NOT_THE_INSTRUMENT};
use super::row::Row;
use super::{Problem, ReadItem, WordingReading};
use crate::domain::programme::{self, Item};

/// What a number of the text gave.
pub enum Reading {
    /// A row.
    Row(Box<Row>),
    /// No row, and why.
    Part(u8, Fault),
}

impl Reading {
    fn number(&self) -> u8 {
        match self {
            Self::Row(row) => row.number,
            Self::Part(number, _) => *number,
        }
    }

    fn row(&self) -> Option<&Row> {
        match self {
            Self::Row(row) => Some(row),
            Self::Part(..) => None,
        }
    }
}

/// Every item of the programme with what was found of it.
pub fn judge(readings: &[Reading]) -> WordingReading {
    if !is_the_instrument(readings) {
        let sentence = NOT_THE_INSTRUMENT.to_owned();
        return WordingReading {
            items: Vec::new(),
            problems: vec![Problem {
                number: None,
                sentence,
            }],
        };
    }
    let chosen: Vec<(usize, &Row)> = programme::items()
        .iter()
        .filter_map(|item| chosen(item, readings))
        .collect();
    let mut items = Vec::new();
    let mut problems = Vec::new();
    for item in programme::items() {
        let row = chosen.iter().find(|(_, row)| row.number == item.number);
        let fault = match row {
            Some(&(place, row)) => doubt(item, place, row, readings, &chosen),
            None => Some(absence(item.number, readings)),
        };
        items.extend(row.map(|(_, row)| read_item(row, fault.is_some())));
        problems.extend(fault.map(|fault| Problem {
            number: Some(item.number),
            sentence: fault.sentence(item.number),
        }));
    }
    WordingReading { items, problems }
}

fn read_item(row: &Row, is_doubtful: bool) -> ReadItem {
    ReadItem {
        number: row.number,
        title: row.title.clone(),
        stem: row.stem.clone(),
        levels: row.levels.clone(),
        is_doubtful,
    }
}

/// At least half of the rows have the words of one of the programme's items.
fn is_the_instrument(readings: &[Reading]) -> bool {
    let rows = readings.iter().filter_map(Reading::row);
    let (mut all, mut known) = (0, 0);
    for row in rows {
        let stem = plain(&row.stem);
        all += 1;
        known += usize::from(programme::items().iter().any(|i| has_mark(i, &stem)));
    }
    all > 0 && known * 2 >= all
}

/// The row of an item and its place among the readings: the first with its words, or the first.
fn chosen<'a>(item: &Item, readings: &'a [Reading]) -> Option<(usize, &'a Row)> {
    let rows = || {
        readings
            .iter()
            .enumerate()
            .filter_map(|(place, r)| Some((place, r.row()?)))
            .filter(|(_, row)| row.number == item.number)
    };
    rows().min_by_key(|(place, row)| {
        (
            !has_mark(item, &plain(&row.stem)),
            row.fault.is_some(),
            *place,
        )
    })
}

/// Why a row that was read is not certain.
fn doubt(
    item: &Item,
    place: usize,
    row: &Row,
    readings: &[Reading],
    chosen: &[(usize, &Row)],
) -> Option<Fault> {
    let next = item.number + 1;
    let has_next = chosen.iter().any(|(_, row)| row.number == next)
        || readings.get(place + 1).is_some_and(|r| r.number() == next);
    let is_end = programme::item(next).is_none();
    let faults = [
        row.fault,
        stands_twice(row, readings).then_some(Fault::Twice),
        strange_words(item, row),
        out_of_order(item.number, chosen),
        (row.is_cut_off && !is_end).then_some(Fault::TextEnds),
        (!row.is_one_line && !is_end && !has_next).then_some(Fault::NeighbourMissing(next)),
    ];
    faults.into_iter().flatten().min()
}

/// Another reading of the same number says something else.
fn stands_twice(row: &Row, readings: &[Reading]) -> bool {
    let others = readings.iter().filter(|r| r.number() == row.number);
    others.into_iter().any(|other| match other {
        Reading::Row(other) => other.stem != row.stem || other.levels != row.levels,
        Reading::Part(_, fault) => match fault {
            Fault::TooFew(found) => *found >= 2,
            _ => true,
        },
    })
}

fn strange_words(item: &Item, row: &Row) -> Option<Fault> {
    let stem = plain(&row.stem);
    if has_mark(item, &stem) {
        return None;
    }
    let mut others = programme::items().iter().filter(|i| has_mark(i, &stem));
    match (others.next(), others.next()) {
        (Some(only), None) => Some(Fault::ReadsLike(only.number)),
        _ => Some(Fault::ReadsLikeNone),
    }
}

/// The rows that would have to move for the numbers to rise.
fn out_of_order(number: u8, chosen: &[(usize, &Row)]) -> Option<Fault> {
    let mut places: Vec<(usize, u8)> = chosen.iter().map(|(p, row)| (*p, row.number)).collect();
    places.sort_unstable();
    let found: Vec<u8> = places.into_iter().map(|(_, number)| number).collect();
    let at = found.iter().position(|&n| n == number)?;
    let rank = found.iter().filter(|&&n| n < number).count();
    if rank == at || is_in_every_longest_rise(&found, at) {
        return None;
    }
    let before = at.checked_sub(1).and_then(|b| found.get(b)).copied();
    Some(Fault::OutOfOrder(before))
}

/// The number belongs to each of the longest rising series of the list.
fn is_in_every_longest_rise(numbers: &[u8], at: usize) -> bool {
    let without: Vec<u8> = numbers
        .iter()
        .enumerate()
        .filter(|(place, _)| *place != at)
        .map(|(_, number)| *number)
        .collect();
    longest_rise(&without) < longest_rise(numbers)
}

fn longest_rise(numbers: &[u8]) -> usize {
    let mut rises: Vec<(u8, usize)> = Vec::new();
    for &number in numbers {
        let before = rises.iter().filter(|(n, _)| *n < number);
        let length = before.map(|(_, length)| *length).max().unwrap_or(0) + 1;
        rises.push((number, length));
    }
    rises.iter().map(|(_, length)| *length).max().unwrap_or(0)
}

/// Why an item has no row.
fn absence(number: u8, readings: &[Reading]) -> Fault {
    let mut best = Fault::Missing;
    let mut before: Option<&Reading> = None;
    let mut rest = readings.iter().peekable();
    while let Some(reading) = rest.next() {
        if let Reading::Part(found, fault) = reading
            && *found == number
        {
            let is_neighbour = |other: Option<&Reading>, expected: Option<u8>| {
                other
                    .and_then(Reading::row)
                    .is_some_and(|row| Some(row.number) == expected)
            };
            let is_in_place = is_neighbour(before, number.checked_sub(1))
                || is_neighbour(rest.peek().copied(), number.checked_add(1));
            match fault {
                Fault::TooFew(0) if !is_in_place => {}
                _ => best = best.max(*fault),
            }
        }
        before = Some(reading);
    }
    best
}

/// Lower case, with plain dashes and apostrophes.
fn plain(words: &str) -> String {
    words
        .to_lowercase()
        .replace(['‐', '‑', '–', '—'], "-")
        .replace('’', "'")
}

/// The plain words have one of the item's marks as whole words.
fn has_mark(item: &Item, words: &str) -> bool {
    item.marks.iter().any(|mark| {
        words.match_indices(mark.as_str()).any(|(at, found)| {
            let before = words.get(..at).unwrap_or_default();
            let after = words.get(at + found.len()..).unwrap_or_default();
            !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
        })
    })
}
