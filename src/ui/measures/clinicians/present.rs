//! Clinicians or teams side by side on a projected screen, without small counts.

use egui::{Key, Modifiers, Ui, vec2};

use super::comparison::{Chart, Comparison};
use super::export::title;
use super::groups::By;
use crate::domain::measure::{MeasureId, OwnForm};
use crate::ui::measures::summary::{Summaries, Summary};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::text;

/// Title, finding and what hidden means.
pub(super) fn heading_ui(ui: &mut Ui, clinic: &Summary, comparison: &Comparison, by: By) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.scope(|ui| {
        // The mark "PHI hidden" stands at the right.
        ui.set_max_width(ui.available_width() - theme.pt(220.0));
        text(ui, title(clinic, by), Style::Title, colors.text);
    });
    let is_dots = matches!(comparison.chart, Chart::Dots(_));
    let month = comparison.month.filter(|_| is_dots);
    let words = match month.map(|m| clinic.series.period.name(m)) {
        Some(month) => format!("{month}. {}", comparison.sentence),
        None => comparison.sentence.clone(),
    };
    text(ui, words, Style::Strong, colors.text);
    let notes = comparison.notes.join(" ");
    if !notes.is_empty() {
        text(ui, notes, Style::Small, colors.text_2);
    }
}

/// Clinic, newest data and keys.
pub(super) fn foot_ui(ui: &mut Ui, view: &View<'_>) {
    let theme = Theme::of(ui);
    let ink = theme.color().text_2;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing = vec2(theme.pt(24.0), 0.0);
        let data_to = view.status.data_to;
        let data_to = data_to.map(|day| format!("Data to {}", day.format("%Y-%m")));
        let parts = [
            view.workbook.clinic.name.clone(),
            data_to.unwrap_or_default(),
            "Page Up, Page Down: next measure".to_owned(),
        ];
        for words in parts.into_iter().filter(|w| !w.is_empty()) {
            text(ui, words, Style::Small, ink);
        }
    });
}

/// The measure before or after, round and round, as far as it can be told by clinician.
pub(super) fn stepped(
    ui: &Ui,
    view: &View<'_>,
    summaries: &Summaries,
    measure: MeasureId,
) -> Option<MeasureId> {
    // Not behind the question whether to stop.
    let is_asked = ui.ctx().memory(|m| m.top_modal_layer().is_some());
    let pressed = |key| !is_asked && ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let forward = [Key::PageDown, Key::ArrowRight, Key::ArrowDown].map(pressed);
    let back = [Key::PageUp, Key::ArrowLeft, Key::ArrowUp].map(pressed);
    let (forward, back) = (forward.contains(&true), back.contains(&true));
    if forward == back {
        return None;
    }
    let is_divided = |measure: MeasureId| {
        let own = measure.own(view.workbook);
        own.is_none_or(|own| own.form == OwnForm::Sample)
    };
    let shown: Vec<MeasureId> = summaries
        .shown()
        .filter(|s| s.last.is_some() && is_divided(s.measure))
        .map(|s| s.measure)
        .collect();
    let count = shown.len().max(1);
    let at = shown.iter().position(|m| *m == measure).unwrap_or(0);
    let next = if forward { at + 1 } else { at + count - 1 } % count;
    shown.get(next).copied()
}
