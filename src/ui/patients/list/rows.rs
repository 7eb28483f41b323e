//! The table of the list: its columns, and the cells of each patient.

use std::borrow::Cow;

use egui::{Sense, Ui, vec2};

use super::line::PatientLine;
use crate::domain::event::Verdict;
use crate::domain::workbook::Workbook;
use crate::ui::icons::{Glyph, Icon, glyph, icon};
use crate::ui::patients::dialogs::Act;
use crate::ui::patients::gaps::words::chips_ui;
use crate::ui::patients::taking_out::{Part2, rows_to_copy};
use crate::ui::request::PatientsView;
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{Col, RowKey, Rows, Tone, band_chip, menu_item, menu_rule, text};

/// The columns of a view, in order.
pub(super) fn columns(view: PatientsView) -> Vec<Col> {
    let is_candidates = view == PatientsView::Candidates;
    let opioids = if is_candidates { 172.0 } else { 156.0 };
    let mut columns = vec![
        Col::new("patient", "Patient", 140.0)
            .strong()
            .frozen()
            .fill(),
        Col::new("mrn", "MRN", 84.0),
        Col::new("age", "Age", 48.0).right(),
        Col::new("clinician", "Clinician", 82.0).second().fill(),
        Col::new("opioids", "Opioids", opioids).fill(),
        Col::new("med", "MED", 98.0).right().drawn(),
    ];
    if is_candidates {
        columns.push(Col::new("found", "Why the rule finds them", 330.0).fill());
    }
    let mut gaps = Col::new("gaps", "Gaps", 158.0).drawn();
    gaps.descending_first = true;
    columns.extend([
        Col::new("sedative", "Sed.", 48.0).drawn(),
        Col::new("naloxone", "Nal.", 42.0).center().drawn(),
        Col::new("pdmp", "PDMP", 94.0).drawn(),
        Col::new("urine", "UDT", 108.0).drawn(),
        Col::new("agreement", "Agreement", 98.0).drawn(),
        Col::new("peg", "PEG", 86.0).right().drawn(),
        gaps,
        Col::new("status", "Status", 92.0).second().fill(),
    ]);
    columns
}

/// The columns given up first where the window is too narrow for all.
pub(super) fn least_needed(view: PatientsView) -> &'static [&'static str] {
    match view {
        PatientsView::Candidates => &[
            "gaps",
            "agreement",
            "peg",
            "urine",
            "pdmp",
            "naloxone",
            "age",
            "mrn",
            "sedative",
        ],
        _ => &[
            "mrn",
            "age",
            "agreement",
            "status",
            "pdmp",
            "urine",
            "clinician",
        ],
    }
}

/// The patients shown, in order.
pub(super) struct PatientRows<'a> {
    pub workbook: &'a Workbook,
    pub part2: Part2,
    pub lines: &'a [PatientLine],
    pub order: &'a [usize],
    pub acts: &'a mut Vec<Act>,
}

impl PatientRows<'_> {
    pub fn line(&self, row: usize) -> Option<&PatientLine> {
        self.lines.get(*self.order.get(row)?)
    }
}

impl Rows for PatientRows<'_> {
    fn count(&self) -> usize {
        self.order.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.line(row).map_or(-1, |line| line.id.0)
    }

    fn to_copy(&self, chosen: Vec<usize>) -> (Vec<usize>, Option<String>) {
        let patient_of = |row| self.line(row).map(|l| l.id);
        rows_to_copy(self.workbook, self.part2, chosen, patient_of)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        self.line(row)
            .map_or(Cow::Borrowed(""), |line| cell_text(line, column))
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        let line = self.line(row)?;
        match column {
            "opioids" if line.is_between_fills => Some(Tone::Second),
            "clinician" if line.clinician.is_none() => Some(Tone::Absent),
            "mrn" if line.mrn == "none" => Some(Tone::Absent),
            _ => None,
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, row: usize, column: &str) {
        let Some(line) = self.line(row) else { return };
        match column {
            "med" => dose_ui(ui, line),
            "sedative" if line.sedative != Some(false) => {
                let colors = *Theme::of(ui).color();
                let (words, ink) = match line.sedative {
                    Some(_) => ("yes", colors.text),
                    None => ("?", colors.text_2),
                };
                text(ui, words, Style::Table, ink).on_hover_text(&line.sedatives);
            }
            "naloxone" => naloxone_ui(ui, line),
            "pdmp" => check_ui(ui, &line.pdmp.words, &line.pdmp.value),
            "agreement" => check_ui(ui, &line.agreement.words, &line.agreement.value),
            "urine" => urine_ui(ui, line),
            "peg" => peg_ui(ui, line),
            "gaps" => chips_ui(ui, line.gaps.iter().map(|(gap, who)| (gap, who.as_str()))),
            _ => {}
        }
    }

    fn has_menu(&self) -> bool {
        true
    }

    fn menu_ui(&mut self, ui: &mut Ui, row: usize) {
        let Some(line) = self.line(row) else { return };
        let (id, is_found) = (line.id, line.is_found());
        let mut act = None;
        if menu_item(ui, "Open patient").clicked() {
            act = Some(Act::Open(id));
        }
        if menu_item(ui, "Add event…").clicked() {
            act = Some(Act::AddEvent(id));
        }
        if menu_item(ui, "Show working").clicked() {
            act = Some(Act::Working(id));
        }
        menu_rule(ui);
        let verdicts: &[(&str, Verdict)] = if is_found {
            &[
                ("Confirm as LtOT", Verdict::Confirmed),
                ("Reject…", Verdict::Rejected),
                ("Defer", Verdict::Deferred),
            ]
        } else {
            &[("Add to LtOT…", Verdict::Added)]
        };
        for (words, verdict) in verdicts {
            if menu_item(ui, words).clicked() {
                act = Some(Act::Decide(vec![id], *verdict));
            }
        }
        if let Some(act) = act {
            self.acts.push(act);
            ui.close();
        }
    }
}

