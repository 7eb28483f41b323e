//! What a person can ask to be changed about case reviews, and the edits it comes to.

use super::CaseReview;
use crate::domain::command::{Context, Refusal, gone, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::CaseReviewId;

/// A request about case reviews.
#[derive(Clone, Debug, PartialEq)]
pub enum CaseReviewCommand {
    /// A new review (number 0) or other values of one.
    Save(Box<CaseReview>),
    /// Takes a review away.
    Remove(CaseReviewId),
}

impl CaseReviewCommand {
    /// The edits that carry the request out.
    pub(in crate::domain) fn edits(self, context: &Context<'_>) -> Result<EditSet, Refusal> {
        match self {
            Self::Save(review) => context.save_case_review(*review),
            Self::Remove(id) => context.remove_case_review(id),
        }
    }
}

impl Context<'_> {
    fn save_case_review(&self, mut review: CaseReview) -> Result<EditSet, Refusal> {
        if self.patient(review.patient).is_none() {
            return gone("patient");
        }
        let before = self
            .workbook
            .case_reviews
            .iter()
            .find(|r| r.id == review.id);
        if review.id.0 != 0 && before.is_none() {
            return gone("review");
        }
        for text in [&mut review.members, &mut review.advice, &mut review.reply] {
            *text = text.trim().to_owned();
        }
        self.not_to_come(Some(review.reviewed_on))?;
        self.not_to_come(review.replied_on)?;
        if review.advice.is_empty() {
            return refuse("Write down what the team advises, or that it advises no change.");
        }
        if review
            .replied_on
            .is_some_and(|day| day < review.reviewed_on)
        {
            return refuse("The answer lies before the review. Check the dates.");
        }
        if !review.reply.is_empty() && review.replied_on.is_none() {
            review.replied_on = Some(self.today);
        }
        let verb = if before.is_some() { "Change" } else { "Add" };
        if before.is_none() {
            review.id = CaseReviewId(self.workbook.next.case_review);
        }
        let stamp = |r: &mut CaseReview, by: &str, on| {
            by.clone_into(&mut r.by);
            r.on = on;
        };
        let name = format!("{verb} a case review");
        Ok(self.saved(name, before, review, stamp, Edit::CaseReview))
    }

    fn remove_case_review(&self, id: CaseReviewId) -> Result<EditSet, Refusal> {
        let Some(review) = self.workbook.case_reviews.iter().find(|r| r.id == id) else {
            return gone("review");
        };
        Ok(EditSet {
            name: "Remove a case review".to_owned(),
            edits: vec![Edit::CaseReview(Box::new(Change::remove(review.clone())))],
        })
    }
}
