//! Each measure in words and numbers for tiles, chart and cards: worked out once per change, not per frame.

use std::ops::Deref;

use chrono::NaiveDate;

use crate::chart::measured::value as chart_value;
use crate::chart::sparkline::Sparkline;
use crate::domain::clinic::Settings;
use crate::domain::measure::{
    Judged, MeasureId, MeasureSeries, Scope, SeriesPoint, Unit, aim_sentence,
};
use crate::domain::run_chart::FindingKind;
use crate::domain::workbook::Workbook;
use crate::ui::cached::change_number;
use crate::ui::view::View;
use crate::ui::widgets::Signal;

/// One measure, ready to be shown.
pub struct Summary {
    /// Series, judgement, aim and notes.
    judged: Judged,
    /// Its name on a tile.
    pub name: String,
    /// "12.0 %".
    pub value: String,
    /// "11 of 92".
    pub count: String,
    /// "2 unknown"; empty when nothing is.
    pub unknown: String,
    /// The change since the point before: "+1.2 points"; empty without one.
    pub change: String,
    /// The small line of its tile.
    pub sparkline: Sparkline,
    /// The team watches it.
    pub is_watched: bool,
    /// The team keeps it off the dashboard.
    pub is_hidden: bool,
}

impl Deref for Summary {
    type Target = Judged;

    fn deref(&self) -> &Judged {
        &self.judged
    }
}

/// All measures as of one state of the records.
#[derive(Default)]
pub struct Summaries {
    /// Revision, change and day they were made from.
    made_from: Option<(u64, i64, NaiveDate)>,
    /// Counts up whenever they are made anew.
    pub version: u64,
    all: Vec<Summary>,
}

impl Summaries {
    /// Makes them anew when the records have changed; true when it did.
    pub fn refresh(&mut self, view: &View<'_>) -> bool {
        let key = (view.revision, change_number(view), view.today);
        if self.made_from == Some(key) {
            return false;
        }
        self.made_from = Some(key);
        self.version += 1;
        self.all = MeasureId::all(view.workbook)
            .into_iter()
            .map(|measure| Summary::of(measure, Scope::Clinic, view))
            .collect();
        true
    }

    /// The summary of a measure.
    pub fn of(&self, measure: impl Into<MeasureId>) -> Option<&Summary> {
        let measure = measure.into();
        self.all.iter().find(|s| s.measure == measure)
    }

    /// All of them, in the order of lists.
    pub fn all(&self) -> &[Summary] {
        &self.all
    }

    /// Those of the dashboard: watched ones first, hidden ones left out.
    pub fn shown(&self) -> impl Iterator<Item = &Summary> {
        let of = |watched: bool| {
            let all = self.all.iter().filter(|s| !s.is_hidden);
            all.filter(move |s| s.is_watched == watched)
        };
        of(true).chain(of(false))
    }

    /// Whether anything can be shown: a month worked out, or a measure of the team's.
    pub fn has_months(&self) -> bool {
        let is_own = |s: &Summary| matches!(s.measure, MeasureId::Own(_));
        self.all.iter().any(|s| s.last.is_some() || is_own(s))
    }
}

impl Summary {
    /// Works one measure out.
    pub fn of(measure: MeasureId, scope: Scope, view: &View<'_>) -> Self {
        let workbook = view.workbook;
        let judged = Judged::of(workbook, view.measures, measure, scope, view.today);
        let series = &judged.series;
        let newest = judged.last.and_then(|at| series.points.get(at));
        let goal = judged.goal.as_ref();
        let choice = workbook.choice(measure);
        Self {
            name: measure.label(workbook),
            value: newest.map_or_else(|| "no value".to_owned(), |p| value_words(series.unit, p)),
            count: newest
                .map(|p| count_words(measure, series.unit, p))
                .unwrap_or_default(),
            unknown: newest.map(unknown_words).unwrap_or_default(),
            change: change_words(series, judged.last),
            sparkline: Sparkline {
                values: judged.analysis.values.clone(),
                baseline: judged.analysis.parts.last().and_then(|part| part.median),
                goal: goal.map(|g| chart_value(series.unit, g.value)),
            },
            is_watched: choice.is_some_and(|c| c.is_watched),
            is_hidden: choice.is_some_and(|c| c.is_hidden),
            judged,
        }
    }

    /// The aim in a sentence: "Aim from 19.8 % to 10 % by 2027-03-31".
    pub fn aim(&self) -> String {
        self.goal.as_ref().map_or_else(
            || "No aim set".to_owned(),
            |g| format!("Aim {}", aim_sentence(g, self.unit())),
        )
    }

    /// Where it is heading: "On course for 31 % by 2027-03-31, aim missed".
    pub fn course_words(&self) -> Option<String> {
        let (course, goal) = (self.course?, self.goal.as_ref()?);
        let now = self.series.points.get(self.last?)?.value?;
        let value = exact(self.unit(), course.value);
        let verdict = if course.meets(goal, self.series.better, now) {
            "the aim would be met"
        } else {
            "the aim would be missed"
        };
        Some(format!(
            "On course for {value}{} by {}: {verdict}",
            unit_words(self.unit()),
            course.by
        ))
    }

    /// What the course is drawn from, for whom it surprises.
    pub fn course_ground(&self) -> String {
        let points = self.course.map_or(0, |c| c.points);
        format!(
            "A straight line through the last {points} {} (median of all slopes). It foresees nothing; it says where \
             the line leads if nothing changes.",
            self.series.period.plural()
        )
    }

