//! The dialog that sets or removes a measure's aim: from where, to where, by when.

use egui::{Context, Id, Key, Ui};

use super::summary::Summary;
use crate::domain::clinic::Goal;
use crate::domain::command::Command;
use crate::domain::ids::GoalId;
use crate::domain::measure::command::{Aim, MeasureCommand};
use crate::domain::measure::{MeasureId, Unit, aim_sentence};
use crate::domain::typed_number::parse_typed_number;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{DateField, Dialog, DialogOutcome, TextField, text};

/// What is typed in the dialog.
pub(super) struct AimDialog {
    measure: MeasureId,
    title: String,
    unit: Unit,
    from: String,
    to: String,
    by: DateField,
    has_aim: bool,
    /// The first field is still to get the focus.
    opening: bool,
}

impl AimDialog {
    /// The dialog for a measure, filled with the aim it has; a new aim starts from the median.
    pub fn new(summary: &Summary, view: &View<'_>) -> Self {
        let goal = summary.goal.as_ref();
        let unit = summary.unit();
        let median = summary.analysis.parts.last().and_then(|p| p.median);
        let median = median.map(|m| if unit == Unit::Percent { 100.0 * m } else { m });
        let places = if unit == Unit::Number { 100.0 } else { 10.0 };
        let median = median.map(|m| (m * places).round() / places);
        let from = goal.map_or(median, |g| g.from);
        Self {
            measure: summary.measure,
            title: summary.measure.title(view.workbook),
            unit,
            // As exact as it was set; a median has as many places as it is shown with.
            from: from.map(|v| v.to_string()).unwrap_or_default(),
            to: goal.map(|g| g.value.to_string()).unwrap_or_default(),
            by: DateField::new(goal.and_then(|g| g.by)),
            has_aim: goal.is_some(),
            opening: true,
        }
    }

    /// The number typed, or why it cannot be used; neither while nothing is typed.
    fn reading(&self, typed: &str) -> (Option<f64>, Option<&'static str>) {
        let typed = typed.trim().trim_end_matches(['%', 'm', 'g']).trim();
        if typed.is_empty() {
            return (None, None);
        }
        match parse_typed_number(typed) {
            Some(value) if value < 0.0 => (None, Some("An aim is a number of 0 or more, e.g. 10.")),
            Some(value) if value > 100.0 && self.unit == Unit::Percent => {
                (None, Some("A share is at most 100 %."))
            }
            Some(value) => (Some(value), None),
            None => (
                None,
                Some("This is no number. Type digits, e.g. 10 or 12.5."),
            ),
        }
    }

    /// The aim typed, once it can be used.
    fn aim(&self) -> Option<Aim> {
        let (from, from_error) = self.reading(&self.from);
        let (to, _) = self.reading(&self.to);
        (from_error.is_none() && self.by.is_usable()).then_some(Aim {
            from,
            to: to?,
            by: self.by.date(),
        })
    }
}

/// Draws the dialog; true when it is done with.
pub(super) fn aim_ui(
    ctx: &Context,
    view: &View<'_>,
    dialog: &mut AimDialog,
    out: &mut Vec<Request>,
) -> bool {
    let title = format!("Aim of {}", dialog.title);
    let aim = dialog.aim();
    let extras: &[&str] = if dialog.has_aim { &["Remove aim"] } else { &[] };
    let shown = Dialog::new(&title)
        .width(560.0)
        .primary("Set aim")
        .primary_enabled(aim.is_some())
        .safe("Cancel")
        .extras(extras)
        .focus_body()
        .show(ctx, |ui| body_ui(ui, view, dialog));
    let entered = shown.inner && aim.is_some() && shown.outcome.is_none();
    let outcome = if entered {
        Some(DialogOutcome::Confirmed)
    } else {
        shown.outcome
    };
    let aim = match outcome {
        None => return false,
        Some(DialogOutcome::Dismissed) => return true,
        Some(DialogOutcome::Extra(_)) => None,
        Some(DialogOutcome::Confirmed) => aim,
    };
    let command = MeasureCommand::SetAim(dialog.measure, aim);
    out.push(Request::Command(Command::Measure(command)));
    true
}

/// Three fields and the sentence they make; true when Enter was pressed in one of them.
fn body_ui(ui: &mut Ui, view: &View<'_>, dialog: &mut AimDialog) -> bool {
    let theme = Theme::of(ui);
    let unit = match dialog.unit {
        Unit::Percent => ", %",
        Unit::Milligrams => ", mg a day",
        Unit::Count | Unit::Number => "",
    };
    let (_, from_error) = dialog.reading(&dialog.from);
    let (_, to_error) = dialog.reading(&dialog.to);
    let id = Id::unique("aim value");
    let entered = ui
        .horizontal_top(|ui| {
            let third = (ui.available_width() - 2.0 * theme.gap()) / 3.0;
            let label = format!("From{unit}");
            let from = TextField::new(&label, &mut dialog.from)
                .number()
                .width(third)
                .error(from_error)
                .show(ui);
            let label = format!("To{unit}");
            let to = TextField::new(&label, &mut dialog.to)
                .number()
                .id(id)
                .width(third)
                .error(to_error)
                .show(ui);
            let by = dialog
                .by
                .show(ui, "By, if there is a date", view.today, third, None);
            let enter = ui.input(|i| i.key_pressed(Key::Enter));
            enter && (from.lost_focus() || to.lost_focus() || by.lost_focus())
        })
        .inner;
    if dialog.opening {
        ui.memory_mut(|memory| memory.request_focus(id));
        dialog.opening = false;
    }
    let words = dialog.aim().map_or_else(
        || "Type where the measure should get to.".to_owned(),
        |aim| {
            let goal = Goal {
                id: GoalId(0),
                measure: dialog.measure,
                value: aim.to,
                by: aim.by,
                from: aim.from,
            };
            format!("{}: {}.", dialog.title, aim_sentence(&goal, dialog.unit))
        },
    );
    text(ui, words, Style::Body, theme.color().text);
    let words = "The aim is a line on the run chart. It does not change how signals are found.";
    text(ui, words, Style::Small, theme.color().text_2);
    entered
}

#[cfg(test)]
impl AimDialog {
    /// Types into the fields.
    pub(super) fn type_in(&mut self, to: &str, by: &str, today: chrono::NaiveDate) {
        to.clone_into(&mut self.to);
        by.clone_into(&mut self.by.text);
        self.by.read(today);
    }
}
