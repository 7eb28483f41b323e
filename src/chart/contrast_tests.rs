//! Every colour that is used against the ground it is used on, and against its neighbours.

use std::collections::HashSet;

use super::super::ink::Ink;
use super::super::palette::{DARK, LIGHT, PRESENT, Palette};
use super::super::scene::{Dash, Item, MarkShape, Pos, Rect, Scene};
use super::super::{dose_timeline, dumbbell, radar, run_chart, sparkline, spread, stage_timeline};
use super::*;

/// Every palette with the contrast its texts must have.
const PALETTES: [(&str, Palette, f64); 3] = [
    ("light", LIGHT, 4.5),
    ("dark", DARK, 4.5),
    ("present", PRESENT, 7.0),
];

type Token = fn(&Palette) -> Rgb;
type Pair = (&'static str, Token, Token);

/// Names the pairs of tokens after themselves.
macro_rules! pairs {
    ($($front:ident on $ground:ident),+ $(,)?) => {
        [$((concat!(stringify!($front), " on ", stringify!($ground)),
            (|p| p.$front) as Token, (|p| p.$ground) as Token)),+]
    };
}

fn check(name: &str, palette: &Palette, pairs: &[Pair], bar: f64) {
    for (pair, front, ground) in pairs {
        let found = contrast(front(palette), ground(palette));
        assert!(
            found >= bar,
            "{name}: {pair} is {found:.2}, the bar is {bar}"
        );
    }
}

const TEXTS: [Pair; 50] = pairs![
    text on window, text on surface, text on sunken, text on hover,
    text_2 on window, text_2 on surface, text_2 on sunken, text_2 on hover,
    text_3 on window, text_3 on surface, text_3 on sunken, text_3 on hover,
    accent on window, accent on surface, accent on sunken, accent on hover,
    text on selection, text_2 on selection, on_selection on selection,
    on_accent on accent, on_accent on accent_hover,
    info_text on info_fill, caution_text on caution_fill, error_text on error_fill,
    band_low_text on band_low_fill, band_mid_text on band_mid_fill,
    band_high_text on band_high_fill, band_unknown_text on band_unknown_fill,
    improvement on surface, concern on surface, neutral on surface, median on surface,
    goal on surface, caution_text on surface, error_text on surface,
    text on phase_fill, text_2 on phase_fill, goal on phase_fill,
    edge_text on edge_fill, surface on text,
    text_3 on phase_fill, improvement on phase_fill, concern on phase_fill,
    neutral on phase_fill, median on phase_fill,
    accent on phase_fill, caution_text on sunken,
    accent on info_fill, accent on caution_fill, accent on error_fill,
];

const MARKS: [Pair; 71] = pairs![
    focus on surface, control_border on surface, accent on surface, series on surface,
    median on surface, goal on surface, improvement on surface, concern on surface,
    neutral on surface, caution_mark on surface, error_mark on surface,
    band_low_mark on surface, band_mid_mark on surface, band_high_mark on surface,
    band_unknown_mark on surface, block_1 on surface, block_2 on surface,
    block_3 on surface, block_4 on surface, block_5 on surface, block_6 on surface,
    focus on window, control_border on window, accent on window, series on window,
    median on window, goal on window, improvement on window, concern on window,
    neutral on window, caution_mark on window, error_mark on window,
    band_low_mark on window, band_mid_mark on window, band_high_mark on window,
    band_unknown_mark on window, block_1 on window, block_2 on window,
    block_3 on window, block_4 on window, block_5 on window, block_6 on window,
    focus on selection, control_border on selection, accent on selection,
    improvement on selection, concern on selection, neutral on selection,
    series on phase_fill, improvement on phase_fill, concern on phase_fill,
    neutral on phase_fill, median on phase_fill, goal on phase_fill,
    series on sunken, median on sunken, control_border on sunken,
    improvement on sunken, concern on sunken, neutral on sunken, goal on sunken,
    control_border on phase_fill, control_border on hover, focus on hover, focus on sunken,
    focus on phase_fill, caution_mark on caution_fill, error_mark on error_fill,
    focus on info_fill, focus on caution_fill, focus on error_fill,
];

#[test]
fn every_text_and_mark_stands_out_from_its_ground() {
    for (name, palette, text_bar) in PALETTES {
        check(name, &palette, &TEXTS, text_bar);
        check(name, &palette, &MARKS, 3.0);
    }
    assert!((contrast(Rgb(0, 0, 0), Rgb(255, 255, 255)) - 21.0).abs() < 1e-9);
}

#[test]
fn words_and_lines_of_a_chart_stand_out_from_its_light_areas() {
    let grounds = [
        Ink::BandLowFill,
        Ink::BandMidFill,
        Ink::BandHighFill,
        Ink::PhaseFill,
        Ink::SeriesFill,
    ];
    for (name, palette, text_bar) in PALETTES {
        for ground in grounds {
            for (front, bar) in [
                (Ink::Text, text_bar),
                (Ink::Text2, text_bar),
                (Ink::Series, text_bar),
                (Ink::Axis, 3.0),
                (Ink::Neutral, 3.0),
            ] {
                let found = contrast(palette.ink(front), palette.ink(ground));
                assert!(
                    found >= bar,
                    "{name}: {front:?} on {ground:?} is {found:.2}"
                );
            }
        }
    }
}

#[test]
fn a_blocks_digit_can_be_read_on_its_square() {
    for palette in [LIGHT, DARK, PRESENT] {
        for number in 0..=7 {
            let found = contrast(
                palette.ink(Ink::Block(number)),
                palette.ink(Ink::OnBlock(number)),
            );
            assert!(found >= 4.5, "block {number}: {found:.2}");
        }
    }
}

type Matrix = [[f64; 3]; 3];

/// Machado, Oliveira and Fernandes 2009, severity 1.0, in linear light.
const SIGHTS: [Matrix; 4] = [
    [[1., 0., 0.], [0., 1., 0.], [0., 0., 1.]],
    [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ],
    [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ],
    [
        [1.255_528, -0.076_749, -0.178_779],
        [-0.078_411, 0.930_809, 0.147_602],
        [0.004_733, 0.691_367, 0.303_900],
    ],
];

fn times(matrix: &Matrix, vector: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum())
}

