//! What is still to be done, by person and by date. Overdue is worked out from dates alone:
//! what has no date is never overdue.

use chrono::NaiveDate;

use super::sheet::{ActivitySheet, PlanSheet};
use super::{Standing, StepState};
use crate::domain::ids::{ActivityId, StepId};
use crate::domain::team::Person;
use crate::domain::team::who::{Named, named_with_groups, same_name};
use crate::domain::workbook::Workbook;

/// Days that "soon" looks ahead.
pub const SOON_DAYS: i64 = 14;

/// What a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaskOf {
    /// An activity, for its manager.
    Activity(ActivityId),
    /// A step of an activity, for whoever does it.
    Step(StepId, ActivityId),
}

impl TaskOf {
    /// The activity it belongs to.
    pub fn activity(self) -> ActivityId {
        match self {
            Self::Activity(id) | Self::Step(_, id) => id,
        }
    }
}

/// When something is due, seen from a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// So many days ago.
    Overdue(i64),
    /// Within the next 14 days, today among them.
    Soon,
    /// After that.
    Later,
    /// No date: never overdue.
    Undated,
}

/// Something still to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// What it is.
    pub of: TaskOf,
    /// The words.
    pub text: String,
    /// For a step: the activity's words.
    pub about: String,
    /// The block, if any.
    pub block: Option<u8>,
    /// Who, as written.
    pub who: String,
    /// Who that names.
    pub named: Vec<Named>,
    /// When, as written.
    pub when: String,
    /// The date that counts.
    pub on: Option<NaiveDate>,
    /// When that is.
    pub due: Due,
    /// How far a step is; an activity's is its standing.
    pub state: TaskState,
}

/// How far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// A step.
    Step(StepState),
    /// An activity.
    Activity(Standing),
}

/// Tasks under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<K> {
    /// The heading.
    pub of: K,
    /// Its tasks.
    pub tasks: Vec<Task>,
}

/// When a date is, seen from a day.
pub fn due(on: Option<NaiveDate>, today: NaiveDate) -> Due {
    match on.map(|on| (on - today).num_days()) {
        None => Due::Undated,
        Some(days) if days < 0 => Due::Overdue(-days),
        Some(days) if days <= SOON_DAYS => Due::Soon,
        Some(_) => Due::Later,
    }
}

/// All open tasks of a plan, in its order: steps not done and activities not closed. A closed
/// plan has none: what was open in it went on or was let go.
pub fn tasks(sheet: &PlanSheet<'_>, people: &[Person], today: NaiveDate) -> Vec<Task> {
    if sheet.plan.closed_on.is_some() {
        return Vec::new();
    }
    let mut all = Vec::new();
    for activity in &sheet.activities {
        if activity.standing().is_closed() {
            continue;
        }
        all.push(activity_task(activity, people, today));
        let open = activity.steps.iter().filter(|s| s.done_on.is_none());
        all.extend(open.map(|step| Task {
            of: TaskOf::Step(step.id, activity.activity.id),
            text: step.what.clone(),
            about: activity.activity.text.clone(),
            block: activity.activity.block,
            who: step.who.clone(),
            named: named_with_groups(&step.who, people, today),
            when: step.when_text.clone(),
            on: step.when_on,
            due: due(step.when_on, today),
            state: TaskState::Step(step.state()),
        }));
    }
    all
}

fn activity_task(sheet: &ActivitySheet<'_>, people: &[Person], today: NaiveDate) -> Task {
    let activity = sheet.activity;
    let on = sheet.expected_by();
    Task {
        of: TaskOf::Activity(activity.id),
        text: activity.text.clone(),
        about: String::new(),
        block: activity.block,
        who: activity.manager.clone(),
        named: named_with_groups(&activity.manager, people, today),
        when: activity.due_text.clone(),
        on,
        due: due(on, today),
        state: TaskState::Activity(sheet.standing()),
    }
}

/// The open tasks of all plans that are not closed.
pub fn all_tasks(workbook: &Workbook, today: NaiveDate) -> Vec<Task> {
    let open = workbook.plans.iter().filter(|p| p.closed_on.is_none());
    let sheets = open.filter_map(|p| PlanSheet::of(workbook, p.id));
    sheets
        .flat_map(|sheet| tasks(&sheet, &workbook.people, today))
        .collect()
}

/// By date: the overdue ones first, the longest overdue before; then soon, later, without a date.
pub fn by_date(mut tasks: Vec<Task>) -> Vec<Group<Due>> {
    tasks.sort_by_key(|t| (t.on.is_none(), t.on));
    let kind = |due: Due| match due {
        Due::Overdue(_) => Due::Overdue(0),
        other => other,
    };
    let mut groups: Vec<Group<Due>> = Vec::new();
    for task in tasks {
        let of = kind(task.due);
        match groups.iter_mut().find(|g| g.of == of) {
            Some(group) => group.tasks.push(task),
            None => groups.push(Group {
                of,
                tasks: vec![task],
            }),
        }
    }
    groups
}

/// By person: everybody a task names has it, in the order of the names; tasks without a name stand
/// last under an empty heading. Inside, dated tasks come first.
pub fn by_person(tasks: &[Task]) -> Vec<Group<String>> {
    let mut groups: Vec<Group<String>> = Vec::new();
    for task in tasks {
        let unnamed = [String::new()];
        let names: Vec<String> = task.named.iter().map(|n| n.name.clone()).collect();
        let names = if names.is_empty() {
            &unnamed[..]
        } else {
            &names
        };
        for name in names {
            match groups.iter_mut().find(|g| same_name(&g.of, name)) {
                Some(group) => group.tasks.push(task.clone()),
                None => groups.push(Group {
                    of: name.clone(),
                    tasks: vec![task.clone()],
                }),
            }
        }
    }
    groups.sort_by_key(|g| (g.of.is_empty(), g.of.to_lowercase()));
    for group in &mut groups {
        group.tasks.sort_by_key(|t| (t.on.is_none(), t.on));
    }
    groups
}
