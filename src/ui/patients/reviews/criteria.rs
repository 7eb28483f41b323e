//! The clinic's criteria for a review, and how many patients would come up under others.

use egui::Context;

use crate::domain::case_review::{ReviewReasons, reasons_under};
use crate::domain::clinic::Settings;
use crate::domain::command::Command;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Dialog, DialogOutcome, TextField, checkbox, text};

/// The most months until somebody comes up again.
const MOST_MONTHS: u32 = 60;

/// The criteria being changed.
pub(super) struct CriteriaDialog {
    asked: ReviewReasons,
    asks_peg: bool,
    peg_rise: String,
    again: String,
    /// How many patients fit now.
    now: usize,
    /// How many would, for the criteria counted last.
    would: Option<(ReviewReasons, usize)>,
}

impl CriteriaDialog {
    /// The criteria as they stand.
    pub fn new(view: &View<'_>) -> Self {
        let asked = view.workbook.settings.review_reasons.clone();
        let rise = asked.peg_rise;
        Self {
            asks_peg: rise.is_some(),
            peg_rise: rise.unwrap_or(1.0).to_string(),
            again: asked.again_after_months.to_string(),
            now: fitting(view, &asked),
            would: None,
            asked,
        }
    }

    fn rise(&self) -> Option<f64> {
        let rise: f64 = self.peg_rise.trim().replace(',', ".").parse().ok()?;
        (0.1..=10.0).contains(&rise).then_some(rise)
    }

    fn again(&self) -> Option<u32> {
        let months: u32 = self.again.trim().parse().ok()?;
        (1..=MOST_MONTHS).contains(&months).then_some(months)
    }

    fn read(&self) -> Option<ReviewReasons> {
        let peg_rise = if self.asks_peg {
            Some(self.rise()?)
        } else {
            None
        };
        Some(ReviewReasons {
            peg_rise,
            again_after_months: self.again()?,
            ..self.asked.clone()
        })
    }
}

/// LtOT patients for whom a reason holds.
fn fitting(view: &View<'_>, asked: &ReviewReasons) -> usize {
    let rows = view.registry.rows.iter().filter(|row| row.is_on_ltot);
    rows.filter(|row| !reasons_under(view.workbook, row, asked, view.today).is_empty())
        .count()
}

/// Draws the dialog. True when it is done with.
pub(super) fn criteria_ui(
    ctx: &Context,
    view: &View<'_>,
    dialog: &mut CriteriaDialog,
    out: &mut Vec<Request>,
) -> bool {
    let read = dialog.read();
    if let Some(read) = &read
        && dialog.would.as_ref().is_none_or(|(made, _)| made != read)
    {
        dialog.would = Some((read.clone(), fitting(view, read)));
    }
    let response = Dialog::new("Criteria for review")
        .subtitle("LtOT patients for whom at least one holds")
        .width(560.0)
        .safe("Cancel")
        .primary("Save criteria")
        .primary_enabled(read.is_some() && !view.status.is_read_only)
        .show(ctx, |ui| {
            let theme = Theme::of(ui);
            let second = view.workbook.settings.thresholds.second;
            checkbox(ui, &mut dialog.asked.high_tier, "Risk tier is high");
            let words = format!("MED {second} or more");
            checkbox(ui, &mut dialog.asked.second_limit, &words);
            let words = "A sedative beside an opioid";
            checkbox(ui, &mut dialog.asked.sedative, words);
            let words = "An unexpected urine drug test within 12 months";
            checkbox(ui, &mut dialog.asked.unexpected_test, words);
            checkbox(
                ui,
                &mut dialog.asks_peg,
                "PEG rose between the last two scores",
            );
            if dialog.asks_peg {
                let error = dialog.rise().is_none();
                TextField::new("PEG rose by at least", &mut dialog.peg_rise)
                    .number()
                    .width(theme.pt(160.0))
                    .error(error.then_some("A number from 0.1 to 10."))
                    .show(ui);
            }
            let error = dialog.again().is_none();
            TextField::new("Comes up again after, months", &mut dialog.again)
                .number()
                .width(theme.pt(220.0))
                .error(error.then_some("A whole number from 1 to 60."))
                .show(ui);
            let (now, would) = (dialog.now, dialog.would.as_ref().map(|w| w.1));
            let words = match would {
                Some(would) if would != now => format!("{would} patients fit; {now} fit now."),
                _ => format!("{now} patients fit."),
            };
            text(ui, words, Style::Strong, theme.color().text);
        });
    match response.outcome {
        Some(DialogOutcome::Dismissed) => true,
        Some(DialogOutcome::Confirmed) => {
            let Some(review_reasons) = dialog.read() else {
                return false;
            };
            let settings = Settings {
                review_reasons,
                ..view.workbook.settings.clone()
            };
            if settings != view.workbook.settings {
                out.push(Request::Command(Command::SaveSettings(Box::new(settings))));
            }
            true
        }
        _ => false,
    }
}
