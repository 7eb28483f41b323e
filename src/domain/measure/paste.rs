//! Numbers of an own measure as they are pasted from a spreadsheet or typed in a row: read, compared
//! with what is there, and refused with the reason where they cannot be used.

mod day;
mod table;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::{OwnForm, OwnMeasure, OwnPoint, Period};
use crate::domain::ids::OwnPointId;
use crate::domain::typed_number::parse_typed_number;
use crate::domain::workbook::Workbook;

pub use day::{Year, read_day};
pub use table::Column;

/// The largest number a cell may hold.
const MOST: f64 = 1e9;
/// What is written for a number that was asked for and is not to be had.
const NOT_TO_BE_HAD: [&str; 6] = ["n/a", "na", "unknown", "?", "missing", "not available"];

/// The cells of one row as they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// The day or period.
    pub day: String,
    /// The count, the numerator or the mean.
    pub numerator: String,
    /// The denominator or the answers.
    pub denominator: String,
    /// Whose sample.
    pub clinician: String,
    /// Where it comes from.
    pub source: String,
    /// Anything to say of it.
    pub note: String,
}

impl Cells {
    /// The cell of a column.
    pub fn of(&mut self, column: Column) -> &mut String {
        match column {
            Column::Day => &mut self.day,
            Column::Numerator => &mut self.numerator,
            Column::Denominator => &mut self.denominator,
            Column::Clinician => &mut self.clinician,
            Column::Source => &mut self.source,
            Column::Note => &mut self.note,
        }
    }
}

/// A cell that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedCell {
    /// Line of what was pasted, from 1.
    pub line: usize,
    /// Which column.
    pub column: Column,
    /// What stands there.
    pub value: String,
    /// Why not, and what to write instead.
    pub reason: String,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// There was no number for its period.
    New,
    /// Another number stands there.
    Replaced,
    /// The same stands there.
    Unchanged,
}

/// A row that can be used.
#[derive(Clone, Debug, PartialEq)]
pub struct EnteredRow {
    /// Line of what was pasted, from 1.
    pub line: usize,
    /// What it says.
    pub point: OwnPoint,
    /// What stands for the same period and clinician.
    pub before: Option<OwnPoint>,
}

impl EnteredRow {
    /// What becomes of it.
    pub fn fate(&self) -> Fate {
        match &self.before {
            None => Fate::New,
            Some(before) if *before == self.point => Fate::Unchanged,
            Some(_) => Fate::Replaced,
        }
    }
}

/// A pasted table, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pasted {
    /// Rows that can be used.
    pub rows: Vec<EnteredRow>,
    /// Rows that cannot, by the first cell that is to blame.
    pub refused: Vec<RefusedCell>,
    /// Columns of the header row that are not taken.
    pub ignored: Vec<String>,
    /// Rows with a day and no number.
    pub empty: usize,
}

impl Pasted {
    /// How many rows have this fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.rows.iter().filter(|r| r.fate() == fate).count()
    }

    /// What is to be written.
    pub fn points(&self) -> Vec<OwnPoint> {
        let changed = self.rows.iter().filter(|r| r.fate() != Fate::Unchanged);
        changed.map(|r| r.point.clone()).collect()
    }
}

/// Reads rows of one measure.
pub struct RowReader<'a> {
    workbook: &'a Workbook,
    measure: &'a OwnMeasure,
    today: NaiveDate,
}

/// A row with nothing, a point, or the cell to blame.
type Read = Result<Option<OwnPoint>, (Column, String)>;

impl<'a> RowReader<'a> {
    /// A reader of rows of `measure` as of `today`.
    pub fn new(workbook: &'a Workbook, measure: &'a OwnMeasure, today: NaiveDate) -> Self {
        Self {
            workbook,
            measure,
            today,
        }
    }

