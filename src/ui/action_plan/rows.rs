//! The rows of a plan as each view shows them: activities with steps, activities alone, or what is
//! open by person and by date. One shape of row for all, so that every view reads and edits alike.

use chrono::NaiveDate;

use super::PlanView;
use crate::domain::action_plan::lists::{self, Due, Task, TaskOf, TaskState};
use crate::domain::action_plan::sheet::{ActivitySheet, PlanSheet};
use crate::domain::action_plan::{ReviewStatus, Standing, Step, StepState};
use crate::domain::due_text::read_due;
use crate::domain::ids::{ActivityId, StepId};
use crate::domain::team::Person;

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum RowId {
    /// A heading over tasks.
    Group(usize),
    /// An activity.
    Activity(ActivityId),
    /// A step.
    Step(StepId, ActivityId),
    /// The step being typed.
    NewStep(ActivityId),
    /// The activity being typed.
    NewActivity,
}

impl RowId {
    /// The activity the row belongs to.
    pub(super) fn activity(self) -> Option<ActivityId> {
        match self {
            Self::Activity(id) | Self::Step(_, id) | Self::NewStep(id) => Some(id),
            Self::Group(_) | Self::NewActivity => None,
        }
    }

    /// Whether the row is typed and not yet written.
    pub(super) fn is_new(self) -> bool {
        matches!(self, Self::NewStep(_) | Self::NewActivity)
    }
}

/// The columns from left to right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Column {
    Block,
    #[default]
    Text,
    Who,
    When,
    Status,
}

impl Column {
    pub(super) const ALL: [Self; 5] =
        [Self::Block, Self::Text, Self::Who, Self::When, Self::Status];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Block => "Block",
            Self::Text => "Activity and steps",
            Self::Who => "Who",
            Self::When => "When, as written",
            Self::Status => "Status",
        }
    }
}

/// The mark before the words of a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    None,
    Ring,
    Half,
    Disc,
    Diamond,
    Dash,
}

/// A row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) id: RowId,
    /// "Step 2 of Revise the policy": what screen readers and tests call it.
    pub(super) name: String,
    pub(super) block: Option<u8>,
    pub(super) text: String,
    /// A small line under the text.
    pub(super) under: String,
    pub(super) who: String,
    pub(super) when: String,
    /// A small line under when: the date that counts.
    pub(super) when_under: String,
    /// Past its date.
    pub(super) is_late: bool,
    pub(super) mark: Mark,
    pub(super) status: String,
    /// A small line under the status.
    pub(super) status_under: String,
    /// Of an activity in the detailed view: stands over its steps.
    pub(super) is_head: bool,
    /// Stands in a list of tasks and not under its activity.
    pub(super) is_task: bool,
}

impl Row {
    /// The words of a cell, as they are edited.
    pub(super) fn cell(&self, column: Column) -> &str {
        match column {
            Column::Block => "",
            Column::Text => &self.text,
            Column::Who => &self.who,
            Column::When => &self.when,
            Column::Status => &self.status,
        }
    }

    fn empty(id: RowId, name: String) -> Self {
        Self {
            id,
            name,
            block: None,
            text: String::new(),
            under: String::new(),
            who: String::new(),
            when: String::new(),
            when_under: String::new(),
            is_late: false,
            mark: Mark::None,
            status: String::new(),
            status_under: String::new(),
            is_head: false,
            is_task: false,
        }
    }

    fn heading(number: usize, words: String) -> Self {
        Self {
            text: words.clone(),
            ..Self::empty(RowId::Group(number), words)
        }
    }
}

/// Where the step being typed goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NewStepAt {
    pub(super) activity: ActivityId,
    /// Its place from 1; `None` for the end.
    pub(super) place: Option<u32>,
}

/// What the rows are made from.
pub(super) struct Making<'a> {
    pub(super) sheet: &'a PlanSheet<'a>,
    pub(super) people: &'a [Person],
    pub(super) today: NaiveDate,
    /// Rows can be added.
    pub(super) can_add: bool,
    /// Notes stay off the projected screen.
    pub(super) has_notes: bool,
    pub(super) new_step: Option<NewStepAt>,
}

/// The rows of a view.
pub(super) fn rows(view: PlanView, making: &Making<'_>) -> Vec<Row> {
    match view {
        PlanView::Simple => plan_rows(making, false),
        PlanView::ByPerson => person_rows(making),
        PlanView::ByDate => date_rows(making),
        _ => plan_rows(making, true),
    }
}

