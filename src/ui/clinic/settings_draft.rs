//! What is typed into the form of the settings: raw text beside its error, read as one.

use crate::domain::clinic::{OverlapRule, Settings, Thresholds};
use crate::domain::long_term_therapy::LtotRule;
use crate::domain::morphine_equivalent::FactorSetId;
use crate::domain::typed_number::parse_typed_number;

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
    /// Choices that are made elsewhere.
    kept: Settings,
}

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
            kept: settings.clone(),
        }
    }

    /// The settings typed; `None` while a field has an error.
    pub fn read(&self) -> Option<Settings> {
        if self.errors().iter().any(Option::is_some) {
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
            idle_lock_minutes: self.idle_minutes.trim().parse().ok()?,
            ..self.kept.clone()
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
        let is_good = self
            .naloxone_months
            .trim()
            .parse()
            .is_ok_and(|m: u32| (1..=60).contains(&m));
        (!is_good).then_some("1 to 60 months.")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saved_settings_read_back_as_they_were() {
        for factor_set in FactorSetId::ALL {
            for ltot_rule in LtotRule::ALL {
                let settings = Settings {
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
