//! Each rule as its sentence has it, answered by walking a patient's days.

use std::collections::BTreeSet;

use super::calendar::{Ymd, before, months_on, next};
use super::lives::{Dose, House, Life, Whom};
use crate::domain::care_gap::GapRule;

/// What the list should say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Nothing,
    Overdue(i64),
    Soon(i64),
    Never,
    Unknown,
}

impl Outcome {
    pub fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Overdue(_) => "overdue",
            Self::Soon(_) => "soon",
            Self::Never => "never",
            Self::Unknown => "unknown",
        }
    }
}

/// How long something counts.
#[derive(Clone, Copy)]
enum Span {
    Months(i32),
    Days(i64),
}

/// Where a clock stands that is wound up whenever something is done.
#[derive(Clone, Copy, PartialEq)]
enum Clock {
    NeverWound,
    /// So many days are left, 0 on the last.
    Running(i64),
    /// It ran down so many days ago.
    Stopped(i64),
}

/// Walks from the first day something was done up to today, and on to the end where it still runs.
fn walk(done: &BTreeSet<Ymd>, span: Span, today: Ymd) -> Clock {
    let Some(first) = done.iter().next().filter(|first| **first <= today) else {
        return Clock::NeverWound;
    };
    let (mut day, mut end, mut walked, mut stopped) = (*first, *first, 0, 0);
    loop {
        if done.contains(&day) {
            (walked, stopped) = (0, 0);
            if let Span::Months(months) = span {
                end = months_on(day, months);
            }
        }
        let has_ended = match span {
            Span::Months(_) => day > end,
            Span::Days(days) => walked > days,
        };
        stopped += i64::from(has_ended);
        if day == today {
            break;
        }
        (day, walked) = (next(day), walked + 1);
    }
    if stopped > 0 {
        return Clock::Stopped(stopped);
    }
    let mut left = 0;
    match span {
        Span::Days(days) => left = days - walked,
        Span::Months(_) => {
            while day < end {
                (day, left) = (next(day), left + 1);
            }
        }
    }
    Clock::Running(left)
}

/// What the rule's own words answer.
pub fn outcome(house: &House, life: &Life, rule: GapRule) -> Outcome {
    let said = &house.rules[&rule];
    let is_gone = life.gone.is_some_and(|(_, from)| from <= house.today);
    if !said.is_on || !life.is_listed || is_gone {
        return Outcome::Nothing;
    }
    let asked = match said.whom {
        Whom::All => Some(true),
        Whom::First => at_least(life, 50.0),
        Whom::Second => at_least(life, 90.0),
        Whom::Sedative => life.sedative,
    };
    let told = match rule {
        GapRule::AgreementCurrent => current_agreement(house, life),
        GapRule::Function => score_at_visit(house, life),
        GapRule::Naloxone => maybe(has_reason(house, life), naloxone(house, life)),
        GapRule::Booked => booked(house, life),
        GapRule::Tier => tier_set(house, life),
        _ => every(house, life, rule, days_done(house, life, rule)),
    };
    maybe(asked, told)
}

/// Not asked: nothing. Perhaps asked: what would be open cannot be told, what comes later waits.
fn maybe(asked: Option<bool>, told: Outcome) -> Outcome {
    match (asked, told) {
        (Some(true), told) => told,
        (Some(false), _) | (None, Outcome::Soon(_) | Outcome::Nothing) => Outcome::Nothing,
        (None, _) => Outcome::Unknown,
    }
}

fn at_least(life: &Life, limit: f64) -> Option<bool> {
    match life.dose {
        Dose::None => Some(false),
        Dose::Known(mg, _) => Some(mg >= limit),
        Dose::Unknown(_) => None,
    }
}

/// Words that say that a thing was done.
fn was_done(value: &str) -> bool {
    [
        "signed",
        "reviewed",
        "no other prescriber",
        "expected",
        "pending",
        "",
        "routine",
        "agreed",
        "naloxone",
        "2",
        "12, item 9: 1",
        "prescribed",
        "has it at home",
        "routine visit",
        "refill only",
    ]
    .contains(&value)
}

