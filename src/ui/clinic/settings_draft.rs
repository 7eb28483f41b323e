//! What is typed into the form of the settings: raw text beside its error, read as one.

use chrono::NaiveDate;

use crate::domain::care_gap::GapSettings;
use crate::domain::case_review::ReviewReasons;
use crate::domain::clinic::{LookBack, OverlapRule, Settings, Thresholds};
use crate::domain::long_term_therapy::LtotRule;
use crate::domain::morphine_equivalent::FactorSetId;
use crate::domain::run_chart::{Rules, ShiftLength, TrendLength};
use crate::domain::typed_number::parse_typed_number;
use crate::ui::widgets::DateField;

/// The form as typed.
#[expect(
    clippy::struct_excessive_bools,
    reason = "one for each box of the form"
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct SettingsDraft {
    pub first: String,
    pub second: String,
    pub factors: Option<usize>,
    pub borrow: bool,
    /// 0 adds, 1 counts the latest only.
    pub overlap: usize,
    pub rule: usize,
    pub buprenorphine: bool,
    pub gabapentinoids: bool,
    pub other_sedatives: bool,
    pub naloxone_months: String,
    pub idle_minutes: String,
    /// Months of agreement, PDMP, urine drug test, MED; then of a visit by tier.
    pub months: [String; 7],
    pub version_from: DateField,
    pub code: String,
    pub smallest_count: String,
    /// 0 is Anhøj's rules, 1 those of the IHI.
    pub rules: usize,
    pub shift: usize,
    /// 0 is off.
    pub trend: usize,
    pub runs: bool,
    /// Rules of care gaps.
    pub gaps: GapSettings,
    /// Who comes up for review.
    pub review_reasons: ReviewReasons,
}

/// Lengths of a shift, in the order of the form.
pub(super) const SHIFTS: [ShiftLength; 3] =
    [ShiftLength::Six, ShiftLength::Seven, ShiftLength::Eight];
/// Lengths of a trend, in the order of the form after "off".
pub(super) const TRENDS: [TrendLength; 3] =
    [TrendLength::Five, TrendLength::Six, TrendLength::Seven];

impl SettingsDraft {
    /// The form of saved settings.
    pub fn of(settings: &Settings) -> Self {
        Self {
            first: settings.thresholds.first.to_string(),
            second: settings.thresholds.second.to_string(),
            factors: FactorSetId::ALL
                .iter()
                .position(|s| *s == settings.factor_set),
            borrow: settings.borrow_missing_factors,
            overlap: usize::from(settings.overlap == OverlapRule::LatestOnly),
            rule: LtotRule::ALL
                .iter()
                .position(|r| *r == settings.ltot_rule)
                .unwrap_or(0),
            buprenorphine: settings.count_sublingual_buprenorphine,
            gabapentinoids: settings.gabapentinoids_are_sedatives,
            other_sedatives: settings.other_sedatives,
            naloxone_months: settings.naloxone_months.to_string(),
            idle_minutes: settings.idle_lock_minutes.to_string(),
            months: months(&settings.look_back).map(|m| m.to_string()),
            version_from: DateField::new(settings.agreement_version_from),
            code: settings.diagnosis_code.clone(),
            smallest_count: settings.smallest_count_shown.to_string(),
            rules: usize::from(settings.run_chart_rules != Rules::Anhoej),
            gaps: settings.gaps.clone(),
            review_reasons: settings.review_reasons.clone(),
            ..Self::of_rules(settings.run_chart_rules)
        }
    }

    /// The choices about the IHI's rules; the usual ones under Anhøj's.
    fn of_rules(rules: Rules) -> Self {
        let (shift, trend, runs) = match rules {
            Rules::Anhoej => (ShiftLength::Six, None, false),
            Rules::Ihi { shift, trend, runs } => (shift, trend, runs),
        };
        Self {
            shift: SHIFTS.iter().position(|s| *s == shift).unwrap_or(0),
            trend: trend
                .and_then(|trend| TRENDS.iter().position(|t| *t == trend))
                .map_or(0, |at| at + 1),
            runs,
            ..Self::default()
        }
    }

