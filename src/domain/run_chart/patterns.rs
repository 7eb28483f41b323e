//! Patterns in a row of points: sides of a centre line, runs and trends.

use super::{Direction, PointRun, Side};

/// Two values closer than this, relative to the larger, are the same value: decimal figures do
/// not become "above" or "below" through their binary rounding.
const TOLERANCE: f64 = 1e-9;

/// Where `value` lies against `centre`.
pub(super) fn side_of(value: f64, centre: f64) -> Side {
    if same(value, centre) {
        Side::On
    } else if value > centre {
        Side::Above
    } else {
        Side::Below
    }
}

/// Equal within the tolerance; infinite values equal only themselves.
#[expect(
    clippy::float_cmp,
    reason = "infinities and exact zeros are compared as they are"
)]
fn same(a: f64, b: f64) -> bool {
    if a == b {
        return true;
    }
    let difference = (a - b).abs();
    difference.is_finite() && difference <= TOLERANCE * a.abs().max(b.abs())
}

/// The middle value; the mean of the two middle ones when the number is even.
pub(super) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *values.get(middle.checked_sub(1)?)?;
    Some(f64::midpoint(lower, upper))
}

/// Blocks of points on the same side; points on the line neither break nor lengthen them.
pub(super) fn runs(sides: impl IntoIterator<Item = (usize, Side)>) -> Vec<PointRun> {
    let mut found: Vec<PointRun> = Vec::new();
    for (index, side) in sides {
        let direction = match side {
            Side::On => continue,
            Side::Above => Direction::Up,
            Side::Below => Direction::Down,
        };
        match found.last_mut() {
            Some(run) if run.direction == direction => run.points.push(index),
            _ => found.push(PointRun {
                direction,
                points: vec![index],
            }),
        }
    }
    found
}

/// Stretches of at least `length` points that all rise or all fall; of equal neighbours only the
/// first counts. A turning point belongs to both stretches it joins.
pub(super) fn trends(
    values: impl IntoIterator<Item = (usize, f64)>,
    length: usize,
) -> Vec<PointRun> {
    let mut found: Vec<PointRun> = Vec::new();
    let mut last: Option<(usize, f64)> = None;
    for (index, value) in values {
        let Some((last_index, last_value)) = last else {
            last = Some((index, value));
            continue;
        };
        if same(value, last_value) {
            continue;
        }
        let direction = if value > last_value {
            Direction::Up
        } else {
            Direction::Down
        };
        match found.last_mut() {
            Some(stretch) if stretch.direction == direction => stretch.points.push(index),
            _ => found.push(PointRun {
                direction,
                points: vec![last_index, index],
            }),
        }
        last = Some((index, value));
    }
    found.retain(|stretch| stretch.points.len() >= length);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_figures_on_the_median_stay_on_it() {
        let centre = median(vec![87.1, 87.3]).unwrap();
        assert!(centre < 87.2, "the binary median is a hair too small");
        assert_eq!(side_of(87.2, centre), Side::On);
        assert_eq!(side_of(87.2001, centre), Side::Above);
        assert_eq!(side_of(f64::INFINITY, 1.0), Side::Above);
        assert_eq!(side_of(0.0, 0.0), Side::On);
    }

    #[test]
    fn a_trend_skips_repeats_and_shares_its_turning_point() {
        let values = [1.0, 2.0, 3.0, 3.0, 4.0, 5.0, 4.0, 3.0, 2.0, 1.0];
        let found = trends(values.into_iter().enumerate(), 5);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].points, [0, 1, 2, 4, 5]);
        assert_eq!(found[1].points, [5, 6, 7, 8, 9]);
        assert!(trends(values.into_iter().enumerate(), 6).is_empty());
    }
}
