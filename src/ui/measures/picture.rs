//! A measure's run chart as a scene: what it shows, laid out once for a size.

use egui::{Role, Sense, Ui, Vec2, WidgetInfo};

use super::marks;
use super::summary::{self, Summary, chart_value};
use crate::chart::run_chart::{
    AxisRange, ChartPoint, Footer, Goal, Heading, LaidOut, Period, RunChart,
};
use crate::domain::clinic::Settings;
use crate::domain::measure::Measure;
use crate::ui::plot_backend;
use crate::ui::theme::Theme;

/// White around a picture that leaves the window, in points.
const MARGIN: f32 = 24.0;

/// A chart laid out for one size, measure and state of the records.
pub(in crate::ui) struct ChartCache {
    made_for: (u64, Measure, [u32; 3]),
    laid: LaidOut,
}

impl ChartCache {
    /// The chart for a size, with the list of its notes or without: laid out anew only when size,
    /// measure or records are others than before.
    pub(super) fn laid<'a>(
        cache: &'a mut Option<Self>,
        summary: &Summary,
        version: u64,
        settings: &Settings,
        (size, k): (Vec2, f32),
        lists_notes: bool,
    ) -> &'a LaidOut {
        let made_for = (
            version,
            summary.measure,
            [size.x.to_bits(), size.y.to_bits(), k.to_bits()],
        );
        let fresh = cache
            .take()
            .filter(|c| c.made_for == made_for)
            .unwrap_or_else(|| {
                let chart = RunChart {
                    lists_notes,
                    ..run_chart(summary, settings, None)
                };
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
    settings: &Settings,
    cache: &mut Option<ChartCache>,
) {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    let name = format!("Run chart of {}. {}", summary.title, summary.sentence());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    let size = (rect.size(), theme.k);
    let laid = ChartCache::laid(cache, summary, version, settings, size, true);
    plot_backend::paint(ui.painter(), rect.min, &laid.scene, theme.palette());
}

/// The chart without a size; a picture that leaves the window carries title, finding and `clinic`.
pub(super) fn run_chart(summary: &Summary, settings: &Settings, clinic: Option<&str>) -> RunChart {
    let factors = &settings.factor_set.about().short_name;
    let title = summary.goal.as_ref().map_or_else(
        || summary.title.clone(),
        |g| {
            format!(
                "{}, aim {}",
                summary.title,
                summary::goal_words(g, summary.measure)
            )
        },
    );
    let unknown = match summary.unknown_months() {
        (0, _) => String::new(),
        (_, most) => format!(", up to {most} unknown a month"),
    };
    let counted = format!("n patients on LtOT at month's end{unknown} · {factors}");
    RunChart {
        margin: if clinic.is_some() { MARGIN } else { 0.0 },
        points: summary
            .points
            .iter()
            .map(|p| ChartPoint {
                on: p.month_end,
                n: Some(p.denominator),
            })
            .collect(),
        period: Period::Month,
        analysis: summary.analysis.clone(),
        better: summary.measure.better(),
        unit: summary::chart_unit(summary.measure),
        axis: AxisRange::Fitted,
        goal: summary.goal.as_ref().map(|g| Goal {
            value: chart_value(summary.measure, g.value),
            words: format!("Goal {}", summary::goal_words(g, summary.measure)),
        }),
        notes: marks::notes(&summary.marks),
        part_names: Vec::new(),
        gap_words: "no patients on LtOT".to_owned(),
        heading: clinic.map(|_| Heading {
            title,
            lead: summary.finding.lead.clone(),
            rest: summary.finding.rest.clone(),
            kind: summary.finding.kind,
        }),
        lists_notes: true,
        footer: Some(Footer {
            rule: format!("Rule: {}", summary::RULES.name()),
            right: match clinic {
                Some(clinic) if !clinic.is_empty() => format!("{clinic} · {counted}"),
                _ => counted,
            },
        }),
    }
}
