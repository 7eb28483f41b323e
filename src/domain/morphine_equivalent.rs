//! Morphine equivalent daily dose (MED): from a medicine and its daily use to mg a day.
//!
//! A MED measures risk. It is not for converting one opioid into another, and Sixblocks is a
//! quality-improvement registry, not a prescribing aid.
//!
//! Rules and their sources stand in `docs/clinical-methods.md`. What cannot be worked out gives a
//! reason, never 0.

mod factors;
mod total;

pub use factors::{FactorSet, FactorSetId, FactorUse, TableFile};
pub use total::{MedState, MedTotal, total};

use super::fill::Fill;
use super::medicine::{Medicine, Opioid, Purpose, Route, Strength};

/// Days one fentanyl patch is worn.
pub const DAYS_A_FENTANYL_PATCH: f64 = 3.0;
/// Millilitres in one bottle of butorphanol nasal spray.
const ML_A_BUTORPHANOL_BOTTLE: f64 = 2.5;

/// Why an opioid adds no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LeftOut {
    /// No strength in column or text.
    NoStrength,
    /// Strength column and product text disagree.
    StrengthsDisagree,
    /// Quantity blank, 0 or unreadable.
    NoQuantity,
    /// Days supply blank, 0 or unreadable.
    NoDays,
    /// The factor table has no factor for it.
    NoFactor,
    /// Buprenorphine: CDC does not count it.
    Buprenorphine,
    /// An injection, infusion or implant.
    Injection,
    /// A cough, cold or diarrhoea product.
    NotForPain,
    /// Another, later fill of the same medicine is taken in its place (overlap setting).
    Replaced,
}

impl LeftOut {
    /// Whether the number is missing although the medicine counts: the total is then incomplete.
    pub fn is_missing_fact(self) -> bool {
        matches!(
            self,
            Self::NoStrength | Self::StrengthsDisagree | Self::NoQuantity | Self::NoDays
        )
    }

    /// The word in a narrow chip: "days".
    pub fn word(self) -> &'static str {
        match self {
            Self::NoStrength => "strength",
            Self::StrengthsDisagree => "strengths differ",
            Self::NoQuantity => "quantity",
            Self::NoDays => "days",
            Self::NoFactor => "no factor",
            Self::Buprenorphine => "not counted",
            Self::Injection => "injection",
            Self::NotForPain => "not for pain",
            Self::Replaced => "replaced",
        }
    }

    /// The sentence in the working.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NoStrength => "The strength is not in the export, so no dose can be worked out.",
            Self::StrengthsDisagree => {
                "The strength column and the product text disagree, so neither is used."
            }
            Self::NoQuantity => "The quantity is missing or 0, so no daily dose can be worked out.",
            Self::NoDays => "The days supply is missing or 0, so no daily dose can be worked out.",
            Self::NoFactor => {
                "The factor table has no factor for it; it adds no number and is never shown as 0."
            }
            Self::Buprenorphine => {
                "CDC does not count buprenorphine; it adds no number and is never shown as 0."
            }
            Self::Injection => "Injections, infusions and implants have no factor.",
            Self::NotForPain => "A cough, cold or diarrhoea product is not counted.",
            Self::Replaced => "A later fill of the same medicine and strength counts in its place.",
        }
    }
}

/// How much of a medicine is used a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DailyUse {
    /// Quantity and days supply of a fill, as far as known.
    Supply {
        /// Units dispensed.
        quantity: Option<f64>,
        /// Days they last.
        days: Option<f64>,
    },
    /// Units a day, as typed or ordered. For patches: worn at a time when 1 or more, put on a day
    /// when less.
    UnitsPerDay(f64),
    /// mg a day (or mcg/h worn, for a patch) stated as such.
    Amount(f64),
}

impl From<&Fill> for DailyUse {
    fn from(fill: &Fill) -> Self {
        Self::Supply {
            quantity: fill.quantity,
            days: fill.days_supply.map(f64::from),
        }
    }
}

/// The worked line of one medicine.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Catalogue name of the ingredient.
    pub ingredient: &'static str,
    /// Route.
    pub route: Route,
    /// Strength of one unit.
    pub strength: Option<Strength>,
    /// Units a day (patches: worn at a time).
    pub units_per_day: Option<f64>,
    /// Daily amount in the factor's unit: mg, mcg, or mcg/h worn.
    pub daily_amount: Option<f64>,
    /// The factor, or that the tier of the day's total methadone decides.
    pub factor: Option<FactorUse>,
    /// Morphine equivalent, mg a day, unrounded; for tiers filled in by [`total`].
    pub mg_per_day: Option<f64>,
    /// Why there is no number.
    pub left_out: Option<LeftOut>,
}

