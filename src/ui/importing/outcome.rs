//! What came of the rows: counts, rejected rows and remarks, and what the import will do.

use std::borrow::Cow;

use egui::{Ui, vec2};

use super::ImportState;
use crate::import::{Finding, Preview, rejects};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Card, Col, DataTable, RowKey, Rows, Segment, TableState, all_rows, divider, ends,
    segmented_small, text,
};
use crate::ui::words::{count, counted};

/// What the import would do to the registry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Patients not in the file before.
    pub new_patients: usize,
    /// Patients that the LtOT rule newly finds.
    pub newly_found: usize,
    /// Patients whose MED changes.
    pub changed_doses: usize,
    /// Patients who reach the second threshold.
    pub reach_second: usize,
}

/// What the list of findings remembers.
#[derive(Default)]
pub(super) struct FindingsState {
    chosen: usize,
    table: TableState,
}

/// The row of four counts; the rejected rows with the words of where they are.
pub(super) fn counts_ui(ui: &mut Ui, preview: &Preview, subject: &str, rejected: &str) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let counts = preview.counts;
    let skipped: u64 = counts.skipped;
    let mut cells = vec![
        (
            counts.new,
            "New",
            format!("{subject} not in the file before"),
            colors.text,
        ),
        (
            counts.changed,
            "Changed",
            "known, with another value".to_owned(),
            colors.text,
        ),
        (
            counts.unchanged,
            "Unchanged",
            "known before or listed twice".to_owned(),
            colors.text,
        ),
        (
            counts.rejected,
            "Rejected",
            rejected.to_owned(),
            colors.error_text,
        ),
    ];
    if skipped > 0 {
        cells.push((skipped, "Left aside", left_aside(preview), colors.text));
    }
    Card::new().show(ui, |ui| {
        ui.columns(cells.len(), |columns| {
            for (ui, (rows, word, note, ink)) in columns.iter_mut().zip(cells) {
                ui.spacing_mut().item_spacing = vec2(theme.pt(8.0), theme.pt(2.0));
                let ink = if rows == 0 { colors.text_3 } else { ink };
                ui.horizontal(|ui| {
                    text(ui, count(rows), Style::Display, ink);
                    text(ui, word, Style::Strong, colors.text);
                });
                text(ui, note, Style::Small, colors.text_2);
            }
        });
    });
}

/// Why rows are left aside; with several reasons, how many for each.
fn left_aside(preview: &Preview) -> String {
    match preview.skipped.as_slice() {
        [(why, _)] => why.clone(),
        several => {
            let reasons = several
                .iter()
                .map(|(why, n)| format!("{} {why}", count(*n)));
            reasons.collect::<Vec<_>>().join("; ")
        }
    }
}

/// The card of rejected rows and remarks, with what the import will do beneath.
pub(super) fn outcome_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ImportState,
    preview: &Preview,
    out: &mut Vec<Request>,
) {
    Card::new().flush().fill_height().show(ui, |ui| {
        let theme = Theme::of(ui);
        ui.spacing_mut().item_spacing.y = 0.0;
        heading_ui(ui, state, preview, out);
        let effect_height = theme.pt(104.0);
        let height = (ui.available_height() - effect_height).max(theme.pt(90.0));
        ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
            let findings = if state.findings.chosen == 0 {
                &preview.rejected
            } else {
                &preview.warnings
            };
            if findings.is_empty() {
                nothing_ui(ui, state.findings.chosen);
            } else {
                findings_ui(ui, &mut state.findings.table, findings);
            }
        });
        divider(ui);
        effect_ui(ui, view, state.effect);
    });
}

