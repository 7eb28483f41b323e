//! The ground of the chart: where points go, and the value axis.

use super::page::Page;
use super::{AxisRange, RunChart, Unit, phases};
use crate::chart::ink::Ink;
use crate::chart::scene::{AlignX, AlignY, Rect, Stroke, Text};
use crate::chart::text::width;

/// The coordinate system of one chart.
pub(super) struct Grid {
    /// The area between the axes.
    pub plot: Rect,
    /// Width of one point's slot.
    pub slot: f32,
    /// Upper end of the value axis.
    pub top_value: f64,
    /// Distance of two grid lines.
    pub step: f64,
    /// Lower end of the value axis: zero unless values are negative.
    pub low_value: f64,
    /// Height of the middle of the notes' discs.
    pub disc_y: f32,
    /// Where the rows of phase names begin, and how many there are.
    pub rows_top: f32,
    pub name_rows: usize,
}

impl Grid {
    pub(super) fn x(&self, index: usize) -> f32 {
        self.plot.left + self.slot * (index as f32 + 0.5)
    }

    /// The boundary after row number `row`.
    pub(super) fn edge(&self, row: usize) -> f32 {
        self.plot.left + self.slot * row as f32
    }

    /// Where the rows of phase names end.
    pub(super) fn names_bottom(&self, k: f32) -> f32 {
        match self.name_rows {
            0 => self.rows_top,
            rows => self.rows_top + (4.0 + phases::ROW * rows as f32) * k,
        }
    }

    pub(super) fn y(&self, value: f64) -> f32 {
        let share = (value - self.low_value) / (self.top_value - self.low_value);
        self.plot.bottom - self.plot.height() * share.clamp(0.0, 1.0) as f32
    }
}

/// The value of a point when it can be drawn.
pub(super) fn drawn_value(chart: &RunChart, index: usize) -> Option<f64> {
    let value = chart.analysis.values.get(index).copied().flatten();
    value.filter(|value| value.is_finite() && index < chart.points.len())
}

/// Settles the coordinate system in what the page has left.
pub(super) fn grid(page: &Page<'_>) -> Grid {
    let most_rows = phases::most_rows(page);
    let grid = grid_under(page, most_rows.min(1));
    // How names break follows from where phases lie; only a second row moves the plot.
    match phases::rows(page, &grid, most_rows) {
        rows if most_rows > 1 && rows > 1 => grid_under(page, rows),
        _ => grid,
    }
}

/// The coordinate system under so many rows of phase names.
fn grid_under(page: &Page<'_>, name_rows: usize) -> Grid {
    let k = page.k;
    let chart = page.chart;
    let has_counts = chart.points.iter().any(|point| point.n.is_some());
    let mut plot = page.left;
    plot.top += match name_rows {
        0 => 10.0,
        rows => phases::AIR + phases::ROW * rows as f32,
    } * k;
    plot.bottom -= if has_counts { 56.0 } else { 39.0 } * k;
    plot.bottom = plot.bottom.max(plot.top + 20.0 * k);
    plot.right -= super::ends::margin(page);
    let (low_value, high) = value_range(chart);
    let fit = |plot: &Rect| fit_axis(chart, low_value, high, plot.height(), k);
    let (mut step, mut top_value) = fit(&plot);
    let mut disc_y = plot.top + 16.0 * k;
    if !chart.notes.is_empty() {
        let share = (high - low_value) / (top_value - low_value);
        let headroom = plot.height() * (1.0 - share as f32);
        if headroom < 34.0 * k {
            disc_y = plot.top + 10.0 * k;
            plot.top += 26.0 * k;
            plot.bottom = plot.bottom.max(plot.top + 20.0 * k);
            (step, top_value) = fit(&plot);
        }
    }
    plot.left += tick_labels(chart, low_value, top_value, step)
        .iter()
        .map(|(_, label)| width(label, page.small()))
        .fold(12.0 * k, f32::max)
        + 8.0 * k;
    plot.right = plot.right.max(plot.left + 20.0 * k);
    let last_value = super::words::last_drawn(chart).map_or_else(String::new, |(_, words)| words);
    let for_last_value =
        (width(&last_value, super::words::value_style(page)) + 14.0 * k).min(plot.width() * 0.2);
    Grid {
        slot: (plot.width() - for_last_value) / chart.points.len().max(1) as f32,
        plot,
        top_value,
        step,
        low_value,
        disc_y,
        rows_top: page.left.top,
        name_rows,
    }
}

