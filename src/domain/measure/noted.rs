//! What is numbered on a run chart: notes, phases, breaks of method and small tests, by date.

use chrono::NaiveDate;

use super::{ChartMark, MarkKind, MeasureSeries, SeriesPoint};
use crate::domain::ids::{ChartMarkId, SmallTestId};
use crate::domain::shortened::short;
use crate::domain::small_test::{SmallTest, TestDecision};
use crate::domain::workbook::Workbook;

/// Letters of a text in the list; the record has the rest.
const MOST: usize = 120;

/// Where a note leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotedAs {
    /// A small test.
    Test(SmallTestId),
    /// Something set on the chart.
    Mark(ChartMarkId),
}

/// Something numbered on the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Its number in the list.
    pub number: usize,
    /// The point it is drawn at; `None` when it lies outside the data.
    pub point: Option<usize>,
    /// "2026-03 · Small test: naloxone at check-out (adopted)".
    pub words: String,
    /// The record.
    pub of: NotedAs,
}

impl Noted {
    /// The words in the list, which say when there is no disc.
    pub fn listed(&self) -> String {
        match self.point {
            Some(_) => self.words.clone(),
            None => format!("{}, outside the data", self.words),
        }
    }
}

/// Everything of a measure that has a number, oldest first.
pub fn notes(workbook: &Workbook, series: &MeasureSeries) -> Vec<Noted> {
    let mut found: Vec<(NaiveDate, String, NotedAs)> = Vec::new();
    let name = |day: NaiveDate| series.period.name(series.period.end_of(day));
    for test in workbook
        .tests
        .iter()
        .filter(|t| t.measure == Some(series.measure))
    {
        if let Some(start) = test.starts_on {
            let words = format!("{} · {}", name(start), test_words(test));
            found.push((start, words, NotedAs::Test(test.id)));
        }
    }
    for mark in workbook.marks_of(series.measure) {
        if let Some(words) = mark_words(mark, series) {
            let words = format!("{} · {words}", name(mark.day));
            found.push((mark.day, words, NotedAs::Mark(mark.id)));
        }
    }
    found.sort_by_key(|(day, ..)| *day);
    (1..)
        .zip(found)
        .map(|(number, (day, words, of))| Noted {
            number,
            point: point_of(series, day),
            words,
            of,
        })
        .collect()
}

fn test_words(test: &SmallTest) -> String {
    let decided = test
        .decision
        .map(TestDecision::taken)
        .map(|d| format!(" ({d})"));
    let change = short(&test.change, MOST);
    format!("Small test: {change}{}", decided.unwrap_or_default())
}

/// What a numbered mark says; the baseline and points left out are told beside the list, unless they
/// have no point to be told of.
fn mark_words(mark: &ChartMark, series: &MeasureSeries) -> Option<String> {
    let words = short(&mark.words, MOST);
    match mark.kind {
        MarkKind::Note => Some(words),
        MarkKind::Phase => {
            let by = if mark.by.is_empty() {
                String::new()
            } else {
                format!(" set by {}", mark.by)
            };
            let mut parts = series.parts.iter();
            let at = parts.position(|p| p.mark.as_ref().is_some_and(|m| m.id == mark.id));
            Some(match at {
                Some(at) => format!("Phase {}{by}: {words}", at + 1),
                None => format!("Phase{by}, which divides nothing here: {words}"),
            })
        }
        MarkKind::Method => Some(format!("New method: {words}")),
        MarkKind::Baseline => {
            let is_set = series
                .baseline
                .as_ref()
                .is_some_and(|(m, _)| m.id == mark.id);
            (!is_set).then(|| "Baseline ends outside the data".to_owned())
        }
        MarkKind::LeftOut => {
            let is_set = series.left_out.iter().any(|(_, m)| m.id == mark.id);
            (!is_set).then(|| format!("Left out, without a point: {words}"))
        }
    }
}