fn heading_ui(ui: &mut Ui, state: &mut ImportState, preview: &Preview, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(
            theme.margin(16.0),
            theme.margin(10.0),
        ))
        .show(ui, |ui| {
            let rejected = state.findings.chosen == 0;
            let mut chosen = state.findings.chosen;
            ends(
                ui,
                "findings heading",
                theme.control_height(true),
                |ui| {
                    let segments = [
                        Segment::counted("Rejected rows", preview.rejected.len()),
                        Segment::counted("Remarks", preview.warnings.len()),
                    ];
                    segmented_small(ui, "Rejected rows or remarks", &segments, &mut chosen);
                },
                |ui| {
                    let findings = if rejected {
                        &preview.rejected
                    } else {
                        &preview.warnings
                    };
                    let some = !findings.is_empty();
                    if Button::outlined("Copy")
                        .small()
                        .enabled(some)
                        .name("Copy this list")
                        .show(ui)
                        .clicked()
                    {
                        let table = all_rows(&columns(findings), &FindingRows(findings));
                        out.push(Request::Copy(table.to_tsv()));
                    }
                    if Button::outlined("Export…")
                        .small()
                        .enabled(some)
                        .name("Save this list")
                        .show(ui)
                        .clicked()
                    {
                        out.push(save(
                            &state.name,
                            findings,
                            if rejected { "rejected rows" } else { "remarks" },
                        ));
                    }
                },
            );
            state.findings.chosen = chosen;
        });
}

fn nothing_ui(ui: &mut Ui, chosen: usize) {
    let words = if chosen == 0 {
        "No row is kept out."
    } else {
        "There is nothing to remark on."
    };
    ui.vertical_centered(|ui| {
        ui.add_space(Theme::of(ui).pt(40.0));
        text(ui, words, Style::Body, Theme::of(ui).color().text_2);
    });
}

struct FindingRows<'a>(&'a [Finding]);

impl Rows for FindingRows<'_> {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn key(&self, row: usize) -> RowKey {
        row as RowKey
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(finding) = self.0.get(row) else {
            return "".into();
        };
        match column {
            "file" => finding.file.as_str().into(),
            "line" if finding.line == 0 => "".into(),
            "line" => count(u64::from(finding.line)).into(),
            "column" => finding.column.as_str().into(),
            "value" if finding.value.is_empty() && !finding.column.is_empty() => "(blank)".into(),
            "value" => finding.value.as_str().into(),
            _ => finding.reason.as_ref().into(),
        }
    }
}

/// The columns of the list; files only where several were read together.
fn columns(findings: &[Finding]) -> Vec<Col> {
    if findings.iter().any(|f| !f.file.is_empty()) {
        return vec![
            Col::new("file", "File", 110.0),
            Col::new("line", "Line", 54.0).right(),
            Col::new("column", "Column", 90.0),
            Col::new("value", "Value", 90.0),
            Col::new("why", "Why", 270.0).fill(),
        ];
    }
    vec![
        Col::new("line", "Line", 64.0).right(),
        Col::new("column", "Column", 110.0),
        Col::new("value", "Value", 120.0),
        Col::new("why", "Why", 320.0).fill(),
    ]
}

fn findings_ui(ui: &mut Ui, table: &mut TableState, findings: &[Finding]) {
    DataTable::new("Findings").columns(&columns(findings)).show(
        ui,
        table,
        &mut FindingRows(findings),
    );
}

fn effect_ui(ui: &mut Ui, view: &View<'_>, effect: Option<Effect>) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(
            theme.margin(16.0),
            theme.margin(10.0),
        ))
        .show(ui, |ui| {
            text(ui, "After the import", Style::Heading, colors.text);
            let words = match effect {
                Some(effect) => effect.sentence(view.workbook.settings.thresholds.second),
                None => "What it does to the registry is worked out after the import.".to_owned(),
            };
            text(ui, words, Style::Body, colors.text_2);
        });
}

impl Effect {
    fn sentence(self, second: f64) -> String {
        format!(
            "{}, {} by the LtOT rule. MED changes for {}, {} of them to {second} or more. A verified backup is made \
             first, and the import can be undone as one step.",
            counted(self.new_patients, "new patient", "new patients"),
            counted(self.newly_found, "newly found", "newly found"),
            counted(self.changed_doses, "patient", "patients"),
            self.reach_second,
        )
    }
}

/// Asks to save the rejected rows of the import that is done.
pub(super) fn save_rejected(state: &ImportState, out: &mut Vec<Request>) {
    if let Some(preview) = &state.preview {
        out.push(save(&state.name, &preview.rejected, "rejected rows"));
    }
}

fn save(name: &str, findings: &[Finding], what: &str) -> Request {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    Request::Save {
        name: format!("{stem} {what}.csv"),
        bytes: rejects::to_csv(findings).into_bytes(),
        what: what.to_owned(),
        identified: true,
    }
}