/// Lowest and highest thing that must be seen: zero, values, medians, goal.
fn value_range(chart: &RunChart) -> (f64, f64) {
    let values = (0..chart.points.len()).filter_map(|index| drawn_value(chart, index));
    let medians = chart.analysis.parts.iter().filter_map(|part| part.median);
    let goal = chart.goal.iter().map(|goal| goal.value);
    let seen = values.chain(medians).chain(goal).filter(|v| v.is_finite());
    seen.fold((0.0, 0.0), |(low, high): (f64, f64), value| {
        (low.min(value), high.max(value))
    })
}

/// Distance of the grid lines and upper end of the axis.
fn fit_axis(chart: &RunChart, low: f64, high: f64, height: f32, k: f32) -> (f64, f64) {
    let most = f64::from((height / (38.0 * k)).floor().clamp(2.0, 8.0));
    if chart.unit == Unit::Percent && chart.axis == AxisRange::Full && high <= 1.0 && low >= 0.0 {
        let step = [0.1, 0.2, 0.25, 0.5];
        let fits = |step: &&f64| 1.0 / **step <= most.max(2.0) + 1e-9;
        return (step.iter().find(fits).copied().unwrap_or(0.5), 1.0);
    }
    let least = if chart.unit == Unit::Count { 1.0 } else { 1e-6 };
    let reach = (high * 1.06).max(high + (high - low) * 0.04);
    let reach = if reach - low > 0.0 {
        reach
    } else {
        default_reach(chart.unit)
    };
    let mut step = least;
    for power in -6..16 {
        for factor in [1.0, 2.0, 5.0] {
            step = factor * 10.0_f64.powi(power);
            if step >= least && (reach - low) / step <= most {
                let top = (reach / step - 1e-9).ceil() * step;
                let is_share = chart.unit == Unit::Percent && high <= 1.0;
                return (step, if is_share { top.min(1.0) } else { top });
            }
        }
    }
    (step, reach)
}

/// The axis of a chart that shows nothing but zeros.
const fn default_reach(unit: Unit) -> f64 {
    match unit {
        Unit::Percent => 0.1,
        Unit::Mg => 10.0,
        Unit::Count => 4.0,
        Unit::Number => 1.0,
    }
}

/// Value and label of every grid line; only the first and last carry the unit.
fn tick_labels(chart: &RunChart, low: f64, top: f64, step: f64) -> Vec<(f64, String)> {
    let (factor, unit) = match chart.unit {
        Unit::Percent => (100.0, " %"),
        Unit::Mg => (1.0, " mg"),
        Unit::Count | Unit::Number => (1.0, ""),
    };
    let decimals = (-(step * factor + 1e-9).log10().floor()).clamp(0.0, 4.0) as usize;
    let first = (low / step - 1e-6).ceil() as i64;
    let last = (top / step + 1e-6).floor() as i64;
    (first..=last)
        .take(40)
        .map(|tick| {
            let value = tick as f64 * step;
            let unit = if tick == first || tick == last {
                unit
            } else {
                ""
            };
            (value, format!("{:.decimals$}{unit}", value * factor))
        })
        .collect()
}

/// Grid lines, the zero line and the values at the left.
pub(super) fn value_axis(page: &mut Page<'_>, grid: &Grid) {
    let k = page.k;
    let ticks = tick_labels(page.chart, grid.low_value, grid.top_value, grid.step);
    for (value, label) in ticks {
        let y = grid.y(value);
        let ink = if value.abs() < grid.step / 2.0 {
            Ink::Axis
        } else {
            Ink::Rule
        };
        let (from, to) = ((grid.plot.left, y), (grid.plot.right, y));
        page.scene.line(from, to, Stroke::solid(k, ink));
        let at = (grid.plot.left - 8.0 * k, y);
        let hang = (AlignX::Right, AlignY::Middle);
        let style = page.small();
        page.say_if_free(Text::new(at, hang, style, Ink::Text2, label));
    }
}
