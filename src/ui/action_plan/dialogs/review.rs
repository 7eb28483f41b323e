//! A review at a meeting: how each activity stands, with a note.

use egui::{Context, Ui};

use crate::domain::action_plan::ReviewStatus;
use crate::domain::action_plan::command::PlanCommand;
use crate::domain::action_plan::sheet::PlanSheet;
use crate::domain::ids::{ActivityId, PlanId};
use crate::ui::action_plan::ask;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Choice, DateField, Dialog, DialogOutcome, TextField, divider, text};

struct Line {
    id: ActivityId,
    text: String,
    /// How it stood last, and how many steps are done.
    before: String,
    status: Option<usize>,
    note: String,
}

/// What is typed.
pub(super) struct ReviewDialog {
    lines: Vec<Line>,
    day: DateField,
}

impl ReviewDialog {
    pub(super) fn new(view: &View<'_>, plan: PlanId, only: Option<ActivityId>) -> Option<Self> {
        let sheet = PlanSheet::of(view.workbook, plan)?;
        let asked = sheet.activities.iter().filter(|a| match only {
            Some(id) => a.activity.id == id,
            None => !a.standing().is_closed(),
        });
        let lines: Vec<Line> = asked
            .map(|a| {
                let steps = format!("{} of {} steps done", a.done_steps(), a.steps.len());
                let before = match a.newest_review() {
                    Some(review) => format!(
                        "{} on {}; {steps}",
                        review.status.label(),
                        review.reviewed_on
                    ),
                    None => format!("Not reviewed yet; {steps}"),
                };
                Line {
                    id: a.activity.id,
                    text: a.activity.text.clone(),
                    before,
                    status: None,
                    note: String::new(),
                }
            })
            .collect();
        Some(Self {
            lines,
            day: DateField::new(Some(view.today)),
        })
    }

    /// Draws it. True when it is closed.
    pub(super) fn show(&mut self, ctx: &Context, view: &View<'_>, out: &mut Vec<Request>) -> bool {
        let day = self.day.date().filter(|d| *d <= view.today);
        let is_any = self.lines.iter().any(|l| l.status.is_some());
        let dialog = Dialog::new("Review the plan")
            .safe("Cancel")
            .primary("Save review")
            .primary_enabled(is_any && day.is_some())
            .focus_body()
            .width(680.0);
        let shown = dialog.show(ctx, |ui| self.form_ui(ui, view));
        let Some(outcome) = shown.outcome else {
            return false;
        };
        if let (DialogOutcome::Confirmed, Some(reviewed_on)) = (outcome, day) {
            for line in &self.lines {
                let status = line.status.and_then(|at| ReviewStatus::ALL.get(at));
                if let Some(status) = status {
                    let command = PlanCommand::Review {
                        id: None,
                        activity: line.id,
                        reviewed_on,
                        status: *status,
                        note: line.note.clone(),
                    };
                    ask(command, out);
                }
            }
        }
        true
    }

    fn form_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        let theme = Theme::of(ui);
        let colors = *theme.color();
        ui.spacing_mut().item_spacing.y = theme.pt(8.0);
        if self.lines.is_empty() {
            let words = "Every activity of this plan is closed. Start the next plan, or review one \
                         activity from its row.";
            text(ui, words, Style::Body, colors.text);
            return;
        }
        let ahead = self.day.date().is_some_and(|d| d > view.today);
        let error = ahead.then_some("A review cannot lie in the future.");
        let width = theme.pt(260.0);
        self.day
            .show(ui, "Day of the review", view.today, width, error);
        let words = "Leave blank what was not talked about.";
        text(ui, words, Style::Small, colors.text_2);
        let labels = ReviewStatus::ALL.map(ReviewStatus::label);
        for line in &mut self.lines {
            divider(ui);
            text(ui, &line.text, Style::Strong, colors.text);
            text(ui, &line.before, Style::Small, colors.text_2);
            let gap = theme.pt(12.0);
            let room = ui.available_width() - gap;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = gap;
                let name = format!("Stands, {}", line.text);
                Choice::new(&name, &labels)
                    .hide_label()
                    .hint("Not talked about")
                    .width(room * 0.3)
                    .show(ui, &mut line.status);
                let name = format!("Note, {}", line.text);
                TextField::new(&name, &mut line.note)
                    .hide_label()
                    .hint("What was said")
                    .width(room * 0.7)
                    .show(ui);
            });
        }
    }
}
