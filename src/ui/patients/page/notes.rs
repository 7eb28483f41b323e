//! Free notes about the patient: a field to add one, and those there are, newest first.

use chrono::NaiveDate;
use egui::{Key, Modifiers, ScrollArea, Ui};

use super::data::{NoteLine, PageData};
use super::events::{note_words, show_name};
use super::revealed::Revealed;
use crate::domain::command::Command;
use crate::domain::event::EventKind;
use crate::domain::ids::PatientId;
use crate::ui::icons::Icon;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{Button, Card, IconButton, TextField, checkbox, divider, ends, text};

/// A note being written.
#[derive(Default)]
pub(super) struct NoteDraft {
    words: String,
    is_restricted: bool,
}

/// Draws the notes.
pub(super) fn notes_ui(
    ui: &mut Ui,
    (patient, today): (PatientId, NaiveDate),
    data: &PageData,
    (draft, revealed): (&mut NoteDraft, &mut Revealed),
    out: &mut Vec<Request>,
) {
    Card::new().title("Notes").fill_height().show(ui, |ui| {
        add_ui(ui, (patient, today), draft, out);
        let theme = Theme::of(ui);
        if data.notes.is_empty() {
            let ink = theme.color().text_2;
            let words = "No note yet. Notes stay in the clinic file, with who wrote them and when.";
            text(ui, words, Style::Body, ink);
            return;
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for note in &data.notes {
                note_ui(ui, note, revealed, out);
            }
        });
    });
}

fn add_ui(
    ui: &mut Ui,
    (patient, today): (PatientId, NaiveDate),
    draft: &mut NoteDraft,
    out: &mut Vec<Request>,
) {
    let save_key = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter))
        && !draft.words.is_empty();
    TextField::new("New note", &mut draft.words)
        .rows(3)
        .show(ui);
    let restricted = "Restricted: shown only when somebody asks for it";
    checkbox(ui, &mut draft.is_restricted, restricted);
    let is_empty = draft.words.trim().is_empty();
    let add = Button::outlined("Add note")
        .enabled(!is_empty)
        .hover("Ctrl+Enter");
    if (add.show(ui).clicked() || save_key) && !is_empty {
        out.push(Request::Command(Command::AddEvent {
            patient,
            on: today,
            kind: if draft.is_restricted {
                EventKind::RestrictedNote
            } else {
                EventKind::Note
            },
            value: std::mem::take(draft).words,
        }));
    }
}

fn note_ui(ui: &mut Ui, note: &NoteLine, revealed: &mut Revealed, out: &mut Vec<Request>) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.spacing_mut().item_spacing.y = theme.pt(4.0);
    divider(ui);
    let (_, removed) = ends(
        ui,
        &format!("note {}", note.id.0),
        theme.pt(24.0),
        |ui| text(ui, note.heading.as_str(), Style::Small, colors.text_2),
        |ui| {
            let name = format!("Remove note {} of {}", note.id.0, note.day);
            let hover = format!("Remove note of {}", note.day);
            let remove = IconButton::new(Icon::Close, &name).hover(&hover).small();
            remove.show(ui).clicked()
        },
    );
    if removed {
        out.push(Request::Command(Command::RemoveEvent(note.id)));
    }
    let is_shown = revealed.shows(note.id);
    if note.is_restricted && !is_shown {
        let name = show_name(&note.day, note.id);
        let show = Button::outlined("Show").small().name(&name);
        if show.show(ui).clicked() {
            revealed.show(note.id);
        }
    }
    let words = note_words(&note.text, note.is_restricted, is_shown);
    text(ui, words, Style::Body, colors.text);
    ui.add_space(theme.pt(6.0));
}
