//! A segmented control: one of a few views, each with a count.

use egui::{CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo};
use egui::{pos2, vec2};

use super::control::{focus_ring_inside, text_at};
use crate::ui::theme::{Style, Theme};

/// One choice of a segmented control.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segment {
    /// The words.
    pub label: String,
    /// What stands after them: "77", "15 of 27".
    pub count: Option<String>,
}

impl Segment {
    /// Words alone.
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            count: None,
        }
    }

    /// Words and a count.
    pub fn counted(label: impl Into<String>, count: impl std::fmt::Display) -> Self {
        Self {
            label: label.into(),
            count: Some(count.to_string()),
        }
    }
}

impl From<&str> for Segment {
    fn from(label: &str) -> Self {
        Self::new(label)
    }
}

/// Draws the control 32 high; `name` is what is chosen ("View"). True when `chosen` was changed.
pub fn segmented(ui: &mut Ui, name: &str, segments: &[Segment], chosen: &mut usize) -> bool {
    draw(ui, name, segments, chosen, false)
}

/// Like [`segmented`], 26 high.
pub fn segmented_small(ui: &mut Ui, name: &str, segments: &[Segment], chosen: &mut usize) -> bool {
    draw(ui, name, segments, chosen, true)
}

fn draw(ui: &mut Ui, name: &str, segments: &[Segment], chosen: &mut usize, small: bool) -> bool {
    let theme = Theme::of(ui);
    let style = if small { Style::Table } else { Style::Body };
    let widths: Vec<f32> = segments
        .iter()
        .map(|segment| width(ui, &theme, segment, style))
        .collect();
    let size = vec2(widths.iter().sum(), theme.control_height(small));
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let radius = theme.radius(5.0);
    ui.painter()
        .rect_filled(rect, radius, theme.color().surface);

    let before = *chosen;
    let group = UiBuilder::new()
        .id_salt(name)
        .max_rect(rect)
        .accessibility_role(Role::RadioGroup)
        .accessibility_label(name);
    ui.scope_builder(group, |ui| {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        let mut x = rect.left();
        for (index, (segment, width)) in segments.iter().zip(&widths).enumerate() {
            let cell = Rect::from_min_size(pos2(x, rect.top()), vec2(*width, rect.height()));
            let corners = corners(index, segments.len(), radius);
            if segment_ui(ui, segment, style, cell, corners, index == before) {
                *chosen = index;
            }
            x += width;
        }
        // After all grounds, so that none covers the rule at its edge.
        let mut x = rect.left();
        for width in widths.iter().take(widths.len().saturating_sub(1)) {
            x += width;
            ui.painter()
                .vline(x, rect.shrink(1.0).y_range(), theme.rule());
        }
    });
    ui.painter()
        .rect_stroke(rect, radius, theme.control_stroke(), StrokeKind::Inside);
    *chosen != before
}

fn corners(index: usize, count: usize, radius: u8) -> CornerRadius {
    let left = if index == 0 { radius } else { 0 };
    let right = if index + 1 == count { radius } else { 0 };
    CornerRadius {
        nw: left,
        sw: left,
        ne: right,
        se: right,
    }
}

/// Space before and after the words.
const PADDING: f32 = 12.0;
/// Space between the words and their count.
const GAP: f32 = 14.0;

fn width(ui: &Ui, theme: &Theme, segment: &Segment, style: Style) -> f32 {
    let ink = theme.color().text;
    let measure = |text: &str, style| theme.galley(ui, text, style, ink).size().x;
    // As wide as its semibold words, so that choosing does not move its neighbours.
    let label = measure(&segment.label, style.semibold()).max(measure(&segment.label, style));
    let count = segment
        .count
        .as_deref()
        .map_or(0.0, |count| theme.pt(GAP) + measure(count, style));
    label + count + theme.pt(PADDING) * 2.0
}

fn segment_ui(
    ui: &mut Ui,
    segment: &Segment,
    style: Style,
    cell: Rect,
    corners: CornerRadius,
    chosen: bool,
) -> bool {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let response = ui.allocate_rect(cell, Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, &segment.label)
    });
    if let Some(count) = &segment.count {
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_description(count.as_str()));
    }
    let (fill, ink, words) = if chosen {
        (colors.selection, colors.on_selection, style.semibold())
    } else if response.hovered() {
        (colors.hover, colors.text, style)
    } else {
        (colors.surface, colors.text_2, style)
    };
    ui.painter()
        .rect(cell, corners, fill, Stroke::NONE, StrokeKind::Inside);
    let label = theme.galley(ui, &segment.label, words, ink);
    let y = cell.center().y;
    text_at(ui.painter(), &label, cell.left() + theme.pt(PADDING), y);
    if let Some(count) = &segment.count {
        let count = theme.galley(ui, count, style, colors.text_2);
        let x = cell.right() - theme.pt(PADDING) - count.size().x;
        text_at(ui.painter(), &count, x, y);
    }
    focus_ring_inside(ui, &response, cell);
    response.clicked()
}
