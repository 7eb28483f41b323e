//! Where the clinic stands in the three stages, worked out from dates, milestones and the log.

use chrono::{Months, NaiveDate};

use super::{LogEntry, LogKind, StageRecord};
use crate::domain::milestone::list::{self, Progress};
use crate::domain::programme::{self, Stage, StageId};
use crate::domain::workbook::Workbook;

/// A stage with what the clinic has entered.
#[derive(Clone, Copy, Debug)]
pub struct StageCourse<'a> {
    /// The stage.
    pub stage: &'static Stage,
    /// What is entered, if anything.
    pub record: Option<&'a StageRecord>,
    /// How many of its checklist are reached.
    pub progress: Progress,
    /// How many of its aims are met.
    pub aims: Progress,
}

/// What opens the last stage: most of the prioritised milestones reached, and the team says
/// that it can go on with less effort. The second is a person's judgement.
#[derive(Clone, Copy, Debug)]
pub struct Readiness<'a> {
    /// Milestones put first, and how many of them are reached.
    pub prioritised: Progress,
    /// All milestones of the middle stage.
    pub all: Progress,
    /// The newest judgement of the team; an entry without an outcome judges nothing.
    pub judgement: Option<&'a LogEntry>,
}

impl Readiness<'_> {
    /// Whether most of what was put first is reached; of all milestones where nothing was put
    /// first. `None` when there is nothing to count.
    pub fn most_reached(&self) -> Option<bool> {
        let counted = if self.prioritised.all > 0 {
            self.prioritised
        } else {
            self.all
        };
        (counted.all > 0).then_some(counted.reached * 2 > counted.all)
    }

    /// Whether the team has said, in its newest judgement, that it can go on with less effort.
    pub fn is_judged_ready(&self) -> bool {
        let yes = LogKind::LessEffort.outcomes().first();
        self.judgement
            .is_some_and(|j| yes.is_some_and(|yes| j.outcome == *yes))
    }

    /// What is missing before the last stage usually begins, a few words each. It locks nothing.
    pub fn missing(&self) -> Vec<&'static str> {
        let mut missing = Vec::new();
        if self.most_reached() != Some(true) {
            missing.push(if self.prioritised.all > 0 {
                "most prioritised milestones reached"
            } else {
                "most milestones reached"
            });
        }
        if !self.is_judged_ready() {
            missing.push("the team's word that it can go on with less effort");
        }
        missing
    }
}

impl<'a> StageCourse<'a> {
    /// A stage of whose checklist this much is reached.
    pub fn new(workbook: &'a Workbook, stage: &'static Stage, progress: Progress) -> Self {
        let record = workbook.stage(stage.id);
        Self {
            stage,
            record,
            progress,
            aims: Progress {
                reached: record.map_or(0, |r| r.aims_met.len()),
                all: stage.aims.len(),
            },
        }
    }

    /// Months since it began, the first being 1; `None` before it began.
    pub fn month(&self, today: NaiveDate) -> Option<u32> {
        let began = self.record?.began_on?;
        let until = self.record.and_then(|r| r.ended_on).unwrap_or(today);
        let months = (0..).take_while(|m| {
            let next = began.checked_add_months(Months::new(m + 1));
            next.is_some_and(|next| next <= until)
        });
        Some(months.count() as u32 + 1)
    }

    /// When a stage under way may be expected to end: as planned, or as long after its real
    /// beginning as it was planned to take. `None` without a planned end.
    pub fn expected_end(&self) -> Option<NaiveDate> {
        let record = self.record.filter(|r| r.ended_on.is_none())?;
        let (began, to) = (record.began_on?, record.planned_to?);
        let late = record
            .planned_from
            .map_or(0, |from| (began - from).num_days());
        to.checked_add_signed(chrono::TimeDelta::days(late.max(0)))
    }
}

/// The three stages in order.
pub fn courses(workbook: &Workbook) -> Vec<StageCourse<'_>> {
    let course = |stage: &'static Stage| {
        let progress = list::progress(&list::lines(workbook, stage.id));
        StageCourse::new(workbook, stage, progress)
    };
    programme::stages().iter().map(course).collect()
}

/// The stage the clinic is in: the last that began, and the one after it once that has ended. The
/// first before any began; the last stays when it has ended.
pub fn current(workbook: &Workbook) -> StageId {
    let record = |stage| workbook.stage(stage);
    let began = StageId::ALL
        .into_iter()
        .rev()
        .find(|s| record(*s).is_some_and(|r| r.began_on.is_some()));
    let Some(stage) = began else {
        return StageId::PrepareAndLaunch;
    };
    let is_over = record(stage).is_some_and(|r| r.ended_on.is_some());
    let next = StageId::ALL.into_iter().find(|s| *s > stage);
    next.filter(|_| is_over).unwrap_or(stage)
}

/// What opens the last stage, as things stand.
pub fn readiness(workbook: &Workbook) -> Readiness<'_> {
    let lines = list::lines(workbook, StageId::DesignAndImplement);
    Readiness {
        prioritised: list::progress_of_first(&lines),
        all: list::progress(&lines),
        judgement: judged(workbook, LogKind::LessEffort),
    }
}

/// The newest entry of a kind that has an outcome: the judgement that holds.
pub fn judged(workbook: &Workbook, kind: LogKind) -> Option<&LogEntry> {
    let newest = workbook.log.iter().rev();
    newest
        .filter(|e| e.kind == kind)
        .find(|e| !e.outcome.is_empty())
}

/// The newest entry of a kind.
pub fn newest(workbook: &Workbook, kind: LogKind) -> Option<&LogEntry> {
    workbook.log.iter().rev().find(|e| e.kind == kind)
}