/// The point of its day, or the nearest later one with a value.
fn point_of(series: &MeasureSeries, day: NaiveDate) -> Option<usize> {
    let end = series.period.end_of(day);
    let known = |p: &&SeriesPoint| p.value.is_some();
    if end < series.points.iter().find(known)?.end {
        return None;
    }
    series
        .points
        .iter()
        .position(|p| p.end >= end && p.value.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::Command;
    use crate::domain::ids::OwnMeasureId;
    use crate::domain::measure::command::MeasureCommand;
    use crate::domain::measure::{
        MeasureHistory, MeasureId, OwnForm, OwnMeasure, OwnPoint, Scope, series_of,
    };
    use crate::domain::small_test::TestDecision;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn today() -> NaiveDate {
        day("2026-10-12")
    }

    fn made(workbook: &mut Workbook, command: MeasureCommand) {
        let set = Command::Measure(command)
            .edits(workbook, "MK", today())
            .unwrap();
        set.edits.iter().for_each(|edit| workbook.apply(edit));
    }

    /// A counted measure with a value in each month of 2026 up to June but April.
    fn sample() -> Workbook {
        let mut workbook = Workbook::default();
        let measure = OwnMeasure {
            name: "Calls".to_owned(),
            form: OwnForm::Count,
            ..OwnMeasure::new(today())
        };
        made(
            &mut workbook,
            MeasureCommand::SaveMeasure(Box::new(measure)),
        );
        let points = [1, 2, 3, 5, 6].map(|month| OwnPoint {
            numerator: Some(4.0),
            ..OwnPoint::new(
                OwnMeasureId(1),
                NaiveDate::from_ymd_opt(2026, month, 9).unwrap(),
            )
        });
        made(
            &mut workbook,
            MeasureCommand::SavePoints(OwnMeasureId(1), points.to_vec()),
        );
        workbook
    }

    fn noted(workbook: &Workbook) -> Vec<Noted> {
        let measure = MeasureId::Own(OwnMeasureId(1));
        let history = MeasureHistory::default();
        let series = series_of(workbook, &history, measure, &Scope::Clinic, today());
        notes(workbook, &series)
    }

    fn test(start: Option<&str>) -> SmallTest {
        let mut test = SmallTest::new(today());
        test.change = "calls in one list".to_owned();
        test.measure = Some(MeasureId::Own(OwnMeasureId(1)));
        test.starts_on = start.map(day);
        test
    }

    #[test]
    fn a_test_stands_at_its_month_or_the_nearest_later_one_with_data() {
        for (start, expected) in [
            ("2026-03-02", Some(2)),
            ("2026-04-30", Some(4)),
            ("2026-01-01", Some(0)),
            ("2025-12-31", None),
            ("2026-06-30", Some(5)),
            ("2026-07-01", None),
        ] {
            let mut workbook = sample();
            workbook.tests.push(test(Some(start)));
            assert_eq!(noted(&workbook)[0].point, expected, "{start}");
        }
    }

    #[test]
    fn tests_and_marks_are_numbered_by_date_and_say_what_they_are() {
        let mut workbook = sample();
        let mut decided = test(Some("2026-05-04"));
        decided.decision = Some(TestDecision::Adopt);
        let mut other = test(Some("2026-02-01"));
        other.measure = None;
        workbook.tests = vec![decided, other, test(None)];
        for (kind, on, words) in [
            (MarkKind::Phase, "2026-03-09", "new front desk"),
            (MarkKind::Note, "2026-02-01", "Dr. Lee joins"),
            (MarkKind::Baseline, "2026-02-01", ""),
        ] {
            let mark = ChartMark {
                id: ChartMarkId(0),
                measure: MeasureId::Own(OwnMeasureId(1)),
                day: day(on),
                kind,
                words: words.to_owned(),
                by: String::new(),
                on: today(),
            };
            made(&mut workbook, MeasureCommand::SaveMark(Box::new(mark)));
        }
        let words: Vec<_> = noted(&workbook).into_iter().map(|n| n.words).collect();
        assert_eq!(
            words,
            [
                "2026-02 · Dr. Lee joins",
                "2026-03 · Phase 2 set by MK: new front desk",
                "2026-05 · Small test: calls in one list (adopted)",
            ]
        );
    }

    #[test]
    fn what_lies_outside_the_data_is_listed_and_not_drawn() {
        let mut workbook = sample();
        workbook.tests.push(test(Some("2027-01-05")));
        let found = noted(&workbook);
        assert!(found[0].listed().ends_with("outside the data"));
        assert_eq!(found[0].point, None);
    }
}
