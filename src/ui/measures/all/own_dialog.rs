//! The form of a measure that the team enters: what is counted, how its values come about, by which
//! method; after a change of method the break is marked on the chart.

use chrono::NaiveDate;
use egui::{Context, Id, Ui};

use super::{ask, words};
use crate::domain::command::Command;
use crate::domain::ids::{ChartMarkId, OwnMeasureId};
use crate::domain::measure::command::MeasureCommand;
use crate::domain::measure::{ChartMark, MarkKind, MeasureKind, OwnForm, OwnMeasure, Period};
use crate::domain::run_chart::Better;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Choice, DateField, Dialog, DialogOutcome, Segment, TextField, checkbox, field_error,
    field_label, segmented, text,
};

/// What is typed in the form.
pub(super) struct OwnDialog {
    value: OwnMeasure,
    per: String,
    retired: DateField,
    /// As it was when the form was opened.
    before: Option<OwnMeasure>,
    /// Numbers are entered: the form can no longer be another.
    has_points: bool,
    marks_break: bool,
    break_from: DateField,
    /// Why it cannot be kept as it is.
    refusal: Option<String>,
    opening: bool,
}

/// How the form was left.
pub(super) enum Done {
    /// A new measure will have this number.
    Added(OwnMeasureId),
    /// Saved, or given up.
    Closed,
}

impl OwnDialog {
    fn of(value: OwnMeasure, before: Option<OwnMeasure>, today: NaiveDate) -> Self {
        Self {
            per: value.per.to_string(),
            retired: DateField::new(value.retired_on),
            value,
            before,
            has_points: false,
            marks_break: true,
            break_from: DateField::new(Some(today)),
            refusal: None,
            opening: true,
        }
    }

    /// The form of a new measure.
    pub(super) fn add(today: NaiveDate) -> Self {
        Self::of(OwnMeasure::new(today), None, today)
    }

    /// The form of a measure that is there.
    pub(super) fn change(view: &View<'_>, id: OwnMeasureId) -> Option<Self> {
        let measure = view.workbook.own_measure(id)?;
        Some(Self {
            has_points: !view.workbook.points_of(id).is_empty()
                || view.workbook.tally_periods.iter().any(|p| p.measure == id),
            ..Self::of(measure.clone(), Some(measure.clone()), view.today)
        })
    }

