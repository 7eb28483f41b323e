//! Days by categories with their totals.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::domain::ids::TallyPeriodId;
use crate::domain::measure::{TallyPeriod, counted_on};
use crate::export::Table;
use crate::ui::cached::change_number;
use crate::ui::view::View;
use crate::ui::widgets::{Col, RowKey, Rows, Tone};

/// A day on which nothing was tapped, not even to be taken away again.
const UNTAPPED: &str = "–";

/// The key of the column without cells.
const BESIDE_BAR: &str = "beside bar";

/// The rows, made once per change.
#[derive(Default)]
pub(super) struct DayRows {
    pub(super) columns: Vec<Col>,
    rows: Vec<Row>,
    made_for: Option<(i64, TallyPeriodId, NaiveDate)>,
}

struct Row {
    /// `None` for the totals.
    day: Option<NaiveDate>,
    /// Nothing was tapped, or the day is yet to come.
    is_empty: bool,
    /// Day, weekday, categories, total.
    cells: Vec<String>,
}

impl DayRows {
    /// Makes the rows anew when records, tally or day are others.
    pub(super) fn refresh(&mut self, view: &View<'_>, period: &TallyPeriod) {
        let made_for = (change_number(view), period.id, view.today);
        if self.made_for == Some(made_for) {
            return;
        }
        self.made_for = Some(made_for);
        self.columns = columns(period);
        self.rows = period
            .days()
            .map(|day| day_row(view, period, day))
            .collect();
        self.rows.push(total_row(view, period));
    }

    /// The day of a row; `None` for the totals.
    pub(super) fn day(&self, row: usize) -> Option<NaiveDate> {
        self.rows.get(row)?.day
    }

    /// The same as a table that leaves the program.
    pub(super) fn export(&self) -> Table {
        let columns = self.columns.iter().filter(|c| c.key != BESIDE_BAR);
        let mut table = Table::new(columns.map(|c| c.title.clone()));
        for row in &self.rows {
            let cell = |cell: &String| cell.replace(UNTAPPED, "");
            table.push(row.cells.iter().map(cell));
        }
        table
    }
}

/// Counts read best close together: only where many stand does a column fill.
fn columns(period: &TallyPeriod) -> Vec<Col> {
    let mut columns = vec![
        Col::new("0", "Day", 104.0).frozen(),
        Col::new("1", "Weekday", 112.0).second(),
    ];
    for (at, category) in period.categories.iter().enumerate() {
        let key = (at + 2).to_string();
        columns.push(Col::new(key, category.clone(), 96.0).right().fill());
    }
    let key = (period.categories.len() + 2).to_string();
    columns.push(Col::new(key, "Total", 84.0).right().strong());
    // Keeps the totals clear of the bar that scrolls.
    columns.push(Col::new(BESIDE_BAR, "", 18.0));
    columns.into_iter().map(Col::unsortable).collect()
}

fn day_row(view: &View<'_>, period: &TallyPeriod, day: NaiveDate) -> Row {
    let workbook = view.workbook;
    let counts = workbook.tally_counts.iter();
    let was_tapped = counts
        .filter(|c| c.period == period.id && c.day == day)
        .count()
        > 0;
    let mut cells = vec![day.to_string(), day.format("%A").to_string()];
    let count = |category: &String| counted_on(workbook, period.id, day, category);
    let counts: Vec<u32> = period.categories.iter().map(count).collect();
    let total = counts.iter().sum();
    for count in counts.into_iter().chain(std::iter::once(total)) {
        cells.push(match (was_tapped, day > view.today) {
            (true, _) => count.to_string(),
            (false, true) => String::new(),
            (false, false) => UNTAPPED.to_owned(),
        });
    }
    Row {
        day: Some(day),
        is_empty: !was_tapped,
        cells,
    }
}

fn total_row(view: &View<'_>, period: &TallyPeriod) -> Row {
    let of = |category: &String| -> u32 {
        let counts = view.workbook.tally_counts.iter();
        counts
            .filter(|c| c.period == period.id && c.category == *category)
            .map(|c| c.count)
            .sum()
    };
    let mut cells = vec!["All days".to_owned(), String::new()];
    cells.extend(period.categories.iter().map(|c| of(c).to_string()));
    cells.push(crate::domain::measure::total(view.workbook, period.id).to_string());
    Row {
        day: None,
        is_empty: false,
        cells,
    }
}

impl Rows for DayRows {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn key(&self, row: usize) -> RowKey {
        match self.day(row) {
            Some(_) => row as RowKey,
            None => -1,
        }
    }

    fn text(&self, row: usize, column: &str) -> Cow<'_, str> {
        let at: Option<usize> = column.parse().ok();
        let cell = at.and_then(|at| self.rows.get(row)?.cells.get(at));
        Cow::Borrowed(cell.map_or("", String::as_str))
    }

    fn tone(&self, row: usize, column: &str) -> Option<Tone> {
        let row = self.rows.get(row)?;
        if row.day.is_none() {
            return Some(Tone::Strong);
        }
        (row.is_empty && !matches!(column, "0" | "1")).then_some(Tone::Absent)
    }
}
