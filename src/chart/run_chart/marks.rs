//! The points: plain, on the median, left out, or part of a signal.

use super::axes::{Grid, drawn_value};
use super::page::Page;
use super::{PlacedPoint, RunChart};
use crate::chart::ink::Ink;
use crate::chart::scene::{MarkShape, Pos, Rect, Stroke};
use crate::domain::run_chart::{FindingKind, Side, signal_meaning};

/// How a point looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PointLook {
    /// White with the line's rim.
    Plain,
    /// Small and grey: not counted.
    OnMedian,
    /// Hollow and struck through: left out by a person.
    Excluded,
    /// A filled disc.
    Better,
    /// A filled diamond.
    Worse,
    /// A heavy ring.
    Changed,
}

/// Mark and ink of a finding in words.
pub(super) const fn finding_look(kind: FindingKind) -> (PointLook, Ink) {
    match kind {
        FindingKind::Better => (PointLook::Better, Ink::Improvement),
        FindingKind::Worse => (PointLook::Worse, Ink::Concern),
        FindingKind::Changed | FindingKind::NoSignal | FindingKind::TooFewPoints => {
            (PointLook::Changed, Ink::Neutral)
        }
    }
}

/// The look of every point; `None` without a value.
pub(super) fn looks(chart: &RunChart) -> Vec<Option<PointLook>> {
    let analysis = &chart.analysis;
    let mut looks: Vec<Option<PointLook>> = (0..chart.points.len())
        .map(|index| {
            drawn_value(chart, index)?;
            let is_out = analysis.excluded.get(index) == Some(&true);
            let is_on = analysis.side.get(index) == Some(&Some(Side::On));
            Some(match (is_out, is_on) {
                (true, _) => PointLook::Excluded,
                (false, true) => PointLook::OnMedian,
                (false, false) => PointLook::Plain,
            })
        })
        .collect();
    for signal in &analysis.signals {
        let (look, _) = finding_look(signal_meaning(analysis, signal, chart.better));
        for index in &signal.points {
            if let Some(Some(slot)) = looks.get_mut(*index)
                && *slot == PointLook::Plain
            {
                *slot = look;
            }
        }
    }
    looks
}

/// Draws every point and takes its place. Returns where they are.
pub(super) fn points(page: &mut Page<'_>, grid: &Grid) -> Vec<PlacedPoint> {
    let mut placed = Vec::new();
    // Marks shrink where points stand close, so that they stay apart; at last the line is enough.
    let is_dense = grid.slot < 2.5 * page.k;
    let size = page.k * (grid.slot / (9.0 * page.k)).clamp(0.5, 1.0);
    for (index, look) in looks(page.chart).into_iter().enumerate() {
        let (Some(look), Some(value)) = (look, drawn_value(page.chart, index)) else {
            continue;
        };
        let at = (grid.x(index), grid.y(value));
        if is_dense {
            draw_speck(page, at, look, size);
        } else {
            draw(page, at, look, size);
        }
        page.room.take(Rect::about(at, 4.5 * size));
        placed.push(PlacedPoint {
            index,
            x: at.0,
            y: at.1,
        });
    }
    placed
}

/// Draws one of very many points: only signals stand out from the line.
fn draw_speck(page: &mut Page<'_>, at: Pos, look: PointLook, k: f32) {
    let (shape, ink) = match look {
        PointLook::Plain | PointLook::OnMedian | PointLook::Excluded => return,
        PointLook::Better => (MarkShape::Disc, Ink::Improvement),
        PointLook::Worse => (MarkShape::Diamond, Ink::Concern),
        PointLook::Changed => (MarkShape::Disc, Ink::Neutral),
    };
    page.scene.mark(at, shape, 4.0 * k, ink, None);
}

/// Draws one point; `k` is its size, the page's scale where there is room.
pub(super) fn draw(page: &mut Page<'_>, at: Pos, look: PointLook, k: f32) {
    let scene = &mut page.scene;
    let (disc, surface) = (MarkShape::Disc, Ink::Surface);
    match look {
        PointLook::Plain => scene.mark(at, disc, 3.6 * k, surface, Some((1.6 * k, Ink::Series))),
        PointLook::OnMedian => scene.mark(at, disc, 3.4 * k, Ink::Neutral, Some((k, surface))),
        PointLook::Excluded => {
            scene.mark(at, disc, 3.6 * k, surface, Some((1.2 * k, Ink::Neutral)));
            let reach = 5.0 * k;
            let (from, to) = ((at.0 - reach, at.1 + reach), (at.0 + reach, at.1 - reach));
            scene.line(from, to, Stroke::solid(1.2 * k, Ink::Neutral));
        }
        PointLook::Better => {
            scene.mark(at, disc, 4.7 * k, Ink::Improvement, Some((k, surface)));
        }
        PointLook::Worse => {
            let diamond = MarkShape::Diamond;
            scene.mark(at, diamond, 5.8 * k, Ink::Concern, Some((k, surface)));
        }
        PointLook::Changed => scene.mark(at, disc, 4.2 * k, surface, Some((2.4 * k, Ink::Neutral))),
    }
}
