//! What a laid out dumbbell chart promises.

use proptest::prelude::*;

use super::super::page::Heading;
use super::super::scene::{Item as SceneItem, MarkShape, Text};
use super::super::testing::{check_legible, check_room, sizes};
use super::*;
use crate::chart::Ink;

fn item(label: &str, former: Option<f64>, latter: Option<f64>) -> Item {
    Item {
        block: None,
        label: label.to_owned(),
        former,
        latter,
        counts: Some((6, 5)),
    }
}

fn chart(rows: Vec<Row>) -> Dumbbell {
    Dumbbell {
        rows,
        former_name: "Baseline, June 2025".to_owned(),
        latter_name: "Repeat, October 2026".to_owned(),
        surround: Surround::default(),
    }
}

/// The 22 items, under their blocks or with the block's square before each.
pub(in crate::chart) fn all_items(is_grouped: bool) -> Dumbbell {
    let mut rows = Vec::new();
    let mut number = 0_u8;
    for (block, count) in (1_u8..).zip([3, 4, 3, 5, 5, 2]) {
        if is_grouped {
            rows.push(Row::Group(Some(block), format!("Block {block}")));
        }
        for _ in 0..count {
            number += 1;
            let former = f64::from(number % 9) + 1.0;
            let latter = former + [2.5, -1.0, 0.0, 3.0][usize::from(number) % 4];
            rows.push(Row::Item(Item {
                block: (!is_grouped).then_some(block),
                former: (number != 5).then_some(former),
                latter: (number != 10).then_some(latter.clamp(1.0, 12.0)),
                ..item(&format!("{number} Patient education material"), None, None)
            }));
        }
    }
    chart(rows)
}

fn check(chart: &Dumbbell, (width, height, k): (f32, f32, f32)) -> LaidOutDumbbell {
    let laid = chart.lay_out(width, height, k);
    check_room(&laid.scene);
    check_legible(&laid.scene, k);
    assert_eq!(laid.items.len() + laid.hidden, chart.items().count());
    for (_, row) in &laid.items {
        assert!(row.height() >= 12.5 * k * 1.28, "{row:?}");
    }
    if height >= chart.least_height(k) {
        assert_eq!(laid.hidden, 0, "at {height} of {}", chart.least_height(k));
    }
    assert_eq!(laid, chart.lay_out(width, height, k), "always the same");
    laid
}

fn has(laid: &LaidOutDumbbell, words: &str) -> bool {
    laid.scene.texts().any(|text| text.content == words)
}

/// Shape and fill of the marks in a row, with the ink of a ring's rim.
fn marks(laid: &LaidOutDumbbell, row: usize) -> Vec<(MarkShape, Ink)> {
    let line = laid.items[row].1;
    let in_row = |item: &SceneItem| match item {
        SceneItem::Mark {
            at, shape, fill, ..
        } if line.top < at.1 && at.1 < line.bottom => Some((*shape, *fill)),
        _ => None,
    };
    laid.scene.items.iter().filter_map(in_row).collect()
}

#[test]
fn each_change_has_its_mark_and_its_words() {
    let rows = [
        item("up", Some(3.0), Some(5.5)),
        item("down", Some(7.0), Some(6.0)),
        item("same", Some(4.0), Some(4.02)),
        item("new", None, Some(4.0)),
        item("gone", Some(4.0), None),
        item("blank", None, None),
    ];
    let chart = chart(rows.into_iter().map(Row::Item).collect());
    let laid = check(&chart, (700.0, 320.0, 1.0));
    let (disc, diamond) = (MarkShape::Disc, MarkShape::Diamond);
    let ring = (disc, Ink::Surface);
    assert_eq!(marks(&laid, 0), [ring, (disc, Ink::Improvement)]);
    assert_eq!(marks(&laid, 1), [ring, (diamond, Ink::Concern)]);
    assert_eq!(marks(&laid, 2), [ring, (disc, Ink::Series)]);
    assert_eq!(marks(&laid, 3), [(disc, Ink::Series)]);
    assert_eq!(marks(&laid, 4), [ring]);
    assert!(marks(&laid, 5).is_empty());
    for words in [
        "+2.5",
        "−1.0",
        "0.0",
        "no former answer",
        "no answer now",
        "no answers",
        "n 6, 5",
        "lower than before",
        "no change",
        "Level 3",
    ] {
        assert!(
            has(&laid, words),
            "{words} is missing in {}",
            laid.scene.words()
        );
    }
    assert_eq!(
        chart.summary(),
        "up 3 to 5.5, +2.5; down 7 to 6, −1.0; same 4, no change; new 4, no former answer; \
         gone 4 formerly, no answer now; blank no answers"
    );
}

