//! What stands around the control of a form: label above, border, error beneath.

use egui::{Sense, Stroke, Ui, vec2};

use super::label::text;
use crate::ui::icons::{Icon, icon};
use crate::ui::theme::{Style, Theme};

/// Draws a control between its label and its error, over `width` points.
pub(super) fn labelled<R>(
    ui: &mut Ui,
    label: Option<&str>,
    error: Option<&str>,
    width: f32,
    control: impl FnOnce(&mut Ui) -> R,
) -> R {
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 0.0;
        if let Some(label) = label {
            field_label(ui, label);
        }
        let result = control(ui);
        if let Some(error) = error {
            field_error(ui, error);
        }
        result
    })
    .inner
}

/// The border of a control, which shows where there is an error.
pub(super) fn border(theme: &Theme, error: Option<&str>) -> Stroke {
    if error.is_some() {
        Stroke::new(theme.pt(1.0), theme.color().error_mark)
    } else {
        theme.control_stroke()
    }
}

/// The label over a control: small, second text colour, no colon.
///
/// Painted only: the control carries the name itself, so that it is found once by it.
pub fn field_label(ui: &mut Ui, label: &str) {
    let theme = Theme::of(ui);
    let width = ui.available_width();
    let galley = theme.galley_cut(ui, label, Style::Small, theme.color().text_2, width);
    let size = galley.size() + vec2(0.0, theme.pt(3.0));
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().galley(rect.min, galley, theme.color().text_2);
}

/// The error under a control: a sign and a sentence.
pub fn field_error(ui: &mut Ui, sentence: &str) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.add_space(theme.pt(4.0));
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = theme.pt(6.0);
        icon(ui, Icon::Warn, theme.pt(15.0), colors.error_mark);
        ui.vertical(|ui| text(ui, sentence, Style::Small, colors.error_text));
    });
}
