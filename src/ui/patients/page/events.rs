//! The events of the patient by group, each of which can be changed, removed and brought back with
//! undo; restricted notes are shown on request.

use std::borrow::Cow;

use egui::Ui;

use super::data::{EventLine, PageData};
use super::revealed::Revealed;
use crate::domain::command::Command;
use crate::domain::ids::EventId;
use crate::export::Table;
use crate::ui::icons::{Glyph, Icon, glyph};
use crate::ui::patients::add_event::KindGroup;
use crate::ui::patients::dialogs::Act;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{
    Button, Card, Col, DataTable, EmptyState, IconButton, RowKey, Rows, Segment, TableState, ends,
    segmented_small, text,
};

/// Stands for a restricted note until it is asked for.
pub(super) const MASKED: &str = "restricted, shown on request";

/// What the part remembers.
#[derive(Default)]
pub(super) struct EventsState {
    table: TableState,
    /// 0 for all, then as [`KindGroup::ALL`].
    group: usize,
}

struct EventRows<'a> {
    lines: &'a [&'a EventLine],
    revealed: &'a mut Revealed,
    acts: &'a mut Vec<Act>,
    out: &'a mut Vec<Request>,
}

impl EventLine {
    fn result(&self, revealed: &Revealed) -> &str {
        if self.is_restricted && !revealed.shows(self.id) {
            MASKED
        } else if self.value.is_empty() {
            "no result recorded"
        } else {
            &self.value
        }
    }
}

impl Rows for EventRows<'_> {
    fn count(&self) -> usize {
        self.lines.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.lines.get(row).map_or(-1, |line| line.id.0)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(line) = self.lines.get(row) else {
            return Cow::Borrowed("");
        };
        Cow::Borrowed(match column {
            "date" => &line.day,
            "event" => line.kind.label(),
            "result" => line.result(self.revealed),
            "by" => &line.by,
            _ => "",
        })
    }

    fn cell_ui(&mut self, ui: &mut Ui, row: usize, column: &str) {
        let Some(line) = self.lines.get(row) else {
            return;
        };
        match column {
            "result" => result_ui(ui, line, self.revealed),
            "actions" => actions_ui(ui, line, self.acts, self.out),
            _ => {}
        }
    }
}

fn result_ui(ui: &mut Ui, line: &EventLine, revealed: &mut Revealed) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let is_masked = line.is_restricted && !revealed.shows(line.id);
    if is_masked {
        let name = show_name(&line.day, line.id);
        if Button::quiet("Show").small().name(&name).show(ui).clicked() {
            revealed.show(line.id);
        }
    }
    if line.is_unexpected {
        glyph(ui, Glyph::Diamond, theme.pt(11.0), colors.concern);
    }
    let ink = if is_masked || line.value.is_empty() {
        colors.text_2
    } else {
        colors.text
    };
    text(ui, line.result(revealed), Style::Table, ink).on_hover_text(line.result(revealed));
}

fn actions_ui(ui: &mut Ui, line: &EventLine, acts: &mut Vec<Act>, out: &mut Vec<Request>) {
    let what = format!("{} of {}", line.kind.label(), line.day);
    let name = format!("Change {what}, entry {}", line.id.0);
    let change = Button::quiet("Change…").small().name(&name);
    if change.show(ui).clicked() {
        acts.push(Act::ChangeEvent(line.id));
    }
    let name = format!("Remove {what}, entry {}", line.id.0);
    let hover = format!("Remove {what}");
    let remove = IconButton::new(Icon::Close, &name).small().hover(&hover);
    if remove.show(ui).clicked() {
        out.push(Request::Command(Command::RemoveEvent(line.id)));
    }
}

/// Draws filter and table.
pub(super) fn events_ui(
    ui: &mut Ui,
    data: &PageData,
    state: &mut EventsState,
    revealed: &mut Revealed,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    let group = state.group.checked_sub(1);
    let group = group.and_then(|at| KindGroup::ALL.get(at)).copied();
    let is_in = |line: &&EventLine| group.is_none_or(|group| KindGroup::of(line.kind) == group);
    let lines: Vec<&EventLine> = data.events.iter().filter(is_in).collect();
    bar_ui(ui, data, &lines, &mut state.group, revealed, out);
    Card::new().flush().fill_height().show(ui, |ui| {
        if lines.is_empty() {
            let sentence = "Press E to add a check, a score, a visit, teaching or a note.";
            EmptyState::new("Events will be listed here", sentence).show(ui);
            return;
        }
        let columns = [
            Col::new("date", "Date", 96.0).unsortable(),
            Col::new("event", "Event", 150.0).strong().unsortable(),
            Col::new("result", "Result", 260.0)
                .fill()
                .drawn()
                .unsortable(),
            Col::new("by", "By", 150.0).second().unsortable(),
            Col::new("actions", "", 116.0).drawn().unsortable(),
        ];
        let mut rows = EventRows {
            lines: &lines,
            revealed,
            acts,
            out,
        };
        DataTable::new("Events of the patient")
            .columns(&columns)
            .show(ui, &mut state.table, &mut rows);
    });
}

/// Groups with counts, and the way to copy what is listed.
fn bar_ui(
    ui: &mut Ui,
    data: &PageData,
    lines: &[&EventLine],
    group: &mut usize,
    revealed: &Revealed,
    out: &mut Vec<Request>,
) {
    let count = |group: KindGroup| {
        let of_group = data
            .events
            .iter()
            .filter(|l| KindGroup::of(l.kind) == group);
        of_group.count()
    };
    let all = Segment::counted("All events", data.events.len());
    let groups = KindGroup::ALL.map(|g| Segment::counted(g.short(), count(g)));
    let segments: Vec<Segment> = std::iter::once(all).chain(groups).collect();
    let (_, copy) = ends(
        ui,
        "events bar",
        Theme::of(ui).control_height(true),
        |ui| segmented_small(ui, "Group of events", &segments, group),
        |ui| {
            let hover = "Copy these events as a table; restricted notes only where they are shown";
            let copy = Button::outlined("Copy").small().name("Copy events");
            copy.hover(hover)
                .enabled(!lines.is_empty())
                .show(ui)
                .clicked()
        },
    );
    if copy {
        let mut table = Table::new(["Date", "Event", "Result", "By"]);
        for line in lines {
            table.push([
                line.day.as_str(),
                line.kind.label(),
                line.result(revealed),
                &line.by,
            ]);
        }
        out.push(Request::Copy(table.to_tsv()));
    }
}

/// A note on the page: masked until it is asked for.
pub(super) fn note_words(words: &str, is_restricted: bool, is_shown: bool) -> &str {
    if is_restricted && !is_shown {
        MASKED
    } else {
        words
    }
}

/// The name of the button that shows a restricted note.
pub(super) fn show_name(day: &str, id: EventId) -> String {
    format!("Show restricted note of {day}, entry {}", id.0)
}
