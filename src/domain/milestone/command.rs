//! What a person can ask to be changed about milestones, and the edits it comes to.

use chrono::NaiveDate;

use super::list::{self, LineId};
use super::{Milestone, MilestoneStatus};
use crate::domain::command::{Context, Refusal, gone, known_block, one, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::MilestoneId;
use crate::domain::programme::{self, StageId};

/// A request about milestones.
#[derive(Clone, Debug, PartialEq)]
pub enum MilestoneCommand {
    /// Another value of one line.
    Change(LineId, MilestoneChange),
    /// A milestone of the clinic's own.
    Add {
        /// In which stage.
        stage: StageId,
        /// In which block, if any.
        block: Option<u8>,
        /// The words.
        text: String,
    },
    /// Takes one of the clinic's own away.
    Remove(MilestoneId),
    /// Another place among what comes first, from 1.
    MoveFocus(LineId, u32),
    /// What the programme usually puts first comes first, after what the clinic has put there.
    UsualFocus,
}

/// What is to be other about a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MilestoneChange {
    /// How far it is. Reached without a date is reached today; reopening takes the date away.
    Status(MilestoneStatus),
    /// Who sees to it.
    Owner(String),
    /// The day it is to be reached.
    Target(Option<NaiveDate>),
    /// The day it was reached.
    Reached(Option<NaiveDate>),
    /// What shows it.
    Evidence(String),
    /// Tips and lessons of the clinic's own.
    Lessons(String),
    /// Other words; empty for the built-in ones.
    Text(String),
    /// On or off the list.
    Hidden(bool),
    /// How often it is to be done, in months; `None` for the programme's.
    Cadence(Option<u32>),
    /// When it was last done.
    LastDone(Option<NaiveDate>),
    /// Among what comes first, or not.
    Focus(bool),
}

type Edits = Result<EditSet, Refusal>;

impl MilestoneCommand {
    /// The edits that carry the request out.
    pub(in crate::domain) fn edits(self, context: &Context<'_>) -> Edits {
        match self {
            Self::Change(line, change) => context.change_milestone(&line, change),
            Self::Add { stage, block, text } => context.add_milestone(stage, block, &text),
            Self::Remove(id) => context.remove_milestone(id),
            Self::MoveFocus(line, rank) => context.move_focus(&line, rank),
            Self::UsualFocus => Ok(context.usual_focus()),
        }
    }
}

