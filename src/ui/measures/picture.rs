//! A measure's run chart as a scene: what it shows, laid out once for a size.

use egui::{Role, Sense, Ui, Vec2, WidgetInfo};

use super::notes;
use super::summary::{self, Summary, chart_value};
use crate::chart::run_chart::{AxisRange, ChartPoint, Footer, Goal, Heading, LaidOut, RunChart};
use crate::domain::measure::{MeasureId, Scope, aim_sentence};
use crate::domain::workbook::Workbook;
use crate::ui::cached::bits;
use crate::ui::plot_backend;
use crate::ui::theme::Theme;

/// White around a picture that leaves the window, in points.
const MARGIN: f32 = 24.0;

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) struct Look {
    /// The axis of shares reaches to 100 %.
    pub is_full: bool,
    /// Notes are listed under the chart.
    pub lists_notes: bool,
}

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
                let laid = run_chart(summary, workbook, None, look).lay_out(size.x, size.y, k);
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

/// The chart without a size; a picture that leaves the window carries title, finding and `clinic`.
pub(in crate::ui) fn run_chart(
    summary: &Summary,
    workbook: &Workbook,
    clinic: Option<&str>,
    look: Look,
) -> RunChart {
    let series = &summary.series;
    let has_n = series.points.iter().any(|p| p.denominator.is_some());
    let goal_words = |g| aim_sentence(g, summary.unit());
    let title = summary.goal.as_ref().map_or_else(
        || summary.title.clone(),
        |g| format!("{}, aim {}", summary.title, goal_words(g)),
    );
    RunChart {
        margin: if clinic.is_some() { MARGIN } else { 0.0 },
        points: series
            .points
            .iter()
            .map(|p| ChartPoint {
                month: p.end,
                n: p.denominator.filter(|_| has_n).map(|n| n.round() as u32),
            })
            .collect(),
        analysis: summary.analysis.clone(),
        better: series.better,
        unit: summary::chart_unit(summary.unit()),
        axis: if look.is_full {
            AxisRange::Full
        } else {
            AxisRange::Fitted
        },
        goal: summary.goal.as_ref().map(|g| Goal {
            value: chart_value(summary.unit(), g.value),
            words: goal_at_line(g, summary),
        }),
        notes: notes::drawn(&summary.notes),
        part_names: part_names(summary),
        gap_words: gap_words(summary).to_owned(),
        heading: clinic.map(|_| Heading {
            title,
            lead: summary.finding.lead.clone(),
            rest: summary.finding.rest.clone(),
            kind: summary.finding.kind,
        }),
        lists_notes: look.lists_notes,
        footer: Some(Footer {
            rule: format!("Rule: {}", summary.rules.name()),
            right: footer_words(summary, workbook, clinic),
        }),
    }
}

/// "Goal 10 % by 2027-03-31".
fn goal_at_line(goal: &crate::domain::clinic::Goal, summary: &Summary) -> String {
    let without_start = crate::domain::clinic::Goal {
        from: None,
        ..goal.clone()
    };
    format!("Goal {}", aim_sentence(&without_start, summary.unit()))
}

/// Names only where something divides the series or its baseline is frozen.
fn part_names(summary: &Summary) -> Vec<String> {
    let parts = &summary.series.parts;
    if parts.iter().all(|p| p.name.is_empty()) {
        return Vec::new();
    }
    parts.iter().map(|p| p.name.clone()).collect()
}

fn gap_words(summary: &Summary) -> &'static str {
    match summary.measure {
        MeasureId::Computed(_) => "cannot be told",
        MeasureId::Own(_) => "no number",
    }
}

fn footer_words(summary: &Summary, workbook: &Workbook, clinic: Option<&str>) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(clinic) = clinic.filter(|c| !c.is_empty()) {
        parts.push(clinic.to_owned());
    }
    let unknown = match summary.unknown_months() {
        (0, _) => String::new(),
        (_, most) => format!(", up to {most} unknown"),
    };
    let counted = summary.n_words(workbook);
    if !counted.is_empty() {
        parts.push(format!("{counted}{unknown}"));
    }
    if summary.rests_on_dose() {
        parts.push(workbook.settings.factor_set.about().short_name.clone());
    }
    parts.join(" · ")
}

/// How a value of the analysis is written: shares as per cent.
pub(in crate::ui) fn format_of(summary: &Summary) -> impl Fn(f64) -> String {
    let unit = summary::chart_unit(summary.unit());
    move |value| unit.format(value)
}
