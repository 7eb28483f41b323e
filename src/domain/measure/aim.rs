//! Aims: where a measure should get to, in a sentence, and where it is heading.

use chrono::NaiveDate;

use super::Unit;
use crate::domain::clinic::Goal;
use crate::domain::run_chart::Better;

/// The newest points that say where a measure is heading.
const NEWEST: usize = 12;
/// With fewer nothing is said.
const FEWEST: usize = 6;

/// Where the newest points would lead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Course {
    /// The value on the aim's day, in the measure's unit.
    pub value: f64,
    /// The aim's day.
    pub by: NaiveDate,
    /// From how many points.
    pub points: usize,
}

impl Course {
    /// Whether the aim would be met: the way that is better, or, where neither is, the way from the
    /// aim's start.
    pub fn meets(&self, goal: &Goal, better: Better, now: f64) -> bool {
        let is_up = match better {
            Better::Higher => true,
            Better::Lower => false,
            Better::Neither => goal.value >= goal.from.unwrap_or(now),
        };
        if is_up {
            self.value >= goal.value
        } else {
            self.value <= goal.value
        }
    }
}

/// The straight line through the newest points (median of all slopes, Theil and Sen), followed to
/// the aim's day. `None` with too few points, or when the day has passed.
pub fn course(points: &[(NaiveDate, f64)], by: NaiveDate, unit: Unit) -> Option<Course> {
    let newest = points.get(points.len().saturating_sub(NEWEST)..)?;
    let (last, _) = newest.last()?;
    if newest.len() < FEWEST || by <= *last {
        return None;
    }
    let day = |on: NaiveDate| on.signed_duration_since(*last).num_days() as f64;
    let pairs = newest
        .iter()
        .enumerate()
        .flat_map(|(at, a)| newest.iter().skip(at + 1).map(move |b| (a, b)));
    let slopes = pairs
        .filter(|(a, b)| b.0 > a.0)
        .map(|(a, b)| (b.1 - a.1) / (day(b.0) - day(a.0)));
    let slope = middle(slopes.collect())?;
    let level = middle(newest.iter().map(|(on, y)| y - slope * day(*on)).collect())?;
    let value = (level + slope * day(by)).max(0.0);
    Some(Course {
        value: if unit == Unit::Percent {
            value.min(100.0)
        } else {
            value
        },
        by,
        points: newest.len(),
    })
}

fn middle(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let upper = *values.get(values.len() / 2)?;
    let lower = *values.get((values.len() - 1) / 2)?;
    Some(f64::midpoint(lower, upper))
}

/// A number as people write it: at most one decimal, none when whole.
fn plain(value: f64, unit: Unit) -> String {
    let decimals = if unit == Unit::Number { 2 } else { 1 };
    let text = format!("{value:.decimals$}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    let sign = match unit {
        Unit::Percent => " %",
        Unit::Milligrams => " mg",
        Unit::Count | Unit::Number => "",
    };
    format!("{short}{sign}")
}

/// "from 19.8 % to 10 % by 2027-03-31".
pub fn aim_sentence(goal: &Goal, unit: Unit) -> String {
    let from = goal
        .from
        .map(|from| format!("from {} to ", plain(from, unit)));
    let by = goal.by.map(|by| format!(" by {by}"));
    format!(
        "{}{}{}",
        from.unwrap_or_default(),
        plain(goal.value, unit),
        by.unwrap_or_default()
    )
}
