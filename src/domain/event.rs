//! Dated care events, hand-entered MED values and verdicts on long-term opioid therapy.

mod said;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{DecisionId, EventId, HandMedId, ImportId, PatientId};

/// What patients are taught.
const EDUCATION_TOPICS: [&str; 8] = [
    "opioid risks",
    "opioids with benzodiazepines",
    "naloxone",
    "conditions that opioids cause",
    "tapering",
    "self-management",
    "activity pacing",
    "safe storage and disposal",
];

/// What visits are for.
pub const VISIT_KINDS: [&str; 5] = [
    "chronic pain visit",
    "yearly pain visit",
    "routine visit",
    "refill only",
    "nurse or coordinator visit",
];

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// The State prescription drug monitoring programme was looked up.
    PdmpCheck,
    /// A urine drug test was done.
    UrineDrugTest,
    /// The patient agreement was signed or reviewed.
    Agreement,
    /// PEG score (pain, enjoyment, general activity), mean of three, 0–10.
    Peg,
    /// Naloxone was prescribed or handed out.
    Naloxone,
    /// A visit took place.
    Visit,
    /// A risk tier was set.
    RiskTier,
    /// A diagnosis code stands in the chart, or was taken out of it.
    DiagnosisCode,
    /// A care plan was written or gone over with the patient.
    CarePlan,
    /// Opioid Risk Tool, total.
    Ort,
    /// Opioid Risk Tool for opioid use disorder, total.
    OrtOud,
    /// Current Opioid Misuse Measure, total.
    Comm,
    /// Patient Health Questionnaire, two questions, total.
    Phq2,
    /// Patient Health Questionnaire, nine questions, total; the answer to the ninth beside it.
    Phq9,
    /// Generalized Anxiety Disorder scale, total.
    Gad7,
    /// Primary care PTSD screen of five questions, total.
    PcPtsd5,
    /// The older primary care PTSD screen of four questions, total.
    PcPtsd,
    /// Sleep apnoea screen, total.
    StopBang,
    /// Teaching given: the topic and what was handed out.
    Education,
    /// A way without opioids was talked about or begun.
    NonOpioidOption,
    /// An overdose happened.
    Overdose,
    /// A refill was asked for; early or not.
    RefillRequest,
    /// The patient was contacted between visits: why, how, and what came of it.
    Outreach,
    /// A visit is booked; may lie in the future.
    Appointment,
    /// A note that is shown only when it is asked for.
    RestrictedNote,
    /// A free note.
    Note,
}

impl EventKind {
    /// All kinds in the order screens list them.
    pub const ALL: [Self; 26] = [
        Self::PdmpCheck,
        Self::UrineDrugTest,
        Self::Agreement,
        Self::Peg,
        Self::Naloxone,
        Self::Visit,
        Self::RiskTier,
        Self::DiagnosisCode,
        Self::CarePlan,
        Self::Ort,
        Self::OrtOud,
        Self::Comm,
        Self::Phq2,
        Self::Phq9,
        Self::Gad7,
        Self::PcPtsd5,
        Self::PcPtsd,
        Self::StopBang,
        Self::Education,
        Self::NonOpioidOption,
        Self::Overdose,
        Self::RefillRequest,
        Self::Outreach,
        Self::Appointment,
        Self::RestrictedNote,
        Self::Note,
    ];

