//! What can be chosen over the charts: measure, picture, clinicians or teams, order, export.

use egui::Ui;

use super::comparison::Shape;
use super::groups::{By, Order};
use super::{ClinicianState, TeamsDialog};
use crate::domain::measure::MeasureId;
use crate::ui::measures::chart::export_menu;
use crate::ui::measures::export::What;
use crate::ui::measures::summary::{Summaries, Summary};
use crate::ui::theme::Theme;
use crate::ui::view::View;
use crate::ui::widgets::{Button, Choice, Segment, menu_button, segmented, toolbar};

/// Draws the row; what is to be exported.
pub(super) fn toolbar_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut ClinicianState,
    summaries: &Summaries,
    measure: MeasureId,
) -> Option<What> {
    let theme = Theme::of(ui);
    let gap = theme.gap();
    let (state, what) = toolbar(
        ui,
        "clinicians toolbar",
        |ui| {
            ui.spacing_mut().item_spacing.x = gap;
            measure_ui(ui, state, summaries, measure);
            choices_ui(ui, state);
            state
        },
        |ui| {
            ui.spacing_mut().item_spacing.x = gap;
            let teams = Button::outlined("Teams…")
                .enabled(!view.status.is_read_only)
                .hover("Say which team each clinician is in");
            let asks_teams = teams.show(ui).clicked();
            let what = menu_button(ui, Button::outlined("Export…"), export_menu);
            (asks_teams, what.flatten())
        },
    );
    if what.0 {
        state.teams = Some(TeamsDialog::new(view));
    }
    what.1
}

fn measure_ui(ui: &mut Ui, state: &mut ClinicianState, summaries: &Summaries, measure: MeasureId) {
    let all: &[Summary] = summaries.all();
    let names: Vec<&str> = all.iter().map(|s| s.title.as_str()).collect();
    let mut chosen = all.iter().position(|s| s.measure == measure);
    let choice = Choice::new("Measure", &names)
        .hide_label()
        .width(Theme::of(ui).pt(300.0));
    if choice.show(ui, &mut chosen)
        && let Some(summary) = chosen.and_then(|at| all.get(at))
    {
        state.measure = Some(summary.measure);
        state.month = None;
    }
}

fn choices_ui(ui: &mut Ui, state: &mut ClinicianState) {
    let segments = [Segment::new("Small multiples"), Segment::new("Variation")];
    let mut at = usize::from(state.shape == Shape::Dots);
    if segmented(ui, "Picture", &segments, &mut at) {
        state.shape = if at == 0 { Shape::Panels } else { Shape::Dots };
    }
    let segments = [Segment::new("Clinicians"), Segment::new("Teams")];
    let mut at = usize::from(state.by == By::Teams);
    if segmented(ui, "Compared", &segments, &mut at) {
        state.by = if at == 0 { By::Clinicians } else { By::Teams };
    }
    let orders = Order::ALL.map(Order::label);
    let mut at = Order::ALL.iter().position(|o| *o == state.order);
    let choice = Choice::new("Order", &orders)
        .prefix("Sort")
        .width(Theme::of(ui).pt(140.0));
    if choice.show(ui, &mut at)
        && let Some(order) = at.and_then(|at| Order::ALL.get(at))
    {
        state.order = *order;
    }
}
