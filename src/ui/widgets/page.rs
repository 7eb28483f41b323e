//! What stands at the top of a page: its name with a way back, and the steps of a course of work.

use egui::{Align2, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::control::{text_at, text_in};
use super::icon_button::IconButton;
use super::label::text;
use super::layout::ends;
use crate::ui::icons::{Icon, paint_icon_stroke};
use crate::ui::theme::{Style, Theme};

/// A page's name with an arrow back at its left, words beside it, and `right` at the right edge.
///
/// `back` is the arrow's accessible name: "Back to patients". True when it was pressed.
pub fn page_header<R>(
    ui: &mut Ui,
    back: Option<&str>,
    title: &str,
    subtitle: &str,
    right: impl FnOnce(&mut Ui) -> R,
) -> (bool, R) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ends(
        ui,
        "page header",
        theme.control_height(false),
        |ui| {
            ui.spacing_mut().item_spacing.x = theme.pt(12.0);
            let pressed =
                back.is_some_and(|name| IconButton::new(Icon::Left, name).show(ui).clicked());
            text(ui, title, Style::Title, colors.text);
            if !subtitle.is_empty() {
                text(ui, subtitle, Style::Body, colors.text_2);
            }
            pressed
        },
        right,
    )
}

/// The steps of a course of work: done ones ticked, the present one semibold, the rest outlined.
pub fn stepper(ui: &mut Ui, steps: &[&str], current: usize) {
    let theme = Theme::of(ui);
    let line = theme.pt(32.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = theme.pt(8.0);
        for (index, step) in steps.iter().enumerate() {
            if index > 0 {
                let (rect, _) = ui.allocate_exact_size(vec2(line, theme.pt(22.0)), Sense::hover());
                let y = rect.center().y;
                ui.painter()
                    .hline(rect.x_range(), y, theme.control_stroke());
            }
            step_ui(ui, &theme, step, index, current);
        }
    });
}

fn step_ui(ui: &mut Ui, theme: &Theme, step: &str, index: usize, current: usize) {
    let colors = *theme.color();
    let (style, ink) = if index == current {
        (Style::Strong, colors.text)
    } else {
        (Style::Body, colors.text_2)
    };
    let words = theme.galley(ui, step, style, ink);
    let disc = theme.pt(22.0);
    let gap = theme.pt(8.0);
    let size = vec2(disc + gap + words.size().x, disc.max(words.size().y));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let state = match index.cmp(&current) {
        std::cmp::Ordering::Less => "done",
        std::cmp::Ordering::Equal => "now",
        std::cmp::Ordering::Greater => "to come",
    };
    let number = index + 1;
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Label, true, format!("Step {number}, {step}, {state}"))
    });
    let center = pos2(rect.left() + disc / 2.0, rect.center().y);
    let painter = ui.painter();
    let place = egui::Rect::from_center_size(center, Vec2::splat(disc));
    if index <= current {
        painter.circle_filled(center, disc / 2.0, colors.accent);
    } else {
        painter.circle_stroke(center, disc / 2.0 - 0.5, theme.control_stroke());
    }
    if index < current {
        let size = theme.pt(12.0);
        paint_icon_stroke(painter, center, Icon::Check, size, colors.on_accent, 2.4);
    } else {
        let ink = if index == current {
            colors.on_accent
        } else {
            colors.text_2
        };
        let digit = theme.galley(ui, &number.to_string(), Style::SmallStrong, ink);
        text_in(ui.painter(), &digit, place, Align2::CENTER_CENTER);
    }
    text_at(ui.painter(), &words, rect.left() + disc + gap, center.y);
}
