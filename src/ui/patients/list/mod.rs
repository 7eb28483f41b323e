//! The list of patients: views, filters, table, what is done with the ticked ones.

mod bar;
mod data;
mod filter;
mod foot;
mod line;
mod order;
mod rows;
mod saved;

use std::collections::{BTreeMap, BTreeSet};

use egui::{Id, Key, Modifiers, Ui};

use super::by_clinician::ByClinician;
use super::dialogs::Act;
use super::taking_out::Part2;
use super::{FirstFocus, keys_are_free, panel};
use crate::domain::ids::{ClinicianId, PatientId};
use crate::ui::request::{FileQuestion, PatientsView, Request};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Card, Col, DataTable, DateField, EmptyAction, EmptyState, Sort, TableState, text,
};
use data::ListData;
use filter::Filters;
use rows::PatientRows;

/// What the list remembers.
pub(super) struct ListState {
    view: PatientsView,
    filters: Filters,
    table: TableState,
    /// Columns that a person has shown or hidden; the others go by the room there is.
    columns: BTreeMap<String, bool>,
    as_of: DateField,
    is_panel_closed: bool,
    /// Copy and export take patients with records under 42 CFR Part 2 with them.
    part2: Part2,
    data: ListData,
    panel: panel::PanelState,
    saved: saved::SavedState,
    focus: FirstFocus,
}

impl Default for ListState {
    fn default() -> Self {
        Self {
            view: PatientsView::default(),
            filters: Filters::default(),
            table: TableState::sorted(Sort::descending("med")),
            columns: BTreeMap::new(),
            as_of: DateField::default(),
            is_panel_closed: false,
            part2: Part2::LeftOut,
            data: ListData::default(),
            panel: panel::PanelState::default(),
            saved: saved::SavedState::default(),
            focus: FirstFocus::wanted(),
        }
    }
}

impl ListState {
    /// Shows a view with nothing else filtered. Who has no clinician is found by a filter of the
    /// LtOT list, which can be seen and taken off.
    pub fn show_view(&mut self, view: PatientsView) {
        self.filters = Filters::default();
        self.view = view;
        if view == PatientsView::NoClinician {
            self.view = PatientsView::Ltot;
            self.filters.clinician = Some(ByClinician::Unassigned);
        }
        self.table.selected.clear();
        self.table.current = None;
        self.take_focus();
    }

    /// Shows the patients of one clinician only, or of none, by a filter that can be seen and taken
    /// off.
    pub fn show_patients_of(&mut self, clinician: Option<ClinicianId>) {
        let by = ByClinician::new(clinician);
        self.filters.clinician = Some(by);
    }

    /// Makes a patient the current one, for the way back from the page.
    pub fn make_current(&mut self, patient: PatientId) {
        self.table.reveal(patient.0);
    }

    /// The table has the keyboard when the list is next drawn.
    pub fn take_focus(&mut self) {
        self.focus = FirstFocus::wanted();
    }
}

/// The field of the text filter.
fn words_id() -> Id {
    Id::unique("patients text filter")
}

/// Draws the list.
pub(super) fn list_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ListState,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    state
        .data
        .bring_up_to_date(view, state.view, &state.filters, &mut state.table);
    keys_ui(ui);
    if view.workbook.patients.is_empty() {
        no_patients_ui(ui, out);
        return;
    }
    let columns = rows::columns(state.view);
    bar::toolbar_ui(ui, view, state);
    bar::filters_ui(ui, view, state, &columns, out);
    panel_ui(ui, view, state, acts, out);
    table_ui(ui, view, state, &columns, acts);
}

fn keys_ui(ui: &Ui) {
    let find = || ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::F));
    let is_modal = ui.memory(|memory| memory.top_modal_layer().is_some());
    if !is_modal && find() {
        ui.memory_mut(|memory| memory.request_focus(words_id()));
    }
}

fn no_patients_ui(ui: &mut Ui, out: &mut Vec<Request>) {
    Card::new().fill_height().show(ui, |ui| {
        let pressed = EmptyState::new(
            "Your patients will be listed here",
            "Import the prescription export of your record system or your PDMP to begin.",
        )
        .primary("Import…")
        .show(ui);
        if pressed == Some(EmptyAction::Primary) {
            out.push(Request::Ask(FileQuestion::Exports));
        }
    });
}

fn panel_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ListState,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    let Some(current) = state.table.current.filter(|_| !state.is_panel_closed) else {
        return;
    };
    let patient = PatientId(current);
    if panel::panel_ui(ui, view, patient, &mut state.panel, acts, out) {
        state.is_panel_closed = true;
        state.take_focus();
    }
}

