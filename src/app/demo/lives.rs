//! What happens to each patient of the demo clinic: courses, refills, tapers, checks.

use chrono::{Duration, Months, NaiveDate};

use super::cast::{REGIMENS, Regimen};
use super::maker::Maker;
use crate::domain::event::EventKind;

/// Patients on long-term opioids at some time; about 120 of them on any day.
const ON_OPIOIDS: usize = 146;
/// Month, counted from the first, in which the dose review begins.
const REVIEW_BEGINS: u32 = 20;

impl Maker {
    /// The life of the patient at `at`.
    pub fn live(&mut self, at: usize) {
        if at < ON_OPIOIDS {
            self.long_term(at);
        } else {
            self.short_or_none(at);
        }
    }

    /// A patient on long-term opioids: regimen, sedatives, naloxone and checks.
    fn long_term(&mut self, at: usize) {
        let period = self.period(at);
        let high = at.is_multiple_of(9) || at % 11 == 3;
        let regimens: Vec<&Regimen> = REGIMENS.iter().filter(|r| r.high == high).collect();
        let Some(regimen) = regimens.get(self.dice.below(regimens.len())) else {
            return;
        };
        self.opioid(at, regimen, period);
        if self.dice.chance(0.04) {
            self.course(
                at,
                "Butrans 10 MCG/HR Transdermal Patch Weekly",
                4.0,
                28,
                period,
            );
        }
        self.sedatives(at, period);
        self.naloxone(at, high, period);
        self.checks(at, period);
    }

    /// From when to when the patient is treated: most all the time, some come or leave.
    fn period(&mut self, at: usize) -> (NaiveDate, NaiveDate) {
        let days = (self.last - self.first).num_days() as usize;
        let start = if at % 5 == 2 {
            self.dice.below(days * 3 / 4)
        } else {
            self.dice.below(24)
        };
        let end = if at % 5 == 4 {
            days / 4 + self.dice.below(days * 3 / 4)
        } else {
            days
        };
        (
            self.first + Duration::days(start as i64),
            self.first + Duration::days(end as i64),
        )
    }

    /// Refill after refill; after the review a dose of 90 or more goes down a step every four fills.
    fn opioid(&mut self, at: usize, regimen: &Regimen, (from, to): (NaiveDate, NaiveDate)) {
        let review = self
            .first
            .checked_add_months(Months::new(REVIEW_BEGINS))
            .unwrap_or(from)
            + Duration::days((at % 7) as i64 * 32);
        let tapers = regimen.high && (at.is_multiple_of(3) || at % 7 == 2);
        let (mut day, mut step, mut since_review) = (from, 0_usize, 0_u32);
        while day <= to {
            let Some((product, per_day)) = regimen.steps.get(step.min(regimen.steps.len() - 1))
            else {
                return;
            };
            let days = if at.is_multiple_of(3) { 30 } else { 28 };
            let quantity = if at % 57 == 11 && self.dice.chance(0.3) {
                None
            } else {
                Some((per_day * f64::from(days)).round())
            };
            self.fill(at, product, quantity, Some(days), day);
            day += Duration::days(i64::from(days) + self.refill_shift());
            if tapers && day >= review {
                since_review += 1;
                step += usize::from(since_review % 4 == 1);
            }
        }
    }

    /// Most refills are on the day, some a little late or early.
    fn refill_shift(&mut self) -> i64 {
        match self.dice.below(60) {
            0 => -1,
            1..=4 => 2,
            5..=7 => 6,
            8 => 38,
            _ => 0,
        }
    }

    fn course(
        &mut self,
        at: usize,
        product: &str,
        quantity: f64,
        days: u16,
        (from, to): (NaiveDate, NaiveDate),
    ) {
        let mut day = from + Duration::days(self.dice.below(20) as i64);
        while day <= to {
            self.fill(at, product, Some(quantity), Some(days), day);
            day += Duration::days(i64::from(days));
        }
    }

