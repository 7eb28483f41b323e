//! The button of the front desk: what is counted, how often so far, and a small one that takes one away.

use egui::text::LayoutJob;
use egui::{
    Align, Layout, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use crate::ui::icons::Icon;
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{IconButton, is_focused, key_hint};

/// Height of a button.
pub(super) const HEIGHT: f32 = 132.0;
/// It is at least this wide.
pub(super) const LEAST_WIDTH: f32 = 200.0;

/// What a button shows.
pub(super) struct BigButton<'a> {
    /// What is counted.
    pub name: &'a str,
    /// How often on the day.
    pub count: u32,
    /// The key that does the same.
    pub key: Option<String>,
    /// Whether it can be pressed.
    pub is_enabled: bool,
    /// Its width on the screen.
    pub width: f32,
}

impl BigButton<'_> {
    /// Draws it; how many more were asked for: 1, -1 or 0.
    pub fn show(&self, ui: &mut Ui) -> i32 {
        ui.add_enabled_ui(self.is_enabled, |ui| self.draw(ui)).inner
    }

    fn draw(&self, ui: &mut Ui) -> i32 {
        let theme = Theme::of(ui);
        let size = vec2(self.width, theme.pt(HEIGHT));
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let label = format!("Count {}", self.name);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &label));
        let said = format!("{} on this day", self.count);
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_description(said));
        self.paint(ui, &theme, rect, &response);
        let inside = rect.shrink(theme.pt(8.0));
        let layout = Layout::left_to_right(Align::Min);
        let row = inside.with_max_y(inside.top() + theme.pt(24.0));
        let mut top = ui.new_child(UiBuilder::new().max_rect(row).layout(layout));
        if let Some(key) = &self.key {
            key_hint(&mut top, key);
        }
        let corner = Rect::from_min_max(pos2(row.right() - theme.pt(24.0), row.top()), row.max);
        let mut corner = ui.new_child(UiBuilder::new().max_rect(corner).layout(layout));
        let fewer = format!("Take one {} away", self.name);
        let hover = self
            .key
            .as_ref()
            .map_or_else(|| fewer.clone(), |key| format!("{fewer}, Shift+{key}"));
        let minus = IconButton::new(Icon::Minus, &fewer)
            .small()
            .hover(&hover)
            .enabled(self.is_enabled && self.count > 0);
        if minus.show(&mut corner).clicked() {
            -1
        } else {
            i32::from(response.clicked())
        }
    }

    fn paint(&self, ui: &Ui, theme: &Theme, rect: Rect, response: &Response) {
        let colors = *theme.color();
        let fill = if response.is_pointer_button_down_on() {
            colors.selection
        } else if response.hovered() {
            colors.hover
        } else {
            colors.surface
        };
        let stroke = Stroke::new(theme.pt(2.0), colors.accent);
        let painter = ui.painter();
        painter.rect(rect, theme.radius(8.0), fill, stroke, StrokeKind::Inside);
        let room = rect.width() - theme.pt(24.0);
        let count = self.count.to_string();
        let count = theme.galley(ui, &count, Style::Display, colors.text);
        let top = rect.top() + theme.pt(30.0);
        let at = pos2(rect.center().x - count.size().x / 2.0, top);
        let below = top + count.size().y + theme.pt(4.0);
        painter.galley(at, count, colors.text);
        // Two lines of its name at most; the table and the reader have it in full.
        let format = theme.format(Style::Heading, colors.text);
        let mut job = LayoutJob::single_section(self.name.to_owned(), format);
        job.halign = Align::Center;
        job.wrap.max_width = room;
        job.wrap.max_rows = 2;
        let name = ui.ctx().fonts_mut(|fonts| fonts.layout_job(job));
        let was_cut = name.elided;
        let at = pos2(rect.center().x, below);
        painter.galley(at, name, colors.text);
        if was_cut {
            response.clone().on_hover_text(self.name);
        }
        if is_focused(response) {
            let stroke = Stroke::new(theme.pt(2.0), colors.focus);
            let ring = rect.expand(theme.pt(3.0));
            painter.rect_stroke(ring, theme.radius(10.0), stroke, StrokeKind::Middle);
        }
    }
}