    /// Reads a table, tabs, semicolons or commas between its cells. A header row puts the columns in
    /// any order; without one they stand as in [`Column::in_order`].
    pub fn pasted(&self, text: &str) -> Pasted {
        let form = self.measure.form;
        let lines = table::lines(text);
        let mut made = Pasted::default();
        let header = lines.first().and_then(|line| table::header(line, form));
        let has_header = header.is_some();
        let columns = match header {
            Some(header) => {
                made.ignored = header.ignored;
                header.columns
            }
            None => Column::in_order(form).into_iter().map(Some).collect(),
        };
        for line in lines.iter().skip(usize::from(has_header)) {
            let mut cells = Cells::default();
            for (at, cell) in line.cells.iter().enumerate() {
                if let Some(Some(column)) = columns.get(at) {
                    cells.of(*column).clone_from(cell);
                }
            }
            let is_bare = !has_header;
            let read = self.of_table(&mut made, line.number, &mut cells, &columns, is_bare);
            match read {
                Ok(Some(row)) => made.rows.push(row),
                Ok(None) => made.empty += 1,
                Err((column, reason)) => made.refused.push(RefusedCell {
                    line: line.number,
                    column,
                    value: std::mem::take(cells.of(column)),
                    reason,
                }),
            }
        }
        made
    }

    fn of_table(
        &self,
        made: &mut Pasted,
        line: usize,
        cells: &mut Cells,
        columns: &[Option<Column>],
        is_bare: bool,
    ) -> Result<Option<EnteredRow>, (Column, String)> {
        if is_bare && parse_typed_number(&cells.source).is_some() {
            let reason = "A number stands where the source is expected. Write decimals with a point, or add a \
                          header row.";
            return Err((Column::Source, reason.to_owned()));
        }
        let Some(mut point) = self.point(cells, Year::Asked)? else {
            return Ok(None);
        };
        let end = self.end(&point);
        let same =
            |r: &&EnteredRow| self.end(&r.point) == end && r.point.clinician == point.clinician;
        if let Some(other) = made.rows.iter().find(same) {
            let name = self.measure.period.name(end);
            let reason = format!("{name} stands in line {} already. Keep one.", other.line);
            return Err((Column::Day, reason));
        }
        let before = self.standing(&point).cloned();
        if let Some(before) = &before {
            // What the table does not speak of stays.
            if !columns.contains(&Some(Column::Source)) {
                point.source.clone_from(&before.source);
            }
            if !columns.contains(&Some(Column::Note)) {
                point.note.clone_from(&before.note);
            }
        }
        Ok(Some(self.compared(line, point, before)))
    }

    /// Reads one typed row; `id` is the number it changes, 0 for a new one. `None` while nothing is
    /// typed.
    ///
    /// # Errors
    /// The cell to blame, and the reason in a sentence.
    pub fn typed(
        &self,
        cells: &Cells,
        id: OwnPointId,
    ) -> Result<Option<EnteredRow>, (Column, String)> {
        let Some(point) = self.point(cells, Year::Nearest)? else {
            return Ok(None);
        };
        let standing = self.standing(&point);
        if id.0 == 0 {
            return Ok(Some(self.compared(0, point, standing.cloned())));
        }
        if standing.is_some_and(|other| other.id != id) {
            let name = self.measure.period.name(self.end(&point));
            let reason = format!("{name} has a number already. Change that one.");
            return Err((Column::Day, reason));
        }
        let points = self.workbook.points_of(self.measure.id);
        let before = points.iter().find(|p| p.id == id).cloned();
        Ok(Some(self.compared(0, point, before)))
    }

