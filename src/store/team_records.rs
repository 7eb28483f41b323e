//! How stages, the log and people stand in their tables.

use rusqlite::{Statement, params};

use super::error::Result;
use super::records::Record;
use super::values::{Columns, Day, day, from_json, to_json};
use crate::domain::ids::{LogEntryId, PersonId, StageRecordId};
use crate::domain::programme::StageId;
use crate::domain::stage::{LogEntry, LogKind, StageRecord};
use crate::domain::team::seats::Seat;
use crate::domain::team::{Person, PersonKind};

impl Record for StageRecord {
    const TABLE: &'static str = "stage_record";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "stage",
        "planned_from",
        "planned_to",
        "began_on",
        "ended_on",
        "aims_met",
        "by_whom",
        "on_day",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: StageRecordId(c.int()?),
            stage: c.code("stage_record.stage", StageId::from_code)?,
            planned_from: c.maybe_day()?,
            planned_to: c.maybe_day()?,
            began_on: c.maybe_day()?,
            ended_on: c.maybe_day()?,
            aims_met: from_json(c.str()?, "stage_record.aims_met")?,
            by: c.text()?,
            on: c.day()?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.stage.code(),
            day(self.planned_from),
            day(self.planned_to),
            day(self.began_on),
            day(self.ended_on),
            to_json(&self.aims_met)?,
            self.by,
            Day::from(self.on),
        ])?)
    }
}

impl Record for LogEntry {
    const TABLE: &'static str = "log_entry";
    const COLUMNS: &'static [&'static str] = &[
        "id", "day", "stage", "kind", "outcome", "who", "begin_on", "text", "by_whom", "on_day",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: LogEntryId(c.int()?),
            day: c.day()?,
            stage: c.code("log_entry.stage", StageId::from_code)?,
            kind: c.code("log_entry.kind", LogKind::from_code)?,
            outcome: c.text()?,
            who: c.text()?,
            begin_on: c.maybe_day()?,
            text: c.text()?,
            by: c.text()?,
            on: c.day()?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            Day::from(self.day),
            self.stage.code(),
            self.kind.code(),
            self.outcome,
            self.who,
            day(self.begin_on),
            self.text,
            self.by,
            Day::from(self.on),
        ])?)
    }
}

impl Record for Person {
    const TABLE: &'static str = "person";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "name",
        "kind",
        "seat",
        "role",
        "hours_a_month",
        "is_time_protected",
        "backup_id",
        "members",
        "cadence",
        "contact",
        "note",
        "from_day",
        "until_day",
        "by_whom",
        "on_day",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: PersonId(c.int()?),
            name: c.text()?,
            kind: c.code("person.kind", PersonKind::from_code)?,
            seat: c.maybe_code("person.seat", Seat::from_code)?,
            role: c.text()?,
            hours_a_month: c.maybe_small()?,
            is_time_protected: c.flag()?,
            backup: c.maybe_int()?.map(PersonId),
            members: from_json(c.str()?, "person.members")?,
            cadence: c.text()?,
            contact: c.text()?,
            note: c.text()?,
            from: c.maybe_day()?,
            until: c.maybe_day()?,
            by: c.text()?,
            on: c.day()?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.name,
            self.kind.code(),
            self.seat.map(Seat::code),
            self.role,
            self.hours_a_month,
            self.is_time_protected,
            self.backup.map(|id| id.0),
            to_json(&self.members)?,
            self.cadence,
            self.contact,
            self.note,
            day(self.from),
            day(self.until),
            self.by,
            Day::from(self.on),
        ])?)
    }
}
