//! The reason for a verdict on long-term opioid therapy, and the time it holds for.

use egui::Context;

use super::FirstFocus;
use crate::domain::command::Command;
use crate::domain::event::Verdict;
use crate::domain::ids::PatientId;
use crate::domain::patient::Patient;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, DateField, Dialog, DialogOutcome, TextField, text};

/// A verdict being given.
pub(super) struct Decide {
    patients: Vec<PatientId>,
    verdict: Verdict,
    subtitle: String,
    reason: String,
    from: DateField,
    to: DateField,
    was_tried: bool,
    focus: FirstFocus,
}

impl Decide {
    /// A form for these patients.
    pub fn new(view: &View<'_>, patients: Vec<PatientId>, verdict: Verdict) -> Self {
        let subtitle = match patients.as_slice() {
            [one] => view
                .workbook
                .patient(*one)
                .map_or_else(|| "1 patient".to_owned(), Patient::name),
            many => format!("{} patients", many.len()),
        };
        // Added patients are on the list from the day looked at; a rejection holds for all time.
        let from = (verdict == Verdict::Added).then_some(view.as_of);
        Self {
            patients,
            verdict,
            subtitle,
            reason: String::new(),
            from: DateField::new(from),
            to: DateField::default(),
            was_tried: false,
            focus: FirstFocus::wanted(),
        }
    }

    fn reason_error(&self) -> Option<&'static str> {
        self.reason
            .trim()
            .is_empty()
            .then_some("Give the reason, so that others can follow the decision later.")
    }

    fn period_error(&self) -> Option<&'static str> {
        let ends = self.from.date().zip(self.to.date());
        ends.is_some_and(|(from, to)| to < from)
            .then_some("The last day lies before the first day.")
    }

    fn is_complete(&self) -> bool {
        self.reason_error().is_none()
            && self.period_error().is_none()
            && self.from.is_usable()
            && self.to.is_usable()
    }

    fn words(&self) -> Words {
        match self.verdict {
            Verdict::Added => Words {
                title: "Add to LtOT",
                button: "Add to LtOT",
                explains: "On LtOT although the rule does not find them. Measures count them for \
                    the time given.",
                usual: &[
                    "Known to be treated long-term",
                    "Prescribed elsewhere",
                    "Fills are missing in the export",
                ],
            },
            _ => Words {
                title: "Reject as not LtOT",
                button: "Reject",
                explains: "Not on LtOT in spite of the rule. Measures leave them out for the time \
                    given, months past too when no first day is given.",
                usual: &[
                    "Cancer or palliative care",
                    "Hospice",
                    "Short courses after surgery or injury",
                    "Not our patient",
                ],
            },
        }
    }
}

/// The words of one verdict.
struct Words {
    title: &'static str,
    button: &'static str,
    explains: &'static str,
    usual: &'static [&'static str],
}

/// Draws the form. True when it is done with.
pub(super) fn decide_ui(
    ctx: &Context,
    view: &View<'_>,
    form: &mut Decide,
    out: &mut Vec<Request>,
) -> bool {
    let words = form.words();
    let subtitle = form.subtitle.clone();
    let response = Dialog::new(words.title)
        .subtitle(&subtitle)
        .width(660.0)
        .safe("Cancel")
        .primary(words.button)
        .focus_body()
        .show(ctx, |ui| {
            let theme = Theme::of(ui);
            text(ui, words.explains, Style::Body, theme.color().text_2);
            reason_ui(ui, form, &words);
            period_ui(ui, view, form);
        });
    match response.outcome {
        Some(DialogOutcome::Confirmed) => {
            form.was_tried = true;
            if form.is_complete() {
                out.push(Request::Command(Command::Decide {
                    patients: form.patients.clone(),
                    verdict: form.verdict,
                    reason: form.reason.trim().to_owned(),
                    from: form.from.date(),
                    to: form.to.date(),
                }));
                return true;
            }
            false
        }
        Some(DialogOutcome::Dismissed) => true,
        Some(DialogOutcome::Extra(_)) | None => false,
    }
}

fn reason_ui(ui: &mut egui::Ui, form: &mut Decide, words: &Words) {
    let theme = Theme::of(ui);
    let error = form.reason_error().filter(|_| form.was_tried);
    let field = TextField::new("Reason", &mut form.reason)
        .error(error)
        .show(ui);
    if form.focus.take() {
        field.request_focus();
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = theme.pt(6.0);
        text(ui, "Usual", Style::Small, theme.color().text_2);
        for usual in words.usual {
            if Button::outlined(usual).small().show(ui).clicked() {
                (*usual).clone_into(&mut form.reason);
            }
        }
    });
}

fn period_ui(ui: &mut egui::Ui, view: &View<'_>, form: &mut Decide) {
    let half = (ui.available_width() - Theme::of(ui).gap()) / 2.0;
    let error = form.period_error().filter(|_| form.was_tried);
    ui.horizontal_top(|ui| {
        let first = "First day, empty for all the past";
        form.from.show(ui, first, view.today, half, None);
        let last = "Last day, empty until further notice";
        form.to.show(ui, last, view.today, half, error);
    });
}
