//! Which records are found to be one person twice, and which are not.

use super::*;
use crate::domain::patient::{Clinician, Patient};
use crate::domain::workbook::Workbook;

fn clinic_of(names: &[&str]) -> Workbook {
    Workbook {
        clinicians: (1..)
            .zip(names)
            .map(|(id, name)| Clinician::named(ClinicianId(id), *name))
            .collect(),
        ..Workbook::default()
    }
}

fn patient(id: i64, mrn: &str, name: &str, born: &str) -> Patient {
    let (last, first) = name.split_once(", ").expect("a whole name");
    Patient {
        id: PatientId(id),
        mrn: (!mrn.is_empty()).then(|| mrn.to_owned()),
        last_name: last.to_owned(),
        first_name: first.to_owned(),
        born: born.parse().ok(),
        sex: None,
        clinician: None,
        import: None,
        merged_into: None,
    }
}

#[test]
fn spellings_of_a_clinician_are_found_and_other_people_are_not() {
    for (a, b, expected) in [
        ("DOYLE, KEVIN PA-C", "Doyle, Kevin", Some(Likeness::Sure)),
        ("Doyle, Kevin", "Kevin Doyle PA", Some(Likeness::Sure)),
        ("Doyle, Kevin", "Doyle, Kevin J", Some(Likeness::Sure)),
        ("Doyle, Kevin A", "Doyle, Kevin B", Some(Likeness::Possible)),
        ("Doyle, Kevin", "Doyle K", Some(Likeness::Possible)),
        ("Doyle, Kevin", "Doyle, K.", Some(Likeness::Possible)),
        ("Doyle, Kevin", "Doyle", Some(Likeness::Possible)),
        ("Doyle, Kevin", "Doyle,", Some(Likeness::Possible)),
        ("Doyle, Kevin", "Doyle Kevin", Some(Likeness::Possible)),
        (
            "Hanley, Sean MD",
            "Hanly, Sean MD",
            Some(Likeness::Possible),
        ),
        ("Doyle, Kevin", "Doyle, Mary", None),
        ("Lee, Ann", "Lea, Ann", None),
        ("Doyle, Kevin", "Doyle M", None),
    ] {
        let found = clinicians(&clinic_of(&[a, b]));
        let likeness = found.first().map(|p| p.likeness);
        assert_eq!(likeness, expected, "{a} / {b}: {found:?}");
    }
}

#[test]
fn a_merged_spelling_is_not_found_again() {
    let mut workbook = clinic_of(&["Doyle, Kevin", "DOYLE, KEVIN PA-C"]);
    assert_eq!(clinicians(&workbook).len(), 1);
    workbook.clinicians[1].same_as = Some(ClinicianId(1));
    assert_eq!(clinicians(&workbook), []);
}

#[test]
fn double_records_of_a_patient_are_found_and_namesakes_are_not() {
    let born = "1960-01-02";
    for (a, b, expected) in [
        (
            ("1", "Lee, Ann", born),
            ("2", "LEE, ANN M", born),
            Some(Likeness::Sure),
        ),
        (
            ("0042", "Lee, Ann", born),
            ("42", "Lee, Anna", born),
            Some(Likeness::Sure),
        ),
        (
            ("0042", "Lee, Ann", born),
            ("42", "Roe, Bob", "1971-05-06"),
            None,
        ),
        (
            ("0042", "Lee, Ann", born),
            ("42", "Lee, Ann", ""),
            Some(Likeness::Possible),
        ),
        (
            ("1", "Lee, Ann", born),
            ("2", "Lee, Ann", "1960-02-01"),
            Some(Likeness::Possible),
        ),
        (
            ("1", "Lee, Ann", born),
            ("2", "Lee, Ann", "1961-01-02"),
            Some(Likeness::Possible),
        ),
        (
            ("1", "Lee, Ann", born),
            ("2", "Lee, Ann", "1975-07-19"),
            None,
        ),
        (("1", "Lee, Ann", born), ("2", "Lee, Ann", ""), None),
        (
            ("1", "Vang, Mabel", born),
            ("2", "Vang, Mable", born),
            Some(Likeness::Possible),
        ),
        (("1", "Vang, Mabel", born), ("2", "Vang, Mary", born), None),
        (
            ("1", "Lee, Ann", born),
            ("", "Lee, Ann", ""),
            Some(Likeness::Possible),
        ),
    ] {
        let workbook = Workbook {
            patients: vec![patient(1, a.0, a.1, a.2), patient(2, b.0, b.1, b.2)],
            ..Workbook::default()
        };
        let found = patients(&workbook);
        let likeness = found.first().map(|p| p.likeness);
        assert_eq!(likeness, expected, "{a:?} / {b:?}: {found:?}");
    }
}

#[test]
fn twenty_thousand_patients_with_one_placeholder_birthday_are_compared_in_a_moment() {
    let letters = |n: i64| -> String {
        (0..6)
            .map(|k| char::from(b'a' + ((n * 7 + k * n / 26 + k * 5) % 26) as u8))
            .collect()
    };
    let workbook = Workbook {
        patients: (1..=20_000)
            .map(|n| {
                let name = format!("{}{n}, {}", letters(n), letters(n / 3));
                patient(n, &n.to_string(), &name, "1900-01-01")
            })
            .collect(),
        ..Workbook::default()
    };
    let start = std::time::Instant::now();
    let found = patients(&workbook);
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
    assert!(found.len() < 100, "{}", found.len());
}

#[test]
fn one_slip_is_one_letter_or_two_swapped() {
    for (a, b, expected) in [
        ("mabel", "mable", true),
        ("hanley", "hanly", true),
        ("hanley", "hanlay", true),
        ("hanley", "henlay", false),
        ("hanley", "hanley", false),
        ("ab", "ba", true),
        ("", "a", true),
    ] {
        assert_eq!(is_one_slip(a, b), expected, "{a} {b}");
        assert_eq!(is_one_slip(b, a), expected, "{b} {a}");
    }
}
