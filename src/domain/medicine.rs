//! What a product is: opioid, sedative, naloxone, several of these, or none.

use serde::Deserialize;

/// How an opioid gets into the body, as far as its factor depends on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// Swallowed: tablet, capsule, liquid.
    #[default]
    Oral,
    /// Patch on the skin.
    Patch,
    /// Tablet or film under the tongue.
    Sublingual,
    /// Tablet or lozenge in the cheek.
    Buccal,
    /// Film in the cheek, or oral spray.
    FilmOrSpray,
    /// Nasal spray.
    Nasal,
    /// Suppository.
    Rectal,
    /// Injection, infusion, implant, intrathecal.
    Injection,
}

/// Strength of one unit, as read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Strength {
    /// mg in each tablet, capsule, film, suppository or dose.
    MgPerUnit(f64),
    /// mg in each millilitre; quantities are millilitres.
    MgPerMl(f64),
    /// micrograms an hour from each patch.
    McgPerHour(f64),
    /// micrograms in each tablet, lozenge, film or spray.
    McgPerUnit(f64),
}

/// What an opioid product is for, as far as its form tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Pain, or not told otherwise.
    Pain,
    /// Treatment of opioid use disorder (sublingual buprenorphine and its depot forms).
    UseDisorder,
    /// Cough, cold or diarrhoea: an opioid by ingredient, not for pain.
    CoughOrDiarrhoea,
}

/// The opioid in a product.
#[derive(Clone, Debug, PartialEq)]
pub struct Opioid {
    /// Catalogue name of the ingredient, "oxycodone".
    pub ingredient: &'static str,
    /// Route.
    pub route: Route,
    /// Strength of one unit; `None` when neither column nor text gives it.
    pub strength: Option<Strength>,
    /// What it is for.
    pub purpose: Purpose,
}

/// The sedative in a product.
#[derive(Clone, Debug, PartialEq)]
pub struct Sedative {
    /// Catalogue name of the ingredient, "alprazolam".
    pub ingredient: &'static str,
    /// Its class.
    pub class: SedativeClass,
    /// Whether the default list counts it; the rest is a clinic's choice.
    pub core: bool,
}

/// Classes of sedatives (the four published definitions differ in which they count).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SedativeClass {
    /// Alprazolam, lorazepam …
    Benzodiazepine,
    /// Zolpidem, zaleplon, eszopiclone.
    ZDrug,
    /// Carisoprodol.
    ScheduledMuscleRelaxant,
    /// Butalbital, phenobarbital …
    Barbiturate,
    /// Gabapentin, pregabalin.
    Gabapentinoid,
    /// Baclofen, cyclobenzaprine …
    MuscleRelaxant,
    /// Suvorexant, sodium oxybate …
    OtherHypnotic,
}

/// The reading of a product text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Medicine {
    /// The opioid in it.
    pub opioid: Option<Opioid>,
    /// The sedative in it.
    pub sedative: Option<Sedative>,
    /// A naloxone rescue product (single ingredient).
    pub naloxone: bool,
}
