//! The roster: the table of clinicians with their panels, and what can be done with it.

use egui::Ui;

use super::form::{ClinicianForm, Outcome};
use super::rows::{self, Listed, NOBODY, RosterRow};
use super::{Stamp, panel, stamp};
use crate::domain::command::Command;
use crate::domain::ids::ClinicianId;
use crate::domain::patient::Clinician;
use crate::domain::roster::RosterCommand;
use crate::export;
use crate::ui::clinic::READ_ONLY;
use crate::ui::icons::Icon;
use crate::ui::patients::dialogs::Act;
use crate::ui::request::Request;
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Card, DataTable, EmptyAction, EmptyState, RowKey, Segment, Sort, TableState, all_rows,
    segmented_small, side_panel,
};

/// What the list remembers.
#[derive(Default)]
pub(super) struct ListState {
    rows: Vec<RosterRow>,
    order: Vec<usize>,
    made_for: Option<(Stamp, bool, Option<Sort>)>,
    /// Prescribers that exports name, instead of those who work here.
    shows_others: bool,
    table: TableState,
    chosen: Option<RowKey>,
    form: Option<ClinicianForm>,
}

impl ListState {
    /// Makes the rows anew when anything they are made from is another.
    pub fn refresh(&mut self, view: &View<'_>) {
        let made_for = (stamp(view), self.shows_others, self.table.sort.clone());
        if self.made_for.as_ref() == Some(&made_for) {
            return;
        }
        if self
            .made_for
            .as_ref()
            .is_none_or(|(of, ..)| *of != made_for.0)
        {
            self.rows = rows::all(view);
        }
        self.shows_others &= self.others() > 0;
        let sort = self.table.sort.clone();
        let sort = sort.unwrap_or_else(|| Sort::ascending("name"));
        self.order = rows::order(&self.rows, !self.shows_others, &sort);
        self.made_for = Some(made_for);
    }

    /// How many clinicians work here.
    pub fn len(&self) -> usize {
        self.rows
            .iter()
            .filter(|r| r.is_ours && r.id.is_some())
            .count()
    }

    fn others(&self) -> usize {
        self.rows.iter().filter(|r| !r.is_ours).count()
    }

    fn listed(&self) -> Listed<'_> {
        Listed {
            rows: &self.rows,
            order: &self.order,
        }
    }
}

/// Copy, export, add.
pub(super) fn actions_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ListState,
    out: &mut Vec<Request>,
) {
    let columns = rows::columns(&view.workbook.settings, false);
    let is_shown = !state.order.is_empty();
    let copy = Button::outlined("Copy")
        .small()
        .name("Copy the clinicians shown")
        .icon(Icon::Copy)
        .enabled(is_shown);
    let hover = "Copies the rows shown, with headers, for a spreadsheet";
    if copy.hover(hover).show(ui).clicked() {
        out.push(Request::Copy(all_rows(&columns, &state.listed()).to_tsv()));
    }
    let save = Button::outlined("Export CSV…")
        .small()
        .name("Export the clinicians shown as CSV")
        .enabled(is_shown);
    if save.show(ui).clicked() {
        let clinic = &view.workbook.clinic.name;
        out.push(Request::Save {
            name: export::file_name(&[clinic, "clinicians"], "csv"),
            bytes: all_rows(&columns, &state.listed()).to_csv_file(),
            what: format!("the clinicians of {clinic}"),
            identified: false,
        });
    }
    let can_write = !view.status.is_read_only;
    let hover = if can_write {
        "Somebody whom no import names"
    } else {
        READ_ONLY
    };
    let add = Button::outlined("Add clinician…")
        .small()
        .enabled(can_write);
    if add.hover(hover).show(ui).clicked() {
        state.form = Some(ClinicianForm::of(Clinician::named(ClinicianId(0), "")));
    }
}

/// Draws the table, the panel beside it, and the form.
pub(super) fn list_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ListState,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    if state.rows.is_empty() {
        empty_ui(ui, view, state);
    } else {
        if state.others() > 0 {
            whose_ui(ui, state);
        }
        panel_ui(ui, view, state, acts, out);
        Card::new()
            .flush()
            .fill_height()
            .show(ui, |ui| table_ui(ui, view, state));
    }
    form_ui(ui, view, state, out);
}

fn empty_ui(ui: &mut Ui, view: &View<'_>, state: &mut ListState) {
    Card::new().fill_height().show(ui, |ui| {
        let words = "Import prescriptions or a list of patients: clinicians come with them. Or add \
                     the first one by hand.";
        let empty = EmptyState::new("Clinicians with their patients", words);
        let empty = if view.status.is_read_only {
            empty
        } else {
            empty.primary("Add the first clinician…")
        };
        if empty.show(ui) == Some(EmptyAction::Primary) {
            state.form = Some(ClinicianForm::of(Clinician::named(ClinicianId(0), "")));
        }
    });
}

fn whose_ui(ui: &mut Ui, state: &mut ListState) {
    let ours = state.len();
    let segments = [
        Segment::counted("Work here", ours),
        Segment::counted("Prescribers only", state.others()),
    ];
    let mut at = usize::from(state.shows_others);
    if segmented_small(ui, "Clinicians shown", &segments, &mut at) {
        state.shows_others = at == 1;
        state.chosen = None;
    }
}

fn table_ui(ui: &mut Ui, view: &View<'_>, state: &mut ListState) {
    state.table.turn_to(state.chosen);
    let columns = rows::columns(&view.workbook.settings, state.chosen.is_some());
    let mut listed = Listed {
        rows: &state.rows,
        order: &state.order,
    };
    let shown = DataTable::new("Roster of clinicians")
        .columns(&columns)
        .top_of_card()
        .type_ahead("name")
        .show(ui, &mut state.table, &mut listed);
    if let Some(row) = shown.chosen(&state.table, &listed) {
        state.chosen = row
            .and_then(|row| listed.row(row))
            .map(|r| r.id.map_or(NOBODY, |id| id.0));
    }
}

fn panel_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ListState,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    let key = |r: &RosterRow| r.id.map_or(NOBODY, |id| id.0);
    let row = state.rows.iter().find(|r| Some(key(r)) == state.chosen);
    let Some(row) = row else {
        state.chosen = None;
        return;
    };
    let mut asked = Vec::new();
    let (closed, act) = side_panel(
        ui,
        "clinician",
        |ui| panel::content_ui(ui, view, row, &mut asked),
        |ui| panel::actions_ui(ui, view, row),
    );
    out.append(&mut asked);
    match act {
        Some(panel::Press::Change(id)) => {
            let clinician = view.workbook.clinician(id).cloned();
            state.form = clinician.map(ClinicianForm::of);
        }
        Some(panel::Press::ShowPatients(id)) => acts.push(Act::PatientsOf(id)),
        None => {}
    }
    if closed {
        state.chosen = None;
    }
}

fn form_ui(ui: &Ui, view: &View<'_>, state: &mut ListState, out: &mut Vec<Request>) {
    let Some(form) = &mut state.form else {
        return;
    };
    match super::form::form_ui(ui.ctx(), view, form) {
        Some(Outcome::Save(clinician)) => {
            let next = view.workbook.next.clinician;
            state.chosen = Some(if clinician.id.0 == 0 {
                next
            } else {
                clinician.id.0
            });
            state.shows_others = false;
            state.form = None;
            let save = RosterCommand::SaveClinician(clinician);
            out.push(Request::Command(Command::Roster(save)));
        }
        Some(Outcome::Leave) => state.form = None,
        None => {}
    }
}
