//! The LtOT patients by dose band: counts and bars, unknown doses apart.

use egui::{Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::domain::registry::{Band, DoseStanding, RegistryRow};
use crate::ui::icons::{BandMark, dose_bars};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::Card;

/// Height of a row at scale 1, where there is room.
const ROW: f32 = 90.0;
/// Width of the words before the bars at scale 1.
const WORDS: f32 = 190.0;
/// Width of the number after the bars at scale 1.
const NUMBER: f32 = 150.0;

/// Patients of one dose.
pub(super) struct DoseRow {
    dose: DoseStanding,
    label: String,
    count: usize,
    of: usize,
}

/// Counts the bands, and those without one where there are any.
pub(super) fn count(view: &View<'_>, ltot: &[&RegistryRow]) -> Vec<DoseRow> {
    let settings = &view.workbook.settings;
    let bands = [Band::Low, Band::Mid, Band::High];
    let bands = bands.map(|b| (DoseStanding::In(b), b.label(settings)));
    let others = [
        (DoseStanding::NoneActive, "None active"),
        (DoseStanding::NotCounted, "Buprenorphine alone"),
        (DoseStanding::Unknown, "Unknown"),
    ];
    let others = others.map(|(dose, label)| (dose, label.to_owned()));
    let row = |(dose, label): (DoseStanding, String)| {
        let is_in = ltot.iter().filter(|r| r.dose.standing(settings) == dose);
        DoseRow {
            dose,
            label: crate::ui::words::capital(&label),
            count: is_in.count(),
            of: ltot.len(),
        }
    };
    let rows = bands.into_iter().chain(others).map(row);
    rows.filter(|r| r.count > 0 || matches!(r.dose, DoseStanding::In(_) | DoseStanding::Unknown))
        .collect()
}

/// Draws the card; the words for the foot.
pub(super) fn doses_ui(ui: &mut Ui, view: &View<'_>, rows: &[DoseRow]) -> String {
    let of = rows.first().map_or(0, |r| r.of);
    let title = "Morphine equivalent, mg a day";
    let note = format!("{of} patients on long-term opioid therapy");
    Card::new()
        .title(title)
        .note(&note)
        .fill_height()
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let theme = Theme::of(ui);
            let room = ui.available_height() / rows.len().max(1) as f32;
            let height = room.min(theme.pt(ROW));
            let most = rows.iter().map(|r| r.count).max().unwrap_or(0);
            for row in rows {
                row_ui(ui, row, most, height);
            }
        });
    let factors = view
        .workbook
        .settings
        .factor_set
        .about()
        .short_name
        .as_str();
    format!("factors {factors}")
}

fn row_ui(ui: &mut Ui, row: &DoseRow, most: usize, height: f32) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let share = format!("{:.0} %", 100.0 * row.count as f64 / row.of.max(1) as f64);
    response.widget_info(|| {
        let words = format!("{}, {} of {}, {share}", row.label, row.count, row.of);
        WidgetInfo::labeled(Role::Label, true, words)
    });
    let (mark, color) = match row.dose {
        DoseStanding::In(Band::Low) => (Some(BandMark::One), colors.band_low_mark),
        DoseStanding::In(Band::Mid) => (Some(BandMark::Two), colors.band_mid_mark),
        DoseStanding::In(Band::High) => (Some(BandMark::Three), colors.band_high_mark),
        _ => (None, colors.neutral),
    };
    let center = rect.center().y;
    if let Some(mark) = mark {
        let sign = pos2(rect.left() + theme.pt(9.0), center);
        dose_bars(ui.painter(), sign, mark, theme.pt(15.0), color);
    }
    let put = |words: &str, style: Style, left: f32, ink| {
        let galley = theme.galley(ui, words, style, ink);
        let at = pos2(left, center - galley.size().y / 2.0);
        let end = left + galley.size().x;
        ui.painter().galley(at, galley, ink);
        end
    };
    if row.dose == DoseStanding::Unknown {
        put(
            "?",
            Style::Heading,
            rect.left() + theme.pt(5.0),
            colors.text_2,
        );
    }
    put(
        &row.label,
        Style::Heading,
        rect.left() + theme.pt(28.0),
        colors.text,
    );
    let left = rect.left() + theme.pt(WORDS);
    let right = rect.right() - theme.pt(NUMBER);
    let length = (right - left) * row.count as f32 / most.max(1) as f32;
    let half = (height * 0.28).min(theme.pt(16.0));
    let bar = Rect::from_min_max(
        pos2(left, center - half),
        pos2(left + length, center + half),
    );
    if row.dose == DoseStanding::Unknown {
        let corners = [
            bar.left_top(),
            bar.right_top(),
            bar.right_bottom(),
            bar.left_bottom(),
            bar.left_top(),
        ];
        let line = Stroke::new(theme.pt(1.5), colors.text_2);
        if length > 0.0 {
            let dashes = Shape::dashed_line(&corners, line, theme.pt(4.0), theme.pt(3.0));
            ui.painter().extend(dashes);
        }
    } else {
        ui.painter().rect_filled(bar, theme.radius(2.0), color);
    }
    let number = bar.right() + theme.pt(12.0);
    let end = put(&row.count.to_string(), Style::Display, number, colors.text);
    put(&share, Style::Body, end + theme.pt(10.0), colors.text_2);
}
