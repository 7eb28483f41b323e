//! Colours by role, for the window and for every picture: three palettes with the same names.

/// One opaque colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// This colour laid over `ground` at `share` (0 to 1): the opaque result.
    #[must_use]
    pub fn over(self, ground: Self, share: f32) -> Self {
        let mix = |top: u8, under: u8| {
            (f32::from(top) * share + f32::from(under) * (1.0 - share)).round() as u8
        };
        Self(
            mix(self.0, ground.0),
            mix(self.1, ground.1),
            mix(self.2, ground.2),
        )
    }
}

/// All colour tokens of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Ground of the window.
    pub window: Rgb,
    /// Ground of cards and charts.
    pub surface: Rgb,
    /// Ground of table headers.
    pub sunken: Rgb,
    /// Thin lines between things.
    pub rule: Rgb,
    /// Outline of controls; axes and stems of charts.
    pub control_border: Rgb,
    /// Text.
    pub text: Rgb,
    /// Labels.
    pub text_2: Rgb,
    /// Absent values and axes.
    pub text_3: Rgb,
    /// What can be pressed, is chosen or is done.
    pub accent: Rgb,
    /// The accent under the pointer.
    pub accent_hover: Rgb,
    /// Text on the accent.
    pub on_accent: Rgb,
    /// Focus ring.
    pub focus: Rgb,
    /// Ground of what is selected.
    pub selection: Rgb,
    /// Ground under the pointer.
    pub hover: Rgb,
    /// Text on the selection.
    pub on_selection: Rgb,
    /// Information: ground.
    pub info_fill: Rgb,
    /// Information: text.
    pub info_text: Rgb,
    /// Caution: ground.
    pub caution_fill: Rgb,
    /// Caution: text.
    pub caution_text: Rgb,
    /// Caution: mark.
    pub caution_mark: Rgb,
    /// Error: ground.
    pub error_fill: Rgb,
    /// Error: text.
    pub error_text: Rgb,
    /// Error: mark.
    pub error_mark: Rgb,
    /// A signal in the wanted direction (disc).
    pub improvement: Rgb,
    /// A signal against it (diamond).
    pub concern: Rgb,
    /// No signal (ring); sedative bars.
    pub neutral: Rgb,
    /// Chart line.
    pub series: Rgb,
    /// Median line.
    pub median: Rgb,
    /// Goal line and its words.
    pub goal: Rgb,
    /// Ground of every other phase.
    pub phase_fill: Rgb,
    /// Dose band under the first threshold: ground.
    pub band_low_fill: Rgb,
    /// Dose band under the first threshold: text.
    pub band_low_text: Rgb,
    /// Dose band under the first threshold: mark.
    pub band_low_mark: Rgb,
    /// Dose band from the first threshold: ground.
    pub band_mid_fill: Rgb,
    /// Dose band from the first threshold: text.
    pub band_mid_text: Rgb,
    /// Dose band from the first threshold: mark.
    pub band_mid_mark: Rgb,
    /// Dose band from the second threshold: ground.
    pub band_high_fill: Rgb,
    /// Dose band from the second threshold: text.
    pub band_high_text: Rgb,
    /// Dose band from the second threshold: mark.
    pub band_high_mark: Rgb,
    /// Unknown dose: ground.
    pub band_unknown_fill: Rgb,
    /// Unknown dose: text.
    pub band_unknown_text: Rgb,
    /// Unknown dose: mark.
    pub band_unknown_mark: Rgb,
    /// Block 1 of the programme.
    pub block_1: Rgb,
    /// Block 2 of the programme.
    pub block_2: Rgb,
    /// Block 3 of the programme.
    pub block_3: Rgb,
    /// Block 4 of the programme.
    pub block_4: Rgb,
    /// Block 5 of the programme.
    pub block_5: Rgb,
    /// Block 6 of the programme.
    pub block_6: Rgb,
    /// Edge that says patient details are hidden.
    pub edge_fill: Rgb,
    /// Text on that edge.
    pub edge_text: Rgb,
}