    fn sedatives(&mut self, at: usize, (from, to): (NaiveDate, NaiveDate)) {
        if at % 6 == 1 {
            let product = [
                "clonazePAM 0.5 MG Oral Tablet",
                "ALPRAZolam 0.5 MG Oral Tablet",
                "LORazepam 1 MG Oral Tablet",
            ];
            let product = product.get(self.dice.below(3)).copied().unwrap_or_default();
            let stops = self.dice.chance(0.35);
            let middle = from + (to - from) * 2 / 3;
            self.course(
                at,
                product,
                60.0,
                30,
                (from, if stops { middle } else { to }),
            );
        } else if at % 17 == 4 {
            self.course(
                at,
                "Carisoprodol 350 MG Oral Tablet",
                30.0,
                30,
                (from + (to - from) / 3, to),
            );
        }
        if at % 4 == 2 {
            self.course(at, "Gabapentin 300 MG Oral Capsule", 90.0, 30, (from, to));
        }
    }

    /// Rare at first, common after the review begins.
    fn naloxone(&mut self, at: usize, high: bool, (from, to): (NaiveDate, NaiveDate)) {
        let review = self
            .first
            .checked_add_months(Months::new(REVIEW_BEGINS))
            .unwrap_or(from);
        let mut day = from + Duration::days(self.dice.below(90) as i64);
        while day <= to {
            let likely = if day < review {
                0.16
            } else if high {
                0.85
            } else {
                0.45
            };
            if self.dice.chance(likely) {
                self.fill(
                    at,
                    "Naloxone HCl 4 MG/0.1ML Nasal Spray",
                    Some(2.0),
                    Some(1),
                    day,
                );
            }
            day += Duration::days(200 + self.dice.below(130) as i64);
        }
    }

    fn checks(&mut self, at: usize, (from, to): (NaiveDate, NaiveDate)) {
        let mut day = from + Duration::days(self.dice.below(40) as i64);
        let mut peg = 4.0 + self.dice.below(50) as f64 / 10.0;
        self.standing(at, day);
        while day <= to {
            self.event(at, day, EventKind::Visit, "pain visit");
            peg = (peg + (self.dice.below(31) as f64 - 17.0) / 10.0).clamp(0.7, 9.7);
            if self.dice.chance(0.7) {
                self.event(
                    at,
                    day,
                    EventKind::Peg,
                    &format!("{:.1}", (peg * 3.0).round() / 3.0),
                );
            }
            if self.dice.chance(0.6) {
                self.event(at, day, EventKind::PdmpCheck, "reviewed");
            }
            if self.dice.chance(0.3) {
                let result = if self.dice.chance(0.1) {
                    "unexpected"
                } else {
                    "expected"
                };
                self.event(
                    at,
                    day + Duration::days(1),
                    EventKind::UrineDrugTest,
                    result,
                );
            }
            if self.dice.chance(0.16) {
                self.event(at, day, EventKind::Agreement, "signed");
            }
            day += Duration::days(70 + self.dice.below(50) as i64);
        }
    }

    /// The tier and the diagnosis code in the chart; some lack either.
    fn standing(&mut self, at: usize, day: NaiveDate) {
        let tier = ["low", "moderate", "high"].get(at % 5);
        if let Some(tier) = tier {
            self.event(at, day, EventKind::RiskTier, tier);
        }
        let code = if at % 7 == 2 { "M54.50" } else { "Z79.891" };
        if at % 13 != 4 {
            self.event(at, day, EventKind::DiagnosisCode, code);
        }
    }

    /// Everybody else: a short course after an injury, or only other medicines.
    fn short_or_none(&mut self, at: usize) {
        let days = (self.last - self.first).num_days() as usize;
        let day = self.first + Duration::days(self.dice.below(days) as i64);
        match at % 5 {
            0 => self.fill(
                at,
                "HYDROcodone-Acetaminophen 5-325 MG Oral Tablet",
                Some(20.0),
                Some(5),
                day,
            ),
            1 if at % 35 == 1 => {
                // A yearly order in 90-day fills: on opioids, never two fills within the rule.
                let mut day = self.first + Duration::days((at % 60) as i64);
                while day <= self.last {
                    self.fill(
                        at,
                        "traMADol HCl 50 MG Oral Tablet",
                        Some(180.0),
                        Some(90),
                        day,
                    );
                    day += Duration::days(91);
                }
            }
            2 if at % 35 == 2 => self.course(
                at,
                "Buprenorphine-Naloxone 8-2 MG Sublingual Film",
                56.0,
                28,
                (day, self.last),
            ),
            _ => self.fill(
                at,
                "Sertraline HCl 50 MG Oral Tablet",
                Some(90.0),
                Some(90),
                day,
            ),
        }
    }
}