    /// A number for the same period and clinician.
    fn standing(&self, point: &OwnPoint) -> Option<&'a OwnPoint> {
        let end = self.end(point);
        let mut points = self.workbook.points_of(self.measure.id).iter();
        points.find(|p| self.end(p) == end && p.clinician == point.clinician)
    }

    fn end(&self, point: &OwnPoint) -> NaiveDate {
        self.measure.period.end_of(point.day)
    }

    /// With the number, stamp and, inside the same period, the day of what it replaces.
    fn compared(&self, line: usize, point: OwnPoint, before: Option<OwnPoint>) -> EnteredRow {
        let mut point = point;
        if let Some(before) = &before {
            point.id = before.id;
            point.by.clone_from(&before.by);
            point.on = before.on;
            if self.measure.period != Period::Day && self.end(before) == self.end(&point) {
                point.day = before.day;
            }
        }
        EnteredRow {
            line,
            point,
            before,
        }
    }

    fn point(&self, cells: &Cells, year: Year) -> Read {
        let form = self.measure.form;
        let has_none = cells.numerator.trim().is_empty() && cells.denominator.trim().is_empty();
        if has_none && (year == Year::Asked || cells.day.trim().is_empty()) {
            return Ok(None);
        }
        let period = self.measure.period;
        let day = read_day(&cells.day, period, self.today, year).map_err(|e| (Column::Day, e))?;
        if day > period.end_of(self.today) {
            let reason = format!("{day} lies in the future. A number is of a day that has been.");
            return Err((Column::Day, reason));
        }
        let numerator = self.numerator(cells)?;
        let denominator = denominator(cells, form)?;
        if form.needs_denominator() && numerator.is_some() && denominator.is_none() {
            let reason = "The denominator is missing: of how many?".to_owned();
            return Err((Column::Denominator, reason));
        }
        let is_share = matches!(form, OwnForm::Share | OwnForm::Sample);
        if let (true, Some(n), Some(d)) = (is_share, numerator, denominator)
            && n > d
        {
            let reason = format!("{n} of {d} is more than all. Check which number is which.");
            return Err((Column::Numerator, reason));
        }
        let clinician = self.clinician(&cells.clinician);
        if form == OwnForm::Sample && clinician.is_empty() {
            let reason = "Whose sample is this? Name the clinician.".to_owned();
            return Err((Column::Clinician, reason));
        }
        Ok(Some(OwnPoint {
            numerator,
            denominator,
            clinician,
            source: cells.source.trim().to_owned(),
            note: cells.note.trim().to_owned(),
            ..OwnPoint::new(self.measure.id, day)
        }))
    }

    fn numerator(&self, cells: &Cells) -> Result<Option<f64>, (Column, String)> {
        let typed = cells.numerator.trim();
        if NOT_TO_BE_HAD.contains(&typed.to_lowercase().as_str()) {
            return Ok(None);
        }
        if typed.is_empty() {
            let reason = "The number is missing. Where it is not to be had, write unknown.";
            return Err((Column::Numerator, reason.to_owned()));
        }
        if typed.contains('%') {
            let reason = if self.measure.form.needs_denominator() {
                "A percentage alone does not say of how many. Give numerator and denominator, e.g. 19 and 50."
            } else {
                "This measure has no percentages. Give the number itself."
            };
            return Err((Column::Numerator, reason.to_owned()));
        }
        number(typed, Column::Numerator).map(Some)
    }

    /// As the clinic writes the name, whatever the case.
    fn clinician(&self, typed: &str) -> String {
        let typed = typed.trim();
        let same = typed.to_lowercase();
        let mut known = self.workbook.clinicians.iter();
        known
            .find(|c| c.name.to_lowercase() == same)
            .map_or_else(|| typed.to_owned(), |c| c.name.clone())
    }
}

fn denominator(cells: &Cells, form: OwnForm) -> Result<Option<f64>, (Column, String)> {
    let typed = cells.denominator.trim();
    let is_unknown = NOT_TO_BE_HAD.contains(&typed.to_lowercase().as_str());
    if typed.is_empty() || is_unknown || !form.has_denominator() {
        return Ok(None);
    }
    let value = number(typed, Column::Denominator)?;
    if value <= 0.0 {
        let reason = "Of 0 there is no share. Leave the row out, or write unknown.";
        return Err((Column::Denominator, reason.to_owned()));
    }
    Ok(Some(value))
}

fn number(typed: &str, column: Column) -> Result<f64, (Column, String)> {
    match parse_typed_number(typed) {
        Some(value) if (0.0..=MOST).contains(&value) => Ok(value),
        Some(_) => Err((column, "Write a number from 0 to 1000000000.".to_owned())),
        None => {
            let reason =
                "This is no number. Write figures, e.g. 19 or 3.4, thousands without a comma.";
            Err((column, reason.to_owned()))
        }
    }
}
