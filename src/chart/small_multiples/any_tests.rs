//! What all small multiples promise, whatever their panels, words and size.

use proptest::prelude::*;

use super::super::page::Heading;
use super::tests::check;
use super::*;

fn any_panel() -> impl Strategy<Value = Panel> {
    let words = || "[A-Za-zñéø0-9,;-]{1,14}( [A-Za-zñéø0-9,;-]{1,14}){0,6}";
    let number = prop_oneof![9 => -0.2..1.4_f64, 1 => Just(f64::NAN), 1 => Just(1e300)];
    let value = || prop::option::weighted(0.8, number.clone());
    let signal = prop::sample::select(vec![
        FindingKind::Better,
        FindingKind::Worse,
        FindingKind::Changed,
        FindingKind::NoSignal,
        FindingKind::TooFewPoints,
    ]);
    (
        words(),
        prop::collection::vec((value(), prop::option::of(0_u32..3000)), 0..40),
        value(),
        signal,
        prop_oneof![3 => Just("12.0 %, 3 of 25".to_owned()), 1 => words()],
        any::<bool>(),
        prop::option::weighted(0.15, words()),
    )
        .prop_map(|(name, points, median, signal, last, is_small, hidden)| {
            let (values, n) = points.into_iter().unzip();
            Panel {
                name,
                values,
                n,
                median,
                signal,
                last,
                is_small,
                hidden,
            }
        })
}

fn any_chart() -> impl Strategy<Value = SmallMultiples> {
    let better = prop::sample::select(vec![Better::Lower, Better::Higher, Better::Neither]);
    let unit = prop::sample::select(vec![Unit::Percent, Unit::Mg, Unit::Count]);
    (
        prop::collection::vec(any_panel(), 0..25),
        prop::collection::vec("[0-9-]{0,12}", 0..30),
        unit,
        prop::option::of(0.0..1.0_f64),
        better,
        prop::option::of("[A-Za-z]{1,12}( [A-Za-z]{1,12}){0,12}"),
    )
        .prop_map(
            |(panels, labels, unit, goal, better, title)| SmallMultiples {
                panels,
                labels,
                unit,
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
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn no_words_of_any_small_multiples_touch_or_leave_the_frame(
        chart in any_chart(),
        width in 240.0..2000.0_f32,
        height in 160.0..1100.0_f32,
        present in any::<bool>(),
    ) {
        check(&chart, (width, height, if present { 1.73 } else { 1.0 }));
    }
}
