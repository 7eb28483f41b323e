//! Whose a row is, remembered for each spelling of an identity.

use chrono::{Datelike, NaiveDate};

use super::cells::Row;
use super::dates::{self, Near};
use super::field::Field;
use super::identity::{Identity, Outcome};
use super::people::{self, Name};
use super::reading::{Reading, Remembered, Variant, Whose};
use crate::domain::patient::Sex;

/// Greatest age at which a date of birth is believed.
const OLDEST: i32 = 115;

impl<'a> Reading<'a> {
    /// Whose the row is. A row that is nobody's is kept out with its reason.
    pub fn whose(&mut self, row: &Row<'a>, may_create: bool) -> Option<Whose> {
        self.scratch.clear();
        for field in [
            Field::Mrn,
            Field::FullName,
            Field::LastName,
            Field::FirstName,
            Field::Born,
        ] {
            let cell = self.cell(row, field);
            self.scratch.push_str(cell);
            self.scratch.push('\u{1f}');
        }
        if let Some(Remembered::Known(whose)) = self.remembered.get(&self.scratch) {
            return Some(*whose);
        }
        if !self.remembered.contains_key(&self.scratch) {
            let key = self.scratch.clone();
            let found = self.first_met(row, may_create);
            self.remembered.insert(key, found);
        }
        match self.remembered.get(&self.scratch) {
            Some(Remembered::Known(whose)) => Some(*whose),
            Some(Remembered::Refused(field, value, reason)) => {
                let (field, value, reason) = (*field, value.clone(), reason.clone());
                self.reject(row, field, &value, reason);
                None
            }
            Some(Remembered::Asked(question)) => {
                if let Some(question) = self.questions.get_mut(*question) {
                    question.rows += u64::from(question.line != row.line());
                }
                let value = self.cell(row, Field::Mrn);
                self.reject(
                    row,
                    Field::Mrn,
                    value,
                    "It is not certain whose row this is: answer the question about it.",
                );
                None
            }
            None => None,
        }
    }

    fn first_met(&mut self, row: &Row<'a>, may_create: bool) -> Remembered {
        let who = match self.identity(row) {
            Ok(who) => who,
            Err((field, value, reason)) => return Remembered::Refused(field, value, reason.into()),
        };
        let answers = &self.options.answers;
        match self.register.resolve(&who, row.line(), may_create, answers) {
            Outcome::Slot(slot, remarks) => {
                for (field, reason) in remarks {
                    let field = if field == Field::LastName && !self.has(field) {
                        Field::FullName
                    } else {
                        field
                    };
                    let value = self.cell(row, field);
                    self.warn(row, field, value, reason);
                }
                self.warn_of_blanks(row, &who);
                self.variants.push(Variant {
                    slot,
                    is_by_merged_record: self.register.is_by_merged_record(slot, &who),
                    name: who.name,
                    latest: NaiveDate::MIN,
                });
                Remembered::Known(Whose {
                    slot,
                    variant: self.variants.len() - 1,
                })
            }
            Outcome::Ask(question) => {
                self.questions.push(question);
                Remembered::Asked(self.questions.len() - 1)
            }
            Outcome::Refuse(field, reason) => {
                let value = self.cell(row, field).to_owned();
                Remembered::Refused(field, value, reason.into())
            }
        }
    }

    fn warn_of_blanks(&mut self, row: &Row<'a>, who: &Identity) {
        if who.mrn.is_none() && self.has(Field::Mrn) {
            self.warn(
                row,
                Field::Mrn,
                "",
                "is blank; the row was given to the patient of this name and date of birth",
            );
        }
        for field in [Field::LastName, Field::FirstName, Field::FullName]
            .into_iter()
            .filter(|f| self.has(*f))
            .collect::<Vec<_>>()
        {
            let cell = self.cell(row, field);
            let known = match field {
                Field::FirstName => &who.name.first,
                _ => &who.name.last,
            };
            if known.is_empty() && who.mrn.is_some() {
                self.warn(
                    row,
                    field,
                    cell,
                    "gives no name; the row was given to the patient of this MRN",
                );
            }
        }
    }

    fn identity(&mut self, row: &Row<'a>) -> Result<Identity, (Field, String, &'static str)> {
        let mrn_cell = self.cell(row, Field::Mrn);
        let mrn =
            people::mrn(mrn_cell).map_err(|reason| (Field::Mrn, mrn_cell.to_owned(), reason))?;
        let readable = |cell: &'a str| {
            if people::is_error_cell(cell) || people::says_nothing(cell) {
                ""
            } else {
                cell
            }
        };
        let whole = readable(self.cell(row, Field::FullName));
        let (last, first) = (
            readable(self.cell(row, Field::LastName)),
            readable(self.cell(row, Field::FirstName)),
        );
        let name = if whole.is_empty() {
            name_of_parts(last, first)
        } else {
            Name::of_whole(whole)
        };
        let born = self.born(row);
        let sex = sex(self.cell(row, Field::Sex));
        match &self.above {
            Some(above) if mrn.is_none() && name.is_empty() => {
                let near = Near::Birth(self.today());
                let born = dates::read(&above.born, self.mapping.date_order, near)
                    .ok()
                    .map(|d| d.day);
                let mrn = people::mrn(&above.mrn).ok().flatten();
                Ok(Identity {
                    mrn,
                    name: Name::of_whole(&above.name),
                    born,
                    sex,
                })
            }
            _ => Ok(Identity {
                mrn,
                name,
                born,
                sex,
            }),
        }
    }

    /// The date of birth, or nothing and a remark.
    fn born(&mut self, row: &Row<'a>) -> Option<NaiveDate> {
        let cell = self.cell(row, Field::Born);
        if cell.is_empty() {
            return None;
        }
        let today = self.today();
        match self.date_in(row, Field::Born, Near::Birth(today)) {
            Ok(read) if read.day > today => {
                self.warn(
                    row,
                    Field::Born,
                    cell,
                    "is in the future; the date of birth was left open",
                );
                None
            }
            Ok(read) if today.year() - read.day.year() > OLDEST => {
                self.warn(
                    row,
                    Field::Born,
                    cell,
                    "is not plausible as a date of birth; it was left open",
                );
                None
            }
            Ok(read) => {
                if read.century_chosen {
                    let reason = format!(
                        "has a year of two digits; it was read as {}. Check it",
                        read.day
                    );
                    self.warn(row, Field::Born, cell, reason);
                }
                Some(read.day)
            }
            Err(reason) => {
                self.warn(
                    row,
                    Field::Born,
                    cell,
                    format!("{reason}; the date of birth was left open"),
                );
                None
            }
        }
    }
}

/// A whole name in the last-name column is split where the first-name column is blank.
fn name_of_parts(last: &str, first: &str) -> Name {
    if first.is_empty() && last.contains(',') {
        Name::of_whole(last)
    } else {
        Name::of_parts(last, first)
    }
}

fn sex(cell: &str) -> Option<Sex> {
    match people::key(cell).as_str() {
        "f" | "female" | "woman" => Some(Sex::Female),
        "m" | "male" | "man" => Some(Sex::Male),
        "" | "u" | "unknown" => None,
        _ => Some(Sex::Other),
    }
}
