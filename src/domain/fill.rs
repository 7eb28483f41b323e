//! Prescription fills and the product texts they name.

use chrono::{Days, NaiveDate};
use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use super::ids::{ClinicianId, FillId, ImportId, PatientId, ProductId};
use super::medicine::Medicine;

/// A product as an export writes it; its reading is worked out, never stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Product {
    /// Record number in the clinic file.
    pub id: ProductId,
    /// The product or medicine text.
    pub text: String,
    /// The strength column, if the export has one.
    pub strength: String,
    /// The dosage form column, if the export has one.
    pub form: String,
    /// The import that brought the text.
    pub import: Option<ImportId>,
    /// What the text means; worked out when the file is opened.
    #[serde(skip)]
    pub medicine: Medicine,
}

/// One fill (or order) of a prescription.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fill {
    /// Record number in the clinic file.
    pub id: FillId,
    /// Whose.
    pub patient: PatientId,
    /// What.
    pub product: ProductId,
    /// Day the medicine was dispensed, or ordered where the export knows no more.
    pub filled: NaiveDate,
    /// Day the prescription was written.
    pub written: Option<NaiveDate>,
    /// Prescription number; empty where the export has none.
    pub rx_number: CompactString,
    /// Which refill of the prescription, 0 for the first fill.
    pub refill: Option<u16>,
    /// Units dispensed; `None` when blank, 0 or unreadable.
    pub quantity: Option<f64>,
    /// Days the quantity lasts; `None` when blank, 0 or unreadable.
    pub days_supply: Option<u16>,
    /// Who prescribed.
    pub prescriber: Option<ClinicianId>,
    /// Dispensing pharmacy as written.
    pub pharmacy: CompactString,
    /// The import that brought the row.
    pub import: Option<ImportId>,
    /// Line (or spreadsheet row) in the imported file, counted from 1.
    pub line: u32,
}

/// How long a fill without days supply is looked at as possibly still in use.
///
/// A choice of ours: long enough to make the missing number visible for a month's supply, short
/// enough not to mark a patient as unknown for ever.
pub const DAYS_LOOKED_AT_WHEN_MISSING: u16 = 30;

impl Fill {
    /// Last day looked at as in use: the fill day counts as day one, and a missing days supply as
    /// [`DAYS_LOOKED_AT_WHEN_MISSING`]. The day before the fill for a supply of 0 days.
    pub fn last_day_looked_at(&self) -> NaiveDate {
        let days = self.days_supply.unwrap_or(DAYS_LOOKED_AT_WHEN_MISSING);
        let last = match u64::from(days).checked_sub(1) {
            Some(more) => self.filled.checked_add_days(Days::new(more)),
            None => self.filled.pred_opt(),
        };
        last.unwrap_or(self.filled)
    }

    /// Whether the supply is looked at as in use on `day`.
    pub fn is_active_on(&self, day: NaiveDate) -> bool {
        self.filled <= day && day <= self.last_day_looked_at()
    }

    /// Units a day: quantity ÷ days supply. `None` when either is missing.
    pub fn units_per_day(&self) -> Option<f64> {
        Some(self.quantity? / f64::from(self.days_supply?))
    }
}
