//! Small tests of change: what is tried now, what waits for a decision, what was decided.

mod add;
mod draft;
mod export;
mod links;
mod observations;
mod panel;
mod present;
mod rows;
#[cfg(test)]
pub(super) mod testing;
#[cfg(test)]
mod tests;
pub(in crate::ui) mod words;

use egui::Ui;

use super::Place;
use crate::domain::command::Command;
use crate::domain::ids::SmallTestId;
use crate::domain::small_test::SmallTest;
use crate::domain::small_test::command::SmallTestCommand;
use crate::export::file_name;
use crate::ui::request::Request;
use crate::ui::theme::Theme;
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Card, DataTable, DialogOutcome, EmptyAction, EmptyState, TableState, menu_button,
    menu_item, side_panel,
};
use draft::Draft;
use rows::TestRows;

/// What the view remembers.
#[derive(Default)]
pub(super) struct TestsState {
    chosen: Option<SmallTestId>,
    table: TableState,
    rows: TestRows,
    draft: Option<Draft>,
    /// The test whose change is asked for.
    add: Option<Box<SmallTest>>,
}

impl TestsState {
    /// Shows a test with its details.
    pub(super) fn show(&mut self, id: SmallTestId) {
        self.chosen = Some(id);
        self.add = None;
    }

    /// The same test chosen, and nothing kept of it.
    pub(super) fn placed(&self) -> Self {
        Self {
            chosen: self.chosen,
            ..Self::default()
        }
    }

    /// Opens the form of a new test.
    pub(super) fn open_new(&mut self, test: SmallTest) {
        self.add = Some(Box::new(test));
    }

    /// Asks for what is typed and not yet written.
    pub(super) fn write_drafts(&mut self, out: &mut Vec<Request>) {
        if let Some(draft) = &mut self.draft {
            draft.write(out);
        }
    }
}

/// Asks for the command.
fn ask(command: SmallTestCommand, out: &mut Vec<Request>) {
    out.push(Request::Command(Command::SmallTest(command)));
}

/// Draws the view.
pub(super) fn tests_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut TestsState,
    place: Place,
    out: &mut Vec<Request>,
) {
    state.rows.refresh(view);
    if place.is_presented {
        state.write_drafts(out);
        present::present_ui(ui, &state.rows);
        return;
    }
    if view.workbook.tests.is_empty() {
        empty_ui(ui, view, state, place);
    } else {
        panel_ui(ui, view, state, place, out);
        Card::new()
            .flush()
            .fill_height()
            .show(ui, |ui| table_ui(ui, state));
    }
    add_ui(ui, view, state, out);
}

/// Draws what can be done in the view.
pub(super) fn actions_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut TestsState,
    place: Place,
    out: &mut Vec<Request>,
) {
    if view.workbook.tests.is_empty() || place.is_presented {
        return;
    }
    take_out_ui(ui, view, out);
    if place.can_write && Button::primary("New test…").show(ui).clicked() {
        state.open_new(SmallTest::new(view.today));
    }
}

fn empty_ui(ui: &mut Ui, view: &View<'_>, state: &mut TestsState, place: Place) {
    Card::new().fill_height().show(ui, |ui| {
        let empty = EmptyState::new(
            "Small tests of change will stand here",
            "Try a change with few patients for a few days, and see whether it does what you \
             expect, before it goes to all.",
        );
        let empty = if place.can_write {
            empty.primary("New test…")
        } else {
            empty
        };
        if empty.show(ui) == Some(EmptyAction::Primary) {
            state.open_new(SmallTest::new(view.today));
        }
    });
}

/// The list as a table, copied or saved.
fn take_out_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Request>) {
    let width = Theme::of(ui).pt(150.0);
    menu_button(ui, Button::outlined("Export…"), |ui| {
        ui.set_max_width(width);
        if menu_item(ui, "All tests, CSV").clicked() {
            out.push(Request::Save {
                name: file_name(
                    &[
                        &view.workbook.clinic.name,
                        "small_tests",
                        &view.today.to_string(),
                    ],
                    "csv",
                ),
                bytes: export::table(view).to_csv_file(),
                what: "small tests".to_owned(),
                identified: false,
            });
        }
        if menu_item(ui, "Copy all tests").clicked() {
            out.push(Request::Copy(export::table(view).to_tsv()));
        }
    });
}

fn table_ui(ui: &mut Ui, state: &mut TestsState) {
    let current = state.chosen.map(|id| id.0);
    state.table.turn_to(current);
    let shown = DataTable::new("Small tests")
        .columns(&rows::columns(current.is_some()))
        .top_of_card()
        .show(ui, &mut state.table, &mut state.rows);
    if let Some(row) = shown.chosen(&state.table, &state.rows) {
        state.chosen = row.and_then(|row| state.rows.id(row));
    }
}

fn panel_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut TestsState,
    place: Place,
    out: &mut Vec<Request>,
) {
    let mut tests = view.workbook.tests.iter();
    let Some(test) = tests.find(|t| Some(t.id) == state.chosen) else {
        // What was typed about a test that is gone is gone with it.
        let draft = state.draft.take();
        let is_there = |d: &Draft| view.workbook.tests.iter().any(|t| t.id == d.value.id);
        if let Some(mut draft) = draft.filter(is_there) {
            draft.write(out);
        }
        return;
    };
    let draft = Draft::turn_to(&mut state.draft, test, view.today, out);
    let (mut asked, mut next) = (Vec::new(), None);
    // The foot asks after the fields, as it is drawn after them.
    let cell = std::cell::RefCell::new(draft);
    let (closed, ()) = side_panel(
        ui,
        "small test",
        |ui| {
            let draft = &mut **cell.borrow_mut();
            panel::content_ui(ui, view, test, draft, place, out)
        },
        |ui| {
            let draft = &mut **cell.borrow_mut();
            next = panel::actions_ui(ui, draft, place, &mut asked);
        },
    );
    out.append(&mut asked);
    if let Some(next) = next {
        state.open_new(next);
    }
    if closed {
        state.write_drafts(out);
        state.chosen = None;
    }
}

fn add_ui(ui: &Ui, view: &View<'_>, state: &mut TestsState, out: &mut Vec<Request>) {
    let Some(test) = &mut state.add else {
        return;
    };
    let answer = add::add_ui(ui.ctx(), view, test, out);
    if answer == Some(DialogOutcome::Confirmed) {
        // The number it will have.
        state.chosen = Some(SmallTestId(view.workbook.next.small_test));
    }
    if answer.is_some() {
        state.add = None;
    }
}
