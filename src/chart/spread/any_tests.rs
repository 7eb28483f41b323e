//! What every spread promises, whatever its answers, labels, words and size.

use proptest::prelude::*;

use super::super::page::Heading;
use super::tests::check;
use super::*;

fn any_spread() -> impl Strategy<Value = Spread> {
    let words = || "[A-Za-zñéø0-9,;-]{1,14}( [A-Za-zñéø0-9,;-]{1,14}){0,30}";
    let label = || prop::option::weighted(0.6, "[A-Za-zéø]{1,12}( [A-Za-z]{1,9}){0,3}");
    let dot = (0_u8..=13, label(), prop::bool::weighted(0.05));
    let few = prop::collection::vec(dot.clone(), 0..12);
    let many = prop::collection::vec(dot, 12..120);
    let median = || prop::option::of((2_u8..=24).prop_map(|half| f64::from(half) / 2.0));
    (
        prop_oneof![3 => few, 1 => many],
        prop::array::uniform4(words()),
        median(),
        prop::option::of(("[a-z]{3,12}", median())),
        prop::option::of((words(), words())),
    )
        .prop_map(|(dots, levels, median, former, heading)| {
            // Each label once, so that every one can be told from the others.
            let team = dots.iter().position(|(_, _, is_shared)| *is_shared);
            let dots = dots.into_iter().enumerate();
            let dots = dots.map(|(index, (score, label, _))| Dot {
                score,
                label: label.map(|label: String| format!("{label} {index}")),
                is_shared: team == Some(index),
            });
            Spread {
                dots: dots.collect(),
                levels,
                median,
                former: former.and_then(|(name, median)| Some((name, median?))),
                surround: Surround {
                    margin: if heading.is_some() { 16.0 } else { 0.0 },
                    footer: heading.as_ref().map(|(title, _)| title.clone()),
                    heading: heading.map(|(title, sentence)| Heading { title, sentence }),
                },
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(120) })]

    #[test]
    fn no_words_of_any_spread_touch_or_leave_the_frame(
        spread in any_spread(),
        width in 300.0..2000.0_f32,
        height in 160.0..1100.0_f32,
        present in any::<bool>(),
    ) {
        check(&spread, (width, height, if present { 1.73 } else { 1.0 }));
    }
}
