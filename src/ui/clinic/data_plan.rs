//! The data that the team tracks or wants to: what exists, what has to change, who keeps it up.

mod form;
#[cfg(test)]
mod tests;

use egui::Ui;

use super::READ_ONLY;
use crate::domain::command::Command;
use crate::domain::data_plan::{DataElement, DataPlanCommand, DataPriority, USUAL};
use crate::domain::ids::DataElementId;
use crate::export;
use crate::ui::cached::change_number;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Card, Col, DataTable, EmptyAction, EmptyState, NOT_KNOWN, PlainRows, Rows as _,
    Segment, TableState, all_rows, facts, panel_header, segmented_small, side_panel, text,
};
use form::{ElementForm, Left};

/// Which elements are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    All,
    Tracked,
    Wanted(DataPriority),
}

impl Shown {
    const ALL: [Self; 5] = [
        Self::All,
        Self::Tracked,
        Self::Wanted(DataPriority::Now),
        Self::Wanted(DataPriority::Later),
        Self::Wanted(DataPriority::Ideal),
    ];

    fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Tracked => "Tracked",
            Self::Wanted(DataPriority::Now) => "Wanted now",
            Self::Wanted(DataPriority::Later) => "Later",
            Self::Wanted(DataPriority::Ideal) => "Ideal",
        }
    }

    fn has(self, element: &DataElement) -> bool {
        match self {
            Self::All => true,
            Self::Tracked => element.is_tracked,
            Self::Wanted(priority) => element.priority == priority && !element.is_tracked,
        }
    }
}

/// What the page remembers.
#[derive(Default)]
pub(super) struct DataPlanState {
    made_for: Option<(i64, Shown)>,
    shown: Shown,
    rows: PlainRows,
    table: TableState,
    chosen: Option<DataElementId>,
    form: Option<ElementForm>,
}

/// The columns; beside the panel, which says the rest, only those that fit.
fn columns(is_beside_panel: bool) -> Vec<Col> {
    let mut columns = vec![
        Col::new("name", "Element", 190.0).strong().frozen().fill(),
        Col::new("priority", "Wanted", 84.0),
        Col::new("tracked", "Tracked", 84.0),
        Col::new("exists", "In the chart", 106.0),
        Col::new("discrete", "Own field", 92.0),
        Col::new("consistent", "Same by all", 106.0),
    ];
    if !is_beside_panel {
        columns.extend([
            Col::new("when", "When", 110.0).fill(),
            Col::new("how", "How", 130.0).fill(),
            Col::new("kept_by", "Kept up by", 120.0).fill(),
            Col::new("change", "Has to change", 130.0).fill(),
        ]);
    }
    columns
}

fn known(answer: Option<bool>) -> &'static str {
    match answer {
        Some(true) => "yes",
        Some(false) => "no",
        None => NOT_KNOWN,
    }
}

fn cells(element: &DataElement) -> Vec<String> {
    let cells = [
        element.name.as_str(),
        element.priority.label(),
        if element.is_tracked { "yes" } else { "" },
        known(element.exists),
        known(element.is_discrete),
        known(element.is_consistent),
        &element.when,
        &element.how,
        &element.kept_by,
        &element.change,
    ];
    cells.map(str::to_owned).to_vec()
}

impl DataPlanState {
    fn refresh(&mut self, view: &View<'_>) {
        let made_for = (change_number(view), self.shown);
        if self.made_for != Some(made_for) {
            self.made_for = Some(made_for);
            self.sort(view);
        }
    }

    /// What is tracked first, then by priority.
    fn sort(&mut self, view: &View<'_>) {
        let elements = view.workbook.data_elements.iter();
        let mut elements: Vec<&DataElement> = elements.filter(|e| self.shown.has(e)).collect();
        elements.sort_by_key(|e| (!e.is_tracked, e.priority, e.id));
        let lines = elements.iter().map(|e| (e.id.0, cells(e))).collect();
        self.rows = PlainRows::new(&columns(false), lines, self.table.sort.as_ref());
    }
}

