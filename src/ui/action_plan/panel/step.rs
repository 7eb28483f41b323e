//! The details of a step.

use egui::Ui;

use super::Details;
use super::activity::offer_ui;
use super::draft::Draft;
use crate::domain::action_plan::Step;
use crate::domain::action_plan::command::{PlanCommand, StepChange};
use crate::domain::action_plan::hints;
use crate::domain::action_plan::sheet::ActivitySheet;
use crate::domain::due_text::read_due;
use crate::domain::team::who::named_with_groups;
use crate::ui::action_plan::ask;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{Notice, TextField, checkbox, text};

pub(super) fn step_ui(
    ui: &mut Ui,
    details: &Details<'_>,
    of: &ActivitySheet<'_>,
    step: &Step,
    draft: &mut Draft,
    out: &mut Vec<Request>,
) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let today = details.view.today;
    draft.turn_to_step(step, today, out);
    text(ui, &step.what, Style::Heading, colors.text);
    text(
        ui,
        format!("of {}", of.activity.text),
        Style::Small,
        colors.text_2,
    );
    who_ui(ui, details, step);
    if let Some(hint) = hints::hint(step, today) {
        Notice::info("", &hint.sentence()).show(ui);
    }
    let reading = read_due(&step.when_text, today);
    let mut left = false;
    ui.add_enabled_ui(details.place.can_write, |ui| {
        if !step.when_text.is_empty() {
            let words = format!("When, as written: {}", step.when_text);
            text(ui, words, Style::Body, colors.text);
        }
        if let Some(day) = offer_ui(ui, step.when_on, reading) {
            ask(
                PlanCommand::ChangeStep(step.id, StepChange::WhenOn(Some(day))),
                out,
            );
        }
        let width = ui.available_width();
        left |= draft
            .date
            .show(ui, "Date that can be overdue", today, width, None)
            .lost_focus();
        let mut is_for_meeting = step.is_for_meeting;
        if checkbox(ui, &mut is_for_meeting, "Can be done in a meeting").changed() {
            let change = StepChange::ForMeeting(is_for_meeting);
            ask(PlanCommand::ChangeStep(step.id, change), out);
        }
        let error = draft.not_yet();
        left |= draft
            .took_place
            .show(ui, "Done on", today, width, error)
            .lost_focus();
        let note = TextField::new("Note", &mut draft.note).rows(3);
        left |= note.show(ui).lost_focus();
    });
    if left {
        draft.write(out);
    }
    let mut words = Vec::new();
    if let Some(begun) = step.begun_on {
        words.push(format!("Begun on {begun}."));
    }
    if step.carried_from.is_some() {
        words.push("Carried on from the plan before.".to_owned());
    }
    words.push(format!("Last changed on {} by {}.", step.on, step.by));
    if details.place.can_write {
        text(ui, words.join(" "), Style::Small, colors.text_2);
    }
}

/// Everybody the text names, and who is not sure yet.
fn who_ui(ui: &mut Ui, details: &Details<'_>, step: &Step) {
    let named = named_with_groups(&step.who, &details.view.workbook.people, details.view.today);
    if named.len() < 2 && !named.iter().any(|n| n.is_uncertain) {
        return;
    }
    let everybody: Vec<String> = named
        .iter()
        .map(|n| match (&n.through, n.is_uncertain) {
            (_, true) => format!("{} (not agreed yet)", n.name),
            _ => n.name.clone(),
        })
        .collect();
    let ink = Theme::of(ui).color().text_2;
    text(
        ui,
        format!("Names {}.", everybody.join(", ")),
        Style::Small,
        ink,
    );
}
