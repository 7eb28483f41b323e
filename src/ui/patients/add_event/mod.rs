//! A new care event: E, a letter for the kind or a digit for one of the usual nine, a digit for the
//! result, Enter. The same form changes an event.

mod draft;
mod fields;
mod kinds;

use egui::{Context, Event, Id, Key, Modifiers, Ui};

use super::FirstFocus;
use super::kind_grid::kind_grid;
use super::standing::Peg;
use crate::domain::command::Command;
use crate::domain::event::{CareEvent, EventKind};
use crate::domain::ids::{EventId, PatientId};
use crate::domain::patient::Patient;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{DateField, Dialog, DialogOutcome, TextField, text};
use draft::{Draft, choices};

pub(super) use kinds::KindGroup;

/// An event being added or changed.
pub(super) struct AddEvent {
    patient: PatientId,
    name: String,
    /// The event that is changed.
    changes: Option<EventId>,
    kind: Option<EventKind>,
    /// Whether another kind can be chosen.
    is_kind_given: bool,
    find: String,
    on: DateField,
    draft: Draft,
    /// The last PEG score, to tell the change from.
    peg: Option<Peg>,
    /// Why it could not be saved, and what was filled in then.
    error: Option<(String, Filled)>,
    focus: FirstFocus,
}

/// Day and value as they were when saving was tried.
type Filled = (String, Result<String, String>);

impl AddEvent {
    /// A form for today that asks for the kind first.
    pub fn new(view: &View<'_>, patient: PatientId) -> Self {
        let record = view.workbook.patient(patient);
        Self {
            patient,
            name: record.map_or_else(String::new, Patient::name),
            changes: None,
            kind: None,
            is_kind_given: false,
            find: String::new(),
            on: DateField::new(Some(view.today)),
            draft: Draft::default(),
            peg: Peg::last(view.workbook.events_of(patient), view.today),
            error: None,
            focus: FirstFocus::default(),
        }
    }

    /// A form for an event of one kind.
    pub fn of_kind(view: &View<'_>, patient: PatientId, kind: EventKind) -> Self {
        let mut form = Self::new(view, patient);
        form.choose(kind);
        form.is_kind_given = true;
        form
    }

    /// A form that changes an event's day and value.
    pub fn of_event(view: &View<'_>, event: &CareEvent) -> Self {
        Self {
            changes: Some(event.id),
            is_kind_given: true,
            kind: Some(event.kind),
            on: DateField::new(Some(event.on)),
            draft: Draft::of_value(&event.value),
            focus: FirstFocus::wanted(),
            ..Self::new(view, event.patient)
        }
    }

    fn choose(&mut self, kind: EventKind) {
        self.kind = Some(kind);
        self.find.clear();
        // A PDMP check is a look-up: that it was reviewed is what the entry says. No other result
        // is taken for granted.
        self.draft = Draft {
            choice: (kind == EventKind::PdmpCheck).then_some(0),
            ..Draft::default()
        };
        if kind == EventKind::Appointment {
            self.on = DateField::default();
        }
        self.error = None;
        self.focus = if choices(kind).is_empty() {
            FirstFocus::wanted()
        } else {
            FirstFocus::default()
        };
    }

    fn filled(&self) -> Filled {
        let value = self.kind.map_or(Ok(String::new()), |k| self.draft.value(k));
        (self.on.text.clone(), value)
    }

    /// Why it could not be saved, as long as nothing was changed since; whether it is about the day.
    fn error(&self, view: &View<'_>) -> Option<(bool, &str)> {
        let (sentence, filled) = self.error.as_ref()?;
        let is_future = self.on.date().is_some_and(|on| on > view.today);
        let may_come = self.kind == Some(EventKind::Appointment);
        let is_day = self.on.date().is_none() || (is_future && !may_come);
        (*filled == self.filled()).then_some((is_day, sentence.as_str()))
    }

