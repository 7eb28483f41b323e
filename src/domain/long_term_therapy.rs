//! Who is on long-term opioid therapy (LtOT): the clinic's rule, its hits, and people's verdicts.

use serde::{Deserialize, Serialize};

/// The clinic's definition. Days are counted from fill to fill; 28 means 28 or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LtotRule {
    /// Two opioid prescriptions in the past 90 days (day 90 included), at least 28 days apart.
    #[default]
    TwoIn90Days,
    /// The same with day 90 left out.
    TwoInUnder90Days,
    /// The same within the past three calendar months.
    TwoInThreeMonths,
    /// An opioid prescription in each of three consecutive calendar months up to now.
    ThreeConsecutiveMonths,
}
