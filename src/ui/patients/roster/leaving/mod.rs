//! A clinician leaves: the case, each patient's way to another clinician, and how far it is.

mod case_form;
mod foot;
mod moving;
mod panel;
mod propose;
mod rows;

use egui::Ui;

use super::{Left, Stamp, stamp};
use crate::domain::command::Command;
use crate::domain::departure::{Departure, DepartureCommand};
use crate::domain::ids::{DepartureId, PatientId};
use crate::domain::workbook::Workbook;
use crate::ui::clinic::READ_ONLY;
use crate::ui::patients::dialogs::Act;
use crate::ui::patients::foot as strip;
use crate::ui::patients::taking_out::{self, Part2, TakingOut};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Card, Choice, DataTable, EmptyAction, EmptyState, RowKey, Rows as _, Sort, TableState,
    side_panel, text, within,
};
use case_form::CaseForm;
use moving::MoveDialog;
use propose::ProposeDialog;
use rows::CaseRows;

/// What the part remembers.
#[derive(Default)]
pub(super) struct LeavingState {
    shown: Option<DepartureId>,
    rows: CaseRows,
    made_for: Option<(Stamp, Option<DepartureId>, Option<Sort>)>,
    table: TableState,
    chosen: Option<PatientId>,
    panel: panel::PanelState,
    form: Option<CaseForm>,
    propose: Option<ProposeDialog>,
    moving: Option<MoveDialog>,
}

impl LeavingState {
    /// Makes the rows of the case anew when anything they are made from is another.
    pub fn refresh(&mut self, view: &View<'_>) {
        let cases = in_order(view.workbook);
        if !cases.iter().any(|c| Some(c.id) == self.shown) {
            self.shown = cases.first().map(|c| c.id);
        }
        let made_for = Some((stamp(view), self.shown, self.table.sort.clone()));
        if self.made_for == made_for {
            return;
        }
        let case = cases.iter().find(|c| Some(c.id) == self.shown);
        self.rows = case.map_or_else(CaseRows::default, |case| CaseRows::of(view, case));
        self.rows.sort(self.table.sort.as_ref());
        self.table.retain_selected(&self.rows);
        self.made_for = made_for;
    }

    fn case<'a>(&self, workbook: &'a Workbook) -> Option<&'a Departure> {
        workbook
            .departures
            .iter()
            .find(|c| Some(c.id) == self.shown)
    }
}

/// How many cases are open.
pub(super) fn open_cases(view: &View<'_>) -> usize {
    let cases = view.workbook.departures.iter();
    cases.filter(|c| c.closed_on.is_none()).count()
}

/// Open cases by last day, then closed ones.
fn in_order(workbook: &Workbook) -> Vec<&Departure> {
    let mut cases: Vec<&Departure> = workbook.departures.iter().collect();
    cases.sort_by_key(|c| (c.closed_on.is_some(), c.leaves_on, c.id));
    cases
}

fn name_of(workbook: &Workbook, case: &Departure) -> String {
    let clinician = workbook.clinician(case.clinician);
    clinician.map_or_else(|| "A removed clinician".to_owned(), |c| c.name.clone())
}

/// Which case, copy and export, and what is done with all of it.
pub(super) fn actions_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut LeavingState,
    out: &mut Vec<Request>,
) {
    let can_write = !view.status.is_read_only;
    let why = |words: &'static str| if can_write { words } else { READ_ONLY };
    if let Some(case) = state.case(view.workbook).cloned() {
        export_ui(ui, view, state, &case, out);
        let change = Button::outlined("Change case…").small().enabled(can_write);
        let hover = why("The last day, how the clinic goes about it, and closing the case");
        if change.hover(hover).show(ui).clicked() {
            state.form = Some(CaseForm::of(view, case.clone()));
        }
        let is_open = case.closed_on.is_none();
        let propose = Button::outlined("Propose…").small();
        let propose = propose.enabled(can_write && is_open && state.rows.unplaced() > 0);
        let hover = why(
            "Finds somebody for each patient who has nobody yet; nothing is kept before you say so",
        );
        if propose.hover(hover).show(ui).clicked() {
            state.propose = Some(ProposeDialog::new(view, &case));
        }
    }
    let open = Button::outlined("Open a case…").small().enabled(can_write);
    if open
        .hover(why("For a clinician who leaves"))
        .show(ui)
        .clicked()
    {
        state.form = Some(CaseForm::new(view));
    }
}

fn export_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &LeavingState,
    case: &Departure,
    out: &mut Vec<Request>,
) {
    // Whoever takes over has to know of everybody, so nobody is left out.
    let table = || {
        let columns = rows::columns(false);
        let titles = columns.iter().map(|column| column.title.as_ref());
        let cells = |row: usize| {
            let cells = columns
                .iter()
                .map(|c| state.rows.text(row, &c.key).into_owned());
            (PatientId(state.rows.key(row)), cells.collect::<Vec<_>>())
        };
        let lines = (0..state.rows.count()).map(cells);
        taking_out::table(view.workbook, titles, lines, Part2::Kept)
    };
    let what = format!("the patients of {}", name_of(view.workbook, case));
    let taking_out = TakingOut {
        which: "all patients of the case",
        copy: "Copy the patients of the case",
        save: "Export CSV…",
        file: format!("handover_{}.csv", case.leaves_on),
        what: &what,
        is_any: state.rows.count() > 0,
    };
    taking_out.show(ui, table, out);
}

