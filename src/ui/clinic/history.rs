//! Who did what and when, newest first: filter, copy, export, older entries.

use std::borrow::Cow;
use std::collections::BTreeSet;

use egui::{Align, Layout, Ui, vec2};

use crate::domain::history::HistoryEntry;
use crate::ui::icons::Icon;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Card, Col, DataTable, FilterButton, RowKey, Rows, Sort, TableState, TextField,
    all_rows, divider, filter_choice, link, text,
};
use crate::ui::words::{act, count, local_time};

/// Filter, table and the rows they come to.
pub(super) struct HistoryState {
    search: String,
    /// Code of the act filtered by.
    act: Option<String>,
    table: TableState,
    rows: HistoryRows,
}

impl Default for HistoryState {
    fn default() -> Self {
        Self {
            search: String::new(),
            act: None,
            table: TableState::sorted(Sort::descending("number")),
            rows: HistoryRows::default(),
        }
    }
}

/// What the rows were made from: entries, newest and oldest number.
type MadeFrom = (usize, Option<i64>, Option<i64>);

#[derive(Default)]
struct HistoryRows {
    /// All entries that are loaded, with their local time.
    entries: Vec<(HistoryEntry, String)>,
    made_from: Option<MadeFrom>,
    /// Codes of the acts that occur.
    acts: Vec<String>,
    /// Positions in `entries` of what is shown.
    shown: Vec<usize>,
    /// The search that `shown` was made with.
    searched: String,
    clinic: String,
}

fn columns() -> [Col; 5] {
    [
        Col::new("number", "No", 70.0).right(),
        Col::new("at", "When", 138.0),
        Col::new("who", "Who", 170.0).second(),
        Col::new("act", "Act", 100.0),
        Col::new("what", "What", 300.0).fill(),
    ]
}

/// Copy and export of what is shown, at the right of the toolbar.
pub(super) fn actions_ui(ui: &mut Ui, state: &HistoryState, out: &mut Vec<Request>) {
    let is_shown = !state.rows.shown.is_empty();
    let copy = Button::outlined("Copy")
        .name("Copy the history shown")
        .icon(Icon::Copy)
        .enabled(is_shown);
    if copy
        .hover("Copies the rows shown, with headers, for a spreadsheet")
        .show(ui)
        .clicked()
    {
        out.push(Request::Copy(all_rows(&columns(), &state.rows).to_tsv()));
    }
    let export = Button::outlined("Export CSV…")
        .name("Export the history shown as CSV")
        .enabled(is_shown);
    if export.show(ui).clicked() {
        out.push(Request::Save {
            name: "history.csv".to_owned(),
            bytes: all_rows(&columns(), &state.rows).to_csv_file(),
            what: format!("the history of {}", state.rows.clinic),
            identified: false,
        });
    }
}

/// Draws the page.
pub(super) fn history_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut HistoryState,
    out: &mut Vec<Request>,
) {
    let mut is_changed = state.rows.refresh(view);
    is_changed |= filters_ui(ui, state);
    if is_changed {
        state.narrow();
    }
    let theme = Theme::of(ui);
    Card::new().flush().fill_height().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let table = vec2(ui.available_width(), ui.available_height() - theme.pt(40.0));
        ui.allocate_ui(table, |ui| {
            let shown = DataTable::new("History").columns(&columns()).show(
                ui,
                &mut state.table,
                &mut state.rows,
            );
            if shown.sort_changed {
                state.narrow();
            }
        });
        divider(ui);
        footer_ui(ui, view, state, out);
    });
}

