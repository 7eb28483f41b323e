//! The rows over the huddle: the day, what of it, the team, and the sheet.

use std::cell::RefCell;

use chrono::{Days, NaiveDate};
use egui::Ui;

use super::booked::next_workday;
use super::lines::HuddleLine;
use super::rows::sheet_columns;
use super::{HuddleState, Shown};
use crate::ui::icons::Icon;
use crate::ui::patients::taking_out::{self, Part2, TakingOut};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, DateField, FilterButton, IconButton, Segment, ends, filter_choice, segmented, text,
    toolbar,
};

/// The day, and visits or refills.
pub(super) fn toolbar_ui(ui: &mut Ui, view: &View<'_>, state: &mut HuddleState) {
    let state = RefCell::new(state);
    toolbar(
        ui,
        "huddle toolbar",
        |ui| days_ui(ui, view, &mut state.borrow_mut()),
        |ui| {
            let state = &mut **state.borrow_mut();
            let counts = state.counts;
            let segments: Vec<Segment> = Shown::ALL
                .into_iter()
                .zip(counts)
                .map(|(shown, count)| Segment::counted(shown.label(), count))
                .collect();
            let mut at = Shown::ALL
                .iter()
                .position(|s| *s == state.shown)
                .unwrap_or(0);
            if segmented(ui, "What is prepared", &segments, &mut at)
                && let Some(shown) = Shown::ALL.get(at)
            {
                state.shown = *shown;
                state.take_focus();
            }
        },
    );
}

fn days_ui(ui: &mut Ui, view: &View<'_>, state: &mut HuddleState) {
    let theme = Theme::of(ui);
    let (today, day) = (view.today, state.day(view));
    let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
    let before = day.checked_sub_days(Days::new(1)).unwrap_or(day);
    let after = day.checked_add_days(Days::new(1)).unwrap_or(day);
    let words = format!("{day}, {}", day.format("%A"));
    text(ui, words, Style::Heading, theme.color().text);
    if IconButton::new(Icon::Left, "Day before").show(ui).clicked() {
        state.go_to(before);
    }
    if IconButton::new(Icon::Right, "Day after").show(ui).clicked() {
        state.go_to(after);
    }
    let mut offered = vec![("Today", today), ("Tomorrow", tomorrow)];
    let workday = next_workday(today);
    if workday != tomorrow {
        offered.push(("Next workday", workday));
    }
    for (words, to) in offered {
        let button = Button::outlined(words).small().enabled(to != day);
        if button.show(ui).clicked() {
            state.go_to(to);
        }
    }
    other_day_ui(ui, today, day, state);
}

/// Any day, typed.
fn other_day_ui(ui: &mut Ui, today: NaiveDate, day: NaiveDate, state: &mut HuddleState) {
    let value = day.to_string();
    let mut chosen = None;
    FilterButton::new("Day", &value, false).show(ui, |ui| {
        let theme = Theme::of(ui);
        let margin = egui::Margin::same(theme.margin(8.0));
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = theme.pt(6.0);
            let width = theme.pt(220.0);
            let field = state.typed.show(ui, "Prepare the day", today, width, None);
            let entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
            let date = state.typed.date();
            let show = Button::primary("Show").small().name("Show this day");
            let pressed = show.enabled(date.is_some()).show(ui).clicked();
            if (entered || pressed) && date.is_some() {
                chosen = date;
                ui.close();
            }
        });
    });
    if let Some(day) = chosen {
        state.typed = DateField::default();
        state.go_to(day);
    }
}

/// The team; how many are prepared; copy and save.
pub(super) fn filters_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut HuddleState,
    out: &mut Vec<Request>,
) {
    let height = Theme::of(ui).control_height(true);
    let state = RefCell::new(state);
    ends(
        ui,
        "huddle filters",
        height,
        |ui| team_ui(ui, &mut state.borrow_mut()),
        |ui| {
            let state = &**state.borrow();
            let ink = Theme::of(ui).color().text_2;
            let ready = state.shown_lines().filter(|l| l.done_on.is_some()).count();
            let all = state.order.len();
            let noun = if all == 1 { "patient" } else { "patients" };
            let words = format!("{ready} of {all} {noun} prepared");
            text(ui, words, Style::Table, ink);
            take_out_ui(ui, view, state, out);
        },
    );
}

fn team_ui(ui: &mut Ui, state: &mut HuddleState) {
    if state.teams.is_empty() {
        return;
    }
    let options: Vec<&str> = state
        .teams
        .iter()
        .map(compact_str::CompactString::as_str)
        .collect();
    let mut chosen = state
        .team
        .as_ref()
        .and_then(|team| state.teams.iter().position(|t| t == team));
    let value = chosen.and_then(|at| options.get(at)).copied();
    let response = FilterButton::new("Team", value.unwrap_or("all"), chosen.is_some())
        .show(ui, |ui| filter_choice(ui, "all", &options, &mut chosen));
    if response.cleared {
        state.team = None;
    } else if response.inner == Some(true) {
        state.team = chosen.and_then(|at| state.teams.get(at)).cloned();
        state.take_focus();
    }
}

fn take_out_ui(ui: &mut Ui, view: &View<'_>, state: &HuddleState, out: &mut Vec<Request>) {
    // The team prepares for everybody who comes, so nobody is left out.
    let table = || {
        let columns = sheet_columns();
        let cells = |line: &HuddleLine| {
            let cells = columns.iter().map(|(key, _)| line.cell(key).into_owned());
            (line.id, cells.collect::<Vec<_>>())
        };
        let titles = columns.iter().map(|(_, title)| *title);
        let lines = state.shown_lines().map(cells);
        taking_out::table(view.workbook, titles, lines, Part2::Kept)
    };
    let taking_out = TakingOut {
        which: "the sheet of the day",
        copy: "Copy the sheet",
        save: "Save the sheet…",
        file: format!("huddle_{}.csv", state.day(view)),
        what: "the huddle sheet",
        is_any: !state.order.is_empty(),
    };
    taking_out.show(ui, table, out);
}