    /// The stable code kept in the file.
    pub fn code(self) -> &'static str {
        match self {
            Self::PdmpCheck => "pdmp_check",
            Self::UrineDrugTest => "urine_drug_test",
            Self::Agreement => "agreement",
            Self::Peg => "peg",
            Self::Naloxone => "naloxone",
            Self::Visit => "visit",
            Self::RiskTier => "risk_tier",
            Self::DiagnosisCode => "diagnosis_code",
            Self::CarePlan => "care_plan",
            Self::Ort => "ort",
            Self::OrtOud => "ort_oud",
            Self::Comm => "comm",
            Self::Phq2 => "phq2",
            Self::Phq9 => "phq9",
            Self::Gad7 => "gad7",
            Self::PcPtsd5 => "pc_ptsd5",
            Self::PcPtsd => "pc_ptsd",
            Self::StopBang => "stop_bang",
            Self::Education => "education",
            Self::NonOpioidOption => "non_opioid_option",
            Self::Overdose => "overdose",
            Self::RefillRequest => "refill_request",
            Self::Outreach => "outreach",
            Self::Appointment => "appointment",
            Self::RestrictedNote => "restricted_note",
            Self::Note => "note",
        }
    }

    /// Reads a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    /// The name on screens.
    pub fn label(self) -> &'static str {
        match self {
            Self::PdmpCheck => "PDMP check",
            Self::UrineDrugTest => "Urine drug test",
            Self::Agreement => "Agreement",
            Self::Peg => "PEG",
            Self::Naloxone => "Naloxone",
            Self::Visit => "Visit",
            Self::RiskTier => "Risk tier",
            Self::DiagnosisCode => "Diagnosis code",
            Self::CarePlan => "Care plan",
            Self::Ort => "ORT",
            Self::OrtOud => "ORT-OUD",
            Self::Comm => "COMM",
            Self::Phq2 => "PHQ-2",
            Self::Phq9 => "PHQ-9",
            Self::Gad7 => "GAD-7",
            Self::PcPtsd5 => "PC-PTSD-5",
            Self::PcPtsd => "PC-PTSD",
            Self::StopBang => "STOP-Bang",
            Self::Education => "Education",
            Self::NonOpioidOption => "Non-opioid option",
            Self::Overdose => "Overdose",
            Self::RefillRequest => "Refill request",
            Self::Outreach => "Outreach",
            Self::Appointment => "Appointment",
            Self::RestrictedNote => "Restricted note",
            Self::Note => "Note",
        }
    }

    /// The values people choose from; empty where free text or a number is typed.
    pub fn usual_values(self) -> &'static [&'static str] {
        match self {
            Self::PdmpCheck => &["reviewed", "no other prescriber", "other prescriber found"],
            Self::UrineDrugTest => &["expected", "unexpected", "pending"],
            Self::Agreement => &["signed", "reviewed", "declined"],
            Self::Naloxone => &["prescribed", "has it at home", "offered", "declined"],
            Self::RiskTier => &["low", "moderate", "high"],
            Self::CarePlan => &["agreed", "reviewed"],
            Self::Education => &EDUCATION_TOPICS,
            Self::NonOpioidOption => &["discussed", "begun", "declined"],
            Self::RefillRequest => &["on time", "early"],
            Self::Outreach => &["reached", "message left", "letter sent", "not reached"],
            Self::Appointment => &[
                "chronic pain visit",
                "yearly pain visit",
                "routine visit",
                "refill only",
                "nurse or coordinator visit",
                "cancelled",
                "no show",
            ],
            Self::Peg
            | Self::Visit
            | Self::DiagnosisCode
            | Self::Ort
            | Self::OrtOud
            | Self::Comm
            | Self::Phq2
            | Self::Phq9
            | Self::Gad7
            | Self::PcPtsd5
            | Self::PcPtsd
            | Self::StopBang
            | Self::Overdose
            | Self::RestrictedNote
            | Self::Note => &[],
        }
    }
}

impl EventKind {
    /// Whether an entry says nothing without its result.
    pub fn needs_result(self) -> bool {
        matches!(
            self,
            Self::UrineDrugTest
                | Self::Agreement
                | Self::Naloxone
                | Self::CarePlan
                | Self::Education
                | Self::NonOpioidOption
                | Self::RefillRequest
                | Self::Outreach
        )
    }
}

/// How closely a patient is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Low risk.
    Low,
    /// Moderate risk.
    Moderate,
    /// High risk.
    High,
}

impl Tier {
    /// The stable word in exports.
    pub fn code(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }

    /// Reads "low", "moderate", "medium", "high" or 1 to 3.
    pub fn from_words(words: &str) -> Option<Self> {
        match words {
            "low" | "1" => Some(Self::Low),
            "moderate" | "medium" | "2" => Some(Self::Moderate),
            "high" | "3" => Some(Self::High),
            _ => None,
        }
    }
}

/// One dated event of a patient.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CareEvent {
    /// Record number in the clinic file.
    pub id: EventId,
    /// Whose.
    pub patient: PatientId,
    /// When.
    pub on: NaiveDate,
    /// What kind.
    pub kind: EventKind,
    /// Result or text ("reviewed", "unexpected", "6.3").
    pub value: String,
    /// Who recorded it; empty for imported rows.
    pub by: String,
    /// The import that brought the row, if any.
    pub import: Option<ImportId>,
}

