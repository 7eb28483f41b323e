//! Before and after: the one shape in which records change, are kept in the history and undone.

use serde::{Deserialize, Serialize};

use super::action_plan::{Activity, Plan, Review, Step};
use super::assessment::wording::Wording;
use super::assessment::{Answer, Attendance, Priority, Remark, Round, Sheet};
use super::care_gap::GapWork;
use super::case_review::CaseReview;
use super::challenge::MetChallenge;
use super::chart_review::ChartReview;
use super::clinic::{Clinic, Goal, Settings};
use super::data_plan::DataElement;
use super::departure::{Departure, Handover};
use super::duplicates::DistinctPair;
use super::event::{CareEvent, Decision, HandMed};
use super::huddle::HuddleEntry;
use super::ids::{FillId, ImportId, PatientId};
use super::measure::{
    ChartMark, MeasureChoice, MeasureLogEntry, OwnMeasure, OwnPoint, Snapshot, TallyCount,
    TallyPeriod,
};
use super::milestone::Milestone;
use super::patient::{Clinician, Patient};
use super::patient_fact::PatientFact;
use super::saved_view::SavedView;
use super::small_test::SmallTest;
use super::stage::{LogEntry, StageRecord};
use super::team::Person;
use super::workbook::SavedLayout;

/// A record before and after. `None` before: it is new. `None` after: it is removed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change<T> {
    /// The record as it was.
    pub before: Option<T>,
    /// The record as it will be.
    pub after: Option<T>,
}

impl<T> Change<T> {
    /// A record that did not exist.
    pub fn add(after: T) -> Self {
        Self {
            before: None,
            after: Some(after),
        }
    }

    /// A record with other values.
    pub fn replace(before: T, after: T) -> Self {
        Self {
            before: Some(before),
            after: Some(after),
        }
    }

    /// A record that goes away.
    pub fn remove(before: T) -> Self {
        Self {
            before: Some(before),
            after: None,
        }
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        Self {
            before: self.after,
            after: self.before,
        }
    }
}

/// One change to one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// The clinic's name, site or approach.
    Clinic(Change<Clinic>),
    /// The clinic's choices.
    Settings(Box<Change<Settings>>),
    /// A patient's facts.
    Patient(Change<Patient>),
    /// A clinician's name.
    Clinician(Change<Clinician>),
    /// A care event.
    Event(Change<CareEvent>),
    /// A verdict on long-term opioid therapy.
    Decision(Change<Decision>),
    /// A hand-entered MED.
    HandMed(Change<HandMed>),
    /// A goal.
    Goal(Change<Goal>),
    /// A remembered column reading.
    Layout(Change<SavedLayout>),
    /// A round of the self-assessment.
    Round(Change<Round>),
    /// A sheet of a round.
    Sheet(Change<Sheet>),
    /// An answer of a sheet.
    Answer(Change<Answer>),
    /// A remark from the talk.
    Remark(Change<Remark>),
    /// An improvement priority.
    Priority(Change<Priority>),
    /// Who took part in a training.
    Attendance(Change<Attendance>),
    /// What the clinic has entered about a milestone.
    Milestone(Box<Change<Milestone>>),
    /// What the clinic has entered about a stage.
    StageRecord(Box<Change<StageRecord>>),
    /// An entry of the dated log.
    LogEntry(Box<Change<LogEntry>>),
    /// An action plan.
    Plan(Box<Change<Plan>>),
    /// An activity of a plan.
    Activity(Box<Change<Activity>>),
    /// A step of an activity.
    Step(Box<Change<Step>>),
    /// A review of an activity.
    Review(Box<Change<Review>>),
    /// A small test of change.
    SmallTest(Box<Change<SmallTest>>),
    /// A challenge the clinic has met.
    Challenge(Box<Change<MetChallenge>>),
    /// Somebody or some group that work can be given to.
    Person(Box<Change<Person>>),
    /// A measure that the team enters.
    OwnMeasure(Box<Change<OwnMeasure>>),
    /// A number entered for it.
    OwnPoint(Box<Change<OwnPoint>>),
    /// Something set on a chart.
    ChartMark(Box<Change<ChartMark>>),
    /// What the team says of a measure.
    MeasureChoice(Box<Change<MeasureChoice>>),
    /// A period of an event tally.
    TallyPeriod(Box<Change<TallyPeriod>>),
    /// The events of a day and category.
    TallyCount(Box<Change<TallyCount>>),
    /// A frozen baseline.
    Snapshot(Box<Change<Snapshot>>),
    /// An entry of the log about measures.
    MeasureLog(Box<Change<MeasureLogEntry>>),
    /// The loaded wording of the instrument.
    Wording(Box<Change<Wording>>),
    /// What holds for a patient from a day to a day.
    PatientFact(Box<Change<PatientFact>>),
    /// Who works on a care gap, or why it waits.
    GapWork(Box<Change<GapWork>>),
    /// What is prepared for a patient's visit or refill on a day.
    HuddleEntry(Box<Change<HuddleEntry>>),
    /// A team's review of a patient.
    CaseReview(Box<Change<CaseReview>>),
    /// A clinician's leaving.
    Departure(Box<Change<Departure>>),
    /// A patient's way to another clinician.
    Handover(Box<Change<Handover>>),
    /// A saved way of looking at the patients.
    SavedView(Box<Change<SavedView>>),
    /// Something that the team tracks, or wants to.
    DataElement(Box<Change<DataElement>>),
    /// A peer review of charts.
    ChartReview(Box<Change<ChartReview>>),
    /// Two records that look like one person and are two.
    DistinctPair(Box<Change<DistinctPair>>),
    /// Fills that go from one patient to another.
    FillsMoved {
        /// Whose they are.
        from: PatientId,
        /// Whose they become.
        to: PatientId,
        /// Which.
        fills: Vec<FillId>,
    },
    /// An import taken back (`undone` true) or put back (false).
    ImportUndone {
        /// Which import.
        import: ImportId,
        /// The state it gets.
        undone: bool,
    },
}

