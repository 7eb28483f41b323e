//! The stages' rows: names at the left, the planned bar above the actual one.

use super::StageTimelineData;
use super::axis::{Axis, HEADER};
use super::course::Course;
use crate::chart::ink::Ink;
use crate::chart::scene::{AlignX, AlignY, Dash, Item, Rect, Stroke, Text};
use crate::chart::sheet::Sheet;
use crate::chart::text::{ASCENT, CAP_HEIGHT, DESCENT, TextStyle, ellipsis, width};

/// Least height of a row, and the most that it grows to, in design points.
const LEAST_PITCH: f32 = 13.5;
const MOST_PITCH: f32 = 96.0;
/// Height from which a row has a line of words for each of its bars.
const TWO_LANES: f32 = 28.8;
/// Height of a row whose bars have their ordinary thickness.
const ORDINARY: f32 = 30.0;
/// Least length of a bar.
const LEAST_BAR: f32 = 3.0;
/// Length of a planned bar that has no end, and of the dots after it where words follow them.
pub(super) const OPEN_BAR: f32 = 50.0;
const OPEN_DOTS: f32 = 30.0;

/// How the height and the width are shared out.
pub(super) struct Rows {
    /// The area of the bars.
    pub plot: Rect,
    /// How many stages have room.
    pub shown: usize,
    pitch: f32,
    style: TextStyle,
}

/// Heights within one row.
pub(super) struct Lanes {
    /// The planned bar.
    pub planned: (f32, f32),
    /// The actual bar.
    pub actual: (f32, f32),
    /// The middles of the words for the planned and the actual bar.
    pub words: (f32, f32),
    /// Whether each bar has a line of words of its own.
    pub are_two: bool,
    /// Multiplies the bars' thickness.
    pub grow: f32,
}

impl Rows {
    pub(super) fn new(data: &StageTimelineData, sheet: &Sheet) -> Self {
        let k = sheet.k;
        let frame = sheet.scene.frame();
        let top = HEADER * k;
        let height = (frame.bottom - top).max(1.0);
        let count = data.stages.len();
        let holds = (height / (LEAST_PITCH * k)) as usize;
        let (lines, shown) = if count <= holds {
            (count, count)
        } else {
            (holds, holds.saturating_sub(1))
        };
        let pitch = (height / lines.max(1) as f32).min(MOST_PITCH * k);
        let size = (pitch / 1.1).clamp(12.5 * k, 15.0 * k);
        let style = TextStyle::regular(size);
        let widths = data
            .stages
            .iter()
            .map(|stage| width(&stage.name, name_style(style, stage.is_current)));
        let names = widths.fold(0.0, f32::max).min(frame.right * 0.3);
        let left = (names + 16.0 * k).min(frame.right * 0.5);
        let bottom = top + pitch * lines as f32;
        Self {
            plot: Rect::new(left, top, (frame.right - 2.0 * k).max(left + 1.0), bottom),
            shown,
            pitch,
            style,
        }
    }

    /// Whether each of the bars has a line of words of its own.
    pub(super) fn has_two_lanes(&self, k: f32) -> bool {
        self.pitch >= TWO_LANES * k
    }

    fn middle(&self, index: usize) -> f32 {
        self.plot.top + self.pitch * (index as f32 + 0.5)
    }

    /// Where words of a size stand in the middle of a row, a little higher where it is low.
    pub(super) fn level(&self, index: usize, size: f32) -> f32 {
        let middle = self.middle(index);
        middle.min(middle + self.pitch / 2.0 - foot(size))
    }

    /// The heights of a row.
    pub(super) fn lanes(&self, index: usize, k: f32) -> Lanes {
        let middle = self.middle(index);
        let grow = (self.pitch / (ORDINARY * k)).clamp(0.45, 1.8);
        let unit = grow * k;
        let planned = (middle - 9.5 * unit, middle - 3.5 * unit);
        let actual = (middle - 0.5 * unit, middle + 9.5 * unit);
        let words = if self.has_two_lanes(k) {
            let size = 12.5 * k;
            let lower = f32::midpoint(actual.0, actual.1);
            let head = (ASCENT - CAP_HEIGHT / 2.0) * size;
            let highest = (lower - head).min(actual.0) - 1.6 * k - foot(size);
            (highest.min(f32::midpoint(planned.0, planned.1)), lower)
        } else {
            let middle = self.level(index, 12.5 * k);
            (middle, middle)
        };
        Lanes {
            planned,
            actual,
            words,
            are_two: self.has_two_lanes(k),
            grow,
        }
    }

