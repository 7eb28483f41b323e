//! "Start the next plan": what goes on, and whether there is capacity for more.

use egui::Context;

use super::facts::FactsForm;
use crate::domain::action_plan::carry::{self, NextPlan};
use crate::domain::action_plan::command::PlanCommand;
use crate::domain::action_plan::sheet::PlanSheet;
use crate::domain::ids::{ActivityId, PlanId};
use crate::ui::action_plan::ask;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Dialog, DialogOutcome, TextField, checkbox, divider, text};

/// An activity that may go on.
struct Line {
    id: ActivityId,
    words: String,
    is_carried: bool,
}

/// What is typed.
pub(super) struct NextDialog {
    plan: PlanId,
    lines: Vec<Line>,
    capacity: String,
    form: FactsForm,
}

impl NextDialog {
    pub(super) fn new(view: &View<'_>, plan: PlanId) -> Option<Self> {
        let sheet = PlanSheet::of(view.workbook, plan)?;
        let open: Vec<ActivityId> = carry::open_activities(&sheet)
            .map(|a| a.activity.id)
            .collect();
        let line = |a: &crate::domain::action_plan::sheet::ActivitySheet<'_>| {
            let left = a.steps.len() - a.done_steps();
            let steps = match left {
                0 => "no open step".to_owned(),
                1 => "1 open step".to_owned(),
                n => format!("{n} open steps"),
            };
            Line {
                id: a.activity.id,
                words: format!("{} · {}, {steps}", a.activity.text, a.standing().label()),
                is_carried: open.contains(&a.activity.id),
            }
        };
        let last = sheet.plan.through.and_then(|d| d.succ_opt());
        let from = last.filter(|d| (*d - view.today).num_days().abs() < 60);
        Some(Self {
            plan,
            lines: sheet.activities.iter().map(line).collect(),
            capacity: String::new(),
            form: FactsForm::usual(view, from.unwrap_or(view.today)),
        })
    }

    /// Draws it. Closed: whether the plan was begun.
    pub(super) fn show(
        &mut self,
        ctx: &Context,
        view: &View<'_>,
        out: &mut Vec<Request>,
    ) -> Option<bool> {
        let dialog = Dialog::new("Start the next plan")
            .safe("Cancel")
            .primary("Start plan")
            .primary_enabled(self.form.is_whole())
            .focus_body()
            .width(640.0);
        let shown = dialog.show(ctx, |ui| {
            let theme = Theme::of(ui);
            let colors = *theme.color();
            ui.spacing_mut().item_spacing.y = theme.pt(8.0);
            text(ui, "What goes on", Style::Strong, colors.text);
            let words = "Open activities go on with their open steps, links and history. The plan \
                         before is closed and stays as it was.";
            text(ui, words, Style::Small, colors.text_2);
            for line in &mut self.lines {
                checkbox(ui, &mut line.is_carried, &line.words);
            }
            let goes_on = self.lines.iter().filter(|l| l.is_carried).count();
            let words =
                format!("{goes_on} go on. Considering them, is there capacity for more work?");
            TextField::new(&words, &mut self.capacity)
                .rows(2)
                .hint("Yes, one more activity · no, finish these first")
                .show(ui);
            divider(ui);
            self.form.show(ui, view.today);
        });
        let outcome = shown.outcome?;
        let is_begun = outcome == DialogOutcome::Confirmed;
        if is_begun {
            let carried = self.lines.iter().filter(|l| l.is_carried).map(|l| l.id);
            let next = NextPlan {
                previous: self.plan,
                facts: self.form.facts(),
                carried: carried.collect(),
                capacity: self.capacity.clone(),
            };
            ask(PlanCommand::StartNext(Box::new(next)), out);
        }
        Some(is_begun)
    }
}
