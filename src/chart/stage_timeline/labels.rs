//! Words at the bars' ends: where they are free, shortened before they would touch anything.

use super::axis::{Axis, BESIDE};
use super::captions::{Caption, Lane, Side};
use super::course::NO_DATES;
use super::rows::Lanes;
use crate::chart::ink::Ink;
use crate::chart::scene::{AlignX, AlignY, Rect, Text};
use crate::chart::sheet::Sheet;

/// Places a caption: beside its bar, beyond today's line where that is in the way, on the other
/// bar's line; the longest words that have room somewhere. Nothing where none have.
pub(super) fn caption(
    sheet: &mut Sheet,
    axis: &Axis,
    lanes: &Lanes,
    caption: &Caption,
    extent: (f32, f32),
) {
    let style = sheet.small();
    let places = places(axis, lanes, caption, extent, BESIDE * sheet.k);
    let offers = caption.words.iter().flat_map(|words| {
        places.iter().map(move |(x, y, align)| {
            let hang = (*align, AlignY::Middle);
            Text::new((*x, *y), hang, style, caption.ink, words.clone())
        })
    });
    let inside = offers.filter(|text| text.bounds.left >= axis.plot.left);
    say_first_free(sheet, inside.collect());
}

/// Says the first text that has room, with air before and after it. Rows may follow each other
/// closely, so none above and below.
fn say_first_free(sheet: &mut Sheet, offers: Vec<Text>) {
    let is_free = |text: &Text| sheet.room.is_free(&text.bounds);
    if let Some(text) = offers.into_iter().find(is_free) {
        let air = BESIDE * sheet.k;
        let Rect { left, right, .. } = text.bounds;
        sheet.room.take(Rect {
            left: left - air,
            right: right + air,
            ..text.bounds
        });
        sheet.say(text);
    }
}

/// Where words may hang, best first.
fn places(
    axis: &Axis,
    lanes: &Lanes,
    caption: &Caption,
    extent: (f32, f32),
    air: f32,
) -> Vec<(f32, f32, AlignX)> {
    let today = axis.today_x;
    let (from, to) = if lanes.are_two {
        let (from, to) = caption.beside;
        (axis.x(from), to.map(|to| axis.x(to)))
    } else {
        (extent.0, Some(extent.1))
    };
    let (own, other) = match caption.lane {
        Lane::Planned => lanes.words,
        Lane::Actual => (lanes.words.1, lanes.words.0),
    };
    let after = to.map(|to| (to + air, own, AlignX::Left));
    let beyond = to.filter(|to| *to <= today);
    let beyond = beyond.map(|_| (today + air, own, AlignX::Left));
    let before = Some((from - air, own, AlignX::Right));
    let ahead = (from >= today).then_some((today - air, own, AlignX::Right));
    let order = match caption.side {
        Side::Before => [before, ahead, after, beyond],
        Side::After => [after, before, beyond, ahead],
        Side::Today => [after, beyond, before, ahead],
    };
    let mut places: Vec<_> = order.into_iter().flatten().collect();
    places.push((from, other, AlignX::Left));
    places.push((to.unwrap_or(axis.plot.right), other, AlignX::Right));
    places.push((today + air, other, AlignX::Left));
    places.push((today - air, other, AlignX::Right));
    places
}

/// Says that a stage has no dates.
pub(super) fn no_dates(sheet: &mut Sheet, axis: &Axis, y: f32) {
    let style = sheet.small();
    let beyond = axis.today_x + BESIDE * sheet.k;
    let offers = [axis.start_x, beyond].map(|x| {
        let hang = (AlignX::Left, AlignY::Middle);
        Text::new((x, y), hang, style, Ink::Text3, NO_DATES)
    });
    say_first_free(sheet, offers.into());
}
