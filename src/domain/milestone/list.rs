//! The checklist: built-in milestones with what the clinic has entered, and its own.

use chrono::{Months, NaiveDate};

use super::{Milestone, MilestoneStatus};
use crate::domain::ids::MilestoneId;
use crate::domain::programme::{self, StageId};
use crate::domain::workbook::Workbook;

/// What a line of the checklist is known by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineId {
    /// A built-in milestone: `M-05`.
    BuiltIn(String),
    /// One of the clinic's own.
    Own(MilestoneId),
}

impl LineId {
    /// `M-05`, or `own-3` for one of the clinic's own.
    pub fn code(&self) -> String {
        match self {
            Self::BuiltIn(id) => id.clone(),
            Self::Own(id) => format!("own-{}", id.0),
        }
    }

    /// Reads a code; `None` for one that no milestone can have.
    pub fn from_code(code: &str) -> Option<Self> {
        if let Some(number) = code.strip_prefix("own-") {
            return number.parse().ok().map(|n| Self::Own(MilestoneId(n)));
        }
        programme::milestone(code).map(|m| Self::BuiltIn(m.id.clone()))
    }
}

/// A line of the checklist.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// The built-in milestone; `None` for one of the clinic's own.
    pub built_in: Option<&'static programme::Milestone>,
    /// What the clinic has entered.
    pub record: Option<&'a Milestone>,
}

/// How much of a group is reached. What is not for the clinic does not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Reached.
    pub reached: usize,
    /// All that count.
    pub all: usize,
}

impl Line<'_> {
    /// What it is known by.
    pub fn id(&self) -> LineId {
        match (self.built_in, self.record) {
            (Some(built_in), _) => LineId::BuiltIn(built_in.id.clone()),
            (None, Some(record)) => LineId::Own(record.id),
            (None, None) => LineId::BuiltIn(String::new()),
        }
    }

    /// `M-05`, or `own-3` for one of the clinic's own.
    pub fn code(&self) -> String {
        self.id().code()
    }

    /// In which stage.
    pub fn stage(&self) -> Option<StageId> {
        self.built_in
            .map(|b| b.stage)
            .or_else(|| self.record.map(|r| r.stage))
    }

    /// In which block, if any.
    pub fn block(&self) -> Option<u8> {
        match self.built_in {
            Some(built_in) => built_in.block,
            None => self.record.and_then(|r| r.block),
        }
    }

    /// The words: the clinic's own where it has reworded them.
    pub fn text(&self) -> &str {
        match self.record {
            Some(record) if !record.text.is_empty() => &record.text,
            _ => self.built_in.map_or("", |b| &b.text),
        }
    }

    /// The built-in words, when the clinic has others.
    pub fn original(&self) -> Option<&'static str> {
        let is_reworded = self.record.is_some_and(|r| !r.text.is_empty());
        let built_in = self.built_in.filter(|_| is_reworded)?;
        Some(&built_in.text)
    }

    /// How far it is.
    pub fn status(&self) -> MilestoneStatus {
        self.record
            .map_or(MilestoneStatus::NotStarted, |r| r.status)
    }

    /// How often it is to be done, in months: the clinic's choice, else the programme's.
    pub fn cadence_months(&self) -> Option<u32> {
        let built_in = self.built_in.and_then(|b| b.cadence.as_ref());
        self.record
            .and_then(|r| r.cadence_months)
            .or_else(|| built_in.map(|c| u32::from(c.months)))
    }

    /// When an ongoing activity is due again; `None` without a cadence or before it was ever done.
    pub fn next_on(&self) -> Option<NaiveDate> {
        let last = self.record?.last_done_on?;
        last.checked_add_months(Months::new(self.cadence_months()?))
    }

    /// The day that counts: a target not reached, or the next time of an ongoing activity,
    /// whichever comes first. `None` for what is not for the clinic, and without a date.
    pub fn due_on(&self) -> Option<NaiveDate> {
        let target = match self.status() {
            MilestoneStatus::NotForUs => return None,
            MilestoneStatus::Reached => None,
            _ => self.record.and_then(|r| r.target_on),
        };
        [target, self.next_on()].into_iter().flatten().min()
    }

    /// Days past the day that counts; `None` when it is not overdue. Without a date nothing is ever
    /// overdue.
    pub fn days_overdue(&self, today: NaiveDate) -> Option<i64> {
        let days = (today - self.due_on()?).num_days();
        (days > 0).then_some(days)
    }

    /// Its place among what comes first, from 1.
    pub fn focus(&self) -> Option<u32> {
        self.record.and_then(|r| r.focus)
    }

    /// Kept off the list.
    pub fn is_hidden(&self) -> bool {
        self.record.is_some_and(|r| r.is_hidden)
    }
}

/// All lines of a stage, hidden ones too: by block, what has none first, then in the programme's
/// order, the clinic's own last.
pub fn lines(workbook: &Workbook, stage: StageId) -> Vec<Line<'_>> {
    let record = |id: &str| workbook.milestones.iter().find(|m| m.entry == id);
    let built_in = programme::milestones()
        .iter()
        .filter(|m| m.stage == stage)
        .map(|m| Line {
            built_in: Some(m),
            record: record(&m.id),
        });
    let own = workbook
        .milestones
        .iter()
        .filter(|m| m.entry.is_empty() && m.stage == stage)
        .map(|m| Line {
            built_in: None,
            record: Some(m),
        });
    let mut lines: Vec<Line<'_>> = built_in.chain(own).collect();
    lines.sort_by_key(Line::block);
    lines
}

/// The line with this id.
pub fn line<'a>(workbook: &'a Workbook, id: &LineId) -> Option<Line<'a>> {
    match id {
        LineId::BuiltIn(id) => Some(Line {
            built_in: Some(programme::milestone(id)?),
            record: workbook.milestones.iter().find(|m| m.entry == *id),
        }),
        LineId::Own(id) => {
            let record = workbook.milestones.iter().find(|m| m.id == *id)?;
            record.entry.is_empty().then_some(Line {
                built_in: None,
                record: Some(record),
            })
        }
    }
}

/// How much of these lines is reached, hidden ones aside.
pub fn progress<'a>(lines: impl IntoIterator<Item = &'a Line<'a>>) -> Progress {
    let mut progress = Progress::default();
    for line in lines {
        if line.is_hidden() || line.status() == MilestoneStatus::NotForUs {
            continue;
        }
        progress.all += 1;
        progress.reached += usize::from(line.status() == MilestoneStatus::Reached);
    }
    progress
}

/// What comes first among these lines, by rank, hidden ones aside: as the list shows it.
pub fn first<'a>(lines: &'a [Line<'a>]) -> Vec<&'a Line<'a>> {
    let shown = lines.iter().filter(|l| !l.is_hidden());
    let mut first: Vec<&Line<'_>> = shown.filter(|l| l.focus().is_some()).collect();
    first.sort_by_key(|l| l.focus());
    first
}

/// How much of what comes first is reached among these lines, hidden ones aside.
pub fn progress_of_first<'a>(lines: impl IntoIterator<Item = &'a Line<'a>>) -> Progress {
    progress(lines.into_iter().filter(|l| l.focus().is_some()))
}
