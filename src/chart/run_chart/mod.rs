//! The run chart: what it shows, and its layout as a table of contents.

mod axes;
mod dates;
mod ends;
mod lines;
mod marks;
mod notes;
mod notes_list;
mod page;
mod period;
mod phases;
mod surround;
mod words;

#[cfg(test)]
mod any_tests;
#[cfg(test)]
pub(super) mod tests;

use chrono::NaiveDate;

use super::scene::{Rect, Scene};
use crate::domain::measure::Period;
use crate::domain::run_chart::{Analysis, Better, FindingKind};
use page::Page;

/// One point of the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartPoint {
    /// Its day: the one it is of, or by which its week, month or quarter is told.
    pub on: NaiveDate,
    /// Its denominator, shown under the axis.
    pub n: Option<u32>,
}

/// What the values are, and how they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A share from 0 to 1, written in percent.
    Percent,
    /// Milligrams.
    Mg,
    /// A count.
    Count,
    /// A mean, a rate or a score: a plain number that is rarely whole.
    Number,
}

impl Unit {
    /// The value in words, as everywhere on the chart: `12.0 %`, `45.0 mg`, `7`, `3.25`.
    pub fn format(self, value: f64) -> String {
        match self {
            Self::Percent => format!("{:.1} %", value * 100.0),
            Self::Mg => format!("{value:.1} mg"),
            Self::Count if value.fract().abs() < 1e-9 => format!("{value:.0}"),
            Self::Count => format!("{value:.1}"),
            Self::Number => {
                let words = format!("{value:.2}");
                let words = words.trim_end_matches('0').trim_end_matches('.');
                if words == "-0" { "0" } else { words }.to_owned()
            }
        }
    }
}

/// How far the value axis reaches; it always starts at zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AxisRange {
    /// To a round number above the highest value, median and goal.
    #[default]
    Fitted,
    /// To 100 % for shares; as fitted for everything else.
    Full,
}

/// Where the measure should get to.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// In the unit of the points.
    pub value: f64,
    /// As it stands at the line's end: `Goal 10 % by 2027-03-31`.
    pub words: String,
}

/// A numbered note at a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartNote {
    /// Index of the point.
    pub point: usize,
    /// Its number in the list of notes.
    pub number: usize,
    /// Its line in the list of notes: `2025-08 · Policy with dose review at 90 adopted`.
    pub words: String,
}

/// Title and finding over the picture, for a picture that leaves the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// What is measured, and of whom.
    pub title: String,
    /// The finding.
    pub lead: String,
    /// Its ground.
    pub rest: String,
    /// Which mark and colour it has.
    pub kind: FindingKind,
}

/// The line under the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footer {
    /// The rules: `Rule: Anhøj, one for all charts`.
    pub rule: String,
    /// What n counts, and the source: at the right.
    pub right: String,
}

/// A run chart without a size.
#[derive(Clone, Debug, PartialEq)]
pub struct RunChart {
    /// One a period, those without data among them; values are in `analysis`.
    pub points: Vec<ChartPoint>,
    /// How long a time each point stands for.
    pub period: Period,
    /// Values, medians, parts, sides and signals.
    pub analysis: Analysis,
    /// Which way is better: it colours the signals.
    pub better: Better,
    /// What the values are.
    pub unit: Unit,
    /// How far the axis reaches.
    pub axis: AxisRange,
    /// The goal line.
    pub goal: Option<Goal>,
    /// Numbered notes.
    pub notes: Vec<ChartNote>,
    /// A name over each part, such as `Phase 1 · baseline, frozen`; may be shorter than the parts.
    pub part_names: Vec<String>,
    /// What stands in a gap: `no extract`.
    pub gap_words: String,
    /// Title and finding, for exports.
    pub heading: Option<Heading>,
    /// Whether the notes are listed under the picture, for exports.
    pub lists_notes: bool,
    /// The footer.
    pub footer: Option<Footer>,
    /// Empty edge in design points: 0 in a card, 16 in a picture that leaves the window.
    pub margin: f32,
}

/// Where a point was put.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedPoint {
    /// Its index.
    pub index: usize,
    /// Points from the left.
    pub x: f32,
    /// Points from the top.
    pub y: f32,
}

/// A chart with a size.
#[derive(Clone, Debug, PartialEq)]
pub struct LaidOut {
    /// The picture.
    pub scene: Scene,
    /// Every point that has a value, for pointing at.
    pub points: Vec<PlacedPoint>,
    /// Every note's disc: its number and box.
    pub notes: Vec<(usize, Rect)>,
    /// The area between the axes.
    pub plot: Rect,
}

/// How far a point is pointed at, however many there are.
const LEAST_REACH: f32 = 6.0;
/// The same where there is only one.
const REACH_OF_ONE: f32 = 24.0;
/// Room under the plot with the points' labels and numbers.
const UNDER_PLOT: f32 = 56.0;

impl LaidOut {
    /// The point whose time lies under a position: half a step to either side, from the top of
    /// the plot down to the labels under it.
    pub fn point_under(&self, (x, y): super::scene::Pos) -> Option<PlacedPoint> {
        let steps = self.points.iter().zip(self.points.iter().skip(1));
        let step = steps.map(|(a, b)| b.x - a.x).fold(f32::INFINITY, f32::min);
        let reach = if step.is_finite() {
            (step / 2.0).max(LEAST_REACH)
        } else {
            REACH_OF_ONE
        };
        let distance = |point: &PlacedPoint| (point.x - x).abs();
        let nearest = self
            .points
            .iter()
            .min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
        let is_level = y >= self.plot.top && y <= self.plot.bottom + UNDER_PLOT;
        (is_level && distance(nearest) <= reach).then_some(*nearest)
    }
}

impl RunChart {
    /// Lays the chart out in `width × height` points; `scale` multiplies every size of type and
    /// stroke (1 on the desk, 1.73 on a projected screen of 1080 lines).
    pub fn lay_out(&self, width: f32, height: f32, scale: f32) -> LaidOut {
        let mut page = Page::new(self, width, height, scale);
        surround::heading(&mut page);
        surround::footer(&mut page);
        notes_list::notes_list(&mut page);
        let grid = axes::grid(&page);
        phases::phases(&mut page, &grid);
        axes::value_axis(&mut page, &grid);
        dates::dates(&mut page, &grid);
        dates::counts(&mut page, &grid);
        lines::goal(&mut page, &grid);
        lines::medians(&mut page, &grid);
        let discs = notes::stems(&mut page, &grid);
        lines::series(&mut page, &grid);
        let points = marks::points(&mut page, &grid);
        notes::discs(&mut page, &discs);
        ends::labels(&mut page, &grid);
        words::last_value(&mut page, &grid);
        words::brackets(&mut page, &grid);
        words::other_signals(&mut page, &grid);
        words::earlier_medians(&mut page, &grid);
        phases::after_baselines(&mut page, &grid);
        words::gaps(&mut page, &grid);
        LaidOut {
            scene: page.into_sheet().scene,
            points,
            notes: discs.iter().map(notes::Disc::hit_area).collect(),
            plot: grid.plot,
        }
    }
}
