//! What merging does to doses, counts and lists, and what is refused.

use chrono::NaiveDate;

use super::*;
use crate::domain::command::Command;
use crate::domain::edit::EditSet;
use crate::domain::event::{CareEvent, EventKind};
use crate::domain::fill::{Fill, Product};
use crate::domain::ids::{ClinicianId, EventId, FillId, PatientId, ProductId};
use crate::domain::patient::{Clinician, Patient};
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn patient(id: i64, mrn: &str) -> Patient {
    Patient {
        id: PatientId(id),
        mrn: (!mrn.is_empty()).then(|| mrn.to_owned()),
        last_name: "Lee".to_owned(),
        first_name: "Ann".to_owned(),
        born: None,
        sex: None,
        clinician: Some(ClinicianId(id)),
        import: None,
        merged_into: None,
    }
}

fn fill(id: i64, patient: i64, on: &str, rx: &str) -> Fill {
    Fill {
        id: FillId(id),
        patient: PatientId(patient),
        product: ProductId(1 + (patient - 1) % 2),
        filled: day(on),
        written: None,
        rx_number: rx.into(),
        refill: None,
        quantity: Some(90.0),
        days_supply: Some(30),
        prescriber: Some(ClinicianId(patient)),
        pharmacy: "".into(),
        import: None,
        line: 1,
    }
}

/// One patient under two numbers: a fill of 1 September exported under both, one more each.
fn clinic() -> Workbook {
    let product = |id, text: &str| Product {
        id: ProductId(id),
        text: text.to_owned(),
        strength: String::new(),
        form: String::new(),
        import: None,
        medicine: crate::domain::drug_text::read(text, "", ""),
    };
    let mut workbook = Workbook {
        patients: vec![patient(1, "0042"), patient(2, "42")],
        clinicians: vec![
            Clinician::named(ClinicianId(1), "Doyle, Kevin"),
            Clinician::named(ClinicianId(2), "DOYLE, KEVIN PA-C"),
            Clinician::named(ClinicianId(3), "Hanley, Sean MD"),
        ],
        products: vec![
            product(1, "Oxycodone 10 MG Oral Tablet"),
            product(2, "OXYCODONE 10 MG ORAL TABLET"),
        ],
        fills: vec![
            fill(1, 1, "2026-08-01", "A"),
            fill(2, 1, "2026-09-01", "B"),
            fill(3, 2, "2026-07-02", "C"),
            fill(4, 2, "2026-09-01", "B"),
        ],
        ..Workbook::default()
    };
    workbook.next.patient = 3;
    workbook.next.clinician = 4;
    workbook
}

fn ask(workbook: &mut Workbook, command: RosterCommand) -> Result<EditSet, String> {
    let set = Command::Roster(command).edits(workbook, "MK", day("2026-10-12"));
    let set = set.map_err(|refusal| refusal.0)?;
    set.edits.iter().for_each(|edit| workbook.apply(edit));
    Ok(set)
}

fn merge(workbook: &mut Workbook, from: i64, into: i64) -> Result<EditSet, String> {
    let (from, into) = (PatientId(from), PatientId(into));
    ask(workbook, RosterCommand::MergePatients { from, into })
}

fn join(workbook: &mut Workbook, from: i64, into: i64) -> Result<EditSet, String> {
    let (from, into) = (ClinicianId(from), ClinicianId(into));
    ask(workbook, RosterCommand::MergeClinicians { from, into })
}

#[test]
fn a_fill_under_both_records_counts_once_and_the_merged_record_leaves_every_list() {
    let mut workbook = clinic();
    let on = day("2026-09-10");
    let before = Registry::on(&workbook, on);
    let dose = |registry: &Registry, id| {
        registry
            .row(PatientId(id))
            .and_then(|r| r.dose.mg_per_day())
    };
    assert_eq!(dose(&before, 1), Some(45.0));
    merge(&mut workbook, 2, 1).expect("is carried out");
    let after = Registry::on(&workbook, on);
    assert_eq!(dose(&after, 1), Some(45.0));
    assert_eq!(after.row(PatientId(2)), None);
    assert_eq!(after.rows.len(), 1);
    assert_eq!(workbook.fills_of(PatientId(1)).len(), 3);
    let stayed: Vec<FillId> = workbook
        .fills_of(PatientId(2))
        .iter()
        .map(|f| f.id)
        .collect();
    assert_eq!(stayed, [FillId(4)]);
}

#[test]
fn the_preview_says_what_moves_and_what_stays() {
    let workbook = clinic();
    let told = merge_patients(&workbook, PatientId(2), PatientId(1)).expect("can be merged");
    for words in [
        "1 fill moves.",
        "1 fill is there under both and will count once.",
    ] {
        assert!(
            told.sentences.iter().any(|s| s == words),
            "{words}: {told:?}"
        );
    }
    let told = merge_clinicians(&workbook, ClinicianId(2), ClinicianId(1)).expect("can be merged");
    assert!(
        told.sentences
            .iter()
            .any(|s| s.starts_with("1 patient gets Doyle, Kevin as"))
    );
}

