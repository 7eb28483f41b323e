//! The dialog to open, change or close a case.

use egui::{Context, Ui};

use super::super::Left;
use crate::domain::command::Command;
use crate::domain::departure::{Departure, DepartureCommand};
use crate::domain::ids::{ClinicianId, DepartureId};
use crate::domain::roster::is_of_clinic;
use crate::ui::request::Request;
use crate::ui::theme::Theme;
use crate::ui::view::View;
use crate::ui::widgets::{Choice, DateField, Dialog, DialogOutcome, Notice, TextField};

/// What is typed.
pub(super) struct CaseForm {
    case: Departure,
    clinicians: Vec<(ClinicianId, String)>,
    who: Option<usize>,
    leaves_on: DateField,
    closed_on: DateField,
    refused: Option<String>,
}

impl CaseForm {
    /// A new case; the one whose last day is on the roster already is offered first.
    pub fn new(view: &View<'_>) -> Self {
        let cases = &view.workbook.departures;
        let has_case = |id| {
            cases
                .iter()
                .any(|c| c.clinician == id && c.closed_on.is_none())
        };
        let leaving = view
            .workbook
            .listed_clinicians()
            .filter(|c| !has_case(c.id));
        let leaving = leaving
            .filter(|c| c.leaves_on.is_some())
            .min_by_key(|c| c.leaves_on);
        let case = Departure {
            id: DepartureId(0),
            clinician: leaving.map_or(ClinicianId(0), |c| c.id),
            leaves_on: leaving.and_then(|c| c.leaves_on).unwrap_or(view.today),
            process: String::new(),
            closed_on: None,
            by: String::new(),
            on: view.today,
        };
        let mut form = Self::of(view, case);
        form.leaves_on = DateField::new(leaving.and_then(|c| c.leaves_on));
        form
    }

    /// The form of a case that is there.
    pub fn of(view: &View<'_>, case: Departure) -> Self {
        let ours = is_of_clinic(view.workbook);
        let listed = view.workbook.listed_clinicians();
        let mut clinicians: Vec<(ClinicianId, String)> = listed
            .filter(|c| ours.contains(&c.id) || c.id == case.clinician)
            .map(|c| (c.id, c.name.clone()))
            .collect();
        clinicians.sort_by_key(|(_, name)| name.to_lowercase());
        Self {
            who: clinicians.iter().position(|(id, _)| *id == case.clinician),
            clinicians,
            leaves_on: DateField::new(Some(case.leaves_on)),
            closed_on: DateField::new(case.closed_on),
            case,
            refused: None,
        }
    }

    /// The case as typed, once there is enough of it.
    fn read(&self) -> Option<Departure> {
        let (clinician, _) = self.clinicians.get(self.who?)?;
        Some(Departure {
            clinician: *clinician,
            leaves_on: self.leaves_on.date()?,
            closed_on: self.closed_on.date(),
            ..self.case.clone()
        })
        .filter(|_| self.closed_on.is_usable())
    }
}

/// What the dialog asks for: the case it is then about, and the request.
pub(super) type Asked = (DepartureId, Request);

/// Draws it; says when it is left, and what is asked for.
pub(super) fn form_ui(ctx: &Context, view: &View<'_>, form: &mut CaseForm) -> Option<Left<Asked>> {
    let is_new = form.case.id.0 == 0;
    let (title, primary) = if is_new {
        ("Open a case", "Open the case")
    } else {
        ("Change the case", "Save")
    };
    let read = form.read();
    let extras: &[&str] = if is_new { &[] } else { &["Remove the case"] };
    let shown = Dialog::new(title)
        .width(560.0)
        .safe("Cancel")
        .primary(primary)
        .primary_enabled(read.is_some())
        .extras(extras)
        .show(ctx, |ui| body_ui(ui, view, form));
    let command = match shown.outcome? {
        DialogOutcome::Dismissed => return Some(Left::Cancelled),
        DialogOutcome::Extra(_) => DepartureCommand::Remove(form.case.id),
        DialogOutcome::Confirmed => DepartureCommand::Save(Box::new(read?)),
    };
    match view.tried(Command::Departure(command)) {
        Ok(request) => {
            let next = DepartureId(view.workbook.next.departure);
            let id = if is_new { next } else { form.case.id };
            Some(Left::Asking((id, request)))
        }
        Err(why) => {
            form.refused = Some(why);
            None
        }
    }
}

fn body_ui(ui: &mut Ui, view: &View<'_>, form: &mut CaseForm) {
    let theme = Theme::of(ui);
    if let Some(why) = &form.refused {
        Notice::error("Not saved.", why).show(ui);
    }
    let names: Vec<&str> = form.clinicians.iter().map(|(_, n)| n.as_str()).collect();
    let is_new = form.case.id.0 == 0;
    let who = Choice::new("Who leaves", &names).enabled(is_new);
    who.hint("Choose a clinician").show(ui, &mut form.who);
    let width = (ui.available_width() - theme.gap()) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = theme.gap();
        form.leaves_on.show(ui, "Last day", view.today, width, None);
        if !is_new {
            form.closed_on
                .show(ui, "Case closed on", view.today, width, None);
        }
    });
    TextField::new("How we go about it", &mut form.case.process)
        .hint("Who asks the patients, who decides, by when")
        .rows(3)
        .show(ui);
}
