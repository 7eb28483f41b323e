//! What became of a stage up to today, and the sentence that says so.

use chrono::NaiveDate;

use super::StageBar;

/// A stage as it is drawn: what lies behind today is actual, what lies ahead is planned.
pub(super) struct Course {
    /// First and last planned day; without a last day it goes on.
    pub planned: Option<(NaiveDate, Option<NaiveDate>)>,
    /// First and last day that it has really taken so far.
    pub actual: Option<(NaiveDate, NaiveDate)>,
    /// When it ended.
    pub done: Option<NaiveDate>,
    /// When a stage that has not ended is expected to.
    pub expected: Option<NaiveDate>,
}

impl Course {
    pub(super) fn of(stage: &StageBar, today: NaiveDate) -> Self {
        let past = |day: &NaiveDate| *day <= today;
        let began = stage.began.filter(past);
        let done = stage.ended.filter(past);
        let actual = match (began, done) {
            (Some(began), Some(done)) => Some((began.min(done), done)),
            (Some(began), None) => Some((began, today)),
            (None, Some(done)) => Some((done, done)),
            (None, None) => None,
        };
        let ends = stage.expected_end.or(stage.ended);
        let planned = stage
            .planned
            .map(|(from, to)| (from, to.map(|to| to.max(from))));
        let to_come = stage.began.filter(|_| actual.is_none());
        let planned = planned.or(to_come.map(|from| (from, ends.filter(|to| *to >= from))));
        let is_expected = done.is_none() && (actual.is_some() || planned.is_none());
        Self {
            planned,
            actual,
            done,
            expected: ends.filter(|_| is_expected),
        }
    }

    /// How far the planned end lies behind a stage that has begun and not ended.
    pub(super) fn overrun(&self, today: NaiveDate) -> Option<(NaiveDate, String)> {
        let to = self.planned?.1?;
        if self.done.is_some() || self.actual.is_none() {
            return None;
        }
        Some((to, over_words(to, today)?))
    }

    /// The whole course in words.
    pub(super) fn sentence(&self, today: NaiveDate) -> String {
        let mut facts = Vec::new();
        if let Some((from, to)) = self.planned {
            facts.push(match to {
                Some(to) => format!("planned {from} to {to}"),
                None => format!("planned from {from}"),
            });
        }
        if let Some((began, _)) = self
            .actual
            .filter(|(from, to)| from < to || self.done.is_none())
        {
            facts.push(format!("began {began}"));
        }
        if let Some(done) = self.done {
            facts.push(format!("done {done}"));
        }
        if let Some(expected) = self.expected {
            facts.push(format!("expected {expected}"));
        }
        let late = self.expected.and_then(|day| over_words(day, today));
        facts.extend(self.overrun(today).map(|(_, over)| over).or(late));
        if facts.is_empty() {
            facts.push(NO_DATES.to_owned());
        }
        facts.join(", ")
    }
}

/// What a stage without dates is told by.
pub(super) const NO_DATES: &str = "no dates yet";

/// How long a day lies behind: `5 days over`, `6 weeks over`, `4 months over`; counted in whole
/// ones, weeks from two and months from nine weeks on.
pub(super) fn over_words(day: NaiveDate, today: NaiveDate) -> Option<String> {
    let days = (today - day).num_days();
    let (number, one) = match days {
        ..=0 => return None,
        1..14 => (days, "day"),
        14..63 => (days / 7, "week"),
        _ => ((days as f64 / 30.44) as i64, "month"),
    };
    let many = if number == 1 { "" } else { "s" };
    Some(format!("{number} {one}{many} over"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_over_is_said_in_whole_days_weeks_or_months() {
        let today: NaiveDate = "2026-10-12".parse().unwrap();
        let cases = [
            ("2026-10-12", None),
            ("2026-11-12", None),
            ("2026-10-11", Some("1 day over")),
            ("2026-09-29", Some("13 days over")),
            ("2026-09-28", Some("2 weeks over")),
            ("2026-08-31", Some("6 weeks over")),
            ("2026-08-10", Some("2 months over")),
            ("2024-10-12", Some("23 months over")),
        ];
        for (day, expected) in cases {
            let found = over_words(day.parse().unwrap(), today);
            assert_eq!(found.as_deref(), expected, "{day}");
        }
    }
}
