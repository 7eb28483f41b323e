//! How the records of the self-assessment stand in their tables.

use rusqlite::{Statement, params};

use super::error::Result;
use super::records::Record;
use super::values::{Columns, Day, from_json, to_json, wrong_value};
use crate::domain::assessment::wording::Wording;
use crate::domain::assessment::{
    Answer, Attendance, Priority, PrioritySource, Rating, Remark, RemarkKind, Round, RoundKind,
    Sheet, SheetKind,
};
use crate::domain::ids::{
    AnswerId, AttendanceId, PriorityId, RemarkId, RoundId, SheetId, WordingId,
};

impl Record for Round {
    const TABLE: &'static str = "assessment_round";
    const COLUMNS: &'static [&'static str] = &["id", "name", "on_day", "kind", "is_baseline"];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: RoundId(c.int()?),
            name: c.text()?,
            date: c.day()?,
            kind: c.code("assessment_round.kind", RoundKind::from_code)?,
            is_baseline: c.flag()?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.name,
            Day::from(self.date),
            self.kind.code(),
            self.is_baseline,
        ])?)
    }
}

impl Record for Sheet {
    const TABLE: &'static str = "assessment_sheet";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "round_id",
        "kind",
        "number",
        "name",
        "role",
        "people",
        "is_anonymous",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: SheetId(c.int()?),
            round: RoundId(c.int()?),
            kind: c.code("assessment_sheet.kind", SheetKind::from_code)?,
            number: c.small()?,
            name: c.text()?,
            role: c.text()?,
            people: c.maybe_small()?,
            is_anonymous: c.flag()?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.round.0,
            self.kind.code(),
            self.number,
            self.name,
            self.role,
            self.people,
            self.is_anonymous,
        ])?)
    }
}

impl Record for Answer {
    const TABLE: &'static str = "assessment_answer";
    const COLUMNS: &'static [&'static str] = &[
        "id", "sheet_id", "item", "score", "note", "by_whom", "on_day",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: AnswerId(c.int()?),
            sheet: SheetId(c.int()?),
            item: c.small()?,
            score: c.maybe_small::<u8>()?.map(rating).transpose()?,
            note: c.text()?,
            by: c.text()?,
            on: c.day()?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.sheet.0,
            self.item,
            self.score.map(Rating::get),
            self.note,
            self.by,
            Day::from(self.on),
        ])?)
    }
}

impl Record for Remark {
    const TABLE: &'static str = "assessment_remark";
    const COLUMNS: &'static [&'static str] = &[
        "id", "round_id", "item", "kind", "text", "by_whom", "on_day",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: RemarkId(c.int()?),
            round: RoundId(c.int()?),
            item: c.small()?,
            kind: c.code("assessment_remark.kind", RemarkKind::from_code)?,
            text: c.text()?,
            by: c.text()?,
            on: c.day()?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.round.0,
            self.item,
            self.kind.code(),
            self.text,
            self.by,
            Day::from(self.on),
        ])?)
    }
}

impl Record for Priority {
    const TABLE: &'static str = "priority";
    const COLUMNS: &'static [&'static str] = &[
        "id", "rank", "text", "block", "item", "round_id", "source", "by_whom", "on_day",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: PriorityId(c.int()?),
            rank: c.small()?,
            text: c.text()?,
            block: c.small()?,
            item: c.maybe_small()?,
            round: c.maybe_int()?.map(RoundId),
            source: c.code("priority.source", PrioritySource::from_code)?,
            by: c.text()?,
            on: c.day()?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.rank,
            self.text,
            self.block,
            self.item,
            self.round.map(|r| r.0),
            self.source.code(),
            self.by,
            Day::from(self.on),
        ])?)
    }
}

impl Record for Attendance {
    const TABLE: &'static str = "training_attendance";
    const COLUMNS: &'static [&'static str] = &[
        "id", "round_id", "item", "invited", "attended", "by_whom", "on_day",
    ];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: AttendanceId(c.int()?),
            round: RoundId(c.int()?),
            item: c.small()?,
            invited: c.small()?,
            attended: c.small()?,
            by: c.text()?,
            on: c.day()?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.round.0,
            self.item,
            self.invited,
            self.attended,
            self.by,
            Day::from(self.on),
        ])?)
    }
}

impl Record for Wording {
    const TABLE: &'static str = "instrument_wording";
    const COLUMNS: &'static [&'static str] = &["id", "source", "on_day", "by_whom", "items"];

    fn id(&self) -> i64 {
        self.id.0
    }

    fn read(c: &mut Columns) -> Result<Self> {
        Ok(Self {
            id: WordingId(c.int()?),
            source: c.text()?,
            on: c.day()?,
            by: c.text()?,
            items: from_json(c.str()?, "instrument_wording.items")?,
        })
    }

    fn write(&self, statement: &mut Statement) -> Result<usize> {
        Ok(statement.execute(params![
            self.id.0,
            self.source,
            Day::from(self.on),
            self.by,
            to_json(&self.items)?,
        ])?)
    }
}

fn rating(score: u8) -> Result<Rating> {
    Rating::new(score).ok_or_else(|| wrong_value("assessment_answer.score"))
}
