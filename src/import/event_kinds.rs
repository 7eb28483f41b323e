//! What an event's name and value mean, in the words that clinics and record systems use.

use super::people;
use crate::domain::event::EventKind;

/// Whole names of a kind, without case and punctuation, beside its own code and label. They are too
/// short to be looked for within longer names.
const NAMES: &[(&str, EventKind)] = &[
    ("peg", EventKind::Peg),
    ("peg3", EventKind::Peg),
    ("pegscore", EventKind::Peg),
    ("pegscale", EventKind::Peg),
    ("pegtotal", EventKind::Peg),
    ("pegmean", EventKind::Peg),
    ("pegaverage", EventKind::Peg),
    ("pmp", EventKind::PdmpCheck),
    ("cures", EventKind::PdmpCheck),
    ("csrs", EventKind::PdmpCheck),
    ("kasper", EventKind::PdmpCheck),
    ("uts", EventKind::UrineDrugTest),
    ("utox", EventKind::UrineDrugTest),
    ("opa", EventKind::Agreement),
    ("csa", EventKind::Agreement),
    ("cspa", EventKind::Agreement),
    ("ota", EventKind::Agreement),
    ("tier", EventKind::RiskTier),
    ("risk", EventKind::RiskTier),
    ("ov", EventKind::Visit),
];

/// Words of an event's name, without case and punctuation, that tell its kind; the first that is
/// found in the name counts.
const WORDS: &[(&str, EventKind)] = &[
    ("restrictednote", EventKind::RestrictedNote),
    ("confidential", EventKind::RestrictedNote),
    ("psychotherapynote", EventKind::RestrictedNote),
    ("overdoseeducation", EventKind::Education),
    ("overdoseprevention", EventKind::Education),
    ("overdoserisk", EventKind::Education),
    ("naloxoneeducation", EventKind::Education),
    ("naloxoneteaching", EventKind::Education),
    ("phq9", EventKind::Phq9),
    ("phq2", EventKind::Phq2),
    ("gad7", EventKind::Gad7),
    ("ortoud", EventKind::OrtOud),
    ("opioidrisktool", EventKind::Ort),
    ("commscore", EventKind::Comm),
    ("currentopioidmisuse", EventKind::Comm),
    ("pcptsd5", EventKind::PcPtsd5),
    ("pcptsd", EventKind::PcPtsd),
    ("stopbang", EventKind::StopBang),
    ("careplan", EventKind::CarePlan),
    ("treatmentplan", EventKind::CarePlan),
    ("refillrequest", EventKind::RefillRequest),
    ("earlyrefill", EventKind::RefillRequest),
    ("outreach", EventKind::Outreach),
    ("patienteducation", EventKind::Education),
    ("opioideducation", EventKind::Education),
    ("overdose", EventKind::Overdose),
    ("nonopioid", EventKind::NonOpioidOption),
    ("naloxone", EventKind::Naloxone),
    ("narcan", EventKind::Naloxone),
    ("pdmp", EventKind::PdmpCheck),
    ("kloxxado", EventKind::Naloxone),
    ("opioidantagonist", EventKind::Naloxone),
    ("opioidreversal", EventKind::Naloxone),
    ("pmpcheck", EventKind::PdmpCheck),
    ("awarxe", EventKind::PdmpCheck),
    ("checkedpmp", EventKind::PdmpCheck),
    ("pmpreview", EventKind::PdmpCheck),
    ("pmpquery", EventKind::PdmpCheck),
    ("prescriptionmonitoring", EventKind::PdmpCheck),
    ("prescriptiondrugmonitoring", EventKind::PdmpCheck),
    ("narx", EventKind::PdmpCheck),
    ("istop", EventKind::PdmpCheck),
    ("oarrs", EventKind::PdmpCheck),
    ("curesrev", EventKind::PdmpCheck),
    ("curesquery", EventKind::PdmpCheck),
    ("curespdmp", EventKind::PdmpCheck),
    ("kasperreport", EventKind::PdmpCheck),
    ("controlledsubstancedatabase", EventKind::PdmpCheck),
    ("controlledsubstancereport", EventKind::PdmpCheck),
    ("controlledsubstancemonitoring", EventKind::PdmpCheck),
    ("curescheck", EventKind::PdmpCheck),
    ("curesreport", EventKind::PdmpCheck),
    ("urine", EventKind::UrineDrugTest),
    ("udt", EventKind::UrineDrugTest),
    ("uds", EventKind::UrineDrugTest),
    ("drugscreen", EventKind::UrineDrugTest),
    ("drugtest", EventKind::UrineDrugTest),
    ("drugscrn", EventKind::UrineDrugTest),
    ("drugpanel", EventKind::UrineDrugTest),
    ("paindrugconfirm", EventKind::UrineDrugTest),
    ("toxicology", EventKind::UrineDrugTest),
    ("toxscreen", EventKind::UrineDrugTest),
    ("utox", EventKind::UrineDrugTest),
    ("agreement", EventKind::Agreement),
    ("agrmt", EventKind::Agreement),
    ("agreemt", EventKind::Agreement),
    ("pegscore", EventKind::Peg),
    ("pegscale", EventKind::Peg),
    ("pegpain", EventKind::Peg),
    ("contract", EventKind::Agreement),
    ("risktier", EventKind::RiskTier),
    ("risklevel", EventKind::RiskTier),
    ("riskgroup", EventKind::RiskTier),
    ("riskcategory", EventKind::RiskTier),
    ("riskstrat", EventKind::RiskTier),
    ("diagnosiscode", EventKind::DiagnosisCode),
    ("dxcode", EventKind::DiagnosisCode),
    ("icd10", EventKind::DiagnosisCode),
    ("problemlist", EventKind::DiagnosisCode),
    ("nextvisit", EventKind::Appointment),
    ("visitbooked", EventKind::Appointment),
    ("scheduledvisit", EventKind::Appointment),
    ("visit", EventKind::Visit),
    ("appointment", EventKind::Appointment),
    ("officevst", EventKind::Visit),
    ("telehealth", EventKind::Visit),
    ("telemed", EventKind::Visit),
    ("followup", EventKind::Visit),
    ("seeninclinic", EventKind::Visit),
    ("seenon", EventKind::Visit),
    ("lastseen", EventKind::Visit),
    ("appt", EventKind::Appointment),
    ("encounter", EventKind::Visit),
    ("comment", EventKind::Note),
    ("note", EventKind::Note),
];

