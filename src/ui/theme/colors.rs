//! The colour tokens of the three modes.

use egui::Color32;

/// Every colour a screen may use, named by its purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colors {
    /// Window ground behind cards.
    pub window: Color32,
    /// Cards, strips, fields.
    pub surface: Color32,
    /// Table headers, key hints.
    pub sunken: Color32,
    /// One-pixel rules and card borders.
    pub rule: Color32,
    /// Outline of anything that can be pressed or typed in.
    pub control_border: Color32,
    /// First text.
    pub text: Color32,
    /// Labels, second text.
    pub text_2: Color32,
    /// Absent values, axes.
    pub text_3: Color32,
    /// What can be pressed, is chosen or is done.
    pub accent: Color32,
    /// `accent` under the pointer.
    pub accent_hover: Color32,
    /// Text and marks on `accent`.
    pub on_accent: Color32,
    /// Focus ring.
    pub focus: Color32,
    /// Fill of the chosen.
    pub selection: Color32,
    /// Fill under the pointer.
    pub hover: Color32,
    /// Text on `selection`.
    pub on_selection: Color32,
    /// Information notice, fill.
    pub info_fill: Color32,
    /// Information notice, text.
    pub info_text: Color32,
    /// Caution notice and overdue gap, fill.
    pub caution_fill: Color32,
    /// Caution, text.
    pub caution_text: Color32,
    /// Caution, sign and border.
    pub caution_mark: Color32,
    /// Error notice, fill.
    pub error_fill: Color32,
    /// Error, text.
    pub error_text: Color32,
    /// Error, sign.
    pub error_mark: Color32,
    /// Disc of a change for the better.
    pub improvement: Color32,
    /// Diamond of a change for the worse.
    pub concern: Color32,
    /// Ring of no signal; sedative bars.
    pub neutral: Color32,
    /// Chart line.
    pub series: Color32,
    /// Chart median.
    pub median: Color32,
    /// Chart goal.
    pub goal: Color32,
    /// Ground of a later phase in a chart.
    pub phase_fill: Color32,
    /// Dose band under 50, fill.
    pub band_low_fill: Color32,
    /// Dose band under 50, text.
    pub band_low_text: Color32,
    /// Dose band under 50, bars.
    pub band_low_mark: Color32,
    /// Dose band 50 to 89, fill.
    pub band_mid_fill: Color32,
    /// Dose band 50 to 89, text.
    pub band_mid_text: Color32,
    /// Dose band 50 to 89, bars.
    pub band_mid_mark: Color32,
    /// Dose band 90 or more, fill.
    pub band_high_fill: Color32,
    /// Dose band 90 or more, text.
    pub band_high_text: Color32,
    /// Dose band 90 or more, bars.
    pub band_high_mark: Color32,
    /// Dose band unknown, fill.
    pub band_unknown_fill: Color32,
    /// Dose band unknown, text.
    pub band_unknown_text: Color32,
    /// Dose band unknown, bars.
    pub band_unknown_mark: Color32,
    /// Edge and sign of present mode.
    pub edge_fill: Color32,
    /// Text on `edge_fill`.
    pub edge_text: Color32,
    /// Squares of the six building blocks, in order.
    pub blocks: [Color32; 6],
}

/// The light set.
pub const LIGHT: Colors = Colors {
    window: hex(0x00F3_F5F8),
    surface: hex(0x00FF_FFFF),
    sunken: hex(0x00E9_EDF2),
    rule: hex(0x00D8_DDE5),
    control_border: hex(0x0072_7D8B),
    text: hex(0x001A_222D),
    text_2: hex(0x0046_5160),
    text_3: hex(0x005A_6674),
    accent: hex(0x001A_5AA6),
    accent_hover: hex(0x0014_4A8B),
    on_accent: hex(0x00FF_FFFF),
    focus: hex(0x000B_57D0),
    selection: hex(0x00D6_E6F8),
    hover: hex(0x00ED_F2F8),
    on_selection: hex(0x001A_222D),
    info_fill: hex(0x00E7_F0FA),
    info_text: hex(0x0016_406F),
    caution_fill: hex(0x00FF_F1CF),
    caution_text: hex(0x005B_3B00),
    caution_mark: hex(0x00A8_6400),
    error_fill: hex(0x00FB_E7E4),
    error_text: hex(0x008A_1C14),
    error_mark: hex(0x00B3_261E),
    improvement: hex(0x0015_65B8),
    concern: hex(0x00B4_5A00),
    neutral: hex(0x005F_6B78),
    series: hex(0x0027_364A),
    median: hex(0x005A_6674),
    goal: hex(0x006B_3FA0),
    phase_fill: hex(0x00F3_F5F8),
    band_low_fill: hex(0x00ED_F0F4),
    band_low_text: hex(0x003A_4552),
    band_low_mark: hex(0x0067_727F),
    band_mid_fill: hex(0x00FA_DFA8),
    band_mid_text: hex(0x004E_3200),
    band_mid_mark: hex(0x009A_6300),
    band_high_fill: hex(0x007E_2A12),
    band_high_text: hex(0x00FF_FFFF),
    band_high_mark: hex(0x007E_2A12),
    band_unknown_fill: hex(0x00FF_FFFF),
    band_unknown_text: hex(0x0046_5160),
    band_unknown_mark: hex(0x006F_7A87),
    edge_fill: hex(0x008A_1C14),
    edge_text: hex(0x00FF_FFFF),
    blocks: [
        hex(0x002F_3A8F),
        hex(0x006B_3A06),
        hex(0x000B_6E5E),
        hex(0x00B5_4C9F),
        hex(0x007A_7815),
        hex(0x001C_86E4),
    ],
};

