//! A MED entered by hand: number, first day, and where it was taken from.

use egui::Context;

use super::FirstFocus;
use crate::domain::command::Command;
use crate::domain::ids::PatientId;
use crate::domain::patient::Patient;
use crate::domain::registry::DAYS_A_HAND_MED_COUNTS;
use crate::domain::typed_number::parse_typed_number;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{DateField, Dialog, DialogOutcome, TextField, text};

/// A dose being entered.
pub(super) struct HandMedForm {
    patient: PatientId,
    name: String,
    dose: String,
    on: DateField,
    source: String,
    was_tried: bool,
    focus: FirstFocus,
}

impl HandMedForm {
    /// An empty form that holds from the day looked at.
    pub fn new(view: &View<'_>, patient: PatientId) -> Self {
        let record = view.workbook.patient(patient);
        Self {
            patient,
            name: record.map_or_else(String::new, Patient::name),
            dose: String::new(),
            on: DateField::new(Some(view.as_of.min(view.today))),
            source: String::new(),
            was_tried: false,
            focus: FirstFocus::wanted(),
        }
    }

    fn mg_per_day(&self) -> Option<f64> {
        parse_typed_number(&self.dose).filter(|mg| (0.0..=5000.0).contains(mg))
    }

    fn errors(&self, view: &View<'_>) -> [Option<&'static str>; 3] {
        let dose = "A number from 0 to 5000 mg of morphine a day, e.g. 67.5.";
        let day = match self.on.date() {
            None => Some("Give the day from which the dose holds."),
            Some(on) if on > view.today => Some("The day lies in the future."),
            Some(_) => None,
        };
        let source = "Say where the number comes from, e.g. the PDMP report.";
        [
            self.mg_per_day().is_none().then_some(dose),
            day,
            self.source.trim().is_empty().then_some(source),
        ]
    }
}

/// Draws the form. True when it is done with.
pub(super) fn hand_med_ui(
    ctx: &Context,
    view: &View<'_>,
    form: &mut HandMedForm,
    out: &mut Vec<Request>,
) -> bool {
    let errors = form.errors(view);
    let [dose, day, source] = errors.map(|error| error.filter(|_| form.was_tried));
    let subtitle = form.name.clone();
    let response = Dialog::new("Enter MED by hand")
        .subtitle(&subtitle)
        .safe("Cancel")
        .primary("Save MED")
        .focus_body()
        .show(ctx, |ui| {
            let theme = Theme::of(ui);
            let rule = format!(
                "It stands in for what the fills give from its day for {DAYS_A_HAND_MED_COUNTS} \
                 days, or until a later opioid fill."
            );
            text(ui, rule, Style::Body, theme.color().text_2);
            let half = (ui.available_width() - theme.gap()) / 2.0;
            ui.horizontal_top(|ui| {
                let field = TextField::new("MED, mg a day", &mut form.dose).number();
                let field = field.width(half).error(dose).show(ui);
                if form.focus.take() {
                    field.request_focus();
                }
                form.on.show(ui, "Holds from", view.today, half, day);
            });
            TextField::new("Taken from", &mut form.source)
                .hint("PDMP report of 2026-10-01, hospital discharge letter")
                .error(source)
                .show(ui);
        });
    match (response.outcome, form.mg_per_day(), form.on.date()) {
        (Some(DialogOutcome::Dismissed), ..) => true,
        (Some(DialogOutcome::Confirmed), Some(mg_per_day), Some(on))
            if errors.iter().all(Option::is_none) =>
        {
            out.push(Request::Command(Command::EnterMed {
                patient: form.patient,
                on,
                mg_per_day,
                source: form.source.trim().to_owned(),
            }));
            true
        }
        (Some(DialogOutcome::Confirmed), ..) => {
            form.was_tried = true;
            false
        }
        _ => false,
    }
}
