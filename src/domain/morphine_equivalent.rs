//! Morphine equivalent daily dose (MED): factor tables, working and total.

use serde::{Deserialize, Serialize};

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
