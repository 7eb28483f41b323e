//! Lists that are worked through: birth-month recall, diagnosis code, outreach, PDMP checks, visits
//! to come, missing data, how patients were found.

mod lists;
mod load;
mod pdmp;
mod sheet;
#[cfg(test)]
mod tests;

use egui::{Ui, pos2, vec2};

use super::dialogs::Act;
use super::taking_out::{self, Part2, TakingOut};
use super::{FirstFocus, keys_are_free};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Card, DataTable, EmptyState, Segment, TableState, ends, segmented_small, text, within,
};
use lists::List;
use sheet::{GroupRows, Sheet, SheetRows, chosen, group_columns};

/// Width of the groups at the left.
const GROUPS: f32 = 330.0;

/// What the page remembers.
#[derive(Default)]
pub(super) struct WorklistsState {
    list: List,
    /// The list and the records it was made for.
    made_for: Option<(List, u64)>,
    sheet: Sheet,
    groups: TableState,
    table: TableState,
    order: Vec<usize>,
    focus: FirstFocus,
}

impl WorklistsState {
    /// Puts the list together anew when it is another, or the records are.
    fn bring_up_to_date(&mut self, view: &View<'_>) {
        let key = Some((self.list, view.revision));
        if self.made_for == key {
            return;
        }
        let is_other = self.made_for.is_none_or(|(list, _)| list != self.list);
        self.made_for = key;
        self.sheet = self.list.sheet(view);
        if is_other {
            self.groups = TableState::default();
            self.table = TableState::default();
            let first = self.list.first_group(view, &self.sheet);
            self.groups.reveal(first as i64);
        }
        self.sort(view);
    }

    /// The lines have the keyboard when they are next drawn.
    pub fn take_focus(&mut self) {
        self.focus = FirstFocus::wanted();
    }

    fn group(&self) -> usize {
        let last = self.sheet.groups.len().saturating_sub(1);
        let at = self.groups.current.and_then(|at| usize::try_from(at).ok());
        at.unwrap_or(0).min(last)
    }

    fn sort(&mut self, view: &View<'_>) {
        self.order = self.sheet.order(self.group(), self.table.sort.as_ref());
        let rows = SheetRows {
            workbook: view.workbook,
            sheet: &self.sheet,
            order: &self.order,
        };
        self.table.retain_selected(&rows);
    }
}

/// Draws the page.
pub(super) fn worklists_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut WorklistsState,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    toolbar_ui(ui, view, state, acts, out);
    state.bring_up_to_date(view);
    let ink = Theme::of(ui).color().text;
    text(ui, state.sheet.finding.as_str(), Style::Body, ink);
    let place = ui.available_rect_before_wrap();
    let gap = Theme::of(ui).gap();
    let split = place.left() + Theme::of(ui).pt(GROUPS);
    let left = place.with_max_x(split);
    let right = egui::Rect::from_min_max(pos2(split + gap, place.top()), place.max);
    within(ui, "groups of the list", left, |ui| {
        groups_ui(ui, view, state);
    });
    within(ui, "lines of the list", right, |ui| {
        lines_ui(ui, view, state, acts);
    });
    ui.advance_cursor_after_rect(place);
}

/// The lists; what can be done with the chosen patients.
fn toolbar_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut WorklistsState,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    let segments = List::ALL.map(|list| Segment::new(list.label()));
    let mut at = List::ALL.iter().position(|l| *l == state.list).unwrap_or(0);
    let state = std::cell::RefCell::new(state);
    let height = Theme::of(ui).control_height(true);
    ends(
        ui,
        "work lists toolbar",
        height,
        |ui| {
            if segmented_small(ui, "Work list", &segments, &mut at)
                && let Some(list) = List::ALL.get(at)
            {
                let mut state = state.borrow_mut();
                state.list = *list;
                state.take_focus();
            }
        },
        |ui| actions_ui(ui, view, &state.borrow(), acts, out),
    );
}