    /// The rules chosen.
    pub fn run_chart_rules(&self) -> Rules {
        if self.rules == 0 {
            return Rules::Anhoej;
        }
        Rules::Ihi {
            shift: SHIFTS.get(self.shift).copied().unwrap_or(ShiftLength::Six),
            trend: self
                .trend
                .checked_sub(1)
                .and_then(|at| TRENDS.get(at))
                .copied(),
            runs: self.runs,
        }
    }

    fn look_back(&self) -> Option<LookBack> {
        let mut read = [0; 7];
        for (slot, typed) in read.iter_mut().zip(&self.months) {
            *slot = typed.trim().parse().ok()?;
        }
        let [agreement, pdmp, urine_test, med, low, moderate, high] = read;
        Some(LookBack {
            agreement_months: agreement,
            pdmp_months: pdmp,
            urine_test_months: urine_test,
            med_months: med,
            visit_months: [low, moderate, high],
        })
    }

    /// The day from which the agreement holds, as typed.
    pub fn version_day(&self) -> Option<NaiveDate> {
        self.version_from.date()
    }

    /// The settings typed; `None` while a field has an error.
    pub fn read(&self) -> Option<Settings> {
        if self.errors().iter().any(Option::is_some) || self.check_errors().next().is_some() {
            return None;
        }
        Some(Settings {
            thresholds: Thresholds {
                first: parse_typed_number(&self.first)?,
                second: parse_typed_number(&self.second)?,
            },
            factor_set: self.factor_set(),
            borrow_missing_factors: self.borrow,
            overlap: if self.overlap == 1 {
                OverlapRule::LatestOnly
            } else {
                OverlapRule::Add
            },
            ltot_rule: LtotRule::ALL.get(self.rule).copied().unwrap_or_default(),
            count_sublingual_buprenorphine: self.buprenorphine,
            gabapentinoids_are_sedatives: self.gabapentinoids,
            other_sedatives: self.other_sedatives,
            naloxone_months: self.naloxone_months.trim().parse().ok()?,
            look_back: self.look_back()?,
            agreement_version_from: self.version_day(),
            diagnosis_code: self.code.trim().to_owned(),
            gaps: self.gaps.clone(),
            review_reasons: self.review_reasons.clone(),
            run_chart_rules: self.run_chart_rules(),
            smallest_count_shown: self.smallest_count.trim().parse().ok()?,
            idle_lock_minutes: self.idle_minutes.trim().parse().ok()?,
        })
    }

    fn errors(&self) -> [Option<&'static str>; 4] {
        [
            self.first_error(),
            self.second_error(),
            self.naloxone_error(),
            self.idle_error(),
        ]
    }

    fn check_errors(&self) -> impl Iterator<Item = &'static str> {
        let months = self.months.iter().filter_map(|m| months_error(m));
        let day = (!self.version_from.is_usable()).then_some("This is not a date.");
        months
            .chain(self.count_error())
            .chain(self.code_error())
            .chain(day)
    }

    pub fn count_error(&self) -> Option<&'static str> {
        let count = self.smallest_count.trim().parse();
        let is_good = count.is_ok_and(|c: u32| (5..=20).contains(&c));
        (!is_good).then_some("5 to 20.")
    }

    pub fn code_error(&self) -> Option<&'static str> {
        let is_empty = self.code.trim().is_empty();
        is_empty.then_some("One code, e.g. Z79.891.")
    }

    /// The table chosen.
    pub fn factor_set(&self) -> FactorSetId {
        self.factors
            .and_then(|at| FactorSetId::ALL.get(at))
            .copied()
            .unwrap_or_default()
    }

    pub fn first_error(&self) -> Option<&'static str> {
        match parse_typed_number(&self.first) {
            Some(first) if first > 0.0 => None,
            _ => Some("A number above 0, e.g. 50."),
        }
    }

    pub fn second_error(&self) -> Option<&'static str> {
        match (
            parse_typed_number(&self.first),
            parse_typed_number(&self.second),
        ) {
            (_, None) => Some("A number, e.g. 90."),
            (Some(first), Some(second)) if second <= first => {
                Some("Must be above the first limit.")
            }
            (_, Some(second)) if second > 1000.0 => Some("1000 at most."),
            _ => None,
        }
    }

    pub fn naloxone_error(&self) -> Option<&'static str> {
        months_error(&self.naloxone_months).map(|_| "1 to 60 months.")
    }

    pub fn idle_error(&self) -> Option<&'static str> {
        let is_good = self
            .idle_minutes
            .trim()
            .parse()
            .is_ok_and(|m: u32| (1..=30).contains(&m));
        (!is_good).then_some("1 to 30 minutes.")
    }
}

