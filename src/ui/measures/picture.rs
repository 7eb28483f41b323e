//! A measure's run chart on the screen, laid out once for a size.

use egui::{Role, Sense, Ui, Vec2, WidgetInfo};

use super::summary::Summary;
use crate::chart::measured::{self, Look};
use crate::chart::run_chart::LaidOut;
use crate::domain::measure::{MeasureId, Scope};
use crate::domain::workbook::Workbook;
use crate::ui::cached::bits;
use crate::ui::plot_backend;
use crate::ui::theme::Theme;

/// A chart laid out for one size, measure and state of the records.
pub(in crate::ui) struct ChartCache {
    made_for: (u64, MeasureId, Scope, Look, [u32; 3]),
    laid: LaidOut,
}

impl ChartCache {
    /// The chart for a size: laid out anew only when size, measure, look or records are others
    /// than before.
    pub(in crate::ui) fn laid<'a>(
        cache: &'a mut Option<Self>,
        summary: &Summary,
        version: u64,
        workbook: &Workbook,
        (size, k): (Vec2, f32),
        look: Look,
    ) -> &'a LaidOut {
        let scope = summary.scope.clone();
        let made_for = (version, summary.measure, scope, look, bits(size, k));
        let fresh = cache
            .take()
            .filter(|c| c.made_for == made_for)
            .unwrap_or_else(|| {
                let chart = measured::run_chart(summary, workbook, look);
                let laid = chart.lay_out(size.x, size.y, k);
                Self { made_for, laid }
            });
        &cache.insert(fresh).laid
    }
}

#[cfg(test)]
impl ChartCache {
    /// Numbers of the notes that are drawn.
    pub(super) fn discs(&self) -> Vec<usize> {
        self.laid.notes.iter().map(|(number, _)| *number).collect()
    }
}

/// The chart as a picture only, over all the space there is.
pub(in crate::ui) fn still_ui(
    ui: &mut Ui,
    summary: &Summary,
    version: u64,
    workbook: &Workbook,
    cache: &mut Option<ChartCache>,
) {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    let name = format!("Run chart of {}. {}", summary.title, summary.sentence());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    let look = Look {
        lists_notes: true,
        ..Look::default()
    };
    let laid = ChartCache::laid(
        cache,
        summary,
        version,
        workbook,
        (rect.size(), theme.k),
        look,
    );
    plot_backend::paint(ui.painter(), rect.min, &laid.scene, theme.palette());
}

/// How a value of the analysis is written: shares as per cent.
pub(in crate::ui) fn format_of(summary: &Summary) -> impl Fn(f64) -> String {
    let unit = measured::unit(summary.unit());
    move |value| unit.format(value)
}
