//! What holds for any stages in any size.

use proptest::prelude::*;

use super::tests::{check, day, stage};
use super::*;

fn any_day() -> impl Strategy<Value = NaiveDate> {
    let near = -700_i64..900;
    let far = -40_000_i64..40_000;
    prop_oneof![8 => near, 1 => far]
        .prop_map(|days| day("2026-10-12") + chrono::Duration::days(days))
}

fn any_stage() -> impl Strategy<Value = StageBar> {
    let some = |share| prop::option::weighted(share, any_day());
    let name = "[A-Za-zéø]{1,14}( [A-Za-zéø,-]{1,14}){0,6}";
    let planned = prop::option::weighted(0.8, (any_day(), some(0.8)));
    (
        name,
        planned,
        some(0.6),
        some(0.4),
        some(0.4),
        any::<bool>(),
    )
        .prop_map(
            |(name, planned, began, ended, expected_end, is_current)| StageBar {
                name,
                planned,
                began,
                ended,
                expected_end,
                is_current,
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn no_words_of_any_timeline_touch_anything_or_leave_the_frame(
        stages in prop::collection::vec(any_stage(), 0..6),
        width in 600.0..1900.0_f32,
        height in 110.0..300.0_f32,
        present in any::<bool>(),
    ) {
        let data = StageTimelineData { stages, today: day("2026-10-12") };
        check(&data, (width, height, if present { 1.73 } else { 1.0 }));
        prop_assert!(data.sentence().starts_with("On 2026-10-12: "));
    }

    #[test]
    fn three_stages_in_order_have_their_words_on_any_wide_picture(
        days in prop::collection::vec(20_i64..400, 4),
        at in 0_usize..4,
        width in 1300.0..1900.0_f32,
    ) {
        let mut from = day("2024-01-01");
        let mut stages = Vec::new();
        for (index, length) in days.iter().take(3).enumerate() {
            let to = from + chrono::Duration::days(*length);
            let mut next = stage("Monitor and sustain", [""; 5]);
            next.planned = Some((from, Some(to)));
            next.began = (index <= at).then_some(from);
            next.ended = (index < at).then_some(to);
            stages.push(next);
            from = to;
        }
        let today = stages.get(at).and_then(|stage| stage.began);
        let today = today.map_or(from, |day| day + chrono::Duration::days(days[3] / 4));
        let data = StageTimelineData { stages, today };
        let scene = check(&data, (width, 120.0, 1.0));
        let words = scene.words();
        prop_assert_eq!(words.matches("done 20").count(), at.min(3), "{}", words);
        prop_assert_eq!(words.matches("since 20").count(), usize::from(at < 3), "{}", words);
    }
}