/// The filters; true when one was changed.
fn filters_ui(ui: &mut Ui, state: &mut HistoryState) -> bool {
    let theme = Theme::of(ui);
    let mut is_changed = false;
    ui.horizontal(|ui| {
        let search = TextField::new("Search the history", &mut state.search)
            .search()
            .hide_label()
            .small();
        is_changed |= search
            .hint("Word, name or number")
            .width(theme.pt(280.0))
            .show(ui)
            .changed();
        let labels: Vec<&str> = state.rows.acts.iter().map(|a| act(a)).collect();
        let mut chosen = state
            .act
            .as_ref()
            .and_then(|code| state.rows.acts.iter().position(|a| a == code));
        let value = chosen
            .and_then(|at| labels.get(at).copied())
            .unwrap_or("any");
        let filter = FilterButton::new("Act", value, chosen.is_some());
        let response = filter.show(ui, |ui| filter_choice(ui, "any", &labels, &mut chosen));
        if response.cleared {
            chosen = None;
        }
        if response.cleared || response.inner == Some(true) {
            state.act = chosen.and_then(|at| state.rows.acts.get(at).cloned());
            is_changed = true;
        }
        let shown = state.rows.shown.len();
        let words = format!(
            "{} of {} entries",
            count(shown as u64),
            count(state.rows.entries.len() as u64)
        );
        text(ui, words, Style::Table, theme.color().text_2);
    });
    // The cross of the search field empties it without a change of the field itself.
    is_changed || state.rows.searched != state.search
}

/// The way to older entries, or that there are none.
fn footer_ui(ui: &mut Ui, view: &View<'_>, state: &HistoryState, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    let footer = vec2(ui.available_width(), theme.pt(38.0));
    ui.allocate_ui_with_layout(footer, Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(theme.padding());
        let oldest = state.rows.entries.iter().map(|(e, _)| e.number).min();
        if oldest.is_some_and(|number| number > 1) {
            // A job under way has the file.
            if view.status.work.is_none() && link(ui, "Older…").clicked() {
                out.push(Request::MoreHistory);
            }
            let words = format!("Loaded back to number {}.", oldest.unwrap_or(1));
            text(ui, words, Style::Small, theme.color().text_2);
        } else {
            let words = "From the first entry on. Entries are numbered and chained: none can be altered or taken out unnoticed.";
            text(ui, words, Style::Small, theme.color().text_2);
        }
    });
}

impl HistoryState {
    /// Filters and sorts anew.
    fn narrow(&mut self) {
        self.rows
            .narrow(&self.search, self.act.as_deref(), self.table.sort.as_ref());
    }
}

impl HistoryRows {
    /// Takes new entries over; true when there are any.
    fn refresh(&mut self, view: &View<'_>) -> bool {
        let (older, newer) = (&view.status.older_history, &view.workbook.history);
        let entries = || older.iter().chain(newer);
        let first = entries().next().map(|e| e.number);
        let made_from = (
            older.len() + newer.len(),
            first,
            newer.last().map(|e| e.number),
        );
        if self.made_from == Some(made_from) {
            return false;
        }
        self.made_from = Some(made_from);
        self.entries = entries().map(|e| (e.clone(), local_time(&e.at))).collect();
        let acts: BTreeSet<&str> = self.entries.iter().map(|(e, _)| e.act.as_str()).collect();
        self.acts = acts.into_iter().map(str::to_owned).collect();
        self.clinic.clone_from(&view.workbook.clinic.name);
        true
    }

    fn narrow(&mut self, search: &str, act_code: Option<&str>, sort: Option<&Sort>) {
        search.clone_into(&mut self.searched);
        let wanted = search.trim().to_lowercase();
        let is_shown = |(entry, at): &(HistoryEntry, String)| {
            act_code.is_none_or(|code| entry.act == code)
                && (wanted.is_empty()
                    || entry.what.to_lowercase().contains(&wanted)
                    || entry.who.to_lowercase().contains(&wanted)
                    || at.contains(&wanted)
                    || entry.number.to_string() == wanted)
        };
        self.shown = (0..)
            .zip(&self.entries)
            .filter(|(_, e)| is_shown(e))
            .map(|(at, _)| at)
            .collect();
        let Some(sort) = sort else { return };
        let entries = &self.entries;
        self.shown.sort_by(|a, b| {
            let (Some((a, _)), Some((b, _))) = (entries.get(*a), entries.get(*b)) else {
                return std::cmp::Ordering::Equal;
            };
            let order = match sort.column.as_str() {
                "at" => a.at.cmp(&b.at),
                "who" => a.who.cmp(&b.who),
                "act" => act(&a.act).cmp(act(&b.act)),
                "what" => a.what.cmp(&b.what),
                _ => std::cmp::Ordering::Equal,
            };
            let order = order.then(a.number.cmp(&b.number));
            if sort.descending {
                order.reverse()
            } else {
                order
            }
        });
    }

