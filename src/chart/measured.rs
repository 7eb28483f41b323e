//! The run chart of a measure: what it shows, without a size.

use super::run_chart::{AxisRange, ChartNote, ChartPoint, Footer, Goal, Heading, RunChart, Unit};
use crate::domain::clinic;
use crate::domain::measure::{self, Judged, MeasureId, Noted, aim_sentence};
use crate::domain::workbook::Workbook;

/// White around a picture that leaves the window, in points.
const MARGIN: f32 = 24.0;

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The axis of shares reaches to 100 %.
    pub is_full: bool,
    /// Notes are listed under the chart.
    pub lists_notes: bool,
    /// Title, finding and clinic stand with it, for a picture that leaves the window.
    pub stands_alone: bool,
}

/// The run chart of a measure.
pub fn run_chart(judged: &Judged, workbook: &Workbook, look: Look) -> RunChart {
    let series = &judged.series;
    RunChart {
        margin: if look.stands_alone { MARGIN } else { 0.0 },
        points: series
            .points
            .iter()
            .map(|p| ChartPoint {
                on: p.end,
                n: p.denominator.map(|n| n.round() as u32),
            })
            .collect(),
        period: series.period,
        analysis: judged.analysis.clone(),
        better: series.better,
        unit: unit(judged.unit()),
        axis: if look.is_full {
            AxisRange::Full
        } else {
            AxisRange::Fitted
        },
        goal: judged.goal.as_ref().map(|goal| goal_line(goal, judged)),
        notes: judged.notes.iter().map(note).collect(),
        part_names: part_names(judged),
        gap_words: match judged.measure {
            MeasureId::Computed(_) => "cannot be told",
            MeasureId::Own(_) => "no number",
        }
        .to_owned(),
        heading: look.stands_alone.then(|| heading(judged)),
        lists_notes: look.lists_notes,
        footer: Some(Footer {
            rule: format!("Rule: {}", judged.rules.name()),
            right: footer(judged, workbook, look.stands_alone),
        }),
    }
}

/// The unit on the chart.
pub fn unit(unit: measure::Unit) -> Unit {
    match unit {
        measure::Unit::Count => Unit::Count,
        measure::Unit::Number => Unit::Number,
        measure::Unit::Percent => Unit::Percent,
        measure::Unit::Milligrams => Unit::Mg,
    }
}

/// A value as the chart counts it: per cent as shares.
pub fn value(unit: measure::Unit, value: f64) -> f64 {
    if unit == measure::Unit::Percent {
        value / 100.0
    } else {
        value
    }
}

/// What is not drawn is listed only.
fn note(note: &Noted) -> ChartNote {
    ChartNote {
        point: note.point.unwrap_or(usize::MAX),
        number: note.number,
        words: note.listed(),
    }
}

/// "Goal 10 % by 2027-03-31".
fn goal_line(goal: &clinic::Goal, judged: &Judged) -> Goal {
    let without_start = clinic::Goal {
        from: None,
        ..goal.clone()
    };
    Goal {
        value: value(judged.unit(), goal.value),
        words: format!("Goal {}", aim_sentence(&without_start, judged.unit())),
    }
}

/// Names only where something divides the series or its baseline is frozen.
fn part_names(judged: &Judged) -> Vec<String> {
    let parts = &judged.series.parts;
    if parts.iter().all(|p| p.name.is_empty()) {
        return Vec::new();
    }
    parts.iter().map(|p| p.name.clone()).collect()
}

fn heading(judged: &Judged) -> Heading {
    let title = judged.goal.as_ref().map_or_else(
        || judged.title.clone(),
        |goal| {
            let aim = aim_sentence(goal, judged.unit());
            format!("{}, aim {aim}", judged.title)
        },
    );
    Heading {
        title,
        lead: judged.finding.lead.clone(),
        rest: judged.finding.rest.clone(),
        kind: judged.finding.kind,
    }
}

fn footer(judged: &Judged, workbook: &Workbook, names_clinic: bool) -> String {
    let mut parts: Vec<String> = Vec::new();
    if names_clinic {
        parts.push(workbook.clinic.name.clone());
    }
    let unknown = match judged.unknown_points() {
        (0, _) => String::new(),
        (_, most) => format!(", up to {most} unknown"),
    };
    let counted = judged.n_words(workbook);
    if !counted.is_empty() {
        parts.push(format!("{counted}{unknown}"));
    }
    if judged.rests_on_dose() {
        parts.push(workbook.settings.factor_set.about().short_name.clone());
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}