    fn command(&self) -> Result<Command, String> {
        let kind = self.kind.ok_or("Choose what took place.")?;
        let on = match self.on.date() {
            Some(on) => on,
            None if self.on.is_usable() => return Err("Give the day.".to_owned()),
            None => {
                return Err("This is not a date. Type it like 2026-03-04, 3/4 or today.".to_owned());
            }
        };
        let value = self.draft.value(kind)?;
        Ok(match self.changes {
            Some(event) => Command::ChangeEvent { event, on, value },
            None => Command::AddEvent {
                patient: self.patient,
                on,
                kind,
                value,
            },
        })
    }

    /// Asks for it, or says why it cannot be. True when it was asked for.
    fn save(&mut self, view: &View<'_>, out: &mut Vec<Request>) -> bool {
        match self.command().and_then(|command| view.tried(command)) {
            Ok(request) => {
                out.push(request);
                true
            }
            Err(sentence) => {
                self.error = Some((sentence, self.filled()));
                false
            }
        }
    }
}

fn find_id() -> Id {
    Id::unique("find a kind of event")
}

/// Draws the form. True when it is done with.
pub(super) fn add_event_ui(
    ctx: &Context,
    view: &View<'_>,
    form: &mut AddEvent,
    out: &mut Vec<Request>,
) -> bool {
    let (title, save) = match form.changes {
        Some(_) => ("Change event", "Save change"),
        None => ("Add event", "Save event"),
    };
    let subtitle = form.name.clone();
    let mut entered = false;
    let response = Dialog::new(title)
        .subtitle(&subtitle)
        .width(920.0)
        .safe("Cancel")
        .primary(save)
        .primary_enabled(form.kind.is_some())
        .focus_body()
        .show(ctx, |ui| {
            keys_ui(ui, form);
            match form.kind {
                Some(kind) => entered = fields::fields_ui(ui, view, form, kind),
                None => kinds_ui(ui, form),
            }
        });
    let entered = entered || form.kind.is_some() && enter_without_focus(ctx);
    match response.outcome {
        Some(DialogOutcome::Dismissed) => true,
        Some(DialogOutcome::Confirmed) => form.save(view, out),
        _ if entered => form.save(view, out),
        _ => false,
    }
}

/// Enter while no control has the focus saves.
fn enter_without_focus(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.focused().is_none())
        && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
}

/// Letters and digits choose the kind, then digits its result.
fn keys_ui(ui: &Ui, form: &mut AddEvent) {
    if ui.ctx().text_edit_focused() {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let mut used = false;
    if let Some(kind) = form.kind {
        let results = if form.draft.is_raw {
            0
        } else {
            choices(kind).len()
        };
        for (at, key) in kinds::DIGITS.into_iter().enumerate().take(results) {
            if pressed(key) {
                form.draft.choice = Some(at);
                used = true;
            }
        }
    } else {
        for (at, kind) in EventKind::ALL.into_iter().enumerate() {
            let digit = kinds::DIGITS.get(at).is_some_and(|key| pressed(*key));
            if digit || pressed(kinds::letter(kind)) {
                form.choose(kind);
                used = true;
                break;
            }
        }
    }
    if used {
        // The letter is not to be typed into the field that gets the focus now.
        ui.input_mut(|input| input.events.retain(|e| !matches!(e, Event::Text(_))));
    }
}

/// All kinds in groups, narrowed by what is typed; Enter takes the first of those left.
fn kinds_ui(ui: &mut Ui, form: &mut AddEvent) {
    let theme = Theme::of(ui);
    let width = theme.pt(280.0);
    ui.horizontal(|ui| {
        let field = TextField::new("Find a kind of event", &mut form.find)
            .search()
            .hide_label()
            .hint("Find, e.g. UDT or depression")
            .width(width)
            .id(find_id())
            .show(ui);
        let ink = theme.color().text_2;
        let words = "The key on a tile chooses it. Day and result are asked next.";
        text(ui, words, Style::Body, ink);
        let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if is_entered && let Some(kind) = kinds::first_found(&form.find) {
            ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
            form.choose(kind);
        }
    });
    ui.add_space(theme.pt(4.0));
    if kinds::first_found(&form.find).is_none() {
        let words = "No kind of event has these words. A note can hold anything.";
        text(ui, words, Style::Body, theme.color().text_2);
    }
    if let Some(kind) = kind_grid(ui, &kinds::columns(&form.find)) {
        form.choose(kind);
    }
}
