//! The table of the review list: its columns, cells and order.

use std::borrow::Cow;
use std::cmp::Ordering;

use egui::Ui;

use super::lines::ReviewLine;
use crate::domain::workbook::Workbook;
use crate::ui::patients::dialogs::Act;
use crate::ui::patients::gaps::words::LastTier;
use crate::ui::patients::standing::chip_ui;
use crate::ui::patients::taking_out::{Part2, rows_to_copy};
use crate::ui::widgets::{Col, GapState, RowKey, Rows, Sort, Tone, gap_chip, menu_item};

/// The columns, in order.
pub(super) fn columns() -> Vec<Col> {
    vec![
        Col::new("patient", "Patient", 140.0)
            .strong()
            .frozen()
            .fill(),
        Col::new("mrn", "MRN", 84.0).unsortable(),
        Col::new("clinician", "Clinician", 86.0).second().fill(),
        Col::new("reasons", "Why", 260.0).fill(),
        Col::new("med", "MED", 98.0).right().drawn(),
        Col::new("tier", "Tier", 76.0),
        Col::new("last", "Last review", 96.0),
        Col::new("again", "Again on", 92.0),
        Col::new("reply", "Reply", 66.0).drawn(),
    ]
}

/// The columns given up first where the window is too narrow for all.
pub(super) const LEAST_NEEDED: [&str; 3] = ["mrn", "tier", "clinician"];

/// Positions in order; what is not known stands last either way.
pub(super) fn sort(order: &mut [usize], lines: &[ReviewLine], by: Option<&Sort>) {
    let column = by.map_or("reasons", |by| by.column.as_str());
    let down = by.is_none_or(|by| by.descending);
    order.sort_by(|a, b| {
        let (Some(a), Some(b)) = (lines.get(*a), lines.get(*b)) else {
            return Ordering::Equal;
        };
        let known = compare(a, b, column);
        let known = if down { known.reverse() } else { known };
        is_unknown(a, column)
            .cmp(&is_unknown(b, column))
            .then(known)
            .then_with(|| b.reasons.len().cmp(&a.reasons.len()))
            .then_with(|| a.search.cmp(&b.search))
            .then_with(|| a.id.cmp(&b.id))
    });
}

fn is_unknown(line: &ReviewLine, column: &str) -> bool {
    match column {
        "med" => line.mg_per_day.is_none(),
        "tier" => line.tier.known().is_none(),
        "last" => line.last_on.is_none(),
        _ => false,
    }
}

fn compare(a: &ReviewLine, b: &ReviewLine, column: &str) -> Ordering {
    match column {
        "patient" => a.search.cmp(&b.search),
        "clinician" => a.clinician_name.cmp(&b.clinician_name),
        "med" => {
            let mg = |line: &ReviewLine| line.mg_per_day.unwrap_or_default();
            mg(a).total_cmp(&mg(b))
        }
        "tier" => a.tier.cmp(&b.tier),
        "last" => a.last_on.cmp(&b.last_on),
        "again" => (!a.comes_up, a.again_on).cmp(&(!b.comes_up, b.again_on)),
        "reply" => a.open_replies.cmp(&b.open_replies),
        _ => a.reasons.len().cmp(&b.reasons.len()),
    }
}

/// The patients shown, in order.
pub(super) struct ReviewRows<'a> {
    pub workbook: &'a Workbook,
    pub lines: &'a [ReviewLine],
    pub order: &'a [usize],
    pub acts: &'a mut Vec<Act>,
}

impl ReviewRows<'_> {
    pub fn line(&self, row: usize) -> Option<&ReviewLine> {
        self.lines.get(*self.order.get(row)?)
    }
}

impl Rows for ReviewRows<'_> {
    fn count(&self) -> usize {
        self.order.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.line(row).map_or(-1, |line| line.id.0)
    }

    fn to_copy(&self, chosen: Vec<usize>) -> (Vec<usize>, Option<String>) {
        let patient_of = |row| self.line(row).map(|l| l.id);
        rows_to_copy(self.workbook, Part2::LeftOut, chosen, patient_of)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        self.line(row)
            .map_or(Cow::Borrowed(""), |line| line.cell(column))
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        let line = self.line(row)?;
        let is_absent = match column {
            "tier" => line.tier == LastTier::NotSet,
            "last" => line.last_on.is_none(),
            "reasons" => line.reasons.is_empty(),
            _ => false,
        };
        is_absent.then_some(Tone::Absent)
    }

    fn cell_ui(&mut self, ui: &mut Ui, row: usize, column: &str) {
        let Some(line) = self.line(row) else { return };
        match column {
            "med" => chip_ui(ui, &line.chip),
            "reply" if line.open_replies > 0 => {
                gap_chip(ui, &line.cell("reply"), GapState::Overdue)
                    .on_hover_text("The clinician has not answered the team's advice");
            }
            _ => {}
        }
    }

    fn has_menu(&self) -> bool {
        true
    }

    fn menu_ui(&mut self, ui: &mut Ui, row: usize) {
        let Some(id) = self.line(row).map(|line| line.id) else {
            return;
        };
        for (words, act) in [
            ("Open patient, Enter", Act::Open(id)),
            ("Add review…, R", Act::Review(id, None)),
            ("Add event…, E", Act::AddEvent(id)),
        ] {
            if menu_item(ui, words).clicked() {
                self.acts.push(act);
                ui.close();
            }
        }
    }
}
