//! The rounds on the web: light area, outlines broken where nobody answered, marks.

use super::web::Web;
use super::{PlacedValue, Radar, RadarSeries};
use crate::chart::ink::Ink;
use crate::chart::key::{Sample, former_stroke, latter_stroke};
use crate::chart::page::Page;
use crate::chart::scene::{Item, MarkShape, Pos, Rect, Stroke};

/// The points of a round in order of the spokes.
fn points(series: &RadarSeries, web: &Web) -> Vec<Option<Pos>> {
    let spokes = 0..web.spokes();
    spokes
        .map(|spoke| Some(web.at(spoke, series.value(spoke)?)))
        .collect()
}

/// Stretches of neighbouring points, the one over the last spoke joined to the first; a closed
/// outline ends with its first point.
fn stretches(points: &[Option<Pos>]) -> Vec<Vec<Pos>> {
    let start = points.iter().position(Option::is_none);
    let Some(start) = start else {
        let all = points.iter().chain(points.first());
        return vec![all.flatten().copied().collect()];
    };
    let (before, after) = points.split_at(start);
    let mut stretches: Vec<Vec<Pos>> = vec![Vec::new()];
    for point in after.iter().chain(before) {
        match (point, stretches.last_mut()) {
            (Some(at), Some(last)) => last.push(*at),
            _ => stretches.push(Vec::new()),
        }
    }
    stretches.retain(|stretch| !stretch.is_empty());
    stretches
}

/// Draws the light area of the later round, and returns its pieces: a stretch with a gap is closed
/// over the hub.
pub(super) fn area(page: &mut Page, radar: &Radar, web: &Web) -> Vec<Vec<Pos>> {
    let Some(series) = &radar.latter else {
        return Vec::new();
    };
    let points = points(series, web);
    let is_whole = points.iter().all(Option::is_some);
    let mut areas = stretches(&points);
    for area in &mut areas {
        if is_whole {
            area.pop();
        } else {
            area.push(web.centre);
        }
    }
    areas.retain(|area| area.len() > 2);
    for area in &areas {
        page.scene.items.push(Item::Polygon {
            points: area.clone(),
            fill: Some(Ink::SeriesFill),
            outline: None,
        });
    }
    areas
}

/// Both outlines, then both kinds of marks. Returns where the values are.
pub(super) fn outlines(page: &mut Page, radar: &Radar, web: &Web) -> Vec<PlacedValue> {
    let k = page.k;
    let former = radar.former.as_ref().map(|series| points(series, web));
    let latter = radar.latter.as_ref().map(|series| points(series, web));
    let (former, latter) = (former.unwrap_or_default(), latter.unwrap_or_default());
    for (points, stroke) in [(&former, former_stroke(k)), (&latter, latter_stroke(k))] {
        outline(page, points, stroke);
    }
    // Marks shrink with the web, so that those of low scores stay apart.
    let size = k * (web.radius / (80.0 * k)).clamp(0.5, 1.0);
    let mut values = Vec::new();
    for (points, is_former) in [(&former, true), (&latter, false)] {
        for (spoke, at) in points.iter().enumerate() {
            let Some(at) = *at else { continue };
            let other = if is_former { latter.get(spoke) } else { None };
            mark(page, at, size, is_former, other.copied().flatten());
            values.push(PlacedValue {
                spoke,
                is_former,
                at,
            });
        }
    }
    values
}

fn outline(page: &mut Page, points: &[Option<Pos>], stroke: Stroke) {
    for stretch in stretches(points) {
        page.room.take_path(&stretch);
        page.scene.polyline(stretch, stroke);
    }
}

/// A ring formerly, a disc now; where the disc would hide the ring, the ring stands round it.
fn mark(page: &mut Page, at: Pos, size: f32, is_former: bool, now: Option<Pos>) {
    let is_hidden = now.is_some_and(|now| (now.0 - at.0).hypot(now.1 - at.1) < 4.0 * size);
    if is_hidden {
        let rim = Some((1.8 * size, Ink::Neutral));
        let disc = MarkShape::Disc;
        page.scene.mark(at, disc, 7.5 * size, Ink::Surface, rim);
    } else if is_former {
        Sample::Ring.mark(&mut page.scene, at, 0.72 * size);
    } else {
        Sample::Disc(Ink::Series).mark(&mut page.scene, at, 0.8 * size);
    }
    page.room.take(Rect::about(at, 5.5 * size));
}