/// Draws the case with its patients, and the dialogs.
pub(super) fn leaving_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut LeavingState,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    match state.case(view.workbook).cloned() {
        Some(case) => {
            case_ui(ui, view, state, &case);
            panel_ui(ui, view, state, &case, acts, out);
            Card::new()
                .flush()
                .fill_height()
                .show(ui, |ui| table_ui(ui, view, state, &case, out));
        }
        None => empty_ui(ui, view, state),
    }
    dialogs_ui(ui, view, state, out);
}

fn empty_ui(ui: &mut Ui, view: &View<'_>, state: &mut LeavingState) {
    Card::new().fill_height().show(ui, |ui| {
        let words = "When somebody leaves, open a case: it lists the clinician's LtOT patients, \
                     proposes who takes them over, and keeps track until each is moved.";
        let empty = EmptyState::new("Clinicians who leave", words);
        let empty = if view.status.is_read_only {
            empty
        } else {
            empty.primary("Open the first case…")
        };
        if empty.show(ui) == Some(EmptyAction::Primary) {
            state.form = Some(CaseForm::new(view));
        }
    });
}

/// Which case it is, how far it is, and the clinic's way of doing it.
fn case_ui(ui: &mut Ui, view: &View<'_>, state: &mut LeavingState, case: &Departure) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let cases = in_order(view.workbook);
    let labels: Vec<String> = cases.iter().map(|c| label(view.workbook, c)).collect();
    let options: Vec<&str> = labels.iter().map(String::as_str).collect();
    let mut at = cases.iter().position(|c| c.id == case.id);
    let height = theme.pt(24.0);
    let size = egui::vec2(ui.available_width(), height);
    let row = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(size, row, |ui| {
        ui.spacing_mut().interact_size.y = height;
        ui.spacing_mut().item_spacing.x = theme.pt(12.0);
        let choice = Choice::new("Case", &options).hide_label();
        if choice.width(theme.pt(360.0)).small().show(ui, &mut at) {
            state.shown = at.and_then(|at| cases.get(at)).map(|c| c.id);
            state.chosen = None;
            state.table.selected.clear();
        }
        text(ui, state.rows.progress(), Style::TableStrong, colors.text);
    });
    if !case.process.is_empty() {
        text(ui, &case.process, Style::Table, colors.text_2);
    }
}

fn label(workbook: &Workbook, case: &Departure) -> String {
    let name = name_of(workbook, case);
    match case.closed_on {
        Some(day) => format!("{name}, closed {day}"),
        None => format!("{name}, last day {}", case.leaves_on),
    }
}

fn table_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut LeavingState,
    case: &Departure,
    out: &mut Vec<Request>,
) {
    if state.rows.count() == 0 {
        let words = "Nobody on LtOT has this clinician as the responsible one, so nobody needs \
                     another.";
        EmptyState::new("No patients to hand over", words).show(ui);
        return;
    }
    let place = ui.available_rect_before_wrap();
    let bottom = place.bottom() - strip::height(ui);
    let upper = place.with_max_y(bottom);
    within(ui, "handovers", upper, |ui| {
        state.table.turn_to(state.chosen.map(|id| id.0));
        let shown = DataTable::new("Patients to hand over")
            .columns(&rows::columns(state.chosen.is_some()))
            .checkboxes()
            .top_of_card()
            .show(ui, &mut state.table, &mut state.rows);
        if let Some(row) = shown.chosen(&state.table, &state.rows) {
            state.chosen = row.map(|row| PatientId(state.rows.key(row)));
        }
    });
    within(ui, "handovers foot", place.with_min_y(bottom), |ui| {
        let ticked: Vec<RowKey> = state.table.selected.iter().copied().collect();
        foot::foot_ui(ui, view, case, &state.rows, &ticked, &mut state.moving, out);
    });
}

fn panel_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut LeavingState,
    case: &Departure,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    let Some(row) = state.chosen.and_then(|id| state.rows.of_patient(id)) else {
        state.chosen = None;
        return;
    };
    state.panel.bring_up_to_date(view, case, &row.handover);
    let form = &mut state.panel;
    let mut opened = Vec::new();
    let form_cell = std::cell::RefCell::new(form);
    let (closed, asked) = side_panel(
        ui,
        "handover",
        |ui| panel::content_ui(ui, view, row, &mut form_cell.borrow_mut(), &mut opened),
        |ui| panel::actions_ui(ui, view, &mut form_cell.borrow_mut()),
    );
    acts.append(&mut opened);
    if let Some(handover) = asked {
        let save = DepartureCommand::SaveHandovers(vec![handover]);
        match view.tried(Command::Departure(save)) {
            Ok(request) => out.push(request),
            Err(why) => state.panel.refuse(why),
        }
    }
    if closed {
        state.chosen = None;
    }
}

fn dialogs_ui(ui: &Ui, view: &View<'_>, state: &mut LeavingState, out: &mut Vec<Request>) {
    if let Some(form) = &mut state.form
        && let Some(left) = case_form::form_ui(ui.ctx(), view, form)
    {
        if let Left::Asking((id, request)) = left {
            state.shown = Some(id);
            out.push(request);
        }
        state.form = None;
    }
    if let Some(dialog) = &mut state.propose
        && let Some(left) = propose::propose_ui(ui.ctx(), view, dialog)
    {
        if let Left::Asking(request) = left {
            out.push(request);
        }
        state.propose = None;
    }
    if let Some(dialog) = &mut state.moving
        && let Some(left) = moving::moving_ui(ui.ctx(), view, dialog)
    {
        if let Left::Asking(request) = left {
            state.table.selected.clear();
            out.push(request);
        }
        state.moving = None;
    }
}
