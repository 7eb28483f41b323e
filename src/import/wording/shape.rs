//! Which numbers of the text begin an item, and where its question and descriptions begin.

use super::dots::Kind;
use super::fault::Fault;
use super::gaps::Gap;
use super::passage::Text;

/// A number and what follows it up to the next number.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The item's number.
    pub number: u8,
    /// Where the number stands.
    pub at: usize,
    /// Where the question ends.
    pub stem_end: usize,
    /// Where the four descriptions begin, each with its dots.
    pub levels: [usize; 4],
    /// Where the next number stands or the text ends.
    pub end: usize,
    /// Its question has no dots.
    pub has_bare_question: bool,
}

/// What follows a number.
#[derive(Clone, Copy, Debug)]
pub enum Found {
    /// A question and four descriptions.
    Whole(Shape),
    /// Less than that.
    Part {
        /// The number.
        number: u8,
        /// So many descriptions.
        levels: usize,
    },
}

/// A question has fewer words.
const LONGEST_STEM: usize = 60;

/// The numbers of the text in order.
pub fn shapes(text: &Text) -> Vec<Found> {
    let mut numbers: Vec<(u8, usize)> = Vec::new();
    for (place, token) in text.tokens.iter().enumerate() {
        if let Kind::Number(number) = token.kind {
            numbers.push((number, place));
        }
    }
    let ends = numbers
        .iter()
        .skip(1)
        .map(|(_, place)| *place)
        .chain([text.tokens.len()]);
    numbers
        .iter()
        .zip(ends)
        .map(|(&(number, at), end)| found(text, number, at, end))
        .collect()
}

fn found(text: &Text, number: u8, at: usize, end: usize) -> Found {
    let dots = dots(text, at + 1, end);
    let part = |levels: usize| Found::Part { number, levels };
    let Some((&first, others)) = dots.split_first() else {
        return part(0);
    };
    if first - at > LONGEST_STEM || (at..first).any(|place| is_block_heading(text, place)) {
        return part(0);
    }
    let (starts, stem_end) = if is_answered(text, first, others) {
        (others, first + 1)
    } else if opens_a_level(text, first) {
        (dots.as_slice(), first)
    } else {
        return part(others.len().min(3));
    };
    let mut starts = starts.iter().copied();
    let mut next = || starts.next();
    match (next(), next(), next(), next()) {
        (Some(one), Some(two), Some(three), Some(four)) => Found::Whole(Shape {
            number,
            at,
            stem_end,
            levels: [one, two, three, four],
            end,
            has_bare_question: stem_end == first,
        }),
        (None, ..) => part(0),
        (_, None, ..) => part(1),
        (_, _, None, _) => part(2),
        (_, _, _, None) => part(3),
    }
}

/// The first dots of an item; the scale's row after a description belongs to the next item.
fn dots(text: &Text, from: usize, to: usize) -> Vec<usize> {
    let mut dots = Vec::new();
    for (place, token) in (from..to).zip(text.part(from, to)) {
        match token.kind {
            Kind::Dots => dots.push(place),
            Kind::Scale if dots.len() != 1 => break,
            _ => {}
        }
        if dots.len() == 5 {
            break;
        }
    }
    dots
}

/// The dots of the question are followed by those of the first description.
fn is_answered(text: &Text, first: usize, others: &[usize]) -> bool {
    others.first().is_some_and(|&second| {
        text.part(first + 1, second)
            .iter()
            .all(|t| t.kind == Kind::Scale)
    })
}

/// These dots belong to the word after them only.
fn opens_a_level(text: &Text, dots: usize) -> bool {
    text.gap(dots) != Some(Gap::None) && text.gap(dots + 1) == Some(Gap::None)
}

/// "… Building Block", in any case.
pub fn is_block_heading(text: &Text, place: usize) -> bool {
    let is = |place: usize, words: &[&str]| {
        text.at(place).is_some_and(|t| {
            let word = t.text.trim_matches(|c: char| !c.is_alphanumeric());
            words.iter().any(|w| word.eq_ignore_ascii_case(w))
        })
    };
    is(place, &["building"]) && is(place + 1, &["block", "blocks"])
}

/// What is wrong with a shape by itself.
pub fn fault(text: &Text, shape: &Shape) -> Option<Fault> {
    let has_sentence = (shape.at + 1..shape.stem_end).any(|place| text.ends_sentence(place));
    if shape.has_bare_question {
        Some(Fault::QuestionDots)
    } else if has_sentence {
        Some(Fault::Strange)
    } else {
        None
    }
}