/// The palette of the window by day and of every printed or exported picture.
pub const LIGHT: Palette = Palette {
    window: Rgb(0xF3, 0xF5, 0xF8),
    surface: Rgb(0xFF, 0xFF, 0xFF),
    sunken: Rgb(0xE9, 0xED, 0xF2),
    rule: Rgb(0xD8, 0xDD, 0xE5),
    control_border: Rgb(0x72, 0x7D, 0x8B),
    text: Rgb(0x1A, 0x22, 0x2D),
    text_2: Rgb(0x46, 0x51, 0x60),
    text_3: Rgb(0x5A, 0x66, 0x74),
    accent: Rgb(0x1A, 0x5A, 0xA6),
    accent_hover: Rgb(0x14, 0x4A, 0x8B),
    on_accent: Rgb(0xFF, 0xFF, 0xFF),
    focus: Rgb(0x0B, 0x57, 0xD0),
    selection: Rgb(0xD6, 0xE6, 0xF8),
    hover: Rgb(0xED, 0xF2, 0xF8),
    on_selection: Rgb(0x1A, 0x22, 0x2D),
    info_fill: Rgb(0xE7, 0xF0, 0xFA),
    info_text: Rgb(0x16, 0x40, 0x6F),
    caution_fill: Rgb(0xFF, 0xF1, 0xCF),
    caution_text: Rgb(0x5B, 0x3B, 0x00),
    caution_mark: Rgb(0xA8, 0x64, 0x00),
    error_fill: Rgb(0xFB, 0xE7, 0xE4),
    error_text: Rgb(0x8A, 0x1C, 0x14),
    error_mark: Rgb(0xB3, 0x26, 0x1E),
    improvement: Rgb(0x15, 0x65, 0xB8),
    concern: Rgb(0xA8, 0x53, 0x00),
    neutral: Rgb(0x5F, 0x6B, 0x78),
    series: Rgb(0x27, 0x36, 0x4A),
    median: Rgb(0x5A, 0x66, 0x74),
    goal: Rgb(0x6B, 0x3F, 0xA0),
    phase_fill: Rgb(0xF3, 0xF5, 0xF8),
    band_low_fill: Rgb(0xED, 0xF0, 0xF4),
    band_low_text: Rgb(0x3A, 0x45, 0x52),
    band_low_mark: Rgb(0x67, 0x72, 0x7F),
    band_mid_fill: Rgb(0xFA, 0xDF, 0xA8),
    band_mid_text: Rgb(0x4E, 0x32, 0x00),
    band_mid_mark: Rgb(0x9A, 0x63, 0x00),
    band_high_fill: Rgb(0x7E, 0x2A, 0x12),
    band_high_text: Rgb(0xFF, 0xFF, 0xFF),
    band_high_mark: Rgb(0x7E, 0x2A, 0x12),
    band_unknown_fill: Rgb(0xFF, 0xFF, 0xFF),
    band_unknown_text: Rgb(0x46, 0x51, 0x60),
    band_unknown_mark: Rgb(0x6F, 0x7A, 0x87),
    block_1: Rgb(0x2F, 0x3A, 0x8F),
    block_2: Rgb(0x6B, 0x3A, 0x06),
    block_3: Rgb(0x0B, 0x6E, 0x5E),
    block_4: Rgb(0xB5, 0x4C, 0x9F),
    block_5: Rgb(0x7A, 0x78, 0x15),
    block_6: Rgb(0x1C, 0x86, 0xE4),
    edge_fill: Rgb(0x8A, 0x1C, 0x14),
    edge_text: Rgb(0xFF, 0xFF, 0xFF),
};

/// The palette of the dark window.
pub const DARK: Palette = Palette {
    window: Rgb(0x12, 0x16, 0x1C),
    surface: Rgb(0x1A, 0x20, 0x29),
    sunken: Rgb(0x24, 0x2C, 0x37),
    rule: Rgb(0x34, 0x3E, 0x4B),
    control_border: Rgb(0x84, 0x91, 0xA1),
    text: Rgb(0xE9, 0xED, 0xF3),
    text_2: Rgb(0xBA, 0xC4, 0xD0),
    text_3: Rgb(0x9A, 0xA6, 0xB4),
    accent: Rgb(0x86, 0xB9, 0xF4),
    accent_hover: Rgb(0xA5, 0xCB, 0xF8),
    on_accent: Rgb(0x0C, 0x1B, 0x2D),
    focus: Rgb(0x8F, 0xC2, 0xFF),
    selection: Rgb(0x1F, 0x3F, 0x61),
    hover: Rgb(0x21, 0x2A, 0x35),
    on_selection: Rgb(0xF2, 0xF6, 0xFB),
    info_fill: Rgb(0x1D, 0x2F, 0x45),
    info_text: Rgb(0xCF, 0xE2, 0xF8),
    caution_fill: Rgb(0x3A, 0x2E, 0x12),
    caution_text: Rgb(0xF6, 0xDD, 0xA0),
    caution_mark: Rgb(0xE0, 0xA6, 0x3A),
    error_fill: Rgb(0x43, 0x20, 0x1D),
    error_text: Rgb(0xFF, 0xC9, 0xC2),
    error_mark: Rgb(0xF2, 0x85, 0x7A),
    improvement: Rgb(0x7D, 0xB6, 0xF5),
    concern: Rgb(0xF0, 0xA0, 0x4B),
    neutral: Rgb(0x9A, 0xA6, 0xB4),
    series: Rgb(0xD5, 0xDE, 0xE9),
    median: Rgb(0x9A, 0xA6, 0xB4),
    goal: Rgb(0xC4, 0xA3, 0xF0),
    phase_fill: Rgb(0x20, 0x27, 0x31),
    band_low_fill: Rgb(0x2A, 0x33, 0x3F),
    band_low_text: Rgb(0xCB, 0xD4, 0xDE),
    band_low_mark: Rgb(0x8D, 0x99, 0xA7),
    band_mid_fill: Rgb(0x5E, 0x45, 0x11),
    band_mid_text: Rgb(0xFF, 0xE5, 0xAE),
    band_mid_mark: Rgb(0xD0, 0x9A, 0x35),
    band_high_fill: Rgb(0xF0, 0x8A, 0x66),
    band_high_text: Rgb(0x2A, 0x0C, 0x03),
    band_high_mark: Rgb(0xF0, 0x8A, 0x66),
    band_unknown_fill: Rgb(0x1A, 0x20, 0x29),
    band_unknown_text: Rgb(0xBA, 0xC4, 0xD0),
    band_unknown_mark: Rgb(0x8D, 0x99, 0xA7),
    block_1: Rgb(0x7F, 0x8A, 0xF2),
    block_2: Rgb(0xEB, 0xBB, 0x50),
    block_3: Rgb(0x45, 0xE0, 0xC6),
    block_4: Rgb(0xDB, 0x6A, 0x9E),
    block_5: Rgb(0xA3, 0x98, 0x26),
    block_6: Rgb(0xA4, 0xC8, 0xFA),
    edge_fill: Rgb(0x8A, 0x1C, 0x14),
    edge_text: Rgb(0xFF, 0xFF, 0xFF),
};

