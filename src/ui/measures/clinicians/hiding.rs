//! Which clinicians or teams a room may see: small counts are hidden, and so is what gives them away.
//!
//! All of a group is hidden or nothing. Of what two groups hide completely, nobody can tell how
//! much is whose (the rule of [`crate::domain::suppression`]), so one hidden group always has a
//! second. Those hidden in one period are a part of those hidden in the small multiples: nothing
//! follows from seeing both pictures one after the other. Whom the patients' table hides is hidden here
//! as well, and teams are not projected: nothing follows from putting them side by side.

use chrono::NaiveDate;

use super::groups::Groups;
use crate::domain::measure::{SeriesPoint, Unit};
use crate::ui::measures::summary::Summary;

/// Whether each group has to be hidden in a picture of all periods: shown before and after, a
/// hidden number would be given away by the differences.
pub(super) fn hidden_ever(groups: &Groups, clinic: &Summary, k: u32) -> Vec<bool> {
    let mut ever = groups.hidden_elsewhere.clone();
    ever.resize(groups.all.len(), false);
    let mut sizes = vec![0; groups.all.len()];
    let mut is_rest_small = false;
    for end in &groups.ends {
        let on = Counts::on(groups, clinic, *end);
        for (ever, small) in ever.iter_mut().zip(on.small(k)) {
            *ever |= small;
        }
        for (sum, size) in sizes.iter_mut().zip(on.sizes()) {
            *sum += size;
        }
        is_rest_small |= on.is_rest_small(k);
    }
    add_second(&mut ever, is_rest_small, &sizes, |_| true);
    ever
}

/// Whether each group has to be hidden in a picture of one period.
pub(super) fn hidden_on(groups: &Groups, clinic: &Summary, end: NaiveDate, k: u32) -> Vec<bool> {
    let on = Counts::on(groups, clinic, end);
    let ever = hidden_ever(groups, clinic, k);
    let mut hidden = on.small(k);
    for (hidden, elsewhere) in hidden.iter_mut().zip(&groups.hidden_elsewhere) {
        *hidden |= elsewhere;
    }
    let sizes = on.sizes();
    add_second(&mut hidden, on.is_rest_small(k), &sizes, |at| {
        ever.get(at) == Some(&true)
    });
    hidden
}

/// Hides one more, where one alone would be what the others leave of the clinic's total: the
/// smallest that there is anybody in.
fn add_second(
    hidden: &mut [bool],
    is_rest_small: bool,
    sizes: &[u32],
    may: impl Fn(usize) -> bool,
) {
    let count = hidden.iter().filter(|h| **h).count();
    if count > 1 || (count == 0 && !is_rest_small) {
        return;
    }
    let size = |at: usize| sizes.get(at).copied().unwrap_or(0);
    let open = hidden.iter().enumerate().filter(|(_, hidden)| !**hidden);
    let second = open
        .map(|(at, _)| at)
        .filter(|at| may(*at))
        .min_by_key(|at| (size(*at) == 0, size(*at)));
    if let Some(second) = second.and_then(|at| hidden.get_mut(at)) {
        *second = true;
    }
}

/// The numerators and denominators of one period.
struct Counts {
    of_groups: Vec<(u32, u32)>,
    /// What of the clinic's counts is in no group: samples without a clinician.
    rest: (u32, u32),
}

impl Counts {
    fn on(groups: &Groups, clinic: &Summary, end: NaiveDate) -> Self {
        let unit = clinic.unit();
        let all = groups.all.iter();
        let of_groups: Vec<(u32, u32)> = all.map(|g| counts(unit, g.point_on(end))).collect();
        let whole = clinic.series.points.iter().find(|p| p.end == end);
        let whole = counts(unit, whole);
        let numerators: u32 = of_groups.iter().map(|(n, _)| n).sum();
        let denominators: u32 = of_groups.iter().map(|(_, d)| d).sum();
        Self {
            of_groups,
            rest: (
                whole.0.saturating_sub(numerators),
                whole.1.saturating_sub(denominators),
            ),
        }
    }

    fn small(&self, k: u32) -> Vec<bool> {
        self.of_groups.iter().map(|c| is_small(*c, k)).collect()
    }

    fn is_rest_small(&self, k: u32) -> bool {
        is_small(self.rest, k)
    }

    fn sizes(&self) -> Vec<u32> {
        self.of_groups.iter().map(|(_, size)| *size).collect()
    }
}

/// The patients counted, those asked about, and those asked about and not counted.
fn is_small((numerator, denominator): (u32, u32), k: u32) -> bool {
    let rest = denominator.saturating_sub(numerator);
    [numerator, denominator, rest]
        .iter()
        .any(|n| (1..k).contains(n))
}

/// The two counts behind a point. Behind a mean or a median only its patients are counted, and
/// behind a count the counted themselves.
fn counts(unit: Unit, point: Option<&SeriesPoint>) -> (u32, u32) {
    let whole = |n: Option<f64>| n.unwrap_or(0.0).round().max(0.0) as u32;
    let Some(point) = point else {
        return (0, 0);
    };
    let (numerator, denominator) = (whole(point.numerator), whole(point.denominator));
    match unit {
        Unit::Percent => (numerator, denominator),
        Unit::Count => (numerator, numerator),
        Unit::Milligrams | Unit::Number => (denominator, denominator),
    }
}