    /// Why the name cannot be used.
    fn name_error(&self, view: &View<'_>) -> Option<&'static str> {
        let name = self.value.name.trim().to_lowercase();
        let all = &view.workbook.own_measures;
        let is_taken = all
            .iter()
            .any(|m| m.id != self.value.id && m.name.to_lowercase() == name);
        (!name.is_empty() && is_taken)
            .then_some("Another measure has this name. Choose a name of its own.")
    }

    fn per(&self) -> Option<u32> {
        self.per.trim().parse().ok().filter(|per| *per > 0)
    }

    /// Numbers were got in another way so far.
    fn has_new_method(&self) -> bool {
        let before = self.before.as_ref().map(|b| b.method.trim());
        self.has_points && before.is_some_and(|b| b != self.value.method.trim())
    }

    /// Another method can be described on the chart.
    fn can_mark(&self) -> bool {
        self.has_new_method() && !self.value.method.trim().is_empty()
    }

    /// The measure as it can be saved.
    fn made(&self, view: &View<'_>) -> Option<OwnMeasure> {
        let mut made = self.value.clone();
        if made.form == OwnForm::Rate {
            made.per = self.per()?;
        }
        let is_break_set =
            !self.can_mark() || !self.marks_break || self.break_from.date().is_some();
        let is_whole = !made.name.trim().is_empty()
            && self.name_error(view).is_none()
            && self.retired.is_usable()
            && is_break_set;
        for words in [
            &mut made.definition,
            &mut made.method,
            &mut made.caveat,
            &mut made.reference,
        ] {
            *words = words.trim().to_owned();
        }
        made.retired_on = self.retired.date();
        is_whole.then_some(made)
    }
}

/// Draws the form; how it was left, when it was.
pub(super) fn own_ui(
    ctx: &Context,
    view: &View<'_>,
    dialog: &mut OwnDialog,
    out: &mut Vec<Request>,
) -> Option<Done> {
    let title = match &dialog.before {
        None => "Add a measure".to_owned(),
        Some(before) => format!("Change {}", before.name),
    };
    let made = dialog.made(view);
    let primary = if dialog.before.is_none() {
        "Add measure"
    } else {
        "Save measure"
    };
    let shown = Dialog::new(&title)
        .width(860.0)
        .primary(primary)
        .primary_enabled(made.is_some() && !view.status.is_read_only)
        .safe("Cancel")
        .focus_body()
        .show(ctx, |ui| body_ui(ui, view, dialog));
    let made = match (shown.outcome?, made) {
        (DialogOutcome::Confirmed, Some(made)) => made,
        (DialogOutcome::Dismissed, _) => return Some(Done::Closed),
        _ => return None,
    };
    let mark = dialog.break_from.date().filter(|_| dialog.marks_break);
    let mark = mark.filter(|_| dialog.can_mark());
    let (id, method) = (made.id, made.method.clone());
    let save = MeasureCommand::SaveMeasure(Box::new(made));
    match view.tried(Command::Measure(save)) {
        Ok(request) => out.push(request),
        Err(why) => {
            dialog.refusal = Some(why);
            return None;
        }
    }
    if let Some(day) = mark {
        let mark = ChartMark {
            id: ChartMarkId(0),
            measure: id.into(),
            day,
            kind: MarkKind::Method,
            words: method,
            by: String::new(),
            on: view.today,
        };
        ask(MeasureCommand::SaveMark(Box::new(mark)), out);
    }
    Some(if dialog.before.is_none() {
        Done::Added(OwnMeasureId(view.workbook.next.own_measure))
    } else {
        Done::Closed
    })
}

fn body_ui(ui: &mut Ui, view: &View<'_>, dialog: &mut OwnDialog) {
    let theme = Theme::of(ui);
    if let Some(why) = &dialog.refusal {
        field_error(ui, why);
    }
    let gap = theme.pt(20.0);
    let half = (ui.available_width() - gap) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for side in [what_ui, how_ui] {
            ui.vertical(|ui| {
                ui.set_width(half);
                ui.spacing_mut().item_spacing.y = theme.pt(9.0);
                side(ui, view, dialog);
            });
        }
    });
}

/// One of a few under a label.
fn few_ui(ui: &mut Ui, label: &str, options: &[&str], at: usize) -> usize {
    let mut at = at;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        field_label(ui, label);
        let segments: Vec<Segment> = options.iter().map(|o| Segment::new(*o)).collect();
        segmented(ui, label, &segments, &mut at);
    });
    at
}

fn place<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|x| x == one).unwrap_or(0)
}

/// Name, definition, kind, and how values come about.
fn what_ui(ui: &mut Ui, view: &View<'_>, dialog: &mut OwnDialog) {
    let theme = Theme::of(ui);
    let id = Id::unique("name of an own measure");
    let error = dialog.name_error(view);
    TextField::new("Name", &mut dialog.value.name)
        .hint("Naloxone kits handed out")
        .error(error)
        .id(id)
        .show(ui);
    if dialog.opening {
        ui.memory_mut(|memory| memory.request_focus(id));
        dialog.opening = false;
    }
    let hint = "What is counted, of whom";
    TextField::new("Definition", &mut dialog.value.definition)
        .rows(2)
        .hint(hint)
        .show(ui);
    let kinds = MeasureKind::ALL.map(MeasureKind::label);
    let at = few_ui(
        ui,
        "Kind",
        &kinds,
        place(&MeasureKind::ALL, &dialog.value.kind),
    );
    dialog.value.kind = MeasureKind::ALL.get(at).copied().unwrap_or_default();
    form_ui(ui, dialog);
    let ways = Better::ALL.map(words::better_label);
    let at = few_ui(
        ui,
        "Better is",
        &ways,
        place(&Better::ALL, &dialog.value.better),
    );
    dialog.value.better = Better::ALL.get(at).copied().unwrap_or_default();
    let periods = Period::ALL.map(Period::label);
    let at = place(&Period::ALL, &dialog.value.period);
    let at = few_ui(ui, "One number each", &periods, at);
    dialog.value.period = Period::ALL.get(at).copied().unwrap_or_default();
    let before = dialog.before.as_ref().map(|b| b.period);
    if dialog.has_points && before.is_some_and(|b| b != dialog.value.period) {
        let words = "Numbers that fall into one period are put together.";
        text(ui, words, Style::Small, theme.color().text_2);
    }
}