/// The dark set.
pub const DARK: Colors = Colors {
    window: hex(0x0012_161C),
    surface: hex(0x001A_2029),
    sunken: hex(0x0024_2C37),
    rule: hex(0x0034_3E4B),
    control_border: hex(0x0084_91A1),
    text: hex(0x00E9_EDF3),
    text_2: hex(0x00BA_C4D0),
    text_3: hex(0x009A_A6B4),
    accent: hex(0x0086_B9F4),
    accent_hover: hex(0x00A5_CBF8),
    on_accent: hex(0x000C_1B2D),
    focus: hex(0x008F_C2FF),
    selection: hex(0x001F_3F61),
    hover: hex(0x0021_2A35),
    on_selection: hex(0x00F2_F6FB),
    info_fill: hex(0x001D_2F45),
    info_text: hex(0x00CF_E2F8),
    caution_fill: hex(0x003A_2E12),
    caution_text: hex(0x00F6_DDA0),
    caution_mark: hex(0x00E0_A63A),
    error_fill: hex(0x0043_201D),
    error_text: hex(0x00FF_C9C2),
    error_mark: hex(0x00F2_857A),
    improvement: hex(0x007D_B6F5),
    concern: hex(0x00F0_A04B),
    neutral: hex(0x009A_A6B4),
    series: hex(0x00D5_DEE9),
    median: hex(0x009A_A6B4),
    goal: hex(0x00C4_A3F0),
    phase_fill: hex(0x0020_2731),
    band_low_fill: hex(0x002A_333F),
    band_low_text: hex(0x00CB_D4DE),
    band_low_mark: hex(0x008D_99A7),
    band_mid_fill: hex(0x005E_4511),
    band_mid_text: hex(0x00FF_E5AE),
    band_mid_mark: hex(0x00D0_9A35),
    band_high_fill: hex(0x00F0_8A66),
    band_high_text: hex(0x002A_0C03),
    band_high_mark: hex(0x00F0_8A66),
    band_unknown_fill: hex(0x001A_2029),
    band_unknown_text: hex(0x00BA_C4D0),
    band_unknown_mark: hex(0x008D_99A7),
    edge_fill: hex(0x008A_1C14),
    edge_text: hex(0x00FF_FFFF),
    blocks: [
        hex(0x007F_8AF2),
        hex(0x00EB_BB50),
        hex(0x0045_E0C6),
        hex(0x00DB_6A9E),
        hex(0x00A3_9826),
        hex(0x00A4_C8FA),
    ],
};

/// The present set.
pub const PRESENT: Colors = Colors {
    window: hex(0x00FF_FFFF),
    surface: hex(0x00FF_FFFF),
    sunken: hex(0x00EE_F1F5),
    rule: hex(0x00C3_CAD3),
    control_border: hex(0x005E_6977),
    text: hex(0x000B_1017),
    text_2: hex(0x0032_3C48),
    text_3: hex(0x003E_4956),
    accent: hex(0x000B_4583),
    accent_hover: hex(0x0008_366A),
    on_accent: hex(0x00FF_FFFF),
    focus: hex(0x000B_57D0),
    selection: hex(0x00CF_E2F8),
    hover: hex(0x00E6_EDF6),
    on_selection: hex(0x000B_1017),
    info_fill: hex(0x00E7_F0FA),
    info_text: hex(0x000C_3058),
    caution_fill: hex(0x00FF_F1CF),
    caution_text: hex(0x0045_2C00),
    caution_mark: hex(0x008F_5500),
    error_fill: hex(0x00FB_E7E4),
    error_text: hex(0x006E_140E),
    error_mark: hex(0x00A3_1F18),
    improvement: hex(0x000A_4FAD),
    concern: hex(0x008A_4300),
    neutral: hex(0x0047_4E57),
    series: hex(0x0016_212F),
    median: hex(0x003E_4956),
    goal: hex(0x0053_2C85),
    phase_fill: hex(0x00F1_F4F8),
    band_low_fill: hex(0x00E9_EDF2),
    band_low_text: hex(0x0028_323E),
    band_low_mark: hex(0x005A_6572),
    band_mid_fill: hex(0x00FA_DFA8),
    band_mid_text: hex(0x003A_2500),
    band_mid_mark: hex(0x008A_5800),
    band_high_fill: hex(0x006E_2410),
    band_high_text: hex(0x00FF_FFFF),
    band_high_mark: hex(0x006E_2410),
    band_unknown_fill: hex(0x00FF_FFFF),
    band_unknown_text: hex(0x0032_3C48),
    band_unknown_mark: hex(0x005E_6977),
    edge_fill: hex(0x008A_1C14),
    edge_text: hex(0x00FF_FFFF),
    blocks: [
        hex(0x002F_3A8F),
        hex(0x006B_3A06),
        hex(0x000B_6E5E),
        hex(0x00B5_4C9F),
        hex(0x007A_7815),
        hex(0x001C_86E4),
    ],
};

