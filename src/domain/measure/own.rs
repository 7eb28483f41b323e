//! Measures that the team enters: typed, pasted, sampled, tallied (R-178 … ).

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{MeasureKind, Unit};
use crate::domain::ids::{OwnMeasureId, OwnPointId};
use crate::domain::run_chart::Better;

/// How the values of an entered measure come about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnForm {
    /// How many there were.
    Count,
    /// n of d, in per cent.
    #[default]
    Share,
    /// n of d for every so many.
    Rate,
    /// n of d of a sample of each clinician.
    Sample,
    /// The mean of a survey, with the number of answers.
    Mean,
    /// A count from zero that adds up.
    Running,
    /// Events tapped in at the front desk, for fixed periods.
    Tally,
}

impl OwnForm {
    /// All of them, in order.
    pub const ALL: [Self; 7] = [
        Self::Count,
        Self::Share,
        Self::Rate,
        Self::Sample,
        Self::Mean,
        Self::Running,
        Self::Tally,
    ];

    /// The code in the clinic file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Share => "share",
            Self::Rate => "rate",
            Self::Sample => "sample",
            Self::Mean => "mean",
            Self::Running => "running",
            Self::Tally => "tally",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.code() == code)
    }

    /// The name on screens.
    pub fn label(self) -> &'static str {
        match self {
            Self::Count => "Count",
            Self::Share => "Percentage (n of d)",
            Self::Rate => "Rate",
            Self::Sample => "Sample per clinician",
            Self::Mean => "Survey mean",
            Self::Running => "Running count from zero",
            Self::Tally => "Event tally",
        }
    }

    /// The unit of its values.
    pub fn unit(self) -> Unit {
        match self {
            Self::Count | Self::Running | Self::Tally => Unit::Count,
            Self::Share | Self::Sample => Unit::Percent,
            Self::Rate | Self::Mean => Unit::Number,
        }
    }

    /// Whether a point needs a denominator.
    pub fn needs_denominator(self) -> bool {
        matches!(self, Self::Share | Self::Rate | Self::Sample)
    }

    /// Whether a point may have a second number: a denominator, or the answers of a survey.
    pub fn has_denominator(self) -> bool {
        self.needs_denominator() || self == Self::Mean
    }
}

/// The time that one point of a chart stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    #[default]
    Month,
    /// A calendar quarter.
    Quarter,
}

impl Period {
    /// All of them, shortest first.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Quarter];

    /// The code in the clinic file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }

    /// The name on screens.
    pub fn label(self) -> &'static str {
        match self {
            Self::Day => "Day",
            Self::Week => "Week",
            Self::Month => "Month",
            Self::Quarter => "Quarter",
        }
    }

    /// "day", "week", as a sentence has it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
        }
    }

    /// "days", "weeks", as a sentence has them.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Day => "days",
            Self::Week => "weeks",
            Self::Month => "months",
            Self::Quarter => "quarters",
        }
    }

    /// The last day of the period that holds `day`.
    pub fn end_of(self, day: NaiveDate) -> NaiveDate {
        match self {
            Self::Day => day,
            Self::Week => {
                let left = 6 - u64::from(day.weekday().num_days_from_monday());
                day.checked_add_days(Days::new(left)).unwrap_or(day)
            }
            Self::Month => super::month_end(day),
            Self::Quarter => {
                let last_month = day.month0() / 3 * 3 + 3;
                NaiveDate::from_ymd_opt(day.year(), last_month, 1).map_or(day, super::month_end)
            }
        }
    }

    /// The end of the period after the one that ends on `end`.
    pub fn after(self, end: NaiveDate) -> NaiveDate {
        self.end_of(end.checked_add_days(Days::new(1)).unwrap_or(end))
    }

    /// How the period is named in a sentence: "2026-03", "2026-03-09", "2026 Q1".
    pub fn name(self, end: NaiveDate) -> String {
        match self {
            Self::Day => end.to_string(),
            Self::Week => format!("week to {end}"),
            Self::Month => end.format("%Y-%m").to_string(),
            Self::Quarter => format!("{} Q{}", end.year(), end.month0() / 3 + 1),
        }
    }
}

/// A measure that the team enters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnMeasure {
    /// Record number in the clinic file; 0 for one not yet saved.
    pub id: OwnMeasureId,
    /// Its name.
    pub name: String,
    /// What is counted, of whom, in the team's words.
    pub definition: String,
    /// Which of the three kinds.
    pub kind: MeasureKind,
    /// How values come about.
    pub form: OwnForm,
    /// For a rate: so many; 100 unless the team says otherwise.
    pub per: u32,
    /// Which way is better.
    pub better: Better,
    /// The time one point stands for.
    pub period: Period,
    /// How the numbers are got, kept steady.
    pub method: String,
    /// What is imperfect about that.
    pub caveat: String,
    /// The same measure in an outside set, such as CDC or PQA.
    pub reference: String,
    /// The last day it was kept; `None` while it is.
    pub retired_on: Option<NaiveDate>,
    /// Who changed it last.
    pub by: String,
    /// And when.
    pub on: NaiveDate,
}

impl OwnMeasure {
    /// An empty one.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            id: OwnMeasureId(0),
            name: String::new(),
            definition: String::new(),
            kind: MeasureKind::Process,
            form: OwnForm::default(),
            per: 100,
            better: Better::Higher,
            period: Period::default(),
            method: String::new(),
            caveat: String::new(),
            reference: String::new(),
            retired_on: None,
            by: String::new(),
            on: today,
        }
    }

    /// Whether it is still kept.
    pub fn is_kept(&self) -> bool {
        self.retired_on.is_none()
    }

    /// Definition, method and caveat in a row.
    pub fn sentence(&self) -> String {
        let mut parts = Vec::new();
        if self.definition.is_empty() {
            let form = self.form.label().to_lowercase();
            parts.push(format!("Entered by the team: {form}."));
        } else {
            parts.push(ended(&self.definition));
        }
        if self.form == OwnForm::Rate {
            parts.push(format!("For every {}.", self.per));
        }
        for (lead, words) in [("Method", &self.method), ("Caution", &self.caveat)] {
            if !words.is_empty() {
                parts.push(format!("{lead}: {}", ended(words)));
            }
        }
        parts.join(" ")
    }
}

/// With a full stop, or the mark it has.
fn ended(words: &str) -> String {
    let words = words.trim();
    if words.ends_with(['.', '!', '?']) {
        words.to_owned()
    } else {
        format!("{words}.")
    }
}

/// One number entered for a measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnPoint {
    /// Record number in the clinic file; 0 for one not yet saved.
    pub id: OwnPointId,
    /// Of which measure.
    pub measure: OwnMeasureId,
    /// A day of its period.
    pub day: NaiveDate,
    /// The count, the numerator, or the mean; `None`: asked for and not to be had.
    pub numerator: Option<f64>,
    /// The denominator, or the number of answers.
    pub denominator: Option<f64>,
    /// Whose sample it is; empty for all.
    pub clinician: String,
    /// Where it comes from.
    pub source: String,
    /// Anything to say of it.
    pub note: String,
    /// Who entered it.
    pub by: String,
    /// And when.
    pub on: NaiveDate,
}

impl OwnPoint {
    /// An empty one of a measure.
    pub fn new(measure: OwnMeasureId, day: NaiveDate) -> Self {
        Self {
            id: OwnPointId(0),
            measure,
            day,
            numerator: None,
            denominator: None,
            clinician: String::new(),
            source: String::new(),
            note: String::new(),
            by: String::new(),
            on: day,
        }
    }
}
