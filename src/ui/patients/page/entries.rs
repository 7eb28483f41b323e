//! The latest entries under the timeline: everything that took place, newest first.

use std::borrow::Cow;

use egui::Ui;

use super::data::Entry;
use crate::ui::widgets::{Card, Col, DataTable, EmptyState, RowKey, Rows, TableState};

struct EntryRows<'a>(&'a [Entry]);

impl Rows for EntryRows<'_> {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn key(&self, row: usize) -> RowKey {
        row as RowKey
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(entry) = self.0.get(row) else {
            return Cow::Borrowed("");
        };
        Cow::Borrowed(match column {
            "date" => &entry.day,
            "event" => entry.event,
            "what" => &entry.what,
            "by" => &entry.by,
            _ => "",
        })
    }
}

/// Draws the table over the room that is left.
pub(super) fn entries_ui(ui: &mut Ui, entries: &[Entry], state: &mut TableState) {
    Card::new().flush().fill_height().show(ui, |ui| {
        if entries.is_empty() {
            let sentence = "Add an event with E, or import prescriptions and events.";
            EmptyState::new("What takes place will be listed here", sentence).show(ui);
            return;
        }
        let columns = [
            Col::new("date", "Date", 96.0).unsortable(),
            Col::new("event", "Event", 150.0).strong().unsortable(),
            Col::new("what", "What", 300.0).fill().unsortable(),
            Col::new("by", "By", 150.0).second().unsortable(),
        ];
        DataTable::new("Latest entries")
            .columns(&columns)
            .show(ui, state, &mut EntryRows(entries));
    });
}
