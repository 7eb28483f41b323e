//! All measures as tiles and as a list: what the team watches, scores, and its own measures.

mod cells;
mod choose;
mod choose_rows;
mod entry;
mod export;
mod numbers;
mod own_dialog;
mod panel;
mod paste_dialog;
mod present;
mod remove_dialog;
#[cfg(test)]
mod tests;
mod tile;
mod tiles;
mod words;

use egui::Ui;

use super::Opened;
use super::summary::Summaries;
use crate::domain::command::Command;
use crate::domain::ids::OwnMeasureId;
use crate::domain::measure::MeasureId;
use crate::domain::measure::command::MeasureCommand;
use crate::ui::request::Request;
use crate::ui::view::View;
use crate::ui::widgets::{Button, Segment, segmented, toolbar};
use own_dialog::OwnDialog;
use paste_dialog::PasteDialog;
use remove_dialog::RemoveDialog;

/// The views of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum AllView {
    /// The dashboard.
    #[default]
    Tiles,
    /// The list with scores.
    Choose,
    /// The numbers of a measure that the team enters.
    Numbers,
}

impl AllView {
    const ALL: [Self; 3] = [Self::Tiles, Self::Choose, Self::Numbers];
}

/// What the page remembers.
#[derive(Default)]
pub(super) struct AllState {
    view: AllView,
    /// Of the dashboard on a wall, from 0.
    page: usize,
    choose: choose::ChooseState,
    numbers: numbers::NumbersState,
    own: Option<OwnDialog>,
    remove: Option<RemoveDialog>,
    paste: Option<PasteDialog>,
}

impl AllState {
    /// What is looked at and half typed, before the tab is projected and after; neither is drawn on
    /// the wall.
    pub(super) fn place(&mut self) -> Self {
        Self {
            view: self.view,
            page: self.page,
            numbers: std::mem::take(&mut self.numbers),
            ..Self::default()
        }
    }

    /// Writes what is being typed into the list.
    pub(super) fn write_drafts(&mut self, out: &mut Vec<Request>) {
        self.choose.write_drafts(out);
    }

    /// Shows the numbers of a measure.
    fn show_numbers(&mut self, id: OwnMeasureId) {
        self.view = AllView::Numbers;
        self.numbers.show(id);
    }
}

/// What a view asks of the page.
enum Asked {
    /// The run chart of a measure.
    Chart(MeasureId),
    /// The numbers of one.
    Numbers(OwnMeasureId),
    /// The form of a new measure.
    Add,
    /// The form of one.
    Change(OwnMeasureId),
    /// To take one away.
    Remove(OwnMeasureId),
    /// The dialog to paste into, with what was pasted.
    Paste(OwnMeasureId, String),
}

/// Asks for the command.
fn ask(command: MeasureCommand, out: &mut Vec<Request>) {
    out.push(Request::Command(Command::Measure(command)));
}

/// Draws the page; the measure to open on the chart page.
pub(super) fn all_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut AllState,
    summaries: &Summaries,
    is_presented: bool,
    out: &mut Vec<Request>,
) -> Option<Opened> {
    if is_presented {
        present::present_ui(ui, view, summaries, &mut state.page);
        return None;
    }
    let added = toolbar_ui(ui, view, state, summaries, out);
    if state.view != AllView::Choose {
        state.write_drafts(out);
    }
    let asked = match state.view {
        AllView::Tiles => tiles::tiles_ui(ui, view, summaries),
        AllView::Choose => choose::choose_ui(ui, view, &mut state.choose, summaries, out),
        AllView::Numbers => numbers::numbers_ui(ui, view, &mut state.numbers, out),
    };
    let opened = carry_out(view, state, added.or(asked));
    dialogs_ui(ui, view, state, out);
    opened
}

/// The views at the left; what can be done at the right.
fn toolbar_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut AllState,
    summaries: &Summaries,
    out: &mut Vec<Request>,
) -> Option<Asked> {
    let own = view.workbook.own_measures.len();
    let segments = [
        Segment::counted("Tiles", summaries.shown().count()),
        Segment::counted("Choose", summaries.all().len()),
        Segment::counted("Our numbers", own),
    ];
    let mut at = AllView::ALL
        .iter()
        .position(|v| *v == state.view)
        .unwrap_or(0);
    let shown = state.view;
    let numbers = &state.numbers;
    let ((), asked) = toolbar(
        ui,
        "all measures",
        |ui| {
            segmented(ui, "View of all measures", &segments, &mut at);
        },
        |ui| {
            if shown == AllView::Numbers {
                export::numbers_menu(ui, view, numbers.measure(view), out);
            } else {
                export::menu(ui, view, summaries, out);
            }
            let add = Button::primary("Add a measure…")
                .enabled(!view.status.is_read_only)
                .hover("A measure whose numbers the team enters");
            add.show(ui).clicked().then_some(Asked::Add)
        },
    );
    if let Some(chosen) = AllView::ALL.get(at) {
        state.view = *chosen;
    }
    asked
}

fn carry_out(view: &View<'_>, state: &mut AllState, asked: Option<Asked>) -> Option<Opened> {
    match asked? {
        Asked::Chart(measure) => return Some(Opened::clinic(measure)),
        Asked::Numbers(id) => state.show_numbers(id),
        Asked::Add => state.own = Some(OwnDialog::add(view.today)),
        Asked::Change(id) => state.own = OwnDialog::change(view, id),
        Asked::Remove(id) => state.remove = RemoveDialog::of(view, id),
        Asked::Paste(id, text) => state.paste = Some(PasteDialog::new(id, text)),
    }
    None
}

fn dialogs_ui(ui: &Ui, view: &View<'_>, state: &mut AllState, out: &mut Vec<Request>) {
    if let Some(dialog) = &mut state.own {
        let done = own_dialog::own_ui(ui.ctx(), view, dialog, out);
        if let Some(done) = done {
            state.own = None;
            if let own_dialog::Done::Added(id) = done {
                state.show_numbers(id);
            }
        }
    }
    if let Some(dialog) = &state.remove
        && remove_dialog::remove_ui(ui.ctx(), view, dialog, out)
    {
        state.remove = None;
    }
    if let Some(dialog) = &mut state.paste
        && paste_dialog::paste_ui(ui.ctx(), view, dialog, out)
    {
        state.paste = None;
        state.numbers.show_newest();
    }
}
