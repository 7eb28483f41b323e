//! What of a milestone stands in the action plans.

use std::collections::BTreeMap;

use crate::domain::action_plan::sheet::PlanSheet;
use crate::domain::ids::ActivityId;
use crate::domain::workbook::Workbook;

/// The activities that serve a milestone, by its code.
pub(super) type PlannedByCode = BTreeMap<String, Vec<Planned>>;

/// An activity that serves a milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Planned {
    pub(super) activity: ActivityId,
    /// The name of its plan.
    pub(super) plan: String,
    /// "In Plan 3: Revise the policy, on track".
    pub(super) words: String,
    /// Something is still expected of it.
    pub(super) is_open: bool,
}

/// The activities of every milestone, by its code; of one that was carried on only the newest.
pub(super) fn planned(workbook: &Workbook) -> PlannedByCode {
    let mut newest: BTreeMap<(&str, ActivityId), Planned> = BTreeMap::new();
    for plan in &workbook.plans {
        let Some(sheet) = PlanSheet::of(workbook, plan.id) else {
            continue;
        };
        for row in &sheet.activities {
            let (activity, standing) = (row.activity, row.standing());
            let how = standing.label().to_lowercase();
            let planned = Planned {
                activity: activity.id,
                plan: plan.title.clone(),
                words: format!("In {}: {}, {how}", plan.title, activity.text),
                is_open: plan.closed_on.is_none() && !standing.is_closed(),
            };
            for code in &activity.milestones {
                newest.insert((code, activity.thread), planned.clone());
            }
        }
    }
    let mut by_code: PlannedByCode = BTreeMap::new();
    for ((code, _), planned) in newest {
        by_code.entry(code.to_owned()).or_default().push(planned);
    }
    for plan in &mut by_code.values_mut() {
        plan.sort_by_key(|p| std::cmp::Reverse(p.activity));
    }
    by_code
}

/// The plans that leave a milestone for later, by its code.
pub(super) fn left_for_later<'a>(workbook: &'a Workbook, code: &str) -> Vec<&'a str> {
    let plans = workbook.plans.iter().rev();
    plans
        .filter(|p| p.next_time.iter().any(|m| m == code))
        .map(|p| p.title.as_str())
        .collect()
}
