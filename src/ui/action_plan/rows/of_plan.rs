//! The rows of a plan itself: activities by block, with or without their steps.

use chrono::NaiveDate;

use super::{Making, Row, RowId, date_words, overdue_words, standing, step_state, when_under};
use crate::domain::action_plan::lists::{self, Due};
use crate::domain::action_plan::sheet::{ActivitySheet, PlanSheet};
use crate::domain::action_plan::{Standing, Step};

/// The activities of a plan by block: those of no single block last.
fn by_block<'a>(sheet: &'a PlanSheet<'a>) -> Vec<&'a ActivitySheet<'a>> {
    let mut order: Vec<&ActivitySheet<'_>> = sheet.activities.iter().collect();
    order.sort_by_key(|a| (a.activity.block.unwrap_or(u8::MAX), a.activity.place));
    order
}

pub(super) fn plan_rows(making: &Making<'_>, has_steps: bool) -> Vec<Row> {
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
