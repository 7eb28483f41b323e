//! Baselines frozen with date, method and cautions, and how it stands now; the thermometer.

mod compare;
mod export;
mod freeze;
mod heat;
mod list;
mod present;
mod rows;
#[cfg(test)]
mod tests;

use egui::Ui;

use super::summary::Summaries;
use super::{Opened, columns};
use crate::domain::command::Command;
use crate::domain::ids::SnapshotId;
use crate::domain::measure::command::MeasureCommand;
use crate::domain::measure::{MeasureId, Snapshot};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Card, DataTable, EmptyAction, EmptyState, Notice, TableState, field_label, text, within,
};
use freeze::FreezeDialog;
use heat::HeatCache;
use rows::CompareRows;

/// What the page remembers.
#[derive(Default)]
pub(super) struct BaselineState {
    chosen: Option<SnapshotId>,
    /// The measure of the thermometer.
    measure: Option<MeasureId>,
    table: TableState,
    rows: CompareRows,
    heat: HeatCache,
    dialog: Option<FreezeDialog>,
    /// On the wall the thermometer stands instead of the table.
    shows_heat: bool,
    /// Why a picture could not be made.
    error: Option<String>,
}

impl BaselineState {
    /// What is looked at, and nothing else: before the tab is projected, and after.
    pub(super) fn place(&self) -> Self {
        Self {
            chosen: self.chosen,
            measure: self.measure,
            ..Self::default()
        }
    }
}

/// Asks for the command.
fn ask(command: MeasureCommand, out: &mut Vec<Request>) {
    out.push(Request::Command(Command::Measure(command)));
}

/// The baseline to show: the chosen one, or the newest.
fn shown<'a>(view: &View<'a>, chosen: Option<SnapshotId>) -> Option<&'a Snapshot> {
    let all = &view.workbook.snapshots;
    all.iter()
        .find(|s| Some(s.id) == chosen)
        .or_else(|| all.last())
}

/// Draws the page; the measure to open on the chart page.
pub(super) fn baseline_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut BaselineState,
    summaries: &Summaries,
    is_presented: bool,
    out: &mut Vec<Request>,
) -> Option<Opened> {
    let snapshot = shown(view, state.chosen);
    state.rows.refresh(view, summaries, snapshot);
    state.turn_to_measure(summaries);
    if is_presented {
        state.dialog = None;
        present::present_ui(ui, view, state, (snapshot, summaries));
        return None;
    }
    let mut opened = None;
    let (left, right) = columns(ui);
    within(ui, "baseline against now", left, |ui| match snapshot {
        None => empty_ui(ui, view, state),
        Some(snapshot) => compare_card_ui(ui, view, state, snapshot, out),
    });
    within(ui, "baselines and thermometer", right, |ui| {
        if snapshot.is_some() {
            list::list_ui(ui, view, state, snapshot);
        }
        opened = heat::card_ui(ui, view, state, (snapshot, summaries), out);
    });
    if let Some(dialog) = &mut state.dialog {
        let answer = freeze::freeze_ui(ui.ctx(), view, dialog, out);
        if let Some(id) = answer.saved {
            state.chosen = Some(id);
        }
        if answer.is_done {
            state.dialog = None;
        }
    }
    opened
}

impl BaselineState {
    /// The measure of the thermometer: the chosen one, or the first with an aim.
    fn turn_to_measure(&mut self, summaries: &Summaries) {
        let is_there = self.measure.is_some_and(|m| summaries.of(m).is_some());
        if !is_there {
            let first = summaries.shown().find(|s| s.goal.is_some());
            let first = first.or_else(|| summaries.all().first());
            self.measure = first.map(|s| s.measure);
        }
    }
}

fn empty_ui(ui: &mut Ui, view: &View<'_>, state: &mut BaselineState) {
    Card::new().fill_height().show(ui, |ui| {
        let sentence = "Freeze the numbers of a day with how they were got and what to be careful \
                        about: they never move again, and every later month can be held against \
                        them. Without numbers, stories or “we cannot count yet” are a baseline too.";
        let empty = EmptyState::new("Baseline against now will stand here", sentence);
        let empty = if view.status.is_read_only {
            empty
        } else {
            empty.primary("Freeze baseline…")
        };
        if empty.show(ui) == Some(EmptyAction::Primary) {
            state.dialog = Some(FreezeDialog::new(view));
        }
    });
}

/// The baseline in words, notices, and the table where it has numbers.
fn compare_card_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut BaselineState,
    snapshot: &Snapshot,
    out: &mut Vec<Request>,
) {
    export::heading_ui(ui, view, state, snapshot, out);
    for words in compare::notices(view, snapshot) {
        Notice::caution("Not quite comparable.", &words).show(ui);
    }
    if snapshot.values.is_empty() {
        Card::new().fill_height().show(ui, |ui| {
            words_ui(ui, snapshot);
            let words = "No numbers are frozen with this baseline. When the clinic can count, \
                         freeze another one to hold later months against.";
            text(ui, words, Style::Body, Theme::of(ui).color().text_2);
        });
        return;
    }
    Card::new().show(ui, |ui| {
        words_ui(ui, snapshot);
        let words = "Better and worse tell the direction only: chance is judged by the run charts.";
        text(ui, words, Style::Small, Theme::of(ui).color().text_2);
    });
    Card::new().flush().fill_height().show(ui, |ui| {
        let current = state.rows.row_of(state.measure);
        state.table.current = current.map(|row| row as i64);
        let shown = DataTable::new("Baseline against now")
            .columns(&rows::columns())
            .top_of_card()
            .show(ui, &mut state.table, &mut state.rows);
        let row = if shown.current_changed {
            state.table.current_row(&state.rows)
        } else {
            shown.clicked
        };
        if let Some(measure) = row.and_then(|row| state.rows.measure(row)) {
            state.measure = Some(measure);
            state.error = None;
        }
    });
}

/// What it rests on, how the numbers were got, what to be careful about.
fn words_ui(ui: &mut Ui, snapshot: &Snapshot) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.spacing_mut().item_spacing.y = theme.pt(2.0);
    let gap = theme.pt(20.0);
    let third = (ui.available_width() - 2.0 * gap) / 3.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        let by = if snapshot.by.is_empty() {
            format!("frozen on {}", snapshot.on)
        } else {
            format!("frozen on {} by {}", snapshot.on, snapshot.by)
        };
        let basis = format!("{}, {by}", snapshot.basis.label());
        for (label, words) in [
            ("Rests on", basis.as_str()),
            ("Method", snapshot.method.as_str()),
            ("Cautions", snapshot.cautions.as_str()),
        ] {
            ui.vertical(|ui| {
                ui.set_width(third);
                field_label(ui, label);
                let (words, ink) = if words.trim().is_empty() {
                    ("not said", colors.text_3)
                } else {
                    (words, colors.text)
                };
                text(ui, words, Style::Body, ink);
            });
        }
    });
}