fn ask(command: DataPlanCommand, out: &mut Vec<Request>) {
    out.push(Request::Command(Command::DataPlan(command)));
}

/// How many of the usual elements the plan lacks.
fn missing(view: &View<'_>) -> usize {
    let has = |name: &str| {
        let mut plan = view.workbook.data_elements.iter();
        plan.any(|e| e.name.to_lowercase() == name.to_lowercase())
    };
    USUAL.iter().filter(|(name, ..)| !has(name)).count()
}

/// Draws what can be done with the page.
pub(super) fn actions_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut DataPlanState,
    out: &mut Vec<Request>,
) {
    state.refresh(view);
    let is_any = state.rows.count() > 0;
    let copy = Button::outlined("Copy").name("Copy the data plan");
    let hover = "Copies the rows shown, with headers, for a spreadsheet";
    if copy.enabled(is_any).hover(hover).show(ui).clicked() {
        let table = all_rows(&columns(false), &state.rows);
        out.push(Request::Copy(table.to_tsv()));
    }
    let save = Button::outlined("Export CSV…").name("Export the data plan as CSV");
    if save.enabled(is_any).show(ui).clicked() {
        let clinic = &view.workbook.clinic.name;
        out.push(Request::Save {
            name: export::file_name(&[clinic, "data_plan"], "csv"),
            bytes: all_rows(&columns(false), &state.rows).to_csv_file(),
            what: format!("the data plan of {clinic}"),
            identified: false,
        });
    }
    let can_write = !view.status.is_read_only;
    let missing = missing(view);
    if missing > 0 && !view.workbook.data_elements.is_empty() {
        let words = format!("Add {missing} usual");
        let usual = Button::outlined(&words).enabled(can_write);
        let hover = "What most clinics plan for; change or remove what you do not want";
        if usual.hover(hover).show(ui).clicked() {
            ask(DataPlanCommand::AddUsual, out);
        }
    }
    let hover = if can_write {
        "Something to be recorded of every patient"
    } else {
        READ_ONLY
    };
    let add = Button::primary("Add…").name("Add to the data plan");
    if add.enabled(can_write).hover(hover).show(ui).clicked() {
        state.form = Some(ElementForm::new(view));
    }
}

/// Draws the page.
pub(super) fn data_plan_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut DataPlanState,
    out: &mut Vec<Request>,
) {
    if view.workbook.data_elements.is_empty() {
        empty_ui(ui, view, state, out);
    } else {
        filter_ui(ui, view, state);
        state.refresh(view);
        panel_ui(ui, view, state, out);
        Card::new()
            .flush()
            .fill_height()
            .show(ui, |ui| table_ui(ui, view, state));
    }
    let Some(form) = &mut state.form else {
        return;
    };
    match form::form_ui(ui.ctx(), view, form) {
        Some(Left::Saving(element)) => {
            let next = DataElementId(view.workbook.next.data_element);
            state.chosen = Some(if element.id.0 == 0 { next } else { element.id });
            state.form = None;
            ask(DataPlanCommand::Save(element), out);
        }
        Some(Left::Cancelled) => state.form = None,
        None => {}
    }
}

fn empty_ui(ui: &mut Ui, view: &View<'_>, state: &mut DataPlanState, out: &mut Vec<Request>) {
    Card::new().fill_height().show(ui, |ui| {
        let words = "Say what is to be recorded of every patient, whether the chart has a place for \
                     it, who keeps it up, and why. Track one or two to begin with; the rest can wait.";
        let empty = EmptyState::new("Plan the data that you track", words);
        let empty = if view.status.is_read_only {
            empty
        } else {
            empty.primary("Begin with the usual ones").quiet("Add one…")
        };
        match empty.show(ui) {
            Some(EmptyAction::Primary) => ask(DataPlanCommand::AddUsual, out),
            Some(EmptyAction::Quiet) => state.form = Some(ElementForm::new(view)),
            None => {}
        }
    });
}

