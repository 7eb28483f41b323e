//! Rows of the home tab: a name, a bar, a count.

use egui::{
    Align2, Color32, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::figures::{DoseRow, ToLookAt};
use crate::domain::registry::{Band, DoseStanding};
use crate::ui::icons::{BandMark, Icon, dose_bars, icon, paint_icon};
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{ends, is_focused, link, text};

/// Height of a row at scale 1.
const ROW: f32 = 28.0;
/// Full length of a bar at scale 1, where there is room.
const BAR: f32 = 100.0;
/// Width of the count at scale 1.
const COUNT: f32 = 44.0;

/// A thing to look at; true when its list was asked for.
pub(super) fn look_ui(ui: &mut Ui, item: &ToLookAt, most: usize) -> bool {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let is_link = item.count > 0;
    let sense = if is_link {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), theme.pt(ROW)), sense);
    response.widget_info(|| {
        let words = format!("{}, {} {}", item.name, item.count, item.note);
        WidgetInfo::labeled(
            if is_link { Role::Link } else { Role::Label },
            true,
            words.trim_end(),
        )
    });
    ground_ui(ui, &theme, rect, &response, is_link);
    let arrow = theme.pt(20.0);
    let full = (rect.width() * 0.2).clamp(theme.pt(40.0), theme.pt(BAR));
    let bars = rect.right() - arrow - full - theme.pt(COUNT);
    let ink = if is_link { colors.accent } else { colors.text };
    let name = theme.galley_cut(
        ui,
        &item.name,
        Style::Body,
        ink,
        bars - rect.left() - theme.pt(8.0),
    );
    let mut x = put(ui, &name, rect.left(), rect);
    x += theme.pt(10.0);
    let note = theme.galley_cut(
        ui,
        &item.note,
        Style::Table,
        colors.text_2,
        bars - x - theme.pt(8.0),
    );
    if !note.elided {
        put(ui, &note, x, rect);
    }
    let bar = length(rect, bars, full, item.count, most, theme.pt(8.0));
    ui.painter()
        .rect_filled(bar, theme.radius(2.0), colors.caution_mark);
    count_ui(ui, &theme, rect, rect.right() - arrow, item.count);
    if is_link {
        let at = pos2(rect.right() - theme.pt(6.0), rect.center().y);
        paint_icon(ui.painter(), at, Icon::Right, theme.pt(14.0), colors.accent);
    }
    let cut = note.elided || name.elided;
    let response = if cut {
        response.on_hover_text(format!("{}, {}", item.name, item.note))
    } else {
        response
    };
    response.clicked()
}

/// Something that missed its date, with what can be done; true when that was pressed.
pub(super) fn caution_ui(ui: &mut Ui, words: &str, action: &str) -> bool {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let ((), pressed) = ends(
        ui,
        words,
        theme.pt(ROW),
        |ui| {
            icon(ui, Icon::Warn, theme.pt(16.0), colors.caution_mark);
            text(ui, words, Style::Body, colors.caution_text);
        },
        |ui| link(ui, action).clicked(),
    );
    pressed
}

/// LtOT patients of a dose: bars as glyph, label, bar, count.
pub(super) fn dose_ui(ui: &mut Ui, row: &DoseRow, most: usize) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), theme.pt(ROW)), Sense::hover());
    response.widget_info(|| {
        let words = format!("{}, {} {}", row.label, row.count, row.note);
        WidgetInfo::labeled(Role::Label, true, words.trim_end())
    });
    ground_ui(ui, &theme, rect, &response, false);
    let mark = match row.dose {
        DoseStanding::In(Band::Low) => Some((BandMark::One, colors.band_low_mark)),
        DoseStanding::In(Band::Mid) => Some((BandMark::Two, colors.band_mid_mark)),
        DoseStanding::In(Band::High) => Some((BandMark::Three, colors.band_high_mark)),
        DoseStanding::NoneActive | DoseStanding::NotCounted | DoseStanding::Unknown => None,
    };
    let sign = pos2(rect.left() + theme.pt(8.0), rect.center().y);
    match mark {
        Some((mark, color)) => dose_bars(ui.painter(), sign, mark, theme.pt(13.0), color),
        None if row.dose == DoseStanding::Unknown => {
            let question = theme.galley(ui, "?", Style::Strong, colors.text_2);
            put(ui, &question, sign.x - question.size().x / 2.0, rect);
        }
        None => {}
    }
    let left = rect.left() + theme.pt(24.0);
    let bars = rect.left() + theme.pt(130.0);
    let label = theme.galley_cut(ui, &row.label, Style::Body, colors.text, bars - left);
    put(ui, &label, left, rect);
    dose_bar_ui(
        ui,
        &theme,
        rect,
        bars,
        row,
        most,
        mark.map(|(_, color)| color),
    );
}

