//! The dialog to add or change a chart review.

use egui::{Context, Ui};

use crate::domain::chart_review::{ChartReview, ChartReviewCommand, MOST_CHARTS};
use crate::domain::command::Command;
use crate::domain::ids::ChartReviewId;
use crate::ui::names::known_names;
use crate::ui::patients::FirstFocus;
use crate::ui::theme::Theme;
use crate::ui::view::View;
use crate::ui::widgets::{
    DateField, Dialog, DialogOutcome, KnownName, Notice, TextField, WhoField,
};

/// What is typed.
pub(super) struct ReviewForm {
    review: ChartReview,
    on: DateField,
    charts: String,
    met: String,
    /// Why it cannot be saved.
    refused: Option<String>,
    focus: FirstFocus,
}

/// How the dialog was left.
pub(super) enum Left {
    Saving(Box<ChartReview>),
    Cancelled,
}

impl ReviewForm {
    /// A new review of today.
    pub fn new(view: &View<'_>) -> Self {
        // Most reviews look for what the one before did.
        let last = view.workbook.chart_reviews.last();
        let form = Self::of(ChartReview {
            id: ChartReviewId(0),
            reviewed_on: view.today,
            reviewer: String::new(),
            reviewed: String::new(),
            activity: last.map_or_else(String::new, |r| r.activity.clone()),
            charts: 0,
            met: 0,
            note: String::new(),
            by: String::new(),
            on: view.today,
        });
        Self {
            charts: String::new(),
            met: String::new(),
            ..form
        }
    }

    /// The form of a review that is there.
    pub fn of(review: ChartReview) -> Self {
        Self {
            on: DateField::new(Some(review.reviewed_on)),
            charts: review.charts.to_string(),
            met: review.met.to_string(),
            refused: None,
            focus: FirstFocus::wanted(),
            review,
        }
    }

    /// The review as typed; `None` while something cannot be read.
    fn read(&self) -> Option<ChartReview> {
        let number = |typed: &str| typed.trim().parse::<u32>().ok();
        Some(ChartReview {
            reviewed_on: self.on.date()?,
            charts: number(&self.charts).filter(|n| (1..=MOST_CHARTS).contains(n))?,
            met: number(&self.met)?,
            ..self.review.clone()
        })
    }
}

/// Draws the dialog; an outcome when it is left. What the file would refuse is said in the dialog.
pub(super) fn form_ui(ctx: &Context, view: &View<'_>, form: &mut ReviewForm) -> Option<Left> {
    let (title, primary) = if form.review.id.0 == 0 {
        ("Add a chart review", "Add")
    } else {
        ("Change a chart review", "Save")
    };
    let read = form.read();
    let dialog = Dialog::new(title)
        .width(660.0)
        .safe("Cancel")
        .primary(primary)
        .primary_enabled(read.is_some())
        .focus_body();
    let shown = dialog.show(ctx, |ui| body_ui(ui, view, form));
    match shown.outcome? {
        DialogOutcome::Confirmed => {
            let review = Box::new(read?);
            let save = ChartReviewCommand::Save(review.clone());
            match view.tried(Command::ChartReview(save)) {
                Ok(_) => Some(Left::Saving(review)),
                Err(why) => {
                    form.refused = Some(why);
                    None
                }
            }
        }
        _ => Some(Left::Cancelled),
    }
}

fn body_ui(ui: &mut Ui, view: &View<'_>, form: &mut ReviewForm) {
    if let Some(why) = &form.refused {
        Notice::error("Not saved.", why).show(ui);
    }
    let width = (ui.available_width() - Theme::of(ui).gap()) / 2.0;
    let clinicians: Vec<KnownName> = view
        .workbook
        .listed_clinicians()
        .map(|c| KnownName::new(&c.name, "Clinician"))
        .collect();
    two(ui, |ui| {
        let reviewed = WhoField::new("Whose charts", &mut form.review.reviewed, &clinicians);
        let response = reviewed.single().width(width).show(ui);
        if form.focus.take() {
            response.request_focus();
        }
        let mut known = clinicians.clone();
        known.extend(known_names(view));
        let colleague = WhoField::new("Reviewer", &mut form.review.reviewer, &known);
        colleague.single().width(width).show(ui);
    });
    TextField::new("Looked for", &mut form.review.activity)
        .hint("PDMP checked before each new prescription")
        .show(ui);
    two(ui, |ui| {
        form.on.show(ui, "Day", view.today, width, None);
        let half = (width - Theme::of(ui).gap()) / 2.0;
        let charts = TextField::new("Charts", &mut form.charts);
        charts.number().width(half).show(ui);
        let met = TextField::new("Met in", &mut form.met);
        met.number().width(half).show(ui);
    });
    TextField::new("What was talked about", &mut form.review.note)
        .rows(3)
        .show(ui);
}

fn two(ui: &mut Ui, fields: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = Theme::of(ui).gap();
        fields(ui);
    });
}
