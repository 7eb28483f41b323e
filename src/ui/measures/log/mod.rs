//! What was said about measures: results shared, reviews, voices, what the data can do.

mod entry;
mod panel;
mod rows;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use egui::Ui;

use super::Opened;
use super::summary::Summaries;
use crate::domain::command::Command;
use crate::domain::ids::MeasureLogId;
use crate::domain::measure::command::MeasureCommand;
use crate::domain::measure::{LogKind, MeasureLogEntry};
use crate::export::file_name;
use crate::ui::icons::Icon;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Card, DataTable, EmptyAction, EmptyState, IconButton, Notice, Segment, TableState,
    ends, segmented_small, side_panel, text,
};
use entry::EntryDialog;
use rows::LogRows;

/// Results are to be shared at least every quarter: in so many days.
const QUARTER: i64 = 92;

/// What the page remembers.
#[derive(Default)]
pub(super) struct LogState {
    /// The kind it is filtered by.
    kind: Option<LogKind>,
    table: TableState,
    rows: LogRows,
    /// The entry whose words stand in the panel.
    chosen: Option<MeasureLogId>,
    dialog: Option<EntryDialog>,
}

/// Asks for the command.
fn ask(command: MeasureCommand, out: &mut Vec<Request>) {
    out.push(Request::Command(Command::Measure(command)));
}

/// Draws the page; the measure to open on the chart page.
pub(super) fn log_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut LogState,
    _summaries: &Summaries,
    is_presented: bool,
    out: &mut Vec<Request>,
) -> Option<Opened> {
    if is_presented {
        present_ui(ui, view);
        return None;
    }
    let mut opened = None;
    if view.workbook.measure_log.is_empty() {
        empty_ui(ui, view, state);
    } else {
        state.rows.refresh(view, state.kind);
        shared_ui(ui, view);
        toolbar_ui(ui, view, state, out);
        opened = panel_ui(ui, view, state, out);
        table_ui(ui, state);
    }
    if let Some(dialog) = &mut state.dialog
        && entry::entry_ui(ui.ctx(), view, dialog, out)
    {
        state.dialog = None;
    }
    opened
}

/// The newest day on which results were shared, and how many days ago that is.
fn last_shared(view: &View<'_>) -> Option<(NaiveDate, i64)> {
    let all = view.workbook.measure_log.iter();
    let shared = all.filter(|e| e.kind == LogKind::Shared);
    let day = shared.map(|e| e.day).max()?;
    Some((day, (view.today - day).num_days()))
}

/// "Results were last shared on 2026-09-14, 28 days ago."
fn shared_words(view: &View<'_>) -> String {
    match last_shared(view) {
        None => "No sharing of results is written down yet.".to_owned(),
        Some((day, 0)) => format!("Results were last shared on {day}, today."),
        Some((day, 1)) => format!("Results were last shared on {day}, yesterday."),
        Some((day, days)) => format!("Results were last shared on {day}, {days} days ago."),
    }
}

/// When results were last shared; a caution when that is more than a quarter ago.
fn shared_ui(ui: &mut Ui, view: &View<'_>) {
    let words = shared_words(view);
    let rest = "Team and staff should see the measures at least every quarter.";
    match last_shared(view) {
        Some((_, days)) if days <= QUARTER => {
            text(ui, words, Style::Strong, Theme::of(ui).color().text);
        }
        Some(_) | None => {
            Notice::caution(&words, rest).show(ui);
        }
    }
}

fn empty_ui(ui: &mut Ui, view: &View<'_>, state: &mut LogState) {
    Card::new().fill_height().show(ui, |ui| {
        let empty = EmptyState::new(
            "What is said about the numbers will stand here",
            "Write down when results were shared and with whom, what leaders decided when they \
             reviewed them, what staff say that no number shows, and what the data cannot tell.",
        );
        let empty = if view.status.is_read_only {
            empty
        } else {
            empty.primary("New entry…")
        };
        if empty.show(ui) == Some(EmptyAction::Primary) {
            state.dialog = Some(EntryDialog::new(view, LogKind::Shared));
        }
    });
}

