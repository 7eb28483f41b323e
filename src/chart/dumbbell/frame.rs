//! Columns and rows of the dumbbell chart, its axis and its levels.

use super::{Change, Row};
use crate::chart::ink::Ink;
use crate::chart::page::Page;
use crate::chart::scale::{HIGHEST, LEVEL_STARTS, LOWEST};
use crate::chart::scene::{AlignX, AlignY, Rect, Stroke, Text};
use crate::chart::text::{TextStyle, width};

/// Heights in design points: the names of the levels, the numbers under the axis, a row at least
/// and at most, and how many rows a group's heading is high.
const LEVELS: f32 = 22.0;
const AXIS: f32 = 26.0;
const ROW: (f32, f32) = (17.0, 48.0);
const GROUP: f32 = 1.3;

/// From this height of a row, labels are set in the size of tables.
const ROOMY_ROW: f32 = 20.0;

/// The plot keeps at least this width before the counts give way, in design points.
const PLOT: f32 = 170.0;

/// Height that all rows need at least with their axis, in design points.
pub(super) fn least(rows: &[Row]) -> f32 {
    LEVELS + AXIS + units(rows) * ROW.0
}

/// How many rows high the lines are together.
fn units(rows: &[Row]) -> f32 {
    rows.iter().map(unit).sum()
}

fn unit(row: &Row) -> f32 {
    match row {
        Row::Group(..) => GROUP,
        Row::Item(_) => 1.0,
    }
}

/// Where everything goes.
pub(super) struct Frame {
    /// Between the labels and the changes; as high as the rows.
    pub plot: Rect,
    /// Left edge of the labels.
    pub left: f32,
    /// Where labels end at the latest.
    pub labels_end: f32,
    /// Right edge of the changes.
    pub changes: f32,
    /// Right edge of the counts, when there is room for them.
    pub counts: Option<f32>,
    /// Style of labels and changes.
    pub style: TextStyle,
    /// How far items under a group's heading are set in.
    pub indent: f32,
    /// Height of an item's row.
    row: f32,
    /// How many lines are shown.
    shown: usize,
    /// How many items are not.
    pub hidden: usize,
    slot: f32,
}

impl Frame {
    pub(super) fn new(page: &Page, rows: &[Row]) -> Self {
        let k = page.k;
        let room = page.left;
        let spare = (room.height() - (LEVELS + AXIS) * k).max(0.0);
        let row = (spare / units(rows).max(1.0)).clamp(ROW.0 * k, ROW.1 * k);
        let (shown, hidden) = shown(rows, spare, row, k);
        let used: f32 = rows.iter().take(shown).map(unit).sum::<f32>() * row;
        let size = if row >= ROOMY_ROW * k { 14.0 } else { 12.5 };
        let style = TextStyle::regular(size * k);
        let top = room.top + LEVELS * k;
        let extra = if hidden > 0 { ROW.0 * k } else { 0.0 };
        let mut frame = Self {
            plot: Rect::new(
                room.left,
                top,
                room.right,
                (top + used + extra).min(room.bottom),
            ),
            left: room.left,
            labels_end: room.left,
            changes: room.right,
            counts: None,
            style,
            indent: indent(rows, k),
            row,
            shown,
            hidden,
            slot: 1.0,
        };
        frame.columns(rows, room, k);
        frame
    }

    /// Settles the columns: labels as wide as they are up to a share, changes, counts.
    fn columns(&mut self, rows: &[Row], room: Rect, k: f32) {
        let strong = TextStyle::strong(self.style.size);
        let small = TextStyle::regular(12.5 * k);
        let (mut labels, mut counts) = (0.0_f32, 0.0_f32);
        for row in rows {
            match row {
                Row::Group(block, name) => {
                    labels = labels.max(square(*block, k) + width(name, strong));
                }
                Row::Item(item) => {
                    let before = self.indent + square(item.block, k);
                    labels = labels.max(before + width(&item.label, self.style));
                    let words = super::rows::counts_words(item).unwrap_or_default();
                    counts = counts.max(width(&words, small));
                }
            }
        }
        let changes = rows.iter().filter_map(|row| match row {
            Row::Item(item) => Change::of(item).words(),
            Row::Group(..) => None,
        });
        let changes = changes
            .map(|words| width(&words, strong))
            .fold(width("change", small), f32::max);
        // A little more than the widest, so that rounding cuts none.
        let labels = (labels + 0.5).min(room.width() * 0.42);
        self.labels_end = room.left + labels;
        self.plot.left = self.labels_end + 10.0 * k;
        self.plot.right = room.right - changes - 14.0 * k;
        let left_over = self.plot.width() - counts - 14.0 * k;
        if counts > 0.0 && left_over >= PLOT * k {
            self.counts = Some(room.right);
            self.changes = room.right - counts - 14.0 * k;
            self.plot.right -= counts + 14.0 * k;
        }
        self.plot.right = self.plot.right.max(self.plot.left + 20.0 * k);
        self.slot = self.plot.width() / f32::from(HIGHEST);
    }

    /// Where a score stands.
    pub(super) fn x(&self, score: f64) -> f32 {
        self.plot.left + self.slot * (score as f32 - 0.5)
    }

