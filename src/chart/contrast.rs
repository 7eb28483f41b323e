//! Contrast of two colours as WCAG 2 defines it.

use super::palette::{PRESENT, Rgb};

/// Contrast ratio from 1 (the same) to 21 (black on white).
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// White or near-black, whichever stands out more on `ground`.
pub fn digit_on(ground: Rgb) -> Rgb {
    const WHITE: Rgb = Rgb(255, 255, 255);
    const DARK_INK: Rgb = PRESENT.text;
    if contrast(WHITE, ground) >= contrast(DARK_INK, ground) {
        WHITE
    } else {
        DARK_INK
    }
}

fn luminance(colour: Rgb) -> f64 {
    let [red, green, blue] = linear(colour);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Red, green and blue in linear light.
fn linear(Rgb(red, green, blue): Rgb) -> [f64; 3] {
    [red, green, blue].map(|channel| {
        let part = f64::from(channel) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::ink::Ink;
    use super::super::palette::{DARK, LIGHT, PRESENT, Palette};
    use super::*;

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

    const TEXTS: [Pair; 39] = pairs![
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
        edge_text on edge_fill,
    ];

    const MARKS: [Pair; 57] = pairs![
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
    ];

    #[test]
    fn every_text_and_mark_stands_out_from_its_ground() {
        for (name, palette, text_bar) in [
            ("light", LIGHT, 4.5),
            ("dark", DARK, 4.5),
            ("present", PRESENT, 7.0),
        ] {
            check(name, &palette, &TEXTS, text_bar);
            check(name, &palette, &MARKS, 3.0);
        }
        assert!((contrast(Rgb(0, 0, 0), Rgb(255, 255, 255)) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn words_of_a_chart_can_be_read_on_its_light_areas() {
        let words = [Ink::Text, Ink::Text2, Ink::Series];
        let grounds = [
            Ink::BandLowFill,
            Ink::BandMidFill,
            Ink::BandHighFill,
            Ink::PhaseFill,
            Ink::SeriesFill,
        ];
        for palette in [LIGHT, DARK, PRESENT] {
            for (word, ground) in words
                .iter()
                .flat_map(|w| grounds.iter().map(move |g| (w, g)))
            {
                let found = contrast(palette.ink(*word), palette.ink(*ground));
                assert!(found >= 4.5, "{word:?} on {ground:?} is {found:.2}");
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

    #[test]
    fn signals_bands_and_blocks_are_told_apart_in_every_sight() {
        for p in [LIGHT, DARK, PRESENT] {
            let groups: [&[Rgb]; 3] = [
                &[p.improvement, p.concern, p.neutral],
                &[p.band_low_fill, p.band_mid_fill, p.band_high_fill],
                &[
                    p.block_1, p.block_2, p.block_3, p.block_4, p.block_5, p.block_6,
                ],
            ];
            for (group, sight) in groups
                .iter()
                .flat_map(|g| SIGHTS.iter().map(move |s| (g, s)))
            {
                for (i, a) in group.iter().enumerate() {
                    for b in &group[i + 1..] {
                        let [x, y] = [a, b].map(|c| oklab(times(sight, linear(*c))));
                        let squares = x.iter().zip(y).map(|(m, n)| (m - n).powi(2));
                        let distance = squares.sum::<f64>().sqrt();
                        assert!(distance >= 0.06, "{a:?} and {b:?}: {distance:.3}");
                    }
                }
            }
        }
    }
}
