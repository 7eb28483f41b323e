//! Variation across clinicians: one row each, a dot at its value on one axis from zero.

mod frame;
mod reference;
mod rows;

#[cfg(test)]
mod any_tests;
#[cfg(test)]
mod tests;

use super::page::{Page, Surround};
use super::run_chart::Unit;
use super::scene::{Pos, Rect, Scene};
use super::value_axis::drawn;
use crate::domain::run_chart::Better;
use frame::Frame;

/// One clinician.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Whose value it is.
    pub name: String,
    /// The value; `None` without patients.
    pub value: Option<f64>,
    /// Its numerator and denominator: `3 of 25`.
    pub counted: String,
    /// Whether the denominator is too small to compare.
    pub is_small: bool,
    /// Words in place of the value: `Hidden: fewer than 11`. Nothing of it is shown then.
    pub hidden: Option<String>,
}

impl Row {
    /// The value when it is shown.
    fn shown(&self) -> Option<f64> {
        drawn(self.value.filter(|_| self.hidden.is_none()))
    }

    /// What stands in place of a dot.
    fn instead(&self) -> Option<&str> {
        match (&self.hidden, self.value) {
            (Some(words), _) => Some(words),
            (None, None) => Some(rows::NO_PATIENTS),
            (None, Some(_)) if self.shown().is_none() => Some(rows::NO_VALUE),
            (None, Some(_)) => None,
        }
    }
}

/// Variation across clinicians, without a size.
#[derive(Clone, Debug, PartialEq)]
pub struct Variation {
    /// From the top, in the order wanted.
    pub rows: Vec<Row>,
    /// What the values are.
    pub unit: Unit,
    /// The value of the whole clinic.
    pub clinic: Option<f64>,
    /// The goal.
    pub goal: Option<f64>,
    /// Which way is better.
    pub better: Better,
    /// Heading, footer and edge of a picture that leaves the window.
    pub surround: Surround,
}

/// Variation across clinicians, with a size.
#[derive(Clone, Debug, PartialEq)]
pub struct LaidOut {
    /// The picture.
    pub scene: Scene,
    /// The whole line of each row that is shown, in the order of [`Variation::rows`], for pointing
    /// at: its name may be cut in the picture.
    pub rows: Vec<Rect>,
    /// Rows that found no room; the picture says how many. None from [`Variation::least_height`].
    pub left_out: usize,
}

impl LaidOut {
    /// The row under a position: its place in [`Variation::rows`].
    pub fn row_at(&self, (x, y): Pos) -> Option<usize> {
        let holds = |rect: &Rect| {
            (rect.left..rect.right).contains(&x) && (rect.top..rect.bottom).contains(&y)
        };
        self.rows.iter().position(holds)
    }
}

impl Variation {
    /// The height from which every row has room, in points, for a scale of `k`.
    pub fn least_height(&self, k: f32) -> f32 {
        (self.surround.most_height() + frame::least(self.rows.len())) * k
    }

    /// Lays the rows out in `width × height` points; `k` multiplies every size of type and stroke
    /// (1 on the desk, 1.73 on a projected screen of 1080 lines).
    pub fn lay_out(&self, width: f32, height: f32, k: f32) -> LaidOut {
        let least = frame::least(self.rows.len().min(6));
        let mut page = Page::with_surround((width, height), k, &self.surround, least);
        let lines = reference::lines(&page, self);
        let frame = Frame::new(&page, self, &lines);
        let words = rows::instead(&page, &frame, self);
        frame::axis(&mut page, &frame, self, &words);
        reference::reference(&mut page, &frame, &lines, &words);
        rows::rows(&mut page, &frame, self, words);
        LaidOut {
            scene: page.into_sheet().scene,
            left_out: self.rows.len() - frame.rows.len(),
            rows: frame.rows,
        }
    }

    /// What the picture shows, in a sentence.
    pub fn summary(&self) -> String {
        let clinic = drawn(self.clinic).map(|value| format!("Clinic {}", self.unit.format(value)));
        let rows = self.rows.iter().map(|row| {
            let Some(value) = row.shown() else {
                return format!("{} {}", row.name, row.instead().unwrap_or_default());
            };
            let small = if row.is_small { ", small" } else { "" };
            let value = self.unit.format(value);
            format!("{} {value}, {}{small}", row.name, row.counted)
        });
        clinic
            .into_iter()
            .chain(rows)
            .collect::<Vec<_>>()
            .join("; ")
    }
}
