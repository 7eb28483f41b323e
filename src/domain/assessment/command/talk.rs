//! Requests out of the talk: remarks, and who took part in a training.

use super::{Edits, NO_SUCH_ITEM};
use crate::domain::assessment::{Attendance, ITEMS, Remark, RemarkKind};
use crate::domain::command::{Context, gone, one, refuse};
use crate::domain::edit::{Change, Edit};
use crate::domain::ids::{AttendanceId, RemarkId, RoundId};
use crate::domain::programme;

impl Context<'_> {
    pub(super) fn remark(
        &self,
        id: Option<RemarkId>,
        (round, item): (RoundId, u8),
        kind: RemarkKind,
        text: &str,
    ) -> Edits {
        if self.workbook.round(round).is_none() {
            return gone("round");
        }
        if !ITEMS.contains(&item) {
            return refuse(NO_SUCH_ITEM);
        }
        let found = |id: RemarkId| self.workbook.remarks.iter().find(|r| r.id == id);
        let before = match id.map(found) {
            Some(None) => return gone("remark"),
            found => found.flatten().cloned(),
        };
        let text = text.trim();
        let after = (!text.is_empty()).then(|| Remark {
            id: id.unwrap_or(RemarkId(self.workbook.next.remark)),
            round,
            item,
            kind,
            text: text.to_owned(),
            by: self.by.to_owned(),
            on: self.today,
        });
        if before.is_none() && after.is_none() {
            return refuse("The note is empty. Type what should be kept.");
        }
        let name = format!("Note “{}” on item {item}", kind.label());
        Ok(one(name, Edit::Remark(Change { before, after })))
    }

    pub(super) fn attendance(&self, round: RoundId, item: u8, counts: Option<(u32, u32)>) -> Edits {
        if self.workbook.round(round).is_none() {
            return gone("round");
        }
        if programme::item(item).is_none_or(|i| i.audience.is_none()) {
            return refuse("Only the training items 12, 13, 18 and 20 have an attendance.");
        }
        if counts.is_some_and(|(invited, attended)| attended > invited) {
            return refuse("More took part than were invited. Check both numbers.");
        }
        let before = self.workbook.attendance(round, item).cloned();
        let next = AttendanceId(self.workbook.next.attendance);
        let after = counts.map(|(invited, attended)| Attendance {
            id: before.as_ref().map_or(next, |a| a.id),
            round,
            item,
            invited,
            attended,
            by: self.by.to_owned(),
            on: self.today,
        });
        Ok(one(
            format!("Attendance of item {item}"),
            Edit::Attendance(Change { before, after }),
        ))
    }
}
