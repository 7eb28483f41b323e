//! The reading of a table's columns, and what is missing from it.

use serde::{Deserialize, Serialize};

use super::dates::DateOrder;
use super::field::Field;
use crate::domain::import_batch::ImportKind;

/// How the meaning of a column was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FoundBy {
    /// Its header says so, and its cells agree.
    Header,
    /// Its cells leave no other choice.
    Content,
    /// Its header says so but many cells do not fit: to be checked.
    Check,
    /// A person chose it.
    Person,
}

impl FoundBy {
    /// The words on screens.
    pub fn label(self) -> &'static str {
        match self {
            Self::Header => "by header",
            Self::Content => "by content",
            Self::Check => "check",
            Self::Person => "chosen",
        }
    }
}

/// The reading of one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its meaning; `None` when it is not read.
    pub field: Option<Field>,
    /// How that was found.
    pub found_by: FoundBy,
    /// The order of its dates, where its cells allow only one.
    pub date_order: Option<DateOrder>,
}

/// How the order of dates was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderFoundBy {
    /// Every date says its order itself.
    NotNeeded,
    /// Some dates allow only one order.
    Cells,
    /// Nothing in the file settles it: month/day/year was taken.
    Assumed,
    /// Some dates allow only one order, others only the other.
    Contradicted,
    /// A person chose it.
    Person,
}

/// The reading of a whole table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// What the table holds.
    pub kind: ImportKind,
    /// One reading per column.
    pub columns: Vec<Column>,
    /// The order of dates where a column's own cells do not settle it.
    pub date_order: DateOrder,
    /// How that order was found.
    pub order_found_by: OrderFoundBy,
    /// Numbers have a decimal comma.
    pub decimal_comma: bool,
    /// The one patient of the table is named above it.
    pub patient_above: bool,
    /// Questions that only a person can answer, as sentences; answered when a person has looked.
    pub doubts: Vec<String>,
}

impl Mapping {
    /// The column with this meaning.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|c| c.field == Some(field))
    }

    /// Gives a column a meaning; another column that had it loses it.
    pub fn set(&mut self, column: usize, field: Option<Field>) {
        for other in &mut self.columns {
            if field.is_some_and(|f| !f.may_stand_often()) && other.field == field {
                other.field = None;
            }
        }
        if let Some(chosen) = self.columns.get_mut(column) {
            chosen.field = field;
            chosen.found_by = FoundBy::Person;
        }
        self.doubts.clear();
    }

    /// Makes all dates read in this order.
    pub fn set_date_order(&mut self, order: DateOrder) {
        self.date_order = order;
        self.order_found_by = OrderFoundBy::Person;
        for column in &mut self.columns {
            column.date_order = None;
        }
    }

    /// The order in which the dates of a column are read.
    pub fn order_of(&self, column: usize) -> DateOrder {
        self.columns
            .get(column)
            .and_then(|c| c.date_order)
            .unwrap_or(self.date_order)
    }

    /// What is to be said about the order of dates.
    pub fn date_order_note(&self) -> Option<String> {
        let order = self.date_order.label();
        match self.order_found_by {
            OrderFoundBy::NotNeeded => None,
            OrderFoundBy::Person => Some(format!("Dates are read as {order}, as chosen.")),
            OrderFoundBy::Cells if self.date_order == DateOrder::Mdy => {
                Some(format!("Dates are {order}."))
            }
            OrderFoundBy::Cells => {
                Some(format!("The dates can only be {order}; they are read so."))
            }
            OrderFoundBy::Assumed => Some(format!(
                "Nothing in the file settles the order of its dates: they are read as {order}. Check it."
            )),
            OrderFoundBy::Contradicted => Some(format!(
                "Dates of both orders stand in one column: they are read as {order}, and what that makes impossible is kept out. Check all of them."
            )),
        }
    }

    /// Whether a person should look at how dates are read.
    pub fn order_needs_a_look(&self) -> bool {
        match self.order_found_by {
            OrderFoundBy::NotNeeded | OrderFoundBy::Person => false,
            OrderFoundBy::Cells => self.date_order != DateOrder::Mdy,
            OrderFoundBy::Assumed | OrderFoundBy::Contradicted => true,
        }
    }

    /// What stands in the way of reading the table, in sentences; empty when nothing does.
    pub fn missing(&self) -> Vec<String> {
        let mut sentences = self.doubts.clone();
        let has = |field| self.column(field).is_some();
        if self
            .columns
            .iter()
            .all(|c| c.field.is_none_or(|f| f == Field::Ignore))
        {
            sentences.push("None of the columns is known. Say what each column holds, or export a table of prescriptions, patients or care events.".to_owned());
            return sentences;
        }
        let named = has(Field::FullName) || (has(Field::LastName) && has(Field::FirstName));
        if !(has(Field::Mrn) || (named && has(Field::Born)) || self.patient_above) {
            sentences.push(
                "A needed column is missing: MRN, or patient name and date of birth.".to_owned(),
            );
        }
        match self.kind {
            ImportKind::Prescriptions => {
                if !(has(Field::DrugName) || has(Field::BrandName)) {
                    sentences.push("A needed column is missing: the medicine's name.".to_owned());
                }
                if !(has(Field::DateFilled) || has(Field::DateStart) || has(Field::DateWritten)) {
                    sentences.push(
                        "A needed column is missing: date filled, date written or order date."
                            .to_owned(),
                    );
                }
            }
            ImportKind::Patients => {
                let has_care = self
                    .columns
                    .iter()
                    .any(|c| matches!(c.field, Some(Field::CareDate(_) | Field::Care(_))));
                let has_fact = has(Field::LastName) || has(Field::Born) || has(Field::Clinician);
                if !(named || has_fact || has_care) {
                    sentences.push("A needed column is missing: patient name, date of birth, responsible clinician, or care such as the last PDMP check.".to_owned());
                }
            }
            ImportKind::Events => {
                if !has(Field::EventDate) {
                    sentences.push("A needed column is missing: the date of the event.".to_owned());
                }
                if !(has(Field::EventKind) || has(Field::PegScore)) {
                    sentences
                        .push("A needed column is missing: what kind of event it was.".to_owned());
                }
            }
        }
        sentences
    }
}
