//! Each measure in words and numbers for tiles, chart and cards: worked out once per change, not per frame.

use super::marks::{self, TestMark};
use crate::chart::run_chart::Unit as ChartUnit;
use crate::chart::sparkline::Sparkline;
use crate::domain::clinic::{Goal, Settings};
use crate::domain::measure::{Measure, Point, Unit};
use crate::domain::run_chart::{
    Analysis, Finding, FindingKind, Rules, Series, SeriesWords, analyse, signal_sentence,
};
use crate::domain::small_test::SmallTest;
use crate::ui::view::View;
use crate::ui::widgets::Signal;

/// The rules that judge every chart.
pub const RULES: Rules = Rules::Anhoej;

/// One measure, ready to be shown.
pub struct Summary {
    /// Which.
    pub measure: Measure,
    /// Its name on a narrow tile.
    pub name: String,
    /// Its name as a heading.
    pub title: String,
    /// Its month ends, oldest first.
    pub points: Vec<Point>,
    /// The judgement of the whole series; shares run from 0 to 1.
    pub analysis: Analysis,
    /// The judgement in words.
    pub finding: Finding,
    /// Position of the newest month with a value.
    pub last: Option<usize>,
    /// "12.0 %".
    pub value: String,
    /// "11 of 92".
    pub count: String,
    /// "2 unknown"; empty when nothing is.
    pub unknown: String,
    /// The goal.
    pub goal: Option<Goal>,
    /// The small line of its tile.
    pub sparkline: Sparkline,
    /// The small tests that it judges.
    pub marks: Vec<TestMark>,
}

/// All measures as of one state of the records.
#[derive(Default)]
pub struct Summaries {
    /// Revision, goals and small tests they were made from.
    made_from: Option<(u64, Vec<Goal>, Vec<SmallTest>)>,
    /// Counts up whenever they are made anew.
    pub version: u64,
    all: Vec<Summary>,
}

impl Summaries {
    /// Makes them anew when the records have changed; true when it did.
    pub fn refresh(&mut self, view: &View<'_>) -> bool {
        let (goals, tests) = (&view.workbook.goals, &view.workbook.tests);
        let is_kept = self
            .made_from
            .as_ref()
            .is_some_and(|(revision, g, t)| *revision == view.revision && g == goals && t == tests);
        if is_kept {
            return false;
        }
        self.made_from = Some((view.revision, goals.clone(), tests.clone()));
        self.version += 1;
        self.all = Measure::ALL
            .into_iter()
            .map(|measure| Summary::of(measure, view))
            .collect();
        true
    }

    /// The summary of a measure.
    pub fn of(&self, measure: Measure) -> Option<&Summary> {
        self.all.iter().find(|s| s.measure == measure)
    }

    /// Whether any month can be shown.
    pub fn has_months(&self) -> bool {
        self.all.iter().any(|s| s.last.is_some())
    }
}

impl Summary {
    fn of(measure: Measure, view: &View<'_>) -> Self {
        let settings = &view.workbook.settings;
        let points = view.measures.of(measure).to_vec();
        let analysis = analyse(&series(measure, &points), RULES);
        let labels: Vec<String> = points
            .iter()
            .map(|p| p.month_end.format("%Y-%m").to_string())
            .collect();
        let words = SeriesWords {
            labels: &labels,
            periods: "months",
            better: measure.better(),
        };
        let finding = signal_sentence(&analysis, words);
        let last = points.iter().rposition(|p| p.value(measure).is_some());
        let newest = last.and_then(|at| points.get(at));
        let goal = view.workbook.goal(measure.code()).cloned();
        let sparkline = Sparkline {
            values: analysis.values.clone(),
            baseline: analysis.parts.last().and_then(|part| part.median),
            goal: goal.as_ref().map(|g| chart_value(measure, g.value)),
        };
        Self {
            measure,
            name: tile_name(measure, settings),
            title: title(measure, settings),
            value: newest.map_or_else(|| "no value".to_owned(), |p| value_words(measure, p)),
            count: newest.map(|p| count_words(measure, p)).unwrap_or_default(),
            unknown: newest.map(unknown_words).unwrap_or_default(),
            marks: marks::marks(&view.workbook.tests, measure, &points),
            points,
            analysis,
            finding,
            last,
            goal,
            sparkline,
        }
    }