impl CareEvent {
    /// Whether the person turned down what was offered.
    pub fn is_declined(&self) -> bool {
        let value = self.value.to_lowercase();
        let words = ["declin", "refus", "not prescribed", "not given"];
        words.iter().any(|word| value.contains(word))
    }

    /// A urine drug test whose result asks to be looked at.
    pub fn is_unexpected(&self) -> bool {
        let mut value = self.value.to_lowercase();
        for fine in ["nothing", "no", "not", "non"] {
            for word in ["unexpected", "inconsistent", "aberrant"] {
                value = value.replace(&format!("{fine} {word}"), "");
            }
        }
        let words = [
            "unexpected",
            "inconsistent",
            "aberrant",
            "not expected",
            "not consistent",
        ];
        self.kind == EventKind::UrineDrugTest && words.iter().any(|word| value.contains(word))
    }

    /// Whether it was done: not declined, missed or called off. A test whose result is pending was.
    pub fn took_place(&self) -> bool {
        /// What people choose from on screens for what was done, and nothing said: by far the most.
        const DONE: [&str; 8] = [
            "",
            "reviewed",
            "no other prescriber",
            "expected",
            "unexpected",
            "signed",
            "prescribed",
            "has it at home",
        ];
        if DONE.contains(&self.value.as_str()) {
            return true;
        }
        said::took_place(self.kind, &self.value)
    }

    /// Whether naloxone was offered, taken or not; "not prescribed" is no offer.
    pub fn was_offered(&self) -> bool {
        said::was_offered(&self.value)
    }

    /// An overdose stays one whatever was declined afterwards; "no" says that there was none.
    pub fn is_overdose(&self) -> bool {
        self.kind == EventKind::Overdose && !said::is_no_overdose(&self.value)
    }

    /// Whether it is a visit that is booked and was not called off.
    pub fn is_booked_visit(&self) -> bool {
        self.kind == EventKind::Appointment && self.took_place()
    }

    /// Whether one day may have several of its kind, each with a value of its own.
    pub fn stands_beside_others(kind: EventKind) -> bool {
        matches!(
            kind,
            EventKind::Note
                | EventKind::RestrictedNote
                | EventKind::DiagnosisCode
                | EventKind::Education
                | EventKind::NonOpioidOption
                | EventKind::Outreach
        )
    }

    /// The tier set, if this is one: the words may go on with the reason ("high: two EDs").
    pub fn tier(&self) -> Option<Tier> {
        let first = self
            .value
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default()
            .to_lowercase();
        (self.kind == EventKind::RiskTier)
            .then(|| Tier::from_words(&first))
            .flatten()
    }

    /// Whether a code is in the chart (true) or was taken out (false), if this speaks of `code`;
    /// dots, spaces and case do not count.
    pub fn has_code(&self, code: &str) -> Option<bool> {
        let plain = |text: &str| -> String {
            let kept = text.chars().filter(char::is_ascii_alphanumeric);
            kept.collect::<String>().to_uppercase()
        };
        let code = plain(code);
        let mut words = self.value.split([',', ';', ' ', '/']).map(plain);
        if self.kind != EventKind::DiagnosisCode || code.is_empty() || !words.any(|w| w == code) {
            return None;
        }
        let value = self.value.to_lowercase();
        let gone = ["removed", "resolved", "deleted", "taken out", "not present"];
        Some(!gone.iter().any(|word| value.contains(word)))
    }

    /// The PEG score, if this is one and it reads as a number from 0 to 10.
    pub fn peg(&self) -> Option<f64> {
        (self.kind == EventKind::Peg).then(|| peg_score(&self.value))?
    }
}

/// Whether the chart has the code, by events up to a day; `None` without any code on record.
pub fn code_on_record(events: &[CareEvent], code: &str) -> Option<bool> {
    let said = events.iter().rev().find_map(|e| e.has_code(code));
    let has_any = || events.iter().any(|e| e.kind == EventKind::DiagnosisCode);
    said.or_else(|| has_any().then_some(false))
}

