//! Who comes up for review by the pain team, and why; made once per change.

use std::borrow::Cow;

use chrono::NaiveDate;
use compact_str::{CompactString, ToCompactString};

use crate::domain::case_review::{CaseReview, reasons};
use crate::domain::checks::due_on;
use crate::domain::ids::PatientId;
use crate::domain::patient::Clinician;
use crate::domain::registry::RegistryRow;
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
    let rows = view.registry.rows.iter();
    rows.filter_map(|row| line(view, row)).collect()
}

fn line(view: &View<'_>, row: &RegistryRow) -> Option<ReviewLine> {
    let workbook = view.workbook;
    let settings = &workbook.settings;
    let reviews = workbook.case_reviews_of(row.patient);
    let reasons: Vec<String> = if row.is_on_ltot {
        let reasons = reasons(workbook, row, view.today);
        reasons.into_iter().map(|r| r.words(settings)).collect()
    } else {
        Vec::new()
    };
    if reasons.is_empty() && reviews.is_empty() {
        return None;
    }
    let patient = workbook.patient(row.patient)?;
    let clinician = patient.clinician.and_then(|c| workbook.clinician(c));
    let last_on = reviews.iter().map(|r| r.reviewed_on).max();
    let months = settings.review_reasons.again_after_months;
    let again_on = last_on.map(|on| due_on(on, months));
    let chip = standing::chip(row, settings);
    let name = patient.name();
    let mrn = patient.mrn.as_deref().unwrap_or_default();
    Some(ReviewLine {
        id: row.patient,
        search: format!("{} {}", name.to_lowercase(), mrn.to_lowercase()),
        mrn: mrn.to_compact_string(),
        clinician_name: clinician
            .map_or("unassigned", Clinician::short_name)
            .to_compact_string(),
        dose_words: chip.words().to_compact_string(),
        chip,
        mg_per_day: row.dose.mg_per_day(),
        tier: LastTier::on(workbook.events_of(row.patient), view.today),
        last_on,
        again_on,
        open_replies: reviews.iter().filter(|r| is_open(r)).count(),
        comes_up: !reasons.is_empty() && again_on.is_none_or(|again| again <= view.today),
        reasons,
        name,
    })
}

/// Whether the clinician has not answered.
pub(super) fn is_open(review: &CaseReview) -> bool {
    review.replied_on.is_none()
}
