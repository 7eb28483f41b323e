//! How action plans, their activities, steps and reviews, small tests and challenges stand in
//! their tables.

use super::columns::record;
use crate::domain::action_plan::{Activity, Plan, Review, ReviewStatus, Step};
use crate::domain::challenge::MetChallenge;
use crate::domain::ids::{ActivityId, MetChallengeId, PlanId, ReviewId, SmallTestId, StepId};
use crate::domain::measure::MeasureId;
use crate::domain::small_test::{SmallTest, TestDecision};

record!(Plan, PlanId in "plan" {
    title = "title": text,
    from = "from_day": maybe_day,
    through = "through_day": maybe_day,
    horizon = "horizon": text,
    intro = "intro": text,
    success_measure = "success_measure": text,
    next_time = "next_time": json,
    capacity = "capacity": text,
    previous = "previous_id": maybe_id(PlanId),
    closed_on = "closed_on": maybe_day,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(Activity, ActivityId in "activity" {
    plan = "plan_id": id(PlanId),
    thread = "thread": id(ActivityId),
    place = "place": small,
    block = "block": maybe_small,
    text = "text": text,
    manager = "manager": text,
    due_text = "due_text": text,
    due_on = "due_on": maybe_day,
    is_ongoing = "is_ongoing": flag,
    in_place_by = "in_place_by": maybe_day,
    in_place_on = "in_place_on": maybe_day,
    after = "after_id": maybe_id(ActivityId),
    resources = "resources": json,
    milestones = "milestones": json,
    note = "note": text,
    carried_from = "carried_from_id": maybe_id(ActivityId),
    by = "by_whom": text,
    on = "on_day": day,
});

record!(Step, StepId in "step" {
    activity = "activity_id": id(ActivityId),
    place = "place": small,
    what = "what": text,
    who = "who": text,
    when_text = "when_text": text,
    when_on = "when_on": maybe_day,
    begun_on = "begun_on": maybe_day,
    done_on = "done_on": maybe_day,
    is_for_meeting = "is_for_meeting": flag,
    note = "note": text,
    carried_from = "carried_from_id": maybe_id(StepId),
    by = "by_whom": text,
    on = "on_day": day,
});

record!(Review, ReviewId in "activity_review" {
    activity = "activity_id": id(ActivityId),
    reviewed_on = "reviewed_on": day,
    status = "status": code(ReviewStatus),
    note = "note": text,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(SmallTest, SmallTestId in "small_test" {
    change = "change": text,
    aim = "aim": text,
    who = "who": text,
    place = "place": text,
    starts_on = "starts_on": maybe_day,
    ends_on = "ends_on": maybe_day,
    prediction = "prediction": text,
    measure = "measure": maybe_code(MeasureId),
    measure_text = "measure_text": text,
    observations = "observations": json,
    happened = "happened": text,
    decision = "decision": maybe_code(TestDecision),
    decided_on = "decided_on": maybe_day,
    next = "next": text,
    previous = "previous_id": maybe_id(SmallTestId),
    is_first_cycle = "is_first_cycle": flag,
    activity = "activity_id": maybe_id(ActivityId),
    challenge = "challenge_id": maybe_id(MetChallengeId),
    block = "block": maybe_small,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(MetChallenge, MetChallengeId in "met_challenge" {
    entry = "entry": text,
    block = "block": maybe_small,
    text = "text": text,
    met_on = "met_on": day,
    approach = "approach": text,
    result = "result": text,
    ended_on = "ended_on": maybe_day,
    step = "step_id": maybe_id(StepId),
    by = "by_whom": text,
    on = "on_day": day,
});
