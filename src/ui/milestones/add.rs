//! The dialog for a milestone of the clinic's own.

use egui::Context;

use super::ask;
use crate::domain::milestone::command::MilestoneCommand;
use crate::domain::programme::{self, StageId};
use crate::ui::request::Request;
use crate::ui::widgets::{Choice, Dialog, DialogOutcome, TextField};

/// What is typed.
pub(super) struct AddDialog {
    stage: StageId,
    text: String,
    block: Option<usize>,
}

impl AddDialog {
    pub(super) fn new(stage: StageId) -> Self {
        Self {
            stage,
            text: String::new(),
            block: None,
        }
    }
}

/// Draws the dialog. True when it is closed.
pub(super) fn add_ui(ctx: &Context, open: &mut AddDialog, out: &mut Vec<Request>) -> bool {
    let dialog = Dialog::new("New milestone")
        .safe("Cancel")
        .primary("Add milestone")
        .primary_enabled(!open.text.trim().is_empty())
        .focus_body();
    let shown = dialog.show(ctx, |ui| {
        let field = TextField::new("What is to be reached", &mut open.text)
            .rows(2)
            .show(ui);
        if ui.memory(|m| m.focused().is_none()) {
            field.request_focus();
        }
        let blocks: Vec<String> = std::iter::once("Of no single block".to_owned())
            .chain(
                programme::blocks()
                    .iter()
                    .map(|b| format!("{} {}", b.number, b.name)),
            )
            .collect();
        let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
        Choice::new("Block", &blocks)
            .hint("Of no single block")
            .show(ui, &mut open.block);
    });
    if shown.outcome == Some(DialogOutcome::Confirmed) {
        let block = open.block.and_then(|at| u8::try_from(at).ok());
        let command = MilestoneCommand::Add {
            stage: open.stage,
            block: block.filter(|b| *b > 0),
            text: open.text.clone(),
        };
        ask(command, out);
    }
    shown.outcome.is_some()
}
