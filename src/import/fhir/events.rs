//! Care events that stand in observations, procedures, encounters, appointments and conditions.

use std::collections::HashMap;

use serde_json::Value;

use super::gather::{Subject, status_of};
use super::value::{Concept, Reference, date, list, text, word};
use crate::import::event_kinds::kind_of;

/// One event as a row of a table says it.
#[derive(Clone, Debug, Default)]
pub(super) struct Event {
    /// Line or entry.
    pub number: u32,
    pub subject: Subject,
    pub on: String,
    /// The name of its kind.
    pub name: &'static str,
    pub value: String,
}

const PDMP: &str = "PDMP check";
const URINE_TEST: &str = "Urine drug test";
const CARE_PLAN: &str = "Care plan";
const AGREEMENT: &str = "Agreement";

/// Review of a prescription monitoring record: the procedure and the finding (SNOMED CT).
const PDMP_CODES: [&str; 2] = ["461621000124108", "461651000124104"];
/// A plan for treating pain (LOINC).
const PLAN_CODES: [&str; 1] = ["80764-4"];
/// Totals of questionnaires (LOINC).
const TOTALS: [(&str, &str); 3] = [
    ("55758-7", "PHQ-2"),
    ("44261-6", "PHQ-9"),
    ("70274-6", "GAD-7"),
];
/// Panels and common screens of drugs in urine (LOINC), for servers that send codes alone.
const URINE_CODES: [&str; 19] = [
    "24349-3", "87428-9", "40464-0", "3427-2", "3393-6", "3349-8", "18282-4", "14314-9", "19261-7",
    "19289-8", "14315-6", "16369-1", "11246-6", "3879-4", "3397-7", "3390-2", "3377-9", "3773-9",
    "19659-2",
];
/// Substances that a test of urine looks for, and words for all of them.
const SUBSTANCES: [&str; 24] = [
    "drugs of abuse",
    "drug screen",
    "drug test",
    "drugs identified",
    "toxicology",
    "opiate",
    "opioid",
    "oxycodone",
    "oxymorphone",
    "morphine",
    "hydrocodone",
    "hydromorphone",
    "codeine",
    "fentanyl",
    "methadone",
    "buprenorphine",
    "tramadol",
    "cocaine",
    "benzoylecgonine",
    "amphetamine",
    "benzodiazepine",
    "barbiturate",
    "cannabinoid",
    "phencyclidine",
];

impl Event {
    /// The events of a resource; none when it is of no kind that is known here.
    pub fn all_of(kind: &str, resource: &Value, number: u32) -> Vec<Self> {
        let events = match kind {
            "Observation" | "DiagnosticReport" => observation(kind, resource),
            "Procedure" => procedure(resource),
            "Encounter" => encounter(resource),
            "Appointment" => appointment(resource),
            "Condition" => condition(resource),
            _ => Vec::new(),
        };
        let known = events.into_iter().filter(|e| kind_of(e.name).is_some());
        known.map(|e| Self { number, ..e }).collect()
    }
}

fn is_void(status: &str) -> bool {
    matches!(
        status,
        "entered-in-error" | "cancelled" | "canceled" | "not-done" | "aborted"
    )
}

fn observation(kind: &str, resource: &Value) -> Vec<Event> {
    let status = status_of(resource, "status");
    let code = Concept::at(resource, "code");
    if is_void(&status) {
        return Vec::new();
    }
    let Some(name) = named(&code) else {
        return Vec::new();
    };
    let on = date(
        resource,
        &[
            "effectiveDateTime",
            "effectivePeriod",
            "effectiveInstant",
            "issued",
        ],
    );
    let value = match name {
        URINE_TEST => urine_result(resource, &code, &status),
        PDMP | CARE_PLAN | AGREEMENT => match done(resource) {
            Done::Yes => "reviewed".to_owned(),
            Done::Declined => "declined".to_owned(),
            Done::No => return Vec::new(),
        },
        _ if kind == "Observation" => score(resource),
        _ => return Vec::new(),
    };
    vec![Event {
        subject: Subject::of(resource, &["subject"]),
        on,
        name,
        value,
        ..Event::default()
    }]
}