    /// The lines that have room, each with its place in the rows and its whole box.
    pub(super) fn lines<'a>(
        &self,
        rows: &'a [Row],
        right: f32,
    ) -> impl Iterator<Item = (usize, &'a Row, Rect)> + use<'a> {
        let (left, row) = (self.left, self.row);
        let mut top = self.plot.top;
        let lines = rows.iter().take(self.shown).enumerate();
        lines.map(move |(index, line)| {
            let bottom = top + unit(line) * row;
            let rect = Rect::new(left, top, right, bottom);
            top = bottom;
            (index, line, rect)
        })
    }
}

/// Items stand under their group's name, not under its square.
fn indent(rows: &[Row], k: f32) -> f32 {
    let mut blocks = rows.iter().filter_map(|row| match row {
        Row::Group(block, _) => *block,
        Row::Item(_) => None,
    });
    square(blocks.next_back(), k)
}

/// Width that the square of a block takes before a label.
pub(super) fn square(block: Option<u8>, k: f32) -> f32 {
    if block.is_some() { 23.0 * k } else { 0.0 }
}

/// How many lines fit, and how many items are left out; where some are, a line is kept to say so.
fn shown(rows: &[Row], spare: f32, row: f32, k: f32) -> (usize, usize) {
    if units(rows) * row <= spare + 0.5 {
        return (rows.len(), 0);
    }
    let mut left = spare - ROW.0 * k;
    let fits = |line: &&Row| {
        left -= unit(line) * row;
        left >= 0.0
    };
    let mut count = rows.iter().take_while(fits).count();
    // A heading without its items would stand there for nothing.
    while count > 0 && matches!(rows.get(count - 1), Some(Row::Group(..))) {
        count -= 1;
    }
    let rest = rows.iter().skip(count);
    let hidden = rest.filter(|row| matches!(row, Row::Item(_))).count();
    (count, hidden)
}

/// Where a mean reaches each level after the first: at 4, 7 and 10.
fn boundaries() -> impl Iterator<Item = f64> {
    LEVEL_STARTS.into_iter().skip(1).map(f64::from)
}

/// The middle of each level on the scale.
fn level_middles() -> impl Iterator<Item = f64> {
    let half = 0.5;
    let first = f64::from(LOWEST) - half;
    let last = f64::from(HIGHEST) + half;
    let starts = std::iter::once(first).chain(boundaries());
    let ends = boundaries().chain([last]);
    starts.zip(ends).map(|(from, to)| f64::midpoint(from, to))
}

/// The boundaries of the levels across one row, but for one that words stand on.
pub(super) fn boundaries_in(page: &mut Page, frame: &Frame, row: Rect, words: Option<Rect>) {
    for x in boundaries().map(|score| frame.x(score)) {
        let is_said_over = words.is_some_and(|words| words.left - 3.0 < x && x < words.right + 3.0);
        if !is_said_over {
            let stroke = Stroke::solid(page.k, Ink::Rule);
            page.scene.line((x, row.top), (x, row.bottom), stroke);
        }
    }
}

/// Level names, and the axis with its numbers.
pub(super) fn ground(page: &mut Page, frame: &Frame) {
    let k = page.k;
    let style = page.small();
    let plot = frame.plot;
    let names_y = plot.top - 12.0 * k;
    let names = Rect::new(plot.left, plot.top - 18.0 * k, plot.right, plot.top);
    boundaries_in(page, frame, names, None);
    let is_wide = width("Level 4", style) + 8.0 * k <= frame.slot * 3.0;
    for (number, middle) in (1..).zip(level_middles()).filter(|_| is_wide) {
        let at = (frame.x(middle), names_y);
        let hang = (AlignX::Centre, AlignY::Middle);
        let name = format!("Level {number}");
        page.say_if_free(Text::new(at, hang, style, Ink::Text2, name));
    }
    let heading = |right: f32, words: &str| {
        let hang = (AlignX::Right, AlignY::Middle);
        Text::new((right, names_y), hang, style, Ink::Text2, words)
    };
    page.say_if_free(heading(frame.changes, "change"));
    let (from, to) = ((plot.left, plot.bottom), (plot.right, plot.bottom));
    page.scene.line(from, to, Stroke::solid(k, Ink::Axis));
    for score in LOWEST..=HIGHEST {
        let x = frame.x(f64::from(score));
        let (from, to) = ((x, plot.bottom), (x, plot.bottom + 4.0 * k));
        page.scene.line(from, to, Stroke::solid(k, Ink::Axis));
    }
    // All numbers, or where levels begin and the scale ends, or only the ends.
    let all: Vec<u8> = (LOWEST..=HIGHEST).collect();
    let ends = [LOWEST, HIGHEST];
    let starts: Vec<u8> = LEVEL_STARTS.into_iter().chain([HIGHEST]).collect();
    let wide = width("12", style) + 5.0 * k;
    let numbers = match wide / frame.slot {
        need if need <= 1.0 => &all,
        need if need <= 2.0 => &starts,
        _ => &ends.to_vec(),
    };
    for score in numbers {
        let at = (frame.x(f64::from(*score)), plot.bottom + 15.0 * k);
        let hang = (AlignX::Centre, AlignY::Middle);
        page.say_if_free(Text::new(at, hang, style, Ink::Text2, score.to_string()));
    }
}
