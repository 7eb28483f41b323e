//! Gaps as the page shows, sorts and filters them; made once per change of the records.

use std::borrow::Cow;

use compact_str::{CompactString, ToCompactString};

use super::words::LastTier;
use crate::domain::care_gap::{Gap, GapKey, GapRule, GapState};
use crate::domain::ids::{ClinicianId, PatientId};
use crate::ui::patients::dose_words::DoseChip;
use crate::ui::patients::standing;
use crate::ui::view::View;
use crate::ui::widgets::RowKey;

/// What all gaps of a patient share.
pub(super) struct Person {
    pub id: PatientId,
    pub name: String,
    pub mrn: CompactString,
    pub clinician: Option<ClinicianId>,
    pub clinician_name: CompactString,
    pub team: CompactString,
    pub tier: LastTier,
    pub chip: DoseChip,
    pub dose_words: CompactString,
    pub mg_per_day: Option<f64>,
    /// Lower-case name and MRN.
    pub search: String,
}

impl Person {
    pub fn tier_words(&self) -> &'static str {
        self.tier.words()
    }
}

/// One gap.
pub(super) struct GapLine {
    /// Position among the people.
    pub person: usize,
    pub gap: Gap,
    /// Who has it; empty for nobody.
    pub who: CompactString,
}

impl GapLine {
    /// The gap's number in the table; the same after sorting.
    pub fn key(&self) -> RowKey {
        key_of((self.gap.patient, self.gap.rule))
    }

    /// How urgent it is: what is overdue longest first, then what was never done, what cannot be
    /// told, what is due soon, what waits.
    pub fn urgency(&self) -> (u8, i64) {
        match self.gap.state {
            _ if self.gap.snoozed_until.is_some() => (4, 0),
            GapState::Overdue(days) => (0, -days),
            GapState::Never => (1, 0),
            GapState::Unknown => (2, 0),
            GapState::DueSoon(days) => (3, days),
        }
    }
}

/// Room for the rules in a row's number.
const RULES: i64 = 64;

/// The number of a gap.
pub(super) fn key_of((patient, rule): GapKey) -> RowKey {
    patient.0 * RULES + place(rule)
}

/// The gap of a number.
pub(super) fn gap_of(key: RowKey) -> Option<GapKey> {
    let rule = usize::try_from(key.rem_euclid(RULES)).ok()?;
    let rule = GapRule::ALL.get(rule)?;
    Some((PatientId(key.div_euclid(RULES)), *rule))
}

/// The place of a rule on screens.
pub(super) fn place(rule: GapRule) -> i64 {
    let at = GapRule::ALL.iter().position(|r| *r == rule);
    at.and_then(|at| i64::try_from(at).ok()).unwrap_or(0)
}

/// Everybody with a gap, and the gaps.
pub(super) fn lines(view: &View<'_>) -> (Vec<Person>, Vec<GapLine>) {
    let mut people: Vec<Person> = Vec::new();
    let mut lines = Vec::new();
    for gap in view.registry.gaps.all() {
        if people.last().is_none_or(|p| p.id != gap.patient) {
            let Some(person) = person(view, gap.patient) else {
                continue;
            };
            people.push(person);
        }
        let work = view.workbook.gap_work(gap.patient, gap.rule);
        lines.push(GapLine {
            person: people.len() - 1,
            gap: *gap,
            who: work.map_or_else(CompactString::default, |w| {
                w.assigned_to.to_compact_string()
            }),
        });
    }
    (people, lines)
}

fn person(view: &View<'_>, id: PatientId) -> Option<Person> {
    let patient = view.workbook.patient(id)?;
    let row = view.registry.row(id)?;
    let clinician = view.workbook.clinician_of(patient);
    let chip = standing::chip(row, &view.workbook.settings);
    let name = patient.name();
    let mrn = patient.mrn.as_deref().unwrap_or_default();
    Some(Person {
        id,
        search: format!("{} {}", name.to_lowercase(), mrn.to_lowercase()),
        mrn: mrn.to_compact_string(),
        clinician: patient.clinician,
        clinician_name: standing::clinician_name(clinician).to_compact_string(),
        team: clinician.map_or_else(CompactString::default, |c| c.team.to_compact_string()),
        tier: LastTier::on(view.workbook.events_of(id), due_day(view)),
        dose_words: chip.words().to_compact_string(),
        chip,
        mg_per_day: row.dose.mg_per_day(),
        name,
    })
}

/// The day that gaps are worked out for.
pub(super) fn due_day(view: &View<'_>) -> chrono::NaiveDate {
    view.registry.gaps.day().unwrap_or(view.today)
}

/// A day as a cell; blank without one.
pub(super) fn day_words(day: Option<chrono::NaiveDate>) -> Cow<'static, str> {
    day.map_or(Cow::Borrowed(""), |day| Cow::Owned(day.to_string()))
}
