//! Choosing: one of a list, yes or no, one of a few rows.

use egui::{
    Popup, PopupCloseBehavior, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind,
};
use egui::{Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2};

use super::control::{focus_ring, outlined_fill, text_at};
use super::field::{field_error, field_label};
use super::menu::menu_check;
use crate::ui::icons::{Icon, paint_icon, paint_icon_stroke};
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
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 0.0;
            if self.show_label {
                field_label(ui, self.label);
            }
            let shown = chosen.and_then(|index| self.options.get(index).copied());
            let response = ui
                .add_enabled_ui(self.enabled, |ui| self.control_ui(ui, &theme, width, shown))
                .inner;
            let changed = self.list_ui(&theme, &response, chosen);
            if let Some(error) = self.error {
                field_error(ui, error);
            }
            changed
        })
        .inner
    }

    fn control_ui(&self, ui: &mut Ui, theme: &Theme, width: f32, shown: Option<&str>) -> Response {
        let colors = *theme.color();
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
        let stroke = if self.error.is_some() {
            Stroke::new(theme.pt(1.0), colors.error_mark)
        } else {
            theme.control_stroke()
        };
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

/// A box to tick with its words; the response is changed when it was pressed.
pub fn checkbox(ui: &mut Ui, checked: &mut bool, label: &str) -> Response {
    let theme = Theme::of(ui);
    let (rect, mut response) = mark_row(ui, &theme, label);
    if response.clicked() {
        *checked = !*checked;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), *checked, label));
    let mark = Rect::from_center_size(
        pos2(rect.left() + theme.pt(8.0), rect.center().y),
        Vec2::splat(theme.pt(16.0)),
    );
    paint_box(ui, mark, Some(*checked), response.hovered());
    focus_ring(ui, &response, rect);
    response
}

/// Rows of which one is chosen; `label` stands above. True when `chosen` was changed.
pub fn radio_rows(ui: &mut Ui, label: &str, options: &[&str], chosen: &mut usize) -> bool {
    let theme = Theme::of(ui);
    let before = *chosen;
    let group = UiBuilder::new()
        .id_salt(label)
        .accessibility_role(Role::RadioGroup)
        .accessibility_label(label);
    ui.scope_builder(group, |ui| {
        ui.spacing_mut().item_spacing.y = theme.pt(4.0);
        field_label(ui, label);
        for (index, option) in options.iter().enumerate() {
            let (rect, response) = mark_row(ui, &theme, option);
            if response.clicked() {
                *chosen = index;
            }
            let on = *chosen == index;
            response.widget_info(|| {
                WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), on, option)
            });
            paint_radio(ui, &theme, rect, on);
            focus_ring(ui, &response, rect);
        }
    });
    *chosen != before
}

fn paint_radio(ui: &Ui, theme: &Theme, rect: Rect, on: bool) {
    let colors = theme.color();
    let center = pos2(rect.left() + theme.pt(8.0), rect.center().y);
    let painter = ui.painter();
    if on {
        painter.circle_filled(center, theme.pt(8.0), colors.accent);
        painter.circle_filled(center, theme.pt(3.5), colors.on_accent);
    } else {
        painter.circle(
            center,
            theme.pt(7.5),
            colors.surface,
            theme.control_stroke(),
        );
    }
}

/// A mark of 16 and its words beside it, 24 high at least; wraps long words.
fn mark_row(ui: &mut Ui, theme: &Theme, label: &str) -> (Rect, Response) {
    let lead = theme.pt(24.0);
    let room = (ui.available_width() - lead).max(theme.pt(40.0));
    let galley = theme.galley_wrapped(ui, label, Style::Body, theme.color().text, room);
    let size = vec2(lead + galley.size().x, galley.size().y.max(theme.pt(24.0)));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    text_at(ui.painter(), &galley, rect.left() + lead, rect.center().y);
    (rect, response)
}

/// Paints the box of a tick; `None` is some but not all.
pub(super) fn paint_box(ui: &Ui, mark: Rect, checked: Option<bool>, hovered: bool) {
    let theme = Theme::of(ui);
    let colors = theme.color();
    let on = checked != Some(false);
    let fill = match (on, hovered) {
        (true, _) => colors.accent,
        (false, true) => colors.hover,
        (false, false) => colors.surface,
    };
    let stroke = if on {
        Stroke::NONE
    } else {
        theme.control_stroke()
    };
    let painter = ui.painter();
    painter.rect(mark, theme.radius(3.0), fill, stroke, StrokeKind::Inside);
    let sign = match checked {
        Some(true) => Icon::Check,
        None => Icon::Minus,
        Some(false) => return,
    };
    let size = mark.width() * 0.8;
    paint_icon_stroke(painter, mark.center(), sign, size, colors.on_accent, 2.4);
}
