//! The conversion factor tables: data files with source and version.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::domain::medicine::{Route, Strength};

/// Which conversion factor table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactorSetId {
    /// CDC 2022 clinical practice guideline.
    #[default]
    Cdc2022,
    /// CDC oral MME file, September 2018.
    Cdc2018,
    /// CDC "Calculating total daily dose" sheet, 2016, with methadone tiers.
    Cdc2016,
}

impl FactorSetId {
    /// All tables, newest first.
    pub const ALL: [Self; 3] = [Self::Cdc2022, Self::Cdc2018, Self::Cdc2016];

    /// The code on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cdc2022 => "cdc2022",
            Self::Cdc2018 => "cdc2018",
            Self::Cdc2016 => "cdc2016",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// Name, source and version of the table.
    pub fn about(self) -> &'static TableFile {
        self.file()
    }

    fn file(self) -> &'static TableFile {
        static FILES: LazyLock<[TableFile; 3]> = LazyLock::new(|| {
            [
                include_str!("../../../assets/factors/cdc2022.toml"),
                include_str!("../../../assets/factors/cdc2018.toml"),
                include_str!("../../../assets/factors/cdc2016.toml"),
            ]
            .map(|text| {
                #[expect(
                    clippy::expect_used,
                    reason = "assets compiled in and read by every test"
                )]
                toml::from_str(text).expect("assets/factors are valid")
            })
        });
        match (self, &*FILES) {
            (Self::Cdc2022, [table, _, _])
            | (Self::Cdc2018, [_, table, _])
            | (Self::Cdc2016, [_, _, table]) => table,
        }
    }
}

/// A table as its file holds it.
#[derive(Debug, Deserialize)]
pub struct TableFile {
    /// "CDC 2022 guideline".
    pub name: String,
    /// "CDC 2022".
    pub short_name: String,
    /// Where the numbers stand in print.
    pub source: String,
    /// Version or date of the source.
    pub version: String,
    /// The day the copy was compared with the source.
    pub checked: String,
    #[serde(rename = "factor")]
    factors: Vec<Row>,
}

#[derive(Debug, Deserialize)]
struct Row {
    ingredient: String,
    route: Option<Route>,
    #[serde(default)]
    per: Per,
    value: Option<f64>,
    #[serde(default)]
    tiers: Vec<(f64, f64)>,
    above: Option<f64>,
}

/// What the daily amount is measured in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Per {
    #[default]
    Mg,
    Mcg,
    McgPerHour,
}

/// The factor used for one line.
#[derive(Clone, Debug, PartialEq)]
pub struct FactorUse {
    value: Value,
    per: Per,
    /// The table it was taken from, when not the chosen one.
    pub borrowed_from: Option<FactorSetId>,
}

#[derive(Clone, Debug, PartialEq)]
enum Value {
    Fixed(f64),
    /// (up to and including mg a day, factor) …, factor above.
    Tiers(&'static [(f64, f64)], f64),
}

impl FactorUse {
    /// The factor when it does not depend on the day's total.
    pub fn fixed(&self) -> Option<f64> {
        if let Value::Fixed(value) = self.value {
            Some(value)
        } else {
            None
        }
    }

    /// The factor for a day's total of the ingredient, mg.
    pub fn for_total(&self, total_mg: f64) -> f64 {
        match self.value {
            Value::Fixed(value) => value,
            Value::Tiers(tiers, above) => tiers
                .iter()
                .find(|(up_to, _)| total_mg <= *up_to + 1e-9)
                .map_or(above, |(_, factor)| *factor),
        }
    }

    /// Whether the factor depends on the day's total of the ingredient.
    pub fn is_tiered(&self) -> bool {
        matches!(self.value, Value::Tiers(..))
    }

    /// Turns an amount in the strength's own unit into the unit the factor is meant for.
    pub(super) fn in_factor_unit(&self, amount: f64, strength: Option<Strength>) -> f64 {
        match (self.per, strength) {
            (Per::Mcg, Some(Strength::MgPerUnit(_) | Strength::MgPerMl(_))) => amount * 1000.0,
            (Per::Mg, Some(Strength::McgPerUnit(_))) => amount / 1000.0,
            _ => amount,
        }
    }

    /// "mg", "mcg" or "mcg/h": the unit of the daily amount.
    pub fn unit(&self) -> &'static str {
        match self.per {
            Per::Mg => "mg",
            Per::Mcg => "mcg",
            Per::McgPerHour => "mcg/h",
        }
    }
}

/// A table ready to be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct FactorSet {
    /// Which table.
    pub id: FactorSetId,
    /// Take what CDC 2022 does not list from the CDC 2018 file.
    pub borrows: bool,
}

impl FactorSet {
    /// The table; `borrow` matters for CDC 2022 only, whose list is short by design. The 2016 sheet
    /// is taken as printed.
    pub fn load(id: FactorSetId, borrow: bool) -> Self {
        Self {
            id,
            borrows: borrow && id == FactorSetId::Cdc2022,
        }
    }

    /// The factor for an ingredient by a route.
    pub fn find(&self, ingredient: &str, route: Route) -> Option<FactorUse> {
        let own = find_in(self.id.file(), ingredient, route);
        if own.is_some() || !self.borrows {
            return own;
        }
        let borrowed = find_in(FactorSetId::Cdc2018.file(), ingredient, route)?;
        Some(FactorUse {
            borrowed_from: Some(FactorSetId::Cdc2018),
            ..borrowed
        })
    }

    /// "CDC 2022 guideline (2022-11-04)".
    pub fn label(&self) -> String {
        let table = self.id.about();
        format!("{} ({})", table.name, table.version)
    }
}

fn find_in(table: &'static TableFile, ingredient: &str, route: Route) -> Option<FactorUse> {
    // A row without route is for what is swallowed, and for suppositories of the same drug.
    let fits = |row: &&Row| {
        row.ingredient == ingredient
            && match row.route {
                Some(wanted) => wanted == route,
                None => matches!(
                    route,
                    Route::Oral | Route::Rectal | Route::Sublingual | Route::Buccal | Route::Nasal
                ),
            }
    };
    let row = table.factors.iter().find(fits)?;
    let value = match (row.value, row.above) {
        (Some(value), _) => Value::Fixed(value),
        (None, Some(above)) => Value::Tiers(&row.tiers, above),
        (None, None) => return None,
    };
    Some(FactorUse {
        value,
        per: row.per,
        borrowed_from: None,
    })
}
