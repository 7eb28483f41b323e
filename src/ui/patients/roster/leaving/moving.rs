//! The dialog before patients are moved to the clinicians who accepted.

use egui::{Context, Ui};

use super::super::Left;
use crate::domain::command::Command;
use crate::domain::departure::DepartureCommand;
use crate::domain::ids::HandoverId;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Dialog, DialogOutcome, Notice, checkbox, facts, text};

/// The open dialog.
pub(super) struct MoveDialog {
    /// Each patient with the new clinician.
    patients: Vec<(HandoverId, String, String)>,
    mark_inherited: bool,
    refused: Option<String>,
}

impl MoveDialog {
    pub fn new(patients: Vec<(HandoverId, String, String)>) -> Self {
        Self {
            patients,
            mark_inherited: true,
            refused: None,
        }
    }
}

/// Draws it; says when it is left, and what is asked for.
pub(super) fn moving_ui(
    ctx: &Context,
    view: &View<'_>,
    dialog: &mut MoveDialog,
) -> Option<Left<Request>> {
    let count = dialog.patients.len();
    let primary = match count {
        1 => "Move 1 patient".to_owned(),
        many => format!("Move {many} patients"),
    };
    let shown = Dialog::new("Move patients to the new clinicians")
        .width(620.0)
        .safe("Cancel")
        .primary(&primary)
        .show(ctx, |ui| body_ui(ui, dialog));
    match shown.outcome? {
        DialogOutcome::Confirmed => {
            let command = DepartureCommand::Move {
                handovers: dialog.patients.iter().map(|(id, ..)| *id).collect(),
                mark_inherited: dialog.mark_inherited,
            };
            match view.tried(Command::Departure(command)) {
                Ok(request) => Some(Left::Asking(request)),
                Err(why) => {
                    dialog.refused = Some(why);
                    None
                }
            }
        }
        _ => Some(Left::Cancelled),
    }
}

fn body_ui(ui: &mut Ui, dialog: &mut MoveDialog) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    if let Some(why) = &dialog.refused {
        Notice::error("Not moved.", why).show(ui);
    }
    let words = "From now on these are the responsible clinicians. The case keeps who had the \
                 patients before.";
    text(ui, words, Style::Body, colors.text);
    let pairs: Vec<(&str, &str)> = dialog
        .patients
        .iter()
        .map(|(_, patient, to)| (patient.as_str(), to.as_str()))
        .collect();
    facts(ui, &pairs);
    ui.add_space(theme.pt(8.0));
    let label = "Mark each as an inherited prescription, so that the first visit takes it up";
    checkbox(ui, &mut dialog.mark_inherited, label);
}
