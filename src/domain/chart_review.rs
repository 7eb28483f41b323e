//! Peer chart reviews: a colleague looks whether an activity was done, chart by chart.

mod command;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::ChartReviewId;

pub use command::ChartReviewCommand;

/// Most charts of one review.
pub const MOST_CHARTS: u32 = 1000;

/// One activity looked for in the charts of one clinician.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChartReview {
    /// Record number in the clinic file.
    pub id: ChartReviewId,
    /// The day of the review.
    pub reviewed_on: NaiveDate,
    /// Who looked.
    pub reviewer: String,
    /// Whose charts.
    pub reviewed: String,
    /// What was looked for: "PDMP checked before a new prescription".
    pub activity: String,
    /// How many charts.
    pub charts: u32,
    /// In how many of them it was done.
    pub met: u32,
    /// What was talked about.
    pub note: String,
    /// Who recorded it.
    pub by: String,
    /// The day it was recorded.
    pub on: NaiveDate,
}
