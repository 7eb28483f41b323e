//! The labels of the two axes, at the outer panels only.

use super::SmallMultiples;
use super::grid::Grid;
use crate::chart::ink::Ink;
use crate::chart::page::Page;
use crate::chart::scene::{AlignX, AlignY, Text};

/// The values at the left of each row.
pub(super) fn value_labels(page: &mut Page, grid: &Grid) {
    let k = page.k;
    let style = page.small();
    for (index, cell) in grid.cells.iter().enumerate() {
        let Some(plot) = grid.plot(cell).filter(|_| grid.is_leftmost(index)) else {
            continue;
        };
        for (value, label) in grid.axis.ticks() {
            let at = (plot.left - 8.0 * k, grid.y(&plot, value));
            let hang = (AlignX::Right, AlignY::Middle);
            page.say_if_free(Text::new(at, hang, style, Ink::Text2, label));
        }
    }
}

/// The first and the last point's name under the lowest panel of each column; where both have no
/// room, the last one's.
pub(super) fn time_labels(page: &mut Page, chart: &SmallMultiples, grid: &Grid) {
    let k = page.k;
    let style = page.small();
    for (index, cell) in grid.cells.iter().enumerate() {
        let Some(plot) = grid.plot(cell).filter(|_| grid.is_lowest(index)) else {
            continue;
        };
        let y = plot.bottom + 12.0 * k;
        let hang = |label: &String, x: f32, align: AlignX| {
            Text::new(
                (x, y),
                (align, AlignY::Middle),
                style,
                Ink::Text2,
                label.as_str(),
            )
        };
        let labels = match chart.labels.as_slice() {
            [] => vec![],
            [only] => vec![hang(only, grid.x(&plot, 0), AlignX::Centre)],
            [first, .., last] => vec![
                hang(last, plot.right, AlignX::Right),
                hang(first, plot.left, AlignX::Left),
            ],
        };
        let mut said: Option<f32> = None;
        for text in labels {
            let is_apart = said.is_none_or(|left| text.bounds.right + 8.0 * k <= left);
            let is_within =
                text.bounds.left >= plot.left - 0.5 && text.bounds.right <= plot.right + 0.5;
            if is_apart && is_within {
                said = Some(text.bounds.left);
                page.say_if_free(text);
            }
        }
    }
}
