//! The event tally: a large button for everything that is told apart, by day, for a fixed period.

mod big_button;
mod count;
mod days;
mod periods;
mod present;
mod set_up;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use egui::Ui;

use super::summary::Summaries;
use super::{Opened, columns};
use crate::domain::command::Command;
use crate::domain::ids::TallyPeriodId;
use crate::domain::measure::command::MeasureCommand;
use crate::domain::measure::{MeasureId, TallyPeriod};
use crate::export::file_name;
use crate::ui::icons::Icon;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Card, DataTable, DateField, EmptyAction, EmptyState, IconButton, TableState, ends,
    within,
};
use days::DayRows;
use set_up::SetUpDialog;

/// What the page remembers.
#[derive(Default)]
pub(super) struct TallyState {
    chosen: Option<TallyPeriodId>,
    /// The period that `day` belongs to.
    day_of: Option<TallyPeriodId>,
    /// The day that is counted.
    day: DateField,
    /// Why the last tap did not count.
    refusal: Option<String>,
    table: TableState,
    rows: DayRows,
    dialog: Option<SetUpDialog>,
}

impl TallyState {
    /// What is looked at, and nothing else: before the tab is projected, and after.
    pub(super) fn place(&self) -> Self {
        Self {
            chosen: self.chosen,
            ..Self::default()
        }
    }

    /// Shows another day of the tally.
    fn show_day(&mut self, day: NaiveDate) {
        self.day = DateField::new(Some(day));
        self.refusal = None;
    }

    /// Keeps to a period that is there, and to a day of it.
    fn turn_to(&mut self, period: &TallyPeriod, today: NaiveDate) {
        if self.day_of == Some(period.id) {
            return;
        }
        self.day_of = Some(period.id);
        self.show_day(today.clamp(period.starts_on, period.ends_on.max(period.starts_on)));
    }
}

/// Asks for the command.
fn ask(command: MeasureCommand, out: &mut Vec<Request>) {
    out.push(Request::Command(Command::Measure(command)));
}

/// The tally to show: the chosen one, the one that runs, or the newest.
fn shown<'a>(view: &View<'a>, chosen: Option<TallyPeriodId>) -> Option<&'a TallyPeriod> {
    let all = &view.workbook.tally_periods;
    let newest = || {
        let begun = all.iter().filter(|p| p.starts_on <= view.today);
        begun.max_by_key(|p| (p.starts_on, p.id)).or(all.last())
    };
    all.iter()
        .find(|p| Some(p.id) == chosen)
        .or_else(|| all.iter().rev().find(|p| p.is_open(view.today)))
        .or_else(newest)
}

/// Draws the page; the measure to open on the chart page.
pub(super) fn tally_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut TallyState,
    summaries: &Summaries,
    is_presented: bool,
    out: &mut Vec<Request>,
) -> Option<Opened> {
    let mut opened = None;
    match shown(view, state.chosen) {
        None => empty_ui(ui, view, state, is_presented),
        Some(period) if is_presented => present::present_ui(ui, view, state, period),
        Some(period) => opened = page_ui(ui, view, state, (period, summaries), out),
    }
    if is_presented {
        state.dialog = None;
    }
    if let Some(dialog) = &mut state.dialog {
        let answer = set_up::set_up_ui(ui.ctx(), view, dialog, out);
        if let Some(id) = answer.saved {
            state.chosen = Some(id);
            state.day_of = None;
        }
        if answer.is_done {
            state.dialog = None;
        }
    }
    opened
}

fn empty_ui(ui: &mut Ui, view: &View<'_>, state: &mut TallyState, is_presented: bool) {
    Card::new().fill_height().show(ui, |ui| {
        let sentence = "Where no list can be had, count by hand what bothers you, such as early \
                        refill calls: for two weeks, or for one week each quarter. The front desk \
                        taps a large button or a number key; totals become a run chart.";
        let empty = EmptyState::new("Events counted by hand will stand here", sentence);
        let can_set_up = !view.status.is_read_only && !is_presented;
        let empty = if can_set_up {
            empty.primary("Set up a tally…")
        } else {
            empty
        };
        if empty.show(ui) == Some(EmptyAction::Primary) {
            state.dialog = Some(SetUpDialog::new(view));
        }
    });
}

