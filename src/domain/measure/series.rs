//! A measure as a series in time, with what people set on its chart: what every chart, tile and
//! export is made from.

use chrono::NaiveDate;

use super::{
    ChartMark, MarkKind, Measure, MeasureHistory, MeasureId, OwnForm, OwnMeasure, OwnPoint, Period,
    Scope, Unit,
};
use crate::domain::run_chart::{Better, FreezeWithParts, Series};
use crate::domain::workbook::Workbook;

/// So many missing periods in a row are filled in as gaps at most.
const MOST_GAPS: usize = 400;

/// One point of a series.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeriesPoint {
    /// The last day of its period.
    pub end: NaiveDate,
    /// In the measure's unit, per cent from 0 to 100; `None` is a gap.
    pub value: Option<f64>,
    /// Counted, or added up.
    pub numerator: Option<f64>,
    /// Of how many.
    pub denominator: Option<f64>,
    /// Of how many it cannot be told.
    pub unknown: u32,
    /// Source and note of entered points.
    pub note: String,
}

/// A part of the series: a phase, or a stretch with one method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartWords {
    /// Its name over the chart.
    pub name: String,
    /// The mark that began it; `None` for the first.
    pub mark: Option<ChartMark>,
}

/// A measure in time.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasureSeries {
    /// Which.
    pub measure: MeasureId,
    /// Unit of the values.
    pub unit: Unit,
    /// Which way is better.
    pub better: Better,
    /// What one point stands for.
    pub period: Period,
    /// Oldest first, missing periods as gaps.
    pub points: Vec<SeriesPoint>,
    /// What the run chart judges: shares from 0 to 1 for per cent.
    pub series: Series,
    /// The parts in order; one without a name when nothing divides the series.
    pub parts: Vec<PartWords>,
    /// The mark that froze the baseline, with its row from 1.
    pub baseline: Option<(ChartMark, usize)>,
    /// Points left out: index and mark.
    pub left_out: Vec<(usize, ChartMark)>,
}

impl MeasureSeries {
    /// Position of the newest point with a value.
    pub fn last(&self) -> Option<usize> {
        self.points.iter().rposition(|p| p.value.is_some())
    }

    /// The point that a day belongs to, or the first one after it.
    pub fn at_or_after(&self, day: NaiveDate) -> Option<usize> {
        at_or_after(&self.points, self.period, day)
    }
}

fn at_or_after(points: &[SeriesPoint], period: Period, day: NaiveDate) -> Option<usize> {
    let end = period.end_of(day);
    points.iter().position(|p| p.end >= end)
}

/// A measure in time for the clinic, a team or a clinician, as of `today`.
pub fn series_of(
    workbook: &Workbook,
    history: &MeasureHistory,
    measure: MeasureId,
    scope: &Scope,
    today: NaiveDate,
) -> MeasureSeries {
    let period = measure.period(workbook);
    let unit = measure.unit(workbook);
    let points = match measure {
        MeasureId::Computed(measure) => computed(workbook, history, measure, scope),
        MeasureId::Own(id) => workbook
            .own_measure(id)
            .map(|own| entered(workbook, own, scope, today))
            .unwrap_or_default(),
    };
    let mut made = MeasureSeries {
        measure,
        unit,
        better: measure.better(workbook),
        period,
        series: judged(&points, unit),
        points,
        parts: vec![PartWords {
            name: String::new(),
            mark: None,
        }],
        baseline: None,
        left_out: Vec::new(),
    };
    for mark in workbook.marks_of(measure) {
        set(&mut made, mark);
    }
    name_parts(&mut made);
    made
}

fn judged(points: &[SeriesPoint], unit: Unit) -> Series {
    let known = |p: &SeriesPoint, value: Option<f64>| value.filter(|_| p.value.is_some());
    let is_share = unit == Unit::Percent;
    let y = |p: &SeriesPoint| known(p, if is_share { p.numerator } else { p.value });
    Series {
        y: points.iter().map(y).collect(),
        n: is_share.then(|| points.iter().map(|p| known(p, p.denominator)).collect()),
        freeze_with_parts: FreezeWithParts::FreezeItsPart,
        ..Series::default()
    }
}

