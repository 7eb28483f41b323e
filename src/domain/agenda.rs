//! What is overdue or due in the next two weeks: plans, milestones and small tests.
//!
//! Worked out from dates alone: what has no date is never overdue, it is only counted.

use chrono::NaiveDate;

use super::action_plan::lists::{self, SOON_DAYS, Task, TaskOf};
use super::ids::SmallTestId;
use super::milestone::list::{self, Line, LineId};
use super::programme::StageId;
use super::small_test::{SmallTest, TestState};
use super::workbook::Workbook;

/// Days that "this week" looks ahead; the second week ends with [`SOON_DAYS`].
pub const WEEK_DAYS: i64 = 7;

/// What is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DueOf {
    /// An activity or a step of a plan.
    Task(TaskOf),
    /// A milestone's target, or the next time of an ongoing activity.
    Milestone(LineId),
    /// The end of a small test, or what the team makes of it.
    Test(SmallTestId),
}

/// When it is due, seen from a day; in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueWhen {
    /// So many days ago.
    Overdue(i64),
    /// A small test that is over: the team has yet to say what follows.
    ToDecide,
    /// Today or in the seven days after.
    ThisWeek,
    /// In the seven days after those.
    NextWeek,
}

/// Something that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueItem {
    /// What it is.
    pub of: DueOf,
    /// The block, if any.
    pub block: Option<u8>,
    /// The words.
    pub text: String,
    /// What it belongs to, or its words in full; may be empty.
    pub about: String,
    /// `M-05`, or `own-3` for one of the clinic's own; empty for what is no milestone.
    pub code: String,
    /// Who, as written; may be empty.
    pub who: String,
    /// The date that counts.
    pub on: NaiveDate,
    /// When that is.
    pub when: DueWhen,
}

/// What is due, and how much has no date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// The longest overdue first, then by date.
    pub items: Vec<DueItem>,
    /// Open activities and steps without a date.
    pub undated: usize,
}

impl DueItem {
    /// "Overdue 3 days", "To decide", "Today", "Wed 2026-10-14".
    pub fn when_words(&self, today: NaiveDate) -> String {
        match self.when {
            DueWhen::Overdue(1) => "Overdue 1 day".to_owned(),
            DueWhen::Overdue(days) => format!("Overdue {days} days"),
            DueWhen::ToDecide => "To decide".to_owned(),
            _ if self.on == today => "Today".to_owned(),
            _ => self.on.format("%a %Y-%m-%d").to_string(),
        }
    }

    /// Whether its day has passed.
    pub fn is_overdue(&self) -> bool {
        matches!(self.when, DueWhen::Overdue(_))
    }
}

impl Agenda {
    /// What stands in the workbook, seen from a day.
    pub fn of(workbook: &Workbook, today: NaiveDate) -> Self {
        Self {
            items: due_items(workbook, today),
            undated: undated(workbook, today),
        }
    }

    /// Overdue and due this week, and after them next week.
    pub fn weeks(&self) -> (&[DueItem], &[DueItem]) {
        let first = self
            .items
            .iter()
            .position(|i| i.when == DueWhen::NextWeek)
            .unwrap_or(self.items.len());
        self.items.split_at_checked(first).unwrap_or((&[], &[]))
    }

    /// "2 overdue, 3 due", of this week; empty when nothing is due at all.
    pub fn tally(&self) -> String {
        let (this_week, next_week) = self.weeks();
        let overdue = this_week.iter().filter(|i| i.is_overdue()).count();
        match (overdue, this_week.len() - overdue) {
            (0, 0) if next_week.is_empty() => String::new(),
            (0, 0) => "nothing this week".to_owned(),
            (0, due) => format!("{due} due"),
            (overdue, 0) => format!("{overdue} overdue"),
            (overdue, due) => format!("{overdue} overdue, {due} due"),
        }
    }

    /// "4 open tasks have no date."; empty when all have one.
    pub fn undated_words(&self) -> String {
        match self.undated {
            0 => String::new(),
            1 => "1 open task has no date.".to_owned(),
            n => format!("{n} open tasks have no date."),
        }
    }
}

/// What is overdue, the longest first, then small tests to decide, then what is due in the next
/// two weeks by date.
pub fn due_items(workbook: &Workbook, today: NaiveDate) -> Vec<DueItem> {
    let tasks = lists::all_tasks(workbook, today).into_iter();
    let tasks = tasks.filter_map(|task| of_task(task, today));
    let lines = StageId::ALL.into_iter();
    let lines = lines.flat_map(|stage| list::lines(workbook, stage));
    let lines = lines.filter_map(|line| of_line(&line, today));
    let tests = workbook.tests.iter();
    let tests = tests.filter_map(|test| of_test(test, today));
    let mut items: Vec<DueItem> = tasks.chain(lines).chain(tests).collect();
    items.sort_by_key(|item| {
        let group = match item.when {
            DueWhen::Overdue(_) => DueWhen::Overdue(0),
            other => other,
        };
        (group, item.on)
    });
    items
}

fn when(on: NaiveDate, today: NaiveDate) -> Option<DueWhen> {
    match (on - today).num_days() {
        days if days < 0 => Some(DueWhen::Overdue(-days)),
        days if days <= WEEK_DAYS => Some(DueWhen::ThisWeek),
        days if days <= SOON_DAYS => Some(DueWhen::NextWeek),
        _ => None,
    }
}

fn of_task(task: Task, today: NaiveDate) -> Option<DueItem> {
    let on = task.on?;
    Some(DueItem {
        when: when(on, today)?,
        of: DueOf::Task(task.of),
        block: task.block,
        text: task.text,
        about: task.about,
        code: String::new(),
        who: task.who,
        on,
    })
}

/// The day that counts for a milestone, if it is on the list.
fn of_line(line: &Line<'_>, today: NaiveDate) -> Option<DueItem> {
    let record = line.record.filter(|r| !r.is_hidden)?;
    let on = line.due_on()?;
    let title = line.built_in.filter(|_| line.original().is_none());
    Some(DueItem {
        when: when(on, today)?,
        of: DueOf::Milestone(line.id()),
        block: line.block(),
        text: title.map_or_else(|| line.text().to_owned(), |b| b.title.clone()),
        about: title.map_or_else(String::new, |b| b.text.clone()),
        code: line.code(),
        who: record.owner.clone(),
        on,
    })
}

fn of_test(test: &SmallTest, today: NaiveDate) -> Option<DueItem> {
    let on = test.ends_on?;
    let when = match test.state(today) {
        TestState::Decided => return None,
        TestState::ToDecide => DueWhen::ToDecide,
        TestState::Planned | TestState::Running => when(on, today)?,
    };
    Some(DueItem {
        of: DueOf::Test(test.id),
        block: test.block,
        text: format!("Small test: {}", test.change),
        about: match when {
            DueWhen::ToDecide => format!("Ended {on}"),
            _ => format!("Ends {on}"),
        },
        code: String::new(),
        who: test.who.clone(),
        on,
        when,
    })
}

/// Open activities and steps without a date. Ongoing work that is in place needs none.
fn undated(workbook: &Workbook, today: NaiveDate) -> usize {
    let is_in_place = |of: TaskOf| match of {
        TaskOf::Activity(id) => workbook
            .activity(id)
            .is_some_and(|a| a.is_ongoing && a.in_place_on.is_some()),
        TaskOf::Step(..) => false,
    };
    let tasks = lists::all_tasks(workbook, today).into_iter();
    let open = tasks.filter(|t| t.on.is_none() && !is_in_place(t.of));
    open.count()
}

#[cfg(test)]
mod tests;
