//! The length of time a point stands for: its word, its labels, and where these may fall.

use chrono::{Datelike, Days, Months, NaiveDate};

/// How long a time each point stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Period {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    #[default]
    Month,
    /// A quarter of a calendar year.
    Quarter,
}

/// A distance of labels under the axis, in calendar time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Every {
    /// So many days; whole weeks begin on Monday.
    Days(i32),
    /// So many months, counted from January.
    Months(i32),
}

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

impl Period {
    /// One point's time in a word: `month`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
        }
    }

    /// What stands under a point, without its year: `03-09`, `Mar`, `Q1`.
    pub fn label(self, on: NaiveDate) -> String {
        match self {
            Self::Day | Self::Week => on.format("%m-%d").to_string(),
            Self::Month => on.format("%b").to_string(),
            Self::Quarter => format!("Q{}", on.month0() / 3 + 1),
        }
    }

    /// A day of the time before.
    pub(super) fn before(self, on: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => on.pred_opt(),
            Self::Week => on.checked_sub_days(Days::new(7)),
            Self::Month => on.checked_sub_months(Months::new(1)),
            Self::Quarter => on.checked_sub_months(Months::new(3)),
        }
    }

    /// A label as wide as any, the year under it among them.
    pub(super) const fn widest_label(self) -> &'static str {
        match self {
            Self::Day | Self::Week => "00-00",
            Self::Month | Self::Quarter => "2026",
        }
    }

    /// The distances at which labels may stand, close to far: every point, then weeks, months,
    /// quarters and years, never a number of points that means nothing in the calendar.
    pub(super) const fn label_steps(self) -> &'static [Every] {
        match self {
            Self::Day => &[
                Every::Days(1),
                Every::Days(2),
                Every::Days(7),
                Every::Days(14),
                Every::Months(1),
                Every::Months(3),
                Every::Months(6),
                Every::Months(12),
                Every::Months(24),
                Every::Months(60),
            ],
            Self::Week => &[
                Every::Days(7),
                Every::Days(14),
                Every::Months(1),
                Every::Months(3),
                Every::Months(6),
                Every::Months(12),
                Every::Months(24),
                Every::Months(60),
            ],
            Self::Month => &[
                Every::Months(1),
                Every::Months(3),
                Every::Months(6),
                Every::Months(12),
                Every::Months(24),
                Every::Months(36),
                Every::Months(60),
                Every::Months(120),
            ],
            Self::Quarter => &[
                Every::Months(3),
                Every::Months(6),
                Every::Months(12),
                Every::Months(24),
                Every::Months(60),
                Every::Months(120),
            ],
        }
    }
}
