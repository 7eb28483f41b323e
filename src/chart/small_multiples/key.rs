//! What the lines of the panels are, once for all of them, over the first row.

use super::SmallMultiples;
use crate::chart::ink::Ink;
use crate::chart::page::Page;
use crate::chart::scene::{AlignX, AlignY, Dash, MarkShape, Pos, Stroke, Text};
use crate::chart::text::{ellipsis, width};
use crate::chart::value_axis::drawn;
use crate::domain::run_chart::Better;

/// Height of one row of the key, of the air under it, and of the most it takes, in design points.
const ROW: f32 = 20.0;
const AIR: f32 = 6.0;
pub(super) const MOST_HEIGHT: f32 = ROW * 3.0 + AIR;

/// The least height the key leaves to the panels, in design points.
const PANELS: f32 = 70.0;

/// Length of a line's sample in design points.
const SAMPLE: f32 = 30.0;

/// The goal's line.
pub(super) const fn goal_stroke(k: f32) -> Stroke {
    Stroke::dashed(1.5 * k, Ink::Goal, Dash::DashDot, k)
}

/// A median's line.
pub(super) const fn median_stroke(k: f32) -> Stroke {
    Stroke::solid(k, Ink::Median)
}

/// The data line; lighter in a small panel.
pub(super) fn data_stroke(k: f32, is_small: bool) -> Stroke {
    if is_small {
        return Stroke::solid(1.3 * k, Ink::Neutral);
    }
    let width = if k > 1.4 { 3.0 / 1.76 } else { 2.0 } * k;
    Stroke::solid(width, Ink::Series)
}

/// `lower is better`.
const fn direction(better: Better) -> Option<&'static str> {
    match better {
        Better::Lower => Some("lower is better"),
        Better::Higher => Some("higher is better"),
        Better::Neither => None,
    }
}

/// A line of the panels with its words.
struct Entry {
    stroke: Option<Stroke>,
    /// The line of a small panel carries its rings.
    is_small: bool,
    ink: Ink,
    words: String,
}

/// The lines that occur, each with its words.
fn entries(chart: &SmallMultiples, k: f32) -> Vec<Entry> {
    let entry = |stroke, ink, words| Entry {
        stroke,
        is_small: false,
        ink,
        words,
    };
    let mut entries = Vec::new();
    let direction = direction(chart.better);
    if let Some(goal) = drawn(chart.goal) {
        let mut words = format!("Goal {}", chart.unit.format(goal));
        if let Some(direction) = direction {
            words = format!("{words}, {direction}");
        }
        entries.push(entry(Some(goal_stroke(k)), Ink::Goal, words));
    } else if let Some(direction) = direction {
        entries.push(entry(None, Ink::Text2, direction.to_owned()));
    }
    let shown = || chart.panels.iter().filter(|panel| panel.hidden.is_none());
    if shown().any(|panel| drawn(panel.median).is_some()) {
        let words = "median of each panel".to_owned();
        entries.push(entry(Some(median_stroke(k)), Ink::Text2, words));
    }
    if shown().any(|panel| panel.is_small) {
        let words = "small panel: chance moves it far".to_owned();
        entries.push(Entry {
            is_small: true,
            ..entry(Some(data_stroke(k, true)), Ink::Text2, words)
        });
    }
    entries
}

/// Writes the key in as many rows as it needs, and takes them off the top.
pub(super) fn key(page: &mut Page, chart: &SmallMultiples) {
    let k = page.k;
    let entries = entries(chart, k);
    if entries.is_empty() {
        return;
    }
    let style = page.small();
    let mut x = page.left.left;
    for entry in entries {
        let sample = if entry.stroke.is_some() {
            (SAMPLE + 7.0) * k
        } else {
            0.0
        };
        let across = sample + width(&entry.words, style);
        if x > page.left.left && x + across > page.left.right {
            if page.left.height() < (PANELS + ROW * 2.0) * k {
                break;
            }
            x = page.left.left;
            page.left.top += ROW * k;
        }
        let y = page.left.top + 9.0 * k;
        let words = ellipsis(&entry.words, style, page.left.right - x - sample);
        let hang = (AlignX::Left, AlignY::Middle);
        let text = Text::new((x + sample, y), hang, style, entry.ink, words);
        if page.say_if_free(text) {
            draw_sample(page, (x, y), &entry);
        }
        x += across + 22.0 * k;
    }
    page.left.top += (ROW + AIR) * k;
}

fn draw_sample(page: &mut Page, (x, y): Pos, entry: &Entry) {
    let Some(stroke) = entry.stroke else { return };
    let k = page.k;
    page.scene.line((x, y), (x + SAMPLE * k, y), stroke);
    if entry.is_small {
        for share in [0.2, 0.8] {
            let at = (x + SAMPLE * share * k, y);
            point(page, at, stroke.ink);
        }
    }
}

/// A point on a data line.
pub(super) fn point(page: &mut Page, at: Pos, ink: Ink) {
    let k = page.k;
    let rim = Some((1.3 * k, ink));
    page.scene
        .mark(at, MarkShape::Disc, 2.6 * k, Ink::Surface, rim);
}
