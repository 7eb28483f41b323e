//! Text in pictures: the bundled fonts, how wide a text is, wrapping and cutting.

use std::sync::OnceLock;

use ab_glyph::{Font, FontRef, GlyphId};

/// Atkinson Hyperlegible Next, regular, with tabular figures.
pub const REGULAR_TTF: &[u8] =
    include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNextTabular-Regular.ttf");
/// Atkinson Hyperlegible Next, semibold, with tabular figures.
pub const STRONG_TTF: &[u8] =
    include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNextTabular-SemiBold.ttf");
/// `DejaVu` Sans, for the signs the first two lack.
pub const FALLBACK_TTF: &[u8] = include_bytes!("../../assets/fonts/DejaVuSans.ttf");

/// Space above the baseline that a text takes, in sizes.
pub const ASCENT: f32 = 0.78;
/// Space below the baseline that a text takes, in sizes.
pub const DESCENT: f32 = 0.24;
/// Height of a capital letter, in sizes.
pub const CAP_HEIGHT: f32 = 0.668;
/// Distance of two baselines, in sizes.
pub const LINE: f32 = 1.28;

/// Size and weight of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// Size in points.
    pub size: f32,
    /// Semibold instead of regular.
    pub strong: bool,
}

impl TextStyle {
    /// Regular text.
    pub const fn regular(size: f32) -> Self {
        Self {
            size,
            strong: false,
        }
    }

    /// Semibold text.
    pub const fn strong(size: f32) -> Self {
        Self { size, strong: true }
    }

    /// Distance of two baselines.
    pub fn line_height(self) -> f32 {
        self.size * LINE
    }
}

/// Width of one line of text in points: advance widths and kerning, signs that the family lacks
/// in the fallback font.
pub fn width(text: &str, style: TextStyle) -> f32 {
    let faces = faces(style.strong);
    let mut ems = 0.0;
    let mut last: Option<(usize, GlyphId)> = None;
    for sign in text.chars() {
        let Some((index, face, glyph)) = face_with(faces, sign) else {
            continue;
        };
        let units = face.units_per_em().unwrap_or(1000.0);
        if let Some((last_index, last_glyph)) = last
            && last_index == index
        {
            ems += face.kern_unscaled(last_glyph, glyph) / units;
        }
        ems += face.h_advance_unscaled(glyph) / units;
        last = Some((index, glyph));
    }
    ems * style.size
}

/// Cuts a text to `max` points with an ellipsis; whole when it fits, empty when nothing fits.
pub fn ellipsis(text: &str, style: TextStyle, max: f32) -> String {
    if width(text, style) <= max {
        return text.to_owned();
    }
    let mut kept = text.to_owned();
    while kept.pop().is_some() {
        let cut = format!("{}…", kept.trim_end());
        if !kept.trim_end().is_empty() && width(&cut, style) <= max {
            return cut;
        }
    }
    String::new()
}

/// Breaks a text at spaces into lines of at most `max` points, at most `lines` of them; what is
/// left over, and words that are too long, end in an ellipsis.
pub fn wrap(text: &str, style: TextStyle, max: f32, lines: usize) -> Vec<String> {
    let mut wrapped: Vec<String> = Vec::new();
    let words = words_with_units(text);
    let mut words = words.iter().peekable();
    while let Some(word) = words.next() {
        if wrapped.len() == lines {
            break;
        }
        let mut line = word.clone();
        while let Some(next) = words.peek() {
            let longer = format!("{line} {next}");
            if width(&longer, style) > max {
                break;
            }
            line = longer;
            words.next();
        }
        if wrapped.len() + 1 == lines {
            for rest in words.by_ref() {
                line = format!("{line} {rest}");
            }
        }
        wrapped.push(ellipsis(&line, style, max));
    }
    wrapped.retain(|line| !line.is_empty());
    wrapped
}

/// Breaks a text at spaces into as many lines of at most `max` points as it takes; nothing is
/// left out: a word too long for a line goes on in the next one after a hyphen.
pub fn wrap_whole(text: &str, style: TextStyle, max: f32) -> Vec<String> {
    let space = width(" ", style);
    let mut lines: Vec<String> = Vec::new();
    let mut last_width = f32::MAX;
    for word in words_with_units(text) {
        let word_width = width(&word, style);
        let longer = last_width + space + word_width;
        match lines.last_mut() {
            Some(line) if longer <= max => {
                line.push(' ');
                line.push_str(&word);
                last_width = longer;
            }
            _ if word_width <= max => {
                lines.push(word);
                last_width = word_width;
            }
            _ => {
                lines.extend(pieces(&word, style, max));
                last_width = lines.last().map_or(0.0, |line| width(line, style));
            }
        }
    }
    lines
}

