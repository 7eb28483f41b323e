//! Columns, rows and the value axis of the variation chart.

use super::Variation;
use super::reference::Line;
use crate::chart::ink::Ink;
use crate::chart::page::Page;
use crate::chart::scene::{AlignX, AlignY, Rect, Stroke, Text};
use crate::chart::text::{TextStyle, width};
use crate::chart::value_axis::ValueAxis;
use crate::domain::run_chart::Better;

/// Heights in design points: a line of words over the rows and the most of them, the axis, a row
/// at least and at most.
pub(super) const WORDS: f32 = 20.0;
const MOST_WORDS: f32 = WORDS * 2.0;
const AXIS: f32 = 26.0;
const ROW: (f32, f32) = (20.0, 48.0);

/// Space between columns, and the width the plot keeps before the values in words give way, in
/// design points.
const GAP: f32 = 14.0;
const PLOT: f32 = 130.0;

/// The word beside the dot of a small denominator.
pub(super) const SMALL: &str = "small";

/// Height that so many rows need at least, in design points.
pub(super) fn least(rows: usize) -> f32 {
    MOST_WORDS + AXIS + rows as f32 * ROW.0
}

/// Where everything goes.
pub(super) struct Frame {
    /// Between the names and the values; as high as the rows.
    pub plot: Rect,
    /// The whole line of each row that has room.
    pub rows: Vec<Rect>,
    /// Where names end at the latest.
    pub names_end: f32,
    /// Right edges of the columns that are shown: values, counts, the word of a small one.
    pub ends: [Option<f32>; 3],
    /// Style of names and values.
    pub style: TextStyle,
    /// Left end of the words of each line over the rows, and how many rows of words are under it.
    pub words: Vec<(f32, usize)>,
    axis: ValueAxis,
}

impl Frame {
    pub(super) fn new(page: &Page, chart: &Variation, lines: &[Line]) -> Self {
        let (k, room) = (page.k, page.left);
        let mut frame = Self {
            plot: room,
            rows: Vec::new(),
            names_end: room.left,
            ends: [None; 3],
            style: TextStyle::regular(14.0 * k),
            axis: ValueAxis::from_zero(chart.seen(), chart.unit, 1),
            words: Vec::new(),
        };
        frame.columns(page, chart);
        let most = (frame.plot.width() / (64.0 * k)).floor().clamp(1.0, 10.0) as usize;
        frame.axis = ValueAxis::from_zero(chart.seen(), chart.unit, most);
        frame.words = super::reference::places(lines, &frame, room, k);
        let over = frame.words.iter().map(|(_, row)| row + 1).max();
        frame.plot.top += WORDS * k * over.unwrap_or(0) as f32;
        frame.settle_rows(room, chart.rows.len(), k);
        frame
    }

    /// Shares the height out among the rows; where some are left out, the last line says so.
    fn settle_rows(&mut self, room: Rect, count: usize, k: f32) {
        let top = self.plot.top;
        let spare = (room.bottom - top - AXIS * k).max(0.0);
        let high = (spare / count.max(1) as f32).clamp(ROW.0 * k, ROW.1 * k);
        let fits = ((spare / high + 0.01).floor() as usize).min(count);
        let shown = if fits == count {
            count
        } else {
            fits.saturating_sub(1)
        };
        let line = |index: usize| {
            let y = top + high * index as f32;
            Rect::new(room.left, y, room.right, y + high)
        };
        self.rows = (0..shown).map(line).collect();
        self.plot.bottom = top + high * fits as f32;
    }

