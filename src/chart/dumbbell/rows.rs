//! The rows of the dumbbell chart: headings, labels, marks, changes, counts.

use super::frame::{Frame, boundaries_in, square};
use super::{Change, Item, Row};
use crate::chart::ink::Ink;
use crate::chart::key::Sample;
use crate::chart::page::Page;
use crate::chart::scene::{AlignX, AlignY, Item as SceneItem, Pos, Rect, Stroke, Text};
use crate::chart::text::{TextStyle, ellipsis};

/// The mark of a median that went up, went down, or has nothing to be compared with.
pub(super) const UP: Sample = Sample::Disc(Ink::Improvement);
pub(super) const DOWN: Sample = Sample::Diamond(Ink::Concern);
pub(super) const PLAIN: Sample = Sample::Disc(Ink::Series);

/// What is said where a median is missing.
pub(super) const NO_FORMER: &str = "no former answer";
pub(super) const NO_LATTER: &str = "no answer now";
pub(super) const NEITHER: &str = "no answers";

/// `n 6, 5`.
pub(super) fn counts_words(item: &Item) -> Option<String> {
    let (former, latter) = item.counts?;
    Some(format!("n {former}, {latter}"))
}

/// Draws every row that has room, and says how many have not. Returns each item's line.
pub(super) fn rows(page: &mut Page, frame: &Frame, rows: &[Row]) -> Vec<(usize, Rect)> {
    let k = page.k;
    let mut items = Vec::new();
    let mut end = frame.plot.top;
    for (index, row, line) in frame.lines(rows, page.left.right) {
        let is_first = line.top <= frame.plot.top + 0.5;
        if !is_first {
            let (from, to) = ((line.left, line.top), (line.right, line.top));
            page.scene.line(from, to, Stroke::solid(k, Ink::Rule));
        }
        end = line.bottom;
        match row {
            Row::Group(block, name) => {
                let strong = TextStyle::strong(frame.style.size);
                boundaries_in(page, frame, line, None);
                label(page, frame, line, *block, name, strong);
            }
            Row::Item(item) => {
                let note = note(page, frame, line, item);
                let words = note.as_ref().map(|text| text.bounds);
                boundaries_in(page, frame, line, words);
                let mut inset = line;
                inset.left += frame.indent;
                label(page, frame, inset, item.block, &item.label, frame.style);
                values(page, frame, line, item);
                if let Some(note) = note {
                    page.say_if_free(note);
                }
                items.push((index, line));
            }
        }
    }
    if frame.hidden > 0 {
        let style = page.small();
        let words = format!("and {} more", frame.hidden);
        let at = (frame.left, end + style.line_height() / 2.0);
        let hang = (AlignX::Left, AlignY::Middle);
        page.say_if_free(Text::new(at, hang, style, Ink::Text2, words));
    }
    items
}

/// The square of the block and the label, cut where the plot begins.
fn label(
    page: &mut Page,
    frame: &Frame,
    line: Rect,
    block: Option<u8>,
    words: &str,
    style: TextStyle,
) {
    let k = page.k;
    let middle = f32::midpoint(line.top, line.bottom);
    if let Some(number) = block {
        block_square(page, (line.left + 8.0 * k, middle), number);
    }
    let x = line.left + square(block, k);
    let words = ellipsis(words, style, frame.labels_end - x);
    let hang = (AlignX::Left, AlignY::Middle);
    page.say_if_free(Text::new((x, middle), hang, style, Ink::Text, words));
}

fn block_square(page: &mut Page, at: Pos, number: u8) {
    let k = page.k;
    page.scene.items.push(SceneItem::Box {
        rect: Rect::about(at, 8.0 * k),
        radius: 3.0 * k,
        fill: Some(Ink::Block(number)),
        outline: None,
    });
    let hang = (AlignX::Centre, AlignY::Middle);
    let style = page.small_strong();
    let digit = number.to_string();
    page.say_if_free(Text::new(at, hang, style, Ink::OnBlock(number), digit));
}

/// Marks, change and counts of one item.
fn values(page: &mut Page, frame: &Frame, line: Rect, item: &Item) {
    let y = f32::midpoint(line.top, line.bottom);
    let change = Change::of(item);
    marks(page, frame, y, change);
    let style = TextStyle::strong(frame.style.size);
    let hang = (AlignX::Right, AlignY::Middle);
    if let Some(words) = change.words() {
        let at = (frame.changes, y);
        page.say_if_free(Text::new(at, hang, style, Ink::Text, words));
    }
    if let (Some(right), Some(words)) = (frame.counts, counts_words(item)) {
        let small = page.small();
        page.say_if_free(Text::new((right, y), hang, small, Ink::Text3, words));
    }
}

fn marks(page: &mut Page, frame: &Frame, y: f32, change: Change) {
    let k = page.k;
    let mut pair = |former: f64, latter: f64, sample: Sample, ink: Ink| {
        let (from, to) = ((frame.x(former), y), (frame.x(latter), y));
        page.scene.line(from, to, Stroke::solid(2.5 * k, ink));
        Sample::Ring.mark(&mut page.scene, from, k);
        sample.mark(&mut page.scene, to, k);
    };
    match change {
        Change::Up(former, latter) => pair(former, latter, UP, Ink::Improvement),
        Change::Down(former, latter) => pair(former, latter, DOWN, Ink::Concern),
        Change::Same(value) => {
            Sample::DiscInRing.mark(&mut page.scene, (frame.x(value), y), k);
        }
        Change::OnlyFormer(former) => {
            Sample::Ring.mark(&mut page.scene, (frame.x(former), y), k);
        }
        Change::OnlyLatter(latter) => PLAIN.mark(&mut page.scene, (frame.x(latter), y), k),
        Change::Unknown => {}
    }
}

/// What is missing, beside the mark on the side that has room.
fn note(page: &Page, frame: &Frame, line: Rect, item: &Item) -> Option<Text> {
    let k = page.k;
    let y = f32::midpoint(line.top, line.bottom);
    let (value, words) = match Change::of(item) {
        Change::OnlyFormer(former) => (Some(former), NO_LATTER),
        Change::OnlyLatter(latter) => (Some(latter), NO_FORMER),
        Change::Unknown => (None, NEITHER),
        Change::Up(..) | Change::Down(..) | Change::Same(_) => return None,
    };
    let hang = |x: f32, align: AlignX| {
        let style = page.small();
        Text::new((x, y), (align, AlignY::Middle), style, Ink::Text3, words)
    };
    let places = match value.map(|value| frame.x(value)) {
        Some(x) => vec![
            hang(x + 12.0 * k, AlignX::Left),
            hang(x - 12.0 * k, AlignX::Right),
        ],
        None => vec![hang(frame.plot.left + 8.0 * k, AlignX::Left)],
    };
    let within =
        |text: &Text| text.bounds.left >= frame.plot.left && text.bounds.right <= frame.plot.right;
    places.into_iter().find(within)
}
