//! What was seen while a test ran: the list, and the form for one more.

use chrono::NaiveDate;
use egui::{Key, Ui};

use super::draft::Draft;
use crate::domain::small_test::LEAST_OBSERVATIONS;
use crate::ui::icons::Icon;
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{Button, IconButton, TextField, field_label, is_focused, text};

/// Draws list and form; true when something is to be written.
pub(super) fn observations_ui(ui: &mut Ui, today: NaiveDate, draft: &mut Draft) -> bool {
    let theme = Theme::of(ui);
    let count = draft.value.observations.len();
    let label = if count < LEAST_OBSERVATIONS {
        format!("Observations, {count} of at least {LEAST_OBSERVATIONS}")
    } else {
        format!("Observations, {count}")
    };
    field_label(ui, &label);
    let mut act = None;
    for (at, observation) in draft.value.observations.iter().enumerate() {
        let day = observation
            .on
            .map_or_else(|| "no day".to_owned(), |on| on.to_string());
        row_ui(ui, at, &day, &observation.text, &mut act);
    }
    let mut is_changed = false;
    match act {
        Some(Act::Edit(at)) => draft.edit_note(at),
        Some(Act::Remove(at)) => {
            draft.remove_note(at);
            is_changed = true;
        }
        None => {}
    }
    ui.add_space(theme.pt(2.0));
    is_changed | form_ui(ui, today, draft)
}

enum Act {
    Edit(usize),
    Remove(usize),
}

fn row_ui(ui: &mut Ui, at: usize, day: &str, words: &str, act: &mut Option<Act>) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let number = at + 1;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = theme.pt(8.0);
        let buttons = theme.pt(84.0);
        let width = (ui.available_width() - buttons).max(theme.pt(80.0));
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 0.0;
            text(ui, day, Style::Small, colors.text_2);
            text(ui, words, Style::Table, colors.text);
        });
        let name = format!("Edit observation {number}");
        if Button::quiet("Edit").small().name(&name).show(ui).clicked() {
            *act = Some(Act::Edit(at));
        }
        let name = format!("Remove observation {number}");
        if IconButton::new(Icon::Close, &name)
            .small()
            .show(ui)
            .clicked()
        {
            *act = Some(Act::Remove(at));
        }
    });
}

/// The day and the words of one more, or of the one that is edited. Enter puts it into the list.
fn form_ui(ui: &mut Ui, today: NaiveDate, draft: &mut Draft) -> bool {
    let theme = Theme::of(ui);
    let is_new = draft.note.at.is_none();
    let (day_name, words_name) = if is_new {
        ("Day of the new observation", "New observation")
    } else {
        ("Day of the observation", "Observation")
    };
    let error = draft.not_yet(&draft.note.day);
    let width = ui.available_width() * 0.62;
    let note = &mut draft.note;
    let day = note.day.show(ui, day_name, today, width, error);
    let add = theme.pt(56.0);
    let (words, pressed) = ui
        .horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = theme.pt(8.0);
            let field = TextField::new(words_name, &mut note.words)
                .hide_label()
                .hint("What was seen or counted")
                .width(ui.available_width() - add - theme.pt(8.0));
            let words = field.show(ui);
            let (label, name) = if is_new {
                ("Add", "Add observation")
            } else {
                ("Save", "Save observation")
            };
            let button = Button::outlined(label).name(name).width(add);
            (words, button.show(ui).clicked())
        })
        .inner;
    let entered = words.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let is_left =
        (day.lost_focus() || words.lost_focus()) && !is_focused(&day) && !is_focused(&words);
    let is_kept = (entered || pressed || is_left) && draft.keep_note();
    if is_kept && entered {
        words.request_focus();
    }
    is_kept
}
