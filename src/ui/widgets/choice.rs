//! Choosing one of a list that opens.

use egui::{
    Popup, PopupCloseBehavior, Rect, Response, Role, ScrollArea, Sense, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use super::control::{focus_ring, outlined_fill, text_at};
use super::labelled::{border, labelled};
use super::menu::menu_check;
use crate::ui::icons::{Icon, paint_icon};
use crate::ui::theme::{Style, Theme};

/// A field that opens a list of choices. The label is its accessible name.
#[must_use = "call show"]
pub struct Choice<'a> {
    label: &'a str,
    options: &'a [&'a str],
    hint: &'a str,
    error: Option<&'a str>,
    prefix: Option<&'a str>,
    icon: Option<Icon>,
    width: Option<f32>,
    small: bool,
    show_label: bool,
    enabled: bool,
}

impl<'a> Choice<'a> {
    /// A choice among `options` under `label`.
    pub fn new(label: &'a str, options: &'a [&'a str]) -> Self {
        Self {
            label,
            options,
            hint: "Choose",
            error: None,
            prefix: None,
            icon: None,
            width: None,
            small: false,
            show_label: true,
            enabled: true,
        }
    }

    /// Grey words while nothing is chosen.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// The sentence beneath when the choice cannot be used.
    pub fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    /// A word inside, before the choice: "Round".
    pub fn prefix(mut self, prefix: &'a str) -> Self {
        self.prefix = Some(prefix);
        self.show_label = false;
        self
    }

    /// An icon inside, before the choice.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Width in points on the screen; all there is when not set.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// 24 high with table text, for table rows.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Uses the label as accessible name only.
    pub fn hide_label(mut self) -> Self {
        self.show_label = false;
        self
    }

    /// Whether it can be opened.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Draws it; true when `chosen` was changed. `None` is nothing chosen yet.
    pub fn show(self, ui: &mut Ui, chosen: &mut Option<usize>) -> bool {
        let theme = Theme::of(ui);
        let width = self.width.unwrap_or_else(|| ui.available_width());
        let label = self.show_label.then_some(self.label);
        let shown = chosen.and_then(|index| self.options.get(index).copied());
        labelled(ui, label, self.error, width, |ui| {
            let response = ui
                .add_enabled_ui(self.enabled, |ui| self.control_ui(ui, &theme, width, shown))
                .inner;
            self.list_ui(&theme, &response, chosen)
        })
    }

    fn control_ui(&self, ui: &mut Ui, theme: &Theme, width: f32, shown: Option<&str>) -> Response {
        let height = if self.small {
            theme.pt(24.0)
        } else {
            theme.control_height(false)
        };
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), self.label);
            info.current_text_value = Some(shown.unwrap_or(self.hint).to_owned());
            info
        });
        let stroke = border(theme, self.error);
        let fill = outlined_fill(theme, &response);
        let radius = theme.radius(5.0);
        ui.painter()
            .rect(rect, radius, fill, stroke, StrokeKind::Inside);
        self.paint_words(ui, theme, rect, shown);
        focus_ring(ui, &response, rect);
        response
    }

    fn paint_words(&self, ui: &Ui, theme: &Theme, rect: Rect, shown: Option<&str>) {
        let colors = *theme.color();
        let style = if self.small {
            Style::Table
        } else {
            Style::Body
        };
        let painter = ui.painter();
        let y = rect.center().y;
        let padding = theme.pt(if self.small { 7.0 } else { 10.0 });
        let mut x = rect.left() + padding;
        if let Some(icon) = self.icon {
            let center = pos2(x + theme.pt(8.0), y);
            paint_icon(painter, center, icon, theme.pt(16.0), colors.text_2);
            x += theme.pt(24.0);
        }
        if let Some(prefix) = self.prefix {
            let galley = theme.galley(ui, prefix, style, colors.text_2);
            x = text_at(painter, &galley, x, y) + theme.pt(8.0);
        }
        let mark = theme.pt(if self.small { 12.0 } else { 16.0 });
        let center = pos2(rect.right() - padding - mark / 2.0, y);
        let (words, ink) = match shown {
            Some(words) => (words, colors.text),
            None => (self.hint, colors.text_3),
        };
        let room = center.x - mark - x;
        text_at(
            painter,
            &theme.galley_cut(ui, words, style, ink, room),
            x,
            y,
        );
        paint_icon(painter, center, Icon::Down, mark, colors.text_2);
    }

    fn list_ui(&self, theme: &Theme, response: &Response, chosen: &mut Option<usize>) -> bool {
        let before = *chosen;
        Popup::menu(response)
            .accessible_name(self.label)
            .gap(theme.pt(4.0))
            .width(response.rect.width())
            .close_behavior(PopupCloseBehavior::CloseOnClick)
            .show(|ui| {
                ui.set_min_width(response.rect.width() - theme.pt(8.0));
                ScrollArea::vertical()
                    .max_height(theme.pt(320.0))
                    .show(ui, |ui| {
                        for (index, option) in self.options.iter().enumerate() {
                            if menu_check(ui, option, *chosen == Some(index)).clicked() {
                                *chosen = Some(index);
                            }
                        }
                    });
            });
        *chosen != before
    }
}
