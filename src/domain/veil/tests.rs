//! What the copy holds, and what cannot be written from it.

use std::collections::BTreeSet;

use super::*;
use crate::domain::action_plan::Activity;
use crate::domain::assessment::{Remark, RemarkKind};
use crate::domain::event::EventKind;
use crate::domain::ids::{ActivityId, ClinicianId, EventId, PlanId, RemarkId, RoundId};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn known(id: i64, last: &str, first: &str, mrn: Option<&str>, born: Option<&str>) -> Patient {
    Patient {
        id: PatientId(id),
        mrn: mrn.map(str::to_owned),
        last_name: last.to_owned(),
        first_name: first.to_owned(),
        born: born.map(day),
        sex: None,
        clinician: Some(ClinicianId(1)),
        import: None,
        merged_into: None,
    }
}

fn names() -> Names {
    Names::of(&Workbook {
        patients: vec![
            known(
                1,
                "Ferrier",
                "Kathleen",
                Some("MAR-00417"),
                Some("1953-02-11"),
            ),
            known(2, "O'Brien", "Mary Ann", Some("0048213"), None),
            known(3, "Smith-Jones", "José M.", Some("12"), None),
            known(4, "Cher", "", None, None),
        ],
        ..Workbook::default()
    })
}

#[test]
fn full_names_numbers_and_birth_dates_are_masked_in_any_case_and_order() {
    let names = names();
    for (text, masked) in [
        ("Ask Kathleen Ferrier first", "Ask ▒▒▒ first"),
        ("FERRIER, KATHLEEN's agreement", "▒▒▒'s agreement"),
        ("Kathleen  K. Ferrier", "▒▒▒"),
        ("mar-00417 and MAR00417, MAR 00417", "▒▒▒ and ▒▒▒, ▒▒▒"),
        ("No. 48213; 0048213.", "No. ▒▒▒; ▒▒▒."),
        (
            "born 1953-02-11, 2/11/1953 or 02/11/1953",
            "born ▒▒▒, ▒▒▒ or ▒▒▒",
        ),
        (
            "Mary O’Brien, Mary Ann Obrien; O'Brien, Mary",
            "▒▒▒, ▒▒▒; ▒▒▒",
        ),
        ("Jose Smith, JOSÉ SMITH-JONES, Jones, José", "▒▒▒, ▒▒▒, ▒▒▒"),
        ("as Cher says", "as ▒▒▒ says"),
    ] {
        assert_eq!(names.masked(text).as_deref(), Some(masked), "{text}");
    }
    for text in [
        "Kathleen and Ferrier",
        "Ferrier",
        "M. Jones",
        "item 12 of 417",
        "cherish 2026-02-11",
        "1004821300",
        "",
    ] {
        assert_eq!(names.masked(text), None, "{text}");
    }
}

#[test]
fn codes_are_short_unlike_each_other_and_not_in_the_order_of_numbers() {
    let codes: Vec<String> = (1..=30_000).map(|id| code(PatientId(id))).collect();
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
    assert!(codes.iter().all(|c| c.len() == 4));
    let rising = codes.windows(2).filter(|w| w[0] < w[1]).count();
    assert!((10_000..20_000).contains(&rising), "{rising}");
    assert_eq!(code(PatientId(7)), codes[6]);
    assert_ne!(code(PatientId(7)), code(PatientId(7 + 194_481)));
}

#[test]
fn ages_are_told_in_bands_of_ten_up_to_90() {
    let on = |born: &str| age_band(Some(day(born)), day("2026-10-12"));
    assert_eq!(on("1980-10-13"), "40 to 49");
    assert_eq!(on("1976-10-12"), "50 to 59");
    assert_eq!(on("1930-01-01"), "90 or more");
    assert_eq!(age_band(None, day("2026-10-12")), "age unknown");
    assert_eq!(on("2027-01-01"), "age unknown");
}

fn remark(text: &str) -> Remark {
    Remark {
        id: RemarkId(1),
        round: RoundId(1),
        item: 1,
        kind: RemarkKind::Why,
        text: text.to_owned(),
        by: "MK".to_owned(),
        on: day("2026-10-12"),
    }
}

fn with(remarks: Vec<Remark>) -> Workbook {
    let event = |id, kind, value: &str| CareEvent {
        id: EventId(id),
        patient: PatientId(1),
        on: day("2026-09-01"),
        kind,
        value: value.to_owned(),
        by: "Kathleen Ferrier".to_owned(),
        import: None,
    };
    Workbook {
        patients: vec![known(
            1,
            "Ferrier",
            "Kathleen",
            Some("MAR-00417"),
            Some("1953-02-11"),
        )],
        events: vec![
            event(1, EventKind::Note, "fell on the stairs"),
            event(2, EventKind::PdmpCheck, "Reviewed"),
            event(3, EventKind::Peg, "6.3"),
            event(
                4,
                EventKind::UrineDrugTest,
                "unexpected, says it is her son's",
            ),
            event(5, EventKind::RiskTier, "high: two EDs"),
        ],
        remarks,
        ..Workbook::default()
    }
}