#[test]
fn the_key_names_only_what_occurs() {
    let rows = vec![Row::Item(item("up", Some(3.0), Some(5.5)))];
    let laid = check(&chart(rows), (700.0, 320.0, 1.0));
    assert!(has(&laid, "Baseline, June 2025") && has(&laid, "Repeat, October 2026"));
    assert!(!has(&laid, "lower than before") && !has(&laid, "no change"));
}

#[test]
fn all_items_have_room_from_the_least_height_on() {
    for chart in [all_items(false), all_items(true)] {
        let laid = check(&chart, (700.0, 620.0, 1.0));
        assert_eq!(laid.hidden, 0);
        for k in [1.0, 1.73] {
            let least = chart.least_height(k);
            assert_eq!(check(&chart, (700.0, least, k)).hidden, 0);
        }
        let low = check(&chart, (700.0, 300.0, 1.0));
        assert!(low.hidden > 0);
        assert!(has(&low, &format!("and {} more", low.hidden)));
    }
}

#[test]
fn words_meet_nothing_in_any_size() {
    for size in sizes() {
        check(&all_items(false), size);
        check(&all_items(true), size);
        check(&chart(Vec::new()), size);
    }
}

#[test]
fn labels_are_cut_only_where_the_picture_is_narrow() {
    let is_cut = |laid: &LaidOutDumbbell| laid.scene.texts().any(|t| t.content.contains('…'));
    for (width, k) in [(700.0, 1.0), (968.0, 1.0), (1816.0, 1.73), (1900.0, 1.6)] {
        for chart in [all_items(false), all_items(true)] {
            assert!(!is_cut(&check(&chart, (width, 1000.0, k))), "{width}");
        }
    }
    assert!(is_cut(&check(&all_items(true), (420.0, 1000.0, 1.0))));
}

#[test]
fn an_item_can_be_pointed_at_by_its_place_in_the_rows() {
    let laid = all_items(true).lay_out(900.0, 760.0, 1.0);
    let (index, row) = laid.items[3];
    assert_eq!(index, 5, "after two groups and three items");
    assert_eq!(laid.item_at((row.left + 5.0, row.top + 5.0)), Some(5));
    assert_eq!(laid.item_at((5.0, 2.0)), None);
}

#[test]
fn a_block_has_its_square_and_its_digit() {
    let laid = check(&all_items(false), (968.0, 700.0, 1.0));
    let squares = laid.scene.items.iter().filter(|item| {
        let SceneItem::Box { fill, .. } = item else {
            return false;
        };
        matches!(fill, Some(Ink::Block(1..=6)))
    });
    assert_eq!(squares.count(), 22);
    let digit = |text: &&Text| text.ink == Ink::OnBlock(6) && text.content == "6";
    assert_eq!(laid.scene.texts().filter(digit).count(), 2);
}

fn any_chart() -> impl Strategy<Value = Dumbbell> {
    let words = || "[A-Za-zéø0-9,-]{1,14}( [A-Za-zéø0-9,-]{1,14}){0,6}";
    let value = || prop::option::weighted(0.85, (10_u32..=120).prop_map(|v| f64::from(v) / 10.0));
    let counts = prop::option::of((0_u32..200, 0_u32..200));
    let item = (prop::option::of(1_u8..7), words(), value(), value(), counts);
    let item = item.prop_map(|(block, label, former, latter, counts)| {
        Row::Item(Item {
            block,
            label,
            former,
            latter,
            counts,
        })
    });
    let group = (prop::option::of(1_u8..7), words()).prop_map(|(b, name)| Row::Group(b, name));
    let rows = prop::collection::vec(prop_oneof![1 => group, 4 => item], 0..40);
    (rows, words(), words(), prop::option::of((words(), words()))).prop_map(
        |(rows, former_name, latter_name, heading)| Dumbbell {
            rows,
            former_name,
            latter_name,
            surround: Surround {
                margin: if heading.is_some() { 16.0 } else { 0.0 },
                footer: heading.as_ref().map(|(title, _)| title.clone()),
                heading: heading.map(|(title, sentence)| Heading { title, sentence }),
            },
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(120) })]

    #[test]
    fn no_words_of_any_dumbbell_chart_touch_or_leave_the_frame(
        chart in any_chart(),
        width in 300.0..2000.0_f32,
        height in 160.0..1100.0_f32,
        present in any::<bool>(),
    ) {
        check(&chart, (width, height, if present { 1.73 } else { 1.0 }));
    }
}
