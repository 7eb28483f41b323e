//! The dialog that sets or removes a measure's goal.

use egui::{Context, Id, Key, Ui};

use super::summary::{Summary, plain};
use crate::domain::command::Command;
use crate::domain::measure::{Measure, Unit};
use crate::domain::typed_number::parse_typed_number;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{DateField, Dialog, DialogOutcome, TextField, text};

/// What is typed in the dialog.
pub(super) struct GoalDialog {
    measure: Measure,
    title: String,
    value: String,
    by: DateField,
    has_goal: bool,
    /// The first field is still to get the focus.
    opening: bool,
}

impl GoalDialog {
    /// The dialog for a measure, filled with the goal it has.
    pub fn new(summary: &Summary) -> Self {
        let goal = summary.goal.as_ref();
        Self {
            measure: summary.measure,
            title: summary.title.clone(),
            value: goal.map(|g| plain(g.value)).unwrap_or_default(),
            by: DateField::new(goal.and_then(|g| g.by)),
            has_goal: goal.is_some(),
            opening: true,
        }
    }

    /// The number typed, or why it cannot be used; neither while nothing is typed.
    fn reading(&self) -> (Option<f64>, Option<&'static str>) {
        let typed = self.value.trim().trim_end_matches(['%', 'm', 'g']).trim();
        if typed.is_empty() {
            return (None, None);
        }
        match parse_typed_number(typed) {
            Some(value) if value < 0.0 => (None, Some("A goal is a number of 0 or more, e.g. 10.")),
            Some(value) if value > 100.0 && self.measure.unit() == Unit::Percent => {
                (None, Some("A share is at most 100 %."))
            }
            Some(value) => (Some(value), None),
            None => (
                None,
                Some("This is no number. Type digits, e.g. 10 or 12.5."),
            ),
        }
    }
}

/// Draws the dialog; true when it is done with.
pub(super) fn goal_ui(
    ctx: &Context,
    view: &View<'_>,
    dialog: &mut GoalDialog,
    out: &mut Vec<Request>,
) -> bool {
    let title = format!("Goal of {}", dialog.title);
    let (value, _) = dialog.reading();
    let ready = value.is_some() && dialog.by.is_usable();
    let extras: &[&str] = if dialog.has_goal {
        &["Remove goal"]
    } else {
        &[]
    };
    let shown = Dialog::new(&title)
        .width(480.0)
        .primary("Set goal")
        .primary_enabled(ready)
        .safe("Cancel")
        .extras(extras)
        .focus_body()
        .show(ctx, |ui| body_ui(ui, view, dialog));
    let entered = shown.inner && ready && shown.outcome.is_none();
    let outcome = if entered {
        Some(DialogOutcome::Confirmed)
    } else {
        shown.outcome
    };
    let goal = match outcome {
        None => return false,
        Some(DialogOutcome::Dismissed) => return true,
        Some(DialogOutcome::Extra(_)) => None,
        Some(DialogOutcome::Confirmed) => value.map(|value| (value, dialog.by.date())),
    };
    out.push(Request::Command(Command::SetGoal {
        measure: dialog.measure,
        goal,
    }));
    true
}

/// Two fields and what they mean; true when Enter was pressed in one of them.
fn body_ui(ui: &mut Ui, view: &View<'_>, dialog: &mut GoalDialog) -> bool {
    let theme = Theme::of(ui);
    let label = match dialog.measure.unit() {
        Unit::Percent => "Value to reach, %",
        Unit::Milligrams => "Value to reach, mg a day",
        Unit::Count => "Patients to reach",
    };
    let (_, error) = dialog.reading();
    let id = Id::unique("goal value");
    let entered = ui
        .horizontal_top(|ui| {
            let half = (ui.available_width() - theme.gap()) / 2.0;
            let value = TextField::new(label, &mut dialog.value)
                .number()
                .id(id)
                .width(half)
                .error(error)
                .show(ui);
            let by = dialog
                .by
                .show(ui, "By, if there is a date", view.today, half, None);
            let enter = ui.input(|i| i.key_pressed(Key::Enter));
            enter && (value.lost_focus() || by.lost_focus())
        })
        .inner;
    if dialog.opening {
        ui.memory_mut(|memory| memory.request_focus(id));
        dialog.opening = false;
    }
    let words = "The goal is a line on the run chart. It does not change how signals are found.";
    text(ui, words, Style::Small, theme.color().text_2);
    entered
}

#[cfg(test)]
impl GoalDialog {
    /// Types into both fields.
    pub(super) fn type_in(&mut self, value: &str, by: &str, today: chrono::NaiveDate) {
        value.clone_into(&mut self.value);
        by.clone_into(&mut self.by.text);
        self.by.read(today);
    }
}
