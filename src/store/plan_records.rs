//! How action plans, their activities, steps and reviews, small tests and challenges stand in
//! their tables.

use rusqlite::{Statement, params};

use super::error::Result;
use super::records::Record;
use super::values::{Columns, Day, day, from_json, to_json};
use crate::domain::action_plan::{Activity, Plan, Review, ReviewStatus, Step};
use crate::domain::challenge::MetChallenge;
use crate::domain::ids::{ActivityId, MetChallengeId, PlanId, ReviewId, SmallTestId, StepId};
use crate::domain::measure::Measure;
use crate::domain::small_test::{SmallTest, TestDecision};

impl Record for Plan {
    const TABLE: &'static str = "plan";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "title",
        "from_day",
        "through_day",
        "horizon",
        "intro",
        "success_measure",
        "next_time",
        "capacity",
        "previous_id",
        "closed_on",
        "by_whom",
        "on_day",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: PlanId(c.int()?),
            title: c.text()?,
            from: c.maybe_day()?,
            through: c.maybe_day()?,
            horizon: c.text()?,
            intro: c.text()?,
            success_measure: c.text()?,
            next_time: from_json(c.str()?, "plan.next_time")?,
            capacity: c.text()?,
            previous: c.maybe_int()?.map(PlanId),
            closed_on: c.maybe_day()?,
            by: c.text()?,
            on: c.day()?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.title,
            day(self.from),
            day(self.through),
            self.horizon,
            self.intro,
            self.success_measure,
            to_json(&self.next_time)?,
            self.capacity,
            self.previous.map(|id| id.0),
            day(self.closed_on),
            self.by,
            Day::from(self.on),
        ])?)
    }
}

impl Record for Activity {
    const TABLE: &'static str = "activity";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "plan_id",
        "thread",
        "place",
        "block",
        "text",
        "manager",
        "due_text",
        "due_on",
        "is_ongoing",
        "in_place_by",
        "in_place_on",
        "after_id",
        "resources",
        "milestones",
        "note",
        "carried_from_id",
        "by_whom",
        "on_day",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: ActivityId(c.int()?),
            plan: PlanId(c.int()?),
            thread: ActivityId(c.int()?),
            place: c.small()?,
            block: c.maybe_small()?,
            text: c.text()?,
            manager: c.text()?,
            due_text: c.text()?,
            due_on: c.maybe_day()?,
            is_ongoing: c.flag()?,
            in_place_by: c.maybe_day()?,
            in_place_on: c.maybe_day()?,
            after: c.maybe_int()?.map(ActivityId),
            resources: from_json(c.str()?, "activity.resources")?,
            milestones: from_json(c.str()?, "activity.milestones")?,
            note: c.text()?,
            carried_from: c.maybe_int()?.map(ActivityId),
            by: c.text()?,
            on: c.day()?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.plan.0,
            self.thread.0,
            self.place,
            self.block,
            self.text,
            self.manager,
            self.due_text,
            day(self.due_on),
            self.is_ongoing,
            day(self.in_place_by),
            day(self.in_place_on),
            self.after.map(|id| id.0),
            to_json(&self.resources)?,
            to_json(&self.milestones)?,
            self.note,
            self.carried_from.map(|id| id.0),
            self.by,
            Day::from(self.on),
        ])?)
    }
}

impl Record for Step {
    const TABLE: &'static str = "step";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "activity_id",
        "place",
        "what",
        "who",
        "when_text",
        "when_on",
        "begun_on",
        "done_on",
        "is_for_meeting",
        "note",
        "carried_from_id",
        "by_whom",
        "on_day",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: StepId(c.int()?),
            activity: ActivityId(c.int()?),
            place: c.small()?,
            what: c.text()?,
            who: c.text()?,
            when_text: c.text()?,
            when_on: c.maybe_day()?,
            begun_on: c.maybe_day()?,
            done_on: c.maybe_day()?,
            is_for_meeting: c.flag()?,
            note: c.text()?,
            carried_from: c.maybe_int()?.map(StepId),
            by: c.text()?,
            on: c.day()?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.activity.0,
            self.place,
            self.what,
            self.who,
            self.when_text,
            day(self.when_on),
            day(self.begun_on),
            day(self.done_on),
            self.is_for_meeting,
            self.note,
            self.carried_from.map(|id| id.0),
            self.by,
            Day::from(self.on),
        ])?)
    }
}

