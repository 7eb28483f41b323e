//! A filter: `name value` on a small button that opens its choices; a cross when it is set.

use egui::{Popup, PopupCloseBehavior, Rect, Role, ScrollArea, Sense, StrokeKind, Ui, Vec2};
use egui::{WidgetInfo, pos2, vec2};

use super::control::{focus_ring, focus_ring_inside, name, outlined_fill, text_at};
use super::field::TextField;
use super::menu::{menu_check, menu_rule};
use crate::ui::icons::{Icon, paint_icon};
use crate::ui::theme::{Style, Theme};

/// One filter of a filter row.
#[must_use = "call show"]
pub struct FilterButton<'a> {
    name: &'a str,
    value: &'a str,
    set: bool,
}

/// What happened to a filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FilterResponse<R> {
    /// The cross was pressed: the filter is to be emptied.
    pub cleared: bool,
    /// The value of the menu's content while it is open.
    pub inner: Option<R>,
}

impl<'a> FilterButton<'a> {
    /// `name` "Clinician", `value` "all" or "Fuentes"; `set` when it filters.
    pub fn new(name: &'a str, value: &'a str, set: bool) -> Self {
        Self { name, value, set }
    }

    /// Draws it; `content` fills the menu it opens.
    pub fn show<R>(self, ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> FilterResponse<R> {
        let theme = Theme::of(ui);
        let colors = *theme.color();
        let (ink, label_ink) = if self.set {
            (colors.on_selection, colors.on_selection)
        } else {
            (colors.text, colors.text_2)
        };
        let label = theme.galley(ui, self.name, Style::Table, label_ink);
        let value = theme.galley_cut(ui, self.value, Style::TableStrong, ink, theme.pt(160.0));
        let sign = theme.pt(14.0);
        let padding = theme.pt(9.0);
        let gap = theme.pt(7.0);
        let width = padding * 2.0 + label.size().x + gap + value.size().x + gap + sign;
        let (rect, response) =
            ui.allocate_exact_size(vec2(width, theme.control_height(true)), Sense::click());
        response.widget_info(|| {
            // Not the bare word, which is often a column's name too.
            let label = format!("{} filter", self.name);
            let mut info = WidgetInfo::labeled(Role::Button, ui.is_enabled(), label);
            info.current_text_value = Some(self.value.to_owned());
            info
        });
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_description(self.value));

        let fill = if self.set {
            colors.selection
        } else {
            outlined_fill(&theme, &response)
        };
        let radius = theme.radius(5.0);
        let stroke = theme.control_stroke();
        ui.painter()
            .rect(rect, radius, fill, stroke, StrokeKind::Inside);
        let y = rect.center().y;
        let x = text_at(ui.painter(), &label, rect.left() + padding, y) + gap;
        text_at(ui.painter(), &value, x, y);
        let center = pos2(rect.right() - padding - sign / 2.0, y);
        let cleared = if self.set {
            self.cross_ui(ui, &theme, center)
        } else {
            paint_icon(ui.painter(), center, Icon::Down, sign, colors.text_2);
            false
        };
        focus_ring(ui, &response, rect);

        let inner = Popup::menu(&response)
            .accessible_name(self.name)
            .gap(theme.pt(4.0))
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| {
                ui.set_min_width(theme.pt(180.0));
                content(ui)
            })
            .map(|shown| shown.inner);
        FilterResponse { cleared, inner }
    }

    fn cross_ui(&self, ui: &Ui, theme: &Theme, center: egui::Pos2) -> bool {
        let place = Rect::from_center_size(center, Vec2::splat(theme.pt(24.0)));
        let id = ui.make_persistent_id(("clear filter", self.name));
        let cross = ui.interact(place, id, Sense::click());
        let words = format!("Clear {} filter", self.name);
        name(&cross, Role::Button, ui.is_enabled(), &words);
        let colors = theme.color();
        let ink = if cross.hovered() {
            colors.accent
        } else {
            colors.on_selection
        };
        paint_icon(ui.painter(), center, Icon::Close, theme.pt(14.0), ink);
        focus_ring_inside(ui, &cross, place);
        cross.on_hover_text(words).clicked()
    }
}

/// Rows of a filter's menu, "any" first; closes the menu and is true when `chosen` was changed.
pub fn filter_choice(ui: &mut Ui, any: &str, options: &[&str], chosen: &mut Option<usize>) -> bool {
    let before = *chosen;
    let mut pressed = menu_check(ui, any, chosen.is_none()).clicked();
    if pressed {
        *chosen = None;
    }
    menu_rule(ui);
    let height = Theme::of(ui).pt(320.0);
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        for (index, option) in options.iter().enumerate() {
            if menu_check(ui, option, *chosen == Some(index)).clicked() {
                *chosen = Some(index);
                pressed = true;
            }
        }
    });
    if pressed {
        ui.close();
    }
    *chosen != before
}

/// A typed filter in a filter's menu; true when `text` was changed.
pub fn filter_text(ui: &mut Ui, label: &str, text: &mut String) -> bool {
    let theme = Theme::of(ui);
    egui::Frame::new()
        .inner_margin(egui::Margin::same(theme.margin(6.0)))
        .show(ui, |ui| {
            TextField::new(label, text)
                .width(theme.pt(200.0))
                .show(ui)
                .changed()
        })
        .inner
}
