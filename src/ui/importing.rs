//! The import's screens: choose, columns, preview, done.

mod choose;
mod columns;
mod outcome;
mod questions;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use egui::Ui;

use super::notices::first_sentence;
use super::request::{FileQuestion, PatientsView, Request, Tab};
use super::theme::{Style, Theme};
use super::view::View;
use super::widgets::{Button, Card, Notice, page_header, progress, stepper, text, toolbar};
use super::words::count;
use crate::domain::import_batch::{ImportKind, ImportRecord};
use crate::import::{Answer, Mapping, Preview, Table};

pub use outcome::Effect;

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The table is still to be chosen.
    Choose,
    /// The file is being read.
    Reading,
    /// Its columns are shown.
    Columns,
    /// What would be written is shown.
    Preview,
    /// It is being written.
    Writing,
    /// It is written.
    Done,
}

/// What is imported after the table that is shown.
#[derive(Clone, Debug)]
pub enum Waiting {
    /// Files that are read together.
    Files(Vec<PathBuf>),
    /// A table of the same files.
    Table(Arc<Table>),
}

/// An import under way.
pub struct ImportState {
    /// File name, or "clipboard".
    pub name: String,
    /// What comes after this one.
    pub queue: Vec<Waiting>,
    /// Where it stands.
    pub step: Step,
    /// The table.
    pub table: Option<Arc<Table>>,
    /// What its columns mean.
    pub mapping: Option<Mapping>,
    /// The mapping was remembered.
    pub remembered: bool,
    /// A person has corrected the mapping.
    pub corrected: bool,
    /// Answers to doubtful rows, by question.
    pub answers: HashMap<String, Answer>,
    /// What would be written.
    pub preview: Option<Arc<Preview>>,
    /// What it would do to the registry.
    pub effect: Option<Effect>,
    /// The record of what was written.
    pub done: Option<ImportRecord>,
    /// What failed.
    pub error: Option<String>,
    findings: outcome::FindingsState,
    choose: choose::ChooseState,
}

impl ImportState {
    /// An import whose file is being read.
    pub fn reading(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            queue: Vec::new(),
            step: Step::Reading,
            table: None,
            mapping: None,
            remembered: false,
            corrected: false,
            answers: HashMap::new(),
            preview: None,
            effect: None,
            done: None,
            error: None,
            findings: outcome::FindingsState::default(),
            choose: choose::ChooseState::default(),
        }
    }

    /// An import whose table is still to be chosen.
    pub fn choosing() -> Self {
        Self {
            step: Step::Choose,
            ..Self::reading("")
        }
    }

    /// No preview came about: an older one cannot be imported instead.
    pub fn preview_failed(&mut self, error: String) {
        self.preview = None;
        self.effect = None;
        self.step = Step::Columns;
        self.error = Some(error);
    }

    /// Whether another import may take its place without anything being lost.
    pub fn gives_way(&self) -> bool {
        match self.step {
            Step::Choose | Step::Reading => true,
            Step::Columns | Step::Preview | Step::Writing => false,
            Step::Done => self.queue.is_empty(),
        }
    }

    /// The words for what is imported: "fills".
    fn subject(&self) -> &'static str {
        subject_of(self.mapping.as_ref().map(|m| m.kind))
    }

    /// What comes next and how much is left; `None` when nothing waits.
    fn next(&self) -> Option<String> {
        let what = match self.queue.first()? {
            Waiting::Files(_) => "file".to_owned(),
            Waiting::Table(table) => subject_of(table.kind()).to_owned(),
        };
        Some(format!("Next {what}, {} left", self.queue.len()))
    }
}

fn subject_of(kind: Option<ImportKind>) -> &'static str {
    match kind {
        Some(ImportKind::Prescriptions) => "fills",
        Some(ImportKind::Patients) => "patients",
        Some(ImportKind::Events) => "care events",
        None => "a table",
    }
}

/// Draws the import.
pub fn import_ui(ui: &mut Ui, view: &View<'_>, state: &mut ImportState, out: &mut Vec<Request>) {
    header_ui(ui, view, state, out);
    error_ui(ui, state);
    match state.step {
        Step::Choose => choose::choose_ui(ui, &mut state.choose, out),
        Step::Reading => reading_ui(ui, view, state, out),
        Step::Columns | Step::Preview => table_ui(ui, view, state, out),
        Step::Writing => working_ui(ui, view, true, out),
        Step::Done => done_ui(ui, view, state, out),
    }
}