impl Edit {
    /// Whether lists, doses and measures have to be worked out anew after it.
    pub fn concerns_patients(&self) -> bool {
        match self {
            Self::Round(_)
            | Self::Sheet(_)
            | Self::Answer(_)
            | Self::Remark(_)
            | Self::Priority(_)
            | Self::Attendance(_)
            | Self::Milestone(_)
            | Self::StageRecord(_)
            | Self::LogEntry(_)
            | Self::Plan(_)
            | Self::Activity(_)
            | Self::Step(_)
            | Self::Review(_)
            | Self::SmallTest(_)
            | Self::Challenge(_)
            | Self::Person(_)
            | Self::Goal(_)
            | Self::OwnMeasure(_)
            | Self::OwnPoint(_)
            | Self::ChartMark(_)
            | Self::MeasureChoice(_)
            | Self::TallyPeriod(_)
            | Self::TallyCount(_)
            | Self::Snapshot(_)
            | Self::MeasureLog(_)
            | Self::Departure(_)
            | Self::SavedView(_)
            | Self::DataElement(_)
            | Self::ChartReview(_)
            | Self::DistinctPair(_)
            | Self::Wording(_) => false,
            Self::Clinic(_)
            | Self::Settings(_)
            | Self::Layout(_)
            | Self::Patient(_)
            | Self::Clinician(_)
            | Self::Event(_)
            | Self::Decision(_)
            | Self::HandMed(_)
            | Self::PatientFact(_)
            | Self::GapWork(_)
            | Self::HuddleEntry(_)
            | Self::CaseReview(_)
            | Self::Handover(_)
            | Self::FillsMoved { .. }
            | Self::ImportUndone { .. } => true,
        }
    }

    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Clinic(c) => Self::Clinic(c.inverse()),
            Self::Settings(c) => Self::Settings(Box::new(c.inverse())),
            Self::Patient(c) => Self::Patient(c.inverse()),
            Self::Clinician(c) => Self::Clinician(c.inverse()),
            Self::Event(c) => Self::Event(c.inverse()),
            Self::Decision(c) => Self::Decision(c.inverse()),
            Self::HandMed(c) => Self::HandMed(c.inverse()),
            Self::Goal(c) => Self::Goal(c.inverse()),
            Self::Layout(c) => Self::Layout(c.inverse()),
            Self::Round(c) => Self::Round(c.inverse()),
            Self::Sheet(c) => Self::Sheet(c.inverse()),
            Self::Answer(c) => Self::Answer(c.inverse()),
            Self::Remark(c) => Self::Remark(c.inverse()),
            Self::Priority(c) => Self::Priority(c.inverse()),
            Self::Attendance(c) => Self::Attendance(c.inverse()),
            Self::Milestone(c) => Self::Milestone(Box::new(c.inverse())),
            Self::StageRecord(c) => Self::StageRecord(Box::new(c.inverse())),
            Self::LogEntry(c) => Self::LogEntry(Box::new(c.inverse())),
            Self::Plan(c) => Self::Plan(Box::new(c.inverse())),
            Self::Activity(c) => Self::Activity(Box::new(c.inverse())),
            Self::Step(c) => Self::Step(Box::new(c.inverse())),
            Self::Review(c) => Self::Review(Box::new(c.inverse())),
            Self::SmallTest(c) => Self::SmallTest(Box::new(c.inverse())),
            Self::Challenge(c) => Self::Challenge(Box::new(c.inverse())),
            Self::Person(c) => Self::Person(Box::new(c.inverse())),
            Self::OwnMeasure(c) => Self::OwnMeasure(Box::new(c.inverse())),
            Self::OwnPoint(c) => Self::OwnPoint(Box::new(c.inverse())),
            Self::ChartMark(c) => Self::ChartMark(Box::new(c.inverse())),
            Self::MeasureChoice(c) => Self::MeasureChoice(Box::new(c.inverse())),
            Self::TallyPeriod(c) => Self::TallyPeriod(Box::new(c.inverse())),
            Self::TallyCount(c) => Self::TallyCount(Box::new(c.inverse())),
            Self::Snapshot(c) => Self::Snapshot(Box::new(c.inverse())),
            Self::MeasureLog(c) => Self::MeasureLog(Box::new(c.inverse())),
            Self::Wording(c) => Self::Wording(Box::new(c.inverse())),
            Self::PatientFact(c) => Self::PatientFact(Box::new(c.inverse())),
            Self::GapWork(c) => Self::GapWork(Box::new(c.inverse())),
            Self::HuddleEntry(c) => Self::HuddleEntry(Box::new(c.inverse())),
            Self::CaseReview(c) => Self::CaseReview(Box::new(c.inverse())),
            Self::Departure(c) => Self::Departure(Box::new(c.inverse())),
            Self::Handover(c) => Self::Handover(Box::new(c.inverse())),
            Self::SavedView(c) => Self::SavedView(Box::new(c.inverse())),
            Self::DataElement(c) => Self::DataElement(Box::new(c.inverse())),
            Self::ChartReview(c) => Self::ChartReview(Box::new(c.inverse())),
            Self::DistinctPair(c) => Self::DistinctPair(Box::new(c.inverse())),
            Self::FillsMoved { from, to, fills } => Self::FillsMoved {
                from: to,
                to: from,
                fills,
            },
            Self::ImportUndone { import, undone } => Self::ImportUndone {
                import,
                undone: !undone,
            },
        }
    }
}

/// Edits that belong together: one transaction, one history row, one undo entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EditSet {
    /// What undo and the history call it: "Add PDMP check", "Import of fills.csv".
    pub name: String,
    /// The changes in order.
    pub edits: Vec<Edit>,
}

impl EditSet {
    /// No change at all: what was asked for stands there already. It leaves no trace.
    pub fn nothing(name: String) -> Self {
        Self {
            name,
            edits: Vec::new(),
        }
    }

    /// Whether lists, doses and measures have to be worked out anew after it.
    pub fn concerns_patients(&self) -> bool {
        self.edits.iter().any(Edit::concerns_patients)
    }

    /// The set that takes this one back, in reverse order.
    #[must_use]
    pub fn inverse(self) -> Self {
        Self {
            name: self.name,
            edits: self.edits.into_iter().rev().map(Edit::inverse).collect(),
        }
    }
}
