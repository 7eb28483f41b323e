//! What was imported, and the way back from the newest import.

use std::borrow::Cow;

use egui::{Align, Layout, Ui, vec2};

use super::READ_ONLY;
use crate::domain::import_batch::ImportRecord;
use crate::ui::request::{FileQuestion, Request};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Card, Col, DataTable, EmptyAction, EmptyState, RowKey, Rows, Sort, TableState, Tone,
    divider, text,
};
use crate::ui::words::{count, kind, local_time};

/// The table's state and its rows.
pub(super) struct ImportsState {
    table: TableState,
    rows: ImportRows,
}

impl Default for ImportsState {
    fn default() -> Self {
        Self {
            table: TableState::sorted(Sort::descending("at")),
            rows: ImportRows::default(),
        }
    }
}

#[derive(Default)]
struct ImportRows {
    records: Vec<(ImportRecord, String)>,
    /// What the rows were made from.
    made_from: Vec<(i64, bool)>,
}

fn columns() -> [Col; 10] {
    let number = |key, title| Col::new(key, title, 88.0).right();
    [
        Col::new("file", "File", 200.0).strong().fill(),
        Col::new("kind", "Kind", 112.0),
        Col::new("at", "When", 138.0),
        Col::new("who", "Who", 130.0).second(),
        number("rows", "Rows"),
        number("new", "New"),
        number("changed", "Changed"),
        number("unchanged", "Unchanged"),
        number("rejected", "Rejected"),
        Col::new("state", "State", 90.0),
    ]
}

/// Import and undo, at the right of the toolbar.
pub(super) fn actions_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Request>) {
    let undo = Undoing::of(view);
    let button = Button::outlined("Undo import")
        .enabled(undo.is_next)
        .hover(&undo.words);
    if button.show(ui).clicked() {
        out.push(Request::Undo);
    }
    let can_write = !view.status.is_read_only;
    if Button::outlined("Paste a table…")
        .enabled(can_write)
        .show(ui)
        .clicked()
    {
        out.push(Request::Ask(FileQuestion::Exports));
    }
    let why = if can_write {
        "A CSV, TSV or XLSX export"
    } else {
        READ_ONLY
    };
    if Button::primary("Import…")
        .enabled(can_write)
        .hover(why)
        .show(ui)
        .clicked()
    {
        out.push(Request::Ask(FileQuestion::Exports));
    }
}

/// Whether the newest import can be taken back, and the sentence that says so.
struct Undoing {
    is_next: bool,
    words: String,
}

impl Undoing {
    fn of(view: &View<'_>) -> Self {
        let Some(newest) = view.workbook.imports.iter().rev().find(|i| !i.undone) else {
            return Self {
                is_next: false,
                words: "There is no import to undo.".to_owned(),
            };
        };
        let name = &newest.file_name;
        match &view.status.undo {
            Some(step) if *step == format!("Import of {name}") => Self {
                is_next: true,
                words: format!("Undo takes back the import of {name}: its rows go, changed rows get their former values."),
            },
            Some(step) => Self {
                is_next: false,
                words: format!("The newest change is “{step}”. Undo that first with Ctrl+Z, then what came before it."),
            },
            None => Self {
                is_next: false,
                words: "An import can be undone until the file is closed. For an older one, restore the backup made \
                        before it, under File health."
                    .to_owned(),
            },
        }
    }
}

/// Draws the page.
pub(super) fn imports_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ImportsState,
    out: &mut Vec<Request>,
) {
    if view.workbook.imports.is_empty() {
        empty_ui(ui, out);
        return;
    }
    let sort_from = state.table.sort.clone();
    state.rows.refresh(view, sort_from.as_ref());
    let theme = Theme::of(ui);
    Card::new().flush().fill_height().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let table = vec2(ui.available_width(), ui.available_height() - theme.pt(40.0));
        ui.allocate_ui(table, |ui| {
            let shown = DataTable::new("Imports").columns(&columns()).show(
                ui,
                &mut state.table,
                &mut state.rows,
            );
            if shown.sort_changed {
                state.rows.sort(state.table.sort.as_ref());
            }
        });
        divider(ui);
        let footer = vec2(ui.available_width(), theme.pt(38.0));
        ui.allocate_ui_with_layout(footer, Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(theme.padding());
            text(
                ui,
                Undoing::of(view).words,
                Style::Small,
                theme.color().text_2,
            );
        });
    });
}

fn empty_ui(ui: &mut Ui, out: &mut Vec<Request>) {
    Card::new().fill_height().show(ui, |ui| {
        let empty = EmptyState::new(
            "Imports",
            "Import prescriptions from the record or the PDMP; each import is listed here and can be undone.",
        );
        match empty.primary("Import a file…").quiet("Paste a table instead…").show(ui) {
            Some(EmptyAction::Primary | EmptyAction::Quiet) => {
                out.push(Request::Ask(FileQuestion::Exports));
            }
            None => {}
        }
    });
}

