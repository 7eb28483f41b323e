//! What holds for a patient from a day to a day: status, reasons to leave somebody out, flags,
//! conditions, referrals, releases, tapers and talks to be had (R-103 … ).

pub mod care_plan;
mod command;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{PatientFactId, PatientId};

pub use command::PatientFactCommand;

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactGroup {
    /// Whether the patient is followed here; one at a time.
    Status,
    /// Why opioids are prescribed, or why the programme does not reach the patient.
    Indication,
    /// What else lists should say of the patient.
    Flag,
    /// A condition that bears on safety.
    Condition,
    /// Something under way that ends with an outcome.
    UnderWay,
}

impl FactGroup {
    /// All groups in the order of screens.
    pub const ALL: [Self; 5] = [
        Self::Status,
        Self::Indication,
        Self::Flag,
        Self::Condition,
        Self::UnderWay,
    ];

    /// The name on screens.
    pub fn label(self) -> &'static str {
        match self {
            Self::Status => "Status",
            Self::Indication => "Indication",
            Self::Flag => "Flags",
            Self::Condition => "Conditions",
            Self::UnderWay => "Under way",
        }
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $code:literal, $label:literal, $group:ident;)*) => {
        /// What holds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum FactKind {
            $($(#[$doc])* $kind,)*
        }

        impl FactKind {
            /// All kinds in the order of screens.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// The stable code kept in the file.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$kind => $code,)*
                }
            }

            /// The name on screens.
            pub fn label(self) -> &'static str {
                match self {
                    $(Self::$kind => $label,)*
                }
            }

            /// What it is about.
            pub fn group(self) -> FactGroup {
                match self {
                    $(Self::$kind => FactGroup::$group,)*
                }
            }
        }
    };
}

kinds! {
    /// Followed here.
    Active = "active", "Active", Status;
    /// Tapered off opioids.
    TaperedOff = "tapered_off", "Tapered off", Status;
    /// Care went to another practice.
    Transferred = "transferred", "Transferred", Status;
    /// No longer on long-term therapy for another reason.
    NoLongerLtot = "no_longer_ltot", "No longer on LtOT", Status;
    /// Left the practice.
    Left = "left", "Left the practice", Status;
    /// Died.
    Died = "died", "Died", Status;
    /// Pain that is not from cancer.
    NonCancerPain = "non_cancer_pain", "Non-cancer pain", Indication;
    /// Pain from cancer in treatment.
    CancerPain = "cancer_pain", "Cancer pain", Indication;
    /// Palliative or end-of-life care.
    PalliativeCare = "palliative_care", "Palliative care", Indication;
    /// Sickle cell disease.
    SickleCell = "sickle_cell", "Sickle cell disease", Indication;
    /// Takes opioids as needed; the MED is a maximum.
    AsNeeded = "as_needed", "As needed", Flag;
    /// On a long-standing prescription that another clinician began.
    Inherited = "inherited", "Inherited prescription", Flag;
    /// Came to the panel already on LtOT.
    NewToPanel = "new_to_panel", "New to the panel", Flag;
    /// The source of some records is a programme under 42 CFR Part 2.
    Part2 = "part2", "42 CFR Part 2 source", Flag;
    /// Somebody should look whether more screening is needed.
    MoreScreening = "more_screening", "Further screening", Flag;
    /// An overdose before the records here begin.
    PastOverdose = "past_overdose", "Past overdose", Condition;
    /// Opioid use disorder.
    OpioidUseDisorder = "opioid_use_disorder", "Opioid use disorder", Condition;
    /// Another substance use disorder.
    SubstanceUseDisorder = "substance_use_disorder", "Substance use disorder", Condition;
    /// Sleep apnoea or another disorder of breathing in sleep.
    SleepBreathing = "sleep_breathing", "Sleep-disordered breathing", Condition;
    /// Tolerance was lost, e.g. after a taper or release from prison.
    LostTolerance = "lost_tolerance", "Lost tolerance", Condition;
    /// A mental-health need.
    MentalHealth = "mental_health", "Mental-health need", Condition;
    /// A referral, until somebody closes it.
    Referral = "referral", "Referral", UnderWay;
    /// A release of information.
    Release = "release", "Release of information", UnderWay;
    /// A taper.
    Taper = "taper", "Taper", UnderWay;
    /// The care plan agreed with the patient; one at a time.
    CarePlan = "care_plan", "Care plan", UnderWay;
    /// A conversation that may be hard: what about, and how to go about it.
    HardTalk = "hard_talk", "Hard conversation", UnderWay;
}