    /// The aim in a sentence: "Aim 10 % by 2027-03-31".
    pub fn aim(&self) -> String {
        self.goal.as_ref().map_or_else(
            || "No goal set".to_owned(),
            |g| format!("Aim {}", goal_words(g, self.measure)),
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

    /// One month in a sentence, for the pointer and for screen readers.
    pub fn month_words(&self, at: usize) -> Vec<String> {
        let Some(point) = self.points.get(at) else {
            return Vec::new();
        };
        let mut lines = vec![
            format!(
                "{}, {}",
                point.month_end.format("%Y-%m"),
                value_words(self.measure, point)
            ),
            format!("Numerator {}", numerator_words(self.measure, point)),
            format!(
                "Denominator {} on LtOT on {}",
                point.denominator, point.month_end
            ),
        ];
        let unknown = unknown_words(point);
        lines.push(if unknown.is_empty() {
            "None unknown".to_owned()
        } else {
            format!("{unknown}, counted in n")
        });
        lines
    }

    /// Months that count at least one unknown patient, and the most in one month.
    pub fn unknown_months(&self) -> (usize, u32) {
        let unknown = self.points.iter().map(|p| p.unknown).filter(|n| *n > 0);
        (unknown.clone().count(), unknown.max().unwrap_or(0))
    }
}

fn series(measure: Measure, points: &[Point]) -> Series {
    let divided = measure.unit() != Unit::Count;
    Series {
        y: points.iter().map(|p| Some(p.numerator)).collect(),
        n: divided.then(|| {
            points
                .iter()
                .map(|p| Some(f64::from(p.denominator)))
                .collect()
        }),
        ..Series::default()
    }
}

/// The unit of the chart.
pub fn chart_unit(measure: Measure) -> ChartUnit {
    match measure.unit() {
        Unit::Count => ChartUnit::Count,
        Unit::Percent => ChartUnit::Percent,
        Unit::Milligrams => ChartUnit::Mg,
    }
}

/// A value of the measure as the chart counts it: per cent as shares.
pub fn chart_value(measure: Measure, value: f64) -> f64 {
    if measure.unit() == Unit::Percent {
        value / 100.0
    } else {
        value
    }
}

/// A number as people write it: at most one decimal, none when whole.
pub fn plain(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0")
        .map_or_else(|| text.clone(), str::to_owned)
}

/// "10 % by 2027-03-31".
pub fn goal_words(goal: &Goal, measure: Measure) -> String {
    let value = format!("{}{}", plain(goal.value), unit_words(measure));
    goal.by
        .map_or_else(|| value.clone(), |by| format!("{value} by {by}"))
}

/// " %", " mg" or nothing.
pub fn unit_words(measure: Measure) -> &'static str {
    match measure.unit() {
        Unit::Percent => " %",
        Unit::Milligrams => " mg",
        Unit::Count => "",
    }
}

/// "12.0 %", "48.7 mg", "122", "no value".
pub fn value_words(measure: Measure, point: &Point) -> String {
    match (point.value(measure), measure.unit()) {
        (None, _) => "no value".to_owned(),
        (Some(value), Unit::Count) => plain(value),
        (Some(value), _) => format!("{value:.1}{}", unit_words(measure)),
    }
}

/// What stands beside the value: "11 of 92".
fn count_words(measure: Measure, point: &Point) -> String {
    match measure.unit() {
        Unit::Count => "patients".to_owned(),
        Unit::Percent => format!("{} of {}", plain(point.numerator), point.denominator),
        Unit::Milligrams => format!("n {}", point.denominator),
    }
}

fn unknown_words(point: &Point) -> String {
    if point.unknown == 0 {
        String::new()
    } else {
        format!("{} unknown", point.unknown)
    }
}

/// The numerator with its unit.
pub fn numerator_words(measure: Measure, point: &Point) -> String {
    match measure.unit() {
        Unit::Milligrams => format!("{:.1} mg a day in all", point.numerator),
        Unit::Count | Unit::Percent => plain(point.numerator),
    }
}

/// What a counted patient is: "with a MED of 90 or more".
pub fn counted_words(measure: Measure, settings: &Settings) -> String {
    match measure {
        Measure::LtotPatients => "on LtOT".to_owned(),
        Measure::MedFirst => format!("with MED {} or more", settings.thresholds.first),
        Measure::MedSecond => format!("with MED {} or more", settings.thresholds.second),
        Measure::MeanMed => "mg a day in all".to_owned(),
        Measure::Sedative => "with a sedative".to_owned(),
        Measure::Benzodiazepine => "with a benzodiazepine".to_owned(),
        Measure::Naloxone => format!("with naloxone in {} months", settings.naloxone_months),
    }
}

/// Short enough for a tile of a seventh of the window.
fn tile_name(measure: Measure, settings: &Settings) -> String {
    match measure {
        Measure::Benzodiazepine => "Benzodiazepine".to_owned(),
        other => other.label(settings),
    }
}

fn title(measure: Measure, settings: &Settings) -> String {
    match measure {
        Measure::LtotPatients => "Patients on long-term opioid therapy".to_owned(),
        Measure::MedFirst => format!("Patients at MED {} or more", settings.thresholds.first),
        Measure::MedSecond => format!("Patients at MED {} or more", settings.thresholds.second),
        Measure::MeanMed => "Mean MED".to_owned(),
        Measure::Sedative => "Sedative with opioid".to_owned(),
        Measure::Benzodiazepine => "Benzodiazepine with opioid".to_owned(),
        Measure::Naloxone => format!("Naloxone in the past {} months", settings.naloxone_months),
    }
}