    fn entry(&self, row: usize) -> Option<&(HistoryEntry, String)> {
        self.shown.get(row).and_then(|at| self.entries.get(*at))
    }
}

impl Rows for HistoryRows {
    fn count(&self) -> usize {
        self.shown.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.entry(row).map_or(0, |(entry, _)| entry.number)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some((entry, at)) = self.entry(row) else {
            return Cow::default();
        };
        match column {
            "number" => Cow::Owned(entry.number.to_string()),
            "at" => Cow::Borrowed(at),
            "who" => Cow::Borrowed(&entry.who),
            "act" => Cow::Borrowed(act(&entry.act)),
            _ => Cow::Borrowed(&entry.what),
        }
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

    fn entry(number: i64, code: &str, what: &str) -> HistoryEntry {
        HistoryEntry {
            number,
            at: format!("2026-10-12T10:{:02}:00Z", number % 60),
            who: "mkerr (MK)".to_owned(),
            act: code.to_owned(),
            what: what.to_owned(),
        }
    }

    fn page() -> Harness<'static, Bench<ClinicState>> {
        let mut bench: Bench<ClinicState> = Bench::new();
        bench.state.page = ClinicPage::History;
        bench.workbook.history = vec![
            entry(7, "open", "Opened the file"),
            entry(8, "edit", "Change the settings"),
            entry(9, "export", "Saved =rejected rows"),
        ];
        open(bench, clinic_ui)
    }

    fn shown(harness: &Harness<'static, Bench<ClinicState>>) -> Vec<i64> {
        let rows = &harness.state().state.history.rows;
        (0..rows.count()).map(|row| rows.key(row)).collect()
    }

    #[test]
    fn the_newest_stands_first_and_new_entries_come_in() {
        let mut harness = page();
        assert_eq!(shown(&harness), [9, 8, 7]);
        harness
            .state_mut()
            .workbook
            .history
            .push(entry(10, "lock", "Locked"));
        harness.run();
        assert_eq!(shown(&harness), [10, 9, 8, 7]);
    }

    #[test]
    fn search_and_act_narrow_the_list() {
        let mut harness = page();
        harness.get_by_label("Search the history").focus();
        harness.run();
        harness
            .get_by_label("Search the history")
            .type_text("SETTINGS");
        harness.run();
        assert_eq!(shown(&harness), [8]);
        harness.get_by_label("Empty Search the history").click();
        harness.run();
        harness.run();
        assert_eq!(shown(&harness), [9, 8, 7]);
        harness.state_mut().state.history.act = Some("open".to_owned());
        harness.state_mut().state.history.narrow();
        assert_eq!(shown(&harness), [7]);
    }

    #[test]
    fn older_entries_are_asked_for_until_the_first_is_there() {
        let mut harness = page();
        harness.get_by_label("Older…").click();
        harness.run();
        assert!(matches!(
            harness.state().asked.as_slice(),
            [Request::MoreHistory]
        ));
        harness.state_mut().status.older_history = (1..7)
            .map(|n| entry(n, "open", "Opened the file"))
            .collect();
        harness.run();
        assert!(harness.query_by_label("Older…").is_none());
        assert_eq!(shown(&harness).len(), 9);
    }

    #[test]
    fn copy_and_export_hold_what_is_shown_and_no_formula() {
        let mut harness = page();
        harness.get_by_label("Copy the history shown").click();
        harness.run();
        harness
            .get_by_label("Export the history shown as CSV")
            .click();
        harness.run();
        let [
            Request::Copy(text),
            Request::Save {
                bytes,
                identified: false,
                ..
            },
        ] = harness.state().asked.as_slice()
        else {
            panic!("other requests")
        };
        assert!(text.starts_with("No\tWhen\tWho\tAct\tWhat\n9\t"), "{text}");
        assert!(String::from_utf8_lossy(bytes).contains("Saved =rejected rows"));
    }
}
