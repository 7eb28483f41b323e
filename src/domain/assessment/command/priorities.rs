//! Requests about the ranked list of priorities.

use super::{Edits, NO_SUCH_ITEM};
use crate::domain::assessment::{ITEMS, Priority, PrioritySource};
use crate::domain::command::{Context, gone, one, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::{PriorityId, RoundId};
use crate::domain::programme;

impl Context<'_> {
    pub(super) fn save_priority(
        &self,
        id: Option<PriorityId>,
        text: &str,
        (block, item): (u8, Option<u8>),
        round: Option<RoundId>,
        source: PrioritySource,
    ) -> Edits {
        let text = text.trim();
        if text.is_empty() {
            return refuse("The priority is empty. Say what is to be better.");
        }
        if programme::block(block).is_none() {
            return refuse("Choose one of the six blocks for the priority.");
        }
        if item.is_some_and(|item| !ITEMS.contains(&item)) {
            return refuse(NO_SUCH_ITEM);
        }
        if round.is_some_and(|id| self.workbook.round(id).is_none()) {
            return gone("round");
        }
        let before = match id.map(|id| self.priority(id)) {
            Some(None) => return gone("priority"),
            found => found.flatten().cloned(),
        };
        let last = self.workbook.priorities.iter().map(|p| p.rank).max();
        let after = Priority {
            id: id.unwrap_or(PriorityId(self.workbook.next.priority)),
            rank: before
                .as_ref()
                .map_or(1 + last.unwrap_or(0), |before| before.rank),
            text: text.to_owned(),
            block,
            item,
            round,
            source,
            by: self.by.to_owned(),
            on: self.today,
        };
        let verb = if before.is_some() { "Change" } else { "Add" };
        Ok(one(
            format!("{verb} a priority"),
            Edit::Priority(Change {
                before,
                after: Some(after),
            }),
        ))
    }

    fn priority(&self, id: PriorityId) -> Option<&Priority> {
        self.workbook.priorities.iter().find(|p| p.id == id)
    }

    pub(super) fn move_priority(&self, id: PriorityId, rank: u32) -> Edits {
        let mut order: Vec<&Priority> = self.workbook.priorities.iter().collect();
        let Some(from) = order.iter().position(|p| p.id == id) else {
            return gone("priority");
        };
        let moved = order.remove(from);
        let to = (rank.max(1) as usize - 1).min(order.len());
        order.insert(to, moved);
        let edits = ranked(&order);
        if edits.is_empty() {
            return refuse("The priority stands there already.");
        }
        Ok(EditSet {
            name: format!("Move a priority to place {}", to + 1),
            edits,
        })
    }

    pub(super) fn remove_priority(&self, id: PriorityId) -> Edits {
        let Some(priority) = self.priority(id) else {
            return gone("priority");
        };
        let left: Vec<&Priority> = self
            .workbook
            .priorities
            .iter()
            .filter(|p| p.id != id)
            .collect();
        let mut edits = vec![Edit::Priority(Change::remove(priority.clone()))];
        edits.extend(ranked(&left));
        Ok(EditSet {
            name: "Remove a priority".to_owned(),
            edits,
        })
    }
}

/// The edits that give priorities the ranks 1, 2, 3 … in this order.
fn ranked(order: &[&Priority]) -> Vec<Edit> {
    (1..)
        .zip(order)
        .filter(|(rank, p)| p.rank != *rank)
        .map(|(rank, p)| {
            let after = Priority {
                rank,
                ..(*p).clone()
            };
            Edit::Priority(Change::replace((*p).clone(), after))
        })
        .collect()
}
