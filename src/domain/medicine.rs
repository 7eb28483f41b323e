//! What a product is: opioid, sedative, naloxone, several of these, or none.

use std::sync::LazyLock;

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
    /// An opioid name that the text nearly spells ("Percocett"): not counted, to be looked at.
    pub resembles: Option<&'static str>,
    /// The strength column and the product text disagree: no strength is used.
    pub strengths_disagree: bool,
}

impl Medicine {
    /// Whether it bears on the registry at all.
    pub fn is_relevant(&self) -> bool {
        self.opioid.is_some() || self.sedative.is_some() || self.naloxone
    }
}

/// The names the app knows, from `assets/medicines.toml`.
#[derive(Debug, Deserialize)]
pub struct Catalogue {
    /// Words that name a partner of a combination product.
    pub partners: Vec<String>,
    /// Partners whose strength is the smaller one (naloxone, naltrexone).
    pub antagonist_partners: Vec<String>,
    /// Partners that make a product a cough or cold medicine.
    pub cough_partners: Vec<String>,
    /// Names that look like opioids and are none for this purpose.
    pub not_opioids: Vec<String>,
    /// Opioids.
    #[serde(rename = "opioid")]
    pub opioids: Vec<OpioidName>,
    /// Sedatives.
    #[serde(rename = "sedative")]
    pub sedatives: Vec<SedativeName>,
    /// Rescue naloxone.
    pub naloxone: NaloxoneNames,
}

/// One opioid ingredient with its names.
#[derive(Debug, Deserialize)]
pub struct OpioidName {
    /// Catalogue name.
    pub ingredient: String,
    /// Whole words that name it.
    pub words: Vec<String>,
    /// Abbreviations that need a partner beside them.
    #[serde(default)]
    pub weak: Vec<String>,
    /// Brands with the route they imply.
    #[serde(default)]
    pub brands: std::collections::BTreeMap<String, String>,
}

/// One sedative ingredient with its names.
#[derive(Debug, Deserialize)]
pub struct SedativeName {
    /// Catalogue name.
    pub ingredient: String,
    /// Class.
    pub class: SedativeClass,
    /// Counted by default.
    pub core: bool,
    /// Whole words and brands.
    pub words: Vec<String>,
}

/// Names of rescue naloxone.
#[derive(Debug, Deserialize)]
pub struct NaloxoneNames {
    /// Ingredient words.
    pub words: Vec<String>,
    /// Brands.
    pub brands: Vec<String>,
}

impl Catalogue {
    /// The built-in catalogue.
    pub fn builtin() -> &'static Self {
        static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
            #[expect(
                clippy::expect_used,
                reason = "an asset compiled in and read by every test"
            )]
            toml::from_str(include_str!("../../assets/medicines.toml"))
                .expect("assets/medicines.toml is valid")
        });
        &CATALOGUE
    }
}
