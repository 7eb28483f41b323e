//! The events of the patient, each of which can be removed and brought back with undo.

use std::borrow::Cow;

use egui::Ui;

use super::data::{EventLine, PageData};
use crate::domain::command::Command;
use crate::ui::icons::{Glyph, Icon, glyph};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{
    Card, Col, DataTable, EmptyState, IconButton, RowKey, Rows, TableState, text,
};

struct EventRows<'a> {
    lines: &'a [EventLine],
    out: &'a mut Vec<Request>,
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
            "result" => &line.value,
            "by" => &line.by,
            _ => "",
        })
    }

    fn cell_ui(&mut self, ui: &mut Ui, row: usize, column: &str) {
        let Some(line) = self.lines.get(row) else {
            return;
        };
        let theme = Theme::of(ui);
        match column {
            "result" => {
                if line.is_unexpected {
                    let ink = theme.color().concern;
                    glyph(ui, Glyph::Diamond, theme.pt(11.0), ink);
                }
                text(ui, line.value.as_str(), Style::Table, theme.color().text);
            }
            "remove" => {
                let name = format!("Remove {} of {}", line.kind.label(), line.day);
                let remove = IconButton::new(Icon::Close, &name).small();
                if remove.show(ui).clicked() {
                    self.out
                        .push(Request::Command(Command::RemoveEvent(line.id)));
                }
            }
            _ => {}
        }
    }
}

/// Draws the table.
pub(super) fn events_ui(
    ui: &mut Ui,
    data: &PageData,
    state: &mut TableState,
    out: &mut Vec<Request>,
) {
    Card::new().flush().fill_height().show(ui, |ui| {
        if data.events.is_empty() {
            let sentence =
                "Press E to add a PDMP check, a test, an agreement, a PEG score or a visit.";
            EmptyState::new("Events will be listed here", sentence).show(ui);
            return;
        }
        let columns = [
            Col::new("date", "Date", 96.0).unsortable(),
            Col::new("event", "Event", 140.0).strong().unsortable(),
            Col::new("result", "Result", 280.0)
                .fill()
                .drawn()
                .unsortable(),
            Col::new("by", "By", 150.0).second().unsortable(),
            Col::new("remove", "", 44.0).drawn().unsortable(),
        ];
        let mut rows = EventRows {
            lines: &data.events,
            out,
        };
        DataTable::new("Events of the patient")
            .columns(&columns)
            .show(ui, state, &mut rows);
    });
}
