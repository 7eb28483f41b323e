//! How facts of patients, the work on gaps, huddles, case reviews, clinicians who leave and saved
//! views, the data plan, chart reviews and pairs that are two stand in their tables.

use super::columns::record;
use crate::domain::care_gap::{GapRule, GapWork};
use crate::domain::case_review::CaseReview;
use crate::domain::chart_review::ChartReview;
use crate::domain::data_plan::{DataElement, DataPriority};
use crate::domain::departure::{Departure, Handover};
use crate::domain::duplicates::{DistinctPair, PairKind};
use crate::domain::huddle::HuddleEntry;
use crate::domain::ids::{
    CaseReviewId, ChartReviewId, ClinicianId, DataElementId, DepartureId, DistinctPairId,
    GapWorkId, HandoverId, HuddleEntryId, PatientFactId, PatientId, SavedViewId,
};
use crate::domain::patient_fact::{FactKind, PatientFact};
use crate::domain::saved_view::SavedView;

record!(PatientFact, PatientFactId in "patient_fact" {
    patient = "patient_id": id(PatientId),
    kind = "kind": code(FactKind),
    from = "from_day": maybe_day,
    to = "to_day": maybe_day,
    due = "due_day": maybe_day,
    words = "words": text,
    outcome = "outcome": text,
    is_restricted = "is_restricted": flag,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(GapWork, GapWorkId in "gap_work" {
    patient = "patient_id": id(PatientId),
    rule = "rule": code(GapRule),
    assigned_to = "assigned_to": text,
    snoozed_until = "snoozed_until": maybe_day,
    closed_on = "closed_on": maybe_day,
    reason = "reason": text,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(HuddleEntry, HuddleEntryId in "huddle_entry" {
    day = "day": day,
    patient = "patient_id": id(PatientId),
    who = "who": text,
    note = "note": text,
    talk = "talk": text,
    done_on = "done_on": maybe_day,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(CaseReview, CaseReviewId in "case_review" {
    patient = "patient_id": id(PatientId),
    reviewed_on = "reviewed_on": day,
    members = "members": text,
    advice = "advice": text,
    reply = "reply": text,
    replied_on = "replied_on": maybe_day,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(Departure, DepartureId in "departure" {
    clinician = "clinician_id": id(ClinicianId),
    leaves_on = "leaves_on": day,
    process = "process": text,
    closed_on = "closed_on": maybe_day,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(Handover, HandoverId in "handover" {
    departure = "departure_id": id(DepartureId),
    patient = "patient_id": id(PatientId),
    note = "note": text,
    wish = "wish": text,
    proposed_to = "proposed_to_id": maybe_id(ClinicianId),
    accepted_on = "accepted_on": maybe_day,
    talk_on = "talk_on": maybe_day,
    first_visit = "first_visit": text,
    moved_on = "moved_on": maybe_day,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(SavedView, SavedViewId in "saved_view" {
    name = "name": text,
    content = "content": json,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(DataElement, DataElementId in "data_element" {
    name = "name": text,
    priority = "priority": code(DataPriority),
    is_tracked = "is_tracked": flag,
    exists = "does_exist": maybe_flag,
    is_discrete = "is_discrete": maybe_flag,
    is_consistent = "is_consistent": maybe_flag,
    when = "when_collected": text,
    how = "how_collected": text,
    change = "change_needed": text,
    kept_by = "kept_by": text,
    why = "why": text,
    gives = "gives": text,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(ChartReview, ChartReviewId in "chart_review" {
    reviewed_on = "reviewed_on": day,
    reviewer = "reviewer": text,
    reviewed = "reviewed": text,
    activity = "activity": text,
    charts = "charts": small,
    met = "met": small,
    note = "note": text,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(DistinctPair, DistinctPairId in "distinct_pair" {
    kind = "kind": code(PairKind),
    a = "a": small,
    b = "b": small,
    by = "by_whom": text,
    on = "on_day": day,
});
