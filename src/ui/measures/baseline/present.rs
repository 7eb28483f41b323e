//! Baseline against now on a projected screen: the table large, or the thermometer alone.

use egui::{Key, Modifiers, Ui};

use super::BaselineState;
use super::heat::{heat_ui, thermometer};
use super::rows::columns;
use crate::domain::measure::Snapshot;
use crate::ui::measures::summary::Summaries;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Card, Col, DataTable, EmptyState, text};

/// Draws the one or the other; arrow keys switch.
pub(super) fn present_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut BaselineState,
    (snapshot, summaries): (Option<&Snapshot>, &Summaries),
) {
    // Not behind the question whether to stop.
    let is_asked = ui.ctx().memory(|m| m.top_modal_layer().is_some());
    let pressed = |key| !is_asked && ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let keys = [
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::PageUp,
        Key::PageDown,
        Key::ArrowUp,
        Key::ArrowDown,
    ];
    if keys.map(pressed).contains(&true) {
        state.shows_heat = !state.shows_heat;
    }
    let summary = state.measure.and_then(|m| summaries.of(m));
    if state.shows_heat {
        let theme = Theme::of(ui);
        let title = "On the way to the aim";
        text(ui, title, Style::Title, theme.color().text);
        Card::new().fill_height().show(ui, |ui| {
            let Some(summary) = summary else {
                return;
            };
            match thermometer(view, summary, snapshot) {
                Ok(chart) => heat_ui(ui, &chart, &mut state.heat),
                Err(lack) => {
                    let words = lack.sentence(&summary.name);
                    EmptyState::new("A thermometer will stand here", &words).show(ui);
                }
            }
        });
        return;
    }
    let Some(snapshot) = snapshot else {
        Card::new().fill_height().show(ui, |ui| {
            let words = "Stop presenting to freeze the first.";
            EmptyState::new("Baseline against now will stand here", words).show(ui);
        });
        return;
    };
    table_ui(ui, state, snapshot);
}

fn table_ui(ui: &mut Ui, state: &mut BaselineState, snapshot: &Snapshot) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let title = format!("Baseline of {} against now", snapshot.as_of);
    text(ui, title, Style::Title, colors.text);
    let mut parts = vec![snapshot.basis.label().to_owned()];
    let cautions = snapshot.cautions.trim();
    if !cautions.is_empty() && !snapshot.values.is_empty() {
        parts.push(format!("Caution: {cautions}"));
    }
    if !snapshot.values.is_empty() {
        parts.push("Chance is judged by the run charts, not here".to_owned());
    }
    text(ui, parts.join(". "), Style::Body, colors.text_2);
    if snapshot.values.is_empty() {
        Card::new().fill_height().show(ui, |ui| {
            let words = "No numbers are frozen with this baseline. What people tell is not shown \
                         here: their words may name patients.";
            text(ui, words, Style::Heading, colors.text);
        });
        return;
    }
    Card::new().flush().fill_height().show(ui, |ui| {
        state.table.current = None;
        DataTable::new("Baseline against now")
            .columns(&wall_columns())
            .top_of_card()
            .show(ui, &mut state.table, &mut state.rows);
    });
}

/// On the wall stands what is read from afar.
fn wall_columns() -> Vec<Col> {
    let mut columns = columns();
    columns.retain(|c| !["then_on", "now_on", "unknown"].contains(&c.key.as_ref()));
    columns
}
