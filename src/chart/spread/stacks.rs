//! Which answers stand on one another, and where they are told as one dot with `× n`.

use super::Spread;
use crate::chart::scale::{HIGHEST, LOWEST};

/// One dot of the picture: one answer, or so many equal ones that only their number can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Positions in the spread's dots.
    pub dots: Vec<usize>,
    /// What stands beside it.
    pub words: Option<String>,
    /// Whether it is the team's shared answer.
    pub is_shared: bool,
}

impl Entry {
    /// Whether its words are the number of its answers, which must not be lost.
    pub(super) fn is_count(&self) -> bool {
        self.dots.len() > 1
    }
}

/// The dots of one score, lowest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stack {
    /// 1 to 12.
    pub score: u8,
    /// From the axis up; the shared answer first.
    pub entries: Vec<Entry>,
}

/// The stacks by ascending score; more than `most` equal answers become one dot with `× n`.
pub(super) fn stacks(spread: &Spread, most: usize) -> Vec<Stack> {
    let scores = LOWEST..=HIGHEST;
    let stacks = scores.map(|score| Stack {
        score,
        entries: entries(spread, score, most),
    });
    stacks.filter(|stack| !stack.entries.is_empty()).collect()
}

fn entries(spread: &Spread, score: u8, most: usize) -> Vec<Entry> {
    let of = |is_shared: bool| {
        let dots = spread.dots.iter().enumerate();
        let same = dots.filter(move |(_, dot)| dot.score == score && dot.is_shared == is_shared);
        let entries = same.map(move |(index, dot)| Entry {
            dots: vec![index],
            words: dot.words().map(str::to_owned),
            is_shared,
        });
        entries.collect::<Vec<_>>()
    };
    let (shared, others) = (of(true), of(false));
    if shared.len() + others.len() <= most {
        return [shared, others].concat();
    }
    // The shared answer is told apart from the others as long as there is room for two dots.
    if most > 1 {
        [told_as_one(shared), told_as_one(others)].concat()
    } else {
        told_as_one([shared, others].concat())
    }
}

/// Many entries as one with their number; one or none as they are.
fn told_as_one(entries: Vec<Entry>) -> Vec<Entry> {
    if entries.len() < 2 {
        return entries;
    }
    let is_shared = entries.iter().all(|entry| entry.is_shared);
    let dots: Vec<usize> = entries.into_iter().flat_map(|entry| entry.dots).collect();
    vec![Entry {
        words: Some(format!("× {}", dots.len())),
        dots,
        is_shared,
    }]
}
