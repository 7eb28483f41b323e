//! The month ends that measures are taken at.

use chrono::{Datelike, Duration, Months, NaiveDate};

use crate::domain::workbook::Workbook;

/// The last day of the month of `day`.
pub fn month_end(day: NaiveDate) -> NaiveDate {
    let first = day.with_day(1).unwrap_or(day);
    first
        .checked_add_months(Months::new(1))
        .map_or(day, |next| next - Duration::days(1))
}

/// The month ends from one month to another, both included.
pub fn month_ends_between(from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let mut ends = Vec::new();
    let mut end = month_end(from);
    while end <= month_end(to) {
        ends.push(end);
        end = month_end(end + Duration::days(1));
    }
    ends
}

/// The month ends that the fills can speak for: the rule's look-back lies inside the data, and the
/// last month's fills reach its last week.
pub fn month_ends_in_data(workbook: &Workbook) -> Vec<NaiveDate> {
    let Some((first, last)) = workbook.fill_period() else {
        return Vec::new();
    };
    let rule = workbook.settings.ltot_rule;
    let mut ends = month_ends_between(first, last);
    ends.retain(|end| rule.oldest_day(*end) >= first && last > *end - Duration::days(7));
    ends
}
