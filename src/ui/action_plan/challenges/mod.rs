//! Challenges: the library of common ones with approaches, and the log of those the clinic has met.

mod draft;
mod form;
mod library;
mod log;
mod panel;
#[cfg(test)]
mod tests;

use egui::{Id, Key, Modifiers, Ui};

use super::Place;
use crate::domain::challenge::MetChallenge;
use crate::domain::challenge::command::ChallengeCommand;
use crate::domain::command::Command;
use crate::domain::ids::MetChallengeId;
use crate::domain::programme;
use crate::export::file_name;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Card, DataTable, DialogOutcome, EmptyAction, EmptyState, Rows as _, Segment,
    TableState, TextField, ends, menu_button, menu_item, segmented_small, side_panel, text,
};
use crate::ui::words::capital;
use draft::Draft;
use library::LibraryRows;
use log::LogRows;

/// What is listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    /// The common challenges.
    #[default]
    Library,
    /// What the clinic has met.
    Met,
}

/// What the view remembers.
#[derive(Default)]
pub(super) struct ChallengesState {
    part: Part,
    /// The words searched for.
    typed: String,
    entry: Option<String>,
    met: Option<MetChallengeId>,
    library: LibraryRows,
    library_table: TableState,
    log: LogRows,
    log_table: TableState,
    draft: Option<Draft>,
    /// The form of a new one.
    form: Option<Box<Draft>>,
}

impl ChallengesState {
    /// Shows a challenge of the library.
    pub(super) fn show(&mut self, entry: &str) {
        self.part = Part::Library;
        self.entry = Some(entry.to_owned());
        self.typed.clear();
        self.form = None;
    }

    /// The same challenge chosen, and nothing kept of it; words searched for go too.
    pub(super) fn placed(&self) -> Self {
        Self {
            part: self.part,
            entry: self.entry.clone(),
            met: self.met,
            ..Self::default()
        }
    }

    /// Opens the form of a challenge met; one that is in the log already is shown there.
    pub(super) fn open_new(&mut self, challenge: MetChallenge) {
        if challenge.id.0 == 0 {
            let today = challenge.met_on;
            self.form = Some(Box::new(Draft::new(challenge, today)));
        } else {
            self.show_met(challenge.id);
        }
    }

    fn show_met(&mut self, id: MetChallengeId) {
        self.part = Part::Met;
        self.met = Some(id);
        self.typed.clear();
    }

    /// Asks for what is typed and not yet written.
    pub(super) fn write_drafts(&mut self, out: &mut Vec<Request>) {
        if let Some(draft) = &mut self.draft {
            draft.write(out);
        }
    }
}

/// Asks for the command.
fn ask(command: ChallengeCommand, out: &mut Vec<Request>) {
    out.push(Request::Command(Command::Challenge(command)));
}

fn search_id() -> Id {
    Id::unique("search of challenges")
}

/// Draws the view.
pub(super) fn challenges_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ChallengesState,
    place: Place,
    out: &mut Vec<Request>,
) {
    keys_ui(ui);
    state.library.refresh(view, &state.typed);
    state.log.refresh(view, &state.typed);
    bar_ui(ui, view, state);
    match state.part {
        Part::Library => {
            state.write_drafts(out);
            state.draft = None;
            entry_panel_ui(ui, view, state, place, out);
        }
        Part::Met => met_panel_ui(ui, view, state, place, out),
    }
    Card::new().flush().fill_height().show(ui, |ui| {
        if list_ui(ui, view, state, place) == Some(EmptyAction::Primary) {
            let mut challenge = MetChallenge::new("", view.today);
            challenge.text = capital(state.typed.trim());
            state.open_new(challenge);
        }
    });
    form_ui(ui, view, state, out);
}

/// Ctrl+F goes to the search.
fn keys_ui(ui: &Ui) {
    let find = || ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::F));
    let is_modal = ui.memory(|memory| memory.top_modal_layer().is_some());
    if !is_modal && find() {
        ui.memory_mut(|memory| memory.request_focus(search_id()));
    }
}

/// Draws what can be done in the view.
pub(super) fn actions_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ChallengesState,
    place: Place,
    out: &mut Vec<Request>,
) {
    if place.is_presented {
        return;
    }
    if !view.workbook.challenges.is_empty() {
        take_out_ui(ui, view, out);
    }
    if place.can_write && Button::primary("New challenge…").show(ui).clicked() {
        state.open_new(MetChallenge::new("", view.today));
    }
}

/// The log as a table, copied or saved.
fn take_out_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Request>) {
    let width = Theme::of(ui).pt(170.0);
    menu_button(ui, Button::outlined("Export…"), |ui| {
        ui.set_max_width(width);
        if menu_item(ui, "What we have met, CSV").clicked() {
            out.push(Request::Save {
                name: file_name(
                    &[
                        &view.workbook.clinic.name,
                        "challenges",
                        &view.today.to_string(),
                    ],
                    "csv",
                ),
                bytes: log::table(view.workbook).to_csv_file(),
                what: "challenges met".to_owned(),
                identified: false,
            });
        }
        if menu_item(ui, "Copy what we have met").clicked() {
            out.push(Request::Copy(log::table(view.workbook).to_tsv()));
        }
    });
}

