//! What a person can ask to be changed, and the edits that each request comes to.

mod clinic;
mod decision;
mod patient;

use chrono::NaiveDate;

use super::action_plan::command::PlanCommand;
use super::assessment::command::AssessmentCommand;
use super::care_gap::GapCommand;
use super::case_review::CaseReviewCommand;
use super::challenge::command::ChallengeCommand;
use super::chart_review::ChartReviewCommand;
use super::clinic::{Clinic, Settings};
use super::data_plan::DataPlanCommand;
use super::departure::DepartureCommand;
use super::edit::{Change, Edit, EditSet};
use super::event::{EventKind, Verdict};
use super::huddle::HuddleCommand;
use super::ids::{ClinicianId, DecisionId, EventId, HandMedId, PatientId};
use super::import_batch::ImportKind;
use super::measure::command::MeasureCommand;
use super::milestone::command::MilestoneCommand;
use super::patient_fact::PatientFactCommand;
use super::roster::RosterCommand;
use super::saved_view::SavedViewCommand;
use super::small_test::command::SmallTestCommand;
use super::stage::command::StageCommand;
use super::team::command::TeamCommand;
use super::workbook::Workbook;

/// A request to change records.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// New name, site or approach.
    SaveClinic(Clinic),
    /// New choices.
    SaveSettings(Box<Settings>),
    /// Another responsible clinician, or none.
    AssignClinician {
        /// Whose.
        patient: PatientId,
        /// To whom.
        clinician: Option<ClinicianId>,
    },
    /// A new care event.
    AddEvent {
        /// Whose.
        patient: PatientId,
        /// When.
        on: NaiveDate,
        /// What.
        kind: EventKind,
        /// Result or text.
        value: String,
    },
    /// Another day or value of an event, whoever recorded it.
    ChangeEvent {
        /// Which.
        event: EventId,
        /// When.
        on: NaiveDate,
        /// Result or text.
        value: String,
    },
    /// Takes an event away.
    RemoveEvent(EventId),
    /// A verdict on long-term opioid therapy for one or many patients.
    Decide {
        /// Whose.
        patients: Vec<PatientId>,
        /// What.
        verdict: Verdict,
        /// Why.
        reason: String,
        /// First day it holds.
        from: Option<NaiveDate>,
        /// Last day it holds.
        to: Option<NaiveDate>,
    },
    /// Takes a verdict back.
    WithdrawDecision(DecisionId),
    /// A MED entered by hand.
    EnterMed {
        /// Whose.
        patient: PatientId,
        /// From when.
        on: NaiveDate,
        /// mg of morphine equivalent a day.
        mg_per_day: f64,
        /// Calculator or record.
        source: String,
    },
    /// Takes a hand-entered MED away.
    RemoveMed(HandMedId),
    /// Remembers how a layout's columns are read.
    SaveLayout {
        /// Name for people.
        name: String,
        /// Header row.
        fingerprint: String,
        /// What it holds.
        kind: ImportKind,
        /// Column meanings.
        mapping: serde_json::Value,
    },
    /// Anything of the self-assessment.
    Assessment(AssessmentCommand),
    /// Anything of the milestones.
    Milestone(MilestoneCommand),
    /// Anything of the stages and the log.
    Stage(StageCommand),
    /// Anything of the action plans.
    Plan(PlanCommand),
    /// Anything of the small tests of change.
    SmallTest(SmallTestCommand),
    /// Anything of the challenges met.
    Challenge(ChallengeCommand),
    /// Anything of the people.
    Team(TeamCommand),
    /// The same responsible clinician for many patients.
    AssignClinicianToAll {
        /// Whose.
        patients: Vec<PatientId>,
        /// The clinician, or none.
        clinician: Option<ClinicianId>,
    },
    /// The same event for many patients.
    AddEventToAll {
        /// Whose.
        patients: Vec<PatientId>,
        /// When.
        on: NaiveDate,
        /// What kind.
        kind: EventKind,
        /// Result or text.
        value: String,
    },
    /// Anything of the measures.
    Measure(MeasureCommand),
    /// Anything of what holds for patients.
    PatientFact(PatientFactCommand),
    /// Anything of the work on care gaps.
    Gap(GapCommand),
    /// Anything of huddles.
    Huddle(HuddleCommand),
    /// Anything of case reviews.
    CaseReview(CaseReviewCommand),
    /// Anything of clinicians who leave.
    Departure(DepartureCommand),
    /// Anything of saved views.
    SavedView(SavedViewCommand),
    /// Anything of the data plan.
    DataPlan(DataPlanCommand),
    /// Anything of peer chart reviews.
    ChartReview(ChartReviewCommand),
    /// Anything of the roster, and records that are one person twice.
    Roster(RosterCommand),
}

/// Why a request is not carried out: one or two sentences for the person who asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

impl Command {
    /// Whether it completes the change before it, so that both are one step of undo.
    pub fn continues(&self) -> bool {
        matches!(self, Self::Assessment(command) if command.continues())
    }

