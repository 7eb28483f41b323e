//! The filters of the list, and which patients they leave.

use serde::{Deserialize, Serialize};

use super::line::PatientLine;
use crate::domain::registry::Band;
use crate::ui::patients::by_clinician::ByClinician;

/// Which doses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum ByBand {
    /// In this band.
    In(Band),
    /// Active, but without a band.
    NoBand,
    /// No opioid active.
    NoneActive,
}

impl ByBand {
    /// All choices, as the menu lists them.
    pub const ALL: [Self; 5] = [
        Self::In(Band::Low),
        Self::In(Band::Mid),
        Self::In(Band::High),
        Self::NoBand,
        Self::NoneActive,
    ];
}

/// What is filtered by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Responsible clinician.
    pub clinician: Option<ByClinician>,
    /// Dose band.
    pub band: Option<ByBand>,
    /// A sedative is active, or none is.
    pub sedative: Option<bool>,
    /// Naloxone within the look-back, or none.
    pub naloxone: Option<bool>,
    /// Part of the name or MRN.
    pub words: String,
}

impl Filters {
    /// Whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        let any = self.clinician.is_some()
            || self.band.is_some()
            || self.sedative.is_some()
            || self.naloxone.is_some();
        !any && self.words.trim().is_empty()
    }

    /// The words as they are compared: lower case, each to be found.
    pub fn needles(&self) -> Vec<String> {
        let words = self.words.to_lowercase();
        words.split_whitespace().map(str::to_owned).collect()
    }

    /// Whether a patient is shown; `needles` as from [`Filters::needles`].
    pub fn shows(&self, line: &PatientLine, needles: &[String]) -> bool {
        let clinician = self.clinician.is_none_or(|by| by.shows(line.clinician));
        let band = match self.band {
            None => true,
            Some(ByBand::In(band)) => line.band == Some(band),
            Some(ByBand::NoBand) => line.band.is_none() && line.chip.band.is_some(),
            Some(ByBand::NoneActive) => line.chip.band.is_none(),
        };
        clinician
            && band
            && self.sedative.is_none_or(|yes| line.sedative == Some(yes))
            && self
                .naloxone
                .is_none_or(|yes| yes == line.naloxone.is_some())
            && needles.iter().all(|n| line.search.contains(n.as_str()))
    }
}
