//! What every part of the layout shares: the chart and its page.

use std::ops::{Deref, DerefMut};

use super::RunChart;
use crate::chart::page;
use crate::chart::sheet::Sheet;

/// A run chart being laid out.
pub(super) struct Page<'a> {
    /// What it shows.
    pub chart: &'a RunChart,
    page: page::Page,
}

impl<'a> Page<'a> {
    pub(super) fn new(chart: &'a RunChart, width: f32, height: f32, k: f32) -> Self {
        Self {
            chart,
            page: page::Page::new(width, height, k, chart.margin),
        }
    }

    /// The finished picture.
    pub(super) fn into_sheet(self) -> Sheet {
        self.page.into_sheet()
    }
}

impl Deref for Page<'_> {
    type Target = page::Page;

    fn deref(&self) -> &page::Page {
        &self.page
    }
}

impl DerefMut for Page<'_> {
    fn deref_mut(&mut self) -> &mut page::Page {
        &mut self.page
    }
}
