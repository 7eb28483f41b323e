//! Words as glyphs: which ones of the bundled fonts, kerned, where each stands, and how much of
//! each pixel it covers.

use std::collections::HashMap;
use std::sync::OnceLock;

use ab_glyph::{Font, FontRef, Glyph, GlyphId, Outline, OutlinedGlyph, PxScale, point};
use rustybuzz::{Face, UnicodeBuffer};

use super::text::{self, FALLBACK_TTF, REGULAR_TTF, STRONG_TTF, TextStyle};

/// A glyph in its line.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Placed {
    /// Which of the faces of its weight.
    face: usize,
    glyph: u16,
    /// Where its origin is, in points from the left end of the baseline; y downwards.
    at: (f32, f32),
}

/// Words set in one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    glyphs: Vec<Placed>,
    style: TextStyle,
    /// Width in points.
    pub width: f32,
}

/// Sets a line of words.
pub fn line(words: &str, style: TextStyle) -> Line {
    let faces = faces(style.strong);
    let (mut glyphs, mut x) = (Vec::new(), 0.0_f32);
    for (index, piece) in pieces(words, faces) {
        let Some(face) = faces.get(index) else {
            continue;
        };
        let size = style.size / face.units_per_em() as f32;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(piece);
        buffer.guess_segment_properties();
        let shaped = rustybuzz::shape(face, &[], buffer);
        for (glyph, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let (left, up) = (place.x_offset as f32 * size, place.y_offset as f32 * size);
            glyphs.push(Placed {
                face: index,
                glyph: glyph.glyph_id as u16,
                at: (x + left, -up),
            });
            x += place.x_advance as f32 * size;
        }
    }
    Line {
        glyphs,
        style,
        width: x,
    }
}

/// Outlines already found for one picture.
#[derive(Default)]
pub struct Outlines {
    found: HashMap<(bool, usize, u16), Option<Outline>>,
}

impl Outlines {
    /// Tells of every pixel that a line covers, and how much of it (0 to 1), when its baseline
    /// begins at `at` in pixels and a point has `scale` of them.
    pub fn cover(
        &mut self,
        line: &Line,
        at: (f32, f32),
        scale: f32,
        mut covered: impl FnMut(i32, i32, f32),
    ) {
        let strong = line.style.strong;
        let fonts = text::faces(strong);
        for placed in &line.glyphs {
            let Some(font) = fonts.get(placed.face) else {
                continue;
            };
            let id = GlyphId(placed.glyph);
            let outline = self
                .found
                .entry((strong, placed.face, placed.glyph))
                .or_insert_with(|| font.outline(id));
            let Some(outline) = outline.clone() else {
                continue;
            };
            let position = point(at.0 + placed.at.0 * scale, at.1 + placed.at.1 * scale);
            let pixels = pixels_per_unit(font, line.style.size * scale);
            let glyph = Glyph {
                id,
                scale: PxScale::from(pixels * font.height_unscaled()),
                position,
            };
            let factor = ab_glyph::PxScaleFactor {
                horizontal: pixels,
                vertical: pixels,
            };
            let outlined = OutlinedGlyph::new(glyph, outline, factor);
            let corner = outlined.px_bounds().min;
            let (left, top) = (corner.x as i32, corner.y as i32);
            outlined.draw(|x, y, share| covered(left + x as i32, top + y as i32, share));
        }
    }
}

/// Pixels of one font unit where the em has `size` of them.
fn pixels_per_unit(font: &FontRef<'_>, size: f32) -> f32 {
    size / font.units_per_em().unwrap_or(1000.0)
}

/// The faces to look a sign up in, first to last.
fn faces(strong: bool) -> &'static [Face<'static>] {
    static REGULAR: OnceLock<Vec<Face<'static>>> = OnceLock::new();
    static STRONG: OnceLock<Vec<Face<'static>>> = OnceLock::new();
    let load = |bytes: &'static [u8]| {
        [bytes, FALLBACK_TTF]
            .into_iter()
            .filter_map(|bytes| Face::from_slice(bytes, 0))
            .collect()
    };
    if strong {
        STRONG.get_or_init(|| load(STRONG_TTF))
    } else {
        REGULAR.get_or_init(|| load(REGULAR_TTF))
    }
}

/// The words in pieces that one face has all signs of; the last face takes what none has.
fn pieces<'a>(words: &'a str, faces: &[Face<'static>]) -> Vec<(usize, &'a str)> {
    let face_of = |sign: char| {
        let found = faces
            .iter()
            .position(|face| face.glyph_index(sign).is_some());
        found.unwrap_or(faces.len().saturating_sub(1))
    };
    let mut starts: Vec<(usize, usize)> = Vec::new();
    for (at, sign) in words.char_indices() {
        let index = face_of(sign);
        if starts.last().is_none_or(|(_, last)| *last != index) {
            starts.push((at, index));
        }
    }
    let ends = starts.iter().skip(1).map(|(at, _)| *at);
    let ends: Vec<usize> = ends.chain([words.len()]).collect();
    let pieces = starts.into_iter().zip(ends);
    pieces
        .filter_map(|((from, index), to)| Some((index, words.get(from..to)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_line_is_as_wide_as_measured_but_for_its_kerning() {
        for strong in [false, true] {
            for size in [12.5, 30.0] {
                let style = TextStyle { size, strong };
                for words in ["Median 12.8 %", "0123456789", "Nguyễn → 90", "AVAToy"] {
                    let measured = text::width(words, style);
                    let off = (measured - line(words, style).width) / measured;
                    assert!((-0.01..0.12).contains(&off), "{words}: {off}");
                }
            }
        }
    }

    #[test]
    fn a_line_covers_pixels_between_its_ends_and_spaces_none() {
        let style = TextStyle::regular(20.0);
        let covered = |words: &str| {
            let mut pixels = Vec::new();
            let set = line(words, style);
            let note = |x, y, share| {
                if share > 0.5 {
                    pixels.push((x, y));
                }
            };
            Outlines::default().cover(&set, (10.0, 50.0), 2.0, note);
            (pixels, set.width)
        };
        let (pixels, width) = covered("H→");
        let right = pixels.iter().map(|(x, _)| *x).max().unwrap();
        let left = pixels.iter().map(|(x, _)| *x).min().unwrap();
        assert!((10..16).contains(&left), "{left}");
        assert!((right as f32) < 10.0 + 2.0 * width, "{right}");
        assert!((right as f32) > 10.0 + 1.5 * width, "{right}");
        assert!(pixels.iter().all(|(_, y)| (20..=52).contains(y)));
        assert!(covered("  ").0.is_empty());
    }

    #[test]
    fn every_face_is_there_and_a_sign_goes_to_the_first_that_has_it() {
        let faces = faces(false);
        assert_eq!(faces.len(), 2);
        assert_eq!(pieces("a → b", faces), [(0, "a "), (1, "→"), (0, " b")]);
        assert!(pieces("", faces).is_empty());
    }
}
