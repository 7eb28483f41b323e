//! The review list: who comes up for the chronic pain team, why, and what came of it.

mod criteria;
pub(super) mod form;
mod lines;
mod panel;
mod rows;
#[cfg(test)]
mod tests;

use std::cell::RefCell;

use egui::{Id, Key, Modifiers, Ui};

use super::dialogs::Act;
use super::taking_out::{self, Part2, TakingOut};
use super::{FirstFocus, keys_are_free, without_room};
use crate::ui::cached::change_number;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Card, DataTable, EmptyAction, EmptyState, Segment, Sort, TableState, TextField, ends,
    segmented, text, toolbar,
};
use criteria::CriteriaDialog;
use lines::ReviewLine;
use rows::ReviewRows;

/// Which of the patients.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Heap {
    /// To be reviewed now.
    #[default]
    ComesUp,
    /// Reviewed; the clinician has not answered.
    OpenReply,
    /// Reviewed, and not due again.
    Reviewed,
    /// All of them.
    All,
}

impl Heap {
    const ALL: [Self; 4] = [Self::ComesUp, Self::OpenReply, Self::Reviewed, Self::All];

    fn label(self) -> &'static str {
        match self {
            Self::ComesUp => "Comes up",
            Self::OpenReply => "Reply open",
            Self::Reviewed => "Reviewed",
            Self::All => "All",
        }
    }

    fn has(self, line: &ReviewLine) -> bool {
        match self {
            Self::ComesUp => line.comes_up,
            Self::OpenReply => line.open_replies > 0,
            Self::Reviewed => line.last_on.is_some() && !line.comes_up,
            Self::All => true,
        }
    }
}

/// What the order was made for.
type MadeFor = (u64, i64, Heap, String, Option<Sort>);

/// What the page remembers.
pub(super) struct ReviewsState {
    heap: Heap,
    words: String,
    table: TableState,
    lines: Vec<ReviewLine>,
    counts: [usize; 4],
    order: Vec<usize>,
    made_for: Option<MadeFor>,
    criteria: Option<CriteriaDialog>,
    is_panel_closed: bool,
    focus: FirstFocus,
}

impl Default for ReviewsState {
    fn default() -> Self {
        Self {
            heap: Heap::default(),
            words: String::new(),
            table: TableState::sorted(Sort::descending("reasons")),
            lines: Vec::new(),
            counts: [0; 4],
            order: Vec::new(),
            made_for: None,
            criteria: None,
            is_panel_closed: false,
            focus: FirstFocus::wanted(),
        }
    }
}

impl ReviewsState {
    /// The table has the keyboard when the page is next drawn.
    pub fn take_focus(&mut self) {
        self.focus = FirstFocus::wanted();
    }

    fn shown(&self) -> impl Iterator<Item = &ReviewLine> {
        self.order.iter().filter_map(|at| self.lines.get(*at))
    }

    fn current(&self) -> Option<&ReviewLine> {
        let current = self.table.current?;
        self.shown().find(|line| line.id.0 == current)
    }

    /// Works out again what has changed; where the current patient has left, the next comes up.
    fn bring_up_to_date(&mut self, view: &View<'_>) {
        let made: MadeFor = (
            view.revision,
            change_number(view),
            self.heap,
            self.words.clone(),
            self.table.sort.clone(),
        );
        if self.made_for.as_ref() == Some(&made) {
            return;
        }
        let is_same = |m: &MadeFor| (m.0, m.1) == (made.0, made.1);
        let before = self.current().map(|line| line.id.0);
        let before = self.shown().position(|line| Some(line.id.0) == before);
        if !self.made_for.as_ref().is_some_and(is_same) {
            self.lines = lines::lines(view);
            self.counts = Heap::ALL.map(|heap| self.lines.iter().filter(|l| heap.has(l)).count());
        }
        let words = self.words.to_lowercase();
        let fits = |line: &ReviewLine| words.split_whitespace().all(|w| line.search.contains(w));
        let lines = self.lines.iter().enumerate();
        let lines = lines.filter(|(_, l)| self.heap.has(l) && fits(l));
        self.order = lines.map(|(at, _)| at).collect();
        rows::sort(&mut self.order, &self.lines, self.table.sort.as_ref());
        self.made_for = Some(made);
        if self.current().is_none() {
            let last = self.order.len().saturating_sub(1);
            let next = before.unwrap_or(0).min(last);
            let next = self.shown().nth(next).map(|line| line.id.0);
            self.table.current = next;
        }
    }
}

/// The field of the text filter.
fn words_id() -> Id {
    Id::unique("reviews text filter")
}

/// Draws the page.
pub(super) fn reviews_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ReviewsState,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    state.bring_up_to_date(view);
    keys_ui(ui, state, acts);
    toolbar_ui(ui, view, state);
    filters_ui(ui, view, state, out);
    if !state.is_panel_closed
        && let Some(line) = state.current()
        && panel::panel_ui(ui, view, line, acts, out)
    {
        state.is_panel_closed = true;
        state.take_focus();
    }
    Card::new().flush().fill_height().show(ui, |ui| {
        if state.order.is_empty() {
            nobody_ui(ui, view, state);
        } else {
            rows_ui(ui, view, state, acts);
        }
    });
    if let Some(dialog) = &mut state.criteria
        && criteria::criteria_ui(ui.ctx(), view, dialog, out)
    {
        state.criteria = None;
        state.take_focus();
    }
}

