//! The panels themselves: words over each picture, its lines, and what stands in place of them.

use super::grid::Grid;
use super::key::{data_stroke, goal_stroke, median_stroke, point};
use super::{Panel, PlacedPoint, SmallMultiples};
use crate::chart::finding;
use crate::chart::ink::Ink;
use crate::chart::page::Page;
use crate::chart::scene::{AlignX, AlignY, MarkShape, Pos, Rect, Stroke, Text};
use crate::chart::sheet::block;
use crate::chart::text::{TextStyle, ellipsis, width, wrap};
use crate::chart::value_axis::drawn;

/// Said where a panel has no value at all.
pub(super) const NOTHING: &str = "no values yet";

/// Draws every panel. Returns where the points are.
pub(super) fn panels(page: &mut Page, chart: &SmallMultiples, grid: &Grid) -> Vec<PlacedPoint> {
    let mut placed = Vec::new();
    for (index, (panel, cell)) in chart.panels.iter().zip(&grid.cells).enumerate() {
        header(page, grid, cell, panel);
        let Some(plot) = grid.plot(cell) else {
            continue;
        };
        if let Some(words) = &panel.hidden {
            base(page, &plot);
            instead(page, &plot, words);
            continue;
        }
        ground(page, grid, &plot);
        let points = course(page, grid, &plot, panel, chart.goal);
        if points.is_empty() {
            instead(page, &plot, NOTHING);
        }
        placed.extend(points.into_iter().map(|(point, (x, y))| PlacedPoint {
            panel: index,
            index: point,
            x,
            y,
        }));
    }
    placed
}

/// Name, last value, signal and the words of a small panel; of a hidden one only the name.
fn header(page: &mut Page, grid: &Grid, cell: &Rect, panel: &Panel) {
    let k = page.k;
    let (strong, small) = (TextStyle::strong(14.0 * k), page.small());
    let mut y = cell.top + 10.0 * k;
    let is_shown = panel.hidden.is_none();
    let last = if is_shown { panel.last.as_str() } else { "" };
    let beside = if grid.header.last_beside && !last.is_empty() {
        width(last, small) + 10.0 * k
    } else {
        0.0
    };
    let name = ellipsis(&panel.name, strong, cell.width() - beside);
    say(page, cell, (cell.left, y), AlignX::Left, strong, &name);
    if !grid.header.last_beside {
        y += 18.0 * k;
    }
    let align = if grid.header.last_beside {
        (cell.right, AlignX::Right)
    } else {
        (cell.left, AlignX::Left)
    };
    let last = ellipsis(last, small, cell.width());
    say(page, cell, (align.0, y), align.1, small, &last);
    if !is_shown {
        return;
    }
    y += 18.0 * k;
    let after_mark = (cell.left + 14.0 * k, y);
    let signal = panel.signal.word();
    let signal = ellipsis(signal, small, cell.width() - 14.0 * k);
    if say(page, cell, after_mark, AlignX::Left, small, &signal) {
        let at = (cell.left + 6.0 * k, y);
        finding::mark(&mut page.scene, at, panel.signal, k * 0.9);
    }
    if let Some(words) = panel.small_words() {
        let words = ellipsis(&words, small, cell.width());
        if grid.header.small_beside {
            say(page, cell, (cell.right, y), AlignX::Right, small, &words);
        } else {
            let at = (cell.left, y + 17.0 * k);
            say(page, cell, at, AlignX::Left, small, &words);
        }
    }
}

/// Writes words within a panel. Says whether there was room.
fn say(
    page: &mut Page,
    cell: &Rect,
    at: Pos,
    align: AlignX,
    style: TextStyle,
    words: &str,
) -> bool {
    let ink = if style.strong { Ink::Text } else { Ink::Text2 };
    let text = Text::new(at, (align, AlignY::Middle), style, ink, words);
    cell.contains(&text.bounds) && page.say_if_free(text)
}

/// The line a panel stands on.
fn base(page: &mut Page, plot: &Rect) {
    let (from, to) = ((plot.left, plot.bottom), (plot.right, plot.bottom));
    let stroke = Stroke::solid(page.k, Ink::Axis);
    page.scene.line(from, to, stroke);
}

/// Words in the middle of an empty picture.
fn instead(page: &mut Page, plot: &Rect, words: &str) {
    let style = page.small();
    let most = (plot.height() / style.line_height()).floor().min(4.0) as usize;
    let lines = wrap(words, style, plot.width() - 8.0 * page.k, most);
    for text in block(&lines, plot.middle(), AlignX::Centre, style, Ink::Text2) {
        if plot.contains(&text.bounds) {
            page.say_if_free(text);
        }
    }
}

/// Lines at the values of the axis, the zero line darker.
fn ground(page: &mut Page, grid: &Grid, plot: &Rect) {
    for (value, _) in grid.axis.ticks() {
        let y = grid.y(plot, value);
        let is_zero = value.abs() < grid.axis.step / 2.0;
        let ink = if is_zero { Ink::Axis } else { Ink::Rule };
        let stroke = Stroke::solid(page.k, ink);
        page.scene.line((plot.left, y), (plot.right, y), stroke);
    }
}

/// Goal, median and data of a panel. Returns its points.
fn course(
    page: &mut Page,
    grid: &Grid,
    plot: &Rect,
    panel: &Panel,
    goal: Option<f64>,
) -> Vec<(usize, Pos)> {
    let k = page.k;
    let across = [(goal, goal_stroke(k)), (panel.median, median_stroke(k))];
    for (value, stroke) in across {
        if let Some(value) = drawn(value) {
            let y = grid.y(plot, value);
            page.scene.line((plot.left, y), (plot.right, y), stroke);
        }
    }
    let points: Vec<(usize, Pos)> = (0..panel.values.len())
        .filter_map(|index| {
            let value = panel.value(index)?;
            Some((index, (grid.x(plot, index), grid.y(plot, value))))
        })
        .collect();
    let stroke = data_stroke(k, panel.is_small);
    let pieces: Vec<&[(usize, Pos)]> = points.chunk_by(|a, b| a.0 + 1 == b.0).collect();
    for piece in &pieces {
        let line = piece.iter().map(|(_, at)| *at).collect();
        page.scene.polyline(line, stroke);
    }
    let is_roomy = grid.step(plot) >= 8.0 * k;
    for piece in &pieces {
        // A point between two gaps has no line to be seen by.
        let is_alone = piece.len() == 1;
        for (_, at) in piece.iter().filter(|_| is_roomy || is_alone) {
            point(page, *at, stroke.ink);
        }
    }
    if let Some((_, at)) = points.last() {
        let fill = if panel.is_small {
            Ink::Surface
        } else {
            stroke.ink
        };
        let rim = Some((1.6 * k, stroke.ink));
        page.scene.mark(*at, MarkShape::Disc, 3.8 * k, fill, rim);
    }
    points
}