#[test]
fn an_event_under_both_records_counts_once() {
    let mut workbook = clinic();
    let event = |id, patient, value: &str| CareEvent {
        id: EventId(id),
        patient: PatientId(patient),
        on: day("2026-09-01"),
        kind: EventKind::PdmpCheck,
        value: value.to_owned(),
        by: String::new(),
        import: None,
    };
    workbook.events = vec![
        event(1, 1, "reviewed"),
        event(2, 2, "Reviewed"),
        event(3, 2, "other prescriber found"),
    ];
    merge(&mut workbook, 2, 1).expect("is carried out");
    assert_eq!(workbook.events_of(PatientId(1)).len(), 2);
    assert_eq!(workbook.events_of(PatientId(2)).len(), 1);
}

#[test]
fn blanks_are_filled_and_what_is_known_stays() {
    let mut workbook = clinic();
    workbook.patients[0].mrn = None;
    workbook.patients[1].born = Some(day("1960-01-02"));
    merge(&mut workbook, 2, 1).expect("is carried out");
    let stays = workbook.patient(PatientId(1)).expect("stays");
    assert_eq!(stays.mrn.as_deref(), Some("42"));
    assert_eq!(stays.born, Some(day("1960-01-02")));
    assert_eq!(stays.clinician, Some(ClinicianId(1)));
}

#[test]
fn nonsense_is_refused_in_a_sentence() {
    let mut workbook = clinic();
    assert!(
        merge(&mut workbook, 1, 1)
            .expect_err("itself")
            .contains("itself")
    );
    merge(&mut workbook, 2, 1).expect("is carried out");
    assert!(
        merge(&mut workbook, 2, 1)
            .expect_err("again")
            .contains("merged before")
    );
    assert!(
        join(&mut workbook, 3, 3)
            .expect_err("itself")
            .contains("itself")
    );
    join(&mut workbook, 2, 1).expect("is carried out");
    assert!(
        join(&mut workbook, 2, 3)
            .expect_err("again")
            .contains("already")
    );
    assert!(
        join(&mut workbook, 3, 2)
            .expect_err("a spelling")
            .contains("Doyle, Kevin")
    );
}

#[test]
fn a_chain_of_spellings_stays_one_long_and_can_be_taken_apart() {
    let mut workbook = clinic();
    join(&mut workbook, 2, 1).expect("is carried out");
    join(&mut workbook, 1, 3).expect("is carried out");
    for id in [1, 2] {
        assert_eq!(workbook.same_clinician(ClinicianId(id)), ClinicianId(3));
        let of = workbook
            .clinician(ClinicianId(id))
            .expect("stays in the file");
        assert_eq!(of.same_as, Some(ClinicianId(3)));
    }
    let all: Vec<_> = workbook.patients.iter().map(|p| p.clinician).collect();
    assert_eq!(all, [Some(ClinicianId(3)); 2]);
    ask(&mut workbook, RosterCommand::SplitClinician(ClinicianId(2))).expect("is carried out");
    assert_eq!(workbook.same_clinician(ClinicianId(2)), ClinicianId(2));
    assert_eq!(workbook.patients[1].clinician, Some(ClinicianId(3)));
}

#[test]
fn a_clinician_is_saved_with_trimmed_words_and_no_name_stands_twice() {
    let mut workbook = clinic();
    let save = |workbook: &mut Workbook, clinician| {
        ask(workbook, RosterCommand::SaveClinician(Box::new(clinician)))
    };
    let new = Clinician {
        team: " Blue ".to_owned(),
        comfort: Some(4),
        ..Clinician::named(ClinicianId(0), "  Bhatt, Ravi MD ")
    };
    save(&mut workbook, new).expect("is carried out");
    let saved = workbook
        .clinician(ClinicianId(4))
        .expect("has the next number");
    assert_eq!(
        (saved.name.as_str(), saved.team.as_str()),
        ("Bhatt, Ravi MD", "Blue")
    );
    let twice = Clinician::named(ClinicianId(0), "bhatt, ravi md");
    assert!(
        save(&mut workbook, twice)
            .expect_err("twice")
            .contains("already")
    );
    let nameless = Clinician::named(ClinicianId(0), " ");
    assert!(save(&mut workbook, nameless).is_err());
    let wrong = Clinician {
        comfort: Some(6),
        ..Clinician::named(ClinicianId(0), "Lee, Ann")
    };
    assert!(
        save(&mut workbook, wrong)
            .expect_err("6")
            .contains("1 to 5")
    );
}

#[test]
fn panels_count_under_the_main_spelling_and_patients_without_anybody() {
    let mut workbook = clinic();
    workbook.patients.push(Patient {
        clinician: None,
        ..patient(3, "7")
    });
    workbook.clinicians[1].same_as = Some(ClinicianId(1));
    let on = day("2026-09-10");
    let panels = panels(&workbook, &Registry::on(&workbook, on), on);
    assert_eq!(
        panels.get(&Some(ClinicianId(1))).map(|p| p.patients),
        Some(2)
    );
    assert_eq!(panels.get(&None).map(|p| p.patients), Some(1));
    assert_eq!(panels.get(&Some(ClinicianId(2))), None);
}
