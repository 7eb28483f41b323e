//! The baselines of the clinic, newest first.

use egui::{ScrollArea, Ui};

use super::BaselineState;
use crate::domain::measure::Snapshot;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Card, text, words_link};

/// The list scrolls beyond this height.
const MOST: f32 = 120.0;

/// Draws the list; a press shows another baseline.
pub(super) fn list_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut BaselineState,
    shown: Option<&Snapshot>,
) {
    Card::new().title("Baselines").show(ui, |ui| {
        let theme = Theme::of(ui);
        let colors = *theme.color();
        ScrollArea::vertical()
            .id_salt("list of baselines")
            .max_height(theme.pt(MOST))
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.set_max_width(ui.available_width() - theme.pt(10.0));
                ui.spacing_mut().item_spacing.y = theme.pt(3.0);
                for snapshot in view.workbook.snapshots.iter().rev() {
                    let words = format!("{}, {}", snapshot.as_of, snapshot.basis.label());
                    if shown.is_some_and(|s| s.id == snapshot.id) {
                        text(ui, words, Style::Strong, colors.text);
                        continue;
                    }
                    let name = format!("Show the baseline of {words}");
                    if words_link(ui, &words, &name).clicked() {
                        state.chosen = Some(snapshot.id);
                    }
                }
            });
    });
}