fn events<'a>(
    house: &'a House,
    life: &'a Life,
    code: &'a str,
) -> impl Iterator<Item = (Ymd, &'static str)> + 'a {
    let up_to_today = life.events.iter().filter(|e| e.1 <= house.today);
    up_to_today.filter(move |e| e.0 == code).map(|e| (e.1, e.2))
}

/// The days on which what a rule asks for was done.
fn days_done(house: &House, life: &Life, rule: GapRule) -> BTreeSet<Ymd> {
    let codes: &[&str] = match rule {
        GapRule::Agreement => &["agreement"],
        GapRule::Pdmp => &["pdmp_check"],
        GapRule::UrineTest => &["urine_drug_test"],
        GapRule::Visit => &["visit"],
        GapRule::CarePlan => &["care_plan"],
        GapRule::Education => &["education"],
        GapRule::Depression => &["phq2", "phq9"],
        _ => &[],
    };
    let by_events = codes.iter().flat_map(|code| events(house, life, code));
    let mut days: BTreeSet<Ymd> = by_events
        .filter(|(_, value)| was_done(value))
        .map(|(on, _)| on)
        .collect();
    match (rule, life.dose) {
        (GapRule::MedOnRecord, Dose::Known(_, on)) => days.extend([on]),
        (GapRule::HighDoseReview, _) => days.extend(&life.reviews),
        _ => {}
    }
    days.retain(|day| *day <= house.today);
    days
}

/// 0 low, 1 moderate, 2 high: the latest entry alone, and none where it cannot be read.
fn tier(house: &House, life: &Life) -> Option<usize> {
    let mut latest: Option<(Ymd, &str)> = None;
    for (on, value) in events(house, life, "risk_tier") {
        if latest.is_none_or(|(day, _)| on >= day) {
            latest = Some((on, value));
        }
    }
    let words = ["low", "moderate", "high"];
    words
        .iter()
        .position(|w| latest.is_some_and(|(_, v)| v == *w))
}

fn months(house: &House, rule: GapRule) -> [i32; 3] {
    house.rules[&rule].tiers.unwrap_or(match rule {
        GapRule::Pdmp | GapRule::MedOnRecord | GapRule::HighDoseReview => [3; 3],
        GapRule::Depression => [6; 3],
        GapRule::Visit => [12, 6, 3],
        _ => [12; 3],
    })
}

/// Something due so many months after it was done, or closed by a person.
fn every(house: &House, life: &Life, rule: GapRule, mut done: BTreeSet<Ymd>) -> Outcome {
    let closed = life.closed.get(&rule).filter(|day| **day <= house.today);
    done.extend(closed);
    let clocks: Vec<Clock> = months(house, rule)
        .iter()
        .map(|months| {
            let span = match rule {
                GapRule::Naloxone => Span::Days(i64::from(*months) * 365 / 12),
                _ => Span::Months(*months),
            };
            walk(&done, span, house.today)
        })
        .collect();
    let of = |clock: Clock| match clock {
        Clock::NeverWound => Outcome::Never,
        Clock::Stopped(days) => Outcome::Overdue(days),
        Clock::Running(days) if days <= house.soon => Outcome::Soon(days),
        Clock::Running(_) => Outcome::Nothing,
    };
    if let Some(tier) = tier(house, life) {
        return of(clocks[tier]);
    }
    // Of a patient without a tier only what every tier answers.
    if clocks.iter().all(|c| *c == clocks[0]) {
        return of(clocks[0]);
    }
    let stopped: Vec<i64> = clocks
        .iter()
        .filter_map(|c| match c {
            Clock::Stopped(days) => Some(*days),
            _ => None,
        })
        .collect();
    match stopped.len() {
        0 => Outcome::Nothing,
        3 => Outcome::Overdue(*stopped.iter().min().unwrap()),
        _ => Outcome::Unknown,
    }
}

/// The current form holds from a day; who signed an older one is late from then on. Who never
/// signed any, or none that still counts, is told so by the rule for agreements.
fn current_agreement(house: &House, life: &Life) -> Outcome {
    let Some(version) = house.version.filter(|day| *day <= house.today) else {
        return Outcome::Nothing;
    };
    let signed = days_done(house, life, GapRule::Agreement);
    let closed = life.closed.get(&GapRule::AgreementCurrent);
    let closed = closed.filter(|day| **day <= house.today);
    if signed.iter().chain(closed).any(|day| *day >= version) {
        return Outcome::Nothing;
    }
    let agreement = outcome(house, life, GapRule::Agreement);
    if matches!(agreement, Outcome::Overdue(_) | Outcome::Never) {
        return Outcome::Nothing;
    }
    if signed.is_empty() {
        return if house.rules[&GapRule::Agreement].is_on {
            Outcome::Nothing
        } else {
            Outcome::Never
        };
    }
    since(version, house.today)
}

/// Due on a day that has come.
fn since(mut day: Ymd, today: Ymd) -> Outcome {
    let mut late = 0;
    while day < today {
        (day, late) = (next(day), late + 1);
    }
    if late == 0 {
        Outcome::Soon(0)
    } else {
        Outcome::Overdue(late)
    }
}

/// A person's closing holds for the 12 months that all rules without an interval have.
fn is_closed(house: &House, life: &Life, rule: GapRule) -> bool {
    let closed: BTreeSet<Ymd> = life.closed.get(&rule).into_iter().copied().collect();
    matches!(
        walk(&closed, Span::Months(12), house.today),
        Clock::Running(_)
    )
}

fn score_at_visit(house: &House, life: &Life) -> Outcome {
    let visits = days_done(house, life, GapRule::Visit);
    let Some(visit) = visits.last() else {
        return if is_closed(house, life, GapRule::Function) {
            Outcome::Nothing
        } else {
            Outcome::Unknown
        };
    };
    let closed = life.closed.get(&GapRule::Function);
    if closed.is_some_and(|day| (*visit..=house.today).contains(day)) {
        return Outcome::Nothing;
    }
    let scores: BTreeSet<Ymd> = events(house, life, "peg")
        .filter(|(_, value)| ["5.3", "4"].contains(value))
        .map(|(on, _)| on)
        .collect();
    let mut day = *visit;
    for _ in 0..=7 {
        if scores.contains(&day) {
            return Outcome::Nothing;
        }
        day = before(day);
    }
    since(*visit, house.today)
}

/// CDC 2022: 50 MED, a sedative, an overdose, OUD, SUD, breathing in sleep, lost tolerance.
fn has_reason(house: &House, life: &Life) -> Option<bool> {
    let overdose = events(house, life, "overdose").any(|(_, value)| value != "no");
    let condition = life.conditions.iter().any(|(code, from, to)| {
        let holds = *from <= house.today && to.is_none_or(|to| to >= house.today);
        holds && !["mental_health", "as_needed"].contains(code)
    });
    let by_dose = at_least(life, 50.0);
    if overdose || condition || by_dose == Some(true) || life.sedative == Some(true) {
        Some(true)
    } else if by_dose.is_none() || life.sedative.is_none() {
        None
    } else {
        Some(false)
    }
}

/// Offered is enough, turned down or not.
fn naloxone(house: &House, life: &Life) -> Outcome {
    let offered = ["prescribed", "has it at home", "declined"];
    let mut days: BTreeSet<Ymd> = events(house, life, "naloxone")
        .filter(|(_, value)| offered.contains(value))
        .map(|(on, _)| on)
        .collect();
    days.extend(life.narcan.filter(|on| *on <= house.today));
    every(house, life, GapRule::Naloxone, days)
}

fn booked(house: &House, life: &Life) -> Outcome {
    let mut coming = life.events.iter().filter(|e| e.1 >= house.today);
    let is_booked = coming.any(|e| e.0 == "appointment" && e.2 != "cancelled");
    if is_booked || is_closed(house, life, GapRule::Booked) {
        Outcome::Nothing
    } else {
        Outcome::Never
    }
}

fn tier_set(house: &House, life: &Life) -> Outcome {
    if tier(house, life).is_some() || is_closed(house, life, GapRule::Tier) {
        Outcome::Nothing
    } else if events(house, life, "risk_tier").next().is_some() {
        Outcome::Unknown
    } else {
        Outcome::Never
    }
}