/// The palette of the projected screen: contrast of 7 or more for every text.
pub const PRESENT: Palette = Palette {
    window: Rgb(0xFF, 0xFF, 0xFF),
    surface: Rgb(0xFF, 0xFF, 0xFF),
    sunken: Rgb(0xEE, 0xF1, 0xF5),
    rule: Rgb(0xC3, 0xCA, 0xD3),
    control_border: Rgb(0x5E, 0x69, 0x77),
    text: Rgb(0x0B, 0x10, 0x17),
    text_2: Rgb(0x32, 0x3C, 0x48),
    text_3: Rgb(0x3E, 0x49, 0x56),
    accent: Rgb(0x0B, 0x45, 0x83),
    accent_hover: Rgb(0x08, 0x36, 0x6A),
    on_accent: Rgb(0xFF, 0xFF, 0xFF),
    focus: Rgb(0x0B, 0x57, 0xD0),
    selection: Rgb(0xCF, 0xE2, 0xF8),
    hover: Rgb(0xE6, 0xED, 0xF6),
    on_selection: Rgb(0x0B, 0x10, 0x17),
    info_fill: Rgb(0xE7, 0xF0, 0xFA),
    info_text: Rgb(0x0C, 0x30, 0x58),
    caution_fill: Rgb(0xFF, 0xF1, 0xCF),
    caution_text: Rgb(0x45, 0x2C, 0x00),
    caution_mark: Rgb(0x8F, 0x55, 0x00),
    error_fill: Rgb(0xFB, 0xE7, 0xE4),
    error_text: Rgb(0x6E, 0x14, 0x0E),
    error_mark: Rgb(0xA3, 0x1F, 0x18),
    improvement: Rgb(0x0A, 0x4C, 0xA6),
    concern: Rgb(0x80, 0x3E, 0x00),
    neutral: Rgb(0x47, 0x4E, 0x57),
    series: Rgb(0x16, 0x21, 0x2F),
    median: Rgb(0x3E, 0x49, 0x56),
    goal: Rgb(0x6A, 0x2E, 0x9E),
    phase_fill: Rgb(0xF1, 0xF4, 0xF8),
    band_low_fill: Rgb(0xE9, 0xED, 0xF2),
    band_low_text: Rgb(0x28, 0x32, 0x3E),
    band_low_mark: Rgb(0x5A, 0x65, 0x72),
    band_mid_fill: Rgb(0xF8, 0xDA, 0x9B),
    band_mid_text: Rgb(0x3A, 0x25, 0x00),
    band_mid_mark: Rgb(0x8A, 0x58, 0x00),
    band_high_fill: Rgb(0x6E, 0x24, 0x10),
    band_high_text: Rgb(0xFF, 0xFF, 0xFF),
    band_high_mark: Rgb(0x6E, 0x24, 0x10),
    band_unknown_fill: Rgb(0xFF, 0xFF, 0xFF),
    band_unknown_text: Rgb(0x32, 0x3C, 0x48),
    band_unknown_mark: Rgb(0x5E, 0x69, 0x77),
    block_1: Rgb(0x2F, 0x3A, 0x8F),
    block_2: Rgb(0x6B, 0x3A, 0x06),
    block_3: Rgb(0x0B, 0x6E, 0x5E),
    block_4: Rgb(0xB5, 0x4C, 0x9F),
    block_5: Rgb(0x7A, 0x78, 0x15),
    block_6: Rgb(0x1C, 0x86, 0xE4),
    edge_fill: Rgb(0x8A, 0x1C, 0x14),
    edge_text: Rgb(0xFF, 0xFF, 0xFF),
};
