//! The dialog that opens a MED to its working: lines, sum, what was left out, other ways.

mod content;
mod notes;
mod rows;
mod words;

use egui::{Context, Frame, Margin, Ui, UiBuilder, vec2};

use crate::domain::ids::PatientId;
use crate::ui::patients::dose_words::WHAT_A_MED_IS;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Col, DataTable, Dialog, DialogOutcome, Notice, TableState, band_chip, ends, facts, text,
};
use content::Content;
use rows::WorkRows;

/// The open dialog and what it has worked out.
pub(super) struct WorkingDialog {
    patient: PatientId,
    made_for: Option<u64>,
    content: Content,
    table: TableState,
}

/// What becomes of the dialog.
pub(super) enum Outcome {
    /// It stays.
    Stay,
    /// It closes.
    Close,
    /// A dose is to be entered by hand.
    EnterByHand(PatientId),
}

impl WorkingDialog {
    /// The working of a patient on the day looked at.
    pub fn new(patient: PatientId) -> Self {
        Self {
            patient,
            made_for: None,
            content: Content::default(),
            table: TableState::default(),
        }
    }
}

/// Draws the dialog.
pub(super) fn working_ui(
    ctx: &Context,
    view: &View<'_>,
    state: &mut WorkingDialog,
    out: &mut Vec<Request>,
) -> Outcome {
    if state.made_for != Some(view.revision) {
        state.made_for = Some(view.revision);
        state.content = Content::of(view, state.patient);
    }
    let content = &state.content;
    let table = &mut state.table;
    let response = Dialog::new(&content.title)
        .subtitle(&content.subtitle)
        .width(852.0)
        .primary("Close")
        .extras(&["Copy working", "Enter by hand…"])
        .show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = Theme::of(ui).pt(12.0);
            if !content.lines.is_empty() {
                lines_ui(ui, content, table);
            }
            for note in &content.notes {
                if note.is_caution {
                    Notice::caution(&note.first, &note.rest).show(ui);
                } else {
                    Notice::info(&note.first, &note.rest).show(ui);
                }
            }
            ground_ui(ui, content);
            let ink = Theme::of(ui).color().text_2;
            text(ui, WHAT_A_MED_IS, Style::Small, ink);
        });
    match response.outcome {
        Some(DialogOutcome::Extra(0)) => {
            out.push(Request::Copy(content.as_text()));
            Outcome::Stay
        }
        Some(DialogOutcome::Extra(_)) => Outcome::EnterByHand(state.patient),
        Some(DialogOutcome::Confirmed | DialogOutcome::Dismissed) => Outcome::Close,
        None => Outcome::Stay,
    }
}

fn columns() -> Vec<Col> {
    let column = |key, title, width| Col::new(key, title, width).unsortable();
    vec![
        column("medicine", "Medicine", 240.0).strong().fill(),
        column("filled", "Filled", 96.0),
        column("supply", "Qty ÷ days", 96.0).right().unsortable(),
        column("use", "Use", 88.0).right().unsortable(),
        column("daily", "Daily dose", 100.0).right().unsortable(),
        column("factor", "Factor", 86.0).right().unsortable(),
        column("med", "MED", 112.0).right().strong().unsortable(),
    ]
}

/// The table of lines with the sum as its last row.
fn lines_ui(ui: &mut Ui, content: &Content, table: &mut TableState) {
    let theme = Theme::of(ui);
    let frame = Frame::new()
        .stroke(theme.rule())
        .corner_radius(theme.radius(6.0))
        .inner_margin(Margin::same(theme.margin(1.0)));
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let shown = content.lines.len().min(8) as f32;
        let size = vec2(ui.available_width(), theme.pt(30.0 + 28.0 * shown));
        let place = egui::Rect::from_min_size(ui.cursor().min, size);
        ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
            let mut rows = WorkRows(&content.lines);
            DataTable::new("Working of the MED")
                .columns(&columns())
                .show(ui, table, &mut rows);
        });
        ui.advance_cursor_after_rect(place);
        sum_ui(ui, content);
    });
}

fn sum_ui(ui: &mut Ui, content: &Content) {
    let theme = Theme::of(ui);
    let ink = theme.color().text;
    let pad = theme.pt(8.0);
    ends(
        ui,
        "sum of the working",
        theme.pt(30.0),
        |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(pad);
            text(ui, content.sum_label, Style::TableStrong, ink);
        },
        |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            match content.sum.band {
                Some(band) => {
                    band_chip(ui, band, &content.sum.value);
                }
                None => {
                    text(ui, content.sum.value.as_str(), Style::TableStrong, ink);
                }
            }
            ui.add_space(pad);
        },
    );
}

/// Where the numbers come from, and what other rules would give.
fn ground_ui(ui: &mut Ui, content: &Content) {
    let theme = Theme::of(ui);
    let right = theme.pt(240.0);
    let gap = theme.pt(24.0);
    ui.horizontal_top(|ui| {
        let left = ui.available_width() - right - gap;
        ui.vertical(|ui| {
            ui.set_width(left);
            let rows: Vec<(&str, &str)> = content
                .facts
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            facts(ui, &rows);
        });
        ui.add_space(gap - ui.spacing().item_spacing.x);
        ui.vertical(|ui| {
            ui.set_width(right);
            other_ways_ui(ui, content);
        });
    });
}

fn other_ways_ui(ui: &mut Ui, content: &Content) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let line = theme.line_height(Style::Table);
    ui.spacing_mut().item_spacing.y = theme.pt(4.0);
    text(ui, "Worked out other ways", Style::TableStrong, colors.text);
    for (name, value) in &content.other_ways {
        ends(
            ui,
            name,
            line,
            |ui| text(ui, name.as_str(), Style::Table, colors.text_2),
            |ui| text(ui, value.as_str(), Style::Table, colors.text),
        );
    }
}

#[cfg(test)]
mod tests;
