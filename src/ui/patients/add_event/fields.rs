//! The fields of one kind of event: results as tiles, day, score, words, and what they mean.

use egui::{Key, Ui, vec2};

use super::draft::{Draft, ROUTES, choices};
use super::{AddEvent, FirstFocus};
use crate::domain::assessment_tool::tool;
use crate::domain::event::EventKind;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Notice, TextField, checkbox, ends, field_error, field_label, key_tile, text,
};

/// Result tiles beside one another.
const TILES_A_ROW: usize = 3;

/// Draws everything about one kind. True when Enter was pressed in a field of one line.
pub(super) fn fields_ui(
    ui: &mut Ui,
    view: &View<'_>,
    form: &mut AddEvent,
    kind: EventKind,
) -> bool {
    let theme = Theme::of(ui);
    heading_ui(ui, form, kind);
    if !form.draft.is_raw {
        results_ui(ui, kind, &mut form.draft);
    }
    let error = form
        .error(view)
        .map(|(is_day, sentence)| (is_day, sentence.to_owned()));
    let day_error = error.as_ref().filter(|(is_day, _)| *is_day);
    let day_error = day_error.map(|(_, sentence)| sentence.as_str());
    let enter = ui.input(|input| input.key_pressed(Key::Enter));
    let mut entered = false;
    ui.horizontal_top(|ui| {
        let width = theme.pt(240.0);
        let field = form.on.show(ui, "Day", view.today, width, day_error);
        entered |= field.lost_focus() && enter;
        if kind == EventKind::Appointment && form.focus.take() {
            field.request_focus();
        }
        ui.add_space(theme.pt(8.0));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = theme.pt(6.0);
            entered |= value_ui(ui, form, kind) && enter;
        });
    });
    meaning_ui(ui, form, kind);
    if let Some((false, sentence)) = &error {
        field_error(ui, sentence);
    }
    entered
}

/// What is recorded, and the way back to the kinds.
fn heading_ui(ui: &mut Ui, form: &mut AddEvent, kind: EventKind) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let ((), other) = ends(
        ui,
        "kind of the event",
        theme.control_height(true),
        |ui| {
            text(ui, kind.label(), Style::Heading, colors.text);
            let purpose = tool(kind).map_or("", |tool| tool.purpose);
            text(ui, purpose, Style::Body, colors.text_2);
        },
        |ui| {
            let button = Button::outlined("Other kind…").small();
            !form.is_kind_given && button.show(ui).clicked()
        },
    );
    if other {
        form.kind = None;
        form.error = None;
    }
}

/// The results as tiles with their digits.
fn results_ui(ui: &mut Ui, kind: EventKind, draft: &mut Draft) {
    let usual = choices(kind);
    if usual.is_empty() {
        return;
    }
    let label = match kind {
        EventKind::Education => "Topic",
        EventKind::Visit | EventKind::Appointment => "Kind of visit",
        _ => "Result",
    };
    field_label(ui, label);
    if let Some(at) = tiles_ui(ui, usual, draft.choice, true) {
        draft.choice = Some(at);
    }
    if kind == EventKind::Outreach {
        field_label(ui, "How");
        if let Some(at) = tiles_ui(ui, &ROUTES, draft.route, false) {
            draft.route = Some(at);
        }
    }
    ui.add_space(Theme::of(ui).pt(4.0));
}

fn tiles_ui(
    ui: &mut Ui,
    words: &[&str],
    chosen: Option<usize>,
    with_digits: bool,
) -> Option<usize> {
    let theme = Theme::of(ui);
    let gap = theme.pt(8.0);
    let a_row = if words.len() == 4 { 4 } else { TILES_A_ROW };
    let width = (ui.available_width() - gap * (a_row as f32 - 1.0)) / a_row as f32;
    let mut pressed = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(gap, theme.pt(6.0));
        for (row, words) in words.chunks(a_row).enumerate() {
            ui.horizontal(|ui| {
                for (column, label) in words.iter().enumerate() {
                    let at = row * a_row + column;
                    let key = if with_digits {
                        (at + 1).to_string()
                    } else {
                        String::new()
                    };
                    let is_chosen = Some(chosen == Some(at));
                    if key_tile(ui, label, &key, width, is_chosen).clicked() {
                        pressed = Some(at);
                    }
                }
            });
        }
    });
    pressed
}

