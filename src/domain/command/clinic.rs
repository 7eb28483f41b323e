//! Requests about the clinic itself: details, choices, goals, remembered layouts.

use super::{Context, Refusal, one, refuse};
use crate::domain::clinic::{Clinic, Settings};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::import_batch::ImportKind;
use crate::domain::workbook::SavedLayout;

impl Context<'_> {
    pub(super) fn save_clinic(&self, clinic: Clinic) -> Result<EditSet, Refusal> {
        if clinic.name.trim().is_empty() {
            return refuse("The clinic needs a name. Type it in the first field.");
        }
        Ok(one(
            "Change the clinic's details",
            Edit::Clinic(Change::replace(self.workbook.clinic.clone(), clinic)),
        ))
    }

    pub(super) fn save_settings(&self, settings: Settings) -> Result<EditSet, Refusal> {
        let limits = settings.thresholds;
        if !(limits.first > 0.0 && limits.first < limits.second && limits.second <= 1000.0) {
            return refuse(
                "The two dose limits must be above 0, the first below the second, e.g. 50 and 90.",
            );
        }
        if !(1..=30).contains(&settings.idle_lock_minutes) {
            return refuse("The idle lock takes 1 to 30 minutes.");
        }
        if !(1..=60).contains(&settings.naloxone_months) {
            return refuse("Naloxone is looked back for 1 to 60 months.");
        }
        let back = &settings.look_back;
        let [low, moderate, high] = back.visit_months;
        let months = [
            back.agreement_months,
            back.pdmp_months,
            back.urine_test_months,
            back.med_months,
            low,
            moderate,
            high,
        ];
        if months.iter().any(|months| !(1..=60).contains(months)) {
            return refuse("Every check is looked back for 1 to 60 months.");
        }
        if !(5..=20).contains(&settings.smallest_count_shown) {
            return refuse("The smallest count shown to a room is 5 to 20; 11 is what CMS asks.");
        }
        let change = Change::replace(self.workbook.settings.clone(), settings);
        Ok(one("Change the settings", Edit::Settings(Box::new(change))))
    }

    pub(super) fn save_layout(
        &self,
        name: &str,
        fingerprint: &str,
        kind: ImportKind,
        mapping: serde_json::Value,
    ) -> EditSet {
        let known = self
            .workbook
            .layouts
            .iter()
            .find(|l| l.fingerprint == fingerprint)
            .cloned();
        let id = known
            .as_ref()
            .map_or_else(|| self.workbook.free_layout_id(), |l| l.id);
        let layout = SavedLayout {
            id,
            name: name.to_owned(),
            fingerprint: fingerprint.to_owned(),
            kind,
            mapping,
        };
        one(
            "Remember a layout",
            Edit::Layout(Change {
                before: known,
                after: Some(layout),
            }),
        )
    }
}