fn filter_ui(ui: &mut Ui, view: &View<'_>, state: &mut DataPlanState) {
    let elements = &view.workbook.data_elements;
    let segments = Shown::ALL.map(|shown| {
        let count = elements.iter().filter(|e| shown.has(e)).count();
        Segment::counted(shown.label(), count)
    });
    let mut at = Shown::ALL
        .iter()
        .position(|s| *s == state.shown)
        .unwrap_or(0);
    ui.horizontal(|ui| {
        if segmented_small(ui, "Elements shown", &segments, &mut at) {
            state.shown = Shown::ALL.get(at).copied().unwrap_or_default();
        }
        let words = match elements.iter().filter(|e| e.is_tracked).count() {
            0 => "Nothing is tracked yet: begin with one or two.",
            1 | 2 => "One or two are enough to begin with.",
            _ => "",
        };
        text(ui, words, Style::Table, Theme::of(ui).color().text_2);
    });
}

fn table_ui(ui: &mut Ui, view: &View<'_>, state: &mut DataPlanState) {
    state.table.turn_to(state.chosen.map(|id| id.0));
    let shown = DataTable::new("Data plan")
        .columns(&columns(state.chosen.is_some()))
        .top_of_card()
        .type_ahead("name")
        .show(ui, &mut state.table, &mut state.rows);
    if let Some(row) = shown.chosen(&state.table, &state.rows) {
        state.chosen = row.map(|row| DataElementId(state.rows.key(row)));
    }
    if shown.sort_changed {
        state.sort(view);
    }
}

fn panel_ui(ui: &mut Ui, view: &View<'_>, state: &mut DataPlanState, out: &mut Vec<Request>) {
    let elements = &view.workbook.data_elements;
    let Some(element) = elements.iter().find(|e| Some(e.id) == state.chosen) else {
        state.chosen = None;
        return;
    };
    let can_write = !view.status.is_read_only;
    let track = if element.is_tracked {
        "Track no longer"
    } else {
        "Track it"
    };
    let (closed, [change, track, remove]) = side_panel(
        ui,
        "data element",
        |ui| content_ui(ui, element),
        |ui| {
            let change = Button::primary("Change…").enabled(can_write).show(ui);
            let track = Button::outlined(track).enabled(can_write).show(ui);
            let remove = Button::outlined("Remove").enabled(can_write).show(ui);
            [change.clicked(), track.clicked(), remove.clicked()]
        },
    );
    if change {
        state.form = Some(ElementForm::of(element.clone()));
    }
    if track {
        let mut after = element.clone();
        after.is_tracked = !after.is_tracked;
        ask(DataPlanCommand::Save(Box::new(after)), out);
    }
    if remove {
        ask(DataPlanCommand::Remove(element.id), out);
    }
    if closed {
        state.chosen = None;
    }
}

fn content_ui(ui: &mut Ui, element: &DataElement) -> bool {
    let subtitle = match (element.is_tracked, element.priority) {
        (true, _) => "tracked".to_owned(),
        (false, DataPriority::Ideal) => "wanted if it were easy".to_owned(),
        (false, priority) => format!("wanted {}", priority.label()),
    };
    let closed = panel_header(ui, &element.name, Some(&subtitle), "Close the element");
    let rows = [
        ("Why", element.why.as_str()),
        ("Gives back", &element.gives),
        ("In the chart", known(element.exists)),
        ("Own field", known(element.is_discrete)),
        ("Same by all", known(element.is_consistent)),
        ("When", &element.when),
        ("How", &element.how),
        ("Kept up by", &element.kept_by),
        ("To change", &element.change),
    ];
    let entered: Vec<_> = rows.into_iter().filter(|(_, v)| !v.is_empty()).collect();
    facts(ui, &entered);
    closed
}