/// Words of an event's name, as above, that say it did not take place.
const NOT_DONE: [&str; 12] = [
    "notdone",
    "notreviewed",
    "notchecked",
    "notsigned",
    "notoffered",
    "notgiven",
    "notprescribed",
    "notcompleted",
    "cancel",
    "noshow",
    "disagree",
    "missed",
];
/// Words by which the patient said no.
const SAID_NO: [&str; 2] = ["declined", "refused"];
/// The value of an event to which the patient said no.
pub(super) const DECLINED: &str = "declined";

/// The kind of event that a name means; none when the name says that it did not take place.
pub fn kind_of(name: &str) -> Option<EventKind> {
    let key = people::key(name);
    let done = !NOT_DONE.iter().any(|word| key.contains(word));
    named_kind(&key).filter(|kind| done && (can_be_declined(*kind) || !says_no(&key)))
}

/// Whether words, without case and punctuation, say that the patient said no.
pub(super) fn says_no(key: &str) -> bool {
    SAID_NO.iter().any(|word| key.contains(word))
}

/// Whether saying no to it is an event of its own.
pub(super) fn can_be_declined(kind: EventKind) -> bool {
    kind.usual_values().contains(&DECLINED)
}

/// The kind that a name means, whether or not it says that it took place.
pub(super) fn named_kind(key: &str) -> Option<EventKind> {
    let is = |name: &str| people::key(name) == key;
    let by_own_name = EventKind::ALL
        .into_iter()
        .find(|kind| is(kind.code()) || is(kind.label()));
    by_own_name
        .or_else(|| {
            let (_, kind) = NAMES.iter().find(|(name, _)| *name == key)?;
            Some(*kind)
        })
        .or_else(|| {
            let (_, kind) = WORDS.iter().find(|(word, _)| key.contains(word))?;
            Some(*kind)
        })
}

/// What an appointment is by now: one that was kept is a visit.
pub(super) fn as_it_ended(kind: EventKind, value: &str) -> EventKind {
    const KEPT: [&str; 9] = [
        "completed",
        "complete",
        "kept",
        "arrived",
        "seen",
        "checkedin",
        "checkedout",
        "fulfilled",
        "attended",
    ];
    if kind == EventKind::Appointment && KEPT.contains(&people::key(value).as_str()) {
        EventKind::Visit
    } else {
        kind
    }
}

