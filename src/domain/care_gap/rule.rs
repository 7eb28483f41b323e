//! The rules: what each asks for, how often, of whom, and where the figure comes from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::clinic::{LookBack, Settings};
use crate::domain::event::Tier;

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident = $code:literal, $label:literal, $short:literal, $on:literal;)*) => {
        /// What is asked for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum GapRule {
            $($(#[$doc])* $rule,)*
        }

        impl GapRule {
            /// All rules in the order of screens.
            pub const ALL: &'static [Self] = &[$(Self::$rule,)*];

            /// The stable code kept in the file and in exports.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$rule => $code,)*
                }
            }

            /// The name on screens.
            pub fn label(self) -> &'static str {
                match self {
                    $(Self::$rule => $label,)*
                }
            }

            /// The name on a chip.
            pub fn short(self) -> &'static str {
                match self {
                    $(Self::$rule => $short,)*
                }
            }

            /// Whether it is looked at unless the clinic says otherwise.
            pub fn is_on_at_first(self) -> bool {
                match self {
                    $(Self::$rule => $on,)*
                }
            }
        }
    };
}

rules! {
    /// An agreement signed or reviewed within the interval.
    Agreement = "agreement", "Agreement", "Agr", true;
    /// The clinic's current agreement signed.
    AgreementCurrent = "agreement_current", "Current agreement", "Agr new", true;
    /// A PDMP check within the interval.
    Pdmp = "pdmp", "PDMP check", "PDMP", true;
    /// A urine drug test within the interval.
    UrineTest = "urine_test", "Urine drug test", "UDT", true;
    /// A PEG score at the last visit.
    Function = "function", "PEG at the last visit", "PEG", true;
    /// Naloxone offered to who has a reason for it.
    Naloxone = "naloxone", "Naloxone", "Nal", true;
    /// A visit within the tier's interval.
    Visit = "visit", "Visit", "Visit", true;
    /// A visit booked.
    Booked = "booked", "Next visit booked", "Book", false;
    /// A MED on record within the interval.
    MedOnRecord = "med_on_record", "MED on record", "MED", true;
    /// A care plan written or reviewed within the interval.
    CarePlan = "care_plan", "Care plan", "Plan", true;
    /// A risk tier set.
    Tier = "tier", "Risk tier", "Tier", false;
    /// A look at high doses by a specialist or as the State asks.
    HighDoseReview = "high_dose_review", "High-dose review", "Dose", false;
    /// A depression score within the interval.
    Depression = "depression", "PHQ", "PHQ", false;
    /// Teaching within the interval.
    Education = "education", "Education", "Edu", false;
}

impl GapRule {
    /// Reads a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|r| r.code() == code)
    }

    /// Where the rule and its figure come from.
    pub fn source(self) -> &'static str {
        match self {
            Self::Agreement => "AHRQ kickoff query: signed in the past 12 months",
            Self::AgreementCurrent => "AHRQ measures: updated agreement reviewed and signed",
            Self::Pdmp => "CDC 2022: every 3 months or more often; AHRQ's example of a gap is 6",
            Self::UrineTest => "CDC 2016: at least yearly; CDC 2022: consider periodically",
            Self::Function => "AHRQ measures: function assessed at the last visit",
            Self::Naloxone => "CDC 2022, recommendation 8: reasons to offer naloxone",
            Self::Visit => "AHRQ: consider visits every 12, 6 or 3 months by risk",
            Self::Booked => "AHRQ: patients leave with their next appointment",
            Self::MedOnRecord => "AHRQ kickoff query: MED calculated in the past 3 months",
            Self::CarePlan => "AHRQ: a care plan per patient; the interval is ours",
            Self::Tier => "AHRQ: a tier per patient by the clinic's own criteria",
            Self::HighDoseReview => "AHRQ: extra rules where the State asks for them",
            Self::Depression => "University of Washington: at least every 6 months",
            Self::Education => "AHRQ: teaching for patients; the interval is ours",
        }
    }

    /// Whether it asks for something every so often, rather than once or at a visit.
    pub fn has_interval(self) -> bool {
        !matches!(
            self,
            Self::AgreementCurrent | Self::Function | Self::Booked | Self::Tier
        )
    }

    /// Months unless the clinic says otherwise; the measures' look-back where there is one, so that
    /// both say the same.
    pub fn usual_months(self, back: &LookBack, naloxone_months: u32) -> [u32; 3] {
        match self {
            Self::Agreement => [back.agreement_months; 3],
            Self::Pdmp => [back.pdmp_months; 3],
            Self::UrineTest => [back.urine_test_months; 3],
            Self::MedOnRecord => [back.med_months; 3],
            Self::Naloxone => [naloxone_months; 3],
            Self::Visit => back.visit_months,
            Self::HighDoseReview => [3; 3],
            Self::Depression => [6; 3],
            Self::CarePlan
            | Self::Education
            | Self::AgreementCurrent
            | Self::Function
            | Self::Booked
            | Self::Tier => [12; 3],
        }
    }
}

/// Of months for low, moderate and high risk those of a tier; `None` when the tier is unknown and
/// would decide.
pub fn months_of_tier([low, moderate, high]: [u32; 3], tier: Option<Tier>) -> Option<u32> {
    match tier {
        Some(Tier::Low) => Some(low),
        Some(Tier::Moderate) => Some(moderate),
        Some(Tier::High) => Some(high),
        None => (low == moderate && moderate == high).then_some(low),
    }
}

/// Which LtOT patients a rule looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everybody.
    #[default]
    All,
    /// MED at or above the first limit.
    FirstLimit,
    /// MED at or above the second limit.
    SecondLimit,
    /// A counted sedative in use.
    Sedative,
}

impl Audience {
    /// All, in the order of screens.
    pub const ALL: [Self; 4] = [
        Self::All,
        Self::FirstLimit,
        Self::SecondLimit,
        Self::Sedative,
    ];
}

/// What the clinic says of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSetting {
    /// Looked at.
    pub is_on: bool,
    /// Months for low, moderate and high risk, where they differ from the measures' look-back.
    pub by_tier: Option<[u32; 3]>,
    /// Of whom.
    #[serde(default)]
    pub audience: Audience,
}

/// The clinic's choices about gaps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GapSettings {
    /// Rules that stand otherwise than at first.
    pub rules: BTreeMap<GapRule, RuleSetting>,
    /// How many days before it is due something is shown as due soon.
    pub due_soon_days: u32,
    /// Patients with cancer pain, palliative care or sickle cell disease are left out of the LtOT
    /// population, of its measures and of its gaps.
    pub leave_out_exclusions: bool,
}

impl Default for GapSettings {
    fn default() -> Self {
        Self {
            rules: BTreeMap::new(),
            due_soon_days: 30,
            leave_out_exclusions: true,
        }
    }
}

impl GapSettings {
    /// What holds for a rule.
    pub fn rule(&self, rule: GapRule) -> RuleSetting {
        let chosen = self.rules.get(&rule).cloned();
        chosen.unwrap_or(RuleSetting {
            is_on: rule.is_on_at_first(),
            by_tier: None,
            audience: match rule {
                GapRule::HighDoseReview => Audience::SecondLimit,
                _ => Audience::All,
            },
        })
    }

    /// The months of a rule for low, moderate and high risk: the clinic's, else the measures'.
    pub fn months(&self, rule: GapRule, settings: &Settings) -> [u32; 3] {
        let usual = || rule.usual_months(&settings.look_back, settings.naloxone_months);
        let chosen = self.rules.get(&rule).and_then(|r| r.by_tier);
        chosen.unwrap_or_else(usual)
    }
}
