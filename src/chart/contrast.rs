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
#[path = "contrast_tests.rs"]
mod tests;
