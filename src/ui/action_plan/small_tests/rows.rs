//! Small tests as rows: one heading a state, what waits for a decision first.

use std::borrow::Cow;

use chrono::NaiveDate;
use egui::Ui;

use super::words;
use crate::domain::ids::SmallTestId;
use crate::domain::small_test::{SmallTest, TestState};
use crate::ui::cached::change_number;
use crate::ui::icons::{Glyph, glyph};
use crate::ui::theme::{Style, Theme};
use crate::ui::view::View;
use crate::ui::widgets::{Col, RowKey, Rows, text};

/// The states from top to bottom.
const ORDER: [TestState; 4] = [
    TestState::ToDecide,
    TestState::Running,
    TestState::Planned,
    TestState::Decided,
];

/// The rows, made once per change.
#[derive(Default)]
pub(super) struct TestRows {
    pub(super) rows: Vec<Row>,
    made_for: Option<(i64, NaiveDate)>,
}

pub(super) enum Row {
    Group(TestState, usize),
    Test(Box<TestRow>),
}

/// One test in words.
pub(super) struct TestRow {
    pub(super) id: SmallTestId,
    pub(super) change: String,
    pub(super) who: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) measure: String,
    pub(super) decision: String,
    pub(super) cycle: String,
}

impl TestRow {
    fn new(view: &View<'_>, test: &SmallTest) -> Self {
        let day = |day: Option<NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
        Self {
            id: test.id,
            change: test.change.clone(),
            who: test.who.clone(),
            from: day(test.starts_on),
            to: day(test.ends_on),
            measure: words::measure(test, view.workbook),
            decision: test
                .decision
                .map(|d| d.label().to_owned())
                .unwrap_or_default(),
            cycle: words::cycle_words(&view.workbook.tests, test),
        }
    }
}

/// The columns; beside the panel, which says the rest, the words keep their width.
pub(super) fn columns(is_beside_panel: bool) -> Vec<Col> {
    let mut columns = vec![
        Col::new("change", "Change tried", 220.0).strong().fill(),
        Col::new("who", "Who", 176.0),
        Col::new("from", "From", 92.0),
        Col::new("to", "To", 92.0),
        Col::new("measure", "Measure", 190.0).second(),
        Col::new("decision", "Decision", 84.0),
        Col::new("cycle", "Cycle", 58.0).second(),
    ];
    if is_beside_panel {
        columns.retain(|c| ["change", "who", "decision", "cycle"].contains(&c.key.as_ref()));
    }
    columns.into_iter().map(Col::unsortable).collect()
}

/// The tests of a state in order: what comes first in time first, the decided newest first.
fn of_state<'a>(view: &View<'a>, state: TestState) -> Vec<&'a SmallTest> {
    let tests = view.workbook.tests.iter();
    let mut tests: Vec<&SmallTest> = tests.filter(|t| t.state(view.today) == state).collect();
    let late = |day: Option<NaiveDate>| day.unwrap_or(NaiveDate::MAX);
    match state {
        TestState::ToDecide | TestState::Running => {
            tests.sort_by_key(|t| (late(t.ends_on), late(t.starts_on), t.id));
        }
        TestState::Planned => tests.sort_by_key(|t| (late(t.starts_on), t.id)),
        TestState::Decided => {
            tests.sort_by_key(|t| std::cmp::Reverse((t.decided_on, t.starts_on, t.id)));
        }
    }
    tests
}

impl TestRows {
    /// Makes the rows anew when records or day are others.
    pub(super) fn refresh(&mut self, view: &View<'_>) {
        let made_for = (change_number(view), view.today);
        if self.made_for == Some(made_for) {
            return;
        }
        self.made_for = Some(made_for);
        self.rows.clear();
        for state in ORDER {
            let tests = of_state(view, state);
            if tests.is_empty() {
                continue;
            }
            self.rows.push(Row::Group(state, tests.len()));
            let rows = tests.into_iter().map(|t| TestRow::new(view, t));
            self.rows.extend(rows.map(|row| Row::Test(Box::new(row))));
        }
    }

    pub(super) fn id(&self, row: usize) -> Option<SmallTestId> {
        self.test(row).map(|t| t.id)
    }

    fn test(&self, row: usize) -> Option<&TestRow> {
        match self.rows.get(row)? {
            Row::Test(test) => Some(test),
            Row::Group(..) => None,
        }
    }
}

impl Rows for TestRows {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.id(row).map_or(-10 - row as RowKey, |id| id.0)
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let Some(test) = self.test(row) else {
            return match self.rows.get(row) {
                Some(Row::Group(state, count)) => Cow::Owned(format!("{}, {count}", state.label())),
                _ => Cow::Borrowed(""),
            };
        };
        Cow::Borrowed(match column {
            "change" => &test.change,
            "who" => &test.who,
            "from" => &test.from,
            "to" => &test.to,
            "measure" => &test.measure,
            "decision" => &test.decision,
            // The header says what the number is.
            _ => test.cycle.strip_prefix("Cycle ").unwrap_or_default(),
        })
    }

    fn is_group(&self, row: usize) -> bool {
        matches!(self.rows.get(row), Some(Row::Group(..)))
    }

    fn group_ui(&mut self, ui: &mut Ui, row: usize) {
        if let Some(Row::Group(state, count)) = self.rows.get(row) {
            heading_ui(ui, *state, *count, Style::TableStrong);
        }
    }
}

/// The mark, the name and the count of a state.
pub(super) fn heading_ui(ui: &mut Ui, state: TestState, count: usize, style: Style) {
    let theme = Theme::of(ui);
    let colors = *theme.color();
    let (mark, ink) = match state {
        TestState::ToDecide => (Glyph::Diamond, colors.caution_mark),
        TestState::Running => (Glyph::Disc, colors.accent),
        TestState::Planned => (Glyph::Ring, colors.neutral),
        TestState::Decided => (Glyph::Dash, colors.neutral),
    };
    glyph(ui, mark, theme.pt(12.0), ink);
    text(ui, state.label(), style, colors.text);
    text(ui, count.to_string(), style, colors.text_2);
}
