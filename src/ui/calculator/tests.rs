//! What the calculator promises.

use super::*;

fn typed(rows: &[(&str, &str, &str, &str)]) -> CalculatorState {
    let entries = rows.iter().map(|(medicine, units, quantity, days)| {
        let mut entry = Entry::default();
        entry.medicine.push_str(medicine);
        entry.units.push_str(units);
        entry.quantity.push_str(quantity);
        entry.days.push_str(days);
        entry.read();
        entry
    });
    CalculatorState {
        entries: entries.collect(),
        ..CalculatorState::default()
    }
}

fn check(rows: &[(&str, &str, &str, &str)], expected: &str) {
    let settings = Settings::default();
    let (total, _) = typed(rows).total(&settings);
    assert_eq!(total_words(&total, &settings), expected, "{rows:?}");
}

#[test]
fn what_is_typed_adds_up_and_what_is_not_known_is_no_0() {
    check(&[("oxycodone 10 mg", "4", "", "")], "60.0");
    check(&[("oxycodone 10 mg", "", "120", "30")], "60.0");
    check(&[("oxycodone 10 mg", "2,5", "", "")], "37.5");
    let two = [
        ("oxycodone 10 mg", "4", "", ""),
        ("MS Contin 15 mg", "2", "", ""),
    ];
    check(&two, "90.0");
    check(&[("fentanyl 25 mcg/hr patch", "1", "", "")], "60.0");
    check(
        &[("Belbuca 150 mcg buccal film", "2", "", "")],
        "not counted",
    );
    check(&[("oxycodone", "4", "", "")], "? strength");
    check(&[("oxycodone 10 mg", "", "120", "")], "? days");
    check(&[("ibuprofen 600 mg", "3", "", "")], "none active");
    let bound = [
        ("oxycodone 10 mg", "4", "", ""),
        ("tramadol 50 mg", "", "60", ""),
    ];
    check(&bound, "≥ 60.0");
}

#[test]
fn a_line_without_a_number_says_what_to_do() {
    let settings = Settings::default();
    let sentence = |row: (&str, &str, &str, &str)| {
        let state = typed(&[row]);
        let (total, _) = state.total(&settings);
        let words = total.lines.first().map(LineWords::of);
        state.entries[0].sentence(words.as_ref())
    };
    for (row, part) in [
        (("oxycodone 10 mg", "4", "", ""), "4 a day · 40 mg × 1.5"),
        (("oxycodone 10 mg", "", "", ""), "Type units a day"),
        (("oxycodone 10 mg", "", "120", ""), "Type the days"),
        (("oxycodone", "4", "", ""), "Type its strength"),
        (
            ("oxycodone 10 mg", "four", "", ""),
            "must be a number above 0",
        ),
        (
            ("oxycodone 10 mg", "-4", "", ""),
            "must be a number above 0",
        ),
        (("ibuprofen 600 mg", "3", "", ""), "Not read as an opioid"),
    ] {
        let found = sentence(row);
        assert!(found.contains(part), "{row:?}: {found}");
    }
}

#[test]
fn another_factor_set_gives_its_own_number_and_is_named_in_the_copy() {
    let settings = Settings::default();
    let mut state = typed(&[("tramadol 50 mg", "8", "", "")]);
    assert_eq!(total_words(&state.total(&settings).0, &settings), "80.0");
    state.factors = Some(FactorSetId::Cdc2018);
    assert_eq!(total_words(&state.total(&settings).0, &settings), "40.0");
    let copy = state.as_text(&settings);
    assert!(copy.contains("CDC oral MME file 2018"), "{copy}");
    assert!(copy.contains("not for converting"), "{copy}");
}