/// R adds a review, E an event; Ctrl+F goes to the text filter.
fn keys_ui(ui: &Ui, state: &ReviewsState, acts: &mut Vec<Act>) {
    let is_modal = ui.memory(|memory| memory.top_modal_layer().is_some());
    if !is_modal && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::F)) {
        ui.memory_mut(|memory| memory.request_focus(words_id()));
    }
    let Some(line) = state.current().filter(|_| keys_are_free(ui)) else {
        return;
    };
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::R) {
        acts.push(Act::Review(line.id, None));
    }
    if pressed(Key::E) {
        acts.push(Act::AddEvent(line.id));
    }
}

fn toolbar_ui(ui: &mut Ui, view: &View<'_>, state: &mut ReviewsState) {
    let state = RefCell::new(state);
    toolbar(
        ui,
        "reviews toolbar",
        |ui| {
            let state = &mut **state.borrow_mut();
            let segments: Vec<Segment> = Heap::ALL
                .into_iter()
                .zip(state.counts)
                .map(|(heap, count)| Segment::counted(heap.label(), count))
                .collect();
            let mut at = Heap::ALL.iter().position(|h| *h == state.heap).unwrap_or(0);
            if segmented(ui, "Who of the review list", &segments, &mut at)
                && let Some(heap) = Heap::ALL.get(at)
            {
                state.heap = *heap;
                state.take_focus();
            }
        },
        |ui| {
            let state = &mut **state.borrow_mut();
            let hover = "What makes a patient come up for review";
            let button = Button::outlined("Criteria…").hover(hover);
            if button.show(ui).clicked() {
                state.criteria = Some(CriteriaDialog::new(view));
            }
        },
    );
}

fn filters_ui(ui: &mut Ui, view: &View<'_>, state: &mut ReviewsState, out: &mut Vec<Request>) {
    let height = Theme::of(ui).control_height(true);
    let state = RefCell::new(state);
    ends(
        ui,
        "reviews filters",
        height,
        |ui| {
            let width = Theme::of(ui).pt(200.0);
            TextField::new("Name or MRN", &mut state.borrow_mut().words)
                .search()
                .hint("Name or MRN")
                .hide_label()
                .small()
                .width(width)
                .id(words_id())
                .show(ui);
        },
        |ui| {
            let state = &**state.borrow();
            let ink = Theme::of(ui).color().text_2;
            let words = match state.order.len() {
                1 => "1 patient".to_owned(),
                many => format!("{many} patients"),
            };
            text(ui, words, Style::Table, ink);
            take_out_ui(ui, view, state, out);
        },
    );
}

fn take_out_ui(ui: &mut Ui, view: &View<'_>, state: &ReviewsState, out: &mut Vec<Request>) {
    let table = || {
        let columns = rows::columns();
        let cells = |line: &ReviewLine| {
            let cells = columns.iter().map(|c| line.cell(&c.key).into_owned());
            (line.id, cells.collect::<Vec<_>>())
        };
        let titles = columns.iter().map(|column| column.title.as_ref());
        let lines = state.shown().map(cells);
        taking_out::table(view.workbook, titles, lines, Part2::LeftOut)
    };
    let taking_out = TakingOut {
        which: "the patients shown",
        copy: "Copy the review list",
        save: "Export CSV…",
        file: format!("review_list_{}.csv", view.today),
        what: "the review list",
        is_any: !state.order.is_empty(),
    };
    taking_out.show(ui, table, out);
}

fn rows_ui(ui: &mut Ui, view: &View<'_>, state: &mut ReviewsState, acts: &mut Vec<Act>) {
    let columns = rows::columns();
    state.table.hidden = without_room(ui, &columns, &state.table, &rows::LEAST_NEEDED);
    if state.focus.take() && keys_are_free(ui) {
        // The id that the table gives itself.
        let id = ui.make_persistent_id(("table", "Review list table"));
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let mut rows = ReviewRows {
        workbook: view.workbook,
        lines: &state.lines,
        order: &state.order,
        acts,
    };
    let response = DataTable::new("Review list table")
        .columns(&columns)
        .top_of_card()
        .show(ui, &mut state.table, &mut rows);
    let opened = response.opened.and_then(|row| rows.line(row)).map(|l| l.id);
    acts.extend(opened.map(Act::Open));
    if response.clicked.is_some() {
        state.is_panel_closed = false;
    }
}

fn nobody_ui(ui: &mut Ui, view: &View<'_>, state: &mut ReviewsState) {
    if !state.words.trim().is_empty() {
        let empty = EmptyState::new(
            "Nobody fits this name or MRN",
            "Look for another part of it.",
        );
        if empty.quiet("Empty the field").show(ui) == Some(EmptyAction::Quiet) {
            state.words.clear();
        }
        return;
    }
    let (heading, sentence) = match state.heap {
        Heap::ComesUp => (
            "Nobody comes up for review",
            "No criterion holds for an LtOT patient, or all were reviewed. Criteria… says what is looked at.",
        ),
        Heap::OpenReply => (
            "No reply is open",
            "Every clinician has answered the team's advice.",
        ),
        Heap::Reviewed => (
            "Nobody was reviewed yet",
            "Choose a patient under Comes up and add the team's review.",
        ),
        Heap::All => (
            "The review list is empty",
            "Criteria… says what makes a patient come up.",
        ),
    };
    let sentence = if view.status.is_working_out {
        "It is being worked out."
    } else {
        sentence
    };
    EmptyState::new(heading, sentence).show(ui);
}