/// The filter by kind at the left, what can be done at the right.
fn toolbar_ui(ui: &mut Ui, view: &View<'_>, state: &mut LogState, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    let log = &view.workbook.measure_log;
    let count = |kind: LogKind| log.iter().filter(|e| e.kind == kind).count();
    let mut segments = vec![Segment::counted("All", log.len())];
    segments.extend(LogKind::ALL.map(|kind| Segment::counted(kind.label(), count(kind))));
    let mut at = LogKind::ALL.iter().position(|k| Some(*k) == state.kind);
    let before = at;
    ends(
        ui,
        "measure log bar",
        theme.control_height(false),
        |ui| {
            let mut chosen = at.map_or(0, |at| at + 1);
            segmented_small(ui, "Kind of entry", &segments, &mut chosen);
            at = chosen.checked_sub(1);
        },
        |ui| {
            let copy = IconButton::new(Icon::Copy, "Copy the log of measures");
            if copy.show(ui).clicked() {
                out.push(Request::Copy(state.rows.table(view).to_tsv()));
            }
            let save = IconButton::new(Icon::Disk, "Save the log of measures as CSV…");
            if save.show(ui).clicked() {
                out.push(Request::Save {
                    name: file_name(&[&view.workbook.clinic.name, "measure_log"], "csv"),
                    bytes: state.rows.table(view).to_csv_file(),
                    what: "log of measures".to_owned(),
                    identified: false,
                });
            }
            let new = Button::primary("New entry…").enabled(!view.status.is_read_only);
            if new.show(ui).clicked() {
                let kind = state.kind.unwrap_or(LogKind::Shared);
                state.dialog = Some(EntryDialog::new(view, kind));
            }
        },
    );
    if at != before {
        state.kind = at.and_then(|at| LogKind::ALL.get(at).copied());
        state.rows.refresh(view, state.kind);
    }
}

fn table_ui(ui: &mut Ui, state: &mut LogState) {
    Card::new().flush().fill_height().show(ui, |ui| {
        if state.rows.is_empty() {
            let empty = EmptyState::new(
                "No entry of this kind yet",
                "Choose “All” to see the others, or add one with “New entry…”.",
            );
            empty.show(ui);
            return;
        }
        let current = state.chosen.map(|id| id.0);
        state.table.turn_to(current);
        let shown = DataTable::new("Log of measures")
            .columns(&rows::columns(current.is_some()))
            .top_of_card()
            .show(ui, &mut state.table, &mut state.rows);
        if let Some(row) = shown.chosen(&state.table, &state.rows) {
            state.chosen = row.and_then(|row| state.rows.id(row));
        }
    });
}

/// The chosen entry in full at the right.
fn panel_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut LogState,
    out: &mut Vec<Request>,
) -> Option<Opened> {
    let all = &view.workbook.measure_log;
    let entry: &MeasureLogEntry = all.iter().find(|e| Some(e.id) == state.chosen)?;
    let mut asked = panel::Asked::Nothing;
    let (pressed, ()) = side_panel(
        ui,
        "measure log entry",
        |ui| panel::content_ui(ui, view, entry),
        |ui| {
            if !view.status.is_read_only {
                asked = panel::actions_ui(ui);
            }
        },
    );
    match asked {
        panel::Asked::Change => state.dialog = Some(EntryDialog::of(view, entry)),
        panel::Asked::Remove => ask(MeasureCommand::RemoveLogEntry(entry.id), out),
        panel::Asked::Nothing => {}
    }
    match pressed {
        panel::Pressed::Close => state.chosen = None,
        panel::Pressed::Measure(measure) => return Some(Opened::clinic(measure)),
        panel::Pressed::Nothing => {}
    }
    None
}

/// On the wall only the day stands: free words may name patients.
fn present_ui(ui: &mut Ui, view: &View<'_>) {
    Card::new().fill_height().show(ui, |ui| {
        let words = shared_words(view);
        let late = last_shared(view).is_none_or(|(_, days)| days > QUARTER);
        let rest = if late {
            "Team and staff should see the measures at least every quarter. Entries are not shown \
             here: their words may name people."
        } else {
            "Entries are not shown here: their words may name people."
        };
        EmptyState::new(words.trim_end_matches('.'), rest).show(ui);
    });
}
