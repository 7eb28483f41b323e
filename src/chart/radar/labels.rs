//! The words at the spokes' ends, and the largest web they leave room for.

use super::Radar;
use super::web::{Web, direction};
use crate::chart::ink::Ink;
use crate::chart::page::Page;
use crate::chart::scene::{AlignX, AlignY, Pos, Rect, Text};
use crate::chart::text::{TextStyle, width, wrap};

/// From the rim to the words, in design points.
const GAP: f32 = 13.0;

/// Ways to set the words, best first: size of the name, its most width as a share of the picture,
/// and whether the values stand under it.
const WAYS: [(f32, f32, bool); 6] = [
    (15.0, 0.30, true),
    (14.0, 0.26, true),
    (12.5, 0.24, true),
    (12.5, 0.19, true),
    (12.5, 0.24, false),
    (12.5, 0.19, false),
];

/// A radius of this share of the picture's shorter side is enough.
const ENOUGH: f32 = 0.3;

/// The words at one spoke.
#[derive(Clone, Debug)]
pub(super) struct Label {
    /// The name, and the values under it.
    lines: Vec<(String, TextStyle, Ink)>,
    size: (f32, f32),
}

impl Label {
    fn new(
        radar: &Radar,
        spoke: usize,
        (size, most, with_values): (f32, f32, bool),
        k: f32,
    ) -> Self {
        let name_style = TextStyle::strong(size * k);
        let small = TextStyle::regular(12.5 * k);
        let name = radar.spokes.get(spoke).map_or("", String::as_str);
        let name = wrap(name, name_style, most, 2).into_iter();
        let values = radar.value_words(spoke);
        // That nobody answered is said even where there is no room for numbers.
        let says_values = with_values || values.starts_with("no answers");
        let values = wrap(&values, small, most, 2)
            .into_iter()
            .filter(|_| says_values);
        let lines: Vec<_> = name
            .map(|line| (line, name_style, Ink::Text))
            .chain(values.map(|line| (line, small, Ink::Text2)))
            .collect();
        let across = lines.iter().map(|(line, style, _)| width(line, *style));
        Self {
            size: (
                across.fold(0.0, f32::max),
                lines.iter().map(|(_, style, _)| style.line_height()).sum(),
            ),
            lines,
        }
    }

    /// The box beyond the rim at the end of a spoke.
    fn place(&self, centre: Pos, reach: f32, (x, y): Pos) -> Rect {
        let at = (centre.0 + x * reach, centre.1 + y * reach);
        let (across, high) = self.size;
        let left = match align(x) {
            AlignX::Left => at.0,
            AlignX::Centre => at.0 - across / 2.0,
            AlignX::Right => at.0 - across,
        };
        let top = at.1 + y * high / 2.0 - high / 2.0;
        Rect::new(left, top, left + across, top + high)
    }
}

fn align(x: f32) -> AlignX {
    if x > 0.08 {
        AlignX::Left
    } else if x < -0.08 {
        AlignX::Right
    } else {
        AlignX::Centre
    }
}

/// The web for the best way of setting the words that leaves it large enough, or else the
/// largest.
pub(super) fn fit(page: &Page, radar: &Radar) -> Web {
    let k = page.k;
    let room = page.left;
    let enough = room.width().min(room.height()) * ENOUGH;
    let mut best: Option<Web> = None;
    for (size, share, with_values) in WAYS {
        let way = (size, room.width() * share, with_values);
        let spokes = 0..radar.spokes.len();
        let labels: Vec<Label> = spokes.map(|s| Label::new(radar, s, way, k)).collect();
        let web = largest(labels, room, k);
        if web.radius >= enough && !collide(&web, k) {
            return web;
        }
        if best.as_ref().is_none_or(|best| best.radius < web.radius) {
            best = Some(web);
        }
    }
    best.unwrap_or_else(|| largest(Vec::new(), room, k))
}

/// Every label's box.
fn boxes(labels: &[Label], centre: Pos, radius: f32, k: f32) -> Vec<Rect> {
    let of = labels.len();
    let spokes = labels.iter().enumerate();
    spokes
        .map(|(spoke, label)| label.place(centre, radius + GAP * k, direction(spoke, of)))
        .collect()
}

fn collide(web: &Web, k: f32) -> bool {
    let boxes = boxes(&web.labels, web.centre, web.radius, k);
    let mut rest = boxes.iter();
    while let Some(one) = rest.next() {
        if rest.clone().any(|other| other.overlaps(one)) {
            return true;
        }
    }
    false
}

/// The largest web that fits with its labels, in the middle of the room.
fn largest(labels: Vec<Label>, room: Rect, k: f32) -> Web {
    let extent = |radius: f32| {
        let rim = Rect::about((0.0, 0.0), 0.0);
        let corners = (0..labels.len()).map(|spoke| {
            let (x, y) = direction(spoke, labels.len());
            Rect::about((x * radius, y * radius), 7.0 * k)
        });
        let boxes = boxes(&labels, (0.0, 0.0), radius, k);
        boxes.into_iter().chain(corners).fold(rim, |all, one| {
            Rect::new(
                all.left.min(one.left),
                all.top.min(one.top),
                all.right.max(one.right),
                all.bottom.max(one.bottom),
            )
        })
    };
    let (mut fits, mut too_large) = (0.0, room.width().max(room.height()));
    for _ in 0..18 {
        let radius = f32::midpoint(fits, too_large);
        let needed = extent(radius);
        if needed.width() <= room.width() && needed.height() <= room.height() {
            fits = radius;
        } else {
            too_large = radius;
        }
    }
    let used = extent(fits);
    Web {
        centre: (
            f32::midpoint(room.left, room.right) - f32::midpoint(used.left, used.right),
            f32::midpoint(room.top, room.bottom) - f32::midpoint(used.top, used.bottom),
        ),
        radius: fits,
        labels,
    }
}

/// Writes the words where they meet nothing. Returns the spokes that go without.
pub(super) fn labels(page: &mut Page, web: &Web) -> Vec<usize> {
    let boxes = boxes(&web.labels, web.centre, web.radius, page.k);
    let mut unlabelled = Vec::new();
    for (spoke, (label, bounds)) in web.labels.iter().zip(&boxes).enumerate() {
        if !page.room.is_free(bounds) {
            unlabelled.push(spoke);
            continue;
        }
        let (x, _) = direction(spoke, web.spokes());
        let align = align(x);
        let at_x = match align {
            AlignX::Left => bounds.left,
            AlignX::Centre => f32::midpoint(bounds.left, bounds.right),
            AlignX::Right => bounds.right,
        };
        let mut y = bounds.top;
        for (line, style, ink) in &label.lines {
            let at = (at_x, y + style.line_height() / 2.0);
            let hang = (align, AlignY::Middle);
            page.say_if_free(Text::new(at, hang, *style, *ink, line.clone()));
            y += style.line_height();
        }
    }
    // The number of a ring beside a value would be read as one.
    let air = 4.0 * page.k;
    for bounds in boxes {
        page.room.take(bounds.grown(air));
    }
    unlabelled
}
