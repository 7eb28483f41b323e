//! How stages, the log, milestones and people stand in their tables.

use super::columns::record;
use crate::domain::ids::{LogEntryId, MilestoneId, PersonId, StageRecordId};
use crate::domain::milestone::{Milestone, MilestoneStatus};
use crate::domain::programme::StageId;
use crate::domain::stage::{LogEntry, LogKind, StageRecord};
use crate::domain::team::seats::Seat;
use crate::domain::team::{Person, PersonKind};

record!(StageRecord, StageRecordId in "stage_record" {
    stage = "stage": code(StageId),
    planned_from = "planned_from": maybe_day,
    planned_to = "planned_to": maybe_day,
    began_on = "began_on": maybe_day,
    ended_on = "ended_on": maybe_day,
    aims_met = "aims_met": json,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(LogEntry, LogEntryId in "log_entry" {
    day = "day": day,
    stage = "stage": code(StageId),
    kind = "kind": code(LogKind),
    outcome = "outcome": text,
    who = "who": text,
    begin_on = "begin_on": maybe_day,
    text = "text": text,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(Milestone, MilestoneId in "milestone" {
    entry = "entry": text,
    stage = "stage": code(StageId),
    block = "block": maybe_small,
    text = "text": text,
    status = "status": code(MilestoneStatus),
    owner = "owner": text,
    focus = "focus": maybe_small,
    target_on = "target_on": maybe_day,
    reached_on = "reached_on": maybe_day,
    cadence_months = "cadence_months": maybe_small,
    last_done_on = "last_done_on": maybe_day,
    evidence = "evidence": text,
    lessons = "lessons": text,
    is_hidden = "is_hidden": flag,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(Person, PersonId in "person" {
    name = "name": text,
    kind = "kind": code(PersonKind),
    seat = "seat": maybe_code(Seat),
    role = "role": text,
    hours_a_month = "hours_a_month": maybe_small,
    is_time_protected = "is_time_protected": flag,
    backup = "backup_id": maybe_id(PersonId),
    members = "members": json,
    cadence = "cadence": text,
    contact = "contact": text,
    note = "note": text,
    from = "from_day": maybe_day,
    until = "until_day": maybe_day,
    by = "by_whom": text,
    on = "on_day": day,
});
