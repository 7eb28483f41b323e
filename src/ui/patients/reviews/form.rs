//! A review by the pain team: who took part, the advice, and the clinician's answer.

use egui::{Context, Ui};

use crate::domain::case_review::{CaseReview, CaseReviewCommand};
use crate::domain::command::Command;
use crate::domain::ids::{CaseReviewId, PatientId};
use crate::domain::patient::Patient;
use crate::ui::names::known_names;
use crate::ui::patients::FirstFocus;
use crate::ui::request::Request;
use crate::ui::theme::Theme;
use crate::ui::view::View;
use crate::ui::widgets::{
    DateField, Dialog, DialogOutcome, KnownName, TextField, WhoField, field_error,
};

/// A review being entered or changed.
pub(in crate::ui::patients) struct ReviewForm {
    patient: PatientId,
    review: Option<CaseReviewId>,
    subtitle: String,
    known: Vec<KnownName>,
    reviewed_on: DateField,
    members: String,
    advice: String,
    reply: String,
    replied_on: DateField,
    refused: Option<String>,
    focus: FirstFocus,
}

impl ReviewForm {
    /// A new review of today, or one on record.
    pub fn new(view: &View<'_>, patient: PatientId, review: Option<CaseReviewId>) -> Self {
        let record = view.workbook.patient(patient);
        let reviews = view.workbook.case_reviews_of(patient);
        let of = review.and_then(|id| reviews.iter().find(|r| r.id == id));
        Self {
            patient,
            review: of.map(|r| r.id),
            subtitle: record.map_or_else(String::new, Patient::name),
            known: known_names(view),
            reviewed_on: DateField::new(Some(of.map_or(view.today, |r| r.reviewed_on))),
            members: of.map_or_else(String::new, |r| r.members.clone()),
            advice: of.map_or_else(String::new, |r| r.advice.clone()),
            reply: of.map_or_else(String::new, |r| r.reply.clone()),
            replied_on: DateField::new(of.and_then(|r| r.replied_on)),
            refused: None,
            focus: FirstFocus::wanted(),
        }
    }

    fn command(&self) -> Result<Command, String> {
        let Some(reviewed_on) = self.reviewed_on.date() else {
            return Err("Give the day of the review, like 2026-03-04.".to_owned());
        };
        if !self.replied_on.is_usable() {
            return Err("The day of the answer is not a date. Type it like 2026-03-04.".to_owned());
        }
        let has_day_alone = self.reply.trim().is_empty() && self.replied_on.date().is_some();
        if has_day_alone {
            return Err("Write down what the clinician answers, or clear its day.".to_owned());
        }
        // Author and day are given by the command.
        Ok(Command::CaseReview(CaseReviewCommand::Save(Box::new(
            CaseReview {
                id: self.review.unwrap_or(CaseReviewId(0)),
                patient: self.patient,
                reviewed_on,
                members: self.members.clone(),
                advice: self.advice.clone(),
                reply: self.reply.clone(),
                replied_on: self.replied_on.date(),
                by: String::new(),
                on: reviewed_on,
            },
        ))))
    }
}

/// Draws the form. True when it is done with.
pub(in crate::ui::patients) fn review_ui(
    ctx: &Context,
    view: &View<'_>,
    form: &mut ReviewForm,
    out: &mut Vec<Request>,
) -> bool {
    let title = match form.review {
        Some(_) => "Review and reply",
        None => "Add review",
    };
    let subtitle = form.subtitle.clone();
    let response = Dialog::new(title)
        .subtitle(&subtitle)
        .width(660.0)
        .safe("Cancel")
        .primary("Save review")
        .focus_body()
        .show(ctx, |ui| fields_ui(ui, view, form));
    match response.outcome {
        Some(DialogOutcome::Dismissed) => true,
        Some(DialogOutcome::Confirmed) => {
            match form.command().and_then(|command| view.tried(command)) {
                Ok(request) => {
                    out.push(request);
                    true
                }
                Err(why) => {
                    form.refused = Some(why);
                    false
                }
            }
        }
        _ => false,
    }
}

fn fields_ui(ui: &mut Ui, view: &View<'_>, form: &mut ReviewForm) {
    let day_width = Theme::of(ui).pt(200.0);
    // A reply is asked for once there is advice on record.
    let is_known = form.review.is_some();
    ui.horizontal_top(|ui| {
        let label = "Reviewed on";
        form.reviewed_on
            .show(ui, label, view.today, day_width, None);
        ui.vertical(|ui| {
            WhoField::new("Who took part", &mut form.members, &form.known)
                .hint("names")
                .show(ui);
        });
    });
    let advice = TextField::new("The team's advice", &mut form.advice)
        .rows(3)
        .show(ui);
    let label = "The clinician's reply, empty while it is open";
    let reply = TextField::new(label, &mut form.reply).rows(2).show(ui);
    if form.focus.take() {
        if is_known { reply } else { advice }.request_focus();
    }
    let label = "Replied on, empty for today";
    form.replied_on.show(ui, label, view.today, day_width, None);
    if let Some(why) = &form.refused {
        field_error(ui, why);
    }
}