fn actions_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &WorklistsState,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    let patients = chosen(&state.sheet, &state.order, &state.table);
    let words = match patients.len() {
        0 | 1 => "Change…".to_owned(),
        many => format!("Change {many} patients…"),
    };
    let hover =
        "Clinician, risk tier, an event such as outreach, or a flag; for all ticked patients";
    let can = !patients.is_empty() && !view.status.is_read_only;
    let change = Button::outlined(&words).small().enabled(can).hover(hover);
    if change.name("Change chosen patients…").show(ui).clicked() {
        acts.push(Act::Change(patients));
    }
    let is_taken = |at: &&usize| {
        let key = state.sheet.lines.get(**at).map(|l| l.key);
        state.table.selected.is_empty() || key.is_some_and(|k| state.table.selected.contains(&k))
    };
    let taken = state.order.iter().filter(is_taken);
    let table = || {
        let lines = taken.clone().filter_map(|at| state.sheet.lines.get(*at));
        let lines = lines.map(|line| (line.patient, line.cells.clone()));
        let titles = state.sheet.columns.iter().map(|c| c.title.as_ref());
        taking_out::table(view.workbook, titles, lines, Part2::LeftOut)
    };
    let what = state.list.label().to_lowercase();
    let taking_out = TakingOut {
        which: "the lines, or the ticked ones,",
        copy: "Copy the list",
        save: "Export CSV…",
        file: format!("{}_{}.csv", state.sheet.file_name, view.today),
        what: &what,
        is_any: !state.order.is_empty(),
    };
    taking_out.show(ui, table, out);
}

fn groups_ui(ui: &mut Ui, view: &View<'_>, state: &mut WorklistsState) {
    Card::new().flush().fill_height().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let theme = Theme::of(ui);
        let whole = ui.available_rect_before_wrap();
        let group = state.group();
        let advice = state
            .sheet
            .groups
            .get(group)
            .map_or_else(String::new, |g| g.advice.clone());
        let foot = if advice.is_empty() {
            0.0
        } else {
            theme.pt(104.0)
        };
        let body = whole.with_max_y(whole.bottom() - foot);
        within(ui, "groups", body, |ui| {
            let columns = group_columns(&state.sheet);
            let mut rows = GroupRows(&state.sheet.groups);
            let name = format!("{}: groups", state.list.label());
            let shown = DataTable::new(&name).columns(&columns).top_of_card().show(
                ui,
                &mut state.groups,
                &mut rows,
            );
            if shown.current_changed {
                state.table.selected.clear();
                state.table.current = None;
                state.sort(view);
            }
        });
        if !advice.is_empty() {
            let line = whole.with_min_y(body.bottom());
            ui.painter().hline(line.x_range(), line.top(), theme.rule());
            let inside = line.shrink2(vec2(theme.pt(14.0), theme.pt(10.0)));
            within(ui, "advice", inside, |ui| {
                let ink = theme.color().text_2;
                text(ui, advice, Style::Small, ink);
            });
        }
        ui.advance_cursor_after_rect(whole);
    });
}

fn lines_ui(ui: &mut Ui, view: &View<'_>, state: &mut WorklistsState, acts: &mut Vec<Act>) {
    Card::new().flush().fill_height().show(ui, |ui| {
        if state.order.is_empty() {
            let (heading, sentence) = state.sheet.nobody;
            EmptyState::new(heading, sentence).show(ui);
            return;
        }
        let mut rows = SheetRows {
            workbook: view.workbook,
            sheet: &state.sheet,
            order: &state.order,
        };
        let name = format!("{}: patients", state.list.label());
        if state.focus.take() && keys_are_free(ui) {
            // The id that the table gives itself.
            let id = ui.make_persistent_id(("table", name.as_str()));
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let shown = DataTable::new(&name)
            .columns(&state.sheet.columns)
            .checkboxes()
            .top_of_card()
            .show(ui, &mut state.table, &mut rows);
        let opened = shown.opened.and_then(|row| rows.line(row));
        if let Some(line) = opened {
            acts.push(Act::Open(line.patient));
        }
        if shown.sort_changed {
            state.sort(view);
        }
    });
}