/// Library or log, search, and how many fit.
fn bar_ui(ui: &mut Ui, view: &View<'_>, state: &mut ChallengesState) {
    let theme = Theme::of(ui);
    let met = view.workbook.challenges.len();
    let of = match state.part {
        Part::Library => (state.library.shown, programme::challenges().len()),
        Part::Met => (state.log.count(), met),
    };
    let is_searched = !state.typed.trim().is_empty();
    ends(
        ui,
        "challenges bar",
        theme.control_height(true),
        |ui| {
            let segments = [
                Segment::counted("Library", programme::challenges().len()),
                Segment::counted("Met here", met),
            ];
            let mut chosen = usize::from(state.part == Part::Met);
            segmented_small(ui, "Challenges shown", &segments, &mut chosen);
            state.part = if chosen == 1 {
                Part::Met
            } else {
                Part::Library
            };
            TextField::new("Search of challenges", &mut state.typed)
                .search()
                .hint("Challenge or approach")
                .hide_label()
                .small()
                .id(search_id())
                .width(theme.pt(280.0).min(ui.available_width()))
                .show(ui);
        },
        |ui| {
            if is_searched {
                let words = format!("{} of {} challenges", of.0, of.1);
                text(ui, words, Style::Small, theme.color().text_2);
            }
        },
    );
    state.library.refresh(view, &state.typed);
    state.log.refresh(view, &state.typed);
}

/// The list, or what stands where nothing is.
fn list_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ChallengesState,
    place: Place,
) -> Option<EmptyAction> {
    let offer = |empty: EmptyState<'_>, ui: &mut Ui| {
        let empty = if place.can_write {
            empty.primary("Write one of your own…")
        } else {
            empty
        };
        empty.show(ui)
    };
    let typed = state.typed.trim();
    let is_searched = !typed.is_empty();
    match state.part {
        Part::Library if state.library.shown == 0 => {
            let heading = format!("Nothing in the library has “{typed}”");
            let sentence = "Try fewer words, or log it as a challenge of your own.";
            offer(EmptyState::new(&heading, sentence), ui)
        }
        Part::Met if view.workbook.challenges.is_empty() => {
            let heading = "What has stood in your way will be logged here";
            let sentence = "Choose a challenge of the library and one of its approaches.";
            offer(EmptyState::new(heading, sentence), ui)
        }
        Part::Met if is_searched && state.log.count() == 0 => {
            let heading = format!("Nothing you have met has “{typed}”");
            let sentence = "Try fewer words, or log it now.";
            offer(EmptyState::new(&heading, sentence), ui)
        }
        Part::Library => {
            library_ui(ui, state);
            None
        }
        Part::Met => {
            log_ui(ui, state, place);
            None
        }
    }
}

fn library_ui(ui: &mut Ui, state: &mut ChallengesState) {
    let (table, rows) = (&mut state.library_table, &mut state.library);
    table.turn_to(state.entry.as_deref().map(library::key_of));
    let shown = DataTable::new("Common challenges")
        .columns(&library::columns())
        .top_of_card()
        .show(ui, table, rows);
    if let Some(row) = shown.chosen(table, rows).flatten() {
        state.entry = rows.entry(row).map(|e| e.id.clone());
    }
}

fn log_ui(ui: &mut Ui, state: &mut ChallengesState, place: Place) {
    let (table, rows) = (&mut state.log_table, &mut state.log);
    table.turn_to(state.met.map(|id| id.0));
    let shown = DataTable::new("Challenges met here")
        .columns(&log::columns(place.is_presented))
        .top_of_card()
        .show(ui, table, rows);
    if let Some(row) = shown.chosen(table, rows).flatten() {
        state.met = rows.id(row);
    }
}

fn entry_panel_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ChallengesState,
    place: Place,
    out: &mut Vec<Request>,
) {
    let Some(entry) = state.entry.as_deref().and_then(programme::challenge) else {
        return;
    };
    let mut new = None;
    let (pressed, ()) = side_panel(
        ui,
        "common challenge",
        |ui| panel::entry_ui(ui, view, entry, place, out),
        |ui| new = panel::entry_actions_ui(ui, view, entry, place),
    );
    if let Some(challenge) = pressed.new.or(new) {
        state.open_new(challenge);
    }
    if let Some(met) = pressed.met {
        state.show_met(met.id);
    }
    if pressed.closed {
        state.entry = None;
    }
}

fn met_panel_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ChallengesState,
    place: Place,
    out: &mut Vec<Request>,
) {
    let log = &view.workbook.challenges;
    let Some(met) = log.iter().find(|c| Some(c.id) == state.met) else {
        // What was typed about a challenge that is gone is gone with it.
        let draft = state.draft.take();
        let is_there = |d: &Draft| log.iter().any(|c| c.id == d.value.id);
        if let Some(mut draft) = draft.filter(is_there) {
            draft.write(out);
        }
        return;
    };
    let draft = Draft::turn_to(&mut state.draft, met, view.today, out);
    let mut asked = Vec::new();
    // The foot asks after the fields, as it is drawn after them.
    let cell = std::cell::RefCell::new(draft);
    let (closed, ()) = side_panel(
        ui,
        "challenge met",
        |ui| panel::met_ui(ui, view, met, &mut cell.borrow_mut(), place, out),
        |ui| {
            panel::met_actions_ui(ui, view, &mut cell.borrow_mut(), place, &mut asked);
        },
    );
    out.append(&mut asked);
    if closed {
        state.write_drafts(out);
        state.met = None;
    }
}

fn form_ui(ui: &Ui, view: &View<'_>, state: &mut ChallengesState, out: &mut Vec<Request>) {
    let Some(draft) = &mut state.form else {
        return;
    };
    draft.today = view.today;
    let answer = form::dialog_ui(ui.ctx(), view, draft, out);
    if answer == Some(DialogOutcome::Confirmed) {
        // The number it will have.
        let id = MetChallengeId(view.workbook.next.met_challenge);
        state.show_met(id);
    }
    if answer.is_some() {
        state.form = None;
    }
}
