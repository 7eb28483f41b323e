//! What every part of the layout shares: the chart, its sheet, and what is left of it.

use std::ops::{Deref, DerefMut};

use super::RunChart;
use crate::chart::scene::Rect;
use crate::chart::sheet::Sheet;

/// A run chart being laid out.
pub(super) struct Page<'a> {
    /// What it shows.
    pub chart: &'a RunChart,
    /// The picture so far.
    sheet: Sheet,
    /// The part of the picture that margin, heading, footer and list have left.
    pub left: Rect,
}

impl<'a> Page<'a> {
    pub(super) fn new(chart: &'a RunChart, width: f32, height: f32, k: f32) -> Self {
        let sheet = Sheet::new(width, height, k);
        let margin = (chart.margin * k).min(width / 8.0).min(height / 8.0);
        Self {
            chart,
            left: sheet.scene.frame().grown(-margin),
            sheet,
        }
    }

    /// The finished picture.
    pub(super) fn into_sheet(self) -> Sheet {
        self.sheet
    }
}

impl Deref for Page<'_> {
    type Target = Sheet;

    fn deref(&self) -> &Sheet {
        &self.sheet
    }
}

impl DerefMut for Page<'_> {
    fn deref_mut(&mut self) -> &mut Sheet {
        &mut self.sheet
    }
}
