//! What is open in a plan, by person and by date.

use chrono::NaiveDate;

use super::{Making, Row, RowId, standing, step_state, when_under};
use crate::domain::action_plan::lists::{self, Due, Task, TaskOf, TaskState};

pub(super) fn person_rows(making: &Making<'_>) -> Vec<Row> {
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

pub(super) fn date_rows(making: &Making<'_>) -> Vec<Row> {
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