/// Whether what an observation is about was done.
enum Done {
    Yes,
    No,
    Declined,
}

/// What the value of an observation says of it; without one the observation itself says that it was
/// done, unless the value is said to be missing.
fn done(resource: &Value) -> Done {
    if resource.get("valueBoolean") == Some(&Value::Bool(false))
        || resource.get("dataAbsentReason").is_some()
    {
        return Done::No;
    }
    let coded = Concept::at(resource, "valueCodeableConcept").all_words;
    let said = word(resource, "valueString").to_lowercase();
    for words in [coded.as_str(), said.as_str()] {
        if ["declin", "refus"].iter().any(|w| words.contains(w)) {
            return Done::Declined;
        }
        let parts = words.split(|c: char| !c.is_alphanumeric());
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        if is_not_done(&parts) {
            return Done::No;
        }
    }
    Done::Yes
}

/// "No", "not reviewed", "pending": it was not done. "No other prescriber found" is what was found.
fn is_not_done(words: &[&str]) -> bool {
    let done = |word: &&str| {
        let stems = ["review", "check", "complet", "done", "found", "perform"];
        *word == "signed" || stems.iter().any(|stem| word.starts_with(stem))
    };
    let no = ["no", "not", "false", "never", "none", "unsigned", "pending"];
    match words {
        [] => false,
        [first, rest @ ..] if no.contains(first) => match rest {
            [] => true,
            [second, ..] => {
                done(second) || *first == "not" || *second == "yet" || *second == "pdmp"
            }
        },
        words => (0..words.len()).any(|at| {
            let behind = words.iter().skip(at + 1).take(2);
            words.get(at) == Some(&"not") && behind.copied().any(|word| done(&word))
        }),
    }
}

/// The kind of event that an observation or procedure is.
fn named(code: &Concept) -> Option<&'static str> {
    let words = code.all_words.as_str();
    let says = |all: &[&str]| all.iter().any(|w| words.contains(w));
    if code.has_code(&PDMP_CODES)
        || says(&[
            "pdmp",
            "prescription drug monitoring",
            "prescription monitoring",
        ])
    {
        return Some(PDMP);
    }
    if let Some((_, name)) = TOTALS.iter().find(|(code_of, _)| code.has_code(&[code_of])) {
        return Some(name);
    }
    if code.has_code(&PLAN_CODES) {
        return Some(CARE_PLAN);
    }
    let mut parts = words.split(|c: char| !c.is_alphanumeric());
    if parts.any(|w| w == "peg")
        && (words == "peg; " || words == "peg" || says(&["pain", "score", "scale"]))
    {
        return Some("PEG");
    }
    let of_urine = says(&["urine", "(u)", "[u]", " ur ", "- ur"]);
    if code.has_code(&URINE_CODES)
        || (of_urine && says(&SUBSTANCES))
        || words
            .split("; ")
            .any(|w| matches!(w, "uds" | "udt" | "urine drug screening"))
    {
        return Some(URINE_TEST);
    }
    let of_care = says(&[
        "opioid",
        "controlled substance",
        "pain",
        "treatment agreement",
    ]);
    (of_care && says(&["agreement"]) && !says(&["disagree"])).then_some(AGREEMENT)
}

/// A number as it is written.
fn score(resource: &Value) -> String {
    let quantity = resource.get("valueQuantity").map(|q| word(q, "value"));
    let plain = ["valueInteger", "valueDecimal", "valueString"];
    let plain = || {
        plain
            .iter()
            .find_map(|key| text(resource, key))
            .map(Into::into)
    };
    quantity.or_else(plain).unwrap_or_default()
}

