//! How far something has come: a bar with a way out, and the small bar beside a number.

use egui::{Color32, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::button::Button;
use super::control::text_at;
use super::label::text;
use super::layout::ends;
use crate::ui::theme::{Style, Theme};

/// A running job: words, a bar and a button that stops it. True when the button was pressed.
///
/// `fraction` is 0 to 1, or `None` while it is not known; then the bar shows no length it does not have.
/// `cancel` is `None` where the job cannot be stopped.
pub fn progress(ui: &mut Ui, label: &str, fraction: Option<f32>, cancel: Option<&str>) -> bool {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let ((), pressed) = ends(
        ui,
        label,
        if cancel.is_some() {
            theme.control_height(true)
        } else {
            theme.line_height(Style::Body)
        },
        |ui| {
            text(ui, label, Style::Body, colors.text);
            if let Some(fraction) = fraction {
                let percent = format!("{:.0} %", fraction.clamp(0.0, 1.0) * 100.0);
                text(ui, percent, Style::Body, colors.text_2);
            }
        },
        |ui| {
            cancel.is_some_and(|words| {
                let name = format!("{words}: {label}");
                Button::outlined(words)
                    .small()
                    .name(&name)
                    .show(ui)
                    .clicked()
            })
        },
    );
    paint_bar(ui, &theme, label, fraction);
    pressed
}

fn paint_bar(ui: &mut Ui, theme: &Theme, label: &str, fraction: Option<f32>) {
    let colors = *theme.color();
    let size = vec2(ui.available_width(), theme.pt(8.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, label);
        info.value = fraction.map(|fraction| f64::from(fraction) * 100.0);
        info
    });
    let radius = theme.radius(2.0);
    ui.painter().rect_filled(rect, radius, colors.sunken);
    match fraction {
        Some(fraction) => {
            let done = rect.width() * fraction.clamp(0.0, 1.0);
            let bar = Rect::from_min_size(rect.min, vec2(done, rect.height()));
            ui.painter().rect_filled(bar, radius, colors.accent);
        }
        None => paint_stripes(ui, rect, colors.accent),
    }
}

/// Even marks over the whole bar: busy, length unknown. They stand still, so that a waiting
/// window costs nothing.
fn paint_stripes(ui: &Ui, rect: Rect, color: Color32) {
    let step = rect.height() * 2.0;
    let mut x = rect.left();
    while x < rect.right() {
        let right = (x + step / 2.0).min(rect.right());
        let mark = Rect::from_min_max(pos2(x, rect.top()), pos2(right, rect.bottom()));
        ui.painter().rect_filled(mark, 0.0, color);
        x += step;
    }
}

/// A bar as long as `value` is of `most`, then the number semibold: "51" beside a gap's name.
///
/// `width` is the bar's full length in points at scale 1; the numbers of a column align at the right.
pub fn small_bar(ui: &mut Ui, value: usize, most: usize, width: f32, color: Color32) -> Response {
    let theme = Theme::of(ui);
    let number = theme.galley(ui, &value.to_string(), Style::Strong, theme.color().text);
    let digits = theme.pt(32.0).max(number.size().x);
    let size = vec2(theme.pt(width) + digits, theme.line_height(Style::Body));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, value));
    let share = if most == 0 {
        0.0
    } else {
        (value as f32 / most as f32).clamp(0.0, 1.0)
    };
    let bar = Rect::from_min_size(
        pos2(rect.left(), rect.center().y - theme.pt(4.0)),
        vec2(theme.pt(width) * share, theme.pt(8.0)),
    );
    ui.painter().rect_filled(bar, theme.radius(2.0), color);
    let x = rect.right() - number.size().x;
    text_at(ui.painter(), &number, x, rect.center().y);
    response
}
