//! Who is on long-term opioid therapy (LtOT): the clinic's rule, its hits, and people's verdicts.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::event::{Decision, Verdict};

/// Least days between the two prescriptions of the rule; 28 itself counts.
pub const DAYS_APART: i64 = 28;
/// Days looked back; day 90 itself counts.
pub const DAYS_BACK: i64 = 90;

/// The clinic's definition. Days are counted from fill to fill; 28 means 28 or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LtotRule {
    /// Two opioid prescriptions in the past 90 days (day 90 included), at least 28 days apart.
    #[default]
    TwoIn90Days,
    /// The same with day 90 left out.
    TwoInUnder90Days,
    /// The same within the past three calendar months.
    TwoInThreeMonths,
    /// An opioid prescription in each of three consecutive calendar months, the last of them this
    /// month or the one before.
    ThreeConsecutiveMonths,
}

impl LtotRule {
    /// All rules, the default first.
    pub const ALL: [Self; 4] = [
        Self::TwoIn90Days,
        Self::TwoInUnder90Days,
        Self::TwoInThreeMonths,
        Self::ThreeConsecutiveMonths,
    ];

    /// The rule in one sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::TwoIn90Days => {
                "Two opioid prescriptions in the past 90 days, at least 28 days apart"
            }
            Self::TwoInUnder90Days => {
                "Two opioid prescriptions in fewer than 90 days, at least 28 days apart"
            }
            Self::TwoInThreeMonths => {
                "Two opioid prescriptions in three calendar months, at least 28 days apart"
            }
            Self::ThreeConsecutiveMonths => {
                "An opioid prescription in each of three consecutive months"
            }
        }
    }

    /// Applies the rule to the fill dates of opioids that count, sorted, on `day`. Later dates are
    /// not looked at.
    pub fn hit(self, fills: &[NaiveDate], day: NaiveDate) -> Option<RuleHit> {
        let known = fills
            .get(..fills.partition_point(|d| *d <= day))
            .unwrap_or_default();
        if self == Self::ThreeConsecutiveMonths {
            return three_months(known, day);
        }
        let oldest = self.oldest_day(day);
        let window = known
            .get(known.partition_point(|d| *d < oldest)..)
            .unwrap_or_default();
        let (first, last) = (*window.first()?, *window.last()?);
        ((last - first).num_days() >= DAYS_APART).then_some(RuleHit {
            first,
            last,
            rule: self,
        })
    }

    /// The oldest fill date that the rule looks at on `day`.
    pub fn oldest_day(self, day: NaiveDate) -> NaiveDate {
        match self {
            Self::TwoIn90Days => day - chrono::Duration::days(DAYS_BACK),
            Self::TwoInUnder90Days => day - chrono::Duration::days(DAYS_BACK - 1),
            // 31 May less three months is 28 or 29 February: the last day the month has.
            Self::TwoInThreeMonths => day.checked_sub_months(Months::new(3)).unwrap_or(day),
            Self::ThreeConsecutiveMonths => day
                .with_day(1)
                .and_then(|first| first.checked_sub_months(Months::new(3)))
                .unwrap_or(day),
        }
    }
}

/// The two prescriptions furthest apart that hit the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleHit {
    /// Fill date of the earlier one.
    pub first: NaiveDate,
    /// Fill date of the later one.
    pub last: NaiveDate,
    /// The rule.
    pub rule: LtotRule,
}

impl RuleHit {
    /// "filled 2026-07-02 and 2026-09-20, 80 days apart".
    pub fn sentence(&self) -> String {
        format!(
            "filled {} and {}, {} days apart",
            self.first,
            self.last,
            (self.last - self.first).num_days()
        )
    }
}

fn month_number(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0() as i32
}

fn three_months(fills: &[NaiveDate], day: NaiveDate) -> Option<RuleHit> {
    let this = month_number(day);
    let in_month = |month: i32| {
        fills
            .iter()
            .rev()
            .find(|d| month_number(**d) == month)
            .copied()
    };
    [this, this - 1].into_iter().find_map(|end| {
        in_month(end - 1)?;
        Some(RuleHit {
            first: in_month(end - 2)?,
            last: in_month(end)?,
            rule: LtotRule::ThreeConsecutiveMonths,
        })
    })
}

