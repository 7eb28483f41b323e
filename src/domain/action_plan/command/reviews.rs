//! Requests about reviews of activities.

use chrono::NaiveDate;

use super::Edits;
use crate::domain::action_plan::{Review, ReviewStatus};
use crate::domain::command::{Context, Refusal, gone, one};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::{ActivityId, ReviewId};

impl Context<'_> {
    pub(super) fn review(
        &self,
        id: Option<ReviewId>,
        activity: ActivityId,
        (reviewed_on, status): (NaiveDate, ReviewStatus),
        note: &str,
    ) -> Edits {
        let Some(of) = self.workbook.activity(activity) else {
            return gone("activity");
        };
        self.open_plan(of.plan)?;
        self.not_to_come(Some(reviewed_on))?;
        let before = match id.map(|id| self.workbook.reviews.iter().find(|r| r.id == id)) {
            Some(None) => return gone("review"),
            found => found.flatten().cloned(),
        };
        if let Some(before) = &before {
            self.open_plan_of(before)?;
        }
        let after = Review {
            id: id.unwrap_or(ReviewId(self.workbook.next.review)),
            activity,
            reviewed_on,
            status,
            note: note.trim().to_owned(),
            by: self.by.to_owned(),
            on: self.today,
        };
        let name = format!("Review an activity: {}", status.label().to_lowercase());
        if before.as_ref().is_some_and(|b| {
            (b.reviewed_on, b.status, &b.note) == (after.reviewed_on, after.status, &after.note)
        }) {
            return Ok(EditSet::nothing(name));
        }
        let after = Some(after);
        Ok(one(name, Edit::Review(Box::new(Change { before, after }))))
    }

    pub(super) fn remove_review(&self, id: ReviewId) -> Edits {
        let Some(review) = self.workbook.reviews.iter().find(|r| r.id == id) else {
            return gone("review");
        };
        self.open_plan_of(review)?;
        let change = Change::remove(review.clone());
        Ok(one("Remove a review", Edit::Review(Box::new(change))))
    }

    /// Refuses a change to a review of a plan that stays as it was.
    fn open_plan_of(&self, review: &Review) -> Result<(), Refusal> {
        match self.workbook.activity(review.activity) {
            Some(activity) => self.open_plan(activity.plan).map(|_| ()),
            None => Ok(()),
        }
    }
}
