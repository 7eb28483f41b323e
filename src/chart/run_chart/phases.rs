//! The phases: the ground of every other one, their boundaries, and the names over them.

use super::RunChart;
use super::axes::Grid;
use super::page::Page;
use crate::chart::ink::Ink;
use crate::chart::scene::{AlignX, AlignY, Dash, Rect, Stroke, Text};
use crate::chart::text::{TextStyle, width, wrap};
use crate::domain::run_chart::PartAnalysis;

/// Height of one row of names in design points, and of the rows' upper and lower air together.
pub(super) const ROW: f32 = 16.0;
pub(super) const AIR: f32 = 14.0;

/// The most rows of names.
const ROWS: usize = 3;
/// The least height that rows of names beyond the first leave for the picture.
const PICTURE: f32 = 200.0;

const AFTER_BASELINE: &str = "after baseline";

/// What stands over one phase.
struct Names {
    /// Where its ground begins and ends.
    left: f32,
    right: f32,
    /// Its name in lines.
    lines: Vec<String>,
    /// Where its baseline ends, and the row in which the words for it stand.
    baseline: Option<(f32, usize)>,
}

/// How many rows of names the page has room for; none when no phase has a name.
pub(super) fn most_rows(page: &Page<'_>) -> usize {
    let chart = page.chart;
    let parts = &chart.analysis.parts;
    let has_names = parts.len() > 1
        || !chart.part_names.is_empty()
        || parts.iter().any(|part| part.baseline_last.is_some());
    let spare = (page.left.height() / page.k - PICTURE) / ROW;
    if has_names {
        (spare.max(1.0) as usize).min(ROWS)
    } else {
        0
    }
}

/// How many rows the names take when there may be `most`.
pub(super) fn rows(page: &Page<'_>, grid: &Grid, most: usize) -> usize {
    let rows = |names: Names| {
        let baseline = names.baseline.map_or(0, |(_, row)| row + 1);
        names.lines.len().max(baseline)
    };
    names(page, grid, most)
        .into_iter()
        .map(rows)
        .max()
        .unwrap_or(0)
        .clamp(1, most.max(1))
}

/// The names, each in as many lines as it takes; the words after a baseline stand beside a name
/// that leaves them room, under any other.
fn names(page: &Page<'_>, grid: &Grid, most: usize) -> Vec<Names> {
    let k = page.k;
    let (strong, plain) = (page.small_strong(), page.small());
    let parts = &page.chart.analysis.parts;
    let mut all = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let left = grid.edge(part.first - 1);
        let (right, end) = if index + 1 == parts.len() {
            (grid.plot.right, page.left.right)
        } else {
            (grid.edge(part.last), grid.edge(part.last) - 6.0 * k)
        };
        let from = text_left(left, grid, k);
        let name = part_name(page.chart, index, part);
        let baseline_x = part.baseline_last.map(|row| grid.edge(row));
        let baseline_x = baseline_x.filter(|x| fits_after(*x, plain, end, k));
        let is_beside = baseline_x.is_none_or(|x| width(&name, strong) <= x - from - 6.0 * k);
        let rows = if is_beside {
            most
        } else {
            most.saturating_sub(1).max(1)
        };
        let lines = wrap(&name, strong, end - from, rows);
        let row = if is_beside { 0 } else { lines.len() };
        let baseline = baseline_x.filter(|_| row < most).map(|x| (x, row));
        all.push(Names {
            left,
            right,
            lines,
            baseline,
        });
    }
    all
}

fn fits_after(x: f32, style: TextStyle, end: f32, k: f32) -> bool {
    x + 6.0 * k + width(AFTER_BASELINE, style) <= end
}

/// A name stands a little right of its boundary, but flush with the left edge of the plot.
fn text_left(x: f32, grid: &Grid, k: f32) -> f32 {
    if x > grid.plot.left + 0.5 {
        x + 6.0 * k
    } else {
        x
    }
}

fn part_name(chart: &RunChart, index: usize, part: &PartAnalysis) -> String {
    let given = chart.part_names.get(index).filter(|name| !name.is_empty());
    given.cloned().unwrap_or_else(|| {
        if chart.analysis.parts.len() > 1 {
            format!("Phase {}", part.part)
        } else {
            String::new()
        }
    })
}

/// Draws grounds, boundaries and names.
pub(super) fn phases(page: &mut Page<'_>, grid: &Grid) {
    let k = page.k;
    let names = names(page, grid, grid.name_rows);
    for (index, of_phase) in names.iter().enumerate() {
        if index % 2 == 1 {
            let ground = Rect::new(
                of_phase.left,
                grid.plot.top,
                of_phase.right,
                grid.plot.bottom,
            );
            page.scene.fill(ground, Ink::PhaseFill);
        }
    }
    let rows_top = grid.rows_top;
    for (of_phase, part) in names.into_iter().zip(&page.chart.analysis.parts) {
        if of_phase.left > grid.plot.left + 0.5 {
            boundary(page, grid, of_phase.left, rows_top + 2.0 * k, Dash::Solid);
        }
        if let Some(row) = part.baseline_last {
            let words_row = of_phase
                .baseline
                .map_or(of_phase.lines.len(), |(_, row)| row);
            let top = rows_top + (4.0 + ROW * words_row as f32 + 16.0) * k;
            boundary(page, grid, grid.edge(row), top, Dash::Dotted);
        }
        let hang = (AlignX::Left, AlignY::Middle);
        let y = |row: usize| rows_top + (12.0 + ROW * row as f32) * k;
        let (strong, plain) = (page.small_strong(), page.small());
        let x = text_left(of_phase.left, grid, k);
        for (row, line) in of_phase.lines.into_iter().enumerate() {
            page.say_if_free(Text::new((x, y(row)), hang, strong, Ink::Text2, line));
        }
        if let Some((x, row)) = of_phase.baseline {
            let at = (x + 6.0 * k, y(row));
            page.say_if_free(Text::new(at, hang, plain, Ink::Text2, AFTER_BASELINE));
        }
    }
}

/// The words after a baseline that had no room among the names, beside the line that ends it.
pub(super) fn after_baselines(page: &mut Page<'_>, grid: &Grid) {
    let k = page.k;
    let style = page.small();
    let hang = (AlignX::Left, AlignY::Middle);
    let names = names(page, grid, grid.name_rows);
    for (of_phase, part) in names.into_iter().zip(&page.chart.analysis.parts) {
        let Some(row) = part.baseline_last.filter(|_| of_phase.baseline.is_none()) else {
            continue;
        };
        let x = grid.edge(row) + 6.0 * k;
        let steps = (grid.plot.height() / (8.0 * k)).clamp(0.0, 100.0) as u8;
        let offers = (1..steps).map(|step| {
            let y = grid.plot.top + f32::from(step) * 8.0 * k;
            vec![Text::new((x, y), hang, style, Ink::Text2, AFTER_BASELINE)]
        });
        let fits = |texts: &Vec<Text>| texts.iter().all(|text| text.bounds.right < of_phase.right);
        page.say_where_clear(offers.filter(fits), false);
    }
}

/// A line from the names to the axis.
fn boundary(page: &mut Page<'_>, grid: &Grid, x: f32, top: f32, dash: Dash) {
    let k = page.k;
    let (from, to) = ((x, top.min(grid.plot.top)), (x, grid.plot.bottom));
    let stroke = Stroke::dashed(k, Ink::Axis, dash, k);
    page.scene.line(from, to, stroke);
    page.room.take_line(from, to);
}
