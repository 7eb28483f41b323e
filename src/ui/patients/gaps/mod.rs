//! Care gaps: what is due, by patient, clinician or rule.

mod bar;
mod data;
mod filter;
mod foot;
mod lines;
pub(super) mod of_patient;
mod order;
mod panel;
mod rows;
mod rules;
#[cfg(test)]
mod tests;
pub(super) mod words;
pub(super) mod work;

use std::collections::BTreeSet;

use egui::{Id, Key, Modifiers, Ui};

use super::dialogs::{Act, GapTask};
use super::{FirstFocus, keys_are_free, without_room};
use crate::domain::care_gap::{GapKey, GapRule};
use crate::domain::ids::PatientId;
use crate::ui::request::{FileQuestion, Request};
use crate::ui::view::View;
use crate::ui::widgets::{Card, DataTable, EmptyAction, EmptyState, RowKey, Sort, TableState};
use data::GapsData;
use filter::Filters;
pub(super) use rows::closing_act;
use rows::{Asked, GapRows};
use rules::RulesDialog;

/// What gaps are worked by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum By {
    /// All gaps of a patient one after the other, the most urgent patient first.
    #[default]
    Patient,
    /// Rule after rule.
    Rule,
    /// Panel after panel.
    Clinician,
}

impl By {
    const ALL: [Self; 3] = [Self::Patient, Self::Rule, Self::Clinician];

    fn label(self) -> &'static str {
        match self {
            Self::Patient => "By patient",
            Self::Rule => "By rule",
            Self::Clinician => "By clinician",
        }
    }
}

/// What the page remembers.
pub(super) struct GapsState {
    by: By,
    filters: Filters,
    folded: BTreeSet<RowKey>,
    table: TableState,
    data: GapsData,
    is_panel_closed: bool,
    focus: FirstFocus,
    rules: Option<RulesDialog>,
}

impl Default for GapsState {
    fn default() -> Self {
        Self {
            by: By::default(),
            filters: Filters::default(),
            folded: BTreeSet::new(),
            table: TableState::sorted(Sort::descending("state")),
            data: GapsData::default(),
            is_panel_closed: false,
            focus: FirstFocus::wanted(),
            rules: None,
        }
    }
}

impl GapsState {
    /// The table has the keyboard when the page is next drawn.
    pub fn take_focus(&mut self) {
        self.focus = FirstFocus::wanted();
    }

    /// Shows the gaps of one rule, or of all, with nothing else filtered.
    pub fn show_rule(&mut self, rule: Option<GapRule>) {
        self.filters = Filters {
            rule,
            ..Filters::default()
        };
        self.table.selected.clear();
        self.take_focus();
    }

    fn open_rules(&mut self, view: &View<'_>) {
        self.rules = Some(RulesDialog::new(view));
    }

    /// What is worked on: the ticked gaps, or the current one.
    fn targets(&self) -> Vec<GapKey> {
        if self.table.selected.is_empty() {
            let current = self.table.current.and_then(lines::gap_of);
            return current.into_iter().collect();
        }
        foot::ticked(self)
    }
}

/// The field of the text filter.
fn words_id() -> Id {
    Id::unique("gaps text filter")
}

/// Draws the page.
pub(super) fn gaps_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut GapsState,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    state.data.bring_up_to_date(
        view,
        state.by,
        &state.filters,
        &state.folded,
        &mut state.table,
    );
    keys_ui(ui, state, acts);
    bar::toolbar_ui(ui, view, state);
    if state.data.is_empty() {
        nothing_ui(ui, view, out);
    } else {
        bar::filters_ui(ui, view, state, out);
        if !state.is_panel_closed && panel::panel_ui(ui, view, state, acts) {
            state.is_panel_closed = true;
            state.take_focus();
        }
        table_ui(ui, view, state, acts);
    }
    if let Some(dialog) = &mut state.rules
        && rules::rules_ui(ui.ctx(), view, dialog, out)
    {
        state.rules = None;
        state.take_focus();
    }
}

