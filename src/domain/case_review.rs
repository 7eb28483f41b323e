//! The chronic pain team's review of a patient: its advice, and the clinician's answer.

mod command;
mod list;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{CaseReviewId, PatientId};

pub use command::CaseReviewCommand;
pub use list::{ReviewLine, ReviewReason, reasons, reasons_under, review_list};

/// Who comes up for review.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one reason of the clinic"
)]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReviewReasons {
    /// Tier is high.
    pub high_tier: bool,
    /// MED at or above the second limit.
    pub second_limit: bool,
    /// A counted sedative beside an opioid.
    pub sedative: bool,
    /// PEG rose by this much or more between the last two scores; `None`: not asked.
    pub peg_rise: Option<f64>,
    /// An unexpected urine test within the last 12 months.
    pub unexpected_test: bool,
    /// Months after which somebody reviewed comes up again.
    pub again_after_months: u32,
}

impl Default for ReviewReasons {
    fn default() -> Self {
        Self {
            high_tier: true,
            second_limit: true,
            sedative: true,
            peg_rise: Some(1.0),
            unexpected_test: true,
            again_after_months: 3,
        }
    }
}

/// One review of a patient.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseReview {
    /// Record number in the clinic file.
    pub id: CaseReviewId,
    /// Whose.
    pub patient: PatientId,
    /// The day of the review.
    pub reviewed_on: NaiveDate,
    /// Who took part.
    pub members: String,
    /// What the team advises.
    pub advice: String,
    /// What the responsible clinician answers.
    pub reply: String,
    /// When; `None` while the answer is open.
    pub replied_on: Option<NaiveDate>,
    /// Who recorded it.
    pub by: String,
    /// The day it was recorded.
    pub on: NaiveDate,
}

impl CaseReview {
    /// Whether the clinician has not answered.
    pub fn awaits_reply(&self) -> bool {
        self.replied_on.is_none()
    }
}
