//! The screen of the front desk: the day, and a large button for everything that is told apart.

use chrono::{Days, NaiveDate};
use egui::{Event, Key, ScrollArea, Ui, vec2};

use super::big_button::{BigButton, HEIGHT, LEAST_WIDTH};
use super::{TallyState, ask};
use crate::domain::command::Command;
use crate::domain::measure::command::MeasureCommand;
use crate::domain::measure::{TallyPeriod, counted_on};
use crate::ui::icons::Icon;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Card, IconButton, field_error, link, text};

/// Keys that count, one a category.
const KEYS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// The table below keeps so much height.
const TABLE: f32 = 180.0;

/// Draws day and buttons; taps become requests at once.
pub(super) fn count_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut TallyState,
    period: &TallyPeriod,
    out: &mut Vec<Request>,
) {
    let is_enabled = !view.status.is_read_only && state.day.date().is_some();
    let mut taps = if is_enabled { typed(ui) } else { Vec::new() };
    Card::new().show(ui, |ui| {
        day_ui(ui, view, state, period);
        if let Some(refusal) = &state.refusal {
            field_error(ui, refusal);
        }
        let room = ui.available_height() - Theme::of(ui).pt(TABLE);
        ScrollArea::vertical()
            .id_salt("tally buttons")
            .max_height(room.max(Theme::of(ui).pt(HEIGHT + 8.0)))
            .auto_shrink([false, true])
            .show(ui, |ui| {
                buttons_ui(ui, view, state.day.date(), (period, is_enabled), &mut taps);
            });
    });
    for (at, more) in taps {
        if let (Some(category), Some(day)) = (period.categories.get(at), state.day.date()) {
            tap(view, state, (period, day, category), more, out);
        }
    }
}

/// One event more or fewer, or why not.
fn tap(
    view: &View<'_>,
    state: &mut TallyState,
    (period, day, category): (&TallyPeriod, NaiveDate, &str),
    more: i32,
    out: &mut Vec<Request>,
) {
    let command = MeasureCommand::Tap {
        period: period.id,
        day,
        category: category.to_owned(),
        more,
    };
    let tried = Command::Measure(command.clone());
    match tried.edits(view.workbook, &view.status.initials, view.today) {
        Ok(_) => {
            state.refusal = None;
            ask(command, out);
        }
        Err(refusal) => state.refusal = Some(refusal.to_string()),
    }
}

/// The digits typed: 1 to 9 count, with Shift they take away. A key that is held counts once.
fn typed(ui: &Ui) -> Vec<(usize, i32)> {
    let ctx = ui.ctx();
    let is_busy = ctx.text_edit_focused()
        || ctx.any_popup_open()
        || ctx.memory(|m| m.top_modal_layer().is_some());
    if is_busy {
        return Vec::new();
    }
    // With Shift most layouts give another sign; the place on the keyboard stays the same.
    let digit = |key: &Key, place: &Option<Key>| {
        let at = |key: Key| KEYS.iter().position(|k| *k == key);
        place.and_then(at).or_else(|| at(*key))
    };
    ui.input(|input| {
        let events = input.events.iter().filter_map(|event| match event {
            Event::Key {
                key,
                physical_key,
                pressed: true,
                repeat: false,
                modifiers,
            } if !modifiers.ctrl && !modifiers.command && !modifiers.alt => {
                let at = digit(key, physical_key)?;
                Some((at, if modifiers.shift { -1 } else { 1 }))
            }
            _ => None,
        });
        events.collect()
    })
}

/// The day with its neighbours, and what was counted on it.
fn day_ui(ui: &mut Ui, view: &View<'_>, state: &mut TallyState, period: &TallyPeriod) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let day = state.day.date();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = theme.pt(8.0);
        // The buttons stand beside the field, not beside its label.
        let beside = |ui: &mut Ui, icon, name: &str, to: Option<NaiveDate>| {
            ui.vertical(|ui| {
                ui.add_space(theme.pt(22.0));
                let button = IconButton::new(icon, name).enabled(to.is_some());
                button.show(ui).clicked().then_some(to).flatten()
            })
            .inner
        };
        let open = |day: NaiveDate| Some(day).filter(|day| period.is_open(*day));
        let before = day.and_then(|d| d.checked_sub_days(Days::new(1)));
        let after = day.and_then(|d| d.checked_add_days(Days::new(1)));
        let mut to = beside(ui, Icon::Left, "Previous day", before.and_then(open));
        let width = theme.pt(170.0);
        let field = state.day.show(ui, "Day", view.today, width, None);
        if field.changed() {
            state.refusal = None;
        }
        to = to.or(beside(ui, Icon::Right, "Next day", after.and_then(open)));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = theme.pt(4.0);
            ui.add_space(theme.pt(20.0));
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = theme.pt(12.0);
                ui.set_min_height(theme.pt(26.0));
                if day != Some(view.today)
                    && period.is_open(view.today)
                    && link(ui, "Go to today").clicked()
                {
                    to = Some(view.today);
                }
                let words = counted_words(view, period, day);
                text(ui, words, Style::Body, colors.text_2);
            });
            if view.status.is_read_only {
                let words = "The file is open for reading only: nothing can be counted.";
                text(ui, words, Style::Small, colors.text_2);
            } else {
                let words = "Keys 1 to 9 count, Shift with the key takes one away, Ctrl+Z undoes.";
                text(ui, words, Style::Small, colors.text_2);
            }
        });
        if let Some(to) = to {
            state.show_day(to);
        }
    });
}

/// "7 on this day, 21 in all".
fn counted_words(view: &View<'_>, period: &TallyPeriod, day: Option<NaiveDate>) -> String {
    let all = crate::domain::measure::total(view.workbook, period.id);
    let Some(day) = day else {
        return format!("{all} in all");
    };
    let on = |category: &String| counted_on(view.workbook, period.id, day, category);
    let here: u32 = period.categories.iter().map(on).sum();
    let when = if day == view.today {
        "today"
    } else {
        "on this day"
    };
    format!("{here} {when}, {all} in all")
}

/// The buttons, as many in a row as fit.
fn buttons_ui(
    ui: &mut Ui,
    view: &View<'_>,
    day: Option<NaiveDate>,
    (period, is_enabled): (&TallyPeriod, bool),
    taps: &mut Vec<(usize, i32)>,
) {
    let theme = Theme::of(ui);
    let gap = theme.card_gap();
    // The ring of the focus needs its place at the edge.
    let edge = theme.pt(5.0);
    let room = ui.available_width() - 2.0 * edge;
    let fit = ((room + gap) / (theme.pt(LEAST_WIDTH) + gap)).floor() as usize;
    let rows = period.categories.len().div_ceil(fit.max(1)).max(1);
    let a_row = period.categories.len().div_ceil(rows).max(1);
    let width = (room - gap * (a_row - 1) as f32) / a_row as f32;
    ui.add_space(edge);
    for (row, categories) in period.categories.chunks(a_row).enumerate() {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing = vec2(gap, gap);
            ui.add_space(edge);
            for (column, category) in categories.iter().enumerate() {
                let at = row * a_row + column;
                let count = day.map_or(0, |d| counted_on(view.workbook, period.id, d, category));
                let more = BigButton {
                    name: category,
                    count,
                    key: (at < KEYS.len()).then(|| (at + 1).to_string()),
                    is_enabled,
                    width,
                }
                .show(ui);
                if more != 0 {
                    taps.push((at, more));
                }
            }
        });
        ui.add_space(edge);
    }
}
