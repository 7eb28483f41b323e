//! Small tests on a run chart: numbered notes at the month in which each began, and their list.

use chrono::{Datelike as _, NaiveDate};
use egui::{ScrollArea, Ui, vec2};

use crate::chart::run_chart::ChartNote;
use crate::domain::ids::SmallTestId;
use crate::domain::measure::{Measure, Point};
use crate::domain::small_test::SmallTest;
use crate::ui::action_plan::small_tests::words::{short, taken};
use crate::ui::request::Request;
use crate::ui::theme::{Style, Theme};
use crate::ui::widgets::{text, words_link};

/// Letters of a change in the list; the test has the rest.
const MOST: usize = 90;
/// Tests listed without scrolling.
const SEEN: usize = 3;

/// A small test on the chart of its measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestMark {
    /// Its number in the list.
    pub number: usize,
    /// The point it is drawn at; `None` when it began outside the data.
    pub point: Option<usize>,
    /// "2026-03 · Small test: naloxone at check-out (adopted)".
    pub words: String,
    /// The test.
    pub test: SmallTestId,
}

/// The tests of a measure that have a first day, oldest first.
pub(super) fn marks(tests: &[SmallTest], measure: Measure, points: &[Point]) -> Vec<TestMark> {
    let mut begun: Vec<(NaiveDate, &SmallTest)> = tests
        .iter()
        .filter(|t| t.measure == Some(measure))
        .filter_map(|t| Some((t.starts_on?, t)))
        .collect();
    begun.sort_by_key(|(start, test)| (*start, test.id));
    (1..)
        .zip(begun)
        .map(|(number, (start, test))| TestMark {
            number,
            point: point_of(points, measure, start),
            words: words(start, test),
            test: test.id,
        })
        .collect()
}

fn words(start: NaiveDate, test: &SmallTest) -> String {
    let change = short(&test.change, MOST);
    let decided = test.decision.map(|d| format!(" ({})", taken(d)));
    let month = start.format("%Y-%m");
    format!(
        "{month} · Small test: {change}{}",
        decided.unwrap_or_default()
    )
}

/// The month in which it began, or the nearest later one with a value.
fn point_of(points: &[Point], measure: Measure, start: NaiveDate) -> Option<usize> {
    let month = |day: NaiveDate| (day.year(), day.month());
    let first = points.iter().find(|p| p.value(measure).is_some())?;
    if month(start) < month(first.month_end) {
        return None;
    }
    points
        .iter()
        .position(|p| month(p.month_end) >= month(start) && p.value(measure).is_some())
}

/// The marks as notes of the chart; what is not drawn is listed only.
pub(super) fn notes(marks: &[TestMark]) -> Vec<ChartNote> {
    let note = |mark: &TestMark| ChartNote {
        point: mark.point.unwrap_or(usize::MAX),
        number: mark.number,
        words: listed(mark),
    };
    marks.iter().map(note).collect()
}

/// The words in the list, which say when there is no disc.
fn listed(mark: &TestMark) -> String {
    match mark.point {
        Some(_) => mark.words.clone(),
        None => format!("{}, outside the data", mark.words),
    }
}

/// Height of the list under the chart; 0 without tests.
pub(super) fn height(ui: &Ui, marks: &[TestMark]) -> f32 {
    if marks.is_empty() {
        return 0.0;
    }
    let rows = marks.len().min(SEEN) as f32;
    // A part of the next row shows that there is more.
    let more = if marks.len() > SEEN { 0.5 } else { 0.0 };
    Theme::of(ui).pt(ROW) * (rows + more) + Theme::of(ui).pt(8.0)
}

/// Height of a row of the list.
const ROW: f32 = 25.0;

/// The list: number and words, which lead to the test.
pub(super) fn list_ui(ui: &mut Ui, marks: &[TestMark], out: &mut Vec<Request>) {
    if marks.is_empty() {
        return;
    }
    let theme = Theme::of(ui);
    let colors = *theme.color();
    ui.add_space(theme.pt(4.0));
    ScrollArea::vertical()
        .id_salt("small tests of the measure")
        .auto_shrink(false)
        .min_scrolled_height(0.0)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = theme.pt(4.0);
            for mark in marks {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = theme.pt(8.0);
                    let number = vec2(theme.pt(22.0), theme.pt(21.0));
                    ui.allocate_ui(number, |ui| {
                        ui.set_min_width(number.x);
                        let ink = if mark.point.is_some() {
                            colors.text
                        } else {
                            colors.text_3
                        };
                        text(ui, mark.number.to_string(), Style::Strong, ink);
                    });
                    let words = listed(mark);
                    ui.vertical(|ui| {
                        if words_link(ui, &words, &words).clicked() {
                            out.push(Request::ShowTest(mark.test));
                        }
                    });
                });
            }
        });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::small_test::TestDecision;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Months from January 2026; those in `gaps` have nobody to measure.
    fn points(months: u32, gaps: &[u32]) -> Vec<Point> {
        (1..=months)
            .map(|month| Point {
                month_end: NaiveDate::from_ymd_opt(2026, month, 28).unwrap(),
                numerator: 1.0,
                denominator: if gaps.contains(&month) { 0 } else { 10 },
                unknown: 0,
            })
            .collect()
    }

    fn test(id: i64, start: Option<&str>) -> SmallTest {
        let mut test = SmallTest::new(day("2026-10-12"));
        test.id = SmallTestId(id);
        test.change = "naloxone at check-out".to_owned();
        test.measure = Some(Measure::Naloxone);
        test.starts_on = start.map(day);
        test
    }

    #[test]
    fn a_test_stands_at_its_month_or_the_nearest_later_one_with_data() {
        let points = points(6, &[4]);
        for (start, expected) in [
            ("2026-03-02", Some(2)),
            ("2026-04-30", Some(4)),
            ("2026-01-01", Some(0)),
            ("2025-12-31", None),
            ("2026-06-30", Some(5)),
            ("2026-07-01", None),
        ] {
            let marks = marks(&[test(1, Some(start))], Measure::Naloxone, &points);
            assert_eq!(marks[0].point, expected, "{start}");
        }
    }

    #[test]
    fn only_tests_of_the_measure_with_a_first_day_are_marked_in_order_and_with_their_decision() {
        let mut decided = test(1, Some("2026-05-04"));
        decided.decision = Some(TestDecision::Adopt);
        let mut other = test(2, Some("2026-02-01"));
        other.measure = Some(Measure::MeanMed);
        let tests = [decided, other, test(3, Some("2026-02-10")), test(4, None)];
        let marks = marks(&tests, Measure::Naloxone, &points(6, &[]));
        let found: Vec<_> = marks.iter().map(|m| (m.number, m.test.0)).collect();
        assert_eq!(found, [(1, 3), (2, 1)]);
        assert_eq!(
            marks[1].words,
            "2026-05 · Small test: naloxone at check-out (adopted)"
        );
    }

    #[test]
    fn what_lies_outside_the_data_is_listed_and_not_drawn() {
        let marks = marks(
            &[test(1, Some("2027-01-05"))],
            Measure::Naloxone,
            &points(6, &[]),
        );
        let notes = notes(&marks);
        assert!(notes[0].point > 6 && notes[0].words.ends_with("outside the data"));
    }
}
