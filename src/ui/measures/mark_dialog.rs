//! The dialog that sets something on a chart: a note, a phase, another method, the baseline's end,
//! a point left out.

use chrono::NaiveDate;
use egui::{Context, Id, Key, Ui};

use crate::domain::command::Command;
use crate::domain::ids::ChartMarkId;
use crate::domain::measure::command::MeasureCommand;
use crate::domain::measure::{ChartMark, MarkKind, MeasureId};
use crate::domain::workbook::Workbook;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Choice, DateField, Dialog, DialogOutcome, Segment, TextField, field_error, segmented, text,
};

/// Plan events offered to be noted: the newest.
const MOST_EVENTS: usize = 12;

/// What is typed in the dialog.
pub(super) struct MarkDialog {
    id: ChartMarkId,
    measure: MeasureId,
    kind: MarkKind,
    day: DateField,
    words: String,
    event: Option<usize>,
    /// Why it cannot be set as it is.
    refusal: Option<String>,
    opening: bool,
}

impl MarkDialog {
    /// A new mark at a day.
    pub fn new(measure: MeasureId, kind: MarkKind, day: NaiveDate) -> Self {
        Self {
            id: ChartMarkId(0),
            measure,
            kind,
            day: DateField::new(Some(day)),
            words: String::new(),
            event: None,
            refusal: None,
            opening: true,
        }
    }

    /// The dialog of a mark that is set.
    pub fn of(view: &View<'_>, id: ChartMarkId) -> Option<Self> {
        let mark = view.workbook.marks.iter().find(|m| m.id == id)?;
        Some(Self {
            id,
            words: mark.words.clone(),
            ..Self::new(mark.measure, mark.kind, mark.day)
        })
    }

    fn mark(&self) -> Option<ChartMark> {
        let day = self.day.date()?;
        let is_whole = !self.kind.needs_words() || !self.words.trim().is_empty();
        is_whole.then(|| ChartMark {
            id: self.id,
            measure: self.measure,
            day,
            kind: self.kind,
            words: self.words.trim().to_owned(),
            by: String::new(),
            on: day,
        })
    }
}

/// Draws the dialog; true when it is done with.
pub(super) fn mark_ui(
    ctx: &Context,
    view: &View<'_>,
    dialog: &mut MarkDialog,
    out: &mut Vec<Request>,
) -> bool {
    let name = dialog.measure.label(view.workbook);
    let can_write = !view.status.is_read_only;
    let (title, primary, extras): (String, &str, &[&str]) = if dialog.id.0 == 0 {
        (format!("Set on the chart of {name}"), "Set", &[])
    } else if can_write {
        (format!("On the chart of {name}"), "Save", &["Remove"])
    } else {
        (format!("On the chart of {name}"), "Save", &[])
    };
    let mark = dialog.mark().filter(|_| can_write);
    let shown = Dialog::new(&title)
        .width(560.0)
        .primary(primary)
        .primary_enabled(mark.is_some())
        .safe("Cancel")
        .extras(extras)
        .focus_body()
        .show(ctx, |ui| body_ui(ui, view, dialog));
    let entered = shown.inner && mark.is_some() && shown.outcome.is_none();
    let outcome = if entered {
        Some(DialogOutcome::Confirmed)
    } else {
        shown.outcome
    };
    let command = match (outcome, mark) {
        (None, _) | (Some(DialogOutcome::Confirmed), None) => return false,
        (Some(DialogOutcome::Dismissed), _) => return true,
        (Some(DialogOutcome::Extra(_)), _) => MeasureCommand::RemoveMark(dialog.id),
        (Some(DialogOutcome::Confirmed), Some(mark)) => MeasureCommand::SaveMark(Box::new(mark)),
    };
    let command = Command::Measure(command);
    // A refusal is told here, where what was typed still stands.
    let tried = command
        .clone()
        .edits(view.workbook, &view.status.initials, view.today);
    if let Err(why) = tried {
        dialog.refusal = Some(why.to_string());
        return false;
    }
    out.push(Request::Command(command));
    true
}

/// Kind, day, words; true when Enter was pressed in a field of one line.
fn body_ui(ui: &mut Ui, view: &View<'_>, dialog: &mut MarkDialog) -> bool {
    let theme = Theme::of(ui);
    if dialog.id.0 == 0 {
        let segments = MarkKind::ALL.map(|k| Segment::new(k.label()));
        let mut chosen = MarkKind::ALL
            .iter()
            .position(|k| *k == dialog.kind)
            .unwrap_or(0);
        if segmented(ui, "What to set", &segments, &mut chosen)
            && let Some(kind) = MarkKind::ALL.get(chosen)
        {
            dialog.kind = *kind;
        }
    }
    text(
        ui,
        dialog.kind.meaning(),
        Style::Small,
        theme.color().text_2,
    );
    if dialog.kind == MarkKind::Note && dialog.id.0 == 0 {
        events_ui(ui, view, dialog);
    }
    let label = match dialog.kind {
        MarkKind::Baseline => "Last day of the baseline",
        MarkKind::LeftOut => "A day of the point",
        MarkKind::Note => "When",
        MarkKind::Phase | MarkKind::Method => "From",
    };
    let width = theme.pt(240.0);
    let day = dialog.day.show(ui, label, view.today, width, None);
    let label = match dialog.kind {
        MarkKind::Note => "What happened",
        MarkKind::Phase => "Why: what changed, and is here to stay",
        MarkKind::Method => "How the numbers are got from here on",
        MarkKind::Baseline => "Why here, if it needs saying",
        MarkKind::LeftOut => "Why it does not count",
    };
    let id = Id::unique("words of a mark");
    let words = TextField::new(label, &mut dialog.words).id(id).show(ui);
    let note = "Shown on the chart and its exports, and to a room: no patient by name.";
    text(ui, note, Style::Small, theme.color().text_2);
    if let Some(why) = &dialog.refusal {
        field_error(ui, why);
    }
    if words.changed() || day.changed() {
        dialog.refusal = None;
    }
    if dialog.opening {
        ui.memory_mut(|memory| memory.request_focus(id));
        dialog.opening = false;
    }
    let enter = ui.input(|i| i.key_pressed(Key::Enter));
    enter && (words.lost_focus() || day.lost_focus())
}

/// Something of the plans, milestones or the log, to be noted with its day.
fn events_ui(ui: &mut Ui, view: &View<'_>, dialog: &mut MarkDialog) {
    let events = plan_events(view.workbook);
    if events.is_empty() {
        return;
    }
    let labels: Vec<String> = events
        .iter()
        .map(|(day, words)| format!("{day} · {words}"))
        .collect();
    let options: Vec<&str> = labels.iter().map(String::as_str).collect();
    let choice = Choice::new("Take over from the plan", &options).hint("Something that was done");
    if choice.show(ui, &mut dialog.event)
        && let Some((day, words)) = dialog.event.and_then(|at| events.get(at))
    {
        dialog.day = DateField::new(Some(*day));
        dialog.words.clone_from(words);
    }
}

/// What was put in place, reached or decided, the newest first.
fn plan_events(workbook: &Workbook) -> Vec<(NaiveDate, String)> {
    let mut events: Vec<(NaiveDate, String)> = Vec::new();
    let placed = workbook.activities.iter();
    events.extend(placed.filter_map(|a| Some((a.in_place_on?, format!("{} in place", a.text)))));
    let steps = workbook.steps.iter();
    events.extend(steps.filter_map(|s| Some((s.done_on?, s.what.clone()))));
    events.sort_by(|a, b| b.cmp(a));
    events.dedup();
    events.truncate(MOST_EVENTS);
    events
}
