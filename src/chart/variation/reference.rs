//! The lines all rows are compared with: the whole clinic and the goal, with their words on top.

use super::Variation;
use super::frame::{Frame, WORDS, upright};
use crate::chart::ink::Ink;
use crate::chart::page::Page;
use crate::chart::scene::{AlignX, AlignY, Dash, Rect, Stroke, Text};
use crate::chart::text::{ellipsis, width};
use crate::chart::value_axis::drawn;

/// An upright line through all rows.
pub(super) struct Line {
    value: f64,
    words: String,
    across: f32,
    ink: Ink,
    stroke: Stroke,
}

/// The lines of a chart, the lower value first.
pub(super) fn lines(page: &Page, chart: &Variation) -> Vec<Line> {
    let k = page.k;
    let clinic = Stroke::solid(1.5 * k, Ink::Median);
    let goal = Stroke::dashed(1.5 * k, Ink::Goal, Dash::DashDot, k);
    let both = [
        (chart.clinic, "Clinic", Ink::Text2, clinic),
        (chart.goal, "Goal", Ink::Goal, goal),
    ];
    let line = |(value, name, ink, stroke): (Option<f64>, &str, Ink, Stroke)| {
        let value = drawn(value)?;
        let words = format!("{name} {}", chart.unit.format(value));
        let words = ellipsis(&words, page.small_strong(), page.left.width());
        Some(Line {
            value,
            across: width(&words, page.small_strong()),
            words,
            ink,
            stroke,
        })
    };
    let mut lines: Vec<Line> = both.into_iter().filter_map(line).collect();
    lines.sort_by(|a, b| a.value.total_cmp(&b.value));
    lines
}

/// Where the words of each line go: their left end, and how many rows of words are under them.
/// Over their lines; where two would meet, away from each other, or one over the other.
pub(super) fn places(lines: &[Line], frame: &Frame, room: Rect, k: f32) -> Vec<(f32, usize)> {
    let middle = |line: &Line| {
        let most = (room.right - line.across).max(room.left);
        (frame.x(line.value, k) - line.across / 2.0).clamp(room.left, most)
    };
    let [low, high] = lines else {
        return lines.iter().map(|line| (middle(line), 0)).collect();
    };
    if middle(low) + low.across + 8.0 * k <= middle(high) {
        return vec![(middle(low), 0), (middle(high), 0)];
    }
    let away = (
        frame.x(low.value, k) - 3.0 * k - low.across,
        frame.x(high.value, k) + 3.0 * k,
    );
    if away.0 >= room.left && away.1 + high.across <= room.right {
        return vec![(away.0, 0), (away.1, 0)];
    }
    vec![(middle(low), 1), (middle(high), 0)]
}

/// Draws the lines up to their words, and writes these.
pub(super) fn reference(page: &mut Page, frame: &Frame, lines: &[Line], said: &[Text]) {
    let k = page.k;
    let style = page.small_strong();
    for (line, (left, row)) in lines.iter().zip(&frame.words) {
        let x = frame.x(line.value, k);
        upright(page, frame, x, said, line.stroke);
        let y = frame.plot.top - WORDS * (*row as f32 + 0.5) * k;
        let hang = (AlignX::Left, AlignY::Middle);
        let words = line.words.as_str();
        page.say_if_free(Text::new((*left, y), hang, style, line.ink, words));
    }
}
