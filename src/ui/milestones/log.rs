//! The dated log: what was done, heard or decided, newest first.

use std::cell::RefCell;
use std::collections::BTreeMap;

use egui::{Ui, vec2};

use super::ask_stage;
use super::stage::StagePanel;
use crate::domain::ids::LogEntryId;
use crate::domain::programme;
use crate::domain::stage::command::StageCommand;
use crate::domain::stage::{LogEntry, LogKind};
use crate::export::{Table, file_name};
use crate::ui::cached::{Cached, bits, change_number};
use crate::ui::icons::Icon;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{FilterButton, IconButton, divider, ends, filter_choice, text};

/// Heights by entry, as long as records and width are the same.
type Heights = Cached<(i64, [u32; 3]), RefCell<BTreeMap<LogEntryId, f32>>>;

/// What the log remembers.
#[derive(Default)]
pub(super) struct LogState {
    /// The kind it is filtered by.
    kind: Option<LogKind>,
    /// How high each entry was when it was drawn last: those out of sight are left out.
    heights: Heights,
}

/// Draws filter and entries; the form of an entry opens in `state`.
pub(super) fn log_ui(ui: &mut Ui, view: &View<'_>, state: &mut StagePanel, out: &mut Vec<Request>) {
    let colors = *Theme::of(ui).color();
    if view.workbook.log.is_empty() {
        let words = "Nothing is written yet. “New entry…” keeps how the work goes, what was \
                     decided, and support from outside.";
        text(ui, words, Style::Body, colors.text_2);
        return;
    }
    let kind = state.log.kind;
    let entries: Vec<&LogEntry> = entries(&view.workbook.log, kind).collect();
    filter_ui(ui, view, &mut state.log, &entries, out);
    if entries.is_empty() {
        let words = "No entry of this kind. Clear the filter to see the others.";
        text(ui, words, Style::Body, colors.text_2);
    }
    let mut heights = std::mem::take(&mut state.log.heights);
    let size = bits(vec2(ui.available_width(), 0.0), Theme::of(ui).k);
    let known = heights.get((change_number(view), size), RefCell::default);
    for (number, entry) in (1..).zip(entries) {
        let height = known.borrow().get(&entry.id).copied();
        if let Some(height) = height.filter(|height| is_out_of_sight(ui, *height)) {
            ui.allocate_space(vec2(ui.available_width(), height));
            continue;
        }
        let drawn = ui.vertical(|ui| {
            divider(ui);
            entry_ui(ui, view, state, (number, entry), out);
        });
        let height = drawn.response.rect.height();
        known.borrow_mut().insert(entry.id, height);
    }
    state.log.heights = heights;
}

/// Whether what is this high and comes next lies well above or below what is seen: what is near is
/// drawn, so that the keyboard finds the way to it.
fn is_out_of_sight(ui: &Ui, height: f32) -> bool {
    let seen = ui.clip_rect();
    let near = seen.expand2(vec2(0.0, seen.height()));
    let top = ui.cursor().top();
    top > near.bottom() || top + height < near.top()
}

/// The entries of a kind, or all, newest first.
fn entries(log: &[LogEntry], kind: Option<LogKind>) -> impl Iterator<Item = &LogEntry> {
    let of_kind = move |e: &&LogEntry| kind.is_none_or(|kind| e.kind == kind);
    log.iter().rev().filter(of_kind)
}

/// The filter by kind; copying and saving of what it leaves.
fn filter_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut LogState,
    entries: &[&LogEntry],
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    ends(
        ui,
        "log filter",
        theme.control_height(true),
        |ui| {
            let value = state.kind.map_or("all", LogKind::label);
            let button = FilterButton::new("Kind", value, state.kind.is_some());
            let labels = LogKind::ALL.map(LogKind::label);
            let mut chosen = LogKind::ALL.iter().position(|k| Some(*k) == state.kind);
            let shown = button.show(ui, |ui| {
                filter_choice(ui, "All kinds", &labels, &mut chosen);
            });
            let kind = chosen.and_then(|at| LogKind::ALL.get(at).copied());
            state.kind = kind.filter(|_| !shown.cleared);
        },
        |ui| {
            let copy = IconButton::new(Icon::Copy, "Copy the log").small();
            if copy.show(ui).clicked() {
                out.push(Request::Copy(table(entries).to_tsv()));
            }
            let save = IconButton::new(Icon::Disk, "Save the log as CSV…").small();
            if save.show(ui).clicked() {
                out.push(Request::Save {
                    name: file_name(&[&view.workbook.clinic.name, "log"], "csv"),
                    bytes: table(entries).to_csv_file(),
                    what: "log of the programme".to_owned(),
                    identified: false,
                });
            }
        },
    );
}

fn entry_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut StagePanel,
    (number, entry): (usize, &LogEntry),
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let head = format!("{}, {}", entry.day, entry.kind.label());
    ends(
        ui,
        &format!("log entry {}", entry.id.0),
        theme.pt(24.0),
        |ui| text(ui, &head, Style::Strong, colors.text),
        |ui| {
            if view.status.is_read_only {
                return;
            }
            ui.spacing_mut().item_spacing.x = theme.pt(4.0);
            let name = format!("Change entry {number}: {head}");
            let change = IconButton::new(Icon::Note, &name).small().hover("Change…");
            if change.show(ui).clicked() {
                state.open_entry(entry.clone());
            }
            let name = format!("Remove entry {number}: {head}");
            let remove = IconButton::new(Icon::Close, &name).small();
            let remove = remove.hover("Remove; Undo brings it back");
            if remove.show(ui).clicked() {
                ask_stage(StageCommand::RemoveEntry(entry.id), out);
            }
        },
    );
    if let Some(outcome) = outcome(entry) {
        text(ui, outcome, Style::Body, colors.text);
    }
    if !entry.text.is_empty() {
        text(ui, &entry.text, Style::Body, colors.text);
    }
    let of = programme::stage(entry.stage);
    let mut words = of.map(|s| s.name.clone()).unwrap_or_default();
    if !entry.who.is_empty() {
        words = format!("{words} · with {}", entry.who);
    }
    let words = format!("{words} · written by {} on {}", entry.by, entry.on);
    text(ui, words, Style::Small, colors.text_2);
}

/// "Begin, on 2025-08-01".
fn outcome(entry: &LogEntry) -> Option<String> {
    match (entry.outcome.as_str(), entry.begin_on) {
        ("", None) => None,
        ("", Some(day)) => Some(format!("Begins on {day}")),
        (outcome, None) => Some(outcome.to_owned()),
        (outcome, Some(day)) => Some(format!("{outcome}, on {day}")),
    }
}

/// The entries as a table that leaves the program.
pub(super) fn table(entries: &[&LogEntry]) -> Table {
    let mut table = Table::new([
        "day", "kind", "outcome", "begin", "stage", "who", "text", "by", "written",
    ]);
    for entry in entries {
        let stage = programme::stage(entry.stage).map(|s| s.name.clone());
        table.push([
            entry.day.to_string(),
            entry.kind.label().to_owned(),
            entry.outcome.clone(),
            entry.begin_on.map(|d| d.to_string()).unwrap_or_default(),
            stage.unwrap_or_default(),
            entry.who.clone(),
            entry.text.clone(),
            entry.by.clone(),
            entry.on.to_string(),
        ]);
    }
    table
}
