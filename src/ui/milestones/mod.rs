//! The milestone checklist: what the programme expects stage by stage, and how far the clinic is.

mod about;
mod add;
mod columns;
mod decisions;
mod draft;
mod entry;
mod log;
#[cfg(test)]
mod log_tests;
#[cfg(test)]
mod order_tests;
mod panel;
mod planned;
mod rows;
mod stage;
mod stage_draft;
mod stage_guide;
#[cfg(test)]
mod stage_tests;
#[cfg(test)]
mod tests;
mod toolbar;

use egui::Ui;

use super::cached::{Cached, change_number};
use super::request::Request;
use super::view::View;
use super::widgets::{Card, DataTable, TableState, side_panel};
use crate::domain::command::Command;
use crate::domain::milestone::command::MilestoneCommand;
use crate::domain::milestone::list::{self, LineId};
use crate::domain::programme::StageId;
use crate::domain::stage::command::StageCommand;
use crate::domain::stage::course;
use crate::domain::workbook::Workbook;
use add::AddDialog;
use columns::{Order, Room};
use draft::Draft;
use planned::PlannedByCode;
use rows::{MilestoneRows, Shown};
use stage::StagePanel;

/// What the tab remembers.
#[derive(Default)]
pub struct MilestonesState {
    /// The stage shown; `None` until it is first drawn.
    stage: Option<StageId>,
    order: Order,
    shows_hidden: bool,
    chosen: Option<LineId>,
    /// The panel of the stage is open, while no milestone is chosen.
    shows_stage: bool,
    panel: StagePanel,
    table: TableState,
    rows: MilestoneRows,
    draft: Draft,
    add: Option<AddDialog>,
    planned: Cached<i64, PlannedByCode>,
}

impl MilestonesState {
    /// Shows a milestone with its details: `M-05`, or `own-3` for one of the clinic's own.
    pub fn show_entry(&mut self, code: &str) {
        if let Some(id) = LineId::from_code(code) {
            self.chosen = Some(id);
        }
    }

    /// Asks for what is typed and not yet written.
    pub fn write_drafts(&mut self, out: &mut Vec<Request>) {
        self.draft.write(out);
        self.panel.draft.write(out);
    }

    /// Shows a stage with its dates, aims and log.
    pub fn show_stage(&mut self, stage: StageId) {
        self.stage = Some(stage);
        self.chosen = None;
        self.shows_stage = true;
        self.panel.show_stage();
    }

    /// Forgets everything but what is looked at: before the tab is projected, and after.
    pub fn keep_place(&mut self) {
        *self = Self {
            stage: self.stage,
            order: self.order,
            shows_hidden: self.shows_hidden,
            chosen: self.chosen.take(),
            shows_stage: self.shows_stage,
            table: std::mem::take(&mut self.table),
            ..Self::default()
        };
    }

    /// The stage shown: that of the chosen milestone, the one chosen before, or the clinic's own.
    fn settle_stage(&mut self, workbook: &Workbook) -> StageId {
        let line = self.chosen.as_ref().map(|id| list::line(workbook, id));
        if let Some(line) = line {
            // A milestone that was removed leaves the list as it is.
            match line.and_then(|l| l.stage()) {
                Some(stage) => self.stage = Some(stage),
                None => self.chosen = None,
            }
        }
        *self.stage.get_or_insert_with(|| usual_stage(workbook))
    }

    /// What of the list is drawn; hidden milestones are never projected.
    fn shown(&self, stage: StageId, is_presented: bool) -> Shown {
        Shown {
            stage,
            order: self.order,
            with_hidden: self.shows_hidden && !is_presented,
        }
    }
}

/// The stage the clinic is in; the one with the milestones where it has entered no dates.
fn usual_stage(workbook: &Workbook) -> StageId {
    if workbook.stages.iter().any(|r| r.began_on.is_some()) {
        course::current(workbook)
    } else {
        StageId::DesignAndImplement
    }
}

/// Asks for the command.
fn ask(command: MilestoneCommand, out: &mut Vec<Request>) {
    out.push(Request::Command(Command::Milestone(command)));
}

/// Asks for the command.
fn ask_stage(command: StageCommand, out: &mut Vec<Request>) {
    out.push(Request::Command(Command::Stage(command)));
}