/// A cell in words: copied, exported and read out.
pub(super) fn cell_text<'a>(line: &'a PatientLine, column: &str) -> Cow<'a, str> {
    match column {
        "patient" => Cow::Borrowed(&line.name),
        "mrn" => Cow::Borrowed(&line.mrn),
        "age" => Cow::Borrowed(&line.age_words),
        "clinician" => Cow::Borrowed(&line.clinician_name),
        "opioids" => Cow::Borrowed(&line.opioids),
        "med" => Cow::Borrowed(&line.dose_words),
        "found" => Cow::Borrowed(&line.found),
        "sedative" => Cow::Borrowed(&line.sedatives),
        "naloxone" => line
            .naloxone
            .map_or(Cow::Borrowed("none"), |on| Cow::Owned(on.to_string())),
        "pdmp" => Cow::Borrowed(&line.pdmp.words),
        "urine" if line.urine_is_unexpected => {
            Cow::Owned(format!("{}, unexpected", line.urine_test.words))
        }
        "urine" => Cow::Borrowed(&line.urine_test.words),
        "agreement" => Cow::Borrowed(&line.agreement.words),
        "peg" => Cow::Borrowed(&line.peg_words),
        "gaps" => {
            let short = line.gaps.iter().map(|(gap, _)| gap.rule.short());
            Cow::Owned(short.collect::<Vec<_>>().join(", "))
        }
        "status" => Cow::Borrowed(line.status.word()),
        _ => Cow::Borrowed(""),
    }
}

fn dose_ui(ui: &mut Ui, line: &PatientLine) {
    if let Some(band) = line.chip.band {
        let chip = band_chip(ui, band, &line.chip.value);
        if line.dose_by_hand {
            chip.on_hover_text("Entered by hand");
        }
    } else {
        let ink = Theme::of(ui).color().text_2;
        text(ui, line.chip.value.as_str(), Style::Table, ink);
    }
}

fn naloxone_ui(ui: &mut Ui, line: &PatientLine) {
    if let Some(on) = line.naloxone {
        let theme = Theme::of(ui);
        icon(ui, Icon::Check, theme.pt(16.0), theme.color().text)
            .on_hover_text(format!("Naloxone on {on}"));
    }
}

fn check_ui(ui: &mut Ui, words: &str, value: &str) {
    let colors = *Theme::of(ui).color();
    // Not the palest ink for what is absent: on a chosen row it would be too pale.
    let ink = if words == "none" {
        colors.text_2
    } else {
        colors.text
    };
    let shown = text(ui, words, Style::Table, ink);
    if !value.is_empty() {
        shown.on_hover_text(value);
    }
}

fn urine_ui(ui: &mut Ui, line: &PatientLine) {
    if line.urine_is_unexpected {
        let theme = Theme::of(ui);
        glyph(ui, Glyph::Diamond, theme.pt(11.0), theme.color().concern)
            .on_hover_text("Unexpected result");
    }
    check_ui(ui, &line.urine_test.words, &line.urine_test.value);
}

/// The score and its change; the cell is laid out from the right.
fn peg_ui(ui: &mut Ui, line: &PatientLine) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let Some(peg) = line.peg else {
        check_ui(ui, "none", "");
        return;
    };
    if let Some(change) = peg.change() {
        let (sign, ink) = change_mark(change, &theme);
        text(
            ui,
            format!("{:.1}", change.abs()),
            Style::Table,
            colors.text_2,
        );
        glyph(ui, sign, theme.pt(9.0), ink);
    } else {
        // Keeps the scores in one column.
        ui.allocate_exact_size(vec2(theme.pt(34.0), 1.0), Sense::hover());
    }
    text(ui, format!("{:.1}", peg.score), Style::Table, colors.text).on_hover_text(peg.sentence());
}

/// Up is worse, down is better.
pub(super) fn change_mark(change: f64, theme: &Theme) -> (Glyph, egui::Color32) {
    let colors = theme.color();
    if change >= 0.05 {
        (Glyph::TriangleUp, colors.concern)
    } else if change <= -0.05 {
        (Glyph::TriangleDown, colors.improvement)
    } else {
        (Glyph::Dash, colors.neutral)
    }
}
