//! Which of the amounts in a product text is the opioid's strength.

use super::Found;
use super::amounts::{Amount, amounts};
use super::words::Words;
use crate::domain::medicine::{Catalogue, Route, Strength};

#[derive(PartialEq)]
pub(super) enum Reading {
    Strength(Strength),
    Unread,
    Disagree,
}

/// The strength column first, the text second; when both speak they must agree.
pub(super) fn read_strength(
    text: &str,
    column: &str,
    found: &Found,
    route: Route,
    words: &Words,
) -> Reading {
    let pick = |amounts: &[Amount]| pick_strength(amounts, found, route, words);
    let from_column = pick(&amounts(column));
    let from_text = pick(&amounts(text)).or_else(|| codeine_number(text, found));
    match (from_column, from_text) {
        (Some(a), Some(b)) if !same(a, b) => Reading::Disagree,
        (Some(s), _) | (None, Some(s)) => Reading::Strength(s),
        (None, None) => Reading::Unread,
    }
}

fn same(a: Strength, b: Strength) -> bool {
    let close = |x: f64, y: f64| (x - y).abs() <= 1e-6 * x.abs().max(y.abs());
    match (a, b) {
        (Strength::MgPerUnit(x), Strength::MgPerUnit(y))
        | (Strength::MgPerMl(x), Strength::MgPerMl(y))
        | (Strength::McgPerHour(x), Strength::McgPerHour(y))
        | (Strength::McgPerUnit(x), Strength::McgPerUnit(y)) => close(x, y),
        (Strength::MgPerUnit(mg), Strength::McgPerUnit(mcg))
        | (Strength::McgPerUnit(mcg), Strength::MgPerUnit(mg)) => close(mg * 1000.0, mcg),
        _ => false,
    }
}

/// Chooses the amount that belongs to the opioid and gives it its unit.
fn pick_strength(
    amounts: &[Amount],
    found: &Found,
    route: Route,
    words: &Words,
) -> Option<Strength> {
    let amounts: Vec<&Amount> = amounts.iter().filter(|a| !is_of_partner(a)).collect();
    let is_own_name = |n: &String| {
        let name = found.name;
        name.words.contains(n) || name.weak.contains(n) || name.brands.contains_key(n.as_str())
    };
    let named = |a: &&&Amount| a.names.iter().any(is_own_name);
    let with_unit = |a: &&&Amount| a.unit.is_some() || a.parts.len() > 1;
    let amount = amounts
        .iter()
        .filter(with_unit)
        .find(named)
        .or_else(|| {
            amounts
                .iter()
                .find(with_unit)
                .filter(|_| amounts.iter().filter(with_unit).count() == 1)
        })
        .or_else(|| first_if_equal(&amounts))
        .or_else(|| amounts.iter().find(named))
        .or_else(|| amounts.first().filter(|_| amounts.len() == 1))?;
    amount.strength(
        part_of_opioid(amount, found, words)?,
        route,
        bare_unit(found, route),
    )
}

/// mg in what a number without a unit counts: "Fentora 200" and "Belbuca 150" are micrograms.
fn bare_unit(found: &Found, route: Route) -> f64 {
    match (found.name.ingredient.as_str(), route) {
        ("fentanyl", _) | ("buprenorphine", Route::Buccal) => 0.001,
        _ => 1.0,
    }
}

/// No opioid comes in tablets of so many milligrams; their partners do.
const LEAST_OF_PARTNER: f64 = 160.0;

/// "…/acetaminophen 325": an amount right behind a partner's name, and of a partner's size.
fn is_of_partner(amount: &Amount) -> bool {
    let catalogue = Catalogue::builtin();
    let last_is_partner = amount.names.iter().rev().find(|n| n.len() > 2);
    let behind_partner = last_is_partner.is_some_and(|n| catalogue.partners.contains(n));
    let large = matches!(amount.parts.as_slice(), [one] if *one >= LEAST_OF_PARTNER);
    behind_partner && large && amount.per_ml.is_none()
}

/// Several amounts with units that say the same ("100 mg/5 mL (20 mg/mL)").
fn first_if_equal<'a, 'b>(amounts: &'b [&'a Amount]) -> Option<&'b &'a Amount> {
    let first = amounts.iter().find(|a| a.unit.is_some())?;
    let value = |a: &Amount| Some(a.parts.first()? * a.unit? / a.per_ml.unwrap_or(1.0));
    let all_equal = amounts.iter().filter(|a| a.unit.is_some()).all(|a| {
        a.parts.len() == 1
            && value(a)
                .zip(value(first))
                .is_some_and(|(x, y)| (x - y).abs() < 1e-9)
    });
    all_equal.then_some(first)
}

/// Which part of "10-325" is the opioid: the smallest, or beside an antagonist or belladonna the
/// largest that is none of acetaminophen.
fn part_of_opioid(amount: &Amount, found: &Found, words: &Words) -> Option<f64> {
    let catalogue = Catalogue::builtin();
    let parts = amount.parts.iter().copied();
    let is_largest = words.has_any_of(&catalogue.antagonist_partners)
        || matches!(
            found.name.ingredient.as_str(),
            "buprenorphine" | "pentazocine" | "opium"
        )
        || (found.by_brand && words.has_any(&["embeda", "troxyca", "targiniq"]));
    if is_largest {
        let several = amount.parts.len() > 1;
        parts
            .filter(|part| !several || *part < LEAST_OF_PARTNER)
            .reduce(f64::max)
    } else {
        parts.reduce(f64::min)
    }
}

/// "#3": the old numbers of codeine with acetaminophen.
fn codeine_number(text: &str, found: &Found) -> Option<Strength> {
    if found.name.ingredient != "codeine" {
        return None;
    }
    let lower = text.to_lowercase();
    let number = ["#", "no.", "no. ", "t", "nr "].iter().find_map(|mark| {
        let rest = lower.split(mark).nth(1)?.trim_start();
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        (digits.len() == 1).then_some(digits)
    })?;
    match number.as_str() {
        "2" => Some(Strength::MgPerUnit(15.0)),
        "3" => Some(Strength::MgPerUnit(30.0)),
        "4" => Some(Strength::MgPerUnit(60.0)),
        _ => None,
    }
}
