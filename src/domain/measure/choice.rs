//! Which measures the team goes by: scored, and one or two watched.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::MeasureId;
use crate::domain::ids::MeasureChoiceId;

/// The programme asks to begin with one or two measures.
pub const MOST_WATCHED: usize = 2;

/// What the team says of a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureChoice {
    /// Record number in the clinic file; 0 for one not yet saved.
    pub id: MeasureChoiceId,
    /// Which measure.
    pub measure: MeasureId,
    /// How much it matters, 1 to 5.
    pub importance: Option<u8>,
    /// How well it can be had, 1 to 5.
    pub feasibility: Option<u8>,
    /// How much it moves people, 1 to 5.
    pub motivation: Option<u8>,
    /// "We watch this."
    pub is_watched: bool,
    /// A core measure of appraisals.
    pub in_appraisal: bool,
    /// Not on the dashboard.
    pub is_hidden: bool,
    /// Why.
    pub note: String,
    /// Who said so.
    pub by: String,
    /// And when.
    pub on: NaiveDate,
}

impl MeasureChoice {
    /// Nothing said yet.
    pub fn new(measure: MeasureId, today: NaiveDate) -> Self {
        Self {
            id: MeasureChoiceId(0),
            measure,
            importance: None,
            feasibility: None,
            motivation: None,
            is_watched: false,
            in_appraisal: false,
            is_hidden: false,
            note: String::new(),
            by: String::new(),
            on: today,
        }
    }

    /// The scores added up, 3 to 15; `None` until all three are given.
    pub fn score(&self) -> Option<u8> {
        Some(self.importance? + self.feasibility? + self.motivation?)
    }
}
