//! Who comes up for review by the pain team, and why; made once per change.

use std::borrow::Cow;

use chrono::NaiveDate;
use compact_str::{CompactString, ToCompactString};

use crate::domain::case_review::{ReviewLine as Found, review_list};
use crate::domain::ids::PatientId;
use crate::ui::patients::dose_words::DoseChip;
use crate::ui::patients::gaps::words::LastTier;
use crate::ui::patients::standing;
use crate::ui::view::View;

/// A patient of the review list.
pub(super) struct ReviewLine {
    pub id: PatientId,
    pub name: String,
    pub mrn: CompactString,
    pub clinician_name: CompactString,
    pub chip: DoseChip,
    pub dose_words: CompactString,
    pub mg_per_day: Option<f64>,
    pub tier: LastTier,
    /// Why, in words; empty where no reason holds any more.
    pub reasons: Vec<String>,
    pub last_on: Option<NaiveDate>,
    /// The day on which somebody reviewed comes up again.
    pub again_on: Option<NaiveDate>,
    /// Advice to which the clinician has not answered.
    pub open_replies: usize,
    /// Is to be reviewed now.
    pub comes_up: bool,
    /// Lower-case name and MRN.
    pub search: String,
}

impl ReviewLine {
    /// A cell in words: shown, copied, exported and read out.
    pub fn cell(&self, column: &str) -> Cow<'_, str> {
        let day = |day: Option<NaiveDate>, none: &'static str| {
            day.map_or(Cow::Borrowed(none), |day| Cow::Owned(day.to_string()))
        };
        match column {
            "patient" => Cow::Borrowed(&self.name),
            "mrn" if self.mrn.is_empty() => Cow::Borrowed("none"),
            "mrn" => Cow::Borrowed(&self.mrn),
            "clinician" => Cow::Borrowed(&self.clinician_name),
            "reasons" if self.reasons.is_empty() => Cow::Borrowed("no reason now"),
            "reasons" => Cow::Owned(self.reasons.join(", ")),
            "med" => Cow::Borrowed(&self.dose_words),
            "tier" => Cow::Borrowed(self.tier.words()),
            "last" => day(self.last_on, "never"),
            "again" if self.comes_up => Cow::Borrowed("now"),
            "again" => day(self.again_on, ""),
            "reply" => match self.open_replies {
                0 => Cow::Borrowed(""),
                1 => Cow::Borrowed("open"),
                many => Cow::Owned(format!("{many} open")),
            },
            _ => Cow::Borrowed(""),
        }
    }
}

/// Everybody on long-term therapy for whom a reason holds, and whoever was reviewed.
pub(super) fn lines(view: &View<'_>) -> Vec<ReviewLine> {
    let found = review_list(view.workbook, view.registry, view.today);
    found.iter().filter_map(|found| line(view, found)).collect()
}

fn line(view: &View<'_>, found: &Found) -> Option<ReviewLine> {
    let workbook = view.workbook;
    let settings = &workbook.settings;
    let row = view.registry.row(found.patient)?;
    let patient = workbook.patient(found.patient)?;
    let clinician = workbook.clinician_of(patient);
    let chip = standing::chip(row, settings);
    let name = patient.name();
    let mrn = patient.mrn.as_deref().unwrap_or_default();
    Some(ReviewLine {
        id: row.patient,
        search: format!("{} {}", name.to_lowercase(), mrn.to_lowercase()),
        mrn: mrn.to_compact_string(),
        clinician_name: standing::clinician_name(clinician).to_compact_string(),
        dose_words: chip.words().to_compact_string(),
        chip,
        mg_per_day: found.mg_per_day,
        tier: LastTier::on(workbook.events_of(row.patient), view.today),
        last_on: found.last_on,
        again_on: found.again_on,
        open_replies: found.open_replies,
        comes_up: found.is_due,
        reasons: found.reasons.iter().map(|r| r.words(settings)).collect(),
        name,
    })
}