/// The newest verdict that holds on `day`. A later verdict of a person replaces an earlier one.
pub fn verdict_on(decisions: &[Decision], day: NaiveDate) -> Option<&Decision> {
    decisions.iter().rev().find(|d| d.holds_on(day))
}

/// Whether a patient belongs to the LtOT population of `day`: whom the rule finds that day, less
/// those a person rejected, plus those a person put on the list for that time. A confirmation is
/// kept as evidence and does not outlast the rule's finding.
pub fn is_on_ltot(hit: Option<RuleHit>, verdict: Option<&Decision>) -> bool {
    match verdict.map(|d| d.verdict) {
        Some(Verdict::Rejected) => false,
        Some(Verdict::Added) => true,
        Some(Verdict::Confirmed | Verdict::Deferred) | None => hit.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn check(rule: LtotRule, on: &str, fills: &[&str], expected: bool) {
        let fills: Vec<_> = fills.iter().map(|f| day(f)).collect();
        assert_eq!(
            rule.hit(&fills, day(on)).is_some(),
            expected,
            "{rule:?} on {on}: {fills:?}"
        );
    }

    #[test]
    fn the_default_rule_counts_28_and_90_in() {
        let rule = LtotRule::TwoIn90Days;
        let on = "2026-09-30";
        check(rule, on, &["2026-08-23", "2026-09-20"], true);
        check(rule, on, &["2026-08-24", "2026-09-20"], false);
        check(rule, on, &["2026-07-02", "2026-07-30"], true);
        check(rule, on, &["2026-07-01", "2026-07-29"], false);
        check(rule, on, &["2026-08-23", "2026-09-06", "2026-09-20"], true);
        check(rule, on, &["2026-09-10", "2026-09-10"], false);
        check(rule, on, &["2026-09-25"], false);
        check(rule, on, &["2026-09-05", "2026-10-20"], false);
        check(rule, on, &[], false);
    }

    #[test]
    fn the_other_rules_differ_at_their_edges() {
        let on = "2026-09-30";
        check(
            LtotRule::TwoInUnder90Days,
            on,
            &["2026-07-02", "2026-07-30"],
            false,
        );
        check(
            LtotRule::TwoInUnder90Days,
            on,
            &["2026-07-03", "2026-07-31"],
            true,
        );
        check(
            LtotRule::TwoInThreeMonths,
            on,
            &["2026-06-30", "2026-07-29"],
            true,
        );
        check(
            LtotRule::TwoInThreeMonths,
            on,
            &["2026-06-29", "2026-07-29"],
            false,
        );
        check(
            LtotRule::TwoInThreeMonths,
            "2026-05-31",
            &["2026-02-28", "2026-03-31"],
            true,
        );
        check(
            LtotRule::TwoInThreeMonths,
            "2026-05-31",
            &["2026-02-27", "2026-03-30"],
            false,
        );
        check(
            LtotRule::ThreeConsecutiveMonths,
            on,
            &["2026-07-31", "2026-08-01", "2026-09-01"],
            true,
        );
        check(
            LtotRule::ThreeConsecutiveMonths,
            "2026-10-02",
            &["2026-07-31", "2026-08-01", "2026-09-01"],
            true,
        );
        check(
            LtotRule::ThreeConsecutiveMonths,
            on,
            &["2026-06-30", "2026-07-31", "2026-09-01"],
            false,
        );
    }

    #[test]
    fn people_have_the_last_word_for_the_time_they_name() {
        let hit =
            LtotRule::TwoIn90Days.hit(&[day("2026-08-01"), day("2026-09-01")], day("2026-09-30"));
        let decision = |verdict, from: Option<&str>| Decision {
            id: crate::domain::ids::DecisionId(1),
            patient: crate::domain::ids::PatientId(1),
            verdict,
            from: from.map(day),
            to: None,
            reason: String::new(),
            found_by: String::new(),
            by: String::new(),
            decided_on: day("2026-09-30"),
        };
        assert!(is_on_ltot(hit, None));
        assert!(!is_on_ltot(hit, Some(&decision(Verdict::Rejected, None))));
        assert!(is_on_ltot(None, Some(&decision(Verdict::Added, None))));
        assert!(!is_on_ltot(None, Some(&decision(Verdict::Confirmed, None))));
        let later = [decision(Verdict::Rejected, Some("2026-10-01"))];
        assert!(verdict_on(&later, day("2026-09-30")).is_none());
        assert!(verdict_on(&later, day("2026-10-01")).is_some());
    }
}