/// A word in pieces of at most `max` points, at least one letter each, all but the last hyphened.
fn pieces(word: &str, style: TextStyle, max: f32) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for sign in word.chars() {
        let longer = format!("{piece}{sign}-");
        if !piece.is_empty() && width(&longer, style) > max {
            piece.push('-');
            pieces.push(std::mem::take(&mut piece));
        }
        piece.push(sign);
    }
    pieces.push(piece);
    pieces
}

/// The words of a text, a unit kept with its number.
fn words_with_units(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match words.last_mut() {
            Some(number) if word == "%" || word == "mg" => *number = format!("{number} {word}"),
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// The faces to look a sign up in, first to last.
pub(super) fn faces(strong: bool) -> &'static [FontRef<'static>] {
    static REGULAR: OnceLock<Vec<FontRef<'static>>> = OnceLock::new();
    static STRONG: OnceLock<Vec<FontRef<'static>>> = OnceLock::new();
    let load = |bytes: &'static [u8]| {
        [bytes, FALLBACK_TTF]
            .into_iter()
            .filter_map(|bytes| FontRef::try_from_slice(bytes).ok())
            .collect()
    };
    if strong {
        STRONG.get_or_init(|| load(STRONG_TTF))
    } else {
        REGULAR.get_or_init(|| load(REGULAR_TTF))
    }
}

/// The first face that has the sign; the last face's box when none has.
fn face_with(
    faces: &'static [FontRef<'static>],
    sign: char,
) -> Option<(usize, &'static FontRef<'static>, GlyphId)> {
    let found = faces
        .iter()
        .enumerate()
        .map(|(index, face)| (index, face, face.glyph_id(sign)))
        .find(|(_, _, glyph)| glyph.0 != 0);
    found.or_else(|| faces.last().map(|face| (faces.len() - 1, face, GlyphId(0))))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: TextStyle = TextStyle::regular(100.0);

    #[test]
    fn the_bundled_fonts_are_all_there() {
        assert_eq!(faces(false).len(), 2);
        assert_eq!(faces(true).len(), 2);
    }

    #[test]
    fn figures_are_as_wide_as_each_other() {
        for digit in "0123456789".chars() {
            let text = digit.to_string();
            assert!((width(&text, STYLE) - 59.4).abs() < 0.01, "{digit}");
            assert!(
                (width(&text, TextStyle::strong(100.0)) - 61.1).abs() < 0.01,
                "{digit}"
            );
        }
    }

    #[test]
    fn signs_outside_the_family_take_their_width_from_the_fallback() {
        let arrow = width("→", STYLE);
        assert!((arrow - 83.8).abs() < 0.5, "{arrow}");
        assert!(width("Nguyễn", STYLE) > width("Nguyn", STYLE) + 40.0);
    }

    #[test]
    fn a_cut_text_fits_and_says_that_it_is_cut() {
        let style = TextStyle::regular(12.5);
        let text = "Policy with dose review at 90 adopted";
        assert_eq!(ellipsis(text, style, 500.0), text);
        let cut = ellipsis(text, style, 100.0);
        assert!(cut.ends_with('…') && width(&cut, style) <= 100.0, "{cut}");
        assert_eq!(ellipsis(text, style, 3.0), "");
    }

    #[test]
    fn wrapped_lines_fit_and_lose_no_word_while_there_is_room() {
        let style = TextStyle::regular(12.5);
        let text = "Goal 10 % by 2027-03-31";
        let lines = wrap(text, style, 90.0, 3);
        assert_eq!(lines.join(" "), text);
        assert!(lines.iter().all(|line| width(line, style) <= 90.0));
        let short = wrap(text, style, 90.0, 1);
        assert_eq!(short.len(), 1);
        assert!(short[0].ends_with('…'));
    }
    #[test]
    fn a_text_wrapped_whole_loses_nothing_and_fits() {
        let style = TextStyle::regular(12.5);
        let text = "Noticed at 90 mg in interdisciplinary talks";
        let lines = wrap_whole(text, style, 60.0);
        assert!(lines.iter().all(|line| width(line, style) <= 60.5));
        assert!(lines.iter().any(|line| line.ends_with('-')), "{lines:?}");
        let joined = lines.join(" ").replace("- ", "");
        assert_eq!(joined, text);
        assert!(wrap_whole("  ", style, 60.0).is_empty());
        assert_eq!(wrap_whole("abc", style, 1.0).len(), 3);
    }
}
