//! The huddle: who comes on a day or needs a refill, and what to prepare.

mod bar;
mod booked;
mod draft;
mod lines;
mod panel;
mod rows;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use compact_str::CompactString;
use egui::{Key, Modifiers, Ui, UiBuilder};

use super::dialogs::{Act, GapTask};
use super::{FirstFocus, keys_are_free, without_room};
use crate::domain::care_gap::{GapKey, GapRule};
use crate::ui::cached::change_number;
use crate::ui::names::known_names;
use crate::ui::request::{FileQuestion, Request};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Card, DataTable, DateField, EmptyAction, EmptyState, KnownName, TableState, ends_if_room, link,
    text,
};
use crate::ui::words::counted;
use booked::{Booked, refills_when_closed};
use draft::Draft;
use lines::HuddleLine;
use rows::HuddleRows;

/// What of a day is prepared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    Both,
    Visits,
    Refills,
}

impl Shown {
    const ALL: [Self; 3] = [Self::Both, Self::Visits, Self::Refills];

    fn label(self) -> &'static str {
        match self {
            Self::Both => "Both",
            Self::Visits => "Visits",
            Self::Refills => "Refills",
        }
    }

    fn has(self, line: &HuddleLine) -> bool {
        match self {
            Self::Both => true,
            Self::Visits => line.coming.visit.is_some(),
            Self::Refills => line.coming.refill.is_some(),
        }
    }
}

/// What the order was made for.
type MadeFor = (u64, i64, NaiveDate, Shown, Option<CompactString>);

/// What the page remembers.
#[derive(Default)]
pub(super) struct HuddleState {
    /// The day prepared; `None` for today.
    chosen: Option<NaiveDate>,
    typed: DateField,
    shown: Shown,
    team: Option<CompactString>,
    table: TableState,
    lines: Vec<HuddleLine>,
    order: Vec<usize>,
    counts: [usize; 3],
    teams: Vec<CompactString>,
    booked: Booked,
    /// Days without work after the one prepared, and how many refills fall due on each.
    closed: Vec<(NaiveDate, usize)>,
    known: Vec<KnownName>,
    made_for: Option<MadeFor>,
    draft: Draft,
    is_panel_closed: bool,
    focus: FirstFocus,
    /// The table's own id, once it was drawn.
    table_id: Option<egui::Id>,
}

impl HuddleState {
    /// The table has the keyboard when the page is next drawn.
    pub fn take_focus(&mut self) {
        self.focus = FirstFocus::wanted();
    }

    /// Asks for what is typed and not yet written.
    pub fn write_drafts(&mut self, out: &mut Vec<Request>) {
        self.draft.write(out);
    }

    fn day(&self, view: &View<'_>) -> NaiveDate {
        self.chosen.unwrap_or(view.today)
    }

    fn go_to(&mut self, day: NaiveDate) {
        self.chosen = Some(day);
        self.take_focus();
    }

    fn shown_lines(&self) -> impl Iterator<Item = &HuddleLine> {
        self.order.iter().filter_map(|at| self.lines.get(*at))
    }

    fn current(&self) -> Option<&HuddleLine> {
        let current = self.table.current?;
        self.shown_lines().find(|line| line.id.0 == current)
    }