fn form_ui(ui: &mut Ui, dialog: &mut OwnDialog) {
    let theme = Theme::of(ui);
    let ink = theme.color().text_2;
    let labels = OwnForm::ALL.map(OwnForm::label);
    let mut chosen = Some(place(&OwnForm::ALL, &dialog.value.form));
    let choice = Choice::new("How its values come about", &labels);
    if choice.enabled(!dialog.has_points).show(ui, &mut chosen)
        && let Some(form) = chosen.and_then(|at| OwnForm::ALL.get(at))
    {
        dialog.value.form = *form;
    }
    let meaning = words::form_meaning(dialog.value.form);
    text(ui, meaning, Style::Small, ink);
    if dialog.has_points {
        let words = "Numbers of this form are entered; for another form add another measure.";
        text(ui, words, Style::Small, ink);
    }
    if dialog.value.form == OwnForm::Rate {
        let error = dialog.per().is_none();
        let error = error.then_some("Type a whole number from 1, e.g. 100.");
        TextField::new("For every", &mut dialog.per)
            .number()
            .width(theme.pt(130.0))
            .error(error)
            .show(ui);
    }
}

/// How the numbers are got, what is imperfect about that, and whether it is still kept.
fn how_ui(ui: &mut Ui, view: &View<'_>, dialog: &mut OwnDialog) {
    let theme = Theme::of(ui);
    let ink = theme.color().text_2;
    TextField::new("Method", &mut dialog.value.method)
        .rows(2)
        .hint("Who gets the numbers, from where, when")
        .show(ui);
    let words = "Keep one method steady; a better one later shows as a break in the line.";
    text(ui, words, Style::Small, ink);
    if dialog.has_new_method() {
        break_ui(ui, view, dialog);
    }
    TextField::new("What is imperfect about it", &mut dialog.value.caveat)
        .rows(2)
        .show(ui);
    TextField::new("The same in an outside set", &mut dialog.value.reference)
        .hint("CDC, PQA or another, with its number")
        .show(ui);
    let width = ui.available_width();
    let label = "No longer kept since";
    dialog.retired.show(ui, label, view.today, width, None);
    if dialog.retired.date().is_some() {
        let words = "It leaves lists and dashboard; its numbers stay, and emptying the field brings it back.";
        text(ui, words, Style::Small, ink);
    }
}

/// The break on the chart, offered when the method is another.
fn break_ui(ui: &mut Ui, view: &View<'_>, dialog: &mut OwnDialog) {
    let theme = Theme::of(ui);
    if dialog.value.method.trim().is_empty() {
        let words = "Describe the new method, and the break can be marked on the chart.";
        text(ui, words, Style::Small, theme.color().text_2);
        return;
    }
    checkbox(ui, &mut dialog.marks_break, "Mark the break on the chart");
    if dialog.marks_break {
        let missing = dialog.break_from.text.trim().is_empty();
        let error = missing.then_some("Since when are numbers got the new way?");
        let width = ui.available_width();
        let label = "The new method holds from";
        dialog.break_from.show(ui, label, view.today, width, error);
    }
}
