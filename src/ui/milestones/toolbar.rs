//! Over the list: stages, what can be done with the stage, the order and how far what comes first is.

use egui::Ui;

use super::add::AddDialog;
use super::columns::Order;
use super::{MilestonesState, ask};
use crate::domain::milestone::command::MilestoneCommand;
use crate::domain::programme::{self, StageId};
use crate::ui::icons::present_sign;
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{
    Button, Segment, checkbox, ends, segmented, segmented_small, text, toolbar,
};

pub(super) fn toolbar_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut MilestonesState,
    current: StageId,
    is_presented: bool,
    out: &mut Vec<Request>,
) {
    let progress = state.rows.progress;
    let (chosen, ()) = toolbar(
        ui,
        "milestones toolbar",
        |ui| {
            let segments: Vec<Segment> = programme::stages()
                .iter()
                .zip(progress)
                .map(|(stage, progress)| Segment {
                    label: stage.name.clone(),
                    count: Some(format!("{} of {}", progress.reached, progress.all)),
                })
                .collect();
            let place = StageId::ALL.iter().position(|s| *s == current);
            let mut chosen = place.unwrap_or_default();
            let is_new = segmented(ui, "Stage", &segments, &mut chosen);
            StageId::ALL.get(chosen).copied().filter(|_| is_new)
        },
        |ui| {
            if is_presented {
                present_sign(ui);
            } else {
                actions_ui(ui, view, state, current, out);
            }
        },
    );
    if let Some(stage) = chosen {
        state.stage = Some(stage);
        state.chosen = None;
    }
}

fn actions_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut MilestonesState,
    in_stage: StageId,
    out: &mut Vec<Request>,
) {
    let can_write = !view.status.is_read_only;
    if can_write && in_stage == StageId::DesignAndImplement {
        let usual = Button::outlined("Usual first focus");
        let hover = "Puts the eight milestones first that clinics usually begin with";
        if usual.hover(hover).show(ui).clicked() {
            ask(MilestoneCommand::UsualFocus, out);
        }
    }
    let open = Button::outlined("Stage…");
    let hover = "Dates, aims and log of the stage, and what the programme says of it";
    if open.hover(hover).show(ui).clicked() {
        state.chosen = None;
        state.shows_stage = true;
    }
    if can_write && Button::primary("New milestone…").show(ui).clicked() {
        state.add = Some(AddDialog::new(in_stage));
    }
}

/// In which order, how far what comes first is, and whether hidden ones are shown.
pub(super) fn order_ui(ui: &mut Ui, state: &mut MilestonesState, is_presented: bool) {
    let theme = Theme::of(ui);
    let (first, has_first) = (state.rows.first, state.rows.has_first);
    let hidden = state.rows.hidden;
    let (order, shows_hidden) = (&mut state.order, &mut state.shows_hidden);
    ends(
        ui,
        "milestones order",
        theme.control_height(true),
        |ui| {
            ui.spacing_mut().item_spacing.x = theme.pt(12.0);
            let segments = Order::ALL.map(|(_, label)| Segment::new(label));
            let place = Order::ALL.iter().position(|(o, _)| o == order);
            let mut chosen = place.unwrap_or_default();
            segmented_small(ui, "Order", &segments, &mut chosen);
            if let Some((chosen, _)) = Order::ALL.get(chosen) {
                *order = *chosen;
            }
            let words = match (has_first, first.all) {
                (false, _) if is_presented => "Nothing is put first yet".to_owned(),
                (false, _) => {
                    "Nothing is put first yet; choose a milestone and press Put first".to_owned()
                }
                (true, 0) => "What is put first is not for us".to_owned(),
                (true, all) => format!("{} of {all} first ones reached", first.reached),
            };
            text(ui, words, Style::Body, theme.color().text_2);
        },
        |ui| {
            if hidden > 0 && !is_presented {
                checkbox(ui, shows_hidden, &format!("Show {hidden} hidden"));
            }
        },
    );
}