    /// Glyph and colour of the finding on a tile.
    pub fn signal(&self) -> Signal {
        match self.finding.kind {
            FindingKind::Better => Signal::Better,
            FindingKind::Worse => Signal::Worse,
            FindingKind::Changed | FindingKind::NoSignal | FindingKind::TooFewPoints => {
                Signal::None
            }
        }
    }

    /// The finding in one or two words.
    pub fn signal_word(&self) -> &'static str {
        match self.finding.kind {
            FindingKind::TooFewPoints => "Too few",
            kind => kind.word(),
        }
    }

    /// The finding with its ground.
    pub fn sentence(&self) -> String {
        format!("{} {}", self.finding.lead, self.finding.rest)
    }

    /// One point in a few lines, for the pointer and for screen readers.
    pub fn point_words(&self, at: usize, workbook: &Workbook) -> Vec<String> {
        let Some(point) = self.series.points.get(at) else {
            return Vec::new();
        };
        let name = self.series.period.name(point.end);
        let mut lines = vec![format!("{name}, {}", value_words(self.unit(), point))];
        if let MeasureId::Computed(measure) = self.measure {
            let settings = &workbook.settings;
            let numerator = numerator_words(self.unit(), point);
            lines.push(format!("Numerator {numerator}"));
            lines.push(format!(
                "Denominator {} {} on {}",
                denominator_words(point),
                measure.asked_words(settings),
                point.end
            ));
            let unknown = unknown_words(point);
            lines.push(match (unknown.is_empty(), measure.counts_unknown_in_n()) {
                (true, _) => "None unknown".to_owned(),
                (false, true) => format!("{unknown}, counted in n"),
                (false, false) => format!("{unknown}, not in n"),
            });
        } else {
            let count = count_words(self.measure, self.unit(), point);
            lines.extend(
                [count, point.note.clone()]
                    .into_iter()
                    .filter(|w| !w.is_empty()),
            );
        }
        if let Some((_, mark)) = self.series.left_out.iter().find(|(index, _)| *index == at) {
            lines.push(format!("Left out: {}", mark.words));
        }
        lines
    }
}

/// "+1.2 points since 2026-08": the difference of the newest two values.
fn change_words(series: &MeasureSeries, last: Option<usize>) -> String {
    let Some(last) = last else {
        return String::new();
    };
    let before = series.points.iter().take(last).rev();
    let (Some(now), Some(before)) = (
        series.points.get(last).and_then(|p| p.value),
        before.into_iter().find(|p| p.value.is_some()),
    ) else {
        return String::new();
    };
    let difference = now - before.value.unwrap_or(now);
    let smallest = if series.unit == Unit::Number {
        0.005
    } else {
        0.05
    };
    let sign = if difference >= smallest {
        "+"
    } else if difference <= -smallest {
        "−"
    } else {
        "±"
    };
    let words = match series.unit {
        Unit::Percent => " points",
        Unit::Milligrams => " mg",
        Unit::Count | Unit::Number => "",
    };
    let name = series.period.name(before.end);
    let amount = exact(series.unit, difference.abs());
    format!("{sign}{amount}{words} since {name}")
}

/// A number as people write it: at most one decimal, none when whole.
pub fn plain(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0")
        .map_or_else(|| text.clone(), str::to_owned)
}

/// A number with as many decimals as the unit is written with.
fn exact(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Number => format!("{value:.2}"),
        _ => plain(value),
    }
}

/// " %", " mg" or nothing.
pub fn unit_words(unit: Unit) -> &'static str {
    match unit {
        Unit::Percent => " %",
        Unit::Milligrams => " mg",
        Unit::Count | Unit::Number => "",
    }
}

/// "12.0 %", "48.7 mg", "122", "3.42", "no value".
pub fn value_words(unit: Unit, point: &SeriesPoint) -> String {
    match (point.value, unit) {
        (None, _) => "no value".to_owned(),
        (Some(value), Unit::Count) => plain(value),
        (Some(value), Unit::Number) => format!("{value:.2}"),
        (Some(value), _) => format!("{value:.1}{}", unit_words(unit)),
    }
}

/// What stands beside the value: "11 of 92".
pub fn count_words(measure: MeasureId, unit: Unit, point: &SeriesPoint) -> String {
    let n = denominator_words(point);
    match (measure, unit) {
        (MeasureId::Computed(_), Unit::Count) if point.value == Some(1.0) => "patient".to_owned(),
        (MeasureId::Computed(_), Unit::Count) => "patients".to_owned(),
        (_, Unit::Percent) => format!("{} of {n}", plain(point.numerator.unwrap_or(0.0))),
        (_, Unit::Milligrams) => format!("n {n}"),
        _ if point.denominator.is_some() => format!("n {n}"),
        _ => String::new(),
    }
}

/// The denominator as people write it.
pub fn denominator_words(point: &SeriesPoint) -> String {
    point.denominator.map(plain).unwrap_or_default()
}

fn unknown_words(point: &SeriesPoint) -> String {
    if point.unknown == 0 {
        String::new()
    } else {
        format!("{} unknown", point.unknown)
    }
}

/// The numerator with its unit.
pub fn numerator_words(unit: Unit, point: &SeriesPoint) -> String {
    let numerator = point.numerator.unwrap_or(0.0);
    match unit {
        Unit::Milligrams => format!("{numerator:.1} mg a day"),
        _ => plain(numerator),
    }
}

/// What a counted patient is: "with a MED of 90 or more".
pub fn counted_words(measure: MeasureId, settings: &Settings) -> String {
    match measure {
        MeasureId::Computed(measure) => measure.counted_words(settings),
        MeasureId::Own(_) => String::new(),
    }
}
