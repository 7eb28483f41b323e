//! A clinic's records out of a line of text, for tests of rules about patients.
//!
//! Records are parted by `;`:
//!
//! | Text | Record |
//! |---|---|
//! | `agreement 2026-03-01 signed` | an event: code, day, value |
//! | `opioid_use_disorder 2026-01-01..2026-06-30 words` | a fact: code, first and last day, words; either day may be left out |
//! | `med 2026-03-01 60` | a MED entered by hand |
//! | `fill 2026-03-01 90/30 Oxycodone 5 MG Tablet` | a fill: quantity and days supply, `-` for missing |
//! | `review 2026-03-01` | a case review |
//! | `closed pdmp 2026-03-01`, `snoozed pdmp 2026-03-01` | work on a gap |
//! | `verdict rejected` | instead of being put on the LtOT list; `none` for no verdict |
//! | `on pdmp`, `off pdmp`, `tiers pdmp 12/6/3`, `audience pdmp first`, `soon 14`, `version 2026-03-01`, `keep exclusions` | settings |
//! | `alone` | without the second patient, who has one of each kind of event, long ago |

use chrono::NaiveDate;
use compact_str::CompactString;

use super::care_gap::{Audience, GapRule, GapWork, RuleSetting};
use super::case_review::CaseReview;
use super::drug_text;
use super::event::{CareEvent, Decision, EventKind, HandMed, Verdict};
use super::fill::{Fill, Product};
use super::ids::{
    CaseReviewId, DecisionId, EventId, FillId, GapWorkId, HandMedId, PatientFactId, PatientId,
    ProductId,
};
use super::patient::Patient;
use super::patient_fact::{FactKind, PatientFact};
use super::workbook::Workbook;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

/// A clinic whose first patient has these records.
pub fn clinic(records: &str) -> Workbook {
    let mut workbook = Workbook::default();
    add_patient(&mut workbook, 1);
    add_patient(&mut workbook, 2);
    for kind in EventKind::ALL {
        let value = if kind == EventKind::Overdose {
            "no"
        } else {
            "0"
        };
        add_event(&mut workbook, 2, kind, day("2000-01-01"), value);
    }
    add_review(&mut workbook, 2, day("2000-01-01"));
    let records = records.split(';').map(str::trim).filter(|r| !r.is_empty());
    for record in records {
        add(&mut workbook, 1, record);
    }
    sort(&mut workbook);
    workbook
}

pub fn add_patient(workbook: &mut Workbook, id: i64) {
    workbook.patients.push(Patient {
        id: PatientId(id),
        mrn: Some(format!("{id:04}")),
        last_name: format!("Patient {id}"),
        first_name: String::new(),
        born: None,
        sex: None,
        clinician: None,
        import: None,
        merged_into: None,
    });
    workbook.decisions.push(Decision {
        id: DecisionId(id),
        patient: PatientId(id),
        verdict: Verdict::Added,
        from: None,
        to: None,
        reason: String::new(),
        found_by: String::new(),
        by: String::new(),
        decided_on: day("2000-01-01"),
    });
}

/// Adds one record of a patient; `sort` when all are there.
pub fn add(workbook: &mut Workbook, patient: i64, record: &str) {
    let (what, rest) = record.split_once(' ').unwrap_or((record, ""));
    let (first, words) = rest.split_once(' ').unwrap_or((rest, ""));
    if let Some(kind) = EventKind::from_code(what) {
        return add_event(workbook, patient, kind, day(first), words);
    }
    if let Some(kind) = FactKind::from_code(what) {
        return add_fact(workbook, patient, kind, first, words);
    }
    let settings = &mut workbook.settings;
    match what {
        "med" => add_med(workbook, patient, day(first), words),
        "fill" => add_fill(workbook, patient, day(first), words),
        "review" => add_review(workbook, patient, day(first)),
        "closed" => work(workbook, patient, first, |w| w.closed_on = Some(day(words))),
        "snoozed" => work(workbook, patient, first, |w| {
            w.snoozed_until = Some(day(words));
        }),
        "verdict" => {
            let verdict = Verdict::from_code(first);
            let decisions = &mut workbook.decisions;
            decisions.retain(|d| d.patient.0 != patient || verdict.is_some());
            for d in decisions.iter_mut().filter(|d| d.patient.0 == patient) {
                d.verdict = verdict.unwrap_or(d.verdict);
            }
        }
        "on" => rule(workbook, first, |r| r.is_on = true),
        "off" => rule(workbook, first, |r| r.is_on = false),
        "tiers" => {
            let months: Vec<u32> = words.split('/').map(|m| m.parse().unwrap()).collect();
            rule(workbook, first, |r| r.by_tier = months.try_into().ok());
        }
        "audience" => {
            let audience = match words {
                "first" => Audience::FirstLimit,
                "second" => Audience::SecondLimit,
                "sedative" => Audience::Sedative,
                other => panic!("no audience {other}"),
            };
            rule(workbook, first, |r| r.audience = audience);
        }
        "soon" => settings.gaps.due_soon_days = first.parse().unwrap(),
        "version" => settings.agreement_version_from = Some(day(first)),
        "keep" => settings.gaps.leave_out_exclusions = false,
        "alone" => {
            workbook.patients.retain(|p| p.id.0 == patient);
            workbook.decisions.retain(|d| d.patient.0 == patient);
            workbook.events.retain(|e| e.patient.0 == patient);
            workbook.case_reviews.retain(|r| r.patient.0 == patient);
        }
        other => panic!("what is {other}?"),
    }
}