/// The activities of a plan by block: those of no single block last.
pub(super) fn by_block<'a>(sheet: &'a PlanSheet<'a>) -> Vec<&'a ActivitySheet<'a>> {
    let mut order: Vec<&ActivitySheet<'_>> = sheet.activities.iter().collect();
    order.sort_by_key(|a| (a.activity.block.unwrap_or(u8::MAX), a.activity.place));
    order
}

fn plan_rows(making: &Making<'_>, has_steps: bool) -> Vec<Row> {
    let mut rows = Vec::new();
    for activity in by_block(making.sheet) {
        rows.push(activity_row(activity, making, has_steps));
        if !has_steps {
            continue;
        }
        let id = activity.activity.id;
        let new = making.new_step.filter(|n| n.activity == id);
        let ghost = || {
            let name = format!("Row for a new step of {}", activity.activity.text);
            Row::empty(RowId::NewStep(id), name)
        };
        for (step, number) in activity.steps.iter().zip(1..) {
            if new.is_some_and(|n| n.place == Some(number)) {
                rows.push(ghost());
            }
            rows.push(step_row(step, number, activity, making));
        }
        let last = activity.steps.len() as u32;
        if new.is_some_and(|n| n.place.is_none_or(|p| p > last)) {
            rows.push(ghost());
        }
    }
    if making.can_add {
        rows.push(Row::empty(
            RowId::NewActivity,
            "Row for a new activity".to_owned(),
        ));
    }
    rows
}

fn activity_row(sheet: &ActivitySheet<'_>, making: &Making<'_>, is_head: bool) -> Row {
    let activity = sheet.activity;
    let late = sheet.days_overdue(making.today);
    let (mark, words) = standing(sheet.standing());
    let steps = match sheet.steps.len() {
        0 => String::new(),
        1 => format!("{} of 1 step", sheet.done_steps()),
        n => format!("{} of {n} steps", sheet.done_steps()),
    };
    // An activity that nobody reviewed stands as its steps do.
    let (status, status_under) = match sheet.standing() {
        Standing::Reviewed(_) => (words, steps),
        _ if steps.is_empty() => (words, steps),
        _ => (steps, String::new()),
    };
    Row {
        block: activity.block,
        text: activity.text.clone(),
        under: under_activity(sheet, making),
        who: activity.manager.clone(),
        when: activity.due_text.clone(),
        when_under: activity_date(sheet, late, making.today),
        is_late: late.is_some(),
        mark,
        status,
        status_under,
        is_head,
        ..Row::empty(
            RowId::Activity(activity.id),
            format!("Activity {}", activity.text),
        )
    }
}

/// "Resources: … · waits for …".
fn under_activity(sheet: &ActivitySheet<'_>, making: &Making<'_>) -> String {
    let activity = sheet.activity;
    let mut parts = Vec::new();
    if !activity.resources.is_empty() {
        parts.push(format!("Resources: {}", activity.resources.join(", ")));
    }
    let after = activity.after.and_then(|id| {
        let mut all = making.sheet.activities.iter();
        all.find(|a| a.activity.id == id)
    });
    if let Some(after) = after {
        let state = if after.standing().is_closed() {
            "done"
        } else {
            "not done yet"
        };
        parts.push(format!("After “{}”, {state}", after.activity.text));
    }
    parts.join(" · ")
}

fn activity_date(sheet: &ActivitySheet<'_>, late: Option<i64>, today: NaiveDate) -> String {
    let activity = sheet.activity;
    if let Some(days) = late {
        return overdue_words(days);
    }
    if let (true, Some(on)) = (activity.is_ongoing, activity.in_place_on) {
        return format!("in place since {on}, goes on");
    }
    if let (true, Some(by)) = (activity.is_ongoing, activity.in_place_by) {
        return format!("in place by {by}, then goes on");
    }
    match activity.due_on {
        Some(on) => date_words(on, &activity.due_text, today),
        None if activity.due_text.is_empty() => String::new(),
        None if activity.is_ongoing => "goes on; no date, never overdue".to_owned(),
        None => "no date, never overdue".to_owned(),
    }
}

/// The date where the text does not say it itself.
fn date_words(on: NaiveDate, text: &str, today: NaiveDate) -> String {
    if text.trim() == on.to_string() {
        String::new()
    } else if read_due(text, today).date == Some(on) || text.is_empty() {
        on.to_string()
    } else {
        format!("sorts as {on}")
    }
}

fn overdue_words(days: i64) -> String {
    match days {
        1 => "overdue 1 day".to_owned(),
        n => format!("overdue {n} days"),
    }
}

