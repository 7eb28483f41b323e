//! What holds for the patient beside scores and care plan, in two columns that scroll together.

use egui::{ScrollArea, Ui};

use super::data::PageData;
use super::revealed::Revealed;
use super::{plan_card, scores, standing_card};
use crate::domain::ids::PatientId;
use crate::ui::patients::dialogs::Act;
use crate::ui::theme::Theme;
use crate::ui::view::View;

/// Draws the cards.
pub(super) fn overview_ui(
    ui: &mut Ui,
    view: &View<'_>,
    patient: PatientId,
    data: &PageData,
    revealed: &mut Revealed,
    acts: &mut Vec<Act>,
) {
    ScrollArea::vertical()
        .id_salt("patient overview")
        .auto_shrink(false)
        .show(ui, |ui| {
            let gap = Theme::of(ui).card_gap();
            // The scroll bar stands beside the cards, not over them.
            let bar = Theme::of(ui).pt(10.0);
            let width = (ui.available_width() - gap - bar) / 2.0;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing = egui::Vec2::splat(gap);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    standing_card::standing_ui(ui, view, patient, revealed, acts);
                });
                ui.vertical(|ui| {
                    ui.set_width(width);
                    scores::scores_ui(ui, patient, &data.scores, acts);
                    plan_card::plan_ui(ui, view, patient, acts);
                });
            });
        });
}
