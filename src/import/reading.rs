//! What the row readers share: cells by meaning, dates, and remarks on rows.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, Months, NaiveDate};

use super::cells::Row;
use super::dates::{self, Near};
use super::evidence::is_day_number;
use super::field::Field;
use super::finding::Finding;
use super::identity::Question;
use super::mapping::Mapping;
use super::matching::Register;
use super::people::{self, Name, NamedAbove};
use super::preview::Options;
use super::table::Table;

/// Longest text of a cell that is kept.
const LONGEST_TEXT: usize = 200;

/// Who the rows of one identity belong to, and when the identity was last met.
#[derive(Clone, Copy, Debug)]
pub struct Whose {
    /// The patient's slot in the register.
    pub slot: usize,
    /// Which spelling of the patient's identity.
    pub variant: usize,
}

/// One spelling of a patient's identity and the latest day it stands on.
pub struct Variant {
    /// The patient's slot.
    pub slot: usize,
    /// The name as the file writes it.
    pub name: Name,
    /// Latest day of a row with this spelling.
    pub latest: NaiveDate,
    /// It is what a record merged into the patient was called.
    pub is_by_merged_record: bool,
}

/// What is known of an identity met before.
pub(super) enum Remembered {
    Known(Whose),
    Refused(Field, String, Cow<'static, str>),
    Asked(usize),
}

/// A table being read.
pub struct Reading<'a> {
    /// The table.
    pub table: &'a Table,
    /// Its reading.
    pub mapping: &'a Mapping,
    pub(super) options: &'a Options,
    /// The column of each meaning that stands once; few enough to be looked through.
    columns: Vec<(Field, usize)>,
    pub(super) above: Option<NamedAbove>,
    short_rows_are_usual: bool,
    /// Remarks on rows that are imported.
    pub warnings: Vec<Finding>,
    /// Rows kept out.
    pub rejected: Vec<Finding>,
    /// Rows left aside on purpose, by reason.
    pub skipped: BTreeMap<&'static str, u64>,
    /// Rows that wait for a person's word.
    pub questions: Vec<Question>,
    /// Patients known and met.
    pub register: Register,
    /// Spellings of identities met.
    pub variants: Vec<Variant>,
    pub(super) remembered: HashMap<String, Remembered>,
    pub(super) scratch: String,
}

impl<'a> Reading<'a> {
    /// Prepares to read.
    pub fn new(
        table: &'a Table,
        mapping: &'a Mapping,
        options: &'a Options,
        register: Register,
    ) -> Self {
        let columns: Vec<(Field, usize)> = Field::ALL
            .into_iter()
            .filter_map(|field| Some((field, mapping.column(field)?)))
            .collect();
        let short = table
            .rows()
            .filter(|row| row.len() < table.header.len())
            .count();
        Self {
            table,
            mapping,
            options,
            columns,
            above: mapping
                .patient_above
                .then(|| people::named_above(&table.preamble))
                .flatten(),
            // Some exports leave out the blank cells at the end of every row.
            short_rows_are_usual: table.is_typed || short * 5 > table.len(),
            warnings: Vec::new(),
            rejected: Vec::new(),
            skipped: BTreeMap::new(),
            questions: Vec::new(),
            register,
            variants: Vec::new(),
            remembered: HashMap::new(),
            scratch: String::new(),
        }
    }

    /// The day the import is made.
    pub fn today(&self) -> NaiveDate {
        self.options.today
    }

    /// Whether a column has this meaning.
    pub fn has(&self, field: Field) -> bool {
        self.column(field).is_some()
    }

    fn column(&self, field: Field) -> Option<usize> {
        let found = self.columns.iter().find(|(of, _)| *of == field);
        found.map(|(_, column)| *column)
    }

    /// The cell with this meaning; empty without such a column.
    pub fn cell(&self, row: &Row<'a>, field: Field) -> &'a str {
        self.column(field).map_or("", |column| row.cell(column))
    }

    fn column_name(&self, field: Field) -> &'a str {
        let table = self.table;
        self.column(field)
            .and_then(|c| table.header.get(c))
            .map_or(field.label(), String::as_str)
    }

    /// Notes a remark on a cell of a column that is named by its place.
    pub fn warn_at(
        &mut self,
        row: &Row,
        column: usize,
        value: &str,
        reason: impl Into<Cow<'static, str>>,
    ) {
        let table = self.table;
        let name = table.header.get(column).map_or("", String::as_str);
        self.warnings
            .push(Finding::cell(row.line(), name, value, reason));
    }

