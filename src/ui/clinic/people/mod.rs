//! The people that work can be given to: team, colleagues, outsiders and groups.

mod form;
mod panel;
mod rows;
#[cfg(test)]
mod tests;

use egui::Ui;

use super::READ_ONLY;
use crate::domain::command::Command;
use crate::domain::ids::PersonId;
use crate::domain::team::command::TeamCommand;
use crate::domain::team::seats::{Seat, vacant, without_backup};
use crate::domain::team::{Person, PersonKind};
use crate::export;
use crate::ui::icons::Icon;
use crate::ui::request::Request;
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Card, DataTable, EmptyAction, EmptyState, Notice, Segment, TableState, all_rows,
    segmented_small, side_panel,
};
use form::PersonForm;
use rows::{PeopleRows, Shown};

/// What the page remembers.
#[derive(Default)]
pub(super) struct PeopleState {
    shown: Shown,
    chosen: Option<PersonId>,
    table: TableState,
    rows: PeopleRows,
    form: Option<PersonForm>,
}

fn ask(command: TeamCommand, out: &mut Vec<Request>) {
    out.push(Request::Command(Command::Team(command)));
}

/// Draws what can be done with the page.
pub(super) fn actions_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut PeopleState,
    out: &mut Vec<Request>,
) {
    state.rows.refresh(view, state.shown, &state.table);
    let columns = rows::columns(state.shown, false);
    let is_shown = state.rows.len() > 0;
    let copy = Button::outlined("Copy")
        .name("Copy the people shown")
        .icon(Icon::Copy)
        .enabled(is_shown);
    let hover = "Copies the rows shown, with headers, for a spreadsheet";
    if copy.hover(hover).show(ui).clicked() {
        out.push(Request::Copy(all_rows(&columns, &state.rows).to_tsv()));
    }
    let save = Button::outlined("Export CSV…")
        .name("Export the people shown as CSV")
        .enabled(is_shown);
    if save.show(ui).clicked() {
        let clinic = &view.workbook.clinic.name;
        out.push(Request::Save {
            name: export::file_name(&[clinic, "people"], "csv"),
            bytes: all_rows(&columns, &state.rows).to_csv_file(),
            what: format!("the people of {clinic}"),
            identified: false,
        });
    }
    let add = Button::primary("Add…")
        .name("Add a person or group")
        .enabled(!view.status.is_read_only);
    let hover = if view.status.is_read_only {
        READ_ONLY
    } else {
        "A member of the team, a colleague, someone from outside, or a group"
    };
    if add.hover(hover).show(ui).clicked() {
        let kind = state.shown.kind().unwrap_or_default();
        state.form = Some(PersonForm::of(view, Person::new(kind, view.today)));
    }
}

/// Draws the page.
pub(super) fn people_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut PeopleState,
    out: &mut Vec<Request>,
) {
    if view.workbook.people.is_empty() {
        empty_ui(ui, view, state);
    } else {
        notices_ui(ui, view, state);
        filter_ui(ui, state);
        state.rows.refresh(view, state.shown, &state.table);
        panel_ui(ui, view, state, out);
        Card::new()
            .flush()
            .fill_height()
            .show(ui, |ui| table_ui(ui, view, state));
    }
    form_ui(ui, view, state, out);
}

/// The list alone, to be read only: who is there, in which seat.
pub(super) fn presented_ui(ui: &mut Ui, view: &View<'_>, state: &mut PeopleState) {
    if view.workbook.people.is_empty() {
        let words = "Stop presenting to add the team with its seats.";
        EmptyState::new("The team will stand here", words).show(ui);
        return;
    }
    state.rows.refresh(view, Shown::All, &state.table);
    let mut columns = rows::columns(Shown::All, true);
    columns.retain(|c| c.key != "hours" && c.key != "what");
    Card::new().flush().fill_height().show(ui, |ui| {
        let table = DataTable::new("People").columns(&columns).top_of_card();
        table.show(ui, &mut state.table, &mut state.rows);
    });
}

fn empty_ui(ui: &mut Ui, view: &View<'_>, state: &mut PeopleState) {
    Card::new().fill_height().show(ui, |ui| {
        let empty = EmptyState::new(
            "People",
            "Add the team with its seats, and whoever else takes work on. A team needs a QI lead and a clinical \
             champion; plans and lists then know who is meant by a name.",
        );
        let empty = if view.status.is_read_only {
            empty
        } else {
            empty.primary("Add the QI lead…").quiet("Add someone else…")
        };
        let mut person = Person::new(PersonKind::Member, view.today);
        match empty.show(ui) {
            Some(EmptyAction::Primary) => person.seat = Some(Seat::QiLead),
            Some(EmptyAction::Quiet) => {}
            None => return,
        }
        state.form = Some(PersonForm::of(view, person));
    });
}

