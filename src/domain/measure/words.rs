//! The names and definitions of the measures that are worked out.

use super::computed::Measure;
use crate::domain::clinic::Settings;

/// How the months of a look-back read: "in 12 months", "in 1 month".
fn months(count: u32) -> String {
    match count {
        1 => "1 month".to_owned(),
        n => format!("{n} months"),
    }
}

impl Measure {
    /// The name on screens, short enough for a tile.
    pub fn label(self, settings: &Settings) -> String {
        let back = &settings.look_back;
        match self {
            Self::LtotPatients => "Patients on LtOT".to_owned(),
            Self::MedFirst => format!("MED {} or more", settings.thresholds.first),
            Self::MedSecond => format!("MED {} or more", settings.thresholds.second),
            Self::MeanMed => "Mean MED".to_owned(),
            Self::MedianMed => "Median MED".to_owned(),
            Self::MedOnRecord => format!("MED on record, {}", months(back.med_months)),
            Self::Sedative => "Sedative with opioid".to_owned(),
            Self::Benzodiazepine => "Benzodiazepine with opioid".to_owned(),
            Self::Naloxone => format!("Naloxone, {}", months(settings.naloxone_months)),
            Self::NaloxoneMedFirst => {
                format!("Naloxone at MED {} or more", settings.thresholds.first)
            }
            Self::NaloxoneReason => "Naloxone where there is a reason".to_owned(),
            Self::Agreement => format!("Agreement, {}", months(back.agreement_months)),
            Self::AgreementCurrent => "Agreement, current version".to_owned(),
            Self::Pdmp => format!("PDMP check, {}", months(back.pdmp_months)),
            Self::UrineTest => format!("Urine drug test, {}", months(back.urine_test_months)),
            Self::FunctionAtVisit => "PEG at the last visit".to_owned(),
            Self::PegFall => "PEG down by 30 %".to_owned(),
            Self::VisitInTime => "Visit in the tier’s time".to_owned(),
            Self::CodeMissing => format!("Without code {}", settings.diagnosis_code),
            Self::CodeWrong => format!("Code {} without LtOT", settings.diagnosis_code),
        }
    }

    /// The name as a heading.
    pub fn title(self, settings: &Settings) -> String {
        let back = &settings.look_back;
        match self {
            Self::LtotPatients => "Patients on long-term opioid therapy".to_owned(),
            Self::MedFirst => format!("Patients at MED {} or more", settings.thresholds.first),
            Self::MedSecond => format!("Patients at MED {} or more", settings.thresholds.second),
            Self::MedOnRecord => format!("MED on record in {}", months(back.med_months)),
            Self::Naloxone => {
                format!("Naloxone in the past {}", months(settings.naloxone_months))
            }
            Self::Agreement => format!("Agreement signed in {}", months(back.agreement_months)),
            Self::AgreementCurrent => "Current agreement signed".to_owned(),
            Self::Pdmp => format!("PDMP checked in {}", months(back.pdmp_months)),
            Self::UrineTest => format!("Urine drug test in {}", months(back.urine_test_months)),
            Self::FunctionAtVisit => "Function (PEG) assessed at the last visit".to_owned(),
            Self::PegFall => "PEG down by 30 % or more".to_owned(),
            Self::VisitInTime => "Visit within the tier’s interval".to_owned(),
            Self::CodeMissing => {
                format!("On LtOT without diagnosis code {}", settings.diagnosis_code)
            }
            Self::CodeWrong => {
                format!("Diagnosis code {} without LtOT", settings.diagnosis_code)
            }
            Self::MeanMed
            | Self::MedianMed
            | Self::Sedative
            | Self::Benzodiazepine
            | Self::NaloxoneMedFirst
            | Self::NaloxoneReason => self.label(settings),
        }
    }

    /// What a counted patient is: "with MED 90 or more".
    pub fn counted_words(self, settings: &Settings) -> String {
        let back = &settings.look_back;
        match self {
            Self::LtotPatients => "on LtOT".to_owned(),
            Self::MedFirst => format!("with MED {} or more", settings.thresholds.first),
            Self::MedSecond => format!("with MED {} or more", settings.thresholds.second),
            Self::MeanMed => "mg a day in all".to_owned(),
            Self::MedianMed => "mg a day, the middle one".to_owned(),
            Self::MedOnRecord => format!("with a complete MED in {}", months(back.med_months)),
            Self::Sedative => "with a sedative".to_owned(),
            Self::Benzodiazepine => "with a benzodiazepine".to_owned(),
            Self::Naloxone | Self::NaloxoneMedFirst | Self::NaloxoneReason => {
                format!("with naloxone in {}", months(settings.naloxone_months))
            }
            Self::Agreement => format!("signed in {}", months(back.agreement_months)),
            Self::AgreementCurrent => "signed the current version".to_owned(),
            Self::Pdmp => format!("checked in {}", months(back.pdmp_months)),
            Self::UrineTest => format!("tested in {}", months(back.urine_test_months)),
            Self::FunctionAtVisit => "with a PEG at the last visit".to_owned(),
            Self::PegFall => "with a PEG down by 30 %".to_owned(),
            Self::VisitInTime => "seen in time".to_owned(),
            Self::CodeMissing => "without the code".to_owned(),
            Self::CodeWrong => "with the code, not on LtOT".to_owned(),
        }
    }

