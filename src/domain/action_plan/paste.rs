//! Rows of a plan from a spreadsheet or a document: which line is an activity, which a step.
//!
//! Four layouts are read: a table with a header; what, who and when without one; a list with a step
//! a line; and the programme's own form, where "Activity:", "Manager of this process:" and "Date
//! for completion:" stand over the steps. Nothing is guessed away: lines that are neither activity
//! nor step are handed back, and so is the one guess that is made, four columns without a header.

mod columns;
mod form;
mod rows;

use chrono::NaiveDate;

use super::command::StepText;
use columns::Columns;
use form::Label;

/// What rows without a header are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasteAs {
    /// What, who, when.
    Steps,
    /// Activity, manager, due.
    Activities,
}

/// A row that goes into the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PastedRow {
    /// The steps after it are its own.
    Activity(PastedActivity),
    /// A step of the activity before it.
    Step(PastedStep),
}

/// An activity as pasted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastedActivity {
    /// Its block, where the heading or column names one.
    pub block: Option<u8>,
    /// What.
    pub text: String,
    /// Who sees to it.
    pub manager: String,
    /// When, as written.
    pub due: String,
    /// A date in a column of its own.
    pub due_on: Option<NaiveDate>,
    /// Names of resources.
    pub resources: Vec<String>,
    /// What else stood beside it.
    pub note: String,
}

/// A step as pasted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastedStep {
    /// What, who and when.
    pub text: StepText,
    /// A date in a column of its own.
    pub when_on: Option<NaiveDate>,
    /// The day it was done.
    pub done_on: Option<NaiveDate>,
    /// What else stood beside it.
    pub note: String,
}

/// What a pasted text holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The rows in order.
    pub rows: Vec<PastedRow>,
    /// Lines that are neither activity nor step.
    pub left_out: Vec<String>,
    /// Four columns without a header were read as activity, step, who and when.
    pub is_by_place: bool,
}

impl Pasted {
    /// How many activities and steps.
    pub fn counts(&self) -> (usize, usize) {
        let activities = self.rows.iter();
        let activities = activities.filter(|r| matches!(r, PastedRow::Activity(_)));
        let activities = activities.count();
        (activities, self.rows.len() - activities)
    }
}

/// Reads the cells of a pasted text, line by line; dates as they are typed on a day.
///
/// # Errors
/// A sentence that says which row cannot be placed, and what to do.
pub fn read(cells: &[Vec<String>], kind: PasteAs, today: NaiveDate) -> Result<Pasted, String> {
    let mut reader = Reader {
        kind,
        today,
        is_form: cells.iter().any(|row| form::begins_activity(row)),
        columns: None,
        block: None,
        in_resources: false,
        under: Under::Work,
        found: Pasted::default(),
    };
    for (number, row) in (1..).zip(cells) {
        let row: Vec<String> = row.iter().map(|cell| plain(cell)).collect();
        reader.row(number, &row)?;
    }
    if reader.found.rows.is_empty() {
        return Err(
            "The clipboard holds no rows of a plan. Copy what, who and when in the spreadsheet or \
             document first."
                .to_owned(),
        );
    }
    Ok(reader.found)
}

/// A cell without the spaces, bullets and asterisks that documents put round words.
fn plain(cell: &str) -> String {
    let cell = cell.trim();
    let cell = cell.strip_prefix("**").unwrap_or(cell);
    let cell = cell.strip_suffix("**").unwrap_or(cell);
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_bullet(text: &str) -> &str {
    let rest = text.trim_start_matches(['-', '•', '*', '·', '–', '☐', '□']);
    rest.trim_matches(['*', ' '])
}

/// What the lines stand under.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Under {
    /// An activity, or nothing yet.
    Work,
    /// A slot of the form that nobody filled: what follows belongs to no activity.
    EmptySlot,
    /// A heading of the form's end: what follows is no step.
    End,
}

struct Reader {
    kind: PasteAs,
    today: NaiveDate,
    /// The programme's form: lines before the first activity are no steps.
    is_form: bool,
    columns: Option<Columns>,
    block: Option<u8>,
    in_resources: bool,
    under: Under,
    found: Pasted,
}

