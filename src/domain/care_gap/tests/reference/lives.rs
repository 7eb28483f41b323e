//! Random clinics and patients, always the same ones for a seed.

use std::collections::BTreeMap;

use super::calendar::{Ymd, before, length, months_on, next, text};
use crate::domain::care_gap::GapRule;

/// Numbers by xorshift.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 20) % count as u64) as usize
    }

    pub fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    pub fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    fn any_day(&mut self, years: std::ops::Range<i32>) -> Ymd {
        let year = years.start + self.below((years.end - years.start) as usize) as i32;
        let month = 1 + self.below(12) as u32;
        let last = length(year, month);
        let day = match self.below(5) {
            0 => last,
            1 => 1,
            _ => 1 + self.below(last as usize) as u32,
        };
        (year, month, day)
    }

    /// A day in the two and a half years before `today`, often right where an interval ends; now
    /// and then one to come.
    fn day_near(&mut self, today: Ymd) -> Ymd {
        let edge = |dice: &mut Self| {
            let months = dice.pick(&[1, 2, 3, 6, 12, 24]);
            let day = months_on(today, -months);
            let mut day = match dice.below(3) {
                0 => before(day),
                1 => day,
                _ => next(day),
            };
            for _ in 0..dice.pick(&[0, 0, 0, 1, 2, 30]) {
                day = next(day);
            }
            day
        };
        match self.below(10) {
            0 => today,
            1 => next(today),
            2..=5 => edge(self),
            _ => {
                let day = months_on(today, -(self.below(30) as i32));
                (day.0, day.1, 1 + self.below(28) as u32)
            }
        }
    }
}

/// Whom a rule asks about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Whom {
    All,
    First,
    Second,
    Sedative,
}

/// What the clinic says of a rule.
#[derive(Clone, Debug)]
pub struct Said {
    pub is_on: bool,
    pub tiers: Option<[i32; 3]>,
    pub whom: Whom,
}

/// A clinic.
pub struct House {
    pub today: Ymd,
    pub rules: BTreeMap<GapRule, Said>,
    pub soon: i64,
    pub version: Option<Ymd>,
}

impl House {
    pub fn any(dice: &mut Dice) -> Self {
        let today = dice.any_day(2024..2027);
        let said = |dice: &mut Dice, rule: GapRule| Said {
            is_on: !dice.one_in(6),
            tiers: (rule.has_interval() && dice.one_in(3)).then(|| {
                let [low, high] = [dice.pick(&[6, 12, 24]), dice.pick(&[1, 2, 3])];
                [low, dice.pick(&[3, 6]), high]
            }),
            whom: match rule {
                GapRule::HighDoseReview => Whom::Second,
                _ if dice.one_in(6) => dice.pick(&[Whom::First, Whom::Second, Whom::Sedative]),
                _ => Whom::All,
            },
        };
        Self {
            today,
            rules: GapRule::ALL.iter().map(|r| (*r, said(dice, *r))).collect(),
            soon: dice.pick(&[0, 14, 30, 45]),
            version: (!dice.one_in(4)).then(|| months_on(today, dice.pick(&[-20, -7, -3, 0, 1]))),
        }
    }

    pub fn records(&self) -> Vec<String> {
        let mut lines = vec![format!("soon {}", self.soon)];
        lines.extend(self.version.map(|day| format!("version {}", text(day))));
        for (rule, said) in &self.rules {
            let code = rule.code();
            lines.push(format!("{} {code}", if said.is_on { "on" } else { "off" }));
            let tiers = said
                .tiers
                .map(|[a, b, c]| format!("tiers {code} {a}/{b}/{c}"));
            lines.extend(tiers);
            let whom = match said.whom {
                Whom::All => continue,
                Whom::First => "first",
                Whom::Second => "second",
                Whom::Sedative => "sedative",
            };
            lines.push(format!("audience {code} {whom}"));
        }
        lines
    }
}

/// What is known of the dose today.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Dose {
    None,
    /// Entered by hand on a day of the last three weeks.
    Known(f64, Ymd),
    /// A supply for 30 days without a quantity.
    Unknown(Ymd),
}