    /// Whom the denominator counts.
    pub fn asked_words(self, settings: &Settings) -> String {
        match self {
            Self::NaloxoneMedFirst => {
                format!("on LtOT at MED {} or more", settings.thresholds.first)
            }
            Self::NaloxoneReason => "on LtOT with a reason".to_owned(),
            Self::PegFall => "on LtOT with two PEG scores".to_owned(),
            Self::CodeWrong => "with a diagnosis code on record".to_owned(),
            _ => "on LtOT".to_owned(),
        }
    }

    /// The definition in one sentence: numerator, denominator, window, unknown.
    pub fn definition(self, settings: &Settings) -> String {
        let on_ltot = "patients on LtOT on the last day of the month";
        let back = &settings.look_back;
        let naloxone = months(settings.naloxone_months);
        let recorded = "while nobody’s is on record it is unknown";
        match self {
            Self::LtotPatients => {
                format!("Number of {on_ltot}: {}.", settings.ltot_rule.sentence())
            }
            Self::MedFirst => format!(
                "Share of {on_ltot} with a MED of {} mg a day or more.",
                settings.thresholds.first
            ),
            Self::MedSecond => format!(
                "Share of {on_ltot} with a MED of {} mg a day or more.",
                settings.thresholds.second
            ),
            Self::MeanMed => format!(
                "Sum of the known MED of all {on_ltot}, divided by their number; a patient with no active fill adds \
                 nothing, nor does one whose dose is unknown."
            ),
            Self::MedianMed => format!(
                "The middle MED of all {on_ltot}; a patient with no active fill stands at 0, as does one whose dose \
                 is unknown."
            ),
            Self::MedOnRecord => format!(
                "Share of {on_ltot} with a MED entered by hand, or a fill whose MED is complete, in the {} before.",
                months(back.med_months)
            ),
            Self::Sedative => {
                format!("Share of {on_ltot} who also have an active sedative of the clinic's list.")
            }
            Self::Benzodiazepine => {
                format!("Share of {on_ltot} who also have an active benzodiazepine.")
            }
            Self::Naloxone => {
                format!("Share of {on_ltot} with a naloxone prescription in the {naloxone} before.")
            }
            Self::NaloxoneMedFirst => format!(
                "Share with a naloxone prescription in the {naloxone} before, of {on_ltot} with a MED of {} mg a day \
                 or more; unknown are those whose dose is incomplete below that.",
                settings.thresholds.first
            ),
            Self::NaloxoneReason => format!(
                "Share with a naloxone prescription in the {naloxone} before, of {on_ltot} with a MED of {} mg a day \
                 or more or a sedative (CDC 2022; other reasons are not on record).",
                settings.thresholds.first
            ),
            Self::Agreement => format!(
                "Share of {on_ltot} who signed or reviewed an agreement in the {} before; {recorded}.",
                months(back.agreement_months)
            ),
            Self::AgreementCurrent => match settings.agreement_version_from {
                Some(from) => format!(
                    "Share of {on_ltot} who signed or reviewed the agreement since {from}, when its current version \
                     came; {recorded}."
                ),
                None => format!(
                    "Share of {on_ltot} who signed the agreement's current version; unknown until the clinic enters \
                     in its settings since when that version holds."
                ),
            },
            Self::Pdmp => format!(
                "Share of {on_ltot} with a PDMP check in the {} before; {recorded}.",
                months(back.pdmp_months)
            ),
            Self::UrineTest => format!(
                "Share of {on_ltot} with a urine drug test in the {} before; {recorded}.",
                months(back.urine_test_months)
            ),
            Self::FunctionAtVisit => format!(
                "Share of {on_ltot} with a PEG score on the day of their last visit or in the 7 days before; a \
                 patient without a visit on record is unknown."
            ),
            Self::PegFall => format!(
                "Share whose newest PEG is at least 30 % below their first, of {on_ltot} with two scores; unknown \
                 are those with fewer."
            ),
            Self::VisitInTime => {
                let [low, moderate, high] = back.visit_months;
                format!(
                    "Share of {on_ltot} with a visit in the {low}, {moderate} or {high} months before, by tier low, \
                     moderate or high; a patient without tier is unknown unless every tier's answer is the same."
                )
            }
            Self::CodeMissing => format!(
                "Share of {on_ltot} whose chart lacks diagnosis code {}; a patient without any code on record is \
                 unknown.",
                settings.diagnosis_code
            ),
            Self::CodeWrong => format!(
                "Number of patients with diagnosis code {} in the chart who are not on LtOT on the last day of the \
                 month, of all with a code on record.",
                settings.diagnosis_code
            ),
        }
    }
}
