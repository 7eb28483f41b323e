//! Choosing: every measure in a row with its scores, what is watched, what stands on the dashboard.

use egui::Ui;

use super::choose_rows::{self, ChooseRows};
use super::{Asked, ask, panel};
use crate::domain::measure::command::MeasureCommand;
use crate::domain::measure::{MOST_WATCHED, MeasureChoice};
use crate::ui::measures::summary::Summaries;
use crate::ui::request::Request;
use crate::ui::theme::Theme;
use crate::ui::view::View;
use crate::ui::widgets::{Card, DataTable, Notice, TableState};

/// Narrower than this only what is chosen stands in the list.
const NARROW: f32 = 1240.0;

/// What the view remembers.
#[derive(Default)]
pub(super) struct ChooseState {
    table: TableState,
    /// The choice whose note is being typed.
    note: Option<MeasureChoice>,
}

impl ChooseState {
    /// Writes the note that is being typed, because its field goes away.
    pub(super) fn write_drafts(&mut self, out: &mut Vec<Request>) {
        if let Some(choice) = self.note.take() {
            let choice = choose_rows::trimmed(choice);
            ask(MeasureCommand::SaveChoice(Box::new(choice)), out);
        }
    }
}

/// Draws the list with the chosen measure beside it.
pub(super) fn choose_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ChooseState,
    summaries: &Summaries,
    out: &mut Vec<Request>,
) -> Option<Asked> {
    watched_ui(ui, summaries);
    let lines = choose_rows::lines(view, summaries, state.table.sort.as_ref());
    let current = lines.iter().find(|l| Some(l.key()) == state.table.current);
    let mut asked = None;
    if let Some(summary) = current.and_then(|l| summaries.of(l.measure)) {
        let (closed, pressed) = panel::panel_ui(ui, view, summary);
        asked = pressed;
        if closed {
            state.table.current = None;
        }
    }
    let is_narrow = ui.available_width() < Theme::of(ui).pt(NARROW);
    let columns = choose_rows::columns(is_narrow);
    let mut saved = Vec::new();
    let mut rows = ChooseRows {
        lines: &lines,
        can_write: !view.status.is_read_only,
        note: &mut state.note,
        saved: &mut saved,
    };
    let shown = Card::new().flush().fill_height().show(ui, |ui| {
        DataTable::new("All measures")
            .columns(&columns)
            .top_of_card()
            .show(ui, &mut state.table, &mut rows)
    });
    for choice in saved {
        ask(MeasureCommand::SaveChoice(Box::new(choice)), out);
    }
    let opened = shown.0.opened.and_then(|row| lines.get(row));
    asked.or(opened.map(|line| Asked::Chart(line.measure)))
}

/// A hint where more are watched than a team can; it refuses nothing.
fn watched_ui(ui: &mut Ui, summaries: &Summaries) {
    let watched = summaries.all().iter().filter(|s| s.is_watched).count();
    if watched > MOST_WATCHED {
        let first = format!("{watched} measures are watched.");
        let rest = "One or two are enough to begin with: the most important that can be had well and that people \
                    care about.";
        Notice::info(&first, rest).show(ui);
        ui.add_space(Theme::of(ui).pt(2.0));
    }
}
