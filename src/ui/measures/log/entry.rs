//! The form of an entry of the log of measures.

use egui::{Context, Ui};

use super::ask;
use crate::domain::ids::MeasureLogId;
use crate::domain::measure::command::MeasureCommand;
use crate::domain::measure::{LogKind, MeasureId, MeasureLogEntry};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Choice, DateField, Dialog, DialogOutcome, TextField, text};

/// What is typed.
pub(super) struct EntryDialog {
    /// The entry as it was opened.
    of: MeasureLogEntry,
    kind: Option<usize>,
    day: DateField,
    /// The measures to choose from, with their names; 0 is all.
    measures: Vec<(MeasureId, String)>,
    measure: Option<usize>,
    who: String,
    words: String,
}

impl EntryDialog {
    /// The form of a new entry of today.
    pub(super) fn new(view: &View<'_>, kind: LogKind) -> Self {
        let entry = MeasureLogEntry {
            id: MeasureLogId(0),
            kind,
            day: view.today,
            measure: None,
            who: String::new(),
            words: String::new(),
            by: String::new(),
            on: view.today,
        };
        Self::of(view, &entry)
    }

    /// The form of an entry that is kept.
    pub(super) fn of(view: &View<'_>, entry: &MeasureLogEntry) -> Self {
        let mut ids = MeasureId::all(view.workbook);
        // A measure that is no longer kept stays the one the entry is about.
        ids.extend(entry.measure.filter(|m| !ids.contains(m)));
        let measures: Vec<(MeasureId, String)> = ids
            .into_iter()
            .map(|m| (m, m.label(view.workbook)))
            .collect();
        let at = measures.iter().position(|(m, _)| Some(*m) == entry.measure);
        Self {
            kind: LogKind::ALL.iter().position(|k| *k == entry.kind),
            day: DateField::new(Some(entry.day)),
            measures,
            measure: Some(at.map_or(0, |at| at + 1)),
            who: entry.who.clone(),
            words: entry.words.clone(),
            of: entry.clone(),
        }
    }

    fn kind(&self) -> LogKind {
        let chosen = self.kind.and_then(|at| LogKind::ALL.get(at));
        chosen.copied().unwrap_or(self.of.kind)
    }

    /// The entry as typed; `None` while it cannot be kept.
    fn read(&self, view: &View<'_>) -> Option<MeasureLogEntry> {
        let day = self.day.date().filter(|day| *day <= view.today)?;
        if self.who.trim().is_empty() && self.words.trim().is_empty() {
            return None;
        }
        let at = self.measure.unwrap_or_default().checked_sub(1);
        Some(MeasureLogEntry {
            kind: self.kind(),
            day,
            measure: at.and_then(|at| self.measures.get(at)).map(|(m, _)| *m),
            who: self.who.trim().to_owned(),
            words: self.words.trim().to_owned(),
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
        ("New entry about measures", "Add entry")
    } else {
        ("Change the entry about measures", "Save entry")
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
        ask(MeasureCommand::SaveLogEntry(Box::new(entry)), out);
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
        Choice::new("What it is", &kinds)
            .width(half)
            .show(ui, &mut open.kind);
        let mut options = vec!["All measures"];
        options.extend(open.measures.iter().map(|(_, name)| name.as_str()));
        Choice::new("About", &options)
            .width(half)
            .show(ui, &mut open.measure);
    });
    let is_to_come = open.day.date().is_some_and(|day| day > view.today);
    let error = is_to_come.then_some("Lies in the future.");
    open.day.show(ui, "Day", view.today, half, error);
    let kind = open.kind();
    let hint = match kind {
        LogKind::Shared => "Staff meeting, all teams",
        LogKind::Review => "Medical director",
        LogKind::Voice => "Front desk",
        LogKind::Data => "MED in the record",
    };
    let who = TextField::new(kind.who_label(), &mut open.who).hint(hint);
    let field = who.show(ui);
    if ui.memory(|m| m.focused().is_none()) {
        field.request_focus();
    }
    let what = match kind {
        LogKind::Shared => "What was shown, and what was said",
        LogKind::Review => "What was seen and adjusted",
        LogKind::Voice => "In their words",
        LogKind::Data => "What it can tell, and what it cannot",
    };
    TextField::new(what, &mut open.words).rows(4).show(ui);
    let words = "Name no patient here: the log can leave the file.";
    text(ui, words, Style::Small, theme.color().text_2);
}
