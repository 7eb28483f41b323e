//! The gaps of a day: worked out from the registry's rows, never stored.

use chrono::NaiveDate;

use super::GapRule;
use super::find::Finder;
use crate::domain::clinic::Settings;
use crate::domain::ids::PatientId;
use crate::domain::registry::RegistryRow;
use crate::domain::workbook::Workbook;

/// How a gap stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapState {
    /// Past its due day by so many days, 1 or more.
    Overdue(i64),
    /// Never done, as far as the records say.
    Never,
    /// Due within the clinic's days ahead: in so many days, 0 on the day itself.
    DueSoon(i64),
    /// A fact is missing without which it cannot be told.
    Unknown,
}

impl GapState {
    /// The stable word in exports.
    pub fn code(self) -> &'static str {
        match self {
            Self::Overdue(_) => "overdue",
            Self::Never => "never",
            Self::DueSoon(_) => "due_soon",
            Self::Unknown => "unknown",
        }
    }
}

/// Why something is a gap, beyond the rule and its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapNote {
    /// The interval has passed, or will soon.
    Interval,
    /// Nothing of the kind is on record for the patient.
    NeverRecorded,
    /// Nothing of the kind is on record for anybody.
    NotRecordedHere,
    /// Signed before the clinic's current agreement.
    OlderVersion,
    /// The clinic has not entered since when its current agreement holds.
    NoVersion,
    /// No score belongs to the last visit.
    NoScoreAtVisit,
    /// No visit is on record.
    NoVisit,
    /// The dose is unknown and no other reason is known.
    DoseUnknown,
    /// Whether a sedative is in use is unknown.
    SedativeUnknown,
    /// No visit is booked.
    NotBooked,
    /// No tier is set.
    NoTier,
}

/// Something due for a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Whose.
    pub patient: PatientId,
    /// By which rule.
    pub rule: GapRule,
    /// How it stands.
    pub state: GapState,
    /// When it was last done.
    pub last_on: Option<NaiveDate>,
    /// The day it is, or was, due.
    pub due_on: Option<NaiveDate>,
    /// Why.
    pub note: GapNote,
    /// The rule's months for this patient's tier, where it has an interval.
    pub months: Option<u32>,
    /// It waits up to this day because a person said so.
    pub snoozed_until: Option<NaiveDate>,
    /// A person closed it without the check on this day: counted as done then.
    pub closed_on: Option<NaiveDate>,
}

/// All gaps of a day, by patient and rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gaps {
    day: Option<NaiveDate>,
    list: Vec<Gap>,
    remarks: Vec<String>,
}

impl Gaps {
    /// Works out the gaps of every patient on long-term therapy.
    pub fn on(workbook: &Workbook, rows: &[RegistryRow], day: NaiveDate) -> Self {
        Self::under(workbook, &workbook.settings, rows, day)
    }

    /// The same under other rules, for a look beforehand; the rows say who is on long-term therapy.
    pub fn under(
        workbook: &Workbook,
        settings: &Settings,
        rows: &[RegistryRow],
        day: NaiveDate,
    ) -> Self {
        let finder = Finder::on(workbook, settings, day);
        Self {
            day: Some(day),
            list: rows.iter().flat_map(|row| finder.gaps_of(row)).collect(),
            remarks: finder.remarks(),
        }
    }

    /// The day they were worked out for.
    pub fn day(&self) -> Option<NaiveDate> {
        self.day
    }

    /// What keeps a rule from being looked at for anybody, as sentences.
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// All of them, by patient and rule; snoozed ones too.
    pub fn all(&self) -> &[Gap] {
        &self.list
    }

    /// The patient's gaps, by rule.
    pub fn of(&self, patient: PatientId) -> &[Gap] {
        let start = self.list.partition_point(|g| g.patient < patient);
        let end = self.list.partition_point(|g| g.patient <= patient);
        self.list.get(start..end).unwrap_or_default()
    }
}

impl Gap {
    /// Whether it asks for something now: neither due later nor waiting.
    pub fn is_open(&self) -> bool {
        self.snoozed_until.is_none() && !matches!(self.state, GapState::DueSoon(_))
    }
}
