//! The tube: glass, bulb, what it is filled with, and the scale beside it.

use super::{Board, Progress, column, marks};
use crate::chart::ink::Ink;
use crate::chart::scene::{AlignX, AlignY, Dash, Item, MarkShape, Rect, Stroke, Text};
use crate::chart::text::width;
use crate::chart::value_axis::{ValueAxis, drawn};

/// How far the scale goes on at most beyond the goal and behind the start, in ways.
const BEYOND: f64 = 1.25;
const BEHIND: f64 = -0.25;

/// The least length of a tube, in the layout's points.
const LENGTH: f32 = 40.0;

/// Where heights stand for values: from the start below to the goal above.
struct Tube {
    middle: f32,
    half: f32,
    radius: f32,
    /// Lower and upper end of the marked length.
    ends: (f32, f32),
    /// The shares of the way that stand there.
    shares: (f64, f64),
    start: f64,
    way: f64,
}

impl Tube {
    /// The share of the way at a value.
    fn share(&self, value: f64) -> f64 {
        (value - self.start) / self.way
    }

    /// Height of a value; at the ends for what lies beyond them.
    fn y(&self, value: f64) -> f32 {
        let (low, high) = self.shares;
        let along = (self.share(value).clamp(low, high) - low) / (high - low);
        self.ends.0 + (self.ends.1 - self.ends.0) * along as f32
    }

    /// The middle of the bulb.
    fn bulb(&self) -> (f32, f32) {
        (self.middle, self.ends.0 + self.radius * 0.9)
    }
}

/// Draws the tube with its scale and its marks; the marks alone where there is no way to show.
pub(super) fn tube(board: &mut Board<'_>, room: Rect) {
    let Some((tube, axis)) = settle(board, room) else {
        marks::marks(board, room, room.left, |_| None);
        return;
    };
    scale(board, &tube, &axis);
    glass(board, &tube);
    let words = Rect {
        left: tube.middle + tube.half.max(tube.radius) + board.pt(26.0),
        ..room
    };
    let from = tube.middle + tube.half;
    marks::marks(board, words, from, |value| Some(tube.y(value)));
}

/// Where the tube stands and what its scale says; nothing where start and goal are not two values
/// or the room is too small.
fn settle(board: &Board<'_>, room: Rect) -> Option<(Tube, ValueAxis)> {
    let chart = board.chart;
    let start = drawn(Some(chart.start.0))?;
    let goal = drawn(Some(chart.goal.0))?;
    let way = goal - start;
    if Progress::of(start, start, goal, chart.unit) == Progress::NoWay {
        return None;
    }
    let [half, radius] = [board.sizes.tube.0 / 2.0, board.sizes.tube.1].map(|size| board.pt(size));
    let ends = (
        room.bottom - radius * 1.9 - board.pt(2.0),
        room.top + half + board.pt(2.0),
    );
    let length = ends.0 - ends.1;
    if length < board.pt(LENGTH) {
        return None;
    }
    let now = drawn(Some(chart.now.0)).map_or(0.0, |now| (now - start) / way);
    let shares = (now.clamp(BEHIND, 0.0), now.clamp(1.0, BEYOND));
    let values = [shares.0, shares.1].map(|share| start + way * share);
    let most = (length / board.pt(board.sizes.scale * 2.2)).clamp(1.0, 9.0) as usize;
    let [low, top] = [values[0].min(values[1]), values[0].max(values[1])];
    let axis = ValueAxis::between(low, top, chart.unit, most);
    let labels = axis.ticks().into_iter();
    let style = board.regular(board.sizes.scale);
    let widest = labels.map(|(_, label)| width(&label, style));
    let before = widest.fold(0.0, f32::max) + board.pt(14.0) + half;
    let tube = Tube {
        middle: room.left + before.max(radius + board.pt(2.0)).max(room.width() * 0.22),
        half,
        radius,
        ends,
        shares,
        start,
        way,
    };
    let words_left = room.right - tube.middle - half.max(radius) - board.pt(26.0);
    (words_left >= board.pt(50.0)).then_some((tube, axis))
}

/// Ticks and values at the left of the tube.
fn scale(board: &mut Board<'_>, tube: &Tube, axis: &ValueAxis) {
    let style = board.regular(board.sizes.scale);
    let right = tube.middle - tube.half;
    let (tick, air, stroke) = (board.pt(7.0), board.pt(12.0), board.pt(1.2));
    for (value, label) in axis.ticks() {
        let y = tube.y(value);
        let line = Stroke::solid(stroke, Ink::Axis);
        board.sheet.scene.line((right - tick, y), (right, y), line);
        let hang = (AlignX::Right, AlignY::Middle);
        let at = (right - air, y);
        board
            .sheet
            .say_if_free(Text::new(at, hang, style, Ink::Text2, label));
    }
}

/// The glass, filled from the bulb to the latest value.
fn glass(board: &mut Board<'_>, tube: &Tube) {
    let ink = column::ink(board.progress);
    let (x, half, bulb) = (tube.middle, tube.half, tube.bulb());
    let (rim, inset) = (board.pt(1.5), half * 0.24);
    let level = drawn(Some(board.chart.now.0)).map(|now| tube.y(now));
    let dash = board.sheet.k;
    let scene = &mut board.sheet.scene;
    scene.items.push(Item::Box {
        rect: Rect::new(x - half, tube.ends.1 - half, x + half, bulb.1),
        radius: half,
        fill: Some(Ink::Sunken),
        outline: Some(Stroke::solid(rim, Ink::Axis)),
    });
    let outline = Some((rim, Ink::Axis));
    scene.mark(bulb, MarkShape::Disc, tube.radius, Ink::Sunken, outline);
    // The rim of the bulb does not go on inside the tube.
    let opening = Rect::new(
        x - half + rim / 2.0,
        tube.ends.0 - tube.radius * 0.1 - rim,
        x + half - rim / 2.0,
        bulb.1,
    );
    scene.fill(opening, Ink::Sunken);
    if let Some(level) = level {
        let radius = tube.radius - inset;
        scene.mark(bulb, MarkShape::Disc, radius, ink, None);
        scene.fill(
            Rect::new(x - half + inset, level, x + half - inset, bulb.1),
            ink,
        );
    }
    let goal = tube.y(tube.start + tube.way);
    let stroke = Stroke::dashed(rim * 1.3, Ink::Goal, Dash::DashDot, dash);
    scene.line((x - half, goal), (x + half, goal), stroke);
    let start = tube.y(tube.start);
    if start < tube.ends.0 - 0.5 {
        scene.line(
            (x - half, start),
            (x + half, start),
            Stroke::solid(rim, Ink::Axis),
        );
    }
}
