//! Where labels may fall under points of each length of time, and what stands there.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::domain::measure::Period;

/// A distance of labels under the axis, in calendar time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Every {
    /// So many days; whole weeks begin on Monday.
    Days(i32),
    /// So many months, counted from January.
    Months(i32),
}

/// The distances at which labels may stand, close to far: never a number of points that means
/// nothing in the calendar.
const STEPS: [Every; 12] = [
    Every::Days(1),
    Every::Days(2),
    Every::Days(7),
    Every::Days(14),
    Every::Months(1),
    Every::Months(3),
    Every::Months(6),
    Every::Months(12),
    Every::Months(24),
    Every::Months(36),
    Every::Months(60),
    Every::Months(120),
];

impl Every {
    /// The number of the stretch that a day lies in.
    pub(super) fn stretch_of(self, on: NaiveDate) -> i32 {
        match self {
            Self::Days(length) => monday_days(on).div_euclid(length),
            Self::Months(length) => months(on).div_euclid(length),
        }
    }
}

/// Days since a Monday.
fn monday_days(on: NaiveDate) -> i32 {
    on.num_days_from_ce() - 1
}

fn months(on: NaiveDate) -> i32 {
    on.year() * 12 + on.month0() as i32
}

/// What stands under a point, without its year: `03-09`, `Mar`, `Q1`.
pub(super) fn label(period: Period, on: NaiveDate) -> String {
    match period {
        Period::Day | Period::Week => on.format("%m-%d").to_string(),
        Period::Month => on.format("%b").to_string(),
        Period::Quarter => format!("Q{}", on.month0() / 3 + 1),
    }
}

/// A day of the time before.
pub(super) fn before(period: Period, on: NaiveDate) -> Option<NaiveDate> {
    match period {
        Period::Day => on.pred_opt(),
        Period::Week => on.checked_sub_days(Days::new(7)),
        Period::Month => on.checked_sub_months(Months::new(1)),
        Period::Quarter => on.checked_sub_months(Months::new(3)),
    }
}

/// A label as wide as any, the year under it among them.
pub(super) const fn widest_label(period: Period) -> &'static str {
    match period {
        Period::Day | Period::Week => "00-00",
        Period::Month | Period::Quarter => "2026",
    }
}

/// The distances for points of a length of time: from one point to the next, and farther.
pub(super) fn label_steps(period: Period) -> impl Iterator<Item = Every> {
    let first = match period {
        Period::Day => Every::Days(1),
        Period::Week => Every::Days(7),
        Period::Month => Every::Months(1),
        Period::Quarter => Every::Months(3),
    };
    STEPS.into_iter().skip_while(move |step| *step != first)
}
