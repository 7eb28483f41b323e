//! What every variation chart promises, whatever its rows, words and size.

use proptest::prelude::*;

use super::super::page::Heading;
use super::tests::check;
use super::*;

fn any_row() -> impl Strategy<Value = Row> {
    let words = || "[A-Za-zñéø0-9,;-]{1,14}( [A-Za-zñéø0-9,;-]{1,14}){0,5}";
    let number = prop_oneof![9 => -0.3..1.4_f64, 1 => Just(f64::NAN), 1 => Just(-1e300)];
    (
        words(),
        prop::option::weighted(0.85, number),
        prop_oneof![4 => "[0-9]{1,3} of [0-9]{1,3}", 1 => words(), 1 => Just(String::new())],
        any::<bool>(),
        prop::option::weighted(0.15, words()),
    )
        .prop_map(|(name, value, counted, is_small, hidden)| Row {
            name,
            value,
            counted,
            is_small,
            hidden,
        })
}

fn any_chart() -> impl Strategy<Value = Variation> {
    let better = prop::sample::select(vec![Better::Lower, Better::Higher, Better::Neither]);
    let unit = prop::sample::select(vec![Unit::Percent, Unit::Mg, Unit::Count]);
    (
        prop::collection::vec(any_row(), 0..40),
        unit,
        prop::option::of(-0.1..1.0_f64),
        prop::option::of(0.0..1.0_f64),
        better,
        prop::option::of("[A-Za-z]{1,12}( [A-Za-z]{1,12}){0,12}"),
    )
        .prop_map(|(rows, unit, clinic, goal, better, title)| Variation {
            rows,
            unit,
            clinic,
            goal,
            better,
            surround: Surround {
                margin: if title.is_some() { 16.0 } else { 0.0 },
                footer: title.clone(),
                heading: title.map(|title| Heading {
                    sentence: title.clone(),
                    title,
                }),
            },
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn no_words_of_any_variation_chart_touch_or_leave_the_frame(
        chart in any_chart(),
        width in 280.0..2000.0_f32,
        height in 140.0..1100.0_f32,
        present in any::<bool>(),
    ) {
        check(&chart, (width, height, if present { 1.73 } else { 1.0 }));
    }
}
