//! What a person can ask to be changed about the work on gaps, and the edits it comes to.

use chrono::NaiveDate;

use super::{GapRule, GapWork};
use crate::domain::command::{Context, Refusal, gone, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::{GapWorkId, PatientId};

/// A gap: a patient and a rule.
pub type GapKey = (PatientId, GapRule);

/// A request about the work on gaps.
#[derive(Clone, Debug, PartialEq)]
pub enum GapCommand {
    /// Gives gaps to a person; an empty name takes them back.
    Assign(Vec<GapKey>, String),
    /// Lets gaps wait up to a day, for a reason.
    Snooze(Vec<GapKey>, NaiveDate, String),
    /// Closes gaps without the check, for a reason.
    Close(Vec<GapKey>, NaiveDate, String),
    /// Ends waiting and closing.
    Reopen(Vec<GapKey>),
}

impl GapCommand {
    /// The edits that carry the request out.
    pub(in crate::domain) fn edits(self, context: &Context<'_>) -> Result<EditSet, Refusal> {
        let today = context.today;
        match self {
            Self::Assign(gaps, name) => {
                let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
                let verb = if name.is_empty() {
                    "Take back"
                } else {
                    "Assign"
                };
                context.change_gaps(verb, &gaps, |work| work.assigned_to.clone_from(&name))
            }
            Self::Snooze(gaps, until, reason) => {
                if until <= today {
                    return refuse("Give a day to come, up to which the gap waits.");
                }
                let reason = reason.trim().to_owned();
                context.change_gaps("Snooze", &gaps, |work| {
                    work.snoozed_until = Some(until);
                    work.reason.clone_from(&reason);
                })
            }
            Self::Close(gaps, day, reason) => {
                context.not_to_come(Some(day))?;
                let reason = reason.trim().to_owned();
                if reason.is_empty() {
                    return refuse("Say why the gap is closed without the check.");
                }
                context.change_gaps("Close", &gaps, |work| {
                    work.closed_on = Some(day);
                    work.snoozed_until = None;
                    work.reason.clone_from(&reason);
                })
            }
            Self::Reopen(gaps) => context.change_gaps("Reopen", &gaps, |work| {
                work.closed_on = None;
                work.snoozed_until = None;
                work.reason.clear();
            }),
        }
    }
}

impl Context<'_> {
    fn change_gaps(
        &self,
        verb: &str,
        gaps: &[GapKey],
        change: impl Fn(&mut GapWork),
    ) -> Result<EditSet, Refusal> {
        if gaps.is_empty() {
            return refuse("No gap is chosen. Tick one or more in the list.");
        }
        if gaps.iter().any(|g| self.patient(g.0).is_none()) {
            return gone("patient");
        }
        let name = match gaps {
            [(_, rule)] => format!("{verb} gap: {}", rule.label()),
            many => format!("{verb} {} gaps", many.len()),
        };
        let mut edits = Vec::new();
        let mut next = self.workbook.next.gap_work;
        for (patient, rule) in gaps {
            let before = self.workbook.gap_work(*patient, *rule);
            let mut after = before.cloned().unwrap_or_else(|| GapWork {
                id: GapWorkId(next),
                patient: *patient,
                rule: *rule,
                assigned_to: String::new(),
                snoozed_until: None,
                closed_on: None,
                reason: String::new(),
                by: String::new(),
                on: self.today,
            });
            change(&mut after);
            if before.is_some_and(|b| *b == after) || (before.is_none() && after.says_nothing()) {
                continue;
            }
            next += i64::from(before.is_none());
            self.by.clone_into(&mut after.by);
            after.on = self.today;
            edits.push(Edit::GapWork(Box::new(Change {
                before: before.cloned(),
                after: (!after.says_nothing()).then_some(after),
            })));
        }
        Ok(EditSet { name, edits })
    }
}

impl GapWork {
    /// Whether nobody has it and nothing is said of it.
    fn says_nothing(&self) -> bool {
        self.assigned_to.is_empty() && self.snoozed_until.is_none() && self.closed_on.is_none()
    }
}
