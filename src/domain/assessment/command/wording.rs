//! Requests about the published wording.

use super::Edits;
use crate::domain::assessment::wording::{PublishedItem, Wording};
use crate::domain::command::{Context, one, refuse};
use crate::domain::edit::{Change, Edit};
use crate::domain::ids::WordingId;

impl Context<'_> {
    pub(super) fn load_wording(&self, source: &str, items: Vec<PublishedItem>) -> Edits {
        if items.is_empty() {
            return refuse("No item is ticked. Tick the items whose wording is to be used.");
        }
        let before = self.workbook.wording().cloned();
        let after = Wording {
            id: before
                .as_ref()
                .map_or(WordingId(self.workbook.next.wording), |w| w.id),
            source: source.to_owned(),
            on: self.today,
            by: self.by.to_owned(),
            items,
        };
        let name = format!("Load the published wording of {} items", after.items.len());
        let change = Change {
            before,
            after: Some(after),
        };
        Ok(one(name, Edit::Wording(Box::new(change))))
    }

    pub(super) fn reset_wording(&self) -> Edits {
        let Some(wording) = self.workbook.wording() else {
            return refuse("The built-in wording is in use already.");
        };
        Ok(one(
            "Go back to the built-in wording",
            Edit::Wording(Box::new(Change::remove(wording.clone()))),
        ))
    }
}