    /// The edits that carry the request out on `today` for `by`.
    pub fn edits(
        self,
        workbook: &Workbook,
        by: &str,
        today: NaiveDate,
    ) -> Result<EditSet, Refusal> {
        let context = Context {
            workbook,
            by,
            today,
        };
        match self {
            Self::SaveClinic(clinic) => context.save_clinic(clinic),
            Self::SaveSettings(settings) => context.save_settings(*settings),
            Self::AssignClinician { patient, clinician } => context.assign(&[patient], clinician),
            Self::AddEvent {
                patient,
                on,
                kind,
                value,
            } => context.add_event(&[patient], on, kind, &value),
            Self::ChangeEvent { event, on, value } => context.change_event(event, on, &value),
            Self::RemoveEvent(event) => context.remove_event(event),
            Self::Decide {
                patients,
                verdict,
                reason,
                from,
                to,
            } => context.decide(&patients, verdict, &reason, (from, to)),
            Self::WithdrawDecision(decision) => context.withdraw(decision),
            Self::EnterMed {
                patient,
                on,
                mg_per_day,
                source,
            } => context.enter_med(patient, on, mg_per_day, &source),
            Self::RemoveMed(id) => context.remove_med(id),
            Self::SaveLayout {
                name,
                fingerprint,
                kind,
                mapping,
            } => Ok(context.save_layout(&name, &fingerprint, kind, mapping)),
            Self::Assessment(command) => command.edits(&context),
            Self::Milestone(command) => command.edits(&context),
            Self::Stage(command) => command.edits(&context),
            Self::Plan(command) => command.edits(&context),
            Self::SmallTest(command) => command.edits(&context),
            Self::Challenge(command) => command.edits(&context),
            Self::Team(command) => command.edits(&context),
            Self::AssignClinicianToAll {
                patients,
                clinician,
            } => context.assign(&patients, clinician),
            Self::AddEventToAll {
                patients,
                on,
                kind,
                value,
            } => context.add_event(&patients, on, kind, &value),
            Self::Measure(command) => command.edits(&context),
            Self::PatientFact(command) => command.edits(&context),
            Self::Gap(command) => command.edits(&context),
            Self::Huddle(command) => command.edits(&context),
            Self::CaseReview(command) => command.edits(&context),
            Self::Departure(command) => command.edits(&context),
            Self::SavedView(command) => command.edits(&context),
            Self::DataPlan(command) => command.edits(&context),
            Self::ChartReview(command) => command.edits(&context),
            Self::Roster(command) => command.edits(&context),
        }
    }
}

/// What a request is carried out in: the records, who asks, and the day.
pub(super) struct Context<'a> {
    pub(super) workbook: &'a Workbook,
    pub(super) by: &'a str,
    pub(super) today: NaiveDate,
}

impl Context<'_> {
    /// A patient whose records stand here; one that was merged away takes no more entries.
    pub(in crate::domain) fn patient(&self, id: PatientId) -> Option<&super::patient::Patient> {
        self.workbook
            .patient(id)
            .filter(|p| p.merged_into.is_none())
    }

    /// Refuses a day to come for something that took place.
    pub(super) fn not_to_come(&self, day: Option<NaiveDate>) -> Result<Option<NaiveDate>, Refusal> {
        match day {
            Some(day) if day > self.today => refuse(format!(
                "{day} lies in the future. Give the day on which it took place."
            )),
            day => Ok(day),
        }
    }

    /// The edits of a record saved whole: nothing where it stands like this already. `stamped`
    /// says who saved it and when.
    pub(super) fn saved<T: Clone + PartialEq>(
        &self,
        name: String,
        before: Option<&T>,
        after: T,
        stamp: impl Fn(&mut T, &str, NaiveDate),
        edit: impl Fn(Box<Change<T>>) -> Edit,
    ) -> EditSet {
        if before.is_some_and(|b| *b == after) {
            return EditSet::nothing(name);
        }
        let mut after = after;
        stamp(&mut after, self.by, self.today);
        let change = Change {
            before: before.cloned(),
            after: Some(after),
        };
        one(name, edit(Box::new(change)))
    }
}

pub(super) fn one(name: impl Into<String>, edit: Edit) -> EditSet {
    EditSet {
        name: name.into(),
        edits: vec![edit],
    }
}

pub(super) fn refuse<T>(sentence: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal(sentence.into()))
}

/// Refuses a block that is none of the six.
pub(super) fn known_block(block: Option<u8>) -> Result<(), Refusal> {
    if block.is_some_and(|b| super::programme::block(b).is_none()) {
        return refuse("Choose one of the six blocks, or none.");
    }
    Ok(())
}

pub(super) fn gone<T>(what: &str) -> Result<T, Refusal> {
    refuse(format!(
        "This {what} is no longer in the file. Look at the list again."
    ))
}
