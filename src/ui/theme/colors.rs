//! The colour tokens as egui's colours: the same palettes that charts are drawn with.

use egui::Color32;

use crate::chart::contrast;
use crate::chart::palette::{self, Palette, Rgb};

const fn color(Rgb(red, green, blue): Rgb) -> Color32 {
    Color32::from_rgb(red, green, blue)
}

/// Names each colour once; what each is for stands at the palette's field of the same name.
macro_rules! colors {
    ($($name:ident),+ $(,)?) => {
        /// Every colour a screen may use, named by its purpose as in [`Palette`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub struct Colors {
            $(pub $name: Color32,)+
            /// Squares of the six building blocks, in order.
            pub blocks: [Color32; 6],
        }

        impl Colors {
            /// The colours of a palette.
            const fn of(palette: &Palette) -> Self {
                Self {
                    $($name: color(palette.$name),)+
                    blocks: [
                        color(palette.block_1),
                        color(palette.block_2),
                        color(palette.block_3),
                        color(palette.block_4),
                        color(palette.block_5),
                        color(palette.block_6),
                    ],
                }
            }
        }
    };
}

colors! {
    window,
    surface,
    sunken,
    rule,
    control_border,
    text,
    text_2,
    text_3,
    accent,
    accent_hover,
    on_accent,
    focus,
    selection,
    hover,
    on_selection,
    info_fill,
    info_text,
    caution_fill,
    caution_text,
    caution_mark,
    error_fill,
    error_text,
    error_mark,
    improvement,
    concern,
    neutral,
    series,
    median,
    goal,
    phase_fill,
    band_low_fill,
    band_low_text,
    band_low_mark,
    band_mid_fill,
    band_mid_text,
    band_mid_mark,
    band_high_fill,
    band_high_text,
    band_high_mark,
    band_unknown_fill,
    band_unknown_text,
    band_unknown_mark,
    edge_fill,
    edge_text,
}

/// Dark text on light ground.
pub const LIGHT: Colors = Colors::of(&palette::LIGHT);
/// Light text on dark ground.
pub const DARK: Colors = Colors::of(&palette::DARK);
/// Stronger contrast for a projector.
pub const PRESENT: Colors = Colors::of(&palette::PRESENT);

impl Colors {
    /// Square of building block `number` (1 to 6); any other number gives `neutral`.
    pub fn block(&self, number: u8) -> Color32 {
        usize::from(number)
            .checked_sub(1)
            .and_then(|index| self.blocks.get(index))
            .copied()
            .unwrap_or(self.neutral)
    }

    /// White or near-black, whichever stands out more on `ground`.
    pub fn digit_on(ground: Color32) -> Color32 {
        color(contrast::digit_on(rgb(ground)))
    }
}

fn rgb(color: Color32) -> Rgb {
    Rgb(color.r(), color.g(), color.b())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_digit_stands_out_on_its_square() {
        for colors in [LIGHT, DARK, PRESENT] {
            for number in 1..=6 {
                let square = colors.block(number);
                let digit = Colors::digit_on(square);
                assert!(
                    contrast::contrast(rgb(digit), rgb(square)) >= 4.5,
                    "block {number}"
                );
            }
        }
        assert_eq!(LIGHT.block(0), LIGHT.neutral);
        assert_eq!(LIGHT.block(7), LIGHT.neutral);
    }
}
