//! The dialog that shows who is proposed for whom, and why, before anything is kept.

use egui::{Context, Ui};

use super::super::Left;
use crate::domain::command::Command;
use crate::domain::departure::proposal::{
    Candidate, Proposal, candidates, patients_of, propose, to_place,
};
use crate::domain::departure::{Departure, DepartureCommand, Handover};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Dialog, DialogOutcome, Notice, divider, facts, text};

/// The open dialog.
pub(super) struct ProposeDialog {
    candidates: Vec<Candidate>,
    proposals: Vec<Shown>,
    refused: Option<String>,
}

struct Shown {
    patient: String,
    to: String,
    reason: String,
    after: Handover,
}

impl ProposeDialog {
    /// Proposals for everybody of the case who has none.
    pub fn new(view: &View<'_>, case: &Departure) -> Self {
        let (workbook, registry) = (view.workbook, view.registry);
        let candidates = candidates(workbook, registry, case, view.as_of);
        let open = to_place(workbook, registry, case, view.as_of);
        let entered = patients_of(workbook, registry, case);
        let shown = |proposal: Proposal| {
            let before = entered.iter().find(|p| p.patient == proposal.patient)?;
            Some(Shown {
                patient: workbook.patient(proposal.patient)?.name(),
                to: workbook.clinician(proposal.to)?.name.clone(),
                reason: proposal.reason,
                after: Handover {
                    proposed_to: Some(proposal.to),
                    ..before.handover.clone()
                },
            })
        };
        let proposals = propose(&open, &candidates).into_iter();
        Self {
            proposals: proposals.filter_map(shown).collect(),
            candidates,
            refused: None,
        }
    }
}

/// Draws it; says when it is left, and what is asked for.
pub(super) fn propose_ui(
    ctx: &Context,
    view: &View<'_>,
    dialog: &mut ProposeDialog,
) -> Option<Left<Request>> {
    let count = dialog.proposals.len();
    let primary = match count {
        1 => "Keep 1 proposal".to_owned(),
        many => format!("Keep {many} proposals"),
    };
    let shown = Dialog::new("Who could take the patients over")
        .subtitle("Wishes first, those at higher risk to the experienced, otherwise the shortest list. Each can be changed afterwards.")
        .width(820.0)
        .safe("Cancel")
        .primary(&primary)
        .primary_enabled(count > 0)
        .show(ctx, |ui| body_ui(ui, dialog));
    match shown.outcome? {
        DialogOutcome::Confirmed => {
            let handovers = dialog.proposals.iter().map(|p| p.after.clone()).collect();
            let command = DepartureCommand::SaveHandovers(handovers);
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

fn body_ui(ui: &mut Ui, dialog: &ProposeDialog) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    if let Some(why) = &dialog.refused {
        Notice::error("Not kept.", why).show(ui);
    }
    if dialog.candidates.is_empty() {
        let rest = "Nobody of the clinic stays without a leaving date. Add clinicians to the \
                    roster first.";
        Notice::caution("Nobody can be proposed.", rest).show(ui);
        return;
    }
    let load = |c: &Candidate| {
        let got = dialog.proposals.iter();
        let got = got
            .filter(|p| p.after.proposed_to == Some(c.clinician))
            .count();
        let experience = match &c.experience {
            Some(why) => format!(", experienced ({why})"),
            None => String::new(),
        };
        let words = format!(
            "{} LtOT patients now, {} then{experience}",
            c.load,
            c.load + got
        );
        (c.name.clone(), words)
    };
    let loads: Vec<(String, String)> = dialog.candidates.iter().map(load).collect();
    let rows: Vec<(&str, &str)> = loads
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    facts(ui, &rows);
    for proposal in &dialog.proposals {
        divider(ui);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = theme.pt(1.0);
            let words = format!("{} to {}", proposal.patient, proposal.to);
            text(ui, words, Style::TableStrong, colors.text);
            text(ui, &proposal.reason, Style::Table, colors.text_2);
        });
    }
}
