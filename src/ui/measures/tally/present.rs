//! The counts by day on a projected screen; no patients are involved.

use egui::{Label, Ui};

use super::{TallyState, state_words};
use crate::domain::measure::{MeasureId, TallyPeriod, total};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Card, DataTable, text};

/// Draws the tally's name, its total, and the table over all the space there is.
pub(super) fn present_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut TallyState,
    period: &TallyPeriod,
) {
    state.turn_to(period, view.today);
    state.rows.refresh(view, period);
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = theme.pt(14.0);
        // The mark "PHI hidden" stands at the right.
        ui.set_max_width(ui.available_width() - theme.pt(220.0));
        let sum = total(view.workbook, period.id);
        let name = MeasureId::Own(period.measure).label(view.workbook);
        text(
            ui,
            format!("{name}, {sum} in all"),
            Style::Title,
            colors.text,
        );
        let words = theme.rich_in(
            state_words(period, view.today),
            Style::Heading,
            colors.text_2,
        );
        ui.add(Label::new(words).truncate());
    });
    Card::new().flush().fill_height().show(ui, |ui| {
        state.table.current = None;
        let columns = state.rows.columns.clone();
        DataTable::new("Counts by day")
            .columns(&columns)
            .top_of_card()
            .show(ui, &mut state.table, &mut state.rows);
    });
}
