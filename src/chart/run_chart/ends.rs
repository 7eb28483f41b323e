//! Words at the line ends, right of the picture: the last median and the goal.

use super::axes::Grid;
use super::page::Page;
use crate::chart::ink::Ink;
use crate::chart::place::spread;
use crate::chart::scene::AlignX;
use crate::chart::sheet::block;
use crate::chart::text::{width, wrap};

/// The words at each line's end with their value and ink.
fn wanted(page: &Page<'_>) -> Vec<(f64, Ink, Vec<String>)> {
    let chart = page.chart;
    let style = page.small_strong();
    let across = (page.scene.width * 0.26).min(124.0 * page.k);
    let last = chart.analysis.parts.last().and_then(|part| part.median);
    let median = last.filter(|median| median.is_finite()).map(|median| {
        let words = format!("Median {}", chart.unit.format(median));
        (median, Ink::Text2, wrap(&words, style, across, 2))
    });
    let goal = chart
        .goal
        .iter()
        .map(|goal| (goal.value, Ink::Goal, wrap(&goal.words, style, across, 3)));
    median.into_iter().chain(goal).collect()
}

/// How much the words need at the right.
pub(super) fn margin(page: &Page<'_>) -> f32 {
    let lines = wanted(page).into_iter().flat_map(|(_, _, lines)| lines);
    let widest = lines
        .map(|line| width(&line, page.small_strong()))
        .fold(0.0, f32::max);
    if widest > 0.0 {
        widest + 10.0 * page.k
    } else {
        8.0 * page.k
    }
}

/// Writes the words, moved apart where they would touch.
pub(super) fn labels(page: &mut Page<'_>, grid: &Grid) {
    let style = page.small_strong();
    let mut labels = wanted(page);
    labels.sort_by(|a, b| b.0.total_cmp(&a.0));
    let spans: Vec<(f32, f32)> = labels
        .iter()
        .map(|(value, _, lines)| (grid.y(*value), style.line_height() * lines.len() as f32))
        .collect();
    let low = grid.names_bottom(page.k);
    let middles = spread(&spans, low, grid.plot.bottom.max(low));
    for ((_, ink, lines), middle) in labels.into_iter().zip(middles) {
        let x = grid.plot.right + 8.0 * page.k;
        for text in block(&lines, (x, middle), AlignX::Left, style, ink) {
            page.say_if_free(text);
        }
    }
}
