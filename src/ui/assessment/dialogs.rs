//! Dialogs about rounds and sheets: make, change, remove.

use egui::{Context, Ui};

use super::AssessmentState;
use crate::domain::assessment::command::{AssessmentCommand, NewSheets};
use crate::domain::assessment::{Round, RoundKind, Sheet, SheetKind};
use crate::domain::command::Command;
use crate::domain::ids::{RoundId, SheetId};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{DateField, Dialog, DialogOutcome, TextField, checkbox, radio_rows, text};

/// The dialog that is open.
pub(super) enum OpenDialog {
    Round(RoundDraft),
    Sheet(SheetDraft),
    RemoveRound(RoundId, String),
    RemoveSheet(SheetId, String),
}

/// What is typed about a round.
pub(super) struct RoundDraft {
    id: Option<RoundId>,
    name: String,
    date: DateField,
    kind: usize,
    is_baseline: bool,
    shared: bool,
    groups: String,
}

/// What is typed about a sheet.
pub(super) struct SheetDraft {
    id: Option<SheetId>,
    round: RoundId,
    kind: usize,
    name: String,
    role: String,
    people: String,
    is_anonymous: bool,
}

impl OpenDialog {
    pub(super) fn new_round(view: &View<'_>) -> Self {
        let is_first = view.workbook.rounds.is_empty();
        Self::Round(RoundDraft {
            id: None,
            name: if is_first { "Baseline" } else { "" }.to_owned(),
            date: DateField::new(Some(view.today)),
            kind: if is_first { 0 } else { 2 },
            is_baseline: view.workbook.baseline_round().is_none(),
            shared: true,
            groups: "0".to_owned(),
        })
    }

    pub(super) fn edit_round(round: &Round) -> Self {
        let kind = RoundKind::ALL.iter().position(|k| *k == round.kind);
        Self::Round(RoundDraft {
            id: Some(round.id),
            name: round.name.clone(),
            date: DateField::new(Some(round.date)),
            kind: kind.unwrap_or_default(),
            is_baseline: round.is_baseline,
            shared: false,
            groups: "0".to_owned(),
        })
    }

    pub(super) fn new_sheet(round: RoundId) -> Self {
        Self::Sheet(SheetDraft {
            id: None,
            round,
            kind: 1,
            name: String::new(),
            role: String::new(),
            people: String::new(),
            is_anonymous: false,
        })
    }

    pub(super) fn edit_sheet(sheet: &Sheet) -> Self {
        let kind = SheetKind::ALL.iter().position(|k| *k == sheet.kind);
        Self::Sheet(SheetDraft {
            id: Some(sheet.id),
            round: sheet.round,
            kind: kind.unwrap_or_default(),
            name: sheet.name.clone(),
            role: sheet.role.clone(),
            people: sheet.people.map(|n| n.to_string()).unwrap_or_default(),
            is_anonymous: sheet.is_anonymous,
        })
    }

    pub(super) fn remove_round(view: &View<'_>, round: &Round) -> Self {
        let sheets = view.workbook.sheets_of(round.id);
        let answers: usize = sheets
            .iter()
            .map(|s| view.workbook.answers_of(s.id).len())
            .sum();
        let sentence = format!(
            "{} goes with {} sheets, {answers} answers and what was noted in its talk. Priorities stay. \
             Undo brings it back.",
            round.label(),
            sheets.len()
        );
        Self::RemoveRound(round.id, sentence)
    }

    pub(super) fn remove_sheet(view: &View<'_>, sheet: &Sheet) -> Self {
        let answers = view.workbook.answers_of(sheet.id).len();
        let sentence = format!(
            "The sheet {} goes with its {answers} answers. Undo brings it back.",
            sheet.label()
        );
        Self::RemoveSheet(sheet.id, sentence)
    }
}

pub(super) fn dialogs_ui(
    ctx: &Context,
    view: &View<'_>,
    state: &mut AssessmentState,
    out: &mut Vec<Request>,
) {
    let Some(mut open) = state.dialog.take() else {
        return;
    };
    let done = match &mut open {
        OpenDialog::Round(draft) => round_ui(ctx, view, draft, state, out),
        OpenDialog::Sheet(draft) => sheet_ui(ctx, view, draft, state, out),
        OpenDialog::RemoveRound(id, sentence) => {
            let command = AssessmentCommand::RemoveRound(*id);
            remove_ui(ctx, "Remove round", sentence, command, out)
        }
        OpenDialog::RemoveSheet(id, sentence) => {
            let command = AssessmentCommand::RemoveSheet(*id);
            remove_ui(ctx, "Remove sheet", sentence, command, out)
        }
    };
    if !done {
        state.dialog = Some(open);
    }
}

/// Asks for the command.
pub(super) fn ask(command: AssessmentCommand, out: &mut Vec<Request>) {
    out.push(Request::Command(Command::Assessment(command)));
}

fn remove_ui(
    ctx: &Context,
    title: &str,
    sentence: &str,
    command: AssessmentCommand,
    out: &mut Vec<Request>,
) -> bool {
    let dialog = Dialog::new(title).safe("Keep").primary(title);
    let shown = dialog.show(ctx, |ui| {
        let ink = Theme::of(ui).color().text;
        text(ui, sentence, Style::Body, ink);
    });
    if shown.outcome == Some(DialogOutcome::Confirmed) {
        ask(command, out);
    }
    shown.outcome.is_some()
}

