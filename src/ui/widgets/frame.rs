//! The window's frame: tab strip, main area, side panel, status line, and the edge of present mode.

use egui::{Align, CentralPanel, Color32, CornerRadius, Frame, Layout, Margin, Panel, Rect};
use egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::control::{focus_ring, focus_ring_inside, text_at, text_in};
use super::layout::ends;
use crate::ui::icons::{Icon, logo, paint_icon, paint_icon_stroke};
use crate::ui::theme::{Style, Theme};

/// The strip of tabs at the top of the window, 46 high.
#[must_use = "call show"]
pub struct TabStrip<'a> {
    tabs: &'a [&'a str],
    title: &'a str,
}

impl<'a> TabStrip<'a> {
    /// A strip of these words.
    pub fn new(tabs: &'a [&'a str]) -> Self {
        Self { tabs, title: "" }
    }

    /// Words before the right end, cut or left out where the tabs leave no room.
    pub fn title(mut self, title: &'a str) -> Self {
        self.title = title;
        self
    }

    /// Draws it; `right` fills the right end. True when `chosen` was changed.
    pub fn show<R>(
        self,
        ui: &mut Ui,
        chosen: &mut usize,
        right: impl FnOnce(&mut Ui) -> R,
    ) -> (bool, R) {
        let theme = Theme::of(ui);
        let before = *chosen;
        let margin = Margin::symmetric(theme.margin(12.0), 0);
        let shown = Panel::top("tab strip")
            .exact_size(theme.pt(46.0).round())
            .resizable(false)
            .show_separator_line(false)
            .frame(
                Frame::new()
                    .fill(theme.color().surface)
                    .inner_margin(margin),
            )
            .show(ui, |ui| {
                let strip = ui.max_rect();
                let line = strip.bottom() - theme.pt(0.5);
                let full = strip.x_range().expand(theme.pt(12.0));
                ui.painter().hline(full, line, theme.rule());
                let ((), right) = ends(
                    ui,
                    "tab strip ends",
                    strip.height(),
                    |ui| self.tabs_ui(ui, &theme, strip, chosen),
                    right,
                );
                right
            });
        (*chosen != before, shown.inner)
    }

    fn tabs_ui(&self, ui: &mut Ui, theme: &Theme, strip: Rect, chosen: &mut usize) {
        ui.spacing_mut().item_spacing.x = 0.0;
        logo(ui);
        ui.add_space(theme.pt(10.0));
        let before = *chosen;
        for (index, tab) in self.tabs.iter().enumerate() {
            if tab_ui(ui, theme, tab, strip, index == before).clicked() {
                *chosen = index;
            }
        }
        if ui.available_width() > theme.pt(80.0) {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(theme.pt(4.0));
                let words = theme.rich_in(self.title, Style::Body, theme.color().text);
                ui.add(egui::Label::new(words).truncate());
            });
        }
    }
}

fn tab_ui(ui: &mut Ui, theme: &Theme, tab: &str, strip: Rect, on: bool) -> Response {
    let colors = *theme.color();
    let strong = theme.galley(ui, tab, Style::Strong, colors.text);
    let padding = theme.pt(11.5);
    let size = vec2(strong.size().x + padding * 2.0, strip.height());
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, ui.is_enabled(), on, tab));
    let words = if on {
        strong
    } else {
        let ink = if response.hovered() {
            colors.text
        } else {
            colors.text_2
        };
        theme.galley(ui, tab, Style::Body, ink)
    };
    text_in(
        ui.painter(),
        &words,
        rect.translate(vec2(0.0, -theme.pt(0.5))),
        egui::Align2::CENTER_CENTER,
    );
    if on {
        let bar = Rect::from_min_max(
            pos2(rect.left() + theme.pt(6.0), strip.bottom() - theme.pt(3.0)),
            pos2(rect.right() - theme.pt(6.0), strip.bottom()),
        );
        let top = theme.radius(2.0);
        let corners = CornerRadius {
            nw: top,
            ne: top,
            sw: 0,
            se: 0,
        };
        ui.painter().rect_filled(bar, corners, colors.accent);
    }
    focus_ring_inside(
        ui,
        &response,
        rect.shrink2(vec2(theme.pt(3.0), theme.pt(7.0))),
    );
    response
}

/// The field-like button of the tab strip that opens the search: "Find…" with its key.
pub fn search_button(ui: &mut Ui, words: &str, key: &str) -> Response {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let is_small = ui.ctx().content_rect().width() < theme.pt(1100.0);
    let width = if is_small { 132.0 } else { 155.0 };
    let size = vec2(theme.pt(width), theme.pt(30.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), words));
    let fill = if response.hovered() {
        colors.hover
    } else {
        colors.surface
    };
    let stroke = theme.control_stroke();
    let painter = ui.painter();
    painter.rect(rect, theme.radius(5.0), fill, stroke, StrokeKind::Inside);
    let y = rect.center().y;
    let sign = pos2(rect.left() + theme.pt(18.0), y);
    paint_icon(painter, sign, Icon::Search, theme.pt(16.0), colors.text_3);
    let galley = theme.galley(ui, words, Style::Body, colors.text_3);
    text_at(painter, &galley, rect.left() + theme.pt(34.0), y);
    let key = theme.galley(ui, key, Style::Small, colors.text_2);
    let cap = Rect::from_min_max(
        pos2(
            rect.right() - theme.pt(20.0) - key.size().x,
            y - theme.pt(9.5),
        ),
        pos2(rect.right() - theme.pt(10.0), y + theme.pt(9.5)),
    );
    let (radius, rule) = (theme.radius(3.0), theme.rule());
    painter.rect(cap, radius, colors.sunken, rule, StrokeKind::Inside);
    text_in(painter, &key, cap, egui::Align2::CENTER_CENTER);
    focus_ring(ui, &response, rect);
    response
}

