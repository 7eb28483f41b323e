//! The programme's stages on a line of time: what was planned, what came of it, and today.

mod axis;
mod captions;
mod course;
mod labels;
mod rows;

#[cfg(test)]
mod any_tests;
#[cfg(test)]
pub(super) mod tests;

use chrono::NaiveDate;

use super::scene::Scene;
use super::sheet::Sheet;
use axis::Axis;
use course::Course;
use rows::Rows;

/// One stage of the programme on its line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StageBar {
    /// `Prepare and launch`.
    pub name: String,
    /// First and last day as planned; without a last day the stage goes on.
    pub planned: Option<(NaiveDate, Option<NaiveDate>)>,
    /// When it began; a day to come counts as planned.
    pub began: Option<NaiveDate>,
    /// When it ended; `None` while it is under way.
    pub ended: Option<NaiveDate>,
    /// When a stage under way is expected to end.
    pub expected_end: Option<NaiveDate>,
    /// Whether the team is in this stage now.
    pub is_current: bool,
}

impl StageBar {
    fn dates(&self) -> impl Iterator<Item = NaiveDate> {
        let planned = self.planned.into_iter();
        planned
            .flat_map(|(from, to)| [Some(from), to])
            .chain([self.began, self.ended, self.expected_end])
            .flatten()
    }
}

/// The stages in order, without a size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageTimelineData {
    /// One line each, top to bottom.
    pub stages: Vec<StageBar>,
    /// The day of today's line.
    pub today: NaiveDate,
}

impl StageTimelineData {
    /// Whether no stage has any date: words serve better than a picture then.
    pub fn is_empty(&self) -> bool {
        self.stages.iter().all(|stage| stage.dates().count() == 0)
    }

    /// What the picture shows, in a sentence.
    pub fn sentence(&self) -> String {
        let facts: Vec<String> = self
            .stages
            .iter()
            .map(|stage| {
                let current = if stage.is_current { ", current" } else { "" };
                let words = Course::of(stage, self.today).sentence(self.today);
                format!("{}{current}, {words}", stage.name)
            })
            .collect();
        format!("On {}: {}", self.today, facts.join("; "))
    }
}

/// Lays the stages out in `width × height` points; `k` multiplies every size of type and stroke
/// (1 on the desk, 1.73 on a projected screen of 1080 lines). Stages that have no room are counted
/// in words.
pub fn stage_timeline(data: &StageTimelineData, width: f32, height: f32, k: f32) -> Scene {
    let mut sheet = Sheet::new(width, height, k);
    let rows = Rows::new(data, &sheet);
    let shown: Vec<_> = data.stages.iter().take(rows.shown).collect();
    let courses: Vec<_> = shown
        .iter()
        .map(|stage| Course::of(stage, data.today))
        .collect();
    let captions: Vec<_> = courses
        .iter()
        .map(|course| course.captions(data.today, rows.has_two_lanes(k)))
        .collect();
    let axis = Axis::new(data, &captions, rows.plot, &sheet);
    rows.names(&mut sheet, data);
    axis.today(&mut sheet);
    let ticks = axis.ticks(&mut sheet);
    for (index, (course, captions)) in courses.iter().zip(&captions).enumerate() {
        let lanes = rows.lanes(index, k);
        let extent = rows::bars(&mut sheet, &axis, &lanes, course);
        for caption in captions {
            labels::caption(&mut sheet, &axis, &lanes, caption, extent);
        }
        if captions.is_empty() {
            labels::no_dates(&mut sheet, &axis, rows.level(index, 12.5 * k));
        }
    }
    axis.today_line(&mut sheet);
    axis.grid(&mut sheet, &ticks);
    sheet.scene
}
