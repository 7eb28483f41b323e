//! The ground of the timeline: days across, milligrams up, thresholds, months, today, changes.

use chrono::{Datelike, NaiveDate};

use super::DoseTimeline;
use crate::chart::ink::Ink;
use crate::chart::place::spread;
use crate::chart::scene::{AlignX, AlignY, Dash, MarkShape, Rect, Stroke, Text};
use crate::chart::sheet::Sheet;
use crate::chart::text::{ellipsis, width};

/// Height of one sedative's row and of one row of events, in design points.
pub(super) const SEDATIVE: f32 = 18.0;
/// Height of a row of events.
pub(super) const EVENTS: f32 = 20.0;

/// The coordinate system.
pub(super) struct Frame {
    /// The area of the dose.
    pub plot: Rect,
    /// First day shown.
    pub first: NaiveDate,
    /// Last day shown.
    pub last: NaiveDate,
    /// Today.
    pub today: NaiveDate,
    /// Milligrams at the upper edge.
    pub top_mg: f64,
    /// Where the sedatives begin.
    pub sedatives_top: f32,
    /// Where the rows of events begin.
    pub rows_top: f32,
    /// Where the rows end and the months begin.
    pub foot: f32,
    /// Height of the discs' middle.
    pub disc_y: f32,
}

impl Frame {
    pub(super) fn new(timeline: &DoseTimeline, sheet: &Sheet) -> Self {
        let k = sheet.k;
        let strong = sheet.small_strong();
        let frame = sheet.scene.frame();
        let names = timeline.rows.iter().map(|row| row.name.as_str());
        let names = names
            .chain(["1000"])
            .chain((!timeline.sedatives.is_empty()).then_some("Sedatives"));
        let left = names
            .map(|name| width(name, strong))
            .fold(30.0 * k, f32::max)
            + 10.0 * k;
        let (low, high) = threshold_words(timeline);
        let ends = timeline.rows.iter().map(|row| row.end.as_str());
        let ends = ends.chain([low.as_str(), high.as_str(), "today"]);
        let right = ends.map(|words| width(words, strong)).fold(0.0, f32::max) + 12.0 * k;
        let right = right.min(frame.right * 0.3);
        let left = left.min(frame.right * 0.3);
        let foot = frame.bottom - 20.0 * k;
        let rows_top = foot - (timeline.rows.len() as f32 * EVENTS + 4.0) * k;
        let sedatives = timeline.sedatives.len() as f32 * SEDATIVE;
        let sedatives_top = rows_top
            - if sedatives > 0.0 {
                sedatives + 8.0
            } else {
                0.0
            } * k;
        let disc_y = 10.0 * k;
        let top = if timeline.notes.is_empty() {
            10.0
        } else {
            24.0
        } * k;
        let bottom = (sedatives_top - 8.0 * k).max(top + 20.0 * k);
        let first = timeline.from.min(timeline.today);
        let shown = timeline
            .steps
            .iter()
            .filter(|step| step.to >= first && step.from <= timeline.to);
        let highest = shown.filter_map(|step| step.mg).fold(0.0, f64::max);
        Self {
            plot: Rect::new(
                left,
                top,
                (frame.right - right).max(left + 20.0 * k),
                bottom,
            ),
            first,
            last: timeline.to.max(timeline.today).max(first),
            today: timeline.today,
            top_mg: round_top((highest * 1.08).max(timeline.thresholds.1 * 1.25)),
            sedatives_top,
            rows_top,
            foot,
            disc_y,
        }
    }

    /// The left edge of a day, kept within the days shown.
    pub(super) fn x(&self, day: NaiveDate) -> f32 {
        let days = (self.last - self.first).num_days() + 1;
        let from = (day - self.first).num_days().clamp(0, days);
        self.plot.left + self.plot.width() * from as f32 / days as f32
    }

    /// The right edge of a day.
    pub(super) fn x_after(&self, day: NaiveDate) -> f32 {
        day.succ_opt().map_or(self.plot.right, |next| self.x(next))
    }

    pub(super) fn y(&self, mg: f64) -> f32 {
        let share = (mg / self.top_mg).clamp(0.0, 1.0) as f32;
        self.plot.bottom - self.plot.height() * share
    }