fn oklab(colour: [f64; 3]) -> [f64; 3] {
    const CONES: Matrix = [
        [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
        [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
        [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
    ];
    const LAB: Matrix = [
        [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
        [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
        [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
    ];
    let cones = times(&CONES, colour.map(|part| part.clamp(0.0, 1.0)));
    times(&LAB, cones.map(f64::cbrt))
}

/// Distance of two colours in `OKLab` as one sight sees them.
fn distance(sight: &Matrix, a: Rgb, b: Rgb) -> f64 {
    let [x, y] = [a, b].map(|colour| oklab(times(sight, linear(colour))));
    let squares = x.iter().zip(y).map(|(m, n)| (m - n).powi(2));
    squares.sum::<f64>().sqrt()
}

/// How much lighter one of two colours is than the other, in `OKLab`: what a grey print keeps.
fn lightness_apart(a: Rgb, b: Rgb) -> f64 {
    let [x, y] = [a, b].map(|colour| oklab(linear(colour))[0]);
    (x - y).abs()
}

/// The pairs of a group.
fn pairs<T>(group: &[T]) -> impl Iterator<Item = (&T, &T)> {
    let firsts = group.iter().enumerate();
    firsts.flat_map(|(index, a)| group.iter().skip(index + 1).map(move |b| (a, b)))
}

#[test]
fn signals_bands_blocks_and_lines_are_told_apart_in_every_sight() {
    for (name, p, _) in PALETTES {
        let groups: [&[Rgb]; 4] = [
            &[p.improvement, p.concern, p.neutral],
            &[p.band_low_fill, p.band_mid_fill, p.band_high_fill],
            &[
                p.block_1, p.block_2, p.block_3, p.block_4, p.block_5, p.block_6,
            ],
            &[p.series, p.median, p.goal],
        ];
        for group in groups {
            for (sight, (a, b)) in SIGHTS
                .iter()
                .flat_map(|s| pairs(group).map(move |p| (s, p)))
            {
                let distance = distance(sight, *a, *b);
                assert!(distance >= 0.06, "{name}: {a:?} and {b:?}: {distance:.3}");
            }
        }
    }
}

/// In grey, dose bands alone are told by lightness. All others have a second sign, which the
/// tests named here hold to: signals a shape each, lines a width or dash each, blocks a digit.
#[test]
fn what_colour_tells_is_told_in_grey_too() {
    for (name, p, _) in PALETTES {
        let bands = [p.band_low_fill, p.band_mid_fill, p.band_high_fill];
        for (a, b) in pairs(&bands) {
            let apart = lightness_apart(*a, *b);
            assert!(apart >= 0.04, "{name}: {a:?} and {b:?}: {apart:.3}");
        }
    }
    // A block's digit: `a_blocks_digit_can_be_read_on_its_square`.
    let samples = run_chart::tests::every_sign();
    let scene = samples.lay_out(1200.0, 620.0, 1.0).scene;
    // Signals: a disc, a diamond and a hollow ring.
    let signs = |wanted: Ink| {
        let of_ink = scene.items.iter().filter_map(move |item| match item {
            Item::Mark {
                shape,
                fill,
                rim,
                radius,
                ..
            } if *fill == wanted
                || rim.is_some_and(|(width, ink)| ink == wanted && width > 2.0) =>
            {
                Some((*shape, *fill == wanted, *radius > 4.0))
            }
            _ => None,
        });
        of_ink.collect::<Vec<_>>()
    };
    let large = |signs: Vec<(MarkShape, bool, bool)>| {
        let large = signs.into_iter().filter(|(_, _, is_large)| *is_large);
        let mut kinds: Vec<_> = large
            .map(|(shape, is_filled, _)| (shape, is_filled))
            .collect();
        kinds.dedup();
        kinds
    };
    assert_eq!(large(signs(Ink::Improvement)), [(MarkShape::Disc, true)]);
    assert_eq!(large(signs(Ink::Concern)), [(MarkShape::Diamond, true)]);
    assert_eq!(large(signs(Ink::Neutral)), [(MarkShape::Disc, false)]);
    // Lines: the goal dash-dotted, the data thicker than the median, the median never dash-dotted.
    let strokes = |wanted: Ink| {
        let of_ink = scene.items.iter().filter_map(move |item| match item {
            Item::Line { stroke, .. } if stroke.ink == wanted => Some(*stroke),
            _ => None,
        });
        of_ink.collect::<Vec<_>>()
    };
    assert!(strokes(Ink::Goal).iter().all(|s| s.dash == Dash::DashDot));
    assert!(
        strokes(Ink::Median)
            .iter()
            .all(|s| s.dash != Dash::DashDot && s.width < 1.6)
    );
    assert!(
        strokes(Ink::Series)
            .iter()
            .all(|s| s.dash == Dash::Solid && s.width >= 2.0)
    );
    for ink in [Ink::Goal, Ink::Median, Ink::Series] {
        assert!(!strokes(ink).is_empty(), "{ink:?} is drawn");
    }
}

/// One scene of every kind of chart.
fn every_scene() -> Vec<(&'static str, Scene)> {
    let sparkline = sparkline::Sparkline {
        values: vec![Some(3.0), Some(4.0), None, Some(2.0)],
        baseline: Some(3.5),
        goal: Some(1.0),
    };
    let signs = run_chart::tests::every_sign();
    vec![
        (
            "run chart",
            run_chart::tests::design_chart()
                .lay_out(968.0, 464.0, 1.0)
                .scene,
        ),
        (
            "run chart with every sign",
            signs.lay_out(1200.0, 620.0, 1.0).scene,
        ),
        (
            "dose timeline",
            dose_timeline::tests::design()
                .lay_out(900.0, 420.0, 1.0)
                .scene,
        ),
        (
            "dumbbell",
            dumbbell::tests::all_items(true)
                .lay_out(900.0, 900.0, 1.0)
                .scene,
        ),
        (
            "radar",
            radar::tests::design().lay_out(900.0, 620.0, 1.0).scene,
        ),
        (
            "spread",
            spread::tests::design().lay_out(900.0, 440.0, 1.0).scene,
        ),
        (
            "stages",
            stage_timeline::stage_timeline(&stage_timeline::tests::design(), 1200.0, 140.0, 1.0),
        ),
        ("sparkline", sparkline.lay_out(104.0, 34.0, 1.0)),
    ]
}

/// What lies under a place when the items before it are drawn.
fn ground_at(before: &[Item], (x, y): Pos) -> Ink {
    let covers = |item: &Item| match item {
        Item::Box { rect, fill, .. } => fill.filter(|_| rect.contains(&Rect::about((x, y), 0.0))),
        Item::Polygon { points, fill, .. } => fill.filter(|_| is_inside(points, (x, y))),
        Item::Mark {
            at, radius, fill, ..
        } => ((at.0 - x).hypot(at.1 - y) < *radius).then_some(*fill),
        Item::Line { .. } | Item::Text(_) => None,
    };
    before.iter().rev().find_map(covers).unwrap_or(Ink::Surface)
}

/// Whether a place lies in a closed shape: a ray to the right crosses its outline oddly often.
fn is_inside(corners: &[Pos], (x, y): Pos) -> bool {
    let sides = corners.iter().zip(corners.iter().cycle().skip(1));
    let crosses = |(a, b): &(&Pos, &Pos)| {
        (a.1 > y) != (b.1 > y) && x < a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0)
    };
    sides.filter(crosses).count() % 2 == 1
}

/// Inks that are ground, never sign: no bar holds for them.
const fn is_ground(ink: Ink) -> bool {
    matches!(
        ink,
        Ink::Surface
            | Ink::Sunken
            | Ink::PhaseFill
            | Ink::SeriesFill
            | Ink::BandLowFill
            | Ink::BandMidFill
            | Ink::BandHighFill
            // Grid lines: the values they stand for are written beside them.
            | Ink::Rule
    )
}

/// Every pair that is drawn: front, ground, and whether the front is a text.
fn drawn_pairs(scene: &Scene) -> HashSet<(Ink, Ink, bool)> {
    let mut pairs = HashSet::new();
    for (index, item) in scene.items.iter().enumerate() {
        let before = &scene.items[..index];
        match item {
            Item::Text(text) => {
                let (x, y) = text.bounds.middle();
                for x in [text.bounds.left + 1.0, x, text.bounds.right - 1.0] {
                    pairs.insert((text.ink, ground_at(before, (x, y)), true));
                }
            }
            Item::Line { points, stroke } => {
                for pair in points.windows(2) {
                    let middle = (
                        f32::midpoint(pair[0].0, pair[1].0),
                        f32::midpoint(pair[0].1, pair[1].1),
                    );
                    pairs.insert((stroke.ink, ground_at(before, middle), false));
                }
            }
            // A mark is told by its rim where it has one of its own ink, by its fill else.
            Item::Mark { at, fill, rim, .. } => {
                let seen = if is_ground(*fill) {
                    rim.map(|rim| rim.1)
                } else {
                    Some(*fill)
                };
                let seen = seen.expect("a mark can be seen");
                let ground = ground_at(before, *at);
                if ground != seen {
                    pairs.insert((seen, ground, false));
                }
            }
            Item::Polygon { .. } | Item::Box { .. } => {}
        }
    }
    pairs.retain(|(front, ..)| !is_ground(*front) || matches!(front, Ink::Surface));
    pairs
}

#[test]
fn every_pair_that_any_chart_draws_has_its_contrast() {
    for (chart, scene) in every_scene() {
        let pairs = drawn_pairs(&scene);
        assert!(!pairs.is_empty(), "{chart}");
        for ((name, palette, text_bar), (front, ground, is_text)) in PALETTES
            .iter()
            .flat_map(|p| pairs.iter().map(move |pair| (p, pair)))
        {
            // Digits on block squares are held to 4.5 on the wall too: the name stands beside.
            let bar = match (is_text, front) {
                (true, Ink::OnBlock(_)) => 4.5,
                (true, _) => *text_bar,
                (false, _) => 3.0,
            };
            let found = contrast(palette.ink(*front), palette.ink(*ground));
            assert!(
                found >= bar,
                "{name}, {chart}: {front:?} on {ground:?} is {found:.2}, the bar is {bar}"
            );
        }
    }
}
