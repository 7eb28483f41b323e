//! A measure with its judgement, aim and notes: what every chart, tile and export of it says.

use chrono::NaiveDate;

use super::{
    Course, Measure, MeasureHistory, MeasureId, MeasureSeries, Noted, OwnForm, Scope, Unit, course,
    notes, series_of,
};
use crate::domain::clinic::Goal;
use crate::domain::run_chart::{Analysis, Finding, Rules, SeriesWords, analyse, signal_sentence};
use crate::domain::workbook::Workbook;

/// A measure in time, judged.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Which.
    pub measure: MeasureId,
    /// Whose patients.
    pub scope: Scope,
    /// Its name as a heading; whose patients stands with it when not the clinic's.
    pub title: String,
    /// Its points, oldest first, and what is set on them.
    pub series: MeasureSeries,
    /// The rules that judge it.
    pub rules: Rules,
    /// The judgement of the whole series; shares run from 0 to 1.
    pub analysis: Analysis,
    /// The judgement in words.
    pub finding: Finding,
    /// Position of the newest point with a value.
    pub last: Option<usize>,
    /// The aim.
    pub goal: Option<Goal>,
    /// Where it is heading.
    pub course: Option<Course>,
    /// What is numbered on its chart, oldest first.
    pub notes: Vec<Noted>,
}

impl Judged {
    /// Judges a measure for the clinic, a team or a clinician, as of `today`.
    pub fn of(
        workbook: &Workbook,
        history: &MeasureHistory,
        measure: MeasureId,
        scope: Scope,
        today: NaiveDate,
    ) -> Self {
        let series = series_of(workbook, history, measure, &scope, today);
        let rules = workbook.settings.run_chart_rules;
        let analysis = analyse(&series.series, rules);
        let points = series.points.iter();
        let labels: Vec<String> = points.map(|p| series.period.name(p.end)).collect();
        let words = SeriesWords {
            labels: &labels,
            periods: series.period.plural(),
            better: series.better,
        };
        let heading = measure.title(workbook);
        // An aim for how many there are is the whole clinic's.
        let is_shared = scope == Scope::Clinic || series.unit != Unit::Count;
        let goal = workbook.goal(measure).filter(|_| is_shared).cloned();
        let by = goal.as_ref().and_then(|g| g.by);
        Self {
            measure,
            title: match scope {
                Scope::Clinic => heading,
                _ => format!("{heading} · {}", scope.label(workbook)),
            },
            rules,
            finding: signal_sentence(&analysis, words),
            last: series.last(),
            course: by.and_then(|by| {
                // What lies before the phase or method of today leads nowhere.
                let first = analysis.parts.last().map_or(0, |part| part.first - 1);
                let of_today = series.points.iter().zip(&analysis.excluded).skip(first);
                let counted = of_today.filter(|(_, is_out)| !**is_out);
                let values: Vec<_> = counted
                    .filter_map(|(p, _)| Some((p.end, p.value?)))
                    .collect();
                course(&values, by, series.unit)
            }),
            notes: notes(workbook, &series),
            goal,
            scope,
            series,
            analysis,
        }
    }

    /// The unit of its values.
    pub fn unit(&self) -> Unit {
        self.series.unit
    }

    /// Points that count at least one unknown patient, and the most in one.
    pub fn unknown_points(&self) -> (usize, u32) {
        let points = self.series.points.iter();
        let unknown = points.map(|p| p.unknown).filter(|n| *n > 0);
        (unknown.clone().count(), unknown.max().unwrap_or(0))
    }

    /// What n counts; empty where points have none.
    pub fn n_words(&self, workbook: &Workbook) -> String {
        match self.measure {
            MeasureId::Computed(measure) => {
                let asked = measure.asked_words(&workbook.settings);
                format!("n patients {asked} at month's end")
            }
            MeasureId::Own(_) => match self.measure.own(workbook).map(|m| m.form) {
                Some(OwnForm::Mean) => "n answers".to_owned(),
                Some(form) if form.needs_denominator() => "n of how many".to_owned(),
                _ => String::new(),
            },
        }
    }

    /// Whether the value rests on the factor table.
    pub fn rests_on_dose(&self) -> bool {
        matches!(
            self.measure,
            MeasureId::Computed(
                Measure::MedFirst
                    | Measure::MedSecond
                    | Measure::MeanMed
                    | Measure::MedianMed
                    | Measure::MedOnRecord
                    | Measure::NaloxoneMedFirst
                    | Measure::NaloxoneReason
            )
        )
    }
}
