//! The table of a day: its columns and cells.

use std::borrow::Cow;

use egui::Ui;

use super::lines::HuddleLine;
use crate::domain::workbook::Workbook;
use crate::ui::icons::{Icon, icon};
use crate::ui::patients::dialogs::{Act, GapTask};
use crate::ui::patients::gaps::words::chips_ui;
use crate::ui::patients::standing::chip_ui;
use crate::ui::patients::taking_out::{Part2, rows_to_copy};
use crate::ui::theme::Theme;
use crate::ui::widgets::{Col, RowKey, Rows, Tone, menu_item};

/// The columns, in order.
pub(super) fn columns() -> Vec<Col> {
    vec![
        Col::new("patient", "Patient", 136.0)
            .strong()
            .frozen()
            .fill()
            .unsortable(),
        Col::new("time", "Time", 56.0).unsortable(),
        Col::new("visit", "Visit or refill", 150.0)
            .fill()
            .unsortable(),
        Col::new("age", "Age", 46.0).right().unsortable(),
        Col::new("clinician", "Clinician", 86.0)
            .second()
            .unsortable(),
        Col::new("med", "MED", 98.0).right().drawn().unsortable(),
        Col::new("tier", "Tier", 76.0).unsortable(),
        Col::new("sedative", "Sed.", 48.0).unsortable(),
        Col::new("naloxone", "Naloxone", 92.0).unsortable(),
        Col::new("peg", "PEG", 92.0).unsortable(),
        Col::new("gaps", "Gaps", 158.0).drawn().unsortable(),
        Col::new("talk", "Talk", 46.0).center().drawn().unsortable(),
        Col::new("who", "Prepares", 96.0).unsortable(),
        Col::new("prepared", "Ready", 56.0)
            .center()
            .drawn()
            .unsortable(),
    ]
}

/// The columns given up first where the window is too narrow for all.
pub(super) const LEAST_NEEDED: [&str; 5] = ["age", "naloxone", "clinician", "peg", "sedative"];

/// The columns of a sheet that leaves the program.
pub(super) fn sheet_columns() -> Vec<(&'static str, &'static str)> {
    vec![
        ("time", "Time"),
        ("patient", "Patient"),
        ("mrn", "MRN"),
        ("age", "Age"),
        ("visit", "Visit or refill"),
        ("clinician", "Clinician"),
        ("med", "MED"),
        ("tier", "Tier"),
        ("sedative", "Sedative"),
        ("naloxone", "Naloxone"),
        ("peg", "PEG"),
        ("ma", "MA part"),
        ("for_clinician", "Clinician part"),
        ("talk", "Hard conversation"),
        ("note", "Notes"),
        ("who", "Prepares"),
        ("prepared", "Prepared"),
    ]
}

/// The patients shown, in order.
pub(super) struct HuddleRows<'a> {
    pub workbook: &'a Workbook,
    pub lines: &'a [HuddleLine],
    pub order: &'a [usize],
    pub acts: &'a mut Vec<Act>,
}

impl HuddleRows<'_> {
    pub fn line(&self, row: usize) -> Option<&HuddleLine> {
        self.lines.get(*self.order.get(row)?)
    }
}

impl Rows for HuddleRows<'_> {
    fn count(&self) -> usize {
        self.order.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.line(row).map_or(-1, |line| line.id.0)
    }

    fn to_copy(&self, chosen: Vec<usize>) -> (Vec<usize>, Option<String>) {
        let patient_of = |row| self.line(row).map(|l| l.id);
        rows_to_copy(self.workbook, Part2::Kept, chosen, patient_of)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        self.line(row)
            .map_or(Cow::Borrowed(""), |line| line.cell(column))
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        let line = self.line(row)?;
        let is_absent = match column {
            "tier" => line.tier == "not set",
            "naloxone" => line.naloxone.is_none(),
            "peg" => line.peg == "none",
            "who" => line.who.is_empty(),
            _ => false,
        };
        is_absent.then_some(Tone::Absent)
    }

    fn cell_ui(&mut self, ui: &mut Ui, row: usize, column: &str) {
        let Some(line) = self.line(row) else { return };
        let theme = Theme::of(ui);
        let colors = *theme.color();
        match column {
            "med" => chip_ui(ui, &line.chip),
            "gaps" => chips_ui(ui, line.gaps.iter().map(|(gap, who)| (gap, who.as_str()))),
            "talk" if line.is_hard() => {
                icon(ui, Icon::Flag, theme.pt(16.0), colors.concern)
                    .on_hover_text(format!("Hard conversation: {}", line.hard_words()));
            }
            "prepared" => {
                if let Some(on) = line.done_on {
                    icon(ui, Icon::Check, theme.pt(16.0), colors.text)
                        .on_hover_text(format!("Prepared on {on}"));
                }
            }
            _ => {}
        }
    }

    fn has_menu(&self) -> bool {
        true
    }

    fn menu_ui(&mut self, ui: &mut Ui, row: usize) {
        let Some(line) = self.line(row) else { return };
        let id = line.id;
        let gaps: Vec<_> = line.gaps.iter().map(|(g, _)| (g.patient, g.rule)).collect();
        let mut chosen = None;
        for (words, act) in [
            ("Open patient, Enter", Some(Act::Open(id))),
            ("Add event…, E", Some(Act::AddEvent(id))),
            (
                "Assign the gaps…, A",
                (!gaps.is_empty()).then_some(Act::Gaps(GapTask::Assign, gaps)),
            ),
        ] {
            if act.is_some() && menu_item(ui, words).clicked() {
                chosen = act;
            }
        }
        if let Some(act) = chosen {
            self.acts.push(act);
            ui.close();
        }
    }
}
