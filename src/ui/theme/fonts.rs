//! The fonts, embedded so that every machine shows the same signs.

use std::sync::Arc;

use egui::epaint::text::FontTweak;
use egui::{Context, FontData, FontDefinitions, FontFamily};

use crate::chart::text::{FALLBACK_TTF, REGULAR_TTF, STRONG_TTF};

/// The family of running text, weight 400.
pub fn text_family() -> FontFamily {
    FontFamily::Name("text".into())
}

/// The family of headings and words that matter, weight 600.
pub fn strong_family() -> FontFamily {
    FontFamily::Name("strong".into())
}

/// Registers the families `text` and `strong`; call once, before the first frame.
///
/// Egui is built without its own fonts, so both of its families point here too.
pub fn install_fonts(ctx: &Context) {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in [
        ("text", REGULAR_TTF),
        ("strong", STRONG_TTF),
        ("fallback", FALLBACK_TTF),
    ] {
        let data = FontData::from_static(bytes).tweak(FontTweak {
            // Its capitals sit a little low in the line; this centres them in a control.
            y_offset_factor: -0.035,
            ..FontTweak::default()
        });
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
    }
    for (family, first) in [
        (text_family(), "text"),
        (strong_family(), "strong"),
        (FontFamily::Proportional, "text"),
        (FontFamily::Monospace, "text"),
    ] {
        fonts
            .families
            .insert(family, vec![first.to_owned(), "fallback".to_owned()]);
    }
    ctx.set_fonts(fonts);
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::FontId;

    fn with_fonts(check: impl Fn(&mut egui::epaint::text::FontsView<'_>)) {
        let ctx = Context::default();
        install_fonts(&ctx);
        let mut ran = false;
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            ui.ctx().fonts_mut(|fonts| check(fonts));
            ran = true;
        });
        output.textures_delta.clear();
        assert!(ran);
    }

    #[test]
    fn every_sign_a_clinic_may_paste_has_a_glyph() {
        with_fonts(|fonts| {
            let latin = (0xA0u32..=0x24F).filter_map(char::from_u32);
            let signs = "≥≤–—…·×÷−±½µ€✓✗→←↑↓▲▼ẽỹẞ“”‘’«»";
            for family in [text_family(), strong_family(), FontFamily::Monospace] {
                let font = FontId::new(15.0, family.clone());
                for sign in latin
                    .clone()
                    .chain(signs.chars())
                    .chain("Nguyễn Thị Hà".chars())
                {
                    assert!(
                        fonts.has_glyph(&font, sign),
                        "{family:?} lacks U+{:04X}",
                        sign as u32
                    );
                }
            }
        });
    }

    #[test]
    fn all_digits_of_a_family_have_one_width() {
        with_fonts(|fonts| {
            for family in [text_family(), strong_family()] {
                let font = FontId::new(14.0, family);
                let zero = fonts.glyph_width(&font, '0');
                assert!(zero > 0.0);
                for digit in '1'..='9' {
                    assert!((fonts.glyph_width(&font, digit) - zero).abs() < f32::EPSILON);
                }
            }
        });
    }
}