/// What a test of urine says: its words where it has any, else what was found.
fn urine_result(resource: &Value, code: &Concept, status: &str) -> String {
    let stated = word(resource, "valueString");
    let coded = Concept::at(resource, "valueCodeableConcept");
    let stated = if stated.is_empty() {
        coded.text
    } else {
        stated
    };
    let small = stated.to_lowercase();
    if ["expected", "consistent", "aberrant", "pending"]
        .iter()
        .any(|w| small.contains(w))
    {
        return stated;
    }
    let interpretations = list(resource, "interpretation").iter().map(Concept::of);
    let mut is_positive = None;
    for said in interpretations.chain([Concept {
        all_words: small,
        ..coded_only(resource)
    }]) {
        let says = |all: &[&str]| all.iter().any(|w| said.all_words.contains(w));
        if said.has_code(&["NEG", "ND", "260385009", "260415000"])
            || says(&[
                "negative",
                "not detected",
                "none detected",
                "undetected",
                "not present",
                "absent",
            ])
        {
            is_positive = is_positive.or(Some(false));
        } else if said.has_code(&["POS", "DET", "10828004", "260373001"])
            || says(&["positive", "detected", "present"])
        {
            is_positive = Some(true);
        }
    }
    match is_positive {
        Some(true) => format!("positive: {}", analyte(code)),
        Some(false) => "negative".to_owned(),
        None if matches!(status, "registered" | "preliminary" | "partial") => "pending".to_owned(),
        None => String::new(),
    }
}

fn coded_only(resource: &Value) -> Concept {
    Concept {
        codes: Concept::at(resource, "valueCodeableConcept").codes,
        ..Concept::default()
    }
}

/// "Cocaine" of "Cocaine [Presence] in Urine by Screen method".
fn analyte(code: &Concept) -> String {
    let end = code.text.find(['[', '(']).unwrap_or(code.text.len());
    let start = code.text.get(..end).unwrap_or_default();
    let start = start.split(" in Urine").next().unwrap_or_default().trim();
    start.chars().take(60).collect()
}

fn procedure(resource: &Value) -> Vec<Event> {
    let status = status_of(resource, "status");
    let is_done = matches!(status.as_str(), "completed" | "unknown" | "");
    let is_refused = ["notPerformed", "notDone"]
        .iter()
        .any(|key| resource.get(*key) == Some(&Value::Bool(true)));
    let Some(name) = named(&Concept::at(resource, "code")).filter(|_| is_done && !is_refused)
    else {
        return Vec::new();
    };
    let value = match name {
        PDMP | CARE_PLAN | AGREEMENT => "reviewed",
        URINE_TEST => "",
        _ => return Vec::new(),
    };
    vec![Event {
        subject: Subject::of(resource, &["subject", "patient"]),
        on: date(
            resource,
            &[
                "performedDateTime",
                "performedPeriod",
                "occurrenceDateTime",
                "occurrencePeriod",
                "performedString",
            ],
        ),
        name,
        value: value.to_owned(),
        ..Event::default()
    }]
}

/// An ambulatory encounter that has ended is a visit.
fn encounter(resource: &Value) -> Vec<Event> {
    let status = status_of(resource, "status");
    let class = list(resource, "class").first();
    let class = class.map(Concept::of).unwrap_or_default();
    let is_ambulatory = class.has_code(&["AMB", "VR", "HH", "ambulatory", "outpatient", "virtual"])
        || matches!(
            class.text.to_lowercase().as_str(),
            "ambulatory" | "outpatient" | "virtual"
        );
    if !(is_ambulatory && matches!(status.as_str(), "finished" | "completed")) {
        return Vec::new();
    }
    vec![Event {
        subject: Subject::of(resource, &["subject", "patient"]),
        on: date(resource, &["period", "actualPeriod"]),
        name: "Visit",
        ..Event::default()
    }]
}

