//! The lines of the chart: data, medians, goal.

use super::axes::{Grid, drawn_value};
use super::page::Page;
use crate::chart::ink::Ink;
use crate::chart::scene::{Dash, Pos, Stroke};

/// The data line: broken at a month without data and between parts, past points left out.
pub(super) fn series(page: &mut Page<'_>, grid: &Grid) {
    let chart = page.chart;
    let width = if page.k > 1.4 { 3.0 / 1.76 } else { 2.0 } * page.k;
    let mut piece: Vec<Pos> = Vec::new();
    let mut pieces: Vec<Vec<Pos>> = Vec::new();
    let starts: Vec<usize> = chart
        .analysis
        .parts
        .iter()
        .map(|part| part.first - 1)
        .collect();
    for index in 0..chart.points.len() {
        if starts.contains(&index) {
            pieces.push(std::mem::take(&mut piece));
        }
        match drawn_value(chart, index) {
            None => pieces.push(std::mem::take(&mut piece)),
            Some(_) if chart.analysis.excluded.get(index) == Some(&true) => {}
            Some(value) => piece.push((grid.x(index), grid.y(value))),
        }
    }
    pieces.push(piece);
    for piece in pieces {
        page.room.take_path(&piece);
        page.scene
            .polyline(piece, Stroke::solid(width, Ink::Series));
    }
}

/// Each part's median: solid where it was made, dashed where it is extended; in a part with a
/// signal in long dashes, so that the finding survives a grey print.
pub(super) fn medians(page: &mut Page<'_>, grid: &Grid) {
    let k = page.k;
    let chart = page.chart;
    for (index, part) in chart.analysis.parts.iter().enumerate() {
        let Some(median) = part.median.filter(|median| median.is_finite()) else {
            continue;
        };
        let y = grid.y(median);
        let left = if index == 0 {
            grid.x(0) - 4.0 * k
        } else {
            grid.edge(part.first - 1)
        };
        let right = if index + 1 == chart.analysis.parts.len() {
            grid.x(part.last - 1) + 6.0 * k
        } else {
            grid.edge(part.last)
        };
        let signals = chart
            .analysis
            .signals
            .iter()
            .any(|signal| signal.part_index == index);
        let open = if signals {
            Dash::LongDashed
        } else {
            Dash::Dashed
        };
        let pieces = match part.baseline_last {
            Some(row) => vec![
                (left, grid.edge(row), Dash::Solid),
                (grid.edge(row), right, open),
            ],
            None if signals => vec![(left, right, Dash::LongDashed)],
            None => vec![(left, right, Dash::Solid)],
        };
        for (from, to, dash) in pieces {
            let stroke = Stroke::dashed(1.5 * k, Ink::Median, dash, k);
            page.scene.line((from, y), (to, y), stroke);
        }
        // A little farther than drawn: words beside its end would seem to name it.
        page.room.take_line((left, y), (right + 40.0 * k, y));
    }
}

/// The goal across the whole picture.
pub(super) fn goal(page: &mut Page<'_>, grid: &Grid) {
    let Some(goal) = &page.chart.goal else { return };
    let y = grid.y(goal.value);
    let (from, to) = ((grid.plot.left, y), (grid.plot.right, y));
    let stroke = Stroke::dashed(1.5 * page.k, Ink::Goal, Dash::DashDot, page.k);
    page.scene.line(from, to, stroke);
    page.room.take_line(from, to);
}
