//! The list of backups with the way back to each.

use std::borrow::Cow;

use egui::Ui;

use crate::ui::clinic::padded;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::{BackupView, View};
use crate::ui::widgets::{
    Button, Card, Col, DataTable, RowKey, Rows, Sort, TableState, divider, text,
};
use crate::ui::words::{count, size};

/// The table's state and its order.
pub(super) struct BackupsState {
    table: TableState,
}

impl Default for BackupsState {
    fn default() -> Self {
        Self {
            table: TableState::sorted(Sort::descending("at")),
        }
    }
}

/// Draws the list; the backup whose Restore was pressed.
pub(super) fn backups_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut BackupsState,
) -> Option<BackupView> {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let backups = &view.status.backups;
    let newest_first = state.table.sort.as_ref().is_none_or(|sort| sort.descending);
    let mut rows = BackupRows {
        backups,
        newest_first,
        chosen: None,
    };
    Card::new().flush().fill_height().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        padded(ui, |ui| {
            ui.spacing_mut().item_spacing.y = theme.pt(4.0);
            ui.horizontal(|ui| {
                text(ui, "Backups", Style::Heading, colors.text);
                let words = if backups.is_empty() { "none yet".to_owned() } else { count(backups.len() as u64) };
                text(ui, words, Style::Body, colors.text_2);
            });
            let words = "Made before each import and after 30 minutes of changes, read back and checked. Kept are all \
                         of two days, then one a day, a week, a month.";
            text(ui, words, Style::Small, colors.text_2);
        });
        if backups.is_empty() {
            return;
        }
        divider(ui);
        let columns = [
            Col::new("at", "Made", 150.0).strong(),
            Col::new("why", "Why", 150.0).fill().unsortable(),
            Col::new("size", "Size", 80.0).right().unsortable(),
            Col::new("restore", "", 110.0).drawn().unsortable(),
        ];
        DataTable::new("Backups").columns(&columns).show(ui, &mut state.table, &mut rows);
    });
    rows.chosen.and_then(|at| backups.get(at)).cloned()
}

/// The backups as the session lists them, newest first, or turned round.
struct BackupRows<'a> {
    backups: &'a [BackupView],
    newest_first: bool,
    chosen: Option<usize>,
}

impl BackupRows<'_> {
    fn at(&self, row: usize) -> usize {
        if self.newest_first {
            row
        } else {
            self.backups.len().saturating_sub(row + 1)
        }
    }
}

impl Rows for BackupRows<'_> {
    fn count(&self) -> usize {
        self.backups.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.at(row) as RowKey
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(backup) = self.backups.get(self.at(row)) else {
            return Cow::default();
        };
        match column {
            "at" => Cow::Borrowed(&backup.made_at),
            "why" => Cow::Borrowed(&backup.reason),
            "size" => Cow::Owned(size(backup.size)),
            _ => Cow::Borrowed(""),
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, row: usize, _column: &str) {
        let at = self.at(row);
        let Some(backup) = self.backups.get(at) else {
            return;
        };
        let name = format!("Restore backup of {}", backup.made_at);
        if Button::outlined("Restore…")
            .small()
            .name(&name)
            .show(ui)
            .clicked()
        {
            self.chosen = Some(at);
        }
    }
}
