//! Where the panels stand: how many columns, how high their words, one value axis for all.

use super::SmallMultiples;
use crate::chart::page::Page;
use crate::chart::scene::Rect;
use crate::chart::text::{TextStyle, width};
use crate::chart::value_axis::ValueAxis;

/// Heights in design points: a panel's name, each further line of its words, the air under them,
/// the labels of the time axis.
const NAME: f32 = 20.0;
const LINE: f32 = 17.0;
const AIR: f32 = 7.0;
const TIME: f32 = 20.0;

/// Space between columns and between rows, in design points.
const GAPS: (f32, f32) = (22.0, 14.0);

/// The least width of a panel and height of its picture, in design points, and the proportion that
/// shows a course best.
const LEAST: (f32, f32) = (150.0, 40.0);
const PROPORTION: f32 = 1.5;

/// The words over each panel's picture: which stand beside which.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Header {
    /// The last value stands at the right of the name, not under it.
    pub last_beside: bool,
    /// The words of a small panel stand at the right of the signal, not under it.
    pub small_beside: bool,
    /// Whether there are small panels.
    has_small: bool,
}

impl Header {
    /// Its height in design points.
    fn height(self) -> f32 {
        let under = [!self.last_beside, self.has_small && !self.small_beside];
        let lines = 1 + under.into_iter().filter(|is_under| *is_under).count();
        NAME + LINE * lines as f32 + AIR
    }
}

/// The most height that panels in columns of the least width need, in design points.
pub(super) fn least_height(panels: usize, across: f32) -> f32 {
    // A little wider than the least, so that the value axis has its room too.
    let columns = (across / (LEAST.0 + GAPS.0 + 20.0)).floor().max(1.0) as usize;
    let rows = panels.max(1).div_ceil(columns) as f32;
    rows * (NAME + LINE * 3.0 + AIR + LEAST.1 + GAPS.1) + TIME
}

/// How wide the words of the panels are.
struct Widths {
    name: f32,
    last: f32,
    signal_and_small: f32,
    has_small: bool,
}

impl Widths {
    fn of(chart: &SmallMultiples, page: &Page) -> Self {
        let k = page.k;
        let (small, strong) = (page.small(), TextStyle::strong(14.0 * k));
        let mut widths = Self {
            name: 0.0,
            last: 0.0,
            signal_and_small: 0.0,
            has_small: false,
        };
        for panel in &chart.panels {
            widths.name = widths.name.max(width(&panel.name, strong));
            if panel.hidden.is_none() {
                widths.last = widths.last.max(width(&panel.last, small));
            }
            if let Some(words) = panel.small_words() {
                let signal = 14.0 * k + width(panel.signal.word(), small);
                let both = signal + width(&words, small);
                widths.signal_and_small = widths.signal_and_small.max(both);
                widths.has_small = true;
            }
        }
        widths
    }

    /// What stands beside what in panels this wide.
    fn header(&self, across: f32, k: f32) -> Header {
        let name = self.name.min(150.0 * k);
        Header {
            last_beside: name + self.last + 10.0 * k <= across,
            small_beside: self.signal_and_small + 10.0 * k <= across,
            has_small: self.has_small,
        }
    }
}

/// Where everything goes.
pub(super) struct Grid {
    /// The whole of each panel.
    pub cells: Vec<Rect>,
    /// The words over each picture.
    pub header: Header,
    /// The one value axis.
    pub axis: ValueAxis,
    columns: usize,
    steps: f32,
    k: f32,
}

impl Grid {
    pub(super) fn new(page: &Page, chart: &SmallMultiples) -> Self {
        let (k, room) = (page.k, page.left);
        let widths = Widths::of(chart, page);
        let count = chart.panels.len().max(1);
        let fit = |most: usize| ValueAxis::from_zero(chart.seen(), chart.unit, most);
        let gutter = |axis: &ValueAxis| labels_width(page, axis);
        let shape = |columns: usize, gutter: f32| Shape::new(room, count, columns, gutter, k);
        let picture = |shape: &Shape| shape.high - widths.header(shape.across, k).height() * k;
        let columns = choose(count, |columns| {
            let shape = shape(columns, gutter(&fit(4)));
            (shape.across / k, picture(&shape) / k)
        });
        let high = picture(&shape(columns, gutter(&fit(4))));
        let axis = fit((high / (20.0 * k)).floor().clamp(1.0, 5.0) as usize);
        let left = gutter(&axis);
        let shape = shape(columns, left);
        let (across, high) = (shape.across, shape.high);
        let cell = |index: usize| {
            let (column, row) = ((index % columns) as f32, (index / columns) as f32);
            let x = room.left + left + column * (across + shape.gaps.0);
            let y = room.top + row * (high + shape.gaps.1);
            Rect::new(x, y, x + across, y + high)
        };
        Self {
            cells: (0..chart.panels.len()).map(cell).collect(),
            header: widths.header(across, k),
            axis,
            columns,
            steps: chart.point_count().saturating_sub(1) as f32,
            k,
        }
    }