fn header_ui(ui: &mut Ui, view: &View<'_>, state: &ImportState, out: &mut Vec<Request>) {
    let rows = state
        .table
        .as_ref()
        .map(|t| format!(", {} rows", count(t.len() as u64)));
    let subtitle = match state.step {
        Step::Choose => String::new(),
        _ => format!("{}{}, {}", state.name, rows.unwrap_or_default(), view.today),
    };
    let current = match state.step {
        Step::Choose | Step::Reading => 0,
        Step::Columns => 1,
        Step::Preview | Step::Writing => 2,
        Step::Done => 4,
    };
    let back = (state.step != Step::Writing).then_some("Leave the import");
    let title = format!("Import {}", state.subject());
    let (pressed, ()) = page_header(ui, back, &title, &subtitle, |ui| {
        stepper(ui, &["Choose", "Columns", "Preview", "Done"], current);
    });
    if pressed {
        out.push(Request::LeaveImport);
    }
}

fn error_ui(ui: &mut Ui, state: &ImportState) {
    if let Some(error) = &state.error {
        let (first, rest) = first_sentence(error);
        Notice::error(first, rest).copy(error).show(ui);
    }
}

fn reading_ui(ui: &mut Ui, view: &View<'_>, state: &ImportState, out: &mut Vec<Request>) {
    if state.error.is_none() {
        working_ui(ui, view, false, out);
        return;
    }
    ui.horizontal(|ui| {
        if Button::primary("Choose another file…").show(ui).clicked() {
            out.push(Request::LeaveImport);
            out.push(Request::Ask(FileQuestion::Exports));
        }
        if Button::outlined("Leave the import").show(ui).clicked() {
            out.push(Request::LeaveImport);
        }
    });
}

fn working_ui(ui: &mut Ui, view: &View<'_>, is_writing: bool, out: &mut Vec<Request>) {
    Card::new().show(ui, |ui| {
        let (name, share) = view.status.work.clone().unwrap_or_else(|| ("Working".to_owned(), None));
        if progress(ui, &name, share, Some("Cancel")) {
            out.push(Request::CancelJob);
        }
        let words = if is_writing {
            "A verified backup is made before anything is written. Cancelling leaves the file as it is."
        } else {
            "Nothing is written yet. Cancelling leaves the file as it is."
        };
        text(ui, words, Style::Small, Theme::of(ui).color().text_2);
    });
}

/// Columns at the left, what came of the rows at the right, the way on at the foot.
fn table_ui(ui: &mut Ui, view: &View<'_>, state: &mut ImportState, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    // While a preview is worked out its mapping stays as it is.
    let is_free = view.status.work.is_none();
    if let Some(preview) = state
        .preview
        .clone()
        .filter(|_| state.step == Step::Preview)
    {
        let rejected = if preview.questions.is_empty() {
            "kept out, listed below"
        } else {
            "kept out, listed when the questions are answered"
        };
        outcome::counts_ui(ui, &preview, state.subject(), rejected);
    }
    let foot = theme.control_height(false) + theme.card_gap();
    let area = ui.available_rect_before_wrap();
    let body = area.with_max_y(area.bottom() - foot);
    let gap = theme.card_gap();
    let middle = body.left() + (body.width() - gap) / 2.0;
    let left = body.with_max_x(middle);
    let right = body.with_min_x(middle + gap);
    ui.scope_builder(egui::UiBuilder::new().max_rect(left), |ui| {
        columns::columns_ui(ui, state, is_free, out);
    });
    ui.scope_builder(egui::UiBuilder::new().max_rect(right), |ui| {
        match (&state.step, state.preview.clone()) {
            (Step::Preview, Some(preview)) => {
                if preview.questions.is_empty() {
                    outcome::outcome_ui(ui, view, state, &preview, out);
                } else {
                    questions::questions_ui(ui, state, &preview, out);
                }
            }
            _ => columns::reading_ui(ui, state, is_free, out),
        }
    });
    ui.advance_cursor_after_rect(body);
    foot_ui(ui, view, state, out);
}