fn appointment(resource: &Value) -> Vec<Event> {
    let status = status_of(resource, "status");
    let value = match status.as_str() {
        "booked" | "pending" => "",
        "arrived" | "fulfilled" | "checked-in" => "kept",
        "cancelled" | "canceled" => "cancelled",
        "noshow" => "no show",
        _ => return Vec::new(),
    };
    let actors = list(resource, "participant").iter();
    let actors = actors.filter_map(|p| p.get("actor").or_else(|| p.get("individual")));
    let mut who = Reference::at(resource, &["subject"], "Patient");
    for actor in actors.map(|a| Reference::of(a, "Patient")) {
        // Those who are no patients are not found under their keys.
        if who.shown.is_empty() || actor.shown.contains("Patient") {
            who.shown = actor.shown;
        }
        who.keys.extend(actor.keys);
    }
    vec![Event {
        subject: Subject::from_reference(resource, who),
        on: date(resource, &["start", "requestedPeriod"]),
        name: "Appointment",
        value: value.to_owned(),
        ..Event::default()
    }]
}

/// A diagnosis of opioid use, by its ICD-10 code.
fn condition(resource: &Value) -> Vec<Event> {
    let verification = status_of(resource, "verificationStatus");
    if matches!(verification.as_str(), "refuted" | "entered-in-error") {
        return Vec::new();
    }
    let code = Concept::at(resource, "code");
    let is_opioid = |code: &str| {
        let plain = code.replace('.', "").to_uppercase();
        plain == "Z79891" || plain.starts_with("F11")
    };
    let found = code.codes.iter().find(|(system, code)| {
        let is_icd = system.contains("icd-10") || system.ends_with("6.90") || system.is_empty();
        is_icd && is_opioid(code)
    });
    let Some((_, code)) = found else {
        return Vec::new();
    };
    let event = |on: String, value: String| Event {
        subject: Subject::of(resource, &["subject", "patient"]),
        on,
        name: "Diagnosis code",
        value,
        ..Event::default()
    };
    let began = date(
        resource,
        &[
            "onsetDateTime",
            "onsetPeriod",
            "recordedDate",
            "assertedDate",
            "dateRecorded",
        ],
    );
    let ended = date(resource, &["abatementDateTime"]);
    let is_over = matches!(
        status_of(resource, "clinicalStatus").as_str(),
        "resolved" | "inactive"
    );
    if !ended.is_empty() {
        return vec![
            event(began, code.clone()),
            event(ended, format!("{code} resolved")),
        ];
    }
    let value = if is_over {
        format!("{code} resolved")
    } else {
        code.clone()
    };
    vec![event(began, value)]
}

/// The events, with all results of a patient's urine of one day as one test.
pub(super) fn one_test_a_day(events: &[Event]) -> Vec<std::borrow::Cow<'_, Event>> {
    use std::borrow::Cow;
    let mut days: HashMap<(String, &str), usize> = HashMap::new();
    let mut rows: Vec<Cow<'_, Event>> = Vec::with_capacity(events.len());
    for event in events {
        if event.name != URINE_TEST {
            rows.push(Cow::Borrowed(event));
            continue;
        }
        let key = (event.subject.key(), event.on.as_str());
        if let Some(first) = days.get(&key).and_then(|at| rows.get_mut(*at)) {
            let joined = together(&first.value, &event.value);
            first.to_mut().value = joined;
        } else {
            days.insert(key, rows.len());
            rows.push(Cow::Borrowed(event));
        }
    }
    rows
}

/// Two results of one day: what was found counts more than what was not.
fn together(a: &str, b: &str) -> String {
    let rank = |value: &str| match value.to_lowercase().as_str() {
        "" => 0,
        "pending" => 1,
        "negative" => 2,
        v if v.starts_with("positive") => 3,
        v if v.contains("unexpected") || v.contains("inconsistent") || v.contains("aberrant") => 5,
        _ => 4,
    };
    if rank(a) == 3 && rank(b) == 3 {
        let found = b.trim_start_matches("positive: ");
        if a.contains(found) {
            return a.to_owned();
        }
        return format!("{a}, {found}");
    }
    if rank(b) > rank(a) { b } else { a }.to_owned()
}
