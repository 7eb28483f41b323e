//! The dialog for a new small test: it asks only for the change.

use egui::Context;

use super::{ask, words};
use crate::domain::small_test::SmallTest;
use crate::domain::small_test::command::SmallTestCommand;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Dialog, DialogOutcome, TextField, text};

/// Draws the dialog; how it was answered, when it was.
pub(super) fn add_ui(
    ctx: &Context,
    view: &View<'_>,
    test: &mut SmallTest,
    out: &mut Vec<Request>,
) -> Option<DialogOutcome> {
    let is_next = test.previous.is_some();
    let title = if is_next {
        "Next cycle"
    } else {
        "New small test"
    };
    let dialog = Dialog::new(title)
        .safe("Cancel")
        .primary("Add small test")
        .primary_enabled(!test.change.trim().is_empty())
        .focus_body();
    let shown = dialog.show(ctx, |ui| {
        let field = TextField::new("Change to try", &mut test.change)
            .rows(3)
            .hint("Offer naloxone to every patient on LtOT at check-out")
            .show(ui);
        if ui.memory(|m| m.focused().is_none()) {
            field.request_focus();
        }
        let sentence = if is_next {
            let cycle = words::cycle(&view.workbook.tests, test);
            format!(
                "Cycle {cycle}. Aim, people, place and measure are taken over; all can be changed."
            )
        } else {
            "The rest is filled in beside the list: small, soon, with a prediction.".to_owned()
        };
        text(ui, sentence, Style::Body, Theme::of(ui).color().text_2);
    });
    if shown.outcome == Some(DialogOutcome::Confirmed) {
        ask(SmallTestCommand::Save(Box::new(test.clone())), out);
    }
    shown.outcome
}