impl ImportRows {
    fn refresh(&mut self, view: &View<'_>, sort: Option<&Sort>) {
        let imports = &view.workbook.imports;
        let is_same = self.made_from.len() == imports.len()
            && self
                .made_from
                .iter()
                .zip(imports)
                .all(|(made, i)| *made == (i.id.0, i.undone));
        if !is_same {
            self.made_from = imports.iter().map(|i| (i.id.0, i.undone)).collect();
            self.records = imports
                .iter()
                .map(|i| (i.clone(), local_time(&i.at)))
                .collect();
            self.sort(sort);
        }
    }

    fn sort(&mut self, sort: Option<&Sort>) {
        let Some(sort) = sort else { return };
        let number = |record: &ImportRecord| match sort.column.as_str() {
            "rows" => record.rows,
            "new" => record.new,
            "changed" => record.changed,
            "unchanged" => record.unchanged,
            _ => record.rejected,
        };
        self.records.sort_by(|(a, _), (b, _)| {
            let order = match sort.column.as_str() {
                "file" => a.file_name.to_lowercase().cmp(&b.file_name.to_lowercase()),
                "kind" => kind(a.kind).cmp(kind(b.kind)),
                "at" => (&a.at, a.id).cmp(&(&b.at, b.id)),
                "who" => a.who.cmp(&b.who),
                "state" => a.undone.cmp(&b.undone),
                _ => number(a).cmp(&number(b)),
            };
            if sort.descending {
                order.reverse()
            } else {
                order
            }
        });
    }
}

impl Rows for ImportRows {
    fn count(&self) -> usize {
        self.records.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.records.get(row).map_or(0, |(record, _)| record.id.0)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some((record, at)) = self.records.get(row) else {
            return Cow::default();
        };
        match column {
            "file" => Cow::Borrowed(&record.file_name),
            "kind" => Cow::Borrowed(kind(record.kind)),
            "at" => Cow::Borrowed(at),
            "who" => Cow::Borrowed(&record.who),
            "rows" => Cow::Owned(count(record.rows)),
            "new" => Cow::Owned(count(record.new)),
            "changed" => Cow::Owned(count(record.changed)),
            "unchanged" => Cow::Owned(count(record.unchanged)),
            "rejected" => Cow::Owned(count(record.rejected)),
            _ if record.undone => Cow::Borrowed("undone"),
            _ => Cow::Borrowed(""),
        }
    }

    fn tone(&self, row: usize, _column: &str) -> Option<Tone> {
        self.records
            .get(row)
            .is_some_and(|(record, _)| record.undone)
            .then_some(Tone::Absent)
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::clinic::testing::{Bench, open};
    use crate::ui::clinic::{ClinicState, clinic_ui};
    use crate::ui::request::ClinicPage;

    fn page(undo: Option<&str>) -> Harness<'static, Bench<ClinicState>> {
        let mut bench: Bench<ClinicState> = Bench::new();
        bench.state.page = ClinicPage::Imports;
        bench.status.undo = undo.map(str::to_owned);
        open(bench, clinic_ui)
    }

    fn newest() -> String {
        let bench: Bench<ClinicState> = Bench::new();
        bench
            .workbook
            .imports
            .last()
            .map(|i| i.file_name.clone())
            .expect("imports")
    }

    #[test]
    fn the_newest_import_is_undone_when_it_is_the_next_step_back() {
        let mut harness = page(Some(&format!("Import of {}", newest())));
        harness.get_by_label("Undo import").click();
        harness.run();
        assert!(matches!(harness.state().asked.as_slice(), [Request::Undo]));
    }

    #[test]
    fn another_newest_change_is_named_instead() {
        let mut harness = page(Some("Add PDMP check"));
        harness.get_by_label("Undo import").click();
        harness.run();
        assert!(harness.state().asked.is_empty());
        assert!(
            harness
                .query_all_by_label_contains("The newest change is “Add PDMP check”")
                .next()
                .is_some()
        );
    }

    #[test]
    fn without_imports_the_next_step_is_offered() {
        let mut bench: Bench<ClinicState> = Bench::new();
        bench.state.page = ClinicPage::Imports;
        bench.workbook.imports.clear();
        let mut harness = open(bench, clinic_ui);
        harness.get_by_label("Paste a table instead…").click();
        harness.run();
        assert!(matches!(
            harness.state().asked.as_slice(),
            [Request::Ask(FileQuestion::Exports)]
        ));
    }
}
