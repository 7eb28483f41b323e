//! Start, now and goal: their words beside the tube, each joined to its height by a line.

use super::{Board, Thermometer};
use crate::chart::ink::Ink;
use crate::chart::place::spread;
use crate::chart::run_chart::Unit;
use crate::chart::scene::{AlignX, AlignY, Rect, Stroke, Text};
use crate::chart::text::{TextStyle, ellipsis, width, wrap};
use crate::chart::value_axis::drawn;

/// One of the three values.
pub(super) struct Mark<'a> {
    name: &'static str,
    value: Option<f64>,
    words: &'a str,
    unit: Unit,
    pub ink: Ink,
}

impl Mark<'_> {
    /// `Goal 20.0 %`.
    fn lead(&self) -> String {
        let value = self.value.map(|value| self.unit.format(value));
        format!("{} {}", self.name, value.as_deref().unwrap_or("not known"))
    }

    /// `Goal 20.0 % by March 2027`.
    pub(super) fn sentence(&self) -> String {
        let words = format!("{} {}", self.lead(), self.words);
        words.trim_end().to_owned()
    }
}

/// Start, now and goal.
pub(super) fn all(chart: &Thermometer) -> [Mark<'_>; 3] {
    [
        (("Start", Ink::Text2), &chart.start),
        (("Now", Ink::Text), &chart.now),
        (("Goal", Ink::Goal), &chart.goal),
    ]
    .map(|((name, ink), (value, words))| Mark {
        name,
        value: drawn(Some(*value)),
        words: words.as_str(),
        unit: chart.unit,
        ink,
    })
}

/// The words of a mark, line by line with their styles.
fn lines(board: &Board<'_>, mark: &Mark<'_>, across: f32) -> Vec<(TextStyle, Ink, String)> {
    let size = if mark.name == "Now" {
        board.sizes.now
    } else {
        board.sizes.mark
    };
    let smaller = board.sizes.scale / 12.5 * 13.0;
    let lead = mark.lead();
    let fits = |style: &TextStyle| width(&lead, *style) <= across;
    let styles = [size, board.sizes.mark, smaller].map(|size| board.strong(size));
    let style = styles.into_iter().find(fits).unwrap_or(styles[2]);
    let plain = board.regular(board.sizes.scale);
    let words = wrap(mark.words, plain, across, 2);
    let words = words.into_iter().map(|line| (plain, Ink::Text2, line));
    std::iter::once((style, mark.ink, ellipsis(&lead, style, across)))
        .chain(words)
        .filter(|(_, _, line)| !line.is_empty())
        .collect()
}

/// Writes the marks within `room`, at the heights that `height` gives, moved apart where they
/// would touch, and joins each to its height at `from`.
pub(super) fn marks(
    board: &mut Board<'_>,
    room: Rect,
    from: f32,
    height: impl Fn(f64) -> Option<f32>,
) {
    let [start, now, goal] = all(board.chart);
    let mut blocks: Vec<_> = [goal, now, start]
        .into_iter()
        .zip([0.1, 0.5, 0.9])
        .map(|(mark, share)| {
            let y = mark.value.and_then(&height);
            let lines = lines(board, &mark, room.width());
            // The first line stands at the value's height, the others under it.
            let under = (high(&lines) - first_high(&lines)) / 2.0;
            let wanted = y.map_or(room.top + room.height() * share, |y| y + under);
            (mark, y, wanted, lines)
        })
        .collect();
    blocks.sort_by(|a, b| a.2.total_cmp(&b.2));
    let gap = board.pt(6.0);
    let spans: Vec<(f32, f32)> = blocks
        .iter()
        .map(|(_, _, wanted, lines)| (*wanted, high(lines) + gap))
        .collect();
    let middles = spread(&spans, room.top, room.bottom);
    for ((mark, y, _, lines), middle) in blocks.into_iter().zip(middles) {
        let top = middle - high(&lines) / 2.0;
        let is_said = block(board, (room.left, top), &lines);
        if let Some(y) = y.filter(|_| is_said) {
            let first = top + first_high(&lines) / 2.0;
            leader(board, &mark, (from, y), (room.left, first));
        }
    }
}

fn high(lines: &[(TextStyle, Ink, String)]) -> f32 {
    lines.iter().map(|(style, _, _)| style.line_height()).sum()
}

fn first_high(lines: &[(TextStyle, Ink, String)]) -> f32 {
    lines
        .first()
        .map_or(0.0, |(style, _, _)| style.line_height())
}

/// Writes lines from a height down. Says whether the first found room.
fn block(board: &mut Board<'_>, (x, top): (f32, f32), lines: &[(TextStyle, Ink, String)]) -> bool {
    let mut top = top;
    let mut is_said = true;
    for (style, ink, line) in lines {
        let at = (x, top + style.line_height() / 2.0);
        top += style.line_height();
        let hang = (AlignX::Left, AlignY::Middle);
        let text = Text::new(at, hang, *style, *ink, line.as_str());
        is_said &= board.sheet.say_if_free(text);
        if !is_said {
            break;
        }
    }
    is_said
}

/// The line from a value's height to its words.
fn leader(board: &mut Board<'_>, mark: &Mark<'_>, from: (f32, f32), to: (f32, f32)) {
    let ink = if mark.name == "Start" {
        Ink::Axis
    } else {
        mark.ink
    };
    let stroke = Stroke::solid(board.pt(1.5), ink);
    let end = to.0 - board.pt(5.0);
    let bend = f32::midpoint(from.0, end);
    let points = vec![from, (bend, from.1), (bend, to.1), (end, to.1)];
    board.sheet.scene.polyline(points, stroke);
}
