//! The care plan of a patient: five parts, agreed on, to be looked at again on.

use egui::Context;

use super::FirstFocus;
use crate::domain::command::Command;
use crate::domain::ids::{PatientFactId, PatientId};
use crate::domain::patient::Patient;
use crate::domain::patient_fact::care_plan::{CarePlan, PARTS};
use crate::domain::patient_fact::{FactKind, PatientFact, PatientFactCommand};
use crate::ui::request::Request;
use crate::ui::theme::Theme;
use crate::ui::view::View;
use crate::ui::widgets::{DateField, Dialog, DialogOutcome, TextField, checkbox, field_error};

/// What the fields ask for, as [`PARTS`].
const HINTS: [&str; PARTS.len()] = [
    "what the patient wants to be able to do",
    "what is tried now",
    "what is to be tried next",
    "what, how often, how long",
    "doses, changes, naloxone",
];

/// A plan being written.
pub(super) struct PlanForm {
    name: String,
    record: PatientFact,
    plan: CarePlan,
    agreed: DateField,
    review: DateField,
    /// The event of the day goes with it.
    adds_event: bool,
    error: Option<String>,
    focus: FirstFocus,
}

impl PlanForm {
    /// The plan that holds, to be changed, or an empty one.
    pub fn new(view: &View<'_>, patient: PatientId) -> Self {
        let facts = view.workbook.facts_of(patient);
        let held = plan_on(facts, view);
        Self::of(view, patient, held.cloned())
    }

    /// A new plan that begins with the words of the one before and takes its place.
    pub fn next(view: &View<'_>, patient: PatientId) -> Self {
        let facts = view.workbook.facts_of(patient);
        let next = plan_on(facts, view).map(|before| PatientFact {
            id: PatientFactId(0),
            from: Some(view.today),
            due: None,
            ..before.clone()
        });
        Self::of(view, patient, next)
    }

    fn of(view: &View<'_>, patient: PatientId, held: Option<PatientFact>) -> Self {
        let person = view.workbook.patient(patient);
        let record = held.unwrap_or_else(|| PatientFact {
            id: PatientFactId(0),
            patient,
            kind: FactKind::CarePlan,
            from: Some(view.today),
            to: None,
            due: None,
            words: String::new(),
            outcome: String::new(),
            is_restricted: false,
            by: String::new(),
            on: view.today,
        });
        Self {
            name: person.map_or_else(String::new, Patient::name),
            plan: CarePlan::read(&record.words),
            agreed: DateField::new(record.from),
            review: DateField::new(record.due),
            adds_event: record.id.0 == 0,
            record,
            error: None,
            focus: FirstFocus::wanted(),
        }
    }

    fn is_new(&self) -> bool {
        self.record.id.0 == 0
    }

    fn command(&self, view: &View<'_>) -> Result<Command, String> {
        if !self.agreed.is_usable() || !self.review.is_usable() {
            return Err("One of the days is not a date. Type it like 2026-03-04.".to_owned());
        }
        let plan = Box::new(PatientFact {
            from: self.agreed.date(),
            due: self.review.date(),
            words: self.plan.words(),
            ..self.record.clone()
        });
        let (day, result) = match plan.from.filter(|_| self.is_new()) {
            Some(day) => (day, "agreed"),
            None => (view.today, "reviewed"),
        };
        Ok(Command::PatientFact(if self.adds_event {
            PatientFactCommand::SavePlan(plan, day, result)
        } else {
            PatientFactCommand::Save(plan)
        }))
    }
}

/// The care plan that holds today.
pub(super) fn plan_on<'a>(facts: &'a [PatientFact], view: &View<'_>) -> Option<&'a PatientFact> {
    let plans = facts.iter().rev();
    plans
        .filter(|f| f.kind == FactKind::CarePlan)
        .find(|f| f.holds_on(view.today))
}

/// Draws the form. True when it is done with.
pub(super) fn plan_form_ui(
    ctx: &Context,
    view: &View<'_>,
    form: &mut PlanForm,
    out: &mut Vec<Request>,
) -> bool {
    let subtitle = form.name.clone();
    let title = if form.is_new() {
        "New care plan"
    } else {
        "Change care plan"
    };
    let extras: &[&str] = if form.is_new() {
        &[]
    } else {
        &["Remove care plan"]
    };
    let response = Dialog::new(title)
        .subtitle(&subtitle)
        .width(860.0)
        .safe("Cancel")
        .extras(extras)
        .primary("Save care plan")
        .focus_body()
        .show(ctx, |ui| {
            let theme = Theme::of(ui);
            let half = (ui.available_width() - theme.gap()) / 2.0;
            parts_ui(ui, form, half);
            ui.horizontal_top(|ui| {
                form.agreed.show(ui, "Agreed on", view.today, half, None);
                let label = "To be looked at again on";
                form.review.show(ui, label, view.today, half, None);
            });
            let label = if form.is_new() {
                "Add “Care plan, agreed” to the events of that day"
            } else {
                "Gone over with the patient: add “Care plan, reviewed” to today’s events"
            };
            checkbox(ui, &mut form.adds_event, label);
            if let Some(error) = &form.error {
                field_error(ui, error);
            }
        });
    match response.outcome {
        Some(DialogOutcome::Dismissed) => true,
        Some(DialogOutcome::Confirmed) => {
            let tried = form.command(view).and_then(|command| view.tried(command));
            match tried {
                Ok(request) => {
                    out.push(request);
                    return true;
                }
                Err(sentence) => form.error = Some(sentence),
            }
            false
        }
        Some(DialogOutcome::Extra(_)) => {
            let remove = PatientFactCommand::Remove(form.record.id);
            out.push(Request::Command(Command::PatientFact(remove)));
            true
        }
        None => false,
    }
}

/// Goals over the whole width, the other parts in two columns.
fn parts_ui(ui: &mut egui::Ui, form: &mut PlanForm, half: f32) {
    let mut parts = PARTS.iter().zip(HINTS).zip(&mut form.plan.parts);
    if let Some(((label, hint), text)) = parts.next() {
        let field = TextField::new(label, text).hint(hint).rows(2).show(ui);
        if form.focus.take() {
            field.request_focus();
        }
    }
    let mut rest: Vec<_> = parts.collect();
    for pair in rest.chunks_mut(2) {
        ui.horizontal_top(|ui| {
            for ((label, hint), text) in pair {
                let field = TextField::new(label, text).hint(hint);
                field.rows(3).width(half).show(ui);
            }
        });
    }
}