/// Sets one mark on the series.
fn set(made: &mut MeasureSeries, mark: &ChartMark) {
    let Some(at) = made.at_or_after(mark.day) else {
        return;
    };
    let is_its_period = made
        .points
        .get(at)
        .is_some_and(|p| p.end == made.period.end_of(mark.day));
    match mark.kind {
        MarkKind::Phase | MarkKind::Method if at > 0 && !made.series.parts.contains(&at) => {
            made.series.parts.push(at);
            made.parts.push(PartWords {
                name: String::new(),
                mark: Some(mark.clone()),
            });
        }
        MarkKind::Baseline => {
            let row = if is_its_period { at + 1 } else { at };
            made.series.freeze = Some(row).filter(|row| *row > 0);
            made.baseline = made.series.freeze.map(|row| (mark.clone(), row));
        }
        MarkKind::LeftOut if is_its_period => {
            made.series.exclude.push(at + 1);
            made.left_out.push((at, mark.clone()));
        }
        MarkKind::Note | MarkKind::Phase | MarkKind::Method | MarkKind::LeftOut => {}
    }
}

/// "Phase 1 · baseline, frozen", "Phase 2 · revised policy", "New method · chart review".
fn name_parts(made: &mut MeasureSeries) {
    let ends: Vec<usize> = {
        let mut ends = made.series.parts.clone();
        ends.push(made.points.len());
        ends
    };
    let frozen = made.baseline.as_ref().map(|(_, row)| *row);
    let is_divided = made.parts.len() > 1;
    let mut first = 0;
    for (at, (part, end)) in made.parts.iter_mut().zip(ends).enumerate() {
        let holds_baseline = frozen.is_some_and(|row| row > first && row < end);
        let lead = match part.mark.as_ref().map(|m| m.kind) {
            Some(MarkKind::Method) => "New method".to_owned(),
            _ if is_divided => format!("Phase {}", at + 1),
            _ => String::new(),
        };
        let words = part.mark.as_ref().map(|m| m.words.trim().to_owned());
        let words = words.filter(|words| !words.is_empty());
        let words = match (words, holds_baseline) {
            (Some(words), _) => Some(words),
            (None, true) => Some("baseline, frozen".to_owned()),
            (None, false) => None,
        };
        part.name = match (lead.is_empty(), words) {
            (false, Some(words)) => format!("{lead} · {words}"),
            (true, Some(words)) => capital(&words),
            (_, None) => lead,
        };
        first = end;
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn computed(
    workbook: &Workbook,
    history: &MeasureHistory,
    measure: Measure,
    scope: &Scope,
) -> Vec<SeriesPoint> {
    let point = |p: &super::Point| SeriesPoint {
        end: p.month_end,
        value: p.value(measure),
        numerator: Some(p.numerator),
        denominator: Some(f64::from(p.denominator)),
        unknown: p.unknown,
        note: String::new(),
    };
    let points = history.of_scope(measure, scope, workbook);
    points.iter().map(point).collect()
}

/// What was entered in one period, added up.
#[derive(Default)]
struct Entered {
    numerator: Option<f64>,
    denominator: Option<f64>,
    /// Means weighed by their answers, and the weights; for surveys.
    weighed: (f64, f64),
    notes: Vec<String>,
}

fn entered(
    workbook: &Workbook,
    own: &OwnMeasure,
    scope: &Scope,
    today: NaiveDate,
) -> Vec<SeriesPoint> {
    let mut by_period = std::collections::BTreeMap::<NaiveDate, Entered>::new();
    let belongs = |p: &&OwnPoint| match scope {
        Scope::Clinic => true,
        scope => workbook.clinicians.iter().any(|c| {
            let id = workbook.same_clinician(c.id);
            c.name == p.clinician && scope.holds(Some(id), workbook)
        }),
    };
    for point in workbook.points_of(own.id).iter().filter(belongs) {
        by_period
            .entry(own.period.end_of(point.day))
            .or_default()
            .add(own, point);
    }
    if own.form == OwnForm::Tally && *scope == Scope::Clinic {
        let over = |p: &&super::TallyPeriod| p.measure == own.id && p.ends_on < today;
        for period in workbook.tally_periods.iter().filter(over) {
            let sum = by_period
                .entry(own.period.end_of(period.ends_on))
                .or_default();
            // Nobody tapped: that is not the same as nothing happened.
            let mut counts = workbook.tally_counts.iter();
            if counts.any(|c| c.period == period.id) {
                let total = f64::from(super::total(workbook, period.id));
                sum.numerator = Some(sum.numerator.unwrap_or(0.0) + total);
            }
            sum.notes
                .push(format!("tally {} to {}", period.starts_on, period.ends_on));
        }
    }
    let mut points: Vec<SeriesPoint> = Vec::new();
    let mut running = Some(0.0);
    for (end, sum) in by_period {
        if own.period != Period::Day && own.form != OwnForm::Tally {
            fill_gaps(&mut points, own.period, end);
        }
        points.push(sum.point(own, end, &mut running));
    }
    points
}

/// Gaps from the last point up to `end`.
fn fill_gaps(points: &mut Vec<SeriesPoint>, period: Period, end: NaiveDate) {
    let Some(last) = points.last().map(|p| p.end) else {
        return;
    };
    let mut missing = period.after(last);
    for _ in 0..MOST_GAPS {
        if missing >= end {
            return;
        }
        points.push(SeriesPoint {
            end: missing,
            ..SeriesPoint::default()
        });
        missing = period.after(missing);
    }
}

impl Entered {
    fn add(&mut self, own: &OwnMeasure, point: &OwnPoint) {
        let words = [&point.source, &point.note];
        let words = words.into_iter().filter(|w| !w.is_empty()).cloned();
        self.notes.extend(words);
        // A sample or share without its denominator says nothing; neither is taken.
        let is_whole = !own.form.needs_denominator() || point.denominator.is_some();
        let Some(numerator) = point.numerator.filter(|_| is_whole) else {
            return;
        };
        let add = |sum: &mut Option<f64>, value: f64| *sum = Some(sum.unwrap_or(0.0) + value);
        if own.form == OwnForm::Mean {
            let weight = point.denominator.filter(|n| *n > 0.0).unwrap_or(1.0);
            self.weighed.0 += numerator * weight;
            self.weighed.1 += weight;
            if let Some(n) = point.denominator {
                add(&mut self.denominator, n);
            }
            self.numerator = Some(self.weighed.0 / self.weighed.1);
        } else {
            add(&mut self.numerator, numerator);
            if let Some(n) = point.denominator.filter(|_| own.form.needs_denominator()) {
                add(&mut self.denominator, n);
            }
        }
    }

    fn point(self, own: &OwnMeasure, end: NaiveDate, running: &mut Option<f64>) -> SeriesPoint {
        let share = || Some(self.numerator? / self.denominator.filter(|n| *n > 0.0)?);
        let value = match own.form {
            OwnForm::Count | OwnForm::Tally | OwnForm::Mean => self.numerator,
            OwnForm::Share | OwnForm::Sample => share().map(|s| 100.0 * s),
            OwnForm::Rate => share().map(|s| f64::from(own.per) * s),
            OwnForm::Running => {
                // From an unknown number on the sum is unknown.
                *running = running.zip(self.numerator).map(|(sum, n)| sum + n);
                *running
            }
        };
        SeriesPoint {
            end,
            value,
            numerator: self.numerator,
            denominator: self.denominator,
            unknown: 0,
            note: self.notes.join("; "),
        }
    }
}