/// Brings the records into the workbook's order.
pub fn sort(workbook: &mut Workbook) {
    workbook.events.sort_by_key(|e| (e.patient, e.on, e.id));
    workbook.fills.sort_by_key(|f| (f.patient, f.filled, f.id));
    workbook.facts.sort_by_key(|f| (f.patient, f.from, f.id));
    workbook.hand_meds.sort_by_key(|h| (h.patient, h.on, h.id));
    workbook.gap_works.sort_by_key(|g| (g.patient, g.rule));
    workbook
        .case_reviews
        .sort_by_key(|r| (r.patient, r.reviewed_on, r.id));
}

fn add_event(workbook: &mut Workbook, patient: i64, kind: EventKind, on: NaiveDate, value: &str) {
    workbook.events.push(CareEvent {
        id: EventId(workbook.events.len() as i64 + 1),
        patient: PatientId(patient),
        on,
        kind,
        value: value.to_owned(),
        by: String::new(),
        import: None,
    });
}

fn add_fact(workbook: &mut Workbook, patient: i64, kind: FactKind, period: &str, words: &str) {
    let (from, to) = period.split_once("..").unwrap_or((period, ""));
    let bound = |text: &str| (!text.is_empty()).then(|| day(text));
    workbook.facts.push(PatientFact {
        id: PatientFactId(workbook.facts.len() as i64 + 1),
        patient: PatientId(patient),
        kind,
        from: bound(from),
        to: bound(to),
        due: None,
        words: words.to_owned(),
        outcome: String::new(),
        is_restricted: kind.is_restricted_at_first(),
        by: String::new(),
        on: day("2000-01-01"),
    });
}

fn add_med(workbook: &mut Workbook, patient: i64, on: NaiveDate, mg: &str) {
    workbook.hand_meds.push(HandMed {
        id: HandMedId(workbook.hand_meds.len() as i64 + 1),
        patient: PatientId(patient),
        on,
        mg_per_day: mg.parse().unwrap(),
        source: String::new(),
        by: String::new(),
    });
}

fn add_fill(workbook: &mut Workbook, patient: i64, filled: NaiveDate, words: &str) {
    let (supply, text) = words.split_once(' ').unwrap();
    let (quantity, days) = supply.split_once('/').unwrap();
    let known = workbook.products.iter().find(|p| p.text == text);
    let product = known.map_or(ProductId(workbook.products.len() as i64 + 1), |p| p.id);
    if known.is_none() {
        workbook.products.push(Product {
            id: product,
            text: text.to_owned(),
            strength: String::new(),
            form: String::new(),
            import: None,
            medicine: drug_text::read(text, "", ""),
        });
    }
    workbook.fills.push(Fill {
        id: FillId(workbook.fills.len() as i64 + 1),
        patient: PatientId(patient),
        product,
        filled,
        written: None,
        rx_number: CompactString::default(),
        refill: None,
        quantity: quantity.parse().ok(),
        days_supply: days.parse().ok(),
        prescriber: None,
        pharmacy: CompactString::default(),
        import: None,
        line: 1,
    });
}

fn add_review(workbook: &mut Workbook, patient: i64, on: NaiveDate) {
    workbook.case_reviews.push(CaseReview {
        id: CaseReviewId(workbook.case_reviews.len() as i64 + 1),
        patient: PatientId(patient),
        reviewed_on: on,
        members: String::new(),
        advice: "no change".to_owned(),
        reply: String::new(),
        replied_on: None,
        by: String::new(),
        on,
    });
}

fn work(workbook: &mut Workbook, patient: i64, rule: &str, change: impl Fn(&mut GapWork)) {
    let rule = GapRule::from_code(rule).unwrap();
    let patient = PatientId(patient);
    let works = &mut workbook.gap_works;
    if !works.iter().any(|w| (w.patient, w.rule) == (patient, rule)) {
        works.push(GapWork {
            id: GapWorkId(works.len() as i64 + 1),
            patient,
            rule,
            assigned_to: String::new(),
            snoozed_until: None,
            closed_on: None,
            reason: "a reason".to_owned(),
            by: String::new(),
            on: day("2000-01-01"),
        });
    }
    works
        .iter_mut()
        .filter(|w| (w.patient, w.rule) == (patient, rule))
        .for_each(change);
}

fn rule(workbook: &mut Workbook, rule: &str, change: impl FnOnce(&mut RuleSetting)) {
    let rule = GapRule::from_code(rule).unwrap();
    let gaps = &mut workbook.settings.gaps;
    let mut setting = gaps.rule(rule);
    change(&mut setting);
    gaps.rules.insert(rule, setting);
}