/// Draws the tab; presented, it is the list alone, with nothing to write. A form that is open waits.
pub fn milestones_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut MilestonesState,
    is_presented: bool,
    out: &mut Vec<Request>,
) {
    if let Some(code) = state.panel.milestone_asked.take() {
        state.show_entry(&code);
    }
    let in_stage = state.settle_stage(view.workbook);
    state
        .rows
        .refresh(view, state.shown(in_stage, is_presented));
    toolbar::toolbar_ui(ui, view, state, in_stage, is_presented, out);
    toolbar::order_ui(ui, state, is_presented);
    let in_stage = state.settle_stage(view.workbook);
    state
        .rows
        .refresh(view, state.shown(in_stage, is_presented));
    if is_presented {
        table_card_ui(ui, |ui| presented_table_ui(ui, state, in_stage));
        return;
    }
    panel_ui(ui, view, state, in_stage, out);
    let can_write = !view.status.is_read_only;
    table_card_ui(ui, |ui| table_ui(ui, state, in_stage, can_write, out));
    if let Some(dialog) = &mut state.add
        && add::add_ui(ui.ctx(), dialog, out)
    {
        state.add = None;
    }
    stage::dialogs_ui(ui.ctx(), view, &mut state.panel, out);
}

fn table_card_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    Card::new().flush().fill_height().show(ui, content);
}

fn presented_table_ui(ui: &mut Ui, state: &mut MilestonesState, in_stage: StageId) {
    let columns = columns::columns(in_stage, state.order, Room::Presented);
    DataTable::new("Milestones")
        .columns(&columns)
        .top_of_card()
        .show(ui, &mut state.table, &mut state.rows);
}

fn table_ui(
    ui: &mut Ui,
    state: &mut MilestonesState,
    in_stage: StageId,
    can_write: bool,
    out: &mut Vec<Request>,
) {
    let current = state.chosen.as_ref().map(columns::key_of);
    state.table.turn_to(current);
    let room = if state.chosen.is_some() || state.shows_stage {
        Room::BesidePanel
    } else {
        Room::Whole
    };
    let columns = columns::columns(in_stage, state.order, room);
    let mut table = DataTable::new("Milestones").columns(&columns).top_of_card();
    if can_write && state.order == Order::FirstThings {
        table = table.draggable();
    }
    let shown = table.show(ui, &mut state.table, &mut state.rows);
    if let Some((key, row)) = shown.moved
        && let (Some(id), Some(rank)) = (state.rows.id_of(key), state.rows.rank(row))
    {
        ask(MilestoneCommand::MoveFocus(id, rank), out);
        if state.table.current == Some(key) {
            state.table.reveal(key);
        }
    }
    if let Some(row) = shown.chosen(&state.table, &state.rows) {
        state.chosen = row.and_then(|row| state.rows.id(row));
    }
    if state.chosen.is_some() {
        state.shows_stage = false;
    }
}

/// The chosen milestone, or the stage.
fn panel_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut MilestonesState,
    in_stage: StageId,
    out: &mut Vec<Request>,
) {
    let line = state
        .chosen
        .as_ref()
        .and_then(|id| list::line(view.workbook, id));
    if line.is_some() || !state.shows_stage {
        state.panel.draft.write(out);
    }
    let planned = state
        .planned
        .get(change_number(view), || planned::planned(view.workbook));
    let Some(line) = line else {
        state.draft.write(out);
        if state.shows_stage
            && stage::panel_ui(ui, view, &mut state.panel, (in_stage, planned), out)
        {
            state.panel.draft.write(out);
            state.shows_stage = false;
        }
        if state.panel.milestone_asked.is_some() {
            ui.request_repaint();
        }
        return;
    };
    let mut actions = Vec::new();
    let draft = &mut state.draft;
    let planned = planned.get(&line.code()).map_or(&[][..], Vec::as_slice);
    let (closed, ()) = side_panel(
        ui,
        "milestone",
        |ui| panel::content_ui(ui, view, &line, draft, planned, out),
        |ui| panel::actions_ui(ui, view, &line, &mut actions),
    );
    out.append(&mut actions);
    if closed {
        state.draft.write(out);
        state.chosen = None;
    }
}
