//! A measure on a projected screen: title, finding, one chart, its notes, the newest value large.

use egui::{Key, Label, Modifiers, Rect, Ui, pos2, vec2};

use super::MeasuresState;
use super::chart::finding_ui;
use super::picture::ChartCache;
use super::summary::Summary;
use crate::chart::measured::Look;
use crate::domain::measure::MeasureId;
use crate::ui::plot_backend;
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{text, within};

/// Notes listed under the chart; the others stand as discs on it.
const MOST_NOTES: usize = 4;

/// Draws the measure; Page Up and Page Down, or the arrows, go to another.
pub(super) fn present_ui(ui: &mut Ui, view: &View<'_>, state: &mut MeasuresState) {
    step_ui(ui, state);
    let Some(summary) = state.summaries.of(state.measure) else {
        return;
    };
    let theme = Theme::of(ui);
    heading_ui(ui, summary);
    finding_ui(ui, summary);
    if let Some(words) = summary.course_words() {
        text(ui, format!("{words}."), Style::Body, theme.color().text_2);
    }
    let rows = summary.notes.len().clamp(2, MOST_NOTES) as f32;
    let foot = theme.pt(24.0 * rows + 34.0);
    let size = vec2(
        ui.available_width(),
        (ui.available_height() - foot).max(theme.pt(160.0)),
    );
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    let name = format!("Run chart of {}. {}", summary.title, summary.sentence());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
    let look = Look {
        is_full: state.is_full,
        ..Look::default()
    };
    let version = state.summaries.version;
    let laid = ChartCache::laid(
        &mut state.chart,
        summary,
        version,
        view.workbook,
        (size, theme.k),
        look,
    );
    plot_backend::paint(ui.painter(), rect.min, &laid.scene, theme.palette());
    foot_ui(ui, view, summary);
}

fn heading_ui(ui: &mut Ui, summary: &Summary) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = theme.pt(14.0);
        // The mark "PHI hidden" stands at the right.
        ui.set_max_width(ui.available_width() - theme.pt(220.0));
        text(ui, &summary.title, Style::Title, colors.text);
        let aim = theme.rich_in(summary.aim(), Style::Heading, colors.text_2);
        ui.add(Label::new(aim).truncate());
    });
}

/// Notes at the left, the newest value at the right, the keys under them.
fn foot_ui(ui: &mut Ui, view: &View<'_>, summary: &Summary) {
    let theme = Theme::of(ui);
    let whole = ui.available_rect_before_wrap();
    let keys = whole.bottom() - theme.pt(22.0);
    let middle = whole.right() - theme.pt(230.0);
    let left = Rect::from_min_max(whole.min, pos2(middle - theme.gap(), keys));
    let right = Rect::from_min_max(pos2(middle, whole.top()), pos2(whole.right(), keys));
    let under = Rect::from_min_max(pos2(whole.left(), keys), whole.max);
    within(ui, "notes of the measure", left, |ui| notes_ui(ui, summary));
    within(ui, "newest value", right, |ui| value_ui(ui, summary));
    within(ui, "keys of the measure", under, |ui| keys_ui(ui, view));
}

fn notes_ui(ui: &mut Ui, summary: &Summary) {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = theme.pt(3.0);
    let first = summary.notes.len().saturating_sub(MOST_NOTES);
    for note in summary.notes.iter().skip(first) {
        let words = format!("{}  {}", note.number, note.listed());
        let words = theme.rich_in(words, Style::Body, theme.color().text);
        ui.add(Label::new(words).truncate());
    }
}

fn value_ui(ui: &mut Ui, summary: &Summary) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    text(ui, &summary.value, Style::Display, colors.text);
    let point = summary.last.and_then(|at| summary.series.points.get(at));
    let end = point.map(|p| summary.series.period.name(p.end));
    let parts = [
        summary.count.clone(),
        summary.unknown.clone(),
        end.unwrap_or_default(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    text(ui, parts.join(", "), Style::Body, colors.text_2);
}

fn keys_ui(ui: &mut Ui, view: &View<'_>) {
    let theme = Theme::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = theme.pt(24.0);
        let data_to = view.status.data_to;
        let mut parts = vec![view.workbook.clinic.name.clone()];
        parts.extend(data_to.map(|day| format!("Data to {}", day.format("%Y-%m"))));
        parts.push("Page Up, Page Down: another measure".to_owned());
        parts.push("Esc, then confirm, to leave".to_owned());
        for words in parts.into_iter().filter(|w| !w.is_empty()) {
            text(ui, words, Style::Small, theme.color().text_2);
        }
    });
}

/// The measure before or after, round and round.
fn step_ui(ui: &Ui, state: &mut MeasuresState) {
    // Not behind the question whether to stop.
    let is_asked = ui.ctx().memory(|m| m.top_modal_layer().is_some());
    let pressed = |key| !is_asked && ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let forward = pressed(Key::PageDown) || pressed(Key::ArrowRight) || pressed(Key::ArrowDown);
    let back = pressed(Key::PageUp) || pressed(Key::ArrowLeft) || pressed(Key::ArrowUp);
    if forward == back {
        return;
    }
    let shown: Vec<MeasureId> = state
        .summaries
        .shown()
        .filter(|s| s.last.is_some())
        .map(|s| s.measure)
        .collect();
    let at = shown.iter().position(|m| *m == state.measure).unwrap_or(0);
    let count = shown.len().max(1);
    let next = if forward { at + 1 } else { at + count - 1 } % count;
    if let Some(measure) = shown.get(next) {
        state.measure = *measure;
    }
}
