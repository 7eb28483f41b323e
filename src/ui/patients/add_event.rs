//! A new care event: E, a digit or letter for the kind, a digit for the result, Enter.

use chrono::NaiveDate;
use egui::{Context, Event, Id, Key, Modifiers, Ui};

use super::FirstFocus;
use crate::domain::command::Command;
use crate::domain::event::{EventKind, peg_score};
use crate::domain::ids::PatientId;
use crate::domain::patient::Patient;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    DateField, Dialog, DialogOutcome, Segment, TextField, field_error, field_label, segmented, text,
};

/// The digit keys, in the order of kinds and of results.
const DIGITS: [Key; 9] = [
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
/// Kinds beside one another.
const KINDS_A_ROW: usize = 5;
/// The letters of the kinds, as [`EventKind::ALL`].
const LETTERS: [Key; 9] = [
    Key::P,
    Key::U,
    Key::A,
    Key::G,
    Key::N,
    Key::V,
    Key::R,
    Key::D,
    Key::T,
];

/// An event being added.
pub(super) struct AddEvent {
    patient: PatientId,
    name: String,
    kind: Option<EventKind>,
    on: DateField,
    /// Which of the kind's usual results.
    result: Option<usize>,
    /// A result, score or note in free words; goes before the chosen result.
    words: String,
    was_tried: bool,
    focus: FirstFocus,
}

impl AddEvent {
    /// A form for today.
    pub fn new(view: &View<'_>, patient: PatientId) -> Self {
        let record = view.workbook.patient(patient);
        Self {
            patient,
            name: record.map_or_else(String::new, Patient::name),
            kind: None,
            on: DateField::new(Some(view.today)),
            result: None,
            words: String::new(),
            was_tried: false,
            focus: FirstFocus::default(),
        }
    }

    /// A form for today with the kind chosen.
    pub fn of_kind(view: &View<'_>, patient: PatientId, kind: EventKind) -> Self {
        let mut form = Self::new(view, patient);
        form.choose(kind);
        form
    }

    fn choose(&mut self, kind: EventKind) {
        self.kind = Some(kind);
        // A PDMP check is a look-up: that it was reviewed is what the entry says. No other result
        // is taken for granted.
        self.result = (kind == EventKind::PdmpCheck).then_some(0);
        self.was_tried = false;
        self.focus = if kind.usual_values().is_empty() {
            FirstFocus::wanted()
        } else {
            FirstFocus::default()
        };
    }

    fn value(&self) -> String {
        let typed = self.words.trim();
        let usual = self.kind.map_or(&[] as &[&str], EventKind::usual_values);
        if typed.is_empty() {
            let chosen = self.result.and_then(|at| usual.get(at));
            chosen.copied().unwrap_or_default().to_owned()
        } else {
            typed.replace(
                ',',
                if self.kind == Some(EventKind::Peg) {
                    "."
                } else {
                    ","
                },
            )
        }
    }

    fn date_error(&self, today: NaiveDate) -> Option<&'static str> {
        match self.on.date() {
            Some(on) if on > today => {
                Some("The day lies in the future. Give the day on which it took place.")
            }
            Some(_) => None,
            None if self.on.is_usable() => Some("Give the day on which it took place."),
            None => Some("This is not a date. Type it like 2026-03-04, 3/4 or today."),
        }
    }

    fn value_error(&self) -> Option<&'static str> {
        let value = self.value();
        match self.kind? {
            EventKind::Peg => peg_score(&value)
                .is_none()
                .then_some("A PEG score is a number from 0 to 10, e.g. 6.3."),
            EventKind::Note => value.is_empty().then_some("Type what should be kept."),
            EventKind::Visit => None,
            _ => value
                .is_empty()
                .then_some("Choose a result, or type it in other words."),
        }
    }

    fn finished(&self, today: NaiveDate) -> Option<Command> {
        let is_right = self.date_error(today).is_none() && self.value_error().is_none();
        let (kind, on) = (self.kind?, self.on.date()?);
        is_right.then(|| Command::AddEvent {
            patient: self.patient,
            on,
            kind,
            value: self.value(),
        })
    }
}

fn words_id() -> Id {
    Id::unique("words of a new event")
}

/// Draws the form. True when it is done with.
pub(super) fn add_event_ui(
    ctx: &Context,
    view: &View<'_>,
    form: &mut AddEvent,
    out: &mut Vec<Request>,
) -> bool {
    let subtitle = format!("{} · keys 1 to 9 choose", form.name);
    let mut entered = false;
    let response = Dialog::new("Add event")
        .subtitle(&subtitle)
        .width(780.0)
        .safe("Cancel")
        .primary("Save event")
        .primary_enabled(form.kind.is_some())
        .focus_body()
        .show(ctx, |ui| {
            keys_ui(ui, form);
            kinds_ui(ui, form);
            if form.kind.is_some() {
                entered = fields_ui(ui, view, form);
            } else {
                let ink = Theme::of(ui).color().text_2;
                let hint = "Choose what took place. Its day and result are asked next.";
                text(ui, hint, Style::Body, ink);
            }
        });
    let entered = entered || form.kind.is_some() && enter_without_focus(ctx);
    match response.outcome {
        Some(DialogOutcome::Dismissed) => true,
        Some(DialogOutcome::Confirmed) => save(view, form, out),
        _ if entered => save(view, form, out),
        _ => false,
    }
}

