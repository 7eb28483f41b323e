//! One item as it stands in the text: its words, and what is not certain about them.

use super::dots::Kind;
use super::ending::{LONGEST_TITLE, ending, holds_together};
use super::fault::Fault;
use super::gaps::Gap;
use super::layout::{Layout, is_parted};
use super::passage::{Text, ends_in_stop};
use super::shape::{self, Shape, is_block_heading};

/// A question and its four descriptions.
#[derive(Clone, Debug)]
pub struct Row {
    /// The item's number.
    pub number: u8,
    /// What stands over it; may be empty.
    pub title: String,
    /// The question.
    pub stem: String,
    /// The descriptions.
    pub levels: [String; 4],
    /// What is not certain, if anything is.
    pub fault: Option<Fault>,
    /// Number, question and descriptions stand on one line of their own.
    pub is_one_line: bool,
    /// The text ends with it, and not as a description ends.
    pub is_cut_off: bool,
    /// Nothing follows it in the text.
    is_at_end: bool,
    /// The gap after its last description, if anything follows.
    after: Option<Gap>,
}

/// The item of a shape, or what keeps it from being read.
pub fn row(text: &Text, shape: &Shape, layout: Layout) -> Result<Row, Fault> {
    let [one, two, three, four] = shape.levels;
    let ending = ending(text, shape, layout);
    let end = ending.end.ok_or(Fault::NoStop(4))?;
    let mut faults = vec![
        shape::fault(text, shape),
        joint_fault(text, shape, layout),
        heading_fault(text, shape.at, end),
        ending.fault,
    ];
    let mut levels = [const { String::new() }; 4];
    let cells = [(one, two), (two, three), (three, four), (four, end)];
    for (number, (level, (from, to))) in (1..).zip(levels.iter_mut().zip(cells)) {
        let to = without_steps(text, from, to);
        if !is_sentence(text, from, to) {
            return Err(Fault::NoStop(number));
        }
        let is_whole = to == end || holds_together(text, from, to, layout);
        let (words, fault) = text.said(from, to);
        faults.extend([fault, (!is_whole).then_some(Fault::Strange)]);
        *level = words;
    }
    let (stem, fault) = text.said(shape.at + 1, shape.stem_end);
    faults.push(fault);
    Ok(Row {
        number: shape.number,
        title: title(text, shape.at, layout),
        stem,
        levels,
        fault: faults.into_iter().flatten().min(),
        is_one_line: is_one_line(text, shape, end),
        is_cut_off: ending.is_last,
        is_at_end: ending.is_at_end,
        after: text.gap(end),
    })
}

/// Dots, words and a full stop.
fn is_sentence(text: &Text, from: usize, to: usize) -> bool {
    let last = to.checked_sub(1).filter(|&last| last > from);
    last.and_then(|last| text.at(last))
        .is_some_and(|t| t.kind == Kind::Word && ends_in_stop(t.text))
}

fn heading_fault(text: &Text, from: usize, to: usize) -> Option<Fault> {
    let has_heading = (from..to).any(|place| is_block_heading(text, place));
    has_heading.then_some(Fault::Strange)
}

/// Holds the gaps after the last descriptions against each other.
pub fn check_ends(rows: &mut [Row], text: &Text, layout: Layout) {
    let gaps: Vec<Gap> = rows.iter().filter_map(|r| r.after).collect();
    let parted = is_parted(&gaps);
    let usual = gaps.into_iter().min().unwrap_or(Gap::Line).max(Gap::Line);
    for row in rows {
        let found = row.after.and_then(|gap| gap_fault(gap, parted));
        row.fault = row.fault.into_iter().chain(found).min();
        let ends_as_usual = row.is_at_end && !layout.is_wrapped && text.trailing >= usual;
        row.is_cut_off &= !ends_as_usual;
    }
}

fn joint_fault(text: &Text, shape: &Shape, layout: Layout) -> Option<Fault> {
    let joints = shape.levels.iter().zip(layout.parted);
    joints
        .filter_map(|(&place, parted)| gap_fault(text.gap(place)?, parted))
        .min()
}

fn gap_fault(gap: Gap, parted: bool) -> Option<Fault> {
    match gap {
        Gap::None => Some(Fault::Glued),
        Gap::Space if parted => Some(Fault::RunTogether),
        _ => None,
    }
}

/// The steps of the scale may stand under each description.
fn without_steps(text: &Text, from: usize, to: usize) -> usize {
    let part = text.part(from, to).iter().rev();
    let steps = part.take_while(|t| matches!(t.kind, Kind::Steps | Kind::Bullet));
    to - steps.count()
}

fn is_one_line(text: &Text, shape: &Shape, last: usize) -> bool {
    let line = |place: usize| text.at(place).map(|t| t.line);
    let ends = text.gap(last).is_none_or(Gap::is_line);
    text.gap(shape.at).is_some_and(Gap::is_line)
        && ends
        && line(shape.at) == line(last.saturating_sub(1))
}

/// The words over the item: on the scale's line or on the lines before the number.
fn title(text: &Text, number: usize, layout: Layout) -> String {
    let has_scale = |place: usize| text.kind(place) == Some(Kind::Scale);
    let is_word = |place: usize| text.kind(place) == Some(Kind::Word);
    let end = number
        .checked_sub(1)
        .filter(|&before| has_scale(before))
        .unwrap_or(number);
    let mut start = end;
    while let Some(before) = start.checked_sub(1) {
        let is_block = before > 0 && is_block_heading(text, before - 1);
        if !is_word(before) || is_block || text.ends_sentence(before) {
            break;
        }
        start = before;
        if end - start > LONGEST_TITLE {
            return String::new();
        }
        if text.gap(start) == Some(Gap::Blank) && layout.inner < Gap::Blank {
            break;
        }
    }
    // After a bullet the title is the last line, or what the bullet stands before.
    if start > 0 && text.kind(start - 1) == Some(Kind::Bullet) {
        start = (start..end)
            .rev()
            .find(|&place| text.gap(place).is_some_and(Gap::is_line))
            .unwrap_or(if end == number { end } else { start });
    }
    text.said(start, end).0
}