fn step_row(step: &Step, number: u32, of: &ActivitySheet<'_>, making: &Making<'_>) -> Row {
    let today = making.today;
    let is_over = of.standing().is_closed();
    let due = lists::due(
        step.when_on.filter(|_| !is_over && step.done_on.is_none()),
        today,
    );
    let (mark, status) = step_state(step.state());
    Row {
        text: step.what.clone(),
        under: under_step(step, making),
        who: step.who.clone(),
        when: step.when_text.clone(),
        when_under: when_under(due, step.when_on, &step.when_text, today),
        is_late: matches!(due, Due::Overdue(_)),
        mark,
        status: status.to_owned(),
        status_under: step.done_on.map(|on| on.to_string()).unwrap_or_default(),
        ..Row::empty(
            RowId::Step(step.id, step.activity),
            format!("Step {number} of {}", of.activity.text),
        )
    }
}

/// "Can be done in a meeting · the note".
fn under_step(step: &Step, making: &Making<'_>) -> String {
    let meeting = step.is_for_meeting && step.done_on.is_none();
    let meeting = meeting.then_some("Can be done in a meeting");
    let note = Some(step.note.as_str()).filter(|n| making.has_notes && !n.is_empty());
    let parts: Vec<&str> = [meeting, note].into_iter().flatten().collect();
    parts.join(" · ")
}

fn when_under(due: Due, on: Option<NaiveDate>, text: &str, today: NaiveDate) -> String {
    match (due, on) {
        (Due::Overdue(days), _) => overdue_words(days),
        (_, Some(on)) => date_words(on, text, today),
        _ => String::new(),
    }
}

fn person_rows(making: &Making<'_>) -> Vec<Row> {
    let tasks = lists::tasks(making.sheet, making.people, making.today);
    let groups = lists::by_person(&tasks);
    let mut rows = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        let count = group.tasks.len();
        let late = group
            .tasks
            .iter()
            .filter(|t| matches!(t.due, Due::Overdue(_)))
            .count();
        let who = if group.of.is_empty() {
            "Nobody named yet"
        } else {
            &group.of
        };
        let mut words = format!("{who} · {count} open");
        if late > 0 {
            words = format!("{words}, {late} overdue");
        }
        rows.push(Row::heading(number, words));
        rows.extend(group.tasks.iter().map(|t| task_row(t, making.today)));
    }
    rows
}

fn date_rows(making: &Making<'_>) -> Vec<Row> {
    let tasks = lists::tasks(making.sheet, making.people, making.today);
    let mut rows = Vec::new();
    for (number, group) in lists::by_date(tasks).iter().enumerate() {
        let words = match group.of {
            Due::Overdue(_) => "Overdue",
            Due::Soon => "Next 14 days",
            Due::Later => "Later",
            Due::Undated => "No date, never overdue",
        };
        let words = format!("{words} · {}", group.tasks.len());
        rows.push(Row::heading(number, words));
        rows.extend(group.tasks.iter().map(|t| task_row(t, making.today)));
    }
    rows
}

fn task_row(task: &Task, today: NaiveDate) -> Row {
    let (id, name) = match task.of {
        TaskOf::Activity(id) => (RowId::Activity(id), format!("Activity {}", task.text)),
        TaskOf::Step(id, of) => (
            RowId::Step(id, of),
            format!("Step {} of {}", task.text, task.about),
        ),
    };
    let (mark, status) = match task.state {
        TaskState::Step(state) => {
            let (mark, words) = step_state(state);
            (mark, words.to_owned())
        }
        TaskState::Activity(state) => standing(state),
    };
    let under = match task.of {
        TaskOf::Activity(_) => "Activity".to_owned(),
        TaskOf::Step(..) => task.about.clone(),
    };
    Row {
        block: task.block,
        text: task.text.clone(),
        under,
        who: task.who.clone(),
        when: task.when.clone(),
        when_under: when_under(task.due, task.on, &task.when, today),
        is_late: matches!(task.due, Due::Overdue(_)),
        mark,
        status,
        is_task: true,
        ..Row::empty(id, name)
    }
}

fn step_state(state: StepState) -> (Mark, &'static str) {
    let mark = match state {
        StepState::NotStarted => Mark::Ring,
        StepState::UnderWay => Mark::Half,
        StepState::Done => Mark::Disc,
    };
    (mark, state.label())
}

fn standing(standing: Standing) -> (Mark, String) {
    let mark = match standing {
        Standing::NotStarted => Mark::Ring,
        Standing::UnderWay | Standing::Reviewed(ReviewStatus::OnTrack) => Mark::Half,
        Standing::StepsDone | Standing::Reviewed(ReviewStatus::Done) => Mark::Disc,
        Standing::Reviewed(ReviewStatus::Behind | ReviewStatus::Stuck) => Mark::Diamond,
        Standing::Reviewed(ReviewStatus::Dropped) => Mark::Dash,
    };
    (mark, standing.label().to_owned())
}