/// The months of a look-back in the order of the form.
fn months(back: &LookBack) -> [u32; 7] {
    let [low, moderate, high] = back.visit_months;
    [
        back.agreement_months,
        back.pdmp_months,
        back.urine_test_months,
        back.med_months,
        low,
        moderate,
        high,
    ]
}

/// Why months cannot be used.
pub(super) fn months_error(typed: &str) -> Option<&'static str> {
    let is_good = typed
        .trim()
        .parse()
        .is_ok_and(|m: u32| (1..=60).contains(&m));
    (!is_good).then_some("1 to 60.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saved_settings_read_back_as_they_were() {
        for factor_set in FactorSetId::ALL {
            for ltot_rule in LtotRule::ALL {
                let settings = Settings {
                    run_chart_rules: Rules::Ihi {
                        shift: ShiftLength::Eight,
                        trend: Some(TrendLength::Six),
                        runs: true,
                    },
                    agreement_version_from: NaiveDate::from_ymd_opt(2026, 3, 1),
                    look_back: LookBack {
                        visit_months: [12, 4, 2],
                        ..LookBack::default()
                    },
                    smallest_count_shown: 6,
                    factor_set,
                    ltot_rule,
                    overlap: OverlapRule::LatestOnly,
                    other_sedatives: true,
                    ..Settings::default()
                };
                assert_eq!(SettingsDraft::of(&settings).read(), Some(settings));
            }
        }
    }

    #[test]
    fn what_cannot_be_used_has_an_error_at_its_field() {
        let good = SettingsDraft::of(&Settings::default());
        let check = |draft: &SettingsDraft| draft.errors().map(|error| error.is_some());
        assert_eq!(check(&good), [false; 4]);
        for (first, second, wrong) in [
            ("", "90", [true, false, false, false]),
            ("0", "90", [true, false, false, false]),
            ("fifty", "90", [true, false, false, false]),
            ("50", "50", [false, true, false, false]),
            ("50", "", [false, true, false, false]),
            ("50", "1001", [false, true, false, false]),
            ("NaN", "90", [true, false, false, false]),
            ("50", "inf", [false, true, false, false]),
            ("50,5", "90.5", [false; 4]),
        ] {
            let draft = SettingsDraft {
                first: first.to_owned(),
                second: second.to_owned(),
                ..good.clone()
            };
            assert_eq!(check(&draft), wrong, "{first} {second}");
            assert_eq!(
                draft.read().is_some(),
                wrong == [false; 4],
                "{first} {second}"
            );
        }
        for wrong in ["", "0", "61", "three"] {
            let mut draft = good.clone();
            wrong.clone_into(&mut draft.months[5]);
            assert_eq!(draft.read(), None, "{wrong}");
        }
        for (count, is_right) in [("4", false), ("5", true), ("20", true), ("21", false)] {
            let draft = SettingsDraft {
                smallest_count: count.to_owned(),
                ..good.clone()
            };
            assert_eq!(draft.read().is_some(), is_right, "{count}");
        }
        for (months, minutes, wrong) in [
            ("0", "10", [false, false, true, false]),
            ("61", "10", [false, false, true, false]),
            ("12", "31", [false, false, false, true]),
            ("12", "", [false, false, false, true]),
        ] {
            let draft = SettingsDraft {
                naloxone_months: months.to_owned(),
                idle_minutes: minutes.to_owned(),
                ..good.clone()
            };
            assert_eq!(check(&draft), wrong, "{months} {minutes}");
        }
    }
}
