//! Record numbers, one type per kind, so that a patient's number can never stand for a fill's.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    )*};
}

ids! {
    /// A patient of the clinic.
    PatientId,
    /// A clinician or prescriber.
    ClinicianId,
    /// A product text as it stands in an export.
    ProductId,
    /// A prescription fill or order.
    FillId,
    /// A dated care event.
    EventId,
    /// A person's verdict on whether a patient is on long-term opioid therapy.
    DecisionId,
    /// A MED typed in by a person.
    HandMedId,
    /// A goal set for a measure.
    GoalId,
    /// A remembered reading of an export's columns.
    LayoutId,
    /// One import.
    ImportId,
    /// A round of the self-assessment.
    RoundId,
    /// A sheet of answers in a round.
    SheetId,
    /// One answer of a sheet.
    AnswerId,
    /// A remark from the talk about an item.
    RemarkId,
    /// An improvement priority.
    PriorityId,
    /// Who took part in a training.
    AttendanceId,
    /// The published wording a clinic has loaded.
    WordingId,
    /// What the clinic has entered about a milestone.
    MilestoneId,
    /// What the clinic has entered about a stage.
    StageRecordId,
    /// An entry of the dated log.
    LogEntryId,
    /// An action plan.
    PlanId,
    /// An activity of a plan.
    ActivityId,
    /// A step of an activity.
    StepId,
    /// A review of an activity.
    ReviewId,
    /// A small test of change.
    SmallTestId,
    /// A challenge the clinic has met.
    MetChallengeId,
    /// Somebody or some group that work can be given to.
    PersonId,
    /// A measure that the team enters.
    OwnMeasureId,
    /// A number entered for a measure.
    OwnPointId,
    /// Something set on a chart.
    ChartMarkId,
    /// What the team says of a measure.
    MeasureChoiceId,
    /// A period of an event tally.
    TallyPeriodId,
    /// The events of a day and category.
    TallyCountId,
    /// A frozen baseline.
    SnapshotId,
    /// An entry of the log about measures.
    MeasureLogId,
    /// Something that holds for a patient from a day to a day.
    PatientFactId,
    /// Who works on a care gap, or why it waits.
    GapWorkId,
    /// What is prepared for a patient's visit or refill on a day.
    HuddleEntryId,
    /// A team's review of a patient.
    CaseReviewId,
    /// A clinician's leaving.
    DepartureId,
    /// A patient's way to another clinician.
    HandoverId,
    /// A saved way of looking at the patients.
    SavedViewId,
    /// Something that the team tracks, or wants to.
    DataElementId,
    /// A peer review of charts.
    ChartReviewId,
    /// Two records that look like one person and are two.
    DistinctPairId,
}