fn round_ui(
    ctx: &Context,
    view: &View<'_>,
    draft: &mut RoundDraft,
    state: &mut AssessmentState,
    out: &mut Vec<Request>,
) -> bool {
    let is_new = draft.id.is_none();
    let groups = number(&draft.groups, 60);
    let is_whole =
        !draft.name.trim().is_empty() && draft.date.date().is_some() && (!is_new || groups.is_ok());
    let (title, words) = if is_new {
        ("New round", "Add round")
    } else {
        ("Change round", "Save round")
    };
    let dialog = Dialog::new(title)
        .safe("Cancel")
        .primary(words)
        .primary_enabled(is_whole)
        .focus_body();
    let shown = dialog.show(ctx, |ui| round_form(ui, view, draft, &groups));
    if shown.outcome == Some(DialogOutcome::Confirmed)
        && let (Some(date), Some(kind)) = (draft.date.date(), RoundKind::ALL.get(draft.kind))
    {
        state.round = Some(draft.id.unwrap_or(RoundId(view.workbook.next.round)));
        if is_new {
            state.sheet = None;
        }
        let command = AssessmentCommand::SaveRound {
            id: draft.id,
            name: draft.name.clone(),
            date,
            kind: *kind,
            is_baseline: draft.is_baseline,
            with: NewSheets {
                shared: draft.shared,
                groups: groups.ok().flatten().unwrap_or_default(),
            },
        };
        ask(command, out);
    }
    shown.outcome.is_some()
}

fn round_form(
    ui: &mut Ui,
    view: &View<'_>,
    draft: &mut RoundDraft,
    groups: &Result<Option<u32>, String>,
) {
    let theme = Theme::of(ui);
    let name = TextField::new("Name", &mut draft.name)
        .hint("e.g. Baseline, Kickoff, Repeat after a year")
        .show(ui);
    if ui.memory(|m| m.focused().is_none()) {
        name.request_focus();
    }
    let width = ui.available_width().min(theme.pt(240.0));
    draft.date.show(ui, "Date", view.today, width, None);
    let kinds = RoundKind::ALL.map(RoundKind::label);
    radio_rows(ui, "Who takes part", &kinds, &mut draft.kind);
    checkbox(
        ui,
        &mut draft.is_baseline,
        "The clinic's baseline, which later rounds are compared with",
    );
    let other = view
        .workbook
        .baseline_round()
        .filter(|r| Some(r.id) != draft.id && draft.is_baseline);
    if let Some(other) = other {
        let words = format!("The mark moves here from {}.", other.label());
        text(ui, words, Style::Small, theme.color().text_2);
    }
    if draft.id.is_none() {
        ui.add_space(theme.pt(4.0));
        checkbox(
            ui,
            &mut draft.shared,
            "Begin with a sheet for the team's shared answer",
        );
        TextField::new("Small groups to begin with", &mut draft.groups)
            .number()
            .width(width)
            .error(groups.as_ref().err().map(String::as_str))
            .show(ui);
    }
}

/// A whole number up to `most`, or nothing when the field is empty.
fn number(text: &str, most: u32) -> Result<Option<u32>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let read: Option<u32> = text.parse().ok().filter(|n| *n <= most);
    read.map(Some)
        .ok_or_else(|| format!("Type a whole number up to {most}, e.g. 5."))
}

fn sheet_ui(
    ctx: &Context,
    view: &View<'_>,
    draft: &mut SheetDraft,
    state: &mut AssessmentState,
    out: &mut Vec<Request>,
) -> bool {
    let people = number(&draft.people, 500);
    let (title, words) = if draft.id.is_none() {
        ("New sheet", "Add sheet")
    } else {
        ("Change sheet", "Save sheet")
    };
    let dialog = Dialog::new(title)
        .safe("Cancel")
        .primary(words)
        .primary_enabled(people.is_ok());
    let shown = dialog.show(ctx, |ui| sheet_form(ui, draft, &people));
    if shown.outcome == Some(DialogOutcome::Confirmed)
        && let Some(kind) = SheetKind::ALL.get(draft.kind)
    {
        state.sheet = Some(draft.id.unwrap_or(SheetId(view.workbook.next.sheet)));
        let command = AssessmentCommand::SaveSheet {
            id: draft.id,
            round: draft.round,
            kind: *kind,
            name: draft.name.clone(),
            role: draft.role.clone(),
            people: people.ok().flatten(),
            is_anonymous: draft.is_anonymous,
        };
        ask(command, out);
    }
    shown.outcome.is_some()
}

fn sheet_form(ui: &mut Ui, draft: &mut SheetDraft, people: &Result<Option<u32>, String>) {
    let theme = Theme::of(ui);
    let kinds = SheetKind::ALL.map(SheetKind::label);
    radio_rows(ui, "Whose answers", &kinds, &mut draft.kind);
    let is_person = draft.kind == 2;
    if is_person {
        checkbox(ui, &mut draft.is_anonymous, "Anonymous: keep no name");
        if draft.id.is_some() && draft.is_anonymous && !draft.name.is_empty() {
            let words = "The name is taken off the sheet; the history of changes still holds it.";
            text(ui, words, Style::Small, theme.color().text_2);
        }
    }
    let (label, hint) = match draft.kind {
        0 => ("Name, if not “Team”", ""),
        1 => ("Name of the group", "e.g. Front desk; empty for a number"),
        _ => ("Name", "empty for a number"),
    };
    TextField::new(label, &mut draft.name)
        .hint(hint)
        .enabled(!(is_person && draft.is_anonymous))
        .show(ui);
    if is_person {
        TextField::new("Role", &mut draft.role)
            .hint("e.g. MA, front desk, pharmacist")
            .show(ui);
    } else {
        TextField::new("People who answered together", &mut draft.people)
            .number()
            .width(theme.pt(240.0))
            .error(people.as_ref().err().map(String::as_str))
            .show(ui);
    }
}
