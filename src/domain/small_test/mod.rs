//! Small tests of change: what is tried, what is expected, what happened, what follows.

pub mod command;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{ActivityId, MetChallengeId, SmallTestId};
use super::measure::MeasureId;

/// What the team does after a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TestDecision {
    /// Spread it.
    Adopt,
    /// Change it and test again.
    Adapt,
    /// Drop it.
    Abandon,
}

impl TestDecision {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Adopt, Self::Adapt, Self::Abandon];

    /// The code in the clinic file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Adopt => "adopt",
            Self::Adapt => "adapt",
            Self::Abandon => "abandon",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.code() == code)
    }

    /// The word for one that was taken, within a sentence.
    pub fn taken(self) -> &'static str {
        match self {
            Self::Adopt => "adopted",
            Self::Adapt => "adapted",
            Self::Abandon => "abandoned",
        }
    }

    /// The word on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Adopt => "Adopt",
            Self::Adapt => "Adapt",
            Self::Abandon => "Abandon",
        }
    }
}

/// One observation during a test.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// When.
    pub on: Option<NaiveDate>,
    /// What was seen or counted.
    pub text: String,
}

/// A small test of change. Nothing in it is required but the change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmallTest {
    /// Record number in the clinic file; 0 for one not yet saved.
    pub id: SmallTestId,
    /// The change that is tried.
    pub change: String,
    /// What it is to achieve.
    pub aim: String,
    /// Who tries it.
    pub who: String,
    /// Where, and with how many.
    pub place: String,
    /// The first day.
    pub starts_on: Option<NaiveDate>,
    /// The last day.
    pub ends_on: Option<NaiveDate>,
    /// What the team expects.
    pub prediction: String,
    /// The measure on whose run chart it is marked.
    pub measure: Option<MeasureId>,
    /// What is counted, in words; for tests that need a measure of their own.
    pub measure_text: String,
    /// What was seen while it ran.
    pub observations: Vec<Observation>,
    /// What happened, against the prediction.
    pub happened: String,
    /// What the team decided.
    pub decision: Option<TestDecision>,
    /// When.
    pub decided_on: Option<NaiveDate>,
    /// What is tested next.
    pub next: String,
    /// The test this one follows.
    pub previous: Option<SmallTestId>,
    /// The team says that it is the first cycle of its idea.
    pub is_first_cycle: bool,
    /// The activity it belongs to.
    pub activity: Option<ActivityId>,
    /// The challenge it answers.
    pub challenge: Option<MetChallengeId>,
    /// The block it is about.
    pub block: Option<u8>,
    /// Who changed it last.
    pub by: String,
    /// And when.
    pub on: NaiveDate,
}

/// Where a test stands, from what is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TestState {
    /// Not begun.
    Planned,
    /// Between start and end.
    Running,
    /// Over, and the team has yet to say what follows.
    ToDecide,
    /// Decided.
    Decided,
}

impl TestState {
    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Planned => "Planned",
            Self::Running => "Running",
            Self::ToDecide => "To decide",
            Self::Decided => "Decided",
        }
    }
}

/// What makes a test worth its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// What it is to achieve.
    Aim,
    /// What the team expects before it starts.
    Prediction,
    /// How it will be known.
    Measure,
    /// Three or more observations.
    Observations,
    /// The cycle it follows, or that it is the first.
    Cycle,
}

/// Observations that a test needs at least.
pub const LEAST_OBSERVATIONS: usize = 3;

impl Feature {
    /// A few words that ask for it.
    pub fn asks(self) -> &'static str {
        match self {
            Self::Aim => "an aim",
            Self::Prediction => "a prediction made before it starts",
            Self::Measure => "a measure",
            Self::Observations => "at least three observations",
            Self::Cycle => "the test it follows, or that it is the first",
        }
    }
}

impl SmallTest {
    /// An empty test on a day.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            id: SmallTestId(0),
            change: String::new(),
            aim: String::new(),
            who: String::new(),
            place: String::new(),
            starts_on: None,
            ends_on: None,
            prediction: String::new(),
            measure: None,
            measure_text: String::new(),
            observations: Vec::new(),
            happened: String::new(),
            decision: None,
            decided_on: None,
            next: String::new(),
            previous: None,
            is_first_cycle: false,
            activity: None,
            challenge: None,
            block: None,
            by: String::new(),
            on: today,
        }
    }

    /// Where it stands on a day.
    pub fn state(&self, today: NaiveDate) -> TestState {
        if self.decision.is_some() {
            return TestState::Decided;
        }
        if self.ends_on.is_some_and(|end| end < today) {
            return TestState::ToDecide;
        }
        match self.starts_on {
            Some(start) if start <= today => TestState::Running,
            _ => TestState::Planned,
        }
    }

    /// What it lacks of what makes a test worth its name; nothing blocks.
    pub fn lacks(&self) -> Vec<Feature> {
        let observed = self.observations.iter();
        let observed = observed.filter(|o| !o.text.trim().is_empty()).count();
        [
            (Feature::Aim, !self.aim.trim().is_empty()),
            (Feature::Prediction, !self.prediction.trim().is_empty()),
            (
                Feature::Measure,
                self.measure.is_some() || !self.measure_text.trim().is_empty(),
            ),
            (Feature::Observations, observed >= LEAST_OBSERVATIONS),
            (
                Feature::Cycle,
                self.previous.is_some() || self.is_first_cycle,
            ),
        ]
        .into_iter()
        .filter_map(|(feature, is_there)| (!is_there).then_some(feature))
        .collect()
    }
}
