//! The form that freezes a baseline, or changes the words of one.

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::ask;
use super::compare::factor_words;
use crate::domain::ids::SnapshotId;
use crate::domain::measure::command::MeasureCommand;
use crate::domain::measure::{Basis, Snapshot, SnapshotValue, values_now};
use crate::ui::cached::change_number;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Choice, DateField, Dialog, DialogOutcome, TextField, text};

/// The day, and the state of the records that its values were taken from.
type Taken = (NaiveDate, u64, i64);

/// What is typed.
pub(super) struct FreezeDialog {
    /// The baseline whose words are changed; `None` for a new one.
    of: Option<Snapshot>,
    day: DateField,
    basis: Option<usize>,
    method: String,
    cautions: String,
    /// The values of the day typed.
    values: Option<(Taken, Vec<SnapshotValue>)>,
}

/// How the form was answered.
#[derive(Default)]
pub(super) struct Answer {
    /// It is closed.
    pub is_done: bool,
    /// The baseline that was asked to be kept.
    pub saved: Option<SnapshotId>,
}

impl FreezeDialog {
    /// The form of a new baseline of today.
    pub(super) fn new(view: &View<'_>) -> Self {
        Self {
            of: None,
            day: DateField::new(Some(view.today)),
            basis: Some(0),
            method: String::new(),
            cautions: String::new(),
            values: None,
        }
    }

    /// The form of a baseline that is kept; its day and values stay.
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        Self {
            day: DateField::new(Some(snapshot.as_of)),
            basis: Basis::ALL.iter().position(|b| *b == snapshot.basis),
            method: snapshot.method.clone(),
            cautions: snapshot.cautions.clone(),
            of: Some(snapshot.clone()),
            values: None,
        }
    }

    fn basis(&self) -> Basis {
        let chosen = self.basis.and_then(|at| Basis::ALL.get(at));
        chosen.copied().unwrap_or_default()
    }

    /// Whether numbers are frozen.
    fn is_counted(&self) -> bool {
        matches!(self.basis(), Basis::Counted | Basis::Tally)
    }

    /// The day, unless it lies in the future.
    fn day(&self, view: &View<'_>) -> Option<NaiveDate> {
        self.day.date().filter(|day| *day <= view.today)
    }

    /// The values up to the day typed, worked out once for it.
    fn values(&mut self, view: &View<'_>) -> &[SnapshotValue] {
        let day = self.day(view).filter(|_| self.is_counted());
        // Old numbers are none: those under way are waited for.
        let day = day.filter(|_| !view.status.is_working_out);
        let key = day.map(|day| (day, view.revision, change_number(view)));
        let is_fresh = self.values.as_ref().map(|(key, _)| *key) == key;
        if !is_fresh {
            let of = |key: Taken| (key, values_now(view.workbook, view.measures, key.0));
            self.values = key.map(of);
        }
        self.values.as_ref().map_or(&[], |(_, v)| v.as_slice())
    }

    /// What can be kept; `None` while something is missing.
    fn read(&mut self, view: &View<'_>) -> Option<Snapshot> {
        if let Some(of) = &self.of {
            return Some(Snapshot {
                basis: self.basis(),
                method: self.method.trim().to_owned(),
                cautions: self.cautions.trim().to_owned(),
                ..of.clone()
            });
        }
        let as_of = self.day(view)?;
        let values = self.values(view).to_vec();
        let has_words = !self.method.trim().is_empty();
        if self.is_counted() && (values.is_empty() || view.status.is_working_out) {
            return None;
        }
        if !self.is_counted() && !has_words {
            return None;
        }
        let mut method = self.method.trim().to_owned();
        if self.is_counted() {
            let factors = factor_words(&view.workbook.settings);
            let gap = if method.is_empty() { "" } else { " " };
            method = [&method, gap, &factors].concat();
        }
        Some(Snapshot {
            id: SnapshotId(0),
            as_of,
            basis: self.basis(),
            method,
            cautions: self.cautions.trim().to_owned(),
            values,
            by: String::new(),
            on: view.today,
        })
    }
}

/// Draws the form.
pub(super) fn freeze_ui(
    ctx: &Context,
    view: &View<'_>,
    open: &mut FreezeDialog,
    out: &mut Vec<Request>,
) -> Answer {
    let (title, words) = if open.of.is_some() {
        ("Change the baseline's words", "Save words")
    } else {
        ("Freeze a baseline", "Freeze")
    };
    let read = open.read(view);
    let dialog = Dialog::new(title)
        .width(560.0)
        .safe("Cancel")
        .primary(words)
        .primary_enabled(read.is_some());
    let shown = dialog.show(ctx, |ui| form_ui(ui, view, open));
    let mut saved = None;
    if shown.outcome == Some(DialogOutcome::Confirmed)
        && let Some(snapshot) = read
    {
        let next = SnapshotId(view.workbook.next.snapshot);
        saved = Some(open.of.as_ref().map_or(next, |s| s.id));
        ask(MeasureCommand::SaveSnapshot(Box::new(snapshot)), out);
    }
    Answer {
        is_done: shown.outcome.is_some(),
        saved,
    }
}

fn form_ui(ui: &mut Ui, view: &View<'_>, open: &mut FreezeDialog) {
    let theme = Theme::of(ui);
    let gap = theme.pt(12.0);
    let half = (ui.available_width() - gap) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        if let Some(of) = &open.of {
            ui.vertical(|ui| {
                ui.set_width(half);
                let words = format!("Of {}. Day and values stay as frozen.", of.as_of);
                text(ui, words, Style::Body, theme.color().text_2);
            });
        } else {
            let is_to_come = open.day.date().is_some_and(|day| day > view.today);
            let error = is_to_come.then_some("Lies in the future.");
            open.day.show(ui, "As of", view.today, half, error);
        }
        let labels = Basis::ALL.map(Basis::label);
        Choice::new("What it rests on", &labels)
            .width(half)
            .show(ui, &mut open.basis);
    });
    let (label, hint) = match open.basis() {
        Basis::Counted => ("Method", "Fills of our pharmacy's export, all clinicians"),
        Basis::Tally => ("Method", "Two weeks at the front desk"),
        Basis::Stories => ("What people tell", "Mornings begin with refill calls"),
        Basis::CannotCount => ("Why, and what would be needed", "No list of patients yet"),
    };
    TextField::new(label, &mut open.method)
        .hint(hint)
        .rows(3)
        .show(ui);
    TextField::new("Cautions", &mut open.cautions)
        .hint("One clinician's patients are missing")
        .rows(2)
        .show(ui);
    if open.of.is_none() {
        let words = what_is_frozen(view, open);
        text(ui, words, Style::Body, theme.color().text_2);
    }
    let words = "Name no patient here: baselines are shown and leave the file.";
    text(ui, words, Style::Small, theme.color().text_2);
}

/// How many measures are frozen, or why none is.
fn what_is_frozen(view: &View<'_>, open: &mut FreezeDialog) -> String {
    if !open.is_counted() {
        return "No numbers are frozen: your words are the baseline.".to_owned();
    }
    if view.status.is_working_out {
        return "Measures are being worked out; wait a moment.".to_owned();
    }
    let Some(day) = open.day(view) else {
        return "Type a day up to today.".to_owned();
    };
    match open.values(view).len() {
        0 => format!(
            "No measure has a value up to {day}. Choose a later day, or “What people tell” or “We \
             cannot count yet”."
        ),
        1 => format!("One measure is frozen as it stood on {day}."),
        count => format!("{count} measures are frozen, each at its newest point up to {day}."),
    }
}
