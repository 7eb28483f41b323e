//! What holds for a patient: a new entry by kind, other values of one, or its end with an outcome.

use egui::{Context, Ui};

use super::FirstFocus;
use super::kind_grid::{Section, Tile, kind_grid};
use crate::domain::clinic::Settings;
use crate::domain::command::Command;
use crate::domain::ids::{PatientFactId, PatientId};
use crate::domain::patient::Patient;
use crate::domain::patient_fact::{FactGroup, FactKind, PatientFact, PatientFactCommand};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, DateField, Dialog, DialogOutcome, TextField, checkbox, ends, field_error, text,
};

/// What the form is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    Add,
    Change,
    Close,
}

/// An entry being made, changed or closed.
pub(super) struct FactForm {
    task: Task,
    name: String,
    /// The record as it stands, or an empty one.
    record: PatientFact,
    kind: Option<FactKind>,
    from: DateField,
    to: DateField,
    due: DateField,
    words: String,
    outcome: String,
    is_restricted: bool,
    error: Option<String>,
    focus: FirstFocus,
}

impl FactForm {
    /// A new entry, which asks for its kind first.
    pub fn new(view: &View<'_>, patient: PatientId) -> Self {
        let record = PatientFact {
            id: PatientFactId(0),
            patient,
            kind: FactKind::Active,
            from: Some(view.today),
            to: None,
            due: None,
            words: String::new(),
            outcome: String::new(),
            is_restricted: false,
            by: String::new(),
            on: view.today,
        };
        Self {
            kind: None,
            ..Self::of(view, record, Task::Add)
        }
    }

    /// Other values of an entry.
    pub fn change(view: &View<'_>, fact: &PatientFact) -> Self {
        Self::of(view, fact.clone(), Task::Change)
    }

    /// The end of an entry that is under way.
    pub fn close(view: &View<'_>, fact: &PatientFact) -> Self {
        let mut record = fact.clone();
        record.to = Some(view.today);
        Self {
            focus: FirstFocus::wanted(),
            ..Self::of(view, record, Task::Close)
        }
    }

    fn of(view: &View<'_>, record: PatientFact, task: Task) -> Self {
        let person = view.workbook.patient(record.patient);
        Self {
            task,
            name: person.map_or_else(String::new, Patient::name),
            kind: Some(record.kind),
            from: DateField::new(record.from),
            to: DateField::new(record.to),
            due: DateField::new(record.due),
            words: record.words.clone(),
            outcome: record.outcome.clone(),
            is_restricted: record.is_restricted,
            error: None,
            focus: FirstFocus::default(),
            record,
        }
    }

    fn choose(&mut self, kind: FactKind) {
        self.kind = Some(kind);
        self.is_restricted = kind.is_restricted_at_first();
        self.focus = FirstFocus::wanted();
    }

    fn title(&self) -> String {
        let kind = self.kind.map_or("", FactKind::label);
        match self.task {
            Task::Add => "Add to standing".to_owned(),
            Task::Change => format!("Change {kind}"),
            Task::Close => format!("Close {kind}"),
        }
    }

    fn command(&self) -> Result<Command, String> {
        let kind = self.kind.ok_or("Choose what holds for the patient.")?;
        if [&self.from, &self.to, &self.due]
            .iter()
            .any(|day| !day.is_usable())
        {
            return Err("One of the days is not a date. Type it like 2026-03-04.".to_owned());
        }
        let fact = PatientFact {
            kind,
            from: self.from.date(),
            to: self.to.date(),
            due: self.due.date(),
            words: self.words.clone(),
            outcome: self.outcome.clone(),
            is_restricted: self.is_restricted,
            ..self.record.clone()
        };
        let command = PatientFactCommand::Save(Box::new(fact));
        Ok(Command::PatientFact(command))
    }
}

/// Draws the form. True when it is done with.
pub(super) fn fact_form_ui(
    ctx: &Context,
    view: &View<'_>,
    form: &mut FactForm,
    out: &mut Vec<Request>,
) -> bool {
    let (title, subtitle) = (form.title(), form.name.clone());
    let width = if form.kind.is_none() { 1060.0 } else { 660.0 };
    let extras: &[&str] = match form.task {
        Task::Change => &["Remove entry"],
        Task::Add | Task::Close => &[],
    };
    let response = Dialog::new(&title)
        .subtitle(&subtitle)
        .width(width)
        .safe("Cancel")
        .extras(extras)
        .primary(match form.task {
            Task::Close => "Close entry",
            Task::Add | Task::Change => "Save entry",
        })
        .primary_enabled(form.kind.is_some())
        .focus_body()
        .show(ctx, |ui| match (form.kind, form.task) {
            (None, _) => {
                if let Some(kind) = kind_grid(ui, &columns()) {
                    form.choose(kind);
                }
            }
            (Some(kind), Task::Close) => close_ui(ui, view, form, kind),
            (Some(kind), _) => fields_ui(ui, view, form, kind),
        });
    match response.outcome {
        Some(DialogOutcome::Dismissed) => true,
        Some(DialogOutcome::Extra(_)) => {
            let remove = PatientFactCommand::Remove(form.record.id);
            out.push(Request::Command(Command::PatientFact(remove)));
            true
        }
        Some(DialogOutcome::Confirmed) => {
            match form.command().and_then(|command| view.tried(command)) {
                Ok(request) => {
                    out.push(request);
                    return true;
                }
                Err(sentence) => form.error = Some(sentence),
            }
            false
        }
        None => false,
    }
}

