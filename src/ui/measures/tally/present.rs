//! The counts by day on a projected screen; no patients are involved.

use egui::{Label, Ui};

use super::{TallyState, state_words};
use crate::domain::measure::{MeasureId, TallyPeriod, total};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Card, DataTable, text};

/// So many letters have room in the headings of all categories.
const LETTERS: usize = 88;

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
    let long = long_names(period);
    if !long.is_empty() {
        let words = format!("In full: {}", long.join("; "));
        text(ui, words, Style::Body, colors.text_2);
    }
    Card::new().flush().fill_height().show(ui, |ui| {
        state.table.current = None;
        let columns = state.rows.columns.clone();
        DataTable::new("Counts by day")
            .columns(&columns)
            .top_of_card()
            .show(ui, &mut state.table, &mut state.rows);
    });
}

/// The categories whose names are too long for a heading of the table.
fn long_names(period: &TallyPeriod) -> Vec<&str> {
    let fits = LETTERS / period.categories.len().max(1);
    let names = period.categories.iter().map(String::as_str);
    names.filter(|name| name.chars().count() > fits).collect()
}