    /// The picture of a panel under its words; none where there is no room for one.
    pub(super) fn plot(&self, cell: &Rect) -> Option<Rect> {
        let mut plot = *cell;
        plot.top += self.header.height() * self.k;
        (plot.height() >= 12.0 * self.k && plot.width() >= 30.0 * self.k).then_some(plot)
    }

    /// Where a point stands; a single one in the middle.
    pub(super) fn x(&self, plot: &Rect, index: usize) -> f32 {
        if self.steps < 1.0 {
            return plot.middle().0;
        }
        plot.left + self.inset() + self.step(plot) * index as f32
    }

    /// Distance of two points.
    pub(super) fn step(&self, plot: &Rect) -> f32 {
        (plot.width() - 2.0 * self.inset()) / self.steps.max(1.0)
    }

    fn inset(&self) -> f32 {
        6.0 * self.k
    }

    /// Where a value stands.
    pub(super) fn y(&self, plot: &Rect, value: f64) -> f32 {
        plot.bottom - plot.height() * self.axis.share(value)
    }

    /// Whether a panel stands at the left edge.
    pub(super) const fn is_leftmost(&self, panel: usize) -> bool {
        panel.is_multiple_of(self.columns)
    }

    /// Whether no panel stands under a panel.
    pub(super) const fn is_lowest(&self, panel: usize) -> bool {
        panel + self.columns >= self.cells.len()
    }
}

/// Width of the value axis' labels with their air.
fn labels_width(page: &Page, axis: &ValueAxis) -> f32 {
    let style = page.small();
    let widest = axis
        .ticks()
        .into_iter()
        .map(|(_, label)| width(&label, style));
    (widest.fold(0.0, f32::max) + 8.0 * page.k).min(page.left.width() * 0.25)
}

/// Width and height of a panel in so many columns, and the space between panels.
struct Shape {
    across: f32,
    high: f32,
    gaps: (f32, f32),
}

impl Shape {
    /// Spaces shrink where they would take more than a fifth of a small picture.
    fn new(room: Rect, count: usize, columns: usize, gutter: f32, k: f32) -> Self {
        let rows = count.div_ceil(columns) as f32;
        let columns = columns as f32;
        let (across, high) = (room.width() - gutter, room.height());
        let gaps = (
            (GAPS.0 * k).min(across * 0.2 / columns),
            (GAPS.1 * k).min(high * 0.2 / rows),
        );
        let high = high - (TIME * k).min(high * 0.2) - gaps.1 * (rows - 1.0);
        Self {
            across: (across - gaps.0 * (columns - 1.0)) / columns,
            high: high / rows,
            gaps,
        }
    }
}

/// The number of columns whose pictures have the best proportion with the fewest places empty at
/// the end, and no column empty; `size` says in design points how wide and high a picture is in so
/// many columns.
fn choose(count: usize, size: impl Fn(usize) -> (f32, f32)) -> usize {
    let cost = |columns: usize| {
        let (across, high) = size(columns);
        let short = (1.0 - across / LEAST.0).max(0.0) + (1.0 - high / LEAST.1).max(0.0);
        let proportion = (across / high.max(1.0) / PROPORTION).ln().abs();
        let empty = count.div_ceil(columns) * columns - count;
        let is_short = if short > 0.0 { 10.0 } else { 0.0 };
        is_short + short * 10.0 + proportion + 2.0 * empty as f32 / count as f32
    };
    let is_filled = |columns: &usize| count.div_ceil(count.div_ceil(*columns)) == *columns;
    (1..=count)
        .filter(is_filled)
        .min_by(|a, b| cost(*a).total_cmp(&cost(*b)))
        .unwrap_or(1)
}
