//! The action plans as CSV.

use super::tables::print;
use super::{Failure, Outcome};
use crate::app::clock;
use crate::domain::action_plan::Plan;
use crate::domain::action_plan::example::Example;
use crate::domain::action_plan::listing;
use crate::domain::action_plan::sheet::PlanSheet;
use crate::domain::workbook::Workbook;
use crate::export::Table;

/// The name that stands for the worked example, which no file has to hold.
const EXAMPLE: &str = "example";

/// One row a step, and one an activity without steps: of all plans, of those whose title contains
/// the words, or of the worked example.
pub(super) fn plans(workbook: &Workbook, wanted: Option<&str>) -> Outcome {
    let wanted = wanted.map(|w| w.trim().to_lowercase());
    let mut table = Table::new(listing::COLUMNS);
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
    for row in listing::rows(sheet) {
        table.push(row);
    }
}