/// The bar up to the count; an unknown dose is a dashed outline, never a fill.
fn dose_bar_ui(
    ui: &Ui,
    theme: &Theme,
    rect: Rect,
    bars: f32,
    row: &DoseRow,
    most: usize,
    color: Option<Color32>,
) {
    let colors = *theme.color();
    let note = theme.galley_cut(ui, &row.note, Style::Table, colors.text_2, theme.pt(170.0));
    let end = rect.right() - theme.pt(COUNT);
    let bar = length(rect, bars, end - bars, row.count, most, theme.pt(12.0));
    match color {
        Some(color) => {
            ui.painter().rect_filled(bar, theme.radius(2.0), color);
        }
        None if row.dose == DoseStanding::Unknown && row.count > 0 => {
            let corners = [
                bar.left_top(),
                bar.right_top(),
                bar.right_bottom(),
                bar.left_bottom(),
                bar.left_top(),
            ];
            let stroke = Stroke::new(theme.pt(1.0), colors.band_unknown_mark);
            ui.painter().extend(Shape::dashed_line(
                &corners,
                stroke,
                theme.pt(3.0),
                theme.pt(2.0),
            ));
        }
        None if row.count > 0 => {
            let stroke = Stroke::new(theme.pt(1.0), colors.neutral);
            ui.painter().rect(
                bar,
                theme.radius(2.0),
                colors.sunken,
                stroke,
                StrokeKind::Inside,
            );
        }
        None => {}
    }
    let x = bar.right() + theme.pt(8.0);
    if x + note.size().x < end {
        put(ui, &note, x, rect);
    }
    count_ui(ui, theme, rect, rect.right(), row.count);
}

/// A bar as long as `count` is of `most`; one patient is still seen.
fn length(rect: Rect, left: f32, full: f32, count: usize, most: usize, height: f32) -> Rect {
    let share = if most == 0 {
        0.0
    } else {
        count as f32 / most as f32
    };
    let least = if count > 0 { 2.0 } else { 0.0 };
    let width = (full * share).max(least);
    Rect::from_min_size(
        pos2(left, rect.center().y - height / 2.0),
        vec2(width, height),
    )
}

fn count_ui(ui: &Ui, theme: &Theme, rect: Rect, right: f32, count: usize) {
    let (words, style, ink) = if count == 0 {
        ("none".to_owned(), Style::Body, theme.color().text_3)
    } else {
        (count.to_string(), Style::Strong, theme.color().text)
    };
    let galley = theme.galley(ui, &words, style, ink);
    put(ui, &galley, right - galley.size().x, rect);
}

/// Fill under the pointer, rule beneath, ring of the focus.
fn ground_ui(ui: &Ui, theme: &Theme, rect: Rect, response: &Response, is_link: bool) {
    let colors = theme.color();
    let painter = ui.painter();
    if is_link && response.hovered() {
        painter.rect_filled(
            rect.expand2(vec2(theme.pt(6.0), 0.0)),
            theme.radius(4.0),
            colors.hover,
        );
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, theme.rule());
    if is_focused(response) {
        let stroke = Stroke::new(theme.pt(2.0), colors.focus);
        let ring = rect.expand2(vec2(theme.pt(5.0), -theme.pt(1.0)));
        painter.rect_stroke(ring, theme.radius(4.0), stroke, StrokeKind::Middle);
    }
}

/// Paints a line of text from `x` in the middle of the row; its right edge.
fn put(ui: &Ui, galley: &std::sync::Arc<egui::Galley>, x: f32, rect: Rect) -> f32 {
    let place = Rect::from_min_max(pos2(x, rect.top()), rect.max);
    let at = Align2::LEFT_CENTER
        .align_size_within_rect(galley.size(), place)
        .min;
    ui.painter()
        .galley(at, std::sync::Arc::clone(galley), Color32::PLACEHOLDER);
    x + galley.size().x
}
