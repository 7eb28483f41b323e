//! Inks: what a thing in a picture is, so that a palette can say its colour.

use super::contrast::digit_on;
use super::palette::{Palette, Rgb};

/// The role of a line, a fill or a text in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    /// Values and names.
    Text,
    /// Labels.
    Text2,
    /// Absent values, counts under the axis.
    Text3,
    /// The data line.
    Series,
    /// The median and points on it.
    Median,
    /// The goal and its words.
    Goal,
    /// A signal in the wanted direction.
    Improvement,
    /// A signal against it.
    Concern,
    /// No judged direction.
    Neutral,
    /// Grid lines.
    Rule,
    /// Axes, stems, boundaries.
    Axis,
    /// The ground of the picture.
    Surface,
    /// The ground of a level's panel.
    Sunken,
    /// The ground of every other phase.
    PhaseFill,
    /// Light area within the data line.
    SeriesFill,
    /// Light area under a dose below the first threshold.
    BandLowFill,
    /// Light area under a dose from the first threshold.
    BandMidFill,
    /// Light area under a dose from the second threshold.
    BandHighFill,
    /// Mark of the low band.
    BandLowMark,
    /// Mark of the middle band.
    BandMidMark,
    /// Mark of the high band.
    BandHighMark,
    /// Outline of an unknown dose.
    BandUnknownMark,
    /// What is done.
    Accent,
    /// A thing that is due or overdue, in words.
    Caution,
    /// The square of a building block, 1 to 6; neutral for any other number.
    Block(u8),
    /// The digit on that square.
    OnBlock(u8),
}

/// How much of a mark's colour shows in a light area; more on a dark ground, where the same share
/// is harder to see.
const fn light_share(surface: Rgb) -> f32 {
    if surface.1 > 127 { 0.13 } else { 0.26 }
}

impl Palette {
    fn tint(&self, mark: Rgb) -> Rgb {
        mark.over(self.surface, light_share(self.surface))
    }

    /// Lighter than under a dose: the data line is the strongest of the marks, and lines cross it.
    fn series_tint(&self) -> Rgb {
        self.series
            .over(self.surface, light_share(self.surface) * 0.6)
    }

    /// Square of building block `number` (1 to 6); any other number gives `neutral`.
    pub const fn block(&self, number: u8) -> Rgb {
        match number {
            1 => self.block_1,
            2 => self.block_2,
            3 => self.block_3,
            4 => self.block_4,
            5 => self.block_5,
            6 => self.block_6,
            _ => self.neutral,
        }
    }

    /// The colour of an ink.
    pub fn ink(&self, ink: Ink) -> Rgb {
        match ink {
            Ink::Text => self.text,
            Ink::Text2 => self.text_2,
            Ink::Text3 => self.text_3,
            Ink::Series => self.series,
            Ink::Median => self.median,
            Ink::Goal => self.goal,
            Ink::Improvement => self.improvement,
            Ink::Concern => self.concern,
            Ink::Neutral => self.neutral,
            Ink::Rule => self.rule,
            Ink::Axis => self.control_border,
            Ink::Surface => self.surface,
            Ink::Sunken => self.sunken,
            Ink::PhaseFill => self.phase_fill,
            Ink::SeriesFill => self.series_tint(),
            Ink::BandLowFill => self.tint(self.band_low_mark),
            Ink::BandMidFill => self.tint(self.band_mid_mark),
            Ink::BandHighFill => self.tint(self.band_high_mark),
            Ink::BandLowMark => self.band_low_mark,
            Ink::BandMidMark => self.band_mid_mark,
            Ink::BandHighMark => self.band_high_mark,
            Ink::BandUnknownMark => self.band_unknown_mark,
            Ink::Accent => self.accent,
            Ink::Caution => self.caution_text,
            Ink::Block(number) => self.block(number),
            Ink::OnBlock(number) => digit_on(self.block(number)),
        }
    }
}