    /// Settles the columns. The values in words give way to the plot first, counts never.
    fn columns(&mut self, page: &Page, chart: &Variation) {
        let (k, room) = (page.k, page.left);
        let strong = TextStyle::strong(self.style.size);
        let small = page.small();
        let [mut names, mut values, mut counts, mut flag] = [0.0_f32; 4];
        for row in &chart.rows {
            names = names.max(width(&row.name, strong));
            let Some(value) = row.shown() else { continue };
            values = values.max(width(&chart.unit.format(value), strong));
            counts = counts.max(width(&row.counted, small));
            if row.is_small {
                flag = width(SMALL, small);
            }
        }
        // Under the names stands which way is better, clear of the axis' first number.
        let under = direction(chart.better).map_or(0.0, |words| width(words, small) + 12.0 * k);
        names = names.max(under);
        // A little more than the widest, so that rounding cuts none.
        let names = (names + 0.5).min(room.width() * 0.34);
        self.names_end = room.left + names;
        self.plot.left = self.names_end + GAP * k;
        let counts = counts.min(room.width() * 0.25);
        let taken = |columns: [f32; 3]| -> f32 {
            let shown = columns.into_iter().filter(|across| *across > 0.0);
            shown.map(|across| across + GAP * k).sum()
        };
        let mut columns = [values, counts, flag];
        if room.right - self.plot.left - taken(columns) < PLOT * k {
            columns = [0.0, counts, flag];
        }
        self.plot.right = (room.right - taken(columns)).max(self.plot.left + 10.0 * k);
        let mut end = room.right;
        for (slot, across) in self.ends.iter_mut().zip(columns).rev() {
            if across > 0.0 {
                *slot = Some(end);
                end -= across + GAP * k;
            }
        }
    }

    /// Where a value stands, a dot's breadth within the plot.
    pub(super) fn x(&self, value: f64, k: f32) -> f32 {
        let across = (self.plot.width() - 7.0 * k).max(1.0);
        self.plot.left + across * self.axis.share(value)
    }
}

impl Variation {
    /// Every value that must be seen; nothing of a hidden row.
    fn seen(&self) -> impl Iterator<Item = f64> {
        let rows = self.rows.iter().filter_map(super::Row::shown);
        rows.chain(self.clinic).chain(self.goal)
    }
}

/// Lines at the values of the axis behind the rows, their numbers under them, and which way is
/// better under the names.
pub(super) fn axis(page: &mut Page, frame: &Frame, chart: &Variation, words: &[Text]) {
    let k = page.k;
    let plot = frame.plot;
    let y = plot.bottom + 15.0 * k;
    let style = page.small();
    for (value, label) in frame.axis.ticks() {
        let x = frame.x(value, k);
        let is_zero = value.abs() < frame.axis.step / 2.0;
        let ink = if is_zero { Ink::Axis } else { Ink::Rule };
        upright(page, frame, x, words, Stroke::solid(k, ink));
        let (from, to) = ((x, plot.bottom), (x, plot.bottom + 4.0 * k));
        page.scene.line(from, to, Stroke::solid(k, Ink::Axis));
        let hang = (AlignX::Centre, AlignY::Middle);
        page.say_if_free(Text::new((x, y), hang, style, Ink::Text2, label));
    }
    let (from, to) = ((plot.left, plot.bottom), (plot.right, plot.bottom));
    page.scene.line(from, to, Stroke::solid(k, Ink::Axis));
    let Some(direction) = direction(chart.better) else {
        return;
    };
    let hang = (AlignX::Left, AlignY::Middle);
    let at = (page.left.left, y);
    page.say_if_free(Text::new(at, hang, style, Ink::Text2, direction));
}

/// Which way is better.
const fn direction(better: Better) -> Option<&'static str> {
    match better {
        Better::Lower => Some("lower is better"),
        Better::Higher => Some("higher is better"),
        Better::Neither => None,
    }
}

/// An upright line over the height of the rows, but for where words stand in the plot.
pub(super) fn upright(page: &mut Page, frame: &Frame, x: f32, words: &[Text], stroke: Stroke) {
    let mut from = frame.plot.top;
    let air = 3.0 * page.k;
    for text in words {
        let bounds = text.bounds;
        if bounds.left - air < x && x < bounds.right + air {
            if bounds.top > from {
                page.scene.line((x, from), (x, bounds.top), stroke);
            }
            from = bounds.bottom;
        }
    }
    if frame.plot.bottom > from {
        page.scene.line((x, from), (x, frame.plot.bottom), stroke);
    }
}
