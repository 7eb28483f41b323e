//! What a working says of fills that are hard to read.

use chrono::NaiveDate;
use compact_str::CompactString;

use super::content::Content;
use crate::domain::drug_text;
use crate::domain::fill::{Fill, Product};
use crate::domain::ids::{FillId, ImportId, PatientId, ProductId};
use crate::domain::import_batch::{ImportKind, ImportRecord};
use crate::domain::measure::MeasureHistory;
use crate::domain::patient::Patient;
use crate::domain::registry::Registry;
use crate::domain::workbook::Workbook;
use crate::ui::view::{Status, View};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A patient with these fills: text, filled, quantity, days.
fn workbook(fills: &[(&str, &str, Option<f64>, Option<u16>)]) -> Workbook {
    let mut workbook = Workbook::default();
    workbook.patients.push(Patient {
        id: PatientId(1),
        mrn: Some("0042".to_owned()),
        last_name: "Brandt".to_owned(),
        first_name: "Marvin".to_owned(),
        born: None,
        sex: None,
        clinician: None,
        import: None,
        merged_into: None,
    });
    workbook.imports.push(ImportRecord {
        id: ImportId(1),
        file_name: "fills.csv".to_owned(),
        kind: ImportKind::Prescriptions,
        at: "2026-10-01T08:00:00Z".to_owned(),
        who: String::new(),
        rows: 0,
        new: 0,
        changed: 0,
        unchanged: 0,
        rejected: 0,
        undone: false,
    });
    for (number, (text, filled, quantity, days_supply)) in (1..).zip(fills) {
        workbook.products.push(Product {
            id: ProductId(number),
            text: (*text).to_owned(),
            strength: String::new(),
            form: String::new(),
            import: None,
            medicine: drug_text::read(text, "", ""),
        });
        workbook.fills.push(Fill {
            id: FillId(number),
            patient: PatientId(1),
            product: ProductId(number),
            filled: day(filled),
            written: None,
            rx_number: CompactString::default(),
            refill: None,
            quantity: *quantity,
            days_supply: *days_supply,
            prescriber: None,
            pharmacy: CompactString::default(),
            import: Some(ImportId(1)),
            line: 7_740 + u32::try_from(number).unwrap(),
        });
    }
    workbook.fills.sort_by_key(|f| (f.patient, f.filled, f.id));
    workbook
}

fn content(workbook: &Workbook) -> Content {
    let as_of = day("2026-09-30");
    let view = View {
        workbook,
        registry: &Registry::on(workbook, as_of),
        measures: &MeasureHistory::default(),
        revision: 1,
        today: day("2026-10-12"),
        as_of,
        status: &Status::default(),
    };
    Content::of(&view, PatientId(1))
}

fn check(fills: &[(&str, &str, Option<f64>, Option<u16>)], title: &str, parts: &[&str]) {
    let content = content(&workbook(fills));
    assert_eq!(content.title, title);
    let text = content.as_text();
    for part in parts {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
}

#[test]
fn what_is_not_counted_is_said_and_is_never_0() {
    check(
        &[
            (
                "Oxycodone HCl 30 mg tablet",
                "2026-09-08",
                Some(120.0),
                Some(30),
            ),
            (
                "Belbuca 150 mcg buccal film",
                "2026-09-12",
                Some(60.0),
                Some(30),
            ),
        ],
        "How MED 180.0 was worked out",
        &[
            "Belbuca 150 mcg buccal film, filled 2026-09-12, 60 ÷ 30, 2 a day, 300 mcg, no factor, MED not counted",
            "Sum, rounded once to 0.1 180.0",
            "Buprenorphine is not counted. CDC 2022 gives it no factor",
            "fills.csv lines 7,741 and 7,742, import 2026-10-01",
            "90 or more: at 90.0 and above",
            "Entered by hand none",
        ],
    );
}

#[test]
fn a_missing_fact_makes_the_sum_a_lower_bound() {
    check(
        &[
            (
                "Oxycodone HCl 10 mg tablet",
                "2026-09-08",
                Some(120.0),
                Some(30),
            ),
            ("Tramadol 50 mg tablet", "2026-09-12", Some(60.0), None),
        ],
        "How MED ≥ 60.0 was worked out",
        &[
            "≥ 60.0",
            "The sum is a lower bound.",
            "Tramadol: ",
            "60 ÷ ?",
            "? days",
        ],
    );
    check(
        &[("Tramadol 50 mg tablet", "2026-09-12", Some(60.0), None)],
        "Why the MED has no number",
        &["No number can be given.", "? days"],
    );
}

#[test]
fn doubled_borrowed_and_odd_fills_are_named_with_the_other_number() {
    let oxycodone = "Oxycodone HCl 10 mg tablet";
    check(
        &[
            (oxycodone, "2026-09-01", Some(120.0), Some(30)),
            (oxycodone, "2026-09-27", Some(120.0), Some(30)),
        ],
        "How MED 120.0 was worked out",
        &[
            "Two fills of one medicine and strength overlap.",
            "With the latest fill alone it is 60.0.",
            "Latest fill only 60.0",
        ],
    );
    check(
        &[(
            "Levorphanol 2 mg tablet",
            "2026-09-08",
            Some(90.0),
            Some(30),
        )],
        "How MED 66.0 was worked out",
        &["× 11 *", "A factor is borrowed.", "CDC oral MME file 2018"],
    );
    check(
        &[(
            "Fentanyl 25 mcg/hr patch",
            "2026-09-08",
            Some(10.0),
            Some(28),
        )],
        "How MED 64.3 was worked out",
        &[
            "These patches are not one per 3 days.",
            "1.07 worn at a time",
        ],
    );
    check(
        &[(
            "Percocett 10-325 mg tablet",
            "2026-09-08",
            Some(90.0),
            Some(30),
        )],
        "No opioid is active",
        &["may be an opioid"],
    );
}
