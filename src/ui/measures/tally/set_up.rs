//! The form of a tally: what is counted, from when to when, and what is told apart.

use chrono::{Days, NaiveDate};
use egui::{Context, Ui};

use super::ask;
use crate::domain::command::Command;
use crate::domain::ids::{OwnMeasureId, TallyPeriodId};
use crate::domain::measure::command::MeasureCommand;
use crate::domain::measure::{OwnForm, OwnMeasure, Period, TallyPeriod};
use crate::domain::run_chart::Better;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Choice, DateField, Dialog, DialogOutcome, TextField, field_error, text};

/// A tally runs for two weeks when nothing else is said.
const USUAL_DAYS: u64 = 14;
/// What one point of a new measure's run chart stands for.
const POINTS: [Period; 2] = [Period::Quarter, Period::Month];

/// What is typed.
pub(super) struct SetUpDialog {
    /// The tally that is changed; `None` for a new one.
    of: Option<TallyPeriod>,
    /// The measures that are tapped, with their names; the last choice is a new one.
    measures: Vec<(OwnMeasureId, String)>,
    measure: Option<usize>,
    /// The name of a new measure.
    name: String,
    point: Option<usize>,
    first: DateField,
    last: DateField,
    categories: String,
    /// Why it was not kept.
    refusal: Option<String>,
}

/// How the form was answered.
#[derive(Default)]
pub(super) struct Answer {
    /// It is closed.
    pub is_done: bool,
    /// The tally that was asked to be kept.
    pub saved: Option<TallyPeriodId>,
}

impl SetUpDialog {
    /// The form of a new tally from today; the measure tapped last is chosen.
    pub(super) fn new(view: &View<'_>) -> Self {
        let kept = view.workbook.own_measures.iter();
        let kept = kept.filter(|m| m.is_kept() && m.form == OwnForm::Tally);
        let measures: Vec<_> = kept.map(|m| (m.id, m.name.clone())).collect();
        let newest = view.workbook.tally_periods.last();
        let at = newest.and_then(|p| measures.iter().position(|(id, _)| *id == p.measure));
        let last = view.today.checked_add_days(Days::new(USUAL_DAYS - 1));
        let mut dialog = Self {
            of: None,
            measure: Some(at.unwrap_or(0)),
            measures,
            name: String::new(),
            point: Some(0),
            first: DateField::new(Some(view.today)),
            last: DateField::new(last),
            categories: String::new(),
            refusal: None,
        };
        dialog.take_categories(view);
        dialog
    }

    /// The form of a tally that is kept.
    pub(super) fn of(view: &View<'_>, period: &TallyPeriod) -> Self {
        Self {
            first: DateField::new(Some(period.starts_on)),
            last: DateField::new(Some(period.ends_on)),
            categories: period.categories.join("\n"),
            of: Some(period.clone()),
            ..Self::new(view)
        }
    }

    /// The chosen measure; `None` for a new one.
    fn chosen(&self) -> Option<OwnMeasureId> {
        let of = self.of.as_ref().map(|p| p.measure);
        let at = self.measure.and_then(|at| self.measures.get(at));
        of.or_else(|| at.map(|(id, _)| *id))
    }

    /// What the measure told apart the last time.
    fn take_categories(&mut self, view: &View<'_>) {
        let chosen = self.chosen();
        let periods = view.workbook.tally_periods.iter().rev();
        let newest = periods.into_iter().find(|p| Some(p.measure) == chosen);
        self.categories = newest.map(|p| p.categories.join("\n")).unwrap_or_default();
    }