impl Context<'_> {
    /// What the clinic has entered about a line, or an empty record with this number.
    fn milestone(
        &self,
        line: &LineId,
        new_id: MilestoneId,
    ) -> Option<(Option<Milestone>, Milestone)> {
        let line = list::line(self.workbook, line)?;
        let before = line.record.cloned();
        let after = before.clone().or_else(|| {
            let built_in = line.built_in?;
            Some(Milestone {
                entry: built_in.id.clone(),
                ..self.empty(new_id, built_in.stage, built_in.block)
            })
        })?;
        Some((before, after))
    }

    fn empty(&self, id: MilestoneId, stage: StageId, block: Option<u8>) -> Milestone {
        Milestone {
            id,
            entry: String::new(),
            stage,
            block,
            text: String::new(),
            status: MilestoneStatus::NotStarted,
            owner: String::new(),
            focus: None,
            target_on: None,
            reached_on: None,
            cadence_months: None,
            last_done_on: None,
            evidence: String::new(),
            lessons: String::new(),
            is_hidden: false,
            by: self.by.to_owned(),
            on: self.today,
        }
    }

    fn change_milestone(&self, line: &LineId, change: MilestoneChange) -> Edits {
        let next = MilestoneId(self.workbook.next.milestone);
        let Some((before, mut after)) = self.milestone(line, next) else {
            return gone("milestone");
        };
        let name = match &change {
            MilestoneChange::Status(status) => {
                format!("Milestone {}", status.label().to_lowercase())
            }
            MilestoneChange::Hidden(true) => "Hide a milestone".to_owned(),
            MilestoneChange::Hidden(false) => "Restore a milestone".to_owned(),
            MilestoneChange::Text(_) => "Reword a milestone".to_owned(),
            _ => "Change a milestone".to_owned(),
        };
        if let MilestoneChange::Focus(is_on) = change {
            return Ok(self.focus(line, is_on));
        }
        self.put(&mut after, change)?;
        let stands = before.as_ref().is_some_and(|b| {
            let same = Milestone {
                by: b.by.clone(),
                on: b.on,
                ..after.clone()
            };
            same == *b
        });
        if stands || (before.is_none() && after == self.empty_like(&after)) {
            return Ok(EditSet::nothing(name));
        }
        self.by.clone_into(&mut after.by);
        after.on = self.today;
        let after = Some(after);
        Ok(one(
            name,
            Edit::Milestone(Box::new(Change { before, after })),
        ))
    }

    fn empty_like(&self, milestone: &Milestone) -> Milestone {
        Milestone {
            entry: milestone.entry.clone(),
            ..self.empty(milestone.id, milestone.stage, milestone.block)
        }
    }

    fn put(&self, milestone: &mut Milestone, change: MilestoneChange) -> Result<(), Refusal> {
        match change {
            MilestoneChange::Status(status) => {
                milestone.status = status;
                let is_reached = status == MilestoneStatus::Reached;
                milestone.reached_on =
                    is_reached.then(|| milestone.reached_on.unwrap_or(self.today));
            }
            MilestoneChange::Owner(owner) => owner.trim().clone_into(&mut milestone.owner),
            MilestoneChange::Target(day) => milestone.target_on = day,
            MilestoneChange::Reached(day) => {
                milestone.reached_on = self.not_to_come(day)?;
                if day.is_some() {
                    milestone.status = MilestoneStatus::Reached;
                }
            }
            MilestoneChange::Lessons(words) => words.trim().clone_into(&mut milestone.lessons),
            MilestoneChange::Evidence(words) => words.trim().clone_into(&mut milestone.evidence),
            MilestoneChange::Text(words) => {
                let built_in = programme::milestone(&milestone.entry);
                let words = words.trim();
                if words.is_empty() && built_in.is_none() {
                    return refuse("The milestone is empty. Say what is to be reached.");
                }
                let is_same = built_in.is_some_and(|b| b.text == words);
                let kept = if is_same { "" } else { words };
                kept.clone_into(&mut milestone.text);
            }
            MilestoneChange::Hidden(is_hidden) => milestone.is_hidden = is_hidden,
            MilestoneChange::Cadence(months) => {
                if months.is_some_and(|m| !(1..=60).contains(&m)) {
                    return refuse("A cadence is 1 to 60 months.");
                }
                milestone.cadence_months = months;
            }
            MilestoneChange::LastDone(day) => milestone.last_done_on = self.not_to_come(day)?,
            MilestoneChange::Focus(_) => {}
        }
        Ok(())
    }

    fn add_milestone(&self, stage: StageId, block: Option<u8>, text: &str) -> Edits {
        let text = text.trim();
        if text.is_empty() {
            return refuse("The milestone is empty. Say what is to be reached.");
        }
        known_block(block)?;
        let id = MilestoneId(self.workbook.next.milestone);
        let milestone = Milestone {
            text: text.to_owned(),
            ..self.empty(id, stage, block)
        };
        let change = Change::add(milestone);
        Ok(one("Add a milestone", Edit::Milestone(Box::new(change))))
    }

    fn remove_milestone(&self, id: MilestoneId) -> Edits {
        let own = |m: &&Milestone| m.id == id && m.entry.is_empty();
        let Some(milestone) = self.workbook.milestones.iter().find(own) else {
            return gone("milestone");
        };
        let mut edits = self.unranked(&LineId::Own(id));
        // The record as it stands goes last, after the others have closed up.
        edits.retain(|e| !matches!(e, Edit::Milestone(c) if c.before.as_ref() == Some(milestone)));
        edits.extend(self.without_milestone(&LineId::Own(id).code()));
        edits.push(Edit::Milestone(Box::new(Change::remove(milestone.clone()))));
        Ok(EditSet {
            name: "Remove a milestone".to_owned(),
            edits,
        })
    }

    /// The edits that take a milestone out of the activities and plans that name it. A
    /// closed plan stays as it was: what it names is no longer found, and is not shown.
    fn without_milestone(&self, code: &str) -> Vec<Edit> {
        let is_open = |id| {
            let plan = self.workbook.plan(id);
            plan.is_none_or(|p| p.closed_on.is_none())
        };
        let activities = self.workbook.activities.iter();
        let activities = activities
            .filter(|a| is_open(a.plan))
            .filter(|a| a.milestones.iter().any(|m| m == code))
            .map(|before| {
                let mut after = before.clone();
                after.milestones.retain(|m| m != code);
                self.by.clone_into(&mut after.by);
                after.on = self.today;
                Edit::Activity(Box::new(changed(before, after)))
            });
        let plans = self.workbook.plans.iter();
        let plans = plans
            .filter(|p| p.closed_on.is_none())
            .filter(|p| p.next_time.iter().any(|m| m == code))
            .map(|before| {
                let mut after = before.clone();
                after.next_time.retain(|m| m != code);
                self.by.clone_into(&mut after.by);
                after.on = self.today;
                Edit::Plan(Box::new(changed(before, after)))
            });
        activities.chain(plans).collect()
    }

    /// Lines that come first, in order.
    fn focused(&self) -> Vec<LineId> {
        let mut focused: Vec<(u32, LineId)> = self
            .workbook
            .milestones
            .iter()
            .filter_map(|m| {
                let id = match m.entry.as_str() {
                    "" => LineId::Own(m.id),
                    entry => LineId::BuiltIn(entry.to_owned()),
                };
                Some((m.focus?, id))
            })
            .collect();
        focused.sort();
        focused.into_iter().map(|(_, id)| id).collect()
    }

    /// The edits that give the lines the places 1, 2, 3 … and every other line none.
    fn ranked(&self, order: &[LineId]) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut next = self.workbook.next.milestone;
        let dropped = self.focused().into_iter().filter(|id| !order.contains(id));
        let places = order.iter().cloned().zip((1..).map(Some));
        for (line, place) in places.chain(dropped.map(|id| (id, None))) {
            let Some((before, mut after)) = self.milestone(&line, MilestoneId(next)) else {
                continue;
            };
            if after.focus == place {
                continue;
            }
            next += i64::from(before.is_none());
            after.focus = place;
            let after = Some(after);
            edits.push(Edit::Milestone(Box::new(Change { before, after })));
        }
        edits
    }

    fn unranked(&self, line: &LineId) -> Vec<Edit> {
        let mut order = self.focused();
        order.retain(|id| id != line);
        self.ranked(&order)
    }

    fn focus(&self, line: &LineId, is_on: bool) -> EditSet {
        let mut order = self.focused();
        order.retain(|id| id != line);
        if is_on {
            order.push(line.clone());
        }
        EditSet {
            name: if is_on {
                "Put a milestone first".to_owned()
            } else {
                "Take a milestone from what comes first".to_owned()
            },
            edits: self.ranked(&order),
        }
    }

    fn move_focus(&self, line: &LineId, rank: u32) -> Edits {
        let mut order = self.focused();
        let Some(from) = order.iter().position(|id| id == line) else {
            return refuse("This milestone is not among what comes first.");
        };
        let moved = order.remove(from);
        let to = (rank.max(1) as usize - 1).min(order.len());
        order.insert(to, moved);
        Ok(EditSet {
            name: format!("Move a milestone to place {}", to + 1),
            edits: self.ranked(&order),
        })
    }

    fn usual_focus(&self) -> EditSet {
        let mut order = self.focused();
        for usual in programme::first_focus() {
            let id = LineId::BuiltIn(usual.id.clone());
            let is_shown = list::line(self.workbook, &id).is_some_and(|l| !l.is_hidden());
            if is_shown && !order.contains(&id) {
                order.push(id);
            }
        }
        EditSet {
            name: "Put the usual milestones first".to_owned(),
            edits: self.ranked(&order),
        }
    }
}

fn changed<T: Clone>(before: &T, after: T) -> Change<T> {
    Change {
        before: Some(before.clone()),
        after: Some(after),
    }
}
