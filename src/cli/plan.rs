//! The action plans as CSV.

use chrono::NaiveDate;

use super::tables::print;
use super::{Failure, Outcome};
use crate::app::clock;
use crate::domain::action_plan::Plan;
use crate::domain::action_plan::example::Example;
use crate::domain::action_plan::sheet::{ActivitySheet, PlanSheet};
use crate::domain::programme;
use crate::domain::workbook::Workbook;
use crate::export::Table;

/// The name that stands for the worked example, which no file has to hold.
const EXAMPLE: &str = "example";

/// One row a step, and one an activity without steps: of all plans, of those whose title contains
/// the words, or of the worked example.
pub(super) fn plans(workbook: &Workbook, wanted: Option<&str>) -> Outcome {
    let wanted = wanted.map(|w| w.trim().to_lowercase());
    let mut table = Table::new([
        "plan",
        "block",
        "activity",
        "manager",
        "due_text",
        "due_date",
        "status",
        "step",
        "who",
        "when_text",
        "when_date",
        "done_on",
    ]);
    if wanted.as_deref() == Some(EXAMPLE) {
        push_plan(&mut table, &Example::shown(clock::today()).sheet());
        return print(&table);
    }
    let is_wanted = |plan: &&Plan| {
        let title = plan.title.to_lowercase();
        wanted.as_ref().is_none_or(|w| title.contains(w.as_str()))
    };
    let found: Vec<&Plan> = workbook.plans.iter().filter(is_wanted).collect();
    if let (Some(wanted), true) = (&wanted, found.is_empty()) {
        return Err(unknown(workbook, wanted));
    }
    for plan in found {
        if let Some(sheet) = PlanSheet::of(workbook, plan.id) {
            push_plan(&mut table, &sheet);
        }
    }
    print(&table)
}

fn unknown(workbook: &Workbook, wanted: &str) -> Failure {
    let titles: Vec<&str> = workbook.plans.iter().map(|p| p.title.as_str()).collect();
    let example = "--plan example prints the worked example";
    Failure(match titles.as_slice() {
        [] => format!("The file has no action plan; {example}."),
        titles => format!(
            "There is no plan “{wanted}”. The file has: {}; {example}.",
            titles.join("; ")
        ),
    })
}

fn push_plan(table: &mut Table, sheet: &PlanSheet<'_>) {
    for activity in &sheet.activities {
        let head = activity_cells(sheet.plan, activity);
        for step in &activity.steps {
            let tail = [
                step.what.clone(),
                step.who.clone(),
                step.when_text.clone(),
                day(step.when_on),
                day(step.done_on),
            ];
            table.push(head.clone().into_iter().chain(tail));
        }
        if activity.steps.is_empty() {
            let tail: [String; 5] = Default::default();
            table.push(head.into_iter().chain(tail));
        }
    }
}

fn activity_cells(plan: &Plan, sheet: &ActivitySheet<'_>) -> [String; 7] {
    let activity = sheet.activity;
    let block = activity.block.and_then(programme::block);
    [
        plan.title.clone(),
        block.map(|b| b.name.clone()).unwrap_or_default(),
        activity.text.clone(),
        activity.manager.clone(),
        activity.due_text.clone(),
        day(activity.due_on),
        sheet.standing().code().to_owned(),
    ]
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(|d| d.to_string()).unwrap_or_default()
}