#[test]
fn the_copy_names_nobody_and_keeps_results_scores_and_tiers() {
    let workbook = with(vec![remark("Kathleen Ferrier waited two hours")]);
    let copy = veiled(&workbook);
    let written = format!("{copy:?}").to_lowercase();
    for canary in [
        "ferrier", "kathleen", "00417", "1953", "stairs", "son's", "two eds",
    ] {
        assert!(!written.contains(canary), "{canary}: {written}");
        assert!(format!("{workbook:?}").to_lowercase().contains(canary));
    }
    let values: Vec<&str> = copy.events.iter().map(|e| e.value.as_str()).collect();
    assert_eq!(values, ["", "reviewed", "6.3", "unexpected", "high"]);
    assert_eq!(copy.remarks[0].text, "▒▒▒ waited two hours");
    assert_eq!(copy.patients[0].name(), code(PatientId(1)));
    assert_ne!(
        copy.history.last().map(|h| h.number),
        workbook.history.last().map(|h| h.number)
    );
}

fn change(workbook: &Workbook, text: &str) -> Result<Remark, Refusal> {
    let before = workbook.remarks.first().cloned();
    let after = remark(text);
    let set = EditSet {
        name: "Change a remark".to_owned(),
        edits: vec![Edit::Remark(Change {
            before,
            after: Some(after),
        })],
    };
    let set = unveiled(set, workbook)?;
    match set.edits.into_iter().next() {
        Some(Edit::Remark(change)) => Ok(change.after.expect("a record")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_mask_is_never_written_and_a_masked_text_left_alone_stays_as_it_is_in_the_file() {
    let workbook = with(vec![remark("Kathleen Ferrier waited two hours")]);
    let kept = change(&workbook, "▒▒▒ waited two hours").expect("is put back");
    assert_eq!(kept.text, "Kathleen Ferrier waited two hours");
    let refused = change(&workbook, "▒▒▒ waited three hours").expect_err("is refused");
    assert_eq!(refused.0, NAMES_A_PATIENT);
    let other = change(&workbook, "We waited").expect("has no mask");
    assert_eq!(other.text, "We waited");
    assert!(
        change(&with(Vec::new()), "▒▒▒ waited two hours").is_err(),
        "a copy elsewhere"
    );
}

#[test]
fn a_masked_entry_of_a_list_is_put_back_where_another_entry_is_gone() {
    let before = Activity {
        id: ActivityId(1),
        plan: PlanId(1),
        thread: ActivityId(1),
        place: 1,
        block: None,
        text: String::new(),
        manager: String::new(),
        due_text: String::new(),
        due_on: None,
        is_ongoing: false,
        in_place_by: None,
        in_place_on: None,
        after: None,
        resources: vec!["Room 2".to_owned(), "Kathleen Ferrier's letter".to_owned()],
        milestones: Vec::new(),
        note: String::new(),
        carried_from: None,
        by: String::new(),
        on: day("2026-10-12"),
    };
    let mut workbook = with(Vec::new());
    workbook.activities = vec![before.clone()];
    let mut after = before.clone();
    after.resources = vec!["▒▒▒'s letter".to_owned()];
    let edit = Edit::Activity(Box::new(Change::replace(before, after)));
    let set = EditSet {
        name: String::new(),
        edits: vec![edit],
    };
    let Ok(set) = unveiled(set, &workbook) else {
        panic!("is put back")
    };
    let Some(Edit::Activity(change)) = set.edits.first() else {
        panic!("one edit")
    };
    let after = change.after.as_ref().expect("a record");
    assert_eq!(after.resources, ["Kathleen Ferrier's letter"]);
}

#[test]
fn what_is_restricted_never_reaches_the_copy() {
    use crate::domain::ids::PatientFactId;
    use crate::domain::patient_fact::{FactKind, PatientFact};
    let fact = |id, kind, words: &str, is_restricted| PatientFact {
        id: PatientFactId(id),
        patient: PatientId(1),
        kind,
        from: Some(day("2026-01-01")),
        to: None,
        due: None,
        words: words.to_owned(),
        outcome: words.to_owned(),
        is_restricted,
        by: "MK".to_owned(),
        on: day("2026-01-01"),
    };
    let mut workbook = with(Vec::new());
    workbook.facts = vec![
        fact(1, FactKind::MentalHealth, "hears voices", true),
        fact(2, FactKind::AsNeeded, "flares in winter", false),
    ];
    workbook.events.push(CareEvent {
        id: EventId(6),
        patient: PatientId(1),
        on: day("2026-09-02"),
        kind: EventKind::RestrictedNote,
        value: "brother asks for tablets".to_owned(),
        by: "MK".to_owned(),
        import: None,
    });
    let copy = veiled(&workbook);
    let kinds: Vec<FactKind> = copy.facts.iter().map(|f| f.kind).collect();
    assert_eq!(kinds, [FactKind::AsNeeded]);
    let all = format!("{copy:?}");
    for words in [
        "voices",
        "winter",
        "tablets",
        "MentalHealth",
        "RestrictedNote",
    ] {
        assert!(!all.contains(words), "{words}");
    }
}
