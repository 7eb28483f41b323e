//! The words and dots of a text, each with the gap before it.

use super::lines::{Line, Use, lines};

/// What stands before a word, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing.
    None,
    /// One blank.
    Space,
    /// Several blanks.
    Spaces,
    /// The end of a line, and page furniture.
    Page,
    /// The end of a line.
    Line,
    /// A tab or a table's line.
    Column,
    /// A tab or a table's line, and the end of a line.
    CellEnd,
    /// A line with nothing on it.
    Blank,
}

impl Gap {
    /// The word begins a line.
    pub fn is_line(self) -> bool {
        matches!(self, Self::Page | Self::Line | Self::CellEnd | Self::Blank)
    }
}

/// A run of dots, or a run of anything else without white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What stands there.
    pub text: &'a str,
    /// Where it begins in the cleaned text.
    pub start: usize,
    /// What stands before it.
    pub gap: Gap,
    /// It is made of dots.
    pub is_dots: bool,
    /// Number of its line.
    pub line: usize,
}

/// A cleaned text cut into pieces.
pub struct Pieces<'a> {
    /// In order.
    pub list: Vec<Piece<'a>>,
    /// Length of every line.
    pub line_lengths: Vec<usize>,
    /// What the text ends with.
    pub trailing: Gap,
}

/// The pieces of a cleaned text.
pub fn pieces(clean: &str) -> Pieces<'_> {
    let lines = lines(clean);
    let mut pieces = Vec::new();
    let mut before = Before::default();
    let mut start = 0;
    for (number, line) in lines.iter().enumerate() {
        match line.is {
            Use::Blank => before.blank(line.text),
            Use::Furniture => before.has_furniture = true,
            Use::Words => {
                let mut gap = before.gap(line.text);
                if pieces.is_empty() {
                    gap = Gap::Blank;
                }
                cut(line.text, start, gap, number, &mut pieces);
                before = Before::after(line);
            }
        }
        start += line.text.len() + 1;
    }
    let line_lengths = lines.iter().map(|l| l.text.trim().len()).collect();
    Pieces {
        list: pieces,
        line_lengths,
        trailing: before.trailing(),
    }
}

/// What was met since the last line with words.
#[derive(Default)]
struct Before {
    has_blank: bool,
    has_furniture: bool,
    has_tab: bool,
}

impl Before {
    fn after(line: &Line) -> Self {
        let words = line.text.trim_end();
        Self {
            has_tab: line
                .text
                .get(words.len()..)
                .is_some_and(|t| t.contains('\t')),
            ..Self::default()
        }
    }

    fn blank(&mut self, line: &str) {
        self.has_blank = true;
        self.has_tab |= line.contains('\t');
    }

    fn trailing(&self) -> Gap {
        if self.has_tab {
            Gap::CellEnd
        } else if self.has_blank || self.has_furniture {
            Gap::Line
        } else {
            Gap::None
        }
    }

    /// Around page furniture blank lines mean nothing.
    fn gap(&self, line: &str) -> Gap {
        let begins_with_tab = line
            .chars()
            .take_while(|c| c.is_whitespace())
            .any(|c| c == '\t');
        if self.has_blank && !self.has_furniture {
            Gap::Blank
        } else if self.has_tab || begins_with_tab {
            Gap::CellEnd
        } else if self.has_furniture {
            Gap::Page
        } else {
            Gap::Line
        }
    }
}

/// Cuts a line into pieces.
fn cut<'a>(line: &'a str, start: usize, first: Gap, number: usize, pieces: &mut Vec<Piece<'a>>) {
    for (place, (mut at, word)) in words(line).enumerate() {
        let mut gap = if place == 0 {
            first
        } else {
            gap_before(line, at)
        };
        let mut rest = word;
        while !rest.is_empty() {
            let is_dots = rest.starts_with(is_dot);
            let length = rest.find(|c| is_dot(c) != is_dots).unwrap_or(rest.len());
            let (text, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            pieces.push(Piece {
                text,
                start: start + at,
                gap,
                is_dots,
                line: number,
            });
            gap = Gap::None;
            at += length;
            rest = after;
        }
    }
}

fn is_dot(c: char) -> bool {
    c == '.' || c == '…'
}

/// The words of a line and where they begin.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    line.split([' ', '\t']).filter_map(move |word| {
        let start = at;
        at += word.len() + 1;
        (!word.is_empty()).then_some((start, word))
    })
}

/// The gap inside a line before this place.
fn gap_before(line: &str, at: usize) -> Gap {
    let before = line.get(..at).unwrap_or_default();
    let mut count = 0;
    for c in before.bytes().rev() {
        match c {
            b'\t' => return Gap::Column,
            b' ' => count += 1,
            _ => break,
        }
    }
    if count > 1 { Gap::Spaces } else { Gap::Space }
}
