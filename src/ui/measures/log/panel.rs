//! One entry of the log in full.

use egui::Ui;

use super::rows::measure_words;
use crate::domain::measure::{MeasureId, MeasureLogEntry};
use crate::ui::icons::Icon;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, IconButton, begin_at_top, ends, field_label, text, words_link};

/// What was pressed in the panel's content.
pub(super) enum Pressed {
    Nothing,
    Close,
    /// The chart of this measure.
    Measure(MeasureId),
}

/// What was pressed at its foot.
pub(super) enum Asked {
    Nothing,
    Change,
    Remove,
}

/// Draws the entry.
pub(super) fn content_ui(ui: &mut Ui, view: &View<'_>, entry: &MeasureLogEntry) -> Pressed {
    begin_at_top(ui, entry.id);
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.spacing_mut().item_spacing.y = theme.pt(10.0);
    let mut pressed = Pressed::Nothing;
    let ((), closed) = ends(
        ui,
        "measure log entry head",
        theme.pt(24.0),
        |ui| {
            text(ui, entry.kind.label(), Style::Heading, colors.text);
        },
        |ui| {
            let cross = IconButton::new(Icon::Close, "Close the entry").small();
            cross.show(ui).clicked()
        },
    );
    if closed {
        pressed = Pressed::Close;
    }
    text(
        ui,
        entry.day.format("%Y-%m-%d, %A").to_string(),
        Style::Body,
        colors.text_2,
    );
    for (label, words) in [
        (entry.kind.who_label(), &entry.who),
        ("What was said or decided", &entry.words),
    ] {
        if !words.is_empty() {
            under(ui, label, |ui| text(ui, words, Style::Body, colors.text));
        }
    }
    under(ui, "About", |ui| {
        let Some(measure) = entry.measure else {
            text(ui, "All measures", Style::Body, colors.text);
            return;
        };
        let name = measure_words(view, entry);
        if !MeasureId::all(view.workbook).contains(&measure) {
            text(ui, name, Style::Body, colors.text);
            return;
        }
        let label = format!("Open the run chart of {name}");
        if words_link(ui, &name, &label).clicked() {
            pressed = Pressed::Measure(measure);
        }
    });
    let by = if entry.by.is_empty() {
        format!("Written on {}", entry.on)
    } else {
        format!("Written by {} on {}", entry.by, entry.on)
    };
    text(ui, by, Style::Small, colors.text_2);
    pressed
}

/// Draws words close under their label.
fn under<R>(ui: &mut Ui, label: &str, words: impl FnOnce(&mut Ui) -> R) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        field_label(ui, label);
        words(ui)
    });
}

/// Draws what can be done with it.
pub(super) fn actions_ui(ui: &mut Ui) -> Asked {
    if Button::outlined("Change…")
        .small()
        .name("Change the entry…")
        .show(ui)
        .clicked()
    {
        return Asked::Change;
    }
    let remove = Button::outlined("Remove")
        .small()
        .name("Remove the entry")
        .hover("Undo brings it back");
    if remove.show(ui).clicked() {
        return Asked::Remove;
    }
    Asked::Nothing
}