/// The sign before words of the status line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusSign {
    /// No sign.
    None,
    /// A tick: done, saved.
    Done,
    /// A disk: backup.
    Disk,
    /// A warning: a bar is missed; the words turn amber.
    Caution,
}

/// The line at the foot of the window, 28 high, small text.
pub fn status_line<L, R>(
    ui: &mut Ui,
    left: impl FnOnce(&mut Ui) -> L,
    right: impl FnOnce(&mut Ui) -> R,
) -> (L, R) {
    let theme = Theme::of(ui);
    let margin = Margin::symmetric(theme.margin(16.0), 0);
    Panel::bottom("status line")
        .exact_size(theme.pt(28.0).round())
        .resizable(false)
        .show_separator_line(false)
        .frame(
            Frame::new()
                .fill(theme.color().surface)
                .inner_margin(margin),
        )
        .show(ui, |ui| {
            let line = ui.max_rect();
            let full = line.x_range().expand(theme.pt(16.0));
            let y = line.top() + theme.pt(0.5);
            ui.painter().hline(full, y, theme.rule());
            ui.spacing_mut().item_spacing.x = theme.pt(22.0);
            ends(ui, "status ends", line.height(), left, right)
        })
        .inner
}

/// Words of the status line with their sign.
pub fn status_item(ui: &mut Ui, sign: StatusSign, words: &str) -> Response {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let (icon, ink, mark) = match sign {
        StatusSign::None => (None, colors.text_2, colors.text_2),
        StatusSign::Done => (Some(Icon::Check), colors.text_2, colors.accent),
        StatusSign::Disk => (Some(Icon::Disk), colors.text_2, colors.text_2),
        StatusSign::Caution => (Some(Icon::Warn), colors.caution_text, colors.caution_mark),
    };
    let galley = theme.galley(ui, words, Style::Small, ink);
    let lead = icon.map_or(0.0, |_| theme.pt(18.0));
    let size = vec2(galley.size().x + lead, theme.pt(20.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let y = rect.center().y;
    if let Some(icon) = icon {
        let center = pos2(rect.left() + theme.pt(7.0), y);
        let width = if icon == Icon::Check { 2.0 } else { 1.5 };
        paint_icon_stroke(ui.painter(), center, icon, theme.pt(14.0), mark, width);
    }
    text_at(ui.painter(), &galley, rect.left() + lead, y);
    response
}

/// The area between tab strip and status line: window ground, padded by 16, parts 12 apart.
pub fn main_area<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let theme = Theme::of(ui);
    CentralPanel::default()
        .frame(
            Frame::new()
                .fill(theme.color().window)
                .inner_margin(Margin::same(theme.margin(16.0))),
        )
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(theme.pt(8.0), theme.pt(12.0));
            content(ui)
        })
        .inner
}

/// A card along the right edge, 344 wide and 330 to 380 by dragging; call it before what stands left.
///
/// `actions` is a row at its foot; the space between takes what is left.
pub fn side_panel<R, A>(
    ui: &mut Ui,
    id_salt: &str,
    content: impl FnOnce(&mut Ui) -> R,
    actions: impl FnOnce(&mut Ui) -> A,
) -> (R, A) {
    let theme = Theme::of(ui);
    Panel::right(id_salt.to_owned())
        .default_size(theme.pt(344.0))
        .size_range(theme.pt(330.0)..=theme.pt(380.0))
        .show_separator_line(false)
        .frame(Frame::new().outer_margin(Margin {
            left: theme.margin(12.0),
            ..Margin::ZERO
        }))
        .show(ui, |ui| {
            Frame::new()
                .fill(theme.color().surface)
                .stroke(theme.rule())
                .corner_radius(theme.radius(8.0))
                .inner_margin(Margin::symmetric(theme.margin(16.0), theme.margin(14.0)))
                .show(ui, |ui| panel_body(ui, &theme, content, actions))
                .inner
        })
        .inner
}

fn panel_body<R, A>(
    ui: &mut Ui,
    theme: &Theme,
    content: impl FnOnce(&mut Ui) -> R,
    actions: impl FnOnce(&mut Ui) -> A,
) -> (R, A) {
    let whole = ui.available_rect_before_wrap();
    let foot = theme.control_height(false);
    // The scroll bar has the panel's margin for itself and covers nothing.
    let body = whole
        .with_max_y(whole.bottom() - foot - theme.pt(12.0))
        .with_max_x(whole.right() + theme.pt(14.0));
    let layout = Layout::top_down(Align::Min);
    let builder = egui::UiBuilder::new().max_rect(body).layout(layout);
    let inner = egui::ScrollArea::vertical()
        .auto_shrink(false)
        .show(&mut ui.new_child(builder), |ui| {
            ui.set_max_width(whole.width());
            content(ui)
        })
        .inner;
    let row = whole.with_min_y(whole.bottom() - foot);
    let layout = Layout::left_to_right(Align::Center);
    let builder = egui::UiBuilder::new().max_rect(row).layout(layout);
    let pressed = ui.scope_builder(builder, actions).inner;
    ui.advance_cursor_after_rect(whole);
    (inner, pressed)
}

/// The red edge of present mode, 8 points at scale 1.76, painted over everything.
pub fn present_edge(ui: &Ui) {
    let theme = Theme::of(ui);
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("present edge"));
    let painter = ui.ctx().layer_painter(layer);
    let stroke = Stroke::new(theme.pt(4.6), theme.color().edge_fill);
    let rect = ui.ctx().content_rect();
    painter.rect(rect, 0.0, Color32::TRANSPARENT, stroke, StrokeKind::Inside);
}
