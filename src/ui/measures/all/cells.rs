//! Small controls for cells of the table: a score from 1 to 5, and a box to tick.

use egui::{
    Event, Key, Modifiers, Popup, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, vec2,
};

use crate::ui::icons::{Icon, paint_icon_stroke};
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{is_focused, menu_check};

/// The scores in words.
const SCORES: [&str; 5] = ["1, least", "2", "3", "4", "5, most"];
/// The keys that give a score, and those that take it away.
const DIGITS: [(Key, u8); 5] = [
    (Key::Num1, 1),
    (Key::Num2, 2),
    (Key::Num3, 3),
    (Key::Num4, 4),
    (Key::Num5, 5),
];
const NONE: [Key; 3] = [Key::Num0, Key::Backspace, Key::Delete];

fn focus_ui(ui: &Ui, theme: &Theme, response: &Response, rect: Rect) {
    if is_focused(response) {
        let stroke = Stroke::new(theme.pt(2.0), theme.color().focus);
        let around = rect.expand(theme.pt(1.0));
        ui.painter()
            .rect_stroke(around, theme.radius(5.0), stroke, StrokeKind::Middle);
    }
}

/// A score that a digit key gives, or a press and a choice; true when it was changed.
pub(super) fn score_ui(ui: &mut Ui, name: &str, score: &mut Option<u8>) -> bool {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let before = *score;
    let (rect, response) =
        ui.allocate_exact_size(vec2(theme.pt(40.0), theme.pt(24.0)), Sense::click());
    let words = before.map_or_else(|| "not scored".to_owned(), |s| s.to_string());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), name);
        info.current_text_value = Some(words.clone());
        info
    });
    let fill = if response.hovered() {
        colors.hover
    } else {
        colors.surface
    };
    let radius = theme.radius(5.0);
    ui.painter().rect(
        rect,
        radius,
        fill,
        theme.control_stroke(),
        StrokeKind::Inside,
    );
    let shown = before.map_or_else(|| "–".to_owned(), |s| s.to_string());
    let (style, ink) = match before {
        Some(_) => (Style::TableStrong, colors.text),
        None => (Style::Table, colors.text_2),
    };
    let galley = theme.galley(ui, &shown, style, ink);
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, ink);
    focus_ui(ui, &theme, &response, rect);
    if is_focused(&response) {
        keys_ui(ui, score);
    }
    Popup::menu(&response).gap(theme.pt(4.0)).show(|ui| {
        ui.set_max_width(theme.pt(150.0));
        for (value, words) in (1..).zip(SCORES) {
            if menu_check(ui, words, before == Some(value)).clicked() {
                *score = Some(value);
            }
        }
        if menu_check(ui, "Not scored", before.is_none()).clicked() {
            *score = None;
        }
    });
    *score != before
}

fn keys_ui(ui: &Ui, score: &mut Option<u8>) {
    ui.input_mut(|input| {
        for (key, value) in DIGITS {
            if input.consume_key(Modifiers::NONE, key) {
                *score = Some(value);
            }
        }
        if NONE
            .iter()
            .any(|key| input.consume_key(Modifiers::NONE, *key))
        {
            *score = None;
        }
        // Keyboards without a digit row send the digit as text alone.
        let typed = input.events.iter().find_map(|event| match event {
            Event::Text(text) => text.parse::<u8>().ok().filter(|s| (1..=5).contains(s)),
            _ => None,
        });
        *score = typed.or(*score);
    });
}

/// A box to tick, without words of its own; true when it was pressed.
pub(super) fn tick_ui(ui: &mut Ui, name: &str, on: &mut bool) -> bool {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(theme.pt(24.0)), Sense::click());
    if response.clicked() {
        *on = !*on;
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), *on, name));
    let mark = Rect::from_center_size(rect.center(), Vec2::splat(theme.pt(16.0)));
    let (fill, stroke) = match (*on, response.hovered()) {
        (true, _) => (colors.accent, Stroke::NONE),
        (false, true) => (colors.hover, theme.control_stroke()),
        (false, false) => (colors.surface, theme.control_stroke()),
    };
    let painter = ui.painter();
    painter.rect(mark, theme.radius(3.0), fill, stroke, StrokeKind::Inside);
    if *on {
        let size = mark.width() * 0.8;
        paint_icon_stroke(
            painter,
            mark.center(),
            Icon::Check,
            size,
            colors.on_accent,
            2.4,
        );
    }
    focus_ui(ui, &theme, &response, rect.shrink(theme.pt(2.0)));
    response.clicked()
}
