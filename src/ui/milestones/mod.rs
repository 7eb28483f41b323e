//! The milestone checklist: what the programme expects stage by stage, and how far the clinic is.

mod add;
mod draft;
mod panel;
mod rows;
#[cfg(test)]
mod tests;

use egui::Ui;

use super::request::Request;
use super::theme::{Style, Theme};
use super::view::View;
use super::widgets::{
    Button, Card, DataTable, Segment, TableState, checkbox, segmented, side_panel, text, toolbar,
};
use crate::domain::command::Command;
use crate::domain::milestone::command::MilestoneCommand;
use crate::domain::milestone::list::{self, LineId};
use crate::domain::programme::{self, StageId};
use add::AddDialog;
use draft::Draft;
use rows::MilestoneRows;

/// What the tab remembers.
pub struct MilestonesState {
    stage: StageId,
    shows_hidden: bool,
    chosen: Option<LineId>,
    table: TableState,
    rows: MilestoneRows,
    draft: Draft,
    add: Option<AddDialog>,
}

impl Default for MilestonesState {
    fn default() -> Self {
        Self {
            stage: StageId::DesignAndImplement,
            shows_hidden: false,
            chosen: None,
            table: TableState::default(),
            rows: MilestoneRows::default(),
            draft: Draft::default(),
            add: None,
        }
    }
}

impl MilestonesState {
    /// Shows a built-in milestone with its details.
    pub fn show_entry(&mut self, id: &str) {
        if let Some(entry) = programme::milestone(id) {
            self.stage = entry.stage;
            self.chosen = Some(LineId::BuiltIn(id.to_owned()));
        }
    }

    /// Asks for what is typed and not yet written.
    pub fn write_drafts(&mut self, out: &mut Vec<Request>) {
        self.draft.write(out);
    }
}

/// Asks for the command.
fn ask(command: MilestoneCommand, out: &mut Vec<Request>) {
    out.push(Request::Command(Command::Milestone(command)));
}

/// Draws the tab.
pub fn milestones_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut MilestonesState,
    out: &mut Vec<Request>,
) {
    state.rows.refresh(view, state.stage, state.shows_hidden);
    toolbar_ui(ui, view, state, out);
    guidance_ui(ui, state.stage);
    state.rows.refresh(view, state.stage, state.shows_hidden);
    panel_ui(ui, view, state, out);
    Card::new()
        .flush()
        .fill_height()
        .show(ui, |ui| table_ui(ui, state));
    if let Some(dialog) = &mut state.add
        && add::add_ui(ui.ctx(), dialog, out)
    {
        state.add = None;
    }
}

fn toolbar_ui(ui: &mut Ui, view: &View<'_>, state: &mut MilestonesState, out: &mut Vec<Request>) {
    let can_write = !view.status.is_read_only;
    let current = state.stage;
    let (chosen, ()) = toolbar(
        ui,
        "milestones toolbar",
        |ui| {
            let segments: Vec<Segment> = programme::stages()
                .iter()
                .zip(state.rows.progress)
                .map(|(stage, progress)| Segment {
                    label: stage.name.clone(),
                    count: Some(format!("{} of {}", progress.reached, progress.all)),
                })
                .collect();
            let mut chosen = StageId::ALL
                .iter()
                .position(|s| *s == current)
                .unwrap_or_default();
            let is_new = segmented(ui, "Stage", &segments, &mut chosen);
            StageId::ALL.get(chosen).copied().filter(|_| is_new)
        },
        |ui| {
            let hidden = state.rows.hidden;
            if hidden > 0 {
                let words = format!("Show {hidden} hidden");
                checkbox(ui, &mut state.shows_hidden, &words);
            }
            if !can_write {
                return;
            }
            if current == StageId::DesignAndImplement {
                let usual = Button::outlined("Usual first focus");
                let hover = "Puts the eight milestones first that clinics usually begin with";
                if usual.hover(hover).show(ui).clicked() {
                    ask(MilestoneCommand::UsualFocus, out);
                }
            }
            if Button::primary("New milestone…").show(ui).clicked() {
                state.add = Some(AddDialog::new(current));
            }
        },
    );
    if let Some(stage) = chosen {
        state.stage = stage;
        state.chosen = None;
    }
}

/// What the programme says of the stage: its aims, and what opens the last one.
fn guidance_ui(ui: &mut Ui, stage: StageId) {
    let Some(stage) = programme::stage(stage) else {
        return;
    };
    let ink = Theme::of(ui).color().text_2;
    let aims: Vec<&str> = stage.aims.iter().map(|a| a.text.as_str()).collect();
    let mut words = format!("Aims: {}.", aims.join("; "));
    if let Some(opens) = &stage.opens_when {
        words = format!("{words} It opens when: {opens}");
    }
    text(ui, words, Style::Table, ink);
}

fn table_ui(ui: &mut Ui, state: &mut MilestonesState) {
    let current = state.chosen.as_ref().map(rows::key_of);
    if state.table.current != current {
        match current {
            Some(key) => state.table.reveal(key),
            None => state.table.current = None,
        }
    }
    let columns = rows::columns(state.stage);
    let shown = DataTable::new("Milestones")
        .columns(&columns)
        .top_of_card()
        .show(ui, &mut state.table, &mut state.rows);
    if let Some(row) = shown.clicked.or(shown.opened) {
        state.chosen = state.rows.id(row);
    } else if shown.current_changed {
        let row = state.table.current_row(&state.rows);
        state.chosen = row.and_then(|row| state.rows.id(row));
    }
}

fn panel_ui(ui: &mut Ui, view: &View<'_>, state: &mut MilestonesState, out: &mut Vec<Request>) {
    let line = state
        .chosen
        .as_ref()
        .and_then(|id| list::line(view.workbook, id));
    let Some(line) = line else {
        state.draft.write(out);
        return;
    };
    let mut actions = Vec::new();
    let draft = &mut state.draft;
    let (closed, ()) = side_panel(
        ui,
        "milestone",
        |ui| panel::content_ui(ui, view, &line, draft, out),
        |ui| panel::actions_ui(ui, view, &line, &mut actions),
    );
    out.append(&mut actions);
    if closed {
        state.draft.write(out);
        state.chosen = None;
    }
}
