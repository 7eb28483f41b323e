//! Challenges the clinic has met, the approach it chose and what came of it.

pub mod command;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{MetChallengeId, StepId};
use super::programme;

/// A challenge the clinic has met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetChallenge {
    /// Record number in the clinic file; 0 for one not yet saved.
    pub id: MetChallengeId,
    /// The challenge of the library, `C-05`; empty for one of the clinic's own.
    pub entry: String,
    /// The block it is about.
    pub block: Option<u8>,
    /// The clinic's own words; may be empty where the library's hold.
    pub text: String,
    /// The day it was met.
    pub met_on: NaiveDate,
    /// The approach chosen, in words; may be empty.
    pub approach: String,
    /// What came of it; may be empty.
    pub result: String,
    /// The day it was over.
    pub ended_on: Option<NaiveDate>,
    /// The step of a plan it became.
    pub step: Option<StepId>,
    /// Who changed it last.
    pub by: String,
    /// And when.
    pub on: NaiveDate,
}

impl MetChallenge {
    /// A challenge met today; `entry` of the library, or empty.
    pub fn new(entry: &str, today: NaiveDate) -> Self {
        Self {
            id: MetChallengeId(0),
            entry: entry.to_owned(),
            block: programme::challenge(entry).map(|c| c.block),
            text: String::new(),
            met_on: today,
            approach: String::new(),
            result: String::new(),
            ended_on: None,
            step: None,
            by: String::new(),
            on: today,
        }
    }

    /// The clinic's own words, or the library's.
    pub fn title(&self) -> &str {
        if self.text.is_empty() {
            programme::challenge(&self.entry).map_or("", |c| c.title.as_str())
        } else {
            &self.text
        }
    }
}