/// Label and hint of the words of a kind.
fn words_of(kind: EventKind, is_raw: bool) -> (String, &'static str) {
    if let Some(tool) = tool(kind) {
        let label = format!("{} score, 0 to {}", kind.label(), tool.highest);
        return (label, if tool.is_mean { "6.3" } else { "" });
    }
    let (label, hint) = match kind {
        EventKind::Note | EventKind::RestrictedNote => ("Words of the note", ""),
        _ if is_raw => ("Result", ""),
        EventKind::PdmpCheck => ("Finding in words", "one more prescriber since May"),
        EventKind::UrineDrugTest => ("What was found", "morphine, not prescribed"),
        EventKind::RiskTier => ("Why", "two prescribers"),
        EventKind::DiagnosisCode => ("Code", "Z79.891"),
        EventKind::Visit => ("What it was for", "pain visit"),
        EventKind::Education => ("Handed out", "leaflet on storage"),
        EventKind::NonOpioidOption => ("Which option", "physical therapy"),
        EventKind::Overdose => ("What is known", "taken to the emergency department"),
        EventKind::Outreach => ("Why", "no visit booked"),
        _ => ("Remark", ""),
    };
    (label.to_owned(), hint)
}

/// Score, code or words. True when a field of one line lost the focus.
fn value_ui(ui: &mut Ui, form: &mut AddEvent, kind: EventKind) -> bool {
    let theme = Theme::of(ui);
    let is_raw = form.draft.is_raw;
    let (label, hint) = words_of(kind, is_raw);
    let is_note = matches!(kind, EventKind::Note | EventKind::RestrictedNote);
    let is_score = tool(kind).is_some();
    let mut lost = false;
    ui.horizontal_top(|ui| {
        let mut field = TextField::new(&label, &mut form.draft.words).hint(hint);
        if is_score {
            field = field.number().width(theme.pt(160.0));
        }
        if is_note {
            field = field.rows(6);
        }
        let response = field.show(ui);
        take_focus(&mut form.focus, kind, &response);
        lost |= response.lost_focus() && !is_note;
        if kind == EventKind::Phq9 && !is_raw {
            let field = TextField::new("Item 9, 0 to 3", &mut form.draft.second);
            lost |= field.number().width(theme.pt(120.0)).show(ui).lost_focus();
        }
        if kind == EventKind::Peg && !is_raw {
            lost |= items_ui(ui, &mut form.draft);
        }
    });
    if is_raw {
        return lost;
    }
    let second = match kind {
        EventKind::Appointment => Some(("Time", "9:30", 120.0)),
        EventKind::PdmpCheck => Some(("Looked up on behalf of", "the prescriber", 320.0)),
        _ => None,
    };
    if let Some((label, hint, width)) = second {
        let field = TextField::new(label, &mut form.draft.second).hint(hint);
        lost |= field.width(theme.pt(width)).show(ui).lost_focus();
    }
    let mark = match kind {
        EventKind::UrineDrugTest => Some("Taken remotely"),
        EventKind::DiagnosisCode => Some("Taken out of the chart"),
        _ => None,
    };
    if let Some(label) = mark {
        checkbox(ui, &mut form.draft.is_marked, label);
    }
    lost
}

/// The first field of a form without results takes the focus; an appointment begins with its day.
fn take_focus(focus: &mut FirstFocus, kind: EventKind, response: &egui::Response) {
    if kind != EventKind::Appointment && focus.take() {
        response.request_focus();
    }
}

/// The three answers of PEG; their mean becomes the score.
fn items_ui(ui: &mut Ui, draft: &mut Draft) -> bool {
    let theme = Theme::of(ui);
    let mut lost = false;
    let mut changed = false;
    ui.add_space(theme.pt(12.0));
    for (label, item) in ["Pain", "Enjoyment", "Activity"]
        .into_iter()
        .zip(&mut draft.items)
    {
        let field = TextField::new(label, item).hint("0 to 10").number();
        let response = field.width(theme.pt(92.0)).show(ui);
        lost |= response.lost_focus();
        changed |= response.changed();
    }
    if changed {
        draft.take_mean();
    }
    lost
}

/// What a score means as it is typed, and what it asks for at once.
fn meaning_ui(ui: &mut Ui, form: &AddEvent, kind: EventKind) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    if let Some(reading) = form.draft.reading(kind, form.peg.as_ref()) {
        text(ui, reading, Style::Strong, colors.text);
    }
    if form.draft.asks_about_suicide(kind) {
        let rest = "Talk about suicide risk with the patient today, whatever the total is.";
        Notice::caution("Item 9 is above 0.", rest).show(ui);
    }
    let remark = tool(kind).map_or("", |tool| tool.remark);
    if !remark.is_empty() {
        text(ui, remark, Style::Small, colors.text_2);
    }
    if kind == EventKind::RestrictedNote {
        let words = "Shown only when somebody asks for it; never while presenting.";
        text(ui, words, Style::Small, colors.text_2);
    }
}