/// Works out one medicine. `None` when it holds no opioid.
pub fn line(medicine: &Medicine, daily_use: DailyUse, table: &FactorSet) -> Option<Line> {
    let opioid = medicine.opioid.as_ref()?;
    let mut line = Line {
        ingredient: opioid.ingredient,
        route: opioid.route,
        strength: opioid.strength,
        units_per_day: None,
        daily_amount: None,
        factor: None,
        mg_per_day: None,
        left_out: None,
    };
    let worked = work_out(opioid, daily_use, table, &mut line);
    line.left_out = worked.err().map(|why| match why {
        LeftOut::NoStrength if medicine.strengths_disagree => LeftOut::StrengthsDisagree,
        other => other,
    });
    Some(line)
}

fn work_out(
    opioid: &Opioid,
    daily_use: DailyUse,
    table: &FactorSet,
    line: &mut Line,
) -> Result<(), LeftOut> {
    if opioid.route == Route::Injection {
        return Err(LeftOut::Injection);
    }
    if opioid.purpose == Purpose::CoughOrDiarrhoea {
        return Err(LeftOut::NotForPain);
    }
    if opioid.ingredient == "buprenorphine" {
        line.units_per_day = units_per_day(opioid, daily_use).ok();
        return Err(LeftOut::Buprenorphine);
    }
    line.factor = table.find(opioid.ingredient, opioid.route);
    let amount = if let DailyUse::Amount(amount) = daily_use {
        positive(Some(amount)).ok_or(LeftOut::NoQuantity)?
    } else {
        let units = units_per_day(opioid, daily_use);
        line.units_per_day = units.ok();
        if line.factor.is_none() {
            return Err(LeftOut::NoFactor);
        }
        let strength = opioid.strength.ok_or(LeftOut::NoStrength)?;
        units? * strength_number(strength)
    };
    let factor = line.factor.as_ref().ok_or(LeftOut::NoFactor)?;
    line.daily_amount = Some(factor.in_factor_unit(amount, opioid.strength));
    line.mg_per_day = line
        .daily_amount
        .zip(factor.fixed())
        .map(|(amount, factor)| amount * factor);
    Ok(())
}

fn strength_number(strength: Strength) -> f64 {
    match strength {
        Strength::MgPerUnit(n)
        | Strength::MgPerMl(n)
        | Strength::McgPerHour(n)
        | Strength::McgPerUnit(n) => n,
    }
}

fn positive(n: Option<f64>) -> Option<f64> {
    n.filter(|n| n.is_finite() && *n > 0.0)
}

/// Units a day; for patches, patches worn at a time.
fn units_per_day(opioid: &Opioid, daily_use: DailyUse) -> Result<f64, LeftOut> {
    let patch = opioid.route == Route::Patch;
    match daily_use {
        DailyUse::UnitsPerDay(units) => {
            let units = positive(Some(units)).ok_or(LeftOut::NoQuantity)?;
            Ok(if patch && units < 1.0 {
                units * DAYS_A_FENTANYL_PATCH
            } else {
                units
            })
        }
        DailyUse::Amount(_) => Err(LeftOut::NoQuantity),
        DailyUse::Supply { quantity, days } => {
            let days = positive(days).ok_or(LeftOut::NoDays)?;
            let quantity = positive(quantity).ok_or(LeftOut::NoQuantity)?;
            let worn = if patch { DAYS_A_FENTANYL_PATCH } else { 1.0 };
            Ok(millilitres(opioid, quantity) * worn / days)
        }
    }
}

/// Butorphanol spray is dispensed by the bottle: 1 means 2.5 mL.
fn millilitres(opioid: &Opioid, quantity: f64) -> f64 {
    let bottles = opioid.ingredient == "butorphanol"
        && quantity < 10.0
        && quantity % ML_A_BUTORPHANOL_BOTTLE != 0.0;
    if bottles {
        quantity * ML_A_BUTORPHANOL_BOTTLE
    } else {
        quantity
    }
}