/// A, E, S and C work on the ticked gaps, or on the current one; Ctrl+F goes to the text filter.
fn keys_ui(ui: &Ui, state: &GapsState, acts: &mut Vec<Act>) {
    let is_modal = ui.memory(|memory| memory.top_modal_layer().is_some());
    if !is_modal && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::F)) {
        ui.memory_mut(|memory| memory.request_focus(words_id()));
    }
    if !keys_are_free(ui) {
        return;
    }
    let targets = state.targets();
    if targets.is_empty() {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    for (key, task) in [
        (Key::A, GapTask::Assign),
        (Key::S, GapTask::Snooze),
        (Key::C, GapTask::Close),
    ] {
        if pressed(key) {
            acts.push(Act::Gaps(task, targets.clone()));
        }
    }
    // An event belongs to one patient.
    let current = state.table.current.and_then(lines::gap_of);
    if let Some(gap) = current.filter(|_| pressed(Key::E)) {
        acts.push(closing_act(gap));
    }
}

/// Without any gap: why, and what to do.
fn nothing_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Request>) {
    Card::new().fill_height().show(ui, |ui| {
        if view.workbook.patients.is_empty() {
            let empty = EmptyState::new(
                "Care gaps will be listed here",
                "Import prescriptions and care events to see what is due for whom.",
            );
            if empty.primary("Import…").show(ui) == Some(EmptyAction::Primary) {
                out.push(Request::Ask(FileQuestion::Exports));
            }
            return;
        }
        let sentence = if view.status.is_working_out {
            "They are being worked out."
        } else {
            "No rule finds anything due for an LtOT patient on this day. Rules… says what is looked at."
        };
        EmptyState::new("No care gaps", sentence).show(ui);
    });
}

fn table_ui(ui: &mut Ui, view: &View<'_>, state: &mut GapsState, acts: &mut Vec<Act>) {
    Card::new().flush().fill_height().show(ui, |ui| {
        if state.data.rows().is_empty() {
            let settings = &view.workbook.settings.gaps;
            let rule = state.filters.rule;
            if let Some(rule) = rule.filter(|rule| !settings.rule(*rule).is_on) {
                let heading = format!("“{}” is not looked at", rule.label());
                let empty = EmptyState::new(&heading, "Turn the rule on to list its gaps.");
                if empty.primary("Turn it on in Rules…").show(ui) == Some(EmptyAction::Primary) {
                    state.open_rules(view);
                }
                return;
            }
            let empty = if state.filters.is_empty() {
                EmptyState::new(
                    "No gaps stand like this",
                    "Choose another state above the list.",
                )
            } else {
                EmptyState::new(
                    "No gaps fit these filters",
                    "Take one of them off, or look for another part of the name or MRN.",
                )
                .quiet("Clear all filters")
            };
            if empty.show(ui) == Some(EmptyAction::Quiet) {
                let stands = state.filters.state;
                state.filters = Filters {
                    state: stands,
                    ..Filters::default()
                };
            }
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let whole = ui.available_rect_before_wrap();
        let body = whole.with_max_y(whole.bottom() - super::foot::height(ui));
        let builder = egui::UiBuilder::new().max_rect(body);
        ui.scope_builder(builder, |ui| rows_ui(ui, view, state, acts));
        let builder = egui::UiBuilder::new().max_rect(whole.with_min_y(body.bottom()));
        ui.scope_builder(builder, |ui| foot::foot_ui(ui, state, acts));
        ui.advance_cursor_after_rect(whole);
    });
}

fn rows_ui(ui: &mut Ui, view: &View<'_>, state: &mut GapsState, acts: &mut Vec<Act>) {
    let columns = rows::columns(state.by);
    state.table.hidden = without_room(ui, &columns, &state.table, &rows::LEAST_NEEDED);
    if state.focus.take() && keys_are_free(ui) {
        // The id that the table gives itself.
        let id = ui.make_persistent_id(("table", "Care gaps"));
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let mut rows = GapRows {
        workbook: view.workbook,
        data: &state.data,
        by: state.by,
        settings: &view.workbook.settings,
        acts,
        asked: None,
    };
    let response = DataTable::new("Care gaps")
        .columns(&columns)
        .checkboxes()
        .show(ui, &mut state.table, &mut rows);
    let opened = response.opened.and_then(|row| rows.line(row));
    let opened: Option<PatientId> = opened.map(|(line, _)| line.gap.patient);
    let asked = rows.asked.take();
    acts.extend(opened.map(Act::Open));
    match asked {
        Some(Asked::Fold(key)) if state.folded.contains(&key) => {
            state.folded.remove(&key);
        }
        Some(Asked::Fold(key)) => {
            state.folded.insert(key);
        }
        Some(Asked::Tick(keys)) => state.table.selected.extend(keys),
        None => {}
    }
    if response.clicked.is_some() {
        state.is_panel_closed = false;
    }
}