    /// Notes a remark on a row that is imported.
    pub fn warn(
        &mut self,
        row: &Row,
        field: Field,
        value: &str,
        reason: impl Into<Cow<'static, str>>,
    ) {
        self.warnings.push(Finding::cell(
            row.line(),
            self.column_name(field),
            value,
            reason,
        ));
    }

    /// Keeps a row out.
    pub fn reject(
        &mut self,
        row: &Row,
        field: Field,
        value: &str,
        reason: impl Into<Cow<'static, str>>,
    ) {
        self.rejected.push(Finding::cell(
            row.line(),
            self.column_name(field),
            value,
            reason,
        ));
    }

    /// Leaves a row aside on purpose.
    pub fn skip(&mut self, reason: &'static str) {
        *self.skipped.entry(reason).or_default() += 1;
    }

    /// Whether a row has the cells of the header; keeps it out if they may be shifted.
    pub fn has_right_width(&mut self, row: &Row) -> bool {
        let width = self.table.header.len();
        if row.len() == width || self.table.is_typed {
            return true;
        }
        if row.len() < width {
            let needed = self
                .columns
                .iter()
                .any(|(field, column)| is_needed(*field) && *column >= row.len());
            if needed && !self.short_rows_are_usual {
                let reason = format!(
                    "The row has {} cells where the header has {width}: cells are missing or shifted.",
                    row.len()
                );
                self.rejected.push(Finding::row(row.line(), reason));
                return false;
            }
        } else if (width..row.len()).any(|column| !row.cell(column).is_empty()) {
            let reason = format!(
                "The row has {} cells where the header has {width}: its cells may be shifted.",
                row.len()
            );
            self.rejected.push(Finding::row(row.line(), reason));
            return false;
        }
        true
    }

    /// A text cell in one line and of sane length.
    pub fn text(&mut self, row: &Row<'a>, field: Field) -> Cow<'a, str> {
        let cell = self.cell(row, field);
        if cell.len() > LONGEST_TEXT && cell.chars().count() > LONGEST_TEXT {
            let reason = format!("has {} characters; it was cut.", cell.chars().count());
            self.warn(row, field, cell, reason);
            return Cow::Owned(cell.chars().take(LONGEST_TEXT).collect());
        }
        if cell.contains(['\n', '\r', '\t']) {
            return Cow::Owned(cell.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        Cow::Borrowed(cell)
    }

    /// The date of a cell; an untyped day number counts in a workbook only.
    pub(super) fn date_in(
        &self,
        row: &Row<'a>,
        field: Field,
        near: Near,
    ) -> Result<dates::ReadDate, dates::Reason> {
        self.date_at(self.column(field), self.cell(row, field), near)
    }

    /// The date that a text of a column says.
    fn date_at(
        &self,
        column: Option<usize>,
        cell: &str,
        near: Near,
    ) -> Result<dates::ReadDate, dates::Reason> {
        let order = column.map_or(self.mapping.date_order, |c| self.mapping.order_of(c));
        if self.table.is_typed && is_day_number(cell) {
            let text = dates::spreadsheet_day(cell.parse().unwrap_or_default(), false);
            return dates::read(&text, order, near);
        }
        dates::read(cell, order, near)
    }

    /// The day that a text of a column says.
    pub(super) fn day_at(&self, column: usize, text: &str) -> Result<NaiveDate, dates::Reason> {
        let day = self
            .date_at(Some(column), text, Near::Care(self.today()))?
            .day;
        if day.year() < 1900 {
            return Err("is too long ago".into());
        }
        Ok(day)
    }

    /// A day of care: real and not in the future.
    pub fn care_day(&self, row: &Row<'a>, field: Field) -> Result<NaiveDate, dates::Reason> {
        let day = self.date_in(row, field, Near::Care(self.today()))?.day;
        if day > self.today() {
            return Err("is in the future".into());
        }
        if day.year() < 1900 {
            return Err("is too long ago".into());
        }
        Ok(day)
    }

    /// A last day, which may lie ahead.
    pub fn end_day(&self, row: &Row<'a>, field: Field) -> Result<NaiveDate, dates::Reason> {
        let day = self.date_in(row, field, Near::Care(self.today()))?.day;
        let limit = self
            .today()
            .checked_add_months(Months::new(24))
            .unwrap_or(NaiveDate::MAX);
        if day > limit {
            Err("is too far in the future".into())
        } else {
            Ok(day)
        }
    }
}

/// Fields whose absence at the end of a short row may mean that cells are shifted.
fn is_needed(field: Field) -> bool {
    !matches!(
        field,
        Field::Ignore
            | Field::Mme
            | Field::Animal
            | Field::VetFlag
            | Field::Status
            | Field::Sig
            | Field::Pharmacy
            | Field::PrescriberDea
            | Field::EventValue
            | Field::AsOf
    )
}
