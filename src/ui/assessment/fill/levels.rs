//! The four levels of an item as panels, each with its three numbers.

use std::sync::Arc;

use egui::{
    Align2, Color32, Galley, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::Card22;
use crate::domain::assessment::Rating;
use crate::domain::assessment::rating::scores_of_level;
use crate::ui::icons::{Icon, paint_icon_stroke};
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::is_focused;

/// Steps of type for a description, the largest that fits all four is taken.
const STEPS: [(Style, Style); 4] = [
    (Style::Heading, Style::Reading),
    (Style::Strong, Style::Body),
    (Style::TableStrong, Style::Table),
    (Style::SmallStrong, Style::Small),
];

/// Draws the panels; the score that was pressed.
pub(super) fn levels_ui(ui: &mut Ui, card: &Card22<'_>, place: Rect) -> Option<Rating> {
    let theme = Theme::of(ui);
    let gap = theme.card_gap();
    let width = (place.width() - 3.0 * gap) / 4.0;
    let room = vec2(
        width - theme.pt(28.0),
        place.height() - theme.pt(36.0 + 10.0) - buttons_height(&theme),
    );
    let styles = STEPS
        .into_iter()
        .find(|styles| {
            (1..=4).all(|level| words_height(ui, &theme, card, level, *styles, room.x) <= room.y)
        })
        .unwrap_or(STEPS[STEPS.len() - 1]);
    let mut pressed = None;
    for level in 1..=4_u8 {
        let left = place.left() + f32::from(level - 1) * (width + gap);
        let panel = Rect::from_min_size(pos2(left, place.top()), vec2(width, place.height()));
        pressed = panel_ui(ui, &theme, card, level, styles, panel).or(pressed);
    }
    ui.advance_cursor_after_rect(place);
    pressed
}

/// The top level is the picture of where the work is heading.
const TOP: u8 = 4;
/// Height of the chip that says so.
const CHIP: f32 = 20.0;

fn buttons_height(theme: &Theme) -> f32 {
    theme.pt(52.0 + 14.0)
}

/// The name of a level, where it has one, and its description.
fn galleys(
    ui: &Ui,
    theme: &Theme,
    card: &Card22<'_>,
    level: u8,
    (name, text): (Style, Style),
    width: f32,
) -> (Option<Arc<Galley>>, Arc<Galley>) {
    let ink = theme.color().text;
    let words = &card.words;
    let head = words
        .level_name(level)
        .map(|words| theme.galley_wrapped(ui, words, name, ink, width));
    let body = theme.galley_wrapped(ui, words.level_text(level), text, ink, width);
    (head, body)
}

fn words_height(
    ui: &Ui,
    theme: &Theme,
    card: &Card22<'_>,
    level: u8,
    styles: (Style, Style),
    width: f32,
) -> f32 {
    let (head, body) = galleys(ui, theme, card, level, styles, width);
    let chip = if level == TOP {
        theme.pt(CHIP + 6.0)
    } else {
        0.0
    };
    head.map_or(0.0, |g| g.size().y + theme.pt(4.0)) + body.size().y + chip
}

fn panel_ui(
    ui: &mut Ui,
    theme: &Theme,
    card: &Card22<'_>,
    level: u8,
    styles: (Style, Style),
    panel: Rect,
) -> Option<Rating> {
    let colors = *theme.color();
    let is_chosen = card.score().is_some_and(|s| s.level() == level);
    let (fill, stroke) = if is_chosen {
        (colors.surface, Stroke::new(theme.pt(2.0), colors.accent))
    } else {
        (colors.window, theme.rule())
    };
    ui.painter()
        .rect(panel, theme.radius(6.0), fill, stroke, StrokeKind::Inside);
    let inside = panel.shrink(theme.pt(14.0));
    let label = theme.galley(ui, &format!("Level {level}"), Style::Small, colors.text_2);
    ui.painter().galley(inside.min, label, colors.text_2);
    if is_chosen {
        let at = pos2(inside.right() - theme.pt(8.0), inside.top() + theme.pt(9.0));
        paint_icon_stroke(
            ui.painter(),
            at,
            Icon::Check,
            theme.pt(16.0),
            colors.accent,
            2.0,
        );
    }
    let (head, body) = galleys(ui, theme, card, level, styles, inside.width());
    let mut y = inside.top() + theme.pt(22.0);
    if let Some(head) = head {
        let tall = head.size().y;
        ui.painter()
            .galley(pos2(inside.left(), y), head, colors.text);
        y += tall + theme.pt(4.0);
    }
    let tall = body.size().y;
    let place = Rect::from_min_size(pos2(inside.left(), y), vec2(inside.width(), tall));
    // Read out as one text, beside the painted words.
    let id = ui.scope_id().with(("level", level));
    let words = card.words;
    let said = match words.level_name(level) {
        Some(name) => format!("Level {level}: {name}. {}", words.level_text(level)),
        None => format!("Level {level}: {}", words.level_text(level)),
    };
    ui.interact(place, id, Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    ui.painter().galley(place.min, body, colors.text);
    if level == TOP {
        let at = place.left_bottom() + vec2(0.0, theme.pt(6.0));
        heading_chip(ui, theme, at);
    }
    scores_ui(ui, theme, card, level, inside)
}

fn heading_chip(ui: &Ui, theme: &Theme, at: egui::Pos2) {
    let colors = theme.color();
    let words = "where work is heading";
    let galley = theme.galley(ui, words, Style::Small, colors.info_text);
    let size = vec2(galley.size().x + theme.pt(12.0), theme.pt(CHIP));
    let chip = Rect::from_min_size(at, size);
    ui.painter()
        .rect_filled(chip, theme.radius(4.0), colors.info_fill);
    let place = Align2::CENTER_CENTER.anchor_size(chip.center(), galley.size());
    ui.painter().galley(place.min, galley, colors.info_text);
}

fn scores_ui(
    ui: &mut Ui,
    theme: &Theme,
    card: &Card22<'_>,
    level: u8,
    inside: Rect,
) -> Option<Rating> {
    let gap = theme.pt(8.0);
    let width = (inside.width() - 2.0 * gap) / 3.0;
    let top = inside.bottom() - theme.pt(52.0);
    let mut pressed = None;
    for (index, score) in scores_of_level(level).enumerate() {
        let left = inside.left() + index as f32 * (width + gap);
        let button = Rect::from_min_size(pos2(left, top), vec2(width, theme.pt(52.0)));
        if score_ui(ui, theme, card, score, button) {
            pressed = Some(score);
        }
    }
    pressed
}

fn score_ui(ui: &mut Ui, theme: &Theme, card: &Card22<'_>, score: Rating, place: Rect) -> bool {
    let colors = *theme.color();
    let is_chosen = card.score() == Some(score);
    let enabled = card.place.can_write;
    let sense = if enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let response = ui.interact(place, ui.scope_id().with(("score", score.get())), sense);
    response.widget_info(|| {
        WidgetInfo::selected(
            Role::RadioButton,
            enabled,
            is_chosen,
            format!("Score {score}"),
        )
    });
    let (fill, ink, stroke) = match (is_chosen, enabled && response.hovered()) {
        (true, _) => (colors.accent, colors.on_accent, Stroke::NONE),
        (false, true) => (colors.hover, colors.text, theme.control_stroke()),
        (false, false) => (colors.surface, colors.text, theme.control_stroke()),
    };
    ui.painter()
        .rect(place, theme.radius(5.0), fill, stroke, StrokeKind::Inside);
    let ring = |ui: &Ui, off: f32, color: Color32| {
        let stroke = Stroke::new(theme.pt(2.0), color);
        let rect = place.expand(theme.pt(off));
        ui.painter()
            .rect_stroke(rect, theme.radius(7.0), stroke, StrokeKind::Middle);
    };
    if is_focused(&response) {
        ring(ui, 3.0, colors.focus);
    } else if is_chosen {
        ring(ui, 3.0, colors.accent);
    }
    let galley = theme.galley(ui, &score.to_string(), Style::Title, ink);
    let at = Align2::CENTER_CENTER.anchor_size(place.center(), galley.size());
    ui.painter().galley(at.min, galley, ink);
    response.clicked()
}