impl FactKind {
    /// Reads a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|k| k.code() == code)
    }

    /// The kinds of a group.
    pub fn of_group(group: FactGroup) -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(move |k| k.group() == group)
    }

    /// Whether it ends the patient's place in the LtOT population.
    pub fn ends_care(self) -> bool {
        self.group() == FactGroup::Status && self != Self::Active
    }

    /// Whether a new one takes the place of the one before.
    pub fn is_one_at_a_time(self) -> bool {
        self.group() == FactGroup::Status || self == Self::CarePlan
    }

    /// Whether a new entry takes the place of one of `other`: a status of any status, a plan of a
    /// plan.
    pub fn follows(self, other: Self) -> bool {
        self.is_one_at_a_time()
            && match self.group() {
                FactGroup::Status => other.group() == FactGroup::Status,
                _ => other == self,
            }
    }

    /// Whether its end asks for what came of it.
    pub fn ends_with_outcome(self) -> bool {
        matches!(self, Self::Referral | Self::Taper | Self::HardTalk)
    }

    /// Whether the programme for non-cancer pain does not reach the patient (CDC 2022's scope).
    pub fn is_exclusion(self) -> bool {
        matches!(
            self,
            Self::CancerPain | Self::PalliativeCare | Self::SickleCell
        )
    }

    /// Whether it is a reason to offer naloxone (CDC 2022, recommendation 8).
    pub fn asks_for_naloxone(self) -> bool {
        matches!(
            self,
            Self::PastOverdose
                | Self::OpioidUseDisorder
                | Self::SubstanceUseDisorder
                | Self::SleepBreathing
                | Self::LostTolerance
        )
    }

    /// Whether it is restricted unless somebody opens it.
    pub fn is_restricted_at_first(self) -> bool {
        matches!(
            self,
            Self::OpioidUseDisorder | Self::SubstanceUseDisorder | Self::MentalHealth
        )
    }
}

/// One fact with its period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PatientFact {
    /// Record number in the clinic file.
    pub id: PatientFactId,
    /// Whose.
    pub patient: PatientId,
    /// What holds.
    pub kind: FactKind,
    /// First day; `None` for as long as anybody knows.
    pub from: Option<NaiveDate>,
    /// Last day; `None` for until further notice.
    pub to: Option<NaiveDate>,
    /// The day to look at it again, where one is set.
    pub due: Option<NaiveDate>,
    /// What exactly, or why.
    pub words: String,
    /// What came of it.
    pub outcome: String,
    /// Shown only when it is asked for.
    pub is_restricted: bool,
    /// Who recorded it.
    pub by: String,
    /// The day it was recorded.
    pub on: NaiveDate,
}

impl PatientFact {
    /// Whether it holds on `day`.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// The first fact of these kinds that holds on `day`.
pub fn holding(
    facts: &[PatientFact],
    day: NaiveDate,
    kinds: impl Fn(FactKind) -> bool,
) -> Option<&PatientFact> {
    facts.iter().find(|f| kinds(f.kind) && f.holds_on(day))
}

/// Whether some of the patient's records come from a programme under 42 CFR Part 2. Records once
/// received stay such records: only taking the flag away ends it.
pub fn has_part2_source(facts: &[PatientFact]) -> bool {
    facts.iter().any(|f| f.kind == FactKind::Part2)
}

/// The status on `day`: of those that hold, the one that began last.
pub fn status_on(facts: &[PatientFact], day: NaiveDate) -> FactKind {
    let statuses = facts
        .iter()
        .filter(|f| f.kind.group() == FactGroup::Status && f.holds_on(day));
    statuses
        .max_by_key(|f| (f.from, f.id))
        .map_or(FactKind::Active, |f| f.kind)
}