impl Record for Review {
    const TABLE: &'static str = "activity_review";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "activity_id",
        "reviewed_on",
        "status",
        "note",
        "by_whom",
        "on_day",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: ReviewId(c.int()?),
            activity: ActivityId(c.int()?),
            reviewed_on: c.day()?,
            status: c.code("activity_review.status", ReviewStatus::from_code)?,
            note: c.text()?,
            by: c.text()?,
            on: c.day()?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.activity.0,
            Day::from(self.reviewed_on),
            self.status.code(),
            self.note,
            self.by,
            Day::from(self.on),
        ])?)
    }
}

impl Record for SmallTest {
    const TABLE: &'static str = "small_test";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "change",
        "aim",
        "who",
        "place",
        "starts_on",
        "ends_on",
        "prediction",
        "measure",
        "measure_text",
        "observations",
        "happened",
        "decision",
        "decided_on",
        "next",
        "previous_id",
        "is_first_cycle",
        "activity_id",
        "challenge_id",
        "block",
        "by_whom",
        "on_day",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: SmallTestId(c.int()?),
            change: c.text()?,
            aim: c.text()?,
            who: c.text()?,
            place: c.text()?,
            starts_on: c.maybe_day()?,
            ends_on: c.maybe_day()?,
            prediction: c.text()?,
            measure: c.maybe_code("small_test.measure", Measure::from_code)?,
            measure_text: c.text()?,
            observations: from_json(c.str()?, "small_test.observations")?,
            happened: c.text()?,
            decision: c.maybe_code("small_test.decision", TestDecision::from_code)?,
            decided_on: c.maybe_day()?,
            next: c.text()?,
            previous: c.maybe_int()?.map(SmallTestId),
            is_first_cycle: c.flag()?,
            activity: c.maybe_int()?.map(ActivityId),
            challenge: c.maybe_int()?.map(MetChallengeId),
            block: c.maybe_small()?,
            by: c.text()?,
            on: c.day()?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.change,
            self.aim,
            self.who,
            self.place,
            day(self.starts_on),
            day(self.ends_on),
            self.prediction,
            self.measure.map(Measure::code),
            self.measure_text,
            to_json(&self.observations)?,
            self.happened,
            self.decision.map(TestDecision::code),
            day(self.decided_on),
            self.next,
            self.previous.map(|id| id.0),
            self.is_first_cycle,
            self.activity.map(|id| id.0),
            self.challenge.map(|id| id.0),
            self.block,
            self.by,
            Day::from(self.on),
        ])?)
    }
}

impl Record for MetChallenge {
    const TABLE: &'static str = "met_challenge";
    const COLUMNS: &'static [&'static str] = &[
        "id", "entry", "block", "text", "met_on", "approach", "result", "ended_on", "step_id",
        "by_whom", "on_day",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: MetChallengeId(c.int()?),
            entry: c.text()?,
            block: c.maybe_small()?,
            text: c.text()?,
            met_on: c.day()?,
            approach: c.text()?,
            result: c.text()?,
            ended_on: c.maybe_day()?,
            step: c.maybe_int()?.map(StepId),
            by: c.text()?,
            on: c.day()?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.entry,
            self.block,
            self.text,
            Day::from(self.met_on),
            self.approach,
            self.result,
            day(self.ended_on),
            self.step.map(|id| id.0),
            self.by,
            Day::from(self.on),
        ])?)
    }
}
