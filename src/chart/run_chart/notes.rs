//! Numbered notes: discs in one row over the data, each with a stem to its point.

use super::axes::{Grid, drawn_value};
use super::page::Page;
use crate::chart::ink::Ink;
use crate::chart::place::spread;
use crate::chart::scene::{AlignX, AlignY, MarkShape, Pos, Rect, Stroke, Text};
use crate::chart::text::width;

/// One disc.
pub(super) struct Disc {
    at: Pos,
    radius: f32,
    number: usize,
}

impl Disc {
    /// The note's number and where it can be pointed at.
    pub(super) fn hit_area(&self) -> (usize, Rect) {
        (self.number, Rect::about(self.at, self.radius))
    }
}

/// Settles the discs and draws their stems. Discs that would touch move apart and their stems
/// bend; a row that cannot hold all keeps the latest and says how many there are more.
pub(super) fn stems(page: &mut Page<'_>, grid: &Grid) -> Vec<Disc> {
    let k = page.k;
    let (radius, pitch) = (9.0 * k, 20.0 * k);
    let chart = page.chart;
    let mut notes: Vec<_> = chart
        .notes
        .iter()
        .filter(|note| note.point < chart.points.len())
        .collect();
    notes.sort_by_key(|note| (note.point, note.number));
    let all = notes.len();
    let more = |drawn: usize| format!("and {} more", all - drawn);
    let mut from = grid.plot.left;
    let mut holds = ((grid.plot.right - from) / pitch).floor().max(0.0) as usize;
    if holds < all {
        from += width(&more(0), page.small()) + 4.0 * k;
        holds = ((grid.plot.right - from) / pitch).floor().max(0.0) as usize;
        let (at, hang) = (
            (grid.plot.left, grid.disc_y),
            (AlignX::Left, AlignY::Middle),
        );
        let words = more(holds.min(all));
        let words = Text::new(at, hang, page.small(), Ink::Text2, words);
        page.say_if_free(words);
    }
    let notes = notes.split_off(all.saturating_sub(holds));
    let wanted: Vec<(f32, f32)> = notes.iter().map(|n| (grid.x(n.point), pitch)).collect();
    let low = if holds < all {
        from
    } else {
        from.min(grid.x(0) - pitch / 2.0).max(page.left.left)
    };
    let middles = spread(&wanted, low, grid.plot.right);
    let stroke = Stroke::solid(k, Ink::Axis);
    notes
        .iter()
        .zip(middles)
        .map(|(note, x)| {
            let target = grid.x(note.point);
            let start = grid.disc_y + radius;
            let foot = drawn_value(chart, note.point)
                .map_or(start + 24.0 * k, |value| grid.y(value) - 6.0 * k);
            let bend = (start + 6.0 * k).min(foot);
            let mut path = vec![(x, start)];
            if (x - target).abs() > 0.5 {
                path.push((target, bend));
            }
            path.push((target, foot.max(start)));
            page.room.take_path(&path);
            page.scene.polyline(path, stroke);
            let at = (x, grid.disc_y);
            page.room.take(Rect::about(at, radius));
            Disc {
                at,
                radius,
                number: note.number,
            }
        })
        .collect()
}

/// Draws the discs with their numbers.
pub(super) fn discs(page: &mut Page<'_>, discs: &[Disc]) {
    let style = page.small_strong();
    for disc in discs {
        page.scene
            .mark(disc.at, MarkShape::Disc, disc.radius, Ink::Text, None);
        let hang = (AlignX::Centre, AlignY::Middle);
        let number = disc.number.to_string();
        page.say(Text::new(disc.at, hang, style, Ink::Surface, number));
    }
}