    /// The names at the left, the current stage's semibold, and how many have no room.
    pub(super) fn names(&self, sheet: &mut Sheet, data: &StageTimelineData) {
        let k = sheet.k;
        let hang = (AlignX::Left, AlignY::Middle);
        let room = self.plot.left - 14.0 * k;
        for (index, stage) in data.stages.iter().take(self.shown).enumerate() {
            let style = name_style(self.style, stage.is_current);
            let at = (0.0, self.level(index, style.size));
            let words = ellipsis(&stage.name, style, room);
            sheet.say_if_free(Text::new(at, hang, style, Ink::Text, words));
        }
        let hidden = data.stages.len() - self.shown;
        if hidden > 0 {
            let at = (0.0, self.level(self.shown, 12.5 * k));
            let words = format!("and {hidden} more");
            sheet.say_if_free(Text::new(at, hang, sheet.small(), Ink::Text2, words));
        }
    }
}

/// How far words of a size reach under half the height of their capitals.
fn foot(size: f32) -> f32 {
    (DESCENT + CAP_HEIGHT / 2.0) * size
}

const fn name_style(style: TextStyle, is_current: bool) -> TextStyle {
    if is_current {
        TextStyle::strong(style.size)
    } else {
        style
    }
}

/// The planned bar as an outline, the actual one filled, what is expected as a dashed line. Returns
/// where all of it begins and ends.
pub(super) fn bars(sheet: &mut Sheet, axis: &Axis, lanes: &Lanes, course: &Course) -> (f32, f32) {
    let k = sheet.k;
    let mut extent = (axis.plot.right, axis.plot.left);
    let mut reach = |(from, to): (f32, f32)| extent = (extent.0.min(from), extent.1.max(to));
    if let Some((from, to)) = course.planned {
        let has_more = course.actual.is_some();
        let to = to.map(|to| axis.x(to));
        reach(planned(sheet, axis, lanes, (axis.x(from), to), has_more));
    }
    if let Some((from, to)) = course.actual {
        let (from, to) = at_least(axis, axis.x(from), axis.x(to), k);
        reach((from, to));
        let rect = Rect::new(from, lanes.actual.0, to, lanes.actual.1);
        sheet.room.take(rect);
        sheet.scene.items.push(Item::Box {
            rect,
            radius: 1.5 * k,
            fill: Some(Ink::Accent),
            outline: None,
        });
    }
    if let Some(expected) = course.expected.filter(|day| *day > axis.today) {
        let stroke = Stroke::dashed(2.0 * k, Ink::Accent, Dash::Dashed, k);
        let y = f32::midpoint(lanes.actual.0, lanes.actual.1);
        let span = (axis.today_x + 3.0 * k, axis.x(expected));
        reach(span);
        stretch(sheet, span, y, stroke);
    } else if let Some(expected) = course.expected.filter(|_| course.actual.is_none()) {
        reach((axis.x(expected), axis.x(expected)));
    }
    extent
}

fn planned(
    sheet: &mut Sheet,
    axis: &Axis,
    lanes: &Lanes,
    (from, to): (f32, Option<f32>),
    has_more: bool,
) -> (f32, f32) {
    let k = sheet.k;
    let line = 1.2 * k;
    let open = (from + OPEN_BAR * k).max(axis.today_x).min(axis.plot.right);
    let (from, end) = at_least(axis, from, to.unwrap_or(open), k);
    let rect = Rect::new(from, lanes.planned.0, end, lanes.planned.1);
    sheet.room.take(rect);
    let inner = Rect::new(
        rect.left + line / 2.0,
        rect.top + line / 2.0,
        rect.right - line / 2.0,
        rect.bottom - line / 2.0,
    );
    sheet.scene.items.push(Item::Box {
        rect: inner,
        radius: 2.0 * k * lanes.grow,
        fill: Some(Ink::Surface),
        outline: Some(Stroke::solid(line, Ink::Axis)),
    });
    if to.is_none() {
        let stroke = Stroke::dashed(1.6 * k, Ink::Axis, Dash::Dotted, k);
        let y = f32::midpoint(rect.top, rect.bottom);
        // Words about what came of it stand on the same line, behind the dots.
        let is_cut = has_more && !lanes.are_two;
        let last = if is_cut {
            end + OPEN_DOTS * k
        } else {
            axis.plot.right
        };
        let last = last.min(axis.plot.right);
        stretch(sheet, (end + 3.0 * k, last), y, stroke);
        return (from, last.max(end));
    }
    (from, end)
}

/// A level line, where it has a length.
fn stretch(sheet: &mut Sheet, (from, to): (f32, f32), y: f32, stroke: Stroke) {
    if to - from < 1.0 {
        return;
    }
    let half = stroke.width;
    sheet.room.take(Rect::new(from, y - half, to, y + half));
    sheet.scene.line((from, y), (to, y), stroke);
}

/// A bar that can be seen however short its time is, kept within the plot.
fn at_least(axis: &Axis, from: f32, to: f32, k: f32) -> (f32, f32) {
    let from = from
        .min(axis.plot.right - LEAST_BAR * k)
        .max(axis.plot.left);
    (from, to.max(from + LEAST_BAR * k))
}