fn foot_ui(ui: &mut Ui, view: &View<'_>, state: &ImportState, out: &mut Vec<Request>) {
    let colors = *Theme::of(ui).color();
    let busy = view.status.work.is_some();
    let mut went_back = false;
    toolbar(
        ui,
        "import foot",
        |ui| {
            if state.step == Step::Preview {
                let back = Button::outlined("Columns")
                    .icon(super::icons::Icon::Left)
                    .name("Back to columns");
                went_back = back.show(ui).clicked();
            }
            let words = match &view.status.work {
                Some((name, Some(share))) => format!("{name}, {:.0} %", share * 100.0),
                Some((name, None)) => format!("{name}…"),
                None => "Nothing is written until you import.".to_owned(),
            };
            text(ui, words, Style::Body, colors.text_2);
        },
        |ui| {
            if Button::outlined("Cancel").show(ui).clicked() {
                out.push(Request::LeaveImport);
            }
            main_button_ui(ui, state, busy, out);
        },
    );
    if went_back {
        out.push(Request::BackToColumns);
    }
}

fn main_button_ui(ui: &mut Ui, state: &ImportState, busy: bool, out: &mut Vec<Request>) {
    let missing = state
        .mapping
        .as_ref()
        .is_some_and(|m| !m.missing().is_empty());
    match (state.step, &state.preview) {
        (Step::Preview, Some(preview)) if preview.batch.is_empty() && !state.queue.is_empty() => {
            // Nothing of this table is new, but what comes after it may be.
            let words = state.next().unwrap_or_default();
            let hover = "Nothing of this table is new";
            let button = Button::primary(&words).enabled(!busy).hover(hover);
            if button.show(ui).clicked() {
                out.push(Request::NextImport);
            }
        }
        (Step::Preview, Some(preview)) if preview.batch.is_empty() => {
            if Button::primary("Nothing to import").show(ui).clicked() {
                out.push(Request::LeaveImport);
            }
        }
        (Step::Preview, Some(preview)) => {
            let rows = preview.counts.new + preview.counts.changed;
            let words = format!("Import {} rows", count(rows));
            if Button::primary(&words).enabled(!busy).show(ui).clicked() {
                out.push(Request::CommitImport);
            }
        }
        _ => {
            let show = Button::primary("Show preview")
                .enabled(!busy && !missing)
                .show(ui)
                .clicked();
            if let Some(mapping) = state.mapping.clone().filter(|_| show) {
                out.push(Request::PreviewImport(Box::new(mapping)));
            }
        }
    }
}

fn done_ui(ui: &mut Ui, view: &View<'_>, state: &mut ImportState, out: &mut Vec<Request>) {
    let Some(record) = state.done.clone() else {
        return;
    };
    if let Some(preview) = state.preview.clone() {
        outcome::counts_ui(ui, &preview, state.subject(), "kept out");
    }
    Card::new().title("Imported").show(ui, |ui| {
        let words = format!(
            "{} new and {} changed rows are in the clinic file, after a verified backup. Undo takes all of it back as one step.",
            count(record.new),
            count(record.changed)
        );
        text(ui, words, Style::Body, Theme::of(ui).color().text);
        ui.horizontal(|ui| {
            let next = state.next();
            let primary = next.as_deref().unwrap_or("Look at candidates");
            let primary = Button::primary(primary).show(ui);
            if ui.memory(|memory| memory.focused().is_none()) {
                primary.request_focus();
            }
            if primary.clicked() {
                if state.queue.is_empty() {
                    out.push(Request::LeaveImport);
                    out.push(Request::ShowPatients(PatientsView::Candidates));
                } else {
                    out.push(Request::NextImport);
                }
            }
            if Button::outlined("Run charts").show(ui).clicked() {
                out.push(Request::LeaveImport);
                out.push(Request::Show(Tab::Measures));
            }
            if record.rejected > 0 && Button::outlined("Save rejected rows…").show(ui).clicked() {
                outcome::save_rejected(state, out);
            }
            let undo = Button::quiet("Undo this import")
                .enabled(is_newest_step(view, &record))
                .hover("As long as it is the newest change");
            if undo.show(ui).clicked() {
                out.push(Request::Undo);
                out.push(Request::LeaveImport);
            }
        });
    });
}

/// Whether undo would take back just this import.
fn is_newest_step(view: &View<'_>, record: &ImportRecord) -> bool {
    let name = format!("Import of {}", record.file_name);
    let is_kept = |i: &ImportRecord| i.id == record.id && !i.undone;
    view.status.work.is_none()
        && view.status.undo.as_ref() == Some(&name)
        && view.workbook.imports.iter().any(is_kept)
}