    /// Why the last day cannot be; `None` while nothing is wrong with it.
    fn last_error(&self) -> Option<&'static str> {
        let days = (self.last.date()? - self.first.date()?).num_days() + 1;
        match days {
            ..=0 => Some("Lies before the first day."),
            93.. => Some("A tally runs for 92 days at most."),
            _ => None,
        }
    }

    /// The days typed, once they can be.
    fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let days = (self.first.date()?, self.last.date()?);
        self.last_error().is_none().then_some(days)
    }

    /// Whether all is said.
    fn is_ready(&self) -> bool {
        self.days().is_some() && (self.chosen().is_some() || !self.name.trim().is_empty())
    }

    /// What keeps the tally: a new measure first, where there is none yet.
    fn commands(&self, view: &View<'_>) -> Option<Vec<MeasureCommand>> {
        let (starts_on, ends_on) = self.days()?;
        let mut commands = Vec::new();
        let measure = self.chosen().unwrap_or_else(|| {
            commands.push(MeasureCommand::SaveMeasure(Box::new(self.measure(view))));
            OwnMeasureId(view.workbook.next.own_measure)
        });
        let mut categories: Vec<String> = self.categories.lines().map(str::to_owned).collect();
        if categories.iter().all(|c| c.trim().is_empty()) {
            let own = view.workbook.own_measure(measure);
            categories = vec![own.map_or_else(|| self.name.clone(), |m| m.name.clone())];
        }
        let blank = TallyPeriod {
            id: TallyPeriodId(0),
            measure,
            starts_on,
            ends_on,
            categories: Vec::new(),
            by: String::new(),
            on: view.today,
        };
        commands.push(MeasureCommand::SaveTally(Box::new(TallyPeriod {
            starts_on,
            ends_on,
            categories,
            ..self.of.clone().unwrap_or(blank)
        })));
        Some(commands)
    }

    /// The new measure: events of which fewer are better.
    fn measure(&self, view: &View<'_>) -> OwnMeasure {
        let point = self.point.and_then(|at| POINTS.get(at)).copied();
        OwnMeasure {
            name: self.name.clone(),
            form: OwnForm::Tally,
            period: point.unwrap_or(Period::Quarter),
            better: Better::Lower,
            method: "Tapped in at the front desk on days fixed beforehand".to_owned(),
            ..OwnMeasure::new(view.today)
        }
    }
}

/// Draws the form.
pub(super) fn set_up_ui(
    ctx: &Context,
    view: &View<'_>,
    open: &mut SetUpDialog,
    out: &mut Vec<Request>,
) -> Answer {
    let (title, words) = if open.of.is_some() {
        ("Change the tally", "Save tally")
    } else {
        ("Set up a tally", "Set up")
    };
    let dialog = Dialog::new(title)
        .subtitle("Choose days that can be kept to: two weeks, or one week each quarter.")
        .width(560.0)
        .safe("Cancel")
        .primary(words)
        .primary_enabled(open.is_ready())
        .focus_body();
    let shown = dialog.show(ctx, |ui| form_ui(ui, view, open));
    match shown.outcome {
        None => Answer::default(),
        Some(DialogOutcome::Confirmed) => keep(view, open, out),
        Some(_) => Answer {
            is_done: true,
            saved: None,
        },
    }
}

/// Asks for what was typed, or says why it cannot be.
fn keep(view: &View<'_>, open: &mut SetUpDialog, out: &mut Vec<Request>) -> Answer {
    let commands = open.commands(view).unwrap_or_default();
    // A tally of a measure that is still to be made can only be tried after it.
    if let Some(first) = commands.first()
        && let Err(why) = view.tried(Command::Measure(first.clone()))
    {
        open.refusal = Some(why);
        return Answer::default();
    }
    let next = TallyPeriodId(view.workbook.next.tally_period);
    let saved = (!commands.is_empty()).then(|| open.of.as_ref().map_or(next, |p| p.id));
    for command in commands {
        ask(command, out);
    }
    Answer {
        is_done: true,
        saved,
    }
}

fn form_ui(ui: &mut Ui, view: &View<'_>, open: &mut SetUpDialog) {
    let theme = Theme::of(ui);
    let gap = theme.pt(12.0);
    let half = (ui.available_width() - gap) / 2.0;
    if open.of.is_none() {
        measure_ui(ui, view, open, half);
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        open.first.show(ui, "First day", view.today, half, None);
        let error = open.last_error();
        open.last.show(ui, "Last day", view.today, half, error);
    });
    TextField::new("What is told apart, one a line", &mut open.categories)
        .hint("Early refill call\nLost prescription\nLeave empty for one button")
        .rows(4)
        .show(ui);
    let words = "Each line becomes a large button. The first nine have the keys 1 to 9.";
    text(ui, words, Style::Small, theme.color().text_2);
    if let Some(refusal) = &open.refusal {
        field_error(ui, refusal);
    }
}

/// A measure that is tapped already, or a new one with its name.
fn measure_ui(ui: &mut Ui, view: &View<'_>, open: &mut SetUpDialog, half: f32) {
    if !open.measures.is_empty() {
        let mut options: Vec<&str> = open.measures.iter().map(|(_, n)| n.as_str()).collect();
        options.push("Something new");
        if Choice::new("What is counted", &options).show(ui, &mut open.measure) {
            open.take_categories(view);
        }
    }
    if open.chosen().is_some() {
        return;
    }
    let field = TextField::new("Name of what is counted", &mut open.name)
        .hint("Early refill calls")
        .show(ui);
    if ui.memory(|m| m.focused().is_none()) {
        field.request_focus();
    }
    let labels = POINTS.map(|p| match p {
        Period::Month => "A month",
        _ => "A quarter",
    });
    Choice::new("A point of its run chart is", &labels)
        .width(half)
        .show(ui, &mut open.point);
}
