//! The event tally: taps by day and category in a fixed period.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::ids::{OwnMeasureId, TallyCountId, TallyPeriodId};
use crate::domain::workbook::Workbook;

/// A period in which events are tapped in, such as two weeks or one week a quarter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TallyPeriod {
    /// Record number in the clinic file; 0 for one not yet saved.
    pub id: TallyPeriodId,
    /// The measure it feeds.
    pub measure: OwnMeasureId,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: NaiveDate,
    /// What is told apart; at least one.
    pub categories: Vec<String>,
    /// Who set it up.
    pub by: String,
    /// And when.
    pub on: NaiveDate,
}

impl TallyPeriod {
    /// Whether events are counted on `day`.
    pub fn is_open(&self, day: NaiveDate) -> bool {
        (self.starts_on..=self.ends_on).contains(&day)
    }

    /// Its days, the first and the last included.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let last = self.ends_on;
        self.starts_on
            .iter_days()
            .take_while(move |day| *day <= last)
    }
}

/// The events of one day and category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TallyCount {
    /// Record number in the clinic file.
    pub id: TallyCountId,
    /// In which period.
    pub period: TallyPeriodId,
    /// The day.
    pub day: NaiveDate,
    /// The category.
    pub category: String,
    /// How many.
    pub count: u32,
    /// Who counted last.
    pub by: String,
}

/// The events of a day and category; 0 where nothing was tapped.
pub fn counted_on(
    workbook: &Workbook,
    period: TallyPeriodId,
    day: NaiveDate,
    category: &str,
) -> u32 {
    workbook
        .tally_counts
        .iter()
        .find(|c| c.period == period && c.day == day && c.category == category)
        .map_or(0, |c| c.count)
}

/// All events of a period.
pub fn total(workbook: &Workbook, period: TallyPeriodId) -> u32 {
    let counts = workbook.tally_counts.iter().filter(|c| c.period == period);
    counts.map(|c| c.count).sum()
}
