//! The care plan as it holds: its parts, agreed on, to be looked at again on.

use egui::Ui;

use crate::domain::ids::PatientId;
use crate::domain::patient_fact::care_plan::CarePlan;
use crate::ui::patients::dialogs::Act;
use crate::ui::patients::plan_form::plan_on;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Button, Card, text};

/// Draws the card.
pub(super) fn plan_ui(ui: &mut Ui, view: &View<'_>, patient: PatientId, acts: &mut Vec<Act>) {
    let held = plan_on(view.workbook.facts_of(patient), view);
    let action = match held {
        Some(_) => "Change care plan…",
        None => "Write care plan…",
    };
    let card = Card::new().title("Care plan").action(action);
    let (next, pressed) = card.show(ui, |ui| {
        let theme = Theme::of(ui);
        let colors = *theme.color();
        ui.spacing_mut().item_spacing.y = theme.pt(2.0);
        let Some(held) = held else {
            let words = "No plan yet. It holds goals, treatments, activity and medicines, as \
                agreed with the patient.";
            text(ui, words, Style::Table, colors.text_2);
            return false;
        };
        let agreed = held.from.map(|on| format!("Agreed {on}"));
        let again = held.due.map(|due| {
            if due < view.today {
                format!("was to be looked at again {due}")
            } else {
                format!("to be looked at again {due}")
            }
        });
        let days: Vec<String> = agreed.into_iter().chain(again).collect();
        text(ui, days.join(" · "), Style::Table, colors.text_2);
        for (heading, words) in CarePlan::read(&held.words).filled() {
            ui.add_space(theme.pt(4.0));
            text(ui, heading, Style::Small, colors.text_2);
            text(ui, words, Style::Table, colors.text);
        }
        ui.add_space(theme.pt(6.0));
        let hover = "Begin the next plan with the words of this one, which ends";
        let next = Button::outlined("New care plan…").small().hover(hover);
        next.show(ui).clicked()
    });
    if pressed {
        acts.push(Act::Plan(patient));
    }
    if next {
        acts.push(Act::NextPlan(patient));
    }
}
