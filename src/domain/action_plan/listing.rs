//! A plan as rows of plain text, one a step: what exports and the command line write.

use super::sheet::PlanSheet;
use crate::domain::programme;

/// Names of the columns.
pub const COLUMNS: [&str; 12] = [
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
];

/// One row a step; an activity without steps is one row.
pub fn rows(sheet: &PlanSheet<'_>) -> Vec<[String; 12]> {
    let day = |day: Option<chrono::NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
    let mut rows = Vec::new();
    for of in &sheet.activities {
        let activity = of.activity;
        let block = activity.block.and_then(programme::block);
        let head = [
            sheet.plan.title.clone(),
            block.map(|b| b.name.clone()).unwrap_or_default(),
            activity.text.clone(),
            activity.manager.clone(),
            activity.due_text.clone(),
            day(activity.due_on),
            of.standing().code().to_owned(),
        ];
        let row = |tail: [String; 5]| {
            let mut cells = head.clone().into_iter().chain(tail);
            std::array::from_fn(|_| cells.next().unwrap_or_default())
        };
        if of.steps.is_empty() {
            rows.push(row(Default::default()));
        }
        for step in &of.steps {
            rows.push(row([
                step.what.clone(),
                step.who.clone(),
                step.when_text.clone(),
                day(step.when_on),
                day(step.done_on),
            ]));
        }
    }
    rows
}
