//! The dose itself: areas by band, steps, values, gaps and unknown doses in words.

use chrono::NaiveDate;

use super::frame::Frame;
use super::{Band, DoseStep, DoseTimeline};
use crate::chart::ink::Ink;
use crate::chart::scene::{AlignX, AlignY, Dash, Item, Pos, Rect, Stroke, Text};
use crate::chart::sheet::{Sheet, block};
use crate::chart::text::{TextStyle, width, wrap};

/// Points an unknown stretch must be wide to be explained in words; the hatch alone says enough of a
/// few days.
const LEAST_ROOM_FOR_WORDS: f32 = 12.0;

/// The steps that lie in the days shown.
fn shown<'a>(timeline: &'a DoseTimeline, frame: &'a Frame) -> impl Iterator<Item = &'a DoseStep> {
    let is_shown = |step: &&DoseStep| step.to >= frame.first && step.from <= frame.last;
    timeline.steps.iter().filter(is_shown)
}

/// How high the dose stands on a day; the zero line without one.
pub(super) fn height_on(timeline: &DoseTimeline, frame: &Frame, day: NaiveDate) -> f32 {
    let step = timeline
        .steps
        .iter()
        .find(|step| (step.from..=step.to).contains(&day));
    step.and_then(|step| step.mg)
        .map_or(frame.plot.bottom, |mg| frame.y(mg))
}

/// The light area under each step by its band; unknown doses hatched.
pub(super) fn areas(sheet: &mut Sheet, timeline: &DoseTimeline, frame: &Frame) {
    for step in shown(timeline, frame) {
        let (left, right) = (frame.x(step.from), frame.x_after(step.to));
        let Some(mg) = step.mg else {
            if step.has_no_factor {
                continue;
            }
            hatch(
                sheet,
                Rect::new(left, frame.plot.top, right, frame.plot.bottom),
            );
            continue;
        };
        let ink = match timeline.band(mg) {
            Band::Low => Ink::BandLowFill,
            Band::Mid => Ink::BandMidFill,
            Band::High => Ink::BandHighFill,
        };
        sheet
            .scene
            .fill(Rect::new(left, frame.y(mg), right, frame.plot.bottom), ink);
    }
}

/// Slanted lines and a dashed outline.
fn hatch(sheet: &mut Sheet, area: Rect) {
    let k = sheet.k;
    let pitch = 9.0 * k;
    let reach = area.height();
    let stroke = Stroke::solid(0.8 * k, Ink::Rule);
    let count = ((area.width() + reach) / pitch) as usize;
    for number in 1..=count {
        let foot = area.left + pitch * number as f32;
        // From the lower edge up to the left, cut at both sides.
        let low = (
            foot.min(area.right),
            area.bottom - (foot - area.right).max(0.0),
        );
        let rise = (foot - area.left).min(reach);
        let high = (foot - rise, area.bottom - rise);
        if low.1 > area.top && high.0 < area.right {
            sheet.scene.line(high, low, stroke);
        }
    }
    let corners = [
        (area.left, area.bottom),
        (area.left, area.top),
        (area.right, area.top),
        (area.right, area.bottom),
    ];
    sheet.room.take_path(&corners);
    sheet.scene.items.push(Item::Box {
        rect: area,
        radius: 0.0,
        fill: None,
        outline: Some(Stroke::dashed(
            1.2 * k,
            Ink::BandUnknownMark,
            Dash::Dashed,
            k,
        )),
    });
}

/// The dose as steps, broken at gaps and unknown doses.
pub(super) fn line(sheet: &mut Sheet, timeline: &DoseTimeline, frame: &Frame) {
    let stroke = Stroke::solid(2.5 * sheet.k, Ink::Series);
    let mut piece: Vec<Pos> = Vec::new();
    let mut last_day: Option<NaiveDate> = None;
    for step in shown(timeline, frame) {
        let follows = last_day.and_then(|day| day.succ_opt()) == Some(step.from);
        if !follows || step.mg.is_none() {
            finish(sheet, &mut piece, stroke);
        }
        last_day = Some(step.to);
        if let Some(mg) = step.mg {
            let y = frame.y(mg);
            piece.push((frame.x(step.from), y));
            piece.push((frame.x_after(step.to), y));
        }
    }
    finish(sheet, &mut piece, stroke);
}

fn finish(sheet: &mut Sheet, piece: &mut Vec<Pos>, stroke: Stroke) {
    sheet.room.take_path(piece);
    sheet.scene.polyline(std::mem::take(piece), stroke);
}

