//! The form of an entry of the log.

use egui::{Context, Ui};

use super::ask_stage;
use crate::domain::programme::{self, StageId};
use crate::domain::stage::command::StageCommand;
use crate::domain::stage::{LogEntry, LogKind};
use crate::ui::names::known_names;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Choice, DateField, Dialog, DialogOutcome, TextField, WhoField, text};

/// What is typed.
pub(super) struct EntryDialog {
    /// The entry as it was opened.
    of: LogEntry,
    kind: Option<usize>,
    /// 0 is none yet.
    outcome: Option<usize>,
    day: DateField,
    stage: Option<usize>,
    who: String,
    begin: DateField,
    text: String,
}

impl EntryDialog {
    pub(super) fn new(of: LogEntry) -> Self {
        let outcome = of.kind.outcomes().iter().position(|o| *o == of.outcome);
        Self {
            kind: LogKind::ALL.iter().position(|k| *k == of.kind),
            outcome: Some(outcome.map_or(0, |at| at + 1)),
            day: DateField::new(Some(of.day)),
            stage: StageId::ALL.iter().position(|s| *s == of.stage),
            who: of.who.clone(),
            begin: DateField::new(of.begin_on),
            text: of.text.clone(),
            of,
        }
    }

    fn kind(&self) -> LogKind {
        let chosen = self.kind.and_then(|at| LogKind::ALL.get(at));
        chosen.copied().unwrap_or_default()
    }

    fn outcome(&self) -> &'static str {
        let at = self.outcome.unwrap_or_default().checked_sub(1);
        at.and_then(|at| self.kind().outcomes().get(at).copied())
            .unwrap_or_default()
    }

    /// The entry as typed; `None` while it cannot be kept.
    fn read(&self, view: &View<'_>) -> Option<LogEntry> {
        let day = self.day.date().filter(|day| *day <= view.today)?;
        let stage = self.stage.and_then(|at| StageId::ALL.get(at).copied())?;
        let is_leadership = self.kind() == LogKind::Leadership;
        if is_leadership && !self.begin.is_usable() {
            return None;
        }
        if self.text.trim().is_empty() && self.outcome().is_empty() {
            return None;
        }
        Some(LogEntry {
            day,
            stage,
            kind: self.kind(),
            outcome: self.outcome().to_owned(),
            who: self.who.clone(),
            begin_on: self.begin.date().filter(|_| is_leadership),
            text: self.text.clone(),
            ..self.of.clone()
        })
    }
}

/// Draws the form. True when it is closed.
pub(super) fn entry_ui(
    ctx: &Context,
    view: &View<'_>,
    open: &mut EntryDialog,
    out: &mut Vec<Request>,
) -> bool {
    let (title, words) = if open.of.id.0 == 0 {
        ("New entry", "Add entry")
    } else {
        ("Change entry", "Save entry")
    };
    let read = open.read(view);
    let dialog = Dialog::new(title)
        .safe("Cancel")
        .primary(words)
        .primary_enabled(read.is_some())
        .focus_body();
    let shown = dialog.show(ctx, |ui| form_ui(ui, view, open));
    if shown.outcome == Some(DialogOutcome::Confirmed)
        && let Some(entry) = read
    {
        ask_stage(StageCommand::SaveEntry(Box::new(entry)), out);
    }
    shown.outcome.is_some()
}

fn form_ui(ui: &mut Ui, view: &View<'_>, open: &mut EntryDialog) {
    let theme = Theme::of(ui);
    let gap = theme.pt(12.0);
    let half = (ui.available_width() - gap) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        let kinds = LogKind::ALL.map(LogKind::label);
        let kind = Choice::new("What it is about", &kinds).width(half);
        if kind.show(ui, &mut open.kind) {
            open.outcome = Some(0);
        }
        let stages = programme::stages().iter();
        let stages: Vec<&str> = stages.map(|s| s.name.as_str()).collect();
        let stage = Choice::new("In stage", &stages).width(half);
        stage.show(ui, &mut open.stage);
    });
    let kind = open.kind();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        let is_to_come = open.day.date().is_some_and(|day| day > view.today);
        let error = is_to_come.then_some("Lies in the future.");
        open.day.show(ui, "Day", view.today, half, error);
        if !kind.outcomes().is_empty() {
            let mut outcomes = vec!["None yet"];
            outcomes.extend(kind.outcomes());
            let outcome = Choice::new("Outcome", &outcomes).width(half);
            outcome.show(ui, &mut open.outcome);
        }
    });
    if kind == LogKind::Leadership {
        let label = "Begins on";
        open.begin.show(ui, label, view.today, half, None);
    }
    let (who, what) = match kind {
        LogKind::Leadership => ("Approved by", "Why, and on which terms"),
        LogKind::Support => (
            "Who gave it, who took part",
            "What it was and what it brought",
        ),
        LogKind::Purpose => (
            "Who says so",
            "What hurts today, and what we hope will change",
        ),
        LogKind::Progress => ("Who took part", "What was done, heard or decided"),
        _ => ("Who took part", "Why"),
    };
    WhoField::new(who, &mut open.who, &known_names(view)).show(ui);
    let field = TextField::new(what, &mut open.text).rows(4).show(ui);
    if ui.memory(|m| m.focused().is_none()) {
        field.request_focus();
    }
    let words = "Name no patient here: the log can leave the file.";
    text(ui, words, Style::Small, theme.color().text_2);
}