const fn hex(rgb: u32) -> Color32 {
    Color32::from_rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

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
        const INK: Color32 = hex(0x000B_1017);
        if contrast(Color32::WHITE, ground) >= contrast(INK, ground) {
            Color32::WHITE
        } else {
            INK
        }
    }
}

/// Contrast ratio of two opaque colours as WCAG 2.2 defines it, 1 to 21.
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(color: Color32) -> f32 {
    let linear = |byte: u8| {
        let value = f32::from(byte) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_pairs(c: &Colors) -> Vec<(&'static str, Color32, Color32)> {
        vec![
            ("text on window", c.text, c.window),
            ("text on surface", c.text, c.surface),
            ("text on sunken", c.text, c.sunken),
            ("text on hover", c.text, c.hover),
            ("text_2 on window", c.text_2, c.window),
            ("text_2 on surface", c.text_2, c.surface),
            ("text_2 on sunken", c.text_2, c.sunken),
            ("text_2 on hover", c.text_2, c.hover),
            ("text_2 on selection", c.text_2, c.selection),
            ("text_3 on surface", c.text_3, c.surface),
            ("accent on surface", c.accent, c.surface),
            ("on_accent on accent", c.on_accent, c.accent),
            ("on_accent on accent_hover", c.on_accent, c.accent_hover),
            ("on_selection on selection", c.on_selection, c.selection),
            ("info", c.info_text, c.info_fill),
            ("caution", c.caution_text, c.caution_fill),
            ("error", c.error_text, c.error_fill),
            ("error on surface", c.error_text, c.surface),
            ("improvement", c.improvement, c.surface),
            ("concern", c.concern, c.surface),
            ("neutral", c.neutral, c.surface),
            ("band low", c.band_low_text, c.band_low_fill),
            ("band mid", c.band_mid_text, c.band_mid_fill),
            ("band high", c.band_high_text, c.band_high_fill),
            ("band unknown", c.band_unknown_text, c.band_unknown_fill),
            ("edge", c.edge_text, c.edge_fill),
        ]
    }

    fn mark_pairs(c: &Colors) -> Vec<(&'static str, Color32, Color32)> {
        vec![
            ("control border", c.control_border, c.surface),
            ("control border on selection", c.control_border, c.selection),
            ("focus on surface", c.focus, c.surface),
            ("focus on window", c.focus, c.window),
            ("caution mark", c.caution_mark, c.caution_fill),
            ("error mark", c.error_mark, c.error_fill),
            ("accent bar", c.accent, c.selection),
            ("goal", c.goal, c.surface),
            ("median", c.median, c.surface),
        ]
    }

    #[test]
    fn every_text_and_mark_meets_its_contrast_bar() {
        for (mode, colors, bar) in [
            ("light", LIGHT, 4.5),
            ("dark", DARK, 4.5),
            ("present", PRESENT, 7.0),
        ] {
            for (name, ink, ground) in text_pairs(&colors) {
                let ratio = contrast(ink, ground);
                assert!(ratio >= bar, "{mode}: {name} has {ratio:.2}, needs {bar}");
            }
            for (name, ink, ground) in mark_pairs(&colors) {
                let ratio = contrast(ink, ground);
                assert!(ratio >= 3.0, "{mode}: {name} has {ratio:.2}, needs 3");
            }
        }
    }

    #[test]
    fn a_block_digit_stands_out_on_its_square() {
        for colors in [LIGHT, DARK, PRESENT] {
            for number in 1..=6 {
                let square = colors.block(number);
                assert!(
                    contrast(Colors::digit_on(square), square) >= 4.5,
                    "block {number}"
                );
            }
        }
        assert_eq!(LIGHT.block(0), LIGHT.neutral);
        assert_eq!(LIGHT.block(7), LIGHT.neutral);
    }

    #[test]
    fn contrast_of_black_and_white_is_21() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
    }
}
