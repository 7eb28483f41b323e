//! Under the chart: ticks and labels of the points' times, years, and the row of denominators.

use chrono::{Datelike, NaiveDate};

use super::axes::Grid;
use super::page::Page;
use super::period::{self, Every};
use crate::chart::ink::Ink;
use crate::chart::scene::{AlignX, AlignY, Stroke, Text};
use crate::chart::text::width;

/// Ticks, labels where they do not collide, and the year at the first of each year.
pub(super) fn dates(page: &mut Page<'_>, grid: &Grid) {
    let k = page.k;
    let chart = page.chart;
    let axis = Stroke::solid(k, Ink::Axis);
    let (from, to) = (
        (grid.plot.left, grid.plot.bottom),
        (grid.plot.right, grid.plot.bottom),
    );
    page.scene.line(from, to, axis);
    let labelled = labelled_points(page, grid);
    let is_dense = grid.slot < 2.5 * k;
    for index in 0..chart.points.len() {
        if !is_dense || labelled.contains(&index) {
            let at = (grid.x(index), grid.plot.bottom);
            page.scene.line(at, (at.0, at.1 + 4.0 * k), axis);
        }
    }
    let hang = (AlignX::Centre, AlignY::Middle);
    let mut shown_year = None;
    for index in labelled {
        let Some(point) = chart.points.get(index) else {
            continue;
        };
        let x = grid.x(index);
        let name = period::label(chart.period, point.on);
        let at = (x, grid.plot.bottom + 14.0 * k);
        let style = page.small();
        page.say_if_free(Text::new(at, hang, style, Ink::Text2, name));
        if shown_year != Some(point.on.year()) {
            let at = (x, grid.plot.bottom + 30.0 * k);
            let year = point.on.year().to_string();
            let year = Text::new(at, hang, page.small_strong(), Ink::Text2, year);
            if page.say_if_free(year) {
                shown_year = Some(point.on.year());
            }
        }
    }
}

/// The points that are labelled: those that begin a stretch of the calendar, at the closest
/// distance at which no two labels meet, and the first point.
fn labelled_points(page: &Page<'_>, grid: &Grid) -> Vec<usize> {
    let points = &page.chart.points;
    let period = page.chart.period;
    let room = width(period::widest_label(period), page.small_strong()) + 8.0 * page.k;
    let on = |index: usize| points.get(index).map(|point| point.on);
    let begins = |index: usize, every: Every| {
        let stretch = |on: Option<NaiveDate>| on.map(|on| every.stretch_of(on));
        // The first point begins a stretch when the time before it lies in another.
        let before = match index.checked_sub(1) {
            Some(before) => on(before),
            None => on(0).and_then(|on| period::before(period, on)),
        };
        stretch(on(index)) != stretch(before)
    };
    let at_step = |every: Every| -> Vec<usize> {
        let all = 0..points.len();
        all.filter(|index| begins(*index, every)).collect()
    };
    let fits = |labels: &Vec<usize>| {
        let gaps = labels.iter().zip(labels.iter().skip(1));
        gaps.map(|(a, b)| grid.x(*b) - grid.x(*a))
            .all(|gap| gap >= room)
    };
    let steps = period::label_steps(period).map(at_step);
    let mut labels = steps.into_iter().find(fits).unwrap_or_default();
    if points.is_empty() || labels.first() == Some(&0) {
        return labels;
    }
    // The first point gives way to a new year close by, and takes the place of any other.
    let is_close = |index: &usize| grid.x(*index) - grid.x(0) < room;
    let (close, far): (Vec<usize>, Vec<usize>) = labels.iter().partition(|index| is_close(index));
    let year = |index: usize| on(index).map(|on| on.year());
    if !close.iter().any(|index| year(*index) != year(0)) {
        labels = far;
        labels.insert(0, 0);
    }
    labels
}

/// The row of denominators, thinned when they would collide; the last is always there.
pub(super) fn counts(page: &mut Page<'_>, grid: &Grid) {
    let k = page.k;
    let chart = page.chart;
    if chart.points.iter().all(|point| point.n.is_none()) {
        return;
    }
    let y = grid.plot.bottom + 47.0 * k;
    let style = page.small();
    let label = |n: Option<u32>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
    let widest = chart
        .points
        .iter()
        .map(|point| width(&label(point.n), style))
        .fold(0.0, f32::max);
    let every = ((widest + 5.0 * k) / grid.slot.max(0.1)).ceil().max(1.0) as usize;
    let hang = (AlignX::Right, AlignY::Middle);
    let at = (grid.plot.left - 8.0 * k, y);
    let strong = page.small_strong();
    page.say_if_free(Text::new(at, hang, strong, Ink::Text3, "n"));
    let hang = (AlignX::Centre, AlignY::Middle);
    for (index, point) in chart.points.iter().enumerate() {
        if (chart.points.len() - 1 - index).is_multiple_of(every) {
            let text = Text::new((grid.x(index), y), hang, style, Ink::Text3, label(point.n));
            // The first one gives way to the letter that says what the row is.
            if text.bounds.left >= grid.plot.left - 4.0 * k {
                page.say_if_free(text);
            }
        }
    }
}
