//! The dose timeline of one patient: daily MED in steps, sedatives, checks and scores.

mod dose;
mod frame;
mod rows;

#[cfg(test)]
pub(super) mod tests;

use chrono::NaiveDate;

use super::scene::{Rect, Scene};
use super::sheet::Sheet;
use frame::Frame;

/// A time with one daily dose. Days between two steps are a gap: no fill.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DoseStep {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// Milligrams of morphine equivalent a day; `None` when there is no number.
    pub mg: Option<f64>,
    /// There is no number because none of the medicines has a factor, not because a fact is missing.
    pub has_no_factor: bool,
}

/// A sedative: one row of bars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sedative {
    /// Its name and strength.
    pub label: String,
    /// First and last day of every stretch of supply.
    pub spans: Vec<(NaiveDate, NaiveDate)>,
}

/// What an event looks like in its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventMark {
    /// Done: a ring.
    Done,
    /// Done, with an unexpected result: a diamond and its word.
    Unexpected(String),
    /// A score, written in a box.
    Score(String),
}

/// One row of events under the dose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRow {
    /// `PDMP`, `UDT`, `PEG`, `Agreement`.
    pub name: String,
    /// What happened when.
    pub events: Vec<(NaiveDate, EventMark)>,
    /// What stands at the row's end, such as `due 2026-10-27`.
    pub end: String,
    /// Whether the words at the end are a matter of care now.
    pub is_due: bool,
}

/// A timeline without a size.
#[derive(Clone, Debug, PartialEq)]
pub struct DoseTimeline {
    /// First day shown.
    pub from: NaiveDate,
    /// Last day shown; the axis reaches at least to today.
    pub to: NaiveDate,
    /// The day of today's line.
    pub today: NaiveDate,
    /// Doses in order of time, not overlapping.
    pub steps: Vec<DoseStep>,
    /// First and second threshold in mg a day.
    pub thresholds: (f64, f64),
    /// What stands in a step whose dose is unknown: `days not known`.
    pub unknown_words: String,
    /// Sedatives, one row each.
    pub sedatives: Vec<Sedative>,
    /// Rows of events.
    pub rows: Vec<EventRow>,
    /// Numbered changes: day and number.
    pub notes: Vec<(NaiveDate, usize)>,
}

/// Which band a dose lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// Under the first threshold.
    Low,
    /// From the first threshold.
    Mid,
    /// From the second threshold.
    High,
}

/// A timeline with a size.
#[derive(Clone, Debug, PartialEq)]
pub struct LaidOutTimeline {
    /// The picture.
    pub scene: Scene,
    /// Each event's place: row, position in the row's events, and where it can be pointed at.
    pub events: Vec<(usize, usize, Rect)>,
    /// The area of the dose.
    pub plot: Rect,
    /// First and last day shown, at the plot's left and right edge.
    pub days: (NaiveDate, NaiveDate),
}

impl DoseTimeline {
    /// The band of a dose, compared after rounding to 0.1 mg as it is shown.
    pub fn band(&self, mg: f64) -> Band {
        let shown = (mg * 10.0).round() / 10.0;
        if shown >= self.thresholds.1 {
            Band::High
        } else if shown >= self.thresholds.0 {
            Band::Mid
        } else {
            Band::Low
        }
    }

    /// Lays the timeline out in `width × height` points; `scale` multiplies type and strokes.
    pub fn lay_out(&self, width: f32, height: f32, scale: f32) -> LaidOutTimeline {
        let mut sheet = Sheet::new(width, height, scale);
        let frame = Frame::new(self, &sheet);
        dose::areas(&mut sheet, self, &frame);
        frame::months(&mut sheet, self, &frame);
        frame::thresholds(&mut sheet, self, &frame);
        dose::line(&mut sheet, self, &frame);
        frame::today(&mut sheet, &frame);
        frame::notes(&mut sheet, self, &frame);
        dose::values(&mut sheet, self, &frame);
        dose::words(&mut sheet, self, &frame);
        rows::sedatives(&mut sheet, self, &frame);
        let events = rows::events(&mut sheet, self, &frame);
        LaidOutTimeline {
            scene: sheet.scene,
            events,
            plot: frame.plot,
            days: (frame.first, frame.last),
        }
    }
}

impl LaidOutTimeline {
    /// The day under a position, when it lies within the days shown.
    pub fn day_at(&self, x: f32) -> Option<NaiveDate> {
        let (first, last) = self.days;
        let days = (last - first).num_days() + 1;
        let share = (x - self.plot.left) / self.plot.width().max(1.0);
        let day = (f64::from(share) * days as f64).floor();
        let is_shown = (0.0..days as f64).contains(&day);
        is_shown.then(|| first + chrono::Days::new(day as u64))
    }
}
