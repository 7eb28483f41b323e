//! Rows from a document or spreadsheet become activities and steps.

use super::{Edits, StepText};
use crate::domain::action_plan::paste::{PastedActivity, PastedRow, PastedStep};
use crate::domain::action_plan::{Activity, Step};
use crate::domain::command::{Context, gone, refuse};
use crate::domain::edit::EditSet;
use crate::domain::ids::{ActivityId, PlanId, StepId};

impl Context<'_> {
    pub(super) fn paste_rows(
        &self,
        plan: PlanId,
        into: Option<ActivityId>,
        rows: &[PastedRow],
    ) -> Edits {
        self.open_plan(plan)?;
        let known = into.map(|id| self.workbook.activity(id));
        if known.is_some_and(|a| a.is_none_or(|a| a.plan != plan)) {
            return gone("activity");
        }
        let mut activities = self.workbook.activities_of(plan).to_vec();
        let mut steps: Vec<(ActivityId, Vec<Step>)> = Vec::new();
        let mut current = into;
        let mut next_step = self.workbook.next.step;
        for row in rows {
            match row {
                PastedRow::Activity(pasted) => {
                    let new = activities
                        .iter()
                        .filter(|a| a.id.0 >= self.workbook.next.activity);
                    let id = ActivityId(self.workbook.next.activity + new.count() as i64);
                    let at = current.and_then(|c| activities.iter().position(|a| a.id == c));
                    let at = at.map_or(activities.len(), |at| at + 1);
                    activities.insert(at, self.pasted_activity(id, plan, pasted));
                    current = Some(id);
                }
                PastedRow::Step(pasted) => {
                    let Some(activity) = current else {
                        return refuse(
                            "The rows are steps, and the plan has no activity to put them in. Add \
                             an activity first, then paste.",
                        );
                    };
                    let step = self.pasted_step(StepId(next_step), activity, pasted);
                    next_step += 1;
                    match steps.iter_mut().find(|(id, _)| *id == activity) {
                        Some((_, new)) => new.push(step),
                        None => steps.push((activity, vec![step])),
                    }
                }
            }
        }
        let mut edits = self.arrange_activities(activities);
        for (activity, new) in steps {
            let mut order = self.workbook.steps_of(activity).to_vec();
            order.extend(new);
            edits.extend(self.arrange_steps(order));
        }
        let name = match rows.len() {
            1 => "Paste a row".to_owned(),
            n => format!("Paste {n} rows"),
        };
        Ok(EditSet { name, edits })
    }

    fn pasted_activity(&self, id: ActivityId, plan: PlanId, pasted: &PastedActivity) -> Activity {
        let mut activity = Activity {
            block: pasted.block,
            manager: pasted.manager.clone(),
            resources: pasted.resources.clone(),
            note: pasted.note.clone(),
            ..self.empty_activity(id, plan, &pasted.text)
        };
        self.put_due(&mut activity, &pasted.due);
        activity.due_on = pasted.due_on.or(activity.due_on);
        activity
    }

    fn pasted_step(&self, id: StepId, activity: ActivityId, pasted: &PastedStep) -> Step {
        let StepText { what, who, when } = &pasted.text;
        let row = StepText {
            what: what.clone(),
            who: who.clone(),
            when: when.clone(),
        };
        let step = self.new_step(id, activity, &row);
        Step {
            when_on: pasted.when_on.or(step.when_on),
            done_on: pasted.done_on.filter(|day| *day <= self.today),
            note: pasted.note.clone(),
            ..step
        }
    }
}
