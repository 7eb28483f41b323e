//! Chips in rows: dose band, care gap, status, and a value set off from its line.

use egui::{Align2, Color32, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui};
use egui::{WidgetInfo, pos2, vec2};

use super::control::{text_at, text_in};
use crate::ui::icons::{BandMark, Glyph, dose_bars, paint_glyph};
use crate::ui::theme::{Style, Theme};

/// The dose band of a daily morphine equivalent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// Under 50 mg a day.
    Low,
    /// 50 to 89.
    Middle,
    /// 90 or more.
    High,
    /// No number can be given; the chip says in a word what is missing.
    Unknown,
    /// No band can be told although nothing is missing in one word: "≥ 60.0", "no factor".
    Open,
}

/// Whether a care gap is open now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapState {
    /// Overdue.
    Overdue,
    /// Due within 30 days.
    Soon,
    /// Named without a state, as in a legend or a list of checks that are done.
    Plain,
}

/// A dose band chip, 66 wide so that chips form a column: bars, then `value` right-aligned.
///
/// `value` is the number with one decimal, or for [`Band::Unknown`] the missing thing ("days").
pub fn band_chip(ui: &mut Ui, band: Band, value: &str) -> Response {
    band_chip_sized(ui, band, value, 66.0)
}

/// Like [`band_chip`] with a least width in points at scale 1; 0 fits the words.
pub fn band_chip_sized(ui: &mut Ui, band: Band, value: &str, least_width: f32) -> Response {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let (fill, ink, mark) = match band {
        Band::Low => (colors.band_low_fill, colors.band_low_text, BandMark::One),
        Band::Middle => (colors.band_mid_fill, colors.band_mid_text, BandMark::Two),
        Band::High => (
            colors.band_high_fill,
            colors.band_high_text,
            BandMark::Three,
        ),
        Band::Unknown | Band::Open => (
            colors.band_unknown_fill,
            colors.band_unknown_text,
            BandMark::One,
        ),
    };
    let style = if band == Band::High {
        Style::TableStrong
    } else {
        Style::Table
    };
    let words = match band {
        Band::Unknown => format!("? {value}"),
        _ => value.to_owned(),
    };
    let galley = theme.galley(ui, &words, style, ink);
    let is_dashed = matches!(band, Band::Unknown | Band::Open);
    let bars = if is_dashed { 0.0 } else { 11.0 + 6.0 };
    let content = theme.pt(bars + 12.0) + galley.size().x;
    let size = vec2(content.max(theme.pt(least_width)), theme.pt(20.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("MED {words}")));
    ui.painter().rect_filled(rect, theme.radius(4.0), fill);
    let right = rect.right() - theme.pt(6.0) - galley.size().x;
    let y = rect.center().y;
    text_at(ui.painter(), &galley, right, y);
    if is_dashed {
        dashed_outline(
            ui,
            rect,
            Stroke::new(theme.pt(1.0), colors.band_unknown_mark),
        );
    } else {
        let center = pos2(right - theme.pt(6.0 + 5.5), y - theme.pt(0.5));
        dose_bars(ui.painter(), center, mark, theme.pt(11.0), ink);
    }
    response
}

fn dashed_outline(ui: &Ui, rect: Rect, stroke: Stroke) {
    let theme = Theme::of(ui);
    let r = rect.shrink(stroke.width / 2.0);
    let c = theme.pt(1.5);
    // Cut corners stand for the rounding of the other chips.
    let path = [
        pos2(r.left() + c, r.top()),
        pos2(r.right() - c, r.top()),
        pos2(r.right(), r.top() + c),
        pos2(r.right(), r.bottom() - c),
        pos2(r.right() - c, r.bottom()),
        pos2(r.left() + c, r.bottom()),
        pos2(r.left(), r.bottom() - c),
        pos2(r.left(), r.top() + c),
        pos2(r.left() + c, r.top()),
    ];
    ui.painter().extend(Shape::dashed_line(
        &path,
        stroke,
        theme.pt(3.0),
        theme.pt(2.0),
    ));
}

/// A care gap chip with its short word: Agr, PDMP, UDT, PEG, Nal.
///
/// Give rule, since when and who to `on_hover_text` of the response.
pub fn gap_chip(ui: &mut Ui, word: &str, state: GapState) -> Response {
    let colors = *Theme::of(ui).color();
    let (fill, ink, border) = match state {
        GapState::Overdue => (
            colors.caution_fill,
            colors.caution_text,
            colors.caution_mark,
        ),
        GapState::Soon => (Color32::TRANSPARENT, colors.text_2, colors.control_border),
        GapState::Plain => (Color32::TRANSPARENT, colors.text_2, Color32::TRANSPARENT),
    };
    let state = match state {
        GapState::Overdue => "overdue",
        GapState::Soon => "due soon",
        GapState::Plain => "",
    };
    let name = format!("{word} {state}");
    word_chip(ui, word, fill, ink, border, name.trim_end())
}

fn word_chip(
    ui: &mut Ui,
    word: &str,
    fill: Color32,
    ink: Color32,
    border: Color32,
    name: &str,
) -> Response {
    let theme = Theme::of(ui);
    let galley = theme.galley(ui, word, Style::Small, ink);
    let size = vec2(galley.size().x + theme.pt(12.0), theme.pt(20.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    let stroke = Stroke::new(theme.pt(1.0), border);
    ui.painter()
        .rect(rect, theme.radius(4.0), fill, stroke, StrokeKind::Inside);
    text_in(ui.painter(), &galley, rect, Align2::CENTER_CENTER);
    response
}

/// A value set off from its line: the rejected text of an import on `error_fill`.
pub fn value_chip(ui: &mut Ui, value: &str, fill: Color32, ink: Color32) -> Response {
    let theme = Theme::of(ui);
    let width = ui.available_width() - theme.pt(12.0);
    let galley = theme.galley_cut(ui, value, Style::Table, ink, width);
    let size = galley.size() + vec2(theme.pt(12.0), theme.pt(2.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, value));
    ui.painter().rect_filled(rect, theme.radius(3.0), fill);
    text_in(ui.painter(), &galley, rect, Align2::CENTER_CENTER);
    if galley.elided {
        return response.on_hover_text(value);
    }
    response
}

/// A state as a glyph and its word: a disc and "Done", a half disc and "Under way".
pub fn status_chip(
    ui: &mut Ui,
    glyph: Glyph,
    color: Color32,
    word: &str,
    ink: Color32,
) -> Response {
    let theme = Theme::of(ui);
    let sign = theme.pt(13.0);
    let galley = theme.galley(ui, word, Style::Table, ink);
    let gap = theme.pt(8.0);
    let size = vec2(sign + gap + galley.size().x, galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, word));
    let y = rect.center().y;
    paint_glyph(
        ui.painter(),
        pos2(rect.left() + sign / 2.0, y),
        glyph,
        sign,
        color,
    );
    text_at(ui.painter(), &galley, rect.left() + sign + gap, y);
    response
}