/// The value as people choose it on screens, under any capitals; other words stay as they are.
pub(super) fn usual_value(kind: EventKind, text: &str) -> &str {
    let said = text.trim();
    let said = if can_be_declined(kind) && said.eq_ignore_ascii_case("refused") {
        DECLINED
    } else {
        said
    };
    let usual = kind.usual_values().iter();
    usual
        .copied()
        .find(|usual| usual.eq_ignore_ascii_case(said))
        .unwrap_or(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_known_by_its_code_and_its_label() {
        for kind in EventKind::ALL {
            assert_eq!(kind_of(kind.code()), Some(kind));
            assert_eq!(kind_of(kind.label()), Some(kind));
        }
    }

    #[test]
    fn event_names_are_known_in_many_spellings() {
        for (name, kind) in [
            ("PDMP_CHECK", Some(EventKind::PdmpCheck)),
            ("PDMP reviewed", Some(EventKind::PdmpCheck)),
            ("UDT", Some(EventKind::UrineDrugTest)),
            ("Urine drug screen", Some(EventKind::UrineDrugTest)),
            ("AGREEMENT", Some(EventKind::Agreement)),
            ("Controlled substance contract", Some(EventKind::Agreement)),
            ("PEG score", Some(EventKind::Peg)),
            ("Narcan given", Some(EventKind::Naloxone)),
            ("Office Visit", Some(EventKind::Visit)),
            ("Naloxone declined", Some(EventKind::Naloxone)),
            ("Agreement refused", Some(EventKind::Agreement)),
            ("PDMP not reviewed", None),
            ("UDS - declined", None),
            ("Naloxone not offered", None),
            ("No-show visit", None),
            ("Cancelled appointment", None),
            ("UDS", Some(EventKind::UrineDrugTest)),
            ("Urine tox", Some(EventKind::UrineDrugTest)),
            ("U-Tox", Some(EventKind::UrineDrugTest)),
            ("Tox screen, urine", Some(EventKind::UrineDrugTest)),
            ("Drug panel 10, urine", Some(EventKind::UrineDrugTest)),
            ("PMP", Some(EventKind::PdmpCheck)),
            ("PMP AWARxE query", Some(EventKind::PdmpCheck)),
            ("I-STOP", Some(EventKind::PdmpCheck)),
            ("OARRS reviewed", Some(EventKind::PdmpCheck)),
            ("CURES", Some(EventKind::PdmpCheck)),
            ("KASPER", Some(EventKind::PdmpCheck)),
            ("Opioid agreement", Some(EventKind::Agreement)),
            ("Controlled substance agreement", Some(EventKind::Agreement)),
            ("Pain contract", Some(EventKind::Agreement)),
            ("CSA", Some(EventKind::Agreement)),
            ("Kloxxado 8 mg", Some(EventKind::Naloxone)),
            ("PEG-3", Some(EventKind::Peg)),
            ("Telehealth", Some(EventKind::Visit)),
            ("Follow-up", Some(EventKind::Visit)),
            ("OV", Some(EventKind::Visit)),
            ("Chronic pain visit", Some(EventKind::Visit)),
            ("Risk category", Some(EventKind::RiskTier)),
            ("risk_tier", Some(EventKind::RiskTier)),
            ("PHQ-9 total", Some(EventKind::Phq9)),
            ("GAD7", Some(EventKind::Gad7)),
            ("ORT-OUD score", Some(EventKind::OrtOud)),
            ("Opioid Risk Tool", Some(EventKind::Ort)),
            ("Naloxone education", Some(EventKind::Education)),
            ("Overdose prevention education", Some(EventKind::Education)),
            ("Overdose", Some(EventKind::Overdose)),
            ("Restricted notes", Some(EventKind::RestrictedNote)),
            ("Confidential note", Some(EventKind::RestrictedNote)),
            ("Pain care plan", Some(EventKind::CarePlan)),
            ("Booked appointment", Some(EventKind::Appointment)),
            ("Early refill call", Some(EventKind::RefillRequest)),
            ("Notes", Some(EventKind::Note)),
            ("Disagreement", None),
            ("Flu shot", None),
            ("", None),
        ] {
            assert_eq!(kind_of(name), kind, "{name}");
        }
    }
}
