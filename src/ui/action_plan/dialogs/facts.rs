//! The head of a plan: name, dates, intro, success measure, milestones for next time.

use chrono::{Datelike, Months, NaiveDate};
use egui::{Context, Ui};

use crate::domain::action_plan::Plan;
use crate::domain::action_plan::command::{PlanCommand, PlanFacts};
use crate::domain::ids::PlanId;
use crate::domain::programme;
use crate::ui::action_plan::ask;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Choice, DateField, Dialog, DialogOutcome, IconButton, TextField, ends, text,
};

/// Months that a plan usually covers.
pub(super) const MONTHS: u32 = 3;

/// What is typed.
pub(super) struct FactsDialog {
    of: Option<PlanId>,
    pub(super) form: FactsForm,
}

/// The fields of a plan's head.
#[derive(Default)]
pub(super) struct FactsForm {
    facts: PlanFacts,
    from: DateField,
    through: DateField,
    has_asked: bool,
}

impl FactsForm {
    pub(super) fn new(facts: PlanFacts) -> Self {
        Self {
            from: DateField::new(facts.from),
            through: DateField::new(facts.through),
            facts,
            has_asked: false,
        }
    }

    /// A plan of three months from `from` on, numbered after the clinic's plans.
    pub(super) fn usual(view: &View<'_>, from: NaiveDate) -> Self {
        let number = view.workbook.plans.len() + 1;
        let through = from
            .checked_add_months(Months::new(MONTHS))
            .and_then(|d| d.pred_opt());
        Self::new(PlanFacts {
            title: format!("Plan {number}, {}", season(from)),
            from: Some(from),
            through,
            ..PlanFacts::default()
        })
    }

    /// Whether it can be saved.
    pub(super) fn is_whole(&self) -> bool {
        let in_order = match (self.from.date(), self.through.date()) {
            (Some(from), Some(through)) => from <= through,
            _ => true,
        };
        !self.facts.title.trim().is_empty()
            && self.from.is_usable()
            && self.through.is_usable()
            && in_order
    }

    /// What is typed.
    pub(super) fn facts(&self) -> PlanFacts {
        PlanFacts {
            from: self.from.date(),
            through: self.through.date(),
            ..self.facts.clone()
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, today: NaiveDate) {
        let theme = Theme::of(ui);
        ui.spacing_mut().item_spacing.y = theme.pt(8.0);
        let name = TextField::new("Name of the plan", &mut self.facts.title).show(ui);
        if !self.has_asked {
            self.has_asked = true;
            name.request_focus();
        }
        let gap = theme.pt(12.0);
        let half = (ui.available_width() - gap) / 2.0;
        let wrong = match (self.from.date(), self.through.date()) {
            (Some(from), Some(through)) if through < from => Some("Lies before the first day."),
            _ => None,
        };
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            self.from.show(ui, "First day", today, half, None);
            self.through.show(ui, "Last day", today, half, wrong);
        });
        TextField::new("How far, in your words", &mut self.facts.horizon)
            .hint("through May 1")
            .show(ui);
        TextField::new("Success measure", &mut self.facts.success_measure)
            .rows(2)
            .hint("What will show that the plan has worked, one measure")
            .show(ui);
        TextField::new("Intro", &mut self.facts.intro)
            .rows(2)
            .hint("A sentence for those who read the plan")
            .show(ui);
        self.next_time_ui(ui);
    }

    /// Milestones that are left for the next plan.
    fn next_time_ui(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        let colors = *theme.color();
        text(ui, "Milestones for next time", Style::Small, colors.text_2);
        let mut gone = None;
        for (at, id) in self.facts.next_time.iter().enumerate() {
            let words = match programme::milestone(id) {
                Some(entry) => format!("{id} {}", entry.title),
                None => id.clone(),
            };
            ends(
                ui,
                &format!("next time {id}"),
                theme.pt(24.0),
                |ui| text(ui, words, Style::Body, colors.text),
                |ui| {
                    let name = format!("Take {id} from next time");
                    let cross = IconButton::new(crate::ui::icons::Icon::Close, &name).small();
                    if cross.show(ui).clicked() {
                        gone = Some(at);
                    }
                },
            );
        }
        if let Some(at) = gone {
            self.facts.next_time.remove(at);
        }
        let others: Vec<&programme::Milestone> = programme::milestones()
            .iter()
            .filter(|m| m.id.starts_with('M') && !self.facts.next_time.contains(&m.id))
            .collect();
        let labels: Vec<String> = others
            .iter()
            .map(|m| format!("{} {}", m.id, m.title))
            .collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let mut chosen = None;
        let choice = Choice::new("Milestone for next time", &labels);
        if choice
            .hide_label()
            .hint("Add a milestone")
            .show(ui, &mut chosen)
            && let Some(milestone) = chosen.and_then(|at| others.get(at))
        {
            self.facts.next_time.push(milestone.id.clone());
        }
    }
}

/// "spring 2027": what a plan is called by.
fn season(day: NaiveDate) -> String {
    let name = match day.month() {
        3..=5 => "spring",
        6..=8 => "summer",
        9..=11 => "autumn",
        _ => "winter",
    };
    format!("{name} {}", day.year())
}

impl FactsDialog {
    pub(super) fn new() -> Self {
        Self {
            of: None,
            form: FactsForm::default(),
        }
    }

    pub(super) fn change(plan: &Plan) -> Self {
        Self {
            of: Some(plan.id),
            form: FactsForm::new(PlanFacts {
                title: plan.title.clone(),
                from: plan.from,
                through: plan.through,
                horizon: plan.horizon.clone(),
                intro: plan.intro.clone(),
                success_measure: plan.success_measure.clone(),
                next_time: plan.next_time.clone(),
            }),
        }
    }

    pub(super) fn is_new(&self) -> bool {
        self.of.is_none()
    }

    /// Draws it. Closed: whether it was saved.
    pub(super) fn show(
        &mut self,
        ctx: &Context,
        view: &View<'_>,
        out: &mut Vec<Request>,
    ) -> Option<bool> {
        if self.of.is_none() && !self.form.has_asked {
            self.form = FactsForm::usual(view, view.today);
        }
        let (title, words) = match self.of {
            Some(_) => ("Plan details", "Save plan"),
            None => ("New plan", "Add plan"),
        };
        let dialog = Dialog::new(title)
            .safe("Cancel")
            .primary(words)
            .primary_enabled(self.form.is_whole())
            .focus_body()
            .width(600.0);
        let shown = dialog.show(ctx, |ui| self.form.show(ui, view.today));
        let outcome = shown.outcome?;
        let is_saved = outcome == DialogOutcome::Confirmed;
        if is_saved {
            let facts = self.form.facts();
            let command = match self.of {
                Some(id) => PlanCommand::Change(id, facts),
                None => PlanCommand::Add(facts),
            };
            ask(command, out);
        }
        Some(is_saved)
    }
}