/// A patient.
pub struct Life {
    pub is_listed: bool,
    pub gone: Option<(&'static str, Ymd)>,
    pub events: Vec<(&'static str, Ymd, &'static str)>,
    pub conditions: Vec<(&'static str, Ymd, Option<Ymd>)>,
    pub dose: Dose,
    pub sedative: Option<bool>,
    /// The day the sedative was filled, for 30 days.
    pub sedative_on: Ymd,
    pub narcan: Option<Ymd>,
    pub reviews: Vec<Ymd>,
    pub closed: BTreeMap<GapRule, Ymd>,
    pub snoozed: BTreeMap<GapRule, Ymd>,
}

const EVENTS: [(&str, &[&str]); 11] = [
    (
        "agreement",
        &["signed", "reviewed", "declined", "not signed"],
    ),
    (
        "pdmp_check",
        &["reviewed", "no other prescriber", "not done", "no"],
    ),
    (
        "urine_drug_test",
        &["expected", "pending", "refused", "cancelled"],
    ),
    ("visit", &["", "routine", "no show", "cancelled by patient"]),
    ("care_plan", &["agreed", "declined"]),
    ("education", &["naloxone", "declined"]),
    ("phq2", &["2", "declined"]),
    ("phq9", &["12, item 9: 1", "refused"]),
    ("risk_tier", &["low", "moderate", "high", "unclear"]),
    (
        "naloxone",
        &["prescribed", "has it at home", "declined", "not prescribed"],
    ),
    ("peg", &["5.3", "11", "declined"]),
];

impl Life {
    pub fn any(dice: &mut Dice, house: &House) -> Self {
        let today = house.today;
        let mut events = Vec::new();
        for (code, values) in EVENTS {
            for _ in 0..dice.below(4) {
                // Most of it was done.
                let value = if dice.one_in(3) {
                    dice.pick(values)
                } else {
                    values[0]
                };
                events.push((code, dice.day_near(today), value));
            }
        }
        for visit in events.clone().iter().filter(|e| e.0 == "visit") {
            let mut day = visit.1;
            for _ in 0..dice.pick(&[0, 0, 1, 6, 7, 8, 8]) {
                day = before(day);
            }
            if dice.one_in(2) {
                events.push(("peg", day, "4"));
            }
        }
        if dice.one_in(2) {
            let value = dice.pick(&["routine visit", "refill only", "cancelled"]);
            let day = dice.pick(&[before(today), today, next(today), months_on(today, 2)]);
            events.push(("appointment", day, value));
        }
        if dice.one_in(12) {
            let value = dice.pick(&["", "no", "heroin, declined transport"]);
            events.push(("overdose", dice.day_near(today), value));
        }
        let recent = |dice: &mut Dice| (0..dice.below(20)).fold(today, |day, _| before(day));
        let work = |dice: &mut Dice, odds| {
            let worked = GapRule::ALL
                .iter()
                .filter(|_| dice.one_in(odds))
                .copied()
                .collect::<Vec<_>>();
            let worked = worked.into_iter().map(|rule| (rule, dice.day_near(today)));
            worked.collect::<BTreeMap<_, _>>()
        };
        let conditions = [
            "past_overdose",
            "opioid_use_disorder",
            "sleep_breathing",
            "lost_tolerance",
            "mental_health",
            "as_needed",
        ];
        Self {
            is_listed: !dice.one_in(15),
            gone: dice.one_in(15).then(|| {
                (
                    dice.pick(&["died", "left", "tapered_off", "cancer_pain"]),
                    dice.day_near(today),
                )
            }),
            conditions: (0..dice.below(3))
                .map(|_| {
                    let to = dice.one_in(3).then(|| dice.pick(&[before(today), today]));
                    (dice.pick(&conditions), months_on(today, -30), to)
                })
                .collect(),
            dose: match dice.below(4) {
                0 => Dose::None,
                1 => Dose::Unknown(recent(dice)),
                _ => {
                    let mg = dice.pick(&[30.0, 49.9, 50.0, 60.0, 89.9, 90.0, 120.0]);
                    Dose::Known(mg, recent(dice))
                }
            },
            sedative: dice.pick(&[Some(false), Some(false), Some(true), None]),
            sedative_on: recent(dice),
            narcan: dice.one_in(4).then(|| dice.day_near(today)),
            reviews: (0..dice.below(3)).map(|_| dice.day_near(today)).collect(),
            closed: work(dice, 8),
            snoozed: work(dice, 8),
            events,
        }
    }

    pub fn waits(&self, rule: GapRule, today: Ymd) -> bool {
        self.snoozed.get(&rule).is_some_and(|until| *until >= today)
    }

    pub fn records(&self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        if !self.is_listed {
            lines.push("verdict rejected".to_owned());
        }
        lines.extend(
            self.gone
                .map(|(code, from)| format!("{code} {}..", text(from))),
        );
        for (code, on, value) in &self.events {
            lines.push(format!("{code} {} {value}", text(*on)).trim().to_owned());
        }
        for (code, from, to) in &self.conditions {
            let to = to.map(text).unwrap_or_default();
            lines.push(format!("{code} {}..{to}", text(*from)));
        }
        lines.extend(self.supplies());
        lines.extend(
            self.reviews
                .iter()
                .map(|on| format!("review {}", text(*on))),
        );
        for (verb, works) in [("closed", &self.closed), ("snoozed", &self.snoozed)] {
            let line =
                |(rule, on): (&GapRule, &Ymd)| format!("{verb} {} {}", rule.code(), text(*on));
            lines.extend(works.iter().map(line));
        }
        lines
    }
    fn supplies(&self) -> Vec<String> {
        let dose = match self.dose {
            Dose::None => None,
            Dose::Known(mg, on) => Some(format!("med {} {mg}", text(on))),
            Dose::Unknown(on) => Some(format!(
                "fill {} -/30 Oxycodone HCl 5 MG Oral Tablet",
                text(on)
            )),
        };
        let amount = match self.sedative {
            Some(false) => None,
            Some(true) => Some("30"),
            None => Some("-"),
        };
        let on = text(self.sedative_on);
        let sedative = amount.map(|n| format!("fill {on} {n}/30 clonazePAM 0.5 MG Oral Tablet"));
        let narcan = |on| format!("fill {} 2/30 Narcan 4 MG/0.1ML Nasal Liquid", text(on));
        let narcan = self.narcan.map(narcan);
        [dose, sedative, narcan].into_iter().flatten().collect()
    }
}