    /// Works out again what has changed.
    fn bring_up_to_date(&mut self, view: &View<'_>) {
        let day = self.day(view);
        let change = change_number(view);
        let made = (view.revision, change, day, self.shown, self.team.clone());
        if self.made_for.as_ref() == Some(&made) {
            return;
        }
        let same_day = |m: &MadeFor| (m.0, m.1, m.2) == (made.0, made.1, made.2);
        if !self.made_for.as_ref().is_some_and(same_day) {
            self.lines = lines::lines(view, day);
            self.booked = Booked::of(view);
            self.known = known_names(view);
            let teams = view.workbook.clinicians.iter().map(|c| c.team.as_str());
            let teams: BTreeSet<&str> = teams.filter(|team| !team.is_empty()).collect();
            self.teams = teams.into_iter().map(CompactString::from).collect();
        }
        self.closed = refills_when_closed(view, day, self.team.as_deref());
        let in_team = |line: &HuddleLine| self.team.as_ref().is_none_or(|t| *t == line.team);
        self.counts = Shown::ALL.map(|shown| {
            let lines = self.lines.iter().filter(|l| in_team(l));
            lines.filter(|l| shown.has(l)).count()
        });
        let lines = self.lines.iter().enumerate();
        let lines = lines.filter(|(_, l)| in_team(l) && self.shown.has(l));
        self.order = lines.map(|(at, _)| at).collect();
        self.made_for = Some(made);
        if self.current().is_none() {
            let first = self.shown_lines().next().map(|line| line.id.0);
            self.table.current = first;
        }
    }
}

/// Draws the page.
pub(super) fn huddle_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut HuddleState,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    state.bring_up_to_date(view);
    let day = state.day(view);
    let of = state.current().map(|line| (day, line.id));
    state.draft.turn_to(view, of, out);
    keys_ui(ui, view, state, acts, out);
    bar::toolbar_ui(ui, view, state);
    bar::filters_ui(ui, view, state, out);
    if !state.is_panel_closed && panel::panel_ui(ui, view, state, acts, out) {
        state.is_panel_closed = true;
        state.take_focus();
    }
    Card::new().flush().fill_height().show(ui, |ui| {
        let whole = ui.available_rect_before_wrap();
        let foot = Theme::of(ui).pt(38.0);
        let body = whole.with_max_y(whole.bottom() - foot);
        let builder = UiBuilder::new().max_rect(body);
        ui.scope_builder(builder, |ui| {
            if state.order.is_empty() {
                nobody_ui(ui, view, state, out);
            } else {
                ui.spacing_mut().item_spacing.y = 0.0;
                rows_ui(ui, view, state, acts);
            }
        });
        let builder = UiBuilder::new().max_rect(whole.with_min_y(body.bottom()));
        ui.scope_builder(builder, |ui| foot_ui(ui, state, foot, out));
        ui.advance_cursor_after_rect(whole);
    });
}

/// Space ticks off, E adds an event, A assigns the gaps, N and H go to the fields.
fn keys_ui(
    ui: &Ui,
    view: &View<'_>,
    state: &mut HuddleState,
    acts: &mut Vec<Act>,
    out: &mut Vec<Request>,
) {
    let Some(line) = state.current().filter(|_| keys_are_free(ui)) else {
        return;
    };
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let gaps: Vec<GapKey> = line.gaps.iter().map(|(g, _)| (g.patient, g.rule)).collect();
    if pressed(Key::E) {
        acts.push(Act::AddEvent(line.id));
    }
    if !gaps.is_empty() && pressed(Key::A) {
        acts.push(Act::Gaps(GapTask::Assign, gaps));
    }
    // A button that has the focus keeps its Space.
    let in_table = ui.memory(|memory| memory.focused().is_none_or(|id| Some(id) == state.table_id));
    if in_table && pressed(Key::Space) {
        state.draft.tick(view.today, out);
    }
    for (key, field) in [(Key::N, panel::note_id()), (Key::H, panel::talk_id())] {
        if !state.is_panel_closed && pressed(key) {
            ui.memory_mut(|memory| memory.request_focus(field));
            // The letter is not to be typed into the field.
            ui.input_mut(|i| i.events.retain(|e| !matches!(e, egui::Event::Text(_))));
        }
    }
}

