//! The current stage in a line: which it is, what is reached, and what it takes to move on.

use chrono::NaiveDate;

use super::course::{self, Readiness, StageCourse};
use crate::domain::milestone::list::{self, Progress};
use crate::domain::programme::{Stage, StageId};
use crate::domain::workbook::Workbook;

/// A stage's name as a sentence begins: "Design and implement".
pub fn name(stage: &Stage) -> String {
    let mut letters = stage.name.chars();
    let first = letters.next();
    first
        .into_iter()
        .chain(letters.flat_map(char::to_lowercase))
        .collect()
}

/// The current stage and how long it has lasted: "Design and implement, month 13".
pub fn heading(workbook: &Workbook, today: NaiveDate) -> String {
    let Some(course) = current(workbook) else {
        return String::new();
    };
    let name = name(course.stage);
    let record = course.record;
    if let Some(ended) = record.and_then(|r| r.ended_on) {
        return format!("{name}, ended {ended}");
    }
    match (course.month(today), record.and_then(|r| r.planned_from)) {
        (Some(month), _) => format!("{name}, month {month}"),
        (None, Some(from)) => format!("{name}, planned from {from}"),
        (None, None) => name,
    }
}

/// What is reached in the current stage, and what it takes to move on.
pub fn standing(workbook: &Workbook, today: NaiveDate) -> String {
    let Some(course) = current(workbook) else {
        return String::new();
    };
    match course.stage.id {
        StageId::PrepareAndLaunch => preparing(workbook, course.progress),
        StageId::DesignAndImplement => implementing(&course::readiness(workbook)),
        StageId::MonitorAndSustain => sustaining(workbook, course.progress, today),
    }
}

/// "Stage checklist, 2 of 3 aims met".
pub fn aims(workbook: &Workbook) -> String {
    let met = current(workbook).map(|c| c.aims).unwrap_or_default();
    format!("Stage checklist, {} of {} aims met", met.reached, met.all)
}

fn current(workbook: &Workbook) -> Option<StageCourse<'_>> {
    let current = course::current(workbook);
    let mut courses = course::courses(workbook).into_iter();
    courses.find(|c| c.stage.id == current)
}

fn preparing(workbook: &Workbook, steps: Progress) -> String {
    let reached = format!("{} of {} step aims reached.", steps.reached, steps.all);
    let next = workbook.stage(StageId::DesignAndImplement);
    match next.and_then(|r| r.planned_from) {
        Some(from) => format!("{reached} Design and implement is planned from {from}."),
        None => format!("{reached} Design and implement comes next."),
    }
}

fn implementing(ready: &Readiness<'_>) -> String {
    let reached = if ready.prioritised.all > 0 {
        let Progress { reached, all } = ready.prioritised;
        format!("{reached} of {all} prioritised milestones reached.")
    } else {
        let Progress { reached, all } = ready.all;
        format!("{reached} of {all} milestones reached, none is prioritised.")
    };
    format!("{reached} {}", moving_on(ready))
}

/// What opens the last stage: most milestones reached, and the team's judgement.
fn moving_on(ready: &Readiness<'_>) -> String {
    let is_most = ready.most_reached() == Some(true);
    match (ready.judgement, is_most) {
        (None, true) => {
            "To move on, the team records that it can go on with less effort.".to_owned()
        }
        (None, false) => "To move on, most are to be reached, and the team records that it can go \
                          on with less effort."
            .to_owned(),
        (Some(said), true) if ready.is_judged_ready() => {
            format!(
                "Ready for the last stage, as the team recorded on {}.",
                said.day
            )
        }
        (Some(said), false) if ready.is_judged_ready() => format!(
            "To move on, most are to be reached; the team recorded on {} that it is ready.",
            said.day
        ),
        (Some(said), _) => format!(
            "On {} the team recorded that it cannot go on with less effort yet.",
            said.day
        ),
    }
}

fn sustaining(workbook: &Workbook, progress: Progress, today: NaiveDate) -> String {
    let Progress { reached, all } = progress;
    let lines = list::lines(workbook, StageId::MonitorAndSustain);
    let shown = lines.iter().filter(|l| !l.is_hidden());
    let late = shown.filter(|l| l.days_overdue(today).is_some()).count();
    let late = match late {
        0 => "None is overdue.".to_owned(),
        1 => "1 is overdue.".to_owned(),
        n => format!("{n} are overdue."),
    };
    format!("{reached} of {all} ongoing activities in place. {late}")
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