impl Reader {
    fn row(&mut self, number: usize, row: &[String]) -> Result<(), String> {
        let filled: Vec<&String> = row.iter().filter(|c| !c.is_empty()).collect();
        let Some(first) = filled.first() else {
            return Ok(());
        };
        if let Some(columns) = Columns::header(row) {
            self.columns = Some(columns);
            self.in_resources = false;
            return Ok(());
        }
        if self.is_form && self.label_in_a_cell(&filled) {
            return Ok(());
        }
        if filled.len() == 1 && (self.is_form || self.columns.is_none()) && self.line(first) {
            return Ok(());
        }
        self.in_resources = false;
        match self.columns.clone() {
            Some(columns) if !self.by_columns(&columns, row) => self.leave_out(row),
            Some(_) => {}
            None => return self.by_place(number, row, filled.len()),
        }
        Ok(())
    }

    /// A label in a cell of its own with its value in the cells beside it, as in a document's table.
    fn label_in_a_cell(&mut self, filled: &[&String]) -> bool {
        let Some((first, values)) = filled.split_first().filter(|(_, v)| !v.is_empty()) else {
            return false;
        };
        let Some((label, "")) = form::label(first) else {
            return false;
        };
        self.in_resources = label == Label::Resources;
        let values: Vec<&str> = values.iter().map(|v| v.as_str()).collect();
        self.labelled(label, values.join(", "));
        true
    }

    /// A line of the programme's form. False when it is a row of its own.
    fn line(&mut self, text: &str) -> bool {
        if let Some((label, value)) = form::label(text) {
            self.in_resources = label == Label::Resources;
            self.labelled(label, plain(value));
            return true;
        }
        if form::is_end(text) {
            self.under = Under::End;
            self.in_resources = false;
            self.found.left_out.push(text.to_owned());
            return true;
        }
        if let Some(block) = form::block_heading(text) {
            self.block = Some(block);
            self.in_resources = false;
            return true;
        }
        let resources = self.in_resources;
        if let (true, Some(activity)) = (resources, self.last_activity()) {
            activity
                .resources
                .push(form::without_link(without_bullet(text)));
            return true;
        }
        if self.under == Under::End || self.is_form && self.last_activity().is_none() {
            self.found.left_out.push(text.to_owned());
            return true;
        }
        false
    }

    fn labelled(&mut self, label: Label, value: String) {
        if label == Label::Activity {
            self.under = Under::EmptySlot;
            if !value.is_empty() {
                let block = self.block;
                self.begin(PastedActivity {
                    block,
                    text: value,
                    ..PastedActivity::default()
                });
            }
            return;
        }
        if value.is_empty() {
            return;
        }
        let Some(activity) = self.last_activity() else {
            self.found.left_out.push(value);
            return;
        };
        match label {
            Label::Manager => activity.manager = value,
            Label::Due => activity.due = value,
            Label::Resources => {
                let names = value.split([',', ';']).map(str::trim);
                activity.resources.extend(names.map(str::to_owned));
            }
            Label::Activity => {}
        }
    }

    fn begin(&mut self, activity: PastedActivity) {
        if self.under == Under::EmptySlot {
            self.under = Under::Work;
        }
        self.found.rows.push(PastedRow::Activity(activity));
    }

    /// A row that is no step, as one line.
    fn leave_out(&mut self, row: &[String]) {
        let filled = row.iter().filter(|c| !c.is_empty());
        let filled: Vec<&str> = filled.map(String::as_str).collect();
        self.found.left_out.push(filled.join(" · "));
    }

    /// The activity that rows belong to.
    fn last_activity(&mut self) -> Option<&mut PastedActivity> {
        if self.under == Under::EmptySlot {
            return None;
        }
        let mut rows = self.found.rows.iter_mut().rev();
        rows.find_map(|row| match row {
            PastedRow::Activity(activity) => Some(activity),
            PastedRow::Step(_) => None,
        })
    }
}