fn save(view: &View<'_>, form: &mut AddEvent, out: &mut Vec<Request>) -> bool {
    form.was_tried = true;
    let command = form.finished(view.today);
    let is_done = command.is_some();
    out.extend(command.map(Request::Command));
    is_done
}

/// Enter while no control has the focus saves.
fn enter_without_focus(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.focused().is_none())
        && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
}

/// Letters choose the kind; digits the kind, then its result.
fn keys_ui(ui: &Ui, form: &mut AddEvent) {
    if ui.ctx().text_edit_focused() {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let results = form.kind.map_or(0, |kind| kind.usual_values().len());
    let mut used = false;
    for (at, kind) in EventKind::ALL.into_iter().enumerate() {
        let digit = DIGITS.get(at).is_some_and(|key| pressed(*key));
        let letter = LETTERS.get(at).is_some_and(|key| pressed(*key));
        if digit && form.kind.is_some() && at < results {
            form.result = Some(at);
            used = true;
        } else if letter || digit && form.kind.is_none() {
            form.choose(kind);
            used = true;
        }
    }
    if used {
        // The letter is not to be typed into the field that gets the focus now.
        ui.input_mut(|input| input.events.retain(|e| !matches!(e, Event::Text(_))));
    }
}

/// The kinds, in two rows that fit the dialog.
fn kinds_ui(ui: &mut Ui, form: &mut AddEvent) {
    let segments: Vec<Segment> = (1..)
        .zip(EventKind::ALL)
        .map(|(digit, kind)| Segment::counted(kind.label(), digit))
        .collect();
    let chosen = EventKind::ALL.iter().position(|k| Some(*k) == form.kind);
    let names = ["Kind of event", "Other kind of event"];
    let rows = segments.chunks(KINDS_A_ROW).zip(names);
    for (row, (segments, name)) in rows.enumerate() {
        let first = row * KINDS_A_ROW;
        let mut here = chosen
            .and_then(|at| at.checked_sub(first))
            .unwrap_or(usize::MAX);
        if segmented(ui, name, segments, &mut here)
            && let Some(kind) = EventKind::ALL.get(first + here)
        {
            form.choose(*kind);
        }
    }
}

/// Day and result. True when Enter was pressed in a field of one line.
fn fields_ui(ui: &mut Ui, view: &View<'_>, form: &mut AddEvent) -> bool {
    let Some(kind) = form.kind else { return false };
    let theme = Theme::of(ui);
    let day_width = theme.pt(240.0);
    let tried = form.was_tried;
    let date_error = form.date_error(view.today).filter(|_| tried);
    let value_error = form.value_error().filter(|_| tried);
    let enter = ui.input(|input| input.key_pressed(Key::Enter));
    let mut entered = false;
    ui.horizontal_top(|ui| {
        let label = "Day";
        let field = form.on.show(ui, label, view.today, day_width, date_error);
        entered |= field.lost_focus() && enter;
        ui.add_space(theme.pt(8.0));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            entered |= value_ui(ui, form, kind, value_error) && enter;
        });
    });
    entered
}

/// The result of the kind. True when its field lost the focus.
fn value_ui(ui: &mut Ui, form: &mut AddEvent, kind: EventKind, error: Option<&str>) -> bool {
    let theme = Theme::of(ui);
    let usual = kind.usual_values();
    let (label, hint) = match kind {
        EventKind::Peg => ("PEG score, 0 to 10", "6.3"),
        EventKind::Visit => ("What it was for", "pain visit"),
        EventKind::RiskTier => ("Why, or in other words", "high: two prescribers"),
        EventKind::DiagnosisCode => ("Code, with “removed” when it was taken out", "Z79.891"),
        EventKind::Note => ("Note", ""),
        _ => ("In other words", ""),
    };
    if !usual.is_empty() {
        field_label(ui, "Result");
        let segments: Vec<Segment> = (1..)
            .zip(usual)
            .map(|(digit, words)| Segment::counted(*words, digit))
            .collect();
        let mut chosen = form.result.unwrap_or(usize::MAX);
        if segmented(ui, "Result", &segments, &mut chosen) {
            form.result = Some(chosen);
            form.words.clear();
        }
        ui.add_space(theme.pt(8.0));
    }
    let mut field = TextField::new(label, &mut form.words)
        .hint(hint)
        .id(words_id());
    if kind == EventKind::Peg {
        field = field.number().width(theme.pt(140.0));
    }
    if kind == EventKind::Note {
        field = field.rows(4);
    }
    let response = field.show(ui);
    if let Some(error) = error {
        field_error(ui, error);
    }
    if form.focus.take() {
        response.request_focus();
    }
    response.lost_focus() && kind != EventKind::Note
}