fn table_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ListState,
    columns: &[Col],
    acts: &mut Vec<Act>,
) {
    Card::new().flush().fill_height().show(ui, |ui| {
        if state.data.order().is_empty() {
            nobody_ui(ui, view, state);
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let whole = ui.available_rect_before_wrap();
        let foot = super::foot::height(ui);
        let body = whole.with_max_y(whole.bottom() - foot);
        let builder = egui::UiBuilder::new().max_rect(body);
        ui.scope_builder(builder, |ui| rows_ui(ui, view, state, columns, acts));
        let builder = egui::UiBuilder::new().max_rect(whole.with_min_y(body.bottom()));
        ui.scope_builder(builder, |ui| foot::foot_ui(ui, view, state, acts));
        ui.advance_cursor_after_rect(whole);
    });
}

fn rows_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ListState,
    columns: &[Col],
    acts: &mut Vec<Act>,
) {
    state.table.hidden = hidden(ui, state, columns);
    if state.focus.take() && keys_are_free(ui) {
        // The id that the table gives itself.
        let id = ui.make_persistent_id(("table", "Patients list"));
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let mut rows = PatientRows {
        workbook: view.workbook,
        part2: state.part2,
        lines: state.data.lines(),
        order: state.data.order(),
        acts,
    };
    let response = DataTable::new("Patients list")
        .columns(columns)
        .checkboxes()
        .show(ui, &mut state.table, &mut rows);
    let opened = response.opened.and_then(|row| rows.line(row)).map(|l| l.id);
    if let Some(patient) = opened {
        acts.push(Act::Open(patient));
    }
    if response.clicked.is_some() {
        state.is_panel_closed = false;
    }
}

/// The columns that are not shown: by choice, or because the window is too narrow for all.
fn hidden(ui: &Ui, state: &ListState, columns: &[Col]) -> BTreeSet<String> {
    let theme = Theme::of(ui);
    let boxes = 32.0;
    let room = ui.available_width() / theme.k - boxes;
    let is_off = |key: &str| state.columns.get(key) == Some(&false);
    let width = |col: &Col| {
        let dragged = state.table.widths.get(col.key.as_ref());
        dragged.copied().unwrap_or(col.width)
    };
    let mut hidden: BTreeSet<String> = columns
        .iter()
        .filter(|col| is_off(&col.key))
        .map(|col| col.key.to_string())
        .collect();
    let shown = columns
        .iter()
        .filter(|col| !hidden.contains(col.key.as_ref()));
    let mut needed: f32 = shown.map(width).sum();
    for key in rows::least_needed(state.view) {
        if needed <= room {
            break;
        }
        let column = columns.iter().find(|col| col.key == *key);
        if let Some(column) = column.filter(|c| !state.columns.contains_key(c.key.as_ref())) {
            needed -= width(column);
            hidden.insert((*key).to_owned());
        }
    }
    hidden
}

fn nobody_ui(ui: &mut Ui, view: &View<'_>, state: &mut ListState) {
    if view.registry.rows.is_empty() || view.status.is_working_out && state.data.lines().is_empty()
    {
        let theme = Theme::of(ui);
        ui.centered_and_justified(|ui| {
            let ink = theme.color().text_2;
            text(ui, "Working out doses…", Style::Body, ink);
        });
        return;
    }
    if !state.filters.is_empty() {
        let empty = EmptyState::new(
            "Nobody fits these filters",
            "Take one of them off, or look for another part of the name or MRN.",
        );
        if empty.quiet("Clear all filters").show(ui) == Some(EmptyAction::Quiet) {
            state.filters = Filters::default();
        }
        return;
    }
    let (heading, sentence) = match state.view {
        PatientsView::Ltot => (
            "Nobody is on LtOT on this day",
            "Look at another day, or import newer prescriptions.",
        ),
        PatientsView::Candidates => (
            "Nobody waits for a decision",
            "Every patient whom the rule finds on this day has been decided.",
        ),
        PatientsView::OnOpioids => (
            "Nobody is on opioids outside LtOT",
            "Every patient with an active opioid is on the LtOT list.",
        ),
        PatientsView::High => (
            "Nobody is in the highest band",
            "No LtOT patient's dose reaches the second limit on this day.",
        ),
        PatientsView::DoseUnknown => (
            "No dose leaves its band open",
            "Every LtOT patient's dose is known, or reaches the second limit already.",
        ),
        PatientsView::NoClinician => (
            "Nobody is without a clinician",
            "Every LtOT patient has a responsible clinician.",
        ),
        PatientsView::All => ("No patients", "Import an export to begin."),
    };
    EmptyState::new(heading, sentence).show(ui);
}