fn rows_ui(ui: &mut Ui, view: &View<'_>, state: &mut HuddleState, acts: &mut Vec<Act>) {
    let columns = rows::columns();
    state.table.hidden = without_room(ui, &columns, &state.table, &rows::LEAST_NEEDED);
    // The id that the table gives itself.
    let id = ui.make_persistent_id(("table", "Huddle list"));
    state.table_id = Some(id);
    if state.focus.take() && keys_are_free(ui) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let mut rows = HuddleRows {
        workbook: view.workbook,
        lines: &state.lines,
        order: &state.order,
        acts,
    };
    let response =
        DataTable::new("Huddle list")
            .columns(&columns)
            .show(ui, &mut state.table, &mut rows);
    let opened = response.opened.and_then(|row| rows.line(row)).map(|l| l.id);
    acts.extend(opened.map(Act::Open));
    if response.clicked.is_some() {
        state.is_panel_closed = false;
    }
}

/// Who has no visit to come, and the keys.
fn foot_ui(ui: &mut Ui, state: &mut HuddleState, height: f32, out: &mut Vec<Request>) {
    let ink = Theme::of(ui).color().text_2;
    let (mut to, has_rows) = (None, !state.order.is_empty());
    super::foot::strip_ui(ui, false, |ui| {
        ends_if_room(
            ui,
            "huddle foot",
            height,
            |ui| {
                without_visit_ui(ui, state, out);
                to = closed_ui(ui, state);
            },
            |ui| {
                let keys = "Space prepared · E event · A assign · N notes · H hard conversation · Enter opens";
                if has_rows {
                    text(ui, keys, Style::Small, ink);
                }
            },
        );
    });
    if let Some(day) = to {
        state.go_to(day);
    }
}

/// Refills of the weekend, which have to be prepared before it; the day that is to be looked at.
fn closed_ui(ui: &mut Ui, state: &HuddleState) -> Option<NaiveDate> {
    let mut to = None;
    for (day, refills) in state.closed.iter().filter(|(_, refills)| *refills > 0) {
        ui.add_space(Theme::of(ui).pt(8.0));
        let words = counted(*refills, "refill", "refills");
        if link(ui, &format!("{words} due on {}", day.format("%A"))).clicked() {
            to = Some(*day);
        }
    }
    to
}

fn without_visit_ui(ui: &mut Ui, state: &HuddleState, out: &mut Vec<Request>) {
    let ink = Theme::of(ui).color().text_2;
    if !state.booked.is_recorded {
        text(ui, "No appointment is on record.", Style::Table, ink);
        return;
    }
    let words = match state.booked.without {
        1 => "1 LtOT patient has no coming visit".to_owned(),
        many => format!("{many} LtOT patients have no coming visit"),
    };
    text(ui, words, Style::Table, ink);
    if state.booked.without > 0 && link(ui, "Show them").clicked() {
        out.push(Request::ShowGaps(Some(GapRule::Booked)));
    }
}

/// Nobody is prepared for: why, and what to do.
fn nobody_ui(ui: &mut Ui, view: &View<'_>, state: &mut HuddleState, out: &mut Vec<Request>) {
    if !state.booked.is_recorded && state.shown != Shown::Refills {
        let empty = EmptyState::new(
            "No appointments are on record",
            "Import them as care events of the kind appointment, or add one to a patient: E, then Appointment.",
        );
        if empty.primary("Import…").show(ui) == Some(EmptyAction::Primary) {
            out.push(Request::Ask(FileQuestion::Exports));
        }
        return;
    }
    let heading = match state.shown {
        Shown::Both => "Nobody is booked on this day",
        Shown::Visits => "No visit is booked on this day",
        Shown::Refills => "No supply ends on this day",
    };
    let day = state.day(view);
    let next = state.booked.days.range(day..).find(|next| **next > day);
    let Some(next) = next.copied() else {
        EmptyState::new(heading, "Look at another day above.").show(ui);
        return;
    };
    let words = format!("Go to {next}");
    let empty = EmptyState::new(
        heading,
        "Look at another day, or at the next one with a visit.",
    );
    if empty.quiet(&words).show(ui) == Some(EmptyAction::Quiet) {
        state.shown = Shown::Both;
        state.team = None;
        state.go_to(next);
    }
}
