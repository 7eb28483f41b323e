//! The patients of a case, a row each.

use std::borrow::Cow;
use std::cmp::Ordering;

use egui::Ui;

use crate::domain::departure::proposal::patients_of;
use crate::domain::departure::{Departure, Handover};
use crate::domain::ids::PatientId;
use crate::domain::patient::Patient;
use crate::ui::patients::dose_words::DoseChip;
use crate::ui::patients::gaps::words::LastTier;
use crate::ui::patients::standing;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Col, RowKey, Rows, Sort, Tone, band_chip, text};

/// One patient of the case.
pub(super) struct CaseRow {
    pub patient: PatientId,
    pub name: String,
    pub handover: Handover,
    pub chip: DoseChip,
    mg_per_day: Option<f64>,
    pub tier: LastTier,
    pub gaps: usize,
    pub proposed_to: String,
}

/// All of them, in the order shown.
#[derive(Default)]
pub(super) struct CaseRows {
    rows: Vec<CaseRow>,
}

impl CaseRows {
    pub fn of(view: &View<'_>, case: &Departure) -> Self {
        let workbook = view.workbook;
        let row = |patient: PatientId, handover: Handover| {
            let row = view.registry.row(patient);
            let proposed = handover.proposed_to.and_then(|id| workbook.clinician(id));
            CaseRow {
                patient,
                name: workbook
                    .patient(patient)
                    .map_or_else(String::new, Patient::name),
                chip: row.map_or_else(DoseChip::default, |r| standing::chip(r, &workbook.settings)),
                mg_per_day: row.and_then(|r| r.dose.mg_per_day()),
                tier: LastTier::on(workbook.events_of(patient), view.as_of),
                gaps: view
                    .registry
                    .gaps
                    .of(patient)
                    .iter()
                    .filter(|g| g.is_open())
                    .count(),
                proposed_to: proposed.map_or_else(String::new, |c| c.name.clone()),
                handover,
            }
        };
        let patients = patients_of(workbook, view.registry, case).into_iter();
        Self {
            rows: patients.map(|p| row(p.patient, p.handover)).collect(),
        }
    }

    /// Sorted by a column; names decide between equals.
    pub fn sort(&mut self, sort: Option<&Sort>) {
        let name = |r: &CaseRow| r.name.to_lowercase();
        self.rows.sort_by(|a, b| {
            let (x, y) = (&a.handover, &b.handover);
            let by = match sort.map(|s| s.column.as_str()) {
                Some("med") => a
                    .mg_per_day
                    .unwrap_or(-1.0)
                    .total_cmp(&b.mg_per_day.unwrap_or(-1.0)),
                Some("tier") => a.tier.cmp(&b.tier),
                Some("gaps") => a.gaps.cmp(&b.gaps),
                Some("wish") => x.wish.cmp(&y.wish),
                Some("note") => x.note.cmp(&y.note),
                Some("to") => a.proposed_to.cmp(&b.proposed_to),
                Some("accepted") => x.accepted_on.cmp(&y.accepted_on),
                Some("talk") => x.talk_on.cmp(&y.talk_on),
                Some("moved") => x.moved_on.cmp(&y.moved_on),
                Some(_) => name(a).cmp(&name(b)),
                None => Ordering::Equal,
            };
            let by = if sort.is_some_and(|s| s.descending) {
                by.reverse()
            } else {
                by
            };
            by.then_with(|| name(a).cmp(&name(b)))
                .then(a.patient.cmp(&b.patient))
        });
    }

    /// The row of a patient.
    pub fn of_patient(&self, patient: PatientId) -> Option<&CaseRow> {
        self.rows.iter().find(|r| r.patient == patient)
    }

    /// The rows of these numbers.
    pub fn of_keys<'a>(&'a self, keys: &'a [RowKey]) -> impl Iterator<Item = &'a CaseRow> {
        self.rows.iter().filter(|r| keys.contains(&r.patient.0))
    }

    /// All rows.
    pub fn iter(&self) -> impl Iterator<Item = &CaseRow> {
        self.rows.iter()
    }

    /// Patients for whom nobody is proposed.
    pub fn unplaced(&self) -> usize {
        let open = |r: &&CaseRow| r.handover.proposed_to.is_none() && r.handover.moved_on.is_none();
        self.rows.iter().filter(open).count()
    }

    /// "18 of 30 accepted, 4 moved".
    pub fn progress(&self) -> String {
        let of =
            |is: &dyn Fn(&Handover) -> bool| self.rows.iter().filter(|r| is(&r.handover)).count();
        let all = self.rows.len();
        format!(
            "{} of {all} proposed, {} of {all} accepted, {} of {all} moved",
            of(&|h| h.proposed_to.is_some()),
            of(&|h| h.accepted_on.is_some()),
            of(&|h| h.moved_on.is_some()),
        )
    }
}

/// The columns; beside the panel, which says the rest, only those that fit.
pub(super) fn columns(is_beside_panel: bool) -> Vec<Col> {
    let mut columns = vec![
        Col::new("patient", "Patient", 150.0)
            .strong()
            .frozen()
            .fill(),
        Col::new("med", "MED", 92.0).right().drawn(),
        Col::new("tier", "Tier", 86.0),
        Col::new("gaps", "Gaps", 64.0).right(),
    ];
    if !is_beside_panel {
        columns.push(Col::new("wish", "Wish", 130.0).second().fill());
        columns.push(Col::new("note", "Note", 130.0).second().fill());
    }
    columns.extend([
        Col::new("to", "Proposed to", 150.0).fill(),
        Col::new("accepted", "Accepted", 96.0),
    ]);
    if !is_beside_panel {
        columns.push(Col::new("talk", "Talk held", 96.0));
    }
    columns.push(Col::new("moved", "Moved", 96.0));
    columns
}

impl Rows for CaseRows {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.rows.get(row).map_or(0, |r| r.patient.0)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(row) = self.rows.get(row) else {
            return Cow::default();
        };
        let day = |day: Option<chrono::NaiveDate>| {
            Cow::Owned(day.map(|d| d.to_string()).unwrap_or_default())
        };
        match column {
            "patient" => Cow::Borrowed(&row.name),
            "med" => Cow::Owned(row.chip.words()),
            "tier" => Cow::Borrowed(row.tier.words()),
            "gaps" => Cow::Owned(row.gaps.to_string()),
            "wish" => Cow::Borrowed(&row.handover.wish),
            "note" => Cow::Borrowed(&row.handover.note),
            "to" if row.proposed_to.is_empty() => Cow::Borrowed("nobody yet"),
            "to" => Cow::Borrowed(&row.proposed_to),
            "accepted" => day(row.handover.accepted_on),
            "talk" => day(row.handover.talk_on),
            _ => day(row.handover.moved_on),
        }
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        let row = self.rows.get(row)?;
        let is_absent = match column {
            "tier" => row.tier == LastTier::NotSet,
            "to" => row.proposed_to.is_empty(),
            _ => false,
        };
        is_absent.then_some(Tone::Absent)
    }

    fn cell_ui(&mut self, ui: &mut Ui, row: usize, _column: &str) {
        let Some(row) = self.rows.get(row) else {
            return;
        };
        if let Some(band) = row.chip.band {
            band_chip(ui, band, &row.chip.value);
        } else {
            let ink = Theme::of(ui).color().text_2;
            text(ui, &row.chip.value, Style::Table, ink);
        }
    }
}