/// Seats that stand empty, and key seats that nobody can take over.
fn notices_ui(ui: &mut Ui, view: &View<'_>, state: &mut PeopleState) {
    let people = &view.workbook.people;
    let can_write = !view.status.is_read_only;
    let vacant = vacant(people, view.today);
    if let Some(seat) = vacant.first() {
        let seats: Vec<&str> = vacant.iter().map(|s| s.label()).collect();
        let first = format!("Nobody is {}.", seats.join(" or "));
        let rest = "A team cannot do without: add the person, or give someone the seat.";
        let action = format!("Add the {}…", seat.label());
        let mut notice = Notice::caution(&first, rest);
        if can_write {
            notice = notice.action(&action);
        }
        if notice.show(ui).action {
            let person = Person {
                seat: Some(*seat),
                ..Person::new(PersonKind::Member, view.today)
            };
            state.form = Some(PersonForm::of(view, person));
        }
    }
    let alone = without_backup(people, view.today);
    if let Some(person) = alone.first() {
        let name = |p: &&Person| {
            let seat = p.seat.map_or("", Seat::label);
            format!("{} ({seat})", p.name)
        };
        let names: Vec<String> = alone.iter().map(name).collect();
        let first = format!("No backup for {}.", names.join(", "));
        let rest = "Someone else has to be able to take over when they are away or leave.";
        let action = format!("Choose a backup for {}…", person.name);
        let mut notice = Notice::info(&first, rest);
        if can_write {
            notice = notice.action(&action);
        }
        if notice.show(ui).action {
            state.form = Some(PersonForm::of(view, (*person).clone()));
        }
    }
}

fn filter_ui(ui: &mut Ui, state: &mut PeopleState) {
    let segments = Shown::ALL.map(|shown| {
        let count = state.rows.counts.get(shown as usize).copied();
        Segment::counted(shown.label(), count.unwrap_or_default())
    });
    let mut chosen = state.shown as usize;
    if segmented_small(ui, "People shown", &segments, &mut chosen) {
        state.shown = Shown::ALL.get(chosen).copied().unwrap_or_default();
    }
}

fn table_ui(ui: &mut Ui, view: &View<'_>, state: &mut PeopleState) {
    let current = state.chosen.map(|id| id.0);
    state.table.turn_to(current);
    let shown = DataTable::new("People")
        .columns(&rows::columns(state.shown, state.chosen.is_some()))
        .top_of_card()
        .type_ahead("name")
        .show(ui, &mut state.table, &mut state.rows);
    if let Some(row) = shown.chosen(&state.table, &state.rows) {
        state.chosen = row.and_then(|row| state.rows.id(row));
    }
    if shown.sort_changed {
        state.rows.refresh(view, state.shown, &state.table);
    }
}

fn panel_ui(ui: &mut Ui, view: &View<'_>, state: &mut PeopleState, out: &mut Vec<Request>) {
    let Some(person) = state.chosen.and_then(|id| view.workbook.person(id)) else {
        state.chosen = None;
        return;
    };
    let tasks = state.rows.tasks_of(&person.name);
    let mut asked = Vec::new();
    let (closed, act) = side_panel(
        ui,
        "person",
        |ui| panel::content_ui(ui, view, person, tasks, &mut asked),
        |ui| panel::actions_ui(ui, view, person),
    );
    out.append(&mut asked);
    match act {
        Some(panel::Act::Change) => state.form = Some(PersonForm::of(view, person.clone())),
        Some(panel::Act::Remove) => ask(TeamCommand::Remove(person.id), out),
        None => {}
    }
    if closed {
        state.chosen = None;
    }
}

fn form_ui(ui: &Ui, view: &View<'_>, state: &mut PeopleState, out: &mut Vec<Request>) {
    let Some(form) = &mut state.form else {
        return;
    };
    match form::form_ui(ui.ctx(), view, form) {
        Some(form::Outcome::Save(person)) => {
            let is_new = person.id.0 == 0;
            let next = PersonId(view.workbook.next.person);
            state.chosen = Some(if is_new { next } else { person.id });
            state.form = None;
            ask(TeamCommand::Save(person), out);
        }
        Some(form::Outcome::Leave) => state.form = None,
        None => {}
    }
}