/// A dose rounded once, as screens show it and thresholds compare it: to 0.1 mg, half up.
/// The tiny addend keeps 89.95 (binary 89.9499…) from falling the wrong way.
pub fn rounded(mg_per_day: f64) -> f64 {
    (mg_per_day * 10.0 + 1e-6).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::drug_text;

    /// One fill by text, quantity and days, under a factor set.
    fn mg(text: &str, quantity: f64, days: f64, set: FactorSetId) -> Result<f64, LeftOut> {
        let supply = DailyUse::Supply {
            quantity: Some(quantity),
            days: Some(days),
        };
        let line = line(
            &drug_text::read(text, "", ""),
            supply,
            &FactorSet::load(set, true),
        )
        .expect("an opioid");
        let total = total(vec![line]);
        total.mg_per_day.ok_or_else(|| {
            total
                .lines
                .first()
                .and_then(|l| l.left_out)
                .expect("a reason")
        })
    }

    fn check(text: &str, quantity: f64, days: f64, set: FactorSetId, expected: f64) {
        let found = mg(text, quantity, days, set).unwrap_or_else(|why| panic!("{text}: {why:?}"));
        assert!(
            (found - expected).abs() < 1e-6,
            "{text}: {found}, expected {expected}"
        );
    }

    #[test]
    fn published_examples_come_out_as_printed() {
        use FactorSetId::{Cdc2016, Cdc2018, Cdc2022};
        // CDC 2018 file, documentation sheet.
        check("oxycodone 10 mg tablet", 120.0, 30.0, Cdc2018, 60.0);
        check("fentanyl 25 mcg/hr patch", 10.0, 30.0, Cdc2018, 60.0);
        check(
            "butorphanol 10 mg/ml nasal spray",
            1.0,
            30.0,
            Cdc2018,
            2.5 * 10.0 / 30.0 * 7.0,
        );
        // CDC 2022 table.
        check("fentanyl 25 mcg/hr patch", 10.0, 30.0, Cdc2022, 60.0);
        check("fentanyl 12 mcg/hr patch", 10.0, 30.0, Cdc2022, 28.8);
        check("methadone 10 mg tablet", 90.0, 30.0, Cdc2022, 141.0);
        check("hydromorphone 4 mg tablet", 120.0, 30.0, Cdc2022, 80.0);
        check("tramadol 50 mg tablet", 240.0, 30.0, Cdc2022, 80.0);
        check("tramadol 50 mg tablet", 240.0, 30.0, Cdc2018, 40.0);
        check("morphine 10 mg/5 ml solution", 900.0, 30.0, Cdc2022, 60.0);
        check("acetaminophen-codeine #3", 180.0, 30.0, Cdc2022, 27.0);
        // CDC 2016 sheet: the tier's factor holds for the whole dose.
        check("methadone 10 mg tablet", 60.0, 30.0, Cdc2016, 80.0);
        check("methadone 10 mg tablet", 90.0, 30.0, Cdc2016, 240.0);
        check("methadone 10 mg tablet", 180.0, 30.0, Cdc2016, 600.0);
        check("methadone 10 mg tablet", 240.0, 30.0, Cdc2016, 960.0);
        check("methadone 40.5 mg tablet", 30.0, 30.0, Cdc2016, 405.0);
        check("methadone 20.5 mg tablet", 30.0, 30.0, Cdc2016, 164.0);
    }

    #[test]
    fn two_methadone_prescriptions_share_one_tier() {
        let table = FactorSet::load(FactorSetId::Cdc2016, true);
        let methadone = drug_text::read("methadone 5 mg tablet", "", "");
        let lines = [90.0, 90.0]
            .map(|quantity| DailyUse::Supply {
                quantity: Some(quantity),
                days: Some(30.0),
            })
            .into_iter()
            .filter_map(|daily_use| line(&methadone, daily_use, &table))
            .collect();
        assert_eq!(total(lines).mg_per_day, Some(240.0));
    }

    #[test]
    fn what_has_no_number_says_why() {
        let set = FactorSetId::Cdc2022;
        assert_eq!(
            mg("Butrans 10 mcg/hr patch", 4.0, 28.0, set),
            Err(LeftOut::Buprenorphine)
        );
        assert_eq!(
            mg("oxycodone tablet", 60.0, 30.0, set),
            Err(LeftOut::NoStrength)
        );
        assert_eq!(
            mg("oxycodone 5 mg", 0.0, 30.0, set),
            Err(LeftOut::NoQuantity)
        );
        assert_eq!(mg("oxycodone 5 mg", 60.0, 0.0, set), Err(LeftOut::NoDays));
        assert_eq!(
            mg("morphine 4 mg/ml injection", 10.0, 10.0, set),
            Err(LeftOut::Injection)
        );
        assert_eq!(
            mg("Apadaz 6.12-325 mg", 60.0, 30.0, set),
            Err(LeftOut::NoFactor)
        );
        assert_eq!(
            mg("tapentadol 50 mg", 60.0, 30.0, FactorSetId::Cdc2016),
            Err(LeftOut::NoFactor)
        );
    }

    #[test]
    fn a_factor_missing_in_2022_is_borrowed_and_says_so_or_is_refused() {
        let levorphanol = drug_text::read("levorphanol 2 mg tablet", "", "");
        let daily_use = DailyUse::UnitsPerDay(3.0);
        let borrowing = line(
            &levorphanol,
            daily_use,
            &FactorSet::load(FactorSetId::Cdc2022, true),
        )
        .expect("a line");
        assert_eq!(borrowing.mg_per_day, Some(66.0));
        assert_eq!(
            borrowing.factor.and_then(|f| f.borrowed_from),
            Some(FactorSetId::Cdc2018)
        );
        let strict = line(
            &levorphanol,
            daily_use,
            &FactorSet::load(FactorSetId::Cdc2022, false),
        )
        .expect("a line");
        assert_eq!(
            (strict.mg_per_day, strict.left_out),
            (None, Some(LeftOut::NoFactor))
        );
    }

    #[test]
    fn doses_round_once_half_up() {
        let shown = |mg: f64| format!("{:.3}", rounded(mg));
        assert_eq!(shown(49.95), "50.000");
        assert_eq!(shown(49.949), "49.900");
        assert_eq!(shown(149.0 / 3.0), "49.700");
        assert_eq!(shown(179.999_998_2), "180.000");
        assert_eq!(shown(89.95), "90.000");
    }
}
