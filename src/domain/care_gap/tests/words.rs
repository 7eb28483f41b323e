//! What is said of a gap.

use super::*;
use crate::domain::care_gap::{NaloxoneReason, naloxone_reasons};
use crate::domain::patient_fact::FactKind;

fn why(rule: GapRule, records: &str) -> String {
    let workbook = clinic(&format!("on {}; {records}", rule.code()));
    let gap = gap_in(&workbook, rule, "2026-09-30").unwrap_or_else(|| panic!("{records}"));
    gap.why(&workbook.settings)
}

#[test]
fn why_is_one_sentence_with_last_interval_and_due_day() {
    use GapRule as R;
    for (rule, records, expected) in [
        (R::Pdmp, "", "never recorded, due every 3 months"),
        (
            R::Pdmp,
            "alone",
            "nothing of the kind is on record for any patient, due every 3 months",
        ),
        (
            R::Pdmp,
            "pdmp_check 2026-03-01 reviewed",
            "last 2026-03-01, due every 3 months, was due 2026-06-01, 121 days ago",
        ),
        (
            R::Pdmp,
            "pdmp_check 2026-06-29 reviewed",
            "last 2026-06-29, due every 3 months, was due 2026-09-29, 1 day ago",
        ),
        (
            R::Pdmp,
            "pdmp_check 2026-06-30 reviewed",
            "last 2026-06-30, due every 3 months, due 2026-09-30, today",
        ),
        (
            R::Pdmp,
            "pdmp_check 2026-07-01 reviewed",
            "last 2026-07-01, due every 3 months, due 2026-10-01, in 1 day",
        ),
        (
            R::Pdmp,
            "tiers pdmp 1/1/1; pdmp_check 2026-08-01 reviewed; snoozed pdmp 2026-10-15",
            "last 2026-08-01, due every month, was due 2026-09-01, 29 days ago, waits until 2026-10-15",
        ),
        (
            R::Pdmp,
            "pdmp_check 2025-03-01 reviewed; closed pdmp 2026-03-01",
            "last 2025-03-01, closed 2026-03-01 without the check, due every 3 months, was due 2026-06-01, 121 days ago",
        ),
        (
            R::Pdmp,
            "closed pdmp 2026-03-01",
            "closed 2026-03-01 without the check, due every 3 months, was due 2026-06-01, 121 days ago",
        ),
        (
            R::Visit,
            "visit 2026-05-01",
            "last 2026-05-01, due every 12, 6 or 3 months by tier, and no tier is known",
        ),
        (
            R::AgreementCurrent,
            "version 2026-03-01; agreement 2026-02-01 signed",
            "last 2026-02-01, before the current agreement of 2026-03-01, was due 2026-03-01, 213 days ago",
        ),
        (
            R::Function,
            "visit 2026-09-10; peg 2026-08-01 4",
            "last score 2026-08-01, none at the visit of 2026-09-10, 20 days ago",
        ),
        (
            R::Function,
            "visit 2026-09-30",
            "no score on record, none yet at the visit of 2026-09-30",
        ),
        (
            R::Function,
            "",
            "no score on record, and no visit is on record",
        ),
        (
            R::Naloxone,
            "past_overdose ..",
            "never offered, due every 12 months",
        ),
        (
            R::Naloxone,
            "past_overdose ..; naloxone 2025-09-01 declined",
            "last offered 2025-09-01, due every 12 months, was due 2026-09-01, 29 days ago",
        ),
        (
            R::Naloxone,
            "fill 2026-09-20 -/30 Oxycodone HCl 5 MG Oral Tablet",
            "never offered, due every 12 months, the dose is not known, nor any other reason",
        ),
        (R::Booked, "", "no visit is booked"),
        (R::Tier, "", "no tier is set"),
        (
            R::Tier,
            "risk_tier 2026-01-05 unclear",
            "the entry of 2026-01-05 cannot be read",
        ),
        (
            R::HighDoseReview,
            "fill 2026-09-20 -/30 Oxycodone HCl 5 MG Oral Tablet",
            "never recorded, due every 3 months, and the dose is not known",
        ),
    ] {
        assert_eq!(why(rule, records), expected, "{rule:?} {records}");
    }
}

#[test]
fn every_reason_for_naloxone_is_named_and_a_restricted_condition_is_not() {
    let workbook = clinic(
        "med 2026-09-01 60; fill 2026-09-15 30/30 clonazePAM 0.5 MG Oral Tablet; \
         overdose 2024-05-01; sleep_breathing ..; opioid_use_disorder ..; mental_health ..",
    );
    let on = day("2026-09-30");
    let registry = Registry::on(&workbook, on);
    let reasons = naloxone_reasons(&workbook, &registry.rows[0], on);
    assert!(reasons.contains(&NaloxoneReason::Condition {
        kind: FactKind::OpioidUseDisorder,
        is_restricted: true
    }));
    let words: Vec<String> = reasons
        .iter()
        .map(|r| r.words(&workbook.settings))
        .collect();
    assert_eq!(
        words,
        [
            "MED 50 or more",
            "a benzodiazepine in use",
            "an overdose on 2024-05-01",
            "sleep-disordered breathing",
            "a restricted condition",
        ]
    );
    assert!(naloxone_reasons(&workbook, &registry.rows[1], on).is_empty());
}
