//! A patient's total from the lines of the day.

use super::{LeftOut, Line, rounded};

/// What is known of a total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MedState {
    /// Every opioid that counts has a number.
    Known,
    /// Some have a number, others lack a fact or a factor: the total is a lower bound.
    Partial,
    /// Opioids are active, none of them has a factor.
    NoFactor,
    /// Opioids are active, the facts for a number are missing.
    Unknown,
    /// No opioid is active.
    #[default]
    None,
}

impl MedState {
    /// The code in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Partial => "partial",
            Self::NoFactor => "no_factor",
            Self::Unknown => "unknown",
            Self::None => "none",
        }
    }
}

/// The total with its working.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MedTotal {
    /// The lines, tiers filled in.
    pub lines: Vec<Line>,
    /// Sum, mg of morphine equivalent a day, unrounded; `None` when no line has a number.
    pub mg_per_day: Option<f64>,
    /// What is known.
    pub state: MedState,
}

impl MedTotal {
    /// The sum as shown, rounded once to 0.1.
    pub fn shown(&self) -> Option<f64> {
        self.mg_per_day.map(rounded)
    }

    /// The gravest reason why a number is missing, whatever the order of the fills.
    pub fn first_gap(&self) -> Option<LeftOut> {
        let reasons = || self.lines.iter().filter_map(|l| l.left_out);
        reasons()
            .find(|r| r.is_missing_fact())
            .or_else(|| reasons().find(|r| *r == LeftOut::NoFactor))
            .or_else(|| reasons().find(|r| *r == LeftOut::Buprenorphine))
            .or_else(|| reasons().find(|r| *r != LeftOut::Replaced))
    }
}

/// Adds up the lines of one patient and day. Tiered factors are chosen by the day's total of the
/// ingredient over all prescriptions. Injections and cough products neither add nor make the total
/// incomplete.
pub fn total(mut lines: Vec<Line>) -> MedTotal {
    fill_in_tiers(&mut lines);
    let state = state(&lines);
    let mg_per_day = lines
        .iter()
        .filter_map(|l| l.mg_per_day)
        .reduce(|a, b| a + b);
    MedTotal {
        lines,
        mg_per_day,
        state,
    }
}

fn fill_in_tiers(lines: &mut [Line]) {
    let tiered = |l: &Line| {
        l.left_out.is_none() && l.factor.as_ref().is_some_and(super::FactorUse::is_tiered)
    };
    let total: f64 = lines
        .iter()
        .filter(|l| tiered(l))
        .filter_map(|l| l.daily_amount)
        .sum();
    for line in lines.iter_mut().filter(|l| tiered(l)) {
        line.mg_per_day = line
            .daily_amount
            .zip(line.factor.as_ref())
            .map(|(mg, factor)| mg * factor.for_total(total));
    }
}

fn state(lines: &[Line]) -> MedState {
    let any = |test: fn(&Line) -> bool| lines.iter().any(test);
    let numbers = any(|l| l.mg_per_day.is_some());
    let missing = any(|l| l.left_out.is_some_and(LeftOut::is_missing_fact));
    let no_factor = any(|l| l.left_out == Some(LeftOut::NoFactor));
    let not_counted = any(|l| l.left_out == Some(LeftOut::Buprenorphine));
    match (numbers, missing, no_factor) {
        (true, false, false) => MedState::Known,
        (true, ..) => MedState::Partial,
        (false, true, _) => MedState::Unknown,
        (false, false, true) => MedState::NoFactor,
        (false, false, false) if not_counted => MedState::NoFactor,
        (false, false, false) => MedState::None,
    }
}
