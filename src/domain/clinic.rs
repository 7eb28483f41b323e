//! The clinic and its settings: every choice where sources disagree is one of these.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::care_gap::GapSettings;
use super::case_review::ReviewReasons;
use super::long_term_therapy::LtotRule;
use super::measure::MeasureId;
use super::morphine_equivalent::FactorSetId;
use super::run_chart::Rules;

/// Which way through the programme the clinic takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approach {
    /// All stages and blocks.
    #[default]
    Full,
    /// Straight to chosen priority areas.
    FastTrack,
}

impl Approach {
    /// The name on screens.
    pub fn label(self) -> &'static str {
        match self {
            Self::Full => "Full programme",
            Self::FastTrack => "Fast track",
        }
    }
}

/// The clinic whose file this is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Clinic {
    /// Name, as on reports.
    pub name: String,
    /// Site or location; may be empty.
    pub site: String,
    /// Approach taken.
    pub approach: Approach,
}

/// What to do when two fills of the same medicine and strength cover the same day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OverlapRule {
    /// Every active fill adds (highest single-day sum).
    #[default]
    Add,
    /// Only the latest fill of the same medicine and strength counts (an early refill replaces).
    LatestOnly,
}

/// Two inclusive dose limits, mg of morphine equivalent a day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Thresholds {
    /// Lower limit, 50 unless the clinic says otherwise.
    pub first: f64,
    /// Upper limit, 90 unless the clinic says otherwise.
    pub second: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            first: 50.0,
            second: 90.0,
        }
    }
}

/// How far the measures look back for each check (defaults: the programme's kickoff queries and
/// CDC 2022; a check counts to its due day, which is its day plus the months).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LookBack {
    /// Months an agreement counts for.
    pub agreement_months: u32,
    /// Months a PDMP check counts for.
    pub pdmp_months: u32,
    /// Months a urine drug test counts for.
    pub urine_test_months: u32,
    /// Months a MED on record counts for.
    pub med_months: u32,
    /// Months a visit counts for, by tier: low, moderate, high.
    pub visit_months: [u32; 3],
}

impl Default for LookBack {
    fn default() -> Self {
        Self {
            agreement_months: 12,
            pdmp_months: 3,
            urine_test_months: 12,
            med_months: 3,
            visit_months: [12, 6, 3],
        }
    }
}

/// Everything the clinic can choose.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one switch of the clinic"
)]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Dose limits.
    pub thresholds: Thresholds,
    /// Conversion factor table.
    pub factor_set: FactorSetId,
    /// Take a factor that the chosen table lacks from the CDC 2018 file, marked so at the number.
    pub borrow_missing_factors: bool,
    /// Overlapping fills of one medicine.
    pub overlap: OverlapRule,
    /// The clinic's definition of long-term opioid therapy.
    pub ltot_rule: LtotRule,
    /// Count sublingual buprenorphine (treatment of opioid use disorder) for the definition.
    pub count_sublingual_buprenorphine: bool,
    /// Count gabapentinoids as sedatives (CDC 2022 recommendation 11).
    pub gabapentinoids_are_sedatives: bool,
    /// Count other muscle relaxants and hypnotics of the optional list as sedatives.
    pub other_sedatives: bool,
    /// Months a naloxone prescription is looked back for.
    pub naloxone_months: u32,
    /// Months the other checks are looked back for.
    pub look_back: LookBack,
    /// The day from which the clinic's current agreement holds; `None` until it is entered.
    pub agreement_version_from: Option<NaiveDate>,
    /// The one diagnosis code that marks LtOT patients.
    pub diagnosis_code: String,
    /// What is due for patients, by which rules.
    pub gaps: GapSettings,
    /// Who comes up for review by the pain team.
    pub review_reasons: ReviewReasons,
    /// The rules that judge every run chart.
    pub run_chart_rules: Rules,
    /// The smallest count by clinician or team that is shown to a room, 5 to 20.
    pub smallest_count_shown: u32,
    /// Minutes without input until the file locks itself, 1 to 30.
    pub idle_lock_minutes: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            thresholds: Thresholds::default(),
            factor_set: FactorSetId::default(),
            borrow_missing_factors: true,
            overlap: OverlapRule::default(),
            ltot_rule: LtotRule::default(),
            count_sublingual_buprenorphine: false,
            gabapentinoids_are_sedatives: false,
            other_sedatives: false,
            naloxone_months: 12,
            look_back: LookBack::default(),
            agreement_version_from: None,
            diagnosis_code: "Z79.891".to_owned(),
            gaps: GapSettings::default(),
            review_reasons: ReviewReasons::default(),
            run_chart_rules: Rules::default(),
            smallest_count_shown: 11,
            idle_lock_minutes: 10,
        }
    }
}

/// A goal set for a measure: the line on its run chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    /// Record number in the clinic file.
    pub id: super::ids::GoalId,
    /// Which measure.
    pub measure: MeasureId,
    /// Value to reach, in the measure's unit.
    pub value: f64,
    /// By when.
    pub by: Option<NaiveDate>,
    /// From where.
    #[serde(default)]
    pub from: Option<f64>,
}
