//! What stands under the levels: the footnote, who took part in a training, the note.

use std::time::Duration;

use egui::{Id, Ui};

use super::drafts::{AttendanceDraft, NoteDraft};
use super::{Card22, FillState};
use crate::domain::programme::Footnote;
use crate::ui::icons::{Icon, icon};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{TextField, text};

/// A note is written after this pause in typing.
const PAUSE: f64 = 0.5;
/// Rows of a note on a low screen.
const LEAST_ROWS: usize = 2;
/// Height from which the levels leave the rest to the note.
const MOST_LEVELS: f32 = 470.0;

/// Rows of the note: a tall screen has room for more than two under the levels.
pub(super) fn note_rows(ui: &Ui, card: &Card22<'_>, room: f32) -> usize {
    let theme = Theme::of(ui);
    let spare = room - height(ui, card, LEAST_ROWS) - theme.pt(MOST_LEVELS);
    let more = (spare / theme.line_height(Style::Body)).clamp(0.0, 8.0);
    LEAST_ROWS + more as usize
}

/// Height of everything under the levels.
pub(super) fn height(ui: &Ui, card: &Card22<'_>, rows: usize) -> f32 {
    let theme = Theme::of(ui);
    let footnote = card.words.item().footnote.as_ref().map_or(0.0, |note| {
        let words = footnote_words(note);
        let width = ui.available_width();
        let galley = theme.galley_wrapped(ui, &words, Style::Small, theme.color().text_2, width);
        galley.size().y + theme.pt(6.0)
    });
    let attendance = if card.words.item().audience.is_some() {
        theme.control_height(true) + theme.pt(6.0)
    } else {
        0.0
    };
    // A note stays off the projected screen: it may name a person.
    let note = if card.place.is_presented {
        0.0
    } else {
        theme.pt(20.0) + theme.line_height(Style::Body) * rows as f32 + theme.pt(14.0)
    };
    footnote + attendance + note
}

fn footnote_words(note: &Footnote) -> String {
    if note.points.is_empty() {
        return format!("* {}", note.text);
    }
    format!("* {} {}.", note.text, note.points.join(" · "))
}

pub(super) fn under_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut FillState,
    card: &Card22<'_>,
    rows: usize,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = theme.pt(6.0);
    if let Some(note) = &card.words.item().footnote {
        text(ui, footnote_words(note), Style::Small, theme.color().text_2);
    }
    if let Some(audience) = &card.words.item().audience {
        attendance_ui(ui, view, &mut state.attendance, card, audience, out);
    }
    if card.place.is_presented {
        state.note.write(out);
    } else {
        note_ui(ui, &mut state.note, card, rows, out);
    }
}

fn note_ui(
    ui: &mut Ui,
    draft: &mut NoteDraft,
    card: &Card22<'_>,
    rows: usize,
    out: &mut Vec<Request>,
) {
    let of = (card.sheet.id, card.item);
    draft.turn_to(of, card.answer, out);
    let label = match card.answer {
        Some(answer) => format!(
            "Note, why this number · entered by {} {}",
            answer.by, answer.on
        ),
        None => "Note, why this number".to_owned(),
    };
    let theme = Theme::of(ui);
    text(ui, label, Style::Small, theme.color().text_2);
    ui.add_space(-theme.pt(4.0));
    // One field a note: the field's own undo must not bring another note's words.
    let id = Id::unique(("note of the self-assessment", of.0.0, of.1));
    if draft.takes_focus() {
        ui.memory_mut(|m| m.request_focus(id));
    }
    let field = TextField::new("Note, why this number", &mut draft.text)
        .rows(rows)
        .hide_label()
        .hint("N to type a note")
        .enabled(card.place.can_write)
        .id(id)
        .show(ui);
    let now = ui.input(|i| i.time);
    if field.changed() {
        draft.typed_at = now;
    }
    if field.lost_focus() {
        draft.write(out);
        draft.goes_on = false;
    } else if draft.waits() && now - draft.typed_at > PAUSE {
        draft.write(out);
    } else if draft.waits() {
        ui.ctx()
            .request_repaint_after(Duration::from_secs_f64(PAUSE + 0.1));
    }
}

/// "Took part  [14] of [18] clinicians and staff, 78 %".
fn attendance_ui(
    ui: &mut Ui,
    view: &View<'_>,
    draft: &mut AttendanceDraft,
    card: &Card22<'_>,
    audience: &str,
    out: &mut Vec<Request>,
) {
    let of = (card.round.id, card.item);
    draft.turn_to(of, view.workbook.attendance(of.0, of.1), out);
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let can = card.place.can_write;
    ui.horizontal(|ui| {
        ui.set_height(theme.control_height(true));
        text(ui, "Took part", Style::Table, colors.text_2);
        let field = |ui: &mut Ui, name: &str, text: &mut String| {
            let id = Id::unique((name, of.0.0, of.1));
            let field = TextField::new(name, text).number().small().hide_label();
            let field = field.width(theme.pt(58.0)).enabled(can).id(id);
            field.show(ui).lost_focus()
        };
        let mut left = field(ui, "Took part", &mut draft.attended);
        text(ui, "of", Style::Table, colors.text_2);
        left |= field(ui, "Invited", &mut draft.invited);
        if left {
            draft.write(out);
        }
        match draft.read() {
            Ok(Some((invited, attended))) if invited > 0 => {
                let share = 100.0 * f64::from(attended) / f64::from(invited);
                let words = format!("{audience}, {share:.0} %");
                text(ui, words, Style::Table, colors.text_2);
            }
            Ok(_) => {
                let words = format!("{audience} invited to this training; empty when not known");
                text(ui, words, Style::Table, colors.text_2);
            }
            Err(why) => {
                icon(ui, Icon::Warn, theme.pt(15.0), colors.error_mark);
                let words = format!("Not saved: {why}.");
                text(ui, words, Style::Table, colors.error_text);
            }
        }
    });
}
