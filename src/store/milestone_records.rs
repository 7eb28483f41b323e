//! How milestones stand in their table.

use rusqlite::{Statement, params};

use super::error::Result;
use super::records::Record;
use super::values::{Columns, Day, day};
use crate::domain::ids::MilestoneId;
use crate::domain::milestone::{Milestone, MilestoneStatus};
use crate::domain::programme::StageId;

impl Record for Milestone {
    const TABLE: &'static str = "milestone";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "entry",
        "stage",
        "block",
        "text",
        "status",
        "owner",
        "focus",
        "target_on",
        "reached_on",
        "cadence_months",
        "last_done_on",
        "evidence",
        "is_hidden",
        "by_whom",
        "on_day",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: MilestoneId(c.int()?),
            entry: c.text()?,
            stage: c.code("milestone.stage", StageId::from_code)?,
            block: c.maybe_small()?,
            text: c.text()?,
            status: c.code("milestone.status", MilestoneStatus::from_code)?,
            owner: c.text()?,
            focus: c.maybe_small()?,
            target_on: c.maybe_day()?,
            reached_on: c.maybe_day()?,
            cadence_months: c.maybe_small()?,
            last_done_on: c.maybe_day()?,
            evidence: c.text()?,
            is_hidden: c.flag()?,
            by: c.text()?,
            on: c.day()?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.entry,
            self.stage.code(),
            self.block,
            self.text,
            self.status.code(),
            self.owner,
            self.focus,
            day(self.target_on),
            day(self.reached_on),
            self.cadence_months,
            day(self.last_done_on),
            self.evidence,
            self.is_hidden,
            self.by,
            Day::from(self.on),
        ])?)
    }
}
