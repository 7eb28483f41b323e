//! What every thermometer promises, whatever its values, words and size.

use proptest::prelude::*;

use super::tests::check;
use super::*;

fn any_chart() -> impl Strategy<Value = Thermometer> {
    let words = || "[A-Za-zñéø0-9,;-]{0,14}( [A-Za-zñéø0-9,;-]{1,14}){0,12}";
    let number = prop_oneof![
        9 => -0.3..1.4_f64,
        3 => (0_i32..10).prop_map(|tenths| f64::from(tenths) / 10.0),
        1 => Just(f64::NAN),
        1 => Just(1e300)
    ];
    let value = || (number.clone(), words());
    let unit = prop::sample::select(vec![Unit::Percent, Unit::Mg, Unit::Count]);
    (
        words(),
        words(),
        value(),
        value(),
        value(),
        unit,
        words(),
        words(),
    )
        .prop_map(
            |(title, clinic, start, now, goal, unit, sentence, as_of)| Thermometer {
                title,
                clinic,
                start,
                now,
                goal,
                unit,
                sentence,
                as_of,
                margin: 0.0,
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn no_words_of_any_thermometer_touch_or_leave_the_frame(
        chart in any_chart(),
        width in 260.0..2000.0_f32,
        height in 140.0..2000.0_f32,
        present in any::<bool>(),
    ) {
        check(&chart, (width, height, if present { 1.73 } else { 1.0 }));
    }
}