fn page_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut TallyState,
    (period, summaries): (&TallyPeriod, &Summaries),
    out: &mut Vec<Request>,
) -> Option<Opened> {
    state.turn_to(period, view.today);
    state.rows.refresh(view, period);
    heading_ui(ui, view, state, period, out);
    count::count_ui(ui, view, state, period, out);
    let (left, right) = columns(ui);
    within(ui, "tally days", left, |ui| table_ui(ui, state, period));
    within(ui, "tallies", right, |ui| {
        periods::periods_ui(ui, view, state, (period, summaries))
    })
}

/// What is counted and when at the left, what can be done at the right.
fn heading_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut TallyState,
    period: &TallyPeriod,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ends(
        ui,
        "tally heading",
        theme.control_height(false),
        |ui| {
            ui.spacing_mut().item_spacing.x = theme.pt(12.0);
            let name = MeasureId::Own(period.measure).label(view.workbook);
            for (words, style, ink) in [
                (name, Style::Heading, colors.text),
                (state_words(period, view.today), Style::Body, colors.text_2),
            ] {
                let words = theme.rich_in(words, style, ink);
                ui.add(egui::Label::new(words).truncate());
            }
        },
        |ui| actions_ui(ui, view, state, period, out),
    );
}

fn actions_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut TallyState,
    period: &TallyPeriod,
    out: &mut Vec<Request>,
) {
    let copy = IconButton::new(Icon::Copy, "Copy the counts by day");
    if copy.show(ui).clicked() {
        out.push(Request::Copy(state.rows.export().to_tsv()));
    }
    let save = IconButton::new(Icon::Disk, "Save the counts by day as CSV…");
    if save.show(ui).clicked() {
        let name = MeasureId::Own(period.measure).label(view.workbook);
        let first = period.starts_on.to_string();
        out.push(Request::Save {
            name: file_name(&[&view.workbook.clinic.name, &name, &first], "csv"),
            bytes: state.rows.export().to_csv_file(),
            what: format!("tally of {name}"),
            identified: false,
        });
    }
    if view.status.is_read_only {
        return;
    }
    let change = Button::outlined("Change…").name("Change the tally…");
    if change.show(ui).clicked() {
        state.dialog = Some(SetUpDialog::of(view, period));
    }
    let remove = Button::outlined("Remove")
        .name("Remove the tally")
        .hover("Takes it away with its counts; Undo brings it back");
    if remove.show(ui).clicked() {
        ask(MeasureCommand::RemoveTally(period.id), out);
    }
    if Button::primary("Set up a tally…").show(ui).clicked() {
        state.dialog = Some(SetUpDialog::new(view));
    }
}

/// "2026-10-05 to 2026-10-18, day 8 of 14".
fn state_words(period: &TallyPeriod, today: NaiveDate) -> String {
    let (from, to) = (period.starts_on, period.ends_on);
    let days = (to - from).num_days() + 1;
    if today < from {
        format!("{from} to {to}, not begun yet")
    } else if today > to {
        format!("{from} to {to}, ended")
    } else {
        let day = (today - from).num_days() + 1;
        format!("{from} to {to}, day {day} of {days}")
    }
}

/// Days by categories; a press on a day shows it above.
fn table_ui(ui: &mut Ui, state: &mut TallyState, period: &TallyPeriod) {
    Card::new().flush().fill_height().show(ui, |ui| {
        let day = state.day.date();
        state.table.current = day
            .filter(|day| period.is_open(*day))
            .map(|day| (day - period.starts_on).num_days());
        let columns = state.rows.columns.clone();
        let shown = DataTable::new("Counts by day")
            .columns(&columns)
            .compact()
            .top_of_card()
            .show(ui, &mut state.table, &mut state.rows);
        let row = if shown.current_changed {
            state.table.current_row(&state.rows)
        } else {
            shown.clicked
        };
        if let Some(day) = row.and_then(|row| state.rows.day(row)) {
            state.show_day(day);
        }
    });
}