/// The value at each change, the latest first: those that meet something are left out.
pub(super) fn values(sheet: &mut Sheet, timeline: &DoseTimeline, frame: &Frame) {
    let k = sheet.k;
    let style = TextStyle::strong(14.0 * k);
    let mut changes: Vec<(f32, f64)> = Vec::new();
    let mut last: Option<f64> = None;
    for step in shown(timeline, frame) {
        // A day or two, as an early refill makes them, is seen and not named.
        let is_wide = frame.x_after(step.to) - frame.x(step.from) >= LEAST_ROOM_FOR_WORDS * k;
        if let Some(mg) = step.mg
            && is_wide
            && last.is_none_or(|last| (last - mg).abs() >= 0.05)
        {
            changes.push((frame.x(step.from), mg));
        }
        if is_wide {
            last = step.mg;
        }
    }
    for (x, mg) in changes.into_iter().rev() {
        let y = frame.y(mg);
        let value = format!("{mg:.1}");
        let mut offers = Vec::new();
        for (along, rise) in [
            (6.0, 11.0),
            (6.0, 15.0),
            (14.0, 11.0),
            (6.0, -12.0),
            (28.0, 11.0),
            (14.0, -12.0),
        ] {
            let at = (x + along * k, y - rise * k);
            let text = Text::new(
                at,
                (AlignX::Left, AlignY::Middle),
                style,
                Ink::Text,
                value.clone(),
            );
            if frame.plot.grown(4.0 * k).contains(&text.bounds) {
                offers.push(vec![text]);
            }
        }
        sheet.say_where_clear(offers, false);
    }
}

/// Gaps and unknown doses in words.
pub(super) fn words(sheet: &mut Sheet, timeline: &DoseTimeline, frame: &Frame) {
    let mut last_day: Option<NaiveDate> = None;
    for step in shown(timeline, frame) {
        if let Some(day) = last_day {
            let days = (step.from - day).num_days() - 1;
            if days > 0 {
                let noun = if days == 1 { "day" } else { "days" };
                let lines = [format!("{days} {noun}"), "no fill".to_owned()];
                let x = f32::midpoint(frame.x_after(day), frame.x(step.from));
                low_words(sheet, frame, x, &lines);
            }
        }
        last_day = Some(step.to);
        let room = frame.x_after(step.to) - frame.x(step.from);
        if step.mg.is_none() && step.has_no_factor {
            let words = "no factor".to_owned();
            if room > width(&words, sheet.small()) {
                let middle = frame.x(step.from) + room / 2.0;
                low_words(sheet, frame, middle, &[words]);
            }
        } else if step.mg.is_none() && room >= LEAST_ROOM_FOR_WORDS * sheet.k {
            unknown(sheet, timeline, frame, step);
        }
    }
}

/// Words about a middle, low in the plot; beside it where something else stands.
fn low_words(sheet: &mut Sheet, frame: &Frame, x: f32, lines: &[String]) {
    let k = sheet.k;
    let style = sheet.small();
    let widest = lines
        .iter()
        .map(|line| width(line, style))
        .fold(0.0, f32::max);
    let aside = widest / 2.0 + 8.0 * k;
    let mut offers = Vec::new();
    for along in [0.0, -aside, aside] {
        for rise in [19.0, 50.0, 34.0, 66.0, 82.0, 100.0] {
            let middle = (x + along, frame.plot.bottom - rise * k);
            let texts = block(lines, middle, AlignX::Centre, style, Ink::Text2);
            if texts.iter().all(|text| frame.plot.contains(&text.bounds)) {
                offers.push(texts);
            }
        }
    }
    sheet.say_where_clear(offers, false);
}

/// A question mark and the missing thing in words, in the hatched area.
fn unknown(sheet: &mut Sheet, timeline: &DoseTimeline, frame: &Frame, step: &DoseStep) {
    let k = sheet.k;
    let (left, right) = (frame.x(step.from), frame.x_after(step.to));
    let style = sheet.small();
    let across = (right - left - 8.0 * k).max(60.0 * k);
    let x = f32::midpoint(left, right);
    let words = wrap(&timeline.unknown_words, style, across, 3);
    let mut offers = Vec::new();
    for lines in [words, Vec::new()] {
        for rise in [60.0, 30.0, 90.0, 120.0, 150.0] {
            let y = frame.plot.bottom - rise * k;
            let mark = TextStyle::strong(17.0 * k);
            let hang = (AlignX::Centre, AlignY::Middle);
            let mut texts = vec![Text::new((x, y - 20.0 * k), hang, mark, Ink::Text2, "?")];
            let half = style.line_height() * lines.len().saturating_sub(1) as f32 / 2.0;
            texts.extend(block(
                &lines,
                (x, y + half),
                AlignX::Centre,
                style,
                Ink::Text2,
            ));
            if texts.iter().all(|text| frame.plot.contains(&text.bounds)) {
                offers.push(texts);
            }
        }
    }
    if let Some(texts) = sheet.room.place(offers, true) {
        for text in texts {
            // Hatching must not run through the words.
            sheet.scene.fill(text.bounds.grown(2.0 * k), Ink::Surface);
            sheet.scene.items.push(Item::Text(text));
        }
    }
}