/// Reads a PEG score, a number from 0 to 10.
pub fn peg_score(text: &str) -> Option<f64> {
    let score: f64 = text.trim().parse().ok()?;
    (0.0..=10.0).contains(&score).then_some(score)
}

/// A MED typed in by a person, with where it came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HandMed {
    /// Record number in the clinic file.
    pub id: HandMedId,
    /// Whose.
    pub patient: PatientId,
    /// The day it holds from.
    pub on: NaiveDate,
    /// Morphine equivalent, mg a day.
    pub mg_per_day: f64,
    /// Which calculator or record it was taken from.
    pub source: String,
    /// Who entered it.
    pub by: String,
}

/// What a person decided about a patient and long-term opioid therapy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Yes, on long-term opioid therapy, as the rule found.
    Confirmed,
    /// No, in spite of the rule.
    Rejected,
    /// Not decided yet; stays a candidate.
    Deferred,
    /// On the list although the rule does not find the patient.
    Added,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 4] = [Self::Confirmed, Self::Rejected, Self::Deferred, Self::Added];

    /// The stable code kept in the file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Rejected => "rejected",
            Self::Deferred => "deferred",
            Self::Added => "added",
        }
    }

    /// Reads a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.code() == code)
    }
}

/// A verdict with its period, reason and author (R-097 … R-101).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Record number in the clinic file.
    pub id: DecisionId,
    /// Whose.
    pub patient: PatientId,
    /// What was decided.
    pub verdict: Verdict,
    /// First day it holds; `None` for all the past.
    pub from: Option<NaiveDate>,
    /// Last day it holds; `None` for until further notice.
    pub to: Option<NaiveDate>,
    /// Why, in the person's words.
    pub reason: String,
    /// How the patient had been found: the rule and the prescriptions that hit it.
    pub found_by: String,
    /// Who decided.
    pub by: String,
    /// The day of the decision.
    pub decided_on: NaiveDate,
}

impl Decision {
    /// Whether the verdict holds on `day`.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(kind: EventKind, value: &str) -> CareEvent {
        CareEvent {
            id: EventId(1),
            patient: PatientId(1),
            on: NaiveDate::default(),
            kind,
            value: value.to_owned(),
            by: String::new(),
            import: None,
        }
    }

    #[test]
    fn a_urine_test_is_unexpected_in_the_words_of_a_laboratory() {
        let is_unexpected = |value| event(EventKind::UrineDrugTest, value).is_unexpected();
        for value in ["Unexpected", "inconsistent", "not consistent", "aberrant"] {
            assert!(is_unexpected(value), "{value}");
        }
        for value in [
            "expected",
            "nothing unexpected",
            "not inconsistent",
            "pending",
        ] {
            assert!(!is_unexpected(value), "{value}");
        }
        assert!(!event(EventKind::PdmpCheck, "unexpected").is_unexpected());
    }

    #[test]
    fn a_tier_is_its_first_word_and_a_code_is_found_however_it_is_written() {
        let tier = |value| event(EventKind::RiskTier, value).tier();
        assert_eq!(tier("High: two prescribers"), Some(Tier::High));
        assert_eq!(tier("medium"), Some(Tier::Moderate));
        assert_eq!(tier("unclear"), None);
        let code = |value| event(EventKind::DiagnosisCode, value).has_code("Z79.891");
        for value in ["Z79.891", "z79891", "F11.90, Z79.891"] {
            assert_eq!(code(value), Some(true), "{value}");
        }
        assert_eq!(code("Z79.891 removed"), Some(false));
        assert_eq!(code("Z79.8912"), None);
        assert_eq!(code("M54.5"), None);
    }

    #[test]
    fn naloxone_that_was_only_offered_is_not_there() {
        let took_place = |value| event(EventKind::Naloxone, value).took_place();
        assert!(took_place("prescribed") && took_place("has it at home"));
        assert!(!took_place("offered") && !took_place("Offered: will think about it"));
    }

    #[test]
    fn a_refusal_is_known_however_it_is_written() {
        for value in ["declined", "Patient declined", "REFUSED"] {
            assert!(event(EventKind::Naloxone, value).is_declined(), "{value}");
        }
        assert!(!event(EventKind::Naloxone, "prescribed").is_declined());
    }
}