/// A column a group; care plans have a form of their own.
fn columns() -> Vec<Vec<Section<FactKind>>> {
    let tiles = |group| {
        let kinds = FactKind::of_group(group).filter(|kind| *kind != FactKind::CarePlan);
        let tile = |kind: FactKind| Tile {
            kind,
            label: kind.label(),
            key: String::new(),
        };
        kinds.map(tile).collect()
    };
    let section = |group: FactGroup| Section {
        title: group.label(),
        tiles: tiles(group),
    };
    FactGroup::ALL.map(|group| vec![section(group)]).into()
}

/// The label of the words of a kind.
fn words_label(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Referral => "To whom and why",
        FactKind::Release => "To whom, and for what",
        FactKind::Taper => "Plan and pace",
        FactKind::HardTalk => "What about, and how to go about it",
        _ if kind.group() == FactGroup::Status => "Why",
        _ => "What exactly",
    }
}

/// What follows from an entry, where something does.
pub(super) fn consequence(kind: FactKind, settings: &Settings) -> Option<&'static str> {
    if kind.ends_care() {
        return Some(
            "From its first day the patient is left out of LtOT, of measures and of gaps.",
        );
    }
    if kind.is_exclusion() {
        return Some(if settings.gaps.leave_out_exclusions {
            "While it holds the patient is left out of LtOT, of measures and of gaps, as the clinic has chosen."
        } else {
            "The patient stays in LtOT and measures: the clinic has chosen not to leave such patients out."
        });
    }
    match kind {
        FactKind::Active => Some("The patient counts again from its first day."),
        FactKind::AsNeeded => Some("The MED is shown as a maximum."),
        FactKind::Part2 => Some(
            "Exported lists leave the patient out unless somebody asks for Part 2 patients too.",
        ),
        kind if kind.asks_for_naloxone() => Some("It is a reason to offer naloxone."),
        _ => None,
    }
}

fn fields_ui(ui: &mut Ui, view: &View<'_>, form: &mut FactForm, kind: FactKind) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    if form.task == Task::Add {
        let (_, other) = ends(
            ui,
            "kind of the entry",
            theme.control_height(true),
            |ui| text(ui, kind.label(), Style::Heading, colors.text),
            |ui| Button::outlined("Other kind…").small().show(ui).clicked(),
        );
        if other {
            form.kind = None;
            form.error = None;
        }
    }
    let is_under_way = kind.group() == FactGroup::UnderWay;
    let mut field = TextField::new(words_label(kind), &mut form.words);
    if is_under_way {
        field = field.rows(if kind == FactKind::HardTalk { 5 } else { 3 });
    }
    let response = field.show(ui);
    if form.focus.take() {
        response.request_focus();
    }
    let count = if is_under_way { 3.0 } else { 2.0 };
    let width = (ui.available_width() - theme.gap() * (count - 1.0)) / count;
    ui.horizontal_top(|ui| {
        let (first, last) = if is_under_way {
            ("Since", "Ended on")
        } else {
            ("First day", "Last day, if known")
        };
        form.from.show(ui, first, view.today, width, None);
        if is_under_way {
            let due = match kind {
                FactKind::Release => "Expires on",
                _ => "Look at it again on",
            };
            form.due.show(ui, due, view.today, width, None);
        }
        form.to.show(ui, last, view.today, width, None);
    });
    if form.task == Task::Change && is_under_way {
        TextField::new("What came of it", &mut form.outcome).show(ui);
    }
    checkbox(
        ui,
        &mut form.is_restricted,
        "Restricted: shown only when somebody asks for it",
    );
    if let Some(words) = consequence(kind, &view.workbook.settings) {
        text(ui, words, Style::Body, colors.text_2);
    }
    if let Some(error) = &form.error {
        field_error(ui, error);
    }
}

fn close_ui(ui: &mut Ui, view: &View<'_>, form: &mut FactForm, kind: FactKind) {
    let theme = Theme::of(ui);
    if !form.record.words.is_empty() {
        let ink = theme.color().text_2;
        text(ui, form.record.words.as_str(), Style::Body, ink);
    }
    ui.horizontal_top(|ui| {
        let width = theme.pt(240.0);
        form.to.show(ui, "Ended on", view.today, width, None);
        let hint = match kind {
            FactKind::Referral => "seen on 2026-10-01, letter received",
            FactKind::Release => "expired, not renewed",
            FactKind::Taper => "reached the dose agreed",
            _ => "talked, agreed to meet again",
        };
        let field = TextField::new("What came of it", &mut form.outcome);
        let response = field.hint(hint).show(ui);
        if form.focus.take() {
            response.request_focus();
        }
    });
    if let Some(error) = &form.error {
        field_error(ui, error);
    }
}