    pub(super) fn shows(&self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

/// A round number no smaller than `mg`.
fn round_top(mg: f64) -> f64 {
    let step = if mg <= 200.0 { 10.0 } else { 50.0 };
    (mg / step - 1e-9).ceil().max(1.0) * step
}

/// "50 to 89" and "90 or more".
fn threshold_words(timeline: &DoseTimeline) -> (String, String) {
    let (low, high) = timeline.thresholds;
    (
        format!("{low:.0} to {:.0}", high - 1.0),
        format!("{high:.0} or more"),
    )
}

/// Zero, both thresholds and the top at the left; the thresholds' bands in words at the right.
pub(super) fn thresholds(sheet: &mut Sheet, timeline: &DoseTimeline, frame: &Frame) {
    let k = sheet.k;
    let (low, high) = timeline.thresholds;
    let (low_words, high_words) = threshold_words(timeline);
    let (small, strong) = (sheet.small(), sheet.small_strong());
    let lines = [
        (0.0, Ink::Axis, Dash::Solid, String::new()),
        (high, Ink::Axis, Dash::Dashed, high_words),
        (low, Ink::Axis, Dash::Dashed, low_words),
        (frame.top_mg, Ink::Rule, Dash::Solid, String::new()),
    ];
    for (mg, ink, dash, words) in lines {
        let y = frame.y(mg);
        let (from, to) = ((frame.plot.left, y), (frame.plot.right + 4.0 * k, y));
        sheet.scene.line(from, to, Stroke::dashed(k, ink, dash, k));
        sheet.room.take_line(from, to);
        let hang = (AlignX::Right, AlignY::Middle);
        let at = (frame.plot.left - 8.0 * k, y);
        sheet.say_if_free(Text::new(at, hang, small, Ink::Text2, format!("{mg:.0}")));
        let words = ellipsis(
            &words,
            strong,
            sheet.scene.width - frame.plot.right - 9.0 * k,
        );
        let hang = (AlignX::Left, AlignY::Middle);
        let at = (frame.plot.right + 8.0 * k, y);
        sheet.say_if_free(Text::new(at, hang, strong, Ink::Text, words));
    }
}

/// Month lines over everything, and their names at the foot where they do not collide.
pub(super) fn months(sheet: &mut Sheet, timeline: &DoseTimeline, frame: &Frame) {
    let k = sheet.k;
    let style = sheet.small();
    let room = width("2026-00", style) + 14.0 * k;
    let days = (frame.last - frame.first).num_days() + 1;
    let month = frame.plot.width() * 30.4 / days as f32;
    let steps = [1_i32, 2, 3, 6, 12, 24, 60];
    let every = steps
        .into_iter()
        .find(|every| month * *every as f32 >= room)
        .unwrap_or(120);
    let lines_every = if every > 1 && every % 2 == 0 {
        every / 2
    } else {
        every
    };
    let top = if timeline.notes.is_empty() {
        frame.plot.top
    } else {
        frame.plot.top - 4.0 * k
    };
    let first = frame.first.year() * 12 + frame.first.month0() as i32;
    let last = frame.last.year() * 12 + frame.last.month0() as i32;
    for number in first..=last {
        let (year, month0) = (number.div_euclid(12), number.rem_euclid(12) as u32);
        let Some(day) = NaiveDate::from_ymd_opt(year, month0 + 1, 1) else {
            continue;
        };
        if !frame.shows(day) || number % lines_every != 0 {
            continue;
        }
        let x = frame.x(day);
        sheet
            .scene
            .line((x, top), (x, frame.foot), Stroke::solid(k, Ink::Rule));
        if number % every == 0 {
            let at = (x, frame.foot + 11.0 * k);
            let hang = (AlignX::Centre, AlignY::Middle);
            let name = day.format("%Y-%m").to_string();
            sheet.say_if_free(Text::new(at, hang, style, Ink::Text2, name));
        }
    }
}

/// Today's line with its word.
pub(super) fn today(sheet: &mut Sheet, frame: &Frame) {
    let k = sheet.k;
    let x = frame.x_after(frame.today);
    let (from, to) = ((x, frame.plot.top - 6.0 * k), (x, frame.foot));
    sheet
        .scene
        .line(from, to, Stroke::solid(1.4 * k, Ink::Text));
    sheet.room.take_line(from, to);
    let style = sheet.small_strong();
    let offers = [0.0, 12.0, -4.0].into_iter().flat_map(|drop| {
        let y = frame.plot.top + drop * k;
        [(x + 6.0 * k, AlignX::Left), (x - 6.0 * k, AlignX::Right)].map(|(x, align)| {
            let hang = (align, AlignY::Middle);
            vec![Text::new((x, y), hang, style, Ink::Text, "today")]
        })
    });
    sheet.say_where_clear(offers.collect::<Vec<_>>(), true);
}

/// Numbered changes: discs over the plot, each with a stem to the dose of its day.
pub(super) fn notes(sheet: &mut Sheet, timeline: &DoseTimeline, frame: &Frame) {
    let k = sheet.k;
    let (radius, pitch) = (9.0 * k, 20.0 * k);
    let mut notes: Vec<_> = timeline
        .notes
        .iter()
        .filter(|(day, _)| frame.shows(*day))
        .collect();
    notes.sort_unstable();
    let holds = (frame.plot.width() / pitch).floor().max(0.0) as usize;
    let notes = notes.split_off(notes.len().saturating_sub(holds));
    let wanted: Vec<(f32, f32)> = notes
        .iter()
        .map(|(day, _)| (frame.x(*day), pitch))
        .collect();
    let middles = spread(&wanted, frame.plot.left - radius, frame.plot.right + radius);
    let style = sheet.small_strong();
    for ((day, number), x) in notes.into_iter().zip(middles) {
        let target = frame.x(*day);
        let foot = super::dose::height_on(timeline, frame, *day) - 3.0 * k;
        let start = frame.disc_y + radius;
        let path = vec![
            (x, start),
            (target, (start + 5.0 * k).min(foot)),
            (target, foot),
        ];
        sheet.room.take_path(&path);
        sheet.scene.polyline(path, Stroke::solid(k, Ink::Axis));
        let at = (x, frame.disc_y);
        sheet
            .scene
            .mark(at, MarkShape::Disc, radius, Ink::Text, None);
        let hang = (AlignX::Centre, AlignY::Middle);
        sheet.say_if_free(Text::new(at, hang, style, Ink::Surface, number.to_string()));
        sheet.room.take(Rect::about(at, radius));
    }
}
